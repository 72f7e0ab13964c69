"""The day of an event that a text tells broadly first and exactly further on: "the 1974 bombing ... on 4 February 1974".

Only one day of that year or month may stand in the text: of two, nobody can tell which is meant. And the total of a
text without a day of its own holds at the day for which the text gives such a total.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.dateline import FULL_DATE, day_of
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Outcome, PartialDate

OWN = (DateBasis.STATED, DateBasis.RELATIVE)
HARM = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES)
# What makes a date the day of a blow, within so many code points before it.
BLOW = Guarded(
    r"\b(?:massacre\w*|attack\w*|bomb\w*|blast|explosion|kill\w*|murder\w*|shot|shooting|raid\w*|ambush\w*|atrocity)\b",
    re.IGNORECASE,
)
NEAR = 120
# What makes a date the day of something else than the blow.
ELSEWHERE = Guarded(
    r"\b(?:since|until|till|before|after|as of|as at|published|posted|updated|born|to|from|and|by)\s+(?:\w+,? )?$"
)


def narrow(text: str, claims: list[Claim], report: PartialDate | None) -> list[Claim]:
    """The claims, in order, with the full day of events that the text tells by year or month alone.

    report: the day of the report, which stands in the text for another reason.
    """
    if not any(_is_broad(c) for c in claims):
        return claims
    days: dict[PartialDate, int] = {}
    for found in FULL_DATE.finditer(text):
        day = day_of(found.groupdict())
        if day is None or day == report or ELSEWHERE.search(text, max(0, found.start() - 20), found.start()):
            continue
        if BLOW.search(text, max(0, found.start() - NEAR), found.start()):
            days.setdefault(day, found.start())
    return [_narrowed(c, days) if _is_broad(c) else c for c in claims]


def _is_broad(claim: Claim) -> bool:
    return (
        claim.basis is Basis.EVENT
        and claim.outcome in HARM
        and claim.as_of is not None
        and not claim.as_of.exact
        and claim.date_basis in OWN
    )


def _narrowed(claim: Claim, days: dict[PartialDate, int]) -> Claim:
    part = claim.as_of
    if part is None:
        return claim
    within = [d for d in days if part.first() <= d.first() and d.last() <= part.last()]
    return replace(claim, as_of=within[0], date_basis=DateBasis.CARRIED) if len(within) == 1 else claim


def share_day(claims: list[Claim]) -> list[Claim]:
    """The claims with the day of a total that the text gives, for totals from the same start that have no day at all."""
    told: dict[PartialDate, set[PartialDate]] = {}
    for c in claims:
        if c.basis is Basis.CUMULATIVE and c.since is not None and c.as_of is not None and c.as_of.exact:
            told.setdefault(c.since, set()).add(c.as_of)
    return [
        replace(c, as_of=_latest(told[c.since]), date_basis=DateBasis.CARRIED)
        if c.basis is Basis.CUMULATIVE and c.as_of is None and c.since in told
        else c
        for c in claims
    ]


def _latest(days: set[PartialDate]) -> PartialDate:
    """The one day, or the month of the latest: a text that gives several totals was written about then."""
    last = max(days, key=lambda d: d.last())
    return last if len(days) == 1 else PartialDate(last.year, last.month)
