"""Counts without a numeral: one person by article, the other of two."""

from __future__ import annotations

from tracker.extract.count import BARE, SELF, SINGLE, Count, starts_number
from tracker.extract.marks import NAME, WORD, Item
from tracker.extract.numbers import Number, number_at
from tracker.extract.singled_out import is_named, noun_of_deeds, speaks
from tracker.extract.tokens import AN_AGE, Token
from tracker.model import Outcome, Qualifier

IRREGULAR_PLURALS = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "troops",
        "crew",
        "staff",
        "militia",
        "infantry",
        "families",
        "youth",
        "elderly",
        "others",
        "policemen",
        "policewomen",
        "servicemen",
        "servicewomen",
        "gunmen",
        "fishermen",
        "firemen",
        "clergymen",
    ]
)

ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])


ENDS = ("MARK", "PREP", "BE", "AND", "REL")
ADVERBS = frozenset(
    (
        "yesterday today tonight overnight late early there here nearby earlier later outside inside aboard ago not last "
        "this"
    ).split()
)
WHEN = frozenset(["yesterday", "today", "overnight"])
# Words for one person that also stand before a noun.
ALSO_ADJECTIVES = frozenset(
    (
        "national official female male minor adult civilian militant rebel enemy criminal elderly terrorist insurgent "
        "separatist guerrilla paramilitary extremist jihadist palestinian israeli american russian ukrainian german "
        "iraqi iranian syrian lebanese afghan chinese japanese egyptian dutch swiss korean indonesian malaysian filipino "
        "british french italian spanish turkish kurdish canadian australian thai vietnamese police youth family "
        "infant subversive nationalist unionist academic expert specialist jihadi year-old"
    ).split()
)


def is_plural(low: str) -> bool:
    return low in IRREGULAR_PLURALS or (low.endswith("s") and not low.endswith(("ss", "us")))


def one_person(toks: list[Token], items: list[Item], at: int) -> Count | None:
    """ "a nurse", "an elderly man", "another civilian": one person, where the noun is singular."""
    item = items[at]
    m, mods = at + 1, 0
    if toks[item.first].low == "another" and item.last == item.first + 1:
        nxt = items[m] if m < len(items) else None
        if (
            nxt is None
            or nxt.label in ("BE", "MARK", "PREP")
            or nxt.form in ("ED", "DIE", "ADJ")
            or toks[nxt.first].low in WHEN
        ):
            number = Number(1, 1, Qualifier.EXACT, item.first, item.last, item.first, item.last, worded=True)
            return Count(number, BARE, item.first, item.last)
    if m < len(items) and toks[items[m].first].low in ORDINALS:
        after = items[m + 1] if m + 1 < len(items) else None
        if (
            after is None
            or after.label in ("MARK", "PREP", "AND", "BE", "NAME", "LIGHT")
            or after.form in ("ED", "DIE")
            or toks[after.first].low in ("remains", "remained")
        ):
            number = Number(1, 1, Qualifier.EXACT, item.first, items[m].last, item.first, items[m].last, worded=True)
            return Count(number, BARE, item.first, items[m].last)
    while m < len(items) and mods <= 4:
        nxt = items[m]
        if nxt.label == "PERSON":
            last = m
            while (
                last + 1 < len(items)
                and items[last + 1].label == "PERSON"
                and items[last + 1].first == items[last].last
                and not starts_number(toks, items[last + 1])
            ):
                last += 1
            head = toks[items[last].last - 1].low
            ahead = items[last + 1] if last + 1 < len(items) else None
            if ahead is not None and ahead.label == WORD and head in ALSO_ADJECTIVES:
                low = toks[ahead.first].low
                if not low.endswith(("ing", "ed", "ly")) and low not in ADVERBS:
                    m, mods = last + 1, mods + 1
                    continue  # "a militant compound", "a national security law"
            if ahead is not None and ahead.label == "THING" and head == AN_AGE:
                m, mods = last + 1, mods + 1
                continue  # "a 40-year-old bus driver"
            if ahead is not None and ahead.label == NAME and head in ALSO_ADJECTIVES:
                behind = next((i for i in items[last + 2 : last + 4] if i.label != NAME), None)
                if behind is not None and behind.label == "PERSON" and not starts_number(toks, behind):
                    m, mods = last + 1, mods + 1
                    continue  # "a German AFP correspondent"
                if head == AN_AGE:
                    return None  # "a 23-year-old Omar Said": somebody named
            if is_plural(head) or head in ("family", "couple", "household"):
                return None
            if head in ALSO_ADJECTIVES and ahead is not None and ahead.label == WORD and noun_of_deeds(toks, ahead):
                return None  # "a Ukrainian shelling of the city"
            if is_named(toks, items[last].last):
                return None
            if last + 1 < len(items) and (
                items[last + 1].label == "THING" or toks[items[last + 1].first].low == "'s"
            ):
                return None
            if speaks(toks, items[last].last):
                return None
            number = Number(1, 1, Qualifier.EXACT, item.first, item.last, item.first, item.last, worded=True)
            return Count(number, SINGLE, item.first, items[last].last, item.last, items[last].last)
        if (
            nxt.form == "NOUN"
            and nxt.last == nxt.first + 1
            and not is_plural(toks[nxt.first].low)
            and mods == 0
            and toks[nxt.first].low in ("hostage", "fatality", "casualty", "martyr", "death")
            and not (toks[nxt.first].low == "death" and m + 1 < len(items) and items[m + 1].label not in ENDS)
        ):
            number = Number(1, 1, Qualifier.EXACT, item.first, item.last, item.first, item.last, worded=True)
            return Count(number, SELF, item.first, nxt.last, nxt.first, nxt.last, nxt.outcome, nxt)
        if (
            nxt.label in (WORD, NAME)
            or (nxt.form == "ED" and nxt.outcome is not Outcome.KILLED)
            or nxt.label == "LIGHT"
            or toks[nxt.first].low in ("-", "military", "local")
        ):
            digits = (
                toks[nxt.first].text[0].isdigit() and "-" not in toks[nxt.first].low and number_at(toks, nxt.first)
            )
            if digits and not (nxt.last < len(toks) and toks[nxt.last].low in ("-", "year")):
                return None
            m += 1
            mods += 1
            continue
        if nxt.label == "THING" and toks[nxt.first].low in (
            "school",
            "bus",
            "taxi",
            "truck",
            "hospital",
            "party",
            "car",
            "shop",
            "drone",
            "church",
            "company",
            "bank",
            "tank",
            "university",
            "district",
            "city",
            "village",
            "town",
            "state",
            "government",
            "group",
            "farm",
            "factory",
            "radio",
            "television",
            "year",
            "bus",
            "ship",
            "prison",
            "camp",
            "base",
            "unit",
            "store",
            "mosque",
            "train",
            "helicopter",
            "jet",
            "brigade",
            "battalion",
        ):
            m += 1
            mods += 1
            continue
        return None
    return None


def the_other(toks: list[Token], items: list[Item], at: int) -> Count | None:
    """ "and the other was wounded", "the other guard died": the second of two."""
    nxt = items[at + 1] if at + 1 < len(items) else None
    after = items[at + 2] if at + 2 < len(items) else None
    if nxt is None or toks[nxt.first].low != "other" or nxt.last != nxt.first + 1:
        return None
    number = Number(1, 1, Qualifier.EXACT, items[at].first, nxt.last, items[at].first, nxt.last, worded=True)
    if after is not None and after.label == "PERSON" and not is_plural(toks[after.last - 1].low):
        verb = items[at + 3] if at + 3 < len(items) else None
        if verb is not None and (verb.label == "BE" or verb.form in ("ED", "DIE")):
            return Count(number, SINGLE, items[at].first, after.last, after.first, after.last)
        return None
    if after is not None and not (after.label in ("BE", "MARK", "HAVE") or after.form in ("ED", "DIE")):
        return None
    return Count(number, BARE, items[at].first, nxt.last)
