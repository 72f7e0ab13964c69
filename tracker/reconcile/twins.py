"""Figures whose way of counting one article left out and another told: the same claimant's same number.

On 21 February 2025 one paper gave the media office's 61,709 dead without a word on the missing, which the office had
announced as part of that very number on 3 February. Without this rule the gap to the ministry's 48,319 has no reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tracker.model import ArticleKind, Inclusion, PanelKey, Scope, SeriesKey
from tracker.reconcile.statements import Keyed

NEAR_DAYS = 60
TELLING = 1000  # a smaller number, or one that ends in two zeros, may come up twice by chance

_Figure = tuple[PanelKey, str, str, int]


def like_their_twins(keyed: list[Keyed]) -> list[Keyed]:
    """The claims, those of articles that say nothing of how they count filed with a twin that does.

    A twin is the same number by the same claimant in the same panel, of the same day, or of one up to 60 days away
    when the number is telling. Where twins count in several ways, nothing is taken from them. A table says itself
    how it counts, so that its rows are twins to others and stay where they are.
    """
    marked: dict[_Figure, list[Keyed]] = defaultdict(list)
    for one in keyed:
        if not _plain(one.key):
            marked[_figure(one)].append(one)
    return [_like(one, marked.get(_figure(one), [])) for one in keyed]


def _like(one: Keyed, marked: list[Keyed]) -> Keyed:
    if one.claim.kind is ArticleKind.TABLE_ROW or one.key.scope is not Scope.REPORTED:
        return one
    ways = {_way(other.key) for other in marked if _near(one, other) and _says_more(other.key, one.key)}
    if len(ways) != 1:
        return one
    scope, inclusions = ways.pop()
    return replace(one, key=replace(one.key, scope=scope, inclusions=inclusions))


def _way(key: SeriesKey) -> tuple[Scope, tuple[Inclusion, ...]]:
    return key.scope, key.inclusions


def _plain(key: SeriesKey) -> bool:
    return key.scope is Scope.REPORTED and not key.inclusions


def _says_more(key: SeriesKey, than: SeriesKey) -> bool:
    """Whether a twin tells the way of counting and leaves nothing out that the other says it adds."""
    return _way(key) != _way(than) and set(than.inclusions) <= set(key.inclusions)


def _figure(one: Keyed) -> _Figure:
    return one.key.panel, one.key.since, one.key.claimant, one.claim.quantity.point


def _near(one: Keyed, other: Keyed) -> bool:
    number = one.claim.quantity.point
    telling = number >= TELLING and number % 100 != 0
    return one.as_of == other.as_of or (telling and abs((one.as_of.last() - other.as_of.last()).days) <= NEAR_DAYS)
