"""Appending to the store. Each function writes inside a transaction that its caller holds."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from isal import isal_zlib

from tracker.errors import StoreError
from tracker.issues import Issue
from tracker.model import Article, Claim, Unread, content_id
from tracker.store import rows
from tracker.store.seal import add_seal

_LEVEL = 3  # of ISA-L: within a tenth of zlib's best for a web page, in a seventh of its time


def add_blob(db: sqlite3.Connection, sha256: str, data: bytes) -> bool:
    """Keeps bytes under their hash; False when they are held already. Raises StoreError for bytes of another hash."""
    if db.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (sha256,)).fetchone():
        return False
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise StoreError(
            f"bytes given as {sha256} have the hash {found}; the hash must be that of the bytes themselves"
        )
    db.execute("INSERT INTO blobs VALUES (?, ?, ?)", (sha256, len(data), isal_zlib.compress(data, _LEVEL)))
    return True


def add_article(db: sqlite3.Connection, article: Article, raw: bytes) -> bool:
    """Keeps an article and its bytes; False, and nothing changed, when it is held already."""
    if db.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone():
        return False
    add_blob(db, article.sha256, raw)
    row = rows.article_row(article)
    db.execute(f"INSERT INTO articles ({rows.ARTICLE_COLUMNS}) VALUES ({_marks(row)})", row)  # noqa: S608
    return True


def add_reading(
    db: sqlite3.Connection, article_id: str, reader_version: str, claims: Iterable[Claim], unread: Iterable[Unread]
) -> bool:
    """Keeps what one version of the reader made of an article; False when that version has read it already."""
    asked = (article_id, reader_version)
    if db.execute("SELECT 1 FROM readings WHERE article_id = ? AND reader_version = ?", asked).fetchone():
        return False
    if not db.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
        raise StoreError(f"a reading of {article_id}: no such article is held; add the article first")
    once: dict[str, Claim] = {}
    for claim in claims:
        if claim.article_id != article_id:
            raise StoreError(f"claim {claim.id}: found article {claim.article_id} in a reading of {article_id}")
        if once.setdefault(claim.id, claim) != claim:
            raise StoreError(f"claim {claim.id}: two different claims of {article_id} have this id; ids must differ")
    missed = tuple(dict.fromkeys(unread))
    cursor = db.execute(
        "INSERT INTO readings (article_id, reader_version, claims, unread) VALUES (?, ?, ?, ?)",
        (*asked, len(once), len(missed)),
    )
    number = cursor.lastrowid
    marks = ", ".join("?" * (rows.CLAIM_COLUMNS.count(",") + 1))
    db.executemany(
        f"INSERT INTO claims (reading, {rows.CLAIM_COLUMNS}) VALUES (?, {marks})",  # noqa: S608
        ((number, *rows.claim_row(claim)) for claim in once.values()),
    )
    db.executemany(
        "INSERT INTO unread VALUES (?, ?, ?, ?, ?, ?)",
        ((number, u.article, u.start, u.end, u.sentence, u.reason) for u in missed),
    )
    assert number is not None
    add_seal(db, number, article_id)
    return True


def start_run(db: sqlite3.Connection, today: date, started_at: str, config_hash: str, reader_version: str) -> str:
    """The id of the run for this day, configuration and reader; one that was interrupted keeps its id."""
    run = content_id("r", today.isoformat(), config_hash, reader_version)
    row = (run, today.isoformat(), started_at, config_hash, reader_version)
    db.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?)", row)
    return run


def finish_run(
    db: sqlite3.Connection, run_id: str, finished_at: str, outcome: str, counts: Mapping[str, int]
) -> None:
    """Notes that a run came to its end, and what it counted."""
    told = json.dumps(dict(sorted(counts.items())), separators=(",", ":"))
    db.execute("INSERT INTO run_ends VALUES (?, ?, ?, ?)", (run_id, finished_at, outcome, told))


def add_issues(db: sqlite3.Connection, run_id: str, issues: Iterable[Issue]) -> None:
    """Keeps the issues of a run, each once."""
    db.executemany(
        "INSERT OR IGNORE INTO issues VALUES (?, ?, ?, ?, ?, ?)",
        ((run_id, i.stage, i.code, i.subject, i.message, str(i.severity)) for i in issues),
    )


def add_capture(
    db: sqlite3.Connection, url: str, final_url: str, data: bytes, seen_at: str, headers: Mapping[str, str]
) -> bool:
    """Keeps an answer of a server and its bytes; False when the same bytes came from there before."""
    sha256 = hashlib.sha256(data).hexdigest()
    add_blob(db, sha256, data)
    told = json.dumps(dict(headers), ensure_ascii=False, sort_keys=True)
    row = tuple(word.encode("utf-8", "replace").decode() for word in (url, sha256, final_url, seen_at, told))
    return db.execute("INSERT OR IGNORE INTO captures VALUES (?, ?, ?, ?, ?)", row).rowcount > 0


def add_edition(db: sqlite3.Connection, run_id: str, state: str, due: date | None) -> None:
    """Notes what a published report was made of."""
    db.execute("INSERT INTO editions VALUES (?, ?, ?)", (run_id, state, due.isoformat() if due else None))


def set_validators(db: sqlite3.Connection, url: str, etag: str | None, last_modified: str | None) -> None:
    """What a server said to send with the next request for a page. The one table whose rows are replaced."""
    db.execute("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", (url, etag, last_modified))


def _marks(row: rows.Row) -> str:
    return ", ".join("?" * len(row))
