"""Count phrases: a number with the people (or things) it counts, as one item of the sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tracker.extract.count import SELF, THINGS, Count
from tracker.extract.count_heads import with_head
from tracker.extract.hedges import hedged
from tracker.extract.implied_counts import is_plural, one_person, the_other
from tracker.extract.marks import Item
from tracker.extract.no_counts import is_count, short_year
from tracker.extract.noughts import denied, nobody
from tracker.extract.numbers import may_open_number, number_at
from tracker.extract.people_phrases import parted
from tracker.extract.tokens import KEPT, Token
from tracker.model import Outcome

WHOSE = frozenset("the their his her its our".split())
OPEN_COUNTS = frozenset(["NOZERO", "ARTICLE", "DET"])


@lru_cache(maxsize=KEPT)
def may_open_count(low: str) -> bool:
    """Whether a count can start with a word: asked of every word of a sentence."""
    return low == "any" or may_open_number(low)


def find_counts(toks: list[Token], items: list[Item], dates: list[tuple[int, int]]) -> list[Item]:
    """The items with every number and its noun folded into one COUNT item; `dates` are token ranges that are dates."""
    items = list(parted(toks, items))
    opens = [
        n
        for n, item in enumerate(items)
        if may_open_count(toks[item.first].low) or item.label in OPEN_COUNTS or item.form == "NOUN"
    ]
    if not opens:
        return items
    out: list[Item] = []
    at = 0
    by_first = {item.first: n for n, item in enumerate(items)}
    blocked = {n for first, last in dates for n in range(first, last)}
    for n in opens:
        if n < at:
            continue  # within the count before
        out += items[at:n]
        at = n
        count = _counted(toks, items, by_first, n, blocked) if items[n].first not in blocked else None
        if count is None:
            continue
        while out and out[-1].first >= count.first:
            out.pop()
        if out and out[-1].last > count.first:  # a hedge that shares a multi-word item gives way
            out.pop()
        label = {SELF: "SELF", THINGS: "NUMBER"}.get(count.kind, "COUNT")
        if count.kind == SELF and _people_held(toks, count):
            label = "HELD"
        out.append(Item(label, count.first, count.last, count.outcome, "SELF" if count.kind == SELF else "", count))
        while at < len(items) and items[at].first < count.last:
            at += 1
    return out + items[at:]


ACTS = frozenset(
    ["kidnappings", "abductions", "arrests", "detentions", "disappearances", "displacement", "cases", "made"]
)


def _people_held(toks: list[Token], count: Count) -> bool:
    """True for people named by what was done to them before ("14 hostages"): a verb may do more to them."""
    if count.zero or count.outcome in (None, Outcome.KILLED, Outcome.CASUALTIES):
        return False
    return toks[count.last - 1].low not in ACTS and (
        count.outcome is not Outcome.INJURED or (count.outcome_item is not None and count.outcome_item.form == "ED")
    )


def _counted(
    toks: list[Token], items: list[Item], by_first: dict[int, int], at: int, blocked: set[int]
) -> Count | None:
    item = items[at]
    low = toks[item.first].low
    number = number_at(toks, item.first)
    if number is None:
        if item.label == "NOZERO":
            return nobody(toks, items, at)
        if item.label == "ARTICLE":
            return one_person(toks, items, at)
        if item.label == "DET" and low == "the":
            return the_other(toks, items, at)
        if low == "any" or (
            item.form == "NOUN" and item.outcome in (Outcome.CASUALTIES, Outcome.INJURED) and is_plural(low)
        ):
            return denied(toks, items, at)
        return None
    if any(n in blocked for n in range(number.first, number.core_end)):
        return None
    if not is_count(toks, number):
        return None
    if short_year(toks, number):
        return Count(number, THINGS, number.first, number.last)
    number = hedged(toks, number)
    if number.first > 1 and toks[number.first - 1].low == "other" and toks[number.first - 2].low in WHOSE:
        number = replace(number, first=number.first - 1)  # "the other two"
    return with_head(toks, items, by_first, number, blocked)
