"""The record of one count phrase, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.numbers import Number, number_at
from tracker.extract.tokens import Token
from tracker.model import Outcome

if TYPE_CHECKING:
    from tracker.extract.marks import Item

PERSONS, BARE, UNKNOWN, SINGLE, THINGS, SELF = "persons", "bare", "unknown", "single", "things", "self"


@dataclass(slots=True)
class Count:
    """One count phrase. `head_first:head_last` are the tokens of the victims' noun phrase, empty for a bare number."""

    number: Number
    kind: str
    first: int
    last: int
    head_first: int = 0
    head_last: int = 0
    outcome: Outcome | None = None
    outcome_item: Item | None = None
    zero: bool = False
    of_group: bool = False
    more: bool = False


def starts_number(toks: list[Token], item: Item) -> bool:
    return number_at(toks, item.first) is not None
