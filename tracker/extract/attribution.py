"""Who says it: the sources named in a sentence, which stretch each covers, and what carries over to the next.

A source is kept as it is written. "NP said ..." covers what follows; "..., NP said" and "according to NP" behind a
clause cover what precedes; a pronoun takes the source before it. A sentence without words of attribution goes on in
the voice of the sentence before it only inside one passage, and only where the words continue it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extract.attribution_words import (
    ANAPHOR,
    AUXILIARIES,
    CITING,
    COUNTED,
    GENERIC,
    GOES_ON_SAYING,
    HAD,
    IN_ITS,
    LEADS,
    LOOSE,
    OBJECT_STARTS,
    OWNERS,
    PARTICIPLES,
    POSSESSED,
    PRONOUN,
    RESTS_ON,
    SPOKEN_OF,
    STRONG,
)
from tracker.extract.marks import Item
from tracker.extract.noun_phrases import VERBS, looks_like_source, phrase_after, subject_before
from tracker.extract.phrases import phrases
from tracker.extract.tokens import Token


@dataclass(slots=True)
class Attribution:
    """A source's wording and the stretch of the text that is in its voice. start:end is the wording itself."""

    words: str
    start: int
    end: int
    cover_start: int
    cover_end: int
    pronoun: bool = False
    kind: str = "said"


def attributions(
    text: str, toks: list[Token], items: list[Item], start: int, end: int, dated: frozenset[int] = frozenset()
) -> list[Attribution]:
    """The attributions of one sentence text[start:end], in order of their wording."""
    out: list[Attribution] = []
    present = {t.low for t in toks}
    for found in phrases("reporting", "prepositions").finditer(text, start, end) if present & LEADS else ():
        after = phrase_after(text, found.end(), end)
        if after is None:
            continue
        first, last = after
        words = text[first:last]
        if GENERIC.match(words) or not re.search(r"[^\W\d_]{2}", words):
            continue
        if words.lower().startswith(("name ", "names ", "far ", "the war", "hand ")) or words.lower() == "name":
            continue
        if LOOSE.search(found.group()) and not looks_like_source(words, strict=True):
            continue
        kind = "citing" if CITING.match(found.group()) else "according"
        if found.group().lower() in ("cited", "per", "data from", "figures from") and not words[0].isupper():
            continue
        head = text[start : found.start()].strip(" ,\"“”'")
        if not head:
            out.append(Attribution(words, first, last, last, end, kind=kind))
        else:
            out.append(Attribution(words, first, last, start, end, kind=kind))
    for found in ANAPHOR.finditer(text, start, end) if present & OWNERS else ():
        out.append(Attribution(found.group(), *found.span(), start, end, pronoun=True, kind="anaphor"))
    for found in POSSESSED.finditer(text, start, end) if present & COUNTED else ():
        span = _last_phrase(found)
        words = text[slice(*span)]
        if looks_like_source(words, strict=True) and not any(a.start <= span[0] < a.end for a in out):
            out.append(Attribution(words, *span, found.end(), end, kind="said"))
    for n, tok in enumerate(toks):
        if tok.low not in VERBS and tok.low not in PARTICIPLES and tok.low not in SPOKEN_OF:
            continue
        said = _said(text, toks, items, n, start, end, dated)
        if said is not None and not any(a.start <= said.start < a.end for a in out):
            out.append(said)
    return sorted(out, key=lambda a: a.start)


def _last_phrase(found: re.Match[str]) -> tuple[int, int]:
    """The possessor itself: in "a day earlier the health ministry's figure" it starts at the last article."""
    start, end = found.span("np")
    article = [m.start() for m in re.finditer(r"(?<!of )(?<!for )\b[Tt]he\b", found.group("np"))]
    return (start + article[-1], end) if article else (start, end)


def _said(
    text: str, toks: list[Token], items: list[Item], n: int, start: int, end: int, dated: frozenset[int]
) -> Attribution | None:
    """The attribution around the reporting verb at token `n`, None where the verb reports nothing."""
    verb = toks[n]
    if verb.low in PARTICIPLES or verb.low in SPOKEN_OF:
        lead_in = _leading(toks, n)
        if lead_in is None:
            return None
        return _told(text, toks, items, n, lead_in, start, end, dated)
    return _told(text, toks, items, n, n - 1, start, end, dated)


def _leading(toks: list[Token], n: int) -> int | None:
    """The last token of the subject of a verb chain that ends at token `n`: "went on reporting", "has given"."""
    if toks[n].low in SPOKEN_OF:
        helped = n - 1
        while helped >= 0 and toks[helped].low in AUXILIARIES - HAD:
            helped -= 1
        if toks[n].low == "spoken" and (n + 1 >= len(toks) or toks[n + 1].low != "of"):
            return None
        return helped if helped >= 0 and toks[helped].low in HAD else None
    if n > 1 and toks[n - 1].low == "on" and toks[n - 2].low in ("went", "goes"):
        return n - 3
    return n - 2 if n and toks[n - 1].low in ("kept", "keeps", "continued", "continues") else None


def _told(
    text: str, toks: list[Token], items: list[Item], n: int, before: int, start: int, end: int, dated: frozenset[int]
) -> Attribution | None:
    """The attribution of the verb at token `n` whose subject, after its auxiliaries, ends at token `before`."""
    verb = toks[n]
    after = toks[n + 1] if n + 1 < len(toks) else None
    passive = False
    while before >= 0 and toks[before].low in AUXILIARIES:
        passive = passive or toks[before].low in ("was", "were", "is", "are", "been")
        before -= 1
    if passive and verb.low not in ("told",):
        return None
    if verb.low in ("reports", "claims", "estimates") and after is not None and after.low in ("from", "by", "of"):
        return None
    relative = before > 0 and toks[before].text in ("which", "who")
    if relative:
        before -= 1 + (toks[before - 1].text == ",")  # "the office, which said more than 14,500"
    closing = before >= 0 and toks[before].text in ",\"”’'"
    # inverted: '..., said the ministry'
    if (
        (closing or before < 0 or verb.low in STRONG)
        and after is not None
        and verb.low in STRONG
        and verb.low not in ("told",)
    ):
        opener = after.low in ("the", "a", "an", "another", "one") or (
            after.text[0].isupper() and not toks[n].text.isupper()
        )
        titled = (
            closing
            and any(t.text[0].isupper() for t in toks[n + 1 : n + 5])
            and after.low not in ("that", "in", "on", "at", "it", "he", "she")
        )
        opener = opener or titled  # "said hospital director Ibrahim Musa"
        subject = subject_before(toks, items, before, dated) if not closing else None
        if opener and (closing or (subject is None)):
            span = phrase_after(text, after.start, end)
            if span is not None and looks_like_source(text[span[0] : span[1]], strict=False):
                words = text[span[0] : span[1]]
                return Attribution(words, span[0], span[1], start, span[0], kind="inverted")
    subject = subject_before(toks, items, before, dated) or (_object_of(toks, before) if relative else None)
    if subject is None:
        return None
    first, last = subject
    if relative and RESTS_ON.search(text, first, last):
        first, last = _object_of(toks, before) or subject
    words = IN_ITS.sub("", text[first:last])
    last = first + len(words)
    if GENERIC.match(words) or (not words[0].isalnum() and words[0] not in "(\"'‘“["):
        return None
    pronoun = bool(PRONOUN.match(words)) or words.lower().startswith(("they went", "he went", "she went", "it went"))
    that = any(t.low == "that" for t in toks[n + 1 : n + 5]) or verb.low in ("accused", "accuses")
    if verb.low not in STRONG and not that and not looks_like_source(words, strict=True):
        return None
    tail = text[verb.end : end].strip(" \n\"”'’")
    suffix = (
        re.match(
            (
                r"(?:$|[.,;:]|on\s|in\s+a\s|at first\b|late\s|early\s|today|yesterday|here|at\s+a\s|during\s+a|as\s|adding|"
                r"while\s|after\s|to\s|reporters|the\s+\w+\.?$)"
            ),
            tail,
            re.IGNORECASE,
        )
        is not None
    )
    lead = text[start:first].strip(" \n")
    if verb.low == "told" and lead.endswith((",", "”", '"')) and not re.search(r"\bthat\b", tail):
        return Attribution(words, first, last, start, end, pronoun, "suffix")
    opening = GOES_ON_SAYING.split(tail, maxsplit=1)[0]  # "said on Wednesday, adding that" says nothing yet
    if suffix and len(lead) > 12 and (not tail or tail[0] in ".,;:" or not re.search(r"\bthat\b|:|[\"“]", opening)):
        rest = re.sub(r"^[^,;:]*", "", tail)
        if len(rest.split()) < 14 or lead.rstrip().endswith((",", "”", '"', ",”", "’")):
            return Attribution(words, first, last, start, end, pronoun, "suffix")
    return Attribution(words, first, last, verb.end, end, pronoun, "said")


def _object_of(toks: list[Token], last: int) -> tuple[int, int] | None:
    """The object that a relative clause speaks of: "relied on the media office, which said"."""
    first = last
    while (
        first > 0
        and last - first < 8
        and toks[first].low not in OBJECT_STARTS
        and (toks[first].text[0].isalpha() or toks[first].text[0] in "'’")
    ):
        first -= 1
    if toks[first].low not in OBJECT_STARTS:
        return None
    first += toks[first].low != "the"
    return (toks[first].start, toks[last].end) if first <= last else None


def resolve(found: list[Attribution], at: int, end: int) -> Attribution | None:
    """The attribution in whose voice the stretch at:end stands: the nearest that covers it."""
    covering = [a for a in found if a.cover_start <= at and end <= a.cover_end + 1 and not (a.start <= at < a.end)]
    if not covering:
        return None
    cited = [a for a in covering if a.kind == "citing"]
    if cited:
        return min(cited, key=lambda a: min(abs(a.start - end), abs(at - a.end)))
    if len(covering) > 1:
        covering = [a for a in covering if a.kind != "anaphor"] or covering
    before = [a for a in covering if a.end <= at]
    behind = [a for a in covering if a.start >= end]
    said = [a for a in before if a.kind in ("said",)]
    if said:
        return said[-1]
    if behind:
        return behind[0]
    return before[-1] if before else covering[0]
