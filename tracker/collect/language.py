"""Which language a text is in, told from the text itself. Only English is read, so English must never be mistaken.

Words that hold English sentences together are one in five or six of any English text, also in capitals, and next to
none of any other language. Where they settle it no model is asked, which spares most texts nearly all of the time;
py3langid tells the others apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

LETTERS_TO_TELL_A_LANGUAGE = 60
NEWS_LANGUAGES = (
    "am ar az be bg bn bs cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ku lt lv mk ms my nl no pl ps pt "
    "ro ru sk sl sq sr sv sw th tr uk ur uz vi zh"
).split()
# None of these is a common word of another language in Latin letters ("in", "was", "on", "is" are).
ENGLISH = frozenset(
    """the of and were from with that their said which this been killed kills killing wounded injured dead people
    soldiers militants rebels attack attacks strike strikes after when they""".split()
)
ENOUGH = 0.10  # the share of such words that settles it: of English texts one in a thousand has less, no other 0.02
SOME = 0.04  # settles it for a headline, where names outweigh the words around them
WORDS_TO_SETTLE_IT = 20
FOREIGN = 0.02  # a text of less is not English, if it has as many words as the next line says
WORDS_TO_RULE_IT_OUT = 60  # of so many English ones, ten are such
WORDS_OF_A_HEADLINE = 40  # in more words than these, a few of English may be a quotation
_WINDOW = 500  # letters of each stretch of a long text that is looked at
_WINDOWS = 6
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a text, None where it has too few letters to tell.

    A long text is judged by stretches all over it, so that a foreign banner or quotation does not decide.
    """
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if not letters:
        return None
    share = _share(words)
    if share >= ENOUGH and len(words) >= WORDS_TO_SETTLE_IT:
        return "en"
    latin = _latin(sample)
    if latin and letters < LETTERS_TO_TELL_A_LANGUAGE:
        return None
    # In small letters, since a model of letter pairs knows little of capitals.
    code = str(_identifier().classify(sample.lower())[0])
    return "en" if latin and share >= SOME and len(words) < WORDS_OF_A_HEADLINE else code


def is_foreign(words: list[str]) -> bool:
    """Whether so many words, in small letters, are surely not English."""
    return len(words) >= WORDS_TO_RULE_IT_OUT and _share(words) < FOREIGN


def _share(words: list[str]) -> float:
    """Which part of the words hold English sentences together."""
    return sum(word in ENGLISH for word in words) / len(words)


def language_code(words: object) -> str | None:
    """The ISO 639-1 part of a language tag ("en-GB", "en_US"), None for anything else."""
    found = re.match(r"([A-Za-z]{2})(?![A-Za-z])", str(words).strip()) if words else None
    return found.group(1).lower() if found else None


def language_of_page(text: str, declared: str | None) -> str | None:
    """The language of a page's text: what the page declares of itself is often that of its template.

    The text decides whether it is English; between other languages, which may be close kin, the page does.
    """
    if declared not in (None, "en") and is_foreign(_WORD.findall(_sample(text).lower())):
        return declared  # which other language it is would not be asked of the model in any case
    found = language_of(text) or declared
    return found if found == "en" or declared in (None, "en") else declared


def _sample(text: str) -> str:
    if len(text) <= _WINDOWS * _WINDOW:
        return text
    starts = range(0, len(text), -(-len(text) // _WINDOWS))
    return " ".join(text[start : start + _WINDOW] for start in starts)


def _latin(text: str) -> bool:
    """Whether most letters are Latin ones."""
    if text.isascii():
        return True
    letters = [c for c in text if c.isalpha()]
    return sum(map(_is_latin, letters)) * 2 > len(letters)


@lru_cache(maxsize=1 << 12)
def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """py3langid held to the languages that outlets of the tracked conflicts publish in.

    Left to all it knows, it takes English without punctuation for Nigerian Pidgin, and the text would not be read.
    """
    import py3langid

    py3langid.set_languages(list(NEWS_LANGUAGES))
    return py3langid
