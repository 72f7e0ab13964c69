"""Small charts beside the newest figures: one series each, on the axes that all cards of a hand share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from tracker.report.chart import Chart, Fill, Line, Mark
from tracker.report.html.model import Dot, Spark
from tracker.report.printed import count, day_text
from tracker.report.say import say, say_many

WIDTH, HEIGHT = 200.0, 46.0  # units of the drawing
AIR = 4.0  # around the dots
SILENCE = 62  # days between two figures over which a line only bridges


def spark(line: Line, chart: Chart) -> Spark:
    """The figures of a line that still stand, from nought up; logarithmic where the chart is."""
    axes = _Axes(chart)
    marks = _thinned([m for m in line.marks if m.fill not in {Fill.REVISED, Fill.SLIP}], axes)
    breaks = [rule.day for rule in chart.rules if rule.claimant == line.claimant]
    joined: list[list[Dot]] = []
    bridged = []
    before: Mark | None = None
    for mark in marks:
        dot = axes.dot(mark)
        if before is None or _apart(before, mark, breaks):
            joined.append([dot])
        elif (mark.day - before.day).days > SILENCE:
            bridged.append((axes.dot(before), dot))
            joined.append([dot])
        else:
            joined[-1].append(dot)
        before = mark
    bars = tuple(
        (axes.at(mark, mark.low), axes.at(mark, mark.high))
        for mark in marks
        if mark.low is not None and mark.high is not None
    )
    standing = tuple(mark.statement for mark in line.marks)
    days = sorted(mark.day for mark in line.marks)
    alt = say(
        "html.spark",
        figures=say_many("html.figures", count(tuple(dict.fromkeys(standing)))),
        first=day_text(days[0]),
        last=day_text(days[-1]),
    )
    kept = tuple(tuple(some) for some in joined if len(some) > 1)
    return Spark(alt, kept, tuple(bridged), bars, tuple(axes.dot(mark) for mark in marks))


class _Axes:
    """From days and people to units of the drawing."""

    def __init__(self, chart: Chart) -> None:
        marks = [mark for line in chart.lines for mark in line.marks]
        self._first = min(mark.day for mark in marks)
        self._days = max(1, (max(mark.day for mark in marks) - self._first).days)
        values = [value for mark in marks for value in (mark.value, mark.high) if value is not None]
        self._log = chart.log
        self._top = max(1.0, *values)
        self._low = min([value for value in values if value > 0], default=1.0) / 1.6

    def dot(self, mark: Mark) -> Dot:
        return self.at(mark, mark.value)

    def at(self, mark: Mark, value: float | None) -> Dot:
        share = self._share(value or 0.0)
        y = HEIGHT - AIR - share * (HEIGHT - 2 * AIR)
        return Dot(self.x(mark.day), round(y, 1), mark.fill is Fill.HOLLOW)

    def x(self, day: date) -> float:
        return round(AIR + (day - self._first).days / self._days * (WIDTH - 2 * AIR), 1)

    def _share(self, value: float) -> float:
        if not self._log:
            return value / self._top
        if value <= self._low:
            return 0.0
        return math.log(value / self._low) / math.log(self._top / self._low)


def _apart(before: Mark, mark: Mark, breaks: Sequence[date]) -> bool:
    """No line crosses a change of method, and a range is joined to nothing."""
    ranged = any(one.low is not None and one.high is not None for one in (before, mark))
    return ranged or any(before.day < day <= mark.day for day in breaks)


def _thinned(marks: Sequence[Mark], axes: _Axes) -> list[Mark]:
    """Of the marks that fall on one spot of the axis, the last one; the newest of all is always among them."""
    last: dict[int, Mark] = {}
    for mark in marks:
        last[round(axes.x(mark.day))] = mark
    return sorted(last.values(), key=lambda mark: mark.day)
