"""Draws gaps to a reference claimant: hollow where bounds agree, pale where a reason is on record, full where none is.

The reasons themselves are words and stand in the table under the chart.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D

from tracker.model import GapCause
from tracker.report.catalogue import word
from tracker.report.chart import Chart, Line, Mark
from tracker.report.plot_days import at
from tracker.report.plot_series import SILENCE, runs
from tracker.report.plot_style import SOFT, STYLES, arrow, colour, shape

SIZE = 5.4
STATES = ("gap.state_agrees", "gap.state_reason", "gap.state_unexplained")


def draw_gaps(axes: Axes, chart: Chart) -> list[Line2D]:
    """Draws every gap, and gives back the key: one entry for each of the three states that is there."""
    axes.axhline(0, color=SOFT, lw=1.6, zorder=1)
    for line in reversed(chart.lines):
        _joins(axes, line)
        _marks(axes, line)
    states = {_state(mark) for line in chart.lines for mark in line.marks}
    return [
        Line2D([], [], ls="", label=word(words), marker="o", ms=SIZE, mew=1.1, mec=SOFT, mfc=_face(SOFT, state))
        for state, words in enumerate(STATES)
        if state in states
    ]


def _state(mark: Mark) -> int:
    return {GapCause.NONE: 0, GapCause.UNEXPLAINED: 2, None: 2}.get(mark.cause, 1)


def _face(hue: str, state: int) -> tuple[float, float, float]:
    """White, a third of the colour, the colour."""
    share = (0.0, 0.33, 1.0)[state]
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(hue))
    return red, green, blue


def _joins(axes: Axes, line: Line) -> None:
    near = [(left, right, False) for left, right in pairwise(line.marks) if (right.day - left.day).days <= SILENCE]
    for run, _ in runs(near):
        days, values = [at(mark.day) for mark in run], [mark.value for mark in run]
        look = STYLES[line.style % len(STYLES)]
        axes.plot(days, values, color=colour(line.colour), lw=1.1, ls=look, alpha=0.7, zorder=2)


def _marks(axes: Axes, line: Line) -> None:
    hue, (marker, factor) = colour(line.colour), shape(line.colour)
    groups: dict[int, list[Mark]] = defaultdict(list)
    for mark in line.marks:
        groups[_state(mark)].append(mark)
        low = mark.value if mark.low is None else mark.low
        high = mark.value if mark.high is None else mark.high
        if low != high:
            axes.plot([at(mark.day)] * 2, [low, high], color=hue, lw=3, alpha=0.35, solid_capstyle="butt", zorder=2)
    for state, marks in sorted(groups.items()):
        axes.plot(
            [at(mark.day) for mark in marks],
            [mark.value for mark in marks],
            ls="",
            marker=marker,
            ms=SIZE * factor,
            mew=1.1,
            mec=hue,
            mfc=_face(hue, state),
            zorder=4,
            gid="marks",
        )
    for up in (True, False):
        found = [mark for mark in line.marks if (mark.opens_up if up else mark.opens_down)]
        if found:
            days, values = [at(mark.day) for mark in found], [mark.value for mark in found]
            look = {"marker": arrow(up), "ms": 17, "mfc": "none", "mec": hue, "mew": 0.7}
            axes.plot(days, values, ls="", zorder=3, gid="open-up" if up else "open-down", **look)  # type: ignore[arg-type]
