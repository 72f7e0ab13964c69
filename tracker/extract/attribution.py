"""Who says it: the sources named in a sentence, which stretch each covers, and what carries over to the next.

A source is kept as it is written. "NP said ..." covers what follows; "..., NP said" and "according to NP" behind a
clause cover what precedes; a pronoun takes the source before it. A sentence without words of attribution goes on in
the voice of the sentence before it only inside one passage, and only where the words continue it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extract.marks import Item
from tracker.extract.phrases import phrases
from tracker.extract.tokens import Token
from tracker.lexicon import lexicon

STOPS = frozenset(
    "that which who whom whose when where because after before while although though if as since until than what how".split()
)
CUT_AFTER = re.compile(
    r"\s+(?:on\s+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|[A-Z][a-z]+\s+[0-9]|[0-9])|today|yesterday|late|earlier|in an?\s+(?:statement|interview|report|tweet|post|briefing|press)|at an?\s|adding|saying|that|told|said|has|have|had|was|were|is|are|will|reached|rose|stood|stands|climbed|passed|who|which|where|as|while|after|during|since|and\s+(?:said|added|that|the)|via|by\s+phone|to\s+reporters|HERE|TODAY|YESTERDAY)\b.*$",
    re.DOTALL,
)
CLAUSE_MARKS = frozenset(",;:()—–\"“”'‘’-")
AUXILIARIES = frozenset(
    "has have had also later earlier then was were is are been reportedly initially previously separately again only just already did not n't further officially today yesterday on-air jointly itself themselves himself herself both now still cautiously repeatedly".split()
)
GENERIC = re.compile(
    r"^(?:there|that|this|which|who|what|it is|one|some|many|others|people|nobody|and|but|reports?)$", re.IGNORECASE
)
POSSESSED = re.compile(
    r"(?P<np>(?:[Tt]he\s+)?(?:[A-Z][\w.-]*['’]s\s+)?(?:[\w.-]+\s+){0,6}[\w.-]+)['’]s?\s+(?:own\s+|latest\s+|official\s+|new\s+|last\s+|daily\s+|running\s+|updated\s+|current\s+)*"
    r"(?:count|toll|tally|figure|figures|estimate|estimates|total|register|database|list|data|statistics|records)\b"
)
CITING = re.compile(r"citing|quoting|quoted|attributed", re.IGNORECASE)
ANAPHOR = re.compile(
    r"\b(?:by\s+)?(?:its|his|her|their)\s+(?:own\s+|latest\s+|official\s+|new\s+|last\s+|daily\s+|running\s+|updated\s+|overall\s+)*"
    r"(?:count|toll|tally|figures?|estimates?|total|account|register|database|records|spokesman|spokeswoman|spokesperson)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"^(?:he|she|it|they|i|we|the (?:latter|former))$", re.IGNORECASE)


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


def _verbs() -> frozenset[str]:
    return frozenset(v for v in lexicon().section["reporting"]["verbs"] if " " not in v)


VERBS = _verbs()
STRONG = frozenset(
    "accused accuses said says say told tells announced announces stated states added adds noted declared confirmed confirms wrote tweeted acknowledged alleged revealed reports informed insisted affirmed reiterated explained".split()
)
SOURCE_NOUNS = frozenset(str(w) for w in lexicon().section["reporting"]["sources"])


def attributions(
    text: str, toks: list[Token], items: list[Item], start: int, end: int, dated: frozenset[int] = frozenset()
) -> list[Attribution]:
    """The attributions of one sentence text[start:end], in order of their wording."""
    out: list[Attribution] = []
    for found in phrases("reporting", "prepositions").finditer(text, start, end):
        after = _noun_phrase_after(text, found.end(), end)
        if after is None:
            continue
        first, last = after
        words = text[first:last]
        if GENERIC.match(words) or not re.search(r"[^\W\d_]{2}", words):
            continue
        if words.lower().startswith(("name ", "names ", "far ", "the war", "hand ")) or words.lower() == "name":
            continue
        kind = "citing" if CITING.match(found.group()) else "according"
        if found.group().lower() in ("cited", "per", "data from", "figures from") and not words[0].isupper():
            continue
        head = text[start : found.start()].strip(" ,\"“”'")
        if not head:
            out.append(Attribution(words, first, last, last, end, kind=kind))
        else:
            out.append(Attribution(words, first, last, start, end, kind=kind))
    for found in ANAPHOR.finditer(text, start, end):
        out.append(Attribution(found.group(), *found.span(), start, end, pronoun=True, kind="anaphor"))
    for found in POSSESSED.finditer(text, start, end):
        span = found.span("np")
        if _looks_like_source(found.group("np"), strict=True) and not any(a.start <= span[0] < a.end for a in out):
            out.append(Attribution(found.group("np"), *span, found.end(), end, kind="said"))
    for n, tok in enumerate(toks):
        if tok.low not in VERBS:
            continue
        said = _said(text, toks, items, n, start, end, dated)
        if said is not None and not any(a.start <= said.start < a.end for a in out):
            out.append(said)
    return sorted(out, key=lambda a: a.start)


def _noun_phrase_after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that starts behind `at`, over an appositive in commas, cut before a new clause."""
    while at < end and text[at] in ' \n\t"“:':
        at += 1
    stop = at
    depth = 0
    while stop < end:
        char = text[stop]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif char in ',;"“”—–!?' and depth == 0:
            break
        elif (
            char == "."
            and (stop + 1 >= end or text[stop + 1].isspace())
            and not re.search(r"\b(?:[A-Z]|Dr|Mr|Gen|Col|Lt|Maj|Sgt|Capt|Ms|Mrs|St|U\.S|U\.N|Brig)$", text[at:stop])
        ):
            break
        stop += 1
    words = text[at:stop]
    cut = CUT_AFTER.search(words)
    if cut:
        words = words[: cut.start()]
    words = re.sub(r"\s*\([^)]*$", "", words).rstrip(" .,-")
    if not words or len(words) > 160:
        words = " ".join(words.split()[:12]) if words else ""
    return (at, at + len(words)) if words else None


def _said(
    text: str, toks: list[Token], items: list[Item], n: int, start: int, end: int, dated: frozenset[int]
) -> Attribution | None:
    """The attribution around the reporting verb at token `n`, None where the verb reports nothing."""
    verb = toks[n]
    after = toks[n + 1] if n + 1 < len(toks) else None
    before = n - 1
    passive = False
    while before >= 0 and toks[before].low in AUXILIARIES:
        passive = passive or toks[before].low in ("was", "were", "is", "are", "been")
        before -= 1
    if passive and verb.low not in ("told",):
        return None
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
        subject = _subject(text, toks, items, before, dated) if not closing else None
        if opener and (closing or (subject is None)):
            span = _noun_phrase_after(text, after.start, end)
            if span is not None and _looks_like_source(text[span[0] : span[1]], strict=False):
                words = text[span[0] : span[1]]
                return Attribution(words, span[0], span[1], start, span[0], kind="inverted")
    subject = _subject(text, toks, items, before, dated)
    if subject is None:
        return None
    first, last = subject
    words = text[first:last]
    if GENERIC.match(words) or not words[0].isalnum() and words[0] not in "(\"'‘“[":
        return None
    pronoun = bool(PRONOUN.match(words))
    that = after is not None and (after.low == "that" or verb.low in ("accused", "accuses"))
    if verb.low not in STRONG and not that and not _looks_like_source(words, strict=True):
        return None
    tail = text[verb.end : end].strip(" \n\"”'’")
    suffix = (
        re.match(
            r"(?:$|[.,;]|on\s|in\s+a\s|late\s|early\s|today|yesterday|here|at\s+a\s|during\s+a|as\s|adding|while\s|after\s|to\s|reporters|the\s+\w+\.?$)",
            tail,
            re.IGNORECASE,
        )
        is not None
    )
    lead = text[start:first].strip(" \n")
    if verb.low == "told" and lead.endswith((",", "”", '"')) and not re.search(r"\bthat\b", tail):
        return Attribution(words, first, last, start, end, pronoun, "suffix")
    if suffix and len(lead) > 12 and (not tail or tail[0] in ".,;" or not re.search(r"\bthat\b|:|[\"“]", tail)):
        rest = re.sub(r"^[^,;:]*", "", tail)
        if len(rest.split()) < 14 or lead.rstrip().endswith((",", "”", '"', ",”", "’")):
            return Attribution(words, first, last, start, end, pronoun, "suffix")
    return Attribution(words, first, last, verb.end, end, pronoun, "said")


def _subject(
    text: str, toks: list[Token], items: list[Item], before: int, dated: frozenset[int]
) -> tuple[int, int] | None:
    """The noun phrase that ends at token `before`: back to the start of its clause, with one appositive."""
    if before < 0:
        return None
    labels: dict[int, Item] = {}
    for item in items:
        for k in range(item.first, item.last):
            labels[k] = item
    stop = before
    while stop >= 0 and toks[stop].text in ",\"”’'":
        stop -= 1
    while stop >= 0 and (stop in dated or (toks[stop].low in ("in", "on", "late", "early") and stop + 1 in dated)):
        stop -= 1  # "the council in 2020 said"
    apposed = stop != before and stop >= 0 and toks[before].text == ","
    at = stop
    commas = 0
    begin = None
    while at >= 0:
        tok = toks[at]
        item = labels.get(at)
        if tok.text == ")":
            while at >= 0 and toks[at].text != "(":
                at -= 1
            at -= 1
            continue
        if tok.text in ';:"“”(—–' or at in dated:
            break
        if tok.text == ",":
            if commas >= (2 if apposed else 1) or _segment(toks, labels, at - 1) is None:
                break
            commas += 1
            at -= 1
            continue
        if (
            tok.low in STOPS
            or (tok.low in VERBS and tok.low not in NOUN_VERBS)
            or (item is not None and _verbal(item, tok))
            or tok.low in SPOKEN
        ):
            aside = next(
                (
                    k
                    for k in range(at, max(-1, at - 14), -1)
                    if toks[k].low in ("who", "which") or toks[k].text == "."
                ),
                None,
            )
            if (
                aside is None
                or toks[aside].text == "."
                or aside == 0
                or not toks[aside - 1].text[0].isalpha()
                and toks[aside - 1].text != ","
            ):
                break
            stop, begin = aside - 1, None  # "an activist in Homs who spoke by telephone said"
            while stop >= 0 and toks[stop].text == ",":
                stop -= 1
            at, commas = stop, 0
            continue
        if tok.low in ("and", "but") and at - 1 >= 0 and not _np_left(toks, labels, at - 1):
            break
        begin = at
        if tok.low in OPENERS and at > 0 and toks[at - 1].low not in LINKERS and toks[at - 1].text != ",":
            if not (toks[at - 1].low == "and" and _np_left(toks, labels, at - 2)):
                break
        at -= 1
        if stop - at > 24:
            break
    if begin is None or begin > stop:
        return None
    while begin < stop and (
        toks[begin].low
        in (
            "and",
            "but",
            "meanwhile",
            "however",
            "also",
            "separately",
            "earlier",
            "later",
            "overnight",
            "-",
            "*",
            "•",
            "while",
            "so",
            "then",
            "yet",
        )
        or toks[begin].text in ",.-"
    ):
        begin += 1
    if (
        toks[begin].low in ("on", "in", "at", "by", "during", "following", "for", "since", "from", "with", "of")
        and begin < stop
    ):
        comma = next((k for k in range(begin, stop) if toks[k].text == ","), None)
        if comma is None:
            return None if toks[begin].low not in ("in", "on") else _after_time(toks, begin, stop)
        begin = comma + 1
    return (toks[begin].start, toks[stop].end) if begin <= stop else None


SPOKEN = frozenset("spoke speaking run visited asked".split())
NOUN_VERBS = frozenset("reports claims reported put states believed identified".split())
OPENERS = frozenset("the a an another this these those".split())
LINKERS = frozenset("of for at from in with to by near both under on".split())


def _verbal(item: Item, tok: Token) -> bool:
    """True for a word that cannot stand in the noun phrase of a source."""
    if item.outcome is not None:
        return item.form != "NOUN" or item.label == "SELF"
    if item.label in ("COUNT", "SELF", "NUMBER"):
        return not (item.count is not None and item.count.kind == "single")
    return item.label in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL") and tok.low not in (
        "forces",
        "sent",
        "reports",
    )


def _after_time(toks: list[Token], begin: int, stop: int) -> tuple[int, int] | None:
    """ "On Tuesday the ministry said" without a comma: the phrase behind the first determiner or name after the date."""
    for k in range(begin + 2, min(stop + 1, begin + 6)):
        if toks[k].low in ("the", "a", "an") or (k > begin + 2 and toks[k].text[0].isupper()):
            return toks[k].start, toks[stop].end
    return None


def _segment(toks: list[Token], labels: dict[int, Item], at: int) -> int | None:
    """The first token of the comma segment that ends at `at`, where it is a bare name or role; else None."""
    first = at
    while first >= 0 and toks[first].text not in ',;:"“”()':
        item = labels.get(first)
        if item is not None and (
            item.label in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL", "COUNT", "SELF", "NUMBER")
            or item.outcome is not None
        ):
            return None
        first -= 1
    first += 1
    if (
        first > at
        or toks[first].low
        in (
            "on",
            "in",
            "at",
            "by",
            "after",
            "during",
            "however",
            "meanwhile",
            "earlier",
            "since",
            "following",
            "but",
            "for",
            "from",
            "and",
        )
        or at - first > 9
    ):
        return None
    return first


def _np_left(toks: list[Token], labels: dict[int, Item], at: int) -> bool:
    """True when what stands left of "and" back to the clause border has no verb: "activists and the group said"."""
    seen = 0
    while at >= 0 and toks[at].text not in ',;:"“”()':
        item = labels.get(at)
        if item is not None and (
            item.label in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL", "COUNT", "SELF", "NUMBER", "PREP")
            and toks[at].low not in ("of", "for", "forces")
            or item.outcome is not None
        ):
            return False
        at -= 1
        seen += 1
        if seen > 10:
            return False
    return True


def _looks_like_source(words: str, strict: bool) -> bool:
    """True for names and for nouns that can be quoted; things that merely happen are none."""
    parts = [w.lower() for w in re.findall(r"[^\W\d_]+", words)]
    if not parts or len(parts) > 24:
        return False
    if any(p in SOURCE_NOUNS for p in parts):
        return True
    if strict:
        return False
    return words[0].isupper() or parts[0] in ("the", "a", "an", "another", "one")


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
