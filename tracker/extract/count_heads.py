"""The noun that a number counts, over the words between the two."""

from __future__ import annotations

from collections.abc import Container

from tracker.extract.count import BARE, PERSONS, SELF, THINGS, UNKNOWN, Count, starts_number
from tracker.extract.implied_counts import is_plural
from tracker.extract.marks import MARK, NAME, WORD, Item
from tracker.extract.no_counts import year_like
from tracker.extract.numbers import Number, number_at
from tracker.extract.people_phrases import lists_on, noun_before
from tracker.extract.short_names import of_things, short_name
from tracker.extract.tokens import Token
from tracker.model import Outcome

BURNT = frozenset("burnt burned charred mutilated decomposed".split())
REMAINS = frozenset("bodies corpses body corpse".split())
MAX_MODIFIERS = 5
LONGEST_NAME = 7  # items
HELD_ONE = frozenset(["hostage", "captive"])
TAKES = frozenset("take takes took taken taking hold holds held holding kept seized".split())  # "took one hostage"
OWNERS = frozenset(["police", "militia", "militant", "rebel", "army", "enemy"])
HOW_BADLY = frozenset(
    (
        "seriously critically badly severely gravely slightly lightly moderately confirmed suspected reported alleged "
        "documented known verified recorded identified"
    ).split()
)
PAPERS = frozenset(
    "cases case rates rate figures reports claims complaints orders charges warrants records certificates files".split()
)
OPENS_A_TIME = frozenset(["last", "this", "next", "that", "late", "early", "yesterday", "today", "overnight"])
OF_THE_DEAD = frozenset(
    ["bodies", "corpses", "deaths", "killings", "murders", "executions", "assassinations", "lifeless", "dead"]
)


def with_head(
    toks: list[Token], items: list[Item], by_first: dict[int, int], number: Number, dated: Container[int] = ()
) -> Count:
    """Joins the number with the noun after it, over its modifiers; `dated` are the tokens of time expressions."""
    last = max(number.last, number.core_end)
    pos = by_first.get(last)
    probe = last
    while pos is None and probe < last + 3 and probe < len(toks):
        probe += 1
        pos = by_first.get(probe)
    start, end = number.first, last
    before = by_first.get(last - 1) if by_first.get(last) is None else None
    if before is not None and items[before].label == "THING" and items[before].last > last:
        return Count(number, THINGS, start, items[before].last)  # "40 million dollars" is a thing from "million" on
    if pos is None:
        return Count(number, BARE, start, end)
    more = False
    n = pos
    while (
        n < len(items)
        and toks[items[n].first].low in ("more", "additional", "further", "other", "new", "extra", "fewer")
        and items[n].last == items[n].first + 1
        and not toks[items[n].first].text.istitle()  # "four New People's Army rebels"
    ):
        more = True
        n += 1
    if n + 1 < len(items) and items[n].label == "OFGROUP" and of_things(toks, items, n):
        return Count(number, THINGS, start, items[n + 1].last)
    if n < len(items) and items[n].label == "OFGROUP" and not lists_on(toks, items, n):
        return Count(number, BARE, start, items[n].last, of_group=True, more=more)
    if n < len(items) and items[n].label == "OF":
        n += 1
        while n < len(items) and (items[n].label == "DET" or toks[items[n].first].low in ("'s", "some", "other")):
            n += 1
        if n < len(items) and items[n].label == "OFGROUP":
            return Count(number, BARE, start, items[n].last, of_group=True, more=more)
        whole = number_at(toks, items[n].first) if n < len(items) else None
        if whole is not None and [t.low for t in toks[whole.last : whole.last + 1]] == ["victims"]:
            return Count(number, BARE, start, whole.last + 1, of_group=True, more=more)  # "six of the 14 victims"
        if number.point == 1 and any(i.form in ("NOUN", "OF") for i in items[n : n + 3]):
            return Count(number, THINGS, start, end)  # "one of the worst killings"
    head_first = items[n].first if n < len(items) else last
    mods, m, premod = 0, n, None
    found: Item | None = None
    kind = BARE
    while m < len(items) and mods <= MAX_MODIFIERS:
        item = items[m]
        low = toks[item.first].low
        if low in OPENS_A_TIME and item.first in dated:
            break  # "topped 500 last month": a time, and no noun
        if item.label == "PERSON":
            found, kind = item, PERSONS
            m += 1
            while (
                m < len(items)
                and items[m].label == "PERSON"
                and items[m].first == items[m - 1].last
                and not starts_number(toks, items[m])
            ):
                found = items[m]
                m += 1
            named = _name_goes_on(toks, items, m)
            if named is not None:
                found, m = items[named], named + 1
            owner = toks[items[m - 1].last - 1].low
            if (
                m < len(items)
                and items[m].label == "THING"
                and items[m].first == items[m - 1].last
                and owner in OWNERS
            ):
                return Count(number, THINGS, start, items[m].last)  # "31 police stations"
            if m < len(items) and items[m].form == "NOUN" and items[m].first == items[m - 1].last:
                found, kind = items[m], SELF  # "567,760 Russian casualties", "274 Palestinian lives"
            break
        if item.label == "THING":
            found, kind = item, THINGS
            m += 1
            while m < len(items) and items[m].label in ("THING", "PERSON") and items[m].first == items[m - 1].last:
                found = items[m]
                kind = PERSONS if items[m].label == "PERSON" else THINGS
                m += 1
            worker = items[m + 1 : m + 2]
            if (
                kind == THINGS
                and not is_plural(toks[found.last - 1].low)
                and items[m : m + 1]
                and noun_before(toks, items[m], worker)
            ):
                found, kind = worker[0], PERSONS  # "two city sanitation workers"
                m += 2
            owned = items[m : m + 2]
            if kind == THINGS and len(owned) == 2 and toks[owned[0].first].low == "'s" and owned[1].label == "PERSON":
                found, kind = owned[1], PERSONS  # "1,492 of the province's residents"
            break
        if item.form == "TOLL" and item.outcome is not None and low == "total" and m == n:
            found, kind = item, SELF  # "2,600 total deaths"
            m += 1
            break
        if item.form in ("NOUN",):
            found, kind = item, SELF
            m += 1
            if m < len(items) and items[m].label == "PERSON" and item.outcome is Outcome.KILLED and low == "dead":
                found = items[m]
            if m < len(items) and toks[items[m].first].low in PAPERS and items[m].first == item.last:
                return Count(number, THINGS, start, items[m].last)  # "309 missing person cases"
            break
        if item.form == "OF" and year_like(toks, number) and _dated(toks, number):
            return Count(number, THINGS, start, end)  # "linked to the 1980 killings of hundreds"
        if item.form == "OF" and toks[item.first].low in OF_THE_DEAD:
            return _bodies_of(toks, items, number, m, more)
        if item.outcome is Outcome.CAPTIVE and item.form == "ED" and _is_thing(items, m + 1):
            return Count(number, THINGS, start, items[m + 1].last)  # "12 captured tanks"
        if number.point == 1 and m == n and low in HELD_ONE and not (start and toks[start - 1].low in TAKES):
            found, kind = item, PERSONS  # "killed two pirates and one hostage"
            break
        if low in BURNT and any(toks[i.last - 1].low in REMAINS for i in items[m + 1 : m + 4]):
            m += 1
            mods += 1
            continue  # "nine burnt human bodies"
        if item.form in ("ED", "ADJ"):
            ahead = items[m + 1] if m + 1 < len(items) else None
            second = items[m + 2] if m + 2 < len(items) else None
            if (
                ahead is not None
                and (
                    (ahead.label == "PERSON" and toks[ahead.first].low not in ("others", "one", "another"))
                    or (ahead.label in (WORD, NAME) and second is not None and second.label == "PERSON")
                )
                and not starts_number(toks, ahead)
            ):
                premod = item
                m += 1
                mods += 1
                continue
            break
        if item.label == "LIGHT" and low in HOW_BADLY:
            m += 1
            mods += 1
            continue
        if item.label == "TOLL" and low == "total" and m == n:
            m += 1
            mods += 1
            continue  # "4,776 total fatalities"
        if item.label in (WORD, NAME) and toks[item.first].low not in ("'s",):
            if number_at(toks, item.first):
                break
            m += 1
            mods += 1
            continue
        if mods and short_name(toks, items, m):
            m += 3
            continue  # "three Security Force (SF) guards"
        if item.label == MARK and low in ("-", "[", "]", "/", "(") and mods and item.last < len(toks) and low != "(":
            m += 1
            mods += 1
            continue
        break
    if found is None and year_like(toks, number):
        return Count(number, THINGS, start, end)
    if found is not None and m < len(items) and toks[items[m].first].low in ("cases", "case", "files", "complaints"):
        return Count(number, THINGS, start, items[m].last)  # "309 missing person cases"
    if found is not None and found.form == "NOUN" and year_like(toks, number) and _dated(toks, number):
        return Count(number, THINGS, start, end)
    if found is not None:
        outcome = found.outcome if kind == SELF else (premod.outcome if premod else None)
        if premod is not None and kind == PERSONS:
            return Count(number, SELF, start, found.last, head_first, found.last, premod.outcome, premod, more=more)
        return Count(
            number,
            kind,
            start,
            found.last,
            head_first,
            found.last,
            outcome,
            found if kind == SELF else None,
            more=more,
        )
    return _headless(toks, items, number, n, m, more)


def _name_goes_on(toks: list[Token], items: list[Item], at: int) -> int | None:
    """The noun for people that a name before item `at` ends with: "three Afghan National | Army (ANA) soldiers"."""
    if not toks[items[at - 1].last - 1].text[0].isupper():
        return None
    n, named = at, False
    while n < min(len(items), at + LONGEST_NAME):
        item = items[n]
        if item.first != items[n - 1].last or starts_number(toks, item):
            return None
        if item.label == "PERSON" and named:
            return n if toks[item.first].text[0].islower() else None
        if short_name(toks, items, n):
            n += 3
            continue
        own = toks[item.first].low in ("'s", "’s")
        if not (own or (item.label in (NAME, "PERSON", "THING") and toks[item.first].text[0].isupper())):
            return None
        named = named or not own
        n += 1
    return None


def _is_thing(items: list[Item], at: int) -> bool:
    """Whether a thing stands at item `at` that is not the lead of a noun for people: "tanks", not "tank crews"."""
    return [i.label for i in items[at : at + 1]] == ["THING"] and not any(
        i.label == "PERSON" for i in items[at + 1 : at + 2]
    )


def _dated(toks: list[Token], number: Number) -> bool:
    """ "the 1980 killings": a year before the noun, behind a word that makes it one."""
    before = toks[number.first - 1].low if number.first else ""
    return before in ("the", "a", "in", "of", "his", "her", "their", "its", "'s", "those", "these")


def _bodies_of(toks: list[Token], items: list[Item], number: Number, at: int, more: bool) -> Count:
    """ "three bodies of policemen": the noun that tells the outcome stands before the people."""
    noun = items[at]
    first, last = noun.first, noun.last - 1
    for person in items[at + 1 : at + 4]:
        if person.label == "PERSON":
            first, last = person.first, person.last
            break
        if person.label not in (WORD, NAME) or number_at(toks, person.first) is not None:
            break
    return Count(number, SELF, number.first, max(last, noun.last - 1), first, last, noun.outcome, noun, more=more)


def _headless(toks: list[Token], items: list[Item], number: Number, n: int, m: int, more: bool) -> Count:
    """A number followed by words of which none is known: a plural or a name may still be people ("316 Yazidis")."""
    start, last = number.first, max(number.last, number.core_end)
    if n < m:
        words = [items[k] for k in range(n, m)]
        for k, item in enumerate(words[:3]):
            text = toks[item.first].text
            if len(text) > 3 and text.lower().endswith("s") and not text.lower().endswith(("ss", "'s")):
                upper = all(t.text.isupper() for t in toks[:6] if t.text.isalpha())
                known = text[0].isupper() and not upper
                return Count(
                    number,
                    UNKNOWN if not known else PERSONS,
                    start,
                    words[k].last,
                    words[0].first,
                    words[k].last,
                    more=more,
                )
        if words[0].label == WORD and len(words) == 1 and m < len(items) and items[m].label in ("BE", "REL"):
            return Count(number, UNKNOWN, start, words[0].last, words[0].first, words[0].last, more=more)
    return Count(
        number, BARE, start, items[n - 1].last if more and n and items[n - 1].last > last else last, more=more
    )
