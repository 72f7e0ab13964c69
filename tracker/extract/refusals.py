"""Sentences that hold a number and an outcome and still count nobody: threats, rates, denials, accidents, the rescued."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from functools import lru_cache

from tracker.extract.count import SINGLE
from tracker.extract.freed import alive_after_all, freed_before, freed_behind
from tracker.extract.marks import Item
from tracker.extract.phrases import matches_in, phrases
from tracker.extract.returns import marched, went_home
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.extract.unreal import unreal
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

IN_CONFLICT, AT_WAR = 8, 4  # words of violence in a thousand; articles on something else hold fewer


OFTEN = Guarded(r"\b(?:every|each) (?:day|week|month|year|hour),? (?:[a-z]+ ){0,3}$", re.IGNORECASE)
# "more than 2,000 were being killed in civil strife every month"; "12 were killed after a protest held every week" is rare
RATE_LATER = Guarded(r"[^.;:,0-9\n]{0,70}\b(?:every|each) (?:minute|hour|day|week|month|year)\b", re.IGNORECASE)
BEFORE_RATE = 40  # code points before a count in which "every year" makes a rate of it


class Speaks(Enum):
    """Whether an article speaks of conflict: often, so rarely that each sentence has to show it, or of other things."""

    OF_CONFLICT = "of conflict"
    RARELY = "rarely of conflict"
    OF_OTHER_THINGS = "of other things"


SHORT = 120  # words
SAID_OVER = (
    4  # a word of crime said more often is the subject of a page: rebels who deal in narcotics fight a war too
)
CRIMES = 3
CRIMES_IN_SHORT = 2
EVERYDAY = 3  # so many words of sport or film beside as many of violence, and the violence is play
TOLD_APART = ("violence", "everyday", "other_causes", "crimes", "also_crimes")
# "A movie house was bombed" tells where people were hit, and of no film.
NO_PLAY = (" house", " houses", " theater", " theaters", " theatre", " theatres", " hall", " festival", " crew")
# "Since the Covid-19 lockdown" is a time, and "lorry drivers" are who suffered: neither is a cause.
NO_CAUSES = (" lockdown", " restriction", " curb", " curfew", " driver", " drivers")


IN_ONE_BREATH = 16  # code points: "fighting, disease or famine"


def _averaged(toks: list[Token], items: list[Item], found: Found) -> bool:
    """Whether "an average of" stands before the count."""
    for at in range(found.item - 1, max(-1, found.item - 4), -1):
        if toks[items[at].first].low in ("average", "averaging"):
            return True
        if items[at].label == "MARK":
            break
    return False


RATE = re.compile(
    r"\s*(?:(?:per|each|every|a)\s+(?:day|week|month|year|hour|minute|100,000|1,000)\b(?!\s+(?:earlier|"
    r"ago|before|after|later))|daily|on average)\b"
)


def refused(text: str, toks: list[Token], items: list[Item], found: Found, speaks: Speaks) -> str | None:
    """Why this count is no claim, in a word, or None where it is one. `speaks` tells what the article is about."""
    count = found.count
    item = items[found.item]
    governor = items[found.governor] if found.governor is not None else item
    last = max(item.last, governor.last)
    reason = unreal(text, toks, items, found)
    if reason is not None:
        return reason
    if _averaged(toks, items, found):
        return "rate"
    if freed_before(toks, items, found):
        return "freed"
    tail = text[toks[last - 1].end : toks[last - 1].end + 24].lower()
    if RATE.match(tail):
        return "rate"
    if RATE_LATER.match(text, toks[last - 1].end):
        return "rate"
    head = toks[items[found.item].first].start
    if OFTEN.search(text, max(toks[0].start, head - BEFORE_RATE), head):
        return "rate"
    if freed_behind(toks, items, found):
        return "freed"
    if alive_after_all(toks, items, found):
        return "alive"
    if found.outcome is Outcome.DISPLACED and went_home(toks, items, found):
        return "returned"
    if found.outcome is Outcome.DISPLACED and marched(toks, items, found):
        return "on the march"
    if count.kind == SINGLE and found.outcome is Outcome.DISPLACED:
        return "one in flight"  # the story of one refugee is no figure of the displaced
    if count.zero and found.outcome is Outcome.DETAINED:
        return "nobody caught"  # "no one has been arrested" tells of those who did it
    if found.governor is not None and governor.outcome is not None:
        reason = _unreal(toks, items, found.governor, found.item, governor)
        if reason:
            return reason
    elif _modal_before(items, found.item):
        return "hypothesis"
    if found.governor in (None, found.item) and _to_come(toks, items, found.item):
        return "hypothesis"
    if _feared_toll(toks, items, found):
        return "hypothesis"
    if count.zero is False and _denied(toks, items, found):
        return "denied"
    if at_risk(toks, items, found.item):
        return "hypothesis"
    if speaks is Speaks.OF_OTHER_THINGS or (
        speaks is Speaks.RARELY and not _amid_violence(text, toks[0].start, toks[-1].end)
    ):
        return "no conflict"
    return None


def at_risk(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "If 500 more soldiers are killed": a condition opens the clause of the count."""
    for k in range(at - 1, max(-1, at - 6), -1):
        if toks[items[k].first].low in ("if", "unless"):
            return True
        if items[k].label == "MARK":
            return False
    return False


def _to_come(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "The month's total will be over 1,200 deaths": nobody has counted them yet."""
    ahead = [toks[i.last - 1].low for i in items[max(0, at - 2) : at]]
    return ahead == ["will", "be"]


def _modal_before(items: list[Item], at: int) -> bool:
    for k in range(at - 1, max(-1, at - 4), -1):
        if items[k].label == "WISH":
            return True
        if items[k].label in ("MARK", "AND"):
            return False
    return False


TOLD_TO_BE = frozenset("believed feared reported known said presumed thought estimated alleged continue".split())


def _unreal(toks: list[Token], items: list[Item], governor: int, count: int, word: Item) -> str | None:
    """A verb under "could", "would", "threatened to" or "not": it did not happen, or nobody says that it did."""
    floor = max(-1, governor - 5) if governor < count else max(count, governor - 5)
    before = items[governor - 1] if governor else None
    if before is not None and word.form == "BASE" and toks[before.last - 1].low == "to":
        lead = toks[before.first - 1].low if before.first else ""
        if lead not in ("managed", "on", "proceeded", "continues", "continued", "helped", "come", "claims", "used"):
            return "hypothesis"
    if (
        before is not None
        and before.label == "BE"
        and toks[before.first].low == "to"
        and toks[before.last - 1].low == "be"
    ):
        lead = toks[before.first - 1].low if before.first else ""
        if lead not in TOLD_TO_BE:
            return "hypothesis"
    for at in range(governor - 1, floor, -1):
        item = items[at]
        low = toks[item.last - 1].low
        if item.label == "MODAL":
            following = [toks[k].low for k in range(item.last, min(len(toks), item.last + 4))]
            # "could have killed 40" did not; that 40 "could have been killed" somebody fears
            fears = low in ("may", "might", "must") or (low == "could" and "been" in following)
            real = (fears and "have" in following) or (
                low in ("can",) and "be" not in following and (at < governor - 1 or word.form != "BASE")
            )
            if word.form == "OF" or word.form == "NOUN":
                continue
            return None if real else "hypothesis"
        if item.label == "WISH":
            if word.form in ("OF", "NOUN") and governor - at > 1:
                continue  # "they continue to investigate the murder of two"
            return "hypothesis"
        if item.label == "NOT" and governor - at <= 3 and not items[count].count.zero:  # type: ignore[union-attr]
            return "negated"
        if item.label in ("MARK", "AND", "COUNT", "SELF"):
            break
    return None


def _feared_toll(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "The death toll may rise to 45": nobody says that it has."""
    if found.governor is None or found.governor > found.item or items[found.governor].form != "TOLL":
        return False
    between = items[found.governor : found.item]
    return any(i.label == "MODAL" and toks[i.first].low in ("may", "might", "could") for i in between) and not any(
        toks[i.first].low == "have" for i in between
    )


def _denied(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "denied having killed 40", "denied the killing of 40"; to deny a part in the murder of six tells that they died."""
    word = items[found.governor] if found.governor is not None else None
    told = word is not None and word.form in ("OF", "NOUN")
    reach = max(0, (found.governor or found.item) - 3) if told else 0
    for at in range(found.item - 1, reach, -1):
        # "denied that 412 had died, repeating the toll of 78"
        turns = toks[items[at].first].low in (
            "repeating",
            "insisting",
            "saying",
            "but",
            "although",
            "though",
            "while",
        )
        speaks = toks[items[at].first].text == ":"  # 'denied it: "A fuel explosion killed five"'
        if speaks or (items[at - 1].label == "MARK" and turns):
            reach = at
            break
    return any(
        i.label == "NOT" and toks[i.last - 1].low in ("denied", "denies", "denying")
        for i in items[reach : found.item]
    )


def speaks_of(text: str, at_war: bool) -> Speaks:
    """What a text is about: conflict, where it speaks of it more than of accidents and disease, more than of crime, and
    often enough for its length. A headline or a single paragraph need not name it.
    """
    found = matches_in(text, "refusals", TOLD_APART)
    acts = len(found["violence"])
    everyday = sum(not text.startswith(NO_PLAY, m.end()) for m in found["everyday"])
    others = len(found["other_causes"]) + everyday
    if not at_war and (acts < others or everyday >= max(acts, EVERYDAY)):
        return Speaks.OF_OTHER_THINGS
    named = Counter(crime.group().lower() for crime in found["crimes"])
    crimes = sum(min(times, SAID_OVER) for times in named.values())
    words = len(text.split())
    if crimes >= (CRIMES if words >= SHORT else CRIMES_IN_SHORT) and acts - len(found["also_crimes"]) < crimes:
        return Speaks.OF_OTHER_THINGS
    least = AT_WAR if at_war else IN_CONFLICT
    return Speaks.OF_CONFLICT if words < SHORT or acts * 1000 >= least * words else Speaks.RARELY


def _amid_violence(text: str, start: int, end: int) -> bool:
    """Whether the sentence itself tells of an attack or a fight, in an article about something else."""
    return (
        any(phrases("refusals", kind).search(text, start, end) is not None for kind in ("acts", "political"))
        and phrases("refusals", "other_causes").search(text, start, end) is None
        and phrases("refusals", "crimes").search(text, start, end) is None
    )


def other_cause(text: str, start: int, end: int, first: int, last: int) -> bool:
    """True where the words nearest to a count in its sentence are of accident, disease or nature, not of violence."""
    causes = _other_causes(text, start, end)
    if not causes:
        return False
    acts = [m.span() for m in phrases("refusals", "acts").finditer(text, start, end)]
    acts = [a for a in acts if not any(c[0] <= a[0] and a[1] <= c[1] for c in causes)]  # "a gas explosion"
    if acts:  # "when the building collapsed under shelling"
        causes = [c for c in causes if "collapse" not in text[slice(*c)].lower()]
    alone = [c for c in causes if not any(0 <= c[0] - a[1] <= IN_ONE_BREATH for a in acts)]
    near = min((_apart(*act, first, last) for act in acts), default=None)
    return bool(alone) and (near is None or min(_apart(*cause, first, last) for cause in alone) < near)


@lru_cache(maxsize=2)  # the counts of one sentence ask in a row
def _other_causes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = phrases("refusals", "other_causes").finditer(text, start, end)
    return [m.span() for m in found if not text.startswith(NO_CAUSES, m.end())]


def _apart(start: int, end: int, first: int, last: int) -> int:
    return max(0, start - last, first - end)
