"""The order of the night: collect, read, reconcile, gates, report. Only this module knows it.

Whatever is done once is kept: an interrupted run is simply run again and goes on where it stopped. The report is
replaced at the very end and only when every gate stands open; until then the last good one stands.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.amending import ZONES
from tracker.collect import collect
from tracker.decisions import decisions_beside
from tracker.errors import GateError, TrackerError
from tracker.extract import read, reader_version
from tracker.issues import Issue, Severity
from tracker.known import Known, know, last_report
from tracker.model import Slice, content_id
from tracker.sources import Config, SourceType
from tracker.store import Store
from tracker.store.lock import WriterLock

if TYPE_CHECKING:
    from tracker.report import ReportFiles

Progress = Callable[[str, int, int], None]  # what is being done, how far, of how many (0 where that is not known)


@dataclass(slots=True)
class Night:
    """What a run did. `counts` are totals and what was new; `files` is None where no report was written."""

    counts: dict[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    shut: tuple[Issue, ...] = ()
    files: ReportFiles | None = None

    @property
    def failed(self) -> tuple[Issue, ...]:
        """What could not be done: sources that failed, articles the reader gave up on."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)


def _silent(_words: str, _done: int, _total: int) -> None:
    pass


def run(
    config: Config,
    store_path: Path,
    out: Path,
    *,
    today: date,
    seen_at: str,
    offline: bool = False,
    progress: Progress = _silent,
) -> Night:
    """The whole night. Raises TrackerError where the job cannot be done; then the last good report stands.

    seen_at   the moment that new articles are noted with, ISO 8601 in UTC
    offline   reads folders and tables only
    """
    _make_folder(store_path.parent, "the store")
    _make_folder(out, "the report")
    decided = decisions_beside(config.path, seen_at)
    with Store.open(store_path) as store:
        version = reading_version(config)
        digest = hashlib.sha256(config.path.read_bytes()).hexdigest()[:12]
        run_id = store.start_run(today, started_at=seen_at, config_hash=digest, reader_version=version)
        store.add_corrections(decided)
        met, new_articles = _collect(config, store, today, seen_at, offline, progress)
        failed, new_claims = read_new(store, config, progress)
        progress("reconciling", 0, 0)
        world = know(
            store,
            config,
            today=today,
            to_publish=True,
            weighed_on=today,
            since=last_report(store, today, reader=version),
        )
        night = Night(_counts(world, new_articles, new_claims), shut=world.shut)
        night.counts |= _sources(config, met, offline)
        night.issues = tuple(sorted({*met, *failed, *world.issues, *world.shut}))
        if not world.shut:
            progress("writing the report", 0, 0)
            _publish_night(night, world, config, out, today)
        store.add_issues(run_id, night.issues)
        outcome = "gates shut" if night.shut else "published"
        store.finish_run(run_id, finished_at=seen_at, outcome=outcome, counts=night.counts)
        return night


def _publish_night(night: Night, world: Known, config: Config, out: Path, today: date) -> None:
    """The report, or the last of the gates: that each number of it has something behind it."""
    try:
        night.files = publish(world, config, out, today=today, issues=night.issues)
    except GateError as error:
        night.shut = (Issue("report", "gate-no-evidence", "report", str(error), Severity.ERROR),)
        night.issues = tuple(sorted({*night.issues, *night.shut}))
    else:
        night.issues = night.files.issues


def reading_version(config: Config) -> str:
    """Names how articles are read: by which rules and lexicon, and with which claimants known by which names."""
    names = repr(sorted(config.claimants.items()))
    return content_id("v", reader_version(), names)


def _collect(
    config: Config, store: Store, today: date, seen_at: str, offline: bool, progress: Progress
) -> tuple[list[Issue], int]:
    """Stores what the sources hold. Returns what was met on the way and how many articles are new."""
    met: list[Issue] = []
    new, done = 0, 0
    early: Counter[str] = Counter()
    for found in collect(config, store=store, seen_at=seen_at, offline=offline):
        if isinstance(found, Issue):
            met.append(found)
            continue
        done += 1
        progress("collecting", done, 0)
        published = found.article.published
        if published is not None and published.first() > today + ZONES:
            early[found.article.source_id or found.article.name] += 1
            continue
        new += store.add_article(found.article, found.raw)
    for source, count in sorted(early.items()):
        message = f"texts dated after {today}, left for a run of their own day: {count}"
        met.append(Issue("collect", "not-yet-published", source, message, Severity.WARNING))
    return met, new


def read_new(store: Store, config: Config, progress: Progress = _silent) -> tuple[list[Issue], set[str]]:
    """Reads every article that was not yet read in this way, each in a transaction of its own.

    An article on which the reader fails is told and tried again by the next run; the others go on. Returns what failed
    and the ids of the claims that are new.
    """
    version = reading_version(config)
    failed: list[Issue] = []
    waiting = store.unread_articles(version)
    held = {claim.id for claim in store.claims()} if waiting else set()
    new: set[str] = set()
    for done, id_ in enumerate(waiting, 1):
        progress("reading", done, len(waiting))
        article = store.article(id_)
        if article is None:
            continue
        try:
            reading = read(article, config)
        except Exception as error:  # one article's failure stays that article's, whatever it is
            message = f"could not be read and is tried again next time: {type(error).__name__}: {str(error)[:200]}"
            failed.append(Issue("extract", "reader-failed", article.name, message, Severity.ERROR))
            continue
        store.add_reading(id_, version, reading.claims, reading.unread)
        new.update(claim.id for claim in reading.claims)
    return failed, new - held


def publish(
    world: Known,
    config: Config,
    out: Path,
    *,
    today: date,
    issues: tuple[Issue, ...],
    known_on: date | None = None,
    only: Slice | None = None,
) -> ReportFiles:
    """Writes the report, whole or not at all.

    known_on   the day whose knowledge it says it shows
    only       the slice that `world` holds, None where it holds everything

    Raises TrackerError where it cannot be written.
    """
    from tracker.report import write_report

    with _alone(out):
        return write_report(
            *(world.reconciled, world.claims, world.articles, config, out),
            today=today,
            issues=issues,
            known_on=known_on,
            only=only,
        )


def publish_tables(
    world: Known, config: Config, out: Path, *, today: date, issues: tuple[Issue, ...], form: str = "csv"
) -> tuple[Path, ...]:
    """Writes the tables alone, each whole or not at all: CSV into the folder of the day, other forms into one inside it.

    form   csv, hxl, jsonl or parquet; a folder has one datapackage.json, so that each form needs its own
    """
    from tracker.report import export_tables
    from tracker.report.export import Form

    kind = Form(form)
    folder = out / today.isoformat()
    with _alone(out):
        return export_tables(
            world.reconciled,
            world.claims,
            config,
            folder if kind is Form.CSV else folder / kind.value,
            today=today,
            issues=issues,
            form=kind,
        )


def issues_of_last_run(store: Store) -> tuple[Issue, ...]:
    """What the last run met while collecting: a report made from the store alone tells it as well."""
    runs = store.runs()
    return tuple(issue for issue in store.issues(runs[-1].id) if issue.stage == "collect") if runs else ()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """One writer of reports at a time; takes away what a killed one has left half-built."""
    _make_folder(out, "the report")
    lock = WriterLock(out / ".writing")
    try:
        for left in out.glob(".building-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


def _make_folder(folder: Path, what: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder}: {what} cannot be kept there: {error.strerror}") from error


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


def _sources(config: Config, met: list[Issue], offline: bool) -> dict[str, int]:
    """How many sources were to be read tonight, how many of them over the network, and how many failed."""
    lost = {issue.subject for issue in met if issue.severity is Severity.ERROR}
    places = {
        source.id: {source.id, os.path.relpath(source.where, config.path.parent)}
        for source in config.sources.values()
        if source.enabled and not (offline and source.type in (SourceType.FEED, SourceType.PAGE))
    }
    failed = {id_ for id_, names in places.items() if not names.isdisjoint(lost)}
    remote = {id_ for id_ in places if config.sources[id_].type in (SourceType.FEED, SourceType.PAGE)}
    return {
        "sources": len(places),
        "sources_failed": len(failed),
        "remote": len(remote),
        "remote_failed": len(remote & failed),
    }
