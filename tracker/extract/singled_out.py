"""One person who is no figure: who speaks, who is named, and what is no person at all ("a Ukrainian shelling")."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.phrase_words import NOUN_VERBS, VERBS
from tracker.extract.tokens import Token

ASIDE = 8  # tokens of a name between commas: "an officer, Colonel Adam Sule, said"


def speaks(toks: list[Token], after: int) -> bool:
    """True for a person who says something: in "killed 16 people, an official said" the official is no victim."""
    if after < len(toks) and toks[after].text == ",":
        if after + 1 < len(toks) and toks[after + 1].low in VERBS - NOUN_VERBS:
            return True  # "Dut Achuek, a state minister, said"
        close = next((k for k in range(after + 1, min(after + ASIDE, len(toks))) if toks[k].text == ","), None)
        named = close is not None and all(t.text[0].isupper() or t.text == "." for t in toks[after + 1 : close])
        after = close + 1 if close is not None and named else after
    if after >= len(toks) or toks[after].low not in VERBS - NOUN_VERBS:
        return False
    rest = [t.low for t in toks[after + 1 : after + 3]]
    return rest[:1] not in (["missing"], ["dead"], ["killed"]) and rest not in (["to", "have"], ["to", "be"])


def is_named(toks: list[Token], after: int) -> bool:
    """True for one person whose name follows: "a Lebanese national, Adam Sule, was taken" counts nobody."""
    if after >= len(toks) or toks[after].text != ",":
        return False
    close = next((k for k in range(after + 1, min(after + NAME_LONG, len(toks))) if toks[k].text == ","), None)
    if close is None or any(t.text[0].isdigit() for t in toks[after + 1 : close]):
        return False
    names = [t for t in toks[after + 1 : close] if t.text[0].isupper() and not t.text.isupper()]
    return len(names) >= 2 and toks[close - 1] in names and toks[close - 2] in names


LINKING = frozenset(
    "moreover however meanwhile furthermore additionally elsewhere separately later earlier also then thus besides "
    "subsequently eventually finally again today yesterday overnight afterwards consequently reportedly".split()
)
NAME_LONG = 12  # tokens of a name in apposition, with a title


def noun_of_deeds(toks: list[Token], item: Item) -> bool:
    return toks[item.first].low.endswith("ing") and toks[item.first].low not in ("living", "working", "serving")


def told_of_a_name(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "Abdul Nadir, a Syrian engineer, was seized", "who was a columnist": one named person, not a count."""
    if at == 0:
        return False
    before = items[at - 1]
    if before.label == "BE":
        return True
    comma = before.label == "MARK" and toks[before.first].text == ","
    if comma and at == 2 and toks[items[0].first].low in LINKING:
        return False  # "Moreover, a young man and a teenager were shot"
    if comma and (_behind_a_place(toks, items, at - 1)):
        return False  # "In Narathiwat, a headman was shot": a place, and no name of his
    return comma and at > 1 and items[at - 2].label == "NAME" and not any(i.label == "COUNT" for i in items[: at - 1])


def _behind_a_place(toks: list[Token], items: list[Item], comma: int) -> bool:
    """Whether a sentence or clause opens with where it is set, up to a comma: "Meanwhile, in the port of Redwell,"."""
    first = comma
    while first > 0 and items[first - 1].label not in ("MARK", "AND"):
        first -= 1
    first += toks[items[first].first].low in ("elsewhere", "meanwhile", "separately", "earlier", "later", "also")
    opens = items[first].label == "PREP"
    return opens and not any(i.label in ("BE", "HAVE") or i.form for i in items[first:comma])
