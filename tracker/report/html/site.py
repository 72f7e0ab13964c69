"""From the report as it is printed to the pages of the web: what stands on the front, on each outcome's page, where."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import Outcome
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark
from tracker.report.html.evidence import Folder
from tracker.report.html.model import (
    Card,
    ChartOnPage,
    ConflictOnFront,
    Hand,
    OutcomePage,
    Part,
    Shown,
    Site,
)
from tracker.report.html.shelves import quoted, shelves, slug
from tracker.report.html.sparks import spark
from tracker.report.pages import Block, Edition, Page, Section
from tracker.report.panels import Desk
from tracker.report.printed import How, Text, age, count, text
from tracker.report.say import say, say_many
from tracker.report.tables import Column, Table

HANDS = 3  # things counted that the front page shows of one conflict
CARDS = 4  # claimants of each on the front page; the others are on the outcome's page
FIGURES = 400  # figures of one chart that its table holds, the newest; all of them are in series.csv
_FIRST = (Outcome.KILLED, Outcome.CASUALTIES)  # what the front page shows, where there is any


def site(edition: Edition, desk: Desk) -> Site:
    """All pages of an edition beside the words that it prints."""
    folder = Folder(edition, desk)
    editor = _Editor(folder, desk)
    conflicts = tuple(editor.conflict(page) for page in edition.data.pages)
    data = edition.data
    front = (data.lead, data.second, data.only, data.scope, data.news, data.looks, data.coverage, data.left_out)
    printed = (front, [(one.hands, [page.words for page in one.pages]) for one in conflicts])
    return Site(conflicts, shelves(folder, quoted(printed), desk))


class _Editor:
    def __init__(self, folder: Folder, desk: Desk) -> None:
        self._folder, self._desk = folder, desk
        self._shown: dict[str, Shown] = {}

    def conflict(self, page: Page) -> ConflictOnFront:
        pages = tuple(self._outcome(page, section) for section in page.sections)
        first = [section for section in page.sections if section.outcome in _FIRST]
        hands = [hand for section in first for hand in self._hands(page, section)]
        hands = hands or [hand for section in page.sections for hand in self._hands(page, section)]
        return ConflictOnFront(page.conflict, page.heading, tuple(hands[:HANDS]), pages)

    def _outcome(self, page: Page, section: Section) -> OutcomePage:
        name = _name(page, section)
        return OutcomePage(name, page.heading, section.heading, tuple(self._part(block) for block in section.blocks))

    def _part(self, block: Block) -> Part:
        main = block.charts[0] if block.charts and block.sentence else None
        heading = main.title if main else text(word("html.further"))
        charts = tuple(ChartOnPage(chart, chart.caption, self._figures(chart)) for chart in block.charts)
        return Part(heading, block.sentence, charts, block.tables, block.undrawn)

    def _hands(self, page: Page, section: Section) -> list[Hand]:
        """The cards of a section, one for each series of a main chart; single events stand on the outcome's page."""
        found = [block.charts[0] for block in section.blocks if block.charts and block.sentence]
        name = _name(page, section)
        return [hand for chart in found if (hand := self._hand(chart, name)) is not None]

    def _hand(self, chart: Chart, page: str) -> Hand | None:
        if chart.kind is not ChartKind.SERIES:
            return None
        lines = sorted((line for line in chart.lines if not line.slip), key=lambda line: line.last.day, reverse=True)
        if not lines:
            return None
        rest = tuple(line.label for line in lines[CARDS:])
        more = say_many("html.more_series", count([repr(label) for label in rest])) if rest else ()
        return Hand(chart.title, tuple(self._card(line, chart) for line in lines[:CARDS]), more, page)

    def _card(self, line: Line, chart: Chart) -> Card:
        last = line.last
        claims = last.figure.claims
        known = self._desk.known
        old = say_many("html.old", age(min(last.day, known), known, claims))
        return Card(
            line.label,
            line.colour,
            last.figure,
            say("html.as_of", day=last.when),
            old,
            spark(line, chart),
            self._evidence(claims[0]) if claims else None,
        )

    def _evidence(self, claim: str) -> Shown:
        if claim not in self._shown:
            self._shown[claim] = self._folder.claim(self._desk.claims[claim])
        return self._shown[claim]

    def _figures(self, chart: Chart) -> Table | None:
        """What a chart shows as a table, where its figures are stated ones; differences have a table of their own."""
        found = [(line.label, mark) for line in chart.every_line for mark in line.marks]
        found += [(say("html.nobody"), mark) for mark in chart.greys]
        if not found or any(mark.figure.how is not How.STATED for _, mark in found):
            return None
        found.sort(key=lambda one: one[1].day, reverse=True)
        rows = tuple(_row(label, mark) for label, mark in found[:FIGURES])
        tail = count([f"{mark.statement}@{mark.day}" for _, mark in found[FIGURES:]])
        said = "html.said_day" if chart.kind is ChartKind.STAIRCASE else "table.as_of"
        columns = (
            Column(word(said), 1.6),
            Column(word("table.claimant"), 3.0),
            Column(word("table.figure"), 1.8, numbers=True),
            Column(word("html.drawn"), 2.4),
        )
        title = say("html.figures_title", title=chart.title)
        return Table(title, columns, rows, say("table.more", n=tail, where="series.csv") if found[FIGURES:] else ())


def _row(label: Text, mark: Mark) -> tuple[Text, ...]:
    return (text(mark.when), label, text(mark.figure), say(_DRAWN[mark.fill]))


def _name(page: Page, section: Section) -> str:
    return slug(f"{page.conflict}-{section.outcome}")


_DRAWN: Mapping[Fill, str] = {
    Fill.SOLID: "html.fill_solid",
    Fill.HOLLOW: "html.fill_hollow",
    Fill.REPEATED: "key.repeated",
    Fill.REVISED: "key.revised",
    Fill.SLIP: "key.slip",
}
