"""How far all claimants of a panel lie apart on a day, since when two of them differ, and who is first to a level.

The scores are those of the R package eventreport (van Baalen and Höglund, 2026,
https://cran.r-project.org/package=eventreport), for which an event has several reports and each gives a value: here a
day of a panel is the event, and the last word of each series its report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, groupby
from statistics import fmean, median, stdev

from tracker.model import (
    Basis,
    Dispersion,
    Gap,
    GapSpan,
    Lead,
    MeanDispersion,
    PanelKey,
    Series,
    SeriesKey,
    Statement,
)
from tracker.reconcile.divergence import COMPARED, MAX_AGE_DAYS
from tracker.reconcile.parts import Line


def dispersions(series: Iterable[Series], *, max_age_days: int = MAX_AGE_DAYS) -> tuple[Dispersion, ...]:
    """The dispersion of every panel on every day on which one of its series spoke and another has a word, in order.

    Claimants whose wording nobody resolved are left out, as in gaps; events are compared within their own day.
    """
    panels: dict[tuple[PanelKey, str], list[Line]] = defaultdict(list)
    for one in series:
        if one.key.basis in COMPARED and not one.key.claimant.startswith("unresolved:"):
            event = one.key.since if one.key.basis is Basis.EVENT else ""
            panels[one.key.panel, event].append(Line.of(one))
    found = []
    for (panel, _), lines in sorted(panels.items()):
        if len(lines) > 1:
            found += list(_of_panel(panel, lines, max_age_days))
    return tuple(found)


def _of_panel(panel: PanelKey, lines: Sequence[Line], max_age_days: int) -> Iterator[Dispersion]:
    for day in sorted({day for line in lines for day in line.days}):
        words = last_words(lines, day, max_age_days)
        if len(words) > 1:
            numbers = [word.quantity.point for word in words]
            commonest = Counter(numbers).most_common(1)[0][1]
            yield Dispersion(
                panel,
                day,
                len(numbers),
                len(set(numbers)) - 1,
                max(numbers) - min(numbers),
                stdev(numbers),
                commonest / len(numbers),
            )


def last_words(lines: Iterable[Line], day: date, max_age_days: int) -> list[Statement]:
    """What each line last said by a day, where that is not too old."""
    said = (line.on(day) for line in lines)
    return [word for word in said if word is not None and (day - word.as_of.last()).days <= max_age_days]


def mean_dispersions(found: Iterable[Dispersion]) -> tuple[MeanDispersion, ...]:
    """eventreport's mean_dscore, mean_range, mean_sd and modal_confidence of each panel, over its days."""
    made = []
    for panel, days in groupby(found, key=lambda one: one.panel):
        of = list(days)
        made.append(
            MeanDispersion(
                panel,
                len(of),
                fmean(one.dscore for one in of),
                fmean(one.value_range for one in of),
                fmean(one.deviation for one in of),
                fmean(one.modal_confidence for one in of),
            )
        )
    return tuple(made)


def gap_spans(gaps: Iterable[Gap]) -> tuple[GapSpan, ...]:
    """When each gap opened and closed, by pair of series and day; a gap of one day opens and ends on it."""
    spans = []
    pairs = sorted(gaps, key=lambda gap: (gap.left.key, gap.right.key, gap.day))
    for (left, right), days in groupby(pairs, key=lambda gap: (gap.left.key, gap.right.key)):
        stretch: list[Gap] = []
        for gap in days:
            if not gap.agrees:
                stretch.append(gap)
            elif stretch:
                spans.append(_span(left, right, stretch, gap.day))
                stretch = []
        if stretch:
            spans.append(_span(left, right, stretch, None))
    return tuple(spans)


def _span(left: SeriesKey, right: SeriesKey, stretch: Sequence[Gap], closed: date | None) -> GapSpan:
    widest = max(stretch, key=lambda gap: (abs(gap.difference), gap.day)).difference
    return GapSpan(left, right, stretch[0].day, stretch[-1].day, closed, widest)


def lead(left: Series, right: Series) -> Lead | None:
    """Which of two running totals is first to a level, and by how many days; None where they share no level.

    For each figure of the right line, the day on which the left one had first reached it. Levels below the left
    line's first figure, which it had reached on a day nobody knows, are left out.
    """
    one, other = Line.of(left), Line.of(right)
    if not one.words or not other.words:
        return None
    heights = list(accumulate((word.quantity.point for word in one.words), max))
    days = []
    for day, word in zip(other.days, other.words, strict=True):
        level = word.quantity.point
        at = bisect_left(heights, level)
        if at < len(heights) and (at > 0 or heights[0] == level):
            days.append((day - one.days[at]).days)
    return Lead(left.key, right.key, median(days), len(days)) if days else None


def leads(series: Iterable[Series], gaps: Iterable[Gap]) -> tuple[Lead, ...]:
    """The lead of every two running totals that were compared, in the order of their keys."""
    by_key = {one.key: one for one in series}
    pairs = sorted({(gap.left.key, gap.right.key) for gap in gaps if gap.panel.basis is Basis.CUMULATIVE})
    found = (lead(by_key[one], by_key[other]) for one, other in pairs)
    return tuple(one for one in found if one is not None)
