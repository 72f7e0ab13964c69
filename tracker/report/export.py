"""The tables as files that describe themselves: the same input gives the same bytes."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from tracker.errors import GateError
from tracker.issues import Issue
from tracker.model import Claim, Reconciled, Terms
from tracker.model.codebook import Sheet
from tracker.report.changelog import changelog_rows
from tracker.report.check_rows import (
    dispersion_rows,
    finding_rows,
    ledger_rows,
    mean_dispersion_rows,
    policy_rows,
    revision_rows,
    revision_summary_rows,
    span_rows,
)
from tracker.report.corrected import correction_rows
from tracker.report.csv_file import to_csv, to_tagged_csv
from tracker.report.datapackage import FileKind, codebook_rows, datapackage
from tracker.report.rows import Book, Row
from tracker.report.schema import CLAIMS, DIVERGENCE, ISSUES, SERIES, STATEMENTS
from tracker.report.sentence_rows import sentence_rows
from tracker.report.typed_files import to_json_lines, to_parquet
from tracker.report.user_sheets import CHANGELOG, CODEBOOK, SENTENCES
from tracker.report.weighed_sheets import (
    CORRECTIONS,
    DISPERSION,
    FINDINGS,
    LEDGER,
    MEAN_DISPERSION,
    POLICIES,
    REVISION_SUMMARY,
    REVISIONS,
    SPANS,
)
from tracker.report.wide import wide
from tracker.sources import Config


class Form(StrEnum):
    """What kind of files the tables are written as."""

    CSV = "csv"
    HXL = "hxl"  # CSV with the row of HXL tags
    JSONL = "jsonl"
    PARQUET = "parquet"


_Writer = Callable[[Sheet, Sequence[Row]], bytes]


def _with_mark(writer: _Writer) -> _Writer:
    """CSV files begin with a byte order mark: without it Excel reads UTF-8 as the code page of its country."""
    return lambda sheet, rows: codecs.BOM_UTF8 + writer(sheet, rows)


_FORMS: dict[Form, tuple[_Writer, FileKind]] = {
    Form.CSV: (_with_mark(to_csv), FileKind("csv", "text/csv", {"lineTerminator": "\n"})),
    Form.HXL: (
        _with_mark(to_tagged_csv),
        FileKind("csv", "text/csv", {"lineTerminator": "\n", "commentRows": [2]}),
    ),
    Form.JSONL: (to_json_lines, FileKind("jsonl", "application/jsonl", {"keyed": True})),
    Form.PARQUET: (to_parquet, FileKind("parquet", "application/vnd.apache.parquet", {})),
}


def export(
    reconciled: Reconciled,
    claims: Mapping[str, Claim],
    config: Config,
    issues: Sequence[Issue],
    *,
    today: date,
    form: Form = Form.CSV,
) -> dict[str, bytes]:
    """Every exported file by its name. Raises GateError where a claim is among them that may not be given on."""
    kept = sorted(claim.id for claim in claims.values() if claim.terms is Terms.IMPORT_ONLY)
    if kept:
        raise GateError(f"{len(kept)} claims may be used and not be given on, the first is {kept[0]}")
    tables = filled(Book(reconciled, claims, config), issues)
    writer, kind = _FORMS[form]
    files = {f"{sheet.name}.{kind.ending}": writer(sheet, rows) for sheet, rows in tables.items()}
    files["datapackage.json"] = datapackage(files, tuple(tables), kind, today)
    return files


def filled(book: Book, issues: Sequence[Issue]) -> dict[Sheet, list[Row]]:
    """Every table with its rows, in the order of the documentation."""
    side_by_side, cells = wide(book)
    tables: dict[Sheet, list[Row]] = {
        CLAIMS: book.claims(),
        STATEMENTS: book.statements(),
        SERIES: book.series(),
        side_by_side: cells,
        SENTENCES: sentence_rows(book),
        CHANGELOG: changelog_rows(book),
        CORRECTIONS: correction_rows(book),
        DIVERGENCE: book.divergence(),
        DISPERSION: dispersion_rows(book),
        MEAN_DISPERSION: mean_dispersion_rows(book),
        SPANS: span_rows(book),
        REVISIONS: revision_rows(book),
        REVISION_SUMMARY: revision_summary_rows(book),
        LEDGER: ledger_rows(book),
        POLICIES: policy_rows(book),
        FINDINGS: finding_rows(book),
        ISSUES: [
            {"stage": i.stage, "code": i.code, "subject": i.subject, "message": i.message, "severity": i.severity}
            for i in sorted(issues)
        ],
    }
    return {**tables, CODEBOOK: codebook_rows((*tables, CODEBOOK))}
