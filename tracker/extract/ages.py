"""Numbers that are the ages of people and count nobody: "a boy of 11", "two girls, 6 and 13", "Paul Green (15)"."""

from __future__ import annotations

from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.numbers import Number
from tracker.extract.tokens import AN_AGE, Token

MOST_YEARS = 110
AGED = frozenset("them whom those children boys girls people youths were are was is victims dead".split())
AFTER_AGE = frozenset([",", ".", ";", ")", "and", "years", "while", "were", "-", "–", "—"])
TELLS_AGE = frozenset(["aged", "younger", "older"])  # "aged under 10", "younger than 18"
BOUNDS = frozenset("between under over below above up to from just only than about around at least".split())
AMONG_AGES = frozenset([",", "and", "or", "to", "-", "–"])
YOUNG = frozenset("boy girl man woman child baby teenager youth toddler".split())


def age_behind(toks: list[Token], first: int) -> bool:
    """ "a boy of 11", "children aged between 10 and 16", "nine aged over 60", "all but three": no people are counted."""
    before = [t.low for t in toks[max(0, first - 2) : first]]
    if len(before) == 2 and before[1] == "of" and before[0] in YOUNG:
        return toks[first].text.isdecimal() and int(toks[first].text) < MOST_YEARS
    if len(before) == 2 and before[1] in ("under", "over") and before[0] in AGED:
        behind = toks[first + 1].low if first + 1 < len(toks) else "."
        return toks[first].text.isdecimal() and int(toks[first].text) < MOST_YEARS and behind in AFTER_AGE
    if before in (["ages", "of"], ["age", "of"], ["young", "as"], ["old", "as"]):
        return True  # "were between the ages of 18 and 38", "some as young as 14"
    at = first
    while at > 0 and toks[at - 1].low in BOUNDS:
        at -= 1
    return before == ["all", "but"] or (at > 0 and toks[at - 1].low in TELLS_AGE)


def first_ages(toks: list[Token], last: int) -> bool:
    """ "4, 7 and 9 years old", "5- to 12-year-old children": ages whose unit comes with the last of them."""
    at = last
    while at < min(len(toks), last + 12) and (toks[at].low in AMONG_AGES or toks[at].text.isdecimal()):
        at += 1
    if at == last or at >= len(toks) or not toks[at].low.startswith(AN_AGE):
        return False
    link = toks[at - 1].low
    return link in ("to", "-", "–") or (link in ("and", "or") and "s " in toks[at].text)


def second_age(toks: list[Token], first: int) -> bool:
    """ "two brothers, aged 20 and 24, died", "aged 8, 11 and 15": an age behind an age."""
    at = first - 1
    while at > max(0, first - 8) and (
        toks[at].low in ("and", ",", "to", "between") or toks[at].text.isdecimal() or toks[at].low in NUMBER_WORDS
    ):
        at -= 1
    if at > 0 and toks[at].low == "of":
        at -= 1  # "the ages of 18 and 38"
    return at < first - 1 and at >= 0 and toks[at].low in ("aged", "ages")


def ages_of_people(toks: list[Token], first: int) -> bool:
    """ "two girls, 6 and 13, were killed": the ages of the people just named, before their verb."""
    at = first
    while at > 0 and (toks[at - 1].text.isdecimal() or toks[at - 1].low == "and"):
        at -= 1
    if at < 2 or toks[at - 1].text != "," or not toks[at - 2].text.isalpha():
        return False
    end, ages = at, 0
    while end < len(toks) and (toks[end].text.isdecimal() or toks[end].low == "and"):
        if toks[end].text.isdecimal():
            ages += 1
            if int(toks[end].text) >= MOST_YEARS:
                return False
        end += 1
    behind = [t.low for t in toks[end : end + 2]]
    return (
        ages > 1
        and len(behind) > 1
        and behind[0] == ","
        and behind[1] in ("were", "died", "have", "had", "are", "both")
    )


def age_of_a_name(toks: list[Token], number: Number) -> bool:
    """ "Paul Green (15)": a name with an age; "in Deir Hafer (15)" is a place with a count."""
    at, after = number.first - 1, number.last
    if at < 2 or after >= len(toks) or toks[at].text != "(" or toks[after].text != ")" or number.worded:
        return False
    if number.point >= MOST_YEARS or (toks[at - 1].text.isupper() and len(toks[at - 1].text) > 2):
        return False
    start = at
    while start > 0 and toks[start - 1].text[0].isupper():
        start -= 1
    if start > 2 and toks[start - 1].low == "and" and [t.text for t in toks[start - 3 : start - 1]] == [")", ","]:
        return at - start >= 2  # the last of a list of names with ages
    return at - start >= 2 and (start == 0 or toks[start - 1].low not in ("in", "at", "from", "near", "of", "and"))
