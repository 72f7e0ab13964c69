"""The tables of what weighing figures against each other comes to."""

from __future__ import annotations

from tracker.model import Corrector, FindingKind, Policy, ResidualKind
from tracker.model.codebook import AREA, KEY, PANEL, PARTIAL, Field, Sheet, of, words_of

DISPERSION = Sheet(
    "dispersion",
    "Dispersion",
    "How far all claimants of a panel lie apart on a day (the scores of the R package eventreport).",
    (
        *of(PANEL + " unit"),
        Field("day", "date", "the day", required=True),
        Field("reports", "integer", "series that have a word of that day, or one that is not too old", required=True),
        Field("dscore", "integer", "distinct printed numbers less one", required=True),
        Field("value_range", "integer", "highest printed number less the lowest", required=True),
        Field("deviation", "number", "standard deviation of the printed numbers", required=True),
        Field("modal_confidence", "number", "share of the reports that give the commonest number", required=True),
    ),
)
MEAN_DISPERSION = Sheet(
    "dispersion_means",
    "Dispersion by panel",
    "How far all claimants of a panel usually lie apart: eventreport's mean scores over the days of dispersion.csv.",
    (
        *of(PANEL + " unit"),
        Field("days", "integer", "days on which two series or more have a word", required=True),
        Field("mean_dscore", "number", "mean of the distinct printed numbers less one", required=True),
        Field("mean_range", "number", "mean of the highest printed number less the lowest", required=True),
        Field("mean_sd", "number", "mean of the standard deviations", required=True),
        Field(
            "modal_confidence", "number", "mean share of the reports that give the commonest number", required=True
        ),
    ),
)
SPANS = Sheet(
    "gap_spans",
    "Gaps opened and closed",
    "Every stretch of days on which two series contradict each other, and which of the two is first to a level.",
    (
        *of(PANEL + " unit"),
        Field("left_claimant", "string", "id of the one claimant", required=True),
        Field("left_series", "string", "its series, as in series.csv", required=True),
        Field("right_claimant", "string", "id of the other claimant", required=True),
        Field("right_series", "string", "its series", required=True),
        Field("opened", "date", "first day compared on which they contradict each other", required=True),
        Field("last", "date", "last such day in a row", required=True),
        Field("closed", "date", "the next day compared, on which both can be true again; empty where none came"),
        Field("widest", "integer", "the largest printed difference, right less left", required=True),
        Field("lead_days", "number", "median days by which left reaches a level before right; empty for no level"),
        Field("lead_levels", "integer", "levels that rests on"),
    ),
)
REVISIONS = Sheet(
    "revisions",
    "Revision statistics",
    "How far and how fast each claimant's figure for one day moved after it was first given (epiprocess's measures).",
    (
        Field("series_id", "string", "the series, as in series.csv", required=True),
        *of(KEY + " direction unit as_of"),
        Field("n_revisions", "integer", "versions after the first; the same number again is none", required=True),
        Field("min_lag", "integer", "days from the day to its first version", required=True, unit="day"),
        Field("max_lag", "integer", "days from the day to its last version", required=True, unit="day"),
        Field("min_value", "integer", "lowest printed number of all versions", required=True),
        Field("max_value", "integer", "highest printed number of all versions", required=True),
        Field("median_value", "number", "median of the printed numbers of all versions", required=True),
        Field("spread", "integer", "max_value less min_value", required=True),
        Field("rel_spread", "number", "spread over max_value; empty where the spread is 0"),
        Field(
            "lag_near_latest",
            "integer",
            "days until the figure was within 20 percent of its last version, and stayed there",
            required=True,
            unit="day",
        ),
        Field(
            "corrected",
            "string",
            "figures for the day that others than the claimant corrected and that are no versions, by `;`: `who=number`",
        ),
    ),
    ("series_id", "as_of"),
)
REVISION_SUMMARY = Sheet(
    "revision_summary",
    "Revision statistics by series",
    "How far and how fast a claimant's figures usually move, over all days of one series in revisions.csv.",
    (
        Field("series_id", "string", "the series, as in series.csv", required=True),
        *of(KEY + " direction unit"),
        Field("days", "integer", "days with at least one version", required=True),
        Field("revised", "integer", "days whose figure has more than one version", required=True),
        Field("downward", "integer", "days whose last version is lower than the first", required=True),
        Field("few", "integer", "days with three revisions at most", required=True),
        Field("quick", "integer", "days whose last version came within three days", required=True),
        Field("steady", "integer", "days whose spread is under a tenth of the highest version", required=True),
        Field("median_min_lag", "number", "median of min_lag", required=True, unit="day"),
        Field("median_lag_near_latest", "number", "median of lag_near_latest", required=True, unit="day"),
        Field("longest_lag_near_latest", "integer", "largest lag_near_latest", required=True, unit="day"),
        Field("median_spread", "number", "median of spread", required=True),
        Field("largest_spread", "integer", "largest spread", required=True),
        Field("largest_rel_spread", "number", "largest rel_spread; empty where no day was revised"),
    ),
    ("series_id",),
)
CORRECTIONS = Sheet(
    "corrections",
    "Corrections",
    "Every figure that was taken out of force, with who did it, when and why. The figure and its words stay.",
    (
        Field("claim_id", "string", "the corrected claim, as in claims.csv", required=True),
        Field("statement_id", "string", "its statement; empty where it stands in no series"),
        *of(PANEL + " since claimant scope inclusions"),
        *of("as_of low high"),
        Field("corrector", "string", "what kind of body corrected it", words_of(Corrector), required=True),
        Field("who", "string", "the claimant, the outlet, the version of the reader, or the person", required=True),
        Field("why", "string", "the reason, in the corrector's words where there are any", required=True),
        *of("corrected_on seen_at"),
        Field("evidence", "string", "what it rests on: a claim, an article, or a person's reference"),
        Field("instead", "string", "claim_id that takes its place; empty where none does or nobody says which"),
        Field("instead_low", "integer", "its lower bound"),
        Field("instead_high", "integer", "its upper bound"),
    ),
    (),
    (("claim_id", "claims", "claim_id"),),
)
LEDGER = Sheet(
    "ledger",
    "Ledger of windows and totals",
    "Every figure of a window that is not what the running total of the same people moved by; both are kept.",
    (
        *of(f"conflict {AREA} outcome group group_words side place claimant claimant_name scope unit"),
        Field("opens", "date", "the day whose total the window is counted from", required=True),
        Field("day", "date", "the last day of the window", required=True),
        Field("window_statement", "string", "the statement on the window", required=True),
        Field("window_number", "integer", "its printed number", required=True),
        Field("before_statement", "string", "the total it is counted from", required=True),
        Field("before_as_of", "string", "the day that total speaks of", pattern=PARTIAL, required=True),
        Field("before_number", "integer", "its printed number", required=True),
        Field("after_statement", "string", "the total of the window's last day", required=True),
        Field("after_number", "integer", "its printed number", required=True),
        Field("change", "integer", "after_number less before_number", required=True),
        Field("residual", "integer", "change less window_number", required=True),
        Field("kind", "string", "what the residual looks like", words_of(ResidualKind), required=True),
        Field(
            "other_claimant",
            "boolean",
            "true where the total before is another claimant's, given by the same table",
            required=True,
        ),
        Field("evidence", "string", "statement_ids the kind rests on besides, by `;`"),
    ),
    (),
    tuple((f"{which}_statement", "statements", "statement_id") for which in ("window", "before", "after")),
)
POLICIES = Sheet(
    "policies",
    "Reconciliation policies",
    "What each named policy makes of the newest figures of a panel. None is the record; the record is the claims.",
    (
        *of(PANEL + " unit scope"),
        Field("day", "date", "the newest day of the panel", required=True),
        Field("claimants", "integer", "claimants that have a word by then", required=True),
        Field("policy", "string", "how several figures become one", words_of(Policy), required=True),
        *of("low high"),
        Field("moved", "integer", "printed number less that of `hierarchy`; empty where either gives none"),
        Field(
            "sensitivity",
            "integer",
            "highest less lowest printed number over all policies of the panel",
            required=True,
        ),
        Field("statements", "string", "statement_ids it rests on, or that contradict each other, by `;`"),
    ),
)
FINDINGS = Sheet(
    "findings",
    "Findings",
    "Figures worth a second look, each with what was seen. Nothing here says that a figure is wrong.",
    (
        Field("kind", "string", "what was seen", words_of(FindingKind), required=True),
        *of(f"conflict {AREA} outcome group side place claimant as_of"),
        Field("statement_id", "string", "the statement it is about; empty where it is about a whole series"),
        Field("others", "string", "statement_ids it was seen against, by `;`"),
        Field("claims", "string", "claim_ids whose words show it, by `;`"),
        Field("message", "string", "what was seen, in words", required=True),
    ),
)
