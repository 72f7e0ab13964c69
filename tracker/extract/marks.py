"""Tokens to marked items: which words of the lexicon stand where. One item may cover several tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.extract.tokens import Token
from tracker.lexicon import lexicon
from tracker.model import Outcome

if TYPE_CHECKING:
    from tracker.extract.count import Count

WORD, NAME, MARK = "WORD", "NAME", "MARK"
BEFORE_BRACKETS = frozenset(["of", "total", "least", "than", "about", "around", "some", "were", "are", ",", "and"])
PERSONAL = ("man", "men", "woman", "women")
IMPERSONAL = frozenset(
    (
        "human german roman ottoman talisman specimen regimen abdomen norman batman superman spokesman spokeswoman "
        "spokesmen chairman chairwoman chairmen ombudsman"
    ).split()
)
NO_ADVERBS = frozenset("assembly elderly monthly anomaly friendly quarterly fortnightly butterfly disorderly".split())
SKIPPED = frozenset("\"“”'‘’«»*_`[]#|")


@dataclass(slots=True)
class Item:
    """One marked stretch of a sentence: its label, its tokens, and the count where it is one."""

    label: str
    first: int
    last: int
    outcome: Outcome | None = None
    form: str = ""
    count: Count | None = field(default=None)


@lru_cache(maxsize=1)
def _outcomes() -> dict[str, Outcome]:
    return {o.name: o for o in Outcome}


def mark(toks: list[Token]) -> list[Item]:
    """The items of a sentence, in order: the longest lexicon entry at each place wins. Quotation marks are no items."""
    entries = lexicon().entries
    shouting = _is_shouting(toks)
    seen = [n for n, t in enumerate(toks) if t.low not in SKIPPED and not _around_a_number(toks, n)]
    lows = [toks[n].low for n in seen]
    items: list[Item] = []
    at = 0
    while at < len(seen):
        first = seen[at]
        known = entries.get(lows[at])
        if known is None:
            items.append(Item(_plain(toks[first]), first, first + 1))
            at += 1
            continue
        size, label = 1, ""
        for parts, name in known:
            if len(parts) == 1 or tuple(lows[at : at + len(parts)]) == parts:
                size, label = len(parts), name
                break
        items.append(_item(toks, first, seen[at + size - 1] + 1, label, shouting))
        at += size
    return items


def _around_a_number(toks: list[Token], at: int) -> bool:
    """ "a total of (27,304) people": brackets that some offices put around every figure, not an aside."""
    if toks[at].text == ")":
        at -= 2
    if at < 0 or at + 2 >= len(toks) or toks[at].text != "(" or toks[at + 2].text != ")":
        return False
    return toks[at + 1].text[0].isdigit() and (at == 0 or toks[at - 1].low in BEFORE_BRACKETS)


def _is_shouting(toks: list[Token]) -> bool:
    """True for a sentence in capitals, where a capital says nothing of names."""
    words = [t.text for t in toks if len(t.text) > 2 and t.text[0].isalpha()]
    return sum(word.isupper() for word in words) * 2 > len(words)


def _item(toks: list[Token], first: int, last: int, label: str, shouting: bool) -> Item:
    if not label:
        return Item(_plain(toks[first]), first, last)
    if "." in label:
        name, form = label.split(".")
        return Item(label, first, last, _outcomes()[name], form)
    if label == "MODAL" and toks[first].text == "May":
        return Item(NAME, first, last)  # the month
    if not shouting and label == "REL" and toks[first].text == "WHO":
        return Item(NAME, first, last)  # the World Health Organization
    if (
        not shouting
        and label == "THING"
        and first
        and toks[first].text[0].isupper()
        and toks[first - 1].text[0].isupper()
    ):
        return Item(NAME, first, last)  # "United Nations", "Central Bank": a name, no thing
    return Item(label, first, last)


def _plain(token: Token) -> str:
    first = token.text[0]
    if token.low == "'s":
        return WORD
    if first.islower() and token.low.endswith(PERSONAL) and len(token.low) > 6 and token.low not in IMPERSONAL:
        return "PERSON"  # "deliveryman", "horsewomen"
    if token.low.endswith("ly") and len(token.low) > 6 and token.low not in NO_ADVERBS and not token.text.istitle():
        return "LIGHT"  # "mercilessly": it changes nothing
    if first.isalnum():
        return NAME if first.isupper() else WORD
    return MARK
