#!/usr/bin/env python3
"""How much faster two Dask workers are than one, and that killing one of two at a random moment changes no file.

    python benchmarks/bulk_cluster.py [--pages 400] [--turns 2] [--kills 10] [--seed 1]

Pages are made up: 60 kB each, one in ten about a war. Prints seconds for one and for two workers, in turns, and the
ratio of the fastest of each; then for each kill after how many shards it came, how long the run took, and whether the
files are those of a run on this machine without a cluster. Exits with 1 where the ratio is under 1.7 or a file differs.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import signal
import tempfile
import threading
import time
from pathlib import Path

from distributed import LocalCluster
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.bulk import Shard, run, shards_of

SOURCES = Path(__file__).parents[1] / "sources.yaml"
SHARDS, WANTED = 16, 1.7


def page(number: int, chance: random.Random) -> bytes:
    """A page of some 60 kB; every tenth tells a toll."""
    told = (
        f"At least {number + 20} people were killed and {number + 50} wounded in Gaza City on Monday, the health "
        "ministry in Gaza said. "
        if number % 10 == 0
        else f"The council met for the {number}th time to speak of roads, and lost a vote on the market. "
    )
    prose = "".join(
        f"<p>{' '.join(chance.choices(WORDS, k=60)).capitalize()}.</p><div class='x{at}'><a href='/{at}'>More</a></div>"
        for at in range(130)
    )
    return (
        "<html lang='en'><head><title>Report</title><meta property='article:published_time' content='2024-03-05T08:00:00Z'>"
        f"</head><body><article><h1>Report {number}</h1><p>{told}</p>{prose}</article></body></html>"
    ).encode()


WORDS = "the of a that was and it they house road river council market weather rain people school bread price".split()


def archive(path: Path, pages: int) -> None:
    chance = random.Random(1)  # noqa: S311
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url, payload = f"https://o.example/{number}", io.BytesIO(page(number, chance))
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=payload,
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2024-03-06T00:00:00Z"},
                )
            )


def files(folder: Path) -> dict[str, str]:
    """The hash of every file of a result."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".part")
    }


def on_cluster(shards: list[Shard], out: Path, workers: int, kill_after: int | None = None) -> float:
    """Seconds of a run on so many workers that were up before; one is killed once so many shards are done.

    Counted in shards, since a moment of the clock may come when the run is over.
    """
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        victim = made.workers[0].process.pid
        over = threading.Event()
        killed = threading.Event()

        def kill() -> None:
            while not over.wait(0.01):
                if len(list((out / "done").glob("*.json"))) >= (kill_after or 0):
                    os.kill(victim, signal.SIGKILL)
                    killed.set()
                    return

        watching = threading.Thread(target=kill)
        if kill_after is not None:
            watching.start()
        began = time.perf_counter()
        done = run(shards, out, SOURCES, scheduler=made.scheduler_address)
        took = time.perf_counter() - began
        over.set()
        if kill_after is not None:
            watching.join()
    if done.failed or (kill_after is not None and not killed.is_set()):
        raise SystemExit(f"shards failed: {done.failed}; worker killed: {killed.is_set()}")
    return took


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=400)
    options.add_argument(
        "--turns", type=int, default=2, help="Runs of one worker and of two; 0 leaves the ratio out."
    )
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "pages.warc.gz"
        archive(path, given.pages)
        shards = shards_of([path], "benchmark", size=path.stat().st_size // SHARDS + 1)
        local = run(shards, folder / "local", SOURCES)
        expected = files(folder / "local")
        print(f"{len(shards)} shards, {local.pages} pages, {local.claims} claims, {len(expected)} files", flush=True)
        best = {1: float("inf"), 2: float("inf")}
        differing = 0
        for turn in range(given.turns):
            for workers in best:
                out = folder / f"{turn}-{workers}"
                took = on_cluster(shards, out, workers)
                best[workers] = min(best[workers], took)
                same = files(out) == expected
                differing += not same
                print(f"{workers} workers {took:6.1f} s  {'same files' if same else 'OTHER FILES'}", flush=True)
        ratio = best[1] / best[2] if given.turns else WANTED
        if given.turns:
            print(f"two workers are {ratio:.2f} times as fast as one", flush=True)
        for kill in range(given.kills):
            after = chance.randrange(len(shards) - 3)
            out = folder / f"kill-{kill}"
            took = on_cluster(shards, out, 2, after)
            same = files(out) == expected
            differing += not same
            print(
                f"killed after {after:2} shards, done in {took:5.1f} s  {'same' if same else 'OTHER'} files",
                flush=True,
            )
    return int(ratio < WANTED or differing > 0)


if __name__ == "__main__":
    raise SystemExit(main())
