"""Reads an HTML page: its main text, and what the page's own metadata states of it.

Main text by trafilatura without comments and with tables. The publication date is the one the page states for
machines (JSON-LD datePublished, article:published_time and their kin), then htmldate's reading of the markup;
dates that merely stand somewhere in the visible text are not taken, because a wrong day is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tracker.collect.article import Collected, Given, Stated, collected, day_of, decode, language_code, problem
from tracker.issues import Issue
from tracker.model import PartialDate, Region

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
    "dc.date",
    "datecreated",
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(
    raw: bytes, name: str, given: Given, *, url: str | None = None, charset: str | None = None
) -> Collected | Issue:
    """The article of a page. A page without a main text, or one that cannot be parsed, is an issue."""
    declared = _CHARSET.search(raw[:4096])
    charset = charset or (declared.group(1).decode("ascii") if declared else None)
    html = _XML_DECLARATION.sub("", decode(raw, charset)).replace("\0", "")
    try:
        tree = _tree(html)
        body = _main_text(html) if tree is not None else ""
        stated = _stated(tree, html, given, url) if tree is not None else Stated()
    except Exception as error:  # parsers of hostile pages fail in ways that cannot be listed
        return problem("unreadable", name, f"the page cannot be parsed: {type(error).__name__}: {str(error)[:120]}")
    if not body:
        return problem("no-text", name, "found no main text in the page; nothing of it is read")
    text, regions = _with_headline(stated.title, body)
    return collected(name, text, raw, given, stated, regions)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _main_text(html: str) -> str:
    import trafilatura

    text = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    return (text or "").strip()


def _stated(tree: Any, html: str, given: Given, url: str | None) -> Stated:
    metas = _metas(tree)
    canonical = url or _first(tree.xpath("//link[@rel='canonical']/@href")) or metas.get("og:url")
    title = metas.get("og:title") or metas.get("twitter:title") or _first(tree.xpath("//title//text()"))
    return Stated(
        url=canonical if canonical and re.match(r"https?://[^\s/]", canonical) else None,
        title=_one_line(title)[:500] or None,
        published=given.published or _published(tree, metas, html, given, canonical),
        outlet=given.outlet or _one_line(metas.get("og:site_name"))[:200] or None,
        language=given.language or language_code(_first(tree.xpath("/html/@lang"))),
    )


def _metas(tree: Any) -> dict[str, str]:
    """The page's meta elements by name, the first of each; names in small letters."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time", "span"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = element.get("content") or element.get("datetime")
        if name and value:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _published(tree: Any, metas: dict[str, str], html: str, given: Given, url: str | None) -> PartialDate | None:
    stated = _json_ld_dates(tree) + [metas[name] for name in _DATE_NAMES if name in metas]
    latest = given.seen_at[:10]
    for words in stated:
        day = day_of(words)
        if day is not None and day.exact and "1990" <= str(day) <= latest:
            return _local_day(day, words, url)
    from htmldate import find_date

    found = find_date(html, extensive_search=False, original_date=True, max_date=latest)
    return day_of(found)


def _local_day(day: PartialDate, words: str, url: str | None) -> PartialDate:
    """The outlet's own day: a time in UTC gives way to the day in the page's address where that is next to it."""
    in_url = re.search(r"/((?:19|20)[0-9]{2})/([0-9]{2})/([0-9]{2})/", url or "")
    if in_url is None or not re.search(r"(?:Z|\+00:?00)$", words.strip()):
        return day
    local = day_of("-".join(in_url.groups()))
    return local if local is not None and abs((local.first() - day.first()).days) == 1 else day


def _json_ld_dates(tree: Any) -> list[str]:
    dates: list[str] = []
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            kind = str(item.get("@type", ""))
            if isinstance(item.get("datePublished"), str) and (
                "Article" in kind or "Posting" in kind or "Report" in kind
            ):
                dates.insert(0, item["datePublished"])
            elif isinstance(item.get("datePublished"), str):
                dates.append(item["datePublished"])
    return dates


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        if depth < 3 and isinstance(data.get("@graph"), list):
            yield from _items(data["@graph"], depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _items(item, depth + 1)


def _with_headline(title: str | None, body: str) -> tuple[str, tuple[tuple[Region, int, int], ...]]:
    """The text with its headline first, and the stretches that are headline or table."""
    lines = body.split("\n")
    regions: list[tuple[Region, int, int]] = []
    if title and _one_line(lines[0]).casefold() != title.casefold() and title.casefold() not in body[:600].casefold():
        lines.insert(0, title)
    at = 0
    for number, line in enumerate(lines):
        if number == 0 and title and _one_line(line).casefold() == title.casefold():
            regions.append((Region.HEADLINE, at, at + len(line)))
        elif line.startswith("|"):
            regions.append((Region.TABLE, at, at + len(line)))
        at += len(line) + 1
    return "\n".join(lines), tuple(regions)


def _first(found: list[Any]) -> str | None:
    return str(found[0]) if found else None


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
