"""A row of a published table to its claim: no extraction, the columns say what is claimed.

The row's text is "column: value" lines; the whole text is the quote, and the spans point at its figure and hedge.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.claimants import claimant_of, relays_named
from tracker.model import (
    Article,
    Basis,
    Claim,
    DateBasis,
    Group,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Reading,
    Region,
    Scope,
    Span,
    SpanKind,
    Terms,
    Unit,
    Unread,
    content_id,
)
from tracker.sources import Config


@dataclass(frozen=True, slots=True)
class _Cell:
    value: str
    start: int
    end: int


def _cells(text: str) -> dict[str, _Cell]:
    cells: dict[str, _Cell] = {}
    at = 0
    for line in text.split("\n"):
        name, mark, value = line.partition(": ")
        if mark:
            start = at + len(name) + 2
            cells[name] = _Cell(value, start, start + len(value))
        at += len(line) + 1
    return cells


def read_row(article: Article, config: Config | None) -> Reading:
    """The claim of a table row; a row whose columns do not make a claim is returned as unread, with the reason."""
    cells = _cells(article.text)
    try:
        claim = _claim(article, cells, config)
    except (ValueError, KeyError) as error:
        reason = f"the row makes no claim: {error}"
        return Reading(unread=(Unread(article.name, 0, len(article.text), article.text, reason),))
    return Reading(claims=(claim,))


def _claim(article: Article, cells: dict[str, _Cell], config: Config | None) -> Claim:
    def get(name: str) -> str:
        return cells[name].value.strip() if name in cells else ""

    def day(name: str) -> PartialDate | None:
        return PartialDate.parse(get(name)) if get(name) else None

    def bound(name: str) -> int | None:
        return int(get(name)) if get(name) else None

    group_cell = get("victims_group") or Group.EVERYONE.value
    named, _, words = group_cell.partition(":")
    group = Group(named.strip())
    qualifier = Qualifier(get("qualifier") or "exact")
    hedge = get("hedge") or ("" if qualifier is Qualifier.EXACT else qualifier.value.replace("_", " "))
    unit = Unit(get("unit") or "person")
    quantity = Quantity(bound("low"), bound("high"), qualifier, hedge, unit)
    spans = [
        Span(kind, cells[name].start, cells[name].end)
        for kind, name in (
            (SpanKind.FIGURE, "low"),
            (SpanKind.FIGURE, "high"),
            (SpanKind.HEDGE, "qualifier"),
            (SpanKind.OUTCOME, "outcome"),
            (SpanKind.VICTIMS, "victims_group"),
            (SpanKind.SOURCE, "claimant"),
            (SpanKind.DATE, "as_of"),
            (SpanKind.PLACE, "place"),
        )
        if name in cells
    ]
    as_of = day("as_of")
    source = get("claimant") or None
    claimant = claimant_of(get("speaker") or source, article.conflict, config) or claimant_of(
        source, article.conflict, config
    )
    return Claim(
        id=content_id("c", article.id, get("outcome"), get("low"), get("high")),
        article_id=article.id,
        article=article.name,
        start=0,
        end=len(article.text),
        quote=article.text,
        outcome=Outcome(get("outcome")),
        quantity=quantity,
        basis=Basis(get("basis")),
        victims=words.strip() or (None if group is Group.EVERYONE else group.value.replace("_", " ")),
        since=day("since"),
        as_of=as_of,
        date_basis=DateBasis.COLUMN if as_of else DateBasis.NONE,
        source=source,
        claimant=claimant,
        relays=relays_named((get("relayed_by"),) if get("relayed_by") else (), article.conflict, config),
        place=get("place") or None,
        group=group,
        group_words=words.strip(),
        side=get("side") or None,
        scope=Scope(get("scope") or "reported"),
        inclusions=tuple(Inclusion(word) for word in get("includes").split()),
        region=Region.TABLE,
        frame="table row",
        spans=tuple(spans),
        kind=article.kind,
        conflict=article.conflict or get("conflict") or None,
        outlet=article.outlet,
        url=article.url,
        said_on=article.published,
        seen_at=article.seen_at,
        reference=article.url or "",
        withdraws=get("withdrawn") == "yes",
        terms=Terms(get("terms") or "open"),
    )
