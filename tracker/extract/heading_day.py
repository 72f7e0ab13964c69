"""The day that the heading of a situation report or a bulletin gives its figures: "Flash update 7, as of 19 June 2024"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.dates import expressions
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, PartialDate, Region

OPENING = 400  # code points in which a report has its headings
LONGEST = 160  # code points of a heading
LATE = 31  # days after its day that a report comes out
AS_OF = Guarded(r"\b(?:as\s+of|as\s+at|status\s+on|situation\s+on|data\s+to|updated\s+to)\s", re.IGNORECASE)
STANDING = (Basis.CUMULATIVE, Basis.STOCK)


def with_heading_day(text: str, claims: list[Claim], report: PartialDate | None) -> list[Claim]:
    """The claims in order: running totals and levels that only the day of publication dates stand at the heading's day."""
    if report is None or not any(_open(c, report) for c in claims):
        return claims
    day = _day(text, report)
    if day is None:
        return claims
    return [replace(c, as_of=day, date_basis=DateBasis.STATED) if _open(c, report) else c for c in claims]


def _open(claim: Claim, report: PartialDate) -> bool:
    told = claim.date_basis is DateBasis.PUBLISHED and claim.as_of == report
    return told and claim.basis in STANDING and claim.region is Region.BODY


def _day(text: str, report: PartialDate) -> PartialDate | None:
    """The exact day behind "as of" in a line that is no sentence, not long before the report."""
    for found in AS_OF.finditer(text, 0, OPENING):
        first = text.rfind("\n", 0, found.start()) + 1
        last = text.find("\n", found.end())
        last = len(text) if last < 0 else last
        if last - first > LONGEST or text[first:last].rstrip().endswith((".", "!", "?")):
            continue
        for expression in expressions(text, found.end(), last, report.first(), []):
            day = expression.first
            if expression.kind == "day" and day is not None and day.exact:
                return day if 0 <= (report.first() - day.first()).days <= LATE else None
    return None
