"""A figure that another is held against: "1,500 have been killed this year, compared to 3,600 last year"."""

from __future__ import annotations

from tracker.extract.count import BARE
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

COMPARED = "compared"
_NEAR = 6  # items between the words and a figure with a noun of its own
_FAR = 14  # items between the two figures, with the time of the first among them
_HELD_AGAINST = frozenset({"compared", "up", "down", "versus"})  # the first word of what stands between them


def compare(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
) -> None:
    """A bare number behind "compared to", "up from" or "followed by" is of the fate of the figure before it."""
    for n in counts:
        count = items[n].count
        if n in outcomes:
            if any(_held_against(toks, i) for i in items[max(0, n - _NEAR) : n]):
                outcomes[n] = (*outcomes[n][:2], COMPARED)  # "up from the previous high of 1,930 deaths in December"
            continue
        led = n > 0 and (_held_against(toks, items[n - 1]) or _followed(toks, items[n].first))
        if not led or count is None or count.kind != BARE or (n + 1 < len(items) and items[n + 1].label == "THING"):
            continue  # "up from 30 percent" counts nobody
        left = max((k for k in outcomes if k < n), default=None)
        if left is None or n - left > _FAR or any(i.count is not None for i in items[left + 1 : n - 1]):
            continue
        outcome, governor, _ = outcomes[left]
        outcomes[n] = (outcome, governor if governor is not None and governor < left else None, COMPARED)


def _held_against(toks: list[Token], item: Item) -> bool:
    return item.label == "THAN" and toks[item.first].low in _HELD_AGAINST  # not "rather than"


def _followed(toks: list[Token], first: int) -> bool:
    return [t.low for t in toks[max(0, first - 2) : first]] == ["followed", "by"]
