"""When a running total starts: what the text says began, flared up or broke out, and the war it names.

A war that is named without a date starts where the lexicon says; fighting that the story itself says broke out on
Saturday starts then, and "the fighting" of the sentences that follow is counted from that day.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.extract.day_words import STARTS
from tracker.extract.phrases import phrases
from tracker.extract.running import LARGE
from tracker.extract.sentence import Sentence
from tracker.extract.setting import DAY_KINDS, Clock, Setting
from tracker.extract.time_words import RESULT_OF
from tracker.lexicon.guarded import Guarded
from tracker.model import DateBasis, Outcome, PartialDate

REACH = 2  # sentences in which "by Sunday 134 had been killed" is of the fighting that was just told of
BEFORE, BEHIND = 90, 30  # code points around a date in which the verb of beginning stands
FRESH = timedelta(days=60)  # what flared up longer ago is told with its month or year
OF_A_WAR = Guarded(r"\b(?:war|conflict|invasion|onslaught|genocide|aggression|offensive)\b", re.IGNORECASE)
# What may flare up on a day, and be counted from that day.
FLARED = Guarded(
    r"\b(?:fighting|violence|clashes|hostilities|unrest|protests?|demonstrations|riots|crackdown|conflict|war|"
    r"insurgency|uprising|offensive|campaign|bombardment|crisis)\b[^.;]{0,140}?\b(?:beg[au]n|started|broke\s+out|erupted|"
    r"flared|escalated|resumed|intensified|exploded|launched)\b",
    re.IGNORECASE,
)


def note_start(text: str, sentence: Sentence, clock: Clock) -> None:
    """The start of what the text counts from: "the war, launched in March 2015", "protests began on 20 September"."""
    flared = FLARED.search(text, sentence.start, sentence.end)
    if flared is not None:
        days = [e for e in sentence.dates if e.kind in DAY_KINDS and 0 <= e.start - flared.end() < BEFORE]
        if days and _fresh(days[0].first, clock):
            clock.flared, clock.flared_sentence = days[0].first, sentence.ordinal
            clock.just_flared = _is_news(days[0].first, clock)
    _note_day_of(text, sentence, clock)
    _note_fought_since(text, sentence, clock)
    if STARTS.search(text, sentence.start, sentence.end) is None:
        return
    for expression in sentence.dates:
        if expression.kind in ("day", "month", "year") and expression.first is not None:
            before = text[max(sentence.start, expression.start - BEFORE) : expression.start]
            after = text[expression.end : min(sentence.end, expression.end + BEHIND)]
            if STARTS.search(before) or STARTS.search(after):
                if clock.started is None or expression.kind == "day":
                    clock.started = expression.first
                return


# "The war entered its 28th day on Monday", "the siege, now in its 44th day": so many days back it began.
DAY_OF_IT = Guarded(
    r"\b(?:war|siege|offensive|fighting|conflict|bombardment|assault|invasion|onslaught|campaign|violence|clashes|aggression|"
    r"operation|hostilities|genocide|escalation)\b[^.;]{0,60}?\b(?:entered|enters|entering|in|into|for)\s(?:its|their|a|the)\s"
    r"(?P<n>[0-9]{1,4})(?:st|nd|rd|th)\s(?:consecutive\s|straight\s|successive\s)?day\b",
    re.IGNORECASE,
)


def _note_day_of(text: str, sentence: Sentence, clock: Clock) -> None:
    """The start of what is told by the number of its day, counted back from the day the sentence names or the report's."""
    found = DAY_OF_IT.search(text, sentence.start, sentence.end)
    if found is None or clock.published is None or clock.started is not None:
        return
    days = [e.first for e in sentence.dates if e.kind in DAY_KINDS and e.lead == "" and e.first and e.first.exact]
    today = days[0].first() if days and days[0] is not None else clock.published
    began = PartialDate.of(today - timedelta(days=max(0, int(found["n"]) - 1)))
    clock.started = clock.flared = began
    clock.flared_sentence = sentence.ordinal


# "The rebels have been fighting since 1996 to replace the monarchy", "a war that has raged since May 2003".
FOUGHT = Guarded(
    r"\b(?:have|has|had)\s+(?:long\s+)?(?:been\s+)?(?:fighting|fought|waging|waged|battling|battled|at\s+war|raging|raged|"
    r"in\s+(?:revolt|rebellion))\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def _note_fought_since(text: str, sentence: Sentence, clock: Clock) -> None:
    """The start of a war that the text tells by how long it has been fought."""
    for expression in sentence.dates if clock.started is None else ():
        if (
            expression.lead == "since"
            and expression.kind in ("day", "month", "year")
            and expression.first is not None
        ):
            before = text[max(sentence.start, expression.start - BEFORE) : expression.start]
            if FOUGHT.search(before) is not None:
                clock.started = expression.first
                return


def _fresh(day: PartialDate | None, clock: Clock) -> bool:
    return day is None or clock.published is None or clock.published - day.last() <= FRESH


def _is_news(day: PartialDate | None, clock: Clock) -> bool:
    """Whether fighting broke out no earlier than the day before: it has not run on for long, and is the story's event."""
    return day is None or clock.published is None or clock.published - day.last() <= timedelta(days=1)


def start_of(here: Setting, words: str, clock: Clock) -> PartialDate | None:
    """The start of a running total, where the text told it or names the war it counts."""
    if FOR_THE_YEAR.search(words) is not None and clock.report is not None:
        return PartialDate(clock.report.year)
    if THAT_FOLLOWED.search(words) is not None and (then := told_before(here, clock)) is not None:
        return then
    war = OF_A_WAR.search(words) is not None
    fighting = war or (phrases("time", "wars").search(words) or RESULT_OF.search(words)) is not None
    if clock.since is not None and here.ordinal - clock.since_sentence == 1:
        return clock.since
    running = clock.running
    if running is not None and here.ordinal - clock.running_sentence <= REACH and running.since is not None:
        return running.since
    if (
        clock.flared is not None
        and here.size < LARGE
        and (fighting or clock.started == clock.flared or here.ordinal - clock.flared_sentence <= REACH)
        and not (war and clock.war_since)
    ):
        return clock.flared
    if clock.started is not None and (war or here.size >= LARGE):
        return _to_the_day(clock.started, clock.war_since)
    of_days = clock.period
    fled = here.outcome is Outcome.DISPLACED and here.size < MANY_FLED and not war
    if fled and of_days is not None and of_days.date_basis is DateBasis.PUBLISHED and of_days.since:
        return of_days.since  # "1,300 were killed since Thursday. Thousands have fled": not since the war began
    return clock.war_since if war or here.size >= LARGE else None


# "The vote of 1992 was cancelled. The war that followed has killed 60,000": counted from then.
THAT_FOLLOWED = Guarded(
    r"\b(?:war|conflict|violence|unrest|insurgency|uprising|crackdown|fighting|bloodshed)\s+(?:that|which)\s+(?:has\s+)?followed\b|"
    r"\bensuing\s+(?:civil\s+)?(?:war|conflict|insurgency)\b",
    re.IGNORECASE,
)
FOR_THE_YEAR = Guarded(
    r"\b(?:toll|total|tally|number|count)\s+(?:of\s+[\w’'-]+\s+)?(?:for|of)\s+(?:the|this)\s+year\b|"
    r"\bthis\s+year['’]s\s+(?:[\w’'-]+\s+){0,2}?(?:toll|total|tally|count)\b",
    re.IGNORECASE,
)
MANY_FLED = 100_000  # so many have not fled in the days that the count before was of


# The blow that a war is counted from, with those it killed: "seven months of war since the raid on Orlan killed 1,100".
SINCE_BLOW = Guarded(
    r"\bsince\s+(?:[\w’'-]+\s+){1,6}?(?:attack|assault|raid|bombing|massacre|ambush)\b(?:\s+[\w’'-]+){0,6}?\s+"
    r"(?:killed|left|claimed|cost|resulted\s+in|led\s+to|caused)\s(?:the\s)?(?:[\w’'-]+\s)?$",
    re.IGNORECASE,
)
VERB = 14  # code points of the verb that a claim may begin with


def blow_that_began(here: Setting, clock: Clock) -> tuple[PartialDate | None, DateBasis] | None:
    """The day of the undated blow that the words after "since" tell with its dead; None where they tell none."""
    begins = VERBS.match(here.text, here.claim[0], here.claim[0] + VERB)
    until = begins.end() if begins is not None else here.claim[0]
    since = SINCE_BLOW.search(here.text, here.sentence[0], until)
    if since is None:
        return None
    if any(since.start() <= e.start < until for e in here.found):
        return None  # it has a day of its own, which is found without this
    fought = OF_A_WAR.search(here.text, here.sentence[0], since.start()) is not None
    return (clock.war_since, DateBasis.CARRIED) if fought and clock.war_since else None


def told_before(here: Setting, clock: Clock) -> PartialDate | None:
    """The time that "since then" points back to: the last that the sentence before tells of what it says."""
    then = clock.now
    if then is not None and not then.window and here.ordinal - then.ordinal <= 1:
        return then.first
    before = next((s for s in reversed(clock.story) if s.start < here.sentence[0]), None)
    if before is None or here.ordinal - before.ordinal > 1:
        return None
    times = [e for e in before.dates if e.kind in ("day", "month", "year") and e.lead == "" and e.first is not None]
    return times[-1].first if times else None


VERBS = Guarded(r"(?:killed|left|claimed|cost)\s", re.IGNORECASE)


def about_then(told: PartialDate, known: PartialDate) -> bool:
    """Whether a start told in round months or years is that of the war that is known: "a year ago", "nine months ago"."""
    if told.month is None:
        return abs(told.year - known.year) <= 1 and known.first() <= told.last()
    return abs((told.first() - known.first()).days) <= ROUND


ROUND = 45  # days by which so many months may miss the day a war began


def _to_the_day(told: PartialDate, known: PartialDate | None) -> PartialDate:
    """The start that a text tells broadly ("mid-April"), to the day where a war is known to have begun then."""
    within = known is not None and known.exact and told.first() <= known.first() <= told.last()
    return known if within and known is not None else told
