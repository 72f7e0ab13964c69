"""Where the names of the lines stand: beside their last marks, never over each other, and in no mark's way.

A line that runs to the right edge is named in the margin, at the height of its last mark or as near to it as the
other names allow. A line that ends earlier is named inside the plot where there is room, else in the margin with
a thin leader. All geometry is in dots of the canvas.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark
from tracker.report.plot_days import at
from tracker.report.plot_style import PALE, SOFT, colour, drawable, readable
from tracker.report.printed import plain

WRAP = 34  # letters a line of a label in the margin
INSIDE = 25  # letters a line of a label inside the plot
GAP = 7.0  # dots between labels
MARGIN = 26.0  # dots between the axes and the names in the margin


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """True when the two overlap."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.top <= other.bottom
            or other.top <= self.bottom
        )


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


def label_lines(figure: Figure, axes: Axes, chart: Chart, room: tuple[float, float]) -> None:
    """Writes every line's name and newest figure. `room` is the lowest and highest dot that labels may use."""
    lines = chart.lines
    size = 7.6 if len(lines) <= 9 else 6.7
    labels = [_label(axes, line) for line in lines]
    frame = axes.get_window_extent()
    edge = frame.x0 + 0.8 * frame.width
    taken = [*_obstacles(axes, lines), *_others(axes, chart)]
    margin: list[Label] = []
    spots: list[Box] = []
    for label in sorted(labels, key=lambda one: -one.point[0]):
        _set(figure, label, INSIDE, size)
        spot = None if label.point[0] >= edge else _inside(label, taken, spots, frame_box(axes))
        if spot is None:
            _set(figure, label, WRAP, size)
            margin.append(label)
        else:
            label.left, label.middle = spot.left, (spot.top + spot.bottom) / 2
            taken += [spot, *_along(label.point, _nearest(label.point, spot))]
            spots.append(spot)
            _tie(figure, label, spot)
    _stack(margin, room)
    for label in margin:
        label.left = frame.x1 + MARGIN
        _leader(figure, label, frame.x1)
    for label in labels:
        _write(figure, label, size)


def frame_box(axes: Axes) -> Box:
    """The rectangle of the axes on the canvas."""
    frame = axes.get_window_extent()
    return Box(frame.x0, frame.y0, frame.x1, frame.y1)


def spread(middles: list[float], heights: list[float], room: tuple[float, float], gap: float = GAP) -> list[float]:
    """Heights for labels, from lowest to highest, as near to `middles` as they can be without overlap in `room`.

    Labels that push each other move as one block to the mean of what they wish (pool adjacent violators). Labels
    that do not fit into the room at all share it evenly.
    """
    if sum(heights) + gap * (len(heights) - 1) > room[1] - room[0] and len(heights) > 1:
        gap = max(0.0, (room[1] - room[0] - sum(heights)) / (len(heights) - 1))
    blocks: list[tuple[float, float, list[int]]] = []  # bottom, height, members
    for member, (middle, height) in enumerate(zip(middles, heights, strict=True)):
        bottom, size, members = middle - height / 2, height, [member]
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
    last = _last(line)
    middle = last.value if last.low is None or last.high is None else (last.low + last.high) / 2
    x, y = axes.transData.transform((at(last.day), middle))
    words = drawable(plain(line.label))
    return Label(words, drawable(plain(line.newest)), readable(colour(line.colour)), (float(x), float(y)))


def _last(line: Line) -> Mark:
    return [mark for mark in line.marks if mark.fill is not Fill.REVISED][-1]


def _set(figure: Figure, label: Label, letters: int, size: float) -> None:
    """Breaks the name into lines and takes its size."""
    label.name = "\n".join(textwrap.wrap(label.words, letters, max_lines=4, placeholder=" …", break_long_words=True))
    words = figure.text(0, 0, f"{label.name}\n{label.figure}", fontsize=size, linespacing=1.15)
    box = words.get_window_extent()
    words.remove()
    label.width, label.height = float(box.width) + 2, float(box.height) + 2


def _obstacles(axes: Axes, lines: tuple[Line, ...]) -> list[Box]:
    boxes = []
    for line in lines:
        before: tuple[float, float] | None = None
        for mark in line.marks:
            x, y = axes.transData.transform((at(mark.day), mark.value))
            ends = [y]
            for bound in (mark.low, mark.high):
                if bound is not None:
                    ends.append(axes.transData.transform((at(mark.day), bound))[1])
            low = min(ends) - (26 if mark.opens_down else 8)
            high = max(ends) + (26 if mark.opens_up else 8)
            boxes.append(Box(x - 8, low, x + 8, high))
            if before is not None:
                boxes += _along(before, (float(x), float(y)))
            before = (float(x), float(y))
    return boxes


def _others(axes: Axes, chart: Chart) -> list[Box]:
    """Vertical lines and grey dots, which names must not stand on either."""
    frame = frame_box(axes)
    boxes = []
    for rule in chart.rules:
        x = float(axes.transData.transform((at(rule.day), 1))[0])
        boxes.append(Box(x - 4, frame.bottom, x + 4, frame.top))
    if chart.kind is ChartKind.GAP:
        level = float(axes.transData.transform((0, 0))[1])
        boxes.append(Box(frame.left, level - 3, frame.right, level + 3))
    for mark in chart.greys:
        x, y = axes.transData.transform((at(mark.day), mark.value))
        boxes.append(Box(float(x) - 6, float(y) - 6, float(x) + 6, float(y) + 6))
    return boxes


def _inside(label: Label, taken: list[Box], spots: list[Box], frame: Box) -> Box | None:
    """The free spot nearest to the label's point: beside it first, then further off in rings."""
    for left, middle in _spots(label):
        box = Box(left, middle - label.height / 2, left + label.width, middle + label.height / 2)
        fits = frame.left + 4 <= box.left and box.right <= frame.right + 12
        if not fits or box.bottom < frame.bottom + 3 or box.top > frame.top or any(box.meets(o) for o in taken):
            continue
        path = _along(label.point, _nearest(label.point, box))
        if not any(step.meets(other) for step in path for other in spots):
            return box
    return None


def _spots(label: Label) -> Iterator[tuple[float, float]]:
    """Left edges and middles to try, nearest first: beside the point, then on rings around it."""
    (x, y), wide, high = label.point, label.width, label.height
    yield from ((x + 13, y), (x + 13, y + high * 0.6), (x + 13, y - high * 0.6))
    yield from ((x - wide / 2, y + high / 2 + 30), (x - wide / 2, y - high / 2 - 16))
    yield from ((x - wide - 13, y + high * 0.4), (x - wide - 13, y))
    for ring in range(1, 8):
        reach = 26.0 * ring
        for up in (0.0, 1.0, -1.0, 0.5, -0.5):
            middle = y + up * (reach + high / 2)
            yield x + 13 + reach * (1.4 - abs(up) * 0.8), middle
            yield x - wide - 13 - reach * (1.4 - abs(up) * 0.8), middle


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
    to = _nearest(label.point, spot)
    far = math.hypot(to[0] - x, to[1] - y)
    if far > 34:
        _stroke(figure, [(x + (to[0] - x) * 9 / far, y + (to[1] - y) * 9 / far), to], "-")


def _nearest(point: tuple[float, float], box: Box) -> tuple[float, float]:
    return min(max(point[0], box.left), box.right), min(max(point[1], box.bottom), box.top)


def _along(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Small boxes on the way from one point to another, the two ends left out."""
    steps = int(math.hypot(end[0] - start[0], end[1] - start[1]) // 14)
    ways = [
        (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
        for step in range(1, steps)
    ]
    return [Box(x - 4, y - 4, x + 4, y + 4) for x, y in ways]


def _stroke(figure: Figure, points: list[tuple[float, float]], style: str | tuple[int, tuple[float, ...]]) -> None:
    width, height = figure.canvas.get_width_height(physical=True)
    across, along = [x / width for x, _ in points], [y / height for _, y in points]
    figure.add_artist(
        Line2D(across, along, color=PALE, linewidth=0.6, linestyle=style, transform=figure.transFigure, gid="leader")  # type: ignore[arg-type]
    )


def _write(figure: Figure, label: Label, size: float) -> None:
    width, height = figure.canvas.get_width_height(physical=True)
    rows = label.name.count("\n") + 2
    for words, hue, offset in (
        (label.name, label.hue, 0.0),
        (label.figure, SOFT, label.height * (rows - 1) / rows),
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
