"""What became of people who were counted before: "gunmen abducted six clerks. Their bodies were found by the road"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from tracker.extract.count import PERSONS, UNKNOWN
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, Outcome, Region, content_id

LONGEST = 600  # code points from the figure to the words that tell what became of those counted
# Only of those in somebody's hands, or hurt, does a pronoun tell that all of them died.
HELD = frozenset({Outcome.CAPTIVE, Outcome.MISSING, Outcome.DETAINED})
HURT = frozenset({Outcome.INJURED})
HARM = frozenset({Outcome.KILLED, Outcome.INJURED})
IRREGULAR = frozenset("mistook took caught held found met saw led sought drove beat tied bound".split())
FOUND = r"(?:found|discovered|recovered|dumped|retrieved|located|unearthed|exhumed|returned|washed)"
SLAIN = (
    r"(?:killed|murdered|executed|beheaded|decapitated|slaughtered|massacred|strangled|hanged|shot\s+dead|"
    r"shot\s+and\s+killed|shot\s+to\s+death|stabbed\s+to\s+death|hacked\s+to\s+death|tortured\s+to\s+death|"
    r"found\s+(?:dead|shot|murdered|executed|killed|beheaded|decapitated|strangled))"
)
THEIR_DEATH = Guarded(
    rf"\btheir\s+(?:[\w-]+,?\s+){{0,3}}?(?:bodies|corpses|remains|severed\s+heads)\s+(?:\w+\s+){{0,3}}?{FOUND}\b"
    rf"|\b{FOUND}\s+(?:all\s+)?(?:of\s+)?their\s+(?:[\w-]+,?\s+){{0,3}}?(?:bodies|corpses|remains|severed\s+heads)\b"
    rf"|\bthey\s+(?:were|had\s+been|have\s+been)\s+(?:all\s+|both\s+)?(?:\w+\s+)?{SLAIN}\b"
    r"(?!\s+by\s+(?:the\s+)?(?:police|troops|soldiers|security|army|forces|government|special))"
    r"|\bbefore\s+(?:killing|executing|beheading|murdering|shooting)\s+(?:them|all of them)\b"
    rf"|\b(?:and|then|later)\s+{SLAIN}\s+(?:them|all\s+of\s+them|both\s+of\s+them)\b",
    re.IGNORECASE,
)
THEY_DIED = Guarded(
    r"\bthey\s+(?:both\s+|all\s+)?(?:later\s+|subsequently\s+|then\s+)?(?:died|succumbed)\b", re.IGNORECASE
)
UNSURE = Guarded(
    r"\b(?:would|could|might|may|if|not|no|never|unless|whether|threat\w*|fear\w*|denied|deny|rescued|freed|released|"
    r"escaped|survived|before\s+they)\b",
    re.IGNORECASE,
)


def fate(text: str, start: int, end: int, before: int, claims: Sequence[Claim]) -> Claim | None:
    """The deaths that the sentence from `start` to `end` tells of people counted in it or since `before`, the start of
    the sentence before it; None where it tells none, or counts its dead itself.
    """
    if not claims:
        return None
    counted = {claim.outcome for claim in claims}
    for telling, outcomes in ((THEIR_DEATH, HELD), (THEY_DIED, HURT)):
        if outcomes.isdisjoint(counted):
            continue
        told = telling.search(text, start, end)
        if told is None:
            continue
        near = [c for c in claims if (c.start >= before or len(claims) == 1) and c.region is Region.BODY]
        whole = [c for c in near if c.part_of is None and c.end <= told.start()]
        if any(c.outcome is Outcome.KILLED for c in near) or not whole or whole[-1].outcome not in outcomes:
            continue
        held = whole[-1]
        rivals = {c.quantity.point for c in whole if c.outcome in outcomes}
        if len(rivals) > 1 or held.quantity.low is None or held.quantity.point < 2:
            continue
        if told.end() - held.start > LONGEST or UNSURE.search(text, held.end, told.end()):
            continue
        figure = held.spans[0].start if held.spans else held.start
        first = min(held.start, figure)
        return replace(
            held,
            id=content_id(
                "c", held.article_id, first, told.end(), Outcome.KILLED, held.quantity.low, held.quantity.high
            ),
            start=first,
            end=told.end(),
            quote=text[first : told.end()],
            outcome=Outcome.KILLED,
            basis=Basis.EVENT,
            since=None,
            frame="fate",
        )
    return None


def taken_up_by_them(toks: list[Token], items: list[Item], told: Container[int]) -> list[tuple[int, int]]:
    """ "mistook two lawyers for soldiers and murdered them": counts that have no verb of harm of their own, each with the
    verb that a pronoun gives them, by position. `told` are the counts with an outcome.
    """
    out = []
    for at, item in enumerate(items[1:], 1):
        verb = items[at - 1]
        if toks[item.first].low != "them" or verb.form not in ("ED", "ING") or verb.outcome not in HARM:
            continue
        counted = [n for n in range(2, at - 1) if items[n].label in ("COUNT", "HELD")]
        if len(counted) == 1 and counted[0] not in told and _object(toks, items, counted[0]):
            out.append((counted[0], at - 1))
    return out


def _object(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether a count of several people stands behind a verb or a preposition, so that it is not who did the harm."""
    count = items[at].count
    if count is None or count.kind not in (PERSONS, UNKNOWN) or count.number.point < 2:
        return False
    before = at - 1
    while before > 0 and (items[before].label in ("DET", "LIGHT") or toks[items[before].first].low == "only"):
        before -= 1
    low = toks[items[before].last - 1].low
    return items[before].label in ("OF", "PREP", "TO") or low.endswith(("ed", "ing")) or low in IRREGULAR


__all__ = ["fate", "taken_up_by_them"]
