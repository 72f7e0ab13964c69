#!/usr/bin/env python3
"""Pages a second from a web archive to claims, beside trafilatura's text extraction alone over the same archive.

    python benchmarks/bulk_pages.py [--pages 3000] [--workers 2] [--trafilatura 240] [--rounds 3] [--kill 3] [--memory 10000]

Makes up archives of real layouts (`../shared/pages` where that folder is at hand) and prints, for the mixture of one page in
ten about a conflict where no other page speaks of casualties, and for one of layouts as they come: pages a second of
`tracker bulk` on so many processes and on one; of trafilatura alone on one; the ratio; the minutes that 500,000 such pages
would take; and where the time goes. The three are measured in turns, round by round, since machines are noisy. Then: whether
the gated and the ungated run give the same claims; with --kill, whether runs of which a worker was killed at a random moment
give the same files; with --memory, how long a whole run over so many pages takes and what the largest worker held.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import trafilatura
from bulk_archive import kinds, write
from bulk_stages import stages
from measured import alone
from night_whole import HEAD, _held
from warcio.archiveiterator import ArchiveIterator

from tracker.bulk import claims_of, run, shards_of


def trafilatura_alone(path: Path, pages: int) -> float:
    """Seconds of text extraction alone, on one core, of the first so many pages."""
    done, seconds = 0, 0.0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            html = record.content_stream().read().decode("utf-8", "replace")
            start = time.perf_counter()
            trafilatura.extract(html, include_comments=False, include_tables=True)
            seconds += time.perf_counter() - start
            done += 1
            if done >= pages:
                break
    return seconds


def bulk(path: Path, out: Path, config: Path, size: int, **how: object) -> tuple[int, float]:
    """Shards and seconds of a run from when each process has done its first two shards: what is made ready once for
    millions of pages would hide what a page costs."""
    workers = int(str(how.get("workers", 1)))
    shards = shards_of([path], "v" + str(how.get("ungated", "")), size=size)
    times: list[float] = []
    run(shards, out, config, progress=lambda *_: times.append(time.perf_counter()), **how)  # type: ignore[arg-type]
    warm = min(workers * 2, len(times) - 1)
    return len(times) - warm, times[-1] - times[warm - 1] if warm else 0.0


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


def largest(pid: int) -> float:
    """Megabytes of the largest process below this one that has none below itself: a worker."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    below = {pid}
    while more := {one for one, parent in parents.items() if parent in below} - below:
        below |= more
    workers = [one for one in below - {pid} if one not in parents.values()]
    return max((_held(one) for one in workers), default=0.0)


def memory(path: Path, out: Path, config: Path, size: int, workers: int) -> list[float]:
    """Megabytes of the largest worker at each second of a run."""
    held: list[float] = []
    done = threading.Event()

    def watch() -> None:
        while not done.wait(1.0):
            held.append(largest(os.getpid()))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        run(shards_of([path], "memory", size=size), out, config, workers=workers)
    finally:
        done.set()
        watching.join()
    return held


def rates(folder: Path, config: Path, given: argparse.Namespace, told: list[bytes], others: list[bytes]) -> float:
    """Prints what a mixture comes to, and returns the ratio."""
    count = given.pages // given.rounds
    beside = max(given.trafilatura // given.rounds, 1)
    seconds_alone = 0.0
    pages, seconds = Counter[int](), Counter[int]()
    for number in range(given.rounds):
        path = folder / f"{number}.warc.gz"
        write(path, count, told, others, number + 1)
        # In a process of its own: in one that has read a page the library's searches are no longer its own.
        seconds_alone += alone(trafilatura_alone, path, beside)
        whole = len(shards_of([path], "", size=given.shard))
        for workers in (given.workers, 1):
            done, took = bulk(path, folder / f"by{workers}of{number}", config, given.shard, workers=workers)
            pages[workers] += count * done // whole
            seconds[workers] += took
    plain = beside * given.rounds / seconds_alone
    rate, one = (pages[workers] / seconds[workers] for workers in (given.workers, 1))
    print(
        f"  tracker bulk, {given.workers} processes: {rate:.0f} pages/s; 1 process: {one:.0f} ({rate / one:.2f} times)"
    )
    print(f"  trafilatura alone, 1 process: {plain:.1f} pages/s; ratio {rate / plain:.1f}")
    print(f"  500,000 pages: {500_000 / rate / 60:.0f} minutes; a million: {1e6 / rate / 3600:.2f} hours")
    spent, seen, read = stages(
        folder / "0.warc.gz", folder / f"{given.rounds - 1}.warc.gz", folder / "stages", config
    )
    whole = sum(spent.values())
    print(f"  one process, {seen:,} pages, {read:,} read to the end, {whole / seen * 1000:.1f} ms a page:")
    for name, seconds in spent.items():
        print(f"    {name}: {seconds / whole:.0%}, {seconds / seen * 1000:.2f} ms a page")
    return rate / plain


def main() -> int:
    """Runs and prints."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=3000, help="of each mixture")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--trafilatura", type=int, default=240, help="pages that it is timed on")
    asked.add_argument("--rounds", type=int, default=3, help="turns in which the rates are measured")
    asked.add_argument("--kill", type=int, default=0, help="runs of which a worker is killed")
    asked.add_argument("--memory", type=int, default=0, help="pages over which a worker's memory is watched")
    asked.add_argument("--shard", type=int, default=1_000_000, help="bytes of a shard")
    given = asked.parse_args()
    every, quiet = kinds()
    ok = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        config = folder / "sources.yaml"
        config.write_text(HEAD.replace("sources:\n", "sources: {}\n"))
        for name, others in (("quiet", quiet), ("any", every)):
            size = sum(map(len, others)) / len(others) / 1000
            print(
                f"one page in ten about a conflict, others of {len(others)} {name} layouts, {size:.0f} kB on average"
            )
            (folder / name).mkdir()
            ok = rates(folder / name, config, given, every, others) >= 20 and ok
        path = folder / "any" / "0.warc.gz"
        many = folder / "any" / f"by{given.workers}of0"
        same = files(many) == files(folder / "any" / "by1of0")
        bulk(path, folder / "ungated", config, given.shard, workers=given.workers, ungated=True)
        gated, ungated = ({(c.article_id, c.id) for c in claims_of(out)} for out in (many, folder / "ungated"))
        print(f"claims: {len(gated):,} gated, {len(ungated):,} ungated; lost by the gate {len(ungated - gated):,}")
        ok = ok and same and not gated - ungated
        for number in range(given.kill):
            ok = killed(path, folder / f"killed{number}", many, config, given) and ok
        if given.memory:
            write(path, given.memory, every, quiet, 99)
            start = time.perf_counter()
            held = memory(path, folder / "memory", config, given.shard, given.workers)
            took = time.perf_counter() - start
            print(
                f"{given.memory:,} pages in {took:.0f} s, {given.memory / took:.0f} pages/s; "
                f"500,000 in {took / given.memory * 500_000 / 60:.0f} minutes"
            )
            thirds = [max(held[n * len(held) // 3 : (n + 1) * len(held) // 3]) for n in range(3)]
            print(
                f"largest worker over {given.memory:,} pages, by thirds: {', '.join(f'{n:.0f}' for n in thirds)} MB"
            )
    return 0 if ok else 1


def killed(path: Path, out: Path, whole: Path, config: Path, given: argparse.Namespace) -> bool:
    """Whether a run of which a worker is killed at a random moment, and what is then left, give the files of another."""
    seconds = given.pages / given.rounds / 200  # no longer than the run takes
    threading.Thread(target=kill_one, args=(random.uniform(1, seconds),), daemon=True).start()  # noqa: S311
    for _ in range(2):
        bulk(path, out, config, given.shard, workers=given.workers)
    equal = files(out) == files(whole)
    print(f"killed run: {'the same files' if equal else 'OTHER FILES'}")
    return equal


if __name__ == "__main__":
    sys.exit(main())
