"""One claim a figure: repeats within an article are kept at their most informative mention."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon.guarded import Guarded
from tracker.model import (
    Basis,
    Claim,
    DateBasis,
    Outcome,
    Region,
)

RECENT = 40  # a figure is compared with so many mentions of its number before it, so that no text is read slowly
HEADLINE = 100  # a headline leaves out more than any sentence of the body
SMALL = 10  # two small figures that agree are often two events
FURTHER = Guarded(r"(?:another|a further|an additional|one more|two more)\b", re.IGNORECASE)


def distinct(claims: list[Claim], headline: int = 0) -> list[Claim]:
    """One claim a figure: the same number for the same victims, hedged or not, is kept at its most informative mention.

    headline   where the headline ends: its figure is the body's, in fewer words, whatever hedge and source they lack
    """
    kept: list[Claim] = []
    renamed: dict[str, str] = {}
    by_figure: dict[tuple[str, int], list[int]] = {}
    both = {claim.id for claim in claims if claim.outcome is Outcome.CASUALTIES}
    for claim in claims:
        places = by_figure.setdefault((claim.outcome, claim.quantity.point), [])
        match = next((n for n in places[-RECENT:] if _same(kept[n], claim, headline, both)), None)
        if match is None:
            places.append(len(kept))
            kept.append(claim)
        elif _informative(claim, headline) > _informative(kept[match], headline):
            renamed[kept[match].id] = claim.id
            kept[match] = _completed(claim, kept[match])
        else:
            renamed[claim.id] = kept[match].id
            kept[match] = _completed(kept[match], claim)
    out = []
    for claim in kept:
        parent = claim.part_of
        seen = {claim.id}
        while parent in renamed and parent not in seen:  # two readings of one stretch may share an id
            seen.add(parent)
            parent = renamed[parent]
        parent = None if parent == claim.id else parent  # its part told the same number again
        out.append(replace(claim, part_of=parent) if parent != claim.part_of else claim)
    return sorted(out, key=lambda c: (c.start, c.end, c.id))


def _completed(claim: Claim, twin: Claim) -> Claim:
    """A figure with the people and the place that another mention of it in the body names."""
    if twin.region is not claim.region:
        return claim
    return replace(
        claim,
        victims=claim.victims or twin.victims,
        place=claim.place or twin.place,
        part_of=claim.part_of or twin.part_of,
    )


def _same(one: Claim, other: Claim, headline: int, both: set[str]) -> bool:
    """Two mentions of one figure: no rival sources, no rival victims, and the number too telling to be chance.

    both   ids of claims of the dead and wounded together: their dead may be told again without them
    """
    if one.start < headline <= other.start and _headed(one, other):
        return True
    if one.source and other.source and one.source != other.source:
        return False
    if (one.part_of is None or one.part_of in both) != (other.part_of is None or other.part_of in both):
        return False
    if one.since and other.since and one.since.year != other.since.year:
        return False  # "over a million" of one war and of another
    if _of_other_years(one, other) or FURTHER.match(one.quote) or FURTHER.match(other.quote):
        return False
    if one.quantity.point < SMALL and (
        one.as_of != other.as_of
        or not _alike(one.victims, other.victims)
        or not (one.place is None or other.place is None or _alike(one.place, other.place))
    ):
        return False
    if one.group != other.group and one.victims and other.victims:
        return False
    return one.quantity.unit == other.quantity.unit


def _of_other_years(one: Claim, other: Claim) -> bool:
    """Whether two events of a chronology killed as many in different years: eleven in 1972, and eleven in 1982."""
    if one.basis is not Basis.EVENT or other.basis is not Basis.EVENT or one.as_of is None or other.as_of is None:
        return False
    told = DateBasis.PUBLISHED not in (one.date_basis, other.date_basis)
    return told and abs(one.as_of.year - other.as_of.year) > 1


def _headed(title: Claim, told: Claim) -> bool:
    """Whether a headline's figure is this figure of the body: nothing that both name is at odds."""
    if title.part_of is not None or told.part_of is not None or told.region is not Region.BODY:
        return False
    if FURTHER.match(title.quote) or FURTHER.match(told.quote) or title.quantity.unit != told.quantity.unit:
        return False
    if title.basis is not told.basis and Basis.CUMULATIVE in (title.basis, told.basis):
        return False
    return title.group == told.group or title.victims is None or told.victims is None


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two phrases name the same: both absent, or with a word in common."""
    if one is None or other is None:
        return one is other
    return bool(set(one.lower().split()) & set(other.lower().split()) - {"the", "of", "a", "in"})


def _informative(claim: Claim, headline: int) -> int:
    if claim.start < headline:
        return -HEADLINE
    score = (
        2 * bool(claim.source)
        + bool(claim.victims)
        + bool(claim.place)
        + (claim.basis != "event")
        + bool(claim.since)
    )
    score += claim.date_basis in (DateBasis.STATED, DateBasis.RELATIVE)
    score += 2 * bool(claim.quantity.hedge)
    return score - 3 * (claim.region is not Region.BODY)
