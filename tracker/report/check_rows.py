"""Dispersion, gap spans, revision statistics, ledger, policies and findings as rows of the exported tables."""

from __future__ import annotations

from tracker.model import SeriesKey
from tracker.model.codebook import AREA
from tracker.report.corrected import corrections_of_days
from tracker.report.rows import Book, Cell, Row, series_id


def revision_rows(book: Book) -> list[Row]:
    """One row for each day of each series whose figures carry the day on which they were said or seen."""
    corrected = corrections_of_days(book.reconciled)
    return [
        {
            "series_id": series_id(one.key),
            **book.key_cells(one.key),
            "as_of": str(one.as_of),
            "n_revisions": one.n_revisions,
            "min_lag": one.min_lag,
            "max_lag": one.max_lag,
            "min_value": one.min_value,
            "max_value": one.max_value,
            "median_value": one.median_value,
            "spread": one.spread,
            "rel_spread": None if one.rel_spread is None else round(one.rel_spread, 4),
            "lag_near_latest": one.lag_near_latest,
            "corrected": corrected.get((one.key, one.as_of)),
        }
        for one in book.reconciled.weighed.revisions
    ]


def revision_summary_rows(book: Book) -> list[Row]:
    """One row a series that has a day with a version."""
    return [
        {
            "series_id": series_id(one.key),
            **book.key_cells(one.key),
            **{name: getattr(one, name) for name in _SUMMARY},
            "largest_rel_spread": None if one.largest_rel_spread is None else round(one.largest_rel_spread, 4),
        }
        for one in book.reconciled.weighed.summaries
    ]


def mean_dispersion_rows(book: Book) -> list[Row]:
    """One row a panel in which several claimants speak."""
    return [
        book.panel_cells(one.panel)
        | {"days": one.days}
        | {
            name: round(getattr(one, name), 4)
            for name in ("mean_dscore", "mean_range", "mean_sd", "modal_confidence")
        }
        for one in book.reconciled.weighed.mean_dispersions
    ]


def dispersion_rows(book: Book) -> list[Row]:
    """One row a panel and day."""
    return [
        book.panel_cells(one.panel)
        | {"day": one.day.isoformat(), "reports": one.reports, "dscore": one.dscore, "value_range": one.value_range}
        | {"deviation": round(one.deviation, 3), "modal_confidence": round(one.modal_confidence, 4)}
        for one in book.reconciled.weighed.dispersions
    ]


def span_rows(book: Book) -> list[Row]:
    """One row for each stretch of days on which two series contradict each other."""
    leads = {(one.left, one.right): one for one in book.reconciled.weighed.leads}
    rows: list[Row] = []
    for one in book.reconciled.weighed.spans:
        row = book.panel_cells(one.left.panel)
        for side, key in (("left", one.left), ("right", one.right)):
            row |= {f"{side}_claimant": key.claimant, f"{side}_series": series_id(key)}
        row |= {"opened": one.opened.isoformat(), "last": one.last.isoformat(), "widest": one.widest}
        row |= {"closed": one.closed.isoformat() if one.closed else None}
        lead = leads.get((one.left, one.right))
        rows.append(row | ({"lead_days": lead.days, "lead_levels": lead.levels} if lead else {}))
    return rows


def ledger_rows(book: Book) -> list[Row]:
    """One row for each window that is not what the total moved by, by series and day."""
    rows: list[Row] = []
    for one in book.reconciled.weighed.residuals:
        row = book.key_cells(one.key) | {"opens": one.opens.isoformat(), "day": one.day.isoformat()}
        for name, said in (("window", one.window), ("before", one.total_before), ("after", one.total_after)):
            row |= {f"{name}_statement": said.id, f"{name}_number": said.quantity.point}
        row |= {"before_as_of": str(one.total_before.as_of), "change": one.change, "residual": one.residual}
        rows.append(row | {"kind": one.kind, "other_claimant": one.kin, "evidence": ";".join(one.evidence)})
    return rows


def policy_rows(book: Book) -> list[Row]:
    """One row a policy for every panel and way of counting."""
    rows: list[Row] = []
    for choice in book.reconciled.weighed.choices:
        for one in choice.figures:
            row = book.panel_cells(choice.panel) | {"scope": choice.scope, "day": choice.day.isoformat()}
            row |= {"claimants": choice.claimants, "policy": one.policy, "moved": one.moved}
            row |= {"low": one.quantity.low if one.quantity else None}
            row |= {"high": one.quantity.high if one.quantity else None}
            rows.append(row | {"sensitivity": choice.sensitivity, "statements": ";".join(one.statements)})
    return rows


def finding_rows(book: Book) -> list[Row]:
    """One row a finding, by kind, then series and day."""
    rows: list[Row] = []
    for one in book.reconciled.weighed.findings:
        said = one.statements[0] if one.statements else None
        key = said.key if said else one.key
        row = _of_series(book, key) if key else _of_claim(book, one.claims[0])
        row |= {"kind": one.kind, "as_of": str(said.as_of) if said else "", "statement_id": said.id if said else ""}
        row |= {"others": ";".join(other.id for other in one.statements[1:]), "claims": ";".join(one.claims)}
        rows.append(row | {"message": one.reason})
    return rows


def _of_series(book: Book, key: SeriesKey) -> dict[str, Cell]:
    cells = book.key_cells(key)
    return {name: cells[name] for name in _ABOUT}


def _of_claim(book: Book, claim: str) -> dict[str, Cell]:
    """What a claim that stands in no series is about."""
    found = book.by_id[claim]
    row: dict[str, Cell] = {"conflict": found.conflict or "", "outcome": found.outcome, "group": found.group}
    return row | {"place": found.place, "claimant": found.claimant}


_SUMMARY = (
    *("days", "revised", "downward", "few", "quick", "steady", "median_min_lag", "median_lag_near_latest"),
    *("longest_lag_near_latest", "median_spread", "largest_spread"),
)
_ABOUT = ("conflict", *AREA.split(), "outcome", "group", "side", "place", "claimant")
