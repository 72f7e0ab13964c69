"""Who handed a figure on between its claimant and the outlet: "OCHA, citing the health ministry, said ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extract.attribution import is_outlet
from tracker.extract.noun_phrases import looks_like_source, phrase_after
from tracker.extract.sentence import Sentence
from tracker.extract.speech import Attribution
from tracker.lexicon.guarded import Guarded
from tracker.naming import name_words

LONGEST = 8  # words of a body that cites another
# ", citing the ministry" behind its subject or verb; "which cites"; "quoted a doctor as saying" behind its subject.
CITES = Guarded(
    r",?\s+(?:which|who|has|had)?\s*(?:cit(?:es|ed|ing)|quot(?:es|ed|ing))\s+(?:\w+\s+from\s+)?$", re.IGNORECASE
)
WHICH_CITES = Guarded(r"\s*,\s*(?:which|who)\s+(?:cites|cited|quotes|quoted|relies on|relied on)\s+", re.IGNORECASE)
HANDED_ON = Guarded(
    r"\s*,?\s*(?:as\s+)?(?:cited|quoted|relayed|carried|republished|passed on)\s+by\s+", re.IGNORECASE
)
ON_ITS_WORD = Guarded(r"[^,;:]{0,40}\bthat,?\s+according\s+to\s+$", re.IGNORECASE)
TOLD = Guarded(r"(?:\s+\w+ly)?\s+(?:has\s+|had\s+)?(?:told|informed)\s+", re.IGNORECASE)
# What the name of a medium is without: "the", and "reporters" behind it.
PLAIN = re.compile(r"^(?:the|an?)\s+|(?:['’]s)?\s+(?:reporters?|journalists?|correspondents?)$", re.IGNORECASE)
# Bodies that keep a count of their own: whoever cites one of them passes its figure on.
COUNTING = Guarded(r"\b(?:ministry|ministries|authorities|government|media office|department)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:(—–]\s*")


@dataclass(frozen=True, slots=True)
class Handed:
    """Whose a figure is, and the words for those who passed it on, nearest to the claimant first."""

    source: Attribution | None
    relays: tuple[str, ...]


def handed_on(text: str, sentence: Sentence, found: Attribution | None, at: int, stop: int, outlet: str) -> Handed:
    """The claimant and the relays of the figure at text[at:stop], whose attribution was found to be `found`.

    Only words of its own sentence make a body a relay. An outlet that names itself is none.
    """
    if found is None or not any(a is found for a in sentence.said):
        return Handed(found, ())
    citer, found = found, _cited(text, sentence, found, at)
    relays = [] if citer is found else [citer.words]
    relays += [*_citing(text, sentence, found), *_behind(text, sentence, found), *_media(sentence, found, at, stop)]
    own = {name_words(outlet), name_words(found.words)}
    kept: dict[tuple[str, ...], str] = {}
    for words in relays:
        plain = PLAIN.sub("", " ".join(words.split()))
        name = name_words(plain)
        if name and name not in own:
            kept.setdefault(name, plain)
    return Handed(found, tuple(kept.values()))


def _cited(text: str, sentence: Sentence, found: Attribution, at: int) -> Attribution:
    """The body whose count is given where `found` only cites it: the ministry in "OCHA, which cites the ministry"."""
    if found.kind == "suffix" and not is_outlet(found.words):
        for other in sentence.said:
            between = text[found.end : other.start]
            if other.kind == "citing" and found.end < other.start and "," in between and COUNTING.search(other.words):
                return other
    within = next((a for a in sentence.said if a.kind == "according" and found.end < a.start and a.end <= at), None)
    counted = within is not None and found.kind == "said" and COUNTING.search(within.words)
    if within is not None and counted and ON_ITS_WORD.match(text, found.end, within.start):
        return within  # "OCHA said that, according to the ministry, 40 died"
    relative = WHICH_CITES.match(text, found.end, sentence.end)
    span = phrase_after(text, relative.end(), sentence.end) if relative is not None else None
    if span is not None and COUNTING.search(text, *span):
        return Attribution(text[slice(*span)], *span, found.cover_start, found.cover_end, kind="citing")
    put_in = HANDED_ON.search(text, sentence.start, found.start)
    if put_in is not None and put_in.end() == found.start:
        words = _subject(text, sentence.start, put_in.start())
        if words is not None:  # "The ministry, cited by OCHA, put the toll at"
            first = text.rindex(words, sentence.start, put_in.start())
            return Attribution(words, first, first + len(words), found.cover_start, found.cover_end, kind="said")
    return found


def _citing(text: str, sentence: Sentence, found: Attribution) -> list[str]:
    """Who cites or quotes the claimant."""
    cites = next((m for m in CITES.finditer(text, sentence.start, found.start) if m.end() == found.start), None)
    if found.kind != "citing" and cites is None:
        return []
    others = [a for a in sentence.said if a is not found and not a.pronoun and not _touch(a, found)]
    spoken = [a for a in others if a.kind in ("said", "suffix", "inverted", "according")]
    if spoken:
        return [min(spoken, key=lambda a: min(abs(found.start - a.end), abs(a.start - found.end))).words]
    words = _subject(text, sentence.start, cites.start()) if cites is not None else None
    return [words] if words else []


def _behind(text: str, sentence: Sentence, found: Attribution) -> list[str]:
    """Who is named right behind the claimant: "the ministry told Reuters", "ministry figures cited by OCHA"."""
    for pattern in (TOLD, HANDED_ON):
        verb = pattern.match(text, found.end, sentence.end)
        span = phrase_after(text, verb.end(), sentence.end) if verb is not None else None
        if span is None:
            continue
        words = text[slice(*span)]
        if _named(words) and (pattern is HANDED_ON or is_outlet(words)):
            return [words]
    return []


def _media(sentence: Sentence, found: Attribution, at: int, stop: int) -> list[str]:
    """Who has the last word on a figure that another gave: "..., the ministry said, the BBC reported"."""
    if is_outlet(found.words):
        return []
    covering = [
        a
        for a in sentence.said
        if not a.pronoun and not _touch(a, found) and a.cover_start <= at and stop <= a.cover_end + 1
    ]
    counted = found.kind == "according" and COUNTING.search(found.words) is not None
    return [
        a.words
        for a in covering
        if _named(a.words) and (is_outlet(a.words) or (counted and a.kind == "suffix" and a.start > found.end))
    ]


def _subject(text: str, start: int, end: int) -> str | None:
    """The words before `end` back to where their clause begins, where they name somebody who can speak."""
    words = CLAUSE.split(text[start:end])[-1].strip(' \n\t"“')
    speaks = looks_like_source(words, strict=True) or is_outlet(words)
    return words if words and len(words.split()) <= LONGEST and speaks else None


def _named(words: str) -> bool:
    """Whether the words hold a name: "Reuters", not "local media"."""
    return any(w[0].isupper() for w in words.split() if w[0].isalpha())


def _touch(one: Attribution, other: Attribution) -> bool:
    return one.start < other.end and other.start < one.end
