"""Whether words tell of harm done: whoever says that a village was shelled may go on to its dead without being named."""

from __future__ import annotations

import re

from tracker.extract.day_words import STILL_THAT_BLOW
from tracker.lexicon.guarded import Guarded

_WORDS = (
    r"(?:attack\w*|(?:air|drone |missile )?str(?:ikes?|uck)|air-?strikes?|raid\w*|bomb\w*|shell(?:s|ed|ing)|rocket\w*|"
    r"missiles?|mortars?|blasts?|explo\w+|detonat\w+|clash\w*|ambush\w*|shot|shoot\w*|gunfire|gunm[ae]n|fir(?:ed?|ing)|"
    r"fight(?:s|ing)?|fought|battl\w+|skirmish\w*|firefight|gunfight|massacre\w*|kill\w*|murder\w*|execut(?:ed|ions?)|"
    r"dead|died|deaths?|bod(?:y|ies)|corpses?|casualt\w+|fatalit\w+|toll|victims?|wound\w*|injur\w*|target(?:ed|ing)|"
    r"hit|stormed|assault\w*|(?:counter-?)?offensive|siege|bulldoz\w+|torched|burn(?:ed|t)|abduct\w*|kidnap\w*|hostages?|"
    r"arrest\w*|detain\w*|crackdown|displac\w+|fled|flee|captured|surrender\w*|missing|rubble)\b"
)
HARM = Guarded(rf"\b{_WORDS}", re.IGNORECASE)
# Those who met with it, as somebody told of already: "those who were executed".
THOSE_HARMED = Guarded(rf"\b(?:those|these) (?:[\w-]+ ){{0,2}}?{_WORDS}", re.IGNORECASE)


def speaks_of_harm(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] tells of a blow, or of whom one met."""
    return HARM.search(text, start, end) is not None


def takes_up_harm(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] speaks of harm that was told of before it."""
    return any(words.search(text, start, end) is not None for words in (STILL_THAT_BLOW, THOSE_HARMED))
