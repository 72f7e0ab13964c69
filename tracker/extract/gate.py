"""Which sentences can hold a claim at all, told from their bare words before anything is marked.

A claim needs a number and an entry of the lexicon that tells an outcome, a total or a part, or it takes up the people
of the sentence before ("These were 40 farmers"). The gate may let a sentence through that says nothing; it never keeps
one back that would be read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tracker.extract.appositions import FAR_NOUNS
from tracker.extract.holding import ALONE
from tracker.lexicon import lexicon

TELLING = frozenset({"TOLL", "OFGROUP", "INCLUDING", "NUMBEROF"})
TAKES_UP = frozenset({"these", "those", "they"})
OPENING = 8  # words within which "Twelve were soldiers" says what those counted before were
# Tell an outcome only beside other words, under none in the lexicon: "no victims", "the murder in May of six monks".
IMPLIED = [[word] for word in ("victim", "victims", *sorted(ALONE), *FAR_NOUNS)]


class _Letters(dict[int, str]):
    """Each character to itself where it is a letter, else to a space: faster than a pattern of letters."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if char.isalnum() and not char.isdecimal() else " "
        return self[code]


_LETTERS = _Letters()


def words_of(text: str) -> list[str]:
    """The words of a stretch of text in lower case, letters only: "year-old" is two."""
    return text.lower().translate(_LETTERS).split()


class Telltales:
    """Entries of several words by the one they cannot stand without, so that a sentence is looked up word by word."""

    def __init__(self, entries: list[list[str]], common: frozenset[str]) -> None:
        self.alone = frozenset(words[0] for words in entries if len(words) == 1)
        self.joined: dict[str, list[tuple[list[str], int]]] = {}
        for words in entries:
            if len(words) > 1 and self.alone.isdisjoint(words):
                at = max(range(len(words)), key=lambda n: (words[n] not in common, len(words[n])))
                self.joined.setdefault(words[at], []).append((words, at))
        self.words = self.alone | self.joined.keys()

    def may_stand_in(self, text: str) -> bool:
        """Whether a text holds one of their words at all."""
        return not self.words.isdisjoint(words_of(text))

    def stand_in(self, words: list[str]) -> bool:
        """Whether one of the entries stands in the words of a sentence."""
        if self.words.isdisjoint(words):
            return False
        if not self.alone.isdisjoint(words):
            return True
        for n, word in enumerate(words):
            for entry, at in self.joined.get(word, ()):
                if n >= at and words[n - at : n - at + len(entry)] == entry:
                    return True
        return False


def _telltales(tells: Callable[[str], bool]) -> Telltales:
    """The entries under the labels that tell, and the words that imply an outcome."""
    every = [entry for group in lexicon().entries.values() for entry in group]
    common = frozenset(parts[0] for parts, label in every if "." not in label and len(parts) == 1)
    telling = [words_of(" ".join(parts)) for parts, label in every if tells(label)]
    return Telltales([*IMPLIED, *(words for words in telling if words)], common)


@lru_cache(maxsize=1)
def telltales() -> Telltales:
    """What a sentence with a claim holds one of."""
    return _telltales(lambda label: "." in label or label in TELLING)


@lru_cache(maxsize=1)
def outcomes() -> Telltales:
    """What a sentence that names an outcome itself holds one of."""
    return _telltales(lambda label: "." in label)


def may_tell_itself(words: list[str]) -> bool:
    """Whether a sentence of these words may name an outcome; if not, its counts have that of one before, or none."""
    return outcomes().stand_in(words)


def may_tell(words: list[str]) -> bool:
    """Whether a sentence of these words may speak of an outcome, or take up the people of the one before."""
    return telltales().stand_in(words) or not TAKES_UP.isdisjoint(words[:1]) or "were" in words[:OPENING]
