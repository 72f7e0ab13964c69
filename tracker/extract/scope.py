"""How the claimant came to count (verified, estimated, feared ...) and what a total says it adds."""

from __future__ import annotations

import re

from tracker.extract.phrases import phrases
from tracker.lexicon.guarded import Guarded
from tracker.model import Inclusion, Scope

REACH = 70  # code points on both sides of the claim within which a word of method speaks of it
# "and assume that indirect deaths outnumber direct ones" is said of something else than the figure before it.
NEXT_STATEMENT = Guarded(r"\b(?:and|but)\s+(?:\w+\s+)?\w+\s+that\b|;", re.IGNORECASE)
# Behind these another speaker has the word: "..., while a study estimates".
OTHER_STATEMENT = Guarded(r",\s+(?:while|whereas|but|although|though)\b|;", re.IGNORECASE)
ORDER = (
    (Scope.PROJECTED, "projected"),
    (Scope.UNCONFIRMED, "unconfirmed"),
    (Scope.IDENTIFIED, "identified"),
    (Scope.VERIFIED, "verified"),
    (Scope.ESTIMATED, "estimated"),
)


def scope_of(text: str, start: int, end: int, first: int, last: int) -> tuple[Scope, tuple[Inclusion, ...]]:
    """The scope and inclusions of the claim at text[first:last] in the sentence text[start:end].

    A figure that may still be verified is not verified: words under "not", "yet to" and "unable to" do not count.
    """
    near = text[_left(text, start, first) : _right(text, last, end)]
    scope = Scope.REPORTED
    adds_missing = bool(phrases("scopes", "with_missing").search(text, start, end))
    for value, name in ORDER:
        if value is Scope.UNCONFIRMED and adds_missing:
            continue  # "the missing presumed dead" are what the total adds, and no doubt about it
        found = phrases("scopes", name).search(near)
        if found and not re.search(
            r"\b(?:not|yet to|unable to|cannot|could not|un)\W+(?:\w+\W+){0,3}$", near[: found.start()], re.IGNORECASE
        ):
            scope = value
            break
    included = []
    other = NEXT_STATEMENT.search(text, last, end)
    reach = other.start() if other else end
    if adds_missing:
        included.append(Inclusion.MISSING)
    if phrases("scopes", "with_indirect").search(text, start, reach):
        included.append(Inclusion.INDIRECT)
    return scope, tuple(included)


def _left(text: str, start: int, first: int) -> int:
    """Where the statement that holds the claim begins, within reach."""
    floor = max(start, first - REACH)
    return max((m.end() for m in OTHER_STATEMENT.finditer(text, floor, first)), default=floor)


def _right(text: str, last: int, end: int) -> int:
    found = OTHER_STATEMENT.search(text, last, min(end, last + REACH))
    return found.start() if found else min(end, last + REACH)
