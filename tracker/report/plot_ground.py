"""Where a label may stand inside a plot: on no mark and no other label, off lines where it can, near to its own mark.

Every place on a fine grid around the mark is weighed at once: how far off it is, and what it would lie on. All geometry
is in dots of the canvas.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from tracker.report.chart import Chart, ChartKind, Fill
from tracker.report.plot_days import at
from tracker.report.plot_rules import Flag

REACH, GRID_STEP = 360.0, 11.0  # dots: how far from its mark a label may stand, and how finely places are tried
AIR = 9.0  # dots between two labels on one level
BESIDE = 13.0  # dots between a mark and a label next to it
OVER_LINE = 22.0  # what it costs to stand on one dot-sized piece of a line, in dots of distance
TOO_FAR = 420.0  # a place that costs more is no place
TRIED = 200  # places looked at for one label, cheapest first; of those further off every sixth
Tie = tuple[tuple[float, float], tuple[float, float]]
_Boxes = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: the point it belongs to and its size."""

    point: tuple[float, float]
    width: float
    height: float


class Ground:
    """A plot with all that stands on it."""

    def __init__(self, frame: Box, marks: list[Box], lines: list[Box]) -> None:
        """`marks` must stay free; `lines` should."""
        self.frame = frame
        self.marks = marks
        self.lines = lines

    def place(self, wishes: list[Wish]) -> list[Box | None]:
        """A box for every label, None where there is no room for it.

        A label that is placed takes room from those after it, so several orders are tried; the one that places most
        labels, nearest to their marks, wins.
        """
        options = [self._options(wish) for wish in wishes]
        places = range(len(wishes))
        orders = [
            sorted(places, key=lambda n: -wishes[n].point[0]),
            sorted(places, key=lambda n: len(options[n])),
            sorted(places, key=lambda n: wishes[n].point[1]),
            sorted(places, key=lambda n: -wishes[n].point[1]),
            sorted(places, key=lambda n: wishes[n].point[0]),
        ]
        best: tuple[float, list[Box | None]] = (math.inf, [])
        for order in orders:
            found: list[Box | None] = [None] * len(wishes)
            total = 0.0
            ties: list[Tie] = []
            for n in order:
                free = self._first_free(wishes[n], options[n], [_wider(box) for box in found if box], ties)
                if free is None:
                    total += 2 * TOO_FAR
                else:
                    cost, found[n] = free
                    total += cost
                    ties.append((wishes[n].point, nearest(wishes[n].point, free[1])))
            if total < best[0] - 1e-6:
                best = (total, found)
        return best[1]

    def _options(self, wish: Wish) -> list[tuple[float, Box]]:
        """Places for a label, cheapest first."""
        (x, y), boxes = wish.point, self._grid(wish.point, wish.width, wish.height)
        boxes = boxes[~_meet(boxes, self.marks).any(axis=1)]
        across = np.maximum(np.maximum(boxes[:, 0] - x, x - boxes[:, 2]), 0)
        along = np.maximum(np.maximum(boxes[:, 1] - y, y - boxes[:, 3]), 0)
        beside = np.where(boxes[:, 0] > x, 0.0, np.where(boxes[:, 2] < x, 6.0, 8.0))  # right, left, above or below
        cost = np.maximum(np.hypot(across, along) - BESIDE, 0) + beside
        cost += _meet(boxes, self.lines).sum(axis=1) * OVER_LINE
        near = [n for n in np.argsort(cost, kind="stable") if cost[n] <= TOO_FAR]
        chosen = near[:TRIED] + near[TRIED::6]
        return [(float(cost[n]), Box(*(float(edge) for edge in boxes[n]))) for n in chosen]

    def _first_free(
        self, wish: Wish, options: list[tuple[float, Box]], labels: list[Box], ties: list[Tie]
    ) -> tuple[float, Box] | None:
        """The cheapest place that no label stands on, no tie runs through, and whose own tie runs through none."""
        roads = [step for tie in ties for step in along_way(*tie)]
        for cost, box in options:
            if any(box.meets(label) for label in labels) or any(box.meets(step) for step in roads):
                continue
            tie = (wish.point, nearest(wish.point, box))
            way = along_way(*tie)
            if any(step.meets(label) for step in way for label in labels) or any(_cross(*tie, *one) for one in ties):
                continue
            return cost, box
        return None

    def _grid(self, point: tuple[float, float], width: float, height: float) -> _Boxes:
        steps = np.arange(-REACH, REACH + 1, GRID_STEP)
        lefts = np.concatenate(
            ([point[0] + BESIDE, point[0] - BESIDE - width, point[0] - width / 2], point[0] + steps)
        )
        lefts = np.concatenate((lefts, point[0] - width + steps))
        middles = np.concatenate(([point[1]], point[1] + steps))
        x, y = (part.ravel() for part in np.meshgrid(lefts, middles))
        boxes = np.column_stack((x, y - height / 2, x + width, y + height / 2))
        frame = self.frame
        fits = (boxes[:, 0] >= frame.left + 4) & (boxes[:, 2] <= frame.right + 8)
        fits &= (boxes[:, 1] >= frame.bottom + 3) & (boxes[:, 3] <= frame.top - 4)
        return boxes[fits]


def _wider(box: Box) -> Box:
    """A label with the air it needs, so that its neighbour is not read as part of it."""
    return Box(box.left - AIR, box.bottom - 2, box.right + AIR, box.top + 2)


def hard(axes: Axes, chart: Chart) -> list[Box]:
    """What no label may stand on: every mark with its stroke or bar, and grey dots."""
    boxes = []
    for mark in [mark for line in chart.lines for mark in line.marks]:
        x, y = _dot(axes, at(mark.day), mark.value)
        ends = [y, *(_dot(axes, at(mark.day), end)[1] for end in (mark.low, mark.high) if end is not None)]
        low, high = min(ends) - (26 if mark.opens_down else 8), max(ends) + (26 if mark.opens_up else 8)
        boxes.append(Box(x - 9, low, x + 9, high))
    for mark in chart.greys:
        x, y = _dot(axes, at(mark.day), mark.value)
        boxes.append(Box(x - 6, y - 6, x + 6, y + 6))
    return boxes


def soft(axes: Axes, chart: Chart, flags: tuple[Flag, ...]) -> list[Box]:
    """What labels should not stand on: the lines between marks, upright lines, the line of nought of a gap chart."""
    frame = frame_box(axes)
    boxes = []
    for line in chart.lines:
        marks = [mark for mark in line.marks if mark.fill not in {Fill.REVISED, Fill.SLIP}]
        for left, right in pairwise(marks):
            start, end = _dot(axes, at(left.day), left.value), _dot(axes, at(right.day), right.value)
            if chart.kind is ChartKind.STAIRCASE:
                boxes += [*along_way(start, (end[0], start[1])), *along_way((end[0], start[1]), end)]
            else:
                boxes += along_way(start, end)
    for flag in flags:
        boxes += along_way((flag.foot, frame.bottom), (flag.foot, frame.top))
    if chart.kind is ChartKind.GAP:
        level = _dot(axes, 0, 0)[1]
        boxes += along_way((frame.left, level), (frame.right, level))
    return boxes


def frame_box(axes: Axes) -> Box:
    """The rectangle of the axes on the canvas."""
    frame = axes.get_window_extent()
    return Box(float(frame.x0), float(frame.y0), float(frame.x1), float(frame.y1))


def nearest(point: tuple[float, float], box: Box) -> tuple[float, float]:
    """The point of a box that is nearest to another point."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.bottom), box.top)


def along_way(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """Small boxes on the way from one point to another, the two ends left out."""
    steps = int(math.hypot(end[0] - start[0], end[1] - start[1]) // 14)
    ways = [
        (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
        for step in range(1, steps)
    ]
    return [Box(x - 4, y - 4, x + 4, y + 4) for x, y in ways]


def _dot(axes: Axes, x: float, y: float) -> tuple[float, float]:
    across, along = axes.transData.transform((x, y))
    return float(across), float(along)


def _meet(boxes: _Boxes, others: list[Box]) -> NDArray[np.bool_]:
    """Which of the boxes overlap which of the others: a table of boxes by others."""
    them = np.array([(o.left, o.bottom, o.right, o.top) for o in others], dtype=np.float64).reshape(-1, 4)
    apart = (boxes[:, None, 2] <= them[None, :, 0]) | (them[None, :, 2] <= boxes[:, None, 0])
    apart |= (boxes[:, None, 3] <= them[None, :, 1]) | (them[None, :, 3] <= boxes[:, None, 1])
    return ~apart


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    """True when the stretches a-b and c-d cross."""

    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
