"""The victims' noun phrase as written: over what follows "of", from the antecedent where it is left out."""

from __future__ import annotations

import re

from tracker.extract.marks import Item
from tracker.extract.structure import Found
from tracker.extract.tokens import Token

TRIM = re.compile(
    r"\s*\b(?:confirmed |combat |civilian |reported )?(?:deaths?|fatalities|casualties|injuries|losses|"
    r"dead|killings|murders|executions|arrests|"
    r"detentions|abductions|kidnappings|lives|disappearances|extrajudicial)$",
    re.IGNORECASE,
)


def victims_words(text: str, toks: list[Token], items: list[Item], found: Found, parts: set[int]) -> str | None:
    """The noun phrase as written; for an elided one, the nearest before it in the sentence."""
    count = found.count
    if found.victims is not None:
        return text[toks[found.victims[0]].start : toks[found.victims[1] - 1].end]
    if count.head_last > count.head_first:
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind != "self":
            if words.lower() in ("others", "other", "more", "others more"):
                return _antecedent(text, toks, items, found.item, parts) or words
            return _with_of(text, toks, items, found.item, words)
        return TRIM.sub("", words).strip() or _sufferer(text, toks, items, found.item)
    if (
        found.frame.startswith("reduced")
        and found.governor is not None
        and not any(
            i.count is not None and i.label != "NUMBER" for i in items[: found.item] if found.item not in parts
        )
    ):
        noun = next((n for n in range(found.item - 1, 0, -1) if items[n].form == "NOUN"), None)
        if noun is not None:
            return _losses_of(text, toks, items, noun)
    if found.frame.startswith(("toll", "total", "number", "given", "loss")):
        return _tolled(text, toks, items, found)
    return _antecedent(text, toks, items, found.item, parts)


def _tolled(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """Whom a toll counts, where its own words say: "the number of journalists killed", "the number of dead soldiers"."""
    if found.governor is None:
        return None
    if items[found.governor].form == "NOUN":
        return _losses_of(text, toks, items, found.governor)
    governor = items[found.governor]
    words = text[toks[governor.first].start : toks[governor.last - 1].end]
    named = re.search(
        (
            r"number of (?!dead|deaths|those|killed|fatalit|martyrs|the )([\w-]+(?: [\w-]+)??)(?: who| killed| "
            r"injured| wounded| displaced| arrested|$)"
        ),
        words,
    )
    if named:
        return named.group(1)
    opener = next((n for n in range(found.governor, -1, -1) if items[n].label == "NUMBEROF"), None)
    if opener is None:
        return None
    people = [n for n in range(opener + 1, found.governor) if items[n].label == "PERSON"]
    if not people:
        return None
    last = people[0]
    while last + 1 in people:
        last += 1  # "the number of Russian servicemen killed"
    return text[toks[items[people[0]].first].start : toks[items[last].last - 1].end]


def _sufferer(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """Whose losses: "Russia has suffered 500,000 casualties", "the rebels sustained 19 casualties"."""
    verb = next((n for n in range(at - 1, max(-1, at - 4), -1) if items[n].label == "HAVE"), None)
    if verb is None or not any(
        t.low in ("suffered", "sustained", "suffering", "lost", "taken", "took")
        for t in toks[items[verb].first : items[at].first]
    ):
        return None
    start = verb
    while start > 0 and items[start - 1].label in ("HAVE", "BE", "LIGHT"):
        start -= 1
    first = start
    people = ("NAME", "PERSON", "DET", "CAUSE")
    while first > 0 and start - first < 5:
        joined = items[first - 1].label == "AND" and first > 1 and items[first - 2].label in people
        if items[first - 1].label not in people and not joined:
            break
        first -= 1
    if first == start or all(i.label in ("WORD", "DET", "AND") for i in items[first:start]):
        return None
    return text[toks[items[first].first].start : toks[items[start - 1].last - 1].end]


def side_words(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """Whose people, where the sentence says it outside the victims' own words: "Ukraine has lost 43,000 soldiers"."""
    if found.governor is None or "lost" not in [
        t.low for t in toks[items[found.governor].first : items[found.governor].last]
    ]:
        return None
    first = found.governor
    while first > 0 and items[first - 1].label in ("NAME", "PERSON", "DET") and found.governor - first < 6:
        first -= 1
    return (
        text[toks[items[first].first].start : toks[items[found.governor - 1].last - 1].end]
        if first < found.governor
        else None
    )


def _losses_of(text: str, toks: list[Token], items: list[Item], governor: int) -> str | None:
    """ "Russian losses", "Israeli deaths": the adjective before a noun that a figure follows."""
    if governor == 0 or items[governor - 1].label not in ("PERSON", "NAME"):
        return None
    return text[toks[items[governor - 1].first].start : toks[items[governor].last - 1].end]


def _with_of(text: str, toks: list[Token], items: list[Item], at: int, words: str) -> str:
    """ "members" with what they are members of: the phrase behind "of", up to the next verb, comma or preposition."""
    count = items[at].count
    if (
        count is None
        or at + 2 >= len(items)
        or toks[items[at + 1].first].low != "of"
        or items[at + 1].last != items[at + 1].first + 1
    ):
        return words
    last = items[at + 1].last
    for item in items[at + 2 : at + 10]:
        if item.label not in ("DET", "NAME", "WORD", "PERSON", "AND") or (
            item.label == "AND" and toks[item.first].low != "and"
        ):
            break
        last = item.last
    if last == items[at + 1].last:
        return words
    while toks[last - 1].low in ("and", "the", "a"):
        last -= 1
    return text[toks[count.head_first].start : toks[last - 1].end]


def _antecedent(text: str, toks: list[Token], items: list[Item], at: int, parts: set[int]) -> str | None:
    for n in range(at - 1, -1, -1):
        count = items[n].count
        if count is None or n in parts or items[n].label == "NUMBER" or count.head_last <= count.head_first:
            continue
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind == "self":
            words = TRIM.sub("", words).strip()
        if words and words.lower() not in ("others", "other"):
            return words
    return None
