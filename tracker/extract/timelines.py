"""Chronologies: a line that is nothing but a time dates the entries under it, until the next such line.

    February 1974
    A coach is bombed on the motorway. Twelve people are killed.

A single such line is when the page was printed; only a text with several is a chronology.
"""

from __future__ import annotations

import re

from tracker.extract.date_patterns import MONTHS
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock, Setting, Timing, Told
from tracker.extract.story_day import is_stamp
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis

SEVERAL = 2  # headings that make a chronology
KINDS = frozenset({"day", "month", "year", "window"})
LONGEST = 70  # code points of a heading in capitals that ends with its time: "HOTEL BOMBING, DECEMBER 1980"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
HEADING = Guarded(
    rf"^[^\w\n]*(?:(?:[^\n.]{{3,50}}, )?(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH})\.?(?: [0-9]{{1,2}})?,? )?"
    r"(?:19|20)[0-9]{2})[^\w\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


def is_chronology(text: str, clock: Clock) -> bool:
    """Whether the text has several lines that are headings of time; looked for once."""
    if clock.chronology is None:
        found = HEADING.compiled.finditer(text)
        clock.chronology = sum(1 for _, _ in zip(found, range(SEVERAL), strict=False)) >= SEVERAL
    return clock.chronology


def note_heading(text: str, sentence: Sentence, clock: Clock) -> bool:
    """Takes note of a heading that is a time; True where the sentence is one."""
    if sentence.end - sentence.start > LONGEST or not sentence.dates:
        return False
    line = text[sentence.start : sentence.end]
    capitals = line.isupper() and sentence.dates[-1].end >= sentence.end - 1
    if not (is_stamp(text, sentence) or capitals) or not is_chronology(text, clock):
        return False
    told = [e for e in sentence.dates if e.kind in KINDS and e.first is not None]
    if not told:
        return False
    last = told[-1]
    window = last.kind == "window"
    clock.headed = Told(last.first, last.last, window, sentence.ordinal, sentence.paragraph)
    return True


def under_heading(here: Setting, basis: Basis, clock: Clock) -> Timing | None:
    """The timing of a count without a time of its own in an entry of a chronology; None elsewhere."""
    headed = clock.headed
    if headed is None or here.paragraph < headed.paragraph:
        return None
    if headed.window or basis is Basis.PERIOD:
        return Timing(Basis.PERIOD, headed.first, headed.last, DateBasis.CARRIED)
    return Timing(Basis.EVENT, None, headed.first, DateBasis.CARRIED)
