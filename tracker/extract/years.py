"""The days that a text without a date of its own leaves half told: "July 19 - a drone strike killed 15", "on Friday night".

A heading that is nothing but a year holds for the days under it, and a year in the same sentence for the day beside it;
else the full date named before does, or, where only a later paragraph names one, the day is taken to follow it, as the
news follows its background. A weekday is the full date named last before it, where that fell on one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date

from tracker.extract.date_patterns import MONTHS, WEEKDAYS
from tracker.extract.dateline import FULL_DATE, day_of
from tracker.extract.dates import TimeExpression
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

HEADING = Guarded(r"^[^\w\n]*(?P<year>(?:19|20)[0-9]{2})[^\w\n]*$", re.MULTILINE)
DAY = Guarded(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})|(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month2>[a-z]{3,9})",
    re.IGNORECASE,
)
# "killed four in 2023 as of November 16", "on November 16 of that year, 2023": a day whose year the sentence names apart.
BESIDE = Guarded(
    r"\b(?:in|during|of|throughout) (?P<year>(?:19|20)[0-9]{2})\b(?:[\w’', -]{0,60}?)\b(?:as of|as at|by|until) "
    r"(?:(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})|(?P<day2>[0-9]{1,2}) (?P<month2>[a-z]{3,9}))\b"
    r"(?!,? (?:19|20)[0-9]{2})",
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
        for found in BESIDE.finditer(text):
            month = MONTHS.get((found["month"] or found["month2"]).lower())
            if month is not None:
                full = _day(int(found["year"]), month, int(found["day"] or found["day2"]))
                named.append((found.start(), full.year, full))
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
        return [
            e
            if e.first is not None
            else self._weekday(e)
            if e.kind == "weekday"
            else self._complete(e)
            if e.kind == "day"
            else e
            for e in found
        ]

    def _weekday(self, expression: TimeExpression) -> TimeExpression:
        """The weekday as the full date named last before it, where that fell on one; else as it was."""
        name = next((n for w, n in WEEKDAYS.items() if w[:3] in expression.words.lower()), None)
        before = bisect_left(self.places, expression.start)
        last = self.named[before - 1][2] if before else None
        if last is None or last.weekday() != name:
            return expression
        told = PartialDate.of(last)
        return replace(expression, first=told, last=told)

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
