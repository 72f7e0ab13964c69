"""How a day carries from the sentence that names it to the sentences that go on from it, and where it stops.

A reader takes the day of the sentence just before, while the passage lasts; then the day on which the source was said
to have spoken, if that is not the day of the report itself; then the day of the opening sentences, which the whole
story is about. A day long past is background: it holds for the rest of its paragraph only.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.extract.anniversaries import told_of
from tracker.extract.belonging import counts_from, in_record, is_apart, is_said
from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.day_words import (
    ANOTHER_TIME,
    CAPTION,
    CREDIT,
    HAPPENED,
    LATEST,
    NAMED_BLOW,
    ONE_AND_OTHER,
    OPENS_ANEW,
    RECENTLY,
    STILL_THAT_BLOW,
    THAT_BLOW,
    THAT_DAY,
    THE_BLOW,
)
from tracker.extract.outbreaks import at_the_outbreak, tells_of_an_outbreak
from tracker.extract.past_times import note_past
from tracker.extract.reckoning import back
from tracker.extract.sentence import Sentence
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Told
from tracker.extract.starts import note_start
from tracker.extract.story_day import is_stamp, told_later
from tracker.extract.time_words import HEADLINE_BLOW, MANY_PLACES, ONE_BLOW, PRESENT_PERFECT
from tracker.extract.timelines import note_heading
from tracker.extract.voice import saying
from tracker.lexicon.guarded import Guarded
from tracker.model import DateBasis, PartialDate

# A sentence that goes on from the day told last: "A day later", "The next day".
DAYS_LATER = Guarded(
    r"\W*(?:(?P<n>an?|one|two|three|four|five|six)\s+days?\s+later|(?:on\s+)?the\s+(?:next|following)\s+(?:day|morning))\b",
    re.IGNORECASE,
)
REACH = 2  # sentences that a named day carries on for
OPENING = 4  # sentences in which a story says when it happened
PAST = timedelta(days=60)  # a day further back than this is background
HALF = 14  # days of a month that what happened "recently" may lie behind it
BESIDE = 80  # code points around a figure in which "in earlier shelling" is said of it
OLD = 6  # sentences for which "the attacks that killed" are those of the year named before
WITHIN = 110  # code points in which such a sentence names the day
AHEAD = 500  # code points in which "the attack took place on Friday" may follow the figure


# An incident singled out of those of a month: the report goes on with the month.
WORST = Guarded(
    r"\b(?:deadliest|worst|bloodiest|heaviest|gravest|most (?:serious|deadly))\s+(?:single\s+|recorded\s+|such\s+)*"
    r"(?:incident|attack|strike|event|episode|case|day)s?\s+(?:was|were|came|took\s+place|occurred|happened)\b",
    re.IGNORECASE,
)
WEEKS = 14  # days of a window in which one incident may be singled out


def _worst_of_a_window(text: str, sentence: Sentence, clock: Clock) -> bool:
    """Whether a sentence only singles out an incident of the window that the sentences before it counted over."""
    period = clock.period
    if period is None or period.since is None or period.as_of is None or sentence.ordinal - clock.period_sentence > 2:
        return False
    long = (period.as_of.last() - period.since.first()).days >= WEEKS
    return long and WORST.search(text, sentence.start, sentence.end) is not None


def note(text: str, sentence: Sentence, clock: Clock) -> None:
    """Takes note of the times that a sentence names, for the sentences after it."""
    if _worst_of_a_window(text, sentence, clock):
        return
    if clock.covered is not None and clock.covered.told_at == sentence.start:
        return  # the ends of the window that a report covers are no days of its events
    if note_heading(text, sentence, clock) or ONE_AND_OTHER.search(text, sentence.start, sentence.end) is not None:
        return  # "two were killed, one on Monday and the other on Tuesday": neither is the story's day
    _note_blow(text, sentence, clock)
    note_past(text, sentence, clock)
    if tells_of_an_outbreak(text, sentence.start, sentence.end):
        clock.outbreak_sentence = sentence.ordinal
    remembered = told_of(text, sentence.start, sentence.end, sentence.dates, clock.published)
    if remembered is not None:
        clock.now = Told(remembered, remembered, False, sentence.ordinal, sentence.paragraph)
        return
    if not sentence.dates:
        return
    named = [
        e
        for e in sentence.dates
        if (e.first is not None or e.kind == "window")
        and not counts_from(text, sentence.start, sentence.dates, e)
        and not is_apart(text, sentence.start, e, None, None)
        and not in_record(text, sentence.start, e)
        and not _of_tomorrow(e, clock)
    ]
    since = [
        e for e in sentence.dates if e.first is not None and counts_from(text, sentence.start, sentence.dates, e)
    ]
    if since and not sentence.found:
        clock.since, clock.since_sentence = since[-1].first, sentence.ordinal
    note_start(text, sentence, clock)
    if (
        not named
        or is_stamp(text, sentence)
        or CAPTION.search(text, sentence.start, sentence.end)
        or CREDIT.match(text, sentence.end)
    ):
        return
    spoken = saying(sentence)
    told = [e for e in named if is_said(text, sentence.start, sentence.end, spoken, e)]
    own = [e for e in named if e not in told]
    ranged = any(e.lead == "from" for e in own)  # the ends of a window are no days of an event
    days = [e for e in own if e.kind in DAY_KINDS and not (ranged and e.lead in ("from", "until"))]
    heard = [e for e in told if e.first is not None and e.kind in DAY_KINDS]
    clock.spoken_on += [(e.first, a.words) for e in heard[-1:] if e.first and e.first.exact for a in sentence.said]
    for expression in [e for e in heard if sentence.found or _in(e, spoken)][-1:]:
        clock.said = _told(expression, sentence)
    # A month or a year is the time of a passage where the sentence opens with it or tells no figure of its own.
    broad = [
        e
        for e in own
        if (e.kind == "window" and not sentence.found)
        or (e.kind in ("month", "year", "window") and e.start - sentence.start < 30)
    ]
    if days:  # "took the town on Friday after a week of fighting": what follows is Friday's
        broad = [e for e in broad if not e.words.lower().startswith("after")]
    last = max([*days[-1:], *broad[-1:]], key=lambda e: e.start, default=None)
    moved = clock.moved
    if moved is not None and moved.ordinal == sentence.ordinal and moved.first is not None and moved.first.exact:
        clock.now = moved  # "on Friday, a day after the raid that killed nine": the story is the raid's
        if clock.lead is None and sentence.ordinal <= OPENING:
            clock.lead = moved.first
    elif days and last is not None:
        clock.now = _told(last if last.kind == "window" else days[-1], sentence)
        if clock.lead is None and sentence.ordinal <= OPENING and days[0].kind != "ago" and _recent(days[0], clock):
            clock.lead = days[0].first
        _note_names(text, sentence, days, clock)
    elif broad:
        clock.now = _told(broad[-1], sentence)
    elif not sentence.found:
        past = [e for e in own if e.kind in ("month", "year") and e.first is not None]
        clock.attack = _told(past[-1], sentence) if past else clock.attack


def _note_blow(text: str, sentence: Sentence, clock: Clock) -> None:
    """Remembers whether the story is about one blow, and which sentence told one last."""
    if not sentence.found and MANY_PLACES.search(text, sentence.start, sentence.end):
        clock.tally_sentence = sentence.ordinal
    headline = sentence.ordinal == 0 and HEADLINE_BLOW.search(text, sentence.start, sentence.end) is not None
    if headline or ONE_BLOW.search(text, sentence.start, sentence.end):
        clock.blow_sentence = sentence.ordinal
        clock.blow_counted = sentence.ordinal if sentence.found else clock.blow_counted
        if sentence.ordinal <= OPENING:
            clock.blow = True


def _of_tomorrow(e: TimeExpression, clock: Clock) -> bool:
    """Whether a weekday is that of the day after publication: the story may well have been written then, and nobody can
    tell whether it means that day or the one six days before."""
    if e.kind != "weekday" or e.first is None or clock.published is None or "last" in e.words.lower():
        return False
    return (clock.published - e.first.first()).days == 6


def _recent(e: TimeExpression, clock: Clock) -> bool:
    """Whether a day may be what the news is about: an essay that opens with a day long past is not about that day."""
    return clock.published is None or e.first is None or clock.published - e.first.last() <= PAST


def _in(e: TimeExpression, spans: list[tuple[int, int]]) -> bool:
    return any(a <= e.start < b for a, b in spans)


def _told(e: TimeExpression, sentence: Sentence) -> Told:
    return Told(e.first, e.last, e.kind == "window", sentence.ordinal, sentence.paragraph)


def _note_names(text: str, sentence: Sentence, days: list[TimeExpression], clock: Clock) -> None:
    """Remembers which day "the massacre" or "the ambush" was."""
    for found in NAMED_BLOW.finditer(text, sentence.start, sentence.end):
        nearest = min(days, key=lambda e: abs(e.start - found.start()))
        if nearest.first is not None and len(clock.named) < 50:
            clock.named.setdefault(found["blow"].lower(), nearest.first)


def carried(here: Setting, spoken: list[TimeExpression], clock: Clock) -> tuple[PartialDate | None, DateBasis]:
    """The day of an event that its own sentence does not date: the month alone, where it is told as an earlier one."""
    day, how = _carried(here, spoken, clock)
    if day is None or not day.exact or how is DateBasis.RELATIVE:
        return day, how
    start, end = here.sentence
    near = here.text[max(start, here.claim[0] - BESIDE) : min(end, here.claim[1] + BESIDE)]
    if RECENTLY.search(near) and day == clock.report and day.day is not None:
        # what is recent on the third of a month may be of the month before
        return PartialDate(day.year, day.month) if day.day > HALF or day.month == 1 else PartialDate(day.year), how
    another = ANOTHER_TIME.search(
        here.text, here.claim[0], min(end, here.claim[1] + BESIDE // 2)
    ) or ANOTHER_TIME.match(here.text, start, end)
    if another is not None and happened(here, clock) is None:
        return PartialDate(day.year, day.month), how
    return day, how


def _carried(here: Setting, spoken: list[TimeExpression], clock: Clock) -> tuple[PartialDate | None, DateBasis]:
    """The day of an event that its own sentence does not date."""
    near = clock.now
    words = here.text[here.sentence[0] : here.sentence[1]]
    report, how = clock.reported()
    told = next((e.first for e in spoken if e.first is not None and e.kind in DAY_KINDS), None)
    late = clock.said
    passed = DAYS_LATER.match(words)
    before = near.first if near is not None and not near.window else clock.lead
    if passed is not None and before is not None and before.exact:
        days = NUMBER_WORDS.get((passed["n"] or "one").lower(), 1)
        return back(before.first(), -days, "day"), DateBasis.CARRIED
    if clock.war_since is not None and clock.war_since.exact and at_the_outbreak(here, clock):
        return clock.war_since, DateBasis.CARRIED
    if THAT_DAY.search(words) is not None:
        last = max((t for t in (near, late) if t is not None), key=lambda t: t.ordinal, default=None)
        if last is not None and here.ordinal - last.ordinal <= REACH:
            return last.first, DateBasis.CARRIED
    attack = clock.attack
    if attack is not None and here.ordinal - attack.ordinal == 1 and THAT_BLOW.search(words):
        return attack.first, DateBasis.CARRIED
    old = clock.old
    if old is not None and 0 < here.ordinal - old.ordinal <= OLD and THE_BLOW.search(words):
        return old.first, DateBasis.CARRIED
    coming = happened(here, clock)
    if coming is not None:
        return coming, DateBasis.CARRIED
    if near is not None and _reaches(near, here, clock, words, told is not None and told != report):
        return near.last if near.window else near.first, DateBasis.CARRIED
    later = told_later(here, clock) if near is None and clock.lead is None else None
    if later is not None:
        clock.lead = later
        return later, DateBasis.CARRIED
    if told is not None and told != report:
        return told, DateBasis.RELATIVE
    named = NAMED_BLOW.search(words)
    if named is not None and named["blow"].lower() in clock.named:
        return clock.named[named["blow"].lower()], DateBasis.CARRIED
    if told is None and late is not None and late.first != report and here.ordinal - late.ordinal <= REACH + 1:
        return late.first, DateBasis.CARRIED
    if clock.lead is not None:
        return clock.lead, DateBasis.CARRIED
    if told is not None:
        return told, DateBasis.RELATIVE
    if near is not None and here.paragraph == near.paragraph:
        return near.first, DateBasis.CARRIED
    return report, how


def _reaches(near: Told, here: Setting, clock: Clock, words: str, told: bool) -> bool:
    """Whether the day named last is still the day that is told of; a day long past is not where a source speaks anew."""
    if near.first is None:
        return False
    away = here.ordinal - near.ordinal
    if away > REACH or OPENS_ANEW.match(words):
        return False
    past = clock.published is not None and clock.published - near.first.last() > PAST
    if past and PRESENT_PERFECT.search(words):
        return False  # "police have arrested one of the men": that is news, whatever day they are wanted for
    if past and clock.lead is not None and clock.lead != near.first and LATEST.search(words):
        return False
    of_it = clock.lead is None or STILL_THAT_BLOW.search(words) is not None
    beside = near.paragraph == here.paragraph or (away <= 1 and of_it)
    return not past or (not told and beside)


def window_told(here: Setting, clock: Clock) -> Told | None:
    """The window that the passage stands in: "Clashes raged over the weekend. Three people were killed."."""
    near = clock.now
    if near is None or not near.window or not 0 < here.ordinal - near.ordinal <= REACH:
        return None
    return near


def happened(here: Setting, clock: Clock) -> PartialDate | None:
    """The day in a sentence that follows: "the attacks took place on Friday"."""
    found = HAPPENED.search(here.text, here.sentence[1], min(len(here.text), here.sentence[1] + AHEAD))
    if found is None:
        return None
    days = [
        e
        for e in expressions(here.text, found.end(), min(len(here.text), found.end() + WITHIN), clock.published, [])
        if e.kind in DAY_KINDS and e.first is not None
    ]
    if not days or re.search(r"[.;]\s", here.text[found.end() : days[0].start]):
        return None
    return days[0].first
