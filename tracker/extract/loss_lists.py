"""Lists of an enemy's losses as general staffs print them: a heading with its dates, then a line for each kind.

    The total combat losses of the enemy from 24.02.2022 to 01.06.2023 are approximately:
    personnel - about 208,370 (+460) persons were liquidated,
    tanks - 3,804 (+2),

The heading tells the outcome (losses: never killed alone, P9 of the field guide) and the time; the line of the personnel
is the one figure of people. Every other line counts things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tracker.extract.additions import figure_of
from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.hedges import hedged
from tracker.extract.noun_phrases import looks_like_source
from tracker.extract.numbers import number_at
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
LABELLED = Guarded(
    r"[^\w\n]*(?P<label>[A-Za-z][A-Za-z /()'’-]{1,50}?)\s*[-–—‒:]\s*"
    r"(?P<rest>(?:[A-Za-z~≈]{1,14}\.?\s*){0,2}(?P<number>[0-9])[^\n;]*)"
)
PEOPLE = Guarded(
    r"\b(?:personnel|manpower|servicemen|soldiers|troops|fighters|militants|men|invaders|occupiers)\b", re.IGNORECASE
)
# With one of these in its line a figure is of people, whatever the label: "Donetsk: 12 civilians killed".
OF_PEOPLE = Guarded(
    r"\b(?:killed|dead|deaths?|died|wounded|injured|hurt|missing|captured|prisoners|hostages|casualties|total|civilians?|"
    r"people|persons?|wom[ae]n|child(?:ren)?|officers?|police|crew|volunteers?)\b",
    re.IGNORECASE,
)

# Who prints the list, before its heading: "The General Staff has published the enemy's losses as of 10 March:".
PRINTED_BY = Guarded(
    r"(?P<body>[A-Z][^\n:;.]{2,80}?)\s+(?:(?:has|have|had)\s+)?(?:published|released|issued|updated|reported|reports|"
    r"announced|said|says|estimated|estimates|gave|put|posted)\b"
)
ACCORDING = Guarded(r"\baccording to\s+(?P<body>[^\n:;.,]{2,80})", re.IGNORECASE)

Time = tuple[Basis, PartialDate | None, PartialDate | None, DateBasis]


def holds_loss_list(text: str) -> bool:
    """Whether a text holds such a list with a line of people in it."""
    return any(PEOPLE.search(line["label"]) for _, lines in _lists(text) for line in lines)


def with_loss_lists(article: Article, claims: list[Claim], report: PartialDate | None) -> list[Claim]:
    """The claims with those of lists of losses added, and without what was taken for people in the lines of things."""
    text = article.text
    figures = {figure_of(claim)[0]: n for n, claim in enumerate(claims)}
    things: set[int] = set()
    timed: dict[int, Claim] = {}
    added: list[Claim] = []
    for heading, lines in _lists(text):
        time = _time(text, heading, report)
        for found in lines:
            n = figures.get(found.start("number"))
            if not PEOPLE.search(found["label"]):
                if n is not None and OF_PEOPLE.search(found.group()) is None:
                    things.add(n)
            elif n is None:
                claim = _claim(article, heading, found.span("label"), found.span("rest"), time)
                added += [claim] if claim is not None else []
            elif time[0] is Basis.CUMULATIVE:
                # The line has a verb of its own; the heading has its time.
                basis, since, as_of, how = time
                timed[n] = replace(claims[n], basis=basis, since=since, as_of=as_of, date_basis=how)
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


def _claim(
    article: Article,
    heading: tuple[int, int],
    label: tuple[int, int],
    rest: tuple[int, int],
    time: Time,
) -> Claim | None:
    text = article.text
    toks = tokens(text, *rest)
    number = next((n for at in range(len(toks)) if (n := number_at(toks, at)) is not None), None)
    if number is None or number.vague:
        return None
    number = hedged(toks, number)
    start, end = label[0], toks[number.last - 1].end
    basis, since, as_of, how = time
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
        quantity=Quantity(number.low, number.high, number.qualifier, number.hedge),
        basis=basis,
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


def _time(text: str, heading: tuple[int, int], report: PartialDate | None) -> Time:
    """Basis, start and day of a heading's figures, and how the day was found: a total where the heading says since when or
    until when it counts; else the losses of what the article tells of, on the day of the report."""
    base: date | None = report.first() if report is not None and report.exact else None
    told = [e for e in expressions(text, *heading, base, []) if e.kind in ("day", "month", "year")]
    since = _first(told, ("since", "from"))
    until = _first(told, ("until",))
    basis = Basis.CUMULATIVE if since is not None or until is not None else Basis.EVENT
    if until is not None:
        return basis, since, until, DateBasis.STATED
    return basis, since, report, DateBasis.PUBLISHED if report is not None else DateBasis.NONE


def _first(told: list[TimeExpression], leads: tuple[str, ...]) -> PartialDate | None:
    return next((e.first for e in told if e.lead in leads), None)
