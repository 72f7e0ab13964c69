"""Where the time of a bulk run goes, by timing what `tracker.bulk` calls in one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import tracker.bulk.gate
import tracker.bulk.shard
import tracker.collect.warc
from tracker.bulk import shards_of
from tracker.bulk.shard import do_shard

# What is timed, by the module in which it is looked up; the second stands inside the first.
STAGES = {
    "gate": (tracker.bulk.shard, "gate"),
    "all text": (tracker.bulk.gate, "shown"),
    "main text and facts": (tracker.collect.warc, "read_html"),
    "reading": (tracker.bulk.shard, "read"),
    "writing": (tracker.bulk.shard, "_write"),
}


def stages(path: Path, before: Path, out: Path, config: Path) -> tuple[dict[str, float], int, int]:
    """Seconds of each stage over an archive, how many pages it holds, and how many were read to the end.

    before   an archive that is read first, untimed, so that no rule is made ready in the time of a page
    """
    [shard] = shards_of([before], "warm", size=1 << 40)
    do_shard(shard, str(out), str(config), False)
    spent = dict.fromkeys(STAGES, 0.0)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return work(*args, **named)
            finally:
                spent[name] += time.perf_counter() - start

        return run

    for name, (module, called) in STAGES.items():
        mock.patch.object(module, called, timed(name, getattr(module, called))).start()
    try:
        [shard] = shards_of([path], "stages", size=1 << 40)
        start = time.perf_counter()
        told = do_shard(shard, str(out), str(config), False)
        whole = time.perf_counter() - start
    finally:
        mock.patch.stopall()
    spent["gate"] -= spent["all text"]
    spent = {"gate: all text": spent.pop("all text"), "gate: its counts": spent.pop("gate"), **spent}
    spent["unpacking and the rest"] = whole - sum(spent.values())
    return spent, told["pages"], told["read"]
