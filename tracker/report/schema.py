"""The columns of the tables of claims, statements, series, gaps and issues."""

from __future__ import annotations

from tracker.issues import Severity
from tracker.model import GapCause, RevisionKind
from tracker.model.codebook import AREA, KEY, PANEL, PARTIAL, Field, Sheet, of, words_of

CLAIMS = Sheet(
    "claims",
    "Claims",
    "One reading of one sentence, or of one row of a published table: who said how many, and the words it stands in.",
    (
        Field("claim_id", "string", "id derived from content; `tracker explain` takes it", required=True),
        Field(
            "statement_id",
            "string",
            "the statement this claim is part of; empty where it stands outside every series",
        ),
        *of(f"article_id article conflict {AREA} outcome group group_words side victims part_of"),
        *of("place basis since as_of date_basis reference_period_start reference_period_end"),
        *of("source claimant claimant_name relays scope inclusions low high qualifier hedge unit"),
        *of("region evidence outlet url said_on seen_at obs_status start end quote frame reference"),
        *of("warning corrected_by corrected_on correction"),
    ),
    ("claim_id",),
    (("statement_id", "statements", "statement_id"),),
)
STATEMENTS = Sheet(
    "statements",
    "Statements",
    "What one claimant said about one day, however many outlets carried it.",
    (
        Field("statement_id", "string", "id derived from content", required=True),
        *of(KEY + " direction as_of date_basis reference_period_start reference_period_end"),
        *of("low high qualifier hedge unit said_on seen_at"),
        Field("claims", "string", "claim_ids, first said first, by `;`", required=True),
        Field("outlets", "string", "outlets that carried it, by ` | `"),
        Field(
            "chains",
            "string",
            "who carried it, from the claimant by relaying body and agency to the outlet, by ` > `; chains by ` | `",
        ),
        Field("origins", "integer", "outlets or agencies left when relays are counted once"),
        *of("evidence obs_status warning corrected_by corrected_on correction"),
    ),
    ("statement_id",),
)
SERIES = Sheet(
    "series",
    "Series",
    "Every statement as a step in its series: what it did to the figure known before for the same day.",
    (
        Field("series_id", "string", "id derived from everything that must not be mixed on one line", required=True),
        Field("position", "integer", "place of the step in its series, from 1", required=True),
        *of(KEY + " direction as_of reference_period_start reference_period_end said_on low high qualifier unit"),
        Field("revision", "string", "what the statement did", words_of(RevisionKind), required=True),
        Field("previous", "string", "statement_id it follows; empty for the first of its day"),
        Field("change", "integer", "printed number less the one it follows", unit="person or household"),
        Field("is_current", "boolean", "true where it is the claimant's last word on that day", required=True),
        Field("statement_id", "string", "the statement", required=True),
        *of("evidence obs_status corrected_by corrected_on correction"),
    ),
    ("series_id", "position"),
    (("statement_id", "statements", "statement_id"),),
)
DIVERGENCE = Sheet(
    "divergence",
    "Divergence",
    "How far two claimants stand apart on a day, and why, as far as the records tell.",
    (
        *of(PANEL + " unit"),
        Field("day", "date", "the day compared", required=True),
        Field("left_claimant", "string", "id of the one claimant"),
        Field("left_statement", "string", "its statement", required=True),
        Field("left_as_of", "string", "the day its figure speaks of", pattern=PARTIAL),
        Field("left_low", "integer", "its lower bound"),
        Field("left_high", "integer", "its upper bound"),
        Field("right_claimant", "string", "id of the other claimant"),
        Field("right_statement", "string", "its statement", required=True),
        Field("right_as_of", "string", "the day its figure speaks of", pattern=PARTIAL),
        Field("right_low", "integer", "its lower bound"),
        Field("right_high", "integer", "its upper bound"),
        Field(
            "difference", "integer", "right's printed number less left's", required=True, unit="person or household"
        ),
        Field("ratio", "number", "right's printed number over left's; empty where left's is 0"),
        Field("ratio_low", "number", "lowest ratio the bounds allow; empty where open"),
        Field("ratio_high", "number", "highest ratio the bounds allow; empty where open"),
        Field("log_ratio", "number", "natural logarithm of the ratio; 0 where both print the same number"),
        Field("gap_low", "integer", "lowest difference the bounds allow; empty where open"),
        Field("gap_high", "integer", "highest difference the bounds allow; empty where open"),
        Field("agrees", "boolean", "true where some number satisfies both", required=True),
        Field("lag_days", "integer", "days by which left's figure is older than right's", required=True, unit="day"),
        Field("causes", "string", "why they differ, by `;`: " + ", ".join(words_of(GapCause))),
        Field(
            "parts",
            "string",
            "the difference by cause, by `;`: `cause=amount`, without an amount where nothing tells it",
        ),
        Field("unexplained", "integer", "how much of the difference no cause accounts for", required=True),
        Field("reason", "string", "the reason in words"),
    ),
    (),
    (("left_statement", "statements", "statement_id"), ("right_statement", "statements", "statement_id")),
)
ISSUES = Sheet(
    "issues",
    "Issues",
    "What a stage refused, dropped, doubted or could not do.",
    (
        Field("stage", "string", "the stage it happened in", required=True),
        Field("code", "string", "a short stable word for counting", required=True),
        Field("subject", "string", "the source, article, claim or statement concerned"),
        Field("message", "string", "what was found and what would be right"),
        Field("severity", "string", "how much it asks of a person", words_of(Severity), required=True),
    ),
)
