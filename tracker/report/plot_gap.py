"""Draws gaps to a reference claimant: marks by cause, intervals where bounds are open, hollow where they agree."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from tracker.model import GapCause
from tracker.report.chart import Chart, Fill, Line, Mark
from tracker.report.plot_days import at
from tracker.report.plot_series import SILENCE
from tracker.report.plot_style import CAUSE_SHAPES, SOFT, STYLES, arrow, colour
from tracker.report.wording import CAUSES


def draw_gaps(axes: Axes, chart: Chart) -> list[Line2D]:
    """Draws every gap, and gives back the key: one entry for each cause that is there."""
    axes.axhline(0, color=SOFT, lw=1.1, zorder=1)
    for line in reversed(chart.lines):
        _joins(axes, line)
        _marks(axes, line)
    causes = {mark.cause for line in chart.lines for mark in line.marks if mark.cause is not None}
    key = []
    for cause in GapCause:
        if cause in causes:
            face = "white" if cause is GapCause.NONE else SOFT
            look = {"marker": CAUSE_SHAPES[cause], "ms": 5.2, "mec": SOFT, "mfc": face}
            key.append(Line2D([], [], ls="", label=CAUSES[cause], **look))  # type: ignore[arg-type]
    return key


def _joins(axes: Axes, line: Line) -> None:
    for left, right in pairwise(line.marks):
        if (right.day - left.day).days <= SILENCE:
            look = STYLES[line.style % len(STYLES)]
            days, values = [at(left.day), at(right.day)], [left.value, right.value]
            axes.plot(days, values, color=colour(line.colour), lw=1.1, ls=look, alpha=0.7, zorder=2)


def _marks(axes: Axes, line: Line) -> None:
    hue = colour(line.colour)
    groups: dict[tuple[GapCause, Fill], list[Mark]] = defaultdict(list)
    for mark in line.marks:
        groups[mark.cause or GapCause.UNEXPLAINED, mark.fill].append(mark)
        low = mark.value if mark.low is None else mark.low
        high = mark.value if mark.high is None else mark.high
        if low != high:
            axes.plot([at(mark.day)] * 2, [low, high], color=hue, lw=3, alpha=0.35, solid_capstyle="butt", zorder=2)
    for (cause, fill), marks in sorted(groups.items()):
        axes.plot(
            [at(mark.day) for mark in marks],
            [mark.value for mark in marks],
            ls="",
            marker=CAUSE_SHAPES[cause],
            ms=5.2,
            mew=1.1,
            mec=hue,
            mfc="white" if fill is Fill.HOLLOW else hue,
            zorder=4,
            gid="marks",
        )
    for up in (True, False):
        found = [mark for mark in line.marks if (mark.opens_up if up else mark.opens_down)]
        if found:
            days, values = [at(mark.day) for mark in found], [mark.value for mark in found]
            shape = {"marker": arrow(up), "ms": 17, "mfc": "none", "mec": hue, "mew": 0.7}
            axes.plot(days, values, ls="", zorder=3, gid="open-up" if up else "open-down", **shape)  # type: ignore[arg-type]
