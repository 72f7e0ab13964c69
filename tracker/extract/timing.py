"""Which stretch of time a figure covers (basis, since) and the day it speaks of (as_of), with how that day was found.

The order of the questions: is it a level that can fall; does the sentence say since when; does it name a window; does it
speak of a war as a whole or of a running total; does it name a month or a year; does it name a day; else the passage's
own day, else the day of publication. Nothing is assumed in silence: `DateBasis` names the answer that was taken.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.dates import TimeExpression, back
from tracker.extract.phrases import phrases
from tracker.extract.running import LARGE, is_level, is_running
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Timing, clause, distance, in_clause
from tracker.extract.time_words import (
    ADDED,
    AFTER,
    AGGREGATE,
    BEGAN,
    FIRST_STRETCH,
    MANY_BLOWS,
    ONE_BLOW,
    OPEN_END,
    PRESENT_PERFECT,
    RECORD,
    RUNNING,
    SINCE_START,
    THOSE_MONTHS,
)
from tracker.model import Basis, DateBasis, PartialDate

WINDOW_KINDS = frozenset({"window", "span", "week", "overnight", "vague"})


def time_claim(here: Setting, clock: Clock) -> Timing:
    """The timing of one claim of a sentence; a running total is remembered for the sentences that go on from it."""
    timing = _timing(here, clock)
    if timing.basis is Basis.CUMULATIVE:
        clock.running, clock.running_sentence = timing, here.ordinal
    return timing


def _timing(here: Setting, clock: Clock) -> Timing:
    first, last = clause(here)
    words = here.text[first:last]
    local = here.text[max(first, here.claim[0] - 60) : min(last, here.claim[1] + 60)]
    found = [e for e in here.found if e.kind != "future" and not _compared(here, e)]
    spoken = [e for e in found if any(a <= e.start < b for a, b in here.said) and not _since(here, e)]
    own = [e for e in found if e not in spoken and in_clause(here, e)]
    published = PartialDate.of(clock.published) if clock.published else None
    since = min((e for e in own if _since(here, e)), key=lambda e: distance(e, *here.claim), default=None)
    window = _window(own, here.claim, spoken, clock.published)
    if since is None and window is None and is_level(here, words, local):
        return Timing(Basis.STOCK, None, *_held(own, spoken, published))
    if since is not None and since.first is not None:
        return Timing(Basis.CUMULATIVE, since.first, *_held(own, spoken, published))
    begun = SINCE_START.search(here.text, *clause(here))
    if since is not None or (
        begun is not None and RECORD.search(here.text[here.sentence[0] : begun.start()]) is None
    ):
        return Timing(Basis.CUMULATIVE, clock.started or clock.war_since, *_held(own, spoken, published))
    open_end = next((e for e in own if e.lead == "from" and OPEN_END.match(here.text, e.end)), None)
    if open_end is not None and open_end.first is not None:
        return Timing(Basis.CUMULATIVE, open_end.first, *_held(own, spoken, published))
    if window is not None:
        opened, closed, how = window
        return Timing(Basis.PERIOD, opened, closed or published, how if closed else DateBasis.PUBLISHED)
    early = _first_stretch(words, clock)
    if early is not None:
        return early
    days = [
        e for e in own if e.kind in DAY_KINDS and e.lead in ("", "from", "until", "before") and not _since(here, e)
    ]
    running = is_running(here, words, local, days, clock)
    if running:
        reached = next((e for e in days if RUNNING.search(words)), None)
        as_of, how = _held(own, spoken, published)
        if reached is not None and reached.first is not None:
            as_of, how = reached.first, DateBasis.STATED if reached.kind == "day" else DateBasis.RELATIVE
        return Timing(Basis.CUMULATIVE, _start(here, words, clock), as_of, how)
    shifted = _shifted(here, days, clock)
    if shifted is not None:
        return Timing(Basis.EVENT, None, shifted, DateBasis.RELATIVE)
    broad = [e for e in own if e.kind in ("month", "year")]
    if broad and not days:
        chosen = min(broad, key=lambda e: distance(e, *here.claim))
        if AGGREGATE.search(words) or MANY_BLOWS.search(words) or here.size >= LARGE:
            return Timing(
                Basis.PERIOD, chosen.first, chosen.first, DateBasis.STATED if chosen.first else DateBasis.NONE
            )
        return Timing(Basis.EVENT, None, chosen.first, DateBasis.STATED if chosen.first else DateBasis.NONE)
    basis = Basis.PERIOD if phrases("time", "windows").search(words) and not ONE_BLOW.search(local) else Basis.EVENT
    if days:
        chosen = min(days, key=lambda e: distance(e, *here.claim))
        how = DateBasis.STATED if chosen.kind == "day" else DateBasis.RELATIVE
        return Timing(basis, None, chosen.first, how if chosen.first else DateBasis.NONE)
    if (
        clock.running is not None
        and (clock.running.since is not None or clock.running_sentence == here.ordinal)
        and here.ordinal - clock.running_sentence <= 1
        and basis is Basis.EVENT
        and not ONE_BLOW.search(words)
        and not ADDED.search(local)
    ):
        return Timing(Basis.CUMULATIVE, clock.running.since, clock.running.as_of, DateBasis.CARRIED)
    return Timing(basis, None, *_carried(here, spoken, published, clock))


def _first_stretch(words: str, clock: Clock) -> Timing | None:
    """ "In the first six months of the war", and "in those months" of the sentence before it."""
    found = FIRST_STRETCH.search(words)
    start = clock.started or clock.war_since
    if found is not None and start is not None:
        amount = NUMBER_WORDS.get(found["n"].lower(), 0) if not found["n"].isdigit() else int(found["n"])
        if amount:
            reached = back(start.first(), -amount, found["unit"].lower())
            return Timing(Basis.CUMULATIVE, start, reached, DateBasis.RELATIVE)
    running = clock.running
    if running is not None and running.since is not None and THOSE_MONTHS.search(words):
        return Timing(Basis.CUMULATIVE, running.since, running.as_of, DateBasis.CARRIED)
    return None


def _compared(here: Setting, expression: TimeExpression) -> bool:
    """ "more than at the end of September": a date that the figure is compared with, not its own."""
    lead = here.text[max(here.sentence[0], expression.start - 26) : expression.start]
    return (
        re.search(
            r"\bthan\s+(?:at|in|on|during)?\s*(?:the\s+)?(?:end|start|beginning|middle)?(?:\s+of)?\s*$",
            lead,
            re.IGNORECASE,
        )
        is not None
    )


def _since(here: Setting, expression: TimeExpression) -> bool:
    """True where the words count from this date: "since 2011", "since the conflict began in March 2011"."""
    return counts_from(here.text, here.sentence[0], here.found, expression)


def counts_from(text: str, start: int, found: list[TimeExpression], expression: TimeExpression) -> bool:
    """True where "since" governs the expression in the sentence that starts at `start`."""
    before = text[start : expression.start]
    if BEGAN.search(before) and PRESENT_PERFECT.search(text, expression.end, expression.end + 120):
        return True  # "the war, which began in April 2023, has killed"
    at = max(before.lower().rfind("since "), before.lower().rfind("since\n"))
    if at < 0 or expression.kind in WINDOW_KINDS:
        return False
    between = before[at + 5 :]
    if expression.lead != "since" and (
        len(between) > 90
        or re.search(r"[;:.]|, (?!in|on)", between)
        or re.search(r"\b(?:killed|wounded|injured|died)\b", between)
    ):
        return False
    if any(e.start >= start + at and e.end <= expression.start and e.first is not None for e in found):
        return False
    return RECORD.search(before[:at]) is None


def _carried(
    here: Setting, spoken: list[TimeExpression], published: PartialDate | None, clock: Clock
) -> tuple[PartialDate | None, DateBasis]:
    """The day of an event that its own sentence does not date: the passage's, the lead's, the day it was said."""
    near = clock.day
    if near is not None and near.first is not None and here.ordinal - clock.day_sentence <= 2:
        return near.first, DateBasis.CARRIED
    if clock.lead is not None and clock.lead.first is not None:
        return clock.lead.first, DateBasis.CARRIED
    told = next((e for e in spoken if e.first is not None and e.kind in DAY_KINDS), None)
    if told is not None:
        return told.first, DateBasis.RELATIVE
    if near is not None and near.first is not None and here.paragraph == clock.day_paragraph:
        return near.first, DateBasis.CARRIED
    return published, DateBasis.PUBLISHED if published else DateBasis.NONE


def _start(here: Setting, words: str, clock: Clock) -> PartialDate | None:
    """The start of the count, where the text told it or names the war it counts."""
    war = (
        re.search(r"\b(?:war|conflict|invasion|onslaught|genocide|aggression|offensive)\b", words, re.IGNORECASE)
        is not None
    )
    if clock.started is not None and (war or here.size >= LARGE):
        return clock.started
    return clock.war_since if war or here.size >= LARGE else None


def _shifted(here: Setting, days: list[TimeExpression], clock: Clock) -> PartialDate | None:
    """ "a day after airstrikes killed 35", "three years after 111 girls were seized": counted back from the day told."""
    found = AFTER.search(here.text[here.sentence[0] : here.claim[0]])
    if found is None or clock.published is None:
        return None
    amount = (
        int(found["n"])
        if found["n"].isdigit()
        else NUMBER_WORDS.get(found["n"].lower(), 1 if found["n"].lower() == "an" else 0)
    )
    unit = found["unit"].lower().rstrip("s")
    base = clock.published
    told = [
        e for e in days if e.first is not None and e.first.exact and e.end <= here.sentence[0] + found.start() + 1
    ]
    if told and told[-1].first is not None:
        base = told[-1].first.first()
    day = back(base, amount, unit)
    return PartialDate(day.year) if unit == "year" else PartialDate(day.year, day.month) if unit == "month" else day


def _window(
    found: list[TimeExpression], claim: tuple[int, int], spoken: list[TimeExpression], published: date | None
) -> tuple[PartialDate | None, PartialDate | None, DateBasis] | None:
    """A bounded window: "in the past 24 hours", "from 2001 to 2019", "last week", "overnight"."""
    for first in (e for e in found if e.lead == "from"):
        last = next(
            (e for e in found if e.start > first.end and e.start - first.end < 20 and e.lead in ("until", "")), None
        )
        if last is not None and last.first is not None and first.first is not None:
            return first.first, last.last, DateBasis.STATED
    spans = [e for e in found if e.kind in WINDOW_KINDS]
    days = [e for e in found if e.kind in DAY_KINDS]
    if not spans:
        return None
    chosen = min(spans, key=lambda e: distance(e, *claim))
    if days and min(distance(e, *claim) for e in days) < distance(chosen, *claim):
        return None
    if chosen.kind == "overnight":
        return None, chosen.last, DateBasis.RELATIVE
    first_day, last_day = chosen.first, chosen.last
    told = next((e for e in spoken if e.kind in DAY_KINDS and e.first is not None and e.first.exact), None)
    if told is not None and told.first is not None and published is not None and chosen.kind == "window":
        lag = published - told.first.first()
        if timedelta(0) < lag <= timedelta(days=6):
            first_day = (
                PartialDate.of(first_day.first() - lag) if first_day is not None and first_day.exact else first_day
            )
            last_day = told.first
    return first_day, last_day, DateBasis.RELATIVE


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
        if (
            expression.first is not None
            and expression.lead != "since"
            and expression.kind in ("day", "weekday", "today", "year", "month")
        ):
            return expression.first, DateBasis.STATED if expression.kind == "day" else DateBasis.RELATIVE
    return published, DateBasis.PUBLISHED if published else DateBasis.NONE
