"""The outbreak of a war, told again in passing: "The war began after gunmen stormed the border. Scores were killed"."""

from __future__ import annotations

import re

from tracker.extract.setting import Clock, Setting
from tracker.extract.time_words import PRESENT_PERFECT
from tracker.lexicon.guarded import Guarded

WAR_BEGAN = Guarded(
    r"\b(?:war|conflict|fighting|hostilities)\s+(?:(?!and\b|but\b)[\w-]+\s+){0,4}?(?:began|started|broke\s+out|erupted|was\s+(?:sparked|triggered|ignited))\s+"
    r"(?:after|when|with|by|in\s+response)\b",
    re.IGNORECASE,
)


def tells_of_an_outbreak(text: str, start: int, end: int) -> bool:
    """Whether the sentence text[start:end] tells how a war began."""
    return WAR_BEGAN.search(text, start, end) is not None


def at_the_outbreak(here: Setting, clock: Clock) -> bool:
    """Whether a sentence, or the one before it, tells how the war began: "It broke out when gunmen killed 1,200 people"."""
    if PRESENT_PERFECT.search(here.text, *here.sentence) is not None:
        return False
    own = WAR_BEGAN.search(here.text, here.sentence[0], here.claim[0]) is not None
    return own or here.ordinal - clock.outbreak_sentence == 1
