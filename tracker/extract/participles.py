"""Speakers that no plain verb of saying names: "went on reporting", "was quoted as saying", "denied it, claiming that",
"has records of"."""

from __future__ import annotations

from tracker.extract.attribution_words import AUXILIARIES, HAD, PRONOUN, SPOKEN_OF
from tracker.extract.noun_phrases import looks_like_source, phrase_after
from tracker.extract.phrase_words import LINKERS
from tracker.extract.speech import Attribution, Marked
from tracker.extract.subjects import opening_subject, subject_before
from tracker.extract.tokens import Token

FURTHEST = 16  # tokens between "with" and the participle
KEPT = frozenset(["records", "reports", "documents", "lists", "registers"])
KEEPS = frozenset("has have had keeps kept holds held received receives obtained".split())


def leading(toks: list[Token], n: int) -> int | None:
    """The last token of the subject of a verb chain that ends at token `n`: "went on reporting", "has given"."""
    if toks[n].low in SPOKEN_OF:
        helped = n - 1
        while helped >= 0 and toks[helped].low in AUXILIARIES - HAD:
            if toks[helped].low in ("been", "being"):
                return None  # "residents had been given three days to leave"
            helped -= 1
        if toks[n].low == "spoken" and (n + 1 >= len(toks) or toks[n + 1].low != "of"):
            return None
        return helped if helped >= 0 and toks[helped].low in HAD else None
    if n > 1 and toks[n - 1].low == "on" and toks[n - 2].low in ("went", "goes"):
        return n - 3
    if toks[n].low == "saying" and n > 2 and toks[n - 1].low == "as":
        quoted = next((k for k in range(n - 2, max(-1, n - 12), -1) if toks[k].low in ("quoted", "cited")), None)
        if quoted is not None and quoted > 0 and toks[quoted - 1].low in ("was", "were", "been", "is"):
            return quoted - 2  # "the mayor was quoted by the agency as saying"
    if n and toks[n - 1].low in ("kept", "keeps", "continued", "continues"):
        return n - 2
    return None


def quoted_as(marked: Marked, n: int) -> Attribution | None:
    """ "The paper quoted a resident as saying": the resident."""
    toks = marked.toks
    if n < 3 or toks[n].low != "saying" or toks[n - 1].low != "as":
        return None
    verb = next((k for k in range(n - 2, max(-1, n - 20), -1) if toks[k].low in ("quoted", "cited", "quotes")), None)
    span = phrase_after(marked.text, toks[verb + 1].start, toks[n - 1].start) if verb is not None else None
    if span is None:
        return None
    return Attribution(marked.text[span[0] : span[1]], *span, toks[n].end, marked.end, kind="said")


def opened_by(marked: Marked, n: int) -> Attribution | None:
    """ "The front denied it, claiming that 12 died": the participle's subject is the one the sentence opens with."""
    text, toks = marked.text, marked.toks
    found = opening_subject(toks[:n])
    if found is None or toks[n - 1].low in LINKERS or toks[found[0]].low in LINKERS:
        return None
    first, last = toks[found[0]].start, toks[found[1]].end
    words = text[first:last]
    pronoun = bool(PRONOUN.match(words))
    lettered = words.isupper() or any(c.isdigit() for c in words)  # "ISIS-K", "M23"
    if not (
        pronoun or looks_like_source(words, strict=True) or holds_name(words) or (lettered and words[0].isupper())
    ):
        return None
    return Attribution(words, first, last, toks[n].end, marked.end, pronoun, "said")


def led_by_with(marked: Marked, n: int) -> Attribution | None:
    """ "The raids went on, with the ministry saying that 12 died": whose verb the participle behind "with" is."""
    text, toks = marked.text, marked.toks
    at = n - 1
    while at > 0 and n - at < FURTHEST and toks[at].low != "with" and toks[at].text[0] not in ".,;:()":
        at -= 1
    if toks[at].low != "with" or not (at == 0 or toks[at - 1].text == "," or toks[at - 1].low in ("and", "but")):
        return None
    span = phrase_after(text, toks[at + 1].start, toks[n].start)
    if span is None or any(t.low not in AUXILIARIES for t in toks[at + 1 : n] if t.start >= span[1]):
        return None
    words = text[slice(*span)]
    if not looks_like_source(words, strict=True) and not holds_name(words) and not words[0].isupper():
        return None
    return Attribution(words, *span, toks[n].end, marked.end, kind="said")


def holds_name(words: str) -> bool:
    """True for words that hold a name: a capital behind the first word, in a text that is not all capitals."""
    return not words.isupper() and any(w[0].isupper() for w in words.split()[1:])


def keeper(marked: Marked, n: int) -> Attribution | None:
    """ "The charity has records of 213 prisoners": the subject of what keeps or received the records at token `n`."""
    toks = marked.toks
    verb = n - 1
    while verb > 0 and n - verb < 3 and toks[verb].low not in KEEPS:
        verb -= 1
    if toks[verb].low not in KEEPS:
        return None
    while verb > 0 and toks[verb - 1].low in AUXILIARIES:
        verb -= 1
    found = subject_before(toks, marked.items, verb - 1, marked.dated)
    if found is None:
        return None
    first, last = toks[found[0]].start, toks[found[1]].end
    words = marked.text[first:last]
    pronoun = bool(PRONOUN.match(words))
    if not pronoun and not looks_like_source(words, strict=True) and not (words[0].isupper() and holds_name(words)):
        return None
    return Attribution(words, first, last, toks[n + 1].end, marked.end, pronoun, "said")
