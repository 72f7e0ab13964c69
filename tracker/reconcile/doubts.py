"""Figures that look like another claimant's: an outlet may have named the wrong body.

Nothing is moved or dropped for it. A doubt is shown beside the figure, with what it rests on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model import PanelKey, Series, Statement
from tracker.reconcile.stale import falls

NEAR_DAYS = 7
SMALLEST = 100  # below this, two claimants have the same number by chance


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that breaks its own claimant's running total and is, to the digit, another claimant's of those days.

    figure      the statement that may be credited to the wrong body
    resembles   the other claimant's statement of the same number
    breaks      the claimant's own statement that it does not agree with
    """

    figure: Statement
    resembles: Statement
    breaks: Statement


def doubts(series: Sequence[Series]) -> tuple[Doubt, ...]:
    """The doubtful figures among both ends of every fall of a running total, in the order of the series."""
    told: dict[tuple[PanelKey, int], list[Statement]] = defaultdict(list)
    for one in series:
        if one.key.claimant.startswith(("outlet:", "unresolved:")):
            continue
        for said in one.current():
            if said.quantity.exact and said.quantity.point >= SMALLEST:
                told[one.key.panel, said.quantity.point].append(said)
    found = []
    for fall in falls(series):
        for figure, breaks in ((fall.before, fall.after), (fall.after, fall.before)):
            others = [
                other
                for other in told[figure.key.panel, figure.quantity.point]
                if other.key.claimant != figure.key.claimant and _apart(figure, other) <= NEAR_DAYS
            ]
            if figure.quantity.exact and others:
                nearest = min(others, key=lambda other: (_apart(figure, other), other.id))
                found.append(Doubt(figure, nearest, breaks))
    return tuple(found)


def _apart(one: Statement, other: Statement) -> int:
    return abs((one.as_of.last() - other.as_of.last()).days)
