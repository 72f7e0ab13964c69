"""Parts told in other sentences than their whole, where the figures themselves say so.

A lead gives the day's total and the body goes through the places: where the figures that follow add up to the total
exactly, they are its breakdown. A figure of "others" that makes the named parts of a total complete is a part too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Group, Outcome, Qualifier, Region, SpanKind

LONGEST = 40  # claims of one breakdown: a digest of a day's attacks is no longer
SMALL = 10  # small figures add up by chance: they must stand in one passage, or break down the figure of the lead
NEAR = 400  # code points from a total to the end of its breakdown, where they stand in one passage
FAR = 50  # claims before a part in which its whole is looked for
PARTITIVE = Guarded(r"\s+of\s+(?:the|these|those)\s", re.IGNORECASE)
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "persons": "people", "person": "people"}
OTHERS = Guarded(r"\b(?:others?|remaining|the rest)\b", re.IGNORECASE)
SENTENCE_END = Guarded(r"[.!?:][\"”’)]*\s+|\n")
FURTHER = Guarded(r"\b(?:another|more|additional|further)\b", re.IGNORECASE)
COMMON = frozenset(
    "the city town village province district area neighborhood neighbourhood region state ministry".split()
)
DAYS_BEFORE = 3
OWN = (DateBasis.STATED, DateBasis.RELATIVE)
CIVILIAN = frozenset(Group) - {Group.COMBATANTS, Group.POLICE}


def with_breakdowns(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims in order, those told as parts of an earlier claim, or making up an earlier total, marked as its parts."""
    parents = _partitives(text, claims)
    at_of = {c.id: n for n, c in enumerate(claims)}
    for outcome in Outcome:
        told = [c for c in claims if c.outcome is outcome and c.region is Region.BODY]
        if len(told) < 3:
            continue
        inner = {c.id for c in told}
        for at, whole in enumerate(told):
            if whole.part_of is not None or whole.id in parents or whole.quantity.point < 2:
                continue
            behind = told[at + 1 : at + 1 + 2 * LONGEST]
            rest = [c for c in behind if c.part_of not in inner or c.part_of == whole.id]
            leads = whole.quantity.point > 2 and whole.quantity.point in {c.quantity.point for c in told[:2]}
            stop = SENTENCE_END.search(text, whole.end, whole.end + NEAR)
            later = [c for c in rest if stop and c.start >= stop.end()]
            same_day = [c for c in rest if c.as_of == whole.as_of]
            parts = (
                _members(whole, rest, leads)
                or _members(whole, later, leads)
                or _members(whole, same_day, leads)
                or _listed(whole, later, stop)
                or _completing(whole, behind)
            )
            beside = claims[max(0, at_of[whole.id] - 3) : at_of[whole.id] + 4]
            here = {c.id for c in beside if _in_one_sentence(text, whole, c)}
            inside = [c for c in beside if c.id in parents or (c.part_of and c.part_of not in here)]
            if parts and any(_side_by_side(text, whole, c) for c in inside):
                continue  # "killing 3 of them and injuring 22": where the dead are a part, so are the wounded
            for part in parts:
                if part.part_of is None:
                    parents.setdefault(part.id, whole.id)
    by_id = {c.id: c for c in claims}
    return [_as_part(c, by_id[parents[c.id]]) if c.id in parents else c for c in claims]


def _as_part(claim: Claim, whole: Claim) -> Claim:
    """A part told in other sentences than its whole is told in the same voice where it names no other."""
    return replace(claim, part_of=whole.id, source=claim.source or whole.source)


def _side_by_side(text: str, one: Claim, other: Claim) -> bool:
    """Whether two claims of different fates stand in one sentence."""
    return one.outcome is not other.outcome and _in_one_sentence(text, one, other)


def _in_one_sentence(text: str, one: Claim, other: Claim) -> bool:
    first, last = sorted((one, other), key=lambda c: c.start)
    return last.start - first.start < NEAR and SENTENCE_END.search(text, first.end, last.start) is None


def _members(whole: Claim, rest: list[Claim], leads: bool) -> list[Claim]:
    """The figures in a row right behind a total that add up to it; none where they only happen to."""
    left = whole.quantity.point
    small = left < SMALL
    for last, part in enumerate(rest[:LONGEST]):
        if not _may_be_part(whole, part) or (small and _apart(whole, part)):
            break
        left -= part.quantity.point
        if left > 0:
            continue
        near = part.end - whole.start < NEAR
        return rest[: last + 1] if left == 0 and last and (near or not small or leads) else []
    return []


def _listed(whole: Claim, later: list[Claim], stop: re.Match[str] | None) -> list[Claim]:
    """The figures of a digest ("At least 119 were killed:", then place after place), as far as the total takes them in."""
    if stop is None or not stop.group().startswith(":") or "\n" not in stop.group():
        return []
    parts, left = [], whole.quantity.point
    for part in later[:LONGEST]:
        left -= part.quantity.point
        if left < 0 or not _may_be_part(whole, part):
            break
        parts.append(part)
    return parts


def _may_be_part(whole: Claim, part: Claim) -> bool:
    """Whether a figure may be part of a total: no running count of its own, and of people the total takes in."""
    if part.quantity.point == 0:
        return False
    if part.basis is Basis.CUMULATIVE and not _of_one_count(whole, part):
        return False
    if whole.basis is Basis.EVENT and part.date_basis in OWN and _before(part, whole):
        return False  # "last Friday two were shot": an older event is no part of the news
    if whole.group in (Group.EVERYONE, part.group) or part.group is Group.EVERYONE:
        return True
    if whole.group is Group.COMBATANTS:
        return part.group is Group.POLICE  # "12 troops", then 11 soldiers and a policeman
    return whole.group is Group.CIVILIANS and part.group in CIVILIAN


def _before(part: Claim, whole: Claim) -> bool:
    """Whether a figure is of an event days before the other: a battle may last for two."""
    if part.as_of is None or whole.as_of is None:
        return False
    return (whole.as_of.first() - part.as_of.last()).days >= DAYS_BEFORE


def _of_one_count(whole: Claim, part: Claim) -> bool:
    """Whether two exact figures run from one day to one day: a bulletin tells its total and what makes it up."""
    exact = all(c.quantity.qualifier is Qualifier.EXACT for c in (whole, part))
    return exact and part.since is not None and (part.since, part.as_of) == (whole.since, whole.as_of)


def _apart(whole: Claim, part: Claim) -> bool:
    """Whether words keep a small figure apart from a small total: "three more", another source, another place."""
    if FURTHER.search(part.quote) or _strangers(whole.source, part.source):
        return True
    level = COMMON & _words(whole.place) & _words(part.place)  # one city is no part of another city, a quarter may be
    return part.end - whole.start >= NEAR and bool(level) and _strangers(whole.place, part.place)


def _strangers(one: str | None, other: str | None) -> bool:
    """Whether two names are both told and share no word but of kind."""
    names = _words(one) - COMMON, _words(other) - COMMON
    return bool(names[0]) and bool(names[1]) and not names[0] & names[1]


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w{3,}", (name or "").lower()))


def _completing(whole: Claim, behind: list[Claim]) -> list[Claim]:
    """The figure of others that makes the parts told of a total complete: 82 with 58 civilians, then "24 others"."""
    known = sum(c.quantity.point for c in behind if c.part_of == whole.id)
    missing = whole.quantity.point - known
    after = [c for c in behind if c.part_of is None][:2]
    return [c for c in after if known and c.quantity.point == missing and OTHERS.search(c.quote)]


def _partitives(text: str, claims: list[Claim]) -> dict[str, str]:
    """ "112 of the schoolgirls are still missing": a part of the schoolgirls counted before, whatever happened to them."""
    parents: dict[str, str] = {}
    for at, claim in enumerate(claims):
        figure = next((s for s in claim.spans if s.kind is SpanKind.FIGURE), None)
        if figure is None or claim.part_of or claim.quantity.qualifier is Qualifier.VAGUE or not claim.victims:
            continue
        if not PARTITIVE.match(text, figure.end):
            continue
        noun = _head(claim.victims)
        for whole in reversed(claims[max(0, at - FAR) : at]):
            larger = whole.quantity.point > claim.quantity.point and whole.region is Region.BODY
            if larger and whole.victims and _head(whole.victims) == noun:
                parents[claim.id] = whole.id
                break
    return parents


def _head(victims: str) -> str:
    """The noun a phrase of people turns on, in the singular: "Nigerian schoolgirls" to "schoolgirl"."""
    words = re.split(r"\s+(?:of|from|who|in)\s+", victims.lower(), maxsplit=1)[0].split()
    return IRREGULAR.get(words[-1], words[-1].removesuffix("s")) if words else ""
