"""Figures that take up one told before: said again without its day, or set against it by another source.

"Activists said troops killed at least 80 people over the past five days. The group has documented the names of 80 dead":
the second 80 are those of the five days. "Another group put the toll at 483": it is that toll, by another count.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Outcome, Qualifier, Region

UNTOLD = (DateBasis.PUBLISHED, DateBasis.DATELINE, DateBasis.NONE)
OWN = (DateBasis.STATED, DateBasis.RELATIVE)
LEAST = 15  # smaller figures are the same by chance
OPENING = 300  # code points in which the news of a text is told first
NEAR = 700  # code points between a toll and the one that is set against it
PUTS = Guarded(
    r"\b(?:puts?|putting)\s+(?:the|its|their|that)\s+(?:[\w’'-]+\s+){0,3}?(?:toll|number|figure|count)\b",
    re.IGNORECASE,
)
BEFORE = 40  # code points before a claim in which its "put the" stands


def with_echoes(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims, in order, with the time (and the source, where they name none) of the figure that they take up."""
    out: list[Claim] = []
    told: dict[tuple[str, int], Claim] = {}
    moved: dict[str, Claim] = {}
    last: dict[str, Claim] = {}
    both = {claim.id for claim in claims if claim.outcome is Outcome.CASUALTIES}  # their dead are a toll of their own
    for claim in claims:
        whole = moved.get(claim.part_of or "")
        if whole is not None and claim.date_basis not in OWN and claim.basis is not Basis.STOCK:
            claim = _timed_as(claim, whole)  # the parts of a figure go with it
        elif (claim.part_of is None or claim.part_of in both) and claim.region is Region.BODY:
            key = (str(claim.outcome), claim.quantity.point)
            first = told.get(key) if claim.quantity.point >= LEAST else None
            if first is None and claim.basis is Basis.EVENT and _is_set_against(text, claim):
                first = last.get(key[0])
                first = first if first is not None and claim.start - first.end <= NEAR else None
            if first is not None and _lacks_time(claim, first):
                claim = moved[claim.id] = _timed_as(claim, first)
            if claim.date_basis in OWN and claim.basis is not Basis.STOCK:
                told.setdefault(key, claim)
            last[key[0]] = first if first is not None and claim.id in moved else claim
        out.append(claim)
    return out


def _lacks_time(claim: Claim, first: Claim) -> bool:
    """Whether a claim has no day or start but that of publication, where the one that it takes up has its own."""
    return (
        (claim.date_basis in UNTOLD or _carried_too_far(claim, first))
        and claim.quantity.qualifier is not Qualifier.VAGUE
        and claim.basis is not Basis.STOCK
        and first.basis is not Basis.STOCK
        and first.date_basis in OWN
        and (claim.basis, claim.since, claim.as_of) != (first.basis, first.since, first.as_of)
    )


def _carried_too_far(claim: Claim, first: Claim) -> bool:
    """Whether a figure of the news that a text opens with is told again behind an older event, and took that one's day."""
    if claim.date_basis is not DateBasis.CARRIED or first.basis is not Basis.EVENT or first.start > OPENING:
        return False
    days = (claim.as_of, first.as_of)
    return (
        claim.as_of is not None
        and first.as_of is not None
        and all(d is not None and d.exact for d in days)
        and (claim.as_of.first() < first.as_of.first())
    )


def _timed_as(claim: Claim, first: Claim) -> Claim:
    return replace(
        claim,
        basis=first.basis,
        since=first.since,
        as_of=first.as_of,
        date_basis=DateBasis.CARRIED,
        source=claim.source or first.source,
    )


def _is_set_against(text: str, claim: Claim) -> bool:
    """Whether somebody puts a toll at another figure: the same toll, by another count."""
    return PUTS.search(text, max(0, claim.start - BEFORE), claim.end) is not None
