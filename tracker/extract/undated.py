"""The timing of a count whose own sentence names no time."""

from __future__ import annotations

import re

from tracker.extract.belonging import is_apart
from tracker.extract.carrying import carried, window_told
from tracker.extract.dates import TimeExpression
from tracker.extract.held import held
from tracker.extract.past_times import in_the_past
from tracker.extract.running import LARGE, is_past_war
from tracker.extract.setting import DAY_KINDS, Clock, Setting, Timing
from tracker.extract.time_words import ADDED, ERA, FIGHTING, ONE_BLOW, ONE_PLACE, PERFECT
from tracker.extract.timelines import under_heading
from tracker.extract.windows import in_war_table
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome, PartialDate

# What people were doing, or what was done, as they were struck: one blow.
WHEN = Guarded(
    r"\bwhen\s+(?:[\w’'-]+\s+){1,5}?(?:shelled|bombed|hit|struck|attacked|opened|exploded|fired|raided)\b",
    re.IGNORECASE,
)
# Who announces deaths tells news, and adds nothing up: "the group announced the deaths of two of its fighters".
ANNOUNCES = Guarded(
    r"\b(?:announc|confirm|mourn|report)(?:s|ed|ing)?\s+(?:on\s+\w+\s+)?the\s+(?:deaths?|killings?|loss|martyrdom)\s+of\b|"
    r"\b(?:we|I|he|she|they)\s+(?:\w+\s+)?(?:counted|saw|found)\b[^.;]{0,30}\b(?:bodies|corpses)\b",
    re.IGNORECASE,
)
BULLETIN = 8  # sentences for which a bulletin goes on with the total it opened with
CARRIES_ON = 2  # sentences for which the window of a count holds for counts without a time of their own
OF_A_REPORT = 4  # the same where the window is of weeks or months


def undated(
    here: Setting, words: str, local: str, basis: Basis, spoken: list[TimeExpression], clock: Clock
) -> Timing:
    """A count whose own sentence names no time: it goes on in a running total, in a window, or in the story's day."""
    if here.outcome is Outcome.DISPLACED and ARE_DISPLACED.search(local):
        return Timing(Basis.STOCK, None, *clock.reported())
    headed = under_heading(here, basis, clock)
    if headed is not None:
        return headed
    past = in_the_past(here, words, basis, clock)
    if past is not None:
        return past
    beside = _day_beside(here, spoken) if clock.running_sentence != here.ordinal else None
    if beside is not None:
        return Timing(basis, None, beside, DateBasis.CARRIED)
    if here.ordinal - clock.tally_sentence == 1 and not (ONE_BLOW.search(words) or ONE_PLACE.search(words)):
        basis = Basis.PERIOD
    if (
        clock.running is not None
        and clock.running_sentence >= clock.period_sentence
        and (clock.running.since is not None or clock.running_sentence == here.ordinal)
        and here.ordinal - clock.running_sentence <= _reach_of_total(clock)
        and (basis is Basis.EVENT or here.size >= LARGE)
        and (here.size > 1 or clock.running_sentence == here.ordinal)
        and not ONE_BLOW.search(words)
        and not ADDED.search(local)
        and not WHEN.search(words)
        and not _toll_of_the_blow(here, words, clock)
        and not _back_in_the_report(here, clock)
        and not (ANNOUNCES.search(words) and here.size < LARGE)
    ):
        return _going_on(here, clock.running, spoken, clock)
    if (ERA.search(words) or is_past_war(words, local, clock)) and not PERFECT.search(local):
        return Timing(Basis.PERIOD, None, None, DateBasis.NONE)
    told = window_told(here, clock)
    if told is not None and not ONE_BLOW.search(words) and not ONE_PLACE.search(words):
        return Timing(Basis.PERIOD, told.first, told.last, DateBasis.CARRIED)
    period = clock.period
    if (
        period is not None
        and here.outcome is not Outcome.DISPLACED
        and not _outgrows(here, clock)
        and here.ordinal - clock.period_sentence <= (CARRIES_ON if of_days(period) else OF_A_REPORT)
        and not ONE_BLOW.search(words)
        and not ONE_PLACE.search(words)
        and (clock.now is None or clock.now.ordinal <= clock.period_sentence)
        and clock.blow_sentence <= clock.period_sentence
    ):
        return Timing(Basis.PERIOD, period.since, period.as_of, DateBasis.CARRIED)
    if FIGHTING.search(words) and not ONE_BLOW.search(words) and not clock.just_flared:
        report, how = clock.reported()
        return Timing(Basis.PERIOD, None, report, how)
    if in_war_table(here):
        return Timing(Basis.PERIOD, None, None, DateBasis.NONE)
    if _outgrows(here, clock) and not ONE_BLOW.search(words) and not ONE_PLACE.search(words):
        return Timing(Basis.CUMULATIVE, clock.war_since, *clock.reported())
    if here.size >= LARGE and not ONE_BLOW.search(words) and not ONE_PLACE.search(words):
        basis = Basis.PERIOD  # no single blow kills so many without being named
    return Timing(basis, None, *carried(here, spoken, clock))


def _going_on(here: Setting, total: Timing, spoken: list[TimeExpression], clock: Clock) -> Timing:
    """A count that goes on in a running total: of its day, unless it was said on a day of its own.

    What somebody said earlier than the total ("the daily reported on Monday") is no later state of it, and has no start.
    """
    day, how = held([], spoken, clock)
    told = how in (DateBasis.STATED, DateBasis.RELATIVE)
    if day is None or not told or here.ordinal == clock.running_sentence:
        return Timing(Basis.CUMULATIVE, total.since, total.as_of, DateBasis.CARRIED)
    before = total.as_of is not None and day.last() < total.as_of.first()
    return Timing(Basis.CUMULATIVE, None if before else total.since, day, how)


def _toll_of_the_blow(here: Setting, words: str, clock: Clock) -> bool:
    """Whether a toll is the blow's that the story opened with: less than the running total told in between.

    "The group has killed 3,000 people since 2021. First reports put the death toll at 50": no total falls to that.
    """
    return clock.lead is not None and here.size < clock.running_size and DEATH_TOLL.search(words) is not None


def _back_in_the_report(here: Setting, clock: Clock) -> bool:
    """Whether a report on a month is back at its month, after it told a longer total in a paragraph of its own.

    "In May 900 were killed. / "More than 6,000 have died this year", the envoy said. / The capital saw 300 deaths."
    """
    return (
        clock.reviewed is not None
        and clock.running_sentence > clock.reviewed_sentence
        and here.paragraph > clock.running_paragraph
        and PERFECT.search(here.text, *here.sentence) is None
    )


DEATH_TOLL = Guarded(r"\b(?:death|the)\s+toll\b(?!\s+(?:for|since|among|in\s+(?:the\s+)?(?-i:[A-Z])))", re.IGNORECASE)


def of_days(period: Timing) -> bool:
    """Whether a window is of no more than days: the news of a week, and no report on a month."""
    return period.since is None or period.as_of is None or (period.as_of.last() - period.since.first()).days <= SHORT


def _outgrows(here: Setting, clock: Clock) -> bool:
    """Whether a figure is the toll of the war, and not of the few days that the count before was of."""
    period = clock.period
    if period is None or period.since is None or period.as_of is None or here.outcome is not Outcome.KILLED:
        return False
    days = (period.as_of.last() - period.since.first()).days
    return clock.war_since is not None and here.size >= LARGE and days <= SHORT


SHORT = 14  # days of a window in which a war does not kill thousands without a word of it


def _day_beside(here: Setting, spoken: list[TimeExpression]) -> PartialDate | None:
    """The day of the count before in the sentence: "on 4 August settlers shot a man; four others were injured"."""
    before = max((b for _, b in here.others if b <= here.claim[0]), default=None)
    if before is None or OF_TIME.search(here.text, before, here.claim[0]) is not None:
        return None
    days = [
        e
        for e in here.found
        if e.kind in DAY_KINDS and e.end <= before and e.lead == "" and e.first is not None and e not in spoken
    ]
    apart = [e for e in days if is_apart(here.text, here.sentence[0], e, here.claim, here.outcome)]
    return days[-1].first if days and not apart else None


# "The office counts 2.8 million displaced": how many there are, on the day of the report.
ARE_DISPLACED = Guarded(
    r"\b(?:counts?|estimates?|puts?|there are|has)\s(?:[^.;,]{0,40}\s)?(?:[0-9.,]+\s)?"
    r"(?:million|thousand|[0-9]{3})\s+(?:[a-z]+\s+){0,2}displaced\b|\b(?:are|remain)\s+(?:now\s+|still\s+|[a-z]+ly\s+)?(?:displaced|sheltered|sheltering|housed)\b",
    re.IGNORECASE,
)
OF_TIME = Guarded(
    r"\b(?:earlier|previous(?:ly)?|later|before|after|since|until|now|so far|already|total|overall)\b", re.IGNORECASE
)


def _reach_of_total(clock: Clock) -> int:
    """Sentences for which a running total goes on: long in a bulletin of totals, short once a day or a blow was told."""
    told = max(clock.blow_counted, clock.now.ordinal if clock.now is not None else -1)
    return BULLETIN if clock.running_sentence <= 1 and told <= clock.running_sentence else 1
