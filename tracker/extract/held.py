"""The day at which a running total or a level held."""

from __future__ import annotations

import re

from tracker.extract.belonging import COUNTED
from tracker.extract.dates import TimeExpression
from tracker.extract.setting import Clock, Setting
from tracker.extract.time_words import ONE_BLOW, PERFECT
from tracker.lexicon.guarded import Guarded
from tracker.model import DateBasis, PartialDate

TAKING = Guarded(
    r"\b(?:kidnapped|abducted|taken|captured|seized|arrested|missing|disappeared|displaced|fled|went)\b",
    re.IGNORECASE,
)


# A body's figure for a toll told before, up to a day: "the commission put it at 354 dead as of Thursday evening".
PUT_AT = Guarded(r"\bputs?\s+(?:it|the\s+(?:[\w’'-]+\s+){0,2}(?:toll|number|total|figure))\s+at\b", re.IGNORECASE)
MANY = 20  # fewer people than this are killed at one blow


def counted_up_to(here: Setting, words: str, local: str, days: list[TimeExpression]) -> bool:
    """Whether a day ends a count that ran on: "as of Sunday 134 had been killed", "counted 1,100 dead by 7 June"."""
    if here.size < MANY or ONE_BLOW.search(words) is not None:
        return False
    for e in days:
        before = here.text[max(0, e.start - 6) : e.start].lower()
        if e.lead != "until" or not (before in ("as of ", "as at ") or before.endswith("by ")):
            continue
        if (e.kind == "weekday" and (PERFECT.search(local) or PUT_AT.search(words))) or (
            e.kind == "day" and COUNTED.search(local)
        ):
            return True
    return False


def level_day(
    words: str, own: list[TimeExpression], spoken: list[TimeExpression], clock: Clock
) -> tuple[PartialDate | None, DateBasis]:
    """The day of a level: "there were three political prisoners in May"; the day on which people were taken is not it."""
    dated = next((e for e in own if e.first is not None and e.kind in ("day", "month") and e.lead == ""), None)
    if dated is not None and TAKING.search(words) is None:
        return dated.first, DateBasis.STATED
    return held(own, spoken, clock)


def held(
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
