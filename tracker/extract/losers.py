"""Whose losses a figure is: the subject of a verb of loss, whom a toll counts, whose people they are."""

from __future__ import annotations

import re

from tracker.extract.marks import Item
from tracker.extract.people_phrases import phrase_before, phrase_from, words_of
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.lexicon.guarded import Guarded


def suffering(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """ "The militia suffered five dead and one captured": the subject of the verb of loss, over a list of figures."""
    n = at
    while n > 0 and (
        items[n].count is not None or items[n].label in ("AND", "MARK") or items[n].form in ("ED", "ADJ")
    ):
        n -= 1
    if items[n].label != "HAVE" or not {t.low for t in toks[items[n].first : items[n].last]} & SUFFERED:
        return None
    while n > 0 and items[n - 1].label in ("HAVE", "BE", "LIGHT"):
        n -= 1  # "the army has suffered 61 dead"
    people = _losers_before(toks, items, n)
    return words_of(text, toks, items, *people) if people else None


def _losers_before(toks: list[Token], items: list[Item], end: int) -> tuple[int, int] | None:
    """Those who suffered, before the verb; not the place that they are in: "the mission in Mali has lost 60 lives"."""
    people = phrase_before(toks, items, end)
    if people is None or (people[0] > 0 and items[people[0] - 1].label == "PREP"):
        return None
    return people


def suffered_by(text: str, toks: list[Token], items: list[Item], at: int) -> str | None:
    """Whose losses: by the verb before ("Russia has suffered", "inflicted on the army"), or behind ("among the troops")."""
    before = next((n for n in range(at - 1, max(-1, at - 4), -1) if items[n].label in ("HAVE", "WORD", "BE")), None)
    said = {t.low for t in toks[items[before].first : items[at].first]} if before is not None else set()
    behind = items[at + 1 : at + 5]
    dealt = bool(said & DEALT) or any(t.low in DEALT for i in behind for t in toks[i.first : i.last])
    for n in range(at + 1, min(at + 5, len(items))):
        low = toks[items[n].first].low
        if items[n].label == "PREP" and (low in ("among", "amongst") or (dealt and low in ("on", "upon", "to"))):
            people = phrase_from(toks, items, n + 1)
            return words_of(text, toks, items, *people) if people else None
        if items[n].label not in ("BE", "HAVE", "LIGHT", "AND", "WORD") or items[n].count is not None:
            break
    if before is None or not said & SUFFERED:
        return None
    start = before
    while start > 0 and items[start - 1].label in ("HAVE", "BE", "LIGHT", "NOT", "MODAL"):
        start -= 1
    people = _losers_before(toks, items, start)
    return words_of(text, toks, items, *people) if people else None


SUFFERED = frozenset("suffered sustained suffering sustaining suffer sustain suffers lost taken took".split())
DEALT = frozenset("inflicted inflicting inflict inflicts caused causing cause dealt".split())


def tolled(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """Whom a toll counts, where its own words say: "the number of journalists killed", "the number of dead soldiers"."""
    if found.governor is None:
        return None
    governor = items[found.governor]
    words = text[toks[governor.first].start : toks[governor.last - 1].end]
    if governor.form == "NOUN":
        own = WHOSE.match(words)
        if own is not None:
            return own.group()
        return _among(text, toks, items, found.governor) or losses_of(text, toks, items, found.governor)
    if governor.form == "OF":
        whose = phrase_from(toks, items, found.governor + 1)  # "fatalities among the forces reached 140"
        return words_of(text, toks, items, *whose) if whose else None
    named = NUMBER_OF.search(words)
    if named and named["who"].lower() not in NOBODY:
        return named["who"]
    opener = next((n for n in range(found.governor, -1, -1) if items[n].label == "NUMBEROF"), None)
    if opener is None:
        return _toll_of(text, toks, items, found.governor)
    people = [n for n in range(opener + 1, found.governor) if items[n].label == "PERSON"]
    if not people:
        return None
    last = people[0]
    while last + 1 in people:
        last += 1  # "the number of Russian servicemen killed"
    return text[toks[items[people[0]].first].start : toks[items[last].last - 1].end]


# Whom "the number of ..." counts, before or behind what befell them.
NUMBER_OF = Guarded(
    r"\bnumber\s+of\s+(?:the\s+)?(?:(?:dead|displaced|wounded|injured|missing|slain|captured|arrested|detained|abducted|"
    r"kidnapped|internally|confirmed|newly)\s+)*(?P<who>[\w’'-]+(?:\s+[\w’'-]+){0,2}?)"
    r"(?:\s+(?:who|killed|injured|wounded|displaced|arrested|detained|abducted|kidnapped|missing|dead)\b|$)",
    re.IGNORECASE,
)
NOBODY = frozenset(
    "dead deaths those killed fatalities martyrs the wounded injured injuries missing displaced arrests arrested abductions "
    "abducted kidnappings kidnapped casualties detained".split()
)
# Whose deaths, where the lexicon keeps the two words as one.
WHOSE = Guarded(r"(?:civilian|military|child|troop|police|combatant)s?(?=\s+\w+$)", re.IGNORECASE)


def _toll_of(text: str, toks: list[Token], items: list[Item], governor: int) -> str | None:
    """ "The death toll among aid workers", "the Palestinian death toll": people beside the words of the toll."""
    people = _among(text, toks, items, governor)
    if people is not None:
        return people
    before = items[governor - 1] if governor else None
    if before is None or before.label != "PERSON":
        return None
    return text[toks[before.first].start : toks[before.last - 1].end]


def _among(text: str, toks: list[Token], items: list[Item], governor: int) -> str | None:
    """ "Casualties among civilians", "the death toll of aid workers": the people behind the word for their deaths."""
    behind = items[governor + 1] if governor + 1 < len(items) else None
    if behind is None or toks[behind.first].low not in ("among", "amongst", "of"):
        return None
    people = phrase_from(toks, items, governor + 2)
    if people is None or items[people[1] - 1].label != "PERSON":
        return None
    return words_of(text, toks, items, *people)


def side_words(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """Whose people, where the sentence says it outside the victims' own words: "Ukraine has lost 43,000 soldiers"."""
    if found.governor is None or "lost" not in [
        t.low for t in toks[items[found.governor].first : items[found.governor].last]
    ]:
        return None
    last = found.governor
    if last > 0 and items[last - 1].label == "HAVE":
        last -= 1  # "Ukraine has lost"
    if last > 1 and items[last - 1].label == "CAUSE" and items[last - 2].label in ("NAME", "PERSON"):
        last -= 1  # "Russian forces have lost"
    first = last
    while first > 0 and items[first - 1].label in ("NAME", "PERSON", "DET") and last - first < 6:
        first -= 1
    return text[toks[items[first].first].start : toks[items[last - 1].last - 1].end] if first < last else None


def losses_of(text: str, toks: list[Token], items: list[Item], governor: int) -> str | None:
    """ "Russian losses", "Israeli deaths": the adjective before a noun that a figure follows."""
    if governor == 0 or items[governor - 1].label not in ("PERSON", "NAME"):
        return None
    words = text[toks[items[governor - 1].first].start : toks[items[governor].last - 1].end]
    own = WHOSE.match(words)
    return own.group() if own is not None else words
