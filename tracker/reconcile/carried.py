"""One statement from the claims that carry it, and how many independent carriers they come from."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import ArticleKind, Claim, DateBasis, PartialDate, SeriesKey, Statement, content_id
from tracker.naming import name_words
from tracker.reconcile.statements import Keyed

_STRONGEST = {
    basis: rank
    for rank, basis in enumerate(
        (
            DateBasis.STATED,
            DateBasis.COLUMN,
            DateBasis.DATELINE,
            DateBasis.RELATIVE,
            DateBasis.CARRIED,
            DateBasis.PUBLISHED,
            DateBasis.NONE,
        )
    )
}
_EVIDENCE = {kind: rank for rank, kind in enumerate((ArticleKind.ARTICLE, ArticleKind.NOTE, ArticleKind.TABLE_ROW))}
_SAME_COPY = 60  # letters of a quote that two outlets do not write alike by chance


def statement_of(key: SeriesKey, stem: str, as_of: PartialDate, carried: list[Keyed], time: int) -> Statement:
    """The statement of claims of one figure, first said first. `time` counts how often this figure came up anew."""
    claims = [one.claim for one in carried]
    quantity = claims[0].quantity
    said = [claim.said_on for claim in claims if claim.said_on is not None]
    figure = (as_of, quantity.low, quantity.high, quantity.qualifier, time or "")
    return Statement(
        id=content_id("s", stem, *figure),
        key=key,
        as_of=as_of,
        date_basis=min((one.date_basis for one in carried), key=_STRONGEST.__getitem__),
        quantity=quantity,
        said_on=min(said, key=lambda day: (day.last(), day.first()), default=None),
        seen_at=min((claim.seen_at for claim in claims if claim.seen_at), default=""),
        claims=tuple(claim.id for claim in claims),
        outlets=tuple(sorted({claim.outlet for claim in claims if claim.outlet})),
        origins=origins(claims),
        kind=min((claim.kind for claim in claims), key=_EVIDENCE.__getitem__),
    )


def origins(claims: Iterable[Claim]) -> int:
    """How many independent carriers stand behind claims of one figure.

    Two claims have one origin when they name the same relaying agency or body, stand in the same outlet, or are the
    same copy word for word (mirrors, syndicated text).
    """
    root: dict[str, str] = {}

    def find(node: str) -> str:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for claim in claims:
        nodes = [f"relay {' '.join(name_words(relay)) or relay}" for relay in claim.relays]
        nodes.append(f"outlet {claim.outlet.casefold()}" if claim.outlet else f"article {claim.article_id}")
        copy = " ".join(claim.quote.casefold().split())
        if len(copy) >= _SAME_COPY and claim.kind is not ArticleKind.TABLE_ROW:
            nodes.append(f"copy {copy}")
        first = find(nodes[0])
        for node in nodes[1:]:
            root[find(node)] = first
    return len({find(node) for node in list(root)})
