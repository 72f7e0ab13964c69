"""What a column and a table are, and the columns that several tables share under one name and meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model import (
    ArticleKind,
    Basis,
    Corrector,
    DateBasis,
    Direction,
    Group,
    Outcome,
    Qualifier,
    Scope,
    Unit,
)

PARTIAL = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `words` closes the vocabulary; `pattern` is a regular expression that every filled cell matches."""

    name: str
    type: str
    about: str
    words: tuple[str, ...] = ()
    pattern: str = ""
    required: bool = False
    unit: str = ""

    @property
    def is_text(self) -> bool:
        """True where a cell may hold words from outside, which are made harmless for spreadsheets."""
        return self.type == "string" and not self.words and not self.pattern


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str, str], ...] = ()  # column, sheet, column there

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)


def words_of(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    """The words of a closed vocabulary, in order."""
    return tuple(member.value for member in vocabulary)


def of(names: str, *fields: Field) -> tuple[Field, ...]:
    """The shared columns of these names, then more."""
    return (*(SHARED[name] for name in names.split()), *fields)


SHARED = {
    field.name: field
    for field in (
        Field("conflict", "string", "id of the conflict in sources.yaml; empty where a claim belongs to none"),
        Field(
            "location_code",
            "string",
            "ISO 3166-1 alpha-3 code of the conflict's country (HDX HAPI)",
            pattern="^[A-Z]{3}$",
        ),
        Field("outcome", "string", "what happened to the people counted", words_of(Outcome), required=True),
        Field("group", "string", "who is counted", words_of(Group), required=True),
        Field("group_words", "string", "the victims' words where the group is `other`"),
        Field("side", "string", "id of the party whose people these are"),
        Field("place", "string", "where; in claims as written, elsewhere the id of the place"),
        Field("basis", "string", "which stretch of time the figure covers", words_of(Basis), required=True),
        Field("since", "string", "day, month or year on which the count starts", pattern=PARTIAL),
        Field("claimant", "string", "id of the claimant in sources.yaml; empty while unresolved"),
        Field("claimant_name", "string", "name of the claimant"),
        Field("scope", "string", "how the claimant came to count", words_of(Scope), required=True),
        Field("inclusions", "string", "what the total says it adds: `missing`, `indirect`; separated by `;`"),
        Field("direction", "string", "whose people, seen from the claimant", words_of(Direction)),
        Field(
            "low",
            "integer",
            "lowest number the words allow; empty where they set no lower bound",
            unit="person or household",
        ),
        Field(
            "high",
            "integer",
            "highest number the words allow; empty where they set no upper bound",
            unit="person or household",
        ),
        Field("qualifier", "string", "the class of the hedge", words_of(Qualifier), required=True),
        Field("hedge", "string", "the hedge as written"),
        Field("unit", "string", "what is counted one by one", words_of(Unit), required=True),
        Field(
            "reference_period_start",
            "date",
            "first day of the stretch the figure covers (HDX HAPI); empty where not said",
        ),
        Field("reference_period_end", "date", "last day of the stretch the figure covers (HDX HAPI)"),
        Field("as_of", "string", "the day the figure speaks of, as precise as it is known", pattern=PARTIAL),
        Field("date_basis", "string", "how as_of was found", words_of(DateBasis), required=True),
        Field(
            "said_on", "string", "the day it was said or published; the earliest, for a statement", pattern=PARTIAL
        ),
        Field("seen_at", "string", "when the tracker first had it, ISO 8601"),
        Field(
            "obs_status",
            "string",
            "SDMX: `A` normal, `B` first figure after a declared break in its series, `E` estimate or projection",
            ("A", "B", "E"),
            required=True,
        ),
        Field("evidence", "string", "where the words come from", words_of(ArticleKind), required=True),
        Field(
            "corrected_by",
            "string",
            "who took the figure out of force; empty where it stands, or where a fuller wording took its place",
            words_of(Corrector),
        ),
        Field("corrected_on", "string", "the day that was said; empty where nothing tells", pattern=PARTIAL),
        Field("correction", "string", "why, in the corrector's words where there are any"),
        Field("warning", "string", "why to take care with this row; empty where nothing is known"),
    )
}
KEY = (
    "conflict location_code outcome group group_words side place basis since claimant claimant_name scope inclusions"
)
