"""The dead and the wounded that casualties are made of, told apart in one sentence."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

OPENS = frozenset(":(-–—")  # the marks behind which a figure is told apart
TOLD_APART = (Outcome.KILLED, Outcome.INJURED)


def told_apart(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
    parents: dict[int, int],
) -> None:
    """ "310 casualties: 80 killed and 230 wounded": the next two figures, put to `parents`, where their sum is the
    casualties, or where a mark opens them and neither is greater."""
    for at, whole in enumerate(counts):
        own = outcomes.get(whole)
        if own is None or whole in parents:
            continue
        parts = counts[at + 1 : at + 3]
        fates = {outcomes[n][0] for n in parts if n in outcomes and parents.get(n, whole) == whole}
        if fates != set(TOLD_APART):
            continue
        sizes = [_size(items, n) for n in parts]
        if own[0] is not Outcome.CASUALTIES:
            bracket = toks[items[whole + 1].first].text == "(" and parts[0] == whole + 2
            if bracket and sum(sizes) == _size(items, whole):
                outcomes[whole] = (Outcome.CASUALTIES, own[1], own[2])  # "158 (37 killed and 121 injured)"
                parents.update(dict.fromkeys(parts, whole))
            continue
        opened = any(i.label == "MARK" and toks[i.first].text in OPENS for i in items[whole + 1 : parts[0]])
        most = _size(items, whole)
        if sum(sizes) == most or (opened and max(sizes) <= most):
            parents.update(dict.fromkeys(parts, whole))


def _size(items: list[Item], at: int) -> int:
    count = items[at].count
    return count.number.point if count is not None else 0
