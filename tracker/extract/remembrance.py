"""Texts that remember: what they count without a day happened when they say the violence was, and not on their own day.

A feature on a massacre of 1981 names its days once and goes on for pages. Where a text has no word of now - no weekday,
no "last week" - and every time it gives to violence lies long past, its counts without a time of their own are taken to
be of the time told last before them. Nothing of this is done to news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.past_times import LONG_PAST
from tracker.extract.setting import Clock
from tracker.extract.tokens import sentence_start
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, PartialDate

# Words by which a text speaks of its own day or week.
OF_NOW = Guarded(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tonight|this (?:morning|afternoon|evening|week|month)|"
    r"last (?:night|week|month)|overnight|earlier today|recent (?:days|weeks)|latest|so far)\b",
    re.IGNORECASE,
)
# A blow that everybody knows by its name.
NAMED = Guarded(
    r"\b(?:the|that|this)\s+(?:[\w’'-]+\s+){0,3}?(?:massacre|genocide|pogrom|siege|uprising|bombing|hijacking|holocaust)\b",
    re.IGNORECASE,
)
BEFORE, BEHIND = 300, 80  # code points around a count in which its blow is named
UNTOLD = frozenset({DateBasis.PUBLISHED, DateBasis.DATELINE, DateBasis.NONE})


def remembered(text: str, claims: list[Claim], clock: Clock) -> list[Claim]:
    """The claims, in order, with the time of the violence that a remembering text tells for those without one."""
    known = clock.remembers or clock.bygone
    if not known or OF_NOW.search(text) is not None or _tells_news(claims, clock):
        return claims
    out = []
    for claim in claims:
        told = _told(text, claim, clock) if claim.basis is Basis.EVENT and claim.date_basis in UNTOLD else None
        if told is not None:
            claim = replace(claim, as_of=told, date_basis=DateBasis.CARRIED)
        out.append(claim)
    return out


def _told(text: str, claim: Claim, clock: Clock) -> PartialDate | None:
    """The time told last before a count. What a text opens with is its news, unless nobody knows the day of the text."""
    before = [told for at, told in clock.remembers if at < claim.start]
    if before:
        return before[-1].last
    if clock.published is None and clock.remembers:
        return clock.remembers[0][1].last
    named = NAMED.search(text, sentence_start(text, claim.start, BEFORE), claim.end + BEHIND) is not None
    days = [told for at, told in clock.bygone if at < claim.start] if named else []
    return days[-1].last if days else None


def _tells_news(claims: Sequence[Claim], clock: Clock) -> bool:
    """Whether a count is dated by the words to the weeks before the report."""
    if clock.published is None:
        return False
    told = (c.as_of for c in claims if c.date_basis not in UNTOLD and c.as_of is not None)
    return any(clock.published - day.last() <= LONG_PAST for day in told)


def said_then(claims: list[Claim], clock: Clock) -> list[Claim]:
    """The claims, in order, with the day its source spoke for totals and levels of a text that nobody knows the day of."""
    if clock.report is not None or not clock.spoken_on:
        return claims
    out: list[Claim] = []
    moved: dict[str, PartialDate | None] = {}
    for claim in claims:
        if claim.as_of is None and claim.part_of in moved and claim.basis in (Basis.CUMULATIVE, Basis.STOCK):
            claim = replace(claim, as_of=moved[claim.part_of], date_basis=DateBasis.CARRIED)
        elif claim.as_of is None and claim.source and claim.basis in (Basis.CUMULATIVE, Basis.STOCK):
            names = _names(claim.source)
            day = next((day for day, words in clock.spoken_on if names & _names(words)), None)
            if day is not None:
                claim = replace(claim, as_of=day, date_basis=DateBasis.CARRIED)
                moved[claim.id] = day
        out.append(claim)
    return out


def _names(words: str) -> frozenset[str]:
    """The words of a source that are written as names."""
    return frozenset(re.findall(r"[A-Z][\w’'-]+", words)) - {"The", "A", "An"}
