"""Verbs of holding and taking that say nothing of who holds: "164 people were held", "the group is holding 18 people".

Those in the hands of police, courts and armies are detained; those in the hands of armed groups are captive. Where the
sentence names no holder at all, people "held" are detained: a captor is what a text would not leave out.
"""

from __future__ import annotations

from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

CAPTORS = frozenset(
    "rebel rebels militant militants gunman gunmen gang gangs kidnapper kidnappers captor captors abductors hamas isis isil "
    "daesh islamist islamists jihadist jihadists jihadi pirates bandits taliban insurgent insurgents guerrilla guerrillas "
    "separatist separatists hijackers terrorists terrorist hostage hostages ransom militia militias militiamen warlord "
    "houthi houthis cartel armed extremists boko al-shabaab farc hezbollah".split()
)
JAILERS = frozenset(
    "police policemen officers authorities court courts jail jails prison prisons custody detention charge charges trial "
    "arrest arrests arrested imprisoned jailed "
    "government regime army soldiers troops forces suspicion questioning intelligence security "
    "junta immigration protest protesters protests rally demonstration demonstrators unauthorised unauthorized".split()
)
BE = frozenset(["were", "was", "are", "is", "been", "being"])
# "was held accountable", "talks were held": nobody is kept.
NO_HOLDING = frozenset(
    "responsible accountable liable back up talks meeting meetings election elections in at on by under hostage captive "
    "prisoner together firm high dear down off sway out as to".split()
)
TAKEN = frozenset(
    ["taken away", "took away", "led away", "whisked away", "dragged away", "hauled off", "carried off"]
)
PRISONER = frozenset(["prisoner", "prisoners"])
TAKING = frozenset("took takes take taking taken".split())
TOOK = frozenset(["took", "taking"])
FROM_HOME = frozenset(["taken", "seized", "grabbed"])
SEIZING = {"seized": "ED", "seizing": "ING", "seize": "BASE", "seizes": "BASE"}
HOLDING = {"held": "ED", "holding": "ING", "holds": "BASE", "hold": "BASE"}
# Where people are held: "hundreds are being held in the old town's prison", but talks "in the capital".
PRISONS = frozenset(
    "prison prisons jail jails cell cells custody detention dungeon dungeons barracks penitentiary lockup camp camps "
    "captivity police prisoner gulag".split()
)
NEAR = 10  # tokens between a holder and his verb
# One of these stands in every sentence in which an item changes.
ALONE = FROM_HOME | SEIZING.keys() | HOLDING.keys() | PRISONER
VERBS = FROM_HOME | SEIZING.keys() | HOLDING.keys() | {words.split()[0] for words in TAKEN}


def complete(toks: list[Token], items: list[Item], lows: set[str]) -> None:
    """Gives "held" and "holding" the outcome their sentence tells, in place, and "taken away" that of who took them.

    `lows` are the words of the sentence.
    """
    if not PRISONER.isdisjoint(lows) and not TAKING.isdisjoint(lows):
        _take_prisoners(toks, items)
    if VERBS.isdisjoint(lows):
        return
    jailed, captured = bool(lows & JAILERS), bool(lows & CAPTORS)
    taken = Outcome.DETAINED if jailed and not captured else Outcome.CAPTIVE
    for n, item in enumerate(items):
        said = " ".join(t.low for t in toks[item.first : item.last])
        if said in TAKEN:
            item.outcome = taken
        elif item.outcome is not None:
            continue
        elif said in FROM_HOME and (_from_home(toks, items, n) or _by_takers(toks, items, n)):
            item.form, item.outcome = "ED", taken
        elif said in SEIZING and _seizes_people(items, n):
            item.form, item.outcome = SEIZING[said], taken
        elif said in HOLDING and _holds(toks, items, n, said):
            item.form = HOLDING[said]
            held_by = Outcome.CAPTIVE if _as_shields(toks, item.last) else None
            held_by = held_by or (_holder_before(toks, item.first) if said != "held" else None)
            item.outcome = held_by or (Outcome.CAPTIVE if captured and not jailed else Outcome.DETAINED)
        else:
            continue
        item.label = f"{item.outcome.name}.{item.form}"


def _take_prisoners(toks: list[Token], items: list[Item]) -> None:
    """ "took 12 soldiers prisoner", "took 30 prisoners": in the hands of whoever took them."""
    for item in items:
        low = toks[item.first].low
        if low not in PRISONER or item.last - item.first != 1 or item.outcome is not None:
            continue
        led = [t.low for t in toks[max(0, item.first - NEAR) : item.first]]
        verb = max((k for k, word in enumerate(led) if word in TAKING), default=None)
        if verb is None or any(not word[0].isalnum() for word in led[verb:]):
            continue
        after = toks[item.last] if item.last < len(toks) else None
        if low == "prisoner" and led[-1] not in {"a", "the"} | TAKING and (after is None or not _is_noun(after)):
            item.form = "ADJ"
        elif (
            low == "prisoners"
            and led[verb] in TOOK
            and any(_is_number(word) for word in led[max(verb, len(led) - 3) :])
        ):
            item.form = "NOUN"
        else:
            continue
        item.outcome, item.label = Outcome.CAPTIVE, f"{Outcome.CAPTIVE.name}.{item.form}"


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS


def _is_noun(tok: Token) -> bool:
    """Whether a word goes on with the one before it: "prisoner swap"."""
    return tok.low in ("swap", "exchange", "camp", "release", "of") or tok.low.endswith("'s")


def _as_shields(toks: list[Token], after: int) -> bool:
    """ "holding 28 people as human shields": so are captives used, whoever holds them."""
    lows = [t.low for t in toks[after : after + 2 * NEAR]]
    return any(lows[n : n + 2] in (["human", "shields"], ["as", "hostages"]) for n in range(len(lows)))


def _holder_before(toks: list[Token], verb: int) -> Outcome | None:
    """Whose verb it is: "the militants are believed to be holding 85 girls, the army said"."""
    for tok in reversed(toks[max(0, verb - NEAR) : verb]):
        if tok.text[0] in ",;:.":
            return None
        if tok.low in CAPTORS or tok.low in JAILERS:
            return Outcome.CAPTIVE if tok.low in CAPTORS else Outcome.DETAINED
    return None


def _seizes_people(items: list[Item], n: int) -> bool:
    """ "seized a Palestinian man", "seized 12 fishermen": what comes first behind the verb is people."""
    noun = next((i for i in items[n + 1 : n + 6] if i.label in ("PERSON", "THING", "PREP", "OF", "MARK")), None)
    return noun is not None and noun.label == "PERSON"


def _from_home(toks: list[Token], items: list[Item], n: int) -> bool:
    """ "317 girls had been taken from the school": from where people live, learn and travel."""
    behind = [t.low for t in toks[items[n].last : items[n].last + 5]]
    passive = n > 0 and items[n - 1].label == "BE"
    return passive and behind[:1] == ["from"] and not HOMES.isdisjoint(behind)


def _by_takers(toks: list[Token], items: list[Item], n: int) -> bool:
    """ "251 people seized by Hamas-led gunmen": who took them stands behind the verb, and people before it."""
    behind = [t.low for t in toks[items[n].last : items[n].last + 6]]
    people = any(i.label == "PERSON" for i in items[max(0, n - 4) : n])
    return people and behind[:1] == ["by"] and not (CAPTORS | JAILERS).isdisjoint(behind)


def _in_prison(toks: list[Token], at: int) -> bool:
    """ "held in the island's main prison": a place of detention ends the phrase that starts at token `at`."""
    for tok in toks[at : at + NEAR]:
        if not tok.text[0].isalnum() and tok.text[0] not in "'’-“":
            return False
        if tok.low in PRISONS:
            return True
    return False


HOMES = frozenset(
    "home homes house houses school schools village villages church mosque bus buses dormitory dormitories hostel hostels "
    "farm farms bed beds street streets train boat vehicle vehicles car cars camp college university office offices".split()
)


def _holds(toks: list[Token], items: list[Item], n: int, said: str) -> bool:
    """Whether people are held here: "were held" with nothing else behind it, "is holding 18 people"."""
    after = items[n + 1] if n + 1 < len(items) else None
    low = toks[after.first].low if after is not None else ""
    if said == "held":
        before = items[n - 1] if n else None
        passive = before is not None and toks[before.last - 1].low in BE
        kept = after is None or low not in NO_HOLDING or (low == "on" and "charges" in {t.low for t in toks})
        named = any(i.form == "NOUN" for i in items[max(0, n - 3) : n])  # "900 prisoners of war are held in camps"
        kept = kept or (not named and low in ("in", "at", "inside", "by") and _in_prison(toks, items[n].last + 1))
        reduced = before is not None and before.label == "PERSON" and low == "since"  # "15,000 people held since May"
        return (passive and kept) or reduced
    behind = [i for i in items[n + 1 : n + 8] if toks[i.first].low not in ("between", "from", "and")]
    counted = any(t.text[0].isdigit() or t.low in NUMBER_WORDS for t in toks[items[n].last : items[n].last + 4])
    noun = next((i for i in behind if i.label in ("PERSON", "THING", "PREP", "MARK")), None)
    return counted and noun is not None and noun.label == "PERSON" and not any(i.outcome for i in behind[:4])
