"""Where a total's entries were learnt: shares that a claimant publishes, and days on which the mix changes.

Deaths learnt from media reports and deaths in hospital records are other people: of the former 91.6 percent were women
and children in early 2024, of the latter 48.3. A total whose sources change is not one line (field guide: source mix).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.model import Basis, Group, Series, SeriesKey, Statement
from tracker.sources import Break

SHIFT = 0.2  # by how much the share among what was added must differ from the share until then
FEWEST = 100  # persons that must have been added for a share of them to tell anything
_LEARNT = frozenset("media hospital hospitals morgue morgues family families relatives form forms committee".split())
_HOW = frozenset(
    "report reports reported record records recorded registered registry learnt learned from via through by".split()
)


@dataclass(frozen=True, slots=True)
class MixShift:
    """A stretch in which what was added to a total was learnt otherwise than what it held before.

    before, after    the part of the total that was learnt in one way, on the first and the last day of the stretch
    share            its share of the total until then
    share_added      its share of what was added in the stretch
    """

    before: Statement
    after: Statement
    total_before: Statement
    total_after: Statement
    share: float
    share_added: float

    @property
    def label(self) -> str:
        """The change in words."""
        words = self.after.key.group_words
        return f"{words}: {self.share_added:.0%} of what was added since {self.before.as_of}, {self.share:.0%} until then"


def mix_shifts(series: Iterable[Series]) -> tuple[MixShift, ...]:
    """Every such stretch between two days on which a claimant gave a part by where it was learnt, and the total."""
    every = [one for one in series if one.key.basis is Basis.CUMULATIVE]
    wholes: dict[SeriesKey, list[Series]] = {}
    for one in every:
        if one.key.group is Group.EVERYONE:
            wholes.setdefault(_whole_of(one.key), []).append(one)
    found = []
    for part in every:
        fitting = wholes.get(_whole_of(part.key), []) if _by_source(part.key) else []
        fitting = [one for one in fitting if part.key.side in ("", one.key.side)]
        if len(fitting) != 1:
            continue
        (whole,) = fitting
        totals = {said.as_of: said for said in whole.current() if said.quantity.exact}
        told = [said for said in part.current() if said.quantity.exact and said.as_of in totals]
        for before, after in pairwise(told):
            shift = _shift(before, after, totals[before.as_of], totals[after.as_of])
            if shift is not None:
                found.append(shift)
    return tuple(found)


def _whole_of(key: SeriesKey) -> SeriesKey:
    """The key of a total without what its parts may leave out: words for how deaths were learnt name no people."""
    return replace(key, group=Group.EVERYONE, group_words="", side="", direction="")


def _by_source(key: SeriesKey) -> bool:
    """Whether a group's words say where its entries were learnt: "media reports", not "hospital staff"."""
    words = set(key.group_words.split())
    return key.group is Group.OTHER and not words.isdisjoint(_LEARNT) and not words.isdisjoint(_HOW)


def _shift(before: Statement, after: Statement, total: Statement, later: Statement) -> MixShift | None:
    added = later.quantity.point - total.quantity.point
    if added < FEWEST or total.quantity.point == 0:
        return None
    share = before.quantity.point / total.quantity.point
    share_added = (after.quantity.point - before.quantity.point) / added
    if not 0 <= share_added <= 1 or abs(share_added - share) < SHIFT:
        return None
    return MixShift(before, after, total, later, share, share_added)


def mix_breaks(shifts: Iterable[MixShift]) -> dict[tuple[object, ...], tuple[Break, ...]]:
    """Shifts as breaks of their claimant's series, by what the series must have in common with the total."""
    found: dict[tuple[object, ...], tuple[Break, ...]] = {}
    for one in shifts:
        key = one.total_after.key
        step = Break(key.claimant, one.after.as_of.first(), one.label, f"{one.before.id} and {one.after.id}")
        about = mixed(key)
        found[about] = (*found.get(about, ()), step)
    return found


def mixed(key: SeriesKey) -> tuple[object, ...]:
    """What a series must have in common with a total to be mixed as it is; its groups are parts of one list."""
    return key.conflict, key.outcome, key.side, key.place, key.basis
