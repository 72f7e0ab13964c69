"""Runs shards on the processors of this machine, or on the workers of a Dask cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.bulk.shard import do_shard
from tracker.bulk.shards import Shard
from tracker.errors import TrackerError, UsageError
from tracker.workers import Workers

SECONDS_A_SHARD = 3600.0
SECONDS_TO_REACH = 15.0  # that a scheduler may take to answer
ATTEMPTS = 3  # a shard whose worker died is given to another


@dataclass(slots=True)
class Done:
    """What a bulk run came to. `failed` names shards that no worker could finish, with the reason."""

    shards: int = 0
    pages: int = 0
    read: int = 0
    claims: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failed: dict[str, str] = field(default_factory=dict)


def run(
    shards: Sequence[Shard],
    out: Path,
    config: Path,
    *,
    scheduler: str | None = None,
    ungated: bool = False,
    workers: int | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Done:
    """Does all shards that are not done, and counts what all of them held.

    scheduler   the address of a Dask scheduler, whose workers see the same paths; None runs here
    workers     processes on this machine; one for each processor unless told

    Raises TrackerError where a needed package is missing or the scheduler cannot be reached.
    """
    need("resiliparse", "scale")
    out.mkdir(parents=True, exist_ok=True)
    asked = [(shard, str(out.absolute()), str(config.absolute()), ungated) for shard in shards]
    told = _here(asked, workers) if scheduler is None else _on_cluster(asked, scheduler)
    done = Done()
    for number, (shard, counts) in enumerate(told, 1):
        progress("shards", number, len(asked))
        done.shards += 1
        if isinstance(counts, Exception):
            done.failed[f"{Path(shard.path).name}:{shard.start}"] = str(counts) or type(counts).__name__
            continue
        done.pages += counts["pages"]
        done.read += counts["read"]
        done.claims += counts["claims"]
        done.refused.update(counts["refused"])
    return done


def _here(asked: list[tuple[Any, ...]], count: int | None) -> Iterator[tuple[Shard, dict[str, Any] | Exception]]:
    with Workers(count=count, seconds=SECONDS_A_SHARD) as workers:
        for args, answer in workers.each(do_shard, iter(asked), batch=1):
            yield args[0], answer


def _on_cluster(asked: list[tuple[Any, ...]], address: str) -> Iterator[tuple[Shard, dict[str, Any] | Exception]]:
    need("distributed", "cluster")
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=SECONDS_TO_REACH)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise TrackerError(f"--scheduler {address}: cannot be reached: {error}") from error
    with client:
        # Not pure: the library would take two equal shards for one and run it once.
        futures = {
            client.submit(do_shard, *args, pure=False, retries=ATTEMPTS, key=f"{args[0].name}-{number}"): args[0]
            for number, args in enumerate(asked)
        }
        for future in as_completed(futures):  # type: ignore[no-untyped-call]
            failure = future.exception()
            yield futures[future], failure if isinstance(failure, Exception) else future.result()


def need(package: str, extra: str) -> None:
    """Raises UsageError, with what to install, where a package of an extra is missing."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise UsageError(
            f"{package} is not installed; it comes with: pip install 'conflict-casualty-tracker[{extra}]'"
        )
