"""The gates before publication: what must hold of claims and of what was made of them, or the last report stands.

A gate that is shut is an issue of severity ERROR with code "gate-..."; an empty list means that all stand open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from tracker.issues import Issue, Severity
from tracker.model import Article, Claim, Reconciled, Statement
from tracker.reconcile.days import seen_day

_ZONES = timedelta(days=1)  # a day on one side of the earth is not over on the other
_SHOWN = 20  # faults of one kind that are told one by one


def gates(
    claims: Sequence[Claim],
    texts: Mapping[str, Article],
    reconciled: Reconciled,
    beside: Mapping[str, Claim] | None = None,
) -> list[Issue]:
    """Everything that stands against publishing, at most twenty faults of a kind.

    texts    articles by id
    beside   claims by id that are known and not to be published, as those outside a slice: a part's whole may be theirs
    """
    found = [
        *_first(_grounded(claims, texts)),
        *_first(_parts(claims, beside or {})),
        *_first(_nothing_lost(claims, reconciled)),
        *_first(_clocks(reconciled)),
        *_first(_unmixed(claims, reconciled)),
    ]
    if not reconciled.statements:
        message = "no claim stands in any series, so there is nothing to report; see the issues for why"
        found.append(_shut("nothing-to-report", "all sources", message))
    return found


def _first(faults: Iterable[Issue]) -> list[Issue]:
    told = list(faults)
    if len(told) <= _SHOWN:
        return told
    last = told[_SHOWN]
    return [
        *told[:_SHOWN],
        _shut(last.code.removeprefix("gate-"), "more", f"and {len(told) - _SHOWN} more like these"),
    ]


def _grounded(claims: Iterable[Claim], texts: Mapping[str, Article]) -> Iterator[Issue]:
    """Each claim's quote stands in its stored article, letter for letter, at its offsets."""
    for claim in claims:
        article = texts.get(claim.article_id)
        if article is None:
            yield _shut("ungrounded", claim.id, f"its article {claim.article_id} is not in the store")
        elif article.text[claim.start : claim.end] != claim.quote or not claim.quote:
            yield _shut("ungrounded", claim.id, f"its quote does not stand in {claim.article} at {claim.start}")


def _parts(claims: Sequence[Claim], beside: Mapping[str, Claim]) -> Iterator[Issue]:
    """A part belongs to another claim of its own article."""
    homes = {claim.id: claim.article_id for claim in (*beside.values(), *claims)}
    for claim in claims:
        if claim.part_of is not None and homes.get(claim.part_of) != claim.article_id:
            yield _shut("orphan", claim.id, f"part of {claim.part_of}, which is no claim of the same article")
        elif claim.part_of == claim.id:
            yield _shut("orphan", claim.id, "part of itself")


def _nothing_lost(claims: Sequence[Claim], reconciled: Reconciled) -> Iterator[Issue]:
    """Each claim stands in one statement, or in one that was corrected, or is listed as left out, once."""
    places = Counter(name for statement in reconciled.statements for name in statement.claims)
    places.update(name for one in reconciled.corrected for name in one.statement.claims)
    places.update(one.claim for one in reconciled.left_out)
    known = {claim.id for claim in claims}
    for name in sorted(known | set(places)):
        if name not in known:
            yield _shut("unaccounted", name, "stands in a series, and is no claim")
        elif places[name] != 1:
            yield _shut(
                "unaccounted", name, f"stands in {places[name]} places; must be one series or one reason why not"
            )


def _clocks(reconciled: Reconciled) -> Iterator[Issue]:
    """A figure is of a day, then said, then seen; a day of tolerance for time zones."""
    for statement in reconciled.statements:
        said = statement.said_on
        seen = seen_day(statement.seen_at)
        if said is not None and statement.as_of.first() > said.last() + _ZONES:
            yield _shut("clocks-crossed", statement.id, f"speaks of {statement.as_of}, said on {said}")
        elif said is not None and seen is not None and said.first() > seen + _ZONES:
            yield _shut("clocks-crossed", statement.id, f"said on {said}, seen on {seen}")


def _unmixed(claims: Iterable[Claim], reconciled: Reconciled) -> Iterator[Issue]:
    """No statement holds a claim of another outcome, unit or figure: killed is never counted as casualties."""
    by_id = {claim.id: claim for claim in claims}
    for statement in reconciled.statements:
        for claim in (by_id[name] for name in statement.claims if name in by_id):
            if _strays(claim, statement):
                yield _shut("mixed", statement.id, f"holds {claim.id}: {claim.outcome} {claim.quantity}")


def _strays(claim: Claim, statement: Statement) -> bool:
    said, kept = claim.quantity, statement.quantity
    return (claim.outcome, said.unit, said.low, said.high) != (statement.key.outcome, kept.unit, kept.low, kept.high)


def _shut(code: str, subject: str, message: str) -> Issue:
    return Issue("reconcile", f"gate-{code}", subject, message, Severity.ERROR)
