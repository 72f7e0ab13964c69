"""What timing a claim needs: the clock of the text so far, and where the claim stands in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tracker.extract.dates import TimeExpression
from tracker.extract.sentence import Sentence
from tracker.extract.time_words import BOUNDARY
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, DateBasis, Outcome, PartialDate

RECENT = 60  # days that news looks back on
DAY_KINDS = frozenset({"day", "weekday", "today", "ago"})


@dataclass(frozen=True, slots=True)
class Told:
    """A time that a sentence names for what it tells, with the place of that sentence in the text.

    first, last   what it covers: one day twice, or the ends of a window
    window        True where it is a stretch of time, so that what it counts is no single event
    """

    first: PartialDate | None
    last: PartialDate | None
    window: bool
    ordinal: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Span:
    """The window that a report is about, and where in the text it is told."""

    told_at: int
    since: PartialDate
    as_of: PartialDate


@dataclass(slots=True)
class Clock:
    """What the sentences so far say of time: the days named, the start of the war.

    published   the day that "Tuesday" and "yesterday" are counted from
    report      the day of the report, as precise as it is known; `report_basis` says who told it
    now         the time that was named last, for the sentences that go on from it
    said        the day that a source was last said to have spoken on
    spoken_on   the days that sources spoke on, each with whose words they were
    lead        the day that the first sentences are about
    moved       the day that a sentence counted back to: "on Friday, a day after the raid killed nine"
    covered     the window that the text says a report covers
    attack      the month or year that the sentence before named, for "that attack" of the next
    remembers   where each time long past of violence was told; bygone: where a day long past was, of whatever else
    headed      the heading of time that the entry of a chronology stands under; chronology is True of such a text
    past        the time long past that the sentence before told violence of, for the counts that go on from it
    old         the month or year of the event that was told last so broadly, for "the attacks that killed 12"
    started     the start of a war or of protests that the text told
    flared      the day on which fighting broke out lately; just_flared where that is the news itself
    blow        True where the first sentences tell one blow: its toll is an event's, however it rises
    since       a start that a sentence without a figure named, for the figure that follows
    blow_sentence, blow_counted     the last sentence that told one blow, and the last that told one with a figure
    tally_sentence                  the last sentence that spoke of many places
    outbreak_sentence               the last sentence that told how the war began
    toll        the most people killed by an event so far
    reviewed        the month or longer that the first sentences count over: what a report looks back on
    running_size    how many the running total told last counts
    story       the sentences of the body, in order, for what is told only further on
    named       the days of what the text names: "massacre" -> the day it was dated with
    """

    published: date | None
    report: PartialDate | None = None
    report_basis: DateBasis = DateBasis.PUBLISHED
    now: Told | None = None
    said: Told | None = None
    spoken_on: list[tuple[PartialDate, str]] = field(default_factory=list)
    lead: PartialDate | None = None
    moved: Told | None = None
    covered: Span | None = None
    attack: Told | None = None
    past: Told | None = None
    remembers: list[tuple[int, Told]] = field(default_factory=list)
    bygone: list[tuple[int, Told]] = field(default_factory=list)
    headed: Told | None = None
    chronology: bool | None = None
    old: Told | None = None
    blow: bool = False
    blow_sentence: int = -9
    blow_counted: int = -9
    tally_sentence: int = -9
    outbreak_sentence: int = -9
    named: dict[str, PartialDate] = field(default_factory=dict)
    since: PartialDate | None = None
    since_sentence: int = -9
    started: PartialDate | None = None
    flared: PartialDate | None = None
    flared_sentence: int = -9
    just_flared: bool = False
    toll: int = 0
    war_since: PartialDate | None = None
    running: Timing | None = None
    running_sentence: int = -1
    running_size: int = 0
    running_paragraph: int = -1
    period: Timing | None = None
    period_sentence: int = -1
    reviewed: Timing | None = None
    reviewed_sentence: int = -1
    story: Sequence[Sentence] = ()

    def goes_on(self, day: PartialDate | None, ordinal: int, paragraph: int) -> None:
        """A figure took the day a source spoke on, or the day named last: the passage about that day goes on."""
        if self.said is not None and self.said.first == day:
            self.said = replace(self.said, ordinal=ordinal)
        recent = self.published is None or day is None or (self.published - day.last()).days <= RECENT
        if self.now is not None and self.now.first == day and recent and self.now.paragraph == paragraph:
            self.now = replace(self.now, ordinal=ordinal)

    def reported(self) -> tuple[PartialDate | None, DateBasis]:
        """The day of the report and how it is known."""
        return self.report, self.report_basis if self.report else DateBasis.NONE


@dataclass(slots=True)
class Timing:
    """The time of one claim, as claims.md encodes it."""

    basis: Basis
    since: PartialDate | None
    as_of: PartialDate | None
    date_basis: DateBasis


@dataclass(slots=True)
class Setting:
    """What timing a claim needs: the sentence's words, where the claim stands, and the expressions around it.

    outlasts   True for a total of which a part has a window of its own: it covers more than that window
    others     where the other counts of the sentence stand
    governed   the claim with the words that govern it, which may stand before the counts that share them
    """

    text: str
    sentence: tuple[int, int]
    claim: tuple[int, int]
    outcome: Outcome
    size: int
    found: list[TimeExpression]
    said: list[tuple[int, int]]
    paragraph: int
    ordinal: int
    clauses: list[tuple[int, int, bool]]
    outlasts: bool = False
    others: Sequence[tuple[int, int]] = ()
    governed: tuple[int, int] = (0, 0)


def clauses_of(
    text: str, start: int, end: int, claims: list[tuple[int, int]], parts: Sequence[int] = ()
) -> list[tuple[int, int, bool]]:
    """The clauses of a sentence whose words of time stand apart, each with whether it holds a count.

    parts   where parts of a total begin that have a window of their own (see `own_windows`)
    """
    cuts = [
        start,
        *sorted({*(m.start() for m in BOUNDARY.finditer(text, start, end)), *parts, *_added(text, claims)}),
        end,
    ]
    return [(a, b, any(a <= c < b for c, _ in claims)) for a, b in pairwise(cuts)]


def _added(text: str, claims: list[tuple[int, int]]) -> Iterator[int]:
    """Where what a toll has grown by begins: "rose to 90 after | 20 were killed on Friday" tells two times."""
    for (_, end), (start, _) in pairwise(claims):
        after = GREW_BY.search(text, end, start)
        if after is not None and GROWN.search(text, max(0, end - GROWTH), after.start()):
            yield after.start()


GROWTH = 60  # code points from the verb of a toll to the end of its figure
GROWN = Guarded(
    r"\b(?:rose|rises?|risen|rising|climb(?:s|ed|ing)?|gr[eo]wn?|grows|increased|pass(?:es|ed|ing)?|exceed(?:s|ed|ing)?|"
    r"surpass(?:es|ed)|topped|reach(?:es|ed)|jumped|mounted|went\s+up|stood|stands)\b",
    re.IGNORECASE,
)
GREW_BY = Guarded(
    r"\b(?:after|when|as|with)\s+(?:at\s+least\s+|about\s+|another\s+|a\s+further\s+|more\s+than\s+)?$", re.IGNORECASE
)


def clause(here: Setting) -> tuple[int, int]:
    """The stretch whose words of time may belong to the claim: its own clause and the clauses without a count."""
    inside = [(a, b) for a, b, _ in here.clauses if a <= here.claim[0] < b]
    return inside[0] if inside else here.sentence


JOINED = Guarded(r",|;|\b(?:and|but|while)\b", re.IGNORECASE)
NEAR = 60  # code points around a claim in which a word of state or of course speaks of it


def nearby(here: Setting, reach: int = NEAR) -> str:
    """The words around a claim, within its clause and short of the next count: the other's "remain" is not its own."""
    first, last = clause(here)
    start, end = here.governed
    before = max((b for _, b in here.others if b <= start), default=first)
    joined = list(JOINED.finditer(here.text, before, start)) if before > first else []
    before = joined[-1].start() if joined else before
    after = min((a for a, _ in here.others if a >= end), default=last)
    return here.text[max(first, before, start - reach) : min(last, after, end + reach)]


def in_clause(here: Setting, expression: TimeExpression) -> bool:
    for a, b, counted in here.clauses:
        if a <= expression.start < b:
            return not counted or a <= here.claim[0] < b
    return True


def distance(expression: TimeExpression, start: int, end: int) -> int:
    if expression.end <= start:
        return (start - expression.end) * 2 if start - expression.end > 40 else start - expression.end
    if expression.start >= end:
        return expression.start - end
    return 0
