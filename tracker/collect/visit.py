"""One source on one night: what its reader needs to know, and the steps that all readers share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.collect.article import Collected, Given, problem
from tracker.collect.memory import Capture, Memory, Seen
from tracker.collect.transfer import Fetched, FetchError
from tracker.issues import Issue, Severity
from tracker.sources import Config, Source
from tracker.workers import WorkerError, Workers

if TYPE_CHECKING:
    from tracker.collect.fetch import Fetcher

MAX_PDF_BYTES = 20_000_000

Found = Collected | Issue | Seen | Capture
Finds = Iterator[Found]


@dataclass(frozen=True, slots=True)
class Visit:
    """What the reader of a source is given.

    given     what sources.yaml says of the source's texts
    memory    what earlier nights have noted
    workers   where pages are taken apart; None does it here
    """

    source: Source
    given: Given
    config: Config
    memory: Memory
    fetcher: Fetcher | None = None
    workers: Workers | None = None

    def fetch(
        self,
        url: str,
        *,
        again: bool = False,
        max_bytes: int | None = None,
        spacing: float = 0.0,
        invited: bool = False,
    ) -> Fetched:
        """The answer of an address; with `again`, a 304 where it has not changed since it was noted. Raises FetchError."""
        if self.fetcher is None:
            raise FetchError("fetch-failed", f"nothing is fetched tonight, {url[:100]} neither")
        etag, last_modified = (self.memory.validators(url) or (None, None)) if again else (None, None)
        return self.fetcher.get(
            url,
            etag=etag,
            last_modified=last_modified,
            private_host=self._private_host(),
            max_bytes=max_bytes,
            spacing=spacing,
            invited=invited,
        )

    def capture(self, fetched: Fetched, url: str) -> Capture:
        """The bytes of an answer as evidence, to be handed on before they are taken apart."""
        return Capture(url, fetched.url, fetched.body, self.given.seen_at, fetched.headers)

    def seen(self, url: str, fetched: Fetched | None = None) -> Seen:
        """The note that an address was read to its end."""
        if fetched is None:
            return Seen(self.source.id, url)
        return Seen(self.source.id, url, fetched.etag, fetched.last_modified)

    def seen_as(self, key: str, state: str) -> Seen:
        """The note that something was read to its end in the state it had then."""
        return Seen(self.source.id, key, state)

    def failed(self, failure: FetchError, url: str = "") -> Issue:
        """A source that could not be fetched, with the remedy where sources.yaml has one."""
        url = url or self.source.where
        own = f"{urlsplit(url).hostname} leads to"
        remedy = "; allow_private: true in sources.yaml permits it" if own in str(failure) else ""
        return problem(failure.code, self.source.id, f"{url}: {failure}{remedy}", Severity.ERROR)

    def changed_shape(self, url: str, what: str, code: str = "changed-shape") -> Issue:
        """A source that answers with something else than it used to."""
        return problem(code, self.source.id, f"{url}: {what}", Severity.ERROR)

    def too_few(self, count: int, what: str) -> Finds:
        """An issue where a source shows less than sources.yaml expects of it."""
        if count < self.source.expect_at_least:
            message = f"found {count} {what}; at least {self.source.expect_at_least} are expected"
            yield problem("fewer-than-expected", self.source.id, message)

    def page(self, fetched: Fetched, url: str, given: Given) -> Collected | Issue:
        """The article of an answer: an HTML page, a PDF or a plain text."""
        kind = fetched.content_type.lower()
        if "pdf" in kind or fetched.body.startswith(b"%PDF-"):
            from tracker.collect.pdf import read_pdf

            return read_pdf(fetched.body, url, given, url=url)
        if kind and "html" not in kind and "text/plain" not in kind:
            return problem("wrong-type", url, f"found {kind[:60]!r}; an HTML page or a PDF is read")
        from tracker.collect.pages import read_html
        from tracker.collect.warc import charset_of

        if self.workers is None:
            return read_html(fetched.body, url, given, url=url, charset=charset_of(kind))
        try:
            found = self.workers.call(_read_html, fetched.body, url, given, charset_of(kind))
        except WorkerError as error:
            return problem("unreadable", url, f"the page could not be taken apart: {error}")
        return replace(found, raw=fetched.body) if isinstance(found, Collected) else found

    def _private_host(self) -> str | None:
        """The "host:port" of a source that is declared to stand in the local net."""
        if not self.source.allow_private:
            return None
        parts = urlsplit(self.source.where)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _read_html(raw: bytes, url: str, given: Given, charset: str | None) -> Collected | Issue:
    """The article of a page without its bytes, which the process that asked has already."""
    from tracker.collect.pages import read_html

    found = read_html(raw, url, given, url=url, charset=charset)
    return replace(found, raw=b"") if isinstance(found, Collected) else found
