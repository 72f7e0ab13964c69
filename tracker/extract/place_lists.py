"""Counts told by place in brackets: "The dead are from Orlan (21), Vesk (3) and Lower Dray (2)".

Bodies that count tell so where the people of a total were harmed. The words before the list say what befell them, the
names before the brackets where, and the total told before is what they are parts of.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon.guarded import Guarded
from tracker.model import Claim, Outcome, Qualifier, Quantity, Region, Span, SpanKind, content_id

BY_PLACE = "place-list"  # the frame that `tracker explain` names
SHORTEST = 3  # entries that make a list
BEFORE = 220  # code points from the words that say what befell the people to the first entry
REACH = 2500  # code points back to the total
LONGEST = 80  # entries of one list
ENTRY = re.compile(
    r"(?P<place>[A-Z][\w’'.-]{1,40}(?:[ -](?:[A-Z][\w’'.-]{0,40}|al|el|de|del|la|of|the|and(?=\s[A-Z][\w’'-]+\s\()))"
    r"{0,5})\s?\((?P<n>[0-9]{1,3}(?:,[0-9]{3})*)"
    r"(?:\s(?:victims?|people|persons?|deaths?|dead|killed|cases?|civilians?))?\)"
)
# The dead and the wounded of one place each: "followed by Orlan (121 killed, 235 injured), Vesk (94 killed 133 injured)".
PAIR = re.compile(
    r"(?P<place>[A-Z][\w’'.-]{1,40}(?:[ -][A-Z][\w’'.-]{0,40}|[ -](?:al|el|de|la))*?)\s?\("
    r"(?P<killed>[0-9]{1,3}(?:,[0-9]{3})*)\s"
    r"(?:killed|dead|deaths),?(?:\sand)?\s(?P<injured>[0-9]{1,3}(?:,[0-9]{3})*)\s(?:injured|wounded|injuries)\)"
)
BETWEEN = re.compile(r"\s*(?:,|;|and|,\s*and|&)\s*")
FATES = (
    (Outcome.KILLED, Guarded(r"\b(?:dead|killed|deaths?|fatalities|died|murders|killings)\b", re.IGNORECASE)),
    (Outcome.INJURED, Guarded(r"\b(?:injured|wounded|injuries|hurt)\b", re.IGNORECASE)),
    (Outcome.DETAINED, Guarded(r"\b(?:arrested|detained|arrests|detentions|detainees)\b", re.IGNORECASE)),
    (Outcome.DISPLACED, Guarded(r"\b(?:displaced|refugees)\b", re.IGNORECASE)),
    (Outcome.CAPTIVE, Guarded(r"\b(?:abducted|kidnapped|abductions|kidnappings)\b", re.IGNORECASE)),
    (Outcome.MISSING, Guarded(r"\b(?:missing|disappeared|disappearances)\b", re.IGNORECASE)),
)


def with_place_lists(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims, in order, with one for each place of such a list, as parts of the total told before it."""
    added = _pairs(text, claims)
    for entries in _lists(text):
        start = entries[0].start()
        fate = _fate(text, start)
        whole = _total(claims, fate, start, max(map(_number, entries))) if fate is not None else None
        if whole is None or sum(map(_number, entries)) > whole.quantity.point * 2:
            continue
        taken = {span.start for c in claims for span in c.spans if span.kind is SpanKind.FIGURE}
        new = (entry for entry in entries if entry.start("n") not in taken)
        added += [_of_a_place(whole, entry, "n", whole.outcome, whole.id) for entry in new]
    return sorted([*claims, *added], key=lambda c: (c.start, c.end)) if added else claims


def _pairs(text: str, claims: list[Claim]) -> list[Claim]:
    """The dead and the wounded of each place in brackets, in the time and voice of the figure told last before them."""
    taken = {span.start for c in claims for span in c.spans if span.kind is SpanKind.FIGURE}
    added = []
    for pair in PAIR.finditer(text) if "(" in text else ():
        before = [
            c for c in claims if c.end <= pair.start() and pair.start() - c.end <= BEFORE and c.region is Region.BODY
        ]
        for name, outcome in (("killed", Outcome.KILLED), ("injured", Outcome.INJURED)):
            if before and pair.start(name) not in taken:
                added.append(_of_a_place(before[-1], pair, name, outcome, None))
    return added


def _of_a_place(told: Claim, entry: re.Match[str], name: str, outcome: Outcome, part_of: str | None) -> Claim:
    """The count of one place, the group `name` of its entry, in the time and voice of the claim `told`."""
    number = int(entry[name].replace(",", ""))
    return replace(
        told,
        id=content_id("c", told.article_id, *entry.span(), outcome, number, number),
        start=entry.start(),
        end=entry.end(),
        quote=entry.group(),
        outcome=outcome,
        quantity=Quantity(number, number, Qualifier.EXACT, unit=told.quantity.unit),
        place=entry["place"],
        part_of=part_of,
        frame=BY_PLACE,
        spans=(Span(SpanKind.FIGURE, *entry.span(name)), Span(SpanKind.PLACE, *entry.span("place"))),
    )


def _lists(text: str) -> list[list[re.Match[str]]]:
    """The entries of each list of the text."""
    if "(" not in text:
        return []
    out: list[list[re.Match[str]]] = []
    for entry in ENTRY.finditer(text):
        last = out[-1][-1] if out else None
        joined = last is not None and BETWEEN.fullmatch(text, last.end(), entry.start()) is not None
        if joined and len(out[-1]) < LONGEST:
            out[-1].append(entry)
        elif not joined:
            out.append([entry])
    return [entries for entries in out if len(entries) >= SHORTEST]


def _number(entry: re.Match[str]) -> int:
    return int(entry["n"].replace(",", ""))


def _fate(text: str, start: int) -> Outcome | None:
    """What the sentence of the list says befell the people, by the words nearest before it."""
    near = max(0, start - BEFORE)
    near = max(near, max(text.rfind(mark, near, start) for mark in (". ", "\n", "? ")) + 1)
    told = [(m.start(), fate) for fate, words in FATES for m in words.compiled.finditer(text, near, start)]
    return max(told, key=lambda t: t[0])[1] if told else None


def _total(claims: list[Claim], fate: Outcome, start: int, largest: int) -> Claim | None:
    """The total of that fate told last before the list that can hold its largest entry."""
    before = (c for c in reversed(claims) if c.end <= start and start - c.end <= REACH and c.region is Region.BODY)
    return next((c for c in before if c.outcome is fate and c.part_of is None and c.quantity.point >= largest), None)
