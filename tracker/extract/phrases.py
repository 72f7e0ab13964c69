"""Lists of phrases as one compiled pattern each: the lexicon's plain words, found at word borders."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded, words_pattern
from tracker.lexicon.trie import alternatives


@lru_cache(maxsize=64)
def phrases(section: str, name: str) -> Guarded:
    """The pattern of one list of the lexicon, the longest phrase first, in any case."""
    words: list[Any] = lexicon().section[section][name]
    return words_pattern(str(word) for word in words)


@lru_cache(maxsize=8)
def _by_first_word(
    section: str, names: tuple[str, ...]
) -> tuple[re.Pattern[str], dict[str, list[tuple[str, Guarded]]]]:
    """The first words of the phrases, as a pattern of them in lower case and with the lists that hold such a phrase."""
    out: dict[str, list[tuple[str, Guarded]]] = {}
    for name in names:
        for first in {FIRST.match(str(phrase).lower()).group() for phrase in lexicon().section[section][name]}:  # type: ignore[union-attr]
            out.setdefault(first, []).append((name, phrases(section, name)))
    return re.compile(rf"\b{alternatives(out, lower=True)}(?![^\W\d_])"), out


FIRST = re.compile(r"[^\W\d_]+")


def _lower(text: str) -> str:
    """The text in lower case, each letter where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def matches_in(text: str, section: str, names: tuple[str, ...]) -> dict[str, list[re.Match[str]]]:
    """Where each list of the lexicon fits in a whole text, as `finditer` would, all of them in one pass over its words.

    Each phrase of the lists must begin with a letter.
    """
    firsts, lists = _by_first_word(section, names)
    out: dict[str, list[re.Match[str]]] = {name: [] for name in names}
    ends = dict.fromkeys(names, 0)
    for word in firsts.finditer(_lower(text)):
        at = word.start()
        for name, pattern in lists[word.group()]:
            found = pattern.match(text, at) if at >= ends[name] else None
            if found is not None:
                out[name].append(found)
                ends[name] = found.end()
    return out
