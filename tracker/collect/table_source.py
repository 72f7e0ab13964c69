"""Reads a table of figures that is declared as a source: a file, or one that its publisher keeps under an address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from tracker.collect.article import Collected, problem
from tracker.collect.memory import file_key, file_state
from tracker.collect.published import MAX_TABLE_BYTES, Asked, figures_of
from tracker.collect.tables import read_table, rows_of
from tracker.collect.transfer import FetchError
from tracker.collect.visit import Finds, Visit
from tracker.errors import UsageError
from tracker.issues import Issue, Severity

FIGURES = "figures"


def read_table_source(visit: Visit, name: str) -> Finds:
    """The figures of the table, where it has changed since they were read; a row that is held already comes again."""
    if visit.source.where.startswith(("http://", "https://")):
        yield from _remote(visit)
    else:
        yield from _local(visit, name)


def _remote(visit: Visit) -> Finds:
    where = visit.source.where
    try:
        fetched = visit.fetch(where, again=True, max_bytes=MAX_TABLE_BYTES)
    except FetchError as failure:
        yield visit.failed(failure)
        return
    if fetched.status == 304:
        return
    yield visit.capture(fetched, where)
    name = unquote(PurePosixPath(urlsplit(where).path).name) or (urlsplit(where).hostname or "table")
    count, whole = 0, True
    for found in _rows(visit, fetched.body, name):
        count += isinstance(found, Collected)
        whole = whole and not (isinstance(found, Issue) and found.severity is Severity.ERROR)
        yield found
    yield from visit.too_few(count, "figures")
    if whole:
        yield visit.seen(where, fetched)


def _local(visit: Visit, name: str) -> Finds:
    path = Path(visit.source.where)
    try:
        state = file_state(path)
    except OSError:
        state = ""  # reading it says what is wrong
    if state and visit.memory.validators(file_key(name)) == (state, None):
        return
    count, whole = 0, True
    rows = read_table(path, name, visit.given) if visit.source.format == FIGURES else _file(visit, path, name)
    for found in rows:
        count += isinstance(found, Collected)
        whole = whole and not (isinstance(found, Issue) and found.severity is not Severity.NOTE)
        yield found
    yield from visit.too_few(count, "figures")
    if whole and state:
        yield visit.seen_as(file_key(name), state)


def _file(visit: Visit, path: Path, name: str) -> Iterator[Collected | Issue]:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_TABLE_BYTES else b""
    except OSError as error:
        code = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
        yield problem(code, name, f"the table cannot be read: {error.strerror or error}", Severity.ERROR)
        return
    if size > MAX_TABLE_BYTES:
        yield problem("too-large", name, f"the table has {size:,} bytes; at most {MAX_TABLE_BYTES:,} are read")
        return
    yield from _rows(visit, raw, path.name)


def _rows(visit: Visit, raw: bytes, name: str) -> Iterator[Collected | Issue]:
    """The figures of a table's bytes; a table of another shape than declared is an error of its source."""
    source = visit.source
    try:
        if source.format == FIGURES:
            for one in rows_of(raw, name, visit.given):
                if isinstance(one, Issue) and one.code == "bad-header":
                    yield visit.changed_shape(source.where, one.message, "bad-header")
                else:
                    yield one
        else:
            asked = Asked(visit.config, source.claimant, source.conflict)
            yield from figures_of(raw, Path(name), source.format, asked, visit.given)
    except UsageError as error:
        yield visit.changed_shape(source.where, str(error))
