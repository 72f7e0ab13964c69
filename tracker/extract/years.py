"""The year of days that a text without a date of its own writes without one: "July 19 - a drone strike killed 15".

A heading that is nothing but a year holds for the days under it; else the full date named before does, or, where only
a later paragraph names one, the day is taken to follow it, as the news follows its background.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date

from tracker.extract.date_patterns import MONTHS
from tracker.extract.dateline import FULL_DATE, day_of
from tracker.extract.dates import TimeExpression
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

HEADING = Guarded(r"^[^\w\n]*(?P<year>(?:19|20)[0-9]{2})[^\w\n]*$", re.MULTILINE)
DAY = Guarded(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})|(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month2>[a-z]{3,9})",
    re.IGNORECASE,
)
BEFORE = 45  # days by which a text may go back behind a date it names later on


class Years:
    """The full dates and year headings of one text, in order."""

    def __init__(self, text: str) -> None:
        named: list[tuple[int, int, date | None]] = []
        for found in FULL_DATE.finditer(text):
            day = day_of(found.groupdict())
            if day is not None:
                named.append((found.start(), day.year, day.first()))
        named += [(m.start(), int(m["year"]), None) for m in HEADING.finditer(text)]
        self.named = sorted(named, key=lambda n: n[0])
        self.places = [n[0] for n in self.named]
        self.latest = max((day for _, _, day in named if day is not None), default=None)

    def year(self, at: int, month: int, day: int) -> int | None:
        """The year of a month and day written at offset `at`; None where the text gives no hold."""
        before = bisect_left(self.places, at)
        if before:
            _, year, full = self.named[before - 1]
            if full is None:
                return year
            return min((year - 1, year, year + 1), key=lambda y: abs((_day(y, month, day) - full).days))
        if self.latest is None:
            return None
        if (self.latest - _day(self.latest.year, month, day)).days <= BEFORE:
            return self.latest.year
        return self.latest.year + 1

    def complete(self, found: list[TimeExpression]) -> list[TimeExpression]:
        """The expressions with the year of each day that was written without one."""
        if not self.named:
            return found
        return [self._complete(e) if e.kind == "day" and e.first is None else e for e in found]

    def _complete(self, expression: TimeExpression) -> TimeExpression:
        parts = DAY.search(expression.words)
        month = MONTHS.get((parts["month"] or parts["month2"]).lower()) if parts else None
        if parts is None or month is None:
            return expression
        day = int(parts["day"] or parts["day2"])
        year = self.year(expression.start, month, day)
        if year is None:
            return expression
        try:
            told = PartialDate(year, month, day)
        except ValueError:
            return expression
        return replace(expression, first=told, last=told)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
