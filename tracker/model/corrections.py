"""Who took a figure back or set it right, and why. A claim is never changed: a correction is a record beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.model.values import PartialDate, content_id
from tracker.model.vocabulary import Corrector, Outcome

if TYPE_CHECKING:
    from tracker.model.records import Claim
    from tracker.model.statements import Statement


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One claim's figure is out of force from some day on; the claim stays where it is, with its words.

    claim      id of the corrected claim
    corrector  what kind of body corrected it
    who        the claimant, the outlet, the version of the reader, or the person
    why        the reason, in the corrector's own words where there are any
    said_on    the day it was said; None where nothing tells
    seen_at    when the tracker first had it
    evidence   what it rests on: a claim's or an article's id, or a person's reference
    instead    id of the claim that takes its place, None where none does or nobody says which
    restores   a person takes back what a person had decided about this claim before
    """

    claim: str
    corrector: Corrector
    who: str
    why: str
    said_on: PartialDate | None
    seen_at: str = ""
    evidence: str = ""
    instead: str | None = None
    restores: bool = False

    @property
    def id(self) -> str:
        """Derived from what it says and not from when it was first seen."""
        about = (self.claim, self.corrector, self.who, self.why, self.said_on, self.evidence, self.instead)
        return content_id("x", *about, self.restores)


@dataclass(frozen=True, slots=True)
class Notice:
    """An outlet's own note that it had a figure wrong: "Correction: an earlier version said 12 were killed".

    start, end   where the note stands in the article's text
    quote        its words
    outcomes     what it speaks of; empty where its words do not tell
    wrong        the numbers it takes back; empty where it tells only what is right
    right        the numbers it puts in their place
    said_on      the day it names for itself; None where it names none
    """

    start: int
    end: int
    quote: str
    outcomes: frozenset[Outcome]
    wrong: tuple[int, ...]
    right: tuple[int, ...]
    said_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that stands in its series no longer, because all who carried it were corrected.

    corrections   one for each of the statement's claims, in their order
    """

    statement: Statement
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Amendments:
    """What has been said against claims, before it is held against them.

    decisions   what persons decided
    notices     what outlets wrote about their own figures, by article id
    reread      claims of earlier readings that the reader of today would not make, each with what sets it right
    """

    decisions: tuple[Correction, ...] = ()
    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=lambda: MappingProxyType({}))
    reread: tuple[tuple[Claim, Correction], ...] = ()
