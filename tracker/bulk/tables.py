"""Claims and articles as rows of Parquet files, in the columns of the store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tracker.collect.article import Collected
from tracker.model import Claim, Notice, Outcome
from tracker.model.stored import ARTICLES, CLAIMS
from tracker.reconcile.agencies import credited
from tracker.reconcile.copies import fingerprint
from tracker.store import rows

_OF_CLAIM = [field.name for field in CLAIMS.fields if field.name != "reading"]
_OF_ARTICLE = [field.name for field in ARTICLES.fields]


@lru_cache(maxsize=1)
def claim_schema() -> Any:
    """The columns of a file of claims."""
    return _schema(CLAIMS, without="reading")


@lru_cache(maxsize=1)
def article_schema() -> Any:
    """The columns of a file of articles: those of the store, and the bytes of the page."""
    import pyarrow as pa

    return _schema(ARTICLES).append(pa.field("raw", pa.binary(), nullable=False))


@lru_cache(maxsize=1)
def print_schema() -> Any:
    """The columns of a file of fingerprints: what finds the copies of an article without its text."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("article_id", pa.string(), nullable=False),
            pa.field("agency", pa.string()),
            pa.field("words", pa.binary(), nullable=False),
            pa.field("runs", pa.list_(pa.uint32())),
            pa.field("notices", pa.string(), nullable=False),
        ]
    )


def _schema(sheet: Any, without: str = "") -> Any:
    import pyarrow as pa

    types = {"integer": pa.int64(), "boolean": pa.int64()}
    return pa.schema(
        [
            pa.field(field.name, types.get(field.type, pa.string()), nullable=not field.required)
            for field in sheet.fields
            if field.name != without
        ]
    )


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as the columns of its file."""
    return dict(zip(_OF_CLAIM, rows.claim_row(claim), strict=True))


def article_row(found: Collected) -> dict[str, Any]:
    """An article with its bytes as the columns of its file."""
    return {**dict(zip(_OF_ARTICLE, rows.article_row(found.article), strict=True)), "raw": found.raw}


def print_row(id_: str, text: str, notices: Sequence[Notice] = ()) -> dict[str, Any]:
    """What is asked of an article's text later, as the columns of their file: its fingerprint, the agency that it credits,
    and its notes on figures it had wrong."""
    found = fingerprint(text)
    return {
        "article_id": id_,
        "agency": credited(text),
        "words": found.words,
        "runs": found.runs,
        "notices": _notices_text(notices),
    }


def _notices_text(notices: Sequence[Notice]) -> str:
    told = [
        (n.start, n.end, n.quote, sorted(n.outcomes), n.wrong, n.right, None if n.said_on is None else str(n.said_on))
        for n in notices
    ]
    return json.dumps(told, ensure_ascii=False) if told else ""


def notices_from(text: str) -> tuple[Notice, ...]:
    """The notes of a row of `print_row`."""
    return tuple(
        Notice(start, end, quote, frozenset(map(Outcome, outcomes)), tuple(wrong), tuple(right), rows.day(said_on))
        for start, end, quote, outcomes, wrong, right, said_on in json.loads(text)
    )


def day_folder(claim: Claim) -> str:
    """The folder of the day on which a claim was said."""
    return f"said_on={claim.said_on or 'unknown'}"
