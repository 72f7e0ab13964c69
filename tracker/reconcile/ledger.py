"""What a claimant gave for a window against what its running total moved by: both are kept, and the rest is classed.

Nothing is edited to fit. A residual is the change of the total less the figure of the window; what it looks like is
said with the statements it rests on, and what nothing explains stays unexplained (field guide: residual ledger).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.model import (
    ArticleKind,
    Basis,
    Inclusion,
    PartialDate,
    Residual,
    ResidualKind,
    Series,
    SeriesKey,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All windows that could be held against a total: how many, and those that leave a residual, by series and day."""

    compared: int
    residuals: tuple[Residual, ...]


_Whom = tuple[object, ...]


def ledger(series: Sequence[Series]) -> Ledger:
    """Holds every window of known days against the running total of the same claimant, people, place and scope.

    A window whose last day has no total of its own is not compared: a missing total is no total of the day before.
    """
    totals = _totals(series)
    batches = _batches(series)
    compared = 0
    found: list[Residual] = []
    for key, windows in _windows(series).items():
        lines = totals.get(_whom(key), {})
        own = lines.get(key.claimant)
        if own is None:
            continue
        open_residuals = []
        for opens, window in windows:
            after = own.said.get(window.as_of)
            if after is None:
                continue
            before, kin = _before(opens, window, own, lines)
            if before is None:
                continue
            compared += 1
            residual = _residual(own, opens, window, before, after, kin)
            if residual is not None:
                open_residuals.append(residual)
        found += _with_neighbours([_classed(one, own, batches) for one in open_residuals])
    return Ledger(compared, tuple(sorted(found, key=lambda one: (one.key, one.day, one.opens, one.window.id))))


@dataclass(slots=True)
class _Line:
    """A running total: its last word of each exact day, and everything that was ever said of it."""

    key: SeriesKey
    said: dict[PartialDate, Statement]
    ever: dict[PartialDate, list[Statement]]

    def last_before(self, day: date) -> Statement | None:
        """The total of the latest day before one."""
        return max(
            (s for d, s in self.said.items() if d.last() < day), key=lambda s: (s.as_of.last(), s.id), default=None
        )


def _whom(key: SeriesKey) -> _Whom:
    """What a window and a total must have in common besides their claimant."""
    return key.conflict, key.outcome, key.group, key.group_words, key.side, key.place, key.scope, key.unit


def _totals(series: Iterable[Series]) -> dict[_Whom, dict[str, _Line]]:
    """For each people and place the running total of each claimant; of several the one with the most days."""
    lines: dict[_Whom, dict[str, _Line]] = defaultdict(dict)
    for one in series:
        if one.key.basis is not Basis.CUMULATIVE or one.key.inclusions:
            continue
        said = {s.as_of: s for s in one.current() if s.as_of.exact}
        ever: dict[PartialDate, list[Statement]] = defaultdict(list)
        for step in one.revisions:
            ever[step.statement.as_of].append(step.statement)
        standing = lines[_whom(one.key)].get(one.key.claimant)
        if standing is None or len(said) > len(standing.said):
            lines[_whom(one.key)][one.key.claimant] = _Line(one.key, said, ever)
    return lines


def _windows(series: Iterable[Series]) -> dict[SeriesKey, list[tuple[date, Statement]]]:
    """Windows of known days under the key they share, by the day they end on."""
    found: dict[SeriesKey, list[tuple[date, Statement]]] = defaultdict(list)
    for one in series:
        if one.key.basis is not Basis.PERIOD or one.key.inclusions or not one.key.since:
            continue
        opens = PartialDate.parse(one.key.since)
        for said in one.current():
            if opens.exact and said.as_of.exact and opens.first() < said.as_of.first():
                found[replace(one.key, since="")].append((opens.first(), said))
    for windows in found.values():
        windows.sort(key=lambda w: (w[1].as_of, w[0], w[1].id))
    return dict(sorted(found.items()))


def _batches(series: Iterable[Series]) -> Mapping[tuple[_Whom, str, PartialDate], list[Statement]]:
    """What claimants said to have added for earlier days, by people, claimant and day."""
    found: dict[tuple[_Whom, str, PartialDate], list[Statement]] = defaultdict(list)
    for one in series:
        if Inclusion.RETROACTIVE in one.key.inclusions and one.key.basis is not Basis.CUMULATIVE:
            for said in one.current():
                found[_whom(one.key), one.key.claimant, said.as_of].append(said)
    return found


def _before(opens: date, window: Statement, own: _Line, lines: Mapping[str, _Line]) -> tuple[Statement | None, bool]:
    """The total the window is counted from: the claimant's own of that day, else one that the same publication gave
    for it under another name, else the claimant's latest one before."""
    day = PartialDate.of(opens)
    if day in own.said:
        return own.said[day], False
    for claimant, line in sorted(lines.items()):
        other = line.said.get(day)
        if claimant != own.key.claimant and other is not None and _together(other, window):
            return other, True
    return own.last_before(opens), False


def _together(other: Statement, window: Statement) -> bool:
    """Whether two figures stand in one publication that counts them as one table."""
    return other.kind is window.kind and not set(other.outlets).isdisjoint(window.outlets)


def _residual(
    own: _Line, opens: date, window: Statement, before: Statement, after: Statement, kin: bool
) -> Residual | None:
    """The residual, None where the bounds of the three figures leave none."""
    change = after.quantity.point - before.quantity.point
    residual = change - window.quantity.point
    if residual == 0 or _allowed(window, before, after):
        return None
    return Residual(
        own.key, opens, window.as_of.last(), window, before, after, change, residual, ResidualKind.UNEXPLAINED, kin
    )


def _allowed(window: Statement, before: Statement, after: Statement) -> bool:
    """Whether some numbers within all bounds fit: end = start + window."""
    w, b, a = window.quantity, before.quantity, after.quantity
    least = None if a.low is None or b.high is None or w.high is None else a.low - b.high - w.high
    most = None if a.high is None or b.low is None or w.low is None else a.high - b.low - w.low
    return (least is None or least <= 0) and (most is None or most >= 0)


def _classed(
    one: Residual, own: _Line, batches: Mapping[tuple[_Whom, str, PartialDate], list[Statement]]
) -> Residual:
    added = batches.get((_whom(one.key), one.key.claimant, one.window.as_of), [])
    if one.residual > 0 and (found := [s for s in added if s.quantity.point == one.residual]):
        return replace(one, kind=ResidualKind.RETROACTIVE_BATCH, evidence=tuple(s.id for s in found))
    if one.total_before.as_of.last() < one.opens and one.residual > 0:
        return replace(one, kind=ResidualKind.LONGER_WINDOW)
    if one.change < 0:
        return replace(one, kind=ResidualKind.CORRECTION)
    if fitting := _replaced(one, own):
        return replace(one, kind=ResidualKind.CORRECTION, evidence=fitting)
    if abs(one.residual) <= _slack(one.total_after) + _slack(one.total_before):
        return replace(one, kind=ResidualKind.ROUNDING)
    if slip(one.window.quantity.point, one.change):
        return replace(one, kind=ResidualKind.TYPO)
    return one


def _slack(total: Statement) -> int:
    """How far a total may be rounded. A table that is kept day by day gives its 24,100 as counted."""
    return 0 if total.kind is ArticleKind.TABLE_ROW else total.quantity.slack


def _replaced(one: Residual, own: _Line) -> tuple[str, ...]:
    """Other totals that the claimant gave for the two days at some time, with which nothing would be left over."""
    if one.kin:
        return ()
    wanted = one.window.quantity.point
    for after in own.ever[one.window.as_of]:
        for before in own.ever[one.total_before.as_of]:
            others = tuple(s.id for s in (before, after) if s.id not in (one.total_before.id, one.total_after.id))
            if others and after.quantity.point - before.quantity.point == wanted:
                return others
    return ()


def _with_neighbours(residuals: list[Residual]) -> list[Residual]:
    """The residuals of one series, with those that cancel out over two windows on end named as a catch-up."""
    made = list(residuals)
    open_kinds = (ResidualKind.UNEXPLAINED, ResidualKind.TYPO)
    for place in range(len(made) - 1):
        one, other = made[place], made[place + 1]
        neighbours = one.kind in open_kinds and other.kind in open_kinds and one.day == other.opens
        if neighbours and one.residual + other.residual == 0:
            made[place] = replace(one, kind=ResidualKind.CATCH_UP, evidence=(other.window.id,))
            made[place + 1] = replace(other, kind=ResidualKind.CATCH_UP, evidence=(one.window.id,))
    return made


def slip(one: int, other: int) -> bool:
    """Whether two numbers of three digits or more look like one number mistyped.

    Neighbouring digits exchanged (158, 185), one dropped or added (652, 3,652), or one before the last changed (725,
    425). A changed last digit is left out: numbers that near are no sign of anything.
    """
    short, long = sorted((str(abs(one)), str(abs(other))), key=len)
    if len(short) < 3 or short == long or (one < 0) != (other < 0):
        return False
    if len(short) + 1 == len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    if len(short) != len(long):
        return False
    apart = [at for at in range(len(short)) if short[at] != long[at]]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, second = apart
        return short[first] == long[second] and short[second] == long[first]
    return len(apart) == 1 and apart[0] < len(short) - 1
