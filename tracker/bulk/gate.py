"""Tells cheaply which pages may hold a casualty figure, before their main text is taken out with care.

The main text is a part of what a page shows, so that a page whose whole text holds no count with an outcome holds none in
its main text either, but for sentences that the two cut otherwise. `tracker bulk --ungated` reads every page with care;
benchmarks/README.md has how the two compare.
"""

from __future__ import annotations

import re
from enum import StrEnum

from tracker.collect.article import Given, Stated, collected, decode
from tracker.collect.language import ENGLISH
from tracker.extract.gate import may_tell_itself, words_of
from tracker.extract.reader import holds_counts

_ENGLISH_WORDS = 2  # fewer stand in no English text of one sentence
_DIGIT_OR_WORD = re.compile(r"\d|[^\W\d_]")


class Gate(StrEnum):
    """Why a page is not read with care, or that it is."""

    OPEN = "open"
    NO_TEXT = "no text"
    OTHER_LANGUAGE = "no English words"
    NO_OUTCOME = "no word for an outcome"
    NO_COUNT = "no count of people with an outcome in its whole text"


def gate(raw: bytes, charset: str | None) -> Gate:
    """What the whole text of a page comes to."""
    text = shown(raw, charset)
    if not _DIGIT_OR_WORD.search(text):
        return Gate.NO_TEXT
    words = words_of(text)
    if sum(word in ENGLISH for word in words) < _ENGLISH_WORDS:
        return Gate.OTHER_LANGUAGE
    if not may_tell_itself(words):
        return Gate.NO_OUTCOME
    found = collected("page", text, b"", Given("", language="en"), Stated())
    return Gate.OPEN if holds_counts(found.article) else Gate.NO_COUNT


def shown(raw: bytes, charset: str | None) -> str:
    """All text that a page shows, menus and other stories among it, a line for each block."""
    from resiliparse.extract.html2text import extract_plain_text

    html = decode(raw, charset).replace("\0", "")
    return str(
        extract_plain_text(
            html, main_content=False, alt_texts=False, links=False, form_fields=False, noscript=True, comments=True
        )
    )
