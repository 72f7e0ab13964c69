"""Speakers told one after the other: "according to a doctor, two residents and a rebel commander" is all of them."""

from __future__ import annotations

from tracker.extract.noun_phrases import WINDOW, looks_like_source, phrase_end
from tracker.extract.phrase_words import OPENERS
from tracker.extract.tokens import tokens

MOST = 3  # speakers behind the first
DEFINITE = OPENERS - {"a", "an"}


def with_the_others(text: str, span: tuple[int, int], end: int) -> tuple[int, int]:
    """The words of a speaker with those of the others listed behind him up to "and"; his alone where none are.

    Only of somebody unnamed: behind "the minister" or a name a comma brings the name or the role.
    """
    first, last = span
    if not text[first].islower() or text[first:last].split()[0] in DEFINITE or text[last : last + 1] != ",":
        return span
    if not looks_like_source(text[first:last], strict=True):
        return span
    toks = tokens(text, last, min(end, last + WINDOW))
    at = 0
    for _ in range(MOST):
        if at >= len(toks) or toks[at].text != ",":
            return span
        begin = at + 1 + (at + 1 < len(toks) and toks[at + 1].low == "and")
        at = phrase_end(toks, begin)
        if at == begin or not looks_like_source(text[toks[begin].start : toks[at - 1].end], strict=True):
            return span
        if any(t.low == "and" for t in toks[begin - 1 : at]):
            closed = at >= len(toks) or toks[at].text in ',.;”"’'
            return (first, toks[at - 1].end) if closed else span
    return span
