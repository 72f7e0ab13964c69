"""The steps by which an older store becomes a current one; a new one is made whole (`tracker.store.tables`).

`PRAGMA user_version` says how many steps a file has been through. A step is never edited once it was released: what
changes is a new step at the end of the list, and a column in `tracker.model.stored`. A test compares where both lead.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.tables import tables

_MAGIC = b"SQLite format 3\0"  # how every SQLite file that is not empty begins
APPLICATION_ID = 0x43434654  # tells our files from other programs' SQLite files

_FIRST = """
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    published TEXT,
    seen_at TEXT NOT NULL,
    language TEXT,
    source_id TEXT,
    conflict TEXT,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    regions TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE readings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL REFERENCES articles (id),
    reader_version TEXT NOT NULL,
    claims INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    UNIQUE (article_id, reader_version)
) STRICT;

CREATE TABLE claims (
    reading INTEGER NOT NULL REFERENCES readings (number),
    id TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id),
    article TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    outcome TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT NOT NULL,
    hedge TEXT NOT NULL,
    unit TEXT NOT NULL,
    victims TEXT,
    part_of TEXT,
    basis TEXT NOT NULL,
    since TEXT,
    as_of TEXT,
    date_basis TEXT NOT NULL,
    source TEXT,
    claimant TEXT,
    relays TEXT NOT NULL,
    place TEXT,
    "group" TEXT NOT NULL,
    group_words TEXT NOT NULL,
    side TEXT,
    scope TEXT NOT NULL,
    inclusions TEXT NOT NULL,
    region TEXT NOT NULL,
    frame TEXT NOT NULL,
    spans TEXT NOT NULL,
    kind TEXT NOT NULL,
    conflict TEXT,
    outlet TEXT,
    url TEXT,
    said_on TEXT,
    seen_at TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (reading, id),
    CHECK (low IS NOT NULL OR high IS NOT NULL)
) STRICT;
CREATE INDEX claims_by_id ON claims (id);

CREATE TABLE unread (
    reading INTEGER NOT NULL REFERENCES readings (number),
    article TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX unread_by_reading ON unread (reading);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    today TEXT NOT NULL,
    started_at TEXT NOT NULL,
    config_hash TEXT NOT NULL,
    reader_version TEXT NOT NULL
) STRICT;

CREATE TABLE run_ends (
    run_id TEXT NOT NULL REFERENCES runs (id),
    finished_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;

CREATE TABLE issues (
    run_id TEXT NOT NULL REFERENCES runs (id),
    stage TEXT NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    severity TEXT NOT NULL,
    PRIMARY KEY (run_id, stage, code, subject, message)
) STRICT;

CREATE TABLE validators (
    url TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT
) STRICT;
"""

_KEPT = ("blobs", "articles", "readings", "claims", "unread", "runs", "run_ends", "issues")

_REFUSALS = "".join(
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row is never changed or removed'); END;\n"
    for table in _KEPT
    for act in ("UPDATE", "DELETE")
)

_WITHDRAWALS_AND_TERMS = """
ALTER TABLE claims ADD COLUMN withdraws INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN terms TEXT NOT NULL DEFAULT 'open';
"""

# What persons decided about claims. What outlets, sources and later readings set right follows from texts and readings.
_CORRECTIONS = """
CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    claim TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    said_on TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    evidence TEXT NOT NULL,
    instead TEXT,
    restores INTEGER NOT NULL
) STRICT;
""" + "".join(
    f"CREATE TRIGGER corrections_no_{act.lower()} BEFORE {act} ON corrections "
    "BEGIN SELECT RAISE(ABORT, 'corrections is append-only: a row is never changed or removed'); END;\n"
    for act in ("UPDATE", "DELETE")
)

_EVIDENCE_AND_EDITIONS = """
CREATE TABLE captures (
    url TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    final_url TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    headers TEXT NOT NULL,
    PRIMARY KEY (url, sha256)
) STRICT;

CREATE TABLE editions (
    run_id TEXT NOT NULL REFERENCES runs (id),
    state TEXT NOT NULL,
    due TEXT
) STRICT;

CREATE TABLE let_go (
    sha256 TEXT PRIMARY KEY REFERENCES blobs (sha256),
    "on" TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
""" + "".join(
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: a row is never changed or removed'); END;\n"
    for table in ("captures", "editions", "let_go")
    for act in ("UPDATE", "DELETE")
)

_SEALS = """
CREATE TABLE seals (
    reading INTEGER PRIMARY KEY REFERENCES readings (number),
    article_columns INTEGER NOT NULL,
    claim_columns INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
""" + "".join(
    f"CREATE TRIGGER seals_no_{act.lower()} BEFORE {act} ON seals "
    "BEGIN SELECT RAISE(ABORT, 'seals is append-only: a row is never changed or removed'); END;\n"
    for act in ("UPDATE", "DELETE")
)

MIGRATIONS: tuple[str, ...] = (
    _FIRST + _REFUSALS,
    _WITHDRAWALS_AND_TERMS,
    _CORRECTIONS,
    _EVIDENCE_AND_EDITIONS,
    _SEALS,
)


def refuse_other_files(path: Path) -> None:
    """Raises StoreError for a folder, or a file that holds something else, before anything is put beside it."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: a folder; the store is a file, so name one with --store")
        if not path.exists():
            return
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    if start and start != _MAGIC:
        raise StoreError(f"{path}: not a readable SQLite file; name another path with --store")


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """How many steps this file has been through; 0 for an empty one.

    Raises StoreError for a file that is no store of ours, or one that a later release has written.
    """
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        application = int(connection.execute("PRAGMA application_id").fetchone()[0])
        filled = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    except sqlite3.OperationalError:
        raise  # the disk, the rights or another program: it says nothing of what the file holds
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: not a readable SQLite file ({error}); name another path with --store") from error
    if filled and application != APPLICATION_ID:
        raise StoreError(f"{path}: an SQLite file of another program; name another path with --store")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path}: found store version {version}, this release reads up to {len(MIGRATIONS)}; "
            "install a newer tracker"
        )
    return version


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[str, ...] = MIGRATIONS) -> None:
    """Makes the tables of an empty file, and takes an older one through the steps it lacks.

    Each in a transaction, so that a crash leaves only whole steps.
    """
    if version_of(connection, path) == 0:
        _take(connection, tables(), len(MIGRATIONS))
    for number in range(version_of(connection, path), len(steps)):
        _take(connection, steps[number], number + 1)


def _take(connection: sqlite3.Connection, step: str, version: int) -> None:
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{step}\n"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {version};\nCOMMIT;"
    )
