"""What the report puts on paper, part by part, so that every number in it can be traced.

A `Text` is a tuple of parts. Literal words carry no digits (`text()` refuses them); whatever holds a digit is
one of the named parts, which say where the digit comes from:

Printed   a figure, with the claims behind it, or with the figures and days it was worked out from
Day       a date
Quoted    words cut from the quote of one claim
Named     a name, title, address or id, from the configuration or from an article's own fields
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tracker.model import PartialDate
from tracker.report.catalogue import word


class How(StrEnum):
    """How a printed number came to be."""

    STATED = "stated"  # it stands in the quote of a claim
    DIFFERENCE = "difference"  # the second input less the first, persons
    RATIO = "ratio"  # the second input over the first
    PART = "part"  # what one cause accounts for of the difference of the two inputs
    AGE = "age"  # days from the first day to the second
    COUNT = "count"  # how many records are named in `counted`


@dataclass(frozen=True, slots=True)
class Printed:
    """A number on paper, word for word, with what stands behind it.

    text      as printed, hedge included ("at least 11,517"); without a digit where the source gave none ("dozens")
    values    the numbers in it, in order: persons, days or a ratio
    claims    ids of the claims whose quotes carry it (STATED), or of those behind its inputs
    inputs    DIFFERENCE, RATIO and PART: the two stated figures it is worked out from, left then right
    siblings  PART: the amounts of the other causes; with its own they add up to the difference
    days      AGE: the two days
    counted   COUNT: the ids of the records that were counted
    """

    text: str
    values: tuple[float, ...]
    how: How
    claims: tuple[str, ...] = ()
    inputs: tuple[Printed, ...] = ()
    siblings: tuple[float, ...] = ()
    days: tuple[date, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A date in words, as precise as it is known."""

    text: str
    day: PartialDate


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words cut from the quote of one claim; an ellipsis marks what was left out."""

    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name, title, address or id that came from outside or from the configuration, made safe to show."""

    text: str
    url: str = ""


Part = str | Printed | Day | Quoted | Named
Text = tuple[Part, ...]


def text(*parts: Part) -> Text:
    """Parts as one text. Raises ValueError when literal words hold a digit: a number needs its evidence."""
    for part in parts:
        if isinstance(part, str) and any(letter.isdigit() for letter in part):
            raise ValueError(f"a literal holds a digit and has no evidence: {part!r}")
    return tuple(part for part in parts if part != "")


def plain(words: Text) -> str:
    """The text as one string."""
    return "".join(part if isinstance(part, str) else part.text for part in words)


def joined(items: list[Text], between: str = "", last: str = "") -> Text:
    """Several texts as a list in one sentence: "a, b and c", or with other words between them."""
    between, last = between or word("list.comma"), last or word("list.and")
    out: list[Part] = []
    for position, item in enumerate(items):
        if position:
            out.append(last if position == len(items) - 1 else between)
        out.extend(item)
    return text(*out)


@lru_cache(maxsize=1 << 14)
def clean(words: str, limit: int = 200) -> str:
    """Outside words made safe to show on one line: no control or direction marks, single spaces, trimmed.

    Control and format characters (Unicode Cc, Cf, Cs, Co, Cn; among them the overrides that turn text around)
    and line and paragraph separators become spaces, save the joiners that scripts need inside a word.
    """
    kept = []
    for letter in words[: limit * 8]:
        kind = unicodedata.category(letter)
        if kind[0] == "C" and letter not in "‌‍":
            kept.append("" if letter in "­​⁠﻿" else " ")
        else:
            kept.append(" " if kind in {"Zl", "Zp", "Zs"} else letter)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def named(words: str, *, url: str | None = None, limit: int = 80) -> Named:
    """A name from outside, safe to show. Only http and https addresses become links."""
    link = url if url and url.lower().startswith(("http://", "https://")) and not _odd(url) else ""
    return Named(clean(words, limit) or "(no name)", link)


def day_text(day: PartialDate | date) -> Day:
    """A date in words: "3 May 2024", "May 2024" or "2024"."""
    when = PartialDate.of(day) if isinstance(day, date) else day
    words = str(when.year)
    if when.month is not None:
        month = word("months.long").split()[when.month - 1]
        words = word("months.month").format(month=month, year=words)
        if when.day is not None:
            words = word("months.day").format(day=when.day, month=month, year=when.year)
    return Day(words, when)


def grouped(value: int) -> str:
    """A whole number with thousands separators: 11,517."""
    return f"{value:,}".replace("-", "−")


def count(records: tuple[str, ...] | list[str]) -> Printed:
    """How many records there are, with their ids."""
    return Printed(grouped(len(records)), (len(records),), How.COUNT, counted=tuple(records))


def age(since: date, today: date, claims: tuple[str, ...]) -> Printed:
    """Days from `since` to `today`."""
    days = (today - since).days
    return Printed(grouped(days), (days,), How.AGE, claims, days=(since, today))


def walk(record: object) -> Iterator[Part]:
    """Every part of every text inside a record: the report read from end to end.

    A string that is a field by itself (an id, a file name) is no part of a text and is not read.
    """
    waiting: list[Any] = [] if isinstance(record, str) else [record]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Part):
            yield one
        elif isinstance(one, tuple | list):
            waiting.extend(reversed(one))
        else:
            held = [getattr(one, name) for name in getattr(one, "__dataclass_fields__", ())]
            waiting.extend(value for value in reversed(held) if not isinstance(value, str))


def _odd(url: str) -> bool:
    return len(url) > 2000 or any(letter.isspace() or unicodedata.category(letter)[0] == "C" for letter in url)
