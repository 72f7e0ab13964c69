"""Draws a chart as PNG and SVG. Only the plot files touch matplotlib; what is drawn was decided in `charts`."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from tracker.report.chart import Chart, ChartKind
from tracker.report.plot_days import at, ticks, words
from tracker.report.plot_gap import draw_gaps
from tracker.report.plot_labels import label_lines
from tracker.report.plot_rules import STEP, draw_rules, lay_rules
from tracker.report.plot_series import draw_series
from tracker.report.plot_style import DPI, GRID, HEIGHT, INK, PALE, SETTINGS, SOFT, WIDTH, drawable
from tracker.report.printed import plain
from tracker.report.say import say

LEFT, RIGHT = 0.078, 0.735  # the axes, as shares of the width
BELOW, ABOVE = 1.04, 0.84  # inches under and over the axes
LOWER = 0.75  # how tall a chart with few lines is, as a share of a tall one
FEW = 4  # lines


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as files: the PNG holds its alt text, the SVG its letters as outlines."""

    name: str
    png: bytes
    svg: bytes


def draw(chart: Chart) -> Drawing:
    """The chart as PNG and SVG; the same chart gives the same bytes."""
    with matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        figure = compose(chart)
        png, svg = io.BytesIO(), io.BytesIO()
        about = {"Title": plain(chart.title), "Description": plain(chart.alt), "Software": None}
        figure.savefig(png, format="png", dpi=DPI, metadata=about)
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return Drawing(chart.name, png.getvalue(), svg.getvalue())


def draw_all(charts: Sequence[Chart]) -> list[Drawing]:
    """Every chart, in order."""
    return [draw(chart) for chart in charts]


def compose(chart: Chart) -> Figure:
    """The chart as a figure of matplotlib, for drawing and for tests that look at its lines and labels."""
    with matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        inches = HEIGHT if len(chart.lines) > FEW else HEIGHT * LOWER
        figure = Figure(figsize=(WIDTH, inches), dpi=DPI)
        FigureCanvasAgg(figure)
        low, high = BELOW / inches, 1 - ABOVE / inches
        axes = figure.add_axes((LEFT, low, RIGHT - LEFT, high - low))
        _axes(axes, chart)
        flags = lay_rules(figure, axes, chart)
        top = high - max((flag.top for flag in flags), default=0) * STEP / (inches * DPI)
        axes.set_position((LEFT, low, RIGHT - LEFT, top - low))
        key = draw_gaps(axes, chart) if chart.kind is ChartKind.GAP else draw_series(axes, chart)
        draw_rules(figure, axes, chart, flags)
        _words(figure, chart, inches)
        _key(figure, key, 0.21 / inches)
        label_lines(figure, axes, chart, flags, (BELOW * DPI - 40, high * inches * DPI + 6))
    return figure


def _key(figure: Figure, entries: list[Line2D], bottom: float) -> None:
    """Writes the key in as many columns as the page is wide, so that it takes few rows."""
    for columns in range(6, 2, -1) if entries else ():
        key = figure.legend(
            handles=entries,
            loc="lower left",
            bbox_to_anchor=(LEFT - 0.012, bottom),
            ncols=columns,
            frameon=False,
            fontsize=7,
            labelcolor=SOFT,
            handletextpad=0.35,
            columnspacing=1.3,
            borderpad=0.0,
            labelspacing=0.75,
            handlelength=1.5,
        )
        if key.get_window_extent().x1 <= (WIDTH - 0.1) * DPI or columns == 3:
            return
        key.remove()


def _axes(axes: Axes, chart: Chart) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.grid(axis="y", color=GRID, lw=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(which="both", length=0, labelsize=8)
    axes.tick_params(axis="x", which="major", length=3, color=PALE)
    _days(axes, chart)
    marks = [mark for line in chart.lines for mark in line.marks] + list(chart.greys)
    values = [v for mark in marks for v in (mark.value, mark.low, mark.high) if v is not None]
    if chart.log:
        axes.set_yscale("log")
        above = [value for value in values if value > 0]
        axes.set_ylim(10 ** math.floor(math.log10(min(above))), max(above) * 1.6)
    elif chart.kind is ChartKind.GAP:
        low, high = min([0.0, *values]), max([0.0, *values])
        room = (high - low or 1.0) * 0.07
        axes.set_ylim(low - room, high + room)
        axes.spines["bottom"].set_visible(False)
    else:
        axes.set_ylim(0, max([1.0, *values]) * 1.07)
    if not chart.log:
        axes.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 2.5, 5, 10]))
    signed = chart.kind is ChartKind.GAP
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _thousands(value, signed)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def _days(axes: Axes, chart: Chart) -> None:
    """The x axis: at least ten days, with a little air on both sides; an event begins at the left."""
    days = [at(mark.day) for line in chart.lines for mark in line.marks] + [at(mark.day) for mark in chart.greys]
    first, last = min(days), max(days)
    missing = max(0.0, 10 - (last - first))
    air = max((last - first) * 0.02, 0.6)
    before = 0.0 if chart.kind is ChartKind.STAIRCASE else missing / 2
    axes.set_xlim(first - air - before, last + air + missing - before)
    named = ticks(*axes.get_xlim())
    axes.set_xticks([at(day) for day in named], words(named))


def _thousands(value: float, signed: bool) -> str:
    words = f"{value:,.0f}".replace("-", "−")
    return f"+{words}" if signed and value > 0 else words


def _words(figure: Figure, chart: Chart, inches: float) -> None:
    axis = say("chart.log", axis=chart.axis) if chart.log else chart.axis
    for said, down, size, hue, weight in (
        (chart.title, 0.27, 13.0, INK, "bold"),
        (chart.subtitle, 0.49, 8.6, SOFT, "normal"),
        (axis, 0.68, 7.6, SOFT, "normal"),
        (chart.footer, inches - 0.12, 6.8, SOFT, "normal"),
    ):
        figure.text(
            0.02, 1 - down / inches, drawable(plain(said)), fontsize=size, fontweight=weight, color=hue, va="center"
        )
