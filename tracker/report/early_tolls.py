"""How the toll of one event rose from outlet to outlet: the staircase of early tolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.model import Basis, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line
from tracker.report.charts import chart_name, footer, mark
from tracker.report.panels import NAMED, Desk, Panel
from tracker.report.printed import day_text, joined, named, text
from tracker.report.say import say
from tracker.report.table_row import slip
from tracker.report.wording import conflict_title, counted

OUTLETS, FIGURES = 3, 4  # outlets, and different figures, that make such a chart
FIRST_DAYS = 14  # how long after the first toll it runs
_Told = tuple[date, Statement]  # the day on which an outlet carried a figure, and the figure


def early_chart(panel: Panel, desk: Desk) -> Chart | None:
    """One line for each outlet that carried a toll of an event, by the day on which it did.

    None for what is no event, and where fewer than three outlets carried fewer than four different tolls in its first
    two weeks.
    """
    if panel.key.basis is not Basis.EVENT:
        return None
    told = _told(panel, desk)
    days = [day for found in told.values() for day, _ in found]
    if not days:
        return None
    end = min(days) + timedelta(days=FIRST_DAYS)
    early = {outlet: kept for outlet, found in told.items() if (kept := [one for one in found if one[0] <= end])}
    figures = {said.quantity.point for found in early.values() for _, said in found}
    moments = {day for found in early.values() for day, _ in found}
    if len(early) < OUTLETS or len(figures) < FIGURES or len(moments) < 2:
        return None
    return _chart(panel, desk, early)


def _told(panel: Panel, desk: Desk) -> dict[str, list[_Told]]:
    """What each outlet carried and when, each figure of a day once."""
    every = [*panel.statements, *(step.statement for one in panel.voices for step in one.revisions)]
    found: dict[str, dict[tuple[date, int], Statement]] = defaultdict(dict)
    for statement in sorted(every, key=lambda s: (s.quantity.point, s.id)):
        if not desk.proven(statement):
            continue
        for claim in (desk.claims[id_] for id_ in statement.claims if id_ in desk.claims):
            if claim.outlet and claim.said_on is not None and claim.said_on.exact:
                found[claim.outlet].setdefault((claim.said_on.last(), statement.quantity.point), statement)
    return {outlet: [(day, said) for (day, _), said in sorted(spots.items())] for outlet, spots in found.items()}


def _chart(panel: Panel, desk: Desk, told: dict[str, list[_Told]]) -> Chart:
    order = sorted(told, key=lambda outlet: (-len(told[outlet]), told[outlet][0][0], outlet))
    shown = order[:NAMED]
    lines = tuple(_line(outlet, told[outlet], rank, desk) for rank, outlet in enumerate(shown))
    greys = tuple(
        mark(said, desk, Fill.SOLID, day) for outlet in order[NAMED:] for day, said in sorted(told[outlet], key=_spot)
    )
    what = counted(panel.key, desk.config, panel.day, panel.since)
    newest = [say("chart.alt_one", label=line.label, newest=line.newest) for line in lines]
    between = word("list.semicolon")
    caption = text(*say("early.caption"), *(say("early.caption_more") if greys else ()))
    return Chart(
        name=chart_name(panel, "-early"),
        kind=ChartKind.STAIRCASE,
        title=say("early.title", what=what),
        subtitle=say("early.subtitle", conflict=named(conflict_title(panel.key.conflict, desk.config))),
        footer=footer(panel, desk),
        caption=caption,
        alt=say("early.alt", what=what, newest=joined(newest, between, between)),
        axis=say("chart.families" if panel.key.unit == "household" else "chart.people"),
        lines=lines,
        greys=greys,
        grey_label=say("early.greys"),
    )


def _spot(one: _Told) -> tuple[date, int]:
    return one[0], one[1].quantity.point


def _line(outlet: str, told: Sequence[_Told], rank: int, desk: Desk) -> Line:
    marks = []
    for day, said in told:
        open_ = None in (said.quantity.low, said.quantity.high)
        fill = Fill.SLIP if slip(said, desk.claims) else Fill.HOLLOW if open_ else Fill.SOLID
        marks.append(mark(said, desk, fill, day))
    line = Line("", text(named(outlet, limit=40)), (), rank, 0, tuple(marks))
    return replace(line, newest=say("chart.newest_event", figure=line.last.figure, day=day_text(line.last.day)))
