"""Values that keep what was said and no more: partial dates, quantities with their hedge, spans, ids from content."""

from __future__ import annotations

import ast
import calendar
import hashlib
import re
from dataclasses import dataclass
from datetime import date

from tracker.model.vocabulary import Qualifier, SpanKind, Unit


def content_id(prefix: str, *parts: object) -> str:
    """A short id derived from content: the same parts give the same id on every machine."""
    digest = hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as precise as the words were and no more: "2011", "2003-03", "2023-11-16"."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if not 1 <= self.year <= 9999:
            raise ValueError(f"not a year: {self.year}")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The inverse of `str()`. Raises ValueError for anything that is not an ISO year, month or day."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if found is None:
            raise ValueError(f"not an ISO date, month or year: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The full-precision partial date of a calendar day."""
        return cls(day.year, day.month, day.day)

    def first(self) -> date:
        """The earliest calendar day the words allow."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest calendar day the words allow."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> bool:
        """True when the words name one day."""
        return self.day is not None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, with what the words allow on both sides and the hedge word for word.

    low, high   inclusive bounds; None where the words set none
    qualifier   the class of the hedge
    hedge       the hedge as written ("at least", "dozens"), empty when there is none
    unit        persons or households

    `str()` and `parse()` are inverses.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier = Qualifier.EXACT
    hedge: str = ""
    unit: Unit = Unit.PERSON

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs at least one bound; a missing figure is no quantity")
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            raise ValueError("a count of people is never negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds are crossed: {self.low}..{self.high}")

    def __str__(self) -> str:
        bounds = f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}"
        tail = f" {self.hedge!r}" if self.hedge else ""
        return f"{bounds} {self.qualifier} {self.unit}{tail}"

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """The inverse of `str()`. Raises ValueError for anything else."""
        found = re.fullmatch(r"([0-9]*)\.\.([0-9]*) ([a-z_]+) ([a-z]+)(?: (['\"].*))?", text, re.DOTALL)
        if found is None:
            raise ValueError(f"not a quantity: {text!r}")
        low, high, qualifier, unit, hedge = found.groups()

        return cls(
            int(low) if low else None,
            int(high) if high else None,
            Qualifier(qualifier),
            ast.literal_eval(hedge) if hedge else "",
            Unit(unit),
        )

    @property
    def point(self) -> int:
        """The number that was printed: the one bound there is, or the lower bound of a range."""
        value = self.low if self.low is not None else self.high
        assert value is not None
        return value

    @property
    def exact(self) -> bool:
        """True when both bounds are the same number."""
        return self.low is not None and self.low == self.high

    def agrees(self, other: Quantity) -> bool:
        """True when some number satisfies both: "more than 11,000" does not contradict 11,517."""
        low = max(self.low or 0, other.low or 0)
        high = min((q.high for q in (self, other) if q.high is not None), default=None)
        return self.unit == other.unit and (high is None or low <= high)

    @property
    def slack(self) -> int:
        """How far the truth may lie from a bare printed number: half of the place it was rounded to, at most 5%.

        34,000 may be rounded from anything within 500 of it, and "about 30" from anything within 1; 34,049, a
        number below 1,000 without a hedge, and a bound ("more than 34,000") say what they say.
        """
        number = self.low
        if number is None or number != self.high or number % 10 or number == 0:
            return 0
        if self.qualifier is Qualifier.EXACT:
            if number < 1000 or number % 100:
                return 0
        elif self.qualifier is not Qualifier.ABOUT:
            return 0
        step = 10
        while number % (step * 10) == 0:
            step *= 10
        return min(step // 2, number // 20)

    def echoes(self, other: Quantity) -> bool:
        """True when the two may be one count told with other hedges or rounder numbers: 34,000 for 34,049."""
        if self.unit is not other.unit:
            return False
        mine, theirs = self.slack, other.slack
        low = max((self.low or 0) - mine, (other.low or 0) - theirs)
        if self.high is not None and low > self.high + mine:
            return False
        return other.high is None or low <= other.high + theirs

    @property
    def sharpness(self) -> tuple[float, int]:
        """Smaller where the words say more: a full number, then a rounder one, then a range, then a lone bound."""
        width = float("inf") if self.high is None else float(self.high - (self.low or 0) + 2 * self.slack)
        return width, -(self.low or 0)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text, in Unicode code points, that carries one part of a claim."""

    kind: SpanKind
    start: int
    end: int
