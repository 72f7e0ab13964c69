"""How far claimants stand apart, day by day, and why.

Two figures are set side by side only where they count the same people in the same place on the same basis. What
else sets them apart is named as the cause of the gap; only what no cause explains is left as unexplained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from tracker.model import Basis, Gap, GapCause, HedgeRule, Outcome, PanelKey, Scope, Series, Statement
from tracker.reconcile.hedge_rules import bounds_by
from tracker.reconcile.mixes import mix_breaks, mix_shifts, mixed
from tracker.reconcile.parts import Line, Told, parts_of
from tracker.reconcile.reasons import reason
from tracker.sources import Break, Config
from tracker.units import must_compare

MAX_AGE_DAYS = 14
COMPARED = frozenset({Basis.CUMULATIVE, Basis.STOCK, Basis.EVENT})
_LOSSES = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})


def gaps(
    series: Sequence[Series],
    config: Config,
    *,
    max_age_days: int = MAX_AGE_DAYS,
    all_pairs: bool = False,
    rule: HedgeRule = HedgeRule.WORDS,
) -> Iterator[Gap]:
    """The gaps of every panel, by panel, then pair, then day; the left side is the reference.

    rule   turns hedge words into the bounds that decide whether two figures can both be true

    With `all_pairs` every two series of a panel are compared, not only each with the reference: their number grows
    with the square of the claimants. Claimants whose wording nobody has resolved are not compared, nor losses that
    may be of either side.
    """
    panels: dict[PanelKey, list[Line]] = defaultdict(list)
    for one in series:
        if one.key.basis in COMPARED and one.revisions and not one.key.claimant.startswith("unresolved:"):
            panels[one.key.panel].append(Line.of(one))
    told = Told(series)
    mixes = mix_breaks(mix_shifts(series))
    for panel in sorted(panels):
        conflict = config.conflicts[panel.conflict]
        if conflict.both_sides_counted and not panel.side and panel.outcome in _LOSSES:
            continue
        for lines in _comparable(panels[panel]):
            reference = reference_line(lines, conflict.reference_claimants)
            pairs = combinations([reference, *(line for line in lines if line is not reference)], 2)
            for left, right in pairs:
                if left is reference or all_pairs:
                    breaks = (*conflict.breaks, *mixes.get(mixed(left.series.key), ()))
                    names = {
                        line.series.key.claimant: _name(line.series.key.claimant, config) for line in (left, right)
                    }
                    yield from _gaps_between(panel, left, right, breaks, names, told, max_age_days, rule)


def _comparable(lines: list[Line]) -> list[list[Line]]:
    """The lines of a panel that may be compared: for events, those of one day."""
    together: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        together[line.series.key.since if line.series.key.basis is Basis.EVENT else ""].append(line)
    return [found for _, found in sorted(together.items()) if len(found) > 1]


def reference_line(lines: Sequence[Line], claimants: Sequence[str]) -> Line:
    """Whom the others are measured against: the first reference claimant that speaks here.

    Of its several series the plain one: reported, nothing added, from the start of the conflict. Where no reference
    claimant speaks, the series with the most days.
    """
    ranks = {claimant: rank for rank, claimant in enumerate(claimants)}

    def order(line: Line) -> tuple[object, ...]:
        key = line.series.key
        rank = ranks.get(key.claimant, len(ranks))
        plain = (key.scope is not Scope.REPORTED, len(key.inclusions), key.since)
        return (rank, *plain, -len(line.days), key) if rank < len(ranks) else (rank, -len(line.days), *plain, key)

    return min(lines, key=order)


def _gaps_between(
    panel: PanelKey,
    left: Line,
    right: Line,
    breaks: Sequence[Break],
    names: Mapping[str, str],
    told: Told,
    max_age_days: int,
    rule: HedgeRule,
) -> Iterator[Gap]:
    must_compare(left.series.key.unit, right.series.key.unit)
    steps = _breaks_of(left, right, breaks)
    for day in sorted({*left.days, *right.days}):
        one, other = left.on(day), right.on(day)
        if one is None or other is None:
            continue
        if max((day - said.as_of.last()).days for said in (one, other)) <= max_age_days:
            yield gap(panel, day, one, other, steps, names, lines=(left, right), told=told, rule=rule)


def gap(
    panel: PanelKey,
    day: date,
    left: Statement,
    right: Statement,
    breaks: Sequence[Break] = (),
    names: Mapping[str, str] | None = None,
    *,
    lines: tuple[Line, Line] | None = None,
    told: Told | None = None,
    rule: HedgeRule = HedgeRule.WORDS,
) -> Gap:
    """The gap between two statements on a day, with its causes, their parts and one sentence that tells them.

    Without the lines that the two stand on, no part of it has an amount but one that stands alone.
    """
    lines = lines or (Line.of(Series(left.key, ())), Line.of(Series(right.key, ())))
    one, other = bounds_by(rule, left.quantity), bounds_by(rule, right.quantity)
    lag = _older_by(left, right)
    low = None if other.low is None or one.high is None else other.low - one.high
    high = None if other.high is None or one.low is None else other.high - one.low
    agrees = one.agrees(other)
    causes = (GapCause.NONE,) if agrees else _causes(left, right, lag, breaks, lines)
    return Gap(
        panel=panel,
        day=day,
        left=left,
        right=right,
        difference=right.quantity.point - left.quantity.point,
        ratio=right.quantity.point / left.quantity.point if left.quantity.point else None,
        ratio_low=other.low / one.high if other.low is not None and one.high else None,
        ratio_high=other.high / one.low if other.high is not None and one.low else None,
        low=low,
        high=high,
        agrees=agrees,
        lag_days=(right.as_of.last() - left.as_of.last()).days,
        causes=causes,
        reason=reason(left, right, causes, lag, breaks, names or {}),
        parts=() if agrees else parts_of(left, right, causes, lines, told or Told(())),
    )


def _causes(
    left: Statement, right: Statement, lag: int, breaks: Sequence[Break], lines: tuple[Line, Line]
) -> tuple[GapCause, ...]:
    """What sets two contradicting figures apart, in the order of the vocabulary."""
    one, other = left.key, right.key
    found = []
    if one.scope is not other.scope:
        found.append(GapCause.SCOPE)
    if one.inclusions != other.inclusions:
        found.append(GapCause.INCLUSION)
    if _age_explains(left, right, lag):
        found.append(GapCause.LAG)
    if _stale(left, right, lines):
        found.append(GapCause.STALE)
    if one.basis is Basis.CUMULATIVE and one.since != other.since:
        found.append(GapCause.BASELINE)
    if left.quantity.echoes(right.quantity):
        found.append(GapCause.ROUNDING)
    if between(left, right, breaks):
        found.append(GapCause.BREAK)
    return tuple(found) or (GapCause.UNEXPLAINED,)


def _older_by(left: Statement, right: Statement) -> int:
    """Days by which the left figure is the older one; of an event, by which it was said earlier."""
    if left.key.basis is not Basis.EVENT:
        return (right.as_of.last() - left.as_of.last()).days
    if left.said_on is None or right.said_on is None:
        return 0
    return (right.said_on.last() - left.said_on.last()).days


def _age_explains(left: Statement, right: Statement, lag: int) -> bool:
    """Whether one figure may be the lower one because it is the older one.

    A level may have moved either way. A running total, or the toll of one event, must have been lower when it was
    older; a figure of a month or a year may be as old as its first day.
    """
    if left.key.basis is Basis.STOCK:
        return lag != 0
    lower, higher = (left, right) if left.quantity.point < right.quantity.point else (right, left)
    if left.key.basis is Basis.EVENT:
        return (lag if lower is left else -lag) > 0
    return lower.as_of.first() < higher.as_of.last()


def _stale(left: Statement, right: Statement, lines: tuple[Line, Line]) -> bool:
    """Whether the lower figure of two running totals is an earlier number given again for a later day."""
    if left.key.basis is not Basis.CUMULATIVE:
        return False
    lower, line = (left, lines[0]) if left.quantity.point < right.quantity.point else (right, lines[1])
    return bool(line.words) and line.same_since(lower).as_of.last() < lower.as_of.last()


def between(left: Statement, right: Statement, breaks: Sequence[Break]) -> list[Break]:
    """The breaks that one of the two figures stands before and the other after."""
    first, last = sorted((left.as_of.last(), right.as_of.last()))
    claimants = {left.key.claimant, right.key.claimant}
    return [step for step in breaks if step.claimant in claimants and first < step.day <= last]


def _breaks_of(left: Line, right: Line, breaks: Sequence[Break]) -> tuple[Break, ...]:
    claimants = {left.series.key.claimant, right.series.key.claimant}
    return tuple(step for step in breaks if step.claimant in claimants)


def _name(claimant: str, config: Config) -> str:
    known = config.claimants.get(claimant)
    return known.name if known else claimant.split(":", 1)[-1]
