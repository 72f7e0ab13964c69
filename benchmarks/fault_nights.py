#!/usr/bin/env python3
"""Runs hundreds of nights against a server that misbehaves, kills each at a random moment, and counts what is lost.

    python benchmarks/fault_nights.py [--nights 500] [--rate 0.15] [--seed 1] [--keep FOLDER]

Each night publishes one more article and is run by `tracker run` as a process of its own, which SIGKILL ends at a moment
drawn between its start and a little after its usual end. The server (benchmarks/fault_server.py) resets, drips, never
ends, packs bombs, lies about types, asks to come later and fails with every status; some addresses lead to private nets.
At the end as many nights run undisturbed as a lost page is tried on, and as many more into an empty store. Prints what the
two stores hold; exits with 1 where a claim is lost or doubled, a report ever stood half-written, a process was left
behind, or a connection left for another address than the declared ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from fault_server import FEEDS, Newsroom, day_of
from night_whole import HEAD

from tracker.collect.follow import NIGHTS
from tracker.store import Store

# Short limits, no waits between requests, and a note of every connection that is made.
RUN = """
import sys
from tracker.collect import fetch
from tracker.collect.transfer import Limits
LIMITS = Limits(body=300_000, total_time=1.5, connect_time=0.6, read_time=0.6, retry_wait=0.02, longest_wait=0.5,
                spacing=0.0)
Fetcher = fetch.Fetcher
fetch.Fetcher = lambda: Fetcher(LIMITS)
def note(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        with open("connections.txt", "a") as file:
            file.write(f"{args[1][0]} {args[1][1]}\\n")
sys.addaudithook(note)
from tracker.cli import main
if __name__ == "__main__":
    main(sys.argv[1:])
"""


def settings(port: int) -> str:
    """A sources.yaml of everything the server offers, and of two places where nothing good is."""
    base = f"http://127.0.0.1:{port}"
    more = "outlet: Herald, language: en, allow_private: true, entries: 500, reason: Made up."
    lines = [f"  rss{n}: {{type: feed, where: '{base}/rss/{n}', {more}}}\n" for n in range(FEEDS)]
    lines += [
        f"  json: {{type: feed, where: '{base}/json/0', {more}}}\n",
        f"  map: {{type: sitemap, where: '{base}/map/0', days: 5000, {more}}}\n",
        f"  live: {{type: page, where: '{base}/live', {more}}}\n",
        f"  table: {{type: table, where: '{base}/table', allow_private: true, reason: Made up.}}\n",
        f"  tls: {{type: feed, where: 'https://127.0.0.1:{port}/rss/0', {more}}}\n",
        f"  shut: {{type: feed, where: 'http://127.0.0.1:9/rss', {more}}}\n",
    ]
    return HEAD + "".join(lines)


class Runs:
    """Runs nights in a folder, and notes what should never be."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.wrong: Counter[str] = Counter()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sources.yaml").write_text(settings(port))
        (folder / "run_once.py").write_text(RUN)

    def night(self, number: int, kill_after: float | None = None) -> tuple[float, int]:
        """Runs one; the seconds it took and its exit code, negative where it was killed."""
        words = [sys.executable, "run_once.py", "run", "--today", day_of(number).isoformat()]
        start = time.monotonic()
        run = subprocess.Popen(  # noqa: S603
            words,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )
        try:
            out, _ = run.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            run.kill()
            out, _ = run.communicate()
        took = time.monotonic() - start
        if run.returncode not in (0, -signal.SIGKILL):
            self.wrong[f"exit code {run.returncode}: {out.decode()[-300:]}"] += 1
        self._look(run.pid)
        return took, run.returncode

    def _look(self, session: int) -> None:
        """What a night must leave behind: a whole report or none, and no process."""
        latest = self.folder / "reports" / "latest"
        if latest.is_symlink() and not latest.exists():
            self.wrong["the report that stood is gone"] += 1
        if latest.exists():
            package = json.loads((latest / "datapackage.json").read_text())
            for resource in package["resources"]:
                data = (latest / resource["path"]).read_bytes()
                if f"sha256:{hashlib.sha256(data).hexdigest()}" != resource["hash"]:
                    self.wrong["a table of the report is not the one its package names"] += 1
            if not (latest / "report.pdf").read_bytes().startswith(b"%PDF-"):
                self.wrong["a report without its PDF"] += 1
        until = time.monotonic() + 5
        while left := _of_session(session):
            if time.monotonic() > until:
                self.wrong["a process was left behind"] += 1
                for pid in left:
                    os.kill(pid, signal.SIGKILL)
                break
            time.sleep(0.1)

    def claims(self) -> Counter[str]:
        """Everything that the claims of the store say, without when they were seen."""
        with Store.open(self.folder / "tracker.sqlite", read_only=True) as store:
            self.wrong.update(f"store: {one}" for one in store.problems())
            return Counter(repr(replace(claim, seen_at="")) for claim in store.claims())

    def connections(self) -> Counter[str]:
        """Where connections went."""
        path = self.folder / "connections.txt"
        return Counter(path.read_text().split("\n")[:-1]) if path.exists() else Counter()


def _of_session(session: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[3]) == session and words[0] != "Z":
            found.append(int(entry.name))
    return found


def main() -> int:
    """Runs the nights and prints what came of them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--nights", type=int, default=500)
    asked.add_argument("--rate", type=float, default=0.15, help="share of requests that are answered badly")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path, help="where to keep the folders of the runs")
    given = asked.parse_args()
    rng = random.Random(given.seed)  # noqa: S311
    room = Newsroom(given.seed, given.rate)
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        runs = Runs(folder / "disturbed", room.port)
        usual, killed, ended = 6.0, 0, 0
        started = time.monotonic()
        room.faults = True
        for night in range(given.nights):
            room.day = night
            took, code = runs.night(night, kill_after=rng.uniform(0.05, usual * 1.15))
            killed += code < 0
            ended += code == 0
            if code == 0:
                usual = 0.7 * usual + 0.3 * took
            if night % 50 == 49:
                print(f"night {night + 1}: {killed} killed, {ended} ended, usually {usual:.1f} s", flush=True)
        faults = Counter(room.asked)
        room.faults = False
        last = given.nights - 1
        for night in range(last + 1, last + 1 + NIGHTS):
            runs.night(night)
        other = Runs(folder / "undisturbed", room.port)
        for night in range(last + 1, last + 1 + NIGHTS):
            other.night(night)
        held, wanted = runs.claims(), other.claims()
        print(
            f"{given.nights} nights in {time.monotonic() - started:,.0f} s: {killed} killed, {ended} came to their end"
        )
        print("answers: " + ", ".join(f"{name} {count:,}" for name, count in faults.most_common()))
        print(f"claims: {held.total()}, of an undisturbed run {wanted.total()}")
        print(f"lost {(wanted - held).total()}, doubled or other {(held - wanted).total()}")
        allowed = {f"127.0.0.1 {room.port}", "127.0.0.1 9"}
        strange = {
            where: n for where, n in (runs.connections() + other.connections()).items() if where not in allowed
        }
        print(f"connections to other addresses: {strange or 'none'}")
        wrong = runs.wrong + other.wrong
        print(f"what should never be: {dict(wrong) or 'nothing'}")
        published = until_today(folder / "disturbed", last + NIGHTS)
        print(f"the last report is of the last night: {published}")
        return 0 if held == wanted and not strange and not wrong and published else 1


def until_today(folder: Path, last: int) -> bool:
    """Whether the newest report is one of the last nights."""
    latest = (folder / "reports" / "latest").resolve().name
    return latest >= (day_of(last) - timedelta(days=7)).isoformat()


if __name__ == "__main__":
    sys.exit(main())
