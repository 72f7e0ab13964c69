"""How far and how fast a claimant's figure for one day moves after it was first given.

The measures and their names are those of `revision_analysis` of the R package epiprocess (Delphi group, Carnegie
Mellon University, https://cmu-delphi.github.io/epiprocess/): a *version* is the value known from some day on, a *lag*
the days from the day the figure speaks of to the day it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from tracker.model import PartialDate, RevisionKind, RevisionStatistics, Series, SeriesKey, Statement
from tracker.reconcile.days import seen_day

WITHIN_LATEST = 0.2  # epiprocess's default: how near a version must be to the last one to count as near


@dataclass(frozen=True, slots=True)
class RevisionSummary:
    """How a claimant's figures in one series usually move: over all days it spoke of."""

    key: SeriesKey
    days: int
    revised: int  # days whose figure has more than one version
    median_min_lag: float
    median_lag_near_latest: float
    largest_spread: int
    largest_rel_spread: float | None
    downward: int  # days whose last version is lower than the first


def revision_statistics(series: Iterable[Series]) -> tuple[RevisionStatistics, ...]:
    """The statistics of every day of every series whose figures carry a day on which they were said or seen."""
    return tuple(found for one in series for found in _of_series(one))


def summaries(series: Iterable[Series]) -> tuple[RevisionSummary, ...]:
    """One summary a series, for those with at least one day whose versions are known."""
    made = []
    for one in series:
        days = list(_of_series(one))
        if not days:
            continue
        moved = _last_less_first(one)
        made.append(
            RevisionSummary(
                one.key,
                len(days),
                sum(day.n_revisions > 0 for day in days),
                median(day.min_lag for day in days),
                median(day.lag_near_latest for day in days),
                max(day.spread for day in days),
                max((day.rel_spread for day in days if day.rel_spread is not None), default=None),
                sum(change < 0 for change in moved),
            )
        )
    return tuple(made)


def lag_near_latest(lags: Sequence[int], values: Sequence[int], within: float = WITHIN_LATEST) -> int:
    """The lag from which a figure stays near its last value: all versions from there on differ by at most that share.

    0, 20, 99, 150, 102, 100 at lags 1 to 6 gives 5: 99 is near, but 150 after it is not.
    """
    latest = values[-1]
    place = len(values) - 1
    while place and abs(values[place - 1] - latest) <= within * abs(latest):
        place -= 1
    return lags[place]


def _of_series(series: Series) -> Iterator[RevisionStatistics]:
    for as_of, versions in _versions(series):
        values = [value for _, value in versions]
        lags = [lag for lag, _ in versions]
        low, high = min(values), max(values)
        yield RevisionStatistics(
            series.key,
            as_of,
            len(values) - 1,
            lags[0],
            lags[-1],
            low,
            high,
            median(values),
            high - low,
            (high - low) / high if high > low else None,
            lag_near_latest(lags, values),
        )


def _versions(series: Series) -> Iterator[tuple[PartialDate, list[tuple[int, int]]]]:
    """For each day the versions that stood, as (lag, printed number), one after the other; a repeat is none."""
    for as_of, steps in groupby(series.revisions, key=lambda step: step.statement.as_of):
        versions: list[tuple[int, int]] = []
        for step in steps:
            lag = _lag(step.statement)
            if lag is None or not step.stands or step.kind is RevisionKind.WITHDRAWN:
                continue
            number = step.statement.quantity.point
            if not versions or versions[-1][1] != number:
                versions.append((lag, number))
        if versions:
            yield as_of, versions


def _last_less_first(series: Series) -> list[int]:
    return [versions[-1][1] - versions[0][1] for _, versions in _versions(series)]


def _lag(statement: Statement) -> int | None:
    said = statement.said_on.last() if statement.said_on else seen_day(statement.seen_at)
    return None if said is None else (said - statement.as_of.last()).days
