"""Who did it: people that a sentence counts because they struck, and not because they suffered."""

from __future__ import annotations

from tracker.extract.date_patterns import MONTHS
from tracker.extract.marks import Item
from tracker.extract.phrase_words import DAYS
from tracker.extract.tokens import Token

BORDERS = frozenset(["MARK", "AND", "REL"])
DATES = DAYS | MONTHS.keys()  # a subject may follow on the day: "On 5 May gunmen"
# Words behind which a clause with a subject of its own begins.
OPENS_CLAUSE = frozenset("when while as after before because since but where until".split())
# What people hit or come under who suffer: "a patrol of 12 hit a mine, leaving four dead".
SUFFERED_FROM = frozenset("mine mines landmine landmines ambush ambushed under".split())


def acts(toks: list[Token], items: list[Item], people: int, at: int) -> bool:
    """Whether the people at item `people` did what the bare count at item `at` suffered.

    "Ten gunmen attacked the village, killing 12", "eight men who killed two", "a raid by 50 soldiers left six dead".
    """
    verb = next((n for n in range(at - 1, people, -1) if _strikes(items, n)), None)
    if verb is None:
        return False
    if people > 0 and toks[items[people - 1].first].low == "by":
        return True
    if items[people + 1].label == "REL":
        return verb == people + 2
    if not _is_subject(toks, items, people):
        return False
    for n in range(people + 1, verb):
        words = [t.low for t in toks[items[n].first : items[n].last]]
        if items[n].label == "BE" or SUFFERED_FROM.intersection(words) or OPENS_CLAUSE.intersection(words):
            return False
        if items[n].label == "AND" and _new_subject(toks, items, n + 1, verb):
            return False
    return True


def _strikes(items: list[Item], n: int) -> bool:
    """True for "killing", "left ... dead" and an active "killed" or "had killed"."""
    if items[n].label == "CAUSE" or items[n].form in ("ING", "BASE"):
        return True
    return items[n].form == "ED" and items[n - 1].label != "BE"


def _is_subject(toks: list[Token], items: list[Item], people: int) -> bool:
    """True for people a clause opens with, over "a group of" and the day."""
    n = people - 1
    while n >= 0 and (
        items[n].label in ("ARTICLE", "DET", "LIGHT", "OF") or (n < people and items[n + 1].label == "OF")
    ):
        n -= 1
    return n < 0 or items[n].label in BORDERS or toks[items[n].last - 1].low in DATES


def _new_subject(toks: list[Token], items: list[Item], n: int, verb: int) -> bool:
    """True for "and soldiers opened fire", not for "and burned homes" or "and the church"."""
    if items[n].label not in ("DET", "ARTICLE", "PERSON", "NAME", "THING", "COUNT"):
        return False
    for item in items[n + 1 : verb]:
        if item.label == "MARK":
            return False
        if item.label in ("CAUSE", "RISE", "HAVE") or (
            item.label == "WORD" and toks[item.first].low.endswith(("ed", "shot"))
        ):
            return True
    return False
