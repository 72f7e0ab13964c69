"""Axes of charts: quiet ground, days below, people at the side in full digits from nought."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from tracker.report.chart import Mark
from tracker.report.plot_days import MOST, at, ticks, words
from tracker.report.plot_style import GRID, PALE

STEPS = [1, 2, 2.5, 5, 10]


def bare(axes: Axes) -> None:
    """Takes away the frame, and draws a quiet grid of heights."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=GRID, lw=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", length=0, labelsize=8)
    axes.tick_params(axis="x", which="major", length=3, color=PALE)


def day_axis(axes: Axes, marks: Sequence[Mark], *, from_left: bool = False, most: int = MOST) -> None:
    """The x axis: at least ten days, with a little air on both sides; `from_left` gives what is missing to the right."""
    days = [at(mark.day) for mark in marks]
    first, last = min(days), max(days)
    missing = max(0.0, 10 - (last - first))
    air = max((last - first) * 0.02, 0.6)
    before = 0.0 if from_left else missing / 2
    axes.set_xlim(first - air - before, last + air + missing - before)
    named = ticks(*axes.get_xlim(), most)
    axes.set_xticks([at(day) for day in named], words(named))


def people_axis(axes: Axes, marks: Sequence[Mark], *, log: bool, most: int = 6) -> None:
    """The y axis from nought, or logarithmic from the next power of ten below."""
    values = [v for mark in marks for v in (mark.value, mark.low, mark.high) if v is not None]
    if log:
        axes.set_yscale("log")
        above = [value for value in values if value > 0]
        axes.set_ylim(10 ** math.floor(math.log10(min(above))), max(above) * 1.6)
    else:
        axes.set_ylim(0, max([1.0, *values]) * 1.07)
        axes.yaxis.set_major_locator(MaxNLocator(most, integer=True, steps=STEPS))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: thousands(value)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def gap_axis(axes: Axes, marks: Sequence[Mark]) -> None:
    """The y axis of differences: nought is on it, and every number has its sign."""
    values = [0.0, *(v for mark in marks for v in (mark.value, mark.low, mark.high) if v is not None)]
    low, high = min(values), max(values)
    room = (high - low or 1.0) * 0.07
    axes.set_ylim(low - room, high + room)
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=STEPS))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: thousands(value, signed=True)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def thousands(value: float, signed: bool = False) -> str:
    """A number in full digits, with a sign where it is a difference."""
    shown = f"{value:,.0f}".replace("-", "−")
    return f"+{shown}" if signed and value > 0 else shown
