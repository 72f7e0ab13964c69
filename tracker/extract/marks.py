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
    """The items of a sentence, in order: the longest lexicon entry at each place wins."""
    entries = lexicon().entries
    outcomes = _outcomes()
    items: list[Item] = []
    lows = [t.low for t in toks]
    shouting = sum(t.text.isupper() for t in toks if len(t.text) > 2) * 2 > sum(
        len(t.text) > 2 and t.text[0].isalpha() for t in toks
    )
    at, stop = 0, len(toks)
    while at < stop:
        low = lows[at]
        group = entries.get(low)
        if group:
            for parts, label in group:
                size = len(parts)
                if size == 1 or tuple(lows[at : at + size]) == parts:
                    if "." in label:
                        name, form = label.split(".")
                        items.append(Item(label, at, at + size, outcomes[name], form))
                    elif label == "REL" and toks[at].text == "WHO" and not shouting:
                        items.append(Item(NAME, at, at + size))  # the World Health Organization
                    elif (
                        label == "THING"
                        and not shouting
                        and at
                        and toks[at].text[0].isupper()
                        and toks[at - 1].text[0].isupper()
                    ):
                        items.append(Item(NAME, at, at + size))  # "United Nations", "Central Bank": a name, no thing
                    else:
                        items.append(Item(label, at, at + size))
                    at += size
                    break
            else:
                items.append(Item(_plain(toks[at]), at, at + 1))
                at += 1
            continue
        if low not in SKIPPED:
            items.append(Item(_plain(toks[at]), at, at + 1))
        at += 1
    return items


def _plain(token: Token) -> str:
    first = token.text[0]
    if token.low == "'s":
        return WORD
    if first.isalnum():
        return NAME if first.isupper() else WORD
    return MARK
