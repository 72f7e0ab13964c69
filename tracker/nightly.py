"""The order of the night: collect, read, reconcile, gates, report. Only this module knows it.

Whatever is done once is kept: an interrupted run is simply run again and goes on where it stopped. The report is
replaced at the very end and only when every gate stands open; until then the last good one stands. A night that brings
nothing leaves the report as it is, whatever the store holds (docs/decisions/0009-a-night-with-nothing-new.md).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.decisions import decisions_beside
from tracker.errors import GateError, StoreError
from tracker.gathering import Gathered, Progress, gather, read_new, reading_version, silent
from tracker.issues import Issue, Severity
from tracker.journal import Journal
from tracker.known import Known, know, last_report
from tracker.publishing import make_folder, publish
from tracker.sources import Config
from tracker.standing import sealed, standing, state_of
from tracker.store import Edition, Store
from tracker.workers import Workers

if TYPE_CHECKING:
    from tracker.report import ReportFiles


MIDNIGHT = "T00:00:00Z"


@dataclass(slots=True)
class Night:
    """What a run did. `counts` are totals and what was new; `files` is None where no report was written.

    standing   the report that stands because the night brought nothing to add to it; None where that is not so
    """

    counts: dict[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    shut: tuple[Issue, ...] = ()
    files: ReportFiles | None = None
    standing: Edition | None = None

    @property
    def failed(self) -> tuple[Issue, ...]:
        """What could not be done: sources that failed, articles the reader gave up on."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def outcome(self) -> str:
        """How it ended, in the words that the store keeps."""
        if self.standing is not None:
            return "nothing new"
        return "gates shut" if self.shut else "published"


def run(
    config: Config,
    store_path: Path,
    out: Path,
    *,
    today: date,
    seen_at: str,
    offline: bool = False,
    progress: Progress = silent,
    journal: Journal | None = None,
) -> Night:
    """The whole night. Raises TrackerError where the job cannot be done; then the last good report stands.

    seen_at   the moment that new articles are noted with, ISO 8601 in UTC
    offline   reads what is on disk only
    journal   where each step is noted for the morning after; None notes nothing
    """
    journal = journal or Journal(None)
    make_folder(store_path.parent, "the store")
    make_folder(out, "the report")
    decided = decisions_beside(config.path, seen_at)
    with Store.open(store_path) as store:
        _refuse_a_clock_gone_back(store, seen_at)
        version = reading_version(config)
        digest = hashlib.sha256(config.path.read_bytes()).hexdigest()[:12]
        run_id = store.start_run(today, started_at=seen_at, config_hash=digest, reader_version=version)
        journal.note("begun", run=run_id, day=today, offline=offline)
        store.add_corrections(decided)
        with Workers(config) as workers:
            met = gather(
                *(config, store),
                today=today,
                seen_at=seen_at,
                offline=offline,
                workers=workers,
                progress=progress,
            )
            journal.gathered(met.by_source, met.new, met.issues)
            failed, new_claims = read_new(store, config, progress, workers=workers)
        journal.note("read", claims_new=len(new_claims), failed=len(failed))
        met.issues += failed
        state = state_of(store, digest, version, met.issues)
        last = standing(store, state, today, out)
        if last is not None:
            night = Night(_counts_of(last, store, met), tuple(sorted({*met.issues})), standing=last)
        else:
            progress("reconciling", 0, 0)
            since = last_report(store, today, reader=version)
            world = know(store, config, today=today, to_publish=True, weighed_on=today, since=since)
            journal.note("reconciled", series=len(world.reconciled.series), shut=len(world.shut))
            night = _edit(world, config, out, today, met.issues, progress)
            night.counts = _counts(world, met.new, new_claims)
            if night.files is not None:
                store.add_edition(run_id, sealed(state, night.files.folder), world.due)
        night.counts |= _sources(config, met.issues, offline)
        store.add_issues(run_id, night.issues)
        store.finish_run(run_id, finished_at=seen_at, outcome=night.outcome, counts=night.counts)
        journal.ended(night.outcome, night.counts, night.issues)
        return night


def _refuse_a_clock_gone_back(store: Store, moment: str) -> None:
    """Raises StoreError where the store has seen a later day than the clock shows: all it holds would count as not yet said.

    Runs for a day that was asked for are noted with its midnight, and tell nothing of the clock.
    """
    if moment.endswith(MIDNIGHT):
        return
    latest = max((run.started_at for run in store.runs() if not run.started_at.endswith(MIDNIGHT)), default="")
    if moment[:10] < latest[:10]:
        raise StoreError(
            f"the clock says {moment}, but {store.path} was written by a run of {latest}; set the clock, or say which day "
            "is meant with --today"
        )


def _edit(world: Known, config: Config, out: Path, today: date, met: list[Issue], progress: Progress) -> Night:
    """The report, or the gates that stand against it; the last of them is that each number has something behind it."""
    night = Night(shut=world.shut, issues=tuple(sorted({*met, *world.issues, *world.shut})))
    if night.shut:
        return night
    progress("writing the report", 0, 0)
    try:
        night.files = publish(world, config, out, today=today, issues=night.issues)
    except GateError as error:
        night.shut = (Issue("report", "gate-no-evidence", "report", str(error), Severity.ERROR),)
        night.issues = tuple(sorted({*night.issues, *night.shut}))
    else:
        night.issues = night.files.issues
    return night


def _counts(world: Known, new_articles: int, new_claims: set[str]) -> dict[str, int]:
    return {
        "articles": world.held,
        "articles_new": new_articles,
        "claims": len(world.claims),
        "claims_new": len(new_claims & world.claims.keys()),  # what was said later than today is counted then
        "statements": len(world.reconciled.statements),
        "series": len(world.reconciled.series),
        "gaps": len(world.reconciled.gaps),
        "left_out": len(world.reconciled.left_out),
    }


def _counts_of(last: Edition, store: Store, met: Gathered) -> dict[str, int]:
    """The totals of the report that stands, of which nothing was new tonight."""
    ended = [run for run in store.runs() if run.today == last.today and run.outcome in ("published", "nothing new")]
    counts = dict(ended[-1].counts) if ended else {}
    return {**counts, "articles_new": met.new, "claims_new": 0}


def _sources(config: Config, met: list[Issue], offline: bool) -> dict[str, int]:
    """How many sources were to be read tonight, how many of them over the network, and how many failed."""
    lost = {issue.subject for issue in met if issue.severity is Severity.ERROR}
    places = {
        source.id: {source.id, os.path.relpath(source.where, config.path.parent)}
        for source in config.sources.values()
        if source.enabled and not (offline and source.is_remote)
    }
    failed = {id_ for id_, names in places.items() if not names.isdisjoint(lost)}
    remote = {id_ for id_ in places if config.sources[id_].is_remote}
    return {
        "sources": len(places),
        "sources_failed": len(failed),
        "remote": len(remote),
        "remote_failed": len(remote & failed),
    }
