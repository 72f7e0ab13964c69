"""Named ways to make one number of several claimants' figures, side by side. None of them is the record.

The treatments of disagreement are those that the Standards for Casualty Recording (Every Casualty Counts) describe;
the record is the claims. The figure that moves under another policy shows how much a headline rests on the choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median_low

from tracker.model import (
    Basis,
    Choice,
    HedgeRule,
    PanelKey,
    Policy,
    PolicyFigure,
    Qualifier,
    Quantity,
    Scope,
    Series,
    Statement,
)
from tracker.reconcile.dispersion import last_words
from tracker.reconcile.divergence import MAX_AGE_DAYS
from tracker.reconcile.hedge_rules import bounds_by
from tracker.reconcile.parts import Line
from tracker.sources import Config


def choices(
    series: Iterable[Series],
    config: Config,
    on: date,
    *,
    max_age_days: int = MAX_AGE_DAYS,
    rule: HedgeRule = HedgeRule.WORDS,
) -> tuple[Choice, ...]:
    """Every policy for the newest figures of every panel of running totals and levels in which someone has a word.

    Only series that count alike are put together: in one way, from the conflict's start, with nothing added. `on` is the
    day asked; a figure older than `max_age_days` on the panel's newest day is not used.
    """
    panels: dict[tuple[PanelKey, Scope], list[Line]] = defaultdict(list)
    for one in series:
        start = config.conflicts[one.key.conflict].start.isoformat()
        plain = not one.key.inclusions and one.key.since in ("", start)
        if one.key.basis in (Basis.CUMULATIVE, Basis.STOCK) and plain and not _nobody(one.key.claimant):
            panels[one.key.panel, one.key.scope].append(Line.of(one))
    made = []
    for (panel, _), lines in sorted(panels.items()):
        days = [day for line in lines for day in line.days if day <= on]
        if days:
            words = last_words(lines, max(days), max_age_days)
            made.append(choose(max(days), words, config.conflicts[panel.conflict].reference_claimants, rule))
    return tuple(made)


def _nobody(claimant: str) -> bool:
    return claimant.startswith("unresolved:")


def choose(
    day: date, words: Sequence[Statement], hierarchy: Sequence[str], rule: HedgeRule = HedgeRule.WORDS
) -> Choice:
    """What each policy makes of these statements of one panel, of which there must be one at least."""
    ordered = sorted(words, key=lambda word: (word.key, word.id))
    bounds = {word.id: bounds_by(rule, word.quantity) for word in ordered}
    found = {policy: _RULES[policy](ordered, bounds, hierarchy) for policy in Policy}
    first = found[Policy.HIERARCHY][0]
    figures = tuple(
        PolicyFigure(
            policy,
            quantity,
            tuple(word.id for word in used),
            None if quantity is None or first is None else quantity.point - first.point,
        )
        for policy, (quantity, used) in found.items()
    )
    points = [one.quantity.point for one in figures if one.quantity is not None]
    claimants = len({word.key.claimant for word in ordered})
    return Choice(ordered[0].key.panel, ordered[0].key.scope, day, claimants, figures, max(points) - min(points))


_Found = tuple[Quantity | None, Sequence[Statement]]
_Bounds = Mapping[str, Quantity]


def _conservative(words: Sequence[Statement], bounds: _Bounds, _: Sequence[str]) -> _Found:
    """The lowest lower bound that was said; where only upper bounds were, the lowest of those, as what it is."""
    with_low = [word for word in words if bounds[word.id].low is not None]
    if with_low:
        lowest = min(with_low, key=lambda word: (bounds[word.id].low, word.id))
    else:
        lowest = min(words, key=lambda word: (bounds[word.id].high, word.id))
    return bounds[lowest.id], [lowest]


def _median(words: Sequence[Statement], bounds: _Bounds, _: Sequence[str]) -> _Found:
    """One number a claimant: of several series of one, the newest word."""
    latest: dict[str, Statement] = {}
    for word in sorted(words, key=_news):
        latest[word.key.claimant] = word
    middle = median_low(word.quantity.point for word in latest.values())
    used = [word for word in latest.values() if word.quantity.point == middle]
    return bounds[used[0].id], used


def _recent(words: Sequence[Statement], bounds: _Bounds, _: Sequence[str]) -> _Found:
    last = max(words, key=_news)
    return bounds[last.id], [last]


def _news(word: Statement) -> tuple[date, date, str]:
    said = word.said_on.last() if word.said_on else date.min
    return word.as_of.last(), said, word.id


def _range(words: Sequence[Statement], bounds: _Bounds, _: Sequence[str]) -> _Found:
    """From the lowest to the highest number; open above where one of them is."""
    lows = [q.low if q.low is not None else 0 for q in bounds.values()]
    highs = [q.high for q in bounds.values()]
    high = None if None in highs else max(h for h in highs if h is not None)
    return Quantity(min(lows), high, Qualifier.RANGE, unit=words[0].quantity.unit), words


def _hierarchy(words: Sequence[Statement], bounds: _Bounds, hierarchy: Sequence[str]) -> _Found:
    for claimant in hierarchy:
        own = [word for word in words if word.key.claimant == claimant]
        if own:
            last = max(own, key=_news)
            return bounds[last.id], [last]
    return None, ()


def _defer(words: Sequence[Statement], bounds: _Bounds, _: Sequence[str]) -> _Found:
    """What all bounds allow together, None while two of them exclude each other."""
    low = max((q.low for q in bounds.values() if q.low is not None), default=None)
    high = min((q.high for q in bounds.values() if q.high is not None), default=None)
    if low is not None and high is not None and low > high:
        return None, words
    exact = low is not None and low == high
    return Quantity(low, high, Qualifier.EXACT if exact else Qualifier.RANGE, unit=words[0].quantity.unit), words


_RULES = {
    Policy.CONSERVATIVE: _conservative,
    Policy.MEDIAN_OF_ORIGINS: _median,
    Policy.MOST_RECENT: _recent,
    Policy.RANGE: _range,
    Policy.HIERARCHY: _hierarchy,
    Policy.DEFER: _defer,
}
