"""Days on an x axis: their numbers, and the ticks that name them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.report.catalogue import word

MOST = 10  # ticks at most
_EPOCH = date(1970, 1, 1).toordinal()


def at(day: date) -> float:
    """The place of a day on the x axis: days since 1970."""
    return float(day.toordinal() - _EPOCH)


def ticks(low: float, high: float, most: int = MOST) -> list[date]:
    """Round days between two places of the axis: days, weeks, months or years apart, at most `most` of them."""
    first, last = (date.fromordinal(round(place) + _EPOCH) for place in (low + 0.5, high - 0.5))
    for step in (1, 2, 7, 14):
        days = [first + timedelta(n) for n in range(0, (last - first).days + 1, step)]
        if len(days) <= most:
            return days
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        days = [day for day in _months(first, last) if (day.year * 12 + day.month - 1) % step == 0]
        if len(days) <= most:
            return days
    return [first, last]


def words(days: Sequence[date]) -> list[str]:
    """What stands under the ticks: "17 Oct", "Oct" or "2023", with the year where it begins."""
    whole_years = all(day.month == day.day == 1 for day in days)
    whole_months = all(day.day == 1 for day in days)
    months = word("months.short").split()
    out, year = [], None
    for day in days:
        month = months[day.month - 1]
        label = str(day.year) if whole_years else month if whole_months else f"{day.day} {month}"
        out.append(label if whole_years or day.year == year else f"{label}\n{day.year}")
        year = day.year
    return out


def _months(first: date, last: date) -> list[date]:
    return [
        day
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= (day := date(year, month, 1)) <= last
    ]
