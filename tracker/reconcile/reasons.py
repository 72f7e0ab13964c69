"""One sentence in plain words for why two figures differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import Basis, Direction, GapCause, Inclusion, Outcome, Scope, Statement
from tracker.sources import Break

_SCOPES = {
    Scope.REPORTED: "all deaths reported to it",
    Scope.IDENTIFIED: "only the dead it identified",
    Scope.VERIFIED: "only cases it verified itself",
    Scope.ESTIMATED: "an estimate, not a count",
    Scope.PROJECTED: "a projection, not a count",
    Scope.UNCONFIRMED: "people feared or presumed dead",
}
_COUNTED = {**_SCOPES, Scope.REPORTED: "all cases reported to it", Scope.IDENTIFIED: "only those it identified"}
_ADDED = {
    Inclusion.MISSING: "the missing presumed dead",
    Inclusion.INDIRECT: "indirect deaths",
    Inclusion.RETROACTIVE: "deaths of earlier days",
}


def reason(
    left: Statement,
    right: Statement,
    causes: Sequence[GapCause],
    lag: int,
    breaks: Sequence[Break],
    names: Mapping[str, str],
) -> str:
    """The causes of a gap as one sentence that ends with a full stop."""
    one, other = (names.get(said.key.claimant, said.key.claimant) for said in (left, right))
    if one == other:
        one, other = f"{one} in one series", f"{other} in another"
    parts = [_part(cause, left, right, lag, breaks, one, other) for cause in causes]
    sentence = "; ".join(part for part in parts if part)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _part(
    cause: GapCause, left: Statement, right: Statement, lag: int, breaks: Sequence[Break], one: str, other: str
) -> str:
    match cause:
        case GapCause.NONE:
            return "the figures are the same" if left.quantity == right.quantity else "both can be true at once"
        case GapCause.SCOPE:
            words = _SCOPES if left.key.outcome is Outcome.KILLED else _COUNTED
            return f"{one} gives {words[left.key.scope]}, {other} {words[right.key.scope]}"
        case GapCause.INCLUSION:
            return _inclusion(left, right, one, other)
        case GapCause.LAG:
            return _lag(left, right, lag, one, other)
        case GapCause.STALE:
            lower = one if left.quantity.point < right.quantity.point else other
            return f"{lower} gives an earlier number again"
        case GapCause.RETROACTIVE:
            return "one of them added people who died earlier"
        case GapCause.BASELINE:
            starts = [said.key.since or "a day it does not name" for said in (left, right)]
            return f"{one} counts since {starts[0]}, {other} since {starts[1]}"
        case GapCause.ROUNDING:
            return "one of the numbers is a rounded one of the other"
        case GapCause.BREAK:
            first, last = sorted((left.as_of.last(), right.as_of.last()))
            labels = [f"{step.label} ({step.day})" for step in breaks if first < step.day <= last]
            return f"a change of counting lies between the two days: {', '.join(labels)}"
        case GapCause.UNEXPLAINED:
            return _unexplained(left, right, one, other)


def _lag(left: Statement, right: Statement, lag: int, one: str, other: str) -> str:
    if not (left.as_of.exact and right.as_of.exact):
        lower = one if left.quantity.point < right.quantity.point else other
        return f"the figure of {lower} may be the older one: one of them names no day"
    late, days = (one, lag) if lag > 0 else (other, -lag)
    span = f"{days} {'day' if days == 1 else 'days'}"
    return (
        f"the figure of {late} was said {span} earlier"
        if left.key.basis is Basis.EVENT
        else (f"the figure of {late} is {span} older")
    )


def _inclusion(left: Statement, right: Statement, one: str, other: str) -> str:
    told = []
    for mine, theirs, name, silent in ((left, right, one, other), (right, left, other, one)):
        more = [_ADDED[item] for item in mine.key.inclusions if item not in theirs.key.inclusions]
        if more:
            rest = "" if theirs.key.inclusions else f", {silent} does not"
            told.append(f"{name} says its total adds {' and '.join(more)}{rest}")
    return ", ".join(told)


def _unexplained(left: Statement, right: Statement, one: str, other: str) -> str:
    spoken = {left.key.direction, right.key.direction}
    if spoken == {Direction.OWN, Direction.ENEMY}:
        own, foe = (one, other) if left.key.direction is Direction.OWN else (other, one)
        return f"{own} speaks of its own side, {foe} of its enemy's, and nothing declared explains the gap"
    return "nothing that the two have declared explains the gap"
