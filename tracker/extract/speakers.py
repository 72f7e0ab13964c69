"""Counts that are who speaks: "The blast killed 12 soldiers, a doctor said" kills no doctor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extract.count import SELF
from tracker.extract.sentence import Sentence
from tracker.extract.speech import Attribution
from tracker.extract.structure import Found
from tracker.lexicon.guarded import Guarded

# The verb behind a speaker: others than these tell of him as well ("a headman, identified as Malek, was killed").
SAYS = Guarded(
    r"(?:,\s(?:who|speaking|talking|requesting|asking)\b[^.;:\"“]{0,160}?(?=,\s))?[\s,”\"]*(?:(?:has|have|had|also|later|then)\s+)*(?:said|says|told|tells|added|adds|reported|reports|announced|"
    r"confirmed|claimed|wrote|tweeted|stated|estimated|put)\b",
    re.IGNORECASE,
)


def speaks(text: str, sentence: Sentence, found: Found, every: Sequence[Found]) -> bool:
    """Whether a count is the one who tells another of the sentence's counts.

    Who is counted by a word of his own ("a wounded man said") may speak and be counted.
    """
    if found.count.kind == SELF:
        return False
    at = sentence.toks[found.count.first].start
    said = next((one for one in sentence.said if _holds(text, one, at)), None)
    if said is None:
        return False
    others = (sentence.toks[other.count.first].start for other in every if other is not found)
    return any(not said.start <= other < said.end for other in others)


def _holds(text: str, said: Attribution, at: int) -> bool:
    """Whether a place in the text is within the words for a speaker, and they tell of nothing else than that he speaks."""
    if not said.start <= at < said.end or said.pronoun:
        return False
    return said.kind in ("inverted", "according") or (
        said.kind in ("said", "suffix") and SAYS.match(text, said.end) is not None
    )
