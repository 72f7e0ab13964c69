#!/usr/bin/env python3
"""That looking for near-duplicates among texts takes time in proportion to their number.

    python benchmarks/near_duplicates.py [--texts 4000]

Texts are made up. Prints seconds for a tenth of them and for all; exits with 1 where all took over twelve times as long.
"""

from __future__ import annotations

import argparse
import time

from tracker.reconcile.copies import stories


def seconds(count: int) -> float:
    texts = {f"t{n:06}": " ".join(f"w{(n * 7919 + at * 31) % 9973}" for at in range(120)) for n in range(count)}
    began = time.perf_counter()
    stories(texts)
    took = time.perf_counter() - began
    print(f"{count:>8,} texts {took:8.2f} s", flush=True)
    return took


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=int, default=4000)
    given = options.parse_args()
    seconds(50)
    tenth, whole = seconds(given.texts // 10), seconds(given.texts)
    print(f"ten times the texts took {whole / tenth:.1f} times as long")
    return int(whole > 12 * tenth)


if __name__ == "__main__":
    raise SystemExit(main())
