"""What the present rules make of everything that is held: read anew, and laid beside what was read before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tracker.amending import notes_in, said_by
from tracker.gathering import Progress, failed_reading, reading_version, readings_of, silent
from tracker.issues import Issue
from tracker.known import carriers_of
from tracker.model import Amendments, Claim, Reconciled, SeriesKey
from tracker.reconcile import moved_by_reading, reconcile
from tracker.sources import Config
from tracker.store import Store, told_otherwise
from tracker.workers import Workers


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure of one day of one series that is not what it was; `before` or `after` is empty where there is none."""

    series: str
    as_of: str
    before: str
    after: str
    why: str


@dataclass(slots=True)
class Reread:
    """What reading anew came to.

    articles   how many were read
    new        claims whose like no reading had
    reasons    how often each thing is read otherwise, in words
    """

    articles: int = 0
    new: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    moved: list[Moved] = field(default_factory=list)
    failed: list[Issue] = field(default_factory=list)


def reread_all(path: Path, config: Config, *, keep: bool, progress: Progress = silent) -> Reread:
    """Reads all articles that the present rules have not read, and shows which figures that moves.

    keep   stores the readings; without it the store is only read
    """
    version = reading_version(config)
    done = Reread()
    with Store.open(path, create=False, read_only=not keep) as store:
        before = store.claims()
        old: dict[str, list[Claim]] = defaultdict(list)
        for claim in before:
            old[claim.article_id].append(claim)
        after = {id_: list(claims) for id_, claims in old.items()}
        why: dict[str, str] = {}
        with Workers(config) as workers:
            for article, reading in readings_of(store, config, version, workers, progress):
                if isinstance(reading, Exception):
                    done.failed.append(failed_reading(article, reading))
                    continue
                done.articles += 1
                after[article.id] = list(reading.claims)
                _compare(old.get(article.id, []), reading.claims, done, why)
                if keep:
                    store.add_reading(article.id, version, reading.claims, reading.unread)
        # As the report has them: copies of one text are one origin, and what was decided or taken back holds.
        articles = {article.id: article for article in store.articles() if after.get(article.id)}
        amendments = Amendments(said_by(store.corrections(), None), notes_in(articles, None))
    progress("reconciling", 0, 0)
    every = [claim for claims in after.values() for claim in claims]
    was, now = (
        reconcile(claims, config, carriers=carriers_of(claims, articles), amendments=amendments)
        for claims in (before, every)
    )
    done.moved = list(_moved(was, now, why))
    return done


def _compare(old: Iterable[Claim], new: Iterable[Claim], done: Reread, why: dict[str, str]) -> None:
    held = list(new)
    met: set[str] = set()
    for claim in old:
        found = told_otherwise(claim, held)
        if found is None:
            met.add(claim.id)
            continue
        reason, instead = found
        done.reasons[reason] += 1
        why[claim.id] = reason
        if instead is not None:
            met.add(instead.id)
            why.setdefault(instead.id, reason)
    fresh = [claim for claim in held if claim.id not in met]
    done.new += len(fresh)
    for claim in fresh:
        why[claim.id] = "was not read before"


def _moved(was: Reconciled, now: Reconciled, why: dict[str, str]) -> Iterator[Moved]:
    for cell in moved_by_reading(was.series, now.series):
        old, new = cell.before, cell.after
        claims = [*(old.claims if old else ()), *(new.claims if new else ())]
        reasons = dict.fromkeys(why[id_] for id_ in claims if id_ in why)
        yield Moved(
            _named(cell.key),
            str(cell.as_of),
            str(old.quantity) if old else "",
            str(new.quantity) if new else "",
            "; ".join(reasons) or "other claims of the same day are read otherwise",
        )


def _named(key: SeriesKey) -> str:
    parts = (key.conflict, key.claimant, key.outcome, key.group, key.place, key.basis)
    return " ".join(str(part) for part in parts if part)
