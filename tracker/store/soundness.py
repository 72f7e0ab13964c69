"""Whether every byte of a store is what was kept: asked by `tracker check --deep`, and of each copy before it counts."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator

from tracker.errors import StoreError
from tracker.model import Article, content_id
from tracker.store import rows
from tracker.store.seal import broken_seals

_MOST_FAULTS = 50  # of one kind that are told one by one


def deep_faults(db: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with what is kept, one line each: pages and indexes that do not fit, bytes that are not those of their
    hash, articles that are not those of their id, claims whose words do not stand where they say, and readings that are
    not as they were written."""
    for faults, what in (
        (_file_faults(db), "pages"),
        (_blob_faults(db), "bytes"),
        (_article_faults(db), "articles"),
        (_claim_faults(db), "claims"),
        (broken_seals(db), "readings"),
    ):
        try:
            yield from _bounded(faults, what)
        except sqlite3.Error as error:
            yield f"{what}: cannot be read to their end: {error}"


def _file_faults(db: sqlite3.Connection) -> Iterator[str]:
    """The quick check of every night leaves the indexes out: one that lacks a row hides what the table holds."""
    for row in db.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield " ".join(str(row[0]).split())


def _bounded(faults: Iterator[str], what: str) -> Iterator[str]:
    count = 0
    for fault in faults:
        count += 1
        if count <= _MOST_FAULTS:
            yield fault
    if count > _MOST_FAULTS:
        yield f"{what}: {count - _MOST_FAULTS:,} more faults of this kind"


def _blob_faults(db: sqlite3.Connection) -> Iterator[str]:
    gone = {row[0] for row in db.execute("SELECT sha256 FROM let_go")}
    for sha256, size, packed in db.execute("SELECT sha256, size, packed FROM blobs"):
        if not packed:
            if sha256 not in gone:
                yield f"bytes {sha256}: none are held, and nothing says that they were let go"
            continue
        try:
            data = zlib.decompress(packed)
        except zlib.error as error:
            yield f"bytes {sha256}: cannot be unpacked: {error}"
            continue
        if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
            yield f"bytes {sha256}: what is held has another hash"


def _article_faults(db: sqlite3.Connection) -> Iterator[str]:
    query = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles"  # noqa: S608
    for row in db.execute(query):
        try:
            article = rows.article_from(row)
        except StoreError as error:
            yield str(error)
            continue
        if article.id not in (content_id("a", article.url or article.name, article.text), _by_name(article)):
            yield f"article {article.id}: its text or address is not the one it was kept with"


def _by_name(article: Article) -> str:
    return content_id("a", article.name, article.text)


def _claim_faults(db: sqlite3.Connection) -> Iterator[str]:
    columns = ", ".join(f"claims.{name.strip()}" for name in rows.CLAIM_COLUMNS.split(","))
    query = f"SELECT articles.text, {columns} FROM claims JOIN articles ON articles.id = claims.article_id"  # noqa: S608
    for text, *row in db.execute(query):
        try:
            claim = rows.claim_from(tuple(row))
        except StoreError as error:
            yield str(error)
            continue
        if text[claim.start : claim.end] != claim.quote:
            yield f"claim {claim.id}: its quote does not stand in its article at {claim.start} to {claim.end}"
        elif any(not 0 <= span.start <= span.end <= len(text) for span in claim.spans):
            yield f"claim {claim.id}: a part of it lies outside its article"
