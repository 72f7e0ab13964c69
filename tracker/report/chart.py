"""What a chart shows, before anything is drawn: lines of marks, each mark with the figure behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model import ArticleKind, GapCause, PartialDate
from tracker.report.printed import Day, Printed, Text, day_text


class ChartKind(StrEnum):
    """How a chart is laid out."""

    SERIES = "series"  # x: the day a figure speaks of
    STAIRCASE = "staircase"  # one event; x: the day it was said
    GAP = "gap"  # y: difference to the reference claimant
    FACETS = "facets"  # several small plots with the same axes
    PAIRS = "pairs"  # a small plot of differences for every two claimants, each with an axis of its own
    PARTS = "parts"  # bars: a difference divided among its causes


class Fill(StrEnum):
    """How a mark is filled."""

    SOLID = "solid"  # an exact or rounded figure
    HOLLOW = "hollow"  # a figure with an open bound; in a gap chart, bounds that agree
    REPEATED = "repeated"  # the same figure given again for a later day
    REVISED = "revised"  # the claimant has since said something else about the same day
    SLIP = "slip"  # an outlet's error, kept on purpose and called so in the archive


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on a chart.

    day         where it stands on the x axis
    value       where it stands on the y axis: persons
    low, high   bounds to draw, None where there is nothing beyond the value
    opens_up, opens_down   the words set no bound on that side
    figure      the printed figure behind `value`; its numbers are the only ones the mark may stand at
    told        the month or year the figure speaks of, where no day is known; it stands on the last day of it
    spread      figures behind `low` and `high` where they are worked out (gap charts)
    """

    day: date
    value: float
    figure: Printed
    fill: Fill
    evidence: ArticleKind
    statement: str
    low: float | None = None
    high: float | None = None
    opens_up: bool = False
    opens_down: bool = False
    spread: tuple[Printed, ...] = ()
    cause: GapCause | None = None
    told: PartialDate | None = None

    @property
    def when(self) -> Day:
        """The day in words, as precise as it was said and no more."""
        return day_text(self.told or self.day)


@dataclass(frozen=True, slots=True)
class Line:
    """One series: what one claimant said, in the order of the x axis.

    colour   place in the palette, the same for one claimant on every chart of a conflict where that is possible
    style    0 for a claimant's first series on this chart, 1 for its second, and so on
    newest   the newest figure and its day, printed under the name
    """

    claimant: str
    label: Text
    newest: Text
    colour: int
    style: int
    marks: tuple[Mark, ...]

    @property
    def last(self) -> Mark:
        """The newest mark that still stands; an outlet's slip only where there is nothing else."""
        standing = [mark for mark in self.marks if mark.fill is not Fill.REVISED]
        return [*(mark for mark in standing if mark.fill is Fill.SLIP), *self._counts][-1]

    @property
    def slip(self) -> bool:
        """True when nothing of the line is the claimant's own word: an outlet's error, kept on purpose."""
        return not self._counts

    @property
    def _counts(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.fill not in {Fill.REVISED, Fill.SLIP}]


@dataclass(frozen=True, slots=True)
class Facet:
    """One small plot of a chart that has several, or words in its place.

    title, note   over the plot: what it shows, and the newest figure
    said          words in place of a plot; then there are no lines
    greys         what the other facets show, drawn pale behind
    """

    row: int
    column: int
    title: Text = ()
    note: Text = ()
    lines: tuple[Line, ...] = ()
    greys: tuple[Mark, ...] = ()
    said: Text = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One difference on one day, divided among its causes.

    total   the difference of two stated figures, signed
    parts   what is known of it by cause, signed; they need not add up to it
    agrees  both figures can be true; then there are no parts
    """

    day: date
    total: Printed
    parts: tuple[tuple[GapCause, Printed], ...]
    agrees: bool

    @property
    def rest(self) -> int:
        """What no cause has an amount for: several share it."""
        return 0 if self.agrees else int(self.total.values[0] - sum(part.values[0] for _, part in self.parts))


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical line: a break that `claimant` declared in its series, or an event of the conflict."""

    day: date
    label: Text
    claimant: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that a chart shows and says.

    name    file name without its ending
    greys   marks of claimants who are not named here, and of outlets in their own voice
    """

    name: str
    kind: ChartKind
    title: Text
    subtitle: Text
    footer: Text
    caption: Text
    alt: Text
    axis: Text
    lines: tuple[Line, ...]
    greys: tuple[Mark, ...] = ()
    grey_label: Text = ()
    rules: tuple[Rule, ...] = ()
    log: bool = False
    facets: tuple[Facet, ...] = ()
    bars: tuple[Bar, ...] = ()

    @property
    def every_line(self) -> tuple[Line, ...]:
        """The lines of the chart and of its facets."""
        return (*self.lines, *(line for facet in self.facets for line in facet.lines))
