"""Between which days a running total without a day of its own must have been said, by a dated series of its origin.

A bracket is an inference and marked as one: the claim stays undated and outside every series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.model import Basis, Bracket, Claim, PanelKey, Qualifier, Quantity, Series, SeriesKey, Statement
from tracker.reconcile.days import seen_day
from tracker.reconcile.statements import Undated
from tracker.sources import Config


def brackets(undated: Iterable[Undated], series: Sequence[Series], config: Config) -> tuple[Bracket, ...]:
    """A bracket for every undated running total, by claim id.

    Held against the claimant's own series where it has one, else against that of the probable origin: of the
    conflict's reference claimants the one whose figures enclose the number most narrowly.
    """
    lines: dict[tuple[PanelKey, str], list[Series]] = defaultdict(list)
    for one in series:
        if one.key.basis is Basis.CUMULATIVE:
            lines[one.key.panel, one.key.since].append(one)
    made = []
    for asked in undated:
        if asked.key.basis is Basis.CUMULATIVE:
            made.append(_bracket(asked, lines.get((asked.key.panel, asked.key.since), []), config))
    return tuple(sorted(made, key=lambda bracket: bracket.claim))


def _bracket(one: Undated, lines: list[Series], config: Config) -> Bracket:
    conflict = config.conflicts[one.key.conflict]
    own = [line for line in lines if line.key.claimant == one.key.claimant and _alike(line.key, one.key)]
    origins = [
        line for line in lines if line.key.claimant in conflict.reference_claimants and _alike(line.key, one.key)
    ]
    outer = (conflict.start, _known_by(one.claim))
    found = [_within(one, line, outer, config, inferred=not own) for line in own or origins]
    found = [bracket for bracket in found if bracket.below or bracket.above]
    if found:
        ranks = {claimant: rank for rank, claimant in enumerate(conflict.reference_claimants)}
        return min(found, key=lambda b: (_width(b), ranks.get(b.origin or "", len(ranks)), b.origin or ""))
    first, last = outer
    reason = f"after the start of the conflict on {first}" + (
        f" and no later than {last}, when it was known" if last else ""
    )
    return Bracket(one.claim.id, first, last, None, False, None, None, reason)


def _alike(line: SeriesKey, asked: SeriesKey) -> bool:
    return line.scope is asked.scope and line.inclusions == asked.inclusions


def _known_by(claim: Claim) -> date | None:
    return claim.said_on.last() if claim.said_on else seen_day(claim.seen_at)


def _width(bracket: Bracket) -> int:
    if bracket.first is None or bracket.last is None:
        return 10**6
    return (bracket.last - bracket.first).days


def _within(
    one: Undated, line: Series, outer: tuple[date, date | None], config: Config, *, inferred: bool
) -> Bracket:
    """Where the number lies on a line: from the last figure that is no higher to the first that is no lower.

    A round number may be said until the next round one is reached: "more than 11,000" holds until 12,000.
    """
    words = line.current()
    number, reached = one.claim.quantity.point, _until(one.claim.quantity)
    above_at = next((at for at, said in enumerate(words) if said.quantity.point >= reached), len(words))
    before = [said for said in words[:above_at] if said.quantity.point <= number]
    above = words[above_at] if above_at < len(words) else None
    below: Statement | None = before[-1] if before else None
    same = [said for said in words if said.quantity.point == number]
    if same:
        below, above = same[0], same[-1]
    elif reached > number + 1 and before:
        below = before[-1]
    first = below.as_of.first() if below else outer[0]
    last = above.as_of.last() if above else outer[1]
    if outer[1] is not None and last is not None:
        last = min(last, outer[1])
    who = config.claimants[line.key.claimant].name if line.key.claimant in config.claimants else line.key.claimant
    parts = [f"{said.quantity.point:,} on {said.as_of}" for said in (below, above) if said is not None]
    guess = "probably from " if inferred else "from "
    reason = f"{number:,} lies {guess}{who}'s totals: {' and '.join(dict.fromkeys(parts)) or 'none on either side'}"
    return Bracket(
        one.claim.id,
        first,
        last,
        line.key.claimant,
        inferred,
        below.id if below else None,
        above.id if above else None,
        reason,
    )


def _until(quantity: Quantity) -> int:
    """The number at which another would be said instead: the next round one after a round number, else the number."""
    number = quantity.point
    if quantity.qualifier is Qualifier.EXACT or number % 100 or number < 100:
        return number
    step = 100
    while number % (step * 10) == 0:
        step *= 10
    return number + step
