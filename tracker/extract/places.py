"""Where: the place phrase that belongs to a count, as written."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extract.place_patterns import AWAY, CAPS_WHERE, COUNTRIES, KIND, NAMES, WHERE
from tracker.extract.speech import Attribution
from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded
from tracker.model import Outcome

NOT_PLACES = Guarded(
    r"^(?:the\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|UN|U\.N|Reuters|AFP|AP|Islamic State|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|"
    r"Clash(?:es)?|Attacks?|Strikes?|Airstrikes?|Raids?|Blasts?|Bombings?|Protests?|Fighting|"
    r"Ramadan|Christmas|President|Twitter|Facebook|Telegram|Syrian Observatory|Ministry|Health Ministry|"
    r"State Department|Civil Defen[cs]e|Security Council|White House|Pentagon|Kremlin|Human Rights)\b"
)


BLOW = Guarded(
    rf"\b(?:of|[Ii]n|[Aa]t|[Aa]fter)\s+(?:the\s+|an?\s+|[A-Z]\w+day['’]s\s+)?(?P<place>{NAMES}(?:\s+{KIND})?)\s+"
    r"(?:blast|attack|bombing|strike|airstrike|explosion|massacre|raid|shelling|shooting|assault|clashes)\b",
)


BODY = Guarded(
    r"\b(?:Office|Ministry|Staff|Council|Committees?|Agency|Army|Party|Union|Network|Department of|Court|"
    r"Parliament|Nations|Observatory|Organi[sz]ation|Authority|Command|Front|Movement|Brigades?|War|Act|Agreement|"
    r"Resolution|Week|Month|Year|Group|Association|Forces?|Commission|Bureau|Corps|Division|Battalion)\b"
)
OTHER_NOUN = Guarded(
    r"['’]s?\b|\s+(?:attacks?|strikes?|airstrikes?|raids?|bombings?|blasts?|war|invasion|offensive|assault|"
    r"militants?|fighters?|soldiers?|forces|troops|rebels|operations?|explosions?|gunmen|insurgents?|police|army|"
    r"officials?|authorities|time|spokes\w+|newspaper|television|TV|radio|magazine)\b"
)
OWNED = Guarded(r"^(?:the\s+)?(?P<name>[A-Z][\w ]+?)(?:['’]s|(?<=[a-z])s)?$")
CLAUSE_ENDS = Guarded(r"[,;:.](?![0-9])|\b(?:and|while|but|where|after|adding|saying|noting|that)\b")
# The preposition before was of something else: "gunmen on motorcycles raided six villages in Zurmi".
STORMED = Guarded(
    r"\b(?:raided|attacked|stormed|hit|struck|shelled|bombed|entered|invaded|overran|targeted|besieged)\s+"
)
SPOKE_THERE = Guarded(r"[^.,;:]{0,60}?\bthat\b", re.IGNORECASE)
HEARING = Guarded(
    r"\b(?:reporters|journalists|conference|briefing|meeting|interview|statement|speech|parliament|told|based)\s*$",
    re.IGNORECASE,
)
FAR = 40  # what a place before the count must be nearer by to be taken
NAMELESS = 80  # and one without a name ("the street")
GAP = 8  # code points between a place and one that only goes on to say where it lies ("the quarter in the city")
OUTCOMES = frozenset(outcome.name for outcome in Outcome)
RUNS_ON = Guarded(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|June|July|August|September|October|"
    r"November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|AFP|AP|UPI|DPA|EFE|Reuters|REUTERS|Monitor|"
    r"NGO|KNOWN|Published|Updated|Photo|Says|Related"
)
KIND_OF = Guarded(rf"^(?:the\s+)?{NAMES}\s+(?P<kind>{KIND})\s+of\s(?:\S+\s+){{2}}\S")
ACRONYM = Guarded(r"^(?!US|UK|UAE|DRC|DR|U\.S|U\.K)[A-Z]{2,5}$")
NO_PLACE = Guarded(
    r"^(?:the\s+)?(?:\S+-(?:linked|led|backed|based|aligned|affiliated|allied)\b|war|same|state of|field of|state media|"
    r"area of|front of|front$|(?i:terror)$|areas?$|places?$|border with|capital punishment|hospital bed|"
    r"(?:first|second|third|fourth|last) (?:quarter|half)(?! of \S+ city))\b|\b(?:field commanders?|state)$",
)


def _people(words: str) -> bool:
    """True for an adjective of a people ("in Israeli strikes"), which is no place."""
    last = words.split()[-1].lower()
    return any(label == "PERSON" and parts == (last,) for parts, label in lexicon().entries.get(last, ()))


def _country_owning(words: str) -> str | None:
    """ "Syria" of "Syria's" or, in a text that lost its apostrophes, of "Syrias"."""
    owned = OWNED.match(words)
    if owned is None:
        return None
    name = owned.group("name")
    for form in (name, name.removesuffix("s")):
        if form.lower() in COUNTRIES:
            return form
    return None


def place_of(
    text: str,
    start: int,
    end: int,
    claim_start: int,
    claim_end: int,
    speakers: list[tuple[int, int]],
) -> str | None:
    """The place named nearest to the claim in its sentence, None where there is none."""
    best: tuple[int, str] | None = None
    for at, words in places_in(text, start, end, tuple(speakers)):
        named = any(w[0].isupper() for w in words.split() if w[0].isalpha())
        distance = at - claim_end if at >= claim_end else max(0, claim_start - at - len(words)) + FAR
        distance += 0 if named else NAMELESS
        if best is None or distance < best[0]:
            best = (distance, words)
    if best is None:
        blow = BLOW.search(text, start, end)  # "the toll of the al-Ahli hospital blast"
        return blow.group("place") if blow and not _people(blow.group("place")) else None
    return best[1]


def speaking(text: str, end: int, said: list[Attribution]) -> list[tuple[int, int]]:
    """The stretches of a sentence that ends at `end` in which its speakers are named, with where they spoke: nothing
    happened in the town of "..., the governor said in Kharkiv" and of "the governor said in Kharkiv that"."""
    return [(a.start, max(a.end, _spoke_until(text, end, a))) for a in said]


def _spoke_until(text: str, end: int, said: Attribution) -> int:
    if said.kind in ("suffix", "inverted"):
        stop = CLAUSE_ENDS.search(text, said.end, end)
        return stop.start() if stop else end
    before_that = SPOKE_THERE.match(text, said.end, end) if said.kind == "said" else None
    return before_that.end() if before_that else said.end


@lru_cache(maxsize=2)  # the counts of one sentence ask in a row
def places_in(text: str, start: int, end: int, speakers: tuple[tuple[int, int], ...]) -> list[tuple[int, str]]:
    """The places that a sentence says something happened at, with their offsets, in order."""
    shouting = _in_capitals(text, start, end)
    out = []
    for found in (CAPS_WHERE if shouting else WHERE).finditer(text, start, end):
        group = "place" if found.group("place") else "object"
        at, words = found.start(group), found.group(group)
        stormed = STORMED.search(words)
        if stormed is not None:
            at, words = at + stormed.end(), words[stormed.end() :]
        words = _country_alone(_without_what_follows(words))
        behind = at + len(words)
        if not words:
            continue  # "in the October 7 attack"
        if any(a <= found.start() < b for a, b in speakers) or HEARING.search(
            text, max(start, found.start() - 30), found.start()
        ):
            continue
        if OTHER_NOUN.match(text, behind) or words.endswith(("s", "'s", "’s")):
            owner = _country_owning(words)
            if owner is not None and (OTHER_NOUN.match(text, behind) or words != owner):
                out.append((at, owner))
                continue
        if NOT_PLACES.match(words) or BODY.search(words) or OTHER_NOUN.match(text, behind) or _people(words):
            continue
        if found.group().startswith(("from", "From")) and not AWAY.search(text, max(start, at - 80), found.start()):
            continue
        if NO_PLACE.search(words) or ACRONYM.match(words):
            continue
        if out and 0 <= at - out[-1][0] - len(out[-1][1]) <= GAP and "," not in text[out[-1][0] : at]:
            continue
        out.append((at, _to_its_kind(words)))
    return out


LINKS_BEHIND = re.compile(
    r"(?:(?:^|\s+)(?:of|the|an?|and|de|del|la|el|in|on|at|near|between|before|after|during|since|until))+$"
)


def _without_what_follows(words: str) -> str:
    """A place up to the word of a headline or a date that runs on behind it: "Daraa Monitor AFP Saturday"."""
    parts = words.split(" ")
    for n, word in enumerate(parts[1:], 1):
        labels = {
            label.split(".")[0] for form, label in lexicon().entries.get(word.lower(), ()) if form == (word.lower(),)
        }
        if RUNS_ON.fullmatch(word) or labels & OUTCOMES:
            words = " ".join(parts[:n])
            break
    return LINKS_BEHIND.sub("", words)


def _country_alone(words: str) -> str:
    """ "Iran, Nilu Hamed and Elah Moham" up to its country: names behind it that are no countries are of people."""
    first, comma, rest = words.partition(", ")
    if not comma or " and " not in rest or first.removeprefix("the ").lower() not in COUNTRIES:
        return words
    listed = re.split(r",\s+(?:and\s+)?|\s+and\s+", rest)
    return words if any(name.removeprefix("the ").lower() in COUNTRIES for name in listed) else first


def _to_its_kind(words: str) -> str:
    """ "Wanza village of the Sefa area of a state" up to its kind: a place is told by its nearest name."""
    first = KIND_OF.match(words)
    return words[: first.end("kind")] if first else words.removesuffix("'s").removesuffix("’s")


def _in_capitals(text: str, start: int, end: int) -> bool:
    letters = list(filter(str.isalpha, text[start : min(end, start + 200)]))
    return sum(map(str.isupper, letters)) * 2 > len(letters)
