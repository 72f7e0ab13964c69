"""The order of the night: collect, read, reconcile, gates, report. Only this module knows it.

Whatever is done once is kept: an interrupted run is simply run again and goes on where it stopped. The report is
replaced at the very end and only when every gate stands open; until then the last good one stands.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.collect import collect
from tracker.errors import TrackerError
from tracker.extract import READ_LANGUAGES, read, reader_version
from tracker.issues import Issue, Severity
from tracker.model import Article, ArticleKind, Claim, Reconciled, content_id
from tracker.reconcile import known, reconcile
from tracker.reconcile.gates import gates
from tracker.sources import Config
from tracker.store import Store
from tracker.store.lock import WriterLock

if TYPE_CHECKING:
    from tracker.report import ReportFiles

Progress = Callable[[str, int, int], None]  # what is being done, how far, of how many (0 where that is not known)

_ZONES = timedelta(days=1)  # a text may carry tomorrow's date where it was published
_NAMED = 12  # unresolved wordings that are named in the issue


@dataclass(frozen=True, slots=True)
class Known:
    """All that the store holds as it is known on a day: what the report is made of."""

    claims: dict[str, Claim]
    articles: dict[str, Article]
    reconciled: Reconciled
    held: int  # articles in the store
    issues: tuple[Issue, ...]
    shut: tuple[Issue, ...]  # gates that stand against publishing


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
    with Store.open(store_path) as store:
        version = reading_version(config)
        digest = hashlib.sha256(config.path.read_bytes()).hexdigest()[:12]
        run_id = store.start_run(today, started_at=seen_at, config_hash=digest, reader_version=version)
        met, new_articles = _collect(config, store, today, seen_at, offline, progress)
        failed, new_claims = read_new(store, config, progress)
        progress("reconciling", 0, 0)
        world = know(store, config, today=today)
        night = Night(_counts(world, new_articles, new_claims), shut=world.shut)
        night.issues = tuple(sorted({*met, *failed, *world.issues, *world.shut}))
        if not world.shut:
            progress("writing the report", 0, 0)
            night.files = publish(world, config, out, today=today, issues=night.issues)
            night.issues = night.files.issues
        store.add_issues(run_id, night.issues)
        outcome = "gates shut" if world.shut else "published"
        store.finish_run(run_id, finished_at=seen_at, outcome=outcome, counts=night.counts)
        return night


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
        if published is not None and published.first() > today + _ZONES:
            early[found.article.source_id or found.article.name] += 1
            continue
        new += store.add_article(found.article, found.raw)
    for source, count in sorted(early.items()):
        message = f"texts dated after {today}, left for a run of their own day: {count}"
        met.append(Issue("collect", "not-yet-published", source, message, Severity.WARNING))
    return met, new


def read_new(store: Store, config: Config, progress: Progress = _silent) -> tuple[list[Issue], int]:
    """Reads every article that was not yet read in this way, each in a transaction of its own.

    An article on which the reader fails is told and tried again by the next run; the others go on.
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
    return failed, len(new - held)


def know(store: Store, config: Config, *, today: date | None = None, known_on: date | None = None) -> Known:
    """What the store comes to: claims reconciled, with the issues and the gates that follow from them.

    today      nothing said after it counts, so that a run for an earlier day shows that day; None takes all there is
    known_on   only what was public by that day, to look back
    """
    every = store.claims()
    claims = every if today is None else [claim for claim in every if known(claim, today + _ZONES)]
    reconciled = reconcile(claims, config, known_on=known_on)
    needed = {claim.article_id for claim in claims}
    articles: dict[str, Article] = {}
    languages: Counter[str] = Counter()
    rows: set[str] = set()
    held = 0
    for article in store.articles():
        held += 1
        languages[article.language or "en"] += 1
        if article.kind is ArticleKind.TABLE_ROW:
            rows.add(article.name)
        if article.id in needed:
            articles[article.id] = article
    standing = claims if known_on is None else [claim for claim in claims if known(claim, known_on)]
    issues = [*_unknown_claimants(claims, config), *_languages(languages), *_unread(store, rows)]
    if later := len(every) - len(claims):
        message = f"claims said after {today}, left out of this report: {later}"
        issues.append(Issue("reconcile", "said-later", "store", message, Severity.NOTE))
    shut = gates(standing, articles, reconciled)
    by_id = {claim.id: claim for claim in standing}
    return Known(by_id, articles, reconciled, held, tuple(issues), tuple(shut))


def publish(world: Known, config: Config, out: Path, *, today: date, issues: tuple[Issue, ...]) -> ReportFiles:
    """Writes the report, whole or not at all. Raises TrackerError where it cannot be written."""
    from tracker.report import write_report

    with _alone(out):
        return write_report(world.reconciled, world.claims, world.articles, config, out, today=today, issues=issues)


def publish_tables(
    world: Known, config: Config, out: Path, *, today: date, issues: tuple[Issue, ...]
) -> tuple[Path, ...]:
    """Writes the CSV tables alone, each whole or not at all, into the folder of the day."""
    from tracker.report import export_tables

    with _alone(out):
        return export_tables(
            world.reconciled, world.claims, config, out / today.isoformat(), today=today, issues=issues
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


def _counts(world: Known, new_articles: int, new_claims: int) -> dict[str, int]:
    return {
        "articles": world.held,
        "articles_new": new_articles,
        "claims": len(world.claims),
        "claims_new": new_claims,
        "statements": len(world.reconciled.statements),
        "series": len(world.reconciled.series),
        "gaps": len(world.reconciled.gaps),
        "left_out": len(world.reconciled.left_out),
    }


def unknown_wordings(claims: list[Claim]) -> Counter[str]:
    """How often each wording of a source stands in claims whose claimant nobody has declared."""
    return Counter(" ".join(c.source.split()) for c in claims if c.source and c.claimant is None)


def _unknown_claimants(claims: list[Claim], config: Config) -> list[Issue]:
    found = unknown_wordings(claims)
    if not found:
        return []
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    often = ", ".join(f"{words[:60]!r} ({count})" for words, count in ranked[:_NAMED])
    message = (
        f"{sum(found.values())} claims name {len(found)} sources that are no claimant of it, most often {often}; "
        "add an alias or a claimant, or leave them as they are"
    )
    return [Issue("reconcile", "unresolved-claimant", config.path.name, message, Severity.NOTE)]


def _languages(found: Counter[str]) -> list[Issue]:
    return [
        Issue("extract", "language-not-read", code, f"articles kept and not read yet: {count}", Severity.NOTE)
        for code, count in sorted(found.items())
        if code not in READ_LANGUAGES
    ]


def _unread(store: Store, rows: set[str]) -> list[Issue]:
    """Table rows that make no claim one by one, for each is a fault of its table; sentences by reason, counted."""
    issues = []
    reasons: Counter[str] = Counter()
    for one in store.unread():
        if one.article in rows:
            issues.append(Issue("extract", "row-not-read", one.article, one.reason, Severity.WARNING))
        elif not one.reason.startswith("language "):
            reasons[one.reason or "no frame fits"] += 1
    for reason, count in sorted(reasons.items()):
        message = f"sentences with a number, not read: {count}; `tracker unread` shows those of an article"
        issues.append(Issue("extract", "sentence-not-read", reason, message, Severity.NOTE))
    return issues
