"""docs/columns.md: every column of every exported table and of the store, from the schema that makes the tables.

    python -m tracker.report.codebook_page > docs/columns.md

writes the page anew; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model.codebook import Field, Sheet
from tracker.model.stored import STORED
from tracker.report.schema import CLAIMS, DIVERGENCE, ISSUES, SERIES, STATEMENTS
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
from tracker.report.wide import wide_sheet

SHEETS = (
    *(CLAIMS, STATEMENTS, SERIES, wide_sheet({"CLAIMANT": "the claimant of that id"}), SENTENCES, CHANGELOG),
    *(CORRECTIONS, DIVERGENCE, DISPERSION, MEAN_DISPERSION, SPANS, REVISIONS, REVISION_SUMMARY),
    *(LEDGER, POLICIES, FINDINGS, ISSUES, CODEBOOK),
)

_OPENING = """\
# Columns of the exported tables and of the store

Written by `python -m tracker.report.codebook_page > docs/columns.md`; change the schema (`tracker/model/codebook.py` and
`tracker/model/stored.py`, the sheets of `tracker/report`), not this page. The same schema makes the store's tables, the
files, their data package and codebook.csv beside them.

**Reading the files.** UTF-8, line feeds, a comma between cells. An empty cell means that nothing is known: it is never 0.
Days are ISO dates; a month or a year stands where no day is known. `datapackage.json` says the same to programs, with
the size and the SHA-256 of each file.

**Excel.** The CSV files begin with a byte order mark, as those of HDX do: without it Excel reads them as the code page of
its country and breaks names. pandas, R's readr, DuckDB and LibreOffice pass over it; Python's csv module wants
`encoding="utf-8-sig"`. Where Excel expects semicolons, open the file by Data, From Text/CSV. What the commands print to
standard output has no mark.

**Formulas.** A text that begins with `=`, `+`, `-`, `@`, one of their wide forms, a tab, a line feed or a carriage return
is written with an apostrophe before it, so that no spreadsheet runs it as a formula; so is a text that begins with
apostrophes and then one of these. Take one apostrophe off to get the words. JSON Lines and Parquet hold the words as they
are; in CSV alone a NUL is written as U+FFFD.

**Odd letters.** Quotes and names are kept letter by letter, line breaks and marks that turn the direction of writing
included: read the files with a CSV reader, and not line by line. JSON Lines write such letters as escapes. Names in ready
sentences are cleaned and cut. Excel shows at most 32,767 letters of a cell.

**Names of HDX HAPI** are kept where HAPI has the column: `location_code`, `admin1_code`, `admin2_code`, `admin_level`,
`reference_period_start`, `reference_period_end`, `warning`. HAPI's `fatalities` and `population` are single numbers; a
claim has two bounds and an outcome, so `low`, `high` and `outcome` stand in their place. P-codes are those that
sources.yaml declares for a place, with who publishes them (`pcodes_reference`); where none is known the cell is empty.

**SDMX.** `obs_status` holds codes of the list CL_OBS_STATUS.

**HXL.** `tracker export --hxl` writes the tags of the last column of codebook.csv as a row under the names.

**Typed forms.** `tracker export --format jsonl` and `--format parquet` write the same tables with the types below; lists
stay texts with the separators named here, and empty cells are null.
"""

_STORE = """
# The store

One SQLite file (`--store`, tracker.sqlite unless told), which any SQLite tool reads. Nothing in it is changed or removed:
triggers refuse it. Null stands for what is not known. `PRAGMA user_version` is the number of the last step that brought
the file up to date; a new file is made whole from the schema, and a test holds the two against each other.
"""


def columns_page() -> str:
    """docs/columns.md: every column of every table, exported or kept."""
    exported = "".join(_table(sheet, f"{sheet.name}.csv") for sheet in SHEETS)
    kept = "".join(_table(sheet, f"Table {sheet.name}") for sheet in STORED)
    return _OPENING + exported + _STORE + kept


def _table(sheet: Sheet, name: str) -> str:
    out = ["", f"## {name}", "", sheet.about, "", "| column | type | meaning |", "|---|---|---|"]
    out += [f"| {f.name} | {f.type} | {_meaning(f)} |" for f in sheet.fields]
    if sheet.key:
        out += ["", f"Key: {', '.join(sheet.key)}."]
    return "\n".join(out) + "\n"


def _meaning(field: Field) -> str:
    parts: Iterable[str] = (
        field.about,
        f"unit: {field.unit}" if field.unit else "",
        "one of " + ", ".join(f"`{word}`" for word in field.words)
        if field.words and field.name != "obs_status"
        else "",
        "never empty" if field.required else "",
    )
    return "; ".join(part for part in parts if part).replace("|", "\\|")


if __name__ == "__main__":
    import sys

    sys.stdout.write(columns_page())
