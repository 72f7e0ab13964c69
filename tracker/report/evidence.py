"""Does a figure stand in a quote? A second reading of the words, made apart from the extractor.

The report prints a figure only when its number can be found in the quote that is stored with it: in digits
("11,517", "940 000", "1.2 million", "160-165 thousand") or in English number words ("twenty-one", "two dozen",
"half a million"). Vague words ("dozens") are printed as they are and no number is made of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from tracker.model import ArticleKind, Claim, Qualifier, Quantity, Statement
from tracker.report.printed import clean

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate((_UNITS + " seventeen eighteen nineteen").split())}
_SMALL |= {word: 10 * (n + 2) for n, word in enumerate(_TENS.split())}
_SMALL |= {"a": 1, "an": 1, "no": 0, "none": 0, "nobody": 0, "couple": 2, "both": 2, "single": 1, "pair": 2}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
_TIMES |= {"dozen": 12, "score": 20, "k": 1000, "mln": 10**6, "m": 10**6}

_NUMBER = r"[0-9]{1,3}(?:[,.'’ \u00a0\u2009\u202f][0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)?"
_DIGITS = re.compile(rf"(?<![0-9])({_NUMBER})(?:\s?(?:-|–|—|to|and|or)\s?({_NUMBER}))?(?:[\s-]?([a-z]+))?")

_PARTED = re.compile(r"^[,.'’ \u00a0\u2009\u202f]?[0-9]")  # digits that may belong to the number beside them


def shows(quantity: Quantity, quote: str) -> bool:
    """True when every bound of the quantity can be read again in the quote, or its vague words stand there."""
    if says(quantity, quote):
        return True
    return tells(bounds(quantity), quote)


def tells(values: Collection[float], quote: str) -> bool:
    """True when each of the numbers can be read again in the words."""
    return all(_stands(value, quote) for value in values) or set(values) <= numbers(quote)


def _stands(value: float, quote: str) -> bool:
    """True when the number stands in the words as it is usually written, with no digits about it: the quick answer."""
    written = f"{value:,}"
    at = quote.find(written)
    if at < 0:
        return False
    before, after = quote[max(0, at - 2) : at], quote[at + len(written) :][:2]
    return _PARTED.search(before[::-1]) is None and _PARTED.search(after) is None


def says(quantity: Quantity, quote: str) -> bool:
    """True when a vague quantity's own words ("dozens") stand in the quote."""
    words = clean(quantity.hedge).lower()
    return quantity.qualifier is Qualifier.VAGUE and bool(words) and words in clean(quote, 20_000).lower()


def bounds(quantity: Quantity) -> frozenset[int]:
    """The numbers that a quantity is printed with."""
    return frozenset(value for value in (quantity.low, quantity.high) if value is not None)


def proof(statement: Statement, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims of a statement whose quotes show its figure; articles first, then notes, then table rows."""
    order = [ArticleKind.ARTICLE, ArticleKind.NOTE, ArticleKind.TABLE_ROW]
    found = [claims[name] for name in statement.claims if name in claims]
    good = [claim for claim in found if shows(statement.quantity, claim.quote)]
    return tuple(sorted(good, key=lambda claim: order.index(claim.kind)))


@lru_cache(maxsize=1 << 17)
def numbers(quote: str) -> frozenset[int]:
    """Every whole number that can be read in the words, generously: 12.345 counts as 12,345 as well."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and c.isdecimal() else c for c in quote).lower()
    return frozenset(_from_digits(plain)) | frozenset(_from_words(plain))


def _from_digits(words: str) -> Iterable[int]:
    for found in _DIGITS.finditer(words):
        first, second, after = found.groups()
        times = _TIMES.get((after or "").removesuffix("s"), 1)
        for piece in (first, second):
            if piece is None:
                continue
            yield from _whole(piece, 1)
            yield from _whole(piece, times)


def _whole(piece: str, times: int) -> Iterable[int]:
    if re.fullmatch(r"[0-9]{1,3}(?:[^0-9][0-9]{3})+", piece):
        yield int(re.sub(r"[^0-9]", "", piece)) * times
    if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", piece):
        head, _, tail = piece.replace(",", ".").partition(".")
        value = int(head + tail) * times
        if value % 10 ** len(tail) == 0:
            yield value // 10 ** len(tail)


def _from_words(words: str) -> Iterable[int]:
    tokens = re.findall(r"[a-z]+", words.replace("half a ", "half "))
    for start in range(len(tokens)):
        yield from _run(tokens[start : start + 10])


def _run(tokens: list[str]) -> Iterable[int]:
    total, part, seen = 0.0, 0.0, False
    for word in tokens:
        if word == "and" and seen:
            continue
        if word == "half":
            part, seen = part + 0.5, True
        elif word in _SMALL:
            part, seen = part + _SMALL[word], True
        elif word in _TIMES and seen:
            times = _TIMES[word]
            if times in {100, 12, 20}:
                part *= times
            else:
                total, part = total + part * times, 0.0
        else:
            return
        value = total + part
        if seen and value == int(value):
            yield int(value)
