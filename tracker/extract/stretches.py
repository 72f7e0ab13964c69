"""What a count in a window is: one event of that week or night, the whole of a war so far, or the tally of the window."""

from __future__ import annotations

import re

from tracker.extract.carrying import happened
from tracker.extract.dates import TimeExpression
from tracker.extract.held import held
from tracker.extract.setting import Clock, Setting, Timing
from tracker.extract.time_words import MANY_BLOWS, ONE_BLOW, ONE_PLACE, ONE_TOWN, PRESENT_PERFECT
from tracker.extract.undated import CARRIES_ON
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome, PartialDate

DAYS_OF_A_MONTH = Guarded(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\s?(?:-|–|—|and|to)\s?[0-9]{1,2}", re.IGNORECASE)


def timing_of_window(
    here: Setting,
    bounded: tuple[PartialDate | None, PartialDate | None, DateBasis],
    own: list[TimeExpression],
    spoken: list[TimeExpression],
    words: str,
    clock: Clock,
) -> Timing:
    """The timing of a count whose clause names a window."""
    opened, closed, how = bounded
    if opened is not None and clock.war_since is not None and _of_the_war(opened, closed, clock.war_since):
        return Timing(Basis.CUMULATIVE, clock.war_since, closed or clock.report, how)
    one = ONE_BLOW.search(words) or ONE_PLACE.search(words) or (clock.blow and here.ordinal <= CARRIES_ON)
    if any(NIGHT_OF.search(here.text, here.sentence[0], e.start) is not None for e in own):
        return Timing(Basis.EVENT, None, closed, how)  # "on the night of June 11-12"
    if (ONE_BLOW.search(words) or ONE_TOWN.search(words)) and any(e.kind == "overnight" for e in own):
        return Timing(Basis.EVENT, None, closed, how)
    one = one and here.outcome is not Outcome.DISPLACED
    if (one and any(e.kind == "week" for e in own)) or (
        ONE_BLOW.search(words) and any("weekend" in e.words.lower() for e in own)
    ):
        return _in_a_week(here, opened, closed, clock)
    if one and _one_night(own, opened, closed) and MANY_BLOWS.search(words) is None:
        return Timing(Basis.EVENT, None, closed, how)
    if _to_now(own, words):
        return Timing(Basis.CUMULATIVE, opened, *held(own, spoken, clock))
    report, reported = clock.reported()
    return Timing(Basis.PERIOD, opened, closed or report, how if closed else reported)


def _of_the_war(opened: PartialDate, closed: PartialDate | None, war: PartialDate) -> bool:
    """Whether a window opens where the war does: "100 days of war", "from 24 February, when the invasion began".

    The past 24 hours of a bulletin of the war's third day open near its start too, and are a window all the same.
    """
    if not war.exact or not opened.exact:
        return False
    apart = abs((opened.first() - war.first()).days)
    length = (closed.last() - opened.first()).days if closed is not None else WHOLE
    return apart <= 3 and apart * 4 <= length


NIGHT_OF = Guarded(r"\bnight\s+of\s+$", re.IGNORECASE)
WHOLE = 12  # days of a window without an end


def _to_now(own: list[TimeExpression], words: str) -> bool:
    """Whether a window is the whole of what still goes on: "so far this year", "have died in 16 months of fighting"."""
    if any(e.words.lower().startswith(("so far", "thus far")) for e in own):
        return True
    return PRESENT_PERFECT.search(words) is not None and any(LONG_SPAN.search(e.words) for e in own)


LONG_SPAN = Guarded(r"\b(?:months?|years?)\s+of\s", re.IGNORECASE)


def _one_night(own: list[TimeExpression], opened: PartialDate | None, closed: PartialDate | None) -> bool:
    """Whether a window is the night between two days, in which one place was struck: "on April 16-17, at a base"."""
    dated = any(e.kind == "window" and DAYS_OF_A_MONTH.search(e.words) for e in own) or any(
        e.kind == "overnight" for e in own
    )
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
