"""A table as CSV that people and programs can open the same minute, and that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracker.model.codebook import Sheet
from tracker.report.rows import Cell, Row

# What spreadsheets take for the beginning of a formula; the wide forms are read alike (OWASP, CSV injection).
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED = frozenset(',"\n\r')


def to_csv(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """Rows as CSV: UTF-8, line feeds, ISO dates, empty cells for what is missing, formulas made harmless."""
    return _lines(sheet, [sheet.header], rows)


def to_tagged_csv(sheet: Sheet, rows: Iterable[Row]) -> bytes:
    """The same with the row of HXL tags under the names of the columns."""
    return _lines(sheet, [sheet.header, tuple(field.tag for field in sheet.fields)], rows)


def harmless(words: str) -> str:
    """A text from outside as a cell that no spreadsheet runs; `words_of_cell` is the inverse."""
    return f"'{words}" if _FORMULA.match(words) else words


def words_of_cell(cell: str) -> str:
    """The text of a cell, as it stood before it was made harmless."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _lines(sheet: Sheet, heads: Sequence[Sequence[str]], rows: Iterable[Row]) -> bytes:
    columns = [(field.name, field.is_text) for field in sheet.fields]
    lines = [",".join(head) for head in heads]
    lines += [",".join([_cell(row.get(name), is_text) for name, is_text in columns]) for row in rows]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _cell(value: Cell, is_text: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _written(str(value), is_text)


@lru_cache(maxsize=1 << 14)  # names, days and ids come row after row
def _written(words: str, is_text: bool) -> str:
    """A cell between quotation marks where a reader needs them (RFC 4180), a lone carriage return included."""
    cell = words.replace("\x00", "�")
    if is_text:
        cell = harmless(cell)
    return '"' + cell.replace('"', '""') + '"' if not _QUOTED.isdisjoint(cell) else cell
