"""Tells cheaply which pages may hold a casualty figure, before their main text is taken out with care.

The main text is a part of what a page shows, so that a page whose whole text holds no count with an outcome holds none in
its main text either, but for sentences that the two cut otherwise. `tracker bulk --ungated` reads every page with care;
benchmarks/README.md has how the two compare.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from itertools import islice

from tracker.collect.article import Given, Stated, collected, decode
from tracker.collect.language import ENGLISH, is_foreign
from tracker.extract.gate import may_tell_itself, words_of
from tracker.extract.reader import may_hold_claims
from tracker.extract.sentence import HAS_NUMBER, STILL_SPOKEN_OF
from tracker.extract.tokens import paragraphs

_ENGLISH_WORDS = 2  # fewer stand in no English text of one sentence
_A_SENTENCE = 25  # letters; what is shorter may be a menu's entry and says nothing of how far the story has gone on
_AROUND = 2  # paragraphs to either side that tell a language
_ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")', re.DOTALL)


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
    if not any(map(str.isalnum, text)):
        return Gate.NO_TEXT
    spoken = [(text[start:end], words_of(text[start:end])) for start, end in paragraphs(text)]
    english = (word for _, words in spoken for word in words if word in ENGLISH)
    if len(list(islice(english, _ENGLISH_WORDS))) < _ENGLISH_WORDS:
        return Gate.OTHER_LANGUAGE
    telling = [may_tell_itself(words) for _, words in spoken]
    if not any(telling):
        return Gate.NO_OUTCOME
    telling = [tells and not _foreign(spoken, at) for at, tells in enumerate(telling)]
    if not any(telling):
        return Gate.OTHER_LANGUAGE
    worth = worth_reading([stretch for stretch, _ in spoken], telling)
    if not worth:
        return Gate.NO_COUNT
    # A blank line between them keeps each the paragraph it was.
    found = collected("page", "\n\n".join(worth), b"", Given("", language="en"), Stated())
    return Gate.OPEN if may_hold_claims(found.article) else Gate.NO_COUNT


def _foreign(spoken: list[tuple[str, list[str]]], at: int) -> bool:
    """Whether a paragraph is surely not English: nothing in it is, and next to nothing of those around it.

    An article in another language is not read, and "die" is every tenth word of a German one.
    """
    if not ENGLISH.isdisjoint(spoken[at][1]):
        return False
    around = [word for _, words in spoken[max(0, at - _AROUND) : at + _AROUND + 1] for word in words]
    return is_foreign(around)


def worth_reading(paragraphs: list[str], telling: list[bool]) -> list[str]:
    """The paragraphs in which a count may have an outcome: those with a word for one, and those that may go on about its
    people, if one of them holds a number. Of a page of menus and other stories these are a few.

    telling   which of the paragraphs hold a word for an outcome
    """
    kept: list[str] = []
    waiting: list[str] = []  # with a word for an outcome, but no number in them or soon after them so far
    far = STILL_SPOKEN_OF + 1  # sentences, at the least, since the last word for an outcome
    for stretch, tells in zip(paragraphs, telling, strict=True):
        far = 0 if tells else far + (len(stretch) >= _A_SENTENCE)
        if far > STILL_SPOKEN_OF:
            waiting.clear()
        elif HAS_NUMBER.search(stretch):
            kept += [*waiting, stretch]
            waiting.clear()
        elif tells:
            waiting.append(stretch)
    return kept


def shown(raw: bytes, charset: str | None) -> str:
    """All text that a page shows, menus and other stories among it, a line for each block, and the article that it
    holds for machines: some pages show theirs by a program only, and careful reading finds it there."""
    from resiliparse.extract.html2text import extract_plain_text

    html = decode(raw, charset).replace("\0", "")
    text = str(
        extract_plain_text(
            html, main_content=False, alt_texts=False, links=False, form_fields=False, noscript=True, comments=True
        )
    )
    return "\n\n".join([text, *_for_machines(html)])


def _for_machines(html: str) -> list[str]:
    """The articles in a page's JSON-LD, wherever in it they stand."""
    found = []
    for told in _ARTICLE_BODY.finditer(html):
        try:
            found.append(str(json.loads(told[1], strict=False)))
        except ValueError:
            continue
    return found
