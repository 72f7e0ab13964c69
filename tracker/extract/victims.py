"""Who is counted: the victims' words to a closed group, and the party whose people they are where the words say so."""

from __future__ import annotations

from functools import lru_cache

from tracker.extract.tokens import KEPT
from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded, words_pattern
from tracker.model import Group


@lru_cache(maxsize=1)
def _groups() -> list[tuple[Group, Guarded]]:
    out = []
    for name, words in lexicon().section["groups"].items():
        out.append((Group(name), words_pattern(str(w) for w in words)))
    return out


def group_beside(words: str) -> Group:
    """The group that the words around a count tell where its victims' words tell none; everyone where neither does.

    Only what a person does when killed ("while seeking aid") or an adjective of the noun of casualties ("civilian
    casualties") is looked for here: other people stand in a sentence for other reasons.
    """
    for group, pattern in _groups():
        if group in (Group.AID_SEEKERS, Group.CIVILIANS) and pattern.search(words):
            return group
    return Group.EVERYONE


@lru_cache(maxsize=KEPT)
def group_of(victims: str | None) -> Group:
    """The closed group of a victims' phrase; everyone where the words name none."""
    if not victims:
        return Group.EVERYONE
    phrase = victims.split(" of ")[0] if " of " in victims else victims
    for text in (phrase, victims):
        for group, pattern in _groups():
            if pattern.search(text):
                return group
    return Group.EVERYONE
