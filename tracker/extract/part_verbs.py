"""Verbs that are of a part alone, and not of the whole that the part is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tracker.extract.count import SINGLE
from tracker.extract.frames import HELD_COST, Governed
from tracker.extract.marks import Item
from tracker.extract.tokens import Token

BESIDE = 4  # items from "the five" to "killed"
ASIDE = 6  # items of a place or a time between "the five killed" and what two of them were
PLAIN = frozenset(["PREP", "DET", "ARTICLE", "WORD", "NAME", "THING", "NUMBER", "OF"])
OF_ITS_OWN = 2  # the cost of a verb that stands beside its count
AUXILIARY = ("BE", "HAVE", "LIGHT", "MODAL")


def verbs_behind_the_counted(
    items: list[Item], counts: list[int], governed: dict[int, Governed], also: list[Governed]
) -> list[Governed]:
    """Gives the part the verb that stands behind "X of the Y hostages" or "X of the Y wounded"; Y keeps what it was.

    Returns the second readings (`also`) without those that are of the part now.
    """
    kept = list(also)
    for part, whole in pairwise(counts):
        if not _of(items, part, whole):
            continue
        own = governed.get(whole)
        if items[whole].label == "HELD" and own is not None and _only_auxiliaries(items, whole, own.governor):
            noun = items[whole].outcome
            governed[part] = replace(own, item=part, cost=OF_ITS_OWN)
            if noun is not None:
                governed[whole] = Governed(whole, whole, noun, "noun", HELD_COST)
        for second in also:
            if second.item == whole and own is not None and own.governor < second.governor:
                if _only_auxiliaries(items, own.governor, second.governor):
                    governed[part] = replace(second, item=part, cost=OF_ITS_OWN)
                kept.remove(second)
    return kept


def parts_of_the_told(
    toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed]
) -> Iterator[tuple[int, int, int | None]]:
    """The parts of a whole that has its outcome right beside it: "two of the five killed were teachers".

    Each with its whole and with the word that says who they are; None where a verb of the part's own follows.
    """
    for part, whole in pairwise(counts):
        told = governed.get(whole)
        if told is None or not _of(items, part, whole) or not whole <= told.governor <= whole + BESIDE:
            continue
        verb = _over_an_aside(items, max(whole, told.governor) + 1)
        own = governed.get(part)
        if own is not None and own.governor >= verb:
            yield part, whole, None
        elif verb + 1 < len(items) and items[verb].label == "BE" and _describes(toks, items[verb + 1]):
            yield part, whole, verb + 1


def _of(items: list[Item], part: int, whole: int) -> bool:
    return [i.label for i in items[part + 1 : whole] if i.label != "LIGHT"] in (["OF", "DET"], ["OF"])


def _over_an_aside(items: list[Item], at: int) -> int:
    """The item behind a place or a time: "the seven people killed | in the attack | were ..."."""
    if at < len(items) and items[at].label == "PREP":
        end = at
        while end < len(items) and end - at < ASIDE and items[end].label in PLAIN:
            end += 1
        return end
    return at


def _describes(toks: list[Token], word: Item) -> bool:
    """Whether the word behind "were" says who people are, or where they are, and not what they did."""
    return (
        word.label in ("PERSON", "COUNT", "ARTICLE", "PREP") or word.form == "ADJ" or toks[word.first].low == "aged"
    )


def _only_auxiliaries(items: list[Item], first: int, verb: int) -> bool:
    return verb > first and all(i.label in AUXILIARY for i in items[first + 1 : verb])


def relative_verbs(
    toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed]
) -> list[int]:
    """The counts that a verb was read for which is that of their part alone: "20 raiders came, 4 of whom died"."""
    out = []
    for left, right in pairwise(counts):
        part, whole = items[right].count, governed.get(left)
        if part is None or whole is None or not part.of_group or toks[part.last - 1].low not in ("whom", "which"):
            continue
        between = items[right + 1 : whole.governor]
        if whole.governor > right and all(i.label in ("BE", "HAVE", "LIGHT", "MODAL") for i in between):
            out.append(left)
    return out


def verbs_of_parts(
    toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed]
) -> list[int]:
    """The counts whose verb stands behind "of whom" and a count: "came to 90 (80 before), of whom 12 were killed"."""
    out = []
    for n in counts:
        whole = governed.get(n)
        if whole is None or whole.governor is None or whole.governor <= n:
            continue
        between = range(n + 1, min(whole.governor, len(items) - 1))
        if any(_of_whom(toks, items[k]) and items[k + 1].count is not None for k in between):
            out.append(n)
    return out


def _of_whom(toks: list[Token], item: Item) -> bool:
    return item.label == "OFGROUP" and toks[item.last - 1].low in ("whom", "which")


def noun_of_one(items: list[Item], n: int) -> int | None:
    """The single person that "one of them" or "one was" goes on to name, at most a comma or a verb behind it."""
    one, behind = items[n].count, items[n + 1 : n + 3]
    if one is None or one.number.point != 1 or not behind:
        return None
    noun = n + 1 + (behind[0].label in ("MARK", "BE") and len(behind) > 1)
    count = items[noun].count
    return noun if count is not None and count.kind == SINGLE else None
