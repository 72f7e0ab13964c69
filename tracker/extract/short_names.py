"""What stands where a count's noun is looked for and is none of people: short names in brackets, "one of these raids"."""

from __future__ import annotations

from tracker.extract.implied_counts import is_plural
from tracker.extract.marks import NAME, WORD, Item
from tracker.extract.tokens import Token


def of_things(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "one of these encounters": behind "of these" stands a noun that is of no people."""
    noun = items[at + 1]
    low = toks[noun.first].low
    bare = toks[items[at].last - 1].low in ("these", "those") and noun.last == noun.first + 1
    return bare and noun.label in ("THING", WORD) and is_plural(low) and low not in ("was", "is", "has")


def short_name(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether the letters of the name just told stand in brackets at item `at`, and the noun goes on behind them."""
    marks = items[at : at + 4]
    if len(marks) < 4 or toks[marks[0].first].text != "(" or toks[marks[2].first].text != ")":
        return False
    letters = toks[marks[1].first].text
    short = letters[:1].isupper() and sum(map(str.isupper, letters)) > 1 and marks[1].last == marks[1].first + 1
    return short and marks[3].label in ("PERSON", WORD, NAME)
