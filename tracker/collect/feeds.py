"""Reads feeds and single pages that are declared as sources; each new entry of a feed is followed to its page."""

from __future__ import annotations

import email.utils
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlsplit

from tracker.collect.article import Collected, Given, Stated, collected, day_of, problem
from tracker.collect.fetch import Fetcher, joined
from tracker.collect.transfer import Fetched, FetchError
from tracker.collect.warc import charset_of
from tracker.issues import Issue, Severity
from tracker.model import PartialDate
from tracker.sources import Source

MAX_PDF_BYTES = 20_000_000


class Memory(Protocol):
    """What collection remembers between nights; the store is one."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of an address that was read before, None for one that was not."""

    def set_validators(self, url: str, etag: str | None, last_modified: str | None) -> None:
        """Notes that an address was read, with what its server said to send next time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: where its page is, and what the feed itself says."""

    url: str
    title: str | None
    published: PartialDate | None
    summary: str


def read_feed(source: Source, fetcher: Fetcher, memory: Memory, given: Given) -> Iterator[Collected | Issue]:
    """The articles of a feed's new entries, oldest night first: what was read before is skipped by its address.

    A page that cannot be had gives way to the entry's own summary, with an issue. The feed counts as read only when
    all its entries were handed on, so that an interrupted run misses none.
    """
    etag, last_modified = memory.validators(source.where) or (None, None)
    host = _private_host(source)
    try:
        fetched = fetcher.get(source.where, etag=etag, last_modified=last_modified, private_host=host)
    except FetchError as failure:
        yield _failed(source, failure)
        return
    if fetched.status == 304:
        return
    entries = parse_feed(fetched.body, fetched.url, fetched.content_type)
    if isinstance(entries, str):
        yield problem("feed-not-xml", source.id, f"{source.where}: {entries}", Severity.ERROR)
        return
    if not entries:
        yield problem("no-entries", source.id, f"{source.where}: the feed holds no entry")
    new = [entry for entry in entries if memory.validators(entry.url) is None]
    if len(new) > source.entries:
        message = f"found {len(new)} new entries; the first {source.entries} are read tonight, the others later"
        yield problem("entries-left", source.id, message, Severity.NOTE)
    for entry in new[: source.entries]:
        yield from _read_entry(entry, fetcher, memory, given, host)
    if len(new) <= source.entries:
        memory.set_validators(source.where, fetched.etag, fetched.last_modified)


def read_page(source: Source, fetcher: Fetcher, memory: Memory, given: Given) -> Iterator[Collected | Issue]:
    """The page as it reads tonight; a page whose text has not changed is the article that is held already."""
    etag, last_modified = memory.validators(source.where) or (None, None)
    try:
        fetched = fetcher.get(
            source.where,
            etag=etag,
            last_modified=last_modified,
            private_host=_private_host(source),
            max_bytes=MAX_PDF_BYTES,
        )
    except FetchError as failure:
        yield _failed(source, failure)
        return
    if fetched.status == 304:
        return
    found = _page(fetched, source.where, given)
    if isinstance(found, Issue):
        yield problem(found.code, source.id, f"{source.where}: {found.message}", Severity.ERROR)
        return
    yield found
    memory.set_validators(source.where, fetched.etag, fetched.last_modified)


def _failed(source: Source, failure: FetchError) -> Issue:
    """A source that could not be fetched, with the remedy where sources.yaml has one."""
    own = f"{urlsplit(source.where).hostname} leads to"
    remedy = "; allow_private: true in sources.yaml permits it" if own in str(failure) else ""
    return problem(failure.code, source.id, f"{source.where}: {failure}{remedy}", Severity.ERROR)


def parse_feed(raw: bytes, url: str, content_type: str = "") -> list[Entry] | str:
    """The entries of an RSS or Atom feed in its order, each address once; or what is wrong with it.

    A feed that breaks off is read up to the tear. Declared entities are refused: a feed needs none, an attack does.
    """
    if b"<!entity" in raw.replace(b"\0", b"").lower():
        return "found XML entity declarations, which are not read"
    import feedparser

    headers = {"content-type": content_type or "application/xml", "content-location": url}
    try:
        # A stream of bytes, never an address or a path: the parser is not to open anything by itself.
        parsed: Any = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    except Exception as error:  # parsers of hostile feeds fail in ways that cannot be listed
        return f"the feed cannot be parsed: {type(error).__name__}: {str(error)[:120]}"
    if not parsed.get("version") and not parsed.entries:
        return "found no RSS or Atom feed; is the address still right?"
    entries: dict[str, Entry] = {}
    for item in parsed.entries:
        try:
            link = joined(url, str(item.get("link") or ""))
        except FetchError:
            continue
        if not item.get("link") or not link.startswith(("http://", "https://")):
            continue
        body = item.content[0].get("value", "") if item.get("content") else item.get("summary", "")
        entries.setdefault(
            link, Entry(link, _plain(str(item.get("title", ""))) or None, _day(item), _plain(str(body)))
        )
    return list(entries.values())


def _read_entry(
    entry: Entry, fetcher: Fetcher, memory: Memory, given: Given, host: str | None
) -> Iterator[Collected | Issue]:
    # The feed says when the entry was published more surely than the page's markup does.
    given = replace(given, published=entry.published)
    fetched, for_good = None, True
    try:
        fetched = fetcher.get(entry.url, private_host=host)
    except FetchError as failure:
        yield problem(failure.code, entry.url, f"{failure}; the feed's own summary is read instead")
        for_good = not failure.again  # what may work tomorrow is tried tomorrow
    found = _page(fetched, entry.url, given) if fetched else None
    if isinstance(found, Issue):
        yield replace(found, message=f"{found.message}; the feed's own summary is read instead")
    if not isinstance(found, Collected):
        found = _summary(entry, given)
    yield found
    if fetched:
        memory.set_validators(entry.url, fetched.etag, fetched.last_modified)
    elif for_good:
        memory.set_validators(entry.url, None, None)


def _page(fetched: Fetched, url: str, given: Given) -> Collected | Issue:
    kind = fetched.content_type.lower()
    if "pdf" in kind or fetched.body.startswith(b"%PDF-"):
        from tracker.collect.pdf import read_pdf

        return read_pdf(fetched.body, url, given, url=url)
    if kind and "html" not in kind and "text/plain" not in kind:
        return problem("wrong-type", url, f"found {kind[:60]!r}; an HTML page or a PDF is read")
    from tracker.collect.pages import read_html

    return read_html(fetched.body, url, given, url=url, charset=charset_of(kind))


def _summary(entry: Entry, given: Given) -> Collected | Issue:
    text = "\n".join(part for part in (entry.title, entry.summary) if part)
    if not entry.summary:
        return problem("no-text", entry.url, "the feed gives no summary either; nothing of the entry is read")
    return collected(entry.url, text, text.encode(), given, Stated(url=entry.url, title=entry.title))


def _day(item: Any) -> PartialDate | None:
    """The day an entry was published, in the time zone it is written in; the day of an update is not taken."""
    words = str(item.get("published") or "").strip()
    if not words:
        return None
    day = day_of(words)
    if day is not None:
        return day
    try:
        return PartialDate.of(email.utils.parsedate_to_datetime(words).date())
    except (ValueError, TypeError, IndexError):
        parsed = item.get("published_parsed")
        return PartialDate(parsed.tm_year, parsed.tm_mon, parsed.tm_mday) if parsed else None


def _plain(html: str) -> str:
    """The text of a feed's fragment of HTML, a line for each block."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    from lxml import etree
    from lxml.html import fragment_fromstring

    try:
        tree = fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return " ".join(re.sub(r"<[^>]*>", " ", html).split())
    for block in tree.iter("p", "br", "li", "div", "h1", "h2", "h3", "tr"):
        block.tail = "\n" + (block.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _private_host(source: Source) -> str | None:
    """The "host:port" of a source that is declared to stand in the local net."""
    if not source.allow_private:
        return None
    parts = urlsplit(source.where)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
