#!/usr/bin/env python3
"""How long it takes to find the copies among a million kept fingerprints, and in how much memory.

    python benchmarks/bulk_origins.py [--prints 1000000] [--folder DIR]

Fingerprints are made up, in files of 50,000: a fifth are rewrites of an earlier one by a tenth of their hashes, one in
fifty shares all its hashes of one band with thousands of others, as pages with the same foot do. Prints seconds and
memory for a tenth of them and for all, each in a process of its own; exits with 1 where all took over twelve times as
long as the tenth, or where a rewrite in a thousand was not found.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measured import alone, most_megabytes

from tracker.bulk.origins import carriers_among
from tracker.bulk.tables import print_schema
from tracker.reconcile.copies import HASHES, ROWS

A_FILE = 50_000


def made_up(number: int, folder: Path) -> tuple[list[Path], int]:
    """Files of so many fingerprints, the same ones every time, and how many of them are rewrites of another."""
    chance = np.random.default_rng(1)
    files, rewrites = [], 0
    for start in range(0, number, A_FILE):
        count = min(A_FILE, number - start)
        runs = chance.integers(0, 2**32, (count, HASHES), dtype=np.uint32)
        again = np.arange(count // 5)  # the first fifth, each rewritten once, at the end of the file
        copies = runs[again].copy()
        copies[chance.random(copies.shape) < 0.1] ^= 1
        runs[count - len(again) :] = copies
        runs[1::50, :ROWS] = 7
        rewrites += len(again)
        ids = [f"a-{start + at:012x}" for at in range(count)]
        words = [(start + at).to_bytes(32, "big") for at in range(count)]
        signatures = pa.ListArray.from_arrays(
            pa.array(np.arange(0, count * HASHES + 1, HASHES), pa.int32()), pa.array(runs.ravel())
        )
        table = pa.table([pa.array(ids), pa.nulls(count, pa.string()), pa.array(words), signatures], print_schema())
        files.append(folder / f"{start:012}.parquet")
        pq.write_table(table, files[-1], compression="zstd")
    return files, rewrites


def seconds(number: int, folder: str) -> tuple[float, float]:
    """How long so many take, and the share of rewrites that were found."""
    with tempfile.TemporaryDirectory(dir=folder or None) as made:
        files, rewrites = made_up(number, Path(made))
        asked = [f"a-{at:012x}" for at in range(number)]
        before = most_megabytes()
        began = time.perf_counter()
        found = carriers_among(files, asked)
        took = time.perf_counter() - began
    held = most_megabytes()
    share = sum(one.story != id_ for id_, one in found.items()) / rewrites
    print(
        f"{number:>9,} fingerprints {took:7.1f} s  {held:,.0f} MB ({before:,.0f} MB before)  "
        f"{share:.2%} of {rewrites:,} rewrites found",
        flush=True,
    )
    return took, share


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--prints", type=int, default=1_000_000)
    options.add_argument("--folder", default="", help="Where the files lie while it runs.")
    given = options.parse_args()
    tenth, _ = alone(seconds, given.prints // 10, given.folder)
    whole, share = alone(seconds, given.prints, given.folder)
    print(f"ten times the fingerprints took {whole / tenth:.1f} times as long")
    return int(whole > 12 * tenth or share < 0.999)


if __name__ == "__main__":
    raise SystemExit(main())
