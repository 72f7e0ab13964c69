"""Where: the place phrase that belongs to a count, as written."""

from __future__ import annotations

import re

from tracker.lexicon import lexicon

NAME = r"(?:[A-Z][\w'’-]*|al-[A-Z][\w'’-]*)"
KIND = (
    r"(?:city|town|village|province|district|state|region|neighborhood|neighbourhood|suburbs?|camp|refugee camp|area|"
    r"governorate|countryside|department|county|strip|hospital|school|prison|market|mosque|capital|port|"
    r"roundabout|square|street|"
    r"crossing|junction|kibbutz|island|valley|dam|airport|base|station)"
)
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|on|[Aa]cross|[Oo]utside|[Ii]nside|[Aa]round|[Tt]hroughout|[Oo]ver|"
    r"of)\s+(?P<place>(?:the\s+)?"
    r"(?:(?:(?:north|south|east|west|central|north-?west|north-?east|south-?west|south-?east)(?:ern)?|"
    r"[a-z]+-(?:held|controlled|occupied)|"
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


BODY = re.compile(
    r"\b(?:Office|Ministry|Staff|Council|Committee|Agency|Army|Party|Union|Network|Department of|Court|"
    r"Parliament|Nations|Observatory|Organi[sz]ation|Authority|Command)\b"
)
OTHER_NOUN = re.compile(
    r"['’]s\b|\s+(?:attacks?|strikes?|airstrikes?|raids?|bombings?|blasts?|war|invasion|offensive|assault|"
    r"militants?|fighters?|soldiers?|forces|troops|rebels)\b"
)
HEARING = re.compile(
    r"\b(?:reporters|journalists|conference|briefing|meeting|interview|statement|speech|parliament)\s*$",
    re.IGNORECASE,
)


def _people(words: str) -> bool:
    """True for an adjective of a people ("in Israeli strikes"), which is no place."""
    last = words.split()[-1].lower()
    return any(label == "PERSON" and parts == (last,) for parts, label in lexicon().entries.get(last, ()))


def place_of(
    text: str,
    start: int,
    end: int,
    claim_start: int,
    claim_end: int,
    speakers: list[tuple[int, int]],
) -> str | None:
    """The place named nearest to the claim in its sentence, None where there is none."""
    best: tuple[int, str] | None = None
    for found in PLACE.finditer(text, start, end):
        words = found.group("place")
        if NOT_PLACES.match(words) or text[found.start() : found.start() + 2].lower() == "of":
            continue
        words = re.sub(r"\s+(?:of|the|and|de|del|la|el)$", "", words)
        if BODY.search(words) or OTHER_NOUN.match(text, found.end()) or _people(words):
            continue
        if any(a <= found.start() < b for a, b in speakers) or HEARING.search(
            text, max(start, found.start() - 30), found.start()
        ):
            continue
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
