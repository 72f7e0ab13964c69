"""Days that are counted from another day: "a day after strikes killed 35", "two days after the blast of 3 May"."""

from __future__ import annotations

import re

from tracker.extract.anniversaries import told_of
from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.dates import TimeExpression
from tracker.extract.past_times import earlier
from tracker.extract.reckoning import back
from tracker.extract.setting import Clock, Setting
from tracker.extract.time_words import AFTER
from tracker.lexicon.guarded import Guarded
from tracker.model import PartialDate

VERB = 14  # code points of the verb that a claim may begin with: "six months after gunmen | killed 11"


def shifted(here: Setting, days: list[TimeExpression], clock: Clock) -> PartialDate | None:
    """ "a day after airstrikes killed 35", "three years after 111 girls were seized": counted back from the day told."""
    later = _days_later(here, days)
    if later is not None:
        return later
    remembered = told_of(here.text, here.sentence[0], here.claim[0] + VERB, here.found, clock.published)
    if remembered is not None:
        return remembered
    earlier = _earlier(here, days, clock)
    if earlier is not None:
        return earlier
    found = AFTER.search(here.text[here.sentence[0] : here.claim[0]])
    if found is None or clock.published is None:
        return None
    amount = (
        int(found["n"])
        if found["n"].isdigit()
        else NUMBER_WORDS.get(found["n"].lower(), 1 if found["n"].lower() == "an" else 0)
    )
    unit = found["unit"].lower().rstrip("s")
    base = clock.lead.first() if clock.lead is not None and clock.lead.exact and unit == "day" else clock.published
    told = [
        e for e in days if e.first is not None and e.first.exact and e.end <= here.sentence[0] + found.start() + 1
    ]
    if told and told[-1].first is not None:
        base = told[-1].first.first()
    day = back(base, amount, unit)
    return PartialDate(day.year) if unit == "year" else PartialDate(day.year, day.month) if unit == "month" else day


def _earlier(here: Setting, days: list[TimeExpression], clock: Clock) -> PartialDate | None:
    """ "Three days earlier, gunmen killed five": so many days before the day that the sentence before told."""
    then = earlier(here, days, clock)
    if then is not None:
        return then
    now = clock.now
    if len(days) != 1 or now is None or now.first is None or not now.first.exact or here.ordinal - now.ordinal > 1:
        return None
    found = DAYS_EARLIER.fullmatch(days[0].words)
    if found is None or now.ordinal == here.ordinal:
        return None
    n = found["n"].lower()
    return back(now.first.first(), int(n) if n.isdigit() else NUMBER_WORDS.get(n, 1), found["unit"].lower())


DAYS_EARLIER = Guarded(r"(?P<n>[0-9]{1,2}|[a-z]+)\s+(?P<unit>days?|weeks?)\s+(?:earlier|before)", re.IGNORECASE)


def _days_later(here: Setting, days: list[TimeExpression]) -> PartialDate | None:
    """ "A day after the blast of 3 May, police arrested nine": counted on from the day of what went before."""
    for e in days:
        if e.first is None or not e.first.exact or e.end > here.claim[0] or here.text[e.end : e.end + 1] != ",":
            continue
        found = DAYS_AFTER.search(here.text, here.sentence[0], e.start)
        if found is not None:
            n = found["n"].lower()
            amount = int(n) if n.isdigit() else NUMBER_WORDS.get(n, 1)
            return back(e.first.first(), -amount, found["unit"].lower())
    return None


DAYS_AFTER = Guarded(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|[0-9]{1,2})\s+(?P<unit>days?|weeks?)\s+after\s[^,.;]{0,80}$",
    re.IGNORECASE,
)
