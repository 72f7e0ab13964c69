"""Articles that hand on what one body counted: its figures stay its own where a paragraph does not name it again."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.attribution import is_outlet
from tracker.extract.noun_phrases import looks_like_source
from tracker.extract.tokens import sentence_start
from tracker.extract.voice import OPEN_VOICE
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, Qualifier, Region

LEAST = 2  # figures that a body must be named for
ROUND = 1000
BEFORE = 300  # code points of a sentence before a figure
# Who counts over months and places, and reports on it.
COMPILERS = Guarded(
    r"\b(?:observatory|network|monitor(?:s|ing)?|ohchr|unama|unami|hrmmu|ocha|centre|"
    r"(?:human )?rights (?:office|mission|commission)|center|syndicate|association|project|mission|commission|league|"
    r"institute|database|media office)\b|^(?:the )?(?-i:[A-Z]{3,9})$",
    re.IGNORECASE,
)
TAKES_UP = Guarded(
    r"(?:(?:the|this|that|its|their)\s+(?:[\w’'-]+\s+){0,2}?(?:report|network|observatory|office|mission|group|organi[sz]ation|"
    r"body|agency|update|data|figures|count|tally|monitor|statement|document|un)|it|they|report)$",
    re.IGNORECASE,
)
SMALL = frozenset("the a an of for in on and at to by 's its".split())


def with_one_voice(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims in order. What one compiling body is named for before and behind is its own between, and so is what
    follows where an article has no other source.
    """
    named = [c for c in claims if c.source and c.region is Region.BODY]
    if len(named) < LEAST:
        return claims
    out = []
    voice: str | None = None
    body: str | None = None
    ahead = 0
    alone = _only_voice(named)
    for claim in claims:
        if claim.source is not None:
            ahead += claim.region is Region.BODY
            if claim.region is Region.BODY and not (voice and _same(voice, claim.source)):
                body = voice or body  # "said the envoy": a guest in the report of the body
                voice = claim.source if _compiles(claim.source) else None
        elif voice is None and body is not None and claim.region is Region.BODY and _of_a_count(text, claim):
            after = named[ahead].source if ahead < len(named) else None
            if after is not None and _same(body, after):
                claim = replace(claim, source=body)
        elif voice is not None and claim.region is Region.BODY and _of_a_count(text, claim):
            after = named[ahead].source if ahead < len(named) else None
            if (after is not None and _same(voice, after)) or (after is None and alone):
                claim = replace(claim, source=voice)
        out.append(claim)
    return out


def _only_voice(named: list[Claim]) -> bool:
    """Whether all figures with a source have one and the same."""
    first = named[0].source or ""
    return all(_same(first, c.source or "") for c in named)


def _same(voice: str, words: str) -> bool:
    """Whether words name a body again: "the Observatory", "the report", "it"."""
    return bool(TAKES_UP.match(words)) or bool(_core(voice) & _core(words))


def _compiles(words: str) -> bool:
    return COMPILERS.search(words) is not None and not is_outlet(words) and looks_like_source(words, strict=True)


def _core(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", words.lower())) - SMALL


def _of_a_count(text: str, claim: Claim) -> bool:
    """Whether a figure is one that a body counts over a time, told in no other voice.

    One blow may be anybody's news, and "thousands" or "more than 300,000" is what everybody knows.
    """
    quantity = claim.quantity
    rounded = quantity.qualifier is not Qualifier.EXACT and quantity.point % ROUND == 0
    if claim.basis is Basis.EVENT or quantity.qualifier is Qualifier.VAGUE or rounded:
        return False
    start = sentence_start(text, claim.start, BEFORE)
    return OPEN_VOICE.search(text, start, claim.end) is None
