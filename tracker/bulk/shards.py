"""Cuts web archives into shards that can be read by themselves, and finds the records that begin in one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tracker.errors import UsageError
from tracker.model import content_id

SHARD_BYTES = 64_000_000  # of a packed archive; some two or three thousand pages
_MEMBER = b"\x1f\x8b\x08"
_LOOK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shard:
    """The records of an archive that begin from `start` on and before `end`, in bytes of the file.

    name   derived from the archive's name and size, the stretch, and how it is read
    """

    path: str
    start: int
    end: int
    name: str


def shards_of(paths: Sequence[Path], version: str, *, size: int = SHARD_BYTES) -> list[Shard]:
    """The shards of these archives, in order. Raises UsageError for a path that is no archive.

    An archive packed record by record, as they are in the wild, is cut; one that is not is a shard by itself.
    """
    shards = []
    for path in paths:
        if not path.is_file() or not path.name.lower().endswith((".warc", ".warc.gz")):
            raise UsageError(f"{path}: found no web archive; give .warc or .warc.gz files")
        length = path.stat().st_size
        step = size if path.name.lower().endswith(".gz") else max(length, 1)
        for start in range(0, max(length, 1), step):
            end = min(start + step, length)
            name = content_id("h", path.name, length, start, end, version)
            shards.append(Shard(str(path.absolute()), start, end, name))
    return shards


def records_of(shard: Shard) -> Iterator[Any]:
    """The records of a shard as `warcio` gives them. What breaks off raises as `warcio` raises."""
    from tracker.collect.warc import Quiet

    with Path(shard.path).open("rb") as stream:
        first = _first_record(stream, shard)
        if first is None:
            return
        stream.seek(first)
        reading = Quiet(stream)
        for record in reading:
            if reading.offset >= shard.end:  # where the record begins, until it is read to its end
                return
            yield record


def _first_record(stream: BinaryIO, shard: Shard) -> int | None:
    """Where the first record of the shard begins: in a packed archive, at the first member that unpacks to a record."""
    if shard.start == 0:
        return 0
    at = shard.start
    stream.seek(at)
    held = b""
    while at + len(held) < shard.end + len(_MEMBER):
        more = stream.read(_LOOK)
        if not more:
            return None
        held += more
        place = held.find(_MEMBER)
        while place >= 0 and at + place < shard.end:
            if _is_record(stream, at + place):
                return at + place
            place = held.find(_MEMBER, place + 1)
        at += max(len(held) - len(_MEMBER) + 1, 0)
        held = held[-len(_MEMBER) + 1 :]
        stream.seek(at + len(held))
    return None


def _is_record(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(stream.read(4096), 5) == b"WARC/"
    except zlib.error:
        return False
