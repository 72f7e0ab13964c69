"""Numbers that are shares of a group, or single one act out of several, and count nobody."""

from __future__ import annotations

from tracker.extract.date_patterns import NUMBER_WORDS
from tracker.extract.numbers import Number, number_at
from tracker.extract.tokens import Token


def one_in_so_many(toks: list[Token], number: Number) -> bool:
    """ "One in three of the injured", "two out of three of the displaced": a share, of which neither number counts
    anybody."""
    first, last = number.first, number.last
    ahead = [t.low for t in toks[last : last + 2]]
    at = last + 1 if ahead[:1] == ["in"] else last + 2 if ahead == ["out", "of"] else None
    if at is not None and at < len(toks) and number.core_end == last:
        whole = number_at(toks, at)
        if whole is not None and number.point == 1 and ahead[0] == "in":
            return toks[at].low not in ("one", "a")
        return whole is not None and number.point < whole.point <= LARGEST_SHARE and _of_them_all(toks, whole.last)
    link = 1 if first and toks[first - 1].low == "in" else 2
    part = toks[first - link - 1].low if first > link else ""
    if link == 1 and part in ("one", "1"):
        return True
    out_of = link == 1 or [t.low for t in toks[first - 2 : first]] == ["out", "of"]
    counted = part.isdecimal() or part in NUMBER_WORDS
    return out_of and counted and number.point <= LARGEST_SHARE and _of_them_all(toks, last)


def one_of_the_worst(toks: list[Token], number: Number) -> bool:
    """ "one of the worst acts of bloodshed": an act, and nobody who was killed."""
    ahead = [t.low for t in toks[number.last : number.last + 6]]
    if number.point != 1 or ahead[:1] != ["of"] or WORST.isdisjoint(ahead[1:4]):
        return False
    return not ACTS.isdisjoint(ahead[2:])


def at_each_place(toks: list[Token], number: Number) -> bool:
    """ "Seven countries saw over 500 deaths": a bound that each of them passed, and no figure of any."""
    led = [t.low for t in toks[max(0, number.core - 10) : number.core]]
    bounded = len(led)
    while led and led[-1] in BOUNDS:
        led.pop()
    seeing = led[-1:] and led[-1] in SAW and len(led) < bounded
    at = next((k for k in range(len(led) - 2, 0, -1) if led[k] in AREAS), None) if seeing else None
    return at is not None and any(word in NUMBER_WORDS or word[0].isdigit() for word in led[max(0, at - 4) : at])


BOUNDS = frozenset("over more than at least fewer less under above up to".split())
SAW = frozenset("saw recorded suffered registered reported had witnessed documented experienced each".split())
AREAS = frozenset(
    "countries territories nations states provinces governorates districts regions cities towns departments counties".split()
)
WORST = frozenset("worst deadliest bloodiest largest biggest heaviest gravest most darkest single".split())
ACTS = frozenset(
    "acts act attacks massacres incidents days day battles raids bombings tragedies atrocities episodes outbreaks crimes "
    "disasters shootings strikes blasts explosions clashes killings assaults wars conflicts events weeks years".split()
)


def _of_them_all(toks: list[Token], at: int) -> bool:
    """Whether "of the displaced" stands there."""
    behind = [t.low for t in toks[at : at + 2]]
    return behind[:1] == ["of"] and behind[1:] in (["the"], ["those"], ["all"], ["these"])


LARGEST_SHARE = 10  # "two out of three of them"; "12 of the 40" are people
