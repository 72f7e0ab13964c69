"""The victims' noun phrase as written: over what follows "of", from the antecedent where it is left out."""

from __future__ import annotations

import re

from tracker.extract.agents import acts
from tracker.extract.count import Count
from tracker.extract.losers import losses_of, suffered_by, suffering, tolled
from tracker.extract.marks import Item
from tracker.extract.people_phrases import phrase_before, phrase_from, plural_before, words_of
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

TRIM = Guarded(
    r"\s*\b(?:total )?"
    r"(?:violent |confirmed |combat |reported |battlefield |extrajudicial |summary |targeted |enforced |fatal )?"
    r"(?:deaths?|fatalities|casualties|injuries|losses|dead|killings|murders|executions|arrests|"
    r"detentions|abductions|kidnappings|lives|disappearances|extrajudicial)$",
    re.IGNORECASE,
)


SUCH = Guarded(r"^(?:such|these|those)\b\s*", re.IGNORECASE)

# By what people came to harm, before the noun of casualties: it does not say who they are.
NO_PEOPLE = Guarded(
    r"(?:new |recorded |known |confirmed |reported |anti-?personnel )*(?:land)?(?:mines?|munitions?|cluster munitions?|"
    r"mines?/erw|erw|ied|explosives?|conflict|war|combat|battle|bomb|blast|airstrike|air strike|drone|shelling|protest|"
    r"terrorism|terror)(?: and (?:erw|uxo|ieds?|unexploded ordnance|explosive remnants of war))?"
    r"(?:[- ]related)? (?:casualt|death|fatalit|injur|victim)\w*$",
    re.IGNORECASE,
)


def victims_words(
    text: str, toks: list[Token], items: list[Item], found: Found, told: dict[int, Found]
) -> str | None:
    """The noun phrase as written; for an elided one, the nearest before it in the sentence.

    `told` are the readings of the sentence by their item.
    """
    count = found.count
    parts = {n for n, other in told.items() if other.parent is not None}
    if found.victims is not None:
        return text[toks[found.victims[0]].start : toks[found.victims[1] - 1].end]
    if count.head_last > count.head_first:
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind != "self":
            if words.lower() in OTHERS:
                return _antecedent(text, toks, items, found.item, told, fallback=words)
            return _with_of(text, toks, items, found.item, words)
        if count.zero and words.lower() in ("victims", "victim"):
            return None  # "no victims" is nobody, not a kind of people
        if NO_PEOPLE.match(words):
            return None
        own = _unsaid_outcome(text, toks, count, SUCH.sub("", TRIM.sub("", words)).strip())
        return own or suffered_by(text, toks, items, found.item) or _opening(text, toks, items, found.item)
    labelled = _labelled(text, toks, items, found.item)
    if labelled is not None:
        return labelled
    among = _among(text, toks, items, found)
    if among is not None:
        return among
    if found.parent is not None and found.parent >= 0 and items[found.parent].label == "SELF":
        whole = suffered_by(text, toks, items, found.parent)
        if whole is not None:
            return whole  # "the rebels suffered 148 casualties (93 dead and 55 wounded)"
    if (
        found.frame.startswith("reduced")
        and found.governor is not None
        and not any(
            i.count is not None and i.label != "NUMBER" for i in items[: found.item] if found.item not in parts
        )
    ):
        noun = next((n for n in range(found.item - 1, 0, -1) if items[n].form == "NOUN"), None)
        if noun is not None:
            return losses_of(text, toks, items, noun)
    if found.frame.startswith(("toll", "total", "number", "given", "loss")):
        return tolled(text, toks, items, found)
    held = count.of_group and toks[count.last - 1].low in HELD_GROUPS
    if held:
        return toks_words(text, toks, count.last - 1)  # "two of the hostages"
    earlier = suffering(text, toks, items, found.item) or _antecedent(text, toks, items, found.item, told)
    if earlier is None and found.governor is not None and found.governor < found.item:
        earlier = _shared_behind(text, toks, items, found.item)
    if earlier is None and count.of_group and toks[count.last - 1].low in ("injured", "wounded"):
        return toks_words(text, toks, count.last - 1)  # "99 of the injured are in critical condition"
    if earlier is None and count.of_group and toks[count.last - 1].low in ("them", "whom"):
        people = plural_before(toks, items, found.item)
        return words_of(text, toks, items, *people) if people else None
    return earlier or _opening(text, toks, items, found.item)


def others_as_written(text: str, toks: list[Token], count: Count) -> str | None:
    """ "others" where that is the noun of the count: "five soldiers and 12 others"; None for any other noun."""
    if count.kind == "self" or toks[count.head_last - 1].low != "others" or count.head_last <= count.head_first:
        return None
    return toks_words(text, toks, count.head_last - 1)


HELD_GROUPS = frozenset("hostages detainees prisoners captives abductees bodies victims martyrs abductors".split())


def toks_words(text: str, toks: list[Token], at: int) -> str:
    """The word at token `at` as written."""
    return text[toks[at].start : toks[at].end]


def _shared_behind(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """ "killed two and wounded 13 people": the noun stands with the second figure."""
    behind = items[at + 1 : at + 5]
    if not behind or behind[0].label != "AND":
        return None
    count = next((i.count for i in behind if i.count is not None), None)
    between = [i for i in behind[1:] if i.count is None][:1]
    if count is None or count.kind != "persons" or not between or between[0].form not in ("ED", "ING"):
        return None
    words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
    return None if words.lower() in OTHERS else words


LIFELESS = ("bodies", "corpses", "body", "corpse", "remains", "martyrs", "martyr")
OTHERS = ("others", "other", "more", "others more")


def _labelled(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """ "Foreign civilians: 51 dead, 25 wounded", "Militia: Killed: 17": the people a list gives its figures for."""
    n = at
    while n > 0 and at - n < LISTED:
        before = items[n - 1]
        mark = toks[before.first].text
        if mark == ":" and n > 1 and items[n - 2].form not in ("ED", "ADJ", "NOUN"):
            people = phrase_before(toks, items, n - 1)
            named = people and any(i.label == "PERSON" or _is_force(toks, i) for i in items[people[0] : people[1]])
            return words_of(text, toks, items, *people) if people and named else None
        bare = before.count is not None and before.count.head_last <= before.count.head_first
        if not (bare or before.form in ("ED", "ADJ") or before.label == "AND" or mark in (",", ":", ";")):
            return None
        n -= 1
    return None


LISTED = 8  # items of a list of figures between a label and its last figure


def _is_force(toks: list[Token], item: Item) -> bool:
    return toks[item.last - 1].low in ("forces", "militia", "army", "police", "brigade", "brigades")


def _unsaid_outcome(text: str, toks: list[Token], count: Count, words: str) -> str:
    """ "30 dead civilians" are civilians: the outcome before the noun is no part of who they are."""
    item = count.outcome_item
    if item is None or item.outcome not in (Outcome.KILLED, Outcome.INJURED) or item.form not in ("ED", "ADJ"):
        return words
    if item.last >= count.head_last or item.first != count.head_first:
        return words
    return text[toks[item.last].start : toks[count.head_last - 1].end]


def _among(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """ "26 dead and 65 wounded among the recruits": the people a bare figure of dead or wounded was counted among."""
    if not found.frame.startswith(("reduced", "noun", "among")) or items[found.item].label == "HELD":
        return None
    for n in range(found.item + 1, min(found.item + 6, len(items))):
        item = items[n]
        if item.label == "PREP" and toks[item.first].low in ("among", "amongst"):
            people = phrase_from(toks, items, n + 1)
            return words_of(text, toks, items, *people) if people else None
        bare = item.count is not None and item.count.head_last <= item.count.head_first
        if not (bare or item.label == "AND" or item.form in ("ED", "ADJ")):
            return None
    return None


def _opening(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """ "Among civilians, the office has recorded 9,700 deaths": whom a sentence says at its start that it counts."""
    if len(items) < 3 or toks[items[0].first].low not in ("among", "amongst"):
        return None
    people = phrase_from(toks, items, 1)
    if people is None or people[1] > at or toks[items[people[1]].first].text != ",":
        return None
    dead = items[people[0]].form or any(
        i.label != "PERSON" and i.label != "NAME" for i in items[people[0] : people[1]]
    )
    return None if dead else words_of(text, toks, items, *people)


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
        if item.label not in ("DET", "NAME", "WORD", "PERSON", "THING", "AND") or (
            item.label == "AND" and toks[item.first].low != "and"
        ):
            break
        last = item.last
    while toks[last - 1].low in ("and", "the", "a", "of"):
        last -= 1
    if last <= items[at + 1].last:
        return words
    return text[toks[count.head_first].start : toks[last - 1].end]


def _antecedent(
    text: str, toks: list[Token], items: list[Item], at: int, told: dict[int, Found], fallback: str | None = None
) -> str | None:
    """The people of the count before in the sentence, never those who did it; of "others" beside a single person, the
    word itself."""
    for n in range(at - 1, -1, -1):
        count = items[n].count
        if count is None or items[n].label == "NUMBER" or count.head_last <= count.head_first:
            continue
        if told[n].parent is not None if n in told else acts(toks, items, n, at):
            continue
        if n in told and at in told and told[n].outcome is Outcome.DETAINED and told[at].outcome is Outcome.KILLED:
            continue  # "four suspects were arrested, and the toll remains 49 dead"
        if at in told and told[at].outcome is not Outcome.KILLED and toks[count.head_last - 1].low in LIFELESS:
            continue  # "40 bodies and 120 wounded": nobody is hurt who is a body
        one = count.number.low == count.number.high == 1 and toks[count.head_last - 1].low == "person"
        if fallback is not None and (count.kind == "single" or one):
            return fallback  # "a woman was killed and 35 others were injured"
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind == "self":
            words = _unsaid_outcome(text, toks, count, TRIM.sub("", words).strip())
        if words and words.lower() not in OTHERS:
            return _with_of(text, toks, items, n, words) if count.kind != "self" else words
    return fallback
