"""The box that an encyclopedia sets beside a war or a battle: what it lists under "Casualties and losses" is all of it.

The day is not in the box's lines but in what follows: the first sentence of the article says from when to when the war
went, or on which day the battle was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.dateline import FULL_DATE, day_of
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, PartialDate

LOSSES = Guarded(r"\bcasualties and losses\b", re.IGNORECASE)
ABOUT = Guarded(
    r"^(?:the )?[^\n.]{3,160}? (?:was|were|is) (?:an?|the|one of|part of|fought|a series)\b",
    re.IGNORECASE | re.MULTILINE,
)
LONG = Guarded(
    r"\b(?:war|armed conflict|campaign|uprising|insurgency|siege|offensive|operation|intifada|revolt)\b",
    re.IGNORECASE,
)
REACH = 2500  # code points that a box of losses may fill
LEAD = 700  # code points of the article that say when it was


def of_boxes(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims with the time of what the box is about, for figures of a box of losses."""
    found = LOSSES.search(text)
    if found is None:
        return claims
    lead = ABOUT.search(text, found.end(), min(len(text), found.end() + REACH))
    if lead is None:
        return claims
    days = [d for m in FULL_DATE.finditer(text, lead.start(), lead.start() + LEAD) if (d := day_of(m.groupdict()))]
    if not days:
        return claims
    went_on = (
        LONG.search(text, lead.start(), lead.end() + 60) is not None
        and len(days) > 1
        and days[0].first() < days[1].first()
    )
    return [_dated(c, days, went_on) if found.end() <= c.start < lead.start() else c for c in claims]


def _dated(claim: Claim, days: list[PartialDate], went_on: bool) -> Claim:
    if went_on:
        return replace(claim, basis=Basis.PERIOD, since=days[0], as_of=days[1], date_basis=DateBasis.CARRIED)
    return replace(claim, basis=Basis.EVENT, since=None, as_of=days[0], date_basis=DateBasis.CARRIED)
