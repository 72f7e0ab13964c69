"""The time that a passage on the past stands in, and times that are told from it: "a year later", "that year".

A text on history names a time once and goes on from there: "The riots took place in July 1983. Some 400 people were
killed. Two years later, a bomb at the depot left 113 dead." News does so in its background. What a sentence tells of
violence at a time long past holds for the counts of the next sentences of its paragraph that name no time themselves,
unless they speak of now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from tracker.extract.belonging import WHO, of_what_is_told
from tracker.extract.dates import TimeExpression
from tracker.extract.day_words import LATEST, OPENS_ANEW
from tracker.extract.reckoning import amount_of, back
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock, Setting, Timing, Told
from tracker.extract.time_words import MANY_BLOWS, ONE_BLOW, ONE_PLACE, PRESENT_PERFECT, words_of_time
from tracker.extract.voice import saying
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, PartialDate

LONG_PAST = timedelta(days=60)  # what happened longer ago is background
REACH = 2  # sentences of a paragraph in which a time long past holds
COUNTED_ON = 3  # sentences in which "a year later" goes on from it
SAME_CLAUSE = 110  # code points from what happened to its time
KINDS = frozenset({"day", "month", "year", "window"})

# What happened at a time, as against who was born, founded or elected then.
VIOLENCE = words_of_time(
    r"\b(?:massacred?|massacres|attack(?:s|ed)?|raid(?:s|ed)?|bomb(?:s|ed|ings?)?|kill(?:ed|ings?)|murder(?:s|ed)?|genocide|pogroms?|"
    r"riots?|wars?|battles?|sieges?|besieged|crackdown|uprising|coup|putsch|revolt|rebellion|insurgency|insurrection|"
    r"intifada|invasion|invaded|offensive|opened fire|shootings?|shot|stormed|shelled|shelling|slaughter(?:ed)?|"
    r"executed|executions|hanged|kidnapped|abducted|abductions?|hijack(?:ed|ing)|explosions?|exploded|blasts?|"
    r"detonated|went off|violence|fighting|clash(?:es|ed)|conflict|air ?strikes?|strikes? on|gassed|lynched|"
    r"ethnic cleansing|famine|deported|expelled|put down|crushed|mutiny|purges?|terror)\b"
)
# What runs on for a while: its count is that of a stretch of time.
LASTING = words_of_time(
    r"\b(?:wars?|genocide|riots|uprising|revolt|rebellion|insurgency|insurrection|intifada|conflict|violence|fighting|"
    r"offensive|campaign|crackdown|ethnic cleansing|pogroms|purges?|dictatorship|junta|regime|occupation|unrest|siege|"
    r"hostilities|emergency|crisis|troubles)\b"
)
RAN = words_of_time(
    r"\b(?:lasted|ran|raged|was fought|were fought|fought|took place|ravaged|tore|continued|ruled|was in power|governed|"
    r"occupied|waged|gripped|devastated)\b"
)
BEGAN = words_of_time(r"\b(?:began|begun|started|broke out|erupted|launched|invaded)\b")
ENDED = words_of_time(r"\b(?:ended|came to an end|was over|ceased|ceasefire|truce|peace|surrendered|defeated)\b")
# A time that is counted on or back from the one told last.
LATER = words_of_time(
    r"\b(?:(?P<n>an?|[0-9]{1,3}|[a-z]+(?:-[a-z]+)?) (?P<unit>days?|weeks?|months?|years?|decades?) "
    r"(?:later|afterwards?|on(?=,)|after (?:that|this))|"
    r"(?:in |on |during )?the (?:very )?(?:next|following) (?P<next>day|week|month|year)|"
    r"the (?P<after>day|week|month|year) after(?=,))\b"
)
THEN = words_of_time(
    r"\b(?:(?:in|during|later|earlier|of) )?(?:that|the same) (?P<unit>year|month|day|summer|winter|spring|autumn)\b(?!['’])"
)
NOW = words_of_time(
    r"\b(?:now|today|currently|still|this (?:week|month|year)|so far|to date|recent(?:ly)?|latest|is|are|says?)\b"
)


def note_past(text: str, sentence: Sentence, clock: Clock) -> None:
    """Takes note of the violence at a time long past that a sentence tells, for the counts of the sentences after it.

    Of news, "the planner of the 1972 massacre was shot" tells no violence of 1972.
    """
    counted = _counted_on(text, sentence.start, sentence.end, sentence.ordinal, sentence.paragraph, clock)
    if counted is not None:
        clock.past = counted
        clock.remembers.append((sentence.start, counted))
    if not sentence.dates:
        return
    violent = VIOLENCE.search(text, sentence.start, sentence.end) is not None
    spoken = saying(sentence)
    own = [
        e
        for e in sentence.dates
        if e.kind in KINDS
        and e.first is not None
        and of_what_is_told(text, sentence.start, sentence.end, sentence.dates, spoken, e)
        and not (clock.published is not None and e.kind == "year" and not e.words.isdigit())
    ]
    if not violent:
        days = [e for e in own if e.first is not None and e.first.exact and _is_past(e.first, clock)]
        clock.bygone += [
            (sentence.start, Told(e.first, e.last, False, sentence.ordinal, sentence.paragraph)) for e in days[-1:]
        ]
        return
    stretch = _stretch(text, sentence, sentence.dates)
    if stretch is not None and _is_past(stretch[1], clock):
        clock.past = Told(*stretch, True, sentence.ordinal, sentence.paragraph)
        clock.remembers.append((sentence.start, clock.past))
        return
    told = [e for e in own if e.first is not None and _is_past(e.first, clock) and _of_violence(text, sentence, e)]
    if told:
        last = told[-1]
        clock.past = Told(last.first, last.last, last.kind == "window", sentence.ordinal, sentence.paragraph)
        clock.remembers.append((sentence.start, clock.past))


def _is_past(day: PartialDate, clock: Clock) -> bool:
    return clock.published is None or clock.published - day.last() > LONG_PAST


def _of_violence(text: str, sentence: Sentence, e: TimeExpression) -> bool:
    """Whether what a time dates is violence: told in the same clause, and not of somebody it is an aside on."""
    for found in VIOLENCE.finditer(
        text, max(sentence.start, e.start - SAME_CLAUSE), min(sentence.end, e.end + SAME_CLAUSE)
    ):
        between = text[found.end() : e.start] if found.end() <= e.start else text[e.end : found.start()]
        if ANOTHER_CLAUSE.search(between) is None:
            # "the man who planned the raid of 1972 was shot": the news is another
            return WHO.search(text, sentence.start, min(found.start(), e.start)) is None
    return False


ANOTHER_CLAUSE = Guarded(
    r"[;:()–—]|\b(?:who|whose|which|while|whereas|although|before|since|because)\b", re.IGNORECASE
)


def _stretch(
    text: str, sentence: Sentence, dates: Sequence[TimeExpression]
) -> tuple[PartialDate, PartialDate] | None:
    """The ends of a war that a sentence without a count tells: "lasted from 1987 to 1993", "began in 1989 and ended in"."""
    if sentence.found or LASTING.search(text, sentence.start, sentence.end) is None:
        return None
    broad = [e for e in dates if e.kind in KINDS and e.first is not None]
    for e in broad:
        if (
            e.kind == "window"
            and e.first is not None
            and e.last is not None
            and e.first != e.last
            and e.first.day is None
        ):
            return e.first, e.last
    for one, two in pairwise(broad):
        if one.first is None or two.last is None or one.first.first() >= two.last.last():
            continue
        ranged = one.lead == "from" and two.lead in ("until", "") and two.start - one.end < NEAR
        begun = BEGAN.search(text, max(sentence.start, one.start - NEAR), one.start) is not None
        if (ranged and RAN.search(text, sentence.start, sentence.end)) or (
            begun and ENDED.search(text, one.end, two.start) is not None
        ):
            return one.first, two.last
    for one in broad[:1]:
        begun = BEGAN.search(text, max(sentence.start, one.start - NEAR), one.start) is not None
        if one.first is None or not begun:
            continue
        later = LATER.search(text, one.end, sentence.end)
        if later is not None and later["n"] and ENDED.search(text, one.end, sentence.end):
            end = _moved(one.first, later)
            return (one.first, end) if end is not None else None
    return None


NEAR = 60  # code points between the ends of a stretch, and before the year from the verb of beginning


def _moved(base: PartialDate, found: re.Match[str]) -> PartialDate | None:
    """The time so long after `base`, as precise as the two of them are."""
    unit = (found["unit"] or found["next"] or found["after"]).lower().rstrip("s")
    amount = amount_of(found["n"]) if found["n"] else 1
    if amount is None:
        return None
    try:
        if unit in ("year", "decade"):
            return PartialDate(base.year + amount * (10 if unit == "decade" else 1))
        if unit == "month" and base.month is not None:
            moved = back(base.first(), -amount, "month")
            return PartialDate(moved.year, moved.month)
        if unit in ("day", "week") and base.exact:
            return back(base.first(), -amount, unit)
    except (ValueError, OverflowError):
        return None
    return None


def _base(ordinal: int, paragraph: int, clock: Clock) -> Told | None:
    """The time long past that was told last, from which "a year later" is counted."""
    told = [
        t
        for t in (clock.past, clock.old)
        if t is not None
        and 0 < ordinal - t.ordinal <= COUNTED_ON
        and (t.paragraph == paragraph or ordinal - t.ordinal == 1)
    ]
    base = max(told, key=lambda t: t.ordinal, default=None)
    now = clock.now
    if base is not None and now is not None and now.ordinal > base.ordinal:
        return None
    return base


def _counted_on(text: str, start: int, end: int, ordinal: int, paragraph: int, clock: Clock) -> Told | None:
    """The time that "a year later" or "that year" comes to, where the sentences before told one long past."""
    base = _base(ordinal, paragraph, clock)
    if base is None or base.last is None:
        return None
    found = LATER.search(text, start, end)
    if found is not None:
        moved = _moved(base.last, found)
        if moved is None or (clock.published is not None and moved.first() > clock.published):
            return None
        return Told(moved, moved, False, ordinal, paragraph)
    then = THEN.search(text, start, end)
    if then is not None and not base.window:
        unit = then["unit"].lower()
        if unit == "year":
            year = PartialDate(base.last.year)
            return Told(year, year, False, ordinal, paragraph)
        if unit != "month" or base.last.month is not None:
            return replace(base, ordinal=ordinal, paragraph=paragraph)
    return None


def earlier(here: Setting, days: Sequence[TimeExpression], clock: Clock) -> PartialDate | None:
    """ "Two years earlier, rebels killed nine" in a passage on 1996: counted back from there, and not from the report."""
    found = EARLIER.fullmatch(days[0].words) if len(days) == 1 else None
    base = _base(here.ordinal, here.paragraph, clock) if found is not None else None
    if found is None or base is None or base.first is None:
        return None
    amount = amount_of(found["n"])
    unit = found["unit"].lower().rstrip("s")
    if amount is None or (unit == "month" and base.first.month is None):
        return None
    if unit == "year":
        return PartialDate(base.first.year - amount)
    moved = back(base.first.first(), amount, unit)
    return PartialDate(moved.year, moved.month) if moved.month is not None else moved


EARLIER = Guarded(r"(?P<n>[0-9]{1,3}|[a-z]+)\s+(?P<unit>months?|years?)\s+(?:earlier|before)", re.IGNORECASE)


def in_the_past(here: Setting, words: str, basis: Basis, clock: Clock) -> Timing | None:
    """The timing of a count that names no time, where the passage stands in a time long past; None where it does not."""
    counted = _counted_on(here.text, *here.sentence, here.ordinal, here.paragraph, clock)
    if counted is not None and PRESENT_PERFECT.search(here.text, *here.sentence) is None:
        return _timing(counted, words, basis)
    if LONG_AFTER.search(here.text, here.sentence[0], here.claim[0] + VERB) is not None:
        return Timing(basis, None, None, DateBasis.NONE)
    past = clock.past
    if past is None or past.first is None:
        return None
    away = here.ordinal - past.ordinal
    beside = past.paragraph == here.paragraph or (away == 1 and clock.published is None)
    if not 0 < away <= REACH or not beside:
        return None
    if (clock.now is not None and clock.now.ordinal > past.ordinal) or clock.period_sentence >= past.ordinal:
        return None
    sentence = here.text[here.sentence[0] : here.sentence[1]]
    if (
        PRESENT_PERFECT.search(sentence)
        or OPENS_ANEW.match(sentence)
        or LATEST.search(sentence)
        or NOW.search(sentence)
    ):
        return None
    if here.said and clock.published is not None:
        return None  # who speaks, speaks of the news
    return _timing(past, words, basis)


# "Decades after the massacre that killed 300": not then, and nobody says when.
LONG_AFTER = words_of_time(
    r"\b(?:years|decades|months) after [^.;:]{0,80}?\b(?:massacre|attack|bombing|killings?|murder|shootings?|war|battle|"
    r"siege|crackdown|blast|raid)s?\b"
)
VERB = 14  # code points of the verb that a claim may begin with


def _timing(told: Told, words: str, basis: Basis) -> Timing:
    if told.window:
        return Timing(Basis.PERIOD, told.first, told.last, DateBasis.CARRIED)
    blow = ONE_BLOW.search(words) is not None or ONE_PLACE.search(words) is not None
    broad = told.first is not None and told.first.month is None
    if broad and not blow and (basis is Basis.PERIOD or MANY_BLOWS.search(words) is not None):
        return Timing(Basis.PERIOD, told.first, told.last, DateBasis.CARRIED)
    return Timing(basis, told.first if basis is Basis.PERIOD else None, told.last, DateBasis.CARRIED)
