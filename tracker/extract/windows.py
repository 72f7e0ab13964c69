"""Bounded windows: "in the past 24 hours", "from 2001 to 2019", "last week", "overnight", and tallies of several places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from tracker.extract.belonging import WINDOW_KINDS
from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.dates import TimeExpression
from tracker.extract.phrases import phrases
from tracker.extract.reckoning import back
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Timing, distance
from tracker.extract.time_words import (
    FIRST_STRETCH,
    IN_A_SPAN,
    MANY_PLACES,
    ONE_BLOW,
    ONE_PLACE,
    ONE_TOWN,
    OVER_A_PROVINCE,
    RECORD,
    THOSE_MONTHS,
)
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, PartialDate

THERE = Guarded(
    r"\b(?:fighting|violence|clashes|unrest|combat|bombings|attacks|raids)\b[^.;,]{0,25}\s(?:in|across)\s$",
    re.IGNORECASE,
)
TWO = Guarded(r"\b(?:in|across)\s(?-i:[A-Z])[a-z]{2,12}\sand\s(?:in\s)?$", re.IGNORECASE)
BETWEEN = Guarded(r"(?<!\bnight\s)\bbetween\s(?:(?:early|late)\s)?$", re.IGNORECASE)
OF_DAYS = Guarded(r"\bdays?\s+of\s", re.IGNORECASE)  # "in two days of battles at the weekend" were those two
DURING = Guarded(r"\bduring (?:the |its |their |that )?$", re.IGNORECASE)


def window(
    here: Setting, found: list[TimeExpression], spoken: list[TimeExpression], clock: Clock
) -> tuple[PartialDate | None, PartialDate | None, DateBasis] | None:
    """The ends of the window a claim is counted in, and how they are known; None where the words name none."""
    claim, published = here.claim, clock.published
    for first in (e for e in found if e.lead == "from"):
        last = next(
            (
                e
                for e in found
                if e.start > first.end
                and e.start - first.end < (20 if e.lead == "" else 120)
                and e.lead in ("until", "")
            ),
            None,
        )
        if last is not None and last.kind in WINDOW_KINDS:
            continue
        if last is not None and (last.first is None or first.first is None):
            return first.first, last.last, DateBasis.NONE
        if last is not None and last.first is not None and first.first is not None:
            between = BETWEEN.search(here.text, here.sentence[0], first.start) is not None
            apart = between and ONE_BLOW.search(here.text, *here.sentence) is None
            if (
                not apart
                and last.kind in DAY_KINDS
                and (last.last or last.first).first() - first.first.first() <= timedelta(days=1)
            ):
                return None  # "from 11 at night on 10 December until 2 today" is one night's attack
            return first.first, last.last, DateBasis.STATED
    pair = _joined(here, found)
    if pair is not None:
        return pair
    spans = [e for e in found if e.kind in WINDOW_KINDS]
    others = [
        e
        for e in found
        if e.kind in DAY_KINDS or (e.kind in ("month", "year") and (e.lead == "" or e.words.startswith("the ")))
    ]
    if not spans:
        return None
    chosen = min(spans, key=lambda e: distance(e, *claim))
    chosen = next((e for e in spans if "weekend" in e.words.lower() and OF_DAYS.search(chosen.words)), chosen)
    held = DURING.search(here.text, max(here.sentence[0], chosen.start - 14), chosen.start) is not None
    if others and not held and min(distance(e, *claim) for e in others) < distance(chosen, *claim):
        return None
    told = next((e for e in spoken if e.kind in DAY_KINDS and e.first is not None and e.first.exact), None)
    if chosen.kind == "overnight":
        return None, told.first if told is not None else chosen.last, DateBasis.RELATIVE
    first_day, last_day = chosen.first, chosen.last
    # The weekend is the weekend, whichever day somebody spoke on.
    to_now = published is not None and last_day == PartialDate.of(published)
    if told is not None and told.first is not None and published is not None and chosen.kind == "window" and to_now:
        lag = published - told.first.first()
        if timedelta(0) < lag <= timedelta(days=6):
            first_day = (
                PartialDate.of(first_day.first() - lag) if first_day is not None and first_day.exact else first_day
            )
            last_day = told.first
    return first_day, last_day, DateBasis.RELATIVE


def _joined(
    here: Setting, found: list[TimeExpression]
) -> tuple[PartialDate | None, PartialDate | None, DateBasis] | None:
    """Two days told as one stretch: "in fighting on Friday and Saturday"."""
    for one, two in pairwise(found):
        if one.kind != two.kind or one.kind not in ("day", "weekday", "month") or one.lead in ("since", "until"):
            continue
        if AND_ON.fullmatch(here.text[one.end : two.start]) is None:
            continue
        if one.first is None or two.first is None:
            return None, None, DateBasis.NONE
        if one.first < two.first:
            return one.first, two.first, DateBasis.STATED if one.kind == "day" else DateBasis.RELATIVE
    return None


AND_ON = Guarded(r"\s*(?:and|to|through|until|till|[-–—])\s*(?:(?:on|early|late)\s+)*", re.IGNORECASE)


def first_stretch(words: str, clock: Clock) -> Timing | None:
    """ "In the first six months of the war", and "in those months" of the sentence before it."""
    found = FIRST_STRETCH.search(words)
    start = clock.started or clock.war_since
    if found is not None and start is not None:
        amount = NUMBER_WORDS.get(found["n"].lower(), 0) if not found["n"].isdigit() else int(found["n"])
        if amount:
            reached = back(start.first(), -amount, found["unit"].lower())
            return Timing(Basis.CUMULATIVE, start, reached, DateBasis.RELATIVE)
    running = clock.running
    bounded = clock.period is not None and clock.period.since is not None and THAT_PERIOD.search(words) is not None
    if running is not None and running.since is not None and THOSE_MONTHS.search(words) and not bounded:
        return Timing(Basis.CUMULATIVE, running.since, running.as_of, DateBasis.CARRIED)
    period = clock.period
    if period is not None and THOSE_MONTHS.search(words):
        return Timing(Basis.PERIOD, period.since, period.as_of, DateBasis.CARRIED)
    return None


THAT_PERIOD = Guarded(r"\b(?:that|this|the\s+same)\s+period\b", re.IGNORECASE)  # a window with both its ends


def spans(words: str) -> bool:
    """True where a length of time holds the count: "in four months"; not where it holds a record ("first in two years")."""
    found = IN_A_SPAN.search(words)
    return found is not None and ONE_BLOW.search(words) is None and RECORD.search(words[: found.start()]) is None


TABLE = 3000  # code points over which the table of a war's losses may run
HEAD = 400  # code points in which the page names what the table is about
OF_A_WAR = Guarded(r"\b(?:War|Conflict|Insurgency|Rebellion|Revolution|Uprising|Campaign|Intifada)\b")
OF_A_BATTLE = Guarded(r"\b(?:Massacre|Battle|Attack|Bombing|Raid|Ambush|Siege|Incident)\b", re.IGNORECASE)
CELL = 160  # a line longer than this is prose, and ends it


def in_war_table(here: Setting) -> bool:
    """True for a line under "Casualties and losses": what the whole of a war cost one side."""
    text = here.text[max(0, here.claim[0] - TABLE) : here.claim[0]]
    at = text.rfind("Casualties and losses")
    if at < 0 or OF_A_WAR.search(here.text, 0, HEAD) is None or OF_A_BATTLE.search(here.text, 0, HEAD):
        return False
    return all(len(line) <= CELL for line in text[at:].splitlines())


def countrywide(words: str) -> bool:
    """True for fighting that is told of a whole country ("in clashes in Chad") or of two ("in Iraq and Afghanistan")."""
    for country in phrases("places", "countries").finditer(words):
        if words[country.end() : country.end() + 1] in ("'", "’", "-"):
            continue
        if THERE.search(words[: country.start()]) or TWO.search(words[: country.start()]):
            return True
    return False


def is_tally(words: str, local: str) -> bool:
    """True where the words add up several places or attacks: "in separate raids", "in Homs, Hama and Aleppo"."""
    if ONE_BLOW.search(local) is not None or ONE_TOWN.search(local) is not None:
        return False
    places = MANY_PLACES.search(words)
    if places is not None and (blow := ONE_BLOW.search(words[: places.start()])) and places.start() - blow.end() < 4:
        return False  # "a raid on five villages" is one raid
    if OVER_A_PROVINCE.search(words) or countrywide(words):
        return ONE_BLOW.search(words) is None and ONE_PLACE.search(words) is None
    return places is not None or spans(words) or phrases("time", "windows").search(words) is not None


def own_windows(
    text: str, start: int, wholes_and_parts: Sequence[tuple[int, int, bool]], found: Sequence[TimeExpression]
) -> list[int]:
    """Where the parts of a total begin whose window is not the total's: "900 since 7 October, including 340 in the
    past 24 hours".

    wholes_and_parts   where each count of the sentence stands, and whether it is a part of one before it

    The window right behind a part is its own where the total has a start before it, or where the part is nothing but
    a number: in "58 people, including 12 children in the past 24 hours", the 58 may be of the 24 hours as well.
    """
    bounded = [e for e in found if e.kind in WINDOW_KINDS]
    cuts = []
    for at, stop, part in wholes_and_parts:
        behind = next((e for e in bounded if stop <= e.start <= stop + _BEHIND), None) if part else None
        if behind is None or any(stop < other < behind.start for other, _, _ in wholes_and_parts):
            continue
        between = text[stop : behind.start]
        if "," in between or ";" in between:
            continue
        if SINCE_BEFORE.search(text, start, at) or _bare(text[at : behind.start]):
            cuts.append(at)
    return cuts


def _bare(words: str) -> bool:
    """Whether a part is told as a number and no more: "340 of them", "at least 340 people killed"."""
    return not set(re.findall(r"[a-z]+", words.lower())) - _BARE - NUMBER_WORDS.keys()


_BEHIND = 60  # letters between a part and its window
_BARE = frozenset(
    "of them whom those these who were was have been had killed died wounded injured martyred slain lost dead "
    "deaths added identified confirmed recorded at least about nearly some fatalities people persons others more in "
    "over during within just alone only on the".split()
)
SINCE_BEFORE = Guarded(r"\bsince\b", re.IGNORECASE)

__all__ = ["first_stretch", "in_war_table", "is_tally", "own_windows", "spans", "window"]
