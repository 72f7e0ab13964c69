"""Draws series: marks, strokes for open bounds, bars for ranges, lines that fade where a source fell silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from tracker.model import ArticleKind
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark
from tracker.report.plot_days import at
from tracker.report.plot_style import GRID, PALE, SILENT, SIZES, SLIP, SLIP_SIZE, SOFT, STYLES, arrow, colour, shape
from tracker.report.printed import plain
from tracker.report.wording import EVIDENCE

SILENCE = 60  # days; a longer silence between two figures is dotted, not drawn as a line
GREY = "#b4b4b4"


def draw_series(axes: Axes, chart: Chart) -> list[Line2D]:
    """Draws all lines and marks, and gives back the key: one entry for each kind of mark that is there."""
    _grey(axes, chart.greys)
    for line in reversed(chart.lines):
        breaks = [rule.day for rule in chart.rules if rule.claimant and rule.claimant == line.claimant]
        draw_line(axes, line, breaks, steps=chart.kind is ChartKind.STAIRCASE)
    return key_of(chart)


def draw_line(axes: Axes, line: Line, breaks: Sequence[date], *, steps: bool) -> None:
    """Draws one series: what joins its marks, and the marks; `steps` joins them as a staircase."""
    _joins(axes, line, breaks, steps=steps)
    _marks(axes, line)


def pairs(line: Line, breaks: Sequence[date], *, ever: bool = False) -> list[tuple[Mark, Mark, bool]]:
    """Which consecutive marks of a series are joined, and whether the silence between them was long.

    A range is no point and is joined to nothing; nothing is joined across a declared break.
    """
    found = []
    marks = [mark for mark in line.marks if mark.fill not in {Fill.REVISED, Fill.SLIP}]
    for left, right in pairwise(marks):
        if left.low is not None or right.low is not None or any(left.day < day <= right.day for day in breaks):
            continue
        found.append((left, right, not ever and (right.day - left.day).days > SILENCE))
    return found


def _joins(axes: Axes, line: Line, breaks: Sequence[date], *, steps: bool) -> None:
    """Joins marks: one stroke for each run of them, so that dashes do not begin anew at every mark."""
    hue, style = colour(line.colour), STYLES[line.style % len(STYLES)]
    thin = (0, SILENT[line.style % len(SILENT)])
    for run, silent in runs(pairs(line, breaks, ever=steps)):
        days, values = [at(mark.day) for mark in run], [mark.value for mark in run]
        if steps:
            days = [days[0], *(day for day in days[1:] for _ in (0, 1))]
            values = [*(value for value in values[:-1] for _ in (0, 1)), values[-1]]
        look = {"linestyle": thin, "linewidth": 0.9} if silent else {"linestyle": style, "linewidth": 1.5}
        axes.plot(days, values, color=hue, zorder=2, gid="silence" if silent else "line", **look)


def runs(joined: Sequence[tuple[Mark, Mark, bool]]) -> list[tuple[list[Mark], bool]]:
    """Pairs that follow each other in one way, as runs of marks."""
    found: list[tuple[list[Mark], bool]] = []
    for left, right, silent in joined:
        if found and found[-1][1] == silent and found[-1][0][-1] is left:
            found[-1][0].append(right)
        else:
            found.append(([left, right], silent))
    return found


def _marks(axes: Axes, line: Line) -> None:
    hue = colour(line.colour)
    groups: dict[tuple[ArticleKind, Fill], list[Mark]] = defaultdict(list)
    for mark in line.marks:
        groups[mark.evidence, mark.fill].append(mark)
        if mark.low is not None and mark.high is not None:
            axes.plot(
                [at(mark.day)] * 2,
                [mark.low, mark.high],
                color=hue,
                lw=4.5,
                alpha=0.5,
                solid_capstyle="butt",
                zorder=2,
            )
    for (kind, fill), marks in sorted(groups.items()):
        points = [mark for mark in marks if mark.low is None]
        ends = [(at(m.day), v) for m in marks if m.low is not None for v in (m.low, m.high) if v is not None]
        days, values = [at(m.day) for m in points], [m.value for m in points]
        over = 5 if fill is Fill.SLIP else 4
        axes.plot(days, values, ls="", zorder=over, gid="marks", **_look(kind, fill, line.colour))  # type: ignore[arg-type]
        if ends:
            axes.plot(
                [d for d, _ in ends],
                [v for _, v in ends],
                ls="",
                marker="_",
                ms=7,
                mew=1.3,
                c=hue,
                zorder=4,
                gid="ends",
            )
    _strokes(axes, [mark for mark in line.marks if mark.fill not in {Fill.REVISED, Fill.SLIP}], hue)


def _strokes(axes: Axes, marks: Sequence[Mark], hue: str) -> None:
    for up in (True, False):
        found = [mark for mark in marks if (mark.opens_up if up else mark.opens_down)]
        if found:
            axes.plot(
                [at(mark.day) for mark in found],
                [mark.value for mark in found],
                ls="",
                marker=arrow(up),
                ms=19,
                mfc="none",
                mec=hue,
                mew=0.8,
                zorder=3,
                gid="open-up" if up else "open-down",
            )


def _look(kind: ArticleKind, fill: Fill, rank: int) -> dict[str, object]:
    """How a mark is drawn: shape and colour by claimant, size by where the words stand, face by what they say."""
    hue, (marker, factor) = colour(rank), shape(rank)
    size = SIZES[kind] * factor
    look: dict[str, object] = {"marker": marker, "ms": size, "mew": 1.1, "mec": hue, "mfc": hue}
    if fill is Fill.HOLLOW:
        look["mfc"] = "white"
    elif fill is Fill.REPEATED:
        look |= {"mfc": "white", "mec": PALE, "mew": 0.9, "ms": size * 0.9}
    elif fill is Fill.REVISED:
        look |= {"alpha": 0.35, "ms": size * 0.7, "mew": 0}
    elif fill is Fill.SLIP:
        look = {"marker": SLIP, "ms": SLIP_SIZE, "mew": 1.4, "mec": SOFT}
    return look


def _grey(axes: Axes, marks: Sequence[Mark]) -> None:
    if marks:
        axes.plot(
            [at(m.day) for m in marks],
            [m.value for m in marks],
            ls="",
            marker=".",
            ms=4.5,
            c=GREY,
            zorder=1,
            gid="greys",
        )
    for mark in marks:
        if mark.low is not None and mark.high is not None:
            axes.plot([at(mark.day)] * 2, [mark.low, mark.high], color=GRID, lw=2, zorder=1)


def key_of(chart: Chart) -> list[Line2D]:
    """The key of a chart: one entry for each kind of mark that is there."""
    marks = [mark for line in chart.lines for mark in line.marks if mark.fill is not Fill.SLIP]
    disc: dict[str, object] = {"marker": "o", "mew": 1.1, "mec": SOFT, "mfc": SOFT}
    entries: list[tuple[str, dict[str, object]]] = []
    for kind in ArticleKind:
        if any(mark.evidence is kind for mark in marks):
            entries.append((EVIDENCE[kind], disc | {"ms": SIZES[kind]}))
    shown = {mark.fill for line in chart.lines for mark in line.marks}
    if any(mark.opens_up for mark in marks):
        entries.append((word("key.at_least"), {"marker": arrow(True), "ms": 13, "mec": SOFT, "mfc": "none"}))
    if any(mark.opens_down for mark in marks):
        entries.append((word("key.up_to"), {"marker": arrow(False), "ms": 13, "mec": SOFT, "mfc": "none"}))
    if any(mark.low is not None for mark in marks):
        entries.append((word("key.range"), {"marker": "|", "ms": 9, "mew": 4, "mec": "#b0b0b0"}))
    if Fill.REPEATED in shown:
        entries.append((word("key.repeated"), disc | {"ms": 4.5, "mec": PALE, "mfc": "white"}))
    if Fill.REVISED in shown:
        entries.append((word("key.revised"), disc | {"ms": 3.4, "alpha": 0.35}))
    if Fill.SLIP in shown:
        entries.append((word("key.slip"), {"marker": SLIP, "ms": SLIP_SIZE, "mew": 1.4, "mec": SOFT}))
    key = [Line2D([], [], ls="", label=words, **look) for words, look in entries]  # type: ignore[arg-type]
    if chart.kind is ChartKind.SERIES and any(silent for line in chart.lines for *_, silent in pairs(line, ())):
        key.append(Line2D([], [], color=SOFT, ls=(0, SILENT[0]), lw=0.9, label=word("key.silence")))
    if chart.greys:
        key.append(Line2D([], [], ls="", marker=".", ms=5, c=GREY, label=plain(chart.grey_label)))
    return key
