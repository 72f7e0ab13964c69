"""What an army "lost": its dead, where people are told of; dead and wounded alike, where a bulletin reckons the enemy's."""

from __future__ import annotations

from tracker.extract.count import BARE, Count
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.extract.victims import group_of
from tracker.model import Group, Outcome

LOST = frozenset(["lost", "lose", "loses", "losing"])
# Words of bulletins in which one side counts what the other side lost in a day or in all, the wounded with the dead.
RECKONED = frozenset(
    "ministry command staff headquarters enemy enemy's occupiers invaders wounded injured casualties captured "
    "day hours".split()
)
WHOLE_ARMIES = 50_000  # as many are lost to an army in wounds and deaths, and told in one figure


def is_loss(toks: list[Token], word: Item) -> bool:
    return word.outcome is Outcome.CASUALTIES and toks[word.last - 1].low in LOST


def no_loss(toks: list[Token], items: list[Item], at: int, count: Count) -> bool:
    """ "lost 30 houses", "lost 43,000 soldiers killed": nobody was lost, or the next word says how."""
    head = " ".join(t.low for t in toks[count.head_first : count.head_last])
    behind = items[at + 1] if at + 1 < len(items) else None
    if behind is not None and behind.outcome is Outcome.KILLED and behind.form in ("ED", "ADJ"):
        return True
    return count.kind != BARE and group_of(head) not in (Group.COMBATANTS, Group.MEN)


def fate_of_the_lost(toks: list[Token], items: list[Item], at: int) -> Outcome:
    """ "In four years the British had lost more than 100 soldiers" tells of the dead; a bulletin's tally may not, nor
    the bare figure of a regiment ("the Fourth lost 164").
    """
    counts = [i.count for i in items[: at + 1] if i.count is not None and i.count.kind != BARE]
    if not counts or counts[-1].number.point >= WHOLE_ARMIES or any(t.low in RECKONED for t in toks):
        return Outcome.CASUALTIES
    heads = (" ".join(t.low for t in toks[c.head_first : c.head_last]) for c in counts)
    if not any(group_of(head) is Group.COMBATANTS for head in heads):
        return Outcome.CASUALTIES
    return Outcome.KILLED
