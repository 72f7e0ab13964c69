"""Reads what bulk runs have written: their claims, and articles with their claims into a store."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from tracker.bulk.running import need
from tracker.bulk.tables import claim_schema
from tracker.errors import UsageError
from tracker.garbage import uncollected
from tracker.model import Claim
from tracker.store import Store, rows


def claims_of(folder: Path) -> list[Claim]:
    """The claims of all shards that are done, each once, in the order of the store: by article name, position, id.

    Claims of a shard that was not finished do not count. Raises UsageError where the folder holds no bulk result.
    """
    files = [str(path) for path in claim_files(folder)]
    if not files:
        return []
    need("duckdb", "scale")
    import duckdb

    columns = ", ".join(f'"{name}"' for name in claim_schema().names)
    with duckdb.connect() as db:
        # The same page may stand in two archives: the article is one, and so is each of its claims, as the first shard by
        # name has them; `_articles` goes through the shards in the same order.
        query = (
            f"SELECT {columns} FROM read_parquet(?, filename = true, hive_partitioning = false) "  # noqa: S608
            "QUALIFY row_number() OVER (PARTITION BY article_id, id ORDER BY parse_filename(filename)) = 1"
        )
        found = db.execute(query, [files])
        claims: list[Claim] = []
        with uncollected():
            while batch := found.fetchmany(50_000):
                claims.extend(map(rows.claim_from, batch))
    claims.sort(key=lambda claim: (claim.article, claim.start, claim.id))
    return claims


def take_into(folder: Path, store: Store, version: str, moment: str) -> tuple[int, int]:
    """Adds the articles of a bulk result that gave claims, with their bytes and their reading, to a store.

    Returns how many articles and claims are new. `moment` is when they are first seen by it.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims_of(folder):
        by_article[claim.article_id].append(claim)
    new_articles = new_claims = 0
    for row, raw in _articles(folder):
        article = replace(rows.article_from(row), seen_at=moment)
        with store.transaction():
            new_articles += store.add_article(article, raw)
            held = store.article(article.id)
            seen_at = held.seen_at if held else moment
            claims = [replace(claim, seen_at=seen_at) for claim in by_article[article.id]]
            fresh = sum(not store.has_claim(claim.id) for claim in claims)
            if store.add_reading(article.id, version, claims):
                new_claims += fresh
    return new_articles, new_claims


def done_shards(folder: Path) -> list[dict[str, Any]]:
    """What each finished shard held. Raises UsageError where the folder holds no bulk result."""
    notes = sorted((folder / "done").glob("*.json"))
    if not notes:
        raise UsageError(f"{folder}: found no finished shard; give the folder that `tracker bulk --out` has written")
    return [json.loads(note.read_text("utf-8")) for note in notes]


def claim_files(folder: Path) -> Iterator[Path]:
    """The files of claims of all shards that are done. Raises UsageError where the folder holds no bulk result."""
    for told in done_shards(folder):
        for day in told["days"]:
            yield folder / "claims" / day / f"{told['shard']}.parquet"


def print_files(folder: Path) -> list[Path]:
    """The files of fingerprints of all shards that are done, in the order of the shards.

    Raises UsageError where a shard that gave articles has none, or none with notices: it was done by an earlier release.
    """
    import pyarrow.parquet as pq

    found = []
    for told in done_shards(folder):
        name = f"{told['shard']}.parquet"
        path = folder / "origins" / name
        if path.exists() and "notices" in pq.read_schema(path).names:
            found.append(path)
        elif (folder / "articles" / name).exists():
            raise UsageError(
                f"{path}: missing or of an earlier release; "
                f"remove {folder}/done/{told['shard']}.json and run `tracker bulk` again"
            )
    return found


def _articles(folder: Path) -> Iterator[tuple[tuple[Any, ...], bytes]]:
    import pyarrow.parquet as pq

    for told in done_shards(folder):
        path = folder / "articles" / f"{told['shard']}.parquet"
        if not path.exists():
            continue
        for batch in pq.ParquetFile(path).iter_batches(batch_size=200):
            for row in batch.to_pylist():
                raw = row.pop("raw")
                yield tuple(row.values()), raw
