"""Figures of the displaced that are none: those who went home, and armies on the march."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.extract.victims import group_of
from tracker.model import Group

RETURNS = frozenset("returned return returning returns back repatriated resettled".split())


def went_home(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "1,200 refugees have returned home": they are no longer displaced."""
    first = items[found.item].last
    behind = [t.low for t in toks[first : first + 5]]
    if found.count.of_group and [low for low in behind if low in ("gone", "back")] == ["gone", "back"]:
        return True  # "16,000 of the displaced have since gone back"
    return (
        (found.frame == "noun" or found.count.of_group)
        and not RETURNS.isdisjoint(behind)
        and "not" not in behind
        and "to" not in behind[:1]
    )


MOVED = frozenset("crossed poured streamed flooded".split())
ARMIES = frozenset("forces troops soldiers fighters".split())


def marched(toks: list[Token], items: list[Item], found: Found) -> bool:
    """ "300 soldiers have crossed into the country": an army that goes somewhere flees from nothing."""
    verb = items[found.governor] if found.governor is not None else None
    if verb is None or MOVED.isdisjoint(t.low for t in toks[verb.first : verb.last]):
        return False
    people = " ".join(t.text for t in toks[found.count.head_first : found.count.head_last])
    between = {t.low for item in items[found.item + 1 : found.governor] for t in toks[item.first : item.last]}
    return group_of(people) is Group.COMBATANTS or not ARMIES.isdisjoint(between)
