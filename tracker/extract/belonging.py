"""Which time expressions of a sentence are a claim's own, and which belong to something else that the sentence says.

A date may be the day the words were said, the far end of a comparison ("more than at the end of September"), the span
of a record ("the first blast since 2011"), a day to come, or the day of what went before ("in revenge for the raid on
3 May"). None of these dates the figure.
"""

from __future__ import annotations

import re

from tracker.extract.dates import TimeExpression
from tracker.extract.day_words import COMING, PICTURED, SAID_BEFORE, SAYS_AFTER, THAN_AT, WHAT_WENT_BEFORE
from tracker.extract.time_words import BEGAN, PRESENT_PERFECT, RECORD
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

WINDOW_KINDS = frozenset({"window", "span", "week", "overnight", "vague"})
TAKEN = Guarded(
    r"\bwho(?:m|se)? (?:\w+ ){0,3}(?:abducted|kidnapped|captured|arrested|seized|detained|taken|rescued|released|freed|"
    r"displaced|fled|surrendered)\b",
    re.IGNORECASE,
)

# What a body that counts does with the cases of a month.
DOING = Guarded(r"(?:kill|wound|injur|leav|claim|tak|abduct|captur)ing\b", re.IGNORECASE)
COUNTED = Guarded(r"\b(?:documented|recorded|registered|counted|logged|monitored|tallied)\b", re.IGNORECASE)
LONG = Guarded(
    r"^(?:in|over|during|within)\s(?:the\s)?(?:past|last|previous)\s(?:[\w-]+\s)?(?:months?|years?)$", re.IGNORECASE
)
FINDING = Guarded(r"\b(?:found|discovered|recovered)\b(?!\s+that\b)", re.IGNORECASE)
LINKED = Guarded(r"[^.;,]{0,30}?\s(?:in\s+which|that|which|when|where)\s", re.IGNORECASE)


# "71 people died in May, said the ministry on Friday": what closes before the verb is of the deaths.
INVERTED = Guarded(
    r",[\"”’]?\s+(?:said|says|reported|announced|confirmed|stated)\s+(?:the|an?|its|his|her|their|[A-Z][\w’'-]+)\s"
)


def is_said(text: str, start: int, end: int, said: list[tuple[int, int]], expression: TimeExpression) -> bool:
    """True where the expression is the day of the saying: "the army said on Monday", "it was reported today that"."""
    if text[expression.end : expression.end + 2] in ("'s", "’s"):
        return False
    for first, last in said:
        if first <= expression.start < last:
            if LONG.search(expression.words) is not None:
                return False  # "over the past year, the envoy said, 300 were jailed": nobody speaks for a year
            stretch = expression.kind in ("month", "year", "window") or expression.lead in ("from", "until")
            if stretch and COUNTED.search(text, first, last):
                return False  # "in June alone it documented 93 deaths": they are June's
            if FINDING.search(text, first, last):
                return False  # "on Saturday residents found 17 bodies" is no saying
            return re.search(r"\bthat\b", text[first : expression.start], re.IGNORECASE) is None
    if expression.kind not in ("day", "weekday", "today", "month", "year", "week", "block"):
        return False
    if SAID_BEFORE.search(text, max(start, expression.start - 60), expression.start) is not None:
        return True
    if INVERTED.match(text, expression.end) is not None:
        return False
    return SAYS_AFTER.match(text, expression.end, min(end, expression.end + 40)) is not None


def _counted_then(text: str, expression: TimeExpression, claim: tuple[int, int] | None) -> bool:
    """Whether a figure that is held against another was counted at that time: "down from the 1,053 recorded in May"."""
    if claim is None or not claim[0] < expression.start:
        return False
    return RECORDED.search(text, claim[1], expression.start) is not None


def of_what_is_told(
    text: str,
    start: int,
    end: int,
    dates: list[TimeExpression],
    spoken: list[tuple[int, int]],
    expression: TimeExpression,
) -> bool:
    """Whether an expression dates what the sentence text[start:end] with these dates tells: no start, no record, nothing
    apart, and not the day of a saying, of which `spoken` are the stretches."""
    return (
        not counts_from(text, start, dates, expression)
        and not is_apart(text, start, expression, None, None)
        and not in_record(text, start, expression)
        and not is_said(text, start, end, spoken, expression)
    )


WHO = Guarded(r"\bwho(?:se|m)?\b", re.IGNORECASE)
# "The group, which has monitored arrests since 2011, said": how long it has, and no start of what it tells.
KEEPS_COUNT = Guarded(
    r",\s+(?:which|who)\s+(?:has|have)\s+(?:been\s+)?(?:monitor|track|document|record|cover|follow|operat|work|collect|compil|"
    r"count|keep|kept|report)\w*\b[^,;.]{0,60}\bsince\s+$",
    re.IGNORECASE,
)
THEN = Guarded(r",?\s+(?:when|in\s+which|during\s+which)\b", re.IGNORECASE)  # "fewer than in 2021, when 33 died"
RECORDED = Guarded(r"\b(?:recorded|registered|documented|counted|tallied|reported)\b", re.IGNORECASE)
ISSUE = Guarded(r"['’]s\s+(?:issue|edition|paper|newspaper|bulletin|broadcast|front\s+page)\b", re.IGNORECASE)


def is_apart(
    text: str,
    start: int,
    expression: TimeExpression,
    claim: tuple[int, int] | None,
    outcome: Outcome | None,
) -> bool:
    """True where the expression dates something else in the sentence that starts at `start`."""
    before = text[max(start, expression.start - 120) : expression.start]
    if expression.kind == "future" or ISSUE.match(text, expression.end) is not None:
        return True
    named = expression.kind == "year" and not expression.words.isdigit()  # "will look into the 1974 bombing"
    if not named and COMING.search(before) is not None:
        return True
    if THAN_AT.search(before) is not None and not _counted_then(text, expression, claim):
        return claim is None or claim[0] < expression.end or THEN.match(text, expression.end) is None
    if PICTURED.search(before) is not None or KEEPS_COUNT.search(before) is not None:
        return True
    if claim is None:
        return False
    if claim[0] < expression.start and expression.end < claim[1] and WHO.search(text, claim[0], expression.start):
        return True  # "a man who planned the raid of 1972 was shot": not in 1972
    between = text[claim[1] : expression.start] if expression.start >= claim[1] else ""
    if between and outcome is not None and outcome.value in ("killed", "injured") and TAKEN.search(between):
        return True
    went = WHAT_WENT_BEFORE.search(before)
    if went is None:
        return False
    if LINKED.match(text, expression.end, claim[0] + 1):
        return False  # "in retaliation for strikes last week in which 30 were killed"
    at = expression.start - len(before) + went.start()
    if at <= claim[0] < expression.start:
        return False  # "in revenge for the deaths of three men last month": theirs
    return went["revenge"] is not None or (
        at >= claim[1] and outcome is not None and outcome.value in ("detained", "displaced")
    )


# "one of the deadliest attacks this year": what it is the deadliest of.
OF_THIS = Guarded(r"(?:this|last)\s+(?:year|month)|so\s+far\s+this\s+year", re.IGNORECASE)
ONE_OF = Guarded(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest)\s+(?:single\s+)?(?:attacks?|incidents?|raids?|strikes?|bombings?|"
    r"blasts?|massacres?|acts?|days?|clash(?:es)?|shootings?)\s+(?:of\s+|in\s+|so\s+far\s+)?$",
    re.IGNORECASE,
)


def in_record(text: str, start: int, expression: TimeExpression, claim: tuple[int, int] | None = None) -> bool:
    """True for the span of a record: "the third abduction in three months", "the first blast since the war of 2011"."""
    start = _anew(text, start, expression.start)
    found = RECORD.search(text[start : expression.start])
    if found is None or re.match(r",?\s+when\b", text[expression.end : expression.end + 8]):
        return False  # "the deadliest raid since 2014, when gunmen killed 132": the year is the older raid's
    since = re.search(r"\bsince\s", found.group(), re.IGNORECASE)
    if claim is not None and since is not None and start + found.start() + since.end() <= claim[0] < expression.start:
        between = text[start + found.start() + since.end() : claim[0]]
        if "," not in between:
            return False  # "the deadliest since nerve gas killed hundreds in August 2013"
    if claim is not None and 0 <= claim[0] - expression.end < 90:
        linked = re.search(r"\b(?:that|which|when|in which)\s", text[expression.end : claim[0] + 1], re.IGNORECASE)
        if linked is not None:
            return False  # "the worst since the 1998 bombing of the embassy that killed more than 200"
        if text[expression.end : claim[0]].strip() == "," and DOING.match(text, claim[0]):
            return False  # "the worst since they bombed the embassy in 1998, killing more than 200"
    if expression.kind in WINDOW_KINDS:
        return expression.kind != "overnight"
    if expression.kind in ("year", "month") and OF_THIS.fullmatch(expression.words) and ONE_OF.search(found.group()):
        return True
    return (
        expression.kind in ("year", "month", "day", "ago", "weekday")
        and re.search(r"\bsince\b", found.group(), re.IGNORECASE) is not None
    )


def _anew(text: str, start: int, end: int) -> int:
    """Where a sentence begins that has run together with the heading over it: "DEADLIEST MISSION Since 2013 it has lost"."""
    at = text.rfind(" Since ", start, end)
    return at + 1 if at >= 0 else start


def _runs_on(text: str, start: int, began: TimeExpression) -> bool:
    """Whether a sentence that tells when a thing began says in the perfect what it has cost, behind or before that."""
    after = re.split(r"[.!?]\s", text[began.end : began.end + PERFECT_NEAR], maxsplit=1)[0]
    if PRESENT_PERFECT.search(after) or TO_HAVE_COST.search(after):
        return True
    before = text[max(start, began.start - PERFECT_NEAR) : began.start]
    if TOLL_GREW.search(before) is not None:
        return True
    perfect = PRESENT_PERFECT.search(before)
    return perfect is not None and BLOW_BEGAN.search(before, perfect.end()) is None


# "The deaths raised the toll in violence that began on Wednesday to 29".
TOLL_GREW = Guarded(
    r"\b(?:rais(?:ed|es|ing)|brings?|brought|bringing|lift(?:ed|s|ing)|push(?:ed|es|ing)|t(?:akes|ook|aking))\s+(?:the|its|their)\s+"
    r"(?:[\w’'-]+\s+){0,3}?(?:toll|total|number|tally|count)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
PERFECT_NEAR = 120  # code points between the day a thing began and what it has cost
TO_HAVE_COST = Guarded(
    r"\bto\s+have\s+(?:been\s+)?(?:killed|cost|claimed|displaced|driven|left|caused|taken|wounded|injured)\b",
    re.IGNORECASE,
)
BLOW_BEGAN = Guarded(
    r"\b(?:attack|raid|assault|ambush|gunfight|battle|shooting|operation|siege)\b(?:\W+\w+){0,3}?\W+\w+\W*(?:(?:in|on)\s+)?$",
    re.IGNORECASE,
)


SINCE_WHEN = Guarded(
    r",?\s+since\s+(?:when|then|which\s+time)\b", re.IGNORECASE
)  # "in July, since when 500 have died"


def counts_from(text: str, start: int, found: list[TimeExpression], expression: TimeExpression) -> bool:
    """True where "since" governs the expression in the sentence that starts at `start`."""
    if SINCE_WHEN.match(text, expression.end) is not None:
        return True
    start = _anew(text, start, expression.start)
    before = text[start : expression.start]
    if BEGAN.search(before) and _runs_on(text, start, expression):
        return True  # "the war, which began in April 2023, has killed"
    at = max(before.lower().rfind("since "), before.lower().rfind("since\n"))
    if at < 0 or expression.kind in WINDOW_KINDS:
        return False
    between = before[at + 5 :]
    if expression.lead != "since" and (
        len(between) > 90
        or re.search(r"[;:.]|, (?!in|on)", between)
        or re.search(r"\b(?:killed|wounded|injured|died)\b", between)
    ):
        return False
    if any(e.start >= start + at and e.end <= expression.start and e.first is not None for e in found):
        return False
    return RECORD.search(before[:at]) is None
