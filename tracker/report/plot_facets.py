"""Draws charts of several small plots: with one pair of axes for all of them, or a grid of pairs each with its own."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Facet, Fill, Mark
from tracker.report.plot_axes import bare, day_axis, people_axis, thousands
from tracker.report.plot_days import at
from tracker.report.plot_labels import label_lines
from tracker.report.plot_series import GREY, draw_line, key_of
from tracker.report.plot_style import DPI, INK, PALE, SOFT, drawable, readable
from tracker.report.plot_style import colour as hue_of
from tracker.report.printed import plain

NAMED_ROW, PLAIN_ROW, PAIR_ROW = (
    2.75,
    1.72,
    0.98,
)  # inches: a row with names beside its lines, one without, one of pairs
ABOVE, BELOW = 0.8, 0.86  # inches over and under all small plots


def rows_of(chart: Chart) -> int:
    """How many rows of small plots there are."""
    return max(facet.row for facet in chart.facets) + 1


def columns_of(chart: Chart) -> int:
    """How many columns of small plots there are."""
    return max(facet.column for facet in chart.facets) + 1


def facets_height(chart: Chart) -> float:
    """How tall the chart is, in inches."""
    row = PAIR_ROW if chart.kind is ChartKind.PAIRS else NAMED_ROW if _names_lines(chart) else PLAIN_ROW
    return ABOVE + BELOW + row * rows_of(chart)


def draw_facets(figure: Figure, chart: Chart) -> list[Line2D]:
    """Draws all small plots, and gives back the key."""
    if chart.kind is ChartKind.PAIRS:
        return _pairs(figure, chart)
    marks = [mark for facet in chart.facets for mark in _marks(facet)]
    for facet in chart.facets:
        _facet(figure, chart, facet, marks)
    shown = replace(chart, kind=ChartKind.SERIES, lines=chart.every_line)
    key = key_of(shown)
    if any(facet.greys for facet in chart.facets):
        words = word("facets.key_third" if _names_lines(chart) else "facets.key_others")
        key.append(Line2D([], [], ls="", marker=".", ms=5, c=GREY, label=words))
    return key


def _names_lines(chart: Chart) -> bool:
    """Whether lines are named beside their marks: where a small plot has a line by itself, its title names it."""
    return any(not facet.note for facet in chart.facets if facet.lines)


def _marks(facet: Facet) -> list[Mark]:
    return [*(mark for line in facet.lines for mark in line.marks), *facet.greys]


def _facet(figure: Figure, chart: Chart, facet: Facet, marks: Sequence[Mark]) -> None:
    names = _names_lines(chart)
    rows, columns, height = rows_of(chart), columns_of(chart), facets_height(chart)
    tall, wide = (height - ABOVE - BELOW) / rows, 0.915 / columns
    margin = 0.17 if names else 0.014  # shares of the width
    head = 0.34 if names else 0.47  # inches over the axes for the title
    left = 0.075 + facet.column * wide
    top = 1 - (ABOVE + facet.row * tall + head) / height
    size = (wide - margin - (0.035 if names and facet.column else 0), (tall - head - 0.18) / height)
    axes = figure.add_axes((left + (0.035 if names and facet.column else 0), top - size[1], *size))
    bare(axes)
    day_axis(axes, marks, most=4 if names else 3)
    people_axis(axes, marks, log=chart.log, most=5 if names else 4)
    below = any(one.row > facet.row and one.column == facet.column for one in chart.facets)
    if below:
        axes.set_xticklabels([])
    if facet.column and not names:
        axes.set_yticklabels([])
    greys = [mark for mark in facet.greys if mark.value > 0 or not chart.log]
    axes.plot([at(m.day) for m in greys], [m.value for m in greys], ls="", marker=".", ms=3.2, c=GREY, gid="greys")
    for line in reversed(facet.lines):
        draw_line(axes, line, (), steps=False)
    box = axes.get_position()
    words = _lines(plain(facet.title), 30 if not names else 60)
    over = box.y1 + 0.06 / height
    hue = readable(hue_of(facet.lines[0].colour)) if not names and facet.lines else INK
    if facet.note:
        figure.text(box.x0, over, drawable(plain(facet.note)), fontsize=7, color=SOFT, va="bottom")
        over += 0.135 / height
    figure.text(box.x0, over, words, fontsize=7.4, color=hue, va="bottom", fontweight="bold", linespacing=1.05)
    if names:
        sub = replace(chart, kind=ChartKind.SERIES, lines=facet.lines, greys=facet.greys, facets=(), rules=())
        room = ((box.y0 * height - 0.12) * DPI, (box.y1 * height + 0.16) * DPI)
        label_lines(figure, axes, sub, (), room, letters=(23, 21), size=6.8)


def _lines(words: str, letters: int) -> str:
    return "\n".join(textwrap.wrap(drawable(words), letters, max_lines=2, placeholder=" …", break_long_words=True))


def _pairs(figure: Figure, chart: Chart) -> list[Line2D]:
    rows, height = rows_of(chart), facets_height(chart)
    tall, wide = (height - ABOVE - BELOW) / rows, 0.97 / rows
    every = [mark for facet in chart.facets for mark in _marks(facet)]
    for facet in chart.facets:
        left, top = 0.018 + facet.column * wide, 1 - (ABOVE + facet.row * tall) / height
        if facet.lines:
            inner = 0.052
            box = (left + inner, top - (tall - 0.13) / height, wide - inner - 0.012, (tall - 0.26) / height)
            _pair(figure.add_axes(box), facet, every, last=facet.row == rows - 1)
            continue
        if facet.row == facet.column:
            shade = (left + 0.004, top - (tall - 0.04) / height, wide - 0.008, (tall - 0.08) / height)
            figure.add_artist(
                Rectangle(shade[:2], *shade[2:], color="#f3f3f3", transform=figure.transFigure, zorder=0)
            )
        diagonal = facet.row == facet.column
        words = drawable(plain(facet.said))
        figure.text(
            left + wide / 2,
            top - tall / 2 / height,
            "\n".join(textwrap.wrap(words, 22, max_lines=4, placeholder=" …", break_long_words=True)),
            fontsize=7.6 if diagonal else 7.2,
            fontweight="bold" if diagonal else "normal",
            color=INK if diagonal else SOFT if facet.column > facet.row else PALE,
            ha="center",
            va="center",
            linespacing=1.15,
            gid="pair-name" if diagonal else "pair-newest",
        )
    fills = {mark.fill for mark in every}
    look = {"ls": "", "marker": "o", "ms": 4, "mew": 0.9, "mec": SOFT}
    key = []
    if Fill.SOLID in fills:
        key.append(Line2D([], [], mfc=SOFT, label=word("pairs.key_contradict"), **look))  # type: ignore[arg-type]
    if Fill.HOLLOW in fills:
        key.append(Line2D([], [], mfc="white", label=word("gap.state_agrees"), **look))  # type: ignore[arg-type]
    return key


def _pair(axes: Axes, facet: Facet, every: Sequence[Mark], *, last: bool) -> None:
    bare(axes)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    day_axis(axes, every, most=3)
    if not last:
        axes.set_xticklabels([])
    axes.tick_params(labelsize=6.4)
    (line,) = facet.lines
    values = [mark.value for mark in line.marks]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1.0) * 0.12
    axes.set_ylim(low - room, high + room)
    ends = [end for end in (low, high) if abs(end) > (high - low) * 0.25]
    axes.set_yticks([0.0, *ends], ["0", *(thousands(end, signed=True) for end in ends)])
    axes.axhline(0, color=PALE, lw=1.0, zorder=1)
    hue = hue_of(0)
    days = [at(mark.day) for mark in line.marks]
    axes.plot(days, values, color=hue, lw=0.8, alpha=0.6, zorder=2)
    for fill, face in ((Fill.SOLID, hue), (Fill.HOLLOW, "white")):
        spots = [(at(m.day), m.value) for m in line.marks if m.fill is fill]
        if spots:
            x, y = zip(*spots, strict=True)
            axes.plot(x, y, ls="", marker="o", ms=2.6, mew=0.7, mec=hue, mfc=face, zorder=3, gid="marks")
