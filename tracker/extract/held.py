"""The day at which a running total or a level held."""

from __future__ import annotations

import re

from tracker.extract.dates import TimeExpression
from tracker.extract.setting import Clock
from tracker.lexicon.guarded import Guarded
from tracker.model import DateBasis, PartialDate

TAKING = Guarded(
    r"\b(?:kidnapped|abducted|taken|captured|seized|arrested|missing|disappeared|displaced|fled|went)\b",
    re.IGNORECASE,
)


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
