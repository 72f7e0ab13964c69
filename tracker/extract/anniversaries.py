"""The time that an anniversary points back to: "Sunday was the 11th anniversary of the raid on the camp"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.extract.dates import TimeExpression
from tracker.extract.setting import DAY_KINDS
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ANNIVERSARY = Guarded(
    rf"(?<!\bon the )(?<!\bon its )\b(?:(?P<n>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))\s+"
    r"anniversary\s+of\b",
    re.IGNORECASE,
)
# The day itself is named: "Sunday was the", "4 May marks the". A ceremony may be held on another day.
IS_THE_DAY = Guarded(r"\s+(?:was|is|marks|marked)\s+(?:the\s+)?$", re.IGNORECASE)
OLDEST = 200  # years that an anniversary may count


def told_of(
    text: str, start: int, end: int, dates: Sequence[TimeExpression], published: date | None
) -> PartialDate | None:
    """The time of what text[start:end] tells the anniversary of: to the day where its own day is named, else the year."""
    found = ANNIVERSARY.search(text, start, end)
    if found is None or any(e.start >= found.end() and e.first is not None for e in dates):
        return None  # "the anniversary of the raid of 4 May 2004" says it itself
    years = int(found["n"]) if found["n"] else ORDINALS.index(found["word"].lower()) + 1
    for expression in dates:
        day = expression.first
        named = expression.kind in DAY_KINDS and day is not None and day.exact
        if named and day is not None and IS_THE_DAY.fullmatch(text[expression.end : found.start()]) is not None:
            leap = (day.month, day.day) == (2, 29)
            return PartialDate(day.year - years, day.month, None if leap else day.day) if years < OLDEST else None
    return PartialDate(published.year - years) if published is not None and years < OLDEST else None
