"""One sentence, marked: its items, its time expressions, who says what in it, and the counts that carry an outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.extract.attribution import attributions
from tracker.extract.counts import find_counts
from tracker.extract.date_patterns import MONTHS
from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.marks import Item, mark
from tracker.extract.structure import Found, relate, strip_asides
from tracker.extract.telling import Attribution
from tracker.extract.tokens import Token, tokens
from tracker.model import (
    Outcome,
)

MOST_TOKENS = 320  # more than any newspaper prints between two full stops: such a stretch is no sentence
HAS_NUMBER = re.compile(
    (
        r"[0-9]|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
        r"fou?rty|fifty|sixty|seventy|eighty|"
        r"ninety|hundreds?|thousands?|millions?|dozens?|scores|several|few|couple|no|nobody|none|without|"
        r"another|tens|half|zero|any|other|casualties|injuries)\b"
    ),
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sentence:
    """One sentence, marked: all that reading it needs."""

    start: int
    end: int
    ordinal: int
    paragraph: int
    toks: list[Token]
    items: list[Item]
    dates: list[TimeExpression]
    said: list[Attribution]
    found: list[Found]


DAY_WORDS = frozenset(MONTHS) | frozenset(
    (
        "today tonight yesterday overnight night morning afternoon evening day days week weeks month months year years hour "
        "hours weekend summer winter spring autumn decade decades monday tuesday wednesday thursday friday saturday sunday "
        "mon tues wed thurs fri sat sun eve christmas"
    ).split()
)


def _may_name_a_day(toks: list[Token]) -> bool:
    """False where no word of the sentence could be part of a time expression."""
    return any(
        t.low in DAY_WORDS or t.text[0].isdigit() or t.low.removeprefix("mid-").rstrip(".") in MONTHS for t in toks
    )


def mark_sentence(
    text: str,
    start: int,
    end: int,
    ordinal: int,
    paragraph: int,
    published: date | None,
    known: list[date],
    previous: Outcome | None,
) -> Sentence:
    toks = tokens(text, start, end)
    dates = expressions(text, start, end, published, known) if _may_name_a_day(toks) else []
    ranges = []
    for expression in dates:
        first = next((n for n, t in enumerate(toks) if t.end > expression.start), 0)
        last = next((n for n, t in enumerate(toks) if t.start >= expression.end), len(toks))
        ranges.append((first, last))
    items = mark(toks)
    found: list[Found] = []
    if len(toks) <= MOST_TOKENS and HAS_NUMBER.search(text, start, end):
        items = strip_asides(toks, find_counts(toks, items, ranges))
        if any(item.label in ("COUNT", "SELF", "HELD") for item in items):
            found = relate(toks, items, previous)
    dated = frozenset(n for first, last in ranges for n in range(first, last))
    said = attributions(text, toks, items, start, end, dated)
    return Sentence(start, end, ordinal, paragraph, toks, items, dates, said, found)
