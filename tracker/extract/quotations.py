"""Who spoke what is named only behind it: a quotation, and a paragraph that ends "These are figures of"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.sentence import Sentence
from tracker.extract.tokens import LONGEST
from tracker.lexicon.guarded import Guarded
from tracker.model import Claim

FAR = 900  # code points within which a quotation is opened and its speaker named
JUST_BEFORE = 2  # sentences before a quotation in which "he said" behind it has its name

MARKS = re.compile(r"[“”\"]")
THESE_FIGURES = Guarded(
    r"(?:these|all|the above) (?:are |were )?(?:the |of the |our )?(?:numbers|figures|data|totals|statistics)\b",
    re.IGNORECASE,
)


def close_voice(text: str, sentence: Sentence, claims: list[Claim]) -> None:
    """Names the speaker of earlier claims where only the end of their quotation does: '"They took 42. ...," the mayor
    said.'"""
    if claims and THESE_FIGURES.match(text, sentence.start, sentence.end):
        _sum_up(sentence, claims)
    last = claims[-1].start if claims else -1
    if last < sentence.start - FAR - LONGEST:
        return
    first = MARKS.search(text, sentence.start, sentence.end)
    if first is None or first.group() == "“":
        return  # nothing is closed here before something else is opened
    before = text[max(0, sentence.start - FAR) : sentence.start]
    opened = max(before.rfind("“"), before.rfind('"') if before.count('"') % 2 else -1)
    if opened < 0 or opened < before.rfind("”"):
        return
    speaker = next((a for a in sentence.said if a.kind in ("suffix", "inverted")), None)
    if speaker is None:
        return
    lead = text[sentence.start : speaker.start]
    if not re.search(r"[”\"]", lead) or re.search(r"“", lead):
        return
    if "”" not in lead and lead.count('"') % 2 == 0:
        return  # a quotation of this sentence alone, whatever mark was left open before it
    floor = sentence.start - len(before) + opened
    words = _whom_it_means(sentence, floor) if speaker.pronoun else speaker.words
    if words is None:
        return
    for n in range(len(claims) - 1, -1, -1):
        if claims[n].start < floor - LONGEST:
            break
        if claims[n].start < floor:
            continue
        own = claims[n].source
        if own is None or own not in text[floor : sentence.end]:  # a source carried over from before the quotation
            claims[n] = replace(claims[n], source=words)


def _sum_up(sentence: Sentence, claims: list[Claim]) -> None:
    """Names the source of a paragraph that ends "These are figures of the relief board"."""
    for n in range(len(claims) - 1, -1, -1):
        if claims[n].start < sentence.start - FAR or claims[n].source or not sentence.said:
            break
        claims[n] = replace(claims[n], source=sentence.said[-1].words)


def _whom_it_means(sentence: Sentence, opened: int) -> str | None:
    """Who "he" is behind a quotation opened at `opened`: the source named just before it."""
    before, left = sentence.before, JUST_BEFORE
    while before is not None and left:
        if before.start < opened:
            left -= 1
            named = [a for a in before.said if not a.pronoun and a.kind != "bracketed" and a.start < opened]
            if named:
                return named[-1].words
        before = before.before
    return None
