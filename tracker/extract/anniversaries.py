"""The time that an anniversary points back to: "Sunday was the 11th anniversary of the raid on the camp"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.extract.dates import TimeExpression
from tracker.extract.reckoning import amount_of, back
from tracker.extract.setting import DAY_KINDS
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ANNIVERSARY = Guarded(
    rf"(?<!\bon the )(?<!\bon its )\b(?:(?P<n>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))\s+"
    r"anniversary\s+of\b",
    re.IGNORECASE,
)
# "Thirty years after soldiers opened fire", "a year on from the fall of the city", "two decades since the massacre".
SO_LONG_AFTER = Guarded(
    r"\b(?P<n>[0-9]{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>weeks?|months?|years?|decades?)\s+(?P<day>to\s+the\s+day\s+)?"
    r"(?:(?:have\s+passed\s+|on\s+)?(?:after|since)|on\s+from)\s(?P<what>[^.;:]{0,120}?\b(?:massacred?|attack(?:ed|s)?|"
    r"bomb(?:ed|ings?)|kill(?:ed|ings?)|murder(?:ed)?|genocide|riots?|war|battle|siege|crackdown|uprising|coup|invasion|"
    r"invaded|opened\s+fire|shootings?|shot|stormed|slaughter(?:ed)?|executed|kidnapp(?:ed|ings?)|abducted|abductions?|hijacked|"
    r"explosions?|blasts?|raid(?:ed)?|ambush(?:ed)?|seized|fall\s+of|crushed)\b)",
    re.IGNORECASE,
)
# The day itself is named: "Sunday was the", "4 May marks the". A ceremony may be held on another day.
IS_THE_DAY = Guarded(r"\s+(?:was|is|marks|marked)\s+(?:the\s+)?$", re.IGNORECASE)
OLDEST = 200  # years that an anniversary may count


def _so_long_after(
    text: str, start: int, end: int, dates: Sequence[TimeExpression], published: date | None
) -> PartialDate | None:
    """The time of the violence that so many years before the report lies back, to the day where the words say so."""
    found = SO_LONG_AFTER.search(text, start, end) if published is not None else None
    if found is None or published is None or any(e.first is not None and e.kind != "ago" for e in dates):
        return None
    amount, unit = amount_of(found["n"]), found["unit"].lower().rstrip("s")
    if amount is None or amount > OLDEST:
        return None
    if unit in ("year", "decade"):
        years = amount * (10 if unit == "decade" else 1)
        try:
            return PartialDate(published.year - years, *((published.month, published.day) if found["day"] else ()))
        except ValueError:
            return PartialDate(published.year - years)
    day = back(published, amount, unit)
    return day if found["day"] or unit == "week" else PartialDate(day.year, day.month)


def told_of(
    text: str, start: int, end: int, dates: Sequence[TimeExpression], published: date | None
) -> PartialDate | None:
    """The time of what text[start:end] tells the anniversary of: to the day where its own day is named, else the year."""
    since = _so_long_after(text, start, end, dates, published)
    if since is not None:
        return since
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
