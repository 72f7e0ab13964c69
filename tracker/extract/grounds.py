"""Where an event happened that its own sentence does not say: the place its passage was speaking of."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.places import places_in
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, Region

BACK = 500  # code points before a claim in which its passage names the place
SENTENCE = Guarded(r"[.!?][\"”’)]*\s|\n")
THAT_EVENT = Guarded(
    r"\b(?:the|this|that|those|these)\s+(?:\w+\s+){0,2}?(?:attacks?|blasts?|bombings?|explosions?|clash(?:es)?|raids?|"
    r"shelling|strikes?|airstrikes?|ambush|incidents?|massacre|shooting|assault|firefight|encounter|operation|fighting|battle|"
    r"explosives|violence|kidnapping|abduction|siege)\b",
    re.IGNORECASE,
)
NEAR = 250  # and on both sides of it, in which its sentence says "the attack"


def with_grounds(text: str, claims: list[Claim]) -> list[Claim]:
    """Claims of events without a place get the nearest named place before them; totals and levels are left alone."""
    out: list[Claim] = []
    by_id: dict[str, Claim] = {}
    for claim in claims:
        if claim.place is None and claim.basis is Basis.EVENT and claim.region is Region.BODY:
            whole = by_id.get(claim.part_of or "")
            place = whole.place if whole else None
            if place is None and _of_that_event(text, claim):
                place = _ground(text, claim, out)
            claim = replace(claim, place=place) if place else claim
        out.append(claim)
        by_id[claim.id] = claim
    return out


def _of_that_event(text: str, claim: Claim) -> bool:
    """Whether the sentence takes up an event told before: "the attack killed four", "also died in the blast"."""
    stop = SENTENCE.search(text, claim.end, claim.end + NEAR)
    end = stop.start() if stop else min(len(text), claim.end + NEAR)
    ends = [m.end() for m in SENTENCE.finditer(text, max(0, claim.start - NEAR), claim.start)]
    start = ends[-1] if ends else claim.start
    return THAT_EVENT.search(text, start, end) is not None


def _ground(text: str, claim: Claim, before: list[Claim]) -> str | None:
    """The last place named before a claim: by a claim of the same day, or by a sentence between."""
    first = max(0, claim.start - BACK)
    said = next((c for c in reversed(before[-4:]) if c.place and c.start >= first and c.as_of == claim.as_of), None)
    told = said.end if said is not None else first
    named = [
        (at, words) for at, words in places_in(text, told, claim.start, ()) if words.lstrip("the ")[:1].isupper()
    ]
    return named[-1][1] if named else said.place if said is not None else None
