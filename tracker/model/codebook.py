"""What a column and a table are, and the columns that several tables share under one name and meaning.

The store's tables, the exported tables, their data package, their HXL tags and docs/columns.md are all made from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.vocabulary import (
    ArticleKind,
    Basis,
    Corrector,
    DateBasis,
    Direction,
    Group,
    Outcome,
    Qualifier,
    Region,
    Scope,
    Unit,
)

PCODE = r"^[A-Z]{2,3}[0-9]+$"
PARTIAL = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    type      string, integer, number, boolean, date, or bytes (in the store alone)
    words     closes the vocabulary
    pattern   a regular expression that every filled cell matches
    required  never empty; in the store, never null
    hxl       its HXL tag where the one made of its name would say too little
    """

    name: str
    type: str
    about: str
    words: tuple[str, ...] = ()
    pattern: str = ""
    required: bool = False
    unit: str = ""
    hxl: str = ""

    @property
    def is_text(self) -> bool:
        """True where a cell may hold words from outside, which are made harmless for spreadsheets."""
        return self.type == "string" and not self.words and not self.pattern

    @property
    def tag(self) -> str:
        """The column's tag in the Humanitarian Exchange Language: a hashtag of its core schema, and attributes."""
        if self.hxl:
            return self.hxl
        if self.type in ("integer", "number"):
            return f"#indicator+num+{self.name}"
        if self.type == "date" or self.pattern == PARTIAL:
            return f"#date+{self.name}"
        return f"#meta+{self.name}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `refers` are foreign keys: a column, another table, the column there."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str, str], ...] = ()

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
        Field(
            "conflict",
            "string",
            "id of the conflict in sources.yaml; empty where a claim belongs to none",
            hxl="#crisis+code",
        ),
        Field(
            "location_code",
            "string",
            "ISO 3166-1 alpha-3 code of the country the place lies in, else of the conflict's (HDX HAPI)",
            pattern="^[A-Z]{3}$",
            hxl="#country+code",
        ),
        Field(
            "admin1_code",
            "string",
            "P-code of the first-level area that holds the place (HDX HAPI); empty where not known",
            pattern=PCODE,
            hxl="#adm1+code",
        ),
        Field(
            "admin2_code",
            "string",
            "P-code of the second-level area that holds it (HDX HAPI); empty where not known, or where it is larger",
            pattern=PCODE,
            hxl="#adm2+code",
        ),
        Field(
            "admin_level",
            "integer",
            "level of the area that the place is: 0 a country, 1, 2 (HDX HAPI); empty for a part of one, or where not known",
            hxl="#geo+admin_level",
        ),
        Field(
            "outcome",
            "string",
            "what happened to the people counted",
            words_of(Outcome),
            required=True,
            hxl="#impact+type",
        ),
        Field("group", "string", "who is counted", words_of(Group), required=True, hxl="#group+type"),
        Field("group_words", "string", "the victims' words where the group is `other`", hxl="#group+name"),
        Field("side", "string", "id of the party whose people these are", hxl="#group+code+side"),
        Field("place", "string", "where; in claims as written, elsewhere the id of the place", hxl="#loc+name"),
        Field(
            "basis",
            "string",
            "which stretch of time the figure covers",
            words_of(Basis),
            required=True,
            hxl="#meta+basis",
        ),
        Field(
            "since",
            "string",
            "day, month or year on which the count starts",
            pattern=PARTIAL,
            hxl="#date+start+count",
        ),
        Field(
            "claimant",
            "string",
            "id of the claimant in sources.yaml; empty while unresolved",
            hxl="#org+code+claimant",
        ),
        Field("claimant_name", "string", "name of the claimant", hxl="#org+name+claimant"),
        Field(
            "scope", "string", "how the claimant came to count", words_of(Scope), required=True, hxl="#meta+method"
        ),
        Field("inclusions", "string", "what the total says it adds: `missing`, `indirect`; separated by `;`"),
        Field("direction", "string", "whose people, seen from the claimant", words_of(Direction)),
        Field(
            "low",
            "integer",
            "lowest number the words allow; empty where they set no lower bound",
            unit="person or household",
            hxl="#affected+min",
        ),
        Field(
            "high",
            "integer",
            "highest number the words allow; empty where they set no upper bound",
            unit="person or household",
            hxl="#affected+max",
        ),
        Field("qualifier", "string", "the class of the hedge", words_of(Qualifier), required=True),
        Field("hedge", "string", "the hedge as written", hxl="#description+hedge"),
        Field("unit", "string", "what is counted one by one", words_of(Unit), required=True),
        Field(
            "reference_period_start",
            "date",
            "first day of the stretch the figure covers (HDX HAPI); empty where not said",
            hxl="#date+start",
        ),
        Field(
            "reference_period_end", "date", "last day of the stretch the figure covers (HDX HAPI)", hxl="#date+end"
        ),
        Field(
            "as_of",
            "string",
            "the day the figure speaks of, as precise as it is known",
            pattern=PARTIAL,
            hxl="#date+as_of",
        ),
        Field("date_basis", "string", "how as_of was found", words_of(DateBasis), required=True),
        Field(
            "said_on",
            "string",
            "the day it was said or published; the earliest, for a statement",
            pattern=PARTIAL,
            hxl="#date+reported",
        ),
        Field("seen_at", "string", "when the tracker first had it, ISO 8601"),
        Field(
            "obs_status",
            "string",
            "SDMX: `A` normal, `B` first figure after a declared break in its series, `E` estimate, `F` projection",
            ("A", "B", "E", "F"),
            required=True,
            hxl="#status+code",
        ),
        Field("evidence", "string", "where the words come from", words_of(ArticleKind), required=True),
        Field("article_id", "string", "id of the article the words stand in", required=True),
        Field("article", "string", "name of the article: the given id, else its path or URL"),
        Field("victims", "string", "the noun phrase as written"),
        Field("part_of", "string", "claim_id of the larger figure this one is a part of"),
        Field(
            "source",
            "string",
            "whom the article names as the source, as written; empty where the outlet speaks itself",
        ),
        Field(
            "relays",
            "string",
            "bodies and agencies between claimant and outlet, nearest to the claimant first, by `;`",
        ),
        Field("region", "string", "the part of the page the words stand in", words_of(Region), required=True),
        Field("outlet", "string", "who published the words", hxl="#org+name+outlet"),
        Field("url", "string", "address of the article", hxl="#meta+url"),
        Field("start", "integer", "first letter of the quote in the article's text, from 0, in Unicode code points"),
        Field("end", "integer", "the letter after the quote's last"),
        Field(
            "quote",
            "string",
            "the words, exactly as they stand in the article's text",
            required=True,
            hxl="#description+quote",
        ),
        Field("frame", "string", "the rule that read the words"),
        Field("reference", "string", "where a note or table row says it comes from"),
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
AREA = "location_code admin1_code admin2_code admin_level"
PANEL = f"conflict {AREA} outcome group group_words side place basis"
KEY = f"{PANEL} since claimant claimant_name scope inclusions"
