"""One HTTP answer within limits of size and time: a small body may unpack to gigabytes, a slow one never end."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import httpx2

Answer = TypeVar("Answer")

_MAX_HEADERS = 60
OUT_OF_TIME = "out-of-time"  # the code of a fetch that was not tried because its host was too slow tonight


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Times in seconds, sizes in bytes after decompression."""

    body: int = 5_000_000
    total_time: float = 60.0
    connect_time: float = 10.0
    read_time: float = 20.0
    redirects: int = 5
    attempts: int = 3
    retry_wait: float = 2.0
    longest_wait: float = 60.0  # of Retry-After and Crawl-delay
    spacing: float = 1.0  # between two requests to one host
    patience: float = 1800.0  # for one host in one night, answers and waits together


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: 200 with its body, or 304 without one."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def told_headers(response: httpx2.Response) -> dict[str, str]:
    """What a server said of its answer, within bounds and without cookies: part of the evidence."""
    kept = ((name.lower(), value) for name, value in response.headers.multi_items() if "cookie" not in name.lower())
    return {name[:100]: value[:500] for name, value in islice(kept, _MAX_HEADERS)}


class FetchError(Exception):
    """A fetch that brought nothing, with a code for counting and a sentence for a person.

    again, wait   whether asking once more may help, and after how many seconds
    status        what the server answered, 0 where it did not
    """

    def __init__(
        self, code: str, message: str, *, again: bool = False, wait: float | None = None, status: int = 0
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.again = again
        self.wait = wait


class Patience:
    """How long each host has kept us tonight.

    One that is slow page by page stays within the limits of each answer, and would still keep a night from ending.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._spent: defaultdict[str, float] = defaultdict(float)

    @contextlib.contextmanager
    def with_host(self, host: str) -> Iterator[None]:
        """Counts what is done inside, and the wait that the host asks for. Raises FetchError where it has had its time."""
        if self._spent[host] >= self._limit:
            message = f"{host} took {self._spent[host]:,.0f} s tonight; the rest is left for tomorrow"
            raise FetchError(OUT_OF_TIME, message)
        began, asked = time.monotonic(), 0.0
        try:
            yield
        except FetchError as failure:
            asked = failure.wait or 0.0
            raise
        finally:
            self._spent[host] += time.monotonic() - began + asked


class CutError(httpx2.TimeoutException):
    """The whole answer took too long."""


class TimeLimit:
    """Cuts the connection when the whole answer takes too long: a server that sends one byte now and then never
    runs into the time limit of a single read."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self._over = False

    def __enter__(self) -> TimeLimit:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def note_connection(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by the HTTP library at each step of a request."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    def kept(self, answer: Answer) -> Answer:
        """The answer, if it was whole in time. A body without a length ends with its connection, so that one that was cut
        looks like one that came to its end. Raises CutError."""
        if self._over:
            raise CutError("the answer did not come to its end in time")
        return answer

    def _cut(self) -> None:
        self._over = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def read_body(response: httpx2.Response, limit: int) -> bytes:
    """The decompressed body; never more than the limit is held in memory. Raises FetchError."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError("fetch-failed", f"found the content encoding {encoding[:30]!r}, which was not asked for")
    unpack = None if encoding in ("", "identity") else zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    parts: list[bytes] = []
    size = 0
    for chunk in response.iter_raw():
        try:
            part = unpack.decompress(chunk, limit - size + 1) if unpack else chunk
        except zlib.error as error:
            raise FetchError("fetch-failed", f"the packed body is broken: {error}") from error
        size += len(part)
        if size > limit:
            raise FetchError("too-large", f"the body is larger than {limit:,} bytes")
        parts.append(part)
    if unpack and not unpack.eof and size:
        raise FetchError("fetch-failed", "the packed body breaks off before its end", again=True)
    return b"".join(parts)
