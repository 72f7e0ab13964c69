"""Rows of CSV tables and records of JSON tables with the line they begin on; what is malformed is told with its line.

The rest of a table is read all the same: one row that was cut off does not cost the others.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tracker.collect.article import problem
from tracker.errors import UsageError
from tracker.issues import Issue


@dataclass(frozen=True, slots=True)
class Row:
    """One row or record: its cells as text under their columns, and where it begins ("table.csv:12")."""

    where: str
    cells: dict[str, str]


def csv_rows(text: str, path: Path, needed: Sequence[str], *, positions: Sequence[str] = ()) -> Iterator[Row | Issue]:
    """The rows under the header; empty lines and a row of HXL tags are passed over.

    positions   the columns of a file that may come without a header: it has none when its first cell is a number

    Raises UsageError where a needed column is missing or a column stands twice.
    """
    lines = csv_lines(text, path)
    first = next(lines, None)
    start: list[tuple[int, list[str]]] = []
    header = list(first[1]) if isinstance(first, tuple) else []
    if positions and isinstance(first, tuple) and header and header[0].strip().isdecimal():
        if len(header) != len(positions):
            raise UsageError(
                f"{path}: the first line is no header, and has {len(header)} cells; a file without a header is read "
                f"only with the {len(positions)} columns of the codebook"
            )
        start, header = [first], list(positions)
    header = [name.strip() for name in header]
    missing = [name for name in needed if name not in header]
    if missing:
        raise UsageError(f"{path}: found no column {', '.join(missing)}; is it a table of this format?")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise UsageError(f"{path}: found the column {', '.join(twice)} twice; keep one")
    return _rows(chain(start, lines), header, path)


def csv_lines(text: str, path: Path) -> Iterator[tuple[int, list[str]] | Issue]:
    """The cells of each line that has any, with the number of the line."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield problem("bad-row", f"{path.name}:{line}", f"not a row of a CSV table: {error}")
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _rows(lines: Iterator[tuple[int, list[str]] | Issue], header: list[str], path: Path) -> Iterator[Row | Issue]:
    for found in lines:
        if isinstance(found, Issue):
            yield found
            continue
        line, cells = found
        if len(cells) != len(header):
            message = f"found {len(cells)} cells, too few or too many; must be {len(header)}, one for each column"
            yield problem("bad-row", f"{path.name}:{line}", message)
        elif not is_hxl(cells):
            kept = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name}
            yield Row(f"{path.name}:{line}", kept)


def is_hxl(cells: Sequence[str]) -> bool:
    """Whether a row holds the tags of the Humanitarian Exchange Language (#affected+killed) and nothing else."""
    told = [cell.strip() for cell in cells if cell.strip()]
    return bool(told) and all(cell.startswith("#") for cell in told)


def json_rows(text: str, path: Path, needed: Sequence[str]) -> Iterator[Row | Issue]:
    """The records of a JSON list, their values as text; nested records get dotted names, null is no value.

    Raises UsageError where it is no list, or no record of it has the needed fields.
    """
    found = list(_records(text.lstrip("\ufeff"), path))
    records = [one for one in found if isinstance(one, Row)]
    if not any(all(name in one.cells for name in needed) for one in records):
        raise UsageError(f"{path}: found no {', '.join(needed)} in its records; is it a table of this format?")
    yield from found


def _records(text: str, path: Path) -> Iterator[Row | Issue]:
    decoder = json.JSONDecoder()
    at = _next(text, 0)
    if text[at : at + 1] != "[":
        raise UsageError(f"{path}: not a JSON list of records")
    line, counted = 1, 0
    at = _next(text, at + 1)
    while at < len(text) and text[at] != "]":
        line, counted = line + text.count("\n", counted, at), at
        where = f"{path.name}:{line}"
        try:
            record, at = decoder.raw_decode(text, at)
        except ValueError as error:
            yield problem("bad-row", where, f"not a record of JSON: {error}")
            at = _past_damage(text, max(at, getattr(error, "pos", at)))
        else:
            if isinstance(record, dict):
                yield Row(where, dict(_flat(record)))
            else:
                yield problem("bad-row", where, f"found {str(record)[:40]!r}; must be a record")
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """The next place that is neither blank nor a comma."""
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _past_damage(text: str, at: int) -> int:
    """Where reading can go on after a record that is broken at some place: behind the bracket that closes it."""
    end = text.find("}", at)
    return len(text) if end < 0 else end + 1


def _flat(record: dict[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        elif value is not None:
            yield before + key, str(value)
