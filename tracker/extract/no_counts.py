"""Numbers that count nobody: years, ages, money, times, scores and identifiers."""

from __future__ import annotations

from tracker.extract.ages import age_behind, age_of_a_name, ages_of_people, first_ages, second_age
from tracker.extract.numbers import Number
from tracker.extract.shares import at_each_place, one_in_so_many, one_of_the_worst
from tracker.extract.tokens import Token
from tracker.lexicon.guarded import Guarded

LEAST_WORD = 5
FOOTNOTES = 10
REFERENCES = 500
CODED = Guarded(r"[A-Z][a-z]+-[A-Z]")
YEAR = Guarded(r"(?:1[6-9]|20)[0-9]{2}$")

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
        and not (before.low == "number" and first > 1 and toks[first - 2].low in NUMBERED)
    ):
        return False
    if after is not None and (after.low in ("%", "°") or _hours(toks, number)):
        return False
    if text.lower() == "few" and (before is None or before.low not in FEW_BEFORE):
        return False  # "has killed few foreigners": hardly any
    if (
        one_in_so_many(toks, number)
        or _children_of(toks, number)
        or one_of_the_worst(toks, number)
        or at_each_place(toks, number)
    ):
        return False
    if CODED.match(text) and before is not None and before.text[0].isalpha() and first > 1:
        return False  # the "Three-Five", a regiment
    if (
        _cited(toks, number)
        or age_behind(toks, first)
        or first_ages(toks, last)
        or _footnote(toks, number)
        or _in_a_word(toks, number)
        or age_of_a_name(toks, number)
        or second_age(toks, first)
        or ages_of_people(toks, first)
    ):
        return False
    if after is not None and after.start == toks[last - 1].end and after.low in ("st", "nd", "rd", "th", "s"):
        return False
    if after is not None and after.low in ("-", "–", "—", ":", "/") and after.start == toks[last - 1].end:
        nxt = toks[last + 1] if last + 1 < len(toks) else None
        if nxt is not None and nxt.start == after.end and (nxt.text[0].isalnum()):
            return False
    if before is not None and before.end == toks[first].start and before.text in ("-", "–", ":", "/", "#", ".", "°"):
        label = before.text == ":" and first > 1 and toks[first - 2].text.isalpha()
        if not label:  # "Dead:1,191" is a count, "14:30" is none
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
            and not _opens_clause(toks, first)
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


NUMBERED = frozenset(["now", "to", "they", "who", "could", "may", "would"])  # "the dead now number 64"
FEW_BEFORE = frozenset("a the these those last past first another".split())


def _hours(toks: list[Token], number: Number) -> bool:
    """ "(1250 and 1330 GMT)": the first of two times of day."""
    at = number.last
    hours = number.last == number.first + 1 and len(toks[number.first].text) == 4 and at + 2 < len(toks)
    return hours and toks[at].low in ("and", "to", "-", "–") and toks[at + 2].low in ("gmt", "utc", "hrs", "hours")


# What goes on with the sentence once "a father of three" is complete.
AFTER_CHILDREN = frozenset(
    "was is were has had who whom and in from by on at as when while during after died".split()
)
PARENTS = frozenset("mother father mum mom dad parent grandmother grandfather widow widower".split())


def _children_of(toks: list[Token], number: Number) -> bool:
    """ "A mother of two was killed": how many children somebody had, where no noun of its own follows the number."""
    if number.first < 2 or toks[number.first - 1].low != "of" or toks[number.first - 2].low not in PARENTS:
        return False
    after = toks[number.last] if number.last < len(toks) else None
    return after is None or not after.text[0].isalpha() or after.low in AFTER_CHILDREN


def _in_a_word(toks: list[Token], number: Number) -> bool:
    """True for digits inside an address, a code or a shortened year: "KX6h", "4K", "the class of '91"."""
    if number.worded:
        return False
    before = toks[number.first - 1] if number.first else None
    after = toks[number.last] if number.last < len(toks) else None
    if before is not None and before.end == toks[number.first].start:
        if before.text[-1].isalpha() or before.text == "_":
            return True
        if before.text in "'’‘" and len(toks[number.first].text) == 2:
            return True
    if after is not None and after.start == toks[number.last - 1].end and after.text[0].isalpha():
        return len(after.text) < LEAST_WORD or not after.text.islower()  # "100000people" is a slip of the press
    return False


def _opens_clause(toks: list[Token], at: int) -> bool:
    """ "As of today, 2000 coalition soldiers have died": behind a comma that no month or day stands before."""
    if toks[at - 1].text != "," or at < 2 or at + 1 >= len(toks):
        return False
    date = toks[at - 2].low in MONTHS or toks[at - 2].text[0].isdigit() or toks[at - 2].text[0].isupper()
    return not date and toks[at + 1].text.isalpha() and toks[at + 1].low not in ("and", "or", "to", "when", "the")


def _cited(toks: list[Token], number: Number) -> bool:
    """ "52 wounded[2]": the mark of a reference, in square brackets."""
    at, after = number.core - 1, number.core_end
    if at < 0 or after >= len(toks) or number.worded or number.point >= REFERENCES:
        return False
    if toks[at].text != "[" or toks[after].text != "]":
        return False
    behind = toks[after + 1] if after + 1 < len(toks) else None
    attached = at > 0 and toks[at - 1].end == toks[at].start
    return attached or behind is None or not behind.text[0].isalpha()  # "at least [9] persons" is a number put in


def _footnote(toks: list[Token], number: Number) -> bool:
    """ "since 17 October 2016 (1)": a mark that points below the text."""
    at, after = number.first - 1, number.last
    if at < 1 or after >= len(toks) or toks[at].text != "(" or toks[after].text != ")" or number.worded:
        return False
    return number.point < FOOTNOTES and YEAR.match(toks[at - 1].text) is not None


def short_year(toks: list[Token], number: Number) -> bool:
    """ "SAN MARCOS, 12 DEC 89 (RADIO)": the year of a wire's own day, in two figures."""
    at, text = number.first, toks[number.first].text
    if number.worded or len(text) != 2 or at < 2 or number.last >= len(toks):
        return False
    return (
        toks[at - 1].low.rstrip(".") in MONTHS
        and toks[at - 2].text.isdigit()
        and toks[number.last].text in "()[]-–—/"
    )


def year_like(toks: list[Token], number: Number) -> bool:
    """True for four plain digits of our times without people behind them: "the 2021 count"."""
    text = toks[number.core].text
    return number.core_end == number.core + 1 and YEAR.match(text) is not None and not number.hedge
