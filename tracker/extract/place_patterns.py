"""How places are written: names with the words of kind and bearing around them, in mixed case and in capitals."""

from __future__ import annotations

import re

from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded


def _any(words: list[str]) -> str:
    """An alternation, longest word first, grouped by first letter: most words of a text are refused at once."""
    letters: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        letters.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in letters.items())


def _words(name: str) -> list[str]:
    return [str(w) for w in lexicon().section["places"][name]]


COUNTRIES = frozenset(w.lower() for w in _words("countries"))
KIND = rf"(?:{_any(_words('kinds'))})"
BEARING = (
    r"(?:(?:north|south|east|west|central|mid)[- ]?(?:east|west|central)?(?:ern)?|downtown|upper|lower|far|deep)"
)
SORT = rf"(?:{BEARING}|[a-z]+-(?:held|controlled|occupied|besieged)|{_any(_words('sorts'))})"
NAME = (
    r"(?:(?:[aA]l|[eE]l|[aA]z|[aA]sh|[aA]n|[aA]d)-\s?[A-Z][\w’'-]*|"
    r"(?:(?:St|Ste|Mt|Ft)\.[ ])?[A-Z][\w’-]*(?:'[a-z][\w-]+)?)"
)
INNER = r"(?:of|the|de|del|la|el|al|ez|az|es|du|da|dos|bin|upon)"
NAMES = rf"{NAME}(?:[ ](?:{NAME}|{INNER}(?=[ ][A-Z])))*"
LIST = rf"{NAMES}(?:(?:,\s+(?:the\s+)?{NAMES}){{0,5}},?\s+and\s+(?:the\s+)?{NAMES}|,\s+{NAMES}\s+{KIND}\b)?"
OWNER = r"(?:[A-Z][\w-]+['’]s\s+)?"  # "a market in Yemen's northern province"
DET = r"(?:(?:the|an?|its|their|two|three|four|several|various|different|many|some|one|these|those)\s+)?"
LINK = (
    r"(?:across|through|throughout|inside|outside|into|against|around|between|along|during|the|in|of|on|at|and|by|for|"
    r"from|when|where|who|that|which|as|to|with|near|after|before|over|under|was|were)"
)
# "southern Idlib province", "the town of Hass", "the remote indigenous reserve of the north"
NAMED = (
    rf"(?:the\s+)?(?:{SORT}\s+(?:of\s+)?){{0,3}}{LIST}(?:\s+{KIND}\b)?"
    rf"(?:\s+in\s+(?:the\s+)?(?:{SORT}\s+){{0,2}}{NAMES})?"
)
NAMED_SO = rf"(?:\s+of\s+{NAMES})?"  # "the mill in the northern city of Redwell"
NO_DAY = (  # "in the state on May 3"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b(?! [A-Z]))"
)
OF_KIND = (
    rf"{OWNER}{DET}(?:(?!{LINK}\b)[a-z][a-z’'-]+\s+|[A-Z][\w-]+\s+){{0,3}}?{KIND}\b(?:\s+{KIND}\b)?"
    rf"(?:\s+(?:of|in|near|on|at|around|under|between|across|along|outside|leading\s+to|{BEARING}\s+of)\s+{NO_DAY}(?:the\s+)?{OWNER}"
    rf"(?:{SORT}\s+){{0,2}}(?:{LIST}(?:\s+{KIND}\b{NAMED_SO})?|(?:[a-z]+\s+)?{KIND}\b{NAMED_SO}))?"
)
PREPOSITION = (
    r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]n|[Aa]cross|[Oo]utside|[Ii]nside|[Aa]round|[Tt]hroughout|[Oo]ver|[Aa]long|"
    r"[Tt]hrough|[Ii]nto|[Aa]gainst|[Tt]oward|[Ww]ithin|[Bb]etween|[Aa]bove|"
    r"(?:shelling|bombing|bombardment|siege|storming|battle|assault|capture|invasion|massacre|attack|north|south|east|"
    r"west|centre|center|heart|outskirts|part|parts)\s+of|[Ff]rom)"
)
# "abducted 40 pupils from the school" says where; "soldiers from the capital" says who they were.
AWAY = Guarded(
    r"\b(?:abduct|kidnap|tak(?:en|ing)|took|snatch|seiz|fle[ed]|displac|evacuat|expel|driv|drove|recover|remov|retriev|"
    r"pull|missing|disappear|captur|arrest)\w*\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
REACHED = (
    r"(?:attack(?:ed|ing)?|hit|hitting|struck|striking|stormed|storming|raided|raiding|shelled|shelling|bombed|bombing|"
    r"entered|entering|targeted|targeting|targets|retaken|retook|overran|overrunning|captured|ambushed|besieged|"
    r"invaded|invading|recapture|recaptured|burned|burnt|torched|leaving)"
)
WHERE = Guarded(rf"\b(?:{PREPOSITION})\s+(?P<place>{OF_KIND}|{NAMED})|\b{REACHED}\s+(?P<object>{OF_KIND})")

WORD = r"[A-Z][A-Z'’-]*"
CAPS_STOP = _any([w.upper() for w in _words("no_names")])
CAPS_NAMES = rf"(?!(?:{CAPS_STOP})\b){WORD}(?:\s+(?!(?:{CAPS_STOP})\b){WORD}){{0,3}}"
CAPS_SORT = rf"(?!(?:{CAPS_STOP})\b){WORD}"
CAPS_KIND = KIND.upper()
CAPS_BEARING = r"(?:EASTERN|WESTERN|NORTHERN|SOUTHERN|CENTRAL|CITY|PART)"
CAPS_OF = rf"(?:\s+(?:OF|IN|NEAR|ON|LEADING\s+TO)\s+(?:THE\s+)?(?:{CAPS_BEARING}\s+(?:OF\s+)?){{0,3}}{CAPS_NAMES})"
CAPS_WHERE = Guarded(
    rf"\b(?:IN|AT|NEAR|ON|ACROSS|OUTSIDE|INSIDE|AROUND|THROUGHOUT|ALONG|AGAINST|THROUGH)\s+(?P<place>"
    rf"(?:(?:THE|AN?|SEVERAL|DIFFERENT|VARIOUS|[0-9]+)\s+)?(?:{CAPS_SORT}\s+){{0,3}}?(?:{CAPS_KIND})\b{CAPS_OF}?"
    rf"|(?:THE\s+)?{CAPS_NAMES}(?:,\s+{CAPS_NAMES}\s+(?:{CAPS_KIND})\b|(?:,\s+{CAPS_NAMES})*,?\s+AND\s+{CAPS_NAMES})?)"
)
