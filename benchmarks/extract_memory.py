#!/usr/bin/env python3
"""Memory over 100,000 articles: read one after another, the process must not grow.

    python benchmarks/extract_memory.py [ARTICLES.jsonl] [--articles 100000]

The articles of the file are read over and over, each time with another number in front, so that no text comes twice.
Without a file, made-up ones are read. Prints the resident memory on the way; exits with 1 where it grew by more than
a tenth between the first tenth of the articles and the last.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import cycle, islice
from pathlib import Path

from tracker.extract import read
from tracker.model import Article, ArticleKind, PartialDate

MADE_UP = [
    f"At least {n} people were killed and {n * 3} wounded on Tuesday when rockets struck the market of town {n}, the "
    f"provincial health office said. Among the dead were {n // 2} children, it added."
    for n in range(4, 400)
]


def resident() -> float:
    """Megabytes of memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--articles", type=int, default=100_000)
    given = options.parse_args()
    if not Path("/proc/self/statm").exists():
        print("memory is read from /proc, which this system does not have")
        return 0
    if given.file is not None and not given.file.exists():
        print(f"not there: {given.file}")
        return 0
    texts = (
        MADE_UP if given.file is None else [json.loads(line)["text"] for line in given.file.open(encoding="utf-8")]
    )
    step = max(1, given.articles // 10)
    held, claims = [], 0
    for n, text in enumerate(islice(cycle(texts), given.articles), start=1):
        article = Article(
            f"a{n}", f"a{n}", ArticleKind.ARTICLE, f"No. {n}.\n{text}", "", "", published=PartialDate(2024, 5, 8)
        )
        claims += len(read(article).claims)
        if n % step == 0:
            held.append(resident())
            print(f"{n:>8,} articles {claims:>9,} claims {held[-1]:>7.1f} MB", flush=True)
    return int(held[-1] > held[0] * 1.1)


if __name__ == "__main__":
    sys.exit(main())
