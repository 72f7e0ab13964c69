"""Time expressions of a sentence: what they say, as written, and the day they come to once the publication day is known.

The grammar follows claims.md: reduced precision where the words have no more ("since 2011"), weekdays counted back
from the publication day, windows with both ends. An expression that cannot be resolved stays unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.extract.date_patterns import EXPRESSION, LEAD, MONTHS, WEEKDAYS
from tracker.extract.first_parts import first_part
from tracker.extract.reckoning import back, count_of, kind_of, near_year
from tracker.extract.year_ends import in_one_year
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


def expressions(text: str, start: int, end: int, base: date | None, anchors: list[date]) -> list[TimeExpression]:
    """The time expressions of text[start:end]. `anchors` are known start days, for dates that name no year."""
    out = []
    for found in EXPRESSION.finditer(text, start, end):
        first, last, kind = _resolve(found, base, anchors)
        if kind == "":
            continue
        if kind == "month" and first is not None and _last_years(text, found.start(), first, base):
            first = last = PartialDate(first.year - 1, first.month)
        lead = LEAD.search(text, max(start, found.start() - 40), found.start())
        name = next((k for k, v in lead.groupdict().items() if v), "") if lead else ""
        if name == "until" and lead and lead["hour"] and _no_end(lead):
            name = ""  # "between the army and the rebels on 15 April", "came to power in 2001": no range ends there
        if name == "fromw" and lead and lead["hour"] and HOUR.search(lead["hour"]) is None:
            name = ""  # "free of rule from Orlan in 2011": a place is left, and no range begins
        if name != "since" and kind in ("weekday", "today") and text[found.end() : found.end() + 2] in ("'s", "’s"):
            name = ""  # "the toll from Saturday's bombing": no range begins there
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
    return in_one_year(_without_weekdays(text, out))


def _no_end(lead: re.Match[str]) -> bool:
    """Whether "and" or "to" joins something else than the two ends of a stretch of time."""
    link = lead["until"].lower()
    return link == "and" or (link == "to" and HOUR.search(lead["hour"]) is None)


def _last_years(text: str, at: int, month: PartialDate, base: date | None) -> bool:
    """ "last November" said in November: that of the year before."""
    now = base is not None and (month.year, month.month) == (base.year, base.month)
    return now and text[max(0, at - 5) : at].lower() == "last "


HOUR = re.compile(
    r"[0-9]|\b(?:noon|midnight|dawn|dusk|night|morning|evening|afternoon|early|late|mid)\b", re.IGNORECASE
)


def _without_weekdays(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """ "Wednesday, 17 February 2021" is one day, told twice: the weekday gives way to the date beside it."""
    out: list[TimeExpression] = []
    opened: TimeExpression | None = None
    for n, expression in enumerate(found):
        if opened is not None and not expression.lead:
            expression = replace(expression, start=opened.start, lead=opened.lead)
        opened = None
        if expression.kind == "weekday":
            beside = [o for o in (found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None) if o]
            if any(
                o.kind == "day"
                and len(text[min(o.end, expression.end) : max(o.start, expression.start)].strip(" ,(")) == 0
                for o in beside
            ):
                after = n + 1 < len(found) and found[n + 1] in beside and found[n + 1].kind == "day"
                opened = expression if after and not text[expression.end : found[n + 1].start].strip(" ,(") else None
                continue
        out.append(expression)
    return out


def _resolve(
    found: re.Match[str], base: date | None, anchors: list[date]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    try:
        return _dated(found, base, anchors)
    except ValueError:
        return None, None, ""


def _from_month_to_month(
    g: re.Match[str], base: date | None, anchors: list[date]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    """ "The January-October period this year", "November-February 2020": both months whole."""
    first, last = _month(g["month17"] or ""), _month(g["month18"] or "")
    year = int(g["year17"]) if g["year17"] else near_year(last, None, base, anchors)
    if base is not None and g["monthsof"]:
        year = base.year - (g["monthsof"].lower() == "last")
    if year is None or first == last:
        return None, None, "window"
    return PartialDate(year - (first > last), first), PartialDate(year, last), "window"


def _dated(
    g: re.Match[str], base: date | None, anchors: list[date]
) -> tuple[PartialDate | None, PartialDate | None, str]:
    def both(day: PartialDate | None, kind: str) -> tuple[PartialDate | None, PartialDate | None, str]:
        return day, day, kind

    if g["iso"]:
        return both(PartialDate.parse(g["iso"]), "day")
    if g["dots"]:
        return both(PartialDate(int(g["year14"] or 0), int(g["monthno"] or 0), int(g["day14"] or 0)), "day")
    if g["dotsyy"]:
        return both(PartialDate(2000 + int(g["yearyy"] or 0), int(g["monthyy"] or 0), int(g["dayyy"] or 0)), "day")
    if g["ysubject"]:
        return both(PartialDate(int(g["year16"] or 0)), "year")  # "2016 was the deadliest year, with 827 killed"
    if g["yline"]:
        return both(PartialDate(int(g["year15"] or 0)), "year")
    for name, number in (("mdy", "1"), ("dmy", "2"), ("dmy2", "4")):
        if g[name]:
            odd = number == "2" and g["month13"]  # "11, March 2004"
            month, day = _month(g["month13" if odd else "month" + number] or ""), int(g["day" + number] or 0)
            given = g["year13" if odd else "year" + number]
            told = g["relyear" + number] if number != "4" else None  # "24 February last year"
            if told and base is not None:
                given = str(base.year - (told.lower() == "last"))
            year = int(given) if given else near_year(month, day, base, anchors)
            return both(PartialDate(year, month, day) if year else None, "day")
    for name, month_of, first_of, last_of in (("mrange", "9", "9", "10"), ("drange", "11", "11", "12")):
        if g[name]:
            month = _month(g["month" + month_of] or "")
            start, stop = int(g["day" + first_of] or 0), int(g["day" + last_of] or 0)
            given = g["year" + month_of]
            year = int(given) if given else near_year(month, start, base, anchors)
            if stop <= start:
                return None, None, ""
            if year is None:
                return None, None, "window"
            return PartialDate(year, month, start), PartialDate(year, month, stop), "window"
    if g["months"]:
        return _from_month_to_month(g, base, anchors)
    if g["my"]:
        return both(PartialDate(int(g["year3"] or 0), _month(g["month3"] or "")), "month")
    if g["m"]:
        month = _month(g["bare"] or "")
        year = near_year(month, None, base, anchors)
        if base is not None and g["bareyear"]:
            year = base.year - (g["bareyear"].lower() == "last")
        return both(PartialDate(year, month) if year else None, "month")
    if g["y"]:
        return both(PartialDate(int(g["year5"] or 0)), "year")
    if g["yrange"]:
        first, last = int(g["ya"] or 0), g["yb"] or g["yc"] or ""
        until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if until <= first:
            return None, None, ""
        return PartialDate(first), PartialDate(until), "window"
    if g["lastyearof"]:
        year = None if base is None else base.year - ((g["lyof"] or "").lower() == "last")
        return both(PartialDate(year) if year else None, "year")
    if g["decade"]:
        if g["decmod"]:
            return None, None, "window"  # nobody says where "the late 1980s" begin
        return PartialDate(int(g["dec"] or 0) * 10), PartialDate(int(g["dec"] or 0) * 10 + 9), "window"
    if g["yadj"]:
        return both(PartialDate(int(g["year8"] or 0)), "year")
    if g["part"]:
        return first_part(g.groupdict(), base)
    if g["lastyears"]:
        month = _month(g["lymonth"] or "")
        year = None if base is None else base.year - ((g["lymod"] or "").lower() == "last")
        return both(PartialDate(year, month) if year else None, "month")
    if base is None:
        return None, None, kind_of(g.groupdict())
    if g["wd"]:
        name = (g["weekday"] or "").lower().rstrip(".")
        full = next(w for w in WEEKDAYS if w.startswith(name[:3]))
        ago = (base.weekday() - WEEKDAYS[full]) % 7
        if (g["wdmod"] or "").lower() == "next":
            return None, None, "future"
        if g["wdweek"] or g["wdlast"]:
            ago = base.weekday() + 7 - WEEKDAYS[full]  # "last week Thursday", "Thursday last week"
        elif (g["wdmod"] or "").lower() == "last" and ago == 0:
            ago = 7
        return both(PartialDate.of(base - timedelta(days=ago)), "weekday")
    if g["hours"]:
        hours = g["hn"] or g["hn2"] or "24"
        days = {"24": 1, "twenty-four": 1, "48": 2, "forty-eight": 2, "72": 3, "96": 4}.get(hours.lower(), 1)
        return PartialDate.of(base - timedelta(days=days)), PartialDate.of(base), "window"
    if g["span"]:
        n = count_of(g["n"] or "")
        if n is None:
            return None, PartialDate.of(base), "span"
        return back(base, n, g["unit"] or "days"), PartialDate.of(base), "window"
    if g["spanof"]:
        n = count_of(g["son"] or "")
        if (g["sounit"] or "").lower().startswith("year"):
            return (
                None,
                None,
                "window",
            )  # "in six years of war": a war is not said to have ended on the day of the report
        if n and (g["sounit"] or "").lower().startswith("day"):
            n -= 1  # today is one of "two days of strikes"
        return (back(base, n, g["sounit"] or "days") if n is not None else None), PartialDate.of(base), "window"
    if g["spanone"]:
        return back(base, 1, g["unitone"] or "day"), PartialDate.of(base), "window"
    if g["ago"]:
        amount = count_of(g["agon"] or "")
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
        words = " ".join(g["rel"].lower().split())
        feast = FEASTS.get(words.replace("’", "'"))
        if feast is not None:
            month, day = feast
            year = near_year(month, day, base, anchors)
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
    words = " ".join((g["block"] or "").lower().split())
    if "year" in words and "recent" not in words:
        if words.startswith("last"):
            return both(PartialDate(base.year - 1), "year")
        return (
            PartialDate(base.year),
            PartialDate.of(base),
            "window" if "far" in words or "past" in words else "year",
        )
    if "month" in words and "recent" not in words:
        if words.startswith("last"):
            previous = back(base, 1, "month")
            return both(PartialDate(previous.year, previous.month), "month")
        return both(PartialDate(base.year, base.month), "month")
    if "week" in words and "weekend" not in words and "recent" not in words:
        monday = base - timedelta(days=base.weekday())
        if words.startswith("last") or words == "the week before":
            return PartialDate.of(monday - timedelta(days=7)), PartialDate.of(monday - timedelta(days=1)), "week"
        return PartialDate.of(monday), PartialDate.of(base), "week"
    if "weekend" in words:
        saturday = base - timedelta(days=(base.weekday() - 5) % 7)
        return PartialDate.of(saturday), PartialDate.of(min(base, saturday + timedelta(days=1))), "window"
    return None, PartialDate.of(base), "vague"
