"""Where: the place phrase that belongs to a count, as written."""

from __future__ import annotations

import re

PLACE = re.compile(
    (
        r"\b(?:in|at|near|on|across|outside|inside|around|throughout|over|"
        r"of)\s+(?P<place>(?:the\s+)?(?:(?:north|south|east|west|central|north-?west|north-?east|south-?west|"
        r"south-?east)(?:ern)?\s+|(?:[a-z]+-(?:held|controlled|occupied))\s+|(?:occupied|besieged|rural|"
        r"greater)\s+|(?:city|town|village|province|district|state|region|neighborhood|neighbourhood|suburbs?|"
        r"camp|area|capital|port|area)\s+(?:of\s+)?|(?:suburbs?|outskirts|"
        r"countryside)\s+of\s+)*(?:[A-Z][\w'’-]*|al-[A-Z][\w'’-]*)(?:[ ](?:[A-Z][\w'’-]*|al-[A-Z][\w'’-]*|of|"
        r"the|and(?=\s+[A-Z])|de|del|la|el|ez|az|es))*(?:\s+(?:city|town|village|province|district|state|"
        r"region|neighborhood|neighbourhood|suburbs?|camp|refugee camp|area|governorate|countryside|department|"
        r"county|strip|hospital|school|prison|market|mosque))?)"
    ),
)
NOT_PLACES = re.compile(
    r"^(?:the\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|UN|U\.N|Reuters|AFP|AP|Islamic State|"
    r"Ramadan|Christmas|President|Twitter|Facebook|Telegram|Syrian Observatory|Ministry|Health Ministry)\b"
)


def place_of(
    text: str,
    start: int,
    end: int,
    claim_start: int,
    claim_end: int,
) -> str | None:
    """The place named nearest to the claim in its sentence, None where there is none."""
    best: tuple[int, str] | None = None
    for found in PLACE.finditer(text, start, end):
        words = found.group("place")
        if NOT_PLACES.match(words) or text[found.start() : found.start() + 2].lower() == "of":
            continue
        words = re.sub(r"\s+(?:of|the|and|de|del|la|el)$", "", words)
        at = found.start("place")
        distance = (
            at - claim_end
            if at >= claim_end
            else (claim_start - found.end()) + 30
            if found.end() <= claim_start
            else 0
        )
        if best is None or distance < best[0]:
            best = (distance, words)
    return best[1] if best else None
