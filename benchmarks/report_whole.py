#!/usr/bin/env python3
"""How long a whole report takes for three conflicts, ten claimants and three years, and one chart alone.

    python benchmarks/report_whole.py [--every 3] [--keep FOLDER]

Makes up a store: each of ten claimants gives a running total of the killed in each of three conflicts every so many days
for three years, and of the injured once a month; some count otherwise, some revise, two fall once. Then runs `tracker
report` twice and `tracker report --png` once, each as a process of its own, and prints the seconds; exits with 1 where
the whole took over 30 seconds, the chart over 3, or the two reports are not the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tracker.model import Article, ArticleKind, Basis, Claim, DateBasis, Outcome, PartialDate, Quantity, Scope
from tracker.store import Store

ROOT = Path(__file__).parents[1]
CONFLICTS, CLAIMANTS, DAYS = 3, 10, 3 * 365
START, TODAY = date(2021, 1, 1), date(2024, 1, 2)
WHOLE, ONE = 30.0, 3.0  # seconds that the whole report and one chart may take


def settings() -> str:
    """A sources.yaml of three conflicts and ten claimants."""
    lines = [
        "parties:",
        "  north: {name: North, people: [Northerners]}",
        "  south: {name: South, people: [Southerners]}",
    ]
    lines.append("conflicts:")
    for n in range(CONFLICTS):
        lines += [
            f"  war-{'abc'[n]}:",
            f"    {{title: 'War in Land {'ABC'[n]}', reason: made up, start: {START}, location_code: QZZ,",
            "     parties: [north, south], reference_claimants: [body-a],",
            f"     places: [{{id: land-{'abc'[n]}, name: Land {'ABC'[n]}}}],",
            f"     breaks: [{{claimant: body-b, day: {START + timedelta(400)}, label: By name, reference: made up}}],",
            f"     events: [{{id: truce, day: {START + timedelta(700)}, label: Truce, reference: made up}}]}}",
        ]
    lines.append("claimants:")
    lines += [
        f"  body-{'abcdefghij'[n]}: {{name: Body {'ABCDEFGHIJ'[n]}, kind: other, reason: made up}}"
        for n in range(CLAIMANTS)
    ]
    return "\n".join([*lines, "sources: {}", ""])


def made_up(every: int) -> Iterator[tuple[Article, Claim]]:
    """Articles with one claim each, the same ones every time."""
    chance = random.Random(1)  # noqa: S311
    for conflict in "abc"[:CONFLICTS]:
        for n in range(CLAIMANTS):
            for outcome, step in ((Outcome.KILLED, every), (Outcome.INJURED, 30)):
                for at in range(n % step, DAYS, step):
                    day = START + timedelta(days=at)
                    number = int((40 + n) * at * (0.9 + 0.02 * n)) + chance.randrange(40) + 5
                    if at > 600 and n in (3, 4):
                        number = int(number * 0.9)
                    yield _said(conflict, n, outcome, day, day + timedelta(days=chance.randrange(3)), number)
                    if at % 90 == 0:
                        yield _said(conflict, n, outcome, day, day + timedelta(days=4), number + 31)


def _said(conflict: str, n: int, outcome: Outcome, day: date, said: date, number: int) -> tuple[Article, Claim]:
    words = f"{number:,} people have been {outcome} in Land {conflict.upper()} by {day}, Body {'ABCDEFGHIJ'[n]} said."
    name = f"{conflict}-{n}-{outcome}-{day}-{said}"
    id_ = f"a-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    article = Article(
        id=id_,
        name=name,
        kind=ArticleKind.ARTICLE,
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        seen_at=f"{said}T02:00:00Z",
        url=f"https://example.org/{name}",
        outlet=f"Paper {(n + day.day) % 7}",
        published=PartialDate.of(said),
        language="en",
        conflict=f"war-{conflict}",
    )
    claim = Claim(
        id=f"c-{hashlib.sha256((name + 'c').encode()).hexdigest()[:12]}",
        article_id=id_,
        article=name,
        start=0,
        end=len(words),
        quote=words,
        outcome=outcome,
        quantity=Quantity(number, number),
        basis=Basis.CUMULATIVE,
        as_of=PartialDate.of(day),
        date_basis=DateBasis.STATED,
        source=f"Body {'ABCDEFGHIJ'[n]}",
        claimant=f"body-{'abcdefghij'[n]}",
        scope=Scope.VERIFIED if n % 5 == 2 else Scope.REPORTED,
        place=f"Land {conflict.upper()}",
        conflict=f"war-{conflict}",
        outlet=article.outlet,
        url=article.url,
        said_on=PartialDate.of(said),
        seen_at=article.seen_at,
    )
    return article, claim


def fill(path: Path, every: int) -> int:
    """Writes the store; gives back how many claims it holds."""
    held = 0
    with Store.open(path) as store:
        with store.transaction():
            for article, claim in made_up(every):
                store.add_article(article, article.text.encode())
                store.add_reading(article.id, "made up", [claim])
                held += 1
        day = TODAY - timedelta(days=8)
        run = store.start_run(day, started_at=f"{day}T03:00:00Z", config_hash="", reader_version="made up")
        store.finish_run(run, finished_at=f"{day}T03:05:00Z", outcome="published", counts={})
    return held


def timed(what: str, *arguments: str) -> float:
    """How many seconds a command takes by the clock; prints them with those of processors, which tell a busy machine."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tracker", *arguments]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:14} {took:6.1f} s, {busy:6.1f} s of processors", flush=True)
    return took


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=3, help="days between two figures of one claimant")
    options.add_argument("--keep", type=Path, help="folder for store and reports, instead of one that is thrown away")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        config, store = folder / "sources.yaml", folder / "store.sqlite"
        config.write_text(settings(), "utf-8")
        if not store.exists():
            print(f"{fill(store, given.every):,} claims", flush=True)
        common = ("--config", str(config), "--store", str(store), "--today", TODAY.isoformat())
        whole = timed("whole report", "report", *common, "--out", str(folder / "one"))
        charts = sorted((folder / "one" / "latest" / "charts").glob("*.png"))
        print(f"{len(charts)} charts", flush=True)
        timed("once more", "report", *common, "--out", str(folder / "two"))
        one = timed("one chart", "report", *common, "--png", charts[0].stem, "--out", str(folder / "png"))
        files = [path.relative_to(folder / "one") for path in (folder / "one").rglob("*") if path.is_file()]
        same = all((folder / "one" / path).read_bytes() == (folder / "two" / path).read_bytes() for path in files)
        print(f"the two reports are {'the same bytes' if same else 'NOT the same bytes'}")
    return int(whole > WHOLE or one > ONE or not same)


if __name__ == "__main__":
    raise SystemExit(main())
