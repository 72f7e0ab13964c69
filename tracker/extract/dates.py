"""Time expressions of a sentence: what they say, as written, and the day they come to once the publication day is known.

The grammar follows claims.md: reduced precision where the words have no more ("since 2011"), weekdays counted back
from the publication day, windows with both ends. An expression that cannot be resolved stays unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.extract.date_patterns import EXPRESSION, LEAD, MONTHS, NUMBER_WORDS, WEEKDAYS
from tracker.model import PartialDate


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression. start, end in code points; first and last are the days it covers, None where unknown.

    kind   day, month, year, weekday, today, window, span, ago, vague
    lead   since, from, until, before or "" (what the words before it make of it)
    """

    start: int
    end: int
    kind: str
    lead: str
    first: PartialDate | None
    last: PartialDate | None
    words: str


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


FEASTS = {"new year's day": (1, 1), "new year's eve": (12, 31), "christmas day": (12, 25), "christmas eve": (12, 24)}


def _count(text: str) -> int | None:
    text = text.lower()
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text)


def back(day: date, amount: int, unit: str) -> PartialDate:
    """The day `amount` units before `day`, at the unit's precision: weeks to the day, months and years reduced."""
    unit = unit.rstrip("s")
    if unit == "day":
        return PartialDate.of(day - timedelta(days=amount))
    if unit == "week":
        return PartialDate.of(day - timedelta(days=7 * amount))
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


def _near_year(month: int, day: int | None, base: date | None, anchors: list[date]) -> int | None:
    """The year of a date without one: the latest that is not after publication; a known start day wins without one."""
    if base is not None:
        try:
            this = date(base.year, month, day or 1)
        except ValueError:
            return base.year
        return base.year if this <= base + timedelta(days=3) else base.year - 1
    for anchor in anchors:
        if anchor.month == month and (day is None or anchor.day == day):
            return anchor.year
    return None


def expressions(text: str, start: int, end: int, base: date | None, anchors: list[date]) -> list[TimeExpression]:
    """The time expressions of text[start:end]. `anchors` are known start days, for dates that name no year."""
    out = []
    for found in EXPRESSION.finditer(text, start, end):
        first, last, kind = _resolve(found, base, anchors)
        if kind == "":
            continue
        lead = LEAD.search(text, max(start, found.start() - 40), found.start())
        name = next((k for k, v in lead.groupdict().items() if v), "") if lead else ""
        out.append(
            TimeExpression(
                found.start(),
                found.end(),
                kind,
                {"fromw": "from", "on": ""}.get(name, name),
                first,
                last,
                found.group(),
            )
        )
    return _without_weekdays(text, out)


def _without_weekdays(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "Wednesday, 17 February 2021" is one day, told twice: the weekday gives way to the date beside it."""
    out = []
    for n, expression in enumerate(found):
        if expression.kind == "weekday":
            beside = [o for o in (found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None) if o]
            if any(
                o.kind == "day"
                and len(text[min(o.end, expression.end) : max(o.start, expression.start)].strip(" ,(")) == 0
                for o in beside
            ):
                continue
        out.append(expression)
    return out


def _resolve(
    found: re.Match[str], base: date | None, anchors: list[date]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    g = found.groupdict()
    try:
        return _dated(g, base, anchors)
    except ValueError:
        return None, None, ""


def _dated(
    g: dict[str, str | None], base: date | None, anchors: list[date]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    def both(day: PartialDate | None, kind: str) -> tuple[PartialDate | None, PartialDate | None, str]:
        return day, day, kind

    if g["iso"]:
        return both(PartialDate.parse(g["iso"]), "day")
    for name, number in (("mdy", "1"), ("dmy", "2"), ("dmy2", "4")):
        if g[name]:
            month, day = _month(g["month" + number] or ""), int(g["day" + number] or 0)
            given = g["year" + number]
            year = int(given) if given else _near_year(month, day, base, anchors)
            return both(PartialDate(year, month, day) if year else None, "day")
    if g["my"]:
        return both(PartialDate(int(g["year3"] or 0), _month(g["month3"] or "")), "month")
    if g["m"]:
        month = _month(g["bare"] or "")
        year = _near_year(month, None, base, anchors)
        if base is not None and g["bareyear"]:
            year = base.year - (g["bareyear"].lower() == "last")
        return both(PartialDate(year, month) if year else None, "month")
    if g["y"]:
        return both(PartialDate(int(g["year5"] or 0)), "year")
    if base is None:
        return None, None, "weekday" if g["wd"] else "vague" if g["block"] else "window" if g["hours"] else "relative"
    if g["wd"]:
        name = (g["weekday"] or "").lower().rstrip(".")
        full = next(w for w in WEEKDAYS if w.startswith(name[:3]))
        ago = (base.weekday() - WEEKDAYS[full]) % 7
        if (g["wdmod"] or "").lower() == "next":
            return None, None, "future"
        if (g["wdmod"] or "").lower() == "last" and ago == 0:
            ago = 7
        return both(PartialDate.of(base - timedelta(days=ago)), "weekday")
    if g["hours"]:
        hours = g["hn"] or g["hn2"] or "24"
        days = {"24": 1, "twenty-four": 1, "48": 2, "forty-eight": 2, "72": 3, "96": 4}.get(hours.lower(), 1)
        return PartialDate.of(base - timedelta(days=days)), PartialDate.of(base), "window"
    if g["span"]:
        n = _count(g["n"] or "")
        if n is None:
            return None, PartialDate.of(base), "span"
        return back(base, n, g["unit"] or "days"), PartialDate.of(base), "window"
    if g["spanone"]:
        return back(base, 1, g["unitone"] or "day"), PartialDate.of(base), "window"
    if g["ago"]:
        amount = _count(g["agon"] or "")
        if amount is None:
            return None, None, "vague"
        unit = (g["agounit"] or "days").rstrip("s")
        then = back(base, amount, unit)
        if unit == "month":
            then = PartialDate(then.year, then.month)
        elif unit == "year":
            then = PartialDate(then.year)
        return both(then, "ago")
    if g["rel"]:
        words = g["rel"].lower()
        feast = FEASTS.get(words.replace("’", "'"))
        if feast is not None:
            month, day = feast
            year = _near_year(month, day, base, anchors)
            return both(PartialDate(year, month, day) if year else None, "day")
        if words == "the day before":
            return both(PartialDate.of(base - timedelta(days=1)), "today")
        if (
            "yesterday" in words
            or "previous day" in words
            or "preceding day" in words
            or "a day" in words
            or words == "last night"
        ):
            ago = 2 if "before yesterday" in words else 1
            return both(PartialDate.of(base - timedelta(days=ago)), "today")
        if words == "overnight":
            return both(PartialDate.of(base), "overnight")
        return both(PartialDate.of(base), "today")
    words = (g["block"] or "").lower()
    if "year" in words and "recent" not in words:
        if words.startswith("last"):
            return both(PartialDate(base.year - 1), "year")
        return (
            PartialDate(base.year),
            PartialDate.of(base),
            "window" if "so far" in words or "past" in words else "year",
        )
    if "month" in words and "recent" not in words:
        if words.startswith("last"):
            previous = back(base, 1, "month")
            return both(PartialDate(previous.year, previous.month), "month")
        return both(PartialDate(base.year, base.month), "month")
    if "week" in words and "weekend" not in words and "recent" not in words:
        monday = base - timedelta(days=base.weekday())
        if words.startswith("last"):
            return PartialDate.of(monday - timedelta(days=7)), PartialDate.of(monday - timedelta(days=1)), "week"
        return PartialDate.of(monday), PartialDate.of(base), "week"
    if "weekend" in words:
        saturday = base - timedelta(days=(base.weekday() - 5) % 7)
        return PartialDate.of(saturday), PartialDate.of(min(base, saturday + timedelta(days=1))), "window"
    return None, PartialDate.of(base), "vague"
