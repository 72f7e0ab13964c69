"""Counts whose sentence says that they are not so: false reports, what might have been, drills, room for refugees."""

from __future__ import annotations

import re

from tracker.extract.marks import Item
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

REPORTS = Guarded(
    r"\b(?:reports?|claims?|allegations?|rumou?rs?|suggestions?)\s+(?:that|of)\b[^.;]{0,120}$", re.IGNORECASE
)
ARE_FALSE = Guarded(
    r"[^.;]{0,60}\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:false|untrue|wrong|baseless|fabricated|unfounded|not true|"
    r"incorrect|fake)\b",
    re.IGNORECASE,
)
NOT_TRUE = Guarded(r"\b(?:not true|untrue|false|incorrect|a lie)\s+that\b[^.;]{0,80}$", re.IGNORECASE)
MODAL = Guarded(r"\b(?:may|might|could|would)\s+(?:\w+\s+)?have\b", re.IGNORECASE)
IF_IT_HAD = Guarded(r"[^.;]{0,40}\bif\b[^.;]{0,60}\b(?:had|were|was)\b", re.IGNORECASE)
REHEARSED = Guarded(
    r"\b(?:drills?|exercises?|simulations?)\b[^.;]{0,40}\b(?:simulat|imagin|rehears|practis|practic)\w+\b[^.;]{0,60}$",
    re.IGNORECASE,
)
ROOM_FOR = Guarded(
    r"\b(?:to\s+(?:house|host|shelter|accommodate|hold|relocate|resettle|repatriate|receive|take\s+in)|capacity\s+(?:for|of)|"
    r"room\s+for|space\s+for)\s+(?:(?:up\s+to|about|some|around|another|at\s+least|more\s+than|over|nearly)\s+)?$",
    re.IGNORECASE,
)
BEFORE, BEHIND = 160, 140  # code points of a sentence that are looked at on either side


def unreal(text: str, toks: list[Token], items: list[Item], found: Found) -> str | None:
    """Why a count is none by what its sentence says of it, in a word; None where nothing does."""
    item = items[found.item]
    first, last = toks[item.first].start, toks[item.last - 1].end
    opens = max(toks[0].start, first - BEFORE)
    closes = min(toks[-1].end, last + BEHIND)
    if REPORTS.search(text, opens, first) and ARE_FALSE.match(text, last, closes):
        return "denied"
    if NOT_TRUE.search(text, opens, first):
        return "denied"
    if REHEARSED.search(text, opens, first):
        return "hypothesis"
    if found.governor is not None:
        verb = items[found.governor]
        start, end = min(first, toks[verb.first].start), max(last, toks[verb.last - 1].end)
        if MODAL.search(text, start, end) and IF_IT_HAD.match(text, end, closes):
            return "hypothesis"
        if {"himself", "herself"} & {t.low for t in toks[item.last : verb.first]}:
            return "by his own hand"
    if found.outcome is Outcome.DISPLACED and found.frame == "noun" and ROOM_FOR.search(text, opens, first):
        return "room for so many"
    return None
