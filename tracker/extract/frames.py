"""Which outcome governs which count: frames over the marked items of one sentence.

Every frame that fits proposes (count, governor); for each count the cheapest proposal wins, by the frame's own cost
and the distance between the two. A count without a proposal may take the outcome of a neighbour (`structure.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extract.count import BARE, PERSONS, SELF, SINGLE
from tracker.extract.fitting import fits, own_verb
from tracker.extract.losses import is_bereavement
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.lexicon.compile import CHAR, Frame, frames_for
from tracker.model import Outcome

HELD_COST = 4.5


@dataclass(slots=True)
class Governed:
    """A count and what governs it: positions in the item list, the frame that read it and its cost."""

    item: int
    governor: int
    outcome: Outcome
    frame: str
    cost: float


def tag_string(items: list[Item]) -> str:
    """One character an item, as the frames read it."""
    return "".join(CHAR[item.label] for item in items)


def govern(
    toks: list[Token], items: list[Item], before: Outcome | None = None
) -> tuple[dict[int, Governed], list[Governed]]:
    """The best reading of each count of the sentence, by position in `items`, and second outcomes ("seized and shot")."""
    tags = tag_string(items)
    best: dict[int, Governed] = {}
    also: list[Governed] = []
    if not any(mark in tags for mark in "CSH"):
        return best, also
    for frame in frames_for(tags):
        for found in _matches(frame, tags, items):
            first, last = found.span("c")
            governor = found.start("x")
            outcome = items[governor].outcome or _total_of(items, governor, before)
            if outcome is None:
                continue
            for at in range(first, last):
                if items[at].label not in ("COUNT", "SELF", "HELD"):
                    continue
                if items[at].label == "HELD" and _where_they_are(toks, items[governor]):
                    continue
                if not fits(toks, items, frame, at, governor, last) or own_verb(toks, items, at, last, governor):
                    continue
                fate = _fate(toks, items, at, governor, outcome)
                gap = min(abs(governor - at), 3 if word_of_toll(items[governor]) else 12)
                cost = frame.cost + 0.2 * gap
                if items[at].label == "HELD" and frame.id == "noun":
                    cost = HELD_COST  # any verb beside them says more: "killed 14 hostages"
                elif items[at].label == "HELD" and fate is items[at].outcome:
                    cost -= 1
                if frame.also:
                    also.append(Governed(at, governor, fate, frame.id, cost))
                    continue
                if at not in best or cost < best[at].cost:
                    best[at] = Governed(at, governor, fate, frame.id, cost)
    return best, [g for g in also if g.item in best and best[g.item].outcome is not g.outcome]


def _where_they_are(toks: list[Token], state: Item) -> bool:
    """ "Rebels hold 1,000 hostages in hospital": people who are held somewhere need not be hurt."""
    return state.outcome is Outcome.INJURED and state.form == "ADJ" and toks[state.first].low == "in"


def _fate(toks: list[Token], items: list[Item], at: int, governor: int, outcome: Outcome) -> Outcome:
    """What a governor says of one count: kin that somebody lost are dead, where soldiers may be wounded."""
    count = items[at].count
    bereaved = count is not None and is_bereavement(toks, items[governor], count)
    return Outcome.KILLED if bereaved or _killed_first(toks, items, governor, outcome) else outcome


def _killed_first(toks: list[Token], items: list[Item], governor: int, outcome: Outcome) -> bool:
    """ "shot dead and then burned two men": whom the second verb was done to are dead."""
    if outcome is not Outcome.INJURED or items[governor].form != "ED" or governor < 2:
        return False
    at = governor - 1
    while at > 0 and (items[at].label == "LIGHT" or toks[items[at].first].low == "then"):
        at -= 1
    return items[at].label == "AND" and items[at - 1].outcome is Outcome.KILLED and items[at - 1].form == "ED"


def _matches(frame: Frame, tags: str, items: list[Item]) -> list[re.Match[str]]:
    """All places where a frame fits. A toll may have several figures ("put at seven, was raised to 13"): each is tried."""
    found = list(frame.pattern.finditer(tags))
    if frame.id.startswith(("toll", "total", "loss", "number-of")):
        for again in range(2):
            for match in found[-2:] if again else found:
                at = match.start("c")
                if at <= match.start("x"):
                    continue
                hidden = tags[:at] + CHAR["NUMBER"] + tags[at + 1 :]
                more = [m for m in frame.pattern.finditer(hidden) if m.start("x") == match.start("x")]
                found += [
                    m
                    for m in more
                    if items[m.start("c") - 1].label in ("TO", "PREP")
                    and m.start("c") not in {f.start("c") for f in found}
                ]
    return found


def _total_of(items: list[Item], governor: int, before: Outcome | None) -> Outcome | None:
    """What a bare "total" counts: the outcome spoken of before it in the sentence, else in the sentence before."""
    if items[governor].label != "TOLL":
        return None
    near = [item.outcome for item in items[:governor] if item.outcome is not None]
    return near[-1] if near else before


def word_of_toll(item: Item) -> bool:
    """A running figure reaches as far as its sentence: distance tells little against it."""
    return item.form == "TOLL" or item.label == "TOLL"


__all__ = ["BARE", "PERSONS", "SELF", "SINGLE", "Governed", "govern", "tag_string"]
