"""The day of a figure of the report before, in brackets behind the figure of now: "3,440 (3,391 in the update a day
earlier)", and from there on "1,190 killed (1,177)"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.extract.additions import figure_of
from tracker.extract.subset_brackets import MOST_OF_IT
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, PartialDate

A_DAY_EARLIER = Guarded(
    r"\s*(?:[\w’'-]+\s+){0,5}?(?:(?:a|one)\s+day\s+(?:earlier|before|ago)|the\s+(?:day\s+before|previous\s+day)|yesterday)\s*\)",
    re.IGNORECASE,
)
TOLD_OF_IT = Guarded(r"\b(?:day\s+(?:earlier|before|ago)|previous\s+day|yesterday)\s*\)", re.IGNORECASE)
SHUT = Guarded(r"\s*\)")
NEAR = 60  # code points between the figure of now and the brackets


def with_earlier_reports(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims in order; a figure of a report a day earlier is of a day earlier than the one it is set beside."""
    if TOLD_OF_IT.search(text) is None:
        return claims
    out = list(claims)
    order = sorted(range(len(claims)), key=lambda n: figure_of(claims[n])[0])
    told = False
    for at, n in enumerate(order):
        claim = claims[n]
        first, last = figure_of(claim)
        if not text[max(0, first - 3) : first].rstrip().endswith("("):
            continue
        beside = [claims[m] for m in order[max(0, at - 2) : at]]
        now = next((c for c in reversed(beside) if c.outcome is claim.outcome and _reached(claim, c)), None)
        if now is None or first - figure_of(now)[1] >= NEAR:
            continue
        told_here = A_DAY_EARLIER.match(text, last) is not None
        told = told or told_here
        if told_here or (told and SHUT.match(text, last) is not None):
            out[n] = _a_day_earlier(claim, now)
    return out


def _reached(claim: Claim, now: Claim) -> bool:
    return now.quantity.point * MOST_OF_IT <= claim.quantity.point <= now.quantity.point


def _a_day_earlier(claim: Claim, now: Claim) -> Claim:
    if now.as_of is None or not now.as_of.exact or now.basis is Basis.EVENT:
        return claim
    return replace(
        claim,
        basis=now.basis,
        since=now.since,
        as_of=PartialDate.of(now.as_of.first() - timedelta(days=1)),
        date_basis=DateBasis.RELATIVE,
    )
