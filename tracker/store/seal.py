"""The seal of a reading: a hash over its article's row and every row it wrote, kept when it is written.

The store refuses changes to what it holds, but its file is open to any SQLite tool. A figure, a day or a source that was
changed there by hand, or by a failing disk, no longer fits its seal.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from tracker.store import rows

_ARTICLE = f"SELECT {rows.ARTICLE_COLUMNS} FROM articles WHERE id = ?"  # noqa: S608
_CLAIMS = f"SELECT {rows.CLAIM_COLUMNS} FROM claims WHERE reading = ?"  # noqa: S608
_UNREAD = 'SELECT article, "start", "end", sentence, reason FROM unread WHERE reading = ?'
# A reading is sealed as it is written. Those from before there were seals come before the first that has one.
_SEALS = """
SELECT number, article_id, article_columns, claim_columns, hash FROM readings LEFT JOIN seals ON reading = number
WHERE number >= (SELECT min(reading) FROM seals) ORDER BY number
"""
_COLUMNS_OF_ARTICLE = rows.ARTICLE_COLUMNS.count(",") + 1
_COLUMNS_OF_CLAIM = rows.CLAIM_COLUMNS.count(",") + 1


def add_seal(db: sqlite3.Connection, number: int, article_id: str) -> None:
    """Seals a reading that was just written."""
    hashed = _hash(db, number, article_id, _COLUMNS_OF_ARTICLE, _COLUMNS_OF_CLAIM)
    db.execute("INSERT INTO seals VALUES (?, ?, ?, ?)", (number, _COLUMNS_OF_ARTICLE, _COLUMNS_OF_CLAIM, hashed))


def broken_seals(db: sqlite3.Connection) -> Iterator[str]:
    """Readings that are not as they were written, one line each."""
    for number, article_id, of_article, of_claim, told in db.execute(_SEALS):
        if told is None:
            yield f"reading {number} of article {article_id}: its seal is missing"
        elif _hash(db, number, article_id, of_article, of_claim) != told:
            yield (
                f"reading {number} of article {article_id}: its article, claims or unread sentences are not as they were "
                "written; something other than the tracker changed them"
            )


def _hash(db: sqlite3.Connection, number: int, article_id: str, of_article: int, of_claim: int) -> str:
    """The hash of a reading as the store holds it now.

    of_article, of_claim   how many columns it covers of either table: a table gains columns at its end only, so that an
                           older seal goes on to hold for those that were there
    """
    article = db.execute(_ARTICLE, (article_id,)).fetchone() or ()
    claims = _in_order(row[:of_claim] for row in db.execute(_CLAIMS, (number,)))
    unread = _in_order(db.execute(_UNREAD, (number,)))
    told = json.dumps([article[:of_article], claims, unread], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _in_order(found: Iterable[Sequence[object]]) -> list[Sequence[object]]:
    """Rows in an order that does not hang on how SQLite comes by them."""
    return sorted(found, key=repr)
