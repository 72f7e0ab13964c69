"""Asides between a speaker and his verb: "an official, speaking anonymously, said", "the army, which lost two men, said"."""

from __future__ import annotations

from tracker.extract.noun_phrases import SOURCE_NOUNS
from tracker.extract.phrase_words import INTERRUPTS, LINKERS, OPENERS, RELATIVES, SPOKEN
from tracker.extract.tokens import Token

LONGEST_ASIDE = 45  # tokens
SHORT_ASIDE = 14  # tokens of where and when somebody spoke
WHERE_HE_SPOKE = frozenset("in on at during via through".split())
HEARD = frozenset("cited quoted interviewed contacted reached".split())
# What is told of a report or a body between commas: "the annual report, due to be released today, says".
TOLD_OF_IT = frozenset(
    "scheduled due entitled titled published released issued dated expected founded established set based headquartered "
    "known called launched written compiled prepared commissioned seen obtained presented made".split()
)
HOW_HE_SPOKE = frozenset("speaking talking requesting insisting asking declining".split())


def behind_aside(toks: list[Token], at: int) -> int | None:
    """The end of the subject before an aside that holds token `at`: "an official, speaking anonymously, said"."""
    if toks[at].low in SPOKEN and at > 0 and toks[at - 1].text == ",":
        return at - 2
    aside = next((k for k in range(at, max(-1, at - 24), -1) if toks[k].low in ("who", "which", ".")), None)
    if aside is None or aside == 0 or toks[aside].text in (".", "WHO"):
        return None
    if not toks[aside - 1].text[0].isalpha() and toks[aside - 1].text != ",":
        return None
    return before_comma(toks, aside)  # "an activist in Homs who spoke by telephone said"


def tells_more(toks: list[Token], last: int, comma: int) -> bool:
    """Whether an aside tells more of a subject up to the comma before its verb: "the Church, which keeps a tally, said"."""
    opened = last + 2 < comma and toks[last + 1].text == ","
    return opened and toks[last + 2].low in ("which", "who", "whose")


def before_where_he_was_heard(toks: list[Token], at: int) -> int | None:
    """The end of the subject before "cited in the report", where token `at` is its "in"; None where it is no such aside."""
    heard = at > 1 and toks[at].low in ("in", "by", "on") and toks[at - 1].low in HEARD
    return at - 2 if heard and toks[at - 2].text[0].islower() and toks[at - 2].text.isalpha() else None


def before_how_he_spoke(toks: list[Token], before: int) -> int:
    """The token before an aside in commas that tells how somebody spoke, however long: "an official, who spoke
    anonymously since his ministry had allowed no interviews, said", or what else he is: "the league, one of the
    report's authors, says"; else `before`."""
    if before < 0 or toks[before].text != ",":
        return before
    for k in range(before - 1, max(0, before - LONGEST_ASIDE), -1):
        if toks[k].text[0] in '.;:"“”?!' and not toks[k - 1].text[:1].isupper():
            return before
        if toks[k].text == "," and (
            toks[k + 1].low in HOW_HE_SPOKE or [t.low for t in toks[k + 1 : k + 3]] == ["one", "of"]
        ):
            return k
        if toks[k].text == "," and before - k <= SHORT_ASIDE:
            if toks[k + 1].low in WHERE_HE_SPOKE or [t.low for t in toks[k + 1 : k + 4 : 2]] == ["for", "part"]:
                return before_how_he_spoke(toks, k)  # ", in a statement in Redwell, on Tuesday evening, stated"
            if toks[k + 1].low in TOLD_OF_IT and any(t.low in SOURCE_NOUNS for t in toks[max(0, k - 8) : k]):
                return k
    return before


def before_comma(toks: list[Token], at: int) -> int:
    stop = at - 1
    while stop >= 0 and toks[stop].text == ",":
        stop -= 1
    return stop


def before_relative(toks: list[Token], begin: int) -> int | None:
    """The token before "which has a network of sources in Syria", where the phrase found is only its object."""
    for k in range(begin - 1, max(0, begin - 5), -1):
        if toks[k].text in RELATIVES and k == begin - 1:
            return None  # "the attack, which the government said killed 11"
        if toks[k].text in RELATIVES and k > 0:
            return k - 1 - (toks[k - 1].text == ",")
        if not toks[k].text[0].islower() or toks[k].low in LINKERS | OPENERS | SOURCE_NOUNS:
            return None
    return None


def set_off(toks: list[Token], comma: int) -> bool:
    """True for the second comma of ", however," between a subject and its verb."""
    return comma > 2 and toks[comma].text == toks[comma - 2].text == "," and toks[comma - 1].low in INTERRUPTS


def before_bracketed_date(toks: list[Token], stop: int, dated: frozenset[int]) -> int:
    """The token before "yesterday (July 6)" that ends at token `stop`; `stop` where no date in brackets ends there."""
    opening = next((k for k in range(stop, max(-1, stop - 6), -1) if toks[k].text == "("), None)
    if stop < 0 or toks[stop].text != ")" or opening is None or not all(k in dated for k in range(opening + 1, stop)):
        return stop
    stop = opening - 1
    while stop >= 0 and stop in dated:
        stop -= 1
    return stop
