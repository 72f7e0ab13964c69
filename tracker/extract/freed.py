"""Counts of people who are free again: those released, rescued or escaped are no captives, and no casualties."""

from __future__ import annotations

from tracker.extract.count import PERSONS, SINGLE
from tracker.extract.marks import Item
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.model import Outcome

FURTHEST = 16  # items between a participle and the verb of its sentence
HELD = frozenset({Outcome.CAPTIVE, Outcome.DETAINED, Outcome.MISSING, Outcome.INJURED})
ASKS = frozenset(
    "call calls called calling demand demands demanded demanding urge urges urged urging appeal appeals appealed plea seek "
    "seeks seeking sought negotiate negotiating secure".split()
)


# Between a count and the word that its people are free: "34 of the kidnapped children were now free".
BETWEEN = frozenset("BE HAVE LIGHT WORD REL PREP NAME DET OFGROUP PERSON".split())


def _asked_for(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "called for the immediate release of 12 journalists detained in May": they are held still."""
    return any(toks[i.first].low in ASKS for i in items[max(0, at - 7) : at])


def freed_before(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "released 12 of the hostages": the word stands before the count."""
    ahead = (
        found.governor is not None and found.governor > found.item
    )  # its own verb: "released and 12 are still held"
    for at in range(found.item - 1, max(-1, found.item - 4), -1):
        if items[at].label == "FREED" and found.outcome in HELD:
            between = items[at + 1 : found.item]
            if toks[items[at].first].low == "return" and _asked_for(toks, items, at):
                continue  # "demanding the return of seven kidnapped students"
            own = ahead and (_asked_for(toks, items, at) or any(i.label == "AND" for i in between))
            if not own and all(i.label in ("DET", "LIGHT", "AND", "FREED") for i in between):
                return True
        if items[at].label == "MARK":
            break
    return False


def freed_behind(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "12 of the hostages were freed": the word stands behind the count, or behind how they were taken."""
    if found.frame in ("joined", "passive-apart") and _freed_behind_an_aside(toks, items, found.item):
        return True
    if found.governor is not None and found.frame.startswith("reduced") and found.outcome in HELD:
        return _freed_after_all(toks, items, found.governor)
    after = items[found.item + 1] if found.item + 1 < len(items) else None
    if found.governor is not None and found.governor < found.item and (after is None or after.label != "FREED"):
        return False  # "the abduction of 300 girls who were freed", not "of the 40 abducted, 12 escaped"
    for at in range(found.item + 1, min(len(items), found.item + 5)):
        due = toks[items[at - 1].last - 1].low in ("for", "awaiting", "before")  # "slated for release"
        free = items[at].label == "FREED" and not due and all(i.label in BETWEEN for i in items[found.item + 1 : at])
        if free and (found.outcome in HELD or found.outcome is Outcome.KILLED):
            return True
        if items[at].label == "AND" and at + 1 < len(items) and items[at + 1].count is not None and not free:
            return _freed_with_the_next(items, found, at + 1)
        if items[at].label in ("MARK", "AND"):
            break
    return False


def _freed_behind_an_aside(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "Five died, while 10 others, including a woman, were rescued": what the second were stands behind the commas."""
    ahead = items[at + 1 : at + 3]
    opened = [i.label for i in ahead] in (["MARK", "INCLUDING"], ["MARK", "REL"])
    if not opened or toks[ahead[0].first].text != ",":
        return False
    close = next((n for n in range(at + 3, min(len(items), at + FURTHEST)) if toks[items[n].first].text == ","), None)
    if close is None:
        return False
    verb = [i.label for i in items[close + 1 : close + 4] if i.label != "LIGHT"]
    return verb[:1] in (["BE"], ["HAVE"]) and "FREED" in verb


def _freed_with_the_next(items: list[Item], found: Found, nxt: int) -> bool:
    """ "12 hostages and 300 prisoners are to be released soon": both, where the first has no verb of its own."""
    between = items[found.item + 1 : nxt - 1]
    alone = found.frame == "noun" and all(i.label in ("PREP", "NAME", "DET", "WORD") for i in between)
    verbs = [i.label for i in items[nxt + 1 : nxt + 8]]
    until = next((n for n, label in enumerate(verbs) if label in ("MARK", "REL", "AND")), len(verbs))
    return alone and found.outcome in HELD and "BE" in verbs[:until] and "FREED" in verbs[:until]


def _freed_after_all(toks: list[Token], items: list[Item], taken: int) -> bool:
    """ "Twenty-six sailors held for more than four years have been released": the verb of the sentence is the second."""
    for at in range(taken + 1, min(len(items) - 1, taken + FURTHEST)):
        if items[at].label in ("REL", "AND") or items[at].outcome is not None:
            return False
        if items[at].label in ("BE", "HAVE"):
            verb = next((i for i in items[at + 1 : at + 3] if i.label != "LIGHT"), None)
            asked = toks[items[at].first].low == "be"  # "demanded that four men arrested in May be released"
            return verb is not None and verb.label == "FREED" and not asked
    return False


def alive_after_all(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "Two boys feared dead were found alive", "five sailors declared missing turned up in Oran": the sentence is of
    people who are neither."""
    if (
        found.governor is None
        or found.governor < found.item
        or found.outcome not in (Outcome.KILLED, Outcome.MISSING)
    ):
        return False
    supposed = toks[items[found.governor - 1].first].low == "to"  # "thought to be missing"
    if not supposed and not found.frame.startswith("reduced"):
        return False  # "five were killed on a road that was safe"
    for at in range(found.governor + 1, min(len(items), found.governor + FURTHEST)):
        words = [t.low for t in toks[items[at].first : items[at].first + 5]]
        if words[0] in CAME_BACK or words[:2] == ["turned", "up"]:
            return True
        if items[at].label == "BE":
            told = (n for n in range(at + 1, min(at + 6, len(items))) if items[n].label != "LIGHT")
            word = next((n for n in told if toks[items[n].first].low not in MEANWHILE), None)
            if word is None or toks[items[word].first].low not in UNHARMED:
                return False
            return items[word].last >= len(toks) or toks[items[word].last].low not in PLACES
        if items[at].label not in PASSED and toks[items[at].first].text != ",":
            return False
    return False


PASSED = frozenset("PREP DET NAME WORD LIGHT TO THING".split())
CAME_BACK = frozenset("resurfaced reappeared survived".split())
UNHARMED = frozenset("alive safe unharmed unhurt unscathed".split())
MEANWHILE = frozenset("later then since all still eventually found soon".split())
PLACES = frozenset("zone zones area areas house houses haven passage place places".split())


def frees(toks: list[Token], items: list[Item], n: int) -> bool:
    """Whether the verb at token `n` lets people go and says nothing: "released 12 hostages", not "released figures"."""
    ahead = next((item for item in items if item.first > n), None)
    if toks[n].low not in ("released", "releases", "release", "releasing") or ahead is None:
        return False
    return (ahead.count is not None and ahead.count.kind in (PERSONS, SINGLE)) or ahead.label == "HELD"
