"""Reads XML sitemaps (sitemaps.org, protocol 0.9), indexes of them, and news sitemaps; plain or gzipped."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from tracker.collect.article import day_of, problem
from tracker.collect.feeds import link_of
from tracker.collect.follow import Entry, follow, new_entries
from tracker.collect.transfer import Fetched, FetchError
from tracker.collect.visit import MAX_PDF_BYTES, Finds, Visit
from tracker.issues import Issue, Severity
from tracker.model import PartialDate

MAX_UNPACKED = 50_000_000  # the protocol's own limit of a sitemap
MAX_ENTRIES = 50_000  # the protocol's own limit
MAX_MAPS = 50  # of one index that are read in one night, the newest first


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap: a page, or another sitemap, with the day it was changed last where that is said."""

    entry: Entry
    changed: PartialDate | None
    is_map: bool


def read_sitemap(visit: Visit) -> Finds:
    """The articles of a sitemap's new pages, the newest first; those of an index from each of its maps.

    Pages that have not changed for longer than the days of sources.yaml are left where they are.
    """
    where = visit.source.where
    found = _listed(visit, where)
    if isinstance(found, Issue):
        yield found
        return
    if found is None:
        return
    pages = [one for one in found.sitemap.listed if not one.is_map]
    read = [found]
    maps = sorted((one for one in found.sitemap.listed if one.is_map), key=_newest_first)
    if len(maps) > MAX_MAPS:
        message = f"{where}: found {len(maps)} maps in the index; the {MAX_MAPS} changed last are read"
        yield problem("maps-left", visit.source.id, message, Severity.NOTE)
    for one in maps[:MAX_MAPS]:
        inner = _listed(visit, one.entry.url)
        if isinstance(inner, Issue):
            yield inner
        elif inner is not None:
            pages += [page for page in inner.sitemap.listed if not page.is_map]
            read.append(inner)
    if len(read) == 1 + len(maps[:MAX_MAPS]):  # with a map unchanged or lost the number says nothing
        yield from visit.too_few(len(pages), "pages")
    pages = sorted((page for page in pages if _is_recent(page, visit)), key=_newest_first)
    new = new_entries(visit, list({page.entry.url: page.entry for page in pages}.values()))
    followed = yield from follow(visit, new)
    if followed:
        for done in read:
            # An index stays as it is while its maps change: it is read each night, or no map would be looked at again.
            if done.sitemap.whole and not any(one.is_map for one in done.sitemap.listed):
                yield visit.seen(done.url, done.fetched)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists, in its order; `whole` is false where it broke off, so that more may stand in it."""

    listed: list[Listed]
    whole: bool


def parse_sitemap(raw: bytes, url: str) -> Sitemap | str:
    """What a sitemap lists, or what is wrong with it; one that breaks off is read up to the tear."""
    try:
        raw = unpacked(raw)
    except ValueError as error:
        return str(error)
    if b"<!entity" in raw.replace(b"\0", b"").lower():
        return "found XML entity declarations, which are not read"
    listed: list[Listed] = []
    root: list[str] = []
    whole = True
    try:
        for element in islice(_elements(raw, root), MAX_ENTRIES):
            one = _one(element, url)
            if one is not None:
                listed.append(one)
            element.clear()
    except _torn() as error:
        if not listed:
            return f"the sitemap cannot be parsed: {str(error)[:120]}"
        whole = False
    if not listed and (not root or root[0] not in ("urlset", "sitemapindex")):
        return "found no sitemap; is the address still right?"
    return Sitemap(listed, whole)


def unpacked(raw: bytes) -> bytes:
    """The bytes of a gzipped sitemap; plain ones as they are. Raises ValueError for what is broken or too large."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        out = unpack.decompress(raw, MAX_UNPACKED + 1)
    except zlib.error as error:
        raise ValueError(f"the gzipped sitemap is broken: {error}") from error
    if len(out) > MAX_UNPACKED:
        raise ValueError(f"the sitemap unpacks to more than {MAX_UNPACKED:,} bytes")
    return out


@dataclass(frozen=True, slots=True)
class _Read:
    url: str
    sitemap: Sitemap
    fetched: Fetched


def _listed(visit: Visit, url: str) -> _Read | Issue | None:
    """What a map lists; None where it has not changed since it was read."""
    try:
        fetched = visit.fetch(url, again=True, max_bytes=MAX_PDF_BYTES)
    except FetchError as failure:
        return visit.failed(failure, url)
    if fetched.status == 304:
        return None
    sitemap = parse_sitemap(fetched.body, fetched.url)
    if isinstance(sitemap, str):
        return visit.changed_shape(url, sitemap, "not-a-sitemap")
    return _Read(url, sitemap, fetched)


def _elements(raw: bytes, root: list[str]) -> Iterator[Any]:
    """The entries of a sitemap one after the other; the name of its first element is noted in `root`."""
    from lxml import etree

    reading = etree.iterparse(
        io.BytesIO(raw),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for event, element in reading:
        if event == "start":
            if not root:
                root.append(_name(element))
        elif _name(element) in ("url", "sitemap"):
            yield element


def _torn() -> Any:
    from lxml import etree

    return etree.XMLSyntaxError


def _one(element: Any, base: str) -> Listed | None:
    told: dict[str, str] = {}
    for part in element.iter():
        words = " ".join((part.text or "").split()) if isinstance(part.tag, str) else ""
        if words:
            told.setdefault(_name(part), words)
    link = link_of(base, told.get("loc"))
    if link is None:
        return None
    published = day_of(told.get("publication_date"))
    entry = Entry(link, told.get("title"), published)
    return Listed(entry, published or day_of(told.get("lastmod")), _name(element) == "sitemap")


def _name(element: Any) -> str:
    """The name of an element without its namespace: sitemaps in the wild declare them wrongly."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _newest_first(one: Listed) -> tuple[int, ...]:
    if one.changed is None:
        return (1,)
    return (0, -one.changed.last().toordinal())


def _is_recent(one: Listed, visit: Visit) -> bool:
    if one.changed is None:
        return True
    return one.changed.last() >= date.fromisoformat(visit.given.seen_at[:10]) - timedelta(days=visit.source.days)
