"""Readings that fit a frame and still are wrong: who did it, whose relative it was, what a camera captured."""

from __future__ import annotations

from tracker.extract.count import BARE, PERSONS, SINGLE, UNKNOWN
from tracker.extract.marks import Item
from tracker.extract.own_verbs import has_own_verb
from tracker.extract.tokens import Token
from tracker.extract.victims import group_of
from tracker.lexicon.compile import Frame
from tracker.model import Group, Outcome

# Behind these a person is not who the verb speaks of: "two brothers working for a contractor were killed".
BELONGING = frozenset(["of", "for", "with", "from", "near", "against", "to", "by"])
PICTURES = frozenset(
    "video videos camera cameras film tape footage cctv photograph photographs photo photos audio images".split()
)
# What burns may be incense or a flag: with an object behind it nobody is burned.
BURNED = frozenset(["burned", "burnt", "hurt", "buried", "poisoned"])
HOLDS = ("were", "are", "have")
# Those who run from what they did are not driven from their homes.
AGGRESSORS = frozenset(
    (
        "attackers attacker gunmen gunman assailants assailant bombers bomber suspects suspect perpetrators robbers robber "
        "kidnappers abductors hijackers bandits thieves raiders criminals killers inmates prisoners convicts detainees "
        "policemen officers police assassins snipers shooters drivers driver motorcyclists captors occupants"
    ).split()
)
LISTING = (
    "equated",
    "bulletin",
    "toll-is",
    "loss-is",
    "loss-among",
    "toll-over",
    "total-over",
    "toll-rises",
    "toll-at",
)
APART = (";", "(", ")", "–", "—", ":")
GROUPS = frozenset(
    "family families group party crew team band gang squad household busload convoy couple mob pair patrol".split()
)
MANY = 100  # soldiers who flee in such numbers cross a border
OWNING = ("'s", "’s", "'", "’")
JOINTS = frozenset(["and", "as well as", "along with", "together with", "in addition to", "plus", "&"])
EXPELLED = frozenset(
    "student students pupil pupils diplomat diplomats ambassador ambassadors deputies members".split()
)
# Who picks people up to hold them.
POLICE = frozenset(
    "police security agents troops soldiers forces officers intelligence authorities gendarmes kgb riot".split()
)
# Nouns whose number is told: "Fatalities among the forces reached 140", and not "the killers of the boy".
NUMBERED = frozenset(
    (
        "deaths fatalities injuries killings murders executions assassinations arrests detentions abductions kidnappings "
        "disappearances evictions"
    ).split()
)
STRONG = frozenset(["as well as", "along with", "together with", "in addition to", "besides"])


def misread(toks: list[Token], items: list[Item], frame: Frame, at: int, governor: int, last: int) -> bool:
    """True where the words around a count show that the frame does not mean it."""
    count = items[at].count
    assert count is not None
    behind = governor > at
    between = items[at + 1 : last - 1] if behind else items[governor:at]
    apart = APART if count.kind == BARE else (";",)
    if frame.id not in LISTING and any(i.label == "MARK" and toks[i.first].text in apart for i in between):
        return True  # "two other policemen; 26 people were wounded"
    if _one_in_which(toks, items, at):
        return True
    if behind and frame.id.startswith(("passive", "dying", "reduced")):
        if _belongs(toks, items, at):
            return True
        if count.kind == SINGLE and _plural_verb(toks, items, last, governor):
            return True
        if count.kind == SINGLE and frame.id == "dying-apart" and _have(toks, items, at, governor):
            return True
    named = count.kind == BARE and items[at - 1].label in ("NAME", "THING")  # "captured Base 46"
    if frame.id == "relative" and (count.kind == SINGLE or named):
        return True
    if frame.id.startswith("loss") and _of_a_toll(items, governor):
        return True
    if frame.id.startswith("loss-among") and (
        NUMBERED.isdisjoint(t.low for t in toks[items[governor].first : items[governor].last])
    ):
        return True
    if frame.id in ("loss-is", "loss-among") and (
        count.kind == UNKNOWN or _there_is(toks, items, at) or _pronoun_one(toks, items, at)
    ):
        return True
    if frame.id == "alongside" and not _strong(toks, items, at):
        return True
    if frame.id == "active-second" and not _joint(toks, items, at):
        return True
    if frame.id == "nominal-far" and items[governor].last != items[governor].first + 1:
        return True  # "the killing of a leader of 200 rebels"
    if has_own_verb(toks, items, frame, count, at, governor):
        return True
    if frame.id.startswith("fleeing") and not _harmed_in_flight(toks, items, at, governor):
        return True
    if frame.id == "active-group" and not any(toks[i.first].low in GROUPS for i in items[governor + 1 : at]):
        return True  # "killed the leader of 40 rebels"
    if frame.id == "active-owned" and toks[items[at - 1].last - 1].low not in OWNING:
        return True
    if frame.voice == "active" and not behind and _doers(toks, items, at):
        return True  # "was attacked and killed by four assailants"
    if frame.also and any(i.label in ("COUNT", "SELF", "HELD") for i in items[min(last, governor) : governor]):
        return True
    if frame.id == "are-named" and count.of_group:
        return True
    if items[governor].label == "TOLL" and _only_a_number(toks, items, frame, governor):
        return True
    return _of_something_else(toks, items, frame, at, governor)


def _of_something_else(toks: list[Token], items: list[Item], frame: Frame, at: int, governor: int) -> bool:
    """What the verb itself shows: filmed and not caught, razed and not killed, escaped and not driven out."""
    count, word = items[at].count, items[governor]
    assert count is not None
    low = toks[word.first].low
    head = [t.low for t in toks[count.head_first : count.head_last]]
    if low.startswith("captur") and any(t.low in PICTURES for t in toks[word.last : word.last + 6]):
        return True
    if word.outcome is Outcome.MISSING and word.first and toks[word.first - 1].low == "from":
        return True  # "14 bodies from under the rubble" are there
    if word.outcome is Outcome.MISSING and count.kind == BARE and governor > at + 1 and items[at + 1].label == "NAME":
        return True  # "10 AK-47 are missing"
    if toks[word.last - 1].low in ("in", "since") and "fallen" in (t.low for t in toks[word.first : word.last]):
        return group_of(" ".join(head)) is not Group.COMBATANTS  # soldiers fall; so do prices and strongholds
    if low == "made" and (count.kind not in (PERSONS, SINGLE) or head[-1:] == ["others"]):
        return True  # "made off with two others" of the cars
    if low == "expelled" and not EXPELLED.isdisjoint(head):
        return True  # students leave their school, and diplomats a country
    if low == "picked" and POLICE.isdisjoint(t.low for t in toks[: word.first]):
        return True  # a ship picks up the shipwrecked
    if low in ("buried", "burying") and governor < at and count.kind in (SINGLE, BARE, UNKNOWN):
        return True  # "mourners who buried a senator", "buried 12 chests"
    if low == "destroyed" and (
        frame.id not in ("active", "passive") or group_of(" ".join(head)) is not Group.COMBATANTS
    ):
        return True
    if word.outcome is Outcome.DISPLACED and word.form == "DIE":
        away = any(t.low in ("scene", "motorcycle", "motorbike", "spot") for t in toks[word.last : word.last + 5])
        if count.number.point < MANY and (
            away or group_of(" ".join(head)) is Group.COMBATANTS or any(w in AGGRESSORS for w in head)
        ):
            return True
    if (
        frame.id.startswith("reduced")
        and at < governor
        and word.last < len(toks)
        and toks[word.last].low in ("him", "her", "them", "me", "us")
    ):
        return True  # "an attacker shot and injured him"
    if frame.id.startswith("reduced") and word.form == "ADJ" and governor > at:
        after = items[governor + 1] if governor + 1 < len(items) else None
        if after is not None and (after.label == "PERSON" or after.form in ("NOUN", "OF") or low == "lifeless"):
            return True  # "carried his dead child", "the lifeless body"
    if frame.id.startswith("reduced") and governor > at and low in BURNED and word.last == word.first + 1:
        after = items[governor + 1] if governor + 1 < len(items) else None
        if (
            after is not None
            and after.label in ("WORD", "NAME", "THING")
            and not toks[after.first].low.endswith("ly")
        ):
            return True  # "a priest burned incense"
    if frame.id == "reduced-apart" and count.kind in (SINGLE, BARE):
        return any(
            i.label == "WORD" and toks[i.first].low.endswith(("ing", "ed", "says")) for i in items[at + 1 : governor]
        )
    if frame.id in ("passive-apart", "dying-apart") and governor > at:
        return (
            count.kind == SINGLE
            and not _plural(toks, items, governor)
            and any(
                toks[i.first].low in ("he", "she", "him", "her") and items[n - 1].label != "AND"
                for n, i in enumerate(items[at + 1 : governor], at + 1)
            )
        )
    return False


def _harmed_in_flight(toks: list[Token], items: list[Item], at: int, governor: int) -> bool:
    """ "Forty people fleeing the fighting were killed": the flight is told of those who met with the verb behind it, in one
    clause; "forty fled after their homes were destroyed" has two."""
    flight = next((i for i in items[at + 1 : governor] if i.outcome is Outcome.DISPLACED and i.form == "DIE"), None)
    if flight is None or items[governor].outcome is Outcome.DISPLACED:
        return False
    if not any(t.low.endswith("ing") for t in toks[flight.first : flight.last]):
        return False
    return not any(t.low in CLAUSE_WORDS for t in toks[flight.last : items[governor].first])


CLAUSE_WORDS = frozenset(
    "after when as while before because since where which that who whose whom say says said and but if until".split()
)


def _plural(toks: list[Token], items: list[Item], governor: int) -> bool:
    """Whether more than one person met the verb: "a soldier and a civilian who went with him were killed"."""
    return items[governor - 1].label == "BE" and toks[items[governor - 1].first].low in HOLDS


def _only_a_number(toks: list[Token], items: list[Item], frame: Frame, governor: int) -> bool:
    """ "a number of attacks": the word tells a running figure only where that figure moves ("the number rose to 12")."""
    if toks[items[governor].first].low != "number":
        return False
    after = items[governor + 1] if governor + 1 < len(items) else None
    return frame.id != "total-rises" or (after is not None and after.label == "OF")


def _one_in_which(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "two strikes, one in which the chief was killed": one of the things told before."""
    return _pronoun_one(toks, items, at) and any(toks[i.first].low == "which" for i in items[at + 1 : at + 3])


def _belongs(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "killed by a bomber and three others were hurt", "the brother of a soldier was killed"."""
    count = items[at].count
    if at == 0 or count is None or count.of_group:
        return False
    low = toks[items[at - 1].last - 1].low
    return low == "by" or (count.kind == SINGLE and low in BELONGING)


def _plural_verb(toks: list[Token], items: list[Item], last: int, governor: int) -> bool:
    """One person does not take "were", unless others are joined to him."""
    verb = next((items[n] for n in range(governor - 1, last - 1, -1) if items[n].label == "BE"), None)
    if verb is None or toks[verb.first].low not in HOLDS:
        return False
    return not joined_before(toks, items, last - 1) and not any(
        item.label == "AND" for item in items[last - 1 : governor]
    )


def _have(toks: list[Token], items: list[Item], at: int, governor: int) -> bool:
    """ "an official said, and hundreds have fled": one person has."""
    plural = "have" in (toks[items[governor - 1].first].low, toks[items[governor].first].low)
    return plural and not any(i.label == "AND" for i in items[at + 1 : at + 3])


def joined_before(toks: list[Token], items: list[Item], at: int) -> bool:
    """True for the last of a list: "two women and a man"."""
    return at > 1 and bool(_link(toks, items, at)) and any(i.count is not None for i in items[max(0, at - 8) : at])


def _doers(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether "by" stands before a count: then it tells who did it."""
    before = at - 1
    while before > 0 and items[before].label in ("DET", "LIGHT"):
        before -= 1
    return items[before].label == "PREP" and toks[items[before].last - 1].low == "by"


def _of_a_toll(items: list[Item], governor: int) -> bool:
    """ "Death toll in attack on evacuees rises to 112": the figure is the toll's."""
    for item in reversed(items[:governor]):
        if item.label in ("COUNT", "SELF", "HELD"):
            return False
        if item.form == "TOLL":
            return True
    return False


def _there_is(toks: list[Token], items: list[Item], at: int) -> bool:
    return any(toks[i.first].low == "there" for i in items[max(0, at - 3) : at])


def _pronoun_one(toks: list[Token], items: list[Item], at: int) -> bool:
    count = items[at].count
    return count is not None and count.kind == BARE and toks[count.number.core].low == "one"


def _link(toks: list[Token], items: list[Item], at: int) -> str:
    """The words that join a count to what stands before it, over an article or a hedge."""
    before = at - 1
    while before > 0 and items[before].label in ("DET", "LIGHT"):
        before -= 1
    item = items[before]
    return " ".join(t.low for t in toks[item.first : item.last]) if item.label == "AND" else ""


def _joint(toks: list[Token], items: list[Item], at: int) -> bool:
    while at > 0 and items[at].count is not None:
        link = _link(toks, items, at)
        if link:
            return link in JOINTS
        at -= 1
        while at > 0 and items[at].count is None and items[at].label in ("MARK", "DET", "LIGHT"):
            at -= 1
    return True


def _strong(toks: list[Token], items: list[Item], at: int) -> bool:
    return _link(toks, items, at) in STRONG
