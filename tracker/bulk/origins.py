"""Which articles of a bulk result tell one story, found over their fingerprints without holding them in memory.

The rule is that of `tracker.reconcile.copies`, said in SQL: fingerprints lie in a table on disk, and each band is one
pass over the few of its columns that the band needs. Only pairs that tell one story come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracker.bulk.running import need
from tracker.reconcile.copies import ALIKE, BANDS, HASHES, NEIGHBOURS, Carrier, band_columns, joined

MEMORY = "2GB"  # that the engine may hold; what is more goes to disk
_BATCH = 50_000


def carriers_among(files: Sequence[Path], asked: Iterable[str]) -> dict[str, Carrier]:
    """What the fingerprints of these articles tell of where they come from, as `copies.carriers` tells it of texts.

    An article that stands in several files counts as the first of them has it.
    """
    if not files:
        return {}
    need("duckdb", "scale")
    import duckdb

    with TemporaryDirectory(prefix="tracker-origins-") as folder, duckdb.connect(str(Path(folder, "prints"))) as db:
        db.execute(f"SET memory_limit = '{MEMORY}'")
        db.execute(f"SET temp_directory = '{folder}'")
        _load(db, files, sorted(asked))
        story = joined(_alike(db))
        # Numbers go by id, so that the first of a story by number is the first by id.
        ids = dict(_rows(db.execute("SELECT n, id FROM prints WHERE agency IS NOT NULL OR n IN (FROM paired)")))
        agencies = dict(_rows(db.execute("SELECT n, agency FROM prints WHERE agency IS NOT NULL")))
        return {id_: Carrier(ids[story[n]] if n in story else None, agencies.get(n)) for n, id_ in ids.items()}


def _load(db: Any, files: Sequence[Path], asked: list[str]) -> None:
    """The fingerprints that are asked for, numbered by id, each hash a column: a band reads six of 128."""
    import pyarrow as pa

    columns = ", ".join(f"runs[{at + 1}] AS h{at}" for at in range(HASHES))
    db.register("asked", pa.table({"id": pa.array(asked, pa.string())}))
    db.execute(
        f"""
        CREATE TABLE prints AS
        WITH found AS (
            SELECT article_id AS id, agency, words, runs
            FROM read_parquet(?, filename = true) JOIN asked ON asked.id = article_id
            QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY parse_filename(filename)) = 1
        )
        SELECT row_number() OVER (ORDER BY id) AS n, id, agency, words, runs IS NOT NULL AS long, {columns} FROM found
        """,  # noqa: S608
        [[str(path) for path in files]],
    )
    db.unregister("asked")
    db.execute(
        """
        CREATE TABLE twins AS
        SELECT min(n) OVER (PARTITION BY words) AS one, n AS other FROM prints QUALIFY one <> other
        """
    )
    db.execute("CREATE TABLE paired AS SELECT one AS n FROM twins UNION SELECT other FROM twins")


def _alike(db: Any) -> Iterator[tuple[int, int]]:
    """The pairs that tell one story, by their numbers; those found are noted in `paired`."""
    yield from _rows(db.execute("SELECT one, other FROM twins"))
    db.execute("CREATE TABLE met (one BIGINT, other BIGINT)")
    for band in range(BANDS):
        meeting, ordering = ([f"h{column}" for column in columns] for columns in band_columns(band))
        key = ", ".join(meeting)
        before = ", ".join(f"lag(n, {back}) OVER band" for back in range(1, NEIGHBOURS + 1))
        # Most meet nobody; they are let go before anything is put in order.
        db.execute(
            f"""
            INSERT INTO met
            WITH mine AS (
                SELECT n, {", ".join(meeting + ordering)} FROM prints
                WHERE long AND n NOT IN (SELECT other FROM twins)
            ), crowd AS (SELECT {key} FROM mine GROUP BY {key} HAVING count(*) > 1)
            SELECT unnest(near) AS one, other FROM (
                SELECT n AS other, [{before}] AS near FROM mine JOIN crowd USING ({key})
                WINDOW band AS (PARTITION BY {key} ORDER BY {", ".join(ordering)}, n)
            )
            """  # noqa: S608
        )
    same = " + ".join(f"(a.h{at} = b.h{at})::INTEGER" for at in range(HASHES))
    db.execute(
        f"""
        CREATE TABLE alike AS
        WITH pairs AS (SELECT DISTINCT least(one, other) AS one, greatest(one, other) AS other FROM met WHERE one > 0)
        SELECT one, other FROM pairs JOIN prints a ON a.n = one JOIN prints b ON b.n = other
        WHERE {same} >= {ALIKE * HASHES}
        """  # noqa: S608
    )
    db.execute("INSERT INTO paired SELECT one FROM alike UNION SELECT other FROM alike")
    yield from _rows(db.execute("SELECT one, other FROM alike"))


def _rows(found: Any) -> Iterator[tuple[Any, Any]]:
    while batch := found.fetchmany(_BATCH):
        yield from batch
