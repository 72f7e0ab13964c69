"""The counts of the list behind "including", and whether a part fits into a whole."""

from __future__ import annotations

from collections.abc import Container, Mapping

from tracker.extract.count import SINGLE
from tracker.extract.frames import Governed
from tracker.extract.marks import Item
from tracker.extract.tokens import Token

SOFT = frozenset({"WORD", "NAME", "OF", "PREP", "DET", "PERSON", "THING", "NUMBER", "LIGHT", "TO", "MOST", "ARTICLE"})


def is_verbal(item: Item) -> bool:
    return (item.outcome is not None and item.label not in ("SELF", "HELD")) or item.label in ("BE", "HAVE", "REL")


def may_hold(whole: Item, part: Item) -> bool:
    """Whether a part fits into a whole: "dozens died, at least 31 of them in the fire" it does."""
    vague = whole.count is not None and whole.count.number.vague and whole.count.number.high is None
    return vague or least(whole) >= least(part)


def least(item: Item) -> int:
    return item.count.number.point if item.count is not None else 0


def count_before(counts: list[int], at: int) -> int | None:
    left = [n for n in counts if n < at]
    return left[-1] if left else None


def head_of_list(counts: list[int], parents: dict[int, int], at: int) -> int | None:
    """The count a subset belongs to: the nearest before it that is not itself part of the same breakdown."""
    n = count_before(counts, at)
    while n is not None and n in parents and parents[n] >= 0:
        n = parents[n]
    return n


def follows_count(items: list[Item], at: int) -> bool:
    return at > 0 and items[at - 1].label == "COUNT"


def list_after(items: list[Item], counts: list[int], at: int, mixed: bool = False) -> list[int]:
    """The counts of the list that starts behind `at`: "84 children and 35 women"."""
    members: list[int] = []
    gap = 0
    for n in range(at + 1, len(items)):
        if n in counts:
            members.append(n)
            gap = 0
            continue
        label = items[n].label
        if mixed and members and members[-1] == n - 1 and items[n].form in ("ED", "ADJ"):
            continue  # "casualties, including 50 killed and 80 injured"
        named = items[n + 1 : n + 2] if label == "BE" and items[at].label == "OFGROUP" else []
        if members and members[-1] == n - 1 and named and named[0].label in ("PERSON", "NAME"):
            continue  # "among the missing 1,500 are Georgians, 200 are Abkhazians"
        if members and label not in ("AND", "MARK", "DET", "LIGHT"):
            if label in ("WORD", "NAME", "PREP", "PERSON") and gap < 4:
                gap += 1
                continue
            break
        if not members and ((label not in SOFT and label not in ("BE", "MARK", "LIGHT")) or gap > 4):
            break
        if items[n].outcome is not None:
            break
        gap += 1
    return members


_OPENS_A_CLAUSE = frozenset({"while", "whilst", "whereas", "but", "although", "though"})


def begins_anew(toks: list[Token], items: list[Item], at: int, member: int) -> bool:
    """Whether a clause of its own begins between item `at` and a count behind it: "68 were hurt, among them four children,
    while 18 were missing"."""
    between = range(items[at].last, items[member].first)
    return any(toks[n].low in _OPENS_A_CLAUSE for n in between)


def kinds_behind(items: list[Item], counts: list[int], governed: Mapping[int, Governed], n: int) -> list[int]:
    """The counts that "13 of whom were children and seven women" goes on with behind the first: parts of the same whole."""
    at = n + 1
    while at < len(items) and items[at].label in ("BE", "LIGHT", "DET", "NAME", "WORD") and at - n < BESIDE:
        at += 1
    if at >= len(items) or items[at].label != "PERSON":
        return []
    members: list[int] = []
    at += 1
    while at < len(items):
        while at < len(items) and items[at].label in ("AND", "MARK", "DET", "LIGHT"):
            at += 1
        if (
            at not in counts
            or items[at - 1].label not in ("AND", "MARK", "DET", "LIGHT")
            or items[at].label != "COUNT"
        ):
            break
        if at + 1 < len(items) and items[at + 1].label == "BE":
            break  # "five of the dead were gunmen, four were bystanders"
        own = governed.get(at)
        if own is not None and own.governor > n and not any(i.label == "MARK" for i in items[at : own.governor]):
            return []  # "five of whom were children and 40 people were hurt"
        members.append(at)
        at += 1
    return members


BESIDE = 5  # items between "13 of whom" and "children"
OPENING = 2  # items before "included" in "This included"
TAKES_UP = frozenset("this these that those they it also the figure figures number numbers".split())


def all_behind(toks: list[Token], items: list[Item], counts: list[int], at: int) -> list[int]:
    """ "This included 71 killed and 437 injured in Orlan and 331 killed in Vesk": all of them are parts."""
    if at > OPENING or items[at].label != "INCLUDING" or not {t.low for t in toks[: items[at].first]} <= TAKES_UP:
        return []
    plural = [n for n in counts if n > at and (count := items[n].count) is not None and count.kind != SINGLE]
    return [n for n in plural if not begins_anew(toks, items, at, n)]


def list_start(toks: list[Token], items: list[Item], counts: list[int], governed: Container[int], n: int) -> int:
    """The first count of the list that ends with count `n`: "24 children and 42 women", "12 soldiers, a child and a nun"."""
    joined = False
    for m in reversed([k for k in counts if k < n]):
        between = items[m + 1 : n]
        if not between or any(item.label not in ("AND", "MARK", "DET", "LIGHT") for item in between):
            break
        comma = [toks[item.first].text for item in between] == [","]
        goes_on = joined and comma and m not in governed
        if not goes_on and not any(item.label == "AND" for item in between):
            break
        joined = True
        n = m
    return n
