"""A count of the window told before, in another year: "30 died from January to June, and 45 in the same period of 2017"."""

from __future__ import annotations

import re

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
NEAR = 2  # sentences from the window to the count that is set beside it
REACH = 120  # code points from the count to the words


def in_the_same_period(here: Setting, clock: Clock) -> Timing | None:
    """The window told last, moved to the year that the words beside the count name; None where they name none."""
    period = clock.period
    if period is None or period.since is None or period.as_of is None or here.ordinal - clock.period_sentence > NEAR:
        return None
    end = min((a for a, _ in here.others if a >= here.claim[1]), default=here.sentence[1])
    found = SAME.search(here.text, here.claim[1], min(end, here.claim[1] + REACH))
    if found is None or COMPARED.search(here.text, here.claim[1], found.start()) is not None:
        return None
    year = int(found["year"]) if found["year"] else period.since.year - 1
    back = period.since.year - year
    return Timing(Basis.PERIOD, _moved(period.since, back), _moved(period.as_of, back), DateBasis.RELATIVE)


def _moved(day: PartialDate, years: int) -> PartialDate:
    leap = (day.month, day.day) == (2, 29)
    return PartialDate(day.year - years, day.month, 28 if leap else day.day)
