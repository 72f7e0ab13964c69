"""Whether a figure is a level that can fall, or a count that runs on with a war."""

from __future__ import annotations

import re

from tracker.extract.dates import TimeExpression
from tracker.extract.phrases import phrases
from tracker.extract.setting import DAY_KINDS, NEAR, Clock, Setting, clause, distance, nearby
from tracker.extract.time_words import (
    AS_OF,
    FOR_YEARS,
    HAS_DONE,
    MANY_BLOWS,
    ONE_BLOW,
    ONE_PLACE,
    PAST_WAR,
    PERFECT,
    PRESENT_PERFECT,
    RECORD,
    RESULT_OF,
    ROSE_TO,
    RUNNING,
    SAID_TO_HAVE,
    TOLL,
)
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

LEAD = 4  # sentences in which "two men have been shot dead in a suburb" is the news
FAR_MORE = 8  # so many times the toll of the blow that is told of are not the dead of that blow
MANY = 20  # fewer people than this, in one place, are killed at one blow
SEVERAL = 100  # so many are killed over a time, where nothing tells of one blow
OPENING = 12  # sentences in which the toll of a blow is still that blow's, however often it has risen
CLAUSE = 400  # code points: as far as a clause goes on
LARGE = 1000  # a figure of this size in a text about a war is a count of the war unless words say otherwise


# What a story opens with in the perfect is its news, where nothing says that it ran on: "gunmen have killed 14 farmers".
WHO_HAVE = Guarded(r"\b(?:who|which|that)\s+(?:have|has)\b", re.IGNORECASE)
DONE_AT_ONCE = (Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES, Outcome.CAPTIVE)

LISTED = Guarded(
    r"\b(?:hostages|captives|prisoners|abductees)\s+(?:are|include|comprise|(?:still\s+|being\s+|currently\s+)?held)\b|"
    r"\bnumber\s+of\s+(?:[\w’'-]+\s+){0,3}?(?:hostages|captives|abductees)\b|\bheld\s+(?:hostage|captive)\b",
    re.IGNORECASE,
)
JAILED = Guarded(
    r"\b(?:there\s+(?:are|were|is|was)|remain(?:s|ed)?|still|number\s+of)\b[^.;]{0,60}\b(?:prisoners|in\s+(?:[\w’']+\s+){0,3}?(?:jails?|prisons?|"
    r"custody|detention)|behind\s+bars)\b|"
    r"\b(?:holds?|held|holding)\s[^.;]{0,60}\bin\s+(?:[\w’'-]+\s+)?(?:custody|detention|prison|jail)\b|"
    r"\b(?:are|is)\s+(?:\w+\s+)?(?:detained|imprisoned|jailed)\b|"
    r"\b(?:are|were)\s+(?:still\s+)?(?:in\s+(?:\w+\s+)?(?:prison|jail|custody|detention)|behind\s+bars)\b|"
    r"\bnumber\s+of\s+(?:\w+\s+){0,3}(?:imprisoned|jailed|detained|held)\b",
    re.IGNORECASE,
)
# People in flight who are counted where they are: "some 90,000 internally displaced persons live in camps".
SHELTERED = Guarded(
    r"\b(?:currently|internally)\s+(?:internally\s+)?displaced\b|\b(?:sheltering|hosting|housing|accommodating)\b|\bIDPs\b|"
    r"\brefugees\s+(?:hosted|sheltered|housed|registered|living|staying|are|in|who\s+live)\b",
    re.IGNORECASE,
)
# What a war has brought about runs on with it: "the conflict has left 9,000 dead and 400 missing".
BROUGHT = Guarded(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:accounted\s+for|resulted|led|left|caused|cost|produced|claimed)\b", re.IGNORECASE
)
# What is held is a rally or a sign, and nobody.
HELD_THINGS = Guarded(
    r"hold(?:s|ing)?\s+(?:[\w’'-]+\s+){0,4}?(?:rall(?:y|ies)|march(?:es)?|protests?|demonstrations?|meetings?|talks|"
    r"vigils?|elections?|positions?|banners?|signs?|placards?|posters?|flags?|hands|conferences?|ceremon(?:y|ies)|funerals?|"
    r"power|office)\b",
    re.IGNORECASE,
)
# The blow that is told of, set beside all others: "in one of the deadliest attacks of the war" counts one attack.
SUPERLATIVE = Guarded(
    r"\b(?:one\s+of\s+)?(?:the|its|their|[\w’'-]{1,30}['’]s)\s+(?:single\s+)?(?:deadliest|worst|bloodiest|largest|biggest|heaviest|most\s+\w+)\s+"
    r"[^.;,]*",
    re.IGNORECASE,
)
TREATED = Guarded(
    r"\b(?:being treated|still in hospital|remain(?:s|ed)? (?:in|hospitali[sz]ed)|are in (?:critical|serious))\b",
    re.IGNORECASE,
)
# The verb by which people came to harm, and not the participle that only says who is being treated.
WERE_HURT = Guarded(
    r"^(?:wound|injur|hurt)\w*\s|\b(?:was|were|been)\s+(?:[a-z]+ly\s+|also\s+)?(?:wounded|injured|hurt)\b",
    re.IGNORECASE,
)
AMONG = Guarded(
    r"\bamong\s+(?:[\w’'-]+,?\s+){1,5}$|\bof\s+(?:the\s+)?[0-9]+\s+(?:[a-z]+\s+)?(?:wounded|injured|hurt),?\s+$",
    re.IGNORECASE,
)
# Where the hurt lie now, said of the count beside it and of no other.
IN_CARE = Guarded(
    r"\b(?:(?:are|is|were|was|remain(?:s|ed)?|still) (?:\w+ )?(?:"
    r"in (?:an? )?(?:critical|serious|grave|stable|life-threatening) condition|"
    r"in intensive care|under (?:medical )?treatment|hospitali[sz]ed|undergoing (?:medical )?treatment|"
    r"fighting for (?:his|her|their) (?:life|lives))|"
    r"\b(?:hospitals?|clinics?|medics|doctors|surgeons|teams?)\b[^.;]{0,50}\b(?:is|are|was|were)\b[^.;]{0,14}\btreating\b|"
    r"of (?:them|whom) (?:in (?:an? )?(?:critical|serious|grave) condition|in intensive care))\b",
    re.IGNORECASE,
)
HELD_SINCE = Guarded(
    r"\b(?:has|have) (?:now )?been (?:in (?:[\w’'-]+ )?(?:captivity|custody|detention|prison|jail)|behind bars|held)\b"
    r"[^.;,]{0,30}\b(?:since|for)\b",
    re.IGNORECASE,
)
WENT = Guarded(r"\b(?:went\s+missing|disappeared|vanished)\b", re.IGNORECASE)
# Those who were reported missing in a year or a month are counted over it, as the dead are.
VANISHED = Guarded(
    r"\b(?:reported|listed|declared)\s+(?:as\s+)?missing\b|\b(?:went|gone|go)\s+missing\b|"
    r"\bdisappearances?\s+of\b|\b(?:disappeared|vanished)\b",
    re.IGNORECASE,
)
AFTERWARDS = Guarded(r"\bmissing\b[^.;,]{0,30}\b(?:after|following)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
IN_AN_ERA = Guarded(
    r"\b(?:during|throughout)\s+(?:the|its|their|that|this)\s+(?:[\w’'-]+\s+){0,3}?(?:war|conflict|insurgency|dictatorship|rule|"
    r"encounter|clash|battle|raid|attack)\b|\bin\s+(?:the|an?|that|this)\s+(?:[\w’'-]+\s+){0,2}?(?:encounter|clash|battle|raid|attack|ambush)\b",
    re.IGNORECASE,
)


def _by(here: Setting, expression: TimeExpression) -> bool:
    return here.text[max(0, expression.start - 3) : expression.start].lower() == "by "


def is_level(here: Setting, words: str, local: str, own: list[TimeExpression]) -> bool:
    """True for what stands at a moment and can fall: still held, now displaced, missing, being treated."""
    outcome = here.outcome
    if outcome in (Outcome.MISSING, Outcome.DISPLACED) and BROUGHT.search(words):
        return False
    if outcome is Outcome.MISSING:
        if WENT.search(words) and any(e.kind in DAY_KINDS and e.lead not in ("since", "until") for e in own):
            return False  # "43 students went missing on 26 September"
        if re.search(r"\b(?:still|remain|are|is)\b", local, re.IGNORECASE):
            return True
        if after_blow(words):
            return True
        over = any(e.kind in ("month", "year", "block") and e.lead != "since" for e in own) or IN_AN_ERA.search(words)
        return ONE_BLOW.search(words) is None and not (over and VANISHED.search(words))
    if outcome is Outcome.INJURED:
        own_words = here.text[
            here.claim[0] : min((a for a, _ in here.others if a >= here.claim[1]), default=clause(here)[1])
        ]
        lie = TREATED.search(own_words) or IN_CARE.search(own_words)
        among = (
            AMONG.search(here.text, here.sentence[0], here.claim[0]) is not None
        )  # "of the 25 hurt, eight are in care"
        if lie is not None and not among and WERE_HURT.search(own_words, 0, lie.start()) is not None:
            return False  # "two were hurt in the raid and are being treated": they were hurt on its day
        return lie is not None or IN_CARE.search(local) is not None
    if outcome is Outcome.CAPTIVE and LISTED.search(words):
        return True
    if HELD_SINCE.search(local) is not None:
        return True
    if outcome is Outcome.DETAINED and JAILED.search(nearby(here, CLAUSE)):
        return True
    if outcome not in (Outcome.CAPTIVE, Outcome.DETAINED, Outcome.DISPLACED):
        return False
    arrived = any(e.kind in DAY_KINDS and e.lead not in ("until", "since") for e in own)
    sheltered = outcome is Outcome.DISPLACED and not arrived and SHELTERED.search(local) is not None
    standing = phrases("time", "stock")
    if not sheltered and (
        standing.search(local) is None or standing.search(HELD_THINGS.sub("", nearby(here, 2 * NEAR))) is None
    ):
        return False
    return re.search(r"\b(?:have|has|had) (?:now |already |also )?(?:been|fled)\b", local, re.IGNORECASE) is None


SO_FAR = Guarded(r"\b(?:so far|thus far|to date|until now|up to now)\b", re.IGNORECASE)
STILL_AWAY = Guarded(r"\b(?:are|is|remain(?:s|ed)?|still)\b", re.IGNORECASE)
# Between the figure of the dead or hurt and that of the missing, where one list gives both.
LIST_OF_HARM = Guarded(
    r"(?:\s+(?!and\b|but\b)[\w’'-]+){0,6}?(?:,|,?\s+and|,?\s+with)\s+(?:(?:left|leaving|went|another|also|some|were|others)\s+)*",
    re.IGNORECASE,
)
HARMED = Guarded(r"\b(?:kill(?:s|ed|ing)?|dead|died|deaths|wound(?:s|ed|ing)?|injur(?:ed|ing)|hurt)\b", re.IGNORECASE)


def among_the_harmed(here: Setting) -> bool:
    """Whether the missing stand in one list with the dead or wounded: "left 14 people dead and 10 missing"."""
    start = here.claim[0]
    a, b = max(((a, b) for a, b in here.others if b <= start), default=(0, 0))
    if here.outcome is not Outcome.MISSING or b == 0 or start - b > NEAR:
        return False
    if STILL_AWAY.search(here.text, *here.claim) is not None:
        return False  # "16 were killed, and 31 are missing": they still are
    return (
        LIST_OF_HARM.fullmatch(here.text[b:start]) is not None
        and HARMED.search(here.text, max(here.sentence[0], a - NEAR // 2), start) is not None
    )


def after_blow(words: str) -> bool:
    """True for "30 pupils were missing following the raid": the blow is over, and they are still away."""
    found = ONE_BLOW.search(words)
    return found is not None and AFTERWARDS.search(words[: found.start()]) is not None


def is_past_war(words: str, local: str, clock: Clock) -> bool:
    """True for "during the civil war" of a text that knows of no war under way: the count of a war that is over."""
    under_way = clock.war_since is not None or PERFECT.search(local) is not None
    return not under_way and PAST_WAR.search(words) is not None


def _of_the_window(here: Setting, clock: Clock) -> bool:
    """Whether a window was told right before: "2,417 were killed in June. The number of civilians killed was 1,531"."""
    period = clock.period
    return period is not None and period.since is not None and here.ordinal - clock.period_sentence <= 1


def is_running(
    here: Setting, words: str, local: str, days: list[TimeExpression], named: list[TimeExpression], clock: Clock
) -> bool:
    """True for a count that runs on: a war's toll, not the toll of one blow."""
    words, local = SUPERLATIVE.sub("", words), SUPERLATIVE.sub("", local)
    blow = ONE_BLOW.search(words) is not None
    if any(e.kind in ("year", "month") and e.lead in ("", "from") for e in named) or is_past_war(words, local, clock):
        return False
    if SAID_TO_HAVE.search(local) and here.size >= SEVERAL and not days and not blow:
        return True
    large = here.size >= LARGE and (clock.war_since is not None or clock.started is not None)
    going_on = PERFECT.search(words) is not None or SO_FAR.search(words) is not None
    if clock.reviewed is not None and not going_on and not here.found:
        return False  # of a report on a month every total is of the month, unless it says otherwise
    reached = [
        e for e in here.found if e.lead == "until" and (e.kind == "day" or (e.kind == "weekday" and _by(here, e)))
    ]
    if reached and not blow and PERFECT.search(local):
        return True
    known = large or clock.running is not None
    if known and not blow and any(AS_OF.search(here.text[max(0, e.start - 24) : e.end]) for e in reached):
        return True
    opened = (clock.blow and here.ordinal <= OPENING) or here.ordinal - clock.blow_sentence <= 1
    opened |= ONE_BLOW.search(here.text, here.sentence[0], here.claim[0]) is not None  # told in the clause before
    up_to = [e for e in reached if AS_OF.search(here.text[max(0, e.start - 24) : e.end])]
    if up_to and not blow and not opened and here.size >= SEVERAL:
        return True  # so many are counted as of a day, and were not killed on it
    goes_on = clock.running is not None and 0 < here.ordinal - clock.running_sentence <= 1
    counted_from = here.ordinal - clock.since_sentence <= 1
    far_more = here.outcome is Outcome.KILLED and here.size >= SEVERAL and 0 < clock.toll * FAR_MORE <= here.size
    rising = (
        opened
        and not counted_from
        and not goes_on
        and here.size < LARGE
        and not far_more
        and phrases("time", "wars").search(words) is None
    )
    told = PERFECT.search(local) is not None or RUNNING.search(words) is not None
    if (
        (TOLL.search(words) or ROSE_TO.search(local))
        and (RUNNING.search(words) or (here.size >= LARGE and not days and not _of_the_window(here, clock)))
        and not blow
        and (large or not MANY_BLOWS.search(words))
        and not rising
    ):
        return True
    runs_on = phrases("time", "cumulative").search(words) or RESULT_OF.search(words)
    if runs_on is not None and words[runs_on.end() :][:1] == "-":
        runs_on = None  # "in the conflict-torn north"
    goes_with = RESULT_OF.search(words) is not None and _of_the_window(here, clock) and PERFECT.search(local) is None
    if goes_with and phrases("time", "cumulative").search(words) is None:
        runs_on = None  # "200 died in May. As a result of the violence, 50 were hurt": in May as well
    if runs_on is not None and not days and not blow and not rising:
        return True
    long = FOR_YEARS.search(words)
    if long is not None and PERFECT.search(words) and not days and RECORD.search(words[: long.start()]) is None:
        return True
    a_war = phrases("time", "wars").search(words)
    war = a_war is not None and words[a_war.end() :][:1] != "-"  # not "in the war-torn north"
    fresh = here.ordinal <= LEAD and here.size < MANY and ONE_PLACE.search(words) is not None and not goes_on
    fresh |= (
        here.ordinal <= 1
        and not goes_on
        and here.size < SEVERAL
        and here.outcome in DONE_AT_ONCE
        and WHO_HAVE.search(local) is None
    )
    fresh |= here.size < SEVERAL and clock.just_flared
    if PRESENT_PERFECT.search(local) and not days and not blow and not rising and not fresh:
        return True
    if war and HAS_DONE.search(local) and not days and not blow and not (fresh and clock.just_flared):
        return True
    return (
        large and told and not blow and not any(e.kind in DAY_KINDS and distance(e, *here.claim) < 12 for e in days)
    )
