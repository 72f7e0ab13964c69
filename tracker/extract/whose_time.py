"""Whose time it is: which times of a sentence may date a claim, and which say when a source spoke or are another count's."""

from __future__ import annotations

import re

from tracker.extract.belonging import counts_from, in_record, is_apart, is_said
from tracker.extract.dates import TimeExpression
from tracker.extract.setting import DAY_KINDS, Setting, in_clause
from tracker.lexicon.guarded import Guarded

THERE_AND_THEN = Guarded(r",?\s*(?:and\s+)?(?:kill|wound|injur|leav|left|abduct|kidnap|captur)\w*\s", re.IGNORECASE)
# "It has flown 900 raids since seizing power in May 2021, killing 700": the 700 are the raids'.
SINCE_DOING = Guarded(r"\bsince\s+(?:[a-z]+ly\s+)?[a-z]{2,}ing\s(?:[\w’'-]+\s+){1,6}$", re.IGNORECASE)
VERB = 12  # code points of a verb that a claim begins with
# "The toll climbed overnight": when more was known, and not when people died.
TOLL_ROSE = Guarded(
    r"\b(?:toll|tally|number|count)\s+(?:of\s+\w+\s+)?(?:has\s+|had\s+|have\s+)?(?:[a-z]+ly\s+)?(?:climbed|rose|risen|grew|"
    r"grown|mounted|increased|jumped|soared)\s+(?:(?:further|again|sharply|on|late|early|by|to\s+\S+(?:\s+on)?)\s+)*$|"
    r"\b(?:toll|tally|number|count|figures?)\b[^.;]{0,80}?\b(?:was|were|been)\s+(?:raised|revised|lifted|updated|increased)\s+"
    r"(?:(?:on|late|early)\s+)*$",
    re.IGNORECASE,
)
# The day of the count to come leads on to it: "two were killed, and on Friday gunmen".
LEADS_ON = Guarded(r"(?:,|;|\band|\bbut)\s+(?:(?:on|in|early|late|last|by)\s+)*$", re.IGNORECASE)


def sorted_out(here: Setting) -> tuple[list[TimeExpression], list[TimeExpression]]:
    """The expressions that may date the claim, and those that say when the source spoke."""
    start, end = here.sentence
    found = [
        e
        for e in here.found
        if not is_apart(here.text, start, e, here.claim, here.outcome)
        and not in_record(here.text, start, e, here.claim)
    ]
    spoken = [e for e in found if is_said(here.text, start, end, here.said, e) and not counted_since(here, e)]
    spoken += [e for e in found if e not in spoken and _behind_the_saying(here, e)]
    spoken += [
        e
        for e in found
        if e not in spoken
        and e.kind not in ("year", "month")
        and TOLL_ROSE.search(here.text, start, e.start) is not None
    ]
    own = [e for e in found if e not in spoken and in_clause(here, e) and not _in_aside(here, e)]
    told = next((e for e in reversed(own) if _tells_when(here, e)), None)
    if told is not None:
        return [told], spoken
    kept = [e for e in own if not _of_another(here, e, own) and not _behind_another(here, e, own)]
    return [e for e in kept if not _of_the_next(here, e)], spoken


def _of_the_next(here: Setting, expression: TimeExpression) -> bool:
    """Whether a start stands behind the next count, where the claim's own time stands before it, and be it unresolved.

    "Last year 13 were killed there, and 49 in all have been killed since 2001": 2001 is the 49's.
    """
    start, end = here.claim
    nxt = min((a for a, _ in here.others if a >= end), default=expression.start)
    if not nxt < expression.start or not counted_since(here, expression):
        return False
    if CLAUSE_OF_ITS_OWN.search(here.text, nxt, expression.start) is None:
        return False  # "on Monday it documented 17 killed, 21 wounded and 12 arrested since March": of all three
    last = max((b for _, b in here.others if b <= start), default=here.sentence[0])
    return any(last <= e.start and e.end <= start and e.lead not in ("since", "until") for e in here.found)


CLAUSE_OF_ITS_OWN = Guarded(r"\b(?:have|has|had|was|were|been|died|fled)\b", re.IGNORECASE)
# "In 2007, when 800 people were killed": what the clause tells was then. One that closes before the count is an aside.
WHEN_IT = Guarded(
    r"(?:\s+[\w’'-]+){0,5}(?:(?:,|\s?--|\s?[-–—])\s?when|,?\s+(?:in|during)\s+which)\s[^;.:]{0,260}$", re.IGNORECASE
)


def _tells_when(here: Setting, expression: TimeExpression) -> bool:
    """Whether the claim stands in the clause that tells what happened at that time."""
    if expression.kind not in ("day", "month", "year", "weekday") or expression.end > here.claim[0]:
        return False
    if WHEN_IT.match(here.text, expression.end, here.claim[0]) is None:
        return False
    return not any(expression.end <= e.start < here.claim[0] for e in here.found)


WAR_THAT_HAS = Guarded(
    r"\b(?:war|conflict|insurgency|violence|fighting|uprising|crisis|rebellion)\s+(?:that|which)\s+(?:has|have)\s+"
    r"(?:[a-z]+ly\s+|already\s+|so\s+far\s+)?(?:killed|left|claimed|cost|displaced|driven)\s[^.;]{0,90}$|"
    r"\b(?:war|conflict|insurgency|uprising|crisis|rebellion),?\s+in\s+which\s[^.;]{0,40}\bha(?:s|ve)\s[^.;]{0,40}$",
    re.IGNORECASE,
)


def of_a_war_that_has(here: Setting) -> bool:
    """Whether the claim is what a war has cost, told in passing.

    "Talks opened in May to end the war that has left 600 dead": no day of the talks is a day of the war's dead.
    """
    return WAR_THAT_HAS.search(here.text, here.sentence[0], here.claim[0] + VERB) is not None


def _in_aside(here: Setting, expression: TimeExpression) -> bool:
    """Whether a time stands in brackets with another count: "291 were killed (285 a day earlier)"."""
    opened = here.text.rfind("(", here.sentence[0], expression.start)
    closed = here.text.find(")", expression.end, here.sentence[1])
    if opened < 0 or closed < 0 or ")" in here.text[opened : expression.start]:
        return False
    if opened < here.claim[1] and here.claim[0] < closed:
        return False
    return any(opened < a < expression.start for a, _ in here.others)


# What stands between a part and its own time: a verb at most, and no comma.
PART_VERB = Guarded(
    r"\s+(?:(?:who|have|has|had|were|was|been|also|having)\s+)*(?:fled|died|fell|left|went|[a-z]+ed)\s+"
    r"(?:(?:again|alone|just|on|in|over|during|within|late|early|since|the|only)\s+)*",
    re.IGNORECASE,
)
OF_THEM = Guarded(r"\bof\s+(?:them|whom|these|those|which)$", re.IGNORECASE)


def _behind_another(here: Setting, expression: TimeExpression, own: list[TimeExpression]) -> bool:
    """Whether a time stands behind the next count, where the claim has one of its own before that count.

    "37 have been killed so far this month and 2,750 since the invasion of 2003": 2003 is the 2,750's start. So does the
    time of a part with a verb of its own: "362,000 are displaced, 15,000 of whom fled last week".
    """
    end = here.claim[1]
    for a, b in here.others:
        if end <= a and b <= expression.start and OF_THEM.search(here.text[a:b]):
            return PART_VERB.fullmatch(here.text[b : expression.start]) is not None
    nxt = min((a for a, _ in here.others if a >= end), default=expression.start)
    return nxt < expression.start and any(end <= e.start and e.end <= nxt for e in own if e is not expression)


def _behind_the_saying(here: Setting, expression: TimeExpression) -> bool:
    """Whether a day stands behind who said it, at the end: "hundreds died, she said during a hearing on Tuesday"."""
    if expression.kind not in DAY_KINDS or expression.lead in ("since", "until") or counted_since(here, expression):
        return False
    for first, last in here.said:
        if first < here.claim[1] or last > expression.start:
            continue
        between = here.text[last : expression.start]
        if (
            len(between) < REACH
            and ANEW.search(between) is None
            and not any(last <= a < expression.start for a, _ in here.others)
        ):
            return True
    return False


REACH = 100  # code points from the verb of saying to the day at the end of its sentence
ANEW = Guarded(r"[;:.]|,\s|\b(?:that|who|which|when|where|after|before|and|but|as)\b", re.IGNORECASE)


def _of_another(here: Setting, expression: TimeExpression, own: list[TimeExpression]) -> bool:
    """Whether a time stands behind the count before, where the claim has one behind it as well.

    "Two were killed this week and six were shot on Tuesday": this week is the two's.
    """
    start, end = here.claim
    before = any(b <= expression.start for _, b in here.others if b <= start)
    if expression.lead == "since" and before and expression.end <= start:
        nxt = min((a for a, _ in here.others if a >= end), default=here.sentence[1])
        return any(end <= e.start < nxt and e.lead == "since" for e in own)  # "30 since May, and 12 since June"
    if counted_since(here, expression) or not any(b <= expression.start for _, b in here.others if b <= start):
        return False
    if expression.end > start or LEADS_ON.search(here.text, here.sentence[0], expression.start) is not None:
        return False
    nxt = min((a for a, _ in here.others if a >= end), default=here.sentence[1])
    return any(end <= e.start < nxt and e.lead not in ("since", "until") for e in own)


def counted_since(here: Setting, expression: TimeExpression) -> bool:
    """True where the words count from this date: "since 2011", "since the conflict began in March 2011"."""
    if _tells_when(here, expression):
        return False  # "since the raid of 7 May, when gunmen killed 20"
    doing = SINCE_DOING.search(here.text, here.sentence[0], expression.start) is not None
    if (
        expression.lead != "since"
        and not doing
        and THERE_AND_THEN.match(here.text, expression.end, here.claim[0] + VERB)
    ):
        return False  # "since helicopters struck the hideout on 16 January and killed 20": the 20 are that strike's
    return counts_from(here.text, here.sentence[0], here.found, expression)
