"""Weighs the figures of all series against each other, and says what was seen. `weigh` is the door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tracker.model import Claim, Finding, FindingKind, Gap, HedgeRule, Series, Weighed
from tracker.reconcile.dispersion import dispersions, gap_spans, leads, mean_dispersions
from tracker.reconcile.doubts import doubts
from tracker.reconcile.findings import findings, found_in
from tracker.reconcile.ledger import ledger
from tracker.reconcile.mixes import mix_shifts
from tracker.reconcile.plausibility import heaping, leaps, straight_runs, sums
from tracker.reconcile.policies import choices
from tracker.reconcile.stale import FallKind, falls, plateaus
from tracker.reconcile.vintages import revision_statistics, summaries
from tracker.sources import Config

_FALLS = {
    FallKind.DIP: FindingKind.FALL_DIP,
    FallKind.RESET: FindingKind.FALL_RESET,
    FallKind.CORRECTION: FindingKind.FALL_CORRECTION,
}


def weigh(
    series: Sequence[Series],
    gaps: Sequence[Gap],
    claims: Mapping[str, Claim],
    config: Config,
    on: date,
    rule: HedgeRule = HedgeRule.WORDS,
) -> Weighed:
    """Everything that comes of holding figures against each other, as of a day.

    gaps     those of the same series
    claims   those behind the series, by id
    """
    held = ledger(series)
    apart = dispersions(series)
    return Weighed(
        held.residuals,
        held.compared,
        revision_statistics(series),
        choices(series, config, on, rule=rule),
        tuple(sorted([*_on_series(series, claims, on), *findings(series, claims, config)], key=_order)),
        apart,
        gap_spans(gaps),
        leads(series, gaps),
        summaries(series),
        mean_dispersions(apart),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    said = finding.statements[0] if finding.statements else None
    key = said.key if said else finding.key
    return finding.kind, repr(key or ""), said.as_of.last() if said else date.min, finding.claims, finding.reason


def _on_series(series: Sequence[Series], claims: Mapping[str, Claim], on: date) -> Iterator[Finding]:
    for fall in falls(series):
        message = f"{-fall.change:,} fewer than the {fall.before.quantity.point:,} of {fall.before.as_of}"
        yield found_in(_FALLS[fall.kind], [fall.after, fall.before], claims, message)
    for plateau in plateaus(series, on):
        message = (
            f"{plateau.first.quantity.point:,} since {plateau.first.as_of}, given {plateau.repeats} times more over "
            f"{plateau.days} days; {plateau.age} days old{'; another number followed' if plateau.ended else ''}"
        )
        yield found_in(FindingKind.PLATEAU, [plateau.last, plateau.first], claims, message)
    for doubt in doubts(series):
        message = f"the very number of {doubt.resembles.key.claimant}, and off its own claimant's total"
        yield found_in(
            FindingKind.OTHER_CLAIMANTS_NUMBER, [doubt.figure, doubt.resembles, doubt.breaks], claims, message
        )
    for leap in leaps(series):
        message = f"{leap.per_day:,.1f} a day since {leap.before.as_of}; usual around it are {leap.usual:,.1f}"
        yield found_in(FindingKind.LEAP, [leap.after, leap.before], claims, message)
    for run in straight_runs(series):
        message = f"{run.steps} steps in a row of {run.per_day:,.1f} a day since {run.first.as_of}"
        yield found_in(FindingKind.STRAIGHT_RUN, [run.last, run.first], claims, message)
    for one in sums(series):
        terms = " and ".join(f"{s.quantity.point:,} ({s.key.outcome}, {s.key.claimant})" for s in one.terms)
        message = f"is {terms} added, {'by its own claimant' if one.by_itself else 'of two claimants'}"
        yield found_in(FindingKind.SUM_OF_TWO, [one.total, *one.terms], claims, message)
    for shift in mix_shifts(series):
        rests_on = [shift.after, shift.before, shift.total_after, shift.total_before]
        yield found_in(FindingKind.SOURCE_MIX, rests_on, claims, shift.label)
    for heap in heaping(series):
        message = f"{heap.round_ones} of {heap.numbers} numbers end in two zeros; one in a hundred would by chance"
        yield Finding(FindingKind.ROUND_NUMBERS, (), (), (), message, heap.key)
