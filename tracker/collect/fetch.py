"""Fetches pages politely and safely: robots.txt, conditional GET, spacing, retries, checked addresses, limits.

No cookies are kept and no proxy is used; a fetch that fails says why in a FetchError and never hangs. Several threads may
fetch at once: they go to different hosts, for one host answers one request at a time.
"""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx2
import stamina
from protego import Protego

from tracker import __version__
from tracker.collect.addresses import AddressRefusedError, Resolve, checked_addresses, resolve
from tracker.collect.transfer import Fetched, FetchError, Limits, Patience, TimeLimit, read_body, told_headers

USER_AGENT = f"conflict-casualty-tracker/{__version__} (reads public news feeds once a night; honours robots.txt)"
ROBOTS_NAME = "conflict-casualty-tracker"
MAX_ROBOTS_BYTES = 512_000  # what RFC 9309 asks for at least
SILENT_HOSTS = (
    3  # so many that never answer, and none that does: the network is away, and further waiting is cut short
)

# A retry is part of the fetch, which tells how it ended; the library would log each one to standard error.
stamina.instrumentation.set_on_retry_hooks([])


@dataclass
class Fetcher:
    """Fetches for one run; keeps the robots.txt of each host and the time of the last request to it."""

    limits: Limits = field(default_factory=Limits)
    look_up: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _robots: dict[tuple[str, str | None], Protego | FetchError] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _turns: dict[str, threading.Lock] = field(default_factory=dict)
    _turns_lock: threading.Lock = field(default_factory=threading.Lock)
    _silent: set[str] = field(default_factory=set)
    _heard: bool = False

    def __post_init__(self) -> None:
        limits = self.limits
        self._patience = Patience(limits.patience)
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(limits.read_time, connect=limits.connect_time),
            limits=httpx2.Limits(
                max_keepalive_connections=0
            ),  # a kept connection to an address could serve another name
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        private_host: str | None = None,
        max_bytes: int | None = None,
        spacing: float = 0.0,
        invited: bool = False,
    ) -> Fetched:
        """The answer to a GET, after redirects. Raises FetchError.

        etag, last_modified   validators of an earlier answer; an unchanged page then comes back as a 304
        private_host          the one "host:port" that may have a private address, as declared in sources.yaml
        spacing               seconds from the last request to this host at least, where its rules ask for more than ours
        invited               the address of an interface offered to programs: robots.txt is for those that follow links
        """
        limit = max_bytes or self.limits.body
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        seen: list[str] = []
        for _ in range(self.limits.redirects + 1):
            if not invited:
                self._check_robots(url, private_host)
            sent = {name: value for name, value in validators.items() if value}
            answer = self._with_retries(url, sent, private_host, limit, spacing)
            if isinstance(answer, Fetched):
                return answer
            seen.append(url)
            url = answer
            if url in seen:
                raise FetchError("fetch-failed", f"redirects go round in a circle at {url}")
        raise FetchError("fetch-failed", f"more than {self.limits.redirects} redirects, the last to {url}")

    def _check_robots(self, url: str, private_host: str | None) -> None:
        origin = _origin(url)
        with self._turn(f"robots of {origin}"):
            # Who may not speak to a host has not read its rules for those who may.
            rules = self._robots.get((origin, private_host))
            if rules is None:
                rules = self._robots[origin, private_host] = self._read_robots(origin, private_host)
        if isinstance(rules, FetchError):
            raise FetchError(rules.code, str(rules), again=rules.again)
        if not rules.can_fetch(url, ROBOTS_NAME):
            raise FetchError("robots-refused", f"robots.txt of {origin} refuses {url[:200]}")

    def _read_robots(self, origin: str, private_host: str | None) -> Protego | FetchError:
        """The rules of a host: none where it has no robots.txt; where it cannot be had, nothing may be fetched."""
        url = f"{origin}/robots.txt"
        try:
            for _ in range(self.limits.redirects + 1):
                answer = self._with_retries(url, {}, private_host, MAX_ROBOTS_BYTES, 0.0)
                if isinstance(answer, Fetched):
                    return Protego.parse(answer.body.decode("utf-8-sig", errors="replace"))
                url = answer
            return Protego.parse("")
        except FetchError as failure:
            if failure.code == "not-found":
                return Protego.parse("")
            return FetchError(failure.code, f"robots.txt cannot be had: {failure}", again=failure.again)

    def _with_retries(
        self, url: str, headers: dict[str, str], private_host: str | None, limit: int, spacing: float
    ) -> Fetched | str:
        def again(error: Exception) -> bool | float:
            if not isinstance(error, FetchError) or not error.again:
                return False
            return True if error.wait is None else error.wait

        for attempt in stamina.retry_context(
            on=again,
            attempts=self.limits.attempts if self._heard or len(self._silent) < SILENT_HOSTS else 1,
            timeout=None,
            wait_initial=self.limits.retry_wait,
            wait_max=self.limits.retry_wait * 4,
            wait_jitter=self.limits.retry_wait / 2,
        ):
            with attempt:
                return self._once(url, headers, private_host, limit, spacing, attempt.num - 1)
        raise AssertionError("a retry ends in an answer or an error")

    def _once(
        self, url: str, headers: dict[str, str], private_host: str | None, limit: int, spacing: float, turn: int
    ) -> Fetched | str:
        """One request: an answer, or the address it is redirected to. Each further turn takes the next address."""
        request, key = self._request(url, headers, private_host, turn)
        with self._turn(key), self._patience.with_host(key):
            self._wait_for_turn(key, url, private_host, spacing)
            return self._sent(request, key, url, limit)

    def _sent(self, request: httpx2.Request, key: str, url: str, limit: int) -> Fetched | str:
        try:
            with TimeLimit(self.limits.total_time) as time_limit:
                request.extensions["trace"] = time_limit.note_connection
                response = self._client.send(request, stream=True)
                self._heard = True
                try:
                    return time_limit.kept(self._answer(url, response, limit))
                finally:
                    response.close()
                    self._client.cookies.clear()
        except httpx2.TimeoutException as error:
            self._silent.add(key)
            raise FetchError("fetch-failed", f"no answer in time from {key}", again=True) from error
        except httpx2.HTTPError as error:
            words = str(error)[:120] or type(error).__name__
            raise FetchError("fetch-failed", f"the connection to {key} failed: {words}", again=True) from error

    def _request(
        self, url: str, headers: dict[str, str], private_host: str | None, turn: int
    ) -> tuple[httpx2.Request, str]:
        """The request to a checked address, and the "host:port" it is for."""
        try:
            target = httpx2.URL(url)
            port = target.port or (443 if target.scheme == "https" else 80)
        except (httpx2.InvalidURL, ValueError, TypeError) as error:
            raise FetchError("fetch-failed", f"not an address: {url[:100]!r}") from error
        if target.scheme not in ("http", "https") or not target.host or target.userinfo:
            raise FetchError("address-refused", f"only plain http and https addresses are fetched, not {url[:100]!r}")
        key = f"{target.host}:{port}"
        try:
            addresses = checked_addresses(target.host, port, allow_private=key == private_host, look_up=self.look_up)
        except AddressRefusedError as refusal:
            raise FetchError("address-refused", str(refusal)) from refusal
        except (OSError, UnicodeError) as error:
            raise FetchError("fetch-failed", f"the name {target.host} cannot be resolved: {error}") from error
        request = self._client.build_request(
            "GET",
            target.copy_with(host=addresses[turn % len(addresses)], fragment=None),
            headers={
                "Host": target.netloc.decode("ascii"),
                "User-Agent": USER_AGENT,
                "Accept-Encoding": "gzip, deflate",
                "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
                **headers,
            },
            extensions={"sni_hostname": target.host},
        )
        return request, key

    @contextmanager
    def _turn(self, key: str) -> Iterator[None]:
        """One at a time: each host is asked by one thread, the others wait for their turn."""
        with self._turns_lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            yield

    def _wait_for_turn(self, key: str, url: str, private_host: str | None, asked: float) -> None:
        rules = self._robots.get((_origin(url), private_host))
        delay = rules.crawl_delay(ROBOTS_NAME) if isinstance(rules, Protego) else None
        spacing = max(self.limits.spacing, asked, min(float(delay or 0), self.limits.longest_wait))
        if key in self._last:
            wait = self._last[key] + spacing - time.monotonic()
            if wait > 0:
                self.sleep(wait)
        self._last[key] = time.monotonic()

    def _answer(self, url: str, response: httpx2.Response, limit: int) -> Fetched | str:
        status = response.status_code
        if status in (301, 302, 303, 307, 308):
            target = joined(url, response.headers.get("location", ""))
            if target == url:
                raise FetchError("fetch-failed", f"{url} redirects to itself")
            return target
        if status == 304:
            if not {"if-none-match", "if-modified-since"} & response.request.headers.keys():
                raise FetchError("fetch-failed", f"status 304 from {url}, which was never had")
            return Fetched(url, 304)
        if status in (404, 410):
            raise FetchError("not-found", f"status {status}: there is nothing at {url}", status=status)
        if status in (429, 503):
            wait = self._retry_after(response.headers.get("retry-after"))
            raise FetchError("fetch-failed", f"status {status}: {url} asks to come later", again=True, wait=wait)
        if status != 200:
            raise FetchError("fetch-failed", f"status {status} from {url}", again=status >= 500, status=status)
        return Fetched(
            url,
            200,
            read_body(response, limit),
            response.headers.get("content-type", ""),
            response.headers.get("etag"),
            response.headers.get("last-modified"),
            told_headers(response),
        )

    def _retry_after(self, words: str | None) -> float | None:
        """Seconds to wait as the server asks, in seconds or as a date (RFC 9110, 10.2.3); None where it does not say.

        A longer wait than the cap ends the fetch for tonight.
        """
        seconds = _seconds_until(words or "", self.clock())
        if seconds is not None and seconds > self.limits.longest_wait:
            message = f"asks to come back after {seconds:,.0f} s; at most {self.limits.longest_wait:g} s are waited"
            raise FetchError("fetch-failed", message)
        return seconds


def _seconds_until(words: str, now: datetime) -> float | None:
    words = words.strip()
    if words.isdecimal() and words.isascii():
        return float(words[:12])
    try:
        moment = email.utils.parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def joined(base: str, link: str) -> str:
    """The address a link leads to, without its part after "#". Raises FetchError where it is no address."""
    try:
        return urldefrag(urljoin(base, link)).url
    except ValueError as error:
        raise FetchError("fetch-failed", f"not an address: {link[:100]!r}") from error


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError("fetch-failed", f"not an address: {url[:100]!r}") from error
    return f"{parts.scheme}://{parts.netloc}"
