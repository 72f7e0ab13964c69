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
    inside: set[int] = set()
    for at, item in enumerate(items):
        if item.label == "MARK" and toks[item.first].text in "()":
            opened = at if toks[item.first].text == "(" else None
        elif opened is not None and at in counts and at not in parents:
            whole = max((n for n in counts if n < opened), default=None)
            inside.add(at)
            if whole in inside and toks[items[opened - 1].last - 1].text[:1].isupper():
                continue  # "Syria (11 dead), Mexico (9 dead)": a list of places
            if whole is not None and not _of_another(governed, at, whole) and not stands_before(toks, items, at):
                parents[at] = whole


def stands_before(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether a bare figure in brackets is that of the report before: "3,100 (3,020)", "1,190 killed (1,177)", "3,440
    casualties (3,391 in the update a day earlier)"."""
    if at < 2 or toks[items[at - 1].first].text != "(":
        return False
    count = items[at].count
    if count is None or count.head_last > count.head_first or count.of_group:
        return False
    closing = next((n for n in range(at + 1, min(at + CLOSES, len(items))) if toks[items[n].first].text == ")"), None)
    if closing is None:
        return False
    if closing > at + 1:
        return not EARLIER.isdisjoint(t.low for t in toks[items[at + 1].first : items[closing].first])
    whole = next((items[n].count for n in range(at - 2, max(-1, at - 6), -1) if items[n].count is not None), None)
    return whole is not None and whole.number.point >= count.number.point > whole.number.point * MOST_OF_IT


def said_before(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
    parents: dict[int, int],
) -> None:
    """Gives a figure of the report before the fate of the one it is set beside, and none of that one's parts."""
    for at in counts:
        if not stands_before(toks, items, at):
            continue
        now = max((n for n in counts if n < at), default=None)
        if now is None or now not in outcomes:
            continue
        outcomes[at] = outcomes[now]
        parents.pop(at, None)
        parents.update({part: now for part, whole in parents.items() if whole == at})


CLOSES = 10  # items in brackets that say of which report a figure is
EARLIER = frozenset("earlier previous previously yesterday before".split())
MOST_OF_IT = 0.5  # a figure of the report before is most of the one of today


def _of_another(governed: dict[int, Governed], at: int, whole: int) -> bool:
    """Whether brackets hold the figure of another fate: "40 killed (12 wounded)"."""
    own, reading = governed.get(at), governed.get(whole)
    if own is None or reading is None or reading.outcome is Outcome.CASUALTIES:
        return False
    return own.outcome is not reading.outcome and own.cost < 3
