"""Whether a figure is a level that can fall, or a count that runs on with a war."""

from __future__ import annotations

import re

from tracker.extract.dates import TimeExpression
from tracker.extract.phrases import phrases
from tracker.extract.setting import DAY_KINDS, Clock, Setting, distance
from tracker.extract.time_words import AS_OF, FOR_YEARS, MANY_BLOWS, ONE_BLOW, PERFECT, PRESENT_PERFECT, RUNNING, TOLL
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

OPENING = 12  # sentences in which the toll of a blow is still that blow's, however often it has risen
LARGE = 1000  # a figure of this size in a text about a war is a count of the war unless words say otherwise


LISTED = Guarded(r"\b(?:hostages|captives|prisoners|abductees)\s+(?:are|include|comprise)\b", re.IGNORECASE)
JAILED = Guarded(
    r"\b(?:there\s+(?:are|were|is|was)|remain(?:s|ed)?|still|number\s+of)\b[^.;]{0,60}\b(?:prisoners|in\s+(?:[\w’']+\s+){0,3}?(?:jails?|prisons?|"
    r"custody|detention)|behind\s+bars)\b|"
    r"\b(?:holds?|held|holding)\s[^.;]{0,60}\bin\s+(?:custody|detention|prison|jail)\b",
    re.IGNORECASE,
)


def _by(here: Setting, expression: TimeExpression) -> bool:
    return here.text[max(0, expression.start - 3) : expression.start].lower() == "by "


def is_level(here: Setting, words: str, local: str) -> bool:
    """True for what stands at a moment and can fall: still held, now displaced, missing, being treated."""
    outcome = here.outcome
    if outcome is Outcome.MISSING:
        return (
            ONE_BLOW.search(words) is None
            or re.search(r"\b(?:still|remain|are|is)\b", local, re.IGNORECASE) is not None
        )
    if outcome is Outcome.INJURED:
        return (
            re.search(
                (
                    r"\b(?:being treated|still in hospital|remain(?:s|ed)? (?:in|hospitali[sz]ed)|are in "
                    r"(?:critical|serious))\b"
                ),
                words,
                re.IGNORECASE,
            )
            is not None
        )
    if outcome is Outcome.CAPTIVE and LISTED.search(words):
        return True
    if outcome is Outcome.DETAINED and JAILED.search(words):
        return True
    if outcome not in (Outcome.CAPTIVE, Outcome.DETAINED, Outcome.DISPLACED):
        return False
    if phrases("time", "stock").search(local) is None:
        return False
    return re.search(r"\b(?:have|has|had) (?:now |already |also )?(?:been|fled)\b", local, re.IGNORECASE) is None


def is_running(
    here: Setting, words: str, local: str, days: list[TimeExpression], named: list[TimeExpression], clock: Clock
) -> bool:
    """True for a count that runs on: a war's toll, not the toll of one blow."""
    blow = ONE_BLOW.search(words) is not None
    if any(e.kind in ("year", "month") and e.lead in ("", "from") for e in named):
        return False
    large = here.size >= LARGE and (clock.war_since is not None or clock.started is not None)
    reached = [
        e for e in here.found if e.lead == "until" and (e.kind == "day" or (e.kind == "weekday" and _by(here, e)))
    ]
    if reached and not blow and PERFECT.search(local):
        return True
    if large and not blow and any(AS_OF.search(here.text[max(0, e.start - 12) : e.end]) for e in reached):
        return True
    opened = (clock.blow and here.ordinal <= OPENING) or here.ordinal - clock.blow_sentence <= 1
    counted_from = here.ordinal - clock.since_sentence <= 1
    rising = opened and not counted_from and here.size < LARGE and phrases("time", "wars").search(words) is None
    told = PERFECT.search(local) is not None or RUNNING.search(words) is not None
    if (
        TOLL.search(words)
        and (RUNNING.search(words) or (large and not days))
        and not blow
        and (large or not MANY_BLOWS.search(words))
        and not rising
    ):
        return True
    if phrases("time", "cumulative").search(words) and not days and not blow and not rising:
        return True
    if FOR_YEARS.search(words) and PERFECT.search(words) and not days:
        return True
    war = phrases("time", "wars").search(words) is not None
    if PRESENT_PERFECT.search(local) and not days and not blow and not rising:
        return True
    if war and PERFECT.search(local) and not days and not blow:
        return True
    return (
        large and told and not blow and not any(e.kind in DAY_KINDS and distance(e, *here.claim) < 12 for e in days)
    )
