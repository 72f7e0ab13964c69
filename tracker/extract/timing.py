"""Which stretch of time a figure covers (basis, since) and the day it speaks of (as_of), with how that day was found.

The order of the questions: is it a level that can fall; does the sentence say since when; does it name a window; does it
speak of a war as a whole or of a running total; does it name a month or a year; does it name a day; else the passage's
own day, else the day of publication. Nothing is assumed in silence: `DateBasis` names the answer that was taken.
"""

from __future__ import annotations

import re

from tracker.extract.belonging import counts_from, in_record, is_apart, is_said
from tracker.extract.carrying import happened
from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.dates import TimeExpression
from tracker.extract.months import count_of_months, is_whole
from tracker.extract.reckoning import back
from tracker.extract.running import LARGE, after_blow, is_level, is_running
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Timing, Told, clause, distance, in_clause, nearby
from tracker.extract.starts import start_of
from tracker.extract.time_words import (
    AFTER,
    MANY_BLOWS,
    ONE_BLOW,
    ONE_PLACE,
    OPEN_END,
    PRESENT_PERFECT,
    RECORD,
    RUNNING,
    SINCE_CLAUSE,
    SINCE_START,
)
from tracker.extract.undated import CARRIES_ON, undated
from tracker.extract.windows import first_stretch, is_tally, spans, window
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome, PartialDate

ALONE = Guarded(r"^[^.;]{0,60}\balone\b", re.IGNORECASE)
THERE_AND_THEN = Guarded(r",?\s*(?:and\s+)?(?:kill|wound|injur|leav|left|abduct|kidnap|captur)\w*\s", re.IGNORECASE)
DAYS_OF_A_MONTH = Guarded(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\s?(?:-|–|—|and|to)\s?[0-9]{1,2}", re.IGNORECASE)
VERB = 12  # code points of a verb that a claim begins with
# The day of the count to come leads on to it: "two were killed, and on Friday gunmen".
LEADS_ON = Guarded(r"(?:,|;|\band|\bbut)\s+(?:(?:on|in|early|late|last|by)\s+)*$", re.IGNORECASE)
TAKING = Guarded(
    r"\b(?:kidnapped|abducted|taken|captured|seized|arrested|missing|disappeared|displaced|fled|went)\b",
    re.IGNORECASE,
)
STANDING = Guarded(r"\b(?:currently|at present)\b", re.IGNORECASE)
SWEEP = 100  # so many arrests in a day are made in more than one place


def time_claim(here: Setting, clock: Clock) -> Timing:
    """The timing of one claim of a sentence; a running total is remembered for the sentences that go on from it."""
    timing = _timing(here, clock)
    if timing.date_basis is DateBasis.CARRIED:
        clock.goes_on(timing.as_of, here.ordinal, here.paragraph)
    if (
        timing.basis is Basis.EVENT
        and timing.date_basis is DateBasis.STATED
        and timing.as_of
        and not timing.as_of.exact
    ):
        clock.old = Told(timing.as_of, timing.as_of, False, here.ordinal, here.paragraph)
    if timing.basis is Basis.CUMULATIVE:
        clock.running, clock.running_sentence = timing, here.ordinal
    by_size = here.size >= LARGE and timing.since is None  # says nothing of the figures after it
    if timing.basis is Basis.PERIOD and timing.date_basis is not DateBasis.CARRIED and not by_size:
        clock.period, clock.period_sentence = timing, here.ordinal
    return timing


def _timing(here: Setting, clock: Clock) -> Timing:
    first, last = clause(here)
    words = here.text[first:last]
    local = nearby(here)
    own, spoken = _sorted_out(here)
    since = min((e for e in own if _since(here, e)), key=lambda e: distance(e, *here.claim), default=None)
    bounded = window(here, [e for e in own if e is not since], spoken, clock)
    away = here.outcome is Outcome.MISSING and after_blow(words)
    if since is None and (bounded is None or away) and is_level(here, words, local, own):
        return Timing(Basis.STOCK, None, *_level_day(words, own, spoken, clock))
    if since is not None and STANDING.search(local) and is_level(here, words, local, own):
        return Timing(Basis.STOCK, since.first, *_held(own, spoken, clock))
    if since is not None and since.first is not None:
        # "since Tuesday" opens a window of days; a count since a date or since a thing began runs on
        basis = Basis.PERIOD if since.kind == "weekday" and since.lead == "since" else Basis.CUMULATIVE
        return Timing(basis, since.first, *_held(own, spoken, clock))
    if since is not None and since.kind == "weekday":
        return Timing(Basis.PERIOD, None, *_held(own, spoken, clock))
    begun = SINCE_START.search(here.text, *clause(here))
    if since is not None or (
        begun is not None and RECORD.search(here.text[here.sentence[0] : begun.start()]) is None
    ):
        # "since September" of a year that is not told is not the start of the war
        start = None if since is not None else clock.started or clock.war_since
        return Timing(Basis.CUMULATIVE, start, *_held(own, spoken, clock))
    open_end = next((e for e in own if e.lead == "from" and OPEN_END.match(here.text, e.end)), None)
    if open_end is not None and open_end.first is not None:
        return Timing(Basis.CUMULATIVE, open_end.first, *_held(own, spoken, clock))
    onward = next((e for e in own if e.lead == "from" and e.first is not None), None)
    if bounded is None and onward is not None and PRESENT_PERFECT.search(words):
        return Timing(Basis.CUMULATIVE, onward.first, *_held(own, spoken, clock))
    if bounded is not None:
        opened, closed, how = bounded
        if opened is not None and clock.war_since is not None and _of_the_war(opened, closed, clock.war_since):
            return Timing(Basis.CUMULATIVE, clock.war_since, closed or clock.report, how)
        one = ONE_BLOW.search(words) or ONE_PLACE.search(words) or (clock.blow and here.ordinal <= CARRIES_ON)
        if (one and any(e.kind == "week" for e in own)) or (
            ONE_BLOW.search(words) and any("weekend" in e.words.lower() for e in own)
        ):
            return _in_a_week(here, opened, closed, clock)
        if one and _one_night(own, opened, closed) and MANY_BLOWS.search(words) is None:
            return Timing(Basis.EVENT, None, closed, how)
        report, reported = clock.reported()
        return Timing(Basis.PERIOD, opened, closed or report, how if closed else reported)
    if SINCE_CLAUSE.search(words) and PRESENT_PERFECT.search(words):
        return Timing(Basis.CUMULATIVE, None, *_held(own, spoken, clock))
    early = first_stretch(words, clock)
    if early is not None:
        return early
    days = [e for e in own if e.kind in DAY_KINDS and not _since(here, e)]
    runs_on = not spans(words) and is_running(
        here, words, local, days, [e for e in here.found if e not in spoken], clock
    )
    if here.outlasts or runs_on:
        reached = next((e for e in days if RUNNING.search(words)), None)
        as_of, how = _held(own, spoken, clock)
        if reached is not None and reached.first is not None:
            as_of, how = reached.first, DateBasis.STATED if reached.kind == "day" else DateBasis.RELATIVE
        return Timing(Basis.CUMULATIVE, start_of(here, words, clock), as_of, how)
    shifted = _shifted(here, days, clock)
    if shifted is not None:
        return Timing(Basis.EVENT, None, shifted, DateBasis.RELATIVE)
    broad = [e for e in own if e.kind in ("month", "year")]
    if broad and (not days or is_whole(here, _nearest(broad, here)) or _of_old(_nearest(broad, here), days, here)):
        return count_of_months(here, words, broad, clock)
    basis = Basis.PERIOD if is_tally(words, local) else Basis.EVENT
    swept = here.size >= SWEEP and not ONE_BLOW.search(words) and not ONE_PLACE.search(words)
    if here.outcome is Outcome.DETAINED and (swept or ALONE.search(here.text[here.claim[1] : last])):
        basis = Basis.PERIOD  # a day's arrests, as against those of other days
    if days:
        chosen = min(days, key=lambda e: distance(e, *here.claim))
        how = DateBasis.STATED if chosen.kind == "day" else DateBasis.RELATIVE
        return Timing(basis, None, chosen.first, how if chosen.first else DateBasis.NONE)
    return undated(here, words, local, basis, spoken, clock)


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


def _of_the_war(opened: PartialDate, closed: PartialDate | None, war: PartialDate) -> bool:
    """Whether a window opens where the war does: "100 days of war", "from 24 February, when the invasion began".

    The past 24 hours of a bulletin of the war's third day open near its start too, and are a window all the same.
    """
    if not war.exact or not opened.exact:
        return False
    apart = abs((opened.first() - war.first()).days)
    length = (closed.last() - opened.first()).days if closed is not None else WHOLE
    return apart <= 3 and apart * 4 <= length


WHOLE = 12  # days of a window without an end


def _one_night(own: list[TimeExpression], opened: PartialDate | None, closed: PartialDate | None) -> bool:
    """Whether a window is the night between two days, in which one place was struck: "on April 16-17, at a base"."""
    dated = any(e.kind == "window" and DAYS_OF_A_MONTH.search(e.words) for e in own)
    if opened is None or closed is None or not (dated and opened.exact and closed.exact):
        return False
    return (closed.first() - opened.first()).days == 1


def _in_a_week(here: Setting, opened: PartialDate | None, closed: PartialDate | None, clock: Clock) -> Timing:
    """One event that is dated with a week: the day is not known, unless the next sentences tell it, and the month may be."""
    day = happened(here, clock)
    if day is not None:
        return Timing(Basis.EVENT, None, day, DateBasis.CARRIED)
    if opened is None or closed is None or (opened.year, opened.month) != (closed.year, closed.month):
        return Timing(Basis.EVENT, None, None, DateBasis.NONE)
    return Timing(Basis.EVENT, None, PartialDate(closed.year, closed.month), DateBasis.RELATIVE)


def _sorted_out(here: Setting) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """The expressions that may date the claim, and those that say when the source spoke."""
    start, end = here.sentence
    found = [
        e
        for e in here.found
        if not is_apart(here.text, start, e, here.claim, here.outcome)
        and not in_record(here.text, start, e, here.claim)
    ]
    spoken = [e for e in found if is_said(here.text, start, end, here.said, e) and not _since(here, e)]
    own = [e for e in found if e not in spoken and in_clause(here, e)]
    return [e for e in own if not _of_another(here, e, own)], spoken


def _of_another(here: Setting, expression: TimeExpression, own: list[TimeExpression]) -> bool:
    """Whether a time stands behind the count before, where the claim has one behind it as well.

    "Two were killed this week and six were shot on Tuesday": this week is the two's.
    """
    start, end = here.claim
    if _since(here, expression) or not any(b <= expression.start for _, b in here.others if b <= start):
        return False
    if expression.end > start or LEADS_ON.search(here.text, here.sentence[0], expression.start) is not None:
        return False
    nxt = min((a for a, _ in here.others if a >= end), default=here.sentence[1])
    return any(end <= e.start < nxt and e.lead not in ("since", "until") for e in own)


def _since(here: Setting, expression: TimeExpression) -> bool:
    """True where the words count from this date: "since 2011", "since the conflict began in March 2011"."""
    if expression.lead != "since" and THERE_AND_THEN.match(here.text, expression.end, here.claim[0] + VERB):
        return False  # "since helicopters struck the hideout on 16 January and killed 20": the 20 are that strike's
    return counts_from(here.text, here.sentence[0], here.found, expression)


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


def _level_day(
    words: str, own: list[TimeExpression], spoken: list[TimeExpression], clock: Clock
) -> tuple[PartialDate | None, DateBasis]:
    """The day of a level: "there were three political prisoners in May"; the day on which people were taken is not it."""
    dated = next((e for e in own if e.first is not None and e.kind in ("day", "month") and e.lead == ""), None)
    if dated is not None and TAKING.search(words) is None:
        return dated.first, DateBasis.STATED
    return _held(own, spoken, clock)


def _held(
    own: list[TimeExpression], spoken: list[TimeExpression], clock: Clock
) -> tuple[PartialDate | None, DateBasis]:
    """The day at which a running total or a level held: "as of 21 May", the day it was said, or the article's own day."""
    for expression in reversed(own):
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
    return clock.reported()
