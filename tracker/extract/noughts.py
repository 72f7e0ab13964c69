"""Counts of nought: nobody, no casualties, "did not suffer any losses"."""

from __future__ import annotations

from tracker.extract.count import PERSONS, SELF, Count
from tracker.extract.marks import NAME, WORD, Item
from tracker.extract.numbers import Number
from tracker.extract.tokens import Token
from tracker.model import Outcome, Qualifier

# Verbs of saying: casualties that nobody mentioned are not nought.
UNSAID = frozenset(
    (
        "mention mentioned mentioning mentions acknowledge acknowledged acknowledging specify specified specifying "
        "indicate indicated indicating disclose disclosed disclosing give gave given giving provide provided providing "
        "confirm confirmed confirming distinguish distinguishing know known count counted counting release released "
        "detail detailed detailing say saying said include includes included including differentiate naming admit "
        "admitted admitting whether if how clear comment explain explaining believe want expect rule see prevent cause's"
    ).split()
)

NO_PEOPLE = frozenset(
    (
        "reports report sign evidence word indication information details comment longer immediate doubt matter claim "
        "claims"
    ).split()
)


def denied(toks: list[Token], items: list[Item], at: int) -> Count | None:
    """ "did not suffer any casualties": nought, said with a verb."""
    negations = [
        n
        for n in range(max(0, at - 4), at)
        if items[n].label == "NOT" and toks[items[n].last - 1].low in ("not", "n't", "never")
    ]
    between = items[negations[-1] + 1 : at] if negations else []
    if not negations or any(toks[i.first].low in UNSAID or i.label == "DET" for i in between):
        return None
    for nxt in items[at : at + 3]:
        if nxt.form == "NOUN" and nxt.outcome is Outcome.DETAINED:
            return None  # "did not make any arrests" is of the police, not of the harmed
        if nxt.form == "NOUN":
            first = items[at].first
            number = Number(0, 0, Qualifier.EXACT, first, nxt.last, first, nxt.last, worded=True)
            return Count(number, SELF, first, nxt.last, nxt.first, nxt.last, nxt.outcome, nxt, zero=True)
        if nxt.label not in ("WORD", "NAME", "LIGHT", "DET"):
            return None
        if toks[nxt.first].low in UNSAID:
            return None
    return None


def nobody(toks: list[Token], items: list[Item], at: int) -> Count | None:
    """ "no one", "no civilians", "no casualties", "without injuries": a count of nought that was said."""
    item = items[at]
    word = toks[item.last - 1].low
    if (
        word in ("no", "not")
        and at + 1 < len(items)
        and toks[items[at + 1].first].low in ("fewer", "less", "more", "longer")
    ):
        return None  # "no fewer than 17"
    number = Number(0, 0, Qualifier.EXACT, item.first, item.last, item.first, item.last, worded=True)
    if word in ("nobody", "none", "no-one", "one"):
        return Count(number, PERSONS, item.first, item.last, item.first, item.last, zero=True)
    m = at + 1
    while m < len(items) and m <= at + 4:
        nxt = items[m]
        low = toks[nxt.first].low
        after = items[m + 1] if m + 1 < len(items) else None
        if word.startswith("without") and (low in UNSAID or nxt.label in ("DET", "PERSON")):
            return None  # "without mentioning casualties", "without their relatives"
        if nxt.form == "NOUN" and nxt.outcome is Outcome.DETAINED:
            return None  # "no arrests"
        if (
            nxt.form == "NOUN"
            and after is not None
            and toks[after.first].low in ("figures", "figure", "reports", "toll", "numbers", "data", "count")
        ):
            return None  # "no casualty figures"
        if nxt.form == "NOUN" or (nxt.form == "ADJ" and low == "dead") or low in ("killed", "wounded", "injured"):
            return Count(number, SELF, item.first, nxt.last, nxt.first, nxt.last, nxt.outcome, nxt, zero=True)
        if nxt.label == "PERSON":
            if low in ("victims", "victim"):
                return Count(
                    number, SELF, item.first, nxt.last, nxt.first, nxt.last, Outcome.CASUALTIES, nxt, zero=True
                )
            if m + 1 < len(items) and items[m + 1].form == "NOUN":
                m += 1
                continue
            return Count(number, PERSONS, item.first, nxt.last, nxt.first, nxt.last, zero=True)
        if nxt.label in (WORD, NAME, "LIGHT", "DET", "CAUSE", "HAVE", "ARTICLE") and low not in NO_PEOPLE:
            m += 1
            continue
        return None
    return None
