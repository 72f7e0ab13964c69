#!/usr/bin/env python3
"""How long `tracker reconcile --from` takes over claims in Parquet files, step by step, and how much memory it holds.

    python benchmarks/bulk_reconcile.py [--claims 200000] [--repeats 20]

Claims are made up as in reconcile_claims.py, over 300 series, each figure carried by so many outlets. They are written
before the clock starts. Prints seconds for reading the files and for the rest, for a tenth and for all, each in a
process of its own, and what 20 million claims would take at that pace; exits with 1 where that is over five minutes or
8 GB. A projection is no measurement: it says how far there is to go.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from measured import alone, most_megabytes
from reconcile_claims import made_up

from tracker.bulk import claims_of, reconciled
from tracker.bulk.tables import claim_row, claim_schema
from tracker.sources import load

A_FILE = 50_000
ASKED, MINUTES, MEGABYTES = 20_000_000, 5, 8_000


def write(number: int, repeats: int, folder: Path) -> None:
    """A bulk result of so many claims, each in an article of its own."""
    config = load(Path(__file__).parents[1] / "sources.yaml")
    rows = []
    (folder / "done").mkdir()
    (folder / "claims" / "said_on=unknown").mkdir(parents=True)
    for n, claim in enumerate(made_up(number, config, repeats), 1):
        rows.append(claim_row(replace(claim, article_id=f"a-{n:012x}", article=f"article {n}")))
        if n % A_FILE and n != number:
            continue
        name = f"h-{n:012}"
        table = pa.Table.from_pylist(rows, schema=claim_schema())
        pq.write_table(table, folder / "claims" / "said_on=unknown" / f"{name}.parquet", compression="zstd")
        told = json.dumps({"shard": name, "days": ["said_on=unknown"]})
        (folder / "done" / f"{name}.json").write_text(told)
        rows.clear()


def seconds(folder: str, number: int) -> tuple[float, float]:
    """How long a bulk result takes to reconcile, and the megabytes that the process held at most."""
    config = load(Path(__file__).parents[1] / "sources.yaml")
    began = time.perf_counter()
    claims_of(Path(folder))
    reading = time.perf_counter() - began
    began = time.perf_counter()
    made, _ = reconciled(Path(folder), config)
    took = time.perf_counter() - began
    held = most_megabytes()
    print(
        f"{number:>10,} claims  {len(made.series)} series  {len(made.statements):>8,} statements  {took:6.1f} s, of it "
        f"{reading:.1f} s reading  {held:,.0f} MB",
        flush=True,
    )
    return took, held


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument("--repeats", type=int, default=20)
    given = options.parse_args()
    told = []
    for number in (given.claims // 10, given.claims):
        with tempfile.TemporaryDirectory() as folder:
            write(number, given.repeats, Path(folder))
            told.append(alone(seconds, folder, number))
    (tenth, less), (whole, held) = told
    times = (ASKED - given.claims) / (given.claims - given.claims // 10)
    minutes, megabytes = (whole + times * (whole - tenth)) / 60, held + times * (held - less)
    print(f"ten times the claims took {whole / tenth:.1f} times as long")
    print(
        f"projected for {ASKED:,} claims: {minutes:.0f} minutes, {megabytes:,.0f} MB; wanted {MINUTES}, {MEGABYTES:,}"
    )
    return int(minutes > MINUTES or megabytes > MEGABYTES)


if __name__ == "__main__":
    raise SystemExit(main())
