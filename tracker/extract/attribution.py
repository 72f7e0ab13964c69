"""Who says it: the sources named in a sentence, which stretch each covers, and what carries over to the next.

A source is kept as it is written. "NP said ..." covers what follows; "..., NP said" and "according to NP" behind a
clause cover what precedes; a pronoun takes the source before it. A sentence without words of attribution goes on in
the voice of the sentence before it only inside one passage, and only where the words continue it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from tracker.extract.attribution_words import (
    ANAPHOR,
    ANSWERED,
    BY,
    CITING,
    COUNTED,
    FIGURES,
    GENERIC,
    GIVEN_BY,
    HEADLINE_HEAD,
    HEADLINE_TAIL,
    LEADS,
    LOOSE,
    NAMELESS,
    NO_HEADING,
    NO_SOURCE,
    NO_SPEAKER,
    OURS,
    OUTLET,
    OWNERS,
    PARTICIPLES,
    PEOPLE,
    POSSESSED,
    SPOKEN_OF,
)
from tracker.extract.gate import Telltales, words_of
from tracker.extract.marks import Item
from tracker.extract.noun_phrases import looks_like_source, phrase_after
from tracker.extract.phrase_words import CLOSERS, DAYS, LINKERS, STOPS, VERBS
from tracker.extract.phrases import phrases
from tracker.extract.several_speakers import with_the_others
from tracker.extract.speech import Attribution, Marked
from tracker.extract.telling import said_by
from tracker.extract.tokens import Token
from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded

# One of these stands in every sentence that names a source, unless the lexicon's phrases, words of whose figures they
# are ("its toll", "the ministry's count") or the colon or dash of a headline do.
REPORTING = VERBS | PARTICIPLES | SPOKEN_OF


@lru_cache(maxsize=1)
def _leading() -> Telltales:
    """The phrases that lead a source in: "according to", "figures compiled by"."""
    entries = [words_of(str(phrase)) for phrase in lexicon().section["reporting"]["prepositions"]]
    common = frozenset(parts[0] for group in lexicon().entries.values() for parts, _ in group if len(parts) == 1)
    return Telltales([entry for entry in entries if entry], common)


def may_name(words: list[str], text: str, start: int, end: int) -> bool:
    """Whether the sentence text[start:end] of these words may say who says something: False spares marking it."""
    if not REPORTING.isdisjoint(words) or _leading().stand_in(words):
        return True
    if not OWNERS.isdisjoint(words) and ANAPHOR.search(text, start, end) is not None:
        return True
    stretch = text[start:end]
    if not COUNTED.isdisjoint(words) and ("'" in stretch or "’" in stretch):
        return True
    if ":" in stretch or "–" in stretch or "—" in stretch:
        return True
    return "-" in stretch and HEADLINE_TAIL.search(text, max(start, end - 80), end) is not None


def attributions(
    text: str, toks: list[Token], items: list[Item], start: int, end: int, dated: frozenset[int] = frozenset()
) -> list[Attribution]:
    """The attributions of one sentence text[start:end], in order of their wording."""
    out: list[Attribution] = []
    present = {t.low for t in toks}
    if present & LEADS and _leading().stand_in(words_of(text[start:end])):
        out += _prepositional(text, start, end)
    for found in ANAPHOR.finditer(text, start, end) if present & OWNERS else ():
        out.append(Attribution(found.group(), *found.span(), start, end, pronoun=True, kind="anaphor"))
    for found in POSSESSED.finditer(text, start, end) if present & COUNTED else ():
        span = _last_phrase(found)
        words = text[slice(*span)]
        if words.rsplit(None, 1)[-1].lower() in DAYS:
            continue  # "the governor put Tuesday's toll at 65"
        claims = "claim" in found.group().rsplit(None, 1)[-1]
        if claims and (ANSWERED_TO.search(words) or not looks_like_source(words, strict=True)):
            span = _name_at_end(words, span)  # who claims need be no body: "Kordia's claim to have killed 40"
            words = text[slice(*span)]
            if not words or words.isupper():
                continue
        elif not looks_like_source(words, strict=True):
            continue
        if any(a.start <= span[0] < a.end for a in out):
            continue
        if BY.search(text, start, span[0]):
            out.append(Attribution(words, *span, start, end, kind="according"))  # "640 people, by the agency's count"
        else:
            out.append(Attribution(words, *span, found.end(), end, kind="said"))
    marked = Marked(text, start, end, toks, items, dated)
    for n, tok in enumerate(toks):
        if tok.low not in REPORTING:
            continue
        said = _who_published(text, start, end, said_by(marked, n, alone=not out))
        if said is not None and (NO_SOURCE.match(said.words) or _are_places(text, said, end)):
            continue
        if said is not None and not any(a.start <= said.start < a.end or a.start < said.end <= a.end for a in out):
            out.append(said)
    if not out and (heading := _of_heading(text, start, end)) is not None:
        out.append(heading)
    for own in out:
        own.pronoun = own.pronoun or OURS.search(own.words) is not None
    return sorted(out, key=lambda a: a.start)


# Places that a report gives the count of: "Orlan, Vesk and Dray also reported casualties", "Orlan recorded 74 killed and 114
# injured, while Vesk recorded 37".
SEVERAL_NAMES = Guarded(
    r"(?:[A-Z][\w’'-]+(?: [\w’'-]+){0,2}, ){2,}(?:and )?[A-Z][\w’'-]+(?: [\w’'-]+){0,2}(?: and [A-Z][\w’'-]+)?"
)
BESIDE_ANOTHER = Guarded(
    r"\s+(?:recorded|reported|registered)\s+[0-9][^.;]{0,80}?\b(?:while|and|whereas)\s+[A-Z][\w’'-]+(?: [\w’'-]+){0,2}\s+"
    r"(?:recorded|reported|registered)\s+[0-9]"
)
COUNTED_IN = Guarded(r"\s+(?:recorded|registered)\s")
BESIDE_BEFORE = Guarded(r"\b(?:recorded|reported|registered)\s+[0-9][^.;]{0,80}?\b(?:while|and|whereas)\s+$")


def _are_places(text: str, said: Attribution, end: int) -> bool:
    """Whether the subject of "recorded" is a place that a report counts in, beside others of which it says the same."""
    if said.pronoun or is_outlet(said.words) or looks_like_source(said.words, strict=True):
        return False
    if SEVERAL_NAMES.fullmatch(said.words) is not None:
        return True
    country = phrases("places", "countries").search(said.words)
    if country is not None and country.group() == said.words and COUNTED_IN.match(text, said.end, end) is not None:
        return True  # "Cambodia recorded 71 casualties, a report said"
    if BESIDE_ANOTHER.match(text, said.end, end) is not None:
        return True
    return BESIDE_BEFORE.search(text, max(0, said.start - 140), said.start) is not None


def _who_published(text: str, start: int, end: int, said: Attribution | None) -> Attribution | None:
    """The body itself, where its report is the subject: "A report published on Tuesday by the Survey says"."""
    published = PUBLISHED_BY.search(text, start, said.end) if said is not None else None
    if said is None or published is None or said.start < published.start():
        return said
    after = phrase_after(text, published.end(), end)
    if after is None or not after[0] <= said.end <= after[1]:
        return said
    return replace(said, words=text[slice(*after)], start=after[0], end=after[1])


def _of_heading(text: str, start: int, end: int) -> Attribution | None:
    """The source of a headline, before or behind its colon or dash: "Ministry: 12 killed", "12 killed - ministry"."""
    tail = HEADLINE_TAIL.search(text, max(start, end - 80), end)
    if tail is not None and tail.start() > start and _heads(tail.group(1)):
        words = tail.group(1)
        if ":" in tail.group() or not is_outlet(words) or words.lower().startswith(("state", "syrian state")):
            return Attribution(words, *tail.span(1), start, tail.start(), kind="suffix")
    head = HEADLINE_HEAD.match(text, start, end)
    words = ANSWERED.sub("", head.group(1)) if head is not None else ""
    speaks = head is not None and (_heads(words) or len(words) < len(head.group(1)))
    if head is not None and speaks and not NO_HEADING.search(words):
        first = head.start(1)
        return Attribution(words, first, first + len(words), head.end(), end, kind="said")
    return None


def _heads(words: str) -> bool:
    """True for a source as short as headlines have it: "rights group", not "and prompting a UN warning"."""
    parts = words.lower().split()
    if len(parts) > 6 or parts[0] in LINKERS | STOPS | CLOSERS | {"and"}:
        return False
    return looks_like_source(words, strict=True) and not any(p.endswith("ing") and p != "monitoring" for p in parts)


def _prepositional(text: str, start: int, end: int) -> list[Attribution]:
    """ "according to X", "citing X", "figures compiled by X" and their like."""
    out: list[Attribution] = []
    for found in phrases("reporting", "prepositions").finditer(text, start, end):
        low = found.group().lower()
        published = PUBLISHED_BY.match(text, found.end(), end)
        after = phrase_after(text, published.end() if published is not None else found.end(), end)
        if after is None or (out and out[-1].start <= after[0] < out[-1].end):
            continue
        first, last = with_the_others(text, after, end)
        given = FROM_WHOM.search(text, first, last) if published is not None else None
        first = (
            given.end() if given is not None and looks_like_source(text[given.end() : last], strict=True) else first
        )
        words = text[first:last]
        if GENERIC.match(words) or NO_SOURCE.match(words) or not re.search(r"[^\W\d_]{2}", words):
            continue
        citing = CITING.match(low) is not None
        if citing and NO_SPEAKER.match(words):
            continue  # "citing the death of 35 people"
        if (LOOSE.search(low) or low in GIVEN_BY) and not looks_like_source(words, strict=True):
            continue
        head = text[start : found.start()]
        if low in GIVEN_BY and not FIGURES.search(head[-40:]):
            continue  # "a truce announced by the army" tells no figure, "a toll announced by the army" does
        if low in ("cited", "data from", "figures from") and not words[0].isupper():
            continue
        if low == "per" and not words[0].isupper() and not looks_like_source(words, strict=True):
            continue  # "five per village"
        if low.startswith("figures") and PEOPLE.search(head[-60:]):
            continue  # "three senior figures of the group" are people
        kind = "citing" if citing else "according"
        if head.rstrip().endswith("("):
            kind = "bracketed"  # "250 killed (per the monitors)": of this figure alone
        pronoun = words.lower() in ("him", "her", "them")
        opens = not head.strip(" ,\"“”'")
        out.append(Attribution(words, first, last, last if opens else start, end, pronoun, kind))
    return out


# "According to figures released today by the mission": the mission's, and no wording of when they came out.
PUBLISHED_BY = Guarded(
    r"\s*\b(?:[\w’'-]+\s+){0,4}?(?:figures|data|statistics|numbers|reports?|study|survey|tally|toll|count|statement|"
    r"information|list|records|update|bulletin|communique|estimates?)\s+(?:released|published|issued|compiled|collected|"
    r"obtained|gathered|made\s+public|circulated|posted|prepared|presented|provided|recorded|kept)\s+"
    r"(?:(?:on|late|early|earlier|in|last|this|the|of|week|month|year|today|yesterday|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|[0-9]{1,4}(?:st|nd|rd|th)?),?\s+){0,6}by\s",
    re.IGNORECASE,
)


FROM_WHOM = Guarded(r"\sfrom\s")  # "information obtained by the mission from the clinics": the clinics'


def _last_phrase(found: re.Match[str]) -> tuple[int, int]:
    """The possessor itself: in "a day earlier the health ministry's figure" it starts at the last article."""
    start, end = found.span("np")
    article = [m.start() for m in re.finditer(r"(?<!of )(?<!for )\b[Tt]he\b", found.group("np"))]
    by = re.match(r"(?:[Bb]y|[Ii]n|[Oo]n|[Aa]ccording to)\s+", found.group("np"))
    return (start + article[-1], end) if article else (start + (by.end() if by else 0), end)


ANSWERED_TO = re.compile(r"\b[a-z]+ed\s+[A-Z][\w.-]*$")  # "the envoy rejected Kordia"
NAME_AT_END = re.compile(r"(?:[A-Z][\w.-]*\s+)*[A-Z][\w.-]*$")


def _name_at_end(words: str, span: tuple[int, int]) -> tuple[int, int]:
    """The name that words at `span` end with, an empty stretch where they end with none."""
    name = NAME_AT_END.search(words)
    return (span[0] + name.start(), span[1]) if name is not None else (span[1], span[1])


def _may_tell(a: Attribution) -> bool:
    return (
        a.sure
        or a.kind == "according"
        or a.pronoun
        or a.words[0].isupper()
        or looks_like_source(a.words, strict=True)
    )


def is_outlet(words: str) -> bool:
    """True for news media, which pass on what others say: "the Daily Lamp", "state television", "Reuters"."""
    return OUTLET.search(words) is not None


def resolve(found: list[Attribution], at: int, end: int) -> Attribution | None:
    """The attribution in whose voice the stretch at:end stands: the nearest that covers it."""
    covering = [a for a in found if a.cover_start <= at and end <= a.cover_end + 1 and not (a.start <= at < a.end)]
    if not covering:
        return None
    cited = [a for a in covering if a.kind == "citing"]
    if cited and not any(a.kind in ("suffix", "inverted", "according") and not is_outlet(a.words) for a in covering):
        return min(cited, key=lambda a: min(abs(a.start - end), abs(at - a.end)))
    if len(covering) > 1:
        covering = [
            a for a in covering if not is_outlet(a.words)
        ] or covering  # the agency hands on the doctor's words
        covering = [a for a in covering if a.kind != "anaphor"] or covering
        if any(
            a.kind in ("suffix", "inverted") and not a.pronoun for a in covering
        ):  # "We counted 22," said the medic
            covering = [a for a in covering if a.words.lower() not in ("we", "i") and OURS.search(a.words) is None]
        covering = [a for a in covering if _may_tell(a)] or covering  # "the settlers he claims to save" tell nothing
    before = [a for a in covering if a.end <= at]
    behind = [a for a in covering if a.start >= end]
    said = [a for a in before if a.kind == "said"]
    if said:
        named = [a for a in said if not NAMELESS.search(a.words)]
        return (named or said)[-1]  # "officials said initial reports showed": the officials
    if behind:
        return behind[0]
    return before[-1] if before else covering[0]
