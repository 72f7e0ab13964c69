"""The day an article gives itself: the dateline of a wire, a printed date over or under the headline.

Web pages and archives often come without a publication date in their metadata and still print it where the text
starts. A day found here is the article's own day (`DateBasis.DATELINE`), and never the day of an event.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice

from tracker.extract.date_patterns import MONTHS
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

HEAD = 700  # code points in which an article prints its own date
SLACK = 2  # days between writing and publishing that are no contradiction
NEAR = 40  # days: a date printed longer ago than that is a day the article tells of
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})"
_DATE = (
    rf"(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}\s*,?\s*{_YEAR.format('y1')}"
    rf"|{_DAY.format('d2')}(?:[\s-]+|,\s+){_MONTH.format('m2')}[\s,-]*{_YEAR.format('y2')}"
    r"|(?P<y3>(?:19|20)[0-9]{2})-(?P<m3>0[1-9]|1[0-2])-(?P<d3>0[1-9]|[12][0-9]|3[01]))"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"

# A text may tell of any century, and was written in this one or the last.
FULL_DATE = Guarded(rf"\b{_DATE.replace('19|20', '1[5-9]|20')}\b", re.IGNORECASE)
_NUMERIC = r"(?P<d4>0?[1-9]|[12][0-9]|3[01])(?P<sep>[.-])(?P<m4>0?[1-9]|1[0-2])(?P=sep)(?P<y4>(?:19|20)[0-9]{2})"
_GOES_ON = r"(?!\s*(?:,\s*[a-z]|(?:was|were|is|saw|marked|has|had|and|to|until)\b))"

# "SAN SALVADOR, 12 NOV 89 (ACAN-EFE) --"
WIRE = Guarded(
    rf"[A-Z][A-Z .,'()/-]{{2,60}},\s+{_DAY.format('d1')}\s+{_MONTH.format('m1')}\s+(?P<y1>[0-9]{{2}}|(?:19|"
    rf"20)[0-9]{{2}})\b"
    r"(?=\s*(?:\(|--|—|-))",
    re.IGNORECASE,
)
# "Published: 3 May 2020", "Last updated at Oct 8, 2017", "Date of publication 7 April 2017"
PUBLISHED = Guarded(
    rf"\b(?:published|posted|updated|date of publication|date|issued)\b\s*(?:(?:on|at)\b)?\s*:?\s*{_WEEKDAY}{_DATE}",
    re.IGNORECASE,
)
# "NAIROBI (May 3, 2020) -", "KYIV, May 3, 2020 (Agency) -", "KYIV, Ukraine, 3 May 2020 -"
PLACED = Guarded(
    rf"^[^\w\n]*(?-i:[A-Z])[A-Za-z .,'’-]{{2,50}}[,(/|–—-]+\s*{_WEEKDAY}{_DATE}\)?(?=[^\n]{{0,30}}?(?:--|[-–—:]\s))",
    re.IGNORECASE | re.MULTILINE,
)
# A date that opens a line ("25 November 2016 Five killed ...") or is the whole of it, and "By A. Writer, May 3, 2020".
LINE = Guarded(
    rf"^[^\w\n]*(?:by [^\n]{{3,60}}?[\s,|-]+)?{_WEEKDAY}(?:{_DATE}|{_NUMERIC}){_GOES_ON}",
    re.IGNORECASE | re.MULTILINE,
)
# "Monitor AFP Monday 17 Oct 2016 Air strikes killed ...": the date of a page whose lines have run together.
RUN_IN = Guarded(
    rf"\b(?=[mtwfs])(?<!\bon )(?<!\bsince )(?<!\bof )(?<!\bfrom )(?<!\buntil )"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? {_DATE}"
    r"(?=\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
# What tells the day of a text that has none of its own: "A. Writer reports in the Daily Post on May 3, 2020:", and the
# caption of the news picture, "The square after the blast, 3 May 2020.", where the text tells of yesterday and today.
QUOTED = Guarded(
    rf"\b(?:writes|wrote|reports|reported|notes|noted) (?:[\w’'.-]+ ){{0,6}}?(?:on|of|dated)\s+{_WEEKDAY}{_DATE}\s*:",
    re.IGNORECASE,
)
PICTURE = Guarded(rf"(?:,|\bon)\s+{_WEEKDAY}{_DATE}\.?[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
AT_HAND = Guarded(
    r"\b(?:yesterday|today['’]s|this (?:morning|afternoon|evening)|earlier today|tonight|last night)\b", re.IGNORECASE
)
# "yesterday (June 7)": the day that the writer counts from is the day after.
GLOSS = Guarded(
    rf"\byesterday,? \((?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}|{_DAY.format('d2')}\s+{_MONTH.format('m2')})\)",
    re.IGNORECASE,
)
# "NAIROBI, May 3 (Agency) --": a dateline that leaves the year to the page.
YEARLESS = Guarded(
    rf"^[^\w\n]*(?-i:[A-Z][A-Z]\S*|[A-Z]\S+(?=[^\n]{{0,60}}\()|[A-Z]\S+ [A-Z]\S+(?=[^\n]{{0,60}}\())[\w .,'’/-]{{0,40}}?,\s+"
    rf"(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}|{_DAY.format('d2')}\s+{_MONTH.format('m2')})"
    r"(?:\s*\([\w /.-]{2,40}\)\s*(?:--|[-–—:])?|\s*(?:--|[–—]|-\s))",
    re.IGNORECASE | re.MULTILINE,
)
# The same behind a headline with which it has run together: "... in the north NAIROBI, May 3 (Agency) --".
RUN_ON = Guarded(
    rf"(?-i:\b[A-Z]{{3,}}(?:[ ,][A-Z ]{{2,30}})?),\s+(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}|"
    rf"{_DAY.format('d2')}\s+{_MONTH.format('m2')})\s*\([\w /.-]{{2,40}}\)\s*(?:--|[-–—])",
    re.IGNORECASE,
)
# "September 8 (AGENCY) –": the same without the place.
PLACELESS = Guarded(
    rf"^[^\w\n]*(?:{_MONTH.format('m1')}\s+{_DAY.format('d1')}|{_DAY.format('d2')}\s+{_MONTH.format('m2')})"
    r"(?:\s*\((?-i:[A-Z])[\w /.-]{1,40}\)\s*(?:--|[-–—])|\s+(?:--|[–—])\s+(?-i:[A-Z]))",
    re.IGNORECASE | re.MULTILINE,
)
UPDATED = Guarded(r"(?:last )?updated", re.IGNORECASE)
TIMELINE = 3  # a text with so many lines that open with a date is a list of days, and none of them is its own


def day_of_text(text: str) -> tuple[PartialDate, int, int] | None:
    """The day an article prints as its own, with the stretch in which it stands; None where it prints none."""
    head = text[:HEAD]
    for pattern in (WIRE, PUBLISHED, PLACED, LINE, RUN_IN):
        found = pattern.match(head) if pattern is WIRE else pattern.search(head)
        day = day_of(found.groupdict()) if found is not None else None
        if found is None or day is None:
            continue
        if pattern is LINE and sum(1 for _ in islice(LINE.finditer(text), TIMELINE)) >= TIMELINE:
            return None
        return day, found.start(), found.end()
    return None


def _yearless(text: str, given: PartialDate | None) -> tuple[PartialDate | None, int, int] | None:
    """The day of a dateline without a year, and where it stands; without the day where the page has none either."""
    found = YEARLESS.search(text[:HEAD]) or RUN_ON.search(text[:HEAD]) or PLACELESS.search(text[:HEAD])
    if found is None:
        return None
    if given is None or not given.exact:
        return None, found.start(), found.end()
    days = [day_of({**found.groupdict(), "y1": str(y), "y2": str(y)}) for y in (given.year - 1, given.year)]
    near = [d for d in days if d is not None and -NEAR < (d.first() - given.first()).days <= SLACK]
    return (near[0] if near else None), found.start(), found.end()


def day_told(text: str) -> tuple[PartialDate, int, int] | None:
    """The day that a text without a date of its own was written, where a quotation or a picture tells it."""
    found = QUOTED.search(text[:HEAD])
    if found is None and AT_HAND.search(text) is not None:
        found = PICTURE.search(text[:HEAD])
        if len({day_of(m.groupdict()) for m in FULL_DATE.finditer(text)}) > 1:
            return None
    day = day_of(found.groupdict()) if found is not None else None
    return (day, found.start(), found.end()) if found is not None and day is not None else None


def _wired(text: str, report: date) -> date | None:
    """The day of a wire's dateline, where a page printed it a day or two later: "KATHMANDU, April 5 (Agency)"."""
    head = text[:HEAD]
    placed = WIRE.match(head) or PLACED.search(head)
    day = day_of(placed.groupdict()) if placed is not None else None
    if day is None:
        told = _yearless(text, PartialDate.of(report))
        day = told[0] if told is not None else None
    if day is None or not day.exact or not 0 < (report - day.first()).days <= SLACK:
        return None
    return day.first()


def counted_from(text: str, report: date) -> date:
    """The day that "yesterday" and "Tuesday" are counted from: the day of the report, unless the text says otherwise."""
    report = _wired(text, report) or report
    found = GLOSS.search(text)
    day = day_of({**found.groupdict(), "y1": str(report.year), "y2": str(report.year)}) if found is not None else None
    if day is None or not 1 < (report - day.first()).days < NEAR:
        return report
    return day.first() + timedelta(days=1)


def day_of(g: dict[str, str | None]) -> PartialDate | None:
    """The day that the groups of a date pattern name, None where the calendar has none such."""
    for n in "1234":
        month, day, year = g.get("m" + n), g.get("d" + n), g.get("y" + n)
        if month and day and year:
            number = int(month) if month.isdigit() else MONTHS[month.lower().rstrip(".")]
            full = int(year) if len(year) == 4 else 1900 + int(year) + (100 if int(year) < 50 else 0)
            try:
                return PartialDate(full, number, int(day))
            except ValueError:
                return None
    return None


def own_day(text: str, given: PartialDate | None) -> tuple[PartialDate | None, bool, tuple[int, int]]:
    """The day of the report, whether the text told it, and where.

    What the page's metadata say holds, unless the text prints a day that they cannot be right about: no article prints
    a day that is yet to come, and a register that takes 5 June for 6 May is a few weeks off.
    """
    printed: tuple[PartialDate | None, int, int] | None = day_of_text(text) or (
        day_told(text) if given is None else None
    )
    if printed is None:
        printed = _yearless(text, given)
    if printed is None:
        return given, False, (0, 0)
    day, start, end = printed
    if day is None:
        return given, False, (start, end)
    if given is not None and given.exact:
        late = (day.first() - given.first()).days
        later = late > (
            NEAR if UPDATED.match(text, start) else 0
        )  # an update may well come after the day of publication
        if not (later or -NEAR < late < -SLACK or swapped(day, given.first())):
            return given, False, (start, end)
    return day, True, (start, end)


def swapped(printed: PartialDate, given: date) -> bool:
    """Whether two dates are one with day and month the other way round: a register that was read in the wrong order."""
    return (printed.year, printed.month, printed.day) == (
        given.year,
        given.day,
        given.month,
    ) and given.day != given.month
