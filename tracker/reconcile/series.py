"""From claims to series: everything each claimant said about one thing, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model import Basis, LeftOut, LeftOutReason, PartialDate, Qualifier, Series, SeriesKey, content_id
from tracker.reconcile.carried import NO_CARRIERS
from tracker.reconcile.copies import Carrier
from tracker.reconcile.revisions import revisions_of
from tracker.reconcile.statements import Keyed


def series_of(keyed: Iterable[Keyed], carriers: Mapping[str, Carrier] = NO_CARRIERS) -> tuple[Series, ...]:
    """One series for each key, in the order of keys; within it by as_of, then in the order of the news.

    carriers   by article, what its text tells of where it comes from
    """
    by_key: dict[SeriesKey, dict[PartialDate, list[Keyed]]] = {}
    for one in keyed:
        by_key.setdefault(one.key, {}).setdefault(one.as_of, []).append(one)
    made = []
    for key in sorted(by_key):
        days = sorted(by_key[key].items(), key=lambda day: (day[0].last(), day[0].first()))
        stem = stem_of(key)
        revisions = tuple(
            revision for as_of, found in days for revision in revisions_of(key, stem, as_of, found, carriers)
        )
        made.append(Series(key, revisions))
    return tuple(made)


SAME_WORD = 50  # "thousands" is read as 2,000 and is said of up to some 99,000


def without_vague(keyed: Iterable[Keyed]) -> tuple[list[Keyed], list[LeftOut]]:
    """The claims, less the vague words for a running total or a level that say less than its claimant had said.

    "Thousands" after 40,878 is no new figure: as a point it would pull the line of the total down to 2,000. A level
    may fall, so that "hundreds" missing after 14,222 stays; "thousands", which 14,222 are, does not.
    """
    every = list(keyed)
    numbers: dict[SeriesKey, list[Keyed]] = {}
    for one in every:
        if one.key.basis in (Basis.CUMULATIVE, Basis.STOCK) and one.claim.quantity.qualifier is not Qualifier.VAGUE:
            numbers.setdefault(one.key, []).append(one)
    kept, left = [], []
    for one in every:
        quantity = one.claim.quantity
        higher = [
            other
            for other in (numbers.get(one.key, []) if quantity.qualifier is Qualifier.VAGUE else [])
            if other.as_of.last() <= one.as_of.last()
            and other.claim.quantity.point > quantity.point
            and (one.key.basis is Basis.CUMULATIVE or other.claim.quantity.point < SAME_WORD * quantity.point)
        ]
        if not higher:
            kept.append(one)
            continue
        last = max(higher, key=lambda other: (other.as_of.last(), other.claim.quantity.point, other.as_of.first()))
        found = f"{quantity.hedge or quantity.point} after {last.claim.quantity.point} of {last.as_of}"
        left.append(LeftOut(one.claim.id, LeftOutReason.VAGUE, found))
    return kept, left


def stem_of(key: SeriesKey) -> str:
    """What the ids of a series' statements are made with."""
    return content_id(
        "k",
        *(key.conflict, key.outcome, key.group, key.group_words, key.side, key.place, key.basis, key.since),
        *(key.claimant, key.scope, ",".join(key.inclusions), key.direction, key.unit),
    )
