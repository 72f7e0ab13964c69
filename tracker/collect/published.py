"""Reads tables that others publish as rows of figures: no extraction, each cell says what is claimed, of which day.

Every figure becomes an article of its own whose text names the claimant, the day and the cell it comes from; the
record it was taken from is kept as its bytes. What a table has worked out itself to fill a hole is left out: missing
is never yesterday's number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.collect.article import MAX_FILE_BYTES, Collected, Given, Stated, collected, decode, is_binary, problem
from tracker.collect.article import day_of as day_in
from tracker.errors import UsageError
from tracker.issues import Issue, Severity
from tracker.model import ArticleKind, content_id
from tracker.sources import Config, Conflict

MAX_TABLE_BYTES = 10 * MAX_FILE_BYTES


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: its columns as the reader of rows knows them, and the record it stands in."""

    columns: Mapping[str, str]
    record: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record or cell that makes no figure, with the reason; told once for each reason, with how many there are."""

    reason: str


Found = Iterator[Figure | LeftOut | Issue]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports a table says of it."""

    config: Config
    claimant: str | None = None
    conflict: str | None = None

    def of_claimant(self, id_: str) -> str:
        """The name under which rows are resolved to a claimant. Raises UsageError where nobody has that id."""
        known = self.config.claimants.get(self.claimant or id_)
        if known is None:
            raise UsageError(f"{self.config.path} declares no claimant {id_!r}; name one with --claimant")
        return known.name

    def of_conflict(self, guess: str | None = None) -> Conflict:
        """The conflict of a table that does not name one. Raises UsageError where it has to be asked for."""
        id_ = self.conflict or guess
        known = self.config.conflicts.get(id_ or "")
        if known is None:
            ids = ", ".join(self.config.conflicts)
            raise UsageError(f"the table does not say which conflict it is about; give --conflict, one of {ids}")
        return known


def read_published(
    path: Path, form: str, config: Config, *, claimant: str | None = None, conflict: str | None = None, seen_at: str
) -> Iterator[Collected | Issue]:
    """The figures of a published table as articles, one each, with what could not be read.

    Raises UsageError where the file is not there, is not of the format, or needs a claimant or conflict named.
    """
    raw = _raw(path)
    given = Given(seen_at, source_id=f"import:{form}")
    yield from figures_of(raw, path, form, Asked(config, claimant, conflict), given)


def figures_of(raw: bytes, path: Path, form: str, asked: Asked, given: Given) -> Iterator[Collected | Issue]:
    """The figures of a table that is at hand as bytes; `path` is what it is called.

    Raises UsageError where it is not of the format, or needs a claimant or conflict named.
    """
    _refuse(raw, path)
    given = replace(given, kind=ArticleKind.TABLE_ROW)
    if form == "figures":
        from tracker.collect.tables import rows_of

        if asked.claimant is not None:
            raise UsageError(f"{path}: a table of figures names the claimant of each row; leave --claimant out")
        for one in rows_of(raw, path.name, replace(given, conflict=asked.conflict or given.conflict)):
            if isinstance(one, Issue) and one.code == "bad-header":
                raise UsageError(f"{path}: {one.message}")
            yield one
        return
    seen: set[str] = set()
    left: Counter[str] = Counter()
    for found in _reader(form)(decode(raw), path, asked):
        if isinstance(found, Issue):
            yield found
        elif isinstance(found, LeftOut):
            left[found.reason] += 1
        else:
            one = _article(found, path.name, given)
            if one.article.id in seen:
                left["the same to the letter as an earlier one, so that it counts once"] += 1
                continue
            seen.add(one.article.id)
            yield one
    for reason, count in sorted(left.items()):
        yield problem("left-out", path.name, f"{count:,} records or cells left out: {reason}", Severity.NOTE)


def _reader(form: str) -> Callable[[str, Path, Asked], Found]:
    from tracker.collect import daily_tables, event_tables, hxl_table, losses_table

    return {
        "tfp-daily": daily_tables.read_daily,
        "vintages": daily_tables.read_vintages,
        "hapi": event_tables.read_hapi,
        "hxl": hxl_table.read_hxl,
        "ucdp-ged": event_tables.read_ucdp,
        "acled": event_tables.read_acled,
        "ukraine-losses": losses_table.read_losses,
    }[form]


def _raw(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_TABLE_BYTES else b""
    except FileNotFoundError as error:
        raise UsageError(f"{path}: found no such file") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    if size > MAX_TABLE_BYTES:
        raise UsageError(f"{path}: the table has {size:,} bytes; at most {MAX_TABLE_BYTES:,} are read")
    return raw


def _refuse(raw: bytes, path: Path) -> None:
    if is_binary(raw):
        raise UsageError(f"{path}: found binary data; a CSV or JSON table in UTF-8 is needed")
    if not raw.strip():
        raise UsageError(f"{path}: the table is empty")


def _article(figure: Figure, name: str, given: Given) -> Collected:
    cells = {column: " ".join(value.split()) for column, value in figure.columns.items() if value.strip()}
    text = "".join(f"{column}: {value}\n" for column, value in cells.items())
    stated = Stated(
        published=day_in(cells.get("said_on")), outlet=cells.get("outlet"), conflict=cells.get("conflict")
    )
    return collected(f"{name}#{content_id('r', text)}", text, figure.record.encode(), given, stated)
