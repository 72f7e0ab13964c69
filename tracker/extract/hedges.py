"""Hedges before and after a number, and what they make of its bounds."""

from __future__ import annotations

from dataclasses import replace

from tracker.extract.number_words import number_words
from tracker.extract.numbers import GREATEST, Number, cardinal
from tracker.extract.tokens import Token
from tracker.model import Qualifier

LEANING = frozenset(
    "stood stand stands standing bent leaned crouched knelt hovered flew watched presided wept".split()
)
GOES = frozenset(["gone", "went", "goes", "going", "climbed", "moved", "shot", "inched"])
PLAIN = {
    ("a", "total", "of"),
    ("total", "of"),
    ("an", "additional"),
    ("additional",),
    ("a", "further"),
    ("further",),
    ("another",),
    ("a", "staggering"),
    ("a", "whopping"),
    ("an", "astonishing"),
}

QUOTES = frozenset("\"'“‘")
AFTER_MORE = frozenset("were are was have had died in at on by of , . ; ) killed dead injured wounded".split())
ABBREVIATED = frozenset({"approx", "ca", "est", "appr"})  # with a full stop: "approx. 712,610"


def hedged(toks: list[Token], number: Number) -> Number:
    """The number with the hedge that stands before or after it; its bounds follow claims.md."""
    words = number_words()
    at = number.first
    skipped = at
    low = toks[at - 1].low if at else ""
    if low in words.between:
        for parts in words.between[low]:
            if tuple(t.low for t in toks[max(0, at - len(parts)) : at]) == parts:
                skipped = at - len(parts)
                break
    if low == "." and at > 1 and toks[at - 2].low in ABBREVIATED and toks[at - 2].end == toks[at - 1].start:
        return _apply(toks, number, Qualifier.ABOUT, at - 2, number.last)
    if low in QUOTES and at > 1:
        skipped = at - 1  # 'around "2,000 people" were arrested'
    for stop in (at, skipped):
        if stop == 0:
            continue
        for parts, qualifier in words.before.get(toks[stop - 1].low, ()):
            begin = stop - len(parts)
            if begin >= 0 and tuple(t.low for t in toks[begin:stop]) == parts:
                if (
                    parts == ("under",)
                    and number.core > 0
                    and begin > 0
                    and toks[begin - 1].low in ("children", "those", "people", "age")
                ):
                    continue
                if parts == ("over",) and begin > 0 and toks[begin - 1].low in LEANING:
                    continue  # "stood over three bodies"
                if parts == ("up", "to") and begin > 0 and toks[begin - 1].low in GOES:
                    continue  # "the toll has gone up to 321" is no bound
                return _apply(toks, number, qualifier, begin, number.last)
        if stop == skipped:
            break
    if number.core_end < len(toks):
        tail = toks[number.core_end]
        if tail.low == "+" and tail.start == toks[number.core_end - 1].end:
            return _apply(toks, number, Qualifier.MORE_THAN, number.first, number.last + 1)
        for parts, qualifier in words.after.get(tail.low, ()):
            stop = number.core_end + len(parts)
            if tuple(t.low for t in toks[number.core_end : stop]) == parts:
                return _apply(toks, number, qualifier, number.first, stop)
        if _or_more(toks, number.core_end):
            return replace(_apply(toks, number, Qualifier.AT_LEAST, number.first, number.last), hedge="or more")
    if skipped < at and low not in QUOTES and tuple(t.low for t in toks[skipped:at]) in PLAIN:
        number.first = skipped  # "a total of 512", "a further 40": no hedge, and one expression all the same
    if number.qualifier is Qualifier.RANGE or number.vague:
        return number
    return _between(toks, number)


def _or_more(toks: list[Token], at: int) -> bool:
    """ "17 people or more were killed": the bound stands behind the noun, and no noun of its own behind it."""
    for stop in range(at + 1, min(at + 3, len(toks) - 2)):
        if (toks[stop].low, toks[stop + 1].low) == ("or", "more"):
            return toks[stop + 2].low in AFTER_MORE and all(t.text.isalpha() for t in toks[at:stop])
    return False


def _between(toks: list[Token], number: Number) -> Number:
    """ "between 50 and 100", "from 20 to 30": a range whose first number is this one."""
    at, nxt = number.first, number.last
    if (
        (
            (at and toks[at - 1].low in ("between", "ranging", "from"))
            or (at > 1 and toks[at - 2].low in ("between", "from"))
        )
        and nxt + 1 < len(toks)
        and toks[nxt].low == "and"
    ):
        second = cardinal(toks, nxt + 1)
        if second and number.low is not None and number.low < second[0] <= GREATEST and second[0] == int(second[0]):
            low = number.low
            scales = number_words().scales
            if toks[second[1] - 1].low in scales and toks[nxt - 1].low not in scales and low < 1000:
                low *= scales[toks[second[1] - 1].low]
            first = at - 1 if toks[at - 1].low in ("between", "from") else at - 2
            return Number(low, int(second[0]), Qualifier.RANGE, first, second[1], number.core, second[1])
    return number


def _apply(toks: list[Token], number: Number, qualifier: Qualifier, first: int, last: int) -> Number:
    """The number under a hedge. A vague size keeps its own class: "at least dozens" is still dozens."""
    value = number.low if number.low is not None else number.high
    low, high, kind = number.low, number.high, qualifier
    if number.vague:
        if qualifier is Qualifier.LESS_THAN or qualifier is Qualifier.UP_TO:
            low, high = None, value
        else:
            kind = Qualifier.VAGUE
    elif (
        number.qualifier is Qualifier.RANGE and qualifier is not Qualifier.ABOUT
    ) or number.qualifier is Qualifier.RANGE:
        kind = Qualifier.RANGE
    elif qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        low, high = value, None
    elif qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
        low, high = None, value
    hedge = " ".join(t.text for t in toks[first : number.first]) or " ".join(t.text for t in toks[number.last : last])
    return Number(
        low,
        high,
        kind,
        min(first, number.first),
        max(last, number.last),
        number.core,
        number.core_end,
        hedge,
        number.vague,
        number.worded,
    )
