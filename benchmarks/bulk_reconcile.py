#!/usr/bin/env python3
"""How long `tracker reconcile --from` takes over claims in Parquet files, and how much memory it holds.

    python benchmarks/bulk_reconcile.py [--claims 1000000] [--whole] [--keep FOLDER]

Claims are made up as in reconcile_claims.py, over 300 series. How many articles carry a figure is drawn: half of the
figures stand in one, three of ten in 10, three of twenty in 50, one of twenty in 180, which makes twenty claims a figure.
Every claim has a moment at which it was seen, a wording of its source and its place out of several, one of 400 outlets and
a sentence of its own but for one in six, which is an agency's; one in ten is a part of the claim before it, one in twenty
has no day. They are written before the clock starts. There are no articles and no fingerprints: the search for copies is
measured by bulk_origins.py.

Prints seconds from the files to the last line of the CSV, for a fifth and for all, each in a process of its own, and what
20 million claims would take by the slope between the two; exits with 1 where that is over five minutes or 8 GB. A
projection is no measurement: `--claims 20000000` measures it, after some ten minutes of writing. `--keep` leaves what is
made up in a folder, and takes it from there the next time. `--whole` makes all records at once, with gaps and claims left
out, as a store does.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from measured import alone, most_megabytes
from reconcile_claims import made_up

from tracker.bulk import lines_of, reconciled
from tracker.bulk.tables import claim_row, claim_schema
from tracker.model import Claim, DateBasis, Group, Outcome, PartialDate
from tracker.report.csv_file import to_csv
from tracker.report.rows import Book
from tracker.report.schema import SERIES
from tracker.sources import Config, load

A_FILE = 50_000
CARRIED, SHARES = (1, 10, 50, 180), (50, 30, 15, 5)
OUTLETS, AGENCIES = 400, ("Reuters", "AFP", "Anadolu")
ASKED, MINUTES, MEGABYTES = 20_000_000, 5, 8_000


def carried(number: int, config: Config) -> Iterator[Claim]:
    """So many claims, each figure in as many articles as the shares say."""
    chance = random.Random(2)  # noqa: S311
    n = 0
    for figure in made_up(number, config, 1):
        assert figure.as_of is not None
        wording = f"{figure.source}, which released a statement to reporters on the toll so far"
        for _ in range(chance.choices(CARRIED, SHARES)[0]):
            if n == number:
                return
            agency = chance.choice(AGENCIES) if chance.random() < 1 / 6 else None
            quote = f"{wording}, {agency or f'as our reporter {n} learnt from those who were there'}"
            said = figure.as_of.first() + timedelta(days=chance.randrange(3))
            seen = f"{_later(said, chance)}T{n % 24:02d}:{n % 59:02d}:{n % 57:02d}Z"
            claim = replace(
                figure,
                id=f"c-{n:012x}",
                article_id=f"a-{n:012x}",
                article=f"article {n}",
                quote=quote,
                end=len(quote),
                outlet=f"Outlet {int(chance.paretovariate(0.6)) % OUTLETS}",
                url=f"https://outlet.example/{n}",
                said_on=PartialDate.of(said),
                seen_at=seen,
                place=chance.choice(("Gaza Strip", "Gaza", None)),
                victims=chance.choice((None, "Palestinians", "people")),
                relays=(agency,) if agency else (),
            )
            if chance.random() < 0.05:
                claim = replace(claim, as_of=None, date_basis=DateBasis.NONE)
            yield claim
            n += 1
            if n < number and figure.group is Group.EVERYONE and chance.random() < 0.4:
                yield replace(
                    claim, id=f"c-{n:012x}", part_of=claim.id, group=Group.ELDERLY, outcome=Outcome.KILLED, start=1
                )
                n += 1


def _later(said: date, chance: random.Random) -> date:
    return said + timedelta(days=chance.choice((0, 0, 0, 1, 30)))


def write(number: int, folder: Path) -> None:
    """A bulk result of so many claims."""
    config = load(Path(__file__).parents[1] / "sources.yaml")
    rows = []
    (folder / "done").mkdir()
    (folder / "claims" / "said_on=unknown").mkdir(parents=True)
    for n, claim in enumerate(carried(number, config), 1):
        rows.append(claim_row(claim))
        if n % A_FILE and n != number:
            continue
        name = f"h-{n:012}"
        table = pa.Table.from_pylist(rows, schema=claim_schema())
        pq.write_table(table, folder / "claims" / "said_on=unknown" / f"{name}.parquet", compression="zstd")
        told = json.dumps({"shard": name, "days": ["said_on=unknown"]})
        (folder / "done" / f"{name}.json").write_text(told)
        rows.clear()


def seconds(folder: str, number: int, whole: bool) -> tuple[float, float]:
    """How long a bulk result takes to reconcile, and the megabytes that the process held at most."""
    config = load(Path(__file__).parents[1] / "sources.yaml")
    began, busy = time.perf_counter(), time.process_time()
    if whole:
        made = reconciled(Path(folder), config)
        series, statements, written = len(made.series), len(made.statements), 0
        first = 0.0
    else:
        series = statements = written = 0
        first = 0.0
        for line in lines_of(Path(folder), config):
            first = first or time.perf_counter() - began
            series, statements = series + len(line.series), statements + len(line.statements)
            written += len(to_csv(SERIES, Book(line, {}, config).series()))
    took, held = time.perf_counter() - began, most_megabytes()
    busy = time.process_time() - busy
    print(
        f"{number:>10,} claims  {series} series  {statements:>8,} statements  {took:6.1f} s, of it {first:.1f} s to the "
        f"first line; {busy:.1f} s of a processor  {written / 1e6:.0f} MB of CSV  {held:,.0f} MB held",
        flush=True,
    )
    return took, held


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--whole", action="store_true")
    options.add_argument("--keep", type=Path, help="where to leave what is made up, and to take it from")
    given = options.parse_args()
    told = []
    fifth = given.claims // 5
    for number in (fifth, given.claims):
        with tempfile.TemporaryDirectory() as made:
            folder = (given.keep or Path(made)) / str(number)
            if not folder.exists():
                folder.mkdir(parents=True)
                write(number, folder)
            told.append(alone(seconds, str(folder), number, given.whole))
    (less_took, less), (took, held) = told
    times = (ASKED - given.claims) / (given.claims - fifth)
    minutes, megabytes = (took + times * (took - less_took)) / 60, held + times * (held - less)
    print(f"five times the claims took {took / less_took:.1f} times as long")
    print(
        f"projected for {ASKED:,} claims: {minutes:.1f} minutes, {megabytes:,.0f} MB; wanted {MINUTES}, {MEGABYTES:,}"
    )
    return int(minutes > MINUTES or megabytes > MEGABYTES)


if __name__ == "__main__":
    raise SystemExit(main())
