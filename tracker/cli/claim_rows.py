"""Claims as programs and as people read them: JSON Lines and a table."""

from __future__ import annotations

import click

from tracker.cli.terminal import table
from tracker.model import Claim, PartialDate


def record(claim: Claim) -> dict[str, object]:
    """A claim under the field names that others rely on, then what else is known of it; null for what is not."""
    q = claim.quantity
    return {
        "article": claim.article,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "outcome": claim.outcome.value,
        "low": q.low,
        "high": q.high,
        "qualifier": q.qualifier.value,
        "victims": claim.victims,
        "part_of": claim.part_of,
        "basis": claim.basis.value,
        "since": _day(claim.since),
        "as_of": _day(claim.as_of),
        "source": claim.source,
        "place": claim.place,
        "id": claim.id,
        "claimant": claim.claimant,
        "scope": claim.scope.value,
        "group": claim.group.value,
        "group_words": claim.group_words or None,
        "side": claim.side,
        "region": claim.region.value,
        "date_basis": claim.date_basis.value,
        "hedge": q.hedge or None,
        "unit": q.unit.value,
        "frame": claim.frame or None,
        "conflict": claim.conflict,
    }


def _day(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def print_claims(rows: list[list[object]]) -> None:
    """The claims as a table; the article is named in it only where there are several."""
    header = ["article", "outcome", "how many", "victims", "as of", "source", "quote"]
    if len({cells[0] for cells in rows}) == 1:
        header, rows = header[1:], [cells[1:] for cells in rows]
    whole = frozenset(at for at, name in enumerate(header) if name in ("how many", "as of"))
    click.echo(table(header, rows, whole=whole))


def row(claim: Claim) -> list[object]:
    """The cells of a claim, in the order of the table."""
    return [claim.article, claim.outcome, how_many(claim), claim.victims, claim.as_of, claim.source, claim.quote]


def how_many(claim: Claim) -> str:
    """The quantity as a person reads it: "at least 11,517"."""
    q = claim.quantity
    if q.exact and q.low is not None:
        return f"{'about ' if q.qualifier == 'about' else ''}{q.low:,}"
    if q.high is None and q.low is not None:
        return f"{q.qualifier.replace('_', ' ') if q.qualifier != 'vague' else 'at least'} {q.low:,}"
    if q.low is None and q.high is not None:
        return f"{q.qualifier.replace('_', ' ')} {q.high:,}"
    return f"{q.low:,} to {q.high:,}"
