"""Counts that a verb of another clause must not reach: subjects of a clause behind, objects of a verb without an outcome."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.phrase_words import VERBS
from tracker.extract.tokens import Token

SAYS = frozenset("said says reported reports confirmed added saw found counted".split())


def begins_a_clause(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "The blast wounded 12 soldiers, and three later died": a verb without an object stands behind the second count, and
    no participle ("and two women fleeing the town"); or a list that has a verb begins ("three boys and a girl were hurt").
    """
    if at > 1 and items[at - 2].label == "AND" and toks[items[at - 1].first].low in SAYS:
        return True  # "killed three and said five were wounded": what is said is a clause of its own
    if items[at - 1].label != "AND":
        return False
    end = at + 1
    while end + 1 < len(items) and items[end].label in ("AND", "MARK") and items[end + 1].count is not None:
        end += 2
    behind = [i for i in items[end : end + 4] if i.label not in ("LIGHT", "HAVE", "MODAL")]
    if not behind:
        return False
    if behind[0].label == "BE" and len(behind) > 1 and behind[1].label == "FREED":
        return True  # "the remains of 41 hostages, and eight people have been rescued"
    if behind[0].form == "DIE":
        return not toks[behind[0].first].low.endswith("ing")
    listed = end > at + 1 and behind[0].label == "BE" and len(behind) > 1
    return listed and behind[1].outcome is not None and behind[1].form in ("ED", "ADJ")


def hurt_otherwise(items: list[Item], at: int, governor: Item) -> bool:
    """ "the deaths of 21 people and 117 people wounded": the second count of a list has a participle of its own."""
    if items[at - 1].label != "AND" or at + 1 >= len(items) or governor.outcome is None:
        return False
    own, behind = items[at + 1], items[at + 2] if at + 2 < len(items) else None
    if own.outcome in (None, governor.outcome) or own.form not in ("ED", "ADJ"):
        return False
    return behind is None or (
        behind.label not in ("PERSON", "COUNT", "SELF", "HELD", "WORD", "NAME") and not behind.form
    )


def is_object(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "The army sent 600 troops", "The mayor spoke to 24 reporters": the verb behind is not theirs."""
    before = items[at - 1] if at else None
    if before is None or toks[before.first].text[0].isupper():
        return False
    low = toks[before.last - 1].low
    return before.label in ("CAUSE", "TO") or (before.label == "WORD" and low.endswith("ed") and low not in VERBS)
