"""Where the names of the lines stand: beside their last marks, never over each other, and in no mark's way.

A line that runs to the right edge is named in the margin, at the height of its last mark or as near to it as the
other names allow. A line that ends earlier is named inside the plot, beside its own last mark; only where the plot is
too full for that does its name stand in the margin, with a thin leader. All geometry is in dots of the canvas.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.report.chart import Chart, Line
from tracker.report.plot_days import at
from tracker.report.plot_ground import Box, Ground, Wish, frame_box, hard, nearest, soft
from tracker.report.plot_rules import Flag
from tracker.report.plot_style import PALE, SOFT, colour, drawable, readable
from tracker.report.printed import plain

WRAP = 34  # letters a line of a label in the margin
INSIDE = 27  # letters a line of a label inside the plot
EDGE = 0.87  # of the width of the plot: names of lines that end further right stand in the margin
GAP = 7.0  # dots between labels
MARGIN = 26.0  # dots between the axes and the names in the margin


@dataclass(slots=True)
class Label:
    """The name of one line, with its size and the point it belongs to."""

    words: str
    figure: str
    hue: str
    point: tuple[float, float]
    name: str = ""
    width: float = 0.0
    height: float = 0.0
    left: float = 0.0
    middle: float = 0.0


def label_lines(
    figure: Figure,
    axes: Axes,
    chart: Chart,
    flags: tuple[Flag, ...],
    room: tuple[float, float],
    *,
    letters: tuple[int, int] = (WRAP, INSIDE),
    size: float = 0.0,
) -> None:
    """Writes every line's name and newest figure.

    room      the lowest and highest dot that labels may use
    letters   of one line of a label in the margin, and inside the plot
    size      of the letters in points; chosen by the number of lines where it is not given
    """
    lines = chart.lines
    size = size or (7.6 if len(lines) <= 9 else 6.9)
    labels = [_label(axes, line) for line in lines]
    frame = axes.get_window_extent()
    edge = frame.x0 + EDGE * frame.width
    ground = Ground(frame_box(axes), hard(axes, chart), soft(axes, chart, flags))
    margin = [label for label in labels if label.point[0] >= edge]
    inner = [label for label in labels if label.point[0] < edge]
    for label in inner:
        _set(figure, label, letters[1], size)
    spots = ground.place([Wish(label.point, label.width, label.height) for label in inner])
    for label, spot in zip(inner, spots, strict=True):
        if spot is None:
            margin.append(label)
        else:
            label.left, label.middle = spot.left, (spot.top + spot.bottom) / 2
            _tie(figure, label, spot)
    for label in margin:
        _set(figure, label, letters[0], size)
    _stack(margin, room)
    for label in margin:
        label.left = frame.x1 + MARGIN
        _leader(figure, label, frame.x1)
    for label in labels:
        _write(figure, label, size)


def spread(middles: list[float], heights: list[float], room: tuple[float, float], gap: float = GAP) -> list[float]:
    """Heights for labels, from lowest to highest, as near to `middles` as they can be without overlap in `room`.

    Labels that push each other move as one block to the mean of what they wish (pool adjacent violators). Labels
    that do not fit into the room at all share it evenly.
    """
    if sum(heights) + gap * (len(heights) - 1) > room[1] - room[0] and len(heights) > 1:
        gap = max(0.0, (room[1] - room[0] - sum(heights)) / (len(heights) - 1))
    blocks: list[tuple[float, float, list[int]]] = []  # bottom, height, members
    for member, (middle, height) in enumerate(zip(middles, heights, strict=True)):
        bottom, size, members = min(middle - height / 2, room[1] - height), height, [member]
        while blocks and blocks[-1][0] + blocks[-1][1] + gap > bottom:
            low, under, earlier = blocks.pop()
            weight, total = len(earlier), len(earlier) + len(members)
            bottom = (low * weight + (bottom - under - gap) * len(members)) / total
            size, members = under + gap + size, earlier + members
            bottom = min(max(bottom, room[0]), max(room[0], room[1] - size))
        blocks.append((min(max(bottom, room[0]), max(room[0], room[1] - size)), size, members))
    out = [0.0] * len(middles)
    for bottom, _, members in blocks:
        for member in members:
            out[member] = bottom + heights[member] / 2
            bottom += heights[member] + gap
    return out


def _label(axes: Axes, line: Line) -> Label:
    last = line.last
    middle = last.value if last.low is None or last.high is None else (last.low + last.high) / 2
    x, y = axes.transData.transform((at(last.day), middle))
    words = drawable(plain(line.label))
    hue = SOFT if line.slip else readable(colour(line.colour))
    return Label(words, drawable(plain(line.newest)), hue, (float(x), float(y)))


def _set(figure: Figure, label: Label, letters: int, size: float) -> None:
    """Breaks the name into lines and takes its size."""
    label.name = "\n".join(textwrap.wrap(label.words, letters, max_lines=4, placeholder=" …", break_long_words=True))
    if letters < INSIDE:
        label.figure = "\n".join(textwrap.wrap(label.figure.replace("\n", " "), letters))
    words = figure.text(0, 0, f"{label.name}\n{label.figure}", fontsize=size, linespacing=1.15)
    box = words.get_window_extent()
    words.remove()
    label.width, label.height = float(box.width) + 2, float(box.height) + 2


def _stack(labels: list[Label], room: tuple[float, float]) -> None:
    labels.sort(key=lambda one: (one.point[1], one.words))
    middles = spread([one.point[1] for one in labels], [one.height for one in labels], room)
    for label, middle in zip(labels, middles, strict=True):
        label.middle = middle


def _leader(figure: Figure, label: Label, edge: float) -> None:
    """From a mark to its name in the margin: level to the edge of the plot, then to the name."""
    x, y = label.point
    points = [(x + 9, y), (edge + 4, y), (label.left - 4, label.middle)]
    if x + 9 > edge + 4:
        points = [(x + 9, y), (label.left - 4, label.middle)]
    _stroke(figure, points, (0, (1, 1.6)) if edge - x > 40 else "-")


def _tie(figure: Figure, label: Label, spot: Box) -> None:
    """A short line from a mark to its name where the name stands a little way off."""
    x, y = label.point
    to = nearest(label.point, spot)
    far = math.hypot(to[0] - x, to[1] - y)
    if far > 24:
        _stroke(figure, [(x + (to[0] - x) * 9 / far, y + (to[1] - y) * 9 / far), to], "-")


def _stroke(figure: Figure, points: list[tuple[float, float]], style: str | tuple[int, tuple[float, ...]]) -> None:
    width, height = figure.canvas.get_width_height(physical=True)
    across, along = [x / width for x, _ in points], [y / height for _, y in points]
    figure.add_artist(
        Line2D(across, along, color=PALE, linewidth=0.6, linestyle=style, transform=figure.transFigure, gid="leader")  # type: ignore[arg-type]
    )


def _write(figure: Figure, label: Label, size: float) -> None:
    width, height = figure.canvas.get_width_height(physical=True)
    rows = label.name.count("\n") + label.figure.count("\n") + 2
    above = label.name.count("\n") + 1
    for words, hue, offset in (
        (label.name, label.hue, 0.0),
        (label.figure, SOFT, label.height * above / rows),
    ):
        figure.text(
            label.left / width,
            (label.middle + label.height / 2 - offset) / height,
            words,
            fontsize=size,
            linespacing=1.15,
            color=hue,
            va="top",
            ha="left",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.4},
            gid=f"label-{'name' if offset == 0 else 'newest'}",
        )
