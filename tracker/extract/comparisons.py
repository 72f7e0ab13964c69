"""A figure that another is held against: "1,500 have been killed this year, compared to 3,600 last year"."""

from __future__ import annotations

from tracker.extract.count import BARE
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

COMPARED = "compared"
_FAR = 14  # items between the two figures, with the time of the first among them
_HELD_AGAINST = frozenset({"compared", "up", "down", "versus"})  # the first word of what stands between them


def compare(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
) -> None:
    """A bare number behind "compared to" or "up from" is of the fate of the figure before it."""
    for n in counts:
        count, before = items[n].count, items[n - 1] if n else None
        if n in outcomes or before is None or before.label != "THAN" or count is None or count.kind != BARE:
            continue
        if toks[before.first].low not in _HELD_AGAINST or (n + 1 < len(items) and items[n + 1].label == "THING"):
            continue  # "rather than 30"; "up from 30 percent" counts nobody
        left = max((k for k in outcomes if k < n), default=None)
        if left is None or n - left > _FAR or any(i.count is not None for i in items[left + 1 : n - 1]):
            continue
        outcome, governor, _ = outcomes[left]
        outcomes[n] = (outcome, governor if governor is not None and governor < left else None, COMPARED)
