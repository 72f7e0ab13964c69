"""Reconciles a bulk result: claims grouped by an engine on disk, figures by the rules that hold for a store.

What no rule tells apart goes through the rules once, and one claimant's words on one thing at a time, so that memory goes
with what was said and not with how often it was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracker.bulk.filing import Filing, file
from tracker.bulk.grouping import load
from tracker.bulk.noting import notices_in, struck_by
from tracker.bulk.origins import MEMORY, carriers_among
from tracker.bulk.reading import claim_files, print_files
from tracker.bulk.running import need
from tracker.bulk.streaming import Line, lines
from tracker.garbage import uncollected
from tracker.model import Correction, LeftOut, LeftOutReason, Reconciled
from tracker.reconcile import completed, of_line
from tracker.reconcile.copies import Carrier
from tracker.reconcile.statements import Keyed, Undated
from tracker.sources import Config


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Claims in the tables of an engine, and what is asked of them once for all lines."""

    db: Any
    filings: Mapping[int, Filing]
    unplaced: Mapping[str, str]
    carriers: Mapping[str, Carrier]
    wrong: Mapping[str, Correction]
    struck: Mapping[int, list[Keyed]]


def lines_of(folder: Path, config: Config) -> Iterator[Reconciled]:
    """The series of a bulk result with their statements and corrections, in the order of series: all that one claimant
    said of one thing at a time. Gaps, and claims outside every series, are not told.

    Raises UsageError where the folder holds no bulk result.
    """
    with _grouped(folder, config) as held:
        if held is not None:
            for line in _all_lines(held, config, each_part=False):
                with uncollected():
                    made, _ = of_line(line.kept, held.struck.get(line.number, []), held.wrong, held.carriers)
                if made.series or made.corrected:
                    yield made


def reconciled(folder: Path, config: Config) -> Reconciled:
    """What the claims of a bulk result come to, all of it in memory: the same as in a store.

    Raises UsageError where the folder holds no bulk result.
    """
    with _grouped(folder, config) as held, uncollected():
        if held is None:
            return Reconciled()
        made: list[Reconciled] = []
        left: list[LeftOut] = []
        undated: list[Undated] = []
        for line in _all_lines(held, config, each_part=True):
            part, vague = of_line(line.kept, held.struck.get(line.number, []), held.wrong, held.carriers)
            made.append(part)
            left += _told_of_each(line, vague)
            undated += (
                Undated(replace(claim, id=id_), filing.key)
                for reason, claim, filing, ids in line.left
                if reason.reason is LeftOutReason.UNDATED
                for id_ in ids
            )
        unplaced = held.db.execute("SELECT id, word FROM filed WHERE f IS NULL").fetchall()
        left += (LeftOut(id_, LeftOutReason.UNPLACED, held.unplaced[str(word)]) for id_, word in unplaced)
        inside = {one.claim.id for found in held.struck.values() for one in found}
        outside = {id_: one for id_, one in held.wrong.items() if id_ not in inside}
        return completed(made, left, undated, outside, config)


def _all_lines(held: _Grouped, config: Config, *, each_part: bool) -> Iterator[Line]:
    """The lines in the order of series, those among them of which every claim was taken out of force."""
    waiting = sorted(held.struck, reverse=True)
    for line in lines(held.db, held.filings, config, each_part=each_part):
        while waiting and waiting[-1] <= line.number:
            number = waiting.pop()
            if number < line.number:
                yield Line(number, [], [])
        yield line
    yield from (Line(number, [], []) for number in reversed(waiting))


def _told_of_each(line: Line, vague: Iterable[LeftOut]) -> Iterator[LeftOut]:
    crowds = {one.claim.id: one.crowd.claims for one in line.kept if one.crowd is not None}
    for reason, _, _, ids in line.left:
        yield from (replace(reason, claim=id_) for id_ in ids)
    for reason in vague:
        yield from (replace(reason, claim=id_) for id_ in crowds[reason.claim])


@contextmanager
def _grouped(folder: Path, config: Config) -> Iterator[_Grouped | None]:
    files = list(claim_files(folder))
    prints = print_files(folder)
    if not files:
        yield None
        return
    need("duckdb", "scale")
    import duckdb
    import pyarrow as pa

    with TemporaryDirectory(prefix="tracker-claims-") as work, duckdb.connect(str(Path(work, "claims"))) as db:
        db.execute(
            f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{work}'; SET preserve_insertion_order = false"
        )
        carriers = carriers_among(prints, _sharing(db, files)) if prints else {}
        told = pa.table(
            {
                "article_id": pa.array(list(carriers), pa.string()),
                "story": pa.array([one.story for one in carriers.values()], pa.string()),
                "agency": pa.array([one.agency for one in carriers.values()], pa.string()),
            }
        )
        load(db, files, told)
        filings, unplaced = file(db, config)
        wrong, struck = struck_by(db, notices_in(prints), filings, config, carriers)
        yield _Grouped(db, filings, unplaced, carriers, wrong, struck)


def _sharing(db: Any, files: Iterable[Path]) -> list[str]:
    """The articles that share a figure with another, as `known.sharing` tells them."""
    query = """
        WITH told AS (
            SELECT article_id, outcome, low, high FROM read_parquet(?, hive_partitioning = false) WHERE kind = 'article'
        ), shared AS (
            SELECT outcome, low, high FROM told GROUP BY ALL HAVING min(article_id) <> max(article_id)
        )
        SELECT DISTINCT article_id FROM told t JOIN shared s
            ON s.outcome = t.outcome AND s.low IS NOT DISTINCT FROM t.low AND s.high IS NOT DISTINCT FROM t.high
    """
    return [id_ for (id_,) in db.execute(query, [[str(path) for path in files]]).fetchall()]
