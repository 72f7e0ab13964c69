"""Where: the place phrase that belongs to a count, as written."""

from __future__ import annotations

import re

NAME = r"(?:[A-Z][\w'’-]*|al-[A-Z][\w'’-]*)"
KIND = (
    r"(?:city|town|village|province|district|state|region|neighborhood|neighbourhood|suburbs?|camp|refugee camp|area|"
    r"governorate|countryside|department|county|strip|hospital|school|prison|market|mosque|capital|port)"
)
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|on|[Aa]cross|[Oo]utside|[Ii]nside|[Aa]round|[Tt]hroughout|[Oo]ver|of)\s+(?P<place>(?:the\s+)?"
    r"(?:(?:(?:north|south|east|west|central|north-?west|north-?east|south-?west|south-?east)(?:ern)?|[a-z]+-(?:held|controlled|occupied)|"
    rf"occupied|besieged|rural|greater)\s+|{KIND}\s+(?:of\s+)?|(?:outskirts|suburbs?)\s+of\s+)*"
    rf"{NAME}(?:[ ](?:{NAME}|of|the|and(?=\s+[A-Z])|de|del|la|el|ez|az|es))*(?:\s+{KIND})?)",
)
NOT_PLACES = re.compile(
    r"^(?:the\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|UN|U\.N|Reuters|AFP|AP|Islamic State|"
    r"Ramadan|Christmas|President|Twitter|Facebook|Telegram|Syrian Observatory|Ministry|Health Ministry)\b"
)


BLOW = re.compile(
    rf"\bof\s+(?:the\s+|an?\s+|[A-Z]\w+day['’]s\s+)?(?P<place>{NAME}(?:\s+{NAME})*(?:\s+{KIND})?)\s+"
    r"(?:blast|attack|bombing|strike|airstrike|explosion|massacre|raid|shelling|shooting)\b"
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
    if best is None:
        blow = BLOW.search(text, start, end)  # "the toll of the al-Ahli hospital blast"
        return blow.group("place") if blow else None
    return best[1]
