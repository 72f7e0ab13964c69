"""Reads a table of published figures (CSV): every row is an article of its own, and its cells are the evidence.

The text of a row is one line "column: value" for each cell that is not empty, in the order of the columns. What a
row means is for extraction to say; here only its shape is checked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracker.collect.article import (
    MAX_FILE_BYTES,
    Collected,
    Given,
    Stated,
    collected,
    day_of,
    decode,
    is_binary,
    problem,
)
from tracker.issues import Issue, Severity
from tracker.model import ArticleKind, content_id

NEEDED_COLUMNS = ("conflict", "claimant", "outcome", "low", "high", "said_on", "outlet", "url")
MAX_CELL = 5_000


def read_table(
    path: Path, name: str, given: Given, *, max_bytes: int = MAX_FILE_BYTES
) -> Iterator[Collected | Issue]:
    """The rows of a table as articles. A malformed row is an issue with its line number; the rest is read.

    `given.kind` is set to TABLE_ROW. A row's name is the table's with a hash of the row, so that a row keeps its
    identity when others are put before it.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            yield problem("too-large", name, f"the table has {size:,} bytes; at most {max_bytes:,} are read")
            return
        raw = path.read_bytes()
    except FileNotFoundError:
        yield problem("not-found", name, "found no such table", Severity.ERROR)
        return
    except OSError as error:
        yield problem("unreadable", name, f"cannot be read: {error.strerror or error}", Severity.ERROR)
        return
    yield from rows_of(raw, name, given)


def rows_of(raw: bytes, name: str, given: Given) -> Iterator[Collected | Issue]:
    """The rows of a table that is at hand as bytes."""
    if is_binary(raw):
        yield problem("not-text", name, "found binary data; a CSV table in UTF-8 is needed")
        return
    yield from _rows(decode(raw), name, replace(given, kind=ArticleKind.TABLE_ROW))


def _rows(text: str, name: str, given: Given) -> Iterator[Collected | Issue]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    seen: dict[str, int] = {}
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield problem("bad-row", f"{name}:{line}", f"not a row of a CSV table: {error}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = [cell.strip() for cell in cells]
            fault = _header_fault(header)
            if fault:
                yield problem("bad-header", f"{name}:{line}", fault, Severity.ERROR)
                return
            continue
        row = _row(header, cells, f"{name}:{line}")
        if isinstance(row, Issue):
            yield row
            continue
        found = _article(row, name, given)
        first = seen.setdefault(found.article.id, line)
        if first != line:
            yield problem("bad-row", f"{name}:{line}", f"found the same row as on line {first}; it counts once")
            continue
        yield found
    if header is None:
        yield problem("no-text", name, "the table is empty; nothing of it is read")


def _header_fault(header: list[str]) -> str | None:
    missing = [column for column in NEEDED_COLUMNS if column not in header]
    if missing:
        return f"found no column {', '.join(missing)}; the columns are {', '.join(header)[:200]}"
    twice = {column for column in header if header.count(column) > 1}
    return f"found the column {', '.join(sorted(twice))} twice; keep one" if twice else None


def _row(header: list[str], cells: list[str], where: str) -> dict[str, str] | Issue:
    if len(cells) != len(header):
        return problem("bad-row", where, f"found {len(cells)} cells; must be {len(header)}, one for each column")
    if any(len(cell) > MAX_CELL for cell in cells):
        return problem("bad-row", where, f"found a cell of more than {MAX_CELL:,} characters")
    return {column: " ".join(cell.split()) for column, cell in zip(header, cells, strict=True) if cell.split()}


def _article(row: dict[str, str], name: str, given: Given) -> Collected:
    text = "".join(f"{column}: {value}\n" for column, value in row.items())
    url = row.get("url", "")
    stated = Stated(
        url=url if url.startswith(("http://", "https://")) else None,
        published=day_of(row.get("said_on")),
        outlet=row.get("outlet"),
        conflict=row.get("conflict"),
    )
    return collected(f"{name}#{content_id('r', text)}", text, text.encode(), given, stated)
