"""The years of the ends of a stretch of time, where only one of the two has it in words."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.extract.date_patterns import MONTHS
from tracker.model import PartialDate

if TYPE_CHECKING:
    from tracker.extract.dates import TimeExpression

YEAR_TOLD = re.compile(r"\b(?:19|20)[0-9]{2}\b")
DAY_OF_MONTH = re.compile(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})\b|(?P<day2>[0-9]{1,2})\s+(?P<month2>[a-z]{3,9})", re.IGNORECASE
)


def in_one_year(found: list[TimeExpression]) -> list[TimeExpression]:
    """ "From January 1 to September 30, 2018": the year at the end is that of the beginning too, and "from the beginning of
    2006 to December 27": the year at the beginning that of the end."""
    out = list(found)
    for n, (one, two) in enumerate(pairwise(found)):
        if one.lead != "from" or two.lead != "until":
            continue
        end = _end_in(one, two)
        if end is not None:
            out[n + 1] = replace(two, first=end, last=end)
            continue
        begun = _begun_in(one, two)
        if begun is not None:
            out[n] = replace(one, first=begun, last=begun)
    return out


def _end_in(one: TimeExpression, two: TimeExpression) -> PartialDate | None:
    """The day at the end of a stretch that begins in a year."""
    if two.kind != "day" or two.first is not None or one.kind != "year" or one.first is None:
        return None
    named = DAY_OF_MONTH.search(two.words)
    month = MONTHS.get((named["month"] or named["month2"]).lower()) if named is not None else None
    if named is None or month is None:
        return None
    return _day(one.first.year, month, int(named["day"] or named["day2"]))


def _begun_in(one: TimeExpression, two: TimeExpression) -> PartialDate | None:
    """The beginning of a stretch that ends with a year."""
    day = one.first
    if two.first is None or two.first.month is None or YEAR_TOLD.search(one.words) or not YEAR_TOLD.search(two.words):
        return None
    if day is None and one.kind == "month":
        named = MONTHS.get(one.words.lower().split()[-1].rstrip("."))  # "from June to December 2002", without a base
        day = PartialDate(two.first.year, named) if named is not None else None
    if day is None or day.month is None:
        return None
    return _day(two.first.year - (day.month > two.first.month), day.month, day.day)


def _day(year: int, month: int, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
