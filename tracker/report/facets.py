"""Charts of several small plots: the claimants beyond eight, and own losses beside what the enemy claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.model import Basis, Direction, Outcome, PanelKey, Scope, Series
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Facet, Fill, Line, Mark
from tracker.report.charts import chart_name, far_apart, footer, series_marks
from tracker.report.panels import NAMED, Desk, Panel, palette
from tracker.report.printed import Text, count, day_text, joined, named, text
from tracker.report.say import say, say_many
from tracker.report.wording import conflict_title, counted, series_label

COLUMNS, ROWS = 4, 3  # small plots of one chart
_BY_NAME = ("own", "enemy")


def rest_charts(panel: Panel, chart: Chart, desk: Desk) -> tuple[Chart, ...]:
    """One small plot for each claimant who has no line on the main chart, which is drawn pale behind them.

    Empty where the main chart has room for everybody.
    """
    named_there = {line.claimant for line in chart.lines}
    rest = [name for name in panel.claimants if name not in named_there]
    lines = [line for name in rest if (line := _line(panel.series, name, desk)) is not None]
    behind = tuple(mark for line in chart.lines for mark in line.marks if mark.fill is not Fill.REVISED)
    size = COLUMNS * ROWS
    pages = [lines[start : start + size] for start in range(0, len(lines), size)]
    return tuple(_rest_chart(panel, chart, page, behind, n, desk) for n, page in enumerate(pages))


def _rest_chart(
    panel: Panel, chart: Chart, lines: Sequence[Line], behind: tuple[Mark, ...], page: int, desk: Desk
) -> Chart:
    columns = min(COLUMNS, len(lines))
    facets = tuple(
        Facet(at // columns, at % columns, line.label, line.newest, (line,), behind) for at, line in enumerate(lines)
    )
    newest = [say("chart.alt_one", label=line.label, newest=line.newest) for line in lines]
    return Chart(
        name=chart_name(panel, "-others" + "-more" * page),
        kind=ChartKind.FACETS,
        title=say("facets.rest_title", what=counted(panel.key, desk.config, panel.day, panel.since)),
        subtitle=chart.subtitle,
        footer=footer(panel, desk),
        caption=say("facets.rest_caption"),
        alt=say("facets.rest_alt", what=chart.title, newest=_listed(newest)),
        axis=chart.axis,
        lines=(),
        facets=facets,
        log=chart.log,
    )


def _line(series: Sequence[Series], claimant: str, desk: Desk) -> Line | None:
    """The longest series of a claimant as a line in its own small plot."""
    found = [one for one in series if one.key.claimant == claimant and one.key.scope is not Scope.PROJECTED]
    marked = [
        (one.key, marks) for one in found if (marks := series_marks(one, desk, event=one.key.basis is Basis.EVENT))
    ]
    if not marked:
        return None
    key, marks = min(marked, key=lambda item: (-len(item[1]), item[0]))
    line = Line(claimant, series_label(key, desk.config, own=False), (), 0, 0, marks)
    return _finished(line)


def _finished(line: Line) -> Line:
    """The line with its newest figure, and with a word where it is an outlet's error."""
    label = say("label.slip", label=line.label) if line.slip else line.label
    return replace(line, label=label, newest=say("chart.newest", figure=line.last.figure, day=line.last.when))


def sides_charts(panels: Sequence[Panel], desk: Desk) -> tuple[Chart, ...]:
    """Own losses beside what the enemy claims, a row for each side: one chart for each group of people.

    Only where one side gave its own and the other claimed; what third parties say is drawn pale behind both.
    """
    grouped: dict[PanelKey, list[Panel]] = defaultdict(list)
    for panel in panels:
        if panel.key.basis is Basis.CUMULATIVE and panel.key.side and not panel.since:
            grouped[replace(panel.key, side="", place="")].append(panel)
    charts = (_sides_chart(found, desk) for _, found in sorted(grouped.items()))
    return tuple(chart for chart in charts if chart is not None)


def _sides_chart(panels: Sequence[Panel], desk: Desk) -> Chart | None:
    rows = [facets for panel in panels if (facets := _side(panel, desk))]
    whole = [panel for panel in panels if _side(panel, desk)]
    if not rows:
        return None
    facets = tuple(replace(one, row=row) for row, found in enumerate(rows) for one in found)
    first = whole[0]
    lines = [line for facet in facets for line in facet.lines]
    groups = say("facets.sides_title", what=_who(first, desk))
    newest = [say("chart.alt_one", label=line.label, newest=line.newest) for line in lines]
    return Chart(
        name=chart_name(first, "-sides"),
        kind=ChartKind.FACETS,
        title=groups,
        subtitle=say(
            "facets.sides_subtitle",
            conflict=named(conflict_title(first.key.conflict, desk.config)),
            apart=say("chart.casualties") if first.key.outcome is Outcome.CASUALTIES else (),
        ),
        footer=footer(first, desk) if len(whole) == 1 else _footer(whole, desk),
        caption=say("facets.sides_caption"),
        alt=say("facets.sides_alt", what=_who(first, desk), newest=_listed(newest)),
        axis=say("chart.families" if first.key.unit == "household" else "chart.people"),
        lines=(),
        facets=facets,
        log=far_apart(lines),
    )


def _side(panel: Panel, desk: Desk) -> tuple[Facet, ...]:
    """Two small plots: what the side itself says, and what the other one claims; none where either is silent."""
    by: dict[str, list[Series]] = defaultdict(list)
    for one in panel.series:
        if one.key.scope is not Scope.PROJECTED and one.key.claimant in desk.config.claimants:
            by[str(one.key.direction)].append(one)
    ranks = {name: rank for rank, name in enumerate(panel.claimants)}
    told = {name: _lines(by[name], ranks, desk) for name in _BY_NAME}
    if not all(told.values()):
        return ()
    third = tuple(
        mark for one in by[Direction.THIRD] for mark in series_marks(one, desk) if mark.fill is not Fill.REVISED
    )
    party = desk.config.parties.get(panel.key.side)
    side = named(party.name if party else panel.key.side)
    return tuple(
        Facet(0, column, say(f"facets.{name}", side=side), (), told[name], third)
        for column, name in enumerate(_BY_NAME)
    )


def _lines(series: Sequence[Series], ranks: Mapping[str, int], desk: Desk) -> tuple[Line, ...]:
    """One line for each series, those with the most figures first, up to as many as there are colours."""
    marked = [(one.key, marks) for one in series if (marks := series_marks(one, desk))]
    marked.sort(key=lambda item: (-len(item[1]), item[0]))
    marked = marked[:NAMED]
    paint = palette(tuple(dict.fromkeys(key.claimant for key, _ in marked)), ranks)
    styles: dict[str, int] = defaultdict(int)
    lines = []
    for key, marks in marked:
        line = Line(
            key.claimant,
            series_label(key, desk.config, own=False),
            (),
            paint[key.claimant],
            styles[key.claimant],
            marks,
        )
        lines.append(_finished(line))
        styles[key.claimant] += 1
    return tuple(lines)


def _who(panel: Panel, desk: Desk) -> Text:
    return counted(replace(panel.key, side="", place=""), desk.config)


def _footer(panels: Sequence[Panel], desk: Desk) -> Text:
    ids = tuple(sorted({s.id for panel in panels for s in panel.statements}))
    return say("chart.footer", statements=say_many("chart.statements", count(ids)), day=day_text(desk.known))


def _listed(items: Sequence[Text]) -> Text:
    """The first few of a list, and how many more there are."""
    shown = joined(list(items[:6]), word("list.semicolon"), word("list.semicolon"))
    rest = tuple(str(n) for n in range(6, len(items)))
    return say("chart.alt_more", newest=shown, n=count(rest)) if rest else text(*shown)
