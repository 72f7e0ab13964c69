#!/usr/bin/env python3
"""How long a night takes: 300 feeds with 5,000 new articles, and a night with nothing new over a store of any size.

    python benchmarks/night_whole.py [--feeds 300] [--pages 5000] [--every 10] [--held 100000] [--keep FOLDER]

Serves the feeds and their pages on loopback (benchmarks/night_server.py) and runs `tracker run` as a process of its own,
without the waits between requests to one host: once with all of it new, once more the day after with nothing new. Then
fills a store with `--held` articles and their claims and runs three nights over it. Prints seconds and the memory of all its
processes together; exits with 1 where the first took over 120 s, one with nothing new over 10 s, or memory passed 600 MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from night_server import LAYOUTS, layouts

from tracker.collect.article import Given, Stated, collected
from tracker.extract import read
from tracker.gathering import reading_version
from tracker.model import PartialDate
from tracker.sources import load
from tracker.store import Store

ROOT = Path(__file__).parents[1]
SHORT = 5.0  # seconds
FULL, QUIET, MEMORY = 120.0, 10.0, 600.0  # seconds, seconds, megabytes
HEAD = """\
parties:
  north: {name: North, people: [Northerners]}
conflicts:
  war: {title: The war, reason: Made up., start: 2020-01-02, location_code: SDN, parties: [north],
        places: [{id: land, name: Northland}]}
claimants:
  moh: {name: Health Ministry, aliases: [health ministry], kind: health, reason: Made up., conflicts: [war]}
  army: {name: Rebel Army, kind: armed_group, reason: Made up., conflicts: [war]}
sources:
"""
# Without the waits that politeness asks for between requests to one host; all else is as in a real night.
RUN = """
import sys
from tracker.collect import fetch
from tracker.collect.transfer import Limits
Fetcher = fetch.Fetcher
fetch.Fetcher = lambda: Fetcher(Limits(spacing=0.0))
from tracker.cli import main
main(sys.argv[1:])
"""


@contextmanager
def newsroom(asked: argparse.Namespace) -> Iterator[int]:
    """The port of the server, which ends with the block."""
    words = [sys.executable, ROOT / "benchmarks/night_server.py", "--feeds", str(asked.feeds)]
    words += ["--pages", str(asked.pages), "--every", str(asked.every)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def night(folder: Path, day: date, *, offline: bool = False) -> tuple[float, float, str]:
    """Runs one; the seconds, the most megabytes that it and its children held together, and what it printed."""
    words = [sys.executable, "-c", RUN, "run", "--today", day.isoformat(), *(["--offline"] if offline else [])]
    most = 0.0
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ}
    ) as run:
        done = threading.Event()

        def watch() -> None:
            nonlocal most
            # Looking costs time of the processors that are measured: often in a short run, now and then in a long one.
            while not done.wait(0.1 if time.perf_counter() - start < SHORT else 1.0):
                most = max(most, _held(run.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        out, _ = run.communicate()
        done.set()
        watching.join()
    return time.perf_counter() - start, most, out


def _held(pid: int) -> float:
    """Megabytes of a process and all below it: its own and its share of what they hold together."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        children.setdefault(parent, []).append(int(entry.name))
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1000


def fill(folder: Path, count: int) -> None:
    """A store of so many articles, one in ten with claims, all of them read."""
    config = load(folder / "sources.yaml")
    version = reading_version(config)
    start = date(2020, 1, 3)
    plain = "The town council met again and spoke of roads, schools and water until the evening. " * 30
    with Store.open(folder / "tracker.sqlite") as store:
        for first in range(0, count, 1000):
            with store.transaction():
                for n in range(first, min(first + 1000, count)):
                    day = PartialDate.of(start + timedelta(days=n % 70))
                    told = f"The health ministry said {n % 90 + 3} people were killed in shelling of Redwell. "
                    text = f"Report {n}. {told if n % 10 == 0 else ''}{plain}"
                    given = Given("2020-03-16T00:00:00Z", published=day, outlet=f"Outlet {n % 40}", language="en")
                    found = collected(f"https://o{n % 40}.example/{n}", text, text.encode(), given, Stated())
                    store.add_article(found.article, found.raw)
                    reading = read(found.article, config)
                    store.add_reading(found.article.id, version, reading.claims, reading.unread)


def main() -> int:
    """Runs the nights and prints what they took."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--feeds", type=int, default=300)
    asked.add_argument("--pages", type=int, default=5000)
    asked.add_argument("--every", type=int, default=10, help="one page in so many holds casualty figures")
    asked.add_argument("--held", type=int, default=100_000)
    asked.add_argument("--keep", type=Path, help="where to keep the folder of the run")
    given = asked.parse_args()
    ok = True
    served = layouts()
    print(
        f"{len(served)} {'real' if LAYOUTS.is_dir() else 'made-up'} layouts, "
        f"{sum(map(len, served)) / len(served) / 1000:.0f} kB on average"
    )
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        with newsroom(given) as port:
            sources = "".join(
                f"  f{n}: {{type: feed, where: 'http://127.0.0.1:{port}/f/{n}', outlet: O{n}, allow_private: true, "
                "entries: 500, reason: Made up.}\n"
                for n in range(given.feeds)
            )
            (folder / "sources.yaml").write_text(HEAD + sources)
            for what, day, limit in (("all new", 16, FULL), ("nothing new", 17, QUIET)):
                seconds, memory, out = night(folder, date(2020, 3, day))
                told = next((line.strip() for line in out.splitlines() if "articles" in line), out[-400:])
                print(f"{given.feeds} feeds, {what}: {seconds:.1f} s, {memory:.0f} MB ({told})", flush=True)
                ok = ok and seconds <= limit and memory <= MEMORY
        large = folder / "large"
        large.mkdir(exist_ok=True)
        (large / "notes").mkdir(exist_ok=True)
        (large / "sources.yaml").write_text(HEAD + "  notes: {type: folder, where: notes, reason: Made up.}\n")
        if given.held:
            fill(large, given.held)
            for day in (16, 17, 18):
                seconds, memory, out = night(large, date(2020, 3, day), offline=True)
                stood = "nothing new" in out
                told = "nothing new" if stood else "its first report"
                print(f"{given.held:,} articles held, {told}: {seconds:.1f} s, {memory:.0f} MB", flush=True)
                ok = ok and (not stood or (seconds <= QUIET and memory <= MEMORY)) and (stood or day == 16)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
