"""What one claimant said about one day, step by step, and which of it stands.

The order is that of the news: by the day something was said, then by the moment it was seen on that day. Where both are
the same the smaller number comes first, since the tolls of one day rise more often than they fall. What was seen on a
later day came in on some night, and the night tells nothing of the hour: it stands behind what was seen in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.model import (
    ArticleKind,
    Claim,
    PartialDate,
    Qualifier,
    Quantity,
    Revision,
    RevisionKind,
    SeriesKey,
    replaces,
)
from tracker.reconcile.carried import NO_CARRIERS, statement_of
from tracker.reconcile.copies import Carrier
from tracker.reconcile.days import seen_day
from tracker.reconcile.statements import Keyed

_Figure = tuple[int | None, int | None, Qualifier]


@dataclass(slots=True)
class _Step:
    """One figure each time it comes up anew, with the claims that carry it."""

    figure: _Figure
    quantity: Quantity
    kind: RevisionKind
    before: _Step | None
    stands: bool
    reinstates: _Step | None = None
    carried: list[Keyed] = field(default_factory=list)


def said_day(claim: Claim) -> date:
    """The day a claim was said, else first seen; the end of time for one that carries neither."""
    if claim.said_on is not None:
        return claim.said_on.last()
    return seen_day(claim.seen_at) or date.max


def said_order(claim: Claim) -> tuple[date, str, int, str, str]:
    """Sorts claims in the order of the news, the same way on every machine."""
    q = claim.quantity
    day = said_day(claim)
    in_time = (seen_day(claim.seen_at) or date.max) <= day
    return day, claim.seen_at if in_time else "~", q.point, str(q.qualifier), claim.id


def revisions_of(
    key: SeriesKey,
    stem: str,
    as_of: PartialDate,
    found: list[Keyed],
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
) -> list[Revision]:
    """The steps of one day. Claims of one number and one class of hedge are one statement until one contradicts it.

    An old number that is told again later, after another had contradicted it, does not come back into force, since
    outlets repeat old tolls for months. A table that had gone over to the new number means it when it goes back.
    When a table takes back what it alone had said, the last figure that somebody else had carried before is in force
    again, for nobody took that back; where there is none, the day is without a figure.
    """
    steps: list[_Step] = []
    latest: dict[_Figure, _Step] = {}  # the step that a further claim of this figure belongs to
    gone: dict[_Figure, date] = {}  # figures that stood, and the day on which another contradicted them
    gone_numbers: dict[int, date] = {}  # the same by number alone: "1,400" after "about 1,400" is no new figure
    standing: _Step | None = None
    stood: list[_Step] = []  # all that ever were in force, oldest first
    taken_back: _Step | None = None
    for one in sorted(found, key=lambda one: said_order(one.claim)):
        quantity, day = one.claim.quantity, said_day(one.claim)
        figure = (quantity.low, quantity.high, quantity.qualifier)
        step = latest.get(figure)
        if one.claim.withdraws:
            alone = standing is not None and standing.figure == figure and _alone(one.claim, standing)
            gone_with = _Step(figure, quantity, RevisionKind.WITHDRAWN, standing or taken_back, alone, None, [one])
            steps.append(gone_with)
            if alone:
                latest.pop(figure)
                standing = gone_with.reinstates = _last_of_others(one.claim, stood)
                if standing is None:
                    taken_back = gone_with
                else:
                    gone.pop(standing.figure, None)
                    gone_numbers.pop(standing.quantity.point, None)
                    gone[figure] = gone_numbers[quantity.point] = day
            continue
        on_purpose = standing is not None and standing.figure != figure and _same_table(one.claim, standing)
        again = step is not None and step.kind is not RevisionKind.RESTATED and day > gone.get(figure, day)
        if step is not None and standing is not None and not again and not on_purpose:
            step.carried.append(one)
            continue
        before = standing
        if standing is None and taken_back is not None:
            before, taken_back = taken_back, None
            kind, stands = _anew(quantity, before.quantity), True
        elif standing is None:
            kind, stands = RevisionKind.FIRST, True
        elif on_purpose:
            kind, stands = _moved(quantity, standing.quantity, 0), True
        elif step is not None or day > gone_numbers.get(quantity.point, day):
            kind, stands = RevisionKind.RESTATED, False
        else:
            stands = replaces(quantity, standing.quantity)
            kind = _kind(quantity, standing.quantity) if stands else RevisionKind.REWORDED
        step = latest[figure] = _Step(figure, quantity, kind, before, stands, None, [one])
        steps.append(step)
        if stands:
            gone.pop(figure, None)
            gone_numbers.pop(quantity.point, None)
            if standing is not None and (on_purpose or not quantity.echoes(standing.quantity)):
                gone[standing.figure] = gone_numbers[standing.quantity.point] = day
            standing = step
            stood.append(step)
    return _told(key, stem, as_of, steps, carriers)


def _told(
    key: SeriesKey, stem: str, as_of: PartialDate, steps: list[_Step], carriers: Mapping[str, Carrier]
) -> list[Revision]:
    times: dict[_Figure, int] = {}
    ids: dict[int, str] = {}
    revisions = []
    for step in steps:
        times[step.figure] = times.get(step.figure, -1) + 1
        statement = statement_of(key, stem, as_of, step.carried, times[step.figure], carriers)
        ids[id(step)] = statement.id
        back = ids[id(step.reinstates)] if step.reinstates is not None else None
        if step.before is None:
            revisions.append(Revision(statement, step.kind, stands=step.stands, reinstates=back))
        else:
            change = step.quantity.point - step.before.quantity.point
            revisions.append(Revision(statement, step.kind, ids[id(step.before)], change, step.stands, back))
    return revisions


def _same_table(claim: Claim, standing: _Step) -> bool:
    """Whether a row comes from a table that on an earlier day gave the figure which stands."""
    return claim.kind is ArticleKind.TABLE_ROW and any(
        other.claim.kind is ArticleKind.TABLE_ROW
        and other.claim.outlet == claim.outlet
        and said_day(other.claim) < said_day(claim)
        for other in standing.carried
    )


def _alone(claim: Claim, standing: _Step) -> bool:
    """Whether nobody but the table that takes a figure back has said it."""
    return all(
        other.claim.kind is ArticleKind.TABLE_ROW and other.claim.outlet == claim.outlet for other in standing.carried
    )


def _last_of_others(claim: Claim, stood: list[_Step]) -> _Step | None:
    """The last figure in force that somebody else than the table which takes its own back had carried."""
    others = (step for step in reversed(stood) if not _alone(claim, step))
    return next(others, None)


def _anew(said: Quantity, taken_back: Quantity) -> RevisionKind:
    same = (said.low, said.high) == (taken_back.low, taken_back.high)
    return RevisionKind.RESTATED if same else _moved(said, taken_back, 0)


def _kind(said: Quantity, standing: Quantity) -> RevisionKind:
    return _moved(said, standing, max(said.slack, standing.slack, _loose(standing)))


def _moved(said: Quantity, standing: Quantity, slack: int) -> RevisionKind:
    move = said.point - standing.point
    if abs(move) <= slack:
        return RevisionKind.REWORDED
    return RevisionKind.RAISED if move > 0 else RevisionKind.LOWERED


def _loose(standing: Quantity) -> int:
    """How far above a lone lower bound the same count may lie: "more than 34,000" was 34,049 all along."""
    if standing.high is not None or standing.low is None:
        return 0
    return replace(standing, high=standing.low, qualifier=Qualifier.EXACT).slack
