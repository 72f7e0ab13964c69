"""One sentence, marked: its items, its time expressions, who says what in it, and the counts that carry an outcome."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from tracker.extract.among_whom import complete as among_whom
from tracker.extract.attribution import attributions, may_name
from tracker.extract.counts import find_counts
from tracker.extract.date_patterns import MONTHS
from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.gate import may_tell, may_tell_itself, words_of
from tracker.extract.holding import complete as holding
from tracker.extract.marks import Item, mark
from tracker.extract.noun_phrases import named_today
from tracker.extract.speech import Attribution
from tracker.extract.structure import Found, relate, spoken_of, strip_asides
from tracker.extract.to_death import complete as to_death
from tracker.extract.tokens import Token, tokens
from tracker.extract.years import Years
from tracker.lexicon.guarded import Guarded
from tracker.model import (
    Outcome,
)

STILL_SPOKEN_OF = 4  # sentences after which "one of them" is no more of those who were killed
MOST_TOKENS = 320  # more than any newspaper prints between two full stops: such a stretch is no sentence
NUMBERED = (
    "a an one two three four five six seven eight nine ten eleven twelve twenty thirty forty fourty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions dozen dozens scores several few couple no nobody "
    "none without another tens half zero any other casualties injuries"
).split()
HAS_NUMBER = Guarded(rf"[0-9]|\b(?:\w+teen|{'|'.join(NUMBERED)})\b", re.IGNORECASE)
NUMBER_WORDS = frozenset(NUMBERED)
ANY_DIGIT = re.compile(r"[0-9]")
DIGIT = re.compile(r"[^\W_a-zA-Z]")  # any digit, and letters that no English word has

DAY_WORDS = frozenset(MONTHS) | frozenset(
    (
        "today tonight yesterday overnight night morning afternoon evening day days week weeks month months year years hour "
        "hours weekend summer winter spring autumn decade decades monday tuesday wednesday thursday friday saturday sunday "
        "mon tues wed thurs fri sat sun eve christmas"
    ).split()
)


def _may_hold_a_day(words: list[str], text: str) -> bool:
    """The same question asked of the bare words, which may say yes too often: it spares cutting a sentence up."""
    return not DAY_WORDS.isdisjoint(words) or DIGIT.search(text) is not None


def _may_name_a_day(toks: list[Token]) -> bool:
    """False where no word of the sentence could be part of a time expression."""
    return not DAY_WORDS.isdisjoint([t.low for t in toks]) or any(
        t.text[0].isdigit() or t.low.removeprefix("mid-").rstrip(".") in MONTHS for t in toks
    )


class Sentence:
    """One sentence. What reading it needs is marked when it is first asked for: most sentences are never asked.

    before    the sentence before it in the body of the text
    parted    whether a blank line stands between the two
    quotes_on whether each paragraph between the two and its own opens with a quotation mark
    may_tell  False where no count of the sentence can have an outcome
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        ordinal: int,
        paragraph: int,
        parted: bool,
        quotes_on: bool,
        before: Sentence | None,
        published: date | None,
        known: list[date],
        dateline: tuple[int, int] = (0, 0),
        years: Years | None = None,
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.ordinal, self.paragraph, self.before = ordinal, paragraph, before
        self.parted, self.quotes_on = parted, quotes_on
        self._published, self._known, self._dateline = published, known, dateline
        self._years = years
        self.words = words_of(text[start:end])
        self.may_tell = may_tell(self.words)
        self._toks: list[Token] | None = None
        self._dates: list[TimeExpression] | None = None
        self._items: list[Item] | None = None
        self._said: list[Attribution] | None = None
        self._found: list[Found] = []
        self._sought = False
        self._numbered: bool | None = None

    @property
    def toks(self) -> list[Token]:
        if self._toks is None:
            self._toks = tokens(self.text, self.start, self.end)
        return self._toks

    @property
    def dates(self) -> list[TimeExpression]:
        """Its time expressions, in order, without the day of a dateline."""
        first, last = self._dateline
        if self.start >= last:
            return self._expressions()
        return [d for d in self._expressions() if not (d.start < last and first < d.end)]

    def _expressions(self) -> list[TimeExpression]:
        if self._dates is None:
            may = _may_hold_a_day(self.words, self.text[self.start : self.end]) and _may_name_a_day(self.toks)
            named = expressions(self.text, self.start, self.end, self._published, self._known) if may else []
            self._dates = self._years.complete(named) if named and self._years is not None else named
        return self._dates

    @property
    def items(self) -> list[Item]:
        """Its marked items, with numbers folded into counts."""
        if self._items is None:
            self._read()
        assert self._items is not None
        return self._items

    @property
    def found(self) -> list[Found]:
        """Its counts that carry an outcome, in order."""
        if not self._sought:
            self._sought = True
            if self._items is None and self.may_count and (self._tells_itself or previous_outcome(self) is not None):
                self._read()
        return self._found

    @property
    def may_count(self) -> bool:
        """False where it cannot hold a count of an outcome."""
        return self.may_tell and self._has_number()

    @cached_property
    def _tells_itself(self) -> bool:
        return may_tell_itself(self.words)

    @property
    def counted(self) -> bool:
        """Whether it holds a count and a word for an outcome, read or not."""
        if not self.may_count or (self._items is None and not self._tells_itself):
            return False
        return any(i.label == "COUNT" for i in self.items) and any(i.outcome for i in self.items)

    @property
    def said(self) -> list[Attribution]:
        """Who says what in it."""
        if self._said is None and not may_name(self.words, self.text, self.start, self.end):
            self._said = []
        if self._said is None:
            days = (n for first, last in self._dated() for n in range(first, last))
            dated = frozenset(n for n in days if not named_today(self.toks, n))
            self._said = attributions(self.text, self.toks, self.items, self.start, self.end, dated)
        return self._said

    def _has_number(self) -> bool:
        if self._numbered is None:
            # The pattern is long to look for: a digit tells at once, and without a word of it there is nothing to find.
            self._numbered = ANY_DIGIT.search(self.text, self.start, self.end) is not None or (
                (not NUMBER_WORDS.isdisjoint(self.words) or any(word.endswith("teen") for word in self.words))
                and HAS_NUMBER.search(self.text, self.start, self.end) is not None
            )
        return self._numbered

    def _dated(self) -> list[tuple[int, int]]:
        """The tokens of its time expressions."""
        ranges = []
        for expression in self._expressions():
            first = next((n for n, t in enumerate(self.toks) if t.end > expression.start), 0)
            last = next((n for n, t in enumerate(self.toks) if t.start >= expression.end), len(self.toks))
            ranges.append((first, last))
        return ranges

    def _read(self) -> None:
        toks = self.toks
        items = mark(toks)
        lows = {t.low for t in toks}
        to_death(toks, items, lows)
        among_whom(toks, items, lows)
        holding(toks, items, lows)
        if len(toks) <= MOST_TOKENS and self._has_number():
            items = strip_asides(toks, find_counts(toks, items, self._dated()), lows)
            if any(item.label in ("COUNT", "SELF", "HELD") for item in items):
                self._found = relate(toks, items, previous_outcome(self) if self.may_tell else None)
        self._items = items


def previous_outcome(sentence: Sentence) -> Outcome | None:
    """The outcome spoken of last before the sentence: of its last claim, or of people told without a count."""
    before = sentence.before
    while before is not None and sentence.ordinal - before.ordinal <= STILL_SPOKEN_OF:
        if before.may_tell:
            outcome = before.found[-1].outcome if before.found else spoken_of(before.items)
            if outcome is not None:
                return outcome
        before = before.before
    return None
