"""What is known of one attribution, and of the sentence it is looked for in."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.marks import Item
from tracker.extract.tokens import Token


@dataclass(slots=True)
class Attribution:
    """A source's wording and the stretch of the text that is in its voice. start:end is the wording itself."""

    words: str
    start: int
    end: int
    cover_start: int
    cover_end: int
    pronoun: bool = False
    kind: str = "said"


@dataclass(slots=True)
class Marked:
    """A sentence text[start:end] with its tokens and items; `dated` are the tokens of its time expressions."""

    text: str
    start: int
    end: int
    toks: list[Token]
    items: list[Item]
    dated: frozenset[int]
