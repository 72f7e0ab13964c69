"""The tables: the newest figure of each claimant, the newest gap to the reference, what was left out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from tracker.issues import Issue
from tracker.model import Basis, Claim, PartialDate, Series, SpanKind, Statement
from tracker.report.catalogue import has, word
from tracker.report.evidence import proof
from tracker.report.gap_parts import parts_words
from tracker.report.gaps import Apart, difference, newest_gaps, ratio
from tracker.report.panels import Desk, Panel
from tracker.report.printed import Quoted, Text, age, clean, count, day_text, grouped, named, text
from tracker.report.say import say
from tracker.report.table_row import row_words, slip
from tracker.report.wording import SCOPES, counted, series_label

QUOTE = 110  # letters of a quote that a table shows; claims.csv has it in full
TAIL = 6  # rows of the table of other counts; the others are in series.csv
GAP_ROWS = 8  # rows of a table of gaps; the others are in divergence.csv


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its share of the width, and whether it holds numbers (set flush right)."""

    heading: str
    share: float
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts under a title. Every row has one cell for each column."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    more: Text = ()  # how many rows were left to the CSV


def _newest_columns() -> tuple[Column, ...]:
    shares = {"claimant": 3.0, "figure": 1.75, "as_of": 1.75, "age": 0.7, "said": 2.6, "quote": 4.9, "claim": 1.7}
    return columns(shares, {"figure", "age"})


def _other_columns() -> tuple[Column, ...]:
    shares = {"what": 4.2, "claimant": 2.8, "figure": 1.75, "as_of": 1.75, "age": 0.7, "said": 2.6, "quote": 4.0}
    return columns({**shares, "claim": 1.7}, {"figure", "age"})


def _gap_columns() -> tuple[Column, ...]:
    shares = {"claimant": 3.0, "its_figure": 2.7, "reference_figure": 2.7, "difference": 1.3, "times": 0.8}
    numbers = {"its_figure", "reference_figure", "difference", "times"}
    return columns({**shares, "on": 1.6, "why": 3.6}, numbers)


def columns(shares: dict[str, float], numbers: set[str], section: str = "table") -> tuple[Column, ...]:
    """Columns by their keys in a section of the catalogue, else among those that all tables share."""
    keys = {key: f"{section}.{key}" if has(f"{section}.{key}") else f"table.{key}" for key in shares}
    return tuple(Column(word(keys[key]), share, key in numbers) for key, share in shares.items())


def newest_table(panel: Panel, desk: Desk) -> Table | None:
    """The newest figure of every series of a panel, by claimant; None where nobody known speaks."""
    since = len({one.key.since for one in panel.series}) > 1
    rows = [
        row
        for one in _by_claimant(panel)
        if (row := _newest_row(one, desk, since=since, own=panel.crossed)) is not None
    ]
    title = say("table.newest_title", what=counted(panel.key, desk.config, panel.day, panel.since))
    return Table(title, _newest_columns(), tuple(rows)) if rows else None


def others_table(panels: list[Panel], desk: Desk) -> Table | None:
    """The newest figures of the panels that have no chart, with a column for what each counts."""
    rows: list[tuple[Text, ...]] = []
    tail: list[str] = []
    for panel in panels:
        for one in _by_claimant(panel):
            if len(rows) == TAIL:
                tail.append(repr(one.key))
            elif (row := _newest_row(one, desk, since=False, own=panel.crossed)) is not None:
                rows.append((_what(panel, desk), *row))
    return (
        Table(say("table.others_title"), _other_columns(), tuple(rows), _more(tail, "series.csv")) if rows else None
    )


def _more(tail: list[str], where: str) -> Text:
    if not tail:
        return ()
    return say("table.more", n=count(tail), where=where)


def gap_table(panel: Panel, desk: Desk) -> Table | None:
    """The newest gap of each claimant to the reference claimant; None where there is none."""
    since = len({one.key.since for one in panel.series}) > 1
    found = newest_gaps(panel, desk)
    if not found:
        return None
    rows = [_gap_row(one, desk, since=since, own=panel.crossed) for one in found[:GAP_ROWS]]
    first = found[0]
    whose = series_label(first.reference.key, desk.config)[0]
    return Table(
        say("table.gaps_title", whose=whose, what=counted(panel.key, desk.config, panel.day, panel.since)),
        _gap_columns(),
        tuple(rows),
        _more([repr(one.other.key) for one in found[GAP_ROWS:]], "divergence.csv"),
    )


def left_out_table(issues: list[Issue]) -> Table | None:
    """How often each kind of issue was met."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for position, issue in enumerate(sorted(issues)):
        found[issue.stage, issue.code].append(f"{position}:{issue.subject}")
    rows = tuple(
        (text(named(stage)), text(named(code.replace("-", " "))), text(count(tuple(ids))))
        for (stage, code), ids in sorted(found.items())
    )
    found_columns = columns({"stage": 1.2, "happened": 3.0, "how_often": 1.2}, {"how_often"})
    return Table(say("table.left_out_title"), found_columns, rows) if rows else None


def excerpt(claim: Claim, figure: str = "", limit: int = QUOTE) -> Quoted:
    """The words around the figure of a claim's quote, about `limit` letters, cut at spaces, with ellipses."""
    quote = clean(claim.quote, 100_000)
    if len(quote) <= limit:
        return Quoted(quote, claim.id)
    at = _where(claim, quote, figure)
    start = max(0, min(at - limit // 2, len(quote) - limit))
    end = min(len(quote), start + limit)
    if start:
        start = quote.find(" ", start, at + 1) + 1 or start
    if end < len(quote):
        end = quote.rfind(" ", at + 1, end) if quote.rfind(" ", at + 1, end) > 0 else end
    piece = quote[start:end].strip()
    return Quoted(("…" if start else "") + piece + ("…" if end < len(quote) else ""), claim.id)


def _where(claim: Claim, quote: str, figure: str) -> int:
    """Where the figure stands in the cleaned quote: at the span that was read, else at the first number alike."""
    for span in claim.spans:
        if span.kind is SpanKind.FIGURE:
            return min(len(clean(claim.quote[: span.start - claim.start], 100_000)), len(quote) - 1)
    number = grouped(claim.quantity.point)
    for needle in (figure, number, str(claim.quantity.point)):
        found = re.search(rf"(?<![0-9,.]){re.escape(needle)}(?![0-9])", quote) if needle else None
        if found:
            return found.start()
    return 0


def _by_claimant(panel: Panel) -> list[Series]:
    order = {name: rank for rank, name in enumerate(panel.claimants)}
    return sorted(panel.series, key=lambda one: (order[one.key.claimant], one.key))


def newest(one: Series) -> Statement | None:
    """The newest statement of a series: the latest day it speaks of; for an event, the latest said."""
    current = one.current()
    if one.key.basis is Basis.EVENT:
        current = tuple(r.statement for r in one.revisions)
        return max(current, key=lambda s: (_said(s), s.as_of.last(), s.id)) if current else None
    return current[-1] if current else None


def _said(statement: Statement) -> str:
    return str(statement.said_on) if statement.said_on else ""


def _newest_row(one: Series, desk: Desk, *, since: bool, own: bool) -> tuple[Text, ...] | None:
    statement = newest(one)
    behind = proof(statement, desk.claims) if statement else ()
    if statement is None or not behind:
        return None
    claim = behind[0]
    figure = desk.figure(statement)
    outlet = claim.outlet or (statement.outlets[0] if statement.outlets else "")
    label = series_label(one.key, desk.config, since=since, own=own)
    return (
        say("label.slip", label=label) if slip(statement, desk.claims) else label,
        text(figure),
        _as_of(statement),
        text(age(min(statement.as_of.last(), desk.known), desk.known, (claim.id,))),
        said_in(claim, outlet),
        row_words(claim) or text(excerpt(claim, figure.text)),
        text(named(claim.id)),
    )


def said_in(claim: Claim, outlet: str) -> Text:
    """When and where a claim was said, the outlet linking to the page."""
    day = day_text(claim.said_on) if claim.said_on else word("table.not_dated")
    return say("table.said_in", day=day, outlet=named(outlet or word("table.not_named"), url=claim.url, limit=40))


def _as_of(statement: Statement) -> Text:
    if statement.key.basis is Basis.PERIOD and statement.key.since:
        first = day_text(PartialDate.parse(statement.key.since))
        return say("table.period", first=first, last=day_text(statement.as_of))
    return text(day_text(statement.as_of))


def _what(panel: Panel, desk: Desk) -> Text:
    words = {
        Basis.CUMULATIVE: "table.running_total",
        Basis.PERIOD: "table.window",
        Basis.EVENT: "table.one_event",
        Basis.STOCK: "table.moment",
    }
    return say(words[panel.key.basis], what=counted(panel.key, desk.config, panel.day, panel.since, full=True))


def _gap_row(one: Apart, desk: Desk, *, since: bool, own: bool) -> tuple[Text, ...]:
    times = ratio(one, desk)
    return (
        series_label(one.other.key, desk.config, since=since, own=own),
        _with_day(one.other, desk),
        _with_day(one.reference, desk),
        text(difference(one.reference, one.other, desk)),
        text(times) if times else say("table.no_ratio"),
        text(day_text(one.gap.day)),
        parts_words(one, desk),
    )


def _with_day(statement: Statement, desk: Desk) -> Text:
    scope = SCOPES[statement.key.scope]
    how = "table.with_day_scope" if scope else "table.with_day"
    return say(
        how, figure=desk.figure(statement), day=day_text(statement.as_of), **({"scope": scope} if scope else {})
    )
