"""What the web pages show, before any of it is markup: cards, evidence, shelves. Every digit is in a traced part."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import SpanKind
from tracker.report.chart import Chart
from tracker.report.printed import Named, Printed, Quoted, Text
from tracker.report.tables import Table


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is known of a figure: `label` is a word of the catalogue."""

    label: str
    words: Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote or of the words around it, and which part of the claim it carries; None for none."""

    kind: SpanKind | None
    words: Quoted | Named


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence of one claim.

    claim      its id, by which links find it
    before, pieces, after   its quote, and the words around it in its article; empty where `cells` are given
    cells      the cells of a table's row, as column and value
    language   of the quote, ISO 639-1; empty where unknown
    facts      what was read in the words, and the article they stand in
    """

    claim: str
    before: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    after: tuple[Piece, ...]
    cells: tuple[tuple[Quoted, Piece], ...]
    language: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with all that stands behind it.

    heading   whose figure it is
    figure    the figure; None for a claim that stands in no statement
    history   what was said of the same day in the same series, this statement among it; empty where nothing else was
    """

    id: str
    heading: Text
    figure: Printed | None
    facts: tuple[Fact, ...]
    history: tuple[Text, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of evidence: statements of one conflict and outcome, claimant by claimant; `whose` names them."""

    name: str
    heading: Text
    whose: Text
    about: Text
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure on a small chart, in its units; `hollow` where a bound is open."""

    x: float
    y: float
    hollow: bool


@dataclass(frozen=True, slots=True)
class Spark:
    """A small chart of one series. `joined` are stretches without a silence, `bridged` those over one."""

    alt: Text
    joined: tuple[tuple[Dot, ...], ...]
    bridged: tuple[tuple[Dot, Dot], ...]
    bars: tuple[tuple[Dot, Dot], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The newest figure of one claimant: who, how many, as of when, how old, and how it came to be so."""

    label: Text
    colour: int
    figure: Printed
    day: Text
    age: Text
    spark: Spark
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Hand:
    """The cards of one thing counted. `rest` says how many more claimants `page` has."""

    heading: Text
    cards: tuple[Card, ...]
    rest: Text
    page: str


@dataclass(frozen=True, slots=True)
class ChartOnPage:
    """A chart with its words, and the figures of it as a table where they are stated ones."""

    chart: Chart
    caption: Text
    figures: Table | None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing counted, on its outcome's page."""

    heading: Text
    sentence: Text
    charts: tuple[ChartOnPage, ...]
    tables: tuple[Table, ...]
    undrawn: Text


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """One outcome of one conflict. `name` is the file without its ending."""

    name: str
    conflict: Text
    heading: Text
    parts: tuple[Part, ...]

    @property
    def words(self) -> object:
        """All texts that are written on the page; what its charts draw is not among them."""
        return tuple(
            (part.sentence, part.tables, part.undrawn, tuple((c.caption, c.figures) for c in part.charts))
            for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class ConflictOnFront:
    """What the front page shows of a conflict: its killed first, and links to everything that is counted."""

    id: str
    heading: Text
    hands: tuple[Hand, ...]
    pages: tuple[OutcomePage, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All pages that are not part of the report as it is printed: the front's cards, outcomes, evidence."""

    conflicts: tuple[ConflictOnFront, ...]
    shelves: tuple[Shelf, ...]

    @property
    def pages(self) -> tuple[OutcomePage, ...]:
        """The pages of outcomes, in the order of the report."""
        return tuple(page for conflict in self.conflicts for page in conflict.pages)

    @property
    def words(self) -> object:
        """All texts of the pages that are no part of the report as it is printed."""
        return tuple(one.hands for one in self.conflicts), tuple(page.words for page in self.pages), self.shelves

    @property
    def addresses(self) -> dict[str, str]:
        """Where the evidence of a claim is: file and anchor by the claim's id."""
        return {
            shown.claim: f"{shelf.name}.html#{shown.claim}"
            for shelf in self.shelves
            for one in shelf.evidence
            for shown in one.shown
        }
