"""Records as rows that a person can read with any SQLite tool, and back again without loss.

A date is its ISO text, as precise as it was said. A list is JSON, and an empty list is the empty text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tracker.errors import StoreError
from tracker.model import (
    Article,
    ArticleKind,
    Basis,
    Claim,
    DateBasis,
    Group,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Region,
    Scope,
    Span,
    SpanKind,
    Terms,
    Unit,
)
from tracker.model.stored import ARTICLES, CLAIMS
from tracker.store.tables import names

Row = tuple[Any, ...]

ARTICLE_COLUMNS = names(ARTICLES)
CLAIM_COLUMNS = names(CLAIMS, without="reading")

# A dictionary probe is several times quicker than calling the enumeration, and there are eight of them in a claim.
_OUTCOMES = {str(member): member for member in Outcome}
_QUALIFIERS = {str(member): member for member in Qualifier}
_UNITS = {str(member): member for member in Unit}
_BASES = {str(member): member for member in Basis}
DATE_BASES = {str(member): member for member in DateBasis}
_GROUPS = {str(member): member for member in Group}
_SCOPES = {str(member): member for member in Scope}
REGIONS = {str(member): member for member in Region}
_KINDS = {str(member): member for member in ArticleKind}
_TERMS = {str(member): member for member in Terms}
_SPANS = {str(member): member for member in SpanKind}


@lru_cache(maxsize=65_536)
def day(text: str | None) -> PartialDate | None:
    """The date of a text, None for none."""
    return None if text is None else PartialDate.parse(text)


def _text(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def _listed(items: Iterable[object]) -> str:
    found = [list(item) if isinstance(item, tuple) else str(item) for item in items]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The items of a list."""
    return tuple(json.loads(text)) if text else ()


@lru_cache(maxsize=64)
def _inclusions(text: str) -> tuple[Inclusion, ...]:
    return tuple(Inclusion(word) for word in words(text))


@lru_cache(maxsize=65_536)
def quantity(low: int | None, high: int | None, qualifier: str, hedge: str, unit: str) -> Quantity:
    """The quantity of its columns."""
    return Quantity(low, high, _QUALIFIERS[qualifier], hedge, _UNITS[unit])


@lru_cache(maxsize=16_384)
def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(_SPANS[what], first, last) for what, first, last in json.loads(text)) if text else ()


_DAMAGE = (KeyError, ValueError, TypeError, IndexError)


def article_row(article: Article) -> Row:
    """The row of one article, in the order of ARTICLE_COLUMNS."""
    a = article
    regions = _listed((str(region), start, end) for region, start, end in a.regions)
    return (
        *(a.id, a.name, str(a.kind), a.url, a.outlet, a.title, _text(a.published), a.seen_at),
        *(a.language, a.source_id, a.conflict, a.sha256, regions, a.text),
    )


def article_from(row: Row) -> Article:
    """The article of one row. Raises StoreError where the row is damaged."""
    try:
        return _article(row)
    except _DAMAGE as error:
        raise damaged(f"article {row[0]}", error) from error


def _article(row: Row) -> Article:
    (
        id_,
        name,
        kind,
        url,
        outlet,
        title,
        published,
        seen_at,
        language,
        source_id,
        conflict,
        sha256,
        regions,
        text,
    ) = row
    stretches = json.loads(regions) if regions else ()
    return Article(
        id_,
        name,
        _KINDS[kind],
        text,
        sha256,
        seen_at,
        url,
        outlet,
        title,
        day(published),
        language,
        source_id,
        conflict,
        tuple((REGIONS[region], start, end) for region, start, end in stretches),
    )


def claim_row(claim: Claim) -> Row:
    """The row of one claim, in the order of CLAIM_COLUMNS."""
    c, q = claim, claim.quantity
    return (
        *(c.id, c.article_id, c.article, c.start, c.end, c.quote, str(c.outcome), q.low, q.high, str(q.qualifier)),
        *(
            q.hedge,
            str(q.unit),
            c.victims,
            c.part_of,
            str(c.basis),
            _text(c.since),
            _text(c.as_of),
            str(c.date_basis),
        ),
        *(c.source, c.claimant, _listed(c.relays), c.place, str(c.group), c.group_words, c.side, str(c.scope)),
        *(_listed(c.inclusions), str(c.region), c.frame, _listed((str(s.kind), s.start, s.end) for s in c.spans)),
        *(str(c.kind), c.conflict, c.outlet, c.url, _text(c.said_on), c.seen_at, c.reference),
        *(int(c.withdraws), str(c.terms)),
    )


def claim_from(row: Row) -> Claim:
    """The claim of one row. Raises StoreError where the row is damaged."""
    try:
        return _claim(row)
    except _DAMAGE as error:
        raise damaged(f"claim {row[0]}", error) from error


def damaged(what: str, error: Exception) -> StoreError:
    """What is held cannot be read: no release wrote it so."""
    return StoreError(
        f"{what} cannot be read, the store is damaged ({type(error).__name__}: {str(error)[:120]}); "
        "`tracker restore COPY` puts a checked copy in its place"
    )


def _claim(row: Row) -> Claim:
    id_, article_id, article, start, end, quote, outcome, low, high, qualifier, hedge, unit = row[:12]
    victims, part_of, basis, since, as_of, date_basis, source, claimant, relays, place, group, group_words = row[
        12:24
    ]
    side, scope, inclusions, region, frame, spans, kind, conflict, outlet, url, said_on, seen_at, reference = row[
        24:37
    ]
    withdraws, terms = row[37:]
    return Claim(
        id_,
        article_id,
        article,
        start,
        end,
        quote,
        _OUTCOMES[outcome],
        quantity(low, high, qualifier, hedge, unit),
        _BASES[basis],
        victims,
        part_of,
        day(since),
        day(as_of),
        DATE_BASES[date_basis],
        source,
        claimant,
        words(relays),
        place,
        _GROUPS[group],
        group_words,
        side,
        _SCOPES[scope],
        _inclusions(inclusions),
        REGIONS[region],
        frame,
        _spans(spans),
        _KINDS[kind],
        conflict,
        outlet,
        url,
        day(said_on),
        seen_at,
        reference,
        bool(withdraws),
        _TERMS[terms],
    )
