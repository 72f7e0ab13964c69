"""Named rules that turn hedge words into bounds. The record keeps the words; a rule says what is made of them.

Conventions differ by up to nine times for one word ("hundreds" is 100 to one data set and 200 to 900 to another), so
that a comparison always says by which rule it was made.

Sources: `words` is this program's own contract of a claim (docs/methodology.md). `acled` follows the ACLED codebook on
vague reports (tens 10, dozens 12, hundreds 100), and takes a reported figure as the number that was printed.
`wikimpacts` follows the guidelines of the Wikimpacts project as given in https://github.com/VUB-HYDR/Wikimpacts/pull/19.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from tracker.model import HedgeRule, Qualifier, Quantity

_SCALES = {
    "hundreds of thousands": 100_000,
    "tens of thousands": 10_000,
    "millions": 1_000_000,
    "thousands": 1_000,
    "hundreds": 100,
    "dozens": 12,
    "scores": 20,
    "tens": 10,
}
_FEW = {"few": (2, 6), "several": (2, 6), "couple": (2, 3), "many": (20, 60)}
_ROUGHLY = re.compile(r"\b(?:nearly|almost|close to|about|around|approximately|roughly|some)\b|~", re.IGNORECASE)


def bounds_by(rule: HedgeRule, quantity: Quantity) -> Quantity:
    """The quantity with the bounds that a rule gives its words; hedge, class of the hedge and unit stay."""
    return quantity if rule is HedgeRule.WORDS else _RULES[rule](quantity)


@lru_cache(maxsize=65536)
def _acled(quantity: Quantity) -> Quantity:
    number = quantity.point
    if quantity.qualifier is Qualifier.VAGUE:
        number = _scale(quantity.hedge) or number
    return replace(quantity, low=number, high=number)


@lru_cache(maxsize=65536)
def _wikimpacts(quantity: Quantity) -> Quantity:
    """For a number n with the scale s of its first digit d (700: 100 and 7; 640: 100 and 6):

    more than: n + 1 to (d + 1) s - 1; at least: n to (d + 1) s - 1; fewer than: down by one scale to n - 1;
    up to: d s to n; about, nearly: n less and plus 5 percent; "hundreds": 2 s to 9 s; a few 2 to 6; a couple 2 to 3.
    """
    number = quantity.point
    scale = 10 ** (len(str(number)) - 1)
    head = number // scale
    match quantity.qualifier:
        case Qualifier.VAGUE:
            low, high = _vague(quantity.hedge, number)
        case Qualifier.MORE_THAN:
            low, high = number + 1, max((head + 1) * scale - 1, number + 1)
        case Qualifier.AT_LEAST:
            low, high = number, (head + 1) * scale - 1
        case Qualifier.LESS_THAN if number and not _ROUGHLY.search(quantity.hedge):
            low, high = min(head * scale - (number == head * scale) * scale + 1, number - 1), number - 1
        case Qualifier.UP_TO:
            low, high = head * scale, number
        case Qualifier.ABOUT | Qualifier.LESS_THAN:
            low, high = -(-number * 95 // 100), number * 105 // 100
        case _:
            return quantity
    return replace(quantity, low=low, high=high)


def _vague(hedge: str, number: int) -> tuple[int, int]:
    scale = _scale(hedge)
    if scale:
        return 2 * scale, 9 * scale
    unit = next((10**power for word, power in _UNITS.items() if _has(hedge, word)), 1)
    unit = 12 if _has(hedge, "dozen") else unit
    span = next((span for word, span in _FEW.items() if _has(hedge, word)), None)
    return (span[0] * unit, span[1] * unit) if span else (number, number)


_UNITS = {"hundred": 2, "thousand": 3, "million": 6}


def _scale(hedge: str) -> int:
    return next((scale for word, scale in _SCALES.items() if _has(hedge, word)), 0)


def _has(words: str, word: str) -> bool:
    return re.search(rf"\b{word}\b", words, re.IGNORECASE) is not None


_RULES: dict[HedgeRule, Callable[[Quantity], Quantity]] = {
    HedgeRule.ACLED: _acled,
    HedgeRule.WIKIMPACTS: _wikimpacts,
}
