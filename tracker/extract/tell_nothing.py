"""Verbs of saying that report something else where they stand: "claimed the lives of 12", "held a rally", "as stated by"."""

from __future__ import annotations

from tracker.extract.attribution_words import NO_REPORT
from tracker.extract.phrase_words import NOUN_VERBS, PUBLISHED, VERBS
from tracker.extract.tokens import Token

CLAIMS = frozenset(["claimed", "claims", "claim", "claiming"])
SPOKE = frozenset(["spoke", "speaks", "speak"])
BY_WIRE = frozenset(
    "phone telephone email e-mail text video radio fax name".split()
)  # "said by phone", "identified by name"
READABLE = frozenset("communiqué message post text note memo declaration release indictment complaint".split())
LOSING = frozenset(["having", "losing", "killing"])


def claims_lives(toks: list[Token], n: int) -> bool:
    """True for "claimed the lives of 12" and "claimed responsibility for", by which nobody tells a figure."""
    if toks[n].low not in CLAIMS:
        return False
    return any(t.low in ("life", "lives", "responsibility", "credit") for t in toks[n + 1 : n + 7])


def tells_something_else(toks: list[Token], n: int) -> bool:
    """Whether the verb of saying at token `n` reports nothing, by the words right around it."""
    low = toks[n].low
    after = toks[n + 1].low if n + 1 < len(toks) else None
    if low == "states" and n and (toks[n - 1].low == "united" or _of_a_list(toks, n)):
        return True
    if low in NOUN_VERBS and after in VERBS:
        return True  # "unconfirmed reports said": the reports
    losing = low != "accused" and n + 2 < len(toks) and toks[n + 2].low in LOSING  # "admitted to having lost four"
    if (low, after) in NO_REPORT and not losing:
        return True
    if low in SPOKE and after not in ("of", "about"):
        return True  # "spoke before the coffins of several men"
    if after == "on" and low in ("blame", "blamed", "blames"):
        return True  # "an abduction (which analysts) blamed on the governor": who is to blame, and no figure
    if low == "reads" and not any(t.low in PUBLISHED | READABLE for t in toks[max(0, n - 2) : n + 5]):
        return True  # but "the document reads", "reads the report"
    if low in ("held", "holds", "hold") and not any(t.low == "responsible" for t in toks[n + 1 : n + 10]):
        return True
    # "as stated by", "a truce announced by", but not "said by phone", "has identified by name"
    return after == "by" and low not in ("say", "says") and toks[min(n + 2, len(toks) - 1)].low not in BY_WIRE


def _of_a_list(toks: list[Token], n: int) -> bool:
    """True for "in Oro, Bindi and Kale states", which are no speakers."""
    listed = any(t.low == "and" for t in toks[max(0, n - 4) : n])
    return listed and toks[n - 1].text[0].isupper() and not any(t.low == "that" for t in toks[n + 1 : n + 2])
