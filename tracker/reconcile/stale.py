"""How old figures are, and which numbers were said before about an earlier day; and where running totals fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from tracker.model import Basis, PartialDate, Series, Statement

MIN_PLATEAU_DAYS = 3  # a total that stands for a night or a weekend is nothing to tell
_LEVELS = frozenset({Basis.CUMULATIVE, Basis.STOCK})


@dataclass(frozen=True, slots=True)
class Age:
    """How fresh a figure is on a day.

    days        from the day it speaks of to the day asked
    since       the first day in a row about which this very number was said
    first_said  when it was first said, None where that is not known
    reused      how many earlier days in a row carry the same number; 0 for a fresh one
    """

    statement: str
    days: int
    since: PartialDate
    first_said: PartialDate | None
    reused: int

    @property
    def hollow(self) -> bool:
        """Whether the point is to be drawn hollow: the number is an older one with a later day."""
        return self.reused > 0


@dataclass(frozen=True, slots=True)
class Plateau:
    """One number of a running total or level given again and again for later days, as if it were new.

    first, last   the figure for the first and for the last day in a row that carries the number
    repeats       how many days after the first carry it
    days          from the first day to the last
    age           from the first day to the day asked
    ended         whether another number followed
    """

    first: Statement
    last: Statement
    repeats: int
    days: int
    age: int
    ended: bool


class FallKind(StrEnum):
    """What a lower running total looks like. It is never smoothed, and nothing here says which figure is right."""

    DIP = "dip"  # for one figure, and then as high as before: most likely another count in the same words
    RESET = "reset"  # to less than half, and it stays there: most likely a new count from zero
    CORRECTION = "correction"  # fewer than were said before


@dataclass(frozen=True, slots=True)
class Fall:
    """A running total that is lower than what the same claimant had said about an earlier day."""

    before: Statement
    after: Statement
    change: int
    kind: FallKind


def ages(series: Iterable[Series], on: date) -> tuple[Age, ...]:
    """The age of every current figure of running totals and levels, in the order of the series.

    A zero or a small level that stays what it is counts as re-used too: whoever draws it decides what to make of it.
    """
    return tuple(age for one in series if one.key.basis in _LEVELS for age in _ages(one, on))


def _ages(series: Series, on: date) -> Iterator[Age]:
    first: Statement | None = None
    run = 0
    for said in series.current():
        same = first is not None and _figure(first) == _figure(said)
        run = run + 1 if same else 0
        if first is None or not same:
            first = said
        yield Age(said.id, (on - said.as_of.last()).days, first.as_of, first.said_on, run)


def plateaus(series: Iterable[Series], on: date, *, shortest: int = MIN_PLATEAU_DAYS) -> tuple[Plateau, ...]:
    """Every stretch of at least `shortest` days on which one number of 1 or more was given again, series by series.

    Nothing says whether the number was counted anew and came out the same, or was carried on.
    """
    found = []
    for one in series:
        if one.key.basis not in _LEVELS:
            continue
        words = one.current()
        starts = [at for at in range(len(words)) if at == 0 or _figure(words[at - 1]) != _figure(words[at])]
        for start, stop in pairwise([*starts, len(words)]):
            first, last = words[start], words[stop - 1]
            days = (last.as_of.last() - first.as_of.last()).days
            if stop - start > 1 and days >= shortest and first.quantity.point:
                age = (on - first.as_of.last()).days
                found.append(Plateau(first, last, stop - start - 1, days, age, stop < len(words)))
    return tuple(found)


def _figure(said: Statement) -> tuple[int | None, int | None]:
    return said.quantity.low, said.quantity.high


def falls(series: Iterable[Series]) -> tuple[Fall, ...]:
    """Every fall of a running total from one day to a later one, in the order of the series.

    A rounder or weaker figure that may be the same count is no fall, and a fall is told once, against the last
    figure before it.
    """
    found = []
    for one in series:
        if one.key.basis is not Basis.CUMULATIVE:
            continue
        words = one.current()
        for place, (before, after) in enumerate(pairwise(words)):
            change = after.quantity.point - before.quantity.point
            if change < 0 and not after.quantity.echoes(before.quantity):
                then = words[place + 2] if place + 2 < len(words) else None
                found.append(Fall(before, after, change, _kind(before, after, then)))
    return tuple(found)


def _kind(before: Statement, after: Statement, then: Statement | None) -> FallKind:
    was, became = before.quantity.point, after.quantity.point
    if then is not None and (then.quantity.point >= was or then.quantity.echoes(before.quantity)):
        return FallKind.DIP
    return FallKind.RESET if became * 2 < was else FallKind.CORRECTION
