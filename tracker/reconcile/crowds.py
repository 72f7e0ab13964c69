"""Claims that no rule tells apart, held together: many articles that give one figure of one day as said on one day.

A crowd goes through the rules as its first claim does. Only where a statement is made is it looked into: whose claims,
which outlets, on which ways, from how many origins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.model import Chain
from tracker.reconcile.copies import joined


@dataclass(frozen=True, slots=True)
class Way:
    """On what way articles came to carry claims.

    chain   from a claimant that is not named, by bodies and agency, to the outlet
    nodes   what claims of one origin have in common: the outlet first, where there is one
    """

    chain: Chain
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways there are, those of one chain side by side, so that their numbers sort as their chains do.

    ranks   for each way the first one with the same chain
    plain   for each way whether nothing but its outlet joins it to others
    """

    all: Sequence[Way]
    ranks: Sequence[int]
    plain: Sequence[bool]

    @classmethod
    def of(cls, ways: Sequence[Way]) -> Ways:
        """Of ways in the order of their chains."""
        ranks: list[int] = []
        for at, way in enumerate(ways):
            ranks.append(ranks[-1] if at and ways[at - 1].chain == way.chain else at)
        return cls(ways, ranks, [len(way.nodes) == 1 and way.chain.outlet != "" for way in ways])


@dataclass(frozen=True, slots=True)
class Crowd:
    """Claims of one series, day, figure, class of hedge and day of saying.

    day      the day they were said
    claims   their ids, first said first
    orders   for each the moment it was seen, where that tells the order
    seen_at  the first moment at which any was seen
    ways     for each the number of its way
    copies   for each what it has in common with copies of its sentence; None where that is too short
    stories  for each the story of its article, None where no other tells it; nothing where none has one
    alone    for each its article where that names no outlet; nothing where all name one
    known    all ways
    """

    day: date
    claims: Sequence[str]
    orders: Sequence[str]
    seen_at: str
    ways: Sequence[int]
    copies: Sequence[int | None]
    stories: Sequence[str | None]
    alone: Sequence[str | None]
    known: Ways


@dataclass(frozen=True, slots=True)
class Summed:
    """What the claims of a statement come to."""

    claims: tuple[str, ...]
    seen_at: str
    outlets: tuple[str, ...]
    chains: tuple[Chain, ...]
    origins: int


def summed(claimant: str, crowds: Sequence[Crowd]) -> Summed:
    """What crowds of one figure come to: the same as their claims do one by one."""
    known = crowds[0].known
    claims = [id_ for one in crowds for id_ in one.claims]
    if any(one.day >= other.day for one, other in pairwise(crowds)):
        order = sorted(
            (one.day, order, id_) for one in crowds for order, id_ in zip(one.orders, one.claims, strict=True)
        )
        claims = [id_ for _, _, id_ in order]
    ways = {way for one in crowds for way in one.ways}
    chains = [known.all[way].chain for way in sorted({known.ranks[way] for way in ways})]
    outlets = {chain.outlet for chain in chains}
    return Summed(
        tuple(claims),
        min((one.seen_at for one in crowds if one.seen_at), default=""),
        tuple(sorted(outlets - {""})),
        tuple(Chain(claimant, chain.bodies, chain.agency, chain.outlet) for chain in chains),
        _origins(crowds, ways, known),
    )


def _origins(crowds: Sequence[Crowd], ways: set[int], known: Ways) -> int:
    copies = [copy for one in crowds for copy in one.copies if copy is not None]
    shared: set[int] = set()
    if len(set(copies)) < len(copies):
        shared = {copy for copy, times in Counter(copies).items() if times > 1}
    if not any(one.stories or one.alone for one in crowds):
        if not shared and all(known.plain[way] for way in ways):
            return len({known.all[way].nodes[0] for way in ways})
        pairs = {
            pair for one in crowds for pair in zip(one.ways, one.copies, strict=True) if shared and pair[1] in shared
        }
        nodes = [known.all[way].nodes for way in ways]
        return roots([*nodes, *((*known.all[way].nodes, f"copy {copy}") for way, copy in pairs)])
    carried = {joined for one in crowds for joined in _joined(one, shared)}
    return roots([*known.all[way].nodes, *nodes] for way, nodes in carried)


def _joined(crowd: Crowd, shared: set[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each way with what joins its claims to others beside it; a sentence that none other has joins nothing."""
    for at, way in enumerate(crowd.ways):
        nodes: list[str] = []
        if crowd.alone and (article := crowd.alone[at]):
            nodes.append(f"article {article}")
        if crowd.stories and (story := crowd.stories[at]):
            nodes.append(f"story {story}")
        if (copy := crowd.copies[at]) is not None and copy in shared:
            nodes.append(f"copy {copy}")
        yield way, tuple(nodes)


def roots(claims: Iterable[Sequence[str]]) -> int:
    """How many there are when all claims that have anything in common, over however many others, are one."""
    return len(set(joined((nodes[0], node) for nodes in claims for node in nodes).values()))
