"""The words of the number system and of hedges, from the lexicon, looked up by where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracker.lexicon import lexicon
from tracker.lexicon.load import split_entry
from tracker.model import Qualifier

# Behind "30m", which is a length then and no million.
AFTER_LENGTH = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west from away "
    "off long wide high deep tall down up inside outside into above below further".split()
)


@dataclass(frozen=True)
class _Words:
    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    before: dict[str, list[tuple[tuple[str, ...], Qualifier]]]
    after: dict[str, list[tuple[tuple[str, ...], Qualifier]]]
    between: dict[str, list[tuple[str, ...]]]
    starters: frozenset[str]


@lru_cache(maxsize=1)
def number_words() -> _Words:
    section = lexicon().section
    numbers, hedges = section["numbers"], section["hedges"]
    before: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    between: dict[str, list[tuple[str, ...]]] = {}
    for kind, phrases in hedges.items():
        if kind == "after":
            for name, tails in phrases.items():
                for phrase in tails:
                    parts = split_entry(phrase)
                    after.setdefault(parts[0], []).append((parts, Qualifier(name)))
        elif kind == "between":
            for phrase in phrases:
                parts = split_entry(phrase)
                between.setdefault(parts[-1], []).append(parts)
        else:
            for phrase in phrases:
                parts = split_entry(phrase)
                before.setdefault(parts[-1], []).append((parts, Qualifier(kind)))
    for table in (before, after):
        for group in table.values():
            group.sort(key=lambda e: -len(e[0]))
    for names in between.values():
        names.sort(key=lambda e: -len(e))
    words = (*numbers["units"], *numbers["tens"], *numbers["scales"], *numbers["vague"], "half")
    return _Words(
        numbers["units"],
        numbers["tens"],
        numbers["scales"],
        numbers["vague"],
        before,
        after,
        between,
        frozenset(words),
    )
