"""What the labels of a frame's words leave open: which words may stand there."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.lexicon.compile import Frame
from tracker.model import Outcome

AS = frozenset(["as", "for"])
SHARES = frozenset("half third quarter fifth tenth thirds quarters fifths majority most some many part".split())
LED_AWAY = (Outcome.CAPTIVE, Outcome.DETAINED, Outcome.DISPLACED)


def other_words(toks: list[Token], items: list[Item], frame: Frame, at: int, governor: int) -> bool:
    """Whether a frame fits by its labels alone: "24 reporters after the death toll rose", "sent 600 troops to the town,
    and 37 fishermen are missing", "half of the 60 hostages were killed" (nobody says how many)."""
    if frame.id == "given-as":
        return toks[items[at + 1].first].low not in AS
    if frame.id == "captivity":
        return items[governor].outcome not in LED_AWAY or any(i.label == "BE" for i in items[at + 1 : governor])
    if governor > at and _out_of(items, at, governor):
        return True
    # "Half of the 300 killed" names them all, "half of the 300 were killed" does not.
    behind = items[at + 1 : governor + 1]
    if any(i.label == "REL" for i in behind):
        return False  # "many of the 1,500 people who were killed"
    return any(i.label in ("BE", "HAVE") or i.form == "DIE" for i in behind) and _share_of(toks, items, at)


def _share_of(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether the verb of a count is that of a share of it: "half of the 60 hostages"."""
    of = at - 1 if at and items[at - 1].label == "OF" else at - 2
    if of < 1 or items[of].label != "OF" or (of == at - 2 and items[at - 1].label != "DET"):
        return False
    return toks[items[of - 1].last - 1].low in SHARES


def _out_of(items: list[Item], at: int, governor: int) -> bool:
    """ "Of the 45 people aboard, 38 were killed": those of whom the verb's own count is taken, at the head of a clause."""
    of = at - 1 if at and items[at - 1].label == "OF" else at - 2
    if of < 0 or items[of].label != "OF" or (of == at - 2 and items[at - 1].label != "DET"):
        return False
    opens = of == 0 or items[of - 1].label in ("MARK", "AND")
    between = items[at + 1 : governor]
    return opens and any(i.label == "MARK" for i in between) and any(i.count is not None for i in between)
