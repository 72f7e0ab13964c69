"""Reads feeds (RSS, Atom, JSON Feed); each new entry is followed to its page."""

from __future__ import annotations

import email.utils
import io
import json
import re
from dataclasses import dataclass
from typing import Any
from xml.sax import SAXException

from tracker.collect.article import day_of, problem, whole
from tracker.collect.fetch import joined
from tracker.collect.follow import Entry, follow, new_entries
from tracker.collect.transfer import FetchError
from tracker.collect.visit import Finds, Visit
from tracker.model import PartialDate

_JSON_FEED = re.compile(r"https?://(www\.)?jsonfeed\.org/version/")
_MAX_ENTRIES = 10_000


def read_feed(visit: Visit) -> Finds:
    """The articles of a feed's new entries in its order: what was read before is skipped by its address.

    A page that cannot be had gives way to the entry's own summary, with an issue. The feed counts as read only when
    all its entries were handed on, so that an interrupted run misses none.
    """
    where = visit.source.where
    try:
        fetched = visit.fetch(where, again=True)
    except FetchError as failure:
        yield visit.failed(failure)
        return
    if fetched.status == 304:
        return
    feed = parse_feed(fetched.body, fetched.url, fetched.content_type)
    if isinstance(feed, str):
        yield visit.capture(fetched, where)
        yield visit.changed_shape(where, feed, "feed-not-xml")
        return
    entries = feed.entries
    if not entries:
        yield problem("no-entries", visit.source.id, f"{where}: the feed holds no entry")
    yield from visit.too_few(len(entries), "entries")
    new = new_entries(visit, entries)
    if new:
        yield visit.capture(fetched, where)
    followed = yield from follow(visit, new)
    if followed and feed.whole:
        yield visit.seen(where, fetched)


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed in its order, each address once; `whole` is false where it broke off or is not well formed,
    so that more may stand in it than was read."""

    entries: list[Entry]
    whole: bool


def parse_feed(raw: bytes, url: str, content_type: str = "") -> Feed | str:
    """What an RSS, Atom or JSON feed holds, or what is wrong with it.

    A feed that breaks off is read up to the tear. Declared entities are refused: a feed needs none, an attack does.
    """
    if b"<!entity" in raw.replace(b"\0", b"").lower():
        return "found XML entity declarations, which are not read"
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_entries(raw, url)
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
        link = link_of(url, item.get("link"))
        if link is None:
            continue
        body = item.content[0].get("value", "") if item.get("content") else item.get("summary", "")
        title = _plain(str(item.get("title", ""))) or None
        outlet = str((item.get("source") or {}).get("title") or "").strip() or None
        entries.setdefault(link, Entry(link, title, _day(item), _plain(str(body)), outlet))
    torn = parsed.get("bozo") and isinstance(parsed.get("bozo_exception"), SAXException)
    return Feed(list(entries.values()), whole=not torn)


def _json_entries(raw: bytes, url: str) -> Feed | str:
    """The entries of a JSON Feed (version 1 or 1.1, jsonfeed.org)."""
    try:
        feed = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return f"the JSON feed cannot be parsed: {str(error)[:120]}"
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not _JSON_FEED.match(str(feed.get("version"))):
        return "found JSON that is no JSON Feed; is the address still right?"
    entries: dict[str, Entry] = {}
    for item in items[:_MAX_ENTRIES]:
        if not isinstance(item, dict):
            continue
        link = link_of(url, item.get("url") or item.get("external_url") or item.get("id"))
        if link is None:
            continue
        html = item.get("content_html") or ""
        body = _plain(html) if isinstance(html, str) else ""
        body = body or _one(item.get("content_text")) or _one(item.get("summary"))
        entries.setdefault(
            link,
            Entry(
                link,
                _plain(_one(item.get("title"))) or None,
                day_of(item.get("date_published")),
                body,
            ),
        )
    return Feed(list(entries.values()), whole=True)


def link_of(base: str, words: object) -> str | None:
    """The web address an entry leads to, None where it has none."""
    if not isinstance(words, str) or not words.strip():
        return None
    try:
        link = joined(base, whole(words.strip()))
    except FetchError:
        return None
    return link if link.startswith(("http://", "https://")) else None


def _one(words: object) -> str:
    return words if isinstance(words, str) else ""


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
        for block in tree.iter("p", "br", "li", "div", "h1", "h2", "h3", "tr"):
            block.tail = "\n" + (block.tail or "")  # refuses control characters that the parser has let through
    except (etree.ParserError, ValueError):
        return " ".join(re.sub(r"<[^>]*>", " ", html).split())
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
