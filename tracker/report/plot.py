"""Draws a chart as PNG and SVG. Only the plot files touch matplotlib; what is drawn was decided in `charts`."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tracker.report import plot_worker
from tracker.report.catalogue import language
from tracker.report.chart import Chart, ChartKind
from tracker.report.plot_axes import bare, day_axis, gap_axis, people_axis
from tracker.report.plot_facets import draw_facets, facets_height
from tracker.report.plot_gap import draw_gaps
from tracker.report.plot_labels import label_lines
from tracker.report.plot_parts import draw_parts
from tracker.report.plot_rules import STEP, draw_rules, lay_rules
from tracker.report.plot_series import draw_series
from tracker.report.plot_style import DPI, HEIGHT, INK, SETTINGS, SOFT, WIDTH, drawable
from tracker.report.printed import plain
from tracker.report.say import say

LEFT, RIGHT = 0.078, 0.735  # the axes, as shares of the width
BELOW, ABOVE = 1.04, 0.84  # inches under and over the axes
LOWER = 0.75  # how tall a chart with few lines is, as a share of a tall one
FEW = 4  # lines
SHARED_OUT, MOST_WORKERS = 8, 4  # charts from which a further process is worth its start, and processes at most


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as files: the PNG holds its alt text, the SVG its letters as outlines."""

    name: str
    png: bytes
    svg: bytes


def draw(chart: Chart) -> Drawing:
    """The chart as PNG and SVG; the same chart gives the same bytes."""
    with matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        figure, svg = compose(chart), io.BytesIO()
        png = _png(figure, chart)
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return Drawing(chart.name, png, svg.getvalue())


def draw_png(chart: Chart) -> bytes:
    """The chart as PNG alone, the same bytes as `draw` gives."""
    with matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        return _png(compose(chart), chart)


def _png(figure: Figure, chart: Chart) -> bytes:
    png = io.BytesIO()
    about = {"Title": plain(chart.title), "Description": plain(chart.alt), "Software": None}
    figure.savefig(png, format="png", dpi=DPI, metadata=about)
    return png.getvalue()


def draw_all(charts: Sequence[Chart]) -> list[Drawing]:
    """Every chart, in order."""
    return begin_drawing(charts)()


def begin_drawing(charts: Sequence[Chart]) -> Callable[[], list[Drawing]]:
    """Begins to draw, and gives back what waits for the drawings, in the order of the charts.

    Many charts are shared out among processes, so that whoever began can do other work; that changes no byte. A share
    whose process fails is drawn by the one who waits.
    """
    workers = min(os.cpu_count() or 1, MOST_WORKERS, len(charts) // SHARED_OUT)
    if workers < 2:
        return lambda: [draw(chart) for chart in charts]
    pool = ThreadPoolExecutor(workers)
    shares = [list(charts[start::workers]) for start in range(workers)]
    begun = [pool.submit(_in_a_process, share, language()) for share in shares]
    pool.shutdown(wait=False)

    def finish() -> list[Drawing]:
        done = [one.result() or [draw(chart) for chart in share] for one, share in zip(begun, shares, strict=True)]
        return [done[at % workers][at // workers] for at in range(len(charts))]

    return finish


def _in_a_process(charts: list[Chart], spoken: str) -> list[Drawing]:
    """Draws a share of the charts in a process of its own; nothing where that fails."""
    command = [sys.executable, "-m", plot_worker.__name__]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    given = pickle.dumps((spoken, charts))
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)  # noqa: S603
    return [] if done.returncode else list(pickle.loads(done.stdout))  # noqa: S301


def compose(chart: Chart) -> Figure:
    """The chart as a figure of matplotlib, for drawing and for tests that look at its lines and labels."""
    with matplotlib.rc_context(SETTINGS):  # type: ignore[arg-type]
        inches = height_of(chart)
        figure = Figure(figsize=(WIDTH, inches), dpi=DPI)
        FigureCanvasAgg(figure)
        _words(figure, chart, inches)
        if chart.facets:
            _key(figure, draw_facets(figure, chart), 0.21 / inches)
        else:
            _plot(figure, chart, inches)
    return figure


def height_of(chart: Chart) -> float:
    """How tall a chart is drawn, in inches; all are `WIDTH` wide."""
    if chart.facets:
        return facets_height(chart)
    return HEIGHT if len(chart.lines) > FEW else HEIGHT * LOWER


def _plot(figure: Figure, chart: Chart, inches: float) -> None:
    low, high = BELOW / inches, 1 - ABOVE / inches
    right = 0.985 if chart.bars else RIGHT
    axes = figure.add_axes((LEFT, low, right - LEFT, high - low))
    if chart.bars:
        _key(figure, draw_parts(axes, chart), 0.21 / inches)
        return
    _axes(axes, chart)
    flags = lay_rules(figure, axes, chart)
    top = high - max((flag.top for flag in flags), default=0) * STEP / (inches * DPI)
    axes.set_position((LEFT, low, RIGHT - LEFT, top - low))
    key = draw_gaps(axes, chart) if chart.kind is ChartKind.GAP else draw_series(axes, chart)
    draw_rules(figure, axes, chart, flags)
    _key(figure, key, 0.21 / inches)
    label_lines(figure, axes, chart, flags, (BELOW * DPI - 40, high * inches * DPI + 6))


def _key(figure: Figure, entries: Sequence[Artist], bottom: float) -> None:
    """Writes the key in as many columns as the page is wide, so that it takes few rows."""
    for columns in range(6, 2, -1) if entries else ():
        key = figure.legend(
            handles=list(entries),
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
    bare(axes)
    marks = [mark for line in chart.lines for mark in line.marks] + list(chart.greys)
    day_axis(axes, marks, from_left=chart.kind is ChartKind.STAIRCASE)
    if chart.kind is ChartKind.GAP:
        gap_axis(axes, [mark for line in chart.lines for mark in line.marks])
    else:
        people_axis(axes, marks, log=chart.log)


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
