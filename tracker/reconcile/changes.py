"""What is otherwise than at the last report. `changes` is the door; the records are those of `tracker.model`.

The last report is that of the newest published run of an earlier day in the store. What it knew is every claim that had
been seen by the moment that run began; the claims are those of today's reading, so that a better reader alone changes no
cell in `cells`. What it changes is told apart (`reread`): the claims as the reader of that run had read them, against the
same articles as they are read now. A look back (`--known-on`) compares what was public by the two days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from tracker.model import (
    Basis,
    CellChange,
    ChangeKind,
    ChangeReason,
    Changes,
    Claim,
    Fell,
    Finding,
    FindingKind,
    Gap,
    GapChange,
    GapSpan,
    PartialDate,
    Reconciled,
    RevisionKind,
    Series,
    SeriesKey,
    Silence,
    Since,
    Statement,
    Waiting,
)
from tracker.reconcile.days import seen_day
from tracker.reconcile.dispersion import gap_spans
from tracker.reconcile.stale import FallKind, falls
from tracker.sources import Config

REGULAR = 4  # days with a figure from which on a claimant counts as one who speaks regularly
_LEVELS = frozenset({Basis.CUMULATIVE, Basis.STOCK})
_FALLS = {
    FallKind.DIP: FindingKind.FALL_DIP,
    FallKind.RESET: FindingKind.FALL_RESET,
    FallKind.CORRECTION: FindingKind.FALL_CORRECTION,
}
DOUBTFUL = frozenset(
    {
        FindingKind.OTHER_CLAIMANTS_NUMBER,
        FindingKind.SAME_NUMBER,
        FindingKind.TWO_NUMBERS,
        FindingKind.WITHIN_ARTICLE,
        FindingKind.PROBABLE_ORIGIN,
    }
)
_Cells = dict[tuple[SeriesKey, PartialDate], Statement]


def changes(
    since: Since,
    before: Reconciled,
    now: Reconciled,
    claims: Mapping[str, Claim],
    config: Config,
    on: date,
    *,
    reread_from: Reconciled | None = None,
) -> Changes:
    """What `now` holds that `before` did not, and the other way round.

    before        what was known at the last report, in today's reading
    claims        those behind `now`, by id
    on            the day of this report, from which silence is counted
    reread_from   what was known at the last report in the reading of that day; None where the reading is the same
    """
    held = {id_ for statement in before.statements for id_ in statement.claims}
    held |= {one.claim for one in before.left_out}
    opened = list(_gap_changes(before.gaps, now.gaps))
    silent = tuple(_silences(now.series, config, on, since.day))
    was_silent = {(one.conflict, one.claimant) for one in _silences(before.series, config, since.day, date.min)}
    return Changes(
        since,
        tuple(_cells(before.series, now.series, claims, held, since.day)),
        () if reread_from is None else tuple(moved_by_reading(reread_from.series, before.series)),
        tuple(_fell(before.series, now.series)),
        tuple(sorted(opened, key=lambda one: (not one.opened, one.gap.panel, one.gap.day, one.gap.left.id))),
        silent,
        tuple(_again(was_silent, silent, now.series)),
        tuple(_waiting(now.weighed.findings, claims, held)),
    )


def _standing(series: Sequence[Series]) -> _Cells:
    return {(one.key, said.as_of): said for one in series for said in one.current()}


def _cells(
    before: Sequence[Series], now: Sequence[Series], claims: Mapping[str, Claim], held: set[str], day: date
) -> Iterator[CellChange]:
    old, new = _standing(before), _standing(now)
    withdrawn = {
        (one.key, step.statement.as_of)
        for one in now
        for step in one.revisions
        if step.kind is RevisionKind.WITHDRAWN and step.stands
    }
    last = {one.key: words for one in before if (words := one.current())}
    for cell in sorted({*old, *new}, key=_by_cell):
        was, is_ = old.get(cell), new.get(cell)
        if was is not None and is_ is not None and was.quantity == is_.quantity:
            continue
        fresh = tuple(id_ for id_ in (is_.claims if is_ else ()) if id_ not in held)
        earlier = None
        if was is None:
            earlier = next((w for w in reversed(last.get(cell[0], ())) if w.as_of.last() < cell[1].last()), None)
        kind = _kind(was, is_, cell in withdrawn)
        yield _cell(cell, kind, _reason(fresh, claims, day), was, is_, fresh, earlier)


def moved_by_reading(before: Sequence[Series], now: Sequence[Series]) -> Iterator[CellChange]:
    """The cells that hold another figure where the same articles are read otherwise, by series and day."""
    old, new = _standing(before), _standing(now)
    for cell in sorted({*old, *new}, key=_by_cell):
        was, is_ = old.get(cell), new.get(cell)
        if was is None or is_ is None or was.quantity != is_.quantity:
            yield _cell(cell, _kind(was, is_, False), ChangeReason.REREAD, was, is_, ())


def _by_cell(cell: tuple[SeriesKey, PartialDate]) -> tuple[object, ...]:
    return cell[0], cell[1].last(), cell[1].first()


def _cell(
    cell: tuple[SeriesKey, PartialDate],
    kind: ChangeKind,
    reason: ChangeReason,
    was: Statement | None,
    is_: Statement | None,
    fresh: tuple[str, ...],
    earlier: Statement | None = None,
) -> CellChange:
    change = is_.quantity.point - was.quantity.point if was and is_ else None
    behind = is_ or was
    return CellChange(*cell, kind, reason, was, is_, change, fresh or (behind.claims if behind else ()), earlier)


def _kind(was: Statement | None, is_: Statement | None, withdrawn: bool) -> ChangeKind:
    if was is None:
        return ChangeKind.NEW
    if is_ is None:
        return ChangeKind.TAKEN_BACK if withdrawn else ChangeKind.GONE
    move = is_.quantity.point - was.quantity.point
    if move == 0 or is_.quantity.echoes(was.quantity):
        return ChangeKind.REWORDED
    return ChangeKind.RAISED if move > 0 else ChangeKind.LOWERED


def _reason(fresh: tuple[str, ...], claims: Mapping[str, Claim], day: date) -> ChangeReason:
    if not fresh:
        return ChangeReason.REFILED
    said = [claim.said_on.last() for id_ in fresh if (claim := claims.get(id_)) and claim.said_on]
    return ChangeReason.SAID if said and max(said) > day else ChangeReason.FOUND


def _fell(before: Sequence[Series], now: Sequence[Series]) -> Iterator[Fell]:
    known = {(fall.before.id, fall.after.id) for fall in falls(before)}
    for fall in falls(now):
        if (fall.before.id, fall.after.id) not in known:
            yield Fell(fall.before, fall.after, fall.change, _FALLS[fall.kind])


def _gap_changes(before: Sequence[Gap], now: Sequence[Gap]) -> Iterator[GapChange]:
    """Stretches of contradiction that begin now and did not then, and those that stood open then and do not now."""
    old: dict[tuple[SeriesKey, SeriesKey], list[GapSpan]] = defaultdict(list)
    for span in gap_spans(before):
        old[span.left, span.right].append(span)
    by_day = {(gap.left.key, gap.right.key, gap.day): gap for gap in now}
    for span in gap_spans(now):
        pair = (span.left, span.right)
        was = next((o for o in reversed(old[pair]) if o.opened <= span.last and span.opened <= o.last), None)
        if was is None:
            yield GapChange(True, span, by_day[(*pair, span.opened)])
        if span.closed is not None and (was is None or was.closed is None):
            yield GapChange(False, span, by_day[(*pair, span.closed)])


def _silences(series: Sequence[Series], config: Config, on: date, then: date) -> Iterator[Silence]:
    """Claimants who gave figures of running totals or levels at least every so many days, and have not for so long."""
    for who, last, limit in _regular(series, config):
        spoke = _said(last)
        quiet = (on - spoke).days if spoke else 0
        if spoke and quiet >= limit:
            yield Silence(*who, last, quiet, limit, spoke + timedelta(limit) > then)


def next_silence(series: Sequence[Series], config: Config, on: date) -> date | None:
    """The first day after `on` on which a claimant would be told as silent if nobody said anything more."""
    days = [day + timedelta(limit) for _, last, limit in _regular(series, config) if (day := _said(last))]
    return min((day for day in days if day > on), default=None)


def _regular(series: Sequence[Series], config: Config) -> Iterator[tuple[tuple[str, str], Statement, int]]:
    """Who speaks at least as often as sources.yaml says of the conflict, with the newest figure and how often that is."""
    said: dict[tuple[str, str], dict[date, Statement]] = {}
    for one in series:
        if one.key.basis in _LEVELS and one.key.claimant in config.claimants:
            days = said.setdefault((one.key.conflict, one.key.claimant), {})
            for step in one.revisions:
                day = _said(step.statement)
                if day is not None and (day not in days or step.statement.id < days[day].id):
                    days[day] = step.statement
    for who in sorted(said):
        found, limit = said[who], config.conflicts[who[0]].silent_after_days
        spoke = sorted(found)
        if len(spoke) >= REGULAR and median((b - a).days for a, b in pairwise(spoke)) <= limit:
            yield who, found[spoke[-1]], limit


def _said(statement: Statement) -> date | None:
    return statement.said_on.last() if statement.said_on else seen_day(statement.seen_at)


def _again(
    was_silent: set[tuple[str, str]], silent: Sequence[Silence], series: Sequence[Series]
) -> Iterator[Statement]:
    spoken = was_silent - {(one.conflict, one.claimant) for one in silent}
    newest: dict[tuple[str, str], Statement] = {}
    for one in series:
        who = (one.key.conflict, one.key.claimant)
        if who in spoken and one.key.basis in _LEVELS:
            for step in one.revisions:
                held = newest.get(who)
                if held is None or _order(step.statement) > _order(held):
                    newest[who] = step.statement
    yield from (newest[who] for who in sorted(newest))


def _order(statement: Statement) -> tuple[date, str]:
    return _said(statement) or date.min, statement.id


def _waiting(findings: Sequence[Finding], claims: Mapping[str, Claim], held: set[str]) -> Iterator[Waiting]:
    found = [
        Waiting(one, one.claims, "", not held.issuperset(one.claims)) for one in findings if one.kind in DOUBTFUL
    ]
    unknown: dict[str, list[str]] = {}
    for claim in claims.values():
        if claim.source and claim.claimant is None:
            unknown.setdefault(" ".join(claim.source.split()), []).append(claim.id)
    found += [Waiting(None, tuple(sorted(ids)), words, held.isdisjoint(ids)) for words, ids in unknown.items()]
    yield from sorted(found, key=lambda one: (not one.is_new, one.finding is None, _rank(one), one.words, one.claims))


def _rank(one: Waiting) -> tuple[object, ...]:
    """Findings by kind, undeclared sources by how often they are named."""
    return (one.finding.kind, 0) if one.finding else ("", -len(one.claims))
