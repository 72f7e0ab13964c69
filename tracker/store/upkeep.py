"""Keeping a store over years: copies of it, and letting go of bytes that nothing rests on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

from tracker.errors import StoreError
from tracker.store import read, rows, schema
from tracker.store.lock import WriterLock
from tracker.store.soundness import deep_faults
from tracker.store.tables import refusal

AT_ONCE = 20  # pages that are let go in one step: what a step changes takes room of its own until it is done
_WORTH_PACKING = 20  # a file of which one page in so many is free
RULE = "no claim of any reading rests on them, and they were first seen before {day}"
# Web pages whose article never gave a claim, and answers that no article was made of. Notes and table rows stay: they are
# small and ours, and a table's row may be taken back by a later one.
_LET_GO = """
SELECT sha256, size FROM blobs
WHERE packed != x''
  AND NOT EXISTS (
    SELECT 1 FROM articles WHERE articles.sha256 = blobs.sha256 AND (
      kind != 'article' OR seen_at >= :day
      OR NOT EXISTS (SELECT 1 FROM readings WHERE article_id = articles.id)
      OR EXISTS (SELECT 1 FROM claims JOIN readings ON reading = number WHERE readings.article_id = articles.id)
    )
  )
  AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.sha256 = blobs.sha256 AND seen_at >= :day)
  AND (
    EXISTS (SELECT 1 FROM articles WHERE articles.sha256 = blobs.sha256)
    OR EXISTS (SELECT 1 FROM captures WHERE captures.sha256 = blobs.sha256)
  )
ORDER BY sha256
"""


def copy_to(db: sqlite3.Connection, path: Path) -> None:
    """Writes a copy of the store as it is at one moment, whole or not at all, and checks every byte of it.

    Raises StoreError where something stands at the path already, or the copy is not sound.
    """
    if path.exists():
        raise StoreError(f"{path}: stands there already; a copy never replaces anything, name another path")
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, and nothing beside it
            faults = [*read.problems(copy), *deep_faults(copy)]
        if faults:
            raise StoreError(f"{path}: the copy is not sound, and was not kept: {faults[0]}")
        _to_disk(part)
        part.rename(path)
    except (OSError, sqlite3.Error) as error:
        if type(error) is sqlite3.DatabaseError:
            raise rows.damaged("what is to be copied", error) from error
        raise StoreError(f"{path}: the copy could not be written: {error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def restore(copy: Path, path: Path, *, aside: str) -> Path | None:
    """Puts a copy in the place of the store, after every byte of it was checked.

    A store that stands there is not thrown away: it is renamed with `aside` at its end, and that path is returned.
    Raises StoreError where the copy is not sound, or another process is writing to the store.
    """
    schema.refuse_other_files(copy)
    if not copy.exists():
        raise StoreError(f"{copy}: found no such copy")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(path)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(f"file:{copy.absolute()}?mode=ro", uri=True)) as source:
            if schema.version_of(source, copy) == 0:
                raise StoreError(f"{copy}: an empty file and no copy of a store")
            with closing(sqlite3.connect(part, isolation_level=None)) as fresh:
                source.backup(fresh)
                schema.migrate(fresh, part)
                fresh.execute("PRAGMA journal_mode = DELETE")
                faults = [*read.problems(fresh), *deep_faults(fresh)]
        if faults:
            raise StoreError(f"{copy}: not sound, and was not restored: {faults[0]}")
        _to_disk(part)
        old = None
        if path.exists():
            old = path.with_name(f"{path.name}.{aside}")
            if old.exists():
                raise StoreError(f"{old}: stands there already; move it away first")
            with closing(sqlite3.connect(path)) as standing, suppress(sqlite3.Error):
                standing.execute("PRAGMA journal_mode = DELETE")  # takes what stands beside it into the file
            for beside in ("-wal", "-shm"):  # a damaged one may have been left with what was not yet taken in
                with suppress(FileNotFoundError):
                    path.with_name(path.name + beside).rename(old.with_name(old.name + beside))
            _second_name(path, old)
        part.replace(path)
        return old
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: the copy could not be restored: {error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        lock.release()


def _second_name(path: Path, old: Path) -> None:
    """Keeps a file under another name. It keeps its own as well, where the disk can do that: at no moment is there no store,
    which the next run would take for the first of all nights."""
    try:
        old.hardlink_to(path)
    except OSError:
        path.rename(old)


def may_go(db: sqlite3.Connection, day: date, older: int) -> list[tuple[str, int]]:
    """Hash and size of bytes that no claim of any reading rests on and that were first seen more than so many days before
    a day."""
    return list(db.execute(_LET_GO, {"day": _before(day, older)}))


def let_go(db: sqlite3.Connection, found: Iterable[tuple[str, int]], day: date, older: int) -> None:
    """Empties such bytes. The text of every article stays, and so do the hash and the note that its bytes were let go."""
    # Bytes are never changed or removed but here, by a rule that is kept beside them.
    db.execute("DROP TRIGGER blobs_no_update")
    why = RULE.format(day=_before(day, older))
    for sha256, _ in found:
        db.execute("UPDATE blobs SET packed = x'' WHERE sha256 = ?", (sha256,))
        db.execute("INSERT INTO let_go VALUES (?, ?, ?)", (sha256, day.isoformat(), why))
    db.execute(refusal("blobs", "UPDATE"))


def pack(db: sqlite3.Connection) -> bool:
    """Makes the file as small as what it holds, which takes as much room again for a while; False where there is none.

    A file of which little is free is left as it is.
    """
    free, pages = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    if free * _WORTH_PACKING < pages:
        return True
    try:
        db.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE):
            raise
        return False
    return True


def _before(day: date, older: int) -> str:
    return (day - timedelta(days=older)).isoformat()


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
