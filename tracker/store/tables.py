"""The tables of a new store, made from the one schema that the exported tables and the documentation are made from."""

from __future__ import annotations

from tracker.model.codebook import Field, Sheet
from tracker.model.stored import READINGS, STORED, VALIDATORS

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "bytes": "BLOB",
}
_RULES = {
    "readings": ("UNIQUE (article_id, reader_version)",),
    "claims": ("CHECK (low IS NOT NULL OR high IS NOT NULL)",),
}
_INDEXES = "CREATE INDEX claims_by_id ON claims (id);\nCREATE INDEX unread_by_reading ON unread (reading);\n"


def tables() -> str:
    """SQL that makes every table of an empty store, with its indexes and what refuses changes to what was kept."""
    kept = [sheet for sheet in STORED if sheet is not VALIDATORS]
    return "".join(map(_table, STORED)) + _INDEXES + "".join(map(_refusals, kept))


def names(sheet: Sheet, *, without: str = "") -> str:
    """The columns of a table as SQL names them, in order."""
    return ", ".join(f'"{field.name}"' for field in sheet.fields if field.name != without)


def _table(sheet: Sheet) -> str:
    lines = [_column(sheet, field) for field in sheet.fields]
    if len(sheet.key) > 1:
        lines.append(f"PRIMARY KEY ({', '.join(sheet.key)})")
    lines += _RULES.get(sheet.name, ())
    inside = ",\n    ".join(lines)
    return f"CREATE TABLE {sheet.name} (\n    {inside}\n) STRICT;\n"


def _column(sheet: Sheet, field: Field) -> str:
    words = [f'"{field.name}"', _TYPES[field.type]]
    if sheet.key == (field.name,):
        words.append("PRIMARY KEY AUTOINCREMENT" if sheet is READINGS else "PRIMARY KEY")
    elif field.required:
        words.append("NOT NULL")
    words += [f'REFERENCES {table} ("{there}")' for column, table, there in sheet.refers if column == field.name]
    return " ".join(words)


def _refusals(sheet: Sheet) -> str:
    return "".join(f"{refusal(sheet.name, act)};\n" for act in ("UPDATE", "DELETE"))


def refusal(table: str, act: str) -> str:
    """SQL of the trigger that refuses UPDATE or DELETE on a table to which rows are only added."""
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row is never changed or removed'); END"
    )
