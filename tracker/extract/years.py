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
from tracker.extract.wars import latest_year
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
_ENDS = r"(?P<a{0}>[0-9]{{1,2}})(?:\s?[-–—]\s?|\s+(?:and|to)\s+)(?P<b{0}>[0-9]{{1,2}})"
RANGE = Guarded(
    rf"(?P<month>[a-z]{{3,9}})\.?\s+{_ENDS.format('')}|{_ENDS.format('2')}\s+(?P<month2>[a-z]{{3,9}})", re.IGNORECASE
)
MONTH_OF_YEAR = Guarded(
    rf"\b(?P<month>{'|'.join(name for name in MONTHS if len(name) > 2)})\.?,?\s+(?:of\s+)?(?P<year>(?:19|20)[0-9]{{2}})\b",
    re.IGNORECASE,
)
IN_A_YEAR = Guarded(
    r"\b(?:in|of|since|during|throughout|until|from|to|by|and|year|early|late|mid-?)\s*(?P<year>(?:19|20)[0-9]{2})\b(?![,.]?[0-9])",
    re.IGNORECASE,
)
# A year that a text is still in, or has just left: "since the beginning of 2019", "so far in 2019".
RUNNING_YEAR = Guarded(
    r"\b(?:(?:since|from)\s+(?:the\s+)?(?:beginning|start)\s+of|so\s+far\s+(?:in|during))\s+(?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)
# A date of something that went before what the text tells.
OF_BEFORE = Guarded(
    r"\b(?:before|previous|previously|earlier|last|since|until|after|anniversary|ago)\b", re.IGNORECASE
)
BESIDE_IT = 60  # code points before a date in which such a word stands
PAGES = 1995  # no page of the web that lost its date is older: a date before that is history
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
        first = self.places[0] if self.places else 0
        self.of_before = OF_BEFORE.search(text, max(0, first - BESIDE_IT), first) is not None
        self.month = _month_told(text) if not self.named else None
        self.only = _only_year(text) if not self.named and self.month is None else None
        self.latest = max((day for _, _, day in named if day is not None), default=None)

    def year(self, at: int, month: int, day: int) -> int | None:
        """The year of a month and day written at offset `at`; None where the text gives no hold."""
        before = bisect_left(self.places, at)
        if before:
            _, year, full = self.named[before - 1]
            if full is None:
                return year
            return min((year - 1, year, year + 1), key=lambda y: abs((_day(y, month, day) - full).days))
        if self.month is not None:
            near = self.month
            return min(
                (near.year - 1, near.year, near.year + 1), key=lambda y: abs((_day(y, month, day) - near).days)
            )
        if self.latest is None:
            return self.only
        if (self.latest - _day(self.latest.year, month, day)).days <= BEFORE:
            return self.latest.year
        return self.latest.year + 1

    def complete(self, found: list[TimeExpression]) -> list[TimeExpression]:
        """The expressions with the year of each day that was written without one."""
        if not self.named and self.month is None and self.only is None:
            return found
        return [
            e
            if e.first is not None
            else self._weekday(e)
            if e.kind == "weekday"
            else self._complete(e)
            if e.kind == "day"
            else self._both_ends(e)
            if e.kind == "window"
            else self._month(e)
            if e.kind == "month"
            else e
            for e in found
        ]

    def _weekday(self, expression: TimeExpression) -> TimeExpression:
        """The weekday as the full date named last before it, where that fell on one; else as it was."""
        name = next((n for w, n in WEEKDAYS.items() if w[:3] in expression.words.lower()), None)
        before = bisect_left(self.places, expression.start)
        last = self.named[before - 1][2] if before else self._only_day()
        if last is None or last.weekday() != name:
            return expression
        told = PartialDate.of(last)
        return replace(expression, first=told, last=told)

    def _only_day(self) -> date | None:
        """The one full date of a text, where it is no history: a weekday told before it may well be that day."""
        day = self.named[0][2] if len(self.named) == 1 else None
        return day if day is not None and day.year >= PAGES and not self.of_before else None

    def _both_ends(self, expression: TimeExpression) -> TimeExpression:
        """A stretch of days without a year: "April 16-17"."""
        ends = RANGE.search(expression.words)
        month = MONTHS.get((ends["month"] or ends["month2"]).lower()) if ends else None
        if ends is None or month is None:
            return expression
        first, last = int(ends["a"] or ends["a2"]), int(ends["b"] or ends["b2"])
        year = self.year(expression.start, month, first)
        try:
            return (
                replace(expression, first=PartialDate(year, month, first), last=PartialDate(year, month, last))
                if year
                else expression
            )
        except ValueError:
            return expression

    def _month(self, expression: TimeExpression) -> TimeExpression:
        """A month without a year: "in April"."""
        name = expression.words.lower().split()[-1].rstrip(".")
        month = MONTHS.get(name.removeprefix("mid-"))
        year = self.year(expression.start, month, 15) if month is not None else None
        if month is None or year is None:
            return expression
        told = PartialDate(year, month)
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


def _only_year(text: str) -> int | None:
    """The one year that a text names, where it counts from the beginning of that year; None for a year told in passing."""
    if RUNNING_YEAR.search(text) is None:
        return None
    years = {int(m["year"]) for m in IN_A_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _month_told(text: str) -> date | None:
    """The middle of the latest month that a text names with its year, where no later year stands in it."""
    months = [_day(int(m["year"]), MONTHS[m["month"].lower()], 15) for m in MONTH_OF_YEAR.finditer(text)]
    if not months:
        return None
    latest = max(months)
    return latest if latest_year(text) == latest.year else None


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
