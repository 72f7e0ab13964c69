"""The ready sentences as rows of an exported table: one row for the newest figure of each series."""

from __future__ import annotations

from tracker.errors import GateError
from tracker.model import PartialDate, Series
from tracker.report.printed import plain
from tracker.report.proofread import unproven
from tracker.report.ready import Ready, ready
from tracker.report.rows import Book, Cell, Row, series_id
from tracker.report.tables import newest


def sentence_rows(book: Book) -> list[Row]:
    """One row a series, for its newest figure; none where no stored quote shows that figure.

    Raises GateError where a sentence holds a digit that neither a quote nor a date stands behind.
    """
    rows: list[Row] = []
    for one in sorted(book.reconciled.series, key=lambda series: series.key):
        said = newest(one)
        told = ready(said, book.by_id, book.config) if said else None
        if told is not None:
            rows.append(_row(book, one, told))
    return rows


def _row(book: Book, series: Series, told: Ready) -> Row:
    faults = unproven(tuple(told.sentences.values()), book.by_id)
    if faults:
        raise GateError(f"a ready sentence for {told.statement.id} says more than its claims: {faults[0]}")
    said, claim = told.statement, told.claim
    row: dict[str, Cell] = {"series_id": series_id(series.key), **book.key_cells(series.key)}
    row |= {"as_of": str(said.as_of), "said_on": _day(said.said_on), "figure": told.figure.text}
    quantity = said.quantity
    row |= {"low": quantity.low, "high": quantity.high, "qualifier": quantity.qualifier, "unit": quantity.unit}
    row |= {style.value: plain(words) for style, words in told.sentences.items()}
    row |= {"statement_id": said.id, "claim_id": claim.id, "outlet": claim.outlet, "url": claim.url}
    return row | {"evidence": claim.kind}


def _day(day: PartialDate | None) -> str:
    return str(day) if day else ""
