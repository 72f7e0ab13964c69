"""Draws a difference over time as bars that are divided among its causes: by colour and by hatching."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from tracker.model import GapCause
from tracker.report.catalogue import word
from tracker.report.chart import Bar, Chart
from tracker.report.plot_axes import bare, thousands
from tracker.report.plot_style import COLOURS, GRID, INK, PALE, SOFT
from tracker.report.printed import plain, text
from tracker.report.wording import CAUSES

WIDE = 0.78  # of the room of a bar
TICKS = 16  # days that are named
# One colour and one hatching for each cause, the same on every chart, so that a print in grey tells them apart.
LOOKS: dict[GapCause, tuple[str, str]] = {
    GapCause.SCOPE: (COLOURS[0], "////"),
    GapCause.INCLUSION: (COLOURS[1], "...."),
    GapCause.LAG: (COLOURS[5], "\\\\\\\\"),
    GapCause.STALE: (COLOURS[4], "++++"),
    GapCause.RETROACTIVE: (COLOURS[3], "oooo"),
    GapCause.BASELINE: (COLOURS[6], "xxxx"),
    GapCause.ROUNDING: (COLOURS[7], "----"),
    GapCause.BREAK: (PALE, "||||"),
    GapCause.UNEXPLAINED: (COLOURS[2], ""),
}


def draw_parts(axes: Axes, chart: Chart) -> list[Artist]:
    """Draws every bar, and gives back the key: one entry for each cause that is there."""
    bare(axes)
    axes.spines["bottom"].set_visible(False)
    axes.axhline(0, color=SOFT, lw=1.2, zorder=4)
    heights = [0.0]
    for place, bar in enumerate(chart.bars):
        heights += _bar(axes, place, bar)
    low, high = min(heights), max(heights)
    room = (high - low or 1.0) * 0.07
    axes.set_ylim(low - room, high + room)
    axes.set_xlim(-0.8, max(len(chart.bars), 6) - 0.2)
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: thousands(value, signed=True)))
    _days(axes, chart.bars)
    return _key(chart.bars)


def _bar(axes: Axes, place: int, bar: Bar) -> list[float]:
    """One bar: what adds to the difference on its own side of nought, what takes from it on the other."""
    total = bar.total.values[0]
    reach = {True: 0.0, False: 0.0}

    def piece(amount: float, face: str, hatch: str, edge: str) -> None:
        side = amount > 0
        axes.bar(
            place, amount, WIDE, bottom=reach[side], color=face, hatch=hatch, edgecolor=edge, linewidth=0.5, zorder=3
        )
        reach[side] += amount

    for cause, amount in bar.parts:
        face, hatch = LOOKS[cause]
        piece(amount.values[0], face, hatch, "white")
    if bar.agrees:
        axes.bar(place, total, WIDE, color=GRID, edgecolor=PALE, linewidth=0.5, zorder=2)
    elif bar.rest:
        piece(bar.rest, "white", "", SOFT)
    axes.plot([place - WIDE / 2, place + WIDE / 2], [total, total], color=INK, lw=1.6, zorder=5, gid="total")
    return [total, *reach.values()]


def _days(axes: Axes, bars: tuple[Bar, ...]) -> None:
    step = -(-len(bars) // TICKS)
    places = list(range(0, len(bars), step))
    short = word("months.short").split()
    words = [f"{bars[n].day.day} {short[bars[n].day.month - 1]}\n{bars[n].day.year}" for n in places]
    axes.set_xticks(places, words)
    axes.tick_params(axis="x", which="major", length=3, color=PALE, labelsize=7.4)


def _key(bars: tuple[Bar, ...]) -> list[Artist]:
    met = {cause for bar in bars for cause, _ in bar.parts}
    key: list[Artist] = [Line2D([], [], color=INK, lw=1.6, label=word("parts.total"))]
    key += [
        Patch(facecolor=LOOKS[cause][0], hatch=LOOKS[cause][1], edgecolor="white", label=plain(text(CAUSES[cause])))
        for cause in LOOKS
        if cause in met
    ]
    if any(bar.rest for bar in bars):
        key.append(Patch(facecolor="white", edgecolor=SOFT, label=word("parts.shared")))
    if any(bar.agrees for bar in bars):
        key.append(Patch(facecolor=GRID, edgecolor=PALE, label=word("parts.agrees")))
    return key
