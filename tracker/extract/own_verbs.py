"""Counts whose verb is another than the outcome that a frame found behind them."""

from __future__ import annotations

from tracker.extract.count import BARE, Count
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.lexicon.compile import Frame

# What people do who are harmed themselves: all else they had done was done to others, or to what was left of them.
MET_WITH = frozenset(
    "suffered sustained received got gotten incurred had taken been died contracted developed".split()
)
PARTICIPLES = frozenset(
    "seen found brought made left done given known borne sent told shown hidden buried dug held kept caught drawn".split()
)
BEYOND = frozenset("for over about after".split())  # "two suspects wanted for the murders": they are not among them
COUNTED_AS = frozenset("among amongst as with from of".split())
REMAINS = frozenset("body bodies corpse corpses remains".split())


# Of whom so many may be counted that nothing is said of: "the parents of 220 others were still missing".
KIN_OF = frozenset("parents mothers fathers families relatives wives husbands widows spouses".split())


def is_kin_of(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether those counted are only told as somebody's kin: "the parents of 220 others are missing"."""
    of = at > 1 and items[at - 1].label == "OF"
    return of and toks[items[at - 2].last - 1].low in KIN_OF


def is_of_the_inner(items: list[Item], governor: int) -> bool:
    """ "the fate of 900 men, including 80 confirmed dead": the 80 are."""
    before = governor - 1
    while before > 0 and items[before].label == "LIGHT":
        before -= 1
    return items[before].label in ("COUNT", "HELD")


def has_verb_of_its_own_behind(items: list[Item], at: int, governor: int) -> bool:
    """ "Orlan (121 killed 235 injured)": a list without a comma, in which each number has its word behind it."""
    if governor < 1 or governor != at - 1 or at + 1 >= len(items):
        return False
    before, behind = items[governor - 1].count, items[at + 1]
    bare = before is not None and before.kind == BARE
    return bare and behind.form in ("ED", "ADJ") and behind.outcome is not items[governor].outcome


def has_own_verb(toks: list[Token], items: list[Item], frame: Frame, count: Count, at: int, governor: int) -> bool:
    """Whether the people counted did or had something else: "three villagers had carried the bodies", "two guards had
    inflicted injuries"; or, where nobody is counted, another count has the verb: "nobody had let him speak, said 25 were
    dead"."""
    if frame.id == "passive-apart-joined":
        return count.kind == BARE  # "a priest who turned 40 in May has been targeted and jailed"
    if governor <= at:
        return False
    if frame.id == "suffering":
        if REMAINS & {t.low for t in toks[items[governor].first : items[governor].last]}:
            return True
        if items[governor].form == "BASE" and any(i.label == "PERSON" for i in items[at + 1 : governor]):
            return True  # "two witnesses saw the gunmen kill the guards"
        between = [t.low for item in items[at + 1 : governor] for t in toks[item.first : item.last]]
        return any(w not in MET_WITH and (w in PARTICIPLES or w.endswith("ed")) for w in between)
    if frame.id == "among":
        preps = [i for i in items[at + 1 : governor] if i.label == "PREP"]
        return toks[preps[-1].last - 1].low not in COUNTED_AS  # "four doctors operated on the wounded"
    if frame.id == "reduced-apart":
        before, earlier = items[governor - 1], items[governor - 2]
        if earlier.label == "OF":
            return False  # "five of the murdered monks"
        if before.label == "DET" or toks[before.first].low in BEYOND:
            return True  # "five relatives identified the dead", "two nuns prayed for the murdered"
        return (
            before.label == "PERSON"
            and governor - 3 > at
            and earlier.label == "DET"
            and items[governor - 3].label in ("LIGHT", "WORD", "REL")
        )  # "two survivors said the gunmen killed everyone"
    if count.zero and frame.id == "passive-apart":
        labels = [item.label for item in items[at:governor]]
        counts = [n for n, label in enumerate(labels) if label == "COUNT" and n > 0]
        return any(labels[n - 1] in ("MARK", "LIGHT") and "INCLUDING" not in labels[:n] for n in counts)
    return False
