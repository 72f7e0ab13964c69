"""One statement from the claims that carry it, and how many independent carriers they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tracker.model import (
    ArticleKind,
    Basis,
    Chain,
    Claim,
    DateBasis,
    Outcome,
    PartialDate,
    Quantity,
    SeriesKey,
    Statement,
    content_id,
)
from tracker.naming import name_words
from tracker.reconcile.agencies import agency_in, agency_of
from tracker.reconcile.copies import Carrier
from tracker.reconcile.crowds import Summed, Way, roots, summed
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
NO_CARRIERS: Mapping[str, Carrier] = MappingProxyType({})
NOWHERE = Claim("", "", "", 0, 0, "", Outcome.KILLED, Quantity(0, 0), Basis.CUMULATIVE)
SAME_COPY = 60  # letters of a quote that two outlets do not write alike by chance


def statement_of(
    key: SeriesKey,
    stem: str,
    as_of: PartialDate,
    carried: list[Keyed],
    time: int,
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
) -> Statement:
    """The statement of claims of one figure, first said first. `time` counts how often this figure came up anew."""
    claims = [one.claim for one in carried]
    quantity = claims[0].quantity
    figure = (as_of, quantity.low, quantity.high, quantity.qualifier, time or "")
    if len(claims) == 1 and carried[0].crowd is None:  # most are; what several have in common is not looked for
        (claim,) = claims
        return Statement(
            id=content_id("s", stem, *figure),
            key=key,
            as_of=as_of,
            date_basis=carried[0].date_basis,
            quantity=quantity,
            said_on=claim.said_on,
            seen_at=claim.seen_at,
            claims=(claim.id,),
            outlets=(claim.outlet,) if claim.outlet else (),
            origins=1,
            kind=claim.kind,
            chains=(chain_of(claim, key.claimant, carriers.get(claim.article_id)),),
        )
    crowds = [one.crowd for one in carried if one.crowd is not None]
    all_ = summed(key.claimant, crowds) if crowds else _summed_one_by_one(key.claimant, claims, carriers)
    said = [claim.said_on for claim in claims if claim.said_on is not None]
    return Statement(
        id=content_id("s", stem, *figure),
        key=key,
        as_of=as_of,
        date_basis=min((one.date_basis for one in carried), key=_STRONGEST.__getitem__),
        quantity=quantity,
        said_on=min(said, key=lambda day: (day.last(), day.first()), default=None),
        seen_at=all_.seen_at,
        claims=all_.claims,
        outlets=all_.outlets,
        origins=all_.origins,
        kind=min((claim.kind for claim in claims), key=_EVIDENCE.__getitem__),
        chains=all_.chains,
    )


def _summed_one_by_one(claimant: str, claims: list[Claim], carriers: Mapping[str, Carrier]) -> Summed:
    return Summed(
        claims=tuple(claim.id for claim in claims),
        seen_at=min((claim.seen_at for claim in claims if claim.seen_at), default=""),
        outlets=tuple(sorted({claim.outlet for claim in claims if claim.outlet})),
        chains=tuple(sorted({chain_of(claim, claimant, carriers.get(claim.article_id)) for claim in claims})),
        origins=origins(claims, carriers),
    )


def chain_of(claim: Claim, claimant: str, carrier: Carrier | None = None) -> Chain:
    """The way on which an article came to carry a claim; an agency named in the sentence comes before a credit."""
    named = [(relay, agency_in(relay)) for relay in claim.relays]
    agencies = [agency for _, agency in named if agency]
    if not agencies:
        agencies = [
            agency for agency in (carrier.agency if carrier else None, agency_of(claim.outlet or "")) if agency
        ]
    bodies = tuple(relay for relay, agency in named if not agency)
    return Chain(claimant, bodies, agencies[-1] if agencies else "", claim.outlet or "")


def origins(claims: Sequence[Claim], carriers: Mapping[str, Carrier] = NO_CARRIERS) -> int:
    """How many independent carriers stand behind claims of one figure.

    Two claims have one origin when they name the same relaying agency or body, their articles credit the same agency,
    they stand in the same outlet, their articles tell one story (mirrors, rewrites, updates), or are the same copy word
    for word (syndicated text).
    """
    if len(claims) == 1:
        return 1
    return roots(list(_nodes(claim, carriers.get(claim.article_id))) for claim in claims)


def way_of(outlet: str, relays: tuple[str, ...], agency: str | None) -> Way:
    """The way on which articles of an outlet came to carry claims: what `chain_of` and `origins` look at."""
    claim = replace(NOWHERE, outlet=outlet or None, relays=relays)
    carrier = Carrier(None, agency)
    nodes = list(_nodes(claim, carrier))
    return Way(chain_of(claim, "", carrier), tuple(nodes if outlet else nodes[1:]))


def copy_of(quote: str) -> str | None:
    """What two copies of one sentence have in common, None where it is too short to be known by it."""
    copy = " ".join(quote.casefold().split())
    return copy if len(copy) >= SAME_COPY else None


def _nodes(claim: Claim, carrier: Carrier | None) -> Iterator[str]:
    """What two claims of one origin have in common, any of it."""
    outlet = claim.outlet or ""
    yield f"outlet {outlet.casefold()}" if outlet else f"article {claim.article_id}"
    for relay in claim.relays:
        yield f"relay {agency_in(relay) or ' '.join(name_words(relay)) or relay}"
    for agency in (carrier.agency if carrier else None, agency_of(outlet)):
        if agency:
            yield f"relay {agency}"
    if carrier is not None and carrier.story:
        yield f"story {carrier.story}"
    if claim.kind is not ArticleKind.TABLE_ROW and (copy := copy_of(claim.quote)):
        yield f"copy {copy}"
