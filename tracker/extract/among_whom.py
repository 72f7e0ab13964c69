"""Nouns of harm with "among" behind them that a number counts: in "five injuries among civilians" the five are injured,
where "injuries among 40 civilians" counts the 40."""

from __future__ import annotations

from tracker.extract.count import starts_number
from tracker.extract.marks import Item
from tracker.extract.tokens import Token

AMONG = frozenset(["among", "amongst"])


def complete(toks: list[Token], items: list[Item], lows: set[str]) -> None:
    """Parts such a noun from its "among", in place. `lows` are the words of the sentence."""
    if AMONG.isdisjoint(lows):
        return
    for n in range(len(items) - 1, 0, -1):
        item = items[n]
        apart = item.form == "OF" and item.last - item.first > 1 and toks[item.last - 1].low in AMONG
        if apart and item.outcome is not None and starts_number(toks, items[n - 1]):
            noun = Item(f"{item.outcome.name}.NOUN", item.first, item.last - 1, item.outcome, "NOUN")
            items[n : n + 1] = [noun, Item("PREP", item.last - 1, item.last)]
