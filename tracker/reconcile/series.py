"""From claims to series: everything each claimant said about one thing, day by day."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import PartialDate, Series, SeriesKey, content_id
from tracker.reconcile.revisions import revisions_of
from tracker.reconcile.statements import Keyed


def series_of(keyed: Iterable[Keyed]) -> tuple[Series, ...]:
    """One series for each key, in the order of keys; within it by as_of, then in the order of the news."""
    by_key: dict[SeriesKey, dict[PartialDate, list[Keyed]]] = {}
    for one in keyed:
        by_key.setdefault(one.key, {}).setdefault(one.as_of, []).append(one)
    made = []
    for key in sorted(by_key):
        days = sorted(by_key[key].items(), key=lambda day: (day[0].last(), day[0].first()))
        stem = content_id("k", *_key_words(key))
        revisions = tuple(revision for as_of, found in days for revision in revisions_of(key, stem, as_of, found))
        made.append(Series(key, revisions))
    return tuple(made)


def _key_words(key: SeriesKey) -> tuple[object, ...]:
    return (
        *(key.conflict, key.outcome, key.group, key.group_words, key.side, key.place, key.basis, key.since),
        *(key.claimant, key.scope, ",".join(key.inclusions), key.direction, key.unit),
    )
