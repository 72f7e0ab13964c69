"""Lists of an enemy's losses as general staffs print them: a heading with its dates, then a line for each kind.

    The total combat losses of the enemy from 24.02.2022 to 01.06.2023 are approximately:
    personnel - about 208,370 (+460) persons were liquidated,
    tanks - 3,804 (+2),

The heading tells the outcome (losses: never killed alone, P9 of the field guide) and the time; the line of the personnel
is the one figure of people. Every other line counts things.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.hedges import hedged
from tracker.extract.noun_phrases import looks_like_source
from tracker.extract.numbers import Number, number_at
from tracker.extract.tokens import tokens
from tracker.extract.victims import group_of
from tracker.lexicon.guarded import Guarded
from tracker.model import (
    Article,
    Basis,
    Claim,
    DateBasis,
    Outcome,
    PartialDate,
    Quantity,
    Span,
    SpanKind,
    content_id,
)

LISTED = "loss-list"  # the frame that `tracker explain` names
REACH = 2500  # code points that such a list fills at the most
BEGINS = 200  # code points behind its heading within which the first line of a list stands
HEADING = Guarded(r"\b(?:combat\s+)?losses\b[^\n:]{0,160}:", re.IGNORECASE)
LINE = Guarded(r"[^\n;]+")
LABELLED = Guarded(r"[^\w\n]*(?P<label>[A-Za-z][A-Za-z /()'’-]{1,50}?)\s*[-–—‒:]\s*(?P<rest>[^\n;]*[0-9][^\n;]*)")
PEOPLE = Guarded(
    r"\b(?:personnel|manpower|servicemen|soldiers|troops|fighters|militants|men|invaders|occupiers)\b", re.IGNORECASE
)
FATES = Guarded(
    r"\b(?:killed|dead|deaths?|wounded|injured|missing|captured|prisoners|casualties|losses|total)\b", re.IGNORECASE
)

# Who prints the list, before its heading: "The General Staff has published the enemy's losses as of 10 March:".
PRINTED_BY = Guarded(
    r"(?P<body>[A-Z][^\n:;.]{2,80}?)\s+(?:(?:has|have|had)\s+)?(?:published|released|issued|updated|reported|reports|"
    r"announced|said|says|estimated|estimates|gave|put|posted)\b"
)
ACCORDING = Guarded(r"\baccording to\s+(?P<body>[^\n:;.,]{2,80})", re.IGNORECASE)


def holds_loss_list(text: str) -> bool:
    """Whether a text holds such a list with a line of people in it."""
    return any(PEOPLE.search(line["label"]) for _, lines in _lists(text) for line in lines)


def with_loss_lists(article: Article, claims: list[Claim], report: PartialDate | None) -> list[Claim]:
    """The claims with those of lists of losses added, and without what was taken for people in the lines of things."""
    text = article.text
    figures = sorted((span.start, n) for n, claim in enumerate(claims) for span in _figures(claim))
    things: set[int] = set()
    timed: dict[int, Claim] = {}
    added: list[Claim] = []
    for heading, lines in _lists(text):
        for found in lines:
            first, last = bisect_left(figures, (found.start(), -1)), bisect_left(figures, (found.end(), -1))
            inside = [n for _, n in figures[first:last]]
            if not PEOPLE.search(found["label"]):
                things.update(inside if not FATES.search(found["label"]) else ())
            elif inside:
                # The line has a verb of its own; the heading has its time.
                since, as_of, how = _time(text, heading, report)
                for n in inside:
                    timed[n] = replace(claims[n], basis=Basis.CUMULATIVE, since=since, as_of=as_of, date_basis=how)
            elif (claim := _claim(article, heading, found.span("label"), found.span("rest"), report)) is not None:
                added.append(claim)
    if not (things or timed or added):
        return claims
    return [timed.get(n, claim) for n, claim in enumerate(claims) if n not in things] + added


def _lists(text: str) -> Iterator[tuple[tuple[int, int], list[re.Match[str]]]]:
    """The stretch of each heading with the lines behind it that are a label and a figure; no list stands in another."""
    done = 0
    for heading in HEADING.finditer(text):
        if heading.start() < done:
            continue
        end = _end(text, heading.end())
        begins = LINE.finditer(text, heading.end(), min(end, heading.end() + BEGINS))
        if not any(LABELLED.match(text, *line.span()) for line in begins):
            continue
        lines = (LABELLED.match(text, *line.span()) for line in LINE.finditer(text, heading.end(), end))
        done = end
        yield heading.span(), [line for line in lines if line is not None]


def _end(text: str, start: int) -> int:
    """Where a list ends: at the first empty line behind its first line, or where it gets too long."""
    first = start + len(text[start : start + REACH]) - len(text[start : start + REACH].lstrip())
    blank = text.find("\n\n", first, start + REACH)
    return blank if blank >= 0 else min(len(text), start + REACH)


def _figures(claim: Claim) -> list[Span]:
    return [span for span in claim.spans if span.kind is SpanKind.FIGURE]


def _claim(
    article: Article,
    heading: tuple[int, int],
    label: tuple[int, int],
    rest: tuple[int, int],
    report: PartialDate | None,
) -> Claim | None:
    text = article.text
    toks = tokens(text, *rest)
    number = next((n for at in range(len(toks)) if (n := number_at(toks, at)) is not None), None)
    if number is None or number.vague:
        return None
    number = hedged(toks, number)
    start, end = label[0], toks[number.last - 1].end
    since, as_of, how = _time(text, heading, report)
    figure = (toks[number.core].start, toks[max(number.core_end, number.core + 1) - 1].end)
    people = text[slice(*label)]
    return Claim(
        id=content_id("c", article.id, start, end, Outcome.CASUALTIES, number.low, number.high, figure[0]),
        article_id=article.id,
        article=article.name,
        start=start,
        end=end,
        quote=text[start:end],
        outcome=Outcome.CASUALTIES,
        quantity=_quantity(number),
        basis=Basis.CUMULATIVE,
        victims=people,
        source=_printer(text, heading),
        since=since,
        as_of=as_of,
        date_basis=how,
        group=group_of(people),
        frame=LISTED,
        spans=(Span(SpanKind.FIGURE, *figure),),
        kind=article.kind,
        conflict=article.conflict,
        outlet=article.outlet,
        url=article.url,
        said_on=article.published,
        seen_at=article.seen_at,
    )


def _printer(text: str, heading: tuple[int, int]) -> str | None:
    """Who says what the list tells, None where the sentence with its heading names nobody."""
    first = max(text.rfind("\n", 0, heading[0]), text.rfind(". ", 0, heading[0])) + 1
    for pattern in (ACCORDING, PRINTED_BY):
        found = pattern.search(text, first, heading[1])
        if found is not None and looks_like_source(found["body"], strict=True):
            return found["body"].strip()
    return None


def _quantity(number: Number) -> Quantity:
    return Quantity(number.low, number.high, number.qualifier, number.hedge)


def _time(
    text: str, heading: tuple[int, int], report: PartialDate | None
) -> tuple[PartialDate | None, PartialDate | None, DateBasis]:
    """Since when the heading counts and until when, and how the last day was found; the report's day where it names none."""
    base: date | None = report.first() if report is not None and report.exact else None
    told = [e for e in expressions(text, *heading, base, []) if e.kind in ("day", "month", "year")]
    since = _first(told, ("since", "from"))
    until = _first(told, ("until",))
    if until is not None:
        return since, until, DateBasis.STATED
    return since, report, DateBasis.PUBLISHED if report is not None else DateBasis.NONE


def _first(told: list[TimeExpression], leads: tuple[str, ...]) -> PartialDate | None:
    return next((e.first for e in told if e.lead in leads), None)
