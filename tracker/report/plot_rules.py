"""Upright lines for breaks and events, each a pole that carries its own label like a flag, so that it is plain which
label belongs to which line.

No label lies over another, and no pole runs through a label. All places are in dots, upwards from the top of the plot.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tracker.report.chart import Chart, Rule
from tracker.report.plot_days import at
from tracker.report.plot_style import INK, SOFT, colour, drawable, readable
from tracker.report.printed import plain

STEP = 20.0  # dots: one line of a label
LEVELS = 5  # lines of labels above the plot, at most
SIZE = 6.8
LONG = 40  # letters; a longer label is set in two or three lines
BESIDE = 5.0  # dots between a pole and its label


@dataclass(frozen=True, slots=True)
class Flag:
    """A label on its pole: `foot` is the pole's place, `level` the label's lowest line."""

    rule: Rule
    words: str
    foot: float
    left: float
    right: float
    level: int
    lines: int

    @property
    def top(self) -> int:
        """The level just above the label, which the pole reaches."""
        return self.level + self.lines


def lay_rules(figure: Figure, axes: Axes, chart: Chart) -> tuple[Flag, ...]:
    """The flags of a chart.

    Declared breaks come first; an event whose label finds no room is left out.
    """
    frame = axes.get_window_extent()
    choices: list[list[Flag]] = []
    for rule in sorted(chart.rules, key=lambda rule: (not rule.claimant, -rule.day.toordinal())):
        words = _lines(drawable(plain(rule.label)))
        shown = figure.text(0, 0, words, fontsize=SIZE)
        width = float(shown.get_window_extent().width)
        shown.remove()
        foot = float(axes.transData.transform((at(rule.day), 0.5))[0])
        count = words.count("\n") + 1
        places = [(foot + BESIDE, foot + BESIDE + width), (foot - BESIDE - width, foot - BESIDE)]
        flags = [
            Flag(rule, words, foot, left, right, level, count)
            for level in range(LEVELS - count + 1)
            for left, right in places
            if right <= frame.x1 + 20 and left >= 0
        ]
        choices.append(flags)
    return _most(choices, ())


def _most(choices: list[list[Flag]], held: tuple[Flag, ...], least: int = 0) -> tuple[Flag, ...]:
    """As many flags as can stand together, the first ones before the later ones, and as low as they can.

    `least` is how many are needed for the search to be worth its while.
    """
    if not choices or len(held) + len(choices) < least:
        return held
    best = held
    for flag in choices[0]:
        if _stands(flag, held):
            found = _most(choices[1:], (*held, flag), len(best))
            if len(found) > len(best) or (len(found) == len(best) and _height(found) < _height(best)):
                best = found
    if best[: len(held) + 1] == held or (choices[0][:1] and not choices[0][0].rule.claimant):
        found = _most(choices[1:], held, len(best) + 1)
        best = found if len(found) > len(best) else best
    return best


def _height(flags: tuple[Flag, ...]) -> tuple[int, int]:
    return max((flag.top for flag in flags), default=0), sum(flag.level for flag in flags)


def draw_rules(figure: Figure, axes: Axes, chart: Chart, flags: tuple[Flag, ...]) -> None:
    """Draws the poles and their labels: a break in the colour of the claimant that declared it, an event in grey."""
    hues = {line.claimant: readable(colour(line.colour)) for line in chart.lines}
    base = axes.get_position().y1
    for flag in flags:
        hue = hues.get(flag.rule.claimant, INK) if flag.rule.claimant else SOFT
        height = axes.get_window_extent().height
        axes.plot(
            [at(flag.rule.day)] * 2,
            [0, 1 + (flag.top * STEP - 4) / height],
            transform=axes.get_xaxis_transform(),
            color=hue,
            lw=0.9 if flag.rule.claimant else 0.7,
            ls=(0, (4, 2)) if flag.rule.claimant else (0, (1, 2)),
            zorder=1,
            clip_on=False,
            gid="pole",
            scalex=False,
            scaley=False,
        )
        width, tall = figure.canvas.get_width_height(physical=True)
        left = flag.left > flag.foot
        figure.text(
            (flag.left if left else flag.right) / width,
            base + (flag.top * STEP - 3) / tall,
            flag.words,
            fontsize=SIZE,
            linespacing=1.12,
            color=hue,
            ha="left" if left else "right",
            va="top",
            gid="rule",
        )


def _stands(one: Flag, others: tuple[Flag, ...]) -> bool:
    """True when neither the label nor the pole meets another label or another pole."""
    for other in others:
        beside = one.right + 8 < other.left or other.right + 8 < one.left
        above = one.level >= other.top or other.level >= one.top
        if not beside and not above:
            return False
        if other.left - 3 <= one.foot <= other.right + 3 and one.top > other.level:
            return False
        if one.left - 3 <= other.foot <= one.right + 3 and other.top > one.level:
            return False
    return True


def _lines(words: str) -> str:
    if len(words) <= LONG:
        return words
    rows = 2 if len(words) <= 2 * LONG else 3
    return "\n".join(textwrap.wrap(words, len(words) // rows + 6, max_lines=rows, placeholder=" …"))
