"""The whole report as data, before any of it is drawn or set: pages, sections, charts, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.errors import GateError
from tracker.issues import Issue, Severity
from tracker.model import Basis, Outcome, Reconciled, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart
from tracker.report.charts import series_chart
from tracker.report.coverage import coverage_tables
from tracker.report.early_tolls import early_chart
from tracker.report.facets import rest_charts, sides_charts
from tracker.report.gap_parts import parts_chart
from tracker.report.gaps import gap_chart
from tracker.report.news import News, news
from tracker.report.news_lead import lead_news
from tracker.report.pairs import pairs_chart
from tracker.report.panels import Desk, Panel, colours, drawn, panels, printable
from tracker.report.printed import Day, Text, day_text, joined, named, text
from tracker.report.proofread import unproven
from tracker.report.say import say
from tracker.report.second_looks import second_looks
from tracker.report.sentence import conflict_sentence, gap_sentences, panel_sentence, scope_sentence
from tracker.report.sources import source_notes
from tracker.report.tables import Table, gap_table, left_out_table, newest_table, others_table
from tracker.report.vintage_fan import fan_chart
from tracker.report.wording import OUTCOMES, conflict_title

MORE = 2  # charts of one kind that an outcome has besides those of its main panels


@dataclass(frozen=True, slots=True)
class Block:
    """One thing counted: its sentence, its charts and its tables.

    notes    the sources of the sentence's figures
    undrawn  which kinds of charts are not there, and why
    """

    sentence: Text
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    notes: tuple[Text, ...] = ()
    undrawn: Text = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One outcome of one conflict."""

    heading: Text
    outcome: Outcome
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One conflict."""

    conflict: str
    heading: Text
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything that is printed, in order. `lead` is the sentence that matters most, `second` the next one."""

    title: Text
    today: Day
    known: Day
    news: News | None
    only: Text
    lead: Text
    second: Text
    scope: Text
    summary: tuple[Text, ...]
    pages: tuple[Page, ...]
    left_out: Table | None
    looks: tuple[Table, ...] = ()
    coverage: tuple[Table, ...] = ()
    lead_notes: tuple[Text, ...] = ()
    second_notes: tuple[Text, ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """All charts, in the order of the report."""
        return tuple(
            chart for page in self.pages for part in page.sections for block in part.blocks for chart in block.charts
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """A report with what it could not print. `lost` are statements whose figure no stored quote shows."""

    data: ReportData
    printed: Reconciled
    lost: tuple[Statement, ...]
    issues: tuple[Issue, ...]


def edit(reconciled: Reconciled, desk: Desk, issues: Sequence[Issue] = ()) -> Edition:
    """Builds the report. Raises GateError if a number in it has nothing behind it, which would be a fault here."""
    printed, lost = printable(reconciled, desk)
    noted = tuple(sorted([*issues, *(_lost_issue(statement) for statement in lost)]))
    every = panels(printed, desk)
    pages, summary = [], []
    for conflict, found in groupby(every, key=lambda panel: panel.key.conflict):
        page = _page(conflict, tuple(found), desk)
        if page is not None:
            pages.append(page)
            sentence = conflict_sentence(conflict, [p for p in every if p.key.conflict == conflict], desk)
            summary.append(sentence or ())
    wide, late = gap_sentences(gap_panels(every), desk)
    first = [s for s in (lead_news(printed.changes, desk), wide, late, *summary) if s]
    charts = sum(len(b.charts) for page in pages for part in page.sections for b in part.blocks)
    data = ReportData(
        title=say("report.title"),
        today=day_text(desk.today),
        known=day_text(desk.known),
        news=news(printed.changes, desk),
        only=_asked(desk),
        lead=first[0] if first else say("report.nothing"),
        second=first[1] if len(first) > 1 else (),
        scope=scope_sentence(every, charts, desk),
        summary=tuple(sentence for sentence in summary if sentence),
        pages=tuple(pages),
        left_out=left_out_table(list(noted)),
        looks=second_looks(printed, desk),
        coverage=coverage_tables(printed, desk),
        lead_notes=source_notes(first[0], desk) if first else (),
        second_notes=source_notes(first[1], desk) if len(first) > 1 else (),
    )
    faults = unproven(data, desk.claims)
    if faults:
        raise GateError("the report was not written: a number has no evidence\n" + "\n".join(faults[:20]))
    return Edition(data, printed, lost, noted)


def gap_panels(every: Sequence[Panel]) -> tuple[Panel, ...]:
    """The panels of the killed that have a chart: what is too thin for one does not open the report."""
    killed = [panel for panel in every if panel.key.outcome is Outcome.KILLED]
    groups = groupby(killed, key=lambda panel: panel.key.conflict)
    return tuple(panel for _, found in groups for panel in drawn(tuple(found)))


def _asked(desk: Desk) -> Text:
    """What a slice was asked for, in words; nothing for the whole report."""
    only = desk.only
    if only is None:
        return ()
    items: list[Text] = []
    if only.conflict:
        items.append(text(named(conflict_title(only.conflict, desk.config))))
    if only.claimants:
        names = [text(named(desk.config.claimants[name].name)) for name in only.claimants]
        items.append(say("only.claimants", names=joined(names)))
    if only.first:
        items.append(say("only.first", day=day_text(only.first)))
    if only.last:
        items.append(say("only.last", day=day_text(only.last)))
    return say("only.shown", parts=joined(items, word("list.semicolon"), word("list.semicolon")))


def outcome_charts(panels_of_conflict: tuple[Panel, ...], outcome: Outcome, desk: Desk) -> tuple[Chart, ...]:
    """All charts of one outcome of a conflict, whose panels are given in the order of the report."""
    found = tuple(panel for panel in panels_of_conflict if panel.key.outcome is outcome)
    section = _section(outcome, found, colours(panels_of_conflict), desk) if found else None
    return tuple(chart for block in section.blocks for chart in block.charts) if section else ()


def _page(conflict: str, found: tuple[Panel, ...], desk: Desk) -> Page | None:
    ranks = colours(found)
    sections = []
    for outcome, group in groupby(found, key=lambda panel: panel.key.outcome):
        section = _section(outcome, tuple(group), ranks, desk)
        if section is not None:
            sections.append(section)
    if not sections:
        return None
    return Page(conflict, text(named(conflict_title(conflict, desk.config))), tuple(sections))


def _section(outcome: Outcome, found: tuple[Panel, ...], ranks: dict[str, int], desk: Desk) -> Section | None:
    blocks: list[Block] = []
    charted = []
    apart = False  # the charts of gaps are of the first panel that has one; the tables hold the others
    for panel in drawn(found):
        chart = series_chart(panel, desk, ranks)
        if chart is None:
            continue
        charted.append(panel)
        gap = None if apart else gap_chart(panel, desk, {line.claimant: line.colour for line in chart.lines})
        apart = apart or gap is not None
        tables = [t for t in (newest_table(panel, desk), gap_table(panel, desk) if gap else None) if t is not None]
        charts = [chart, gap]  # in the order of the tables, which stand under their charts
        charts += [parts_chart(panel, desk), pairs_chart(panel, desk)] if gap else []
        charts += [*rest_charts(panel, chart, desk), early_chart(panel, desk)]
        sentence = panel_sentence(panel, desk) or ()
        blocks.append(Block(sentence, tuple(_there(charts)), tuple(tables), source_notes(sentence, desk)))
    fans = [fan_chart(panel, desk) for panel in found]
    early = [early_chart(panel, desk) for panel in found if panel not in charted]
    further = [*sides_charts(found, desk), *_there(fans)[:MORE], *_there(early)[:MORE]]
    rest = others_table([panel for panel in found if panel not in charted], desk)
    missing = _undrawn([one for block in blocks for one in block.charts] + further, charted)
    if further or rest is not None or missing:
        blocks.append(Block((), tuple(further), (rest,) if rest is not None else (), undrawn=missing))
    if not blocks:
        return None
    heading = OUTCOMES[outcome]
    return Section(text(heading[:1].upper() + heading[1:]), outcome, tuple(blocks))


def _there(charts: Sequence[Chart | None]) -> list[Chart]:
    return [one for one in charts if one is not None]


def _undrawn(charts: Sequence[Chart], charted: Sequence[Panel]) -> Text:
    """Which kinds of charts an outcome that has charts lacks, each with the reason."""
    if not charts:
        return ()
    ends = {"gap": "-gap", "parts": "-parts", "pairs": "-pairs", "fan": "-fan", "sides": "-sides"}
    if any(panel.key.basis is Basis.EVENT for panel in charted):
        ends["early"] = "-early"
    lacking = [kind for kind, end in ends.items() if not any(chart.name.endswith(end) for chart in charts)]
    if not lacking:
        return ()
    kinds = joined([say(f"undrawn.{kind}") for kind in lacking], word("list.semicolon"), word("list.semicolon"))
    return say("undrawn.title", kinds=kinds)


def _lost_issue(statement: Statement) -> Issue:
    return Issue(
        "report",
        "figure-not-in-quote",
        statement.id,
        f"{statement.quantity} of {statement.key.claimant or 'no known claimant'} is shown by no quote of "
        f"{', '.join(statement.claims) or 'no claim'}; it stays in statements.csv and is printed nowhere",
        Severity.WARNING,
    )
