"""Tells cheaply which pages may hold a casualty figure, before their main text is taken out with care.

The main text is a part of what a page shows, so that a page whose whole text holds no count with an outcome holds none in
its main text either, but for sentences that the two cut otherwise. `tracker bulk --ungated` reads every page with care;
benchmarks/README.md has how the two compare.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Container, Iterable
from enum import StrEnum
from functools import lru_cache

from tracker.collect.article import Given, Stated, collected, decode
from tracker.collect.language import ENGLISH, is_foreign
from tracker.extract.gate import may_tell_itself, outcomes, words_of
from tracker.extract.reader import may_hold_claims
from tracker.extract.sentence import HAS_NUMBER, STILL_SPOKEN_OF
from tracker.extract.tokens import paragraphs

_ENGLISH_WORDS = 2  # fewer stand in no English text of one sentence
_A_SENTENCE = 25  # letters; what is shorter may be a menu's entry and says nothing of how far the story has gone on
_AROUND = 8  # paragraphs to either side that tell a language, at the most: the lines of a list are short
_WORDS_AROUND = 200
_ENGLISH = frozenset(word.encode("ascii") for word in ENGLISH)
# The words of small letters of a text without its marks, in a fifth of the time of cutting words out one by one.
_TO_WORDS = bytes(letter if ord("a") <= letter <= ord("z") else ord(" ") for letter in range(256))
_NUMBER = re.compile(HAS_NUMBER.pattern)  # of small letters, in half the time of letters in any case
_BODY_NAME = '"articleBody"'
_ARTICLE_BODY = re.compile(rf'{_BODY_NAME}\s*:\s*("(?:[^"\\]|\\.)*+")', re.DOTALL)


class Gate(StrEnum):
    """Why a page is not read with care, or that it is."""

    OPEN = "open"
    NO_TEXT = "no text"
    OTHER_LANGUAGE = "no English words"
    NO_OUTCOME = "no word for an outcome"
    NO_COUNT = "no count of people with an outcome in its whole text"
    OTHER_MAIN_TEXT = "a main text in another language"
    NO_CONFLICT = "a main text that speaks of no conflict where it may count"


def gate(raw: bytes, charset: str | None) -> Gate:
    """What the whole text of a page comes to."""
    text = shown(raw, charset)
    low = _lower(text)
    plain = low.encode("utf-8", "replace").translate(_TO_WORDS).split()
    distinct = set(plain)
    english = distinct & _ENGLISH
    if len(english) < _ENGLISH_WORDS and sum(map(plain.count, english)) < _ENGLISH_WORDS:
        return Gate.OTHER_LANGUAGE if any(map(str.isalnum, text)) else Gate.NO_TEXT
    words = distinct & _of_outcomes()
    spoken = Spoken(text, low) if words else None
    telling = spoken.telling(map(bytes.decode, words)) if spoken else set()
    if spoken is None or not telling:
        return Gate.NO_OUTCOME
    telling = {at for at in telling if not spoken.foreign(at)}
    if not telling:
        return Gate.OTHER_LANGUAGE
    worth = worth_reading(spoken.stretches, telling)
    if not worth:
        return Gate.NO_COUNT
    # A blank line between them keeps each the paragraph it was.
    found = collected("page", "\n\n".join(worth), b"", Given("", language="en"), Stated())
    return Gate.OPEN if may_hold_claims(found.article) else Gate.NO_COUNT


@lru_cache(maxsize=1)
def _of_outcomes() -> frozenset[bytes]:
    """The words of which every sentence holds one that names an outcome itself. All of them are plain letters."""
    return frozenset(word.encode("ascii") for word in outcomes().words)


def _lower(text: str) -> str:
    """A text in small letters, each in the place of its own: one letter of Turkish would become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] for letter in text)


class Spoken:
    """The paragraphs of a text, whose words are looked at where they matter: most paragraphs of a page never are.

    stretches   the paragraphs in order
    """

    def __init__(self, text: str, low: str) -> None:
        self._low = low
        self._spans = paragraphs(text)
        self.stretches = [text[start:end] for start, end in self._spans]
        self._words: dict[int, list[str]] = {}

    def words(self, at: int) -> list[str]:
        """The words of a paragraph."""
        known = self._words.get(at)
        if known is None:
            known = self._words[at] = words_of(self.stretches[at])
        return known

    def telling(self, words: Iterable[str]) -> set[int]:
        """Which paragraphs hold a word for an outcome.

        words   those of the text of which one stands in every such paragraph
        """
        low = self._low
        starts = [start for start, _ in self._spans]
        holding: set[int] = set()
        for word in words:
            place = low.find(word)
            while place >= 0:
                end = place + len(word)
                if not (low[place - 1 : place].isalpha() or low[end : end + 1].isalpha()):
                    at = bisect_right(starts, place) - 1
                    holding.add(at)
                    end = self._spans[at][1]  # where else in the same paragraph it stands tells no more
                place = low.find(word, end)
        return {at for at in holding if may_tell_itself(self.words(at))}

    def foreign(self, at: int) -> bool:
        """Whether a paragraph is surely not English: nothing in it is, and next to nothing of those around it.

        An article in another language is not read, and "die" is every tenth word of a German one.
        """
        if not ENGLISH.isdisjoint(self.words(at)):
            return False
        around = list(self.words(at))
        for apart in range(1, _AROUND + 1):
            near = [one for one in (at - apart, at + apart) if 0 <= one < len(self.stretches)]
            around += [word for one in near for word in self.words(one)]
            if len(around) >= _WORDS_AROUND:
                break
        return is_foreign(around)


def worth_reading(paragraphs: list[str], telling: Container[int]) -> list[str]:
    """The paragraphs in which a count may have an outcome: those with a word for one, and those that may go on about its
    people, if one of them holds a number. Of a page of menus and other stories these are a few.

    telling   which of the paragraphs hold a word for an outcome
    """
    kept: list[str] = []
    waiting: list[str] = []  # with a word for an outcome, but no number in them or soon after them so far
    far = STILL_SPOKEN_OF + 1  # sentences, at the least, since the last word for an outcome
    for at, stretch in enumerate(paragraphs):
        tells = at in telling
        far = 0 if tells else far + (len(stretch) >= _A_SENTENCE)
        if far > STILL_SPOKEN_OF:
            waiting.clear()
        elif _NUMBER.search(stretch.casefold()):
            kept += [*waiting, stretch]
            waiting.clear()
        elif tells:
            waiting.append(stretch)
    return kept


def shown(raw: bytes, charset: str | None) -> str:
    """All text that a page shows, menus and other stories among it, a line for each block, and the article that it
    holds for machines: some pages show theirs by a program only, and careful reading finds it there."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    html = decode(raw, charset)
    html = html.replace("\0", "") if "\0" in html else html
    tree = HTMLTree.parse(html)  # by itself faster than as a part of the next step
    text = str(
        extract_plain_text(
            tree, main_content=False, alt_texts=False, links=False, form_fields=False, noscript=True, comments=True
        )
    )
    return "\n\n".join([text, *_for_machines(html)])


def _for_machines(html: str) -> list[str]:
    """The articles in a page's JSON-LD, wherever in it they stand."""
    found: list[str] = []
    if _BODY_NAME not in html:
        return found
    for told in _ARTICLE_BODY.finditer(html):
        try:
            found.append(str(json.loads(told[1], strict=False)))
        except ValueError:
            continue
    return found
