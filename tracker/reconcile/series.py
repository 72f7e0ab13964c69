"""From claims to statements and series: what each claimant said about each day, and how it was revised.

The order is that of the news: by the day something was said, then by the moment it was seen. Where both are the same
the smaller number comes first, since the tolls of one day rise more often than they fall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.model import (
    ArticleKind,
    Claim,
    DateBasis,
    PartialDate,
    Qualifier,
    Quantity,
    Revision,
    RevisionKind,
    Series,
    SeriesKey,
    Statement,
    content_id,
    replaces,
)
from tracker.naming import name_words
from tracker.reconcile.statements import Keyed, seen_day

_Figure = tuple[int | None, int | None, Qualifier]

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


def said_day(claim: Claim) -> date:
    """The day a claim was said, else first seen; the end of time for one that carries neither."""
    if claim.said_on is not None:
        return claim.said_on.last()
    return seen_day(claim.seen_at) or date.max


def said_order(claim: Claim) -> tuple[date, str, int, str, str]:
    """Sorts claims in the order of the news, the same way on every machine."""
    q = claim.quantity
    return said_day(claim), claim.seen_at or "~", q.point, str(q.qualifier), claim.id


def series_of(keyed: Iterable[Keyed]) -> tuple[Series, ...]:
    """One series for each key, in the order of keys; within it by as_of, then in the order of the news."""
    by_key: dict[SeriesKey, dict[PartialDate, list[Keyed]]] = {}
    for one in keyed:
        by_key.setdefault(one.key, {}).setdefault(one.as_of, []).append(one)
    made = []
    for key in sorted(by_key):
        days = sorted(by_key[key].items(), key=lambda day: (day[0].last(), day[0].first()))
        stem = content_id("k", *_key_words(key))
        revisions = tuple(revision for as_of, found in days for revision in _revisions(key, stem, as_of, found))
        made.append(Series(key, revisions))
    return tuple(made)


def _revisions(key: SeriesKey, stem: str, as_of: PartialDate, found: list[Keyed]) -> list[Revision]:
    """What one claimant said about one day, step by step.

    Claims of one number and one class of hedge are one statement, however many outlets carry it. A number that is
    said again on a later day than the one which contradicted it is a statement of its own, and does not come back
    into force: outlets repeat old tolls for months.
    """
    found.sort(key=lambda one: said_order(one.claim))
    carried: dict[tuple[_Figure, bool], list[Keyed]] = {}
    gone: dict[_Figure, date] = {}
    steps: list[tuple[tuple[_Figure, bool], RevisionKind, tuple[_Figure, bool] | None]] = []
    standing: _Figure | None = None
    quantities: dict[_Figure, Quantity] = {}
    for one in found:
        quantity, day = one.claim.quantity, said_day(one.claim)
        figure = (quantity.low, quantity.high, quantity.qualifier)
        again = figure in gone and day > gone[figure]
        step = (figure, again)
        if step in carried:
            carried[step].append(one)
            continue
        carried[step] = [one]
        quantities.setdefault(figure, quantity)
        before = None if standing is None else (standing, False)
        if again:
            steps.append((step, RevisionKind.RESTATED, before))
            continue
        steps.append((step, _kind(quantity, None if standing is None else quantities[standing]), before))
        if standing is None:
            standing = figure
        elif replaces(quantity, quantities[standing]):
            if not quantity.echoes(quantities[standing]):
                gone[standing] = day
            standing = figure
    told = {step: _statement(key, stem, as_of, carried[step], again=step[1]) for step, _, _ in steps}
    revisions = []
    for step, kind, before in steps:
        earlier = told[before] if before else None
        change = told[step].quantity.point - earlier.quantity.point if earlier else None
        revisions.append(Revision(told[step], kind, earlier.id if earlier else None, change))
    return revisions


def _kind(said: Quantity, standing: Quantity | None) -> RevisionKind:
    if standing is None:
        return RevisionKind.FIRST
    move = said.point - standing.point
    if not replaces(said, standing) or abs(move) <= max(said.slack, standing.slack, _loose(standing)):
        return RevisionKind.REWORDED
    return RevisionKind.RAISED if move > 0 else RevisionKind.LOWERED


def _loose(standing: Quantity) -> int:
    """How far above a lone lower bound the same count may lie: "more than 34,000" was 34,049 all along."""
    if standing.high is not None or standing.low is None:
        return 0
    return replace(standing, high=standing.low, qualifier=Qualifier.EXACT).slack


def _statement(key: SeriesKey, stem: str, as_of: PartialDate, carried: list[Keyed], *, again: bool) -> Statement:
    claims = [one.claim for one in carried]
    quantity = claims[0].quantity
    said = [claim.said_on for claim in claims if claim.said_on is not None]
    figure = (as_of, quantity.low, quantity.high, quantity.qualifier, "again" if again else "")
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


def _key_words(key: SeriesKey) -> tuple[object, ...]:
    return (
        *(key.conflict, key.outcome, key.group, key.group_words, key.side, key.place, key.basis, key.since),
        *(key.claimant, key.scope, ",".join(key.inclusions), key.direction, key.unit),
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
