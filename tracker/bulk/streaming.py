"""Claims of a bulk result line by line: those that no rule tells apart as one, with no more than one line in memory.

A line is all that one claimant said of one thing, in whatever way it counts: no rule looks beyond it before gaps are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from tracker.bulk.filing import Filing
from tracker.model import Claim, LeftOut
from tracker.reconcile.carried import NOWHERE, way_of
from tracker.reconcile.crowds import Crowd, Way, Ways
from tracker.reconcile.days import seen_day
from tracker.reconcile.leaving_out import ELSEWHERE, unfit
from tracker.reconcile.revisions import said_day, said_order
from tracker.reconcile.statements import Keyed, day_of
from tracker.store import rows

# What the rules look at in a claim of a filing; of its hedge and its wording the first one's count.
_TOLD = "f as_of low high qualifier date_basis said_on apart elsewhere withdraws".split()
_FIRSTS = "f as_of low high qualifier hedge date_basis said_on region withdraws part_of".split()
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
        """
        CREATE TABLE line AS FROM told;
        CREATE TABLE rowed AS SELECT DISTINCT line FROM filed JOIN line USING (f) WHERE "row" IS NOT NULL
        """
    )
    db.unregister("told")
    apart = ", CASE WHEN part_of IS NOT NULL THEN id END" if each_part else ""
    told = ", ".join(f'"{name}"' for name in _TOLD)
    firsts = ", ".join(f'"{name}"' for name in _FIRSTS)
    elsewhere = ", ".join(f"'{region}'" for region in sorted(ELSEWHERE))
    found = db.sql(
        f"""
        WITH told AS (
            SELECT filed.*, line, number, in_time, apart, CASE WHEN region IN ({elsewhere}) THEN region END AS elsewhere
            FROM filed JOIN line USING (f) JOIN way_number ON h = way
            JOIN clock ON said IS NOT DISTINCT FROM said_on AND of IS NOT DISTINCT FROM as_of AND seen = seen_day
            WHERE id NOT IN (FROM struck)
        )
        SELECT line, hash({told}, CASE WHEN line IN (FROM rowed) THEN id END{apart}) AS crowd, {firsts}, id,
            CASE WHEN in_time THEN seen_at ELSE '~' END AS seen_order, seen_at, number, story,
            CASE WHEN copies AND kind <> 'table_row' THEN copy END AS copy, alone
        FROM told ORDER BY line, crowd, seen_order, id
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
        for start, end in pairwise(cuts):
            if held and numbers[start] != at:
                yield pa.Table.from_batches(held)
                held = []
            at = numbers[start]
            held.append(batch.slice(start, end - start))
    if held:
        yield pa.Table.from_batches(held)


def _line(table: Any, starts: list[int], filings: Mapping[int, Filing], config: Any, ways: Ways) -> Line:
    firsts = table.select(_FIRSTS).take(starts).to_pydict()
    ids, orders, seen, numbers, copies = (
        table.column(name).to_pylist() for name in "id seen_order seen_at number copy".split()
    )
    stories, alone = (_some(table.column(name)) for name in ("story", "alone"))
    fields = {f: _fields(filings[f].claim) for f in set(firsts["f"])}
    made = Line(table.column("line")[0].as_py(), [], [])
    told = zip(*(firsts[name] for name in _FIRSTS), strict=True)
    for start, end, row in zip(starts, [*starts[1:], len(ids)], told, strict=True):
        filing = filings[row[0]]
        outlet = ways.all[numbers[start]].chain.outlet or None
        claim = _first(fields[row[0]], ids[start], outlet, seen[start], row)
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
                copies[start:end],
                stories[start:end],
                alone[start:end],
                ways,
            )
            made.kept.append(Keyed(claim, filing.key, dated.as_of, dated.basis, crowd))
    return made


def _some(column: Any) -> Sequence[str | None]:
    """The values of a column, nothing where it has none."""
    return () if column.null_count == len(column) else list(column.to_pylist())


def _first(alike: dict[str, Any], id_: str, outlet: str | None, seen_at: str, row: Sequence[Any]) -> Claim:
    """The first claim of a crowd, as far as the rules look at it."""
    _, as_of, low, high, qualifier, hedge, basis, said_on, region, withdraws, part_of = row
    told: dict[str, Any] = {
        "id": id_,
        "quantity": rows.quantity(low, high, qualifier, hedge, alike["quantity"].unit),
        "as_of": rows.day(as_of),
        "date_basis": rows.DATE_BASES[basis],
        "said_on": rows.day(said_on),
        "outlet": outlet,
        "seen_at": seen_at,
        "region": rows.REGIONS[region],
        "withdraws": bool(withdraws),
        "part_of": part_of,
    }
    return Claim(**(alike | told))


def _fields(claim: Claim) -> dict[str, Any]:
    """A claim's fields by name; half of the time of `replace` is to find them."""
    return {name: getattr(claim, name) for name in Claim.__slots__}


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
    """`clock`: for each day that is spoken of, of saying and of seeing that come together, whether the moment of seeing
    tells the order of the news, and the day of seeing where the rules may look at it."""
    import pyarrow as pa

    days = db.execute("SELECT DISTINCT as_of, said_on, seen_day FROM claim").fetchall()
    in_time, apart = [], []
    for as_of, said, seen in days:
        claim = replace(NOWHERE, said_on=rows.day(said), seen_at=seen)
        in_time.append(said_order(claim)[1] != "~")
        latest = max(day.first() for day in (claim.said_on, rows.day(as_of)) if day) if said else None
        seen_on = seen_day(seen)
        apart.append(seen if latest is None or (seen_on is not None and latest > seen_on) else "")
    columns = {name: pa.array(list(values), pa.string()) for name, values in _named(days, "of said seen").items()}
    db.register("told", pa.table({**columns, "in_time": in_time, "apart": apart}))
    db.execute("CREATE TABLE clock AS FROM told")
    db.unregister("told")


def _named(found: Sequence[Sequence[Any]], names: str) -> dict[str, list[Any]]:
    return {name: [row[at] for row in found] for at, name in enumerate(names.split())}
