"""How far and how fast a claimant's figure for one day moves after it was first given.

The measures and their names are those of `revision_analysis` of the R package epiprocess (Delphi group, Carnegie
Mellon University, https://cmu-delphi.github.io/epiprocess/): a *version* is the value known from some day on, a *lag*
the days from the day the figure speaks of to the day it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median

from tracker.model import PartialDate, RevisionKind, RevisionStatistics, RevisionSummary, Series, Statement
from tracker.reconcile.days import seen_day

FEW, QUICK, STEADY = 3, 3, 0.1  # epiprocess's defaults: revisions, days, share of the highest value
WITHIN_LATEST = 0.2  # epiprocess's default: how near a version must be to the last one to count as near


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
        made.append(
            RevisionSummary(
                one.key,
                days=len(days),
                revised=sum(day.n_revisions > 0 for day in days),
                downward=sum(change < 0 for change in _last_less_first(one)),
                few=sum(day.n_revisions <= FEW for day in days),
                quick=sum(day.max_lag <= QUICK for day in days),
                steady=sum((day.rel_spread or 0) < STEADY for day in days),
                median_min_lag=median(day.min_lag for day in days),
                median_lag_near_latest=median(day.lag_near_latest for day in days),
                longest_lag_near_latest=max(day.lag_near_latest for day in days),
                median_spread=median(day.spread for day in days),
                largest_spread=max(day.spread for day in days),
                largest_rel_spread=max((day.rel_spread for day in days if day.rel_spread is not None), default=None),
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
        numbers: dict[str, int] = {}
        for step in steps:
            lag = _lag(step.statement)
            numbers[step.statement.id] = step.statement.quantity.point
            if lag is None or not step.stands or (step.kind is RevisionKind.WITHDRAWN and step.reinstates is None):
                continue
            number = numbers[step.reinstates or step.statement.id]
            if not versions or versions[-1][1] != number:
                versions.append((lag, number))
        if versions:
            yield as_of, versions


def _last_less_first(series: Series) -> list[int]:
    return [versions[-1][1] - versions[0][1] for _, versions in _versions(series)]


def _lag(statement: Statement) -> int | None:
    said = statement.said_on.last() if statement.said_on else seen_day(statement.seen_at)
    return None if said is None else (said - statement.as_of.last()).days
