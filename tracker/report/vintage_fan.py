"""The same day's figure as it was known over time: one line for each day whose figure was replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tracker.model import Basis, PartialDate, RevisionKind, Series, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark
from tracker.report.charts import chart_name, mark
from tracker.report.panels import NAMED, Desk, Panel
from tracker.report.printed import count, day_text, joined, named
from tracker.report.say import say, say_many
from tracker.report.wording import conflict_title, counted, series_label

VERSIONS = 3  # figures, of all days together, that make a fan
_Versions = dict[PartialDate, list[Statement]]


def fan_chart(panel: Panel, desk: Desk) -> Chart | None:
    """How the figures of single days moved after they were first given, for the claimant of a panel who moved most.

    None where nobody replaced a day's figure. Events have a chart of their own, by the day each figure was said.
    """
    if panel.key.basis is Basis.EVENT:
        return None
    moved = {one.key: found for one in panel.series if (found := _moved(one, desk))}
    key = min(moved, key=lambda key: (-sum(map(len, moved[key].values())), key), default=None)
    if key is None or sum(map(len, moved[key].values())) < VERSIONS:
        return None
    days = sorted(moved[key], key=lambda day: (-_spread(moved[key][day]), day))
    shown = sorted(days[:NAMED], key=lambda day: (day.last(), day.first()))
    lines = tuple(_line(day, moved[key][day], rank, desk) for rank, day in enumerate(shown))
    whose = series_label(key, desk.config, since=bool(panel.since), own=panel.crossed)
    what = counted(panel.key, desk.config, panel.day, panel.since)
    newest = [say("chart.alt_one", label=line.label, newest=line.newest) for line in lines]
    ids = tuple(s.id for found in moved[key].values() for s in found)
    return Chart(
        name=chart_name(panel, "-fan"),
        kind=ChartKind.STAIRCASE,
        title=say("fan.title", whose=whose),
        subtitle=say("gap.subtitle", conflict=named(conflict_title(panel.key.conflict, desk.config)), what=what),
        footer=say("chart.footer", statements=say_many("chart.statements", count(ids)), day=day_text(desk.known)),
        caption=say("fan.caption"),
        alt=say(
            "fan.alt", whose=whose, what=what, newest=joined(newest, word("list.semicolon"), word("list.semicolon"))
        ),
        axis=say("chart.families" if panel.key.unit == "household" else "chart.people"),
        lines=lines,
    )


def _moved(one: Series, desk: Desk) -> _Versions:
    """The days of a series for which more than one number stood, each with its figures in the order of the news."""
    found: _Versions = defaultdict(list)
    for step in one.revisions:
        said = step.statement
        if step.stands and step.kind is not RevisionKind.WITHDRAWN and said.said_on and said.said_on.exact:
            held = found[said.as_of]
            if not held or held[-1].quantity.point != said.quantity.point:
                held.append(said)
    kept = {day: versions for day, versions in found.items() if len({v.said_on for v in versions}) > 1}
    return {day: versions for day, versions in kept.items() if all(desk.proven(v) for v in versions)}


def _spread(versions: Sequence[Statement]) -> float:
    numbers = [version.quantity.point for version in versions]
    return (max(numbers) - min(numbers)) / (max(numbers) or 1)


def _line(day: PartialDate, versions: Sequence[Statement], rank: int, desk: Desk) -> Line:
    marks: tuple[Mark, ...] = tuple(
        mark(v, desk, Fill.HOLLOW if None in (v.quantity.low, v.quantity.high) else Fill.SOLID, v.said_on.last())
        for v in versions
        if v.said_on
    )
    line = Line("", say("fan.of", day=day_text(day)), (), rank, 0, marks)
    newest = say("chart.newest_event", figure=line.last.figure, day=day_text(line.last.day))
    return replace(line, newest=newest)
