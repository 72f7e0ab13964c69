"""Weighs the figures of all series against each other, and says what was seen. `weigh` is the door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.model import Finding, FindingKind, HedgeRule, Series, Statement, Weighed
from tracker.reconcile.doubts import doubts
from tracker.reconcile.ledger import ledger
from tracker.reconcile.plausibility import heaping, leaps, straight_runs, sums
from tracker.reconcile.policies import choices
from tracker.reconcile.stale import FallKind, falls, plateaus
from tracker.reconcile.vintages import revision_statistics
from tracker.sources import Config

_FALLS = {
    FallKind.DIP: FindingKind.FALL_DIP,
    FallKind.RESET: FindingKind.FALL_RESET,
    FallKind.CORRECTION: FindingKind.FALL_CORRECTION,
}


def weigh(series: Sequence[Series], config: Config, on: date, rule: HedgeRule = HedgeRule.WORDS) -> Weighed:
    """The ledger, the revision statistics, the policies and all findings, as of a day."""
    held = ledger(series)
    return Weighed(
        held.residuals,
        held.compared,
        revision_statistics(series),
        choices(series, config, on, rule=rule),
        tuple(sorted(_findings(series, on), key=_order)),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    said = finding.statement
    return finding.kind, finding.key, said.as_of.last() if said else date.min, said.id if said else ""


def _findings(series: Sequence[Series], on: date) -> Iterator[Finding]:
    for fall in falls(series):
        message = f"{-fall.change:,} fewer than the {fall.before.quantity.point:,} of {fall.before.as_of}"
        yield _about(_FALLS[fall.kind], fall.after, message, fall.before)
    for plateau in plateaus(series, on):
        message = (
            f"{plateau.first.quantity.point:,} since {plateau.first.as_of}, given {plateau.repeats} times more over "
            f"{plateau.days} days; {plateau.age} days old{'; another number followed' if plateau.ended else ''}"
        )
        yield _about(FindingKind.PLATEAU, plateau.last, message, plateau.first)
    for doubt in doubts(series):
        message = f"the very number of {doubt.resembles.key.claimant}, and off its own claimant's total"
        yield _about(FindingKind.OTHER_CLAIMANTS_NUMBER, doubt.figure, message, doubt.resembles, doubt.breaks)
    for leap in leaps(series):
        message = f"{leap.per_day:,.1f} a day since {leap.before.as_of}; usual around it are {leap.usual:,.1f}"
        yield _about(FindingKind.LEAP, leap.after, message, leap.before)
    for run in straight_runs(series):
        message = f"{run.steps} steps in a row of {run.per_day:,.1f} a day since {run.first.as_of}"
        yield _about(FindingKind.STRAIGHT_RUN, run.last, message, run.first)
    for one in sums(series):
        terms = " and ".join(f"{s.quantity.point:,} ({s.key.outcome}, {s.key.claimant})" for s in one.terms)
        message = f"is {terms} added, {'by its own claimant' if one.by_itself else 'of two claimants'}"
        yield _about(FindingKind.SUM_OF_TWO, one.total, message, *one.terms)
    for heap in heaping(series):
        message = f"{heap.round_ones} of {heap.numbers} numbers end in two zeros; one in a hundred would by chance"
        yield Finding(FindingKind.ROUND_NUMBERS, heap.key, None, (), message)


def _about(kind: FindingKind, said: Statement, message: str, *others: Statement) -> Finding:
    return Finding(kind, said.key, said, others, message)
