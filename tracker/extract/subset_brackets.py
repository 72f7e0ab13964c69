"""Figures in brackets: the parts of the figure before them, or what that figure was in the report before."""

from __future__ import annotations

from tracker.extract.frames import Governed
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome


def in_brackets(
    toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed], parents: dict[int, int]
) -> None:
    """ "6,426 killed (4,497 in the Strip and 1,929 in the West Bank)": the counts in brackets are put to `parents`."""
    opened: int | None = None
    for at, item in enumerate(items):
        if item.label == "MARK" and toks[item.first].text in "()":
            opened = at if toks[item.first].text == "(" else None
        elif opened is not None and at in counts and at not in parents:
            whole = max((n for n in counts if n < opened), default=None)
            if whole is not None and not _of_another(governed, at, whole) and not stands_before(toks, items, at):
                parents[at] = whole


def stands_before(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether a bare figure stands alone in brackets behind a bare figure: "3,100 (3,020)" is that of now and of before."""
    if at < 2 or at + 1 >= len(items) or [toks[items[n].first].text for n in (at - 1, at + 1)] != ["(", ")"]:
        return False
    pair = [items[n].count for n in (at - 2, at)]
    return all(c is not None and c.head_last <= c.head_first and not c.of_group for c in pair)


def _of_another(governed: dict[int, Governed], at: int, whole: int) -> bool:
    """Whether brackets hold the figure of another fate: "40 killed (12 wounded)"."""
    own, reading = governed.get(at), governed.get(whole)
    if own is None or reading is None or reading.outcome is Outcome.CASUALTIES:
        return False
    return own.outcome is not reading.outcome and own.cost < 3
