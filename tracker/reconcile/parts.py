"""How much of a gap each of its causes accounts for, as far as the claimants' own figures tell.

An amount is taken only from what somebody said: what a claimant's own total moved by over the days that lie between
two figures, the missing it counts itself, its total on the day on which the other count began. One cause whose amount
nobody told takes what is left; two of them share it, and neither gets a number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.model import Basis, GapCause, GapPart, Inclusion, Outcome, PartialDate, Series, SeriesKey, Statement

_STEP_DAYS = 3  # how much earlier than the day asked a figure may be that a movement is measured from
_SAME_COUNT_DAYS = 1  # how far a claimant's number of missing may be from the total that it is part of


@dataclass(frozen=True, slots=True)
class Line:
    """A series as a line over days: its last word for each day, and the days to look them up by."""

    series: Series
    days: tuple[date, ...]
    words: tuple[Statement, ...]

    @classmethod
    def of(cls, series: Series) -> Line:
        """The line of a series; a day of reduced precision stands at its end."""
        words = series.current()
        return cls(series, tuple(word.as_of.last() for word in words), words)

    def on(self, day: date) -> Statement | None:
        """What it last said about this day or one before it."""
        place = bisect_right(self.days, day)
        return self.words[place - 1] if place else None

    def same_since(self, said: Statement) -> Statement:
        """The first of the figures in a row up to this one that give its very number."""
        at = bisect_right(self.days, said.as_of.last()) - 1
        while at > 0 and self.words[at].id != said.id:
            at -= 1
        bounds = said.quantity.low, said.quantity.high
        while at > 0 and (self.words[at - 1].quantity.low, self.words[at - 1].quantity.high) == bounds:
            at -= 1
        return self.words[at]

    def moved(self, start: date, end: date) -> int | None:
        """By how much it moved between two days, None where it said nothing near either."""
        one, other = self.on(start), self.on(end)
        if one is None or other is None or (start - one.as_of.last()).days > _STEP_DAYS:
            return None
        return other.quantity.point - one.quantity.point


class Told:
    """What claimants said besides the two figures of a gap: how many are missing, and what they added for earlier days."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._missing: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
        self._added: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
        for one in series:
            key = one.key
            if key.outcome is Outcome.MISSING and key.basis in (Basis.STOCK, Basis.CUMULATIVE):
                self._missing[key.conflict, key.claimant, key.place].append(Line.of(one))
            elif Inclusion.RETROACTIVE in key.inclusions and key.basis is not Basis.CUMULATIVE:
                self._added[_people(key)] += one.current()

    def missing(self, said: Statement) -> int | None:
        """The missing that a claimant counted itself by the day of a figure, None where it gave no number of that day."""
        key, day = said.key, said.as_of.last()
        words = [line.on(day) for line in self._missing.get((key.conflict, key.claimant, key.place), ())]
        late = [w for w in words if w is not None and (day - w.as_of.last()).days <= _SAME_COUNT_DAYS]
        return max(late, key=lambda w: (w.as_of.last(), w.id)).quantity.point if late else None

    def added(self, key: SeriesKey, after: date, until: date) -> int:
        """What a claimant said to have added for earlier days, after one day and until another."""
        found = [s for s in self._added.get(_people(key), ()) if after < s.as_of.last() <= until]
        return sum(s.quantity.point for s in found)


def _people(key: SeriesKey) -> tuple[object, ...]:
    return key.conflict, key.claimant, key.outcome, key.group, key.group_words, key.side, key.place, key.unit


def parts_of(
    left: Statement, right: Statement, causes: Sequence[GapCause], lines: tuple[Line, Line], told: Told
) -> tuple[GapPart, ...]:
    """The difference `right - left` by cause, in the order of the causes, what is unexplained last.

    Amounts that are known are taken first. A single cause without one has the rest; several share it unnamed.
    """
    difference = right.quantity.point - left.quantity.point
    known = {cause: _amount(cause, left, right, lines, told) for cause in causes}
    if GapCause.LAG in known and (added := _added(left, right, told)):
        known[GapCause.RETROACTIVE] = added
        if known[GapCause.LAG] is not None:
            known[GapCause.LAG] = (known[GapCause.LAG] or 0) - added
    rest = difference - sum(amount for amount in known.values() if amount is not None)
    open_causes = [cause for cause, amount in known.items() if amount is None]
    if len(open_causes) == 1 and _fits(open_causes[0], rest, left, right):
        known[open_causes[0]], rest = rest, 0
    parts = [GapPart(cause, amount) for cause, amount in known.items() if cause is not GapCause.UNEXPLAINED]
    if rest and not any(part.amount is None for part in parts):
        parts.append(GapPart(GapCause.UNEXPLAINED, rest))
    return tuple(parts)


def _fits(cause: GapCause, rest: int, left: Statement, right: Statement) -> bool:
    """Whether a cause may be as large as what is left: rounding may not, beyond what the digits leave open."""
    if cause is GapCause.ROUNDING:
        return abs(rest) <= left.quantity.slack + right.quantity.slack
    return True


def _amount(cause: GapCause, left: Statement, right: Statement, lines: tuple[Line, Line], told: Told) -> int | None:
    """What one cause comes to, by the claimants' own figures; None where nobody told."""
    match cause:
        case GapCause.LAG:
            return _signed(left.as_of.last(), right.as_of.last(), lines)
        case GapCause.STALE:
            firsts = (lines[0].same_since(left).as_of.last(), lines[1].same_since(right).as_of.last())
            both = max(left.as_of.last(), right.as_of.last())
            return _signed(
                firsts[0] if firsts[0] < left.as_of.last() else both,
                firsts[1] if firsts[1] < right.as_of.last() else both,
                lines,
            )
        case GapCause.INCLUSION:
            return _missing(left, right, told)
        case GapCause.BASELINE:
            return _before_start(left, right, lines)
        case _:
            return None


def _signed(one: date, other: date, lines: tuple[Line, Line]) -> int | None:
    """What the side with the later day moved by since the earlier one, signed as part of `right - left`."""
    if one == other:
        return None
    if one < other:
        return lines[1].moved(one, other)
    moved = lines[0].moved(other, one)
    return None if moved is None else -moved


def _missing(left: Statement, right: Statement, told: Told) -> int | None:
    sign, who = (1, right) if Inclusion.MISSING in right.key.inclusions else (-1, left)
    other = left if who is right else right
    if set(who.key.inclusions) ^ set(other.key.inclusions) != {Inclusion.MISSING}:
        return None
    number = told.missing(who)
    return None if number is None else sign * number


def _before_start(left: Statement, right: Statement, lines: tuple[Line, Line]) -> int | None:
    """What the longer count already had on the day before the shorter one began."""
    if not (left.key.since and right.key.since):
        return None
    starts = [PartialDate.parse(said.key.since) for said in (left, right)]
    if not all(start.exact for start in starts):
        return None
    longer, later = (0, starts[1].first()) if starts[0] < starts[1] else (1, starts[0].first())
    eve = later - timedelta(days=1)
    had = lines[longer].on(eve)
    if had is None or (eve - had.as_of.last()).days > _STEP_DAYS:
        return None
    return -had.quantity.point if longer == 0 else had.quantity.point


def _added(left: Statement, right: Statement, told: Told) -> int:
    """What the side with the later day added for earlier days since the other's day, signed as part of the gap."""
    one, other = left.as_of.last(), right.as_of.last()
    if one < other:
        return told.added(right.key, one, other)
    return -told.added(left.key, other, one)
