"""Verbs that kill only with "to death" behind their object: "hacked 36 people to death", "beating two men to death"."""

from __future__ import annotations

from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

DONE = frozenset(
    "hacked beat beaten stoned clubbed bludgeoned trampled stabbed burned burnt knifed tortured starved crushed battered "
    "choked shot kicked flogged whipped bayoneted speared chopped cut froze bombed".split()
)
DOING = frozenset(
    "hacking beating stoning clubbing bludgeoning trampling stabbing burning knifing torturing starving crushing "
    "battering choking shooting kicking flogging whipping bayoneting spearing chopping".split()
)
REACH = 9  # items between the verb and "to death"


def complete(toks: list[Token], items: list[Item], lows: set[str]) -> None:
    """Makes such a verb one of killing, in place, and lets "to death" say nothing more. `lows` are the words."""
    if "death" not in lows:
        return
    for n in range(2, len(items)):
        if toks[items[n].first].low != "death" or toks[items[n - 1].last - 1].low != "to":
            continue
        for verb in reversed(items[max(0, n - REACH) : n - 1]):
            low = toks[verb.first].low
            if verb.last == verb.first + 1 and low in DONE | DOING:
                verb.form = "ED" if low in DONE else "ING"
                verb.label, verb.outcome = f"KILLED.{verb.form}", Outcome.KILLED
                for said in (items[n - 1], items[n]):
                    said.label, said.outcome, said.form = "LIGHT", None, ""
                break
            if verb.label == "MARK" or (verb.outcome is not None and verb.form in ("ED", "ING")):
                break
