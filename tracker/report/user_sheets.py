"""The tables made for people who pass figures on: ready sentences, the changelog of a report, and the codebook itself."""

from __future__ import annotations

from tracker.model import ChangeKind, ChangeReason, Qualifier, RevisionKind
from tracker.model.codebook import KEY, Field, Sheet, of, words_of

SENTENCES = Sheet(
    "sentences",
    "Ready sentences",
    "The newest figure of each series as a sentence in three styles, with its reference and with what it cannot tell.",
    (
        Field("series_id", "string", "the series, as in series.csv", required=True),
        *of(KEY + " direction as_of said_on low high qualifier unit"),
        Field("figure", "string", "the figure as the sentences print it, its hedge included", required=True),
        Field("wire", "string", "for a news desk: the figure first", required=True, hxl="#description+wire"),
        Field("humanitarian", "string", "for a situation report", required=True, hxl="#description+humanitarian"),
        Field("academic", "string", "for a paper: with method and quote", required=True, hxl="#description+academic"),
        Field("statement_id", "string", "the statement", required=True),
        Field("claim_id", "string", "the claim whose quote shows the figure", required=True),
        *of("outlet url evidence"),
    ),
    ("series_id",),
    (("statement_id", "statements", "statement_id"), ("claim_id", "claims", "claim_id")),
)
CHANGELOG = Sheet(
    "changelog",
    "Changelog",
    "Every cell that is otherwise than at the last report, with the reason. A cell is the figure in force for one day of "
    "one series.",
    (
        Field("since_day", "date", "day of the report it is compared with", required=True),
        Field("since_run", "string", "id of the run that wrote that report; empty where the store holds none"),
        Field("since_reader", "string", "how that run read articles; empty where that makes no difference"),
        Field("kind", "string", "what became of the cell", words_of(ChangeKind), required=True),
        Field(
            "reason",
            "string",
            "why: `said` since then, `found` since then, `refiled` for what came in, `reread` in the same articles",
            words_of(ChangeReason),
            required=True,
        ),
        Field("revision", "string", "what the new statement did in its series", words_of(RevisionKind)),
        Field("series_id", "string", "the series, as in series.csv", required=True),
        *of(KEY + " direction unit as_of"),
        Field("before_statement", "string", "the statement that stood; empty where there was none"),
        Field("before_low", "integer", "its lower bound"),
        Field("before_high", "integer", "its upper bound"),
        Field("before_qualifier", "string", "the class of its hedge", words_of(Qualifier)),
        Field("after_statement", "string", "the statement that stands; empty where there is none"),
        Field("after_low", "integer", "its lower bound"),
        Field("after_high", "integer", "its upper bound"),
        Field("after_qualifier", "string", "the class of its hedge", words_of(Qualifier)),
        Field("change", "integer", "printed number less the one before", unit="person or household"),
        Field("claims", "string", "claim_ids that brought it, by `;`"),
        Field("articles", "string", "the articles they stand in, by ` | `"),
        *of("corrected_by corrected_on correction"),
    ),
)
CODEBOOK = Sheet(
    "codebook",
    "Codebook",
    "Every column of every table: what it means, its type and unit, and the words it may hold.",
    (
        Field("table", "string", "name of the table", required=True),
        Field("position", "integer", "place of the column, from 1", required=True),
        Field("column", "string", "name of the column", required=True),
        Field("type", "string", "type of its cells", required=True),
        Field("meaning", "string", "what a cell means", required=True),
        Field("counted_in", "string", "unit of its numbers"),
        Field("words", "string", "the words of its closed vocabulary, by `;`; empty where it is open"),
        Field("pattern", "string", "regular expression that every filled cell matches"),
        Field("never_empty", "boolean", "true where every cell is filled", required=True),
        Field("in_key", "boolean", "true where it is part of what tells rows apart", required=True),
        Field("refers_to", "string", "table and column that it points to"),
        Field("hxl_tag", "string", "its tag in the Humanitarian Exchange Language"),
    ),
    ("table", "column"),
)
