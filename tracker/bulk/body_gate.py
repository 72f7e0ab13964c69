"""Tells of a page's main text whether it surely holds no claim, before its date and regions are looked for and it is read.

What is asked here the reader asks of every count: whether the article is in a language that is read, and whether it, or
else the sentence of the count, speaks of conflict. Here it is asked of the text as a whole and of sentences as they stand.
"""

from __future__ import annotations

from tracker.bulk.gate import Gate
from tracker.extract import READ_LANGUAGES
from tracker.extract.gate import may_tell, words_of
from tracker.extract.loss_lists import holds_loss_list
from tracker.extract.phrases import phrases
from tracker.extract.refusals import Speaks, speaks_of
from tracker.extract.sentence import HAS_NUMBER
from tracker.extract.tokens import sentences
from tracker.extract.wars import war_of
from tracker.model import PartialDate

_ANY_DAY = PartialDate(9999)  # by which every war has begun
_VIOLENT = ("acts", "political")  # lists of words of which a sentence needs one in an article on something else


def body_gate(text: str, language: str | None) -> Gate:
    """Why a main text surely holds no claim, or that it may."""
    if language not in (None, *READ_LANGUAGES):
        return Gate.OTHER_MAIN_TEXT
    # The day it was written is not known yet, and with it which wars it may mean: any of them would do.
    speaks = speaks_of(text, war_of(text, _ANY_DAY) is not None)
    if speaks is Speaks.OF_CONFLICT or holds_loss_list(text):
        return Gate.OPEN
    if speaks is Speaks.RARELY and any(_may_count_amid_violence(text, *span) for span in sentences(text)):
        return Gate.OPEN
    return Gate.NO_CONFLICT


def _may_count_amid_violence(text: str, start: int, end: int) -> bool:
    """Whether a sentence of a text that rarely speaks of conflict may hold a claim."""
    if not any(phrases("refusals", kind).search(text, start, end) for kind in _VIOLENT):
        return False
    return HAS_NUMBER.search(text, start, end) is not None and may_tell(words_of(text[start:end]))
