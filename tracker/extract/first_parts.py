"""Parts of a month or a year as windows: "the first three days of June", "the second half of 2014"."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.extract.date_patterns import MONTHS
from tracker.extract.reckoning import count_of, near_year
from tracker.model import PartialDate


def first_part(g: dict[str, str | None], base: date | None) -> tuple[PartialDate | None, PartialDate | None, str]:
    """Both ends of the part that the groups of a time expression name, and "window" for its kind."""
    unit, amount = (g["punit"] or "").lower().rstrip("s"), count_of(g["pn"] or "one") or 1
    unit, amount = ("month", {"half": 6, "quarter": 3}[unit]) if unit in ("half", "quarter") else (unit, amount)
    year = int(g["year6"] or g["year7"] or 0) or (base.year if base is not None else None)
    month = MONTHS[g["month6"].lower().rstrip(".")] if g["month6"] else None
    if month is not None and not g["year6"]:
        year = near_year(month, None, base, [])
    if year is None:
        return None, None, "window"
    later = _later_months(g)
    if later is not None:
        return PartialDate(year, later[0]), PartialDate(year, later[1]), "window"
    if month is None and unit == "month":
        return PartialDate(year, 1), PartialDate(year, min(12, amount)), "window"
    first = date(year, month or 1, 1)
    days = amount * (7 if unit == "week" else 1)
    if unit == "month":
        return PartialDate(year, month), PartialDate(year, month), "window"
    return PartialDate.of(first), PartialDate.of(first + timedelta(days=days - 1)), "window"


def _later_months(g: dict[str, str | None]) -> tuple[int, int] | None:
    """The months of "the second half", "the third quarter", "the last two months" of a year; None for its beginning."""
    if g["ln"]:
        return 13 - (count_of(g["ln"]) or 1), 12
    if not g["pord"]:
        return None
    if (g["ounit"] or "").lower() == "half":
        return 7, 12
    quarter = {"second": 2, "third": 3}.get(g["pord"].lower(), 4)
    return quarter * 3 - 2, quarter * 3
