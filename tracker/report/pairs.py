"""How far every two claimants of a panel stand apart over time, each pair in a small plot of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tracker.model import Basis, Scope, Series, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Facet, Fill, Line, Mark
from tracker.report.charts import chart_name
from tracker.report.gaps import difference
from tracker.report.panels import Desk, Panel
from tracker.report.printed import Text, count, day_text, joined, named, text
from tracker.report.say import say
from tracker.report.table_row import slip
from tracker.report.wording import conflict_title, counted, series_label

MOST = 6  # claimants; their pairs are fifteen
FEWEST = 3  # claimants that make such a chart, and pairs of them with a line
DAYS = 3  # days in common that make a line
FRESH = 14  # days; an older figure is not held against a newer one
POINTS = 90  # of one small plot; of more, the widest of each stretch of days is drawn
_STATED = frozenset({Basis.CUMULATIVE, Basis.STOCK})


@dataclass(frozen=True, slots=True)
class _Teller:
    """One claimant's line of figures: its days, and what it said of each."""

    series: Series
    days: tuple[date, ...]
    words: tuple[Statement, ...]

    def on(self, day: date) -> Statement | None:
        """Its last word of a day or an earlier one that is still fresh."""
        at = bisect_right(self.days, day)
        return self.words[at - 1] if at and (day - self.days[at - 1]).days <= FRESH else None


def pairs_chart(panel: Panel, desk: Desk) -> Chart | None:
    """A grid: names on the diagonal, below it the differences over time, above it the newest of them in digits.

    None where fewer than three claimants speak of days near enough to each other.
    """
    if panel.key.basis not in _STATED:
        return None
    tellers = list(_tellers(panel, desk))[:MOST]
    found = {
        (row, column): marks
        for column, row in combinations(range(len(tellers)), 2)
        if (marks := _marks(tellers[column], tellers[row], desk))
    }
    long = {pair: marks for pair, marks in found.items() if len(marks) >= DAYS}
    met = sorted({at for pair in long for at in pair})
    if len(met) < FEWEST or len(long) < FEWEST:
        return None
    found = {pair: marks for pair, marks in found.items() if set(pair) <= set(met)}
    place = {teller: at for at, teller in enumerate(met)}
    facets = [
        Facet(place[at], place[at], said=series_label(tellers[at].series.key, desk.config, own=False)) for at in met
    ]
    apart = [(row, column) for column, row in combinations(met, 2) if (row, column) not in found]
    facets += [Facet(place[row], place[column], said=say("pairs.none")) for row, column in apart]
    for (row, column), marks in sorted(found.items()):
        name = tellers[row].series.key.claimant
        newest = say("chart.newest", figure=marks[-1].figure, day=day_text(marks[-1].day))
        line = Line(name, series_label(tellers[row].series.key, desk.config, own=False), newest, 0, 0, marks)
        facets.append(Facet(place[row], place[column], lines=(line,)))
        facets.append(Facet(place[column], place[row], said=newest))
    return _chart(panel, desk, tuple(sorted(facets, key=lambda one: (one.row, one.column))))


def _tellers(panel: Panel, desk: Desk) -> Iterable[_Teller]:
    """The longest series of each declared claimant, those with the most days first."""
    longest: dict[str, _Teller] = {}
    for one in panel.series:
        if one.key.claimant not in desk.config.claimants or one.key.scope is Scope.PROJECTED:
            continue
        words = tuple(w for w in one.current() if w.as_of.exact and not slip(w, desk.claims) and _numbered(w, desk))
        teller = _Teller(one, tuple(word.as_of.last() for word in words), words)
        held = longest.get(one.key.claimant)
        if words and (held is None or len(words) > len(held.words)):
            longest[one.key.claimant] = teller
    return sorted(longest.values(), key=lambda t: (-len(t.days), t.series.key))


def _numbered(statement: Statement, desk: Desk) -> bool:
    return any(letter.isdigit() for letter in desk.figure(statement).text)


def _marks(left: _Teller, right: _Teller, desk: Desk) -> tuple[Mark, ...]:
    """The difference on every day on which either spoke and the other's word is fresh: right less left."""
    apart = []
    for day in sorted({*left.days, *right.days}):
        one, other = left.on(day), right.on(day)
        if one is not None and other is not None:
            apart.append((day, one, other))
    return tuple(_mark(day, one, other, desk) for day, one, other in _thinned(apart))


def _thinned(apart: list[tuple[date, Statement, Statement]]) -> list[tuple[date, Statement, Statement]]:
    """Not more than there is room for: of each stretch of days the widest, and the newest of all."""
    if len(apart) <= POINTS:
        return apart
    size = -(-len(apart) // POINTS)
    stretches = [apart[start : start + size] for start in range(0, len(apart) - 1, size)]
    widest = [max(one, key=lambda item: abs(item[2].quantity.point - item[1].quantity.point)) for one in stretches]
    return [*(one for one in widest if one[0] != apart[-1][0]), apart[-1]]


def _mark(day: date, one: Statement, other: Statement, desk: Desk) -> Mark:
    agrees = one.quantity.agrees(other.quantity)
    figure = difference(one, other, desk)
    return Mark(day, figure.values[0], figure, Fill.HOLLOW if agrees else Fill.SOLID, other.kind, other.id)


def _chart(panel: Panel, desk: Desk, facets: tuple[Facet, ...]) -> Chart:
    what = counted(panel.key, desk.config, panel.day, panel.since)
    lines = [line for facet in facets for line in facet.lines]
    names = [text(*facet.said) for facet in facets if facet.row == facet.column]
    told: Text = joined(names, word("list.semicolon"), word("list.semicolon"))
    marks = [mark for line in lines for mark in line.marks]
    ids = tuple(sorted({f"{mark.statement}@{mark.day}" for mark in marks}))
    return Chart(
        name=chart_name(panel, "-pairs"),
        kind=ChartKind.PAIRS,
        title=say("pairs.title"),
        subtitle=say("gap.subtitle", conflict=named(conflict_title(panel.key.conflict, desk.config)), what=what),
        footer=say("gap.footer", n=count(ids), day=day_text(desk.known)),
        caption=say("pairs.caption"),
        alt=say("pairs.alt", what=what, names=told),
        axis=say("pairs.axis_families" if panel.key.unit == "household" else "pairs.axis"),
        lines=(),
        facets=facets,
    )
