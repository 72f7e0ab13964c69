"""Claims of a bulk result line by line: those that no rule tells apart as one, with no more than one line in memory.

A line is all that one claimant said of one thing, in whatever way it counts: no rule looks beyond it before gaps are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.bulk.filing import Filing
from tracker.model import Claim, LeftOut
from tracker.reconcile.carried import NOWHERE, way_of
from tracker.reconcile.crowds import Crowd, Way, Ways
from tracker.reconcile.leaving_out import unfit
from tracker.reconcile.revisions import said_day, said_order
from tracker.reconcile.statements import Keyed, day_of
from tracker.store import rows

_TOLD = "f as_of low high qualifier hedge date_basis said_on seen_day region kind withdraws".split()
_FEW = 20_000  # claims that are asked of the engine at a time


@dataclass(frozen=True, slots=True)
class Line:
    """The claims of one line.

    kept   in series, each standing for a crowd
    left   out of them, with the claims that each stands for
    """

    number: int
    kept: list[Keyed]
    left: list[tuple[LeftOut, Claim, Filing, list[str]]]


def lines(db: Any, filings: Mapping[int, Filing], config: Any, *, each_part: bool) -> Iterator[Line]:
    """All lines in the order of series, without the claims in `struck`.

    each_part   claims that are a part of others stand for themselves alone, so that each knows its whole
    """
    import numpy as np
    import pyarrow as pa

    ways = _ways(db)
    _clock(db)
    db.register("told", pa.table({"f": list(filings), "line": [one.line for one in filings.values()]}))
    db.execute(
        "CREATE TABLE line AS FROM told; CREATE TABLE rowed AS SELECT DISTINCT line FROM filed JOIN line USING (f) WHERE row IS NOT NULL"
    )
    db.unregister("told")
    apart = ", CASE WHEN part_of IS NOT NULL THEN id END" if each_part else ""
    told = ", ".join(f'"{name}"' for name in _TOLD)
    found = db.sql(
        f"""
        SELECT line, hash({told}, CASE WHEN line IN (FROM rowed) THEN id END{apart}) AS crowd, {told}, part_of, id,
            CASE WHEN in_time THEN seen_at ELSE '~' END AS seen_order, seen_at, number, story,
            CASE WHEN copies AND kind <> 'table_row' THEN copy END AS copy, alone
        FROM filed JOIN line USING (f) JOIN way_number ON h = way
        JOIN clock ON clock.said IS NOT DISTINCT FROM said_on AND clock.seen = seen_day
        WHERE id NOT IN (FROM struck)
        ORDER BY line, crowd, seen_order, id
        """  # noqa: S608
    )
    for table in _by_line(found.to_arrow_reader(_FEW)):
        crowds = table.column("crowd").to_numpy()
        starts = np.flatnonzero(np.concatenate(([True], crowds[1:] != crowds[:-1]))).tolist()
        yield _line(table, starts, filings, config, ways)


def _by_line(reader: Any) -> Iterator[Any]:
    """Batches cut where a line ends."""
    import numpy as np
    import pyarrow as pa

    held: list[Any] = []
    at = None
    for batch in reader:
        if not len(batch):
            continue
        numbers = batch.column("line").to_numpy()
        cuts = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(numbers)]
        for start, end in zip(cuts, cuts[1:], strict=False):
            if held and numbers[start] != at:
                yield pa.Table.from_batches(held)
                held = []
            at = numbers[start]
            held.append(batch.slice(start, end - start))
    if held:
        yield pa.Table.from_batches(held)


def _line(table: Any, starts: list[int], filings: Mapping[int, Filing], config: Any, ways: Ways) -> Line:
    firsts = table.select([*_TOLD, "part_of"]).take(starts).to_pydict()
    ids, orders, seen, numbers, story, copy, alone = (
        table.column(name).to_pylist() for name in "id seen_order seen_at number story copy alone".split()
    )
    joins = [
        ((f"story {s}",) if s else ()) + ((f"copy {c}",) if c is not None else ()) + ((f"article {a}",) if a else ())
        for s, c, a in zip(story, copy, alone, strict=True)
    ]
    made = Line(table.column("line")[0].as_py(), [], [])
    told = zip(*(firsts[name] for name in (*_TOLD, "part_of")), strict=True)
    for start, end, row in zip(starts, [*starts[1:], len(ids)], told, strict=True):
        filing = filings[row[0]]
        outlet = ways.all[numbers[start]].chain.outlet or None
        claim = _first(filing.claim, ids[start], outlet, seen[start], row)
        dated = day_of(claim)
        reason = unfit(claim, filing.key, dated.as_of, filing.whole, config)
        if reason is not None:
            made.left.append((reason, claim, filing, ids[start:end]))
        elif dated.as_of is not None:
            crowd = Crowd(
                said_day(claim),
                ids[start:end],
                orders[start:end],
                min(filter(None, seen[start:end]), default=""),
                numbers[start:end],
                joins[start:end],
                ways,
            )
            made.kept.append(Keyed(claim, filing.key, dated.as_of, dated.basis, crowd))
    return made


def _first(alike: Claim, id_: str, outlet: str | None, seen_at: str, row: Sequence[Any]) -> Claim:
    """The first claim of a crowd, as far as the rules look at it."""
    _, as_of, low, high, qualifier, hedge, basis, said_on, _, region, _, withdraws, part_of = row
    return replace(
        alike,
        id=id_,
        quantity=rows.quantity(low, high, qualifier, hedge, alike.quantity.unit),
        as_of=rows.day(as_of),
        date_basis=rows.DATE_BASES[basis],
        said_on=rows.day(said_on),
        outlet=outlet,
        seen_at=seen_at,
        region=rows.REGIONS[region],
        withdraws=bool(withdraws),
        part_of=part_of,
    )


def _ways(db: Any) -> Ways:
    """All ways, numbered in the order of their chains in `way_number`."""
    import pyarrow as pa

    every: list[tuple[Way, int]] = [
        (way_of(outlet, rows.words(relays), agency), h)
        for outlet, relays, agency, h in db.execute("SELECT outlet, relays, agency, h FROM way").fetchall()
    ]
    every.sort(key=lambda one: (one[0].chain, one[0].nodes))
    numbers = pa.table({"h": pa.array([h for _, h in every], pa.uint64()), "number": list(range(len(every)))})
    db.register("told", numbers)
    db.execute("CREATE TABLE way_number AS FROM told")
    db.unregister("told")
    return Ways.of([way for way, _ in every])


def _clock(db: Any) -> None:
    """`clock`: for each day of saying and of seeing whether the moment of seeing tells the order of the news."""
    import pyarrow as pa

    days = db.execute("SELECT DISTINCT said_on, seen_day FROM claim").fetchall()
    blank = NOWHERE
    in_time = [said_order(replace(blank, said_on=rows.day(said), seen_at=seen))[1] != "~" for said, seen in days]
    told = pa.table(
        {
            "said": pa.array([said for said, _ in days], pa.string()),
            "seen": pa.array([seen for _, seen in days], pa.string()),
            "in_time": in_time,
        }
    )
    db.register("told", told)
    db.execute("CREATE TABLE clock AS FROM told")
    db.unregister("told")
