#!/usr/bin/env python3
"""Pages a second from a web archive to claims, beside trafilatura's text extraction alone over the same archive.

    python benchmarks/bulk_pages.py [--pages 5000] [--workers 2] [--trafilatura 300] [--kill 3] [--cluster]

Makes up an archive of real layouts (`../shared/pages` where that folder is at hand), one page in ten about a conflict, and
prints: pages a second of `tracker bulk` on so many processes, and on one; of trafilatura alone on one; the ratio; the
minutes that 500,000 such pages would take; the most memory a process held; whether the gated and the ungated run give the
same claims; and with --kill, whether runs of which a worker was killed at a random moment give the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import trafilatura
from night_server import layouts, page, parted
from night_whole import HEAD, _held
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.bulk import claims_of, run, shards_of

EVERY = 10  # one page in so many is about a conflict


def archive(path: Path, pages: int) -> None:
    """Writes the archive."""
    kinds = [parted(one) for one in layouts()]
    rng = random.Random(1)  # noqa: S311
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number in range(pages):
            body = page(number, rng.choice(kinds), told=number % EVERY == 0)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://o{number % 40}.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )


def trafilatura_alone(path: Path, pages: int) -> float:
    """Pages a second of text extraction alone, on one core."""
    done, start = 0, time.perf_counter()
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            trafilatura.extract(
                record.content_stream().read().decode("utf-8", "replace"), include_comments=False, include_tables=True
            )
            done += 1
            if done >= pages:
                break
    return done / (time.perf_counter() - start)


def bulk(path: Path, out: Path, config: Path, size: int, **how: object) -> tuple[float, float]:
    """Seconds of a run, and the most megabytes that it and its processes held together."""
    most = [0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            most[0] = max(most[0], _held(os.getpid()))

    watching = threading.Thread(target=watch)
    watching.start()
    start = time.perf_counter()
    try:
        run(shards_of([path], "v" + str(how.get("ungated", "")), size=size), out, config, **how)  # type: ignore[arg-type]
    finally:
        done.set()
        watching.join()
    return time.perf_counter() - start, most[0]


def files(out: Path) -> dict[str, str]:
    """Every file of a result with its hash."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def kill_one(after: float) -> None:
    """Kills one worker process of this program after so many seconds."""
    time.sleep(after)
    server = {child.pid for child in multiprocessing.active_children()}
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if b"forkserver" in line and int(words[3]) == os.getsid(0) and int(entry.name) not in server:
            found.append((int(words[1]), int(entry.name)))
    workers = [pid for parent, pid in found if parent != os.getpid()]
    if workers:
        os.kill(random.choice(workers), signal.SIGKILL)  # noqa: S311


def main() -> int:
    """Runs and prints."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=5000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--trafilatura", type=int, default=300, help="pages that it is timed on")
    asked.add_argument("--kill", type=int, default=0, help="runs of which a worker is killed")
    asked.add_argument("--shard", type=int, default=8_000_000, help="bytes of a shard")
    given = asked.parse_args()
    ok = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        config = folder / "sources.yaml"
        config.write_text(HEAD.replace("sources:\n", "sources: {}\n"))
        path = folder / "pages.warc.gz"
        archive(path, given.pages)
        alone = trafilatura_alone(path, given.trafilatura)
        seconds, memory = bulk(path, folder / "many", config, given.shard, workers=given.workers)
        rate = given.pages / seconds
        print(f"{given.pages:,} pages, {path.stat().st_size / 1e6:.0f} MB packed")
        print(f"tracker bulk, {given.workers} processes: {rate:.0f} pages/s, {memory:.0f} MB together")
        print(f"trafilatura alone, 1 process: {alone:.1f} pages/s; ratio {rate / alone:.1f}")
        print(f"500,000 pages: {500_000 / rate / 60:.0f} minutes")
        seconds, _ = bulk(path, folder / "one", config, given.shard, workers=1)
        times = rate * seconds / given.pages
        print(
            f"tracker bulk, 1 process: {given.pages / seconds:.0f} pages/s; {given.workers} do {times:.2f} times that"
        )
        same = files(folder / "many") == files(folder / "one")
        bulk(path, folder / "ungated", config, given.shard, workers=given.workers, ungated=True)
        gated, ungated = ({(c.article_id, c.id) for c in claims_of(folder / name)} for name in ("many", "ungated"))
        print(f"claims: {len(gated):,} gated, {len(ungated):,} ungated; lost by the gate {len(ungated - gated):,}")
        ok = ok and same and not gated - ungated and rate >= 20 * alone
        for number in range(given.kill):
            out = folder / f"killed{number}"
            killer = threading.Thread(
                target=kill_one,
                args=(random.uniform(1, given.pages / rate),),  # noqa: S311
                daemon=True,
            )
            killer.start()
            bulk(path, out, config, given.shard, workers=given.workers)
            bulk(path, out, config, given.shard, workers=given.workers)  # whatever a killed worker left undone
            equal = files(out) == files(folder / "many")
            print(f"killed run {number + 1}: {'the same files' if equal else 'OTHER FILES'}")
            ok = ok and equal
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
