"""What a total has grown by since the count before, in brackets behind it: "45,028 (+23 in 24 hours)", "409,820 (+1,160)".

The total runs on, and the increment is a claim of its own, part of the total: bulletins that are counted day by day print
both, and one read as the other is the commonest slip of all (P1 of the field guide).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from tracker.extract.additions import figure_of
from tracker.extract.numbers import plain_value
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, PartialDate, Qualifier, Quantity, Span, SpanKind, content_id

GROWN = Guarded(r"\s?\(\s?\+\s?(?P<number>[0-9][0-9., ’']{0,14}[0-9]|[0-9])(?P<words>[^()\n]{0,40})\)")
A_DAY = Guarded(r"\b(?:24\s?h(?:ours?|rs?)?|(?:a|one|per|past|last|previous)\s+day|yesterday|daily)\b", re.IGNORECASE)


def with_increments(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims, each total that says what it has grown by followed by the claim of its increment."""
    out: list[Claim] = []
    for claim in claims:
        grown = GROWN.match(text, figure_of(claim)[1])
        value = plain_value(grown["number"]) if grown is not None else None
        if grown is None or value is None or value > claim.quantity.point:
            out.append(claim)
            continue
        # "Killed: 45,028 (+23)" runs on, unless words say over which months it was counted; the time in the brackets is
        # the increment's own.
        its_own = A_DAY.search(grown["words"]) is not None
        runs_on = claim.basis is Basis.EVENT or (claim.basis is Basis.PERIOD and (its_own or claim.since is None))
        total = replace(claim, basis=Basis.CUMULATIVE, since=None) if runs_on else claim
        out += [total, _increment(text, total, value, grown.span("number"), grown.end(), of_a_day=its_own)]
    return out


def _increment(text: str, total: Claim, value: int, figure: tuple[int, int], end: int, *, of_a_day: bool) -> Claim:
    start = min(total.start, figure_of(total)[0])
    since = None
    if of_a_day and total.as_of is not None and total.as_of.exact:
        since = PartialDate.of(total.as_of.first() - timedelta(days=1))
    return replace(
        total,
        id=content_id("c", total.article_id, start, end, total.outcome, value, value, figure[0]),
        start=start,
        end=end,
        quote=text[start:end],
        quantity=Quantity(value, value, Qualifier.EXACT, "", total.quantity.unit),
        part_of=total.id,
        basis=Basis.PERIOD,
        since=since,
        date_basis=DateBasis.RELATIVE if since is not None else total.date_basis,
        spans=(Span(SpanKind.FIGURE, *figure),),
        frame="increment",
    )
