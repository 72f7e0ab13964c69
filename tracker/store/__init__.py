"""The store: one SQLite file, to which things are added and from which nothing is taken away.

It is the only thing that knows SQL. What is written together is written in one transaction, so that a run killed at
any moment has either kept an article whole or not at all, and can simply be run again.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from tracker.errors import StoreError
from tracker.issues import Issue
from tracker.model import Article, Claim, Correction, Unread
from tracker.store import corrections, read, rows, schema, soundness, upkeep, write
from tracker.store.corrections import told_otherwise
from tracker.store.lock import WriterLock
from tracker.store.read import Edition, Run
from tracker.store.upkeep import restore

__all__ = ["Edition", "Run", "Store", "restore", "rows", "told_otherwise"]


class Store:
    """An open store. Use it in a `with` statement, or close it.

    A writer holds a lock of the operating system while it is open; readers never wait and are never waited for.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.path = path
        self._db = db
        self._lock = lock
        self._asking = threading.Lock()

    @classmethod
    def open(cls, path: Path, *, create: bool = True, read_only: bool = False) -> Store:
        """Opens a store, and brings an older one up to date.

        Raises StoreError when another run is writing to it, when there is none and none may be made, or when the
        file is damaged, another program's, or written by a later release.
        """
        if not path.exists() and (read_only or not create):
            raise StoreError(f"{path}: no store there; run `tracker run` first, or name its path with --store")
        if read_only:
            return cls._open_to_read(path)
        schema.refuse_other_files(path)
        lock = WriterLock(path)
        db = None
        try:
            # The threads of collection ask what earlier nights have noted; only the one that opened it writes.
            db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            schema.version_of(db, path)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            schema.migrate(db, path)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA recursive_triggers = ON")  # so that REPLACE is refused as well
        except (sqlite3.Error, StoreError) as error:
            if db is not None:
                db.close()
            lock.release()
            raise _told(path, error) from error
        return cls(path, db, lock)

    @classmethod
    def _open_to_read(cls, path: Path) -> Store:
        schema.refuse_other_files(path)
        db = None
        try:
            db = sqlite3.connect(_to_read(path), uri=True, isolation_level=None)
            version = schema.version_of(db, path)
            if version < len(schema.MIGRATIONS):
                raise StoreError(
                    f"{path}: found store version {version}, this release reads {len(schema.MIGRATIONS)}; "
                    "`tracker run` brings it up to date"
                )
        except (sqlite3.Error, StoreError) as error:
            if db is not None:
                db.close()
            raise _told(path, error) from error
        return cls(path, db, None)

    def close(self) -> None:
        """Closes the file and lets the next writer in. Safe to call twice."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise _told(self.path, error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is added inside is kept, or none of it. May stand inside another one, which then decides."""
        if self._lock is None:
            raise StoreError(f"{self.path}: opened for reading only; nothing can be added to it")
        if self._db.in_transaction:
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error | UnicodeEncodeError):
                raise _told(self.path, error) from error
            raise

    def add_blob(self, sha256: str, data: bytes) -> bool:
        """Keeps bytes under their SHA-256, compressed; False when they are held already."""
        with self.transaction():
            return write.add_blob(self._db, sha256, data)

    def blob(self, sha256: str) -> bytes:
        """The bytes kept under a hash. Raises StoreError when there are none."""
        return read.blob(self._db, sha256)

    def add_article(self, article: Article, raw: bytes) -> bool:
        """Keeps an article and its bytes; False when it is held already: the day it was first seen never changes."""
        with self.transaction():
            return write.add_article(self._db, article, raw)

    def add_capture(self, url: str, final_url: str, data: bytes, seen_at: str, headers: Mapping[str, str]) -> bool:
        """Keeps what a server sent and said of it; False when the same bytes came from there before."""
        with self.transaction():
            return write.add_capture(self._db, url, final_url, data, seen_at, headers)

    def add_edition(self, run_id: str, state: str, due: date | None) -> None:
        """Notes what a published report was made of, and on which day the calendar alone would change it."""
        with self.transaction():
            write.add_edition(self._db, run_id, state, due)

    def last_edition(self) -> Edition | None:
        """The report that was published last, None where none was."""
        return read.last_edition(self._db)

    def extent(self) -> tuple[int, ...]:
        """Numbers of which one grows with each thing that is added and that a report is made of."""
        return read.extent(self._db)

    def add_reading(
        self, article_id: str, reader_version: str, claims: Iterable[Claim], unread: Iterable[Unread] = ()
    ) -> bool:
        """Keeps what one version of the reader made of an article; False when that version has read it already."""
        with self.transaction():
            return write.add_reading(self._db, article_id, reader_version, claims, unread)

    def articles(self, *, source_id: str | None = None) -> Iterator[Article]:
        """All articles, or those of one source, by name, then id."""
        return read.articles(self._db, source_id)

    def article(self, id_: str) -> Article | None:
        """One article, None when it is not held."""
        return read.article(self._db, id_)

    def has_article(self, id_: str) -> bool:
        """Whether an article is held."""
        return self._db.execute("SELECT 1 FROM articles WHERE id = ?", (id_,)).fetchone() is not None

    def unread_articles(self, reader_version: str) -> list[str]:
        """Ids of the articles that this version of the reader has not read yet, by name, then id."""
        return (
            read.unread_articles(self._db, reader_version) if read.is_article_unread(self._db, reader_version) else []
        )

    def claims(self, reader_version: str | None = None) -> list[Claim]:
        """The claims of every article's last reading, or of one reader's; by article name, position, id."""
        return read.claims(self._db, reader_version)

    def claim(self, id_: str) -> Claim | None:
        """The claim of an id, or of its first letters (six or more); None when there is none."""
        return read.claim(self._db, id_)

    def has_claim(self, id_: str) -> bool:
        """Whether a claim of this very id was ever read."""
        return self._db.execute("SELECT 1 FROM claims WHERE id = ? LIMIT 1", (id_,)).fetchone() is not None

    def unread(self, reader_version: str | None = None) -> list[Unread]:
        """The sentences that every article's last reading, or one reader's, could not read."""
        return read.unread(self._db, reader_version)

    def add_corrections(self, decided: Iterable[Correction]) -> int:
        """Keeps what persons decided about claims, each decision once; how many were new."""
        with self.transaction():
            return corrections.add(self._db, decided)

    def corrections(self) -> list[Correction]:
        """What persons decided about claims, by day."""
        return corrections.decisions(self._db)

    def successors(self, ids: Iterable[str]) -> dict[str, str]:
        """For claims that are not read any more: what the last reading makes of the same words with the same figure."""
        return corrections.successors(self._db, ids)

    def reread(self) -> list[tuple[Claim, Correction]]:
        """Claims of earlier readings that the last reading of their article makes otherwise, with what set them right."""
        return corrections.reread(self._db)

    def start_run(self, today: date, *, started_at: str, config_hash: str, reader_version: str) -> str:
        """The id of the run for this day, configuration and reader; the same one when it was interrupted before."""
        with self.transaction():
            return write.start_run(self._db, today, started_at, config_hash, reader_version)

    def finish_run(self, run_id: str, *, finished_at: str, outcome: str, counts: Mapping[str, int]) -> None:
        """Notes that a run came to its end, and what it counted."""
        with self.transaction():
            write.finish_run(self._db, run_id, finished_at, outcome, counts)

    def runs(self) -> list[Run]:
        """All runs, oldest day first."""
        return read.runs(self._db)

    def add_issues(self, run_id: str, issues: Iterable[Issue]) -> None:
        """Keeps the issues of a run, each once."""
        with self.transaction():
            write.add_issues(self._db, run_id, issues)

    def issues(self, run_id: str) -> list[Issue]:
        """The issues of one run, sorted."""
        return read.issues(self._db, run_id)

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """The ETag and Last-Modified a server sent with a page, None when it was never fetched. Any thread may ask."""
        with self._asking:
            return read.validators(self._db, url)

    def set_validators(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """What to send a server with the next request for a page."""
        with self.transaction():
            write.set_validators(self._db, url, etag, last_modified)

    def copy_to(self, path: Path) -> None:
        """Writes a copy of the store as it is now, checked to the byte. Raises StoreError where something stands there."""
        upkeep.copy_to(self._db, path)

    def may_go(self, day: date, older: int) -> list[tuple[str, int]]:
        """Hash and size of bytes that no claim rests on and that were first seen more than `older` days before a day."""
        return upkeep.may_go(self._db, day, older)

    def let_go(self, day: date, older: int) -> list[tuple[str, int]]:
        """Lets go of these bytes, some at a time: a disk that is nearly full has no room to do all at once."""
        done = self.may_go(day, older)
        # Writing zeros over public pages would take the room they free.
        self._db.execute("PRAGMA secure_delete = OFF")
        for start in range(0, len(done), upkeep.AT_ONCE):
            with self.transaction():
                upkeep.let_go(self._db, done[start : start + upkeep.AT_ONCE], day, older)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return done

    def pack(self) -> bool:
        """Gives the room of what was let go back to the disk; False where the disk has no room to pack it in."""
        return upkeep.pack(self._db)

    def deep_problems(self) -> Iterator[str]:
        """What is wrong with the bytes, texts and quotes that are kept, one line each; reads all of them."""
        return soundness.deep_faults(self._db)

    def problems(self) -> list[str]:
        """What is wrong inside the file, one line each; none when it is sound."""
        return read.problems(self._db)


def _to_read(path: Path) -> str:
    """The address for reading. SQLite keeps a small file beside a store even while it only reads; where it may not
    make one, nobody writes there either, and the store is read as a file that stands still."""
    beside = (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    still = not os.access(path.absolute().parent, os.W_OK) and not any(one.exists() for one in beside)
    return f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if still else ''}"


def _told(path: Path, error: BaseException) -> StoreError:
    if isinstance(error, StoreError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return StoreError(
            f"{path}: a text holds half a character ({error}); it must be decoded with replacement first"
        )
    if type(error) is sqlite3.DatabaseError:  # what SQLite says of a file that is not as it was written
        return rows.damaged(str(path), error)
    return StoreError(f"{path}: {error}; check the path, its permissions and the free space")
