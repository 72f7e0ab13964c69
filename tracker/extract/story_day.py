"""The day of the blow that a story opens with, where only a later sentence tells it.

Wires put the blow first and its day further down: "Five die as militants burn a village", then "The men drove up late
on Friday". The sentences that follow are asked in order, until one turns to another matter or counts other people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from tracker.extract.belonging import of_what_is_told
from tracker.extract.dates import TimeExpression
from tracker.extract.day_words import (
    ANOTHER_TIME,
    CAPTION,
    CREDIT,
    DATED_BLOW,
    IT_BEGAN,
    OPENS_ANEW,
    OTHER_BLOW,
    STILL_THAT_BLOW,
    THE_ATTACKERS,
)
from tracker.extract.sentence import Sentence
from tracker.extract.setting import DAY_KINDS, Clock, Setting
from tracker.extract.voice import saying
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

OPENING = 4  # sentences in which a story tells its blow before its day, with the lines over it
NEXT = 5  # sentences in which what the attackers did may tell the day
FURTHER = 9  # sentences in which "those who died on Saturday" may
STAMP = Guarded(
    r"(?:\W|[0-9]|_|\b(?:on|at|am|pm|a\.m|p\.m|by|utc|gmt|est|edt|ist|cet|bst|hrs?|hours|time|local|last|first|date|day|"
    r"updated?|published|posted|modified|created|printed|issued|mon|tue|wed|thu|fri|sat|sun)\b)*",
    re.IGNORECASE,
)
WEEK = timedelta(days=7)  # a day further back is that of another blow
MONTH = timedelta(days=31)  # a blow that is told with its date may lie further back


def own_days(text: str, sentence: Sentence) -> list[TimeExpression]:
    """The days on which what a sentence tells happened: not those of saying, of starts, of records and of days to come."""
    if (
        not sentence.dates
        or is_stamp(text, sentence)
        or CAPTION.search(text, sentence.start, sentence.end)
        or CREDIT.match(text, sentence.end)
    ):
        return []
    spoken = saying(sentence)
    return [
        e
        for e in sentence.dates
        if e.kind in DAY_KINDS
        and e.first is not None
        and of_what_is_told(text, sentence.start, sentence.end, sentence.dates, spoken, e)
    ]


def is_stamp(text: str, sentence: Sentence) -> bool:
    """Whether a line is nothing but the time at which it was printed: "9:12 pm on 18 March 2012"."""
    at, rest = sentence.start, ""
    for e in sentence.dates:
        rest += text[at : e.start]
        at = max(at, e.end)
    return len(sentence.dates) > 0 and STAMP.fullmatch(rest + text[at : sentence.end]) is not None


def told_later(here: Setting, clock: Clock) -> PartialDate | None:
    """The day of a blow told in the opening sentences, from the sentences that go on about it; None where none tells it."""
    if here.ordinal > OPENING:
        return None
    for sentence in _after(clock.story, here):
        start, end = sentence.start, sentence.end
        if OPENS_ANEW.match(here.text, start, end) or ANOTHER_TIME.match(here.text, start, end):
            return None
        if OTHER_BLOW.match(here.text, start, end):
            return None
        dated = DATED_BLOW.search(here.text, start, end)
        if dated is not None:
            named = next((e for e in sentence.dates if dated.end() - 8 <= e.start <= dated.end() + 1), None)
            if named is not None and named.first is not None and _of_the_news(named.first, clock, named.kind):
                return named.first
        of_it = (IT_BEGAN.match(here.text, start, end) or STILL_THAT_BLOW.search(here.text, start, end)) is not None
        if sentence.found and not of_it:
            if own_days(here.text, sentence):
                return None  # another count with a day of its own
            continue
        near = sentence.ordinal <= here.ordinal + NEXT
        if not of_it and not (near and THE_ATTACKERS.search(here.text, start, end)):
            continue
        for e in own_days(here.text, sentence):
            if e.first is not None and e.kind != "ago" and _of_the_news(e.first, clock):
                return e.first
    return None


def _after(story: Sequence[Sentence], here: Setting) -> list[Sentence]:
    later = [s for s in story if s.start >= here.sentence[1] and s.ordinal <= here.ordinal + FURTHER]
    return [s for s in later if s.ordinal > here.ordinal]


def _of_the_news(day: PartialDate, clock: Clock, kind: str = "") -> bool:
    """Whether a blow of that day is what a report of its day tells as news."""
    if clock.published is None:
        return day.exact
    return day.exact and timedelta(0) <= clock.published - day.first() <= (MONTH if kind == "day" else WEEK)
