"""The tables as CSV with a datapackage.json: the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tracker.errors import GateError
from tracker.issues import Issue
from tracker.model import Claim, Reconciled, Terms
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
from tracker.report.columns import Sheet
from tracker.report.corrected import correction_rows
from tracker.report.rows import Book, Cell, Row
from tracker.report.schema import CLAIMS, DIVERGENCE, ISSUES, SERIES, SHEETS, STATEMENTS
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
from tracker.sources import Config

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(
    reconciled: Reconciled, claims: Mapping[str, Claim], config: Config, issues: Sequence[Issue], *, today: date
) -> dict[str, bytes]:
    """Every exported file by its name. Raises GateError where a claim is among them that may not be given on."""
    kept = sorted(claim.id for claim in claims.values() if claim.terms is Terms.IMPORT_ONLY)
    if kept:
        raise GateError(f"{len(kept)} claims may be used and not be given on, the first is {kept[0]}")
    book = Book(reconciled, claims, config)
    rows: dict[Sheet, list[Row]] = {
        CLAIMS: book.claims(),
        STATEMENTS: book.statements(),
        SERIES: book.series(),
        DIVERGENCE: book.divergence(),
        CORRECTIONS: correction_rows(book),
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
    files = {f"{sheet.name}.csv": to_csv(sheet, rows[sheet]) for sheet in SHEETS}
    files["datapackage.json"] = datapackage(files, today)
    return files


def to_csv(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """Rows as CSV: UTF-8, line feeds, ISO dates, empty cells for what is missing, formulas made harmless."""
    lines = [",".join(sheet.header)]
    for row in rows:
        lines.append(",".join(_quoted(_cell(row.get(field.name), field.is_text)) for field in sheet.fields))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _quoted(cell: str) -> str:
    """A cell between quotation marks where a reader needs them (RFC 4180), a lone carriage return included."""
    return '"' + cell.replace('"', '""') + '"' if any(letter in cell for letter in ',"\n\r') else cell


def datapackage(files: Mapping[str, bytes], today: date) -> bytes:
    """The description of the tables for programs: Data Package, version 2."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "conflict-casualty-claims",
        "title": "What sources say about casualties of armed conflict",
        "description": "Claims, statements, series and gaps between claimants. Figures are claims of the parties "
        "named; nothing here judges who is right. Killed and casualties are never mixed; an empty cell is not 0.",
        "version": today.isoformat(),
        "created": f"{today.isoformat()}T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Figures and their arrangement; quotes remain their publishers'",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(sheet, files[f"{sheet.name}.csv"]) for sheet in SHEETS],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(sheet: Sheet, data: bytes) -> dict[str, object]:
    fields = []
    for field in sheet.fields:
        entry: dict[str, object] = {"name": field.name, "type": field.type, "description": field.about}
        limits: dict[str, object] = {}
        if field.required:
            limits["required"] = True
        if field.words:
            limits["enum"] = list(field.words)
        if field.pattern:
            limits["pattern"] = field.pattern
        if limits:
            entry["constraints"] = limits
        if field.unit:
            entry["unit"] = field.unit
        fields.append(entry)
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if sheet.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [there]}}
            for column, other, there in sheet.refers
        ]
    return {
        "name": sheet.name,
        "type": "table",
        "title": sheet.title,
        "description": sheet.about,
        "path": f"{sheet.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def _cell(value: Cell, is_text: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = str(value).replace("\x00", "�")
    return f"'{words}" if is_text and words.startswith(FORMULA) else words
