"""Numbers that count nobody: years, ages, money, times, scores and identifiers."""

from __future__ import annotations

import re

from tracker.extract.numbers import Number
from tracker.extract.tokens import Token

YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}$")

MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)

UNIT_BEFORE = frozenset(
    [
        "$",
        "£",
        "€",
        "₪",
        "us$",
        "usd",
        "rs",
        "no",
        "number",
        "chapter",
        "article",
        "resolution",
        "day",
        "room",
        "flight",
        "highway",
        "route",
        "page",
        "aged",
        "age",
        "route",
        "section",
    ]
)

YEAR_BEFORE = (
    frozenset(
        [
            "in",
            "since",
            "of",
            "by",
            "early",
            "late",
            "mid",
            "until",
            "till",
            "before",
            "after",
            "during",
            "from",
            "year",
            "and",
            "to",
            ",",
            "(",
            "spring",
            "summer",
            "autumn",
            "winter",
            "fall",
        ]
    )
    | MONTHS
)


def is_count(toks: list[Token], number: Number) -> bool:
    """False for years, money, times, ages, scores, identifiers and other numbers that count nobody."""
    first, last = number.first, number.last
    before = toks[first - 1] if first else None
    after = toks[last] if last < len(toks) else None
    text = toks[first].text
    if (
        before is not None
        and before.low in UNIT_BEFORE
        and not (before.low in ("no",) and not before.text[0].isupper())
    ):
        return False
    if after is not None and after.low in ("%", "°"):
        return False
    if after is not None and after.start == toks[last - 1].end and after.low in ("st", "nd", "rd", "th", "s"):
        return False
    if after is not None and after.low in ("-", "–", "—", ":", "/") and after.start == toks[last - 1].end:
        nxt = toks[last + 1] if last + 1 < len(toks) else None
        if nxt is not None and nxt.start == after.end and (nxt.text[0].isalnum()):
            return False
    if before is not None and before.end == toks[first].start and before.text in ("-", "–", ":", "/", "#", ".", "°"):
        return False
    if after is not None and before is not None and before.text == "," and first > 1 and last == first + 1:
        aged = (
            after.text in (",", ".")
            and toks[first - 2].text[0].isalpha()
            and number.low is not None
            and number.low < 110
        )
        if aged and not number.worded:
            return False  # "the commander, 34, and his brother"
    if last == first + 1 and YEAR.match(text):
        if (
            before is not None
            and before.low in YEAR_BEFORE
            and not (
                after is not None
                and after.low
                in (
                    "people",
                    "civilians",
                    "others",
                    "dead",
                    "wounded",
                    "killed",
                    "persons",
                    "men",
                    "soldiers",
                    "injured",
                )
            )
        ):
            return False
        if before is None and after is not None and after.low in ("-", "–", ":", ","):
            return False
    return True


def year_like(toks: list[Token], number: Number) -> bool:
    """True for four plain digits of our times without people behind them: "the 2021 count"."""
    text = toks[number.core].text
    return number.core_end == number.core + 1 and YEAR.match(text) is not None and not number.hedge
