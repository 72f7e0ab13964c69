"""Finds which known name stands in a stretch of words: "the Health Ministry in Gaza" is the Gaza Ministry of Health.

Names are compared as lists of words. Case, articles, the possessive 's, accents, dots in abbreviations, hyphens and
British or American spelling make no difference; everything else does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*['’]?")
_ARTICLES = frozenset({"the", "a", "an"})
_SPELLINGS = {
    "defense": "defence",
    "organisation": "organization",
    "organisations": "organizations",
    "centre": "center",
    "program": "programme",
    "defenders'": "defenders",
    "ministries": "ministry",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
}


@lru_cache(maxsize=65536)
def name_words(text: str) -> tuple[str, ...]:
    """The words two spellings of one name have in common, in order: ("gaza", "health", "ministry")."""
    return tuple(word for word, _ in _words(text))


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[tuple[str, bool], ...]:
    """Each word in its common form, and whether it was written in capitals (an abbreviation).

    A night asks for the same few thousand names once for every claim.
    """
    found: list[tuple[str, bool]] = []
    for match in _WORD.finditer(text):
        raw = match.group().replace(".", "").replace("’", "'")
        raw = re.sub(r"'s?$", "", raw, flags=re.IGNORECASE).replace("'", "")
        plain = "".join(c for c in unicodedata.normalize("NFKD", raw) if not unicodedata.combining(c))
        word = plain.casefold()
        if word and word not in _ARTICLES:
            found.append((_SPELLINGS.get(word, word), len(plain) > 1 and plain.isupper()))
    return tuple(found)


class NameIndex:
    """Names and aliases of many things, each under a key, looked up by the words that contain them.

    Built once; a lookup costs one dictionary probe for each run of words. An abbreviation in capitals ("WHO") is
    found inside longer words only where they write it in capitals too, so that "a doctor who fled" names nobody.
    """

    def __init__(self, names: Iterable[tuple[str, str]], alone: Iterable[tuple[str, str]] = ()) -> None:
        """`names` are (name or alias, key) pairs; one alias may stand under several keys.

        Those of `alone` are found only where they are all the words there are.
        """
        self._whole: dict[tuple[str, ...], set[str]] = {}
        self._keys: dict[tuple[str, ...], dict[str, tuple[bool, ...]]] = {}
        for name, key in alone:
            self._whole.setdefault(name_words(name), set()).add(key)
        for name, key in names:
            words = _words(name)
            if words:
                plain = tuple(w for w, _ in words)
                self._whole.setdefault(plain, set()).add(key)
                self._keys.setdefault(plain, {})[key] = tuple(caps for _, caps in words)
        self._longest = max(map(len, self._keys), default=0)

    def find(self, words: str) -> tuple[str, ...]:
        """The keys of the longest name that stands in the words, counted in words; several when they tie."""
        asked = _words(words)
        if whole := self._whole.get(tuple(w for w, _ in asked)):
            return tuple(sorted(whole))
        for length in range(min(self._longest, len(asked)), 0, -1):
            found: set[str] = set()
            for start in range(len(asked) - length + 1):
                run = asked[start : start + length]
                for key, capitals in self._keys.get(tuple(w for w, _ in run), {}).items():
                    if all(caps or not wanted for (_, caps), wanted in zip(run, capitals, strict=True)):
                        found.add(key)
            if found:
                return tuple(sorted(found))
        return ()
