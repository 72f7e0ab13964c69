"""Brings the claims of a bulk result into one table of an engine on disk, in few columns.

Words that decide on a series, ways and days come many times over; each is kept once in a table of its own and told by a
number. The numbers are hashes whose like is looked for, so that two words never share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.bulk.tables import claim_schema
from tracker.errors import TrackerError
from tracker.reconcile.carried import SAME_COPY, copy_of

# All of a claim that decides on its series by itself, as `statements.keys_of` and `places.Gazetteer` look at it. Outlet and
# address decide only where nobody is named, the quote only where "its soldiers" may stand in it.
_OWN_VOICE = "claimant IS NULL AND coalesce(source, '') = ''"
_ITS = (  # true of more quotes than `places` finds it in, and of none fewer
    r"regexp_matches(lower(quote), '\b(its|our)[^0-9a-z_]') "
    "AND (contains(lower(quote), lower(victims)) OR regexp_matches(quote, '[^ -~]')) OR regexp_matches(quote, '[ıİſ]')"
)
WORDS = {
    **{name: f'"{name}"' for name in "conflict outcome group group_words victims side place basis since".split()},
    "as_of": "CASE WHEN basis = 'event' THEN as_of END",
    **{name: name for name in "claimant source scope inclusions kind unit".split()},
    "outlet": f"CASE WHEN {_OWN_VOICE} THEN outlet END",
    "url": f"CASE WHEN {_OWN_VOICE} AND coalesce(outlet, '') = '' THEN url END",
    "quote": f"CASE WHEN victims IS NOT NULL AND ({_ITS}) THEN quote ELSE '' END",
}
WAYS = {"outlet": "coalesce(outlet, '')", "relays": "relays", "agency": "agency"}
_TOLD = "low high qualifier hedge date_basis said_on seen_at region kind withdraws part_of".split()


def load(db: Any, files: Sequence[Path], carriers: Any) -> None:
    """Makes `claim`, one row each, `word` and `way`.

    carriers   a table of article_id, story and agency
    """
    db.register("carriers", carriers)
    db.execute("CREATE TEMP TABLE carrier AS FROM carriers")
    db.unregister("carriers")
    db.create_function("copied", _copied, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special")
    _source(db, files)
    words = ", ".join(f"{sql} AS {_name(name)}" for name, sql in WORDS.items())
    ways = ", ".join(f"{sql} AS {name}" for name, sql in WAYS.items())
    _kept_once(db, "word", words)
    _kept_once(db, "way", ways)
    odd = "regexp_matches(quote, '[^ -~]|  |^ | $')"
    copy = f"CASE WHEN {odd} THEN copied(quote) WHEN length(quote) >= {SAME_COPY} THEN lower(quote) END"
    told = ", ".join(f'"{name}"' for name in _TOLD)
    db.execute(
        f"""
        CREATE TABLE claim AS
        SELECT id, article_id, hash({", ".join(WORDS.values())}) AS word, hash({", ".join(WAYS.values())}) AS way,
            as_of, {told}, left(seen_at, 10) AS seen_day, story, hash({copy}) AS copy, ({copy}) IS NOT NULL AS copies,
            CASE WHEN coalesce(outlet, '') = '' THEN article_id END AS alone,
            CASE WHEN kind = 'table_row' OR withdraws <> 0 THEN id END AS row
        FROM source
        """  # noqa: S608
    )


def _source(db: Any, files: Sequence[Path]) -> None:
    """`source`, a view of the claims of these files, each once, as the first file by name has it."""
    names = [str(path) for path in files]
    listed = "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in names) + "]"
    read = f"read_parquet({listed}, filename = true, file_row_number = true, hive_partitioning = false)"
    columns = ", ".join(f'c."{name}"' for name in claim_schema().names)
    # An id follows from its article, so that what comes twice is of one article; that few do is found over hashes.
    db.execute(
        f"""
        CREATE TABLE twice AS
        WITH often AS (SELECT hash(id) AS h FROM {read} GROUP BY h HAVING count(*) > 1)
        SELECT filename, file_row_number FROM {read} WHERE hash(id) IN (FROM often)
        QUALIFY row_number() OVER (PARTITION BY article_id, id ORDER BY parse_filename(filename), file_row_number) > 1
        """  # noqa: S608
    )
    db.execute(
        f"""
        CREATE VIEW once AS SELECT c.* FROM {read} c
        WHERE NOT EXISTS (FROM twice t WHERE t.filename = c.filename AND t.file_row_number = c.file_row_number);
        CREATE VIEW source AS SELECT {columns}, story, agency FROM once c LEFT JOIN carrier USING (article_id)
        """  # noqa: S608
    )


def _kept_once(db: Any, table: str, columns: str) -> None:
    """A table of the different rows of these columns, each under the hash of them all."""
    names = ", ".join(_name(name) for name in (WORDS if table == "word" else WAYS))
    db.execute(
        f"CREATE TABLE {table} AS SELECT *, hash({names}) AS h FROM (SELECT DISTINCT {columns} FROM source)"  # noqa: S608
    )
    rows, hashes = db.execute(f"SELECT count(*), count(DISTINCT h) FROM {table}").fetchone()  # noqa: S608
    if rows != hashes:
        raise TrackerError(f"two of {rows:,} rows of {table} have one hash; reconcile the shards in two parts")


def _name(name: str) -> str:
    return f'"{name}"'


def _copied(quotes: Any) -> Any:
    """Quotes as `carried.copy_of` compares them; asked for those that are not plain ASCII, which the engine does itself."""
    import pyarrow as pa

    return pa.array([copy_of(quote) if quote is not None else None for quote in quotes.to_pylist()], pa.string())
