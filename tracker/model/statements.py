"""What claims become: series keys and panels, statements, revisions, series, gaps. Frozen, without I/O or clock."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from tracker.model.values import PartialDate, Quantity
from tracker.model.vocabulary import (
    ArticleKind,
    Basis,
    DateBasis,
    Direction,
    GapCause,
    Group,
    Inclusion,
    Outcome,
    RevisionKind,
    Scope,
    Unit,
)


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """Everything that must not be mixed within one line of a chart. Empty strings stand for "not said"."""

    conflict: str
    outcome: Outcome
    group: Group
    group_words: str
    side: str
    place: str
    basis: Basis
    since: str
    claimant: str
    scope: Scope
    inclusions: tuple[Inclusion, ...]
    direction: Direction | str
    unit: Unit = Unit.PERSON

    @property
    def panel(self) -> PanelKey:
        """The chart on which this series may stand beside others."""
        return PanelKey(
            self.conflict,
            self.outcome,
            self.group,
            self.group_words,
            self.side,
            self.place,
            self.basis,
            self.unit,
        )


@dataclass(frozen=True, slots=True, order=True)
class PanelKey:
    """What several claimants speak of together: one chart. Scope, baseline and direction stay with the series."""

    conflict: str
    outcome: Outcome
    group: Group
    group_words: str
    side: str
    place: str
    basis: Basis
    unit: Unit = Unit.PERSON


@dataclass(frozen=True, slots=True, order=True)
class Chain:
    """The way on which one article came to carry a figure, from the mouth to the page.

    claimant   as in the series' key
    bodies     those who passed it on, nearest to the claimant first ("OCHA")
    agency     the news agency, as the sentence or the article's credit names it
    outlet     where it was printed
    """

    claimant: str
    bodies: tuple[str, ...]
    agency: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claimant said about one day, however many outlets carried it, with all its claims.

    said_on is the earliest publication, seen_at the earliest sight. `origins` counts the outlets or agencies that
    carried it after relays and copies are collapsed; `chains` are the ways on which it came, each once. `claims` are ids,
    first said first.
    """

    id: str
    key: SeriesKey
    as_of: PartialDate
    date_basis: DateBasis
    quantity: Quantity
    said_on: PartialDate | None
    seen_at: str
    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int
    kind: ArticleKind
    chains: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One statement as a step in its series: what it did to the value known before for the same day.

    `stands` is False for one that leaves that value in force: it says less of it, repeats what it replaced, or takes
    back a figure that is not the one in force. `reinstates` is the statement of another carrier that is in force again once
    a table has taken its own figure back.
    """

    statement: Statement
    kind: RevisionKind
    previous: str | None = None  # the statement id it follows, None for the first
    change: int | None = None  # difference of the printed numbers, persons
    stands: bool = True
    reinstates: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Everything one claimant ever said about one thing, ordered by as_of, then said_on; nothing is overwritten."""

    key: SeriesKey
    revisions: tuple[Revision, ...]

    def current(self) -> tuple[Statement, ...]:
        """The last word for each day: one statement an as_of, in order of as_of.

        What was said last counts, except where it only repeats what stands in a weaker or rounder way ("more than
        34,000" after 34,049), or repeats a number that another has replaced since.
        """
        last: dict[PartialDate, Statement] = {}
        by_id = {step.statement.id: step.statement for step in self.revisions if step.reinstates is None}
        for revision in self.revisions:
            said = revision.statement
            if not revision.stands:
                continue
            if revision.reinstates is not None:
                last[said.as_of] = by_id[revision.reinstates]
            elif revision.kind is RevisionKind.WITHDRAWN:
                last.pop(said.as_of, None)
            else:
                last[said.as_of] = said
        return tuple(last[day] for day in sorted(last, key=lambda d: (d.last(), d.first())))


@dataclass(frozen=True, slots=True)
class GapPart:
    """One named part of a gap. `amount` is signed like the difference; None where nothing tells how much it is."""

    cause: GapCause
    amount: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two claimants stand apart on one day.

    low, high   bounds of `right - left` in persons, None where a side is unbounded
    difference  right's printed number minus left's
    ratio       right's printed number over left's, None when left's is 0
    ratio_low, ratio_high   bounds of the ratio, None where a side is unbounded or left may be 0
    lag_days    days by which left's figure is older (positive) or younger than right's
    parts       the difference by cause; where every amount is known they add up to it. Empty where the two agree
    """

    panel: PanelKey
    day: date
    left: Statement
    right: Statement
    difference: int
    ratio: float | None
    low: int | None
    high: int | None
    agrees: bool
    lag_days: int
    causes: tuple[GapCause, ...]
    reason: str = ""
    ratio_low: float | None = None
    ratio_high: float | None = None
    parts: tuple[GapPart, ...] = ()

    @property
    def log_ratio(self) -> float | None:
        """The natural logarithm of the ratio: 0 where both say the same, its own negative with the sides exchanged."""
        return math.log(self.ratio) if self.ratio else None

    @property
    def unexplained(self) -> int:
        """How much of the difference no cause accounts for, signed like it."""
        return sum(part.amount or 0 for part in self.parts if part.cause is GapCause.UNEXPLAINED)
