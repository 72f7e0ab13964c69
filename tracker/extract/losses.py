"""What an army "lost": dead, wounded or captured, for the word does not tell.

"Lost their lives" does. In 2024 a general staff's 346,070 losses were translated as the dead: so a loss of soldiers stays
a casualty whoever tells it, until the words say how.
"""

from __future__ import annotations

from tracker.extract.count import BARE, Count
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.extract.victims import group_of
from tracker.model import Group, Outcome

LOST = frozenset(["lost", "lose", "loses", "losing"])
MANY = 100  # more than a game or a day of trading loses in points, fewer than an army loses in a war
# Without one of these in its sentence a smaller bare number that was lost may be of seats or of games.
ARMED = frozenset(
    "army armies troops soldiers soldier forces force military rebels rebel fighters militants men police brigade battalion "
    "regiment division unit units enemy invaders ambush battle fighting clash clashes war casualties killed wounded dead "
    "guerrillas insurgents marines servicemen side militia navy personnel peacekeepers offensive attack assault group "
    "front frontline fallen battlefield combat garrison outpost patrol convoy".split()
)
IN_SERVICE = frozenset("peacekeepers police policemen officers personnel servicepeople servicemen".split())

KIN = frozenset(
    "son sons daughter daughters brother brothers sister sisters child children wife husband mother father parents relative "
    "relatives cousin cousins nephew nephews niece nieces grandson grandsons granddaughter granddaughters grandchildren "
    "siblings grandmother grandfather grandparents in-laws uncle uncles aunt aunts".split()
)


def is_bereavement(toks: list[Token], word: Item, count: Count) -> bool:
    """ "He lost three brothers in the bombing": kin that somebody lost have died."""
    return is_loss(toks, word) and _are_kin([t.low for t in toks[count.head_first : count.head_last]])


def _are_kin(head: list[str]) -> bool:
    return not KIN.isdisjoint(head) or ("family" in head and not {"member", "members"}.isdisjoint(head))


def is_loss(toks: list[Token], word: Item) -> bool:
    return word.outcome is Outcome.CASUALTIES and toks[word.last - 1].low in LOST


def no_loss(toks: list[Token], items: list[Item], at: int, count: Count) -> bool:
    """ "lost 30 houses", "lost 43,000 soldiers killed": nobody was lost, or the next word says how."""
    head = " ".join(t.low for t in toks[count.head_first : count.head_last])
    if _are_kin(head.split()):
        return False
    behind = items[at + 1] if at + 1 < len(items) else None
    if behind is not None and behind.outcome is Outcome.KILLED and behind.form in ("ED", "ADJ"):
        return True
    if count.kind == BARE:
        few = (count.number.low or 0) < MANY
        return few and ARMED.isdisjoint(t.low for t in toks)  # "captured 45 seats, losing 12"
    return group_of(head) not in (Group.COMBATANTS, Group.MEN) and not IN_SERVICE & set(head.split())
