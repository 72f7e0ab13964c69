"""Counting on the calendar: so many weeks back, and the year of a day that was written without one."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.numbers import cardinal
from tracker.extract.tokens import tokens
from tracker.model import PartialDate


def back(day: date, amount: int, unit: str) -> PartialDate:
    """The day `amount` units before `day`, at the unit's precision: weeks to the day, months and years reduced."""
    unit = unit.rstrip("s")
    if unit == "day":
        return PartialDate.of(day - timedelta(days=amount))
    if unit == "week":
        return PartialDate.of(day - timedelta(days=7 * amount))
    if unit == "fortnight":
        return PartialDate.of(day - timedelta(days=14 * amount))
    if unit == "month":
        months = day.year * 12 + day.month - 1 - amount
        year, month = divmod(months, 12)
        last = [
            31,
            29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ]
        return PartialDate(year, month + 1, min(day.day, last[month]))
    years = amount * (10 if unit == "decade" else 1)
    if years == 1:
        safe = 28 if (day.month, day.day) == (2, 29) else day.day
        return PartialDate(day.year - 1, day.month, safe)
    return PartialDate(max(1, day.year - years))


LONG_AGO = 4  # years after which a text of that day remembers it
STILL_NEWS = 45  # days in which the date of a war's start may as well be this year's


def near_year(month: int, day: int | None, base: date | None, anchors: list[date]) -> int | None:
    """The year of a date without one: the latest that is not after publication; a known start day wins without one, and
    where the latest lies long back: "the October 7 attack" is that of 2023 in a text of March 2025."""
    if base is not None:
        try:
            this = date(base.year, month, day or 1)
        except ValueError:
            return base.year
        year = base.year if this <= base + timedelta(days=3) else base.year - 1
        meant = next((a for a in anchors if (a.month, a.day) == (month, day) and a < base), None)
        past = (base - date(year, month, day or 1)).days > STILL_NEWS
        if meant is not None and (past or base.year - meant.year > LONG_AGO):
            return meant.year
        return year
    for anchor in anchors:
        if anchor.month == month and (day is None or anchor.day == day):
            return anchor.year
    return None


def count_of(text: str) -> int | None:
    """The number that the digits or the word of a time expression stand for, None where it is none."""
    text = text.lower()
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text)


def amount_of(words: str) -> int | None:
    """The whole number that a figure or number words stand for: "25", "twenty-five", and 1 for "a"."""
    if words.lower() in ("a", "an"):
        return 1
    toks = tokens(words, 0, len(words))
    found = cardinal(toks, 0) if toks else None
    if found is None or found[1] != len(toks) or found[0] != int(found[0]):
        return None
    return int(found[0])


def kind_of(g: dict[str, str | None]) -> str:
    """What kind of time the words name, where there is no day to count from."""
    if g["wd"]:
        return "future" if (g["wdmod"] or "").lower() == "next" else "weekday"
    if g["hours"] or g["span"] or g["spanone"] or g["spanof"]:
        return "window"
    if g["ago"]:
        return "ago"
    if g["rel"]:
        return "overnight" if (g["rel"] or "").lower() == "overnight" else "today"
    words = (g["block"] or "").lower()
    if "recent" in words:
        return "vague"
    if "weekend" in words or "far" in words:
        return "window"
    return next((unit for unit in ("week", "month", "year") if unit in words), "vague")
