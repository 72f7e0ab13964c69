"""Noun phrases of people over the marked items of a sentence: forward from a word, and back from a verb."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extract.count import starts_number
from tracker.extract.implied_counts import is_plural
from tracker.extract.marks import WORD, Item
from tracker.extract.numbers import number_at
from tracker.extract.phrase_words import VERBS
from tracker.extract.tokens import Token

LONGEST = 12  # items; a longer stretch is no noun phrase of a newspaper
NOUNS = frozenset({"NAME", "WORD", "PERSON"})
FORCES = (
    "forces"  # the lexicon keeps it under the verbs that cause; before a verb and behind an adjective it is a noun
)
ARMIES = frozenset((FORCES, "army", "navy", "militia", "military", "regime"))
NO_NOUNS = frozenset("they we it he she there them those these that this who which and not also then now".split())


def words_of(text: str, toks: list[Token], items: list[Item], first: int, last: int) -> str:
    """The text from item `first` up to, not with, item `last`."""
    return text[toks[items[first].first].start : toks[items[last - 1].last - 1].end]


def phrase_from(toks: list[Token], items: list[Item], at: int) -> tuple[int, int] | None:
    """The items of the noun phrase that starts at item `at`, over its article and what follows "of"."""
    while at < len(items) and items[at].label in ("DET", "ARTICLE"):
        at += 1
    n = at
    while n < min(len(items), at + LONGEST):
        label, low = items[n].label, toks[items[n].first].low
        closing = n + 1 == len(items) or items[n + 1].label in ("MARK", "PREP", "AND")
        noun = label in NOUNS and low not in NO_NOUNS
        if noun or (n > at and (low == FORCES or (label == "THING" and closing))):
            n += 1  # "the security forces", "the army ranks"
        elif low in ("of", "and") and n > at and (ahead := _goes_on(toks, items, n + 1, low)):
            n = ahead + 1
        else:
            break
    return (at, n) if n > at else None


def _goes_on(toks: list[Token], items: list[Item], n: int, link: str) -> int | None:
    """Behind "of" or "and": where the noun that the phrase goes on with stands, over an article; None for a verb."""
    if n < len(items) and items[n].label in ("DET", "ARTICLE"):
        n += 1
    if n >= len(items) or toks[items[n].first].low in NO_NOUNS:
        return None
    follows = items[n + 1].label if n + 1 < len(items) else "MARK"
    label = items[n].label
    if label in ("PERSON", "NAME") or (label == "WORD" and follows in ("PERSON", "NAME", "OF")):
        return n
    return n if link == "of" and label in ("WORD", "THING") else None


def phrase_before(toks: list[Token], items: list[Item], end: int) -> tuple[int, int] | None:
    """The items of the noun phrase that ends right before item `end`: "the rebels of the northern front"."""
    n = end
    while n > 0 and end - n < LONGEST:
        label, low = items[n - 1].label, toks[items[n - 1].first].low
        if low in VERBS and n < end:
            break  # "a research group estimates Russian forces have suffered"
        linked = label in ("OF", "AND") and n < end and low in ("of", "and") and n > 1
        if linked and (items[n - 2].label in NOUNS or toks[items[n - 2].first].low == FORCES):
            n -= 1
        elif label in ("DET", "ARTICLE") and n < end and not (n > 1 and items[n - 2].label == "OF"):
            n -= 1
            break
        elif (label in NOUNS and low not in NO_NOUNS) or label == "DET" or low == FORCES:
            n -= 1
        else:
            break
    while n < end and (items[n].label in ("DET", "ARTICLE", "AND", "OF")):
        n += 1
    if n == end or not any(i.label in ("NAME", "PERSON") or toks[i.first].low in ARMIES for i in items[n:end]):
        return None
    return n, end


def plural_before(toks: list[Token], items: list[Item], at: int) -> tuple[int, int] | None:
    """The nearest people in the plural before item `at` that no number counts: "the leaders of the cell ... of them"."""
    for n in range(at - 1, -1, -1):
        speaks = n + 1 < at and toks[items[n + 1].first].low in VERBS | {"said"}  # "monitors said 11 of them ..."
        strikes = n + 2 == at and items[n + 1].form == "ED"  # "guards rounded up hundreds of them"
        if items[n].label == "PERSON" and is_plural(toks[items[n].last - 1].low) and not (speaks or strikes):
            first = n
            while first > 0 and items[first - 1].label in ("NAME", "WORD", "PERSON") and n - first < 4:
                if toks[items[first - 1].first].low in NO_NOUNS or _verb_like(toks, items[first - 1]):
                    break
                first -= 1
            found = phrase_from(toks, items, first)
            return found if found is not None and found[1] <= at else (first, n + 1)
    return None


def _verb_like(toks: list[Token], item: Item) -> bool:
    low = toks[item.first].low
    return low in ("after", "because", "only", "as", "ago") or (item.label == "WORD" and low.endswith(("ed", "ing")))


def noun_before(toks: list[Token], word: Item, person: list[Item]) -> bool:
    """Whether one plain word parts a thing from those who work with it: "city sanitation workers"."""
    low = toks[word.first].low
    if not person or person[0].label != "PERSON" or person[0].first != word.last or starts_number(toks, word):
        return False
    return word.label == WORD and low.isalpha() and not low.endswith(("ed", "ing", "ly", "s"))


def parted(toks: list[Token], items: list[Item]) -> Iterator[Item]:
    """The items, with "about a" as two words where the second opens a number: "about a dozen"."""
    for item in items:
        if (
            item.last == item.first + 2
            and toks[item.first].low == "about"
            and number_at(toks, item.first + 1) is not None
        ):
            yield Item("LIGHT", item.first, item.first + 1)
            yield Item("ARTICLE", item.first + 1, item.last)
        else:
            yield item


def lists_on(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether "among them" behind a number opens a list of its parts: "wounding nine among them a child"."""
    behind = items[at + 1] if at + 1 < len(items) else None
    if toks[items[at].first].low not in ("among", "amongst") or behind is None:
        return False
    return behind.label == "ARTICLE" or starts_number(toks, behind)
