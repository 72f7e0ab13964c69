"""Which stretch of time a figure covers (basis, since) and the day it speaks of (as_of), with how that day was found.

The order of the questions: is it a level that can fall; does the sentence say since when; does it name a window; does it
speak of a war as a whole or of a running total; does it name a month or a year; does it name a day; else the passage's
own day, else the day of publication. Nothing is assumed in silence: `DateBasis` names the answer that was taken.
"""

from __future__ import annotations

import re

from tracker.extract.carrying import window_told
from tracker.extract.dates import TimeExpression
from tracker.extract.held import counted_up_to, held, level_day
from tracker.extract.months import count_of_months, is_whole
from tracker.extract.running import HELD_SINCE, LARGE, after_blow, among_the_harmed, is_level, is_running
from tracker.extract.same_period import in_the_same_period
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Timing, Told, clause, distance, nearby
from tracker.extract.shifted import shifted
from tracker.extract.starts import about_then, blow_that_began, start_of, told_before
from tracker.extract.stretches import timing_of_window
from tracker.extract.time_words import (
    ONE_BLOW,
    ONE_PLACE,
    OPEN_END,
    PRESENT_PERFECT,
    RECORD,
    RUNNING,
    SINCE_CLAUSE,
    SINCE_START,
)
from tracker.extract.undated import of_days, undated
from tracker.extract.whose_time import VERB, counted_since, of_a_war_that_has, sorted_out
from tracker.extract.windows import first_stretch, is_tally, spans, window
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome

# The blows of the window that the sentence before told of: "In May there were 18 raids. These raids have killed 40".
THESE_BLOWS = Guarded(
    r"\b(?:these|those)\s+(?:[\w’'-]+\s+){0,2}?(?:attacks|incidents|raids|strikes|bombings|blasts|clashes|killings)\b",
    re.IGNORECASE,
)
ALONE = Guarded(r"^[^.;]{0,60}\balone\b", re.IGNORECASE)
# An older war that the fighting is compared with: "the worst since the war of 2020, in which".
IN_WHICH = Guarded(r"\bsince\b[^.;]{0,80}\b(?:in which|when|which|that)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
# What begins within a war, on a day of its own that is not told.
SHORTER = Guarded(
    r"\b(?:siege|ceasefire|truce|escalation|(?<!military )operations?|"
    r"(?:ground|land)\s+(?:\w+\s+)?(?:operation|offensive|invasion|assault|campaign))\b",
    re.IGNORECASE,
)
SINCE_THEN = Guarded(r"\bsince then\b", re.IGNORECASE)
SINCE_DECADE = Guarded(r"\bsince\s+the\s+(?:early\s+|late\s+|mid-)?(?:19|20)[0-9]0s\b", re.IGNORECASE)
STANDING = Guarded(r"\b(?:currently|at present)\b", re.IGNORECASE)
OPENING = 2  # sentences in which a report tells the window that it looks back on
SWEEP = 100  # so many arrests in a day are made in more than one place


def time_claim(here: Setting, clock: Clock) -> Timing:
    """The timing of one claim of a sentence; a running total is remembered for the sentences that go on from it."""
    timing = _timing(here, clock)
    if timing.basis is Basis.STOCK and among_the_harmed(here) and not _still(here):
        event = _timing(here, clock, level=False)
        timing = event if event.basis is Basis.EVENT else timing  # "left 14 people dead and 10 missing"
    if timing.date_basis is DateBasis.CARRIED:
        clock.goes_on(timing.as_of, here.ordinal, here.paragraph)
    if (
        timing.basis is Basis.EVENT
        and timing.date_basis is DateBasis.STATED
        and timing.as_of
        and not timing.as_of.exact
    ):
        clock.old = Told(timing.as_of, timing.as_of, False, here.ordinal, here.paragraph)
    if timing.basis is Basis.EVENT and here.outcome is Outcome.KILLED:
        clock.toll = max(clock.toll, here.size)
    if timing.basis is Basis.CUMULATIVE:
        clock.running, clock.running_sentence, clock.running_size = timing, here.ordinal, here.size
        clock.running_paragraph = here.paragraph
    by_size = here.size >= LARGE and timing.since is None  # says nothing of the figures after it
    told = timing.basis is Basis.PERIOD and timing.date_basis is not DateBasis.CARRIED and not by_size
    if told and not _of_an_older_war(here):
        clock.period, clock.period_sentence = timing, here.ordinal
        if clock.reviewed is None and here.ordinal <= OPENING and not of_days(timing):
            clock.reviewed, clock.reviewed_sentence = timing, here.ordinal
    return timing


def _of_an_older_war(here: Setting) -> bool:
    """Whether a count is of what the news is compared with: "the worst since the war of 2020, in which 3,000 died"."""
    before = here.text[here.sentence[0] : here.claim[0]]
    return RECORD.search(before) is not None and IN_WHICH.search(before) is not None


# A level all the same: "three dead, and ten still missing", and "a list of 47 dead and 50 missing" names them all.
_STILL = Guarded(r"\b(?:still|remain(?:s|ed)?|lists?|register)\b", re.IGNORECASE)


def _still(here: Setting) -> bool:
    first = max((a for a, b in here.others if b <= here.claim[0]), default=here.claim[0])
    return _STILL.search(here.text, max(here.sentence[0], first - _LISTED), here.claim[1] + VERB) is not None


_LISTED = 24  # code points from "a list of" to the first figure of the list


def _timing(here: Setting, clock: Clock, level: bool = True) -> Timing:
    first, last = clause(here)
    words = here.text[first:last]
    local = nearby(here)
    began = blow_that_began(here, clock)
    if began is not None:
        return Timing(Basis.EVENT, None, *began)
    same = in_the_same_period(here, clock)
    if same is not None:
        return same
    own, spoken = sorted_out(here)
    since = min((e for e in own if counted_since(here, e)), key=lambda e: distance(e, *here.claim), default=None)
    bounded = window(here, [e for e in own if e is not since], spoken, clock)
    away = here.outcome is Outcome.MISSING and after_blow(words)
    if since is not None and _of_the_count_before(here, since) and is_level(here, words, local, []):
        return Timing(Basis.STOCK, None, *held([], spoken, clock))  # "4,960 killed since May, and 350 are still held"
    if level and since is None and (bounded is None or away) and is_level(here, words, local, own):
        later = [e for e in own if not _of_the_count_before(here, e)]
        return Timing(Basis.STOCK, None, *level_day(words, later, spoken, clock))
    if since is not None and HELD_SINCE.search(local):
        return Timing(Basis.STOCK, since.first, *held([], spoken, clock))  # "in captivity since 2014"
    if since is not None and STANDING.search(local) and is_level(here, words, local, own):
        return Timing(Basis.STOCK, since.first, *held(own, spoken, clock))
    if since is not None and since.first is not None and since.lead == "since":
        until = _until(here, since)
        if until is not None:
            return Timing(Basis.PERIOD, since.first, until.last, DateBasis.STATED)
    if since is not None and since.first is not None:
        # "since Tuesday" opens a window of days; a count since a date or since a thing began runs on
        basis = Basis.PERIOD if since.kind == "weekday" and since.lead == "since" else Basis.CUMULATIVE
        start = since.first
        if since.kind == "ago" and clock.war_since is not None and about_then(start, clock.war_since):
            start = clock.war_since  # "since the war began a year ago"
        return Timing(basis, start, *held(own, spoken, clock))
    if since is None and of_a_war_that_has(here):
        return Timing(Basis.CUMULATIVE, start_of(here, words, clock), *clock.reported())
    if since is not None and since.kind == "weekday":
        return Timing(Basis.PERIOD, None, *held(own, spoken, clock))
    if any(e.kind == "week" and e.lead == "since" for e in own):
        return Timing(Basis.PERIOD, None, *held(own, spoken, clock))  # on some day of that week it began
    begun = SINCE_START.search(here.text, *clause(here))
    if since is not None or (
        begun is not None and RECORD.search(here.text[here.sentence[0] : begun.start()]) is None
    ):
        # "since September" of a year that is not told is not the start of the war
        of_the_war = since is None and begun is not None and SHORTER.search(begun.group()) is None
        war = clock.started or clock.war_since if of_the_war else None
        return Timing(Basis.CUMULATIVE, war, *held(own, spoken, clock))
    open_end = next((e for e in own if e.lead == "from" and OPEN_END.match(here.text, e.end)), None)
    if open_end is not None and open_end.first is not None:
        return Timing(Basis.CUMULATIVE, open_end.first, *held(own, spoken, clock))
    onward = next((e for e in own if e.lead == "from" and e.first is not None), None)
    if bounded is None and onward is not None and PRESENT_PERFECT.search(words):
        return Timing(Basis.CUMULATIVE, onward.first, *held(own, spoken, clock))
    if bounded is not None:
        return timing_of_window(here, bounded, own, spoken, words, clock)
    if SINCE_DECADE.search(words) is not None and begun is None:
        return Timing(Basis.CUMULATIVE, None, *held(own, spoken, clock))
    if SINCE_CLAUSE.search(words) and PRESENT_PERFECT.search(words):
        then = told_before(here, clock) if SINCE_THEN.search(words) is not None else None
        return Timing(Basis.CUMULATIVE, then, *held(own, spoken, clock))
    early = first_stretch(words, clock)
    if early is not None:
        return early
    days = [e for e in own if e.kind in DAY_KINDS and not counted_since(here, e)]
    told = window_told(here, clock)
    if told is not None and not days and THESE_BLOWS.search(words) is not None:
        return Timing(Basis.PERIOD, told.first, told.last, DateBasis.CARRIED)
    runs_on = not spans(words) and (
        is_running(here, words, local, days, [e for e in here.found if e not in spoken], clock)
        or counted_up_to(here, words, local, days)
    )
    if (here.outlasts and not ONE_BLOW.search(words)) or runs_on:
        reached = next((e for e in days if RUNNING.search(words)), None)
        as_of, how = held(own, spoken, clock)
        begun_on = start_of(here, words, clock)
        if reached is not None and reached.first is not None and reached.first != begun_on:
            as_of, how = reached.first, DateBasis.STATED if reached.kind == "day" else DateBasis.RELATIVE
        return Timing(Basis.CUMULATIVE, begun_on, as_of, how)
    moved = shifted(here, days, clock)
    if moved is not None:
        if days and not any(b <= here.claim[0] for _, b in here.others):
            clock.moved = Told(moved, moved, False, here.ordinal, here.paragraph)
        return Timing(Basis.EVENT, None, moved, DateBasis.RELATIVE)
    broad = [e for e in own if e.kind in ("month", "year")]
    if broad and (not days or is_whole(here, _nearest(broad, here)) or _of_old(_nearest(broad, here), days, here)):
        return count_of_months(here, words, broad, clock)
    basis = Basis.PERIOD if is_tally(words, local) else Basis.EVENT
    swept = here.size >= SWEEP and not ONE_BLOW.search(words) and not ONE_PLACE.search(words)
    if here.outcome is Outcome.DETAINED and (swept or ALONE.search(here.text[here.claim[1] : last])):
        basis = Basis.PERIOD  # a day's arrests, as against those of other days
    if days:
        chosen = min(days, key=lambda e: distance(e, *here.claim))
        total = clock.running
        goes_on = clock.running_sentence == here.ordinal and chosen.lead == "until" and not ONE_BLOW.search(words)
        if total is not None and goes_on and chosen.last == total.as_of:
            return total  # "by Sunday 134 had been killed and 979 wounded"
        how = DateBasis.STATED if chosen.kind == "day" else DateBasis.RELATIVE
        return Timing(basis, None, chosen.first, how if chosen.first else DateBasis.NONE)
    return undated(here, words, local, basis, spoken, clock)


def _until(here: Setting, since: TimeExpression) -> TimeExpression | None:
    """The end of a window that "since" opens: "since the beginning of 2018 until July"."""
    ends = (e for e in here.found if e.lead == "until" and e.last is not None and e.kind in ("month", "year", "day"))
    return next((e for e in ends if since.end < e.start and TILL.fullmatch(here.text[since.end : e.start])), None)


TILL = Guarded(
    r",?\s+(?:and\s+)?(?:until|till|up\s+to|to)\s+(?:the\s+)?(?:(?:end|beginning|middle)\s+of\s+)?", re.IGNORECASE
)


def _of_the_count_before(here: Setting, since: TimeExpression) -> bool:
    """Whether a start stands between the count before and this one."""
    return since.end <= here.claim[0] and any(b <= since.start for _, b in here.others)


def _nearest(found: list[TimeExpression], here: Setting) -> TimeExpression:
    return min(found, key=lambda e: distance(e, *here.claim))


def _of_old(broad: TimeExpression, days: list[TimeExpression], here: Setting) -> bool:
    """Whether a year long past dates the count and a day of now the news: "tried on Monday for the 2006 raid"."""
    near = _nearest(days, here)
    if (
        broad.kind != "year"
        or broad.first is None
        or broad.start < near.start
        or distance(near, *here.claim) <= distance(broad, *here.claim)
    ):
        return False
    if near.first is None:
        return near.kind == "weekday"
    return broad.first.year < near.first.year
