"""Figures worth a second look: round ones too often, leaps, lines too straight, totals that are a sum of two others.

Each finding says what was seen and what it was measured against. None says that a figure is wrong, and none changes one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import comb
from statistics import median

from tracker.model import Basis, Group, Inclusion, Outcome, Quantity, Series, SeriesKey, Statement

FEWEST = 20  # numbers of a series below which a share of round ones tells nothing
SMALLEST = 1000  # below this, numbers end in two zeros because there are few of them
RARE = 0.001  # how unlikely a share of round numbers must be to be told
LEAP = 10  # how many times the usual movement a step must be
NEIGHBOURS = 15  # steps on either side that say what is usual
LEAST_LEAP = 100  # persons; a smaller step is no leap whatever it is measured against
STRAIGHT = 5  # steps in a row with one and the same daily movement
NEAR_DAYS = 7  # between a sum and its terms


@dataclass(frozen=True, slots=True)
class Heaping:
    """A series whose numbers end in two zeros more often than one in a hundred by chance (the last-two-digits test).

    numbers    different numbers of 1,000 or more that were given without a hedge
    round_ones how many of them end in two zeros
    chance     probability of so many or more, were all endings alike
    """

    key: SeriesKey
    numbers: int
    round_ones: int
    chance: float


@dataclass(frozen=True, slots=True)
class Leap:
    """A step of a running total that is ten times what is usual there.

    per_day   persons a day over the step
    usual     the median of that over those of the fifteen steps before and after that moved at all
    """

    before: Statement
    after: Statement
    per_day: float
    usual: float


@dataclass(frozen=True, slots=True)
class StraightRun:
    """Figures in a row that rise by one and the same number a day: as a straight line between two reports does."""

    first: Statement
    last: Statement
    steps: int
    per_day: float


@dataclass(frozen=True, slots=True)
class SumOfTwo:
    """A total that is, to the digit or to its own rounding, two other figures added.

    by_itself   the claimant gave both terms; else somebody put two voices together
    """

    total: Statement
    terms: tuple[Statement, Statement]
    by_itself: bool


def heaping(series: Iterable[Series]) -> tuple[Heaping, ...]:
    """Every running total whose numbers are round more often than chance allows, one time in a thousand."""
    found = []
    for one in series:
        if one.key.basis is not Basis.CUMULATIVE:
            continue
        numbers = {s.quantity.point for s in one.current() if s.quantity.exact and not s.quantity.hedge}
        large = [number for number in numbers if number >= SMALLEST]
        ending = sum(number % 100 == 0 for number in large)
        if len(large) >= FEWEST:
            chance = binomial_tail(ending, len(large), 0.01)
            if chance < RARE:
                found.append(Heaping(one.key, len(large), ending, chance))
    return tuple(found)


def binomial_tail(least: int, trials: int, share: float) -> float:
    """The probability of `least` or more successes in so many trials."""
    below: float = sum(comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(least))
    return max(0.0, 1 - below)


def leaps(series: Iterable[Series]) -> tuple[Leap, ...]:
    """Every step of a running total that is ten times the usual one around it, and 100 persons at least."""
    found = []
    for one in series:
        if one.key.basis is not Basis.CUMULATIVE:
            continue
        steps = [step for step in pairwise(one.current()) if _days(*step) > 0]
        rates = [(b.quantity.point - a.quantity.point) / _days(a, b) for a, b in steps]
        for at, (before, after) in enumerate(steps):
            around = rates[max(0, at - NEIGHBOURS) : at] + rates[at + 1 : at + 1 + NEIGHBOURS]
            around = [rate for rate in around if rate]  # a number given again is no movement
            if len(around) < NEIGHBOURS or after.quantity.point - before.quantity.point < LEAST_LEAP:
                continue
            usual = median(around)
            if rates[at] > LEAP * max(usual, 1):
                found.append(Leap(before, after, rates[at], usual))
    return tuple(found)


def straight_runs(series: Iterable[Series]) -> tuple[StraightRun, ...]:
    """Stretches of five steps or more in which a running total rises by the same number every day."""
    found = []
    for one in series:
        if one.key.basis is not Basis.CUMULATIVE:
            continue
        steps = [step for step in pairwise(one.current()) if _days(*step) > 0]
        run: list[tuple[Statement, Statement]] = []
        for step in [*steps, None]:
            if step is not None and _rate(step) > 0 and (not run or _rate(step) == _rate(run[-1])):
                run.append(step)
                continue
            if len(run) >= STRAIGHT:
                found.append(StraightRun(run[0][0], run[-1][1], len(run), _rate(run[0])))
            run = [step] if step is not None and _rate(step) > 0 else []
    return tuple(found)


def _rate(step: tuple[Statement, Statement]) -> float:
    before, after = step
    return (after.quantity.point - before.quantity.point) / _days(before, after)


def _days(before: Statement, after: Statement) -> int:
    return (after.as_of.last() - before.as_of.last()).days


def sums(series: Iterable[Series]) -> tuple[SumOfTwo, ...]:
    """Totals of the killed that are the killed and the missing added, or the civilians and the fighters.

    On 30 April 2024 a rescue service had the dead "exceed 44,000": the ministry's 34,535 and 10,000 under the rubble.
    A total that says it adds the missing is one by its own word, and is found as well.
    """
    told: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in series:
        if one.key.basis in (Basis.CUMULATIVE, Basis.STOCK):
            told[one.key.conflict, one.key.place] += one.current()
    found = []
    for statements in told.values():
        dead = [s for s in statements if s.key.outcome is Outcome.KILLED and s.key.group is Group.EVERYONE]
        missing = [s for s in statements if s.key.outcome is Outcome.MISSING and s.key.group is Group.EVERYONE]
        civil = [s for s in statements if s.key.outcome is Outcome.KILLED and s.key.group is Group.CIVILIANS]
        fighters = [s for s in statements if s.key.outcome is Outcome.KILLED and s.key.group is Group.COMBATANTS]
        plain = [s for s in dead if Inclusion.MISSING not in s.key.inclusions]
        found += list(_sums(dead, plain, missing))
        found += list(_sums(dead, civil, fighters))
    return tuple(sorted(found, key=lambda one: (one.total.key, one.total.as_of, one.total.id)))


def _sums(totals: Sequence[Statement], ones: Sequence[Statement], others: Sequence[Statement]) -> Iterator[SumOfTwo]:
    """One finding a total: the nearest two terms in time that add up to it."""
    by_day = [_by_day(terms) for terms in (ones, others)]
    for total in totals:
        if total.quantity.point < SMALLEST or not by_day[1]:
            continue
        near = [[s for s in _near(total, days) if s.id != total.id] for days in by_day]
        fitting = [(a, b) for a in near[0] for b in near[1] if _adds_up(a.quantity, b.quantity, total.quantity)]
        if fitting:
            a, b = min(
                fitting, key=lambda pair: (_apart(pair[0], total) + _apart(pair[1], total), pair[0].id, pair[1].id)
            )
            yield SumOfTwo(total, (a, b), a.key.claimant == b.key.claimant == total.key.claimant)


def _by_day(statements: Iterable[Statement]) -> dict[tuple[str, date], list[Statement]]:
    days: dict[tuple[str, date], list[Statement]] = defaultdict(list)
    for one in statements:
        days[one.key.side, one.as_of.last()].append(one)
    return days


def _near(total: Statement, days: dict[tuple[str, date], list[Statement]]) -> Iterator[Statement]:
    for apart in range(-NEAR_DAYS, NEAR_DAYS + 1):
        yield from days.get((total.key.side, total.as_of.last() + timedelta(days=apart)), ())


def _adds_up(one: Quantity, other: Quantity, total: Quantity) -> bool:
    """Whether the printed numbers add up to a total, or to more than a round lower bound and less than the next one."""
    added, number = one.point + other.point, total.point
    if added == number:
        return True
    if total.high is not None or total.low is None or number % 1000:
        return False
    return number < added < number + 1000


def _apart(one: Statement, other: Statement) -> int:
    return abs((one.as_of.last() - other.as_of.last()).days)
