"""Which stretch of time a figure covers (basis, since) and the day it speaks of (as_of), with how that day was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.extract.dates import TimeExpression
from tracker.extract.phrases import phrases
from tracker.model import Basis, DateBasis, Outcome, PartialDate

PERFECT = re.compile(
    r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|so\s+far\s+)*(?:been\s+)?(?:\w+ly\s+)?\w+", re.IGNORECASE
)
TOLL = re.compile(
    r"\b(?:toll|total|tally|number of (?:dead|people|those|civilians|killed|wounded|injured|victims|deaths|fatalities|casualties|martyrs))\b",
    re.IGNORECASE,
)
DAY_KINDS = frozenset({"day", "weekday", "today", "ago"})
WINDOW_KINDS = frozenset({"window", "span", "week", "overnight", "vague"})


@dataclass(slots=True)
class Clock:
    """What the sentences so far say of time: the day last named, the start of the war, the window in force."""

    published: date | None
    day: TimeExpression | None = None
    day_paragraph: int = -1
    day_sentence: int = -1
    started: PartialDate | None = None
    war_since: PartialDate | None = None


@dataclass(slots=True)
class Timing:
    """The time of one claim, as claims.md encodes it."""

    basis: Basis
    since: PartialDate | None
    as_of: PartialDate | None
    date_basis: DateBasis


def _distance(expression: TimeExpression, start: int, end: int) -> int:
    if expression.end <= start:
        return start - expression.end
    if expression.start >= end:
        return expression.start - end
    return 0


def time_claim(
    text: str,
    sentence: tuple[int, int],
    claim: tuple[int, int],
    clause: tuple[int, int],
    outcome: Outcome,
    found: list[TimeExpression],
    said: list[tuple[int, int]],
    clock: Clock,
    frame: str,
    paragraph: int,
    ordinal: int,
) -> Timing:
    """The timing of a claim at text[claim]; `clause` is the stretch around it up to the neighbouring claims.

    `said` are the stretches of words of attribution, whose dates are days of saying, not of dying.
    """
    words = text[clause[0] : clause[1]]
    local = text[claim[0] : claim[1]]
    near = [e for e in found if e.kind != "future"]
    spoken = [e for e in near if any(a <= e.start < b for a, b in said)]
    own = [e for e in near if e not in spoken and clause[0] - 2 <= e.start <= clause[1] + 2]
    other = [e for e in near if e not in spoken and e not in own]
    published = PartialDate.of(clock.published) if clock.published else None
    since = next((e for e in sorted(own, key=lambda e: _distance(e, *claim)) if e.lead == "since"), None)
    if since is None and frame != "part":
        since = next((e for e in other if e.lead == "since" and e.start > claim[1]), None) or next(
            (e for e in other if e.lead == "since"), None
        )
    window = _window(own, claim) or (_window(other, claim) if not any(e.kind in DAY_KINDS for e in own) else None)
    incidents = phrases("time", "incidents").search(words)
    stock = phrases("time", "stock").search(words)
    if (
        outcome in (Outcome.MISSING, Outcome.CAPTIVE, Outcome.DISPLACED, Outcome.DETAINED, Outcome.INJURED)
        and stock is not None
        and since is None
        and window is None
    ):
        if outcome is not Outcome.INJURED or re.search(
            r"being treated|in hospital|still|remain", words, re.IGNORECASE
        ):
            if not (
                outcome in (Outcome.DISPLACED, Outcome.DETAINED, Outcome.CAPTIVE)
                and re.search(r"\b(?:have|has|had) (?:now |already )?been\b", words)
            ):
                return Timing(Basis.STOCK, None, *_held(own, spoken, published))
    if outcome is Outcome.MISSING and since is None and window is None and not incidents:
        return Timing(Basis.STOCK, None, *_held(own, spoken, published))
    if since is not None:
        as_of, how = _held([e for e in own if e.lead in ("until",)], spoken, published)
        first = since.first
        if first is None and clock.started is not None:
            first = clock.started
        return Timing(Basis.CUMULATIVE, first, as_of, how)
    if window is not None:
        first, last, how = window
        return Timing(Basis.PERIOD, first, last or published, how if last else DateBasis.PUBLISHED)
    cumulative = phrases("time", "cumulative").search(words)
    perfect = PERFECT.search(words)
    wars = phrases("time", "wars").search(words)
    days = [e for e in own if e.kind in DAY_KINDS and e.lead in ("", "from", "until", "before")]
    toll = TOLL.search(local) or TOLL.search(words)
    until = next((e for e in own if e.lead == "until" and e.kind in ("day", "month")), None)
    if (
        (cumulative and not days)
        or (wars and perfect and not days and not incidents_of_day(words))
        or (toll and until is not None)
    ):
        as_of, how = _held([e for e in own if e.lead == "until"], spoken, published)
        start = clock.started or clock.war_since if (wars or cumulative or toll) else None
        return Timing(Basis.CUMULATIVE, start, as_of, how)
    broad = [e for e in own if e.kind in ("month", "year")]
    if broad and not days:
        chosen = min(broad, key=lambda e: _distance(e, *claim))
        aggregated = re.search(r"\b(?:during|throughout|in all of|over the course of)\b", words, re.IGNORECASE) or (
            chosen.kind in ("year", "month") and not incidents
        )
        if aggregated and chosen.first is not None:
            return Timing(Basis.PERIOD, chosen.first, chosen.first, DateBasis.STATED)
        return Timing(Basis.EVENT, None, chosen.first, DateBasis.STATED if chosen.first else DateBasis.NONE)
    if days:
        chosen = min(days, key=lambda e: _distance(e, *claim))
        how = DateBasis.STATED if chosen.kind == "day" else DateBasis.RELATIVE
        basis = Basis.PERIOD if phrases("time", "windows").search(words) else Basis.EVENT
        return Timing(basis, None, chosen.first, how if chosen.first else DateBasis.NONE)
    windows = phrases("time", "windows").search(words)
    if windows:
        return Timing(Basis.PERIOD, None, published, DateBasis.PUBLISHED if published else DateBasis.NONE)
    outside = [e for e in other if e.kind in DAY_KINDS and e.lead in ("", "from")]
    if outside:
        chosen = min(outside, key=lambda e: _distance(e, *claim))
        how = DateBasis.STATED if chosen.kind == "day" else DateBasis.RELATIVE
        return Timing(Basis.EVENT, None, chosen.first, how if chosen.first else DateBasis.NONE)
    if (
        clock.day is not None
        and clock.day.first is not None
        and (paragraph == clock.day_paragraph or ordinal - clock.day_sentence <= 3)
    ):
        return Timing(Basis.EVENT, None, clock.day.first, DateBasis.CARRIED)
    if published is not None:
        return Timing(Basis.EVENT, None, published, DateBasis.PUBLISHED)
    return Timing(Basis.EVENT, None, None, DateBasis.NONE)


def incidents_of_day(words: str) -> bool:
    """True where the words speak of one blow, not of a war as a whole."""
    return (
        re.search(
            r"\b(?:suicide|car bomb|blast|explosion|ambush|raid|airstrike on|air strike on|gunman)\b",
            words,
            re.IGNORECASE,
        )
        is not None
    )


def _window(
    found: list[TimeExpression], claim: tuple[int, int]
) -> tuple[PartialDate | None, PartialDate | None, DateBasis] | None:
    """A bounded window: "in the past 24 hours", "from 2001 to 2019", "last week", "overnight"."""
    starts = [e for e in found if e.lead == "from"]
    for first in starts:
        last = next(
            (e for e in found if e.start > first.end and e.start - first.end < 12 and e.lead in ("until", "")), None
        )
        if last is not None and last.first is not None and first.first is not None:
            return first.first, last.last, DateBasis.STATED
    spans = [e for e in found if e.kind in WINDOW_KINDS]
    if not spans:
        return None
    chosen = min(spans, key=lambda e: _distance(e, *claim))
    if chosen.kind == "overnight":
        return None, chosen.last, DateBasis.RELATIVE
    return chosen.first, chosen.last, DateBasis.RELATIVE


def _held(
    own: list[TimeExpression], spoken: list[TimeExpression], published: PartialDate | None
) -> tuple[PartialDate | None, DateBasis]:
    """The day at which a running total or a level held: "as of 21 May", the day it was said, or the article's own day."""
    for expression in own:
        if (
            expression.lead == "until"
            and expression.last is not None
            and expression.kind in ("day", "month", "weekday", "year")
        ):
            return expression.last, DateBasis.STATED if expression.kind != "weekday" else DateBasis.RELATIVE
    for expression in spoken:
        if expression.first is not None and expression.kind in ("day", "weekday", "today"):
            return expression.first, DateBasis.STATED if expression.kind == "day" else DateBasis.RELATIVE
    return published, DateBasis.PUBLISHED if published else DateBasis.NONE
