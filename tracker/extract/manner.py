"""How people came to harm, told of all or most of them between a count and its verb."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.tokens import Token

LONGEST = 18  # items of an aside between commas
ALL_OR_MOST = frozenset("all most many some both half mostly mainly".split())


def without_manner(toks: list[Token], items: list[Item], lows: set[str]) -> list[Item]:
    """The items without ", most of them hacked to death," between a count and its verb: the manner is no second fate.

    `lows` are the words of the sentence.
    """
    if "them" not in lows and "whom" not in lows:
        return items
    out: list[Item] = []
    at = 0
    while at < len(items):
        close = _end_of_manner(toks, items, at)
        if close is not None and out and out[-1].count is not None:
            at = close + 1
            continue
        out.append(items[at])
        at += 1
    return out


def _end_of_manner(toks: list[Token], items: list[Item], at: int) -> int | None:
    """The comma that ends the aside which begins with the comma at item `at`; None where there is none."""
    if toks[items[at].first].text != "," or at + 2 >= len(items) or toks[items[at + 1].first].low not in ALL_OR_MOST:
        return None
    for n in range(at + 1, min(at + LONGEST, len(items) - 1)):
        if items[n].count is not None:
            return None
        if toks[items[n].first].text == ",":
            told = any(i.outcome is not None for i in items[at + 1 : n])
            verb = items[n + 1].label in ("BE", "HAVE") or items[n + 1].form in ("ED", "DIE")
            return n if told and verb else None
    return None
