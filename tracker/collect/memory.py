"""What collection remembers between nights: which addresses and files were read, and what would tell them unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Memory(Protocol):
    """What was noted on earlier nights; the store is one. Asked from several threads at once."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of an address that was read before, None for one that was not."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An address or a file was read to its end: to be noted once all that came before it is stored, and not earlier."""

    source_id: str
    key: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as a server sent them, kept before anything is made of them.

    url       the address that was asked for; `final_url` the one that answered, after redirects
    headers   what the server said of them, in small letters, without cookies
    """

    url: str
    final_url: str
    raw: bytes
    seen_at: str
    headers: Mapping[str, str]


def file_key(name: str) -> str:
    """What a file is remembered under; a name that is no text in the system's own encoding cannot be stored as it is."""
    return "file:" + name.encode("utf-8", "backslashreplace").decode("utf-8")


def file_state(path: Path) -> str:
    """Tells a file unchanged: its size, and when it was written to the nanosecond. Raises OSError."""
    facts = path.stat()
    return f"{facts.st_size}-{facts.st_mtime_ns}"
