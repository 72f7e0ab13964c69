"""Reading from the store. The order is always the same: by article name, then position, then id."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.errors import StoreError, UsageError
from tracker.garbage import uncollected
from tracker.issues import Issue, Severity
from tracker.model import Article, Claim, Unread
from tracker.store import rows

SHORTEST_PREFIX = 6  # letters of an id that are enough to ask for a claim
# The reading that counts for each article: its last one, whichever version of the reader made it. While a new
# version is still reading the archive, the articles it has not reached keep what was read before.
_CURRENT = "SELECT max(number) FROM readings GROUP BY article_id"
_OF_VERSION = "SELECT number FROM readings WHERE reader_version = ?"


@dataclass(frozen=True, slots=True)
class Run:
    """One nightly run. `finished_at` and `outcome` are None while it is under way, or where it was interrupted."""

    id: str
    today: date
    started_at: str
    config_hash: str
    reader_version: str
    finished_at: str | None
    outcome: str | None
    counts: dict[str, int]


def blob(db: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes kept under a hash. Raises StoreError when there are none."""
    row = db.execute("SELECT packed FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        raise StoreError(f"no bytes are held under the hash {sha256}")
    if not row[0]:
        gone = db.execute('SELECT "on", why FROM let_go WHERE sha256 = ?', (sha256,)).fetchone() or ("?", "?")
        raise StoreError(f"the bytes under the hash {sha256} were let go on {gone[0]}: {gone[1]}")
    try:
        return zlib.decompress(row[0])
    except zlib.error as error:
        raise rows.damaged(f"what is held under the hash {sha256}", error) from error


def articles(db: sqlite3.Connection, source_id: str | None) -> Iterator[Article]:
    """All articles, or those of one source, by name, then id."""
    where = "" if source_id is None else "WHERE source_id = ?"
    asked = () if source_id is None else (source_id,)
    query = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles {where} ORDER BY name, id"  # noqa: S608
    return map(rows.article_from, db.execute(query, asked))


def article(db: sqlite3.Connection, id_: str) -> Article | None:
    """One article, None when it is not held."""
    query = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles WHERE id = ?"  # noqa: S608
    row = db.execute(query, (id_,)).fetchone()
    return None if row is None else rows.article_from(row)


def unread_articles(db: sqlite3.Connection, reader_version: str) -> list[str]:
    """Ids of the articles that this version of the reader has not read yet, by name, then id."""
    query = (
        "SELECT id FROM articles WHERE NOT EXISTS (SELECT 1 FROM readings "
        "WHERE article_id = articles.id AND reader_version = ?) ORDER BY name, id"
    )
    return [row[0] for row in db.execute(query, (reader_version,))]


def claims(db: sqlite3.Connection, reader_version: str | None) -> list[Claim]:
    """The claims of every article's last reading, or of its reading by one version."""
    chosen, asked = _readings(reader_version)
    query = f"SELECT {rows.CLAIM_COLUMNS} FROM claims WHERE reading IN ({chosen})"  # noqa: S608
    with uncollected():
        found = [rows.claim_from(row) for row in db.execute(query, asked)]
    found.sort(key=lambda claim: (claim.article, claim.start, claim.id))
    return found


def claim(db: sqlite3.Connection, id_: str) -> Claim | None:
    """The claim of an id, or of its first letters, in its last reading; None when there is none.

    Raises UsageError where the letters are too few, or begin several ids.
    """
    ids = [row[0] for row in db.execute("SELECT DISTINCT id FROM claims WHERE id = ?", (id_,))]
    if not ids:
        if len(id_) < SHORTEST_PREFIX:
            raise UsageError(
                f"claim {id_!r}: too short to look for; give at least {SHORTEST_PREFIX} letters of the id"
            )
        query = "SELECT DISTINCT id FROM claims WHERE id >= ? AND id < ? ORDER BY id LIMIT 4"
        ids = [row[0] for row in db.execute(query, (id_, id_ + "\U0010ffff"))]
    if len(ids) > 1:
        raise UsageError(f"claim {id_!r}: begins several ids ({', '.join(ids)}); give more letters")
    if not ids:
        return None
    query = f"SELECT {rows.CLAIM_COLUMNS} FROM claims WHERE id = ? ORDER BY reading DESC LIMIT 1"  # noqa: S608
    return rows.claim_from(db.execute(query, (ids[0],)).fetchone())


def unread(db: sqlite3.Connection, reader_version: str | None) -> list[Unread]:
    """The sentences that every article's last reading, or its reading by one version, could not read."""
    chosen, asked = _readings(reader_version)
    query = (
        f'SELECT article, "start", "end", sentence, reason FROM unread WHERE reading IN ({chosen}) '  # noqa: S608
        'ORDER BY article, "start", "end", reason'
    )
    return [Unread(*row) for row in db.execute(query, asked)]


def issues(db: sqlite3.Connection, run_id: str) -> list[Issue]:
    """The issues of one run, sorted."""
    query = "SELECT stage, code, subject, message, severity FROM issues WHERE run_id = ?"
    found = (Issue(row[0], row[1], row[2], row[3], Severity(row[4])) for row in db.execute(query, (run_id,)))
    return sorted(found)


def runs(db: sqlite3.Connection) -> list[Run]:
    """All runs, oldest day first, each with the last end that was noted for it."""
    query = (
        "SELECT id, today, started_at, config_hash, reader_version, finished_at, outcome, counts FROM runs "
        "LEFT JOIN (SELECT run_id, finished_at, outcome, counts, max(rowid) FROM run_ends GROUP BY run_id) "
        "ON run_id = id ORDER BY today, runs.rowid"
    )
    return [
        Run(
            *(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4], row[5], row[6]),
            json.loads(row[7]) if row[7] else {},
        )
        for row in db.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class Edition:
    """A published report: the day it was written for, what it was made of, and when the calendar alone changes it."""

    today: date
    state: str
    due: date | None


def last_edition(db: sqlite3.Connection) -> Edition | None:
    """The report that was published last, None where none was."""
    query = "SELECT today, state, due FROM editions JOIN runs ON run_id = id ORDER BY editions.rowid DESC LIMIT 1"
    row = db.execute(query).fetchone()
    if row is None:
        return None
    return Edition(date.fromisoformat(row[0]), row[1], date.fromisoformat(row[2]) if row[2] else None)


def extent(db: sqlite3.Connection) -> tuple[int, ...]:
    """Numbers that grow with anything a report is made of: the last reading, article and decision."""
    query = (
        "SELECT (SELECT ifnull(max(number), 0) FROM readings), (SELECT ifnull(max(rowid), 0) FROM articles), "
        "(SELECT count(*) FROM corrections)"
    )
    return tuple(db.execute(query).fetchone())


def is_article_unread(db: sqlite3.Connection, reader_version: str) -> bool:
    """Whether any article waits to be read by this version of the reader."""
    query = "SELECT (SELECT count(*) FROM articles) > (SELECT count(*) FROM readings WHERE reader_version = ?)"
    return bool(db.execute(query, (reader_version,)).fetchone()[0])


def validators(db: sqlite3.Connection, url: str) -> tuple[str | None, str | None] | None:
    """The ETag and Last-Modified a server sent with a page, None when it was never fetched."""
    row = db.execute("SELECT etag, last_modified FROM validators WHERE url = ?", (url,)).fetchone()
    return None if row is None else (row[0], row[1])


def problems(db: sqlite3.Connection) -> list[str]:
    """What is wrong inside the file, one line each; none when it is sound."""
    found = [str(row[0]) for row in db.execute("PRAGMA quick_check") if row[0] != "ok"]
    found += [
        f"table {row[0]}, row {row[1]}: refers to a missing row of {row[2]}"
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    query = (
        "SELECT article_id, reader_version, claims, (SELECT count(*) FROM claims WHERE reading = number) AS held "
        "FROM readings WHERE claims != held ORDER BY number"
    )
    found += [
        f"article {row[0]}, reading {row[1]}: {row[2]} claims were read, {row[3]} are held"
        for row in db.execute(query)
    ]
    return found


def _readings(reader_version: str | None) -> tuple[str, tuple[str, ...]]:
    return (_CURRENT, ()) if reader_version is None else (_OF_VERSION, (reader_version,))
