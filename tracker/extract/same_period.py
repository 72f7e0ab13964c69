"""A count of the window told before, in another year: "30 died from January to June, and 45 in the same period of 2017"."""

from __future__ import annotations

import re
from itertools import pairwise

from tracker.extract.setting import Clock, Setting, Timing
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, PartialDate

SAME = Guarded(
    r"\b(?:same|corresponding|equivalent)\s+(?:period|months?|quarter|weeks?)\s+(?:(?:of|in|during)\s+)?"
    r"(?:(?P<year>(?:19|20)[0-9]{2})\b|(?P<before>last\s+year|the\s+(?:previous|preceding)\s+year|the\s+year\s+before|a\s+year\s+"
    r"(?:earlier|ago|before)))",
    re.IGNORECASE,
)
# The count is only compared with that of the other year, which is not told or follows.
COMPARED = Guarded(
    r"\b(?:compared|comparison|than|against|versus|increase|decrease|rise|drop|fall|decline|from|over|up|down|on)\b|[;]",
    re.IGNORECASE,
)
OVER_THE = Guarded(r"\s(?:over|in|during|for)\s+the\s+$", re.IGNORECASE)
NEAR = 2  # sentences from the window to the count that is set beside it
REACH = 120  # code points from the count to the words


def in_the_same_period(here: Setting, clock: Clock) -> Timing | None:
    """The window told last, moved to the year that the words beside the count name; None where they name none."""
    taken_up = _in_this_period(here, clock)
    if taken_up is not None:
        return taken_up
    period = clock.period
    if period is None or period.since is None or period.as_of is None or here.ordinal - clock.period_sentence > NEAR:
        return None
    end = min((a for a, _ in here.others if a >= here.claim[1]), default=here.sentence[1])
    found = SAME.search(here.text, here.claim[1], min(end, here.claim[1] + REACH))
    if found is None:
        return None
    lead = OVER_THE.search(here.text, here.claim[1], found.start())
    if COMPARED.search(here.text, here.claim[1], lead.start() if lead is not None else found.start()) is not None:
        return None
    year = int(found["year"]) if found["year"] else period.since.year - 1
    back = period.since.year - year
    return Timing(Basis.PERIOD, _moved(period.since, back), _moved(period.as_of, back), DateBasis.RELATIVE)


# "During this period 317 civilians were killed": the window that was told before.
THIS = Guarded(
    r"\b(?:during|in|over|within|throughout)\s+(?:this|that|the\s+same|the\s+reporting)\s+(?:[\w-]+\s+)?(?:period|quarter|time\s?frame)\b"
    r"(?!\s+(?:of|in|last|the|a|under)\b)",
    re.IGNORECASE,
)


def _in_this_period(here: Setting, clock: Clock) -> Timing | None:
    """The window that "during this period" takes up, told in a sentence with counts or without."""
    named = THIS.search(here.text, here.sentence[0], here.sentence[1])
    if named is None:
        return None
    start = max((b for _, b in here.others if b <= here.claim[0]), default=here.sentence[0])
    if start > named.start() and any(start <= e.start < here.claim[1] for e in here.found):
        return None  # behind another count it has a time of its own
    for sentence in reversed([s for s in clock.story if 0 < here.ordinal - s.ordinal <= NEAR]):
        for one, two in pairwise(sentence.dates):
            if one.lead == "from" and two.lead == "until" and one.first is not None and two.last is not None:
                return Timing(Basis.PERIOD, one.first, two.last, DateBasis.CARRIED)
        months = [e for e in sentence.dates if e.kind == "window" and e.first is not None and e.last is not None]
        if months:
            return Timing(Basis.PERIOD, months[-1].first, months[-1].last, DateBasis.CARRIED)
    period = clock.period
    if period is not None and period.since is not None and 0 < here.ordinal - clock.period_sentence <= NEAR:
        return Timing(Basis.PERIOD, period.since, period.as_of, DateBasis.CARRIED)
    return None


def _moved(day: PartialDate, years: int) -> PartialDate:
    leap = (day.month, day.day) == (2, 29)
    return PartialDate(day.year - years, day.month, 28 if leap else day.day)
