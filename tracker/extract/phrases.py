"""Lists of phrases as one compiled pattern each: the lexicon's plain words, found at word borders."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded
from tracker.lexicon.trie import words_pattern


@lru_cache(maxsize=64)
def phrases(section: str, name: str) -> Guarded:
    """The pattern of one list of the lexicon, the longest phrase first, in any case."""
    words: list[Any] = lexicon().section[section][name]
    return words_pattern(str(word) for word in words)
