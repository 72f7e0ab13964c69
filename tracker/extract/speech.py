"""What is known of one attribution, and of the sentence it is looked for in."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.marks import Item
from tracker.extract.tokens import Token


@dataclass(slots=True)
class Attribution:
    """A source's wording and the stretch of the text that is in its voice. start:end is the wording itself.

    sure   whether the verb can only be one of saying: "confirmed that", not "claims to save"
    """

    words: str
    start: int
    end: int
    cover_start: int
    cover_end: int
    pronoun: bool = False
    kind: str = "said"
    sure: bool = False


@dataclass(slots=True)
class Marked:
    """A sentence text[start:end] with its tokens and items; `dated` are the tokens of its time expressions."""

    text: str
    start: int
    end: int
    toks: list[Token]
    items: list[Item]
    dated: frozenset[int]
