"""Counts that a month or a year dates: the whole of it where several blows are added up, one event elsewhere."""

from __future__ import annotations

import re

from tracker.extract.belonging import COUNTED
from tracker.extract.dates import TimeExpression
from tracker.extract.phrases import phrases
from tracker.extract.running import LARGE
from tracker.extract.setting import Clock, Setting, Timing, distance
from tracker.extract.time_words import (
    AGGREGATE,
    COUNTED_BLOWS,
    MANY_BLOWS,
    MANY_PLACES,
    ONE_BLOW,
    ONE_PLACE,
    PRESENT_PERFECT,
    RUNNING,
    TOLL,
)
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome

HARMED = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES, Outcome.DETAINED)
MANY = 20  # so many people in a year, and no word of a blow: the count of the year
MANY_IN_A_MONTH = 100


# Bombings that are named by their year were one coordinated attack: "the 2002 bombings".
OF_A_YEAR = Guarded(r"\b(?:massacre|bombings?|attacks?|coup|siege)$", re.IGNORECASE)


def _in_a_country(words: str) -> bool:
    """Whether people came to harm somewhere in a country, which is no one place: "91 were killed in Syria in May"."""
    countries = phrases("places", "countries").finditer(words)
    return any(
        IN.search(words, 0, c.start()) and words[c.end() : c.end() + 1] not in ("'", "’", "-") for c in countries
    )


IN = Guarded(r"\b(?:in|across|throughout)\s(?:the\s)?$", re.IGNORECASE)


def is_whole(here: Setting, expression: TimeExpression) -> bool:
    """ "During (the month of) January": the month as a whole."""
    lead = here.text[max(here.sentence[0], expression.start - 28) : expression.start]
    return (
        re.search(
            r"\b(?:during|throughout|whole\s+of|all\s+of|entire)\s+(?:the\s+(?:month|year)\s+of\s+)?$",
            lead,
            re.IGNORECASE,
        )
        is not None
    )


def count_of_months(here: Setting, words: str, broad: list[TimeExpression], clock: Clock) -> Timing:
    """A count that a month or a year dates: the whole of it where several blows are added up, one event elsewhere."""
    chosen = min(broad, key=lambda e: distance(e, *here.claim))
    how = DateBasis.STATED if chosen.first else DateBasis.NONE
    known = here.text[chosen.end : chosen.end + 2] in ("'s", "’s")  # "November's attacks in Paris, which killed 130"
    blow = ONE_BLOW.search(words) is not None or OF_A_YEAR.search(chosen.words) is not None or known
    many = (
        MANY_PLACES.search(words) is not None
        or (here.outcome is Outcome.MISSING and not blow)
        or (not blow and (COUNTED.search(words) is not None or re.match(r"\s+alone\b", here.text[chosen.end :][:9])))
        or AGGREGATE.search(words) is not None
        or (not blow and TOLL.search(words) is not None and RUNNING.search(words) is not None)
        or (COUNTED_BLOWS.search(words) is not None and OF_A_YEAR.search(chosen.words) is None)
        or (MANY_BLOWS.search(words) is not None and not blow and ONE_PLACE.search(words) is None)
    )
    if chosen.words.lower().startswith("earlier"):
        return Timing(Basis.PERIOD if many else Basis.EVENT, chosen.first if many else None, chosen.first, how)
    this = chosen.words.lower().startswith("this") and "earlier" not in words.lower()
    runs_on = PRESENT_PERFECT.search(words) or (
        chosen.kind == "year" and RUNNING.search(words) and TOLL.search(words)
    )
    if this and not blow and runs_on:
        basis = Basis.CUMULATIVE if chosen.kind == "year" else Basis.PERIOD
        return Timing(basis, chosen.first, *clock.reported())  # "have been killed this year" runs on
    lead = here.text[max(here.sentence[0], chosen.start - 12) : chosen.start].lower()
    so_far = lead.endswith(("so far in ", "so far ")) or chosen.words.lower().startswith(("so far", "thus far"))
    if so_far and not blow:
        basis = Basis.CUMULATIVE if chosen.kind == "year" else Basis.PERIOD
        return Timing(basis, chosen.first, *clock.reported())  # "so far in 2021", "so far in June"
    seen = re.match(r",?\s+which\s+saw\b", here.text[chosen.end : chosen.end + 14])
    counted = here.outcome in HARMED and ONE_PLACE.search(words) is None
    if chosen.kind == "year" and counted and not blow and here.size >= MANY:
        many = True
    if chosen.kind == "month" and counted and not blow:
        many = bool(many) or here.size >= MANY_IN_A_MONTH or (here.size >= MANY and _in_a_country(words))
    if seen or is_whole(here, chosen) or many or here.size >= LARGE:
        report, reported = clock.reported()
        if (
            chosen.first is not None
            and report is not None
            and chosen.first.first() <= report.first() <= chosen.first.last()
        ):
            return Timing(Basis.PERIOD, chosen.first, report, reported)
        return Timing(Basis.PERIOD, chosen.first, chosen.first, how)
    return Timing(Basis.EVENT, None, chosen.first, how)
