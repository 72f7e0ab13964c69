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
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from tracker.report.chart import Chart, ChartKind
from tracker.report.plot_days import at, ticks, words
from tracker.report.plot_gap import draw_gaps
from tracker.report.plot_labels import label_lines
from tracker.report.plot_series import draw_series
from tracker.report.plot_style import DPI, GRID, HEIGHT, INK, PALE, SETTINGS, SOFT, WIDTH, drawable
from tracker.report.printed import plain

LEFT, RIGHT, LOW, HIGH = 0.078, 0.735, 0.185, 0.855  # the axes, as shares of the figure
RULE_ROWS = 3


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
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI)
        FigureCanvasAgg(figure)
        top = HIGH - 0.022 * min(len(chart.rules), RULE_ROWS)
        axes = figure.add_axes((LEFT, LOW, RIGHT - LEFT, top - LOW))
        key = draw_gaps(axes, chart) if chart.kind is ChartKind.GAP else draw_series(axes, chart)
        _axes(axes, chart)
        _rules(axes, chart)
        _words(figure, chart)
        if key:
            columns = 4 if sum(len(str(entry.get_label())) for entry in key) > 110 else 6
            figure.legend(
                handles=key,
                loc="lower left",
                bbox_to_anchor=(LEFT - 0.012, 0.038),
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
        label_lines(figure, axes, chart, (LOW * HEIGHT * DPI - 40, HIGH * HEIGHT * DPI + 6))
    return figure


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
    title = plain(chart.axis)
    if chart.log:
        axes.set_yscale("log")
        above = [value for value in values if value > 0]
        axes.set_ylim(10 ** math.floor(math.log10(min(above))), max(above) * 1.6)
        title += ", logarithmic axis: each step is ten times the one below"
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
    axes.annotate(
        title,
        (0.02, axes.get_position().y1),
        xycoords="figure fraction",
        xytext=(0, 9),
        textcoords="offset points",
        fontsize=7.6,
        color=SOFT,
        gid="axis",
    )


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


def _rules(axes: Axes, chart: Chart) -> None:
    """Vertical lines with their labels in rows above the plot, so that no two run into each other.

    Declared breaks come first; an event whose label finds no room is not drawn at all.
    """
    frame = axes.get_window_extent()
    titles = [words.get_window_extent().x1 for words in axes.texts if words.get_gid() == "axis"]
    start = (float("-inf"), max(titles, default=float("-inf")))
    rows = [[start], [start], *([] for _ in range(RULE_ROWS - 2))]
    for rule in sorted(chart.rules, key=lambda rule: not rule.claimant):
        hue = INK if rule.claimant else SOFT
        label = axes.annotate(
            drawable(plain(rule.label)),
            (at(rule.day), 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            fontsize=6.8,
            color=hue,
            ha="left",
            annotation_clip=False,
            gid="rule",
        )
        if label.get_window_extent().x1 > frame.x1:
            label.set_horizontalalignment("right")
        box = label.get_window_extent()
        free = [
            n for n, row in enumerate(rows) if all(box.x1 + 8 < left or right + 8 < box.x0 for left, right in row)
        ]
        if not free:
            label.remove()
            if not rule.claimant:
                continue
        else:
            rows[free[0]].append((float(box.x0), float(box.x1)))
            label.set_position((0, 3 + 10.5 * free[0]))
        axes.axvline(at(rule.day), color=hue, lw=0.8, ls=(0, (4, 2)) if rule.claimant else (0, (1, 2)), zorder=1)


def _words(figure: Figure, chart: Chart) -> None:
    figure.text(0.02, 0.952, drawable(plain(chart.title)), fontsize=13, fontweight="bold", color=INK, va="center")
    figure.text(0.02, 0.913, drawable(plain(chart.subtitle)), fontsize=8.6, color=SOFT, va="center")
    figure.text(0.02, 0.021, drawable(plain(chart.footer)), fontsize=6.8, color=SOFT, va="center")
