"""What a page states of itself: address, title, publication date, outlet and declared language.

The publication date is the one the page states for machines (JSON-LD datePublished, article:published_time and their
kin), then htmldate's reading of the markup, then a date that stands alone beside the headline. Dates that merely stand
somewhere in the visible text are not taken, because a wrong day is worse than none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from tracker.collect.article import Given, Stated, day_of
from tracker.collect.language import language_code
from tracker.model import PartialDate

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
_CLOCK = r"T\d{2}:\d{2}:\d{2})(?:\.\d{1,6})?(Z|[+-]\d{2}:?\d{2})"
_TIME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}}{_CLOCK}")
_SAME_MOMENT = timedelta(minutes=2)
_BESIDE = 12  # elements before and after the headline among which its date is looked for
_LONGEST_DATE = 60  # letters of a line that is a date with its time and the words around it
_DATE_LINE = re.compile(
    r"(?:(?:first )?(?:published|posted|updated|date|on|at|by|added|created)\b[\s:,|·–-]*){0,3}"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[\s,.]*)?"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d1>\d{1,2})(?:st|nd|rd|th)?[\s.]+(?P<m1>[A-Za-z]{3,9})[\s.,]+(?P<y1>\d{4})"
    r"|(?P<m2>[A-Za-z]{3,9})[\s.]+(?P<d2>\d{1,2})(?:st|nd|rd|th)?[\s,]+(?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>\d{4}|\d{2}))(?!\d)"
    r"(?:[\s,|·–-]{0,4}(?:at )?\d{1,2}[:.]\d{2}.{0,20}|\s*[|·–-].{0,30})?",
    re.IGNORECASE,
)
_LEAST_HEADLINE = 15  # letters; a shorter heading is often that of a section or of the site
_LONGEST_NAME = 120  # letters of an outlet's name
_MONTHS = "january february march april may june july august september october november december".split()
_SEPARATOR = re.compile(r"\s+[|–—»›·:-]+\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states of itself, but for its publication date, which takes longer to find than all else.

    stated  the facts without the date
    """

    stated: Stated
    _metas: dict[str, str]
    _linked: list[dict[str, Any]]
    _url: str | None

    def dated(self, tree: Any, html: str, given: Given) -> Stated:
        """The facts with the date; what the caller has said comes before it."""
        day = given.published or _published(tree, self._metas, self._linked, html, given, self._url)
        return replace(self.stated, published=day)


def facts_of(tree: Any, given: Given, url: str | None) -> Facts:
    """What the parsed page states; what the caller has said comes before it."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    canonical = url or _first(tree.xpath("//link[@rel='canonical']/@href")) or metas.get("og:url")
    address = canonical if canonical and re.match(r"https?://[^\s/]", canonical) else None
    title = one_line(
        metas.get("og:title") or metas.get("twitter:title") or _first(tree.xpath("//head/title//text()"))
    )
    outlet = given.outlet or _outlet(metas, linked, address, title)
    stated = Stated(
        url=address,
        title=_headline(title, [text_of(head) for head in tree.xpath("//h1")[:5]], outlet),
        outlet=outlet,
        language=given.language or language_code(_first(tree.xpath("/html/@lang"))),
    )
    return Facts(stated, metas, linked, canonical)


def one_line(text: str | None) -> str:
    """Words with single spaces between them and none around."""
    return " ".join((text or "").split())


def text_of(element: Any) -> str:
    """The words inside an element on one line."""
    return one_line(" ".join(_texts()(element)))


@lru_cache(maxsize=1)
def _texts() -> Any:
    """Finds all texts inside an element, in half the time that walking them takes."""
    from lxml.etree import XPath

    return XPath("descendant::text()", smart_strings=False)


def _metas(tree: Any) -> dict[str, str]:
    """The page's meta elements by name, the first of each; names in small letters."""
    found: dict[str, str] = {}
    for element in tree.iter("meta", "time", "span"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = element.get("content") or element.get("datetime")
        if name and value:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _outlet(metas: dict[str, str], linked: list[dict[str, Any]], address: str | None, title: str) -> str | None:
    """The name that the page gives its outlet, else the host of its address."""
    names: list[Any] = [metas.get("og:site_name")]
    for item in linked:
        publisher = item.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if isinstance(publisher, dict) and publisher.get("@type") != "Person":
            names.append(publisher.get("name"))
    names.append(metas.get("application-name"))
    told = [one_line(name) for name in names if isinstance(name, str)]
    named = next((name for name in told if name and len(name) <= _LONGEST_NAME and name != title), None)
    return named or _host(address) or None


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _headline(title: str, heads: list[str], outlet: str | None) -> str | None:
    """The headline alone: a title gives way to the heading it begins with, else loses the outlet's name at its end."""
    for head in heads:
        if len(head) >= _LEAST_HEADLINE and title.casefold().startswith(head.casefold()):
            return head[:500]
    ends = list(_SEPARATOR.finditer(title))
    if ends and outlet and (name := _bare(outlet)):
        last = _bare(title[ends[-1].end() :])
        if last and (last in name or name in last):
            title = title[: ends[-1].start()]
    return title[:500] or next((head[:500] for head in heads if head), None)


def _bare(name: str) -> str:
    return re.sub(r"\W", "", name).casefold()


def _published(
    tree: Any, metas: dict[str, str], linked: list[dict[str, Any]], html: str, given: Given, url: str | None
) -> PartialDate | None:
    stated = _linked_dates(linked) + [metas[name] for name in _DATE_NAMES if name in metas]
    latest = given.seen_at[:10]
    for words in stated:
        day = day_of(words)
        if day is not None and day.exact and "1990" <= str(day) <= latest:
            return _local_day(day, words, html, url)
    from htmldate import find_date

    found = find_date(html, extensive_search=False, original_date=True, max_date=latest)
    return day_of(found) or _beside_headline(tree, latest)


def _local_day(day: PartialDate, words: str, html: str, url: str | None) -> PartialDate:
    """The outlet's own day of a time in UTC: as the page tells the same moment elsewhere in local time, else the day
    in its address where that is next to it."""
    told = _TIME.match(words.strip())
    if not re.search(r"(?:Z|\+00:?00)$", words.strip()):
        return day
    moment = _moment(told) if told else None
    # No zone is a whole day away. Three known beginnings are found many times faster in a page than any date.
    days = (day.first() + timedelta(days=apart) for apart in (-1, 0, 1))
    for near_day in days if moment else ():
        for other in re.finditer(rf"({near_day}{_CLOCK}", html):
            if other.group(2).strip("+-Z0:"):
                local = _moment(other)
                if local and moment and abs(local - moment) <= _SAME_MOMENT:
                    return day_of(other.group(1)) or day
    in_url = re.search(r"/((?:19|20)[0-9]{2})/([0-9]{2})/([0-9]{2})/", url or "")
    near = day_of("-".join(in_url.groups())) if in_url else None
    return near if near is not None and abs((near.first() - day.first()).days) == 1 else day


def _moment(found: re.Match[str]) -> datetime | None:
    zone = "+00:00" if found.group(2) == "Z" else found.group(2)
    try:
        return datetime.fromisoformat(found.group(1) + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _beside_headline(tree: Any, latest: str) -> PartialDate | None:
    """The date that stands alone near the page's only headline; none where several dates stand there."""
    heads = tree.xpath("//h1")
    if len(heads) != 1:
        return None
    near = heads[0].xpath(f"preceding::*[position() <= {_BESIDE}] | following::*[position() <= {_BESIDE}]")
    days = {_date_line(text_of(element)) for element in near} - {None}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and "1990" <= str(day) <= latest else None


def _date_line(words: str) -> PartialDate | None:
    """The day of a line that is a date and next to nothing else; days before months only where points say so."""
    found = _DATE_LINE.fullmatch(words) if len(words) <= _LONGEST_DATE else None
    if found is None:
        return None
    if found["iso"]:
        return day_of(found["iso"])
    year = found["y1"] or found["y2"] or found["y3"]
    month = found["m1"] or found["m2"] or found["m3"]
    number = int(month) if month.isdigit() else next((n for n, m in enumerate(_MONTHS, 1) if _is_month(month, m)), 0)
    try:
        return PartialDate(
            int(year) if len(year) == 4 else 2000 + int(year), number, int(found["d1"] or found["d2"] or found["d3"])
        )
    except ValueError:
        return None


def _is_month(word: str, month: str) -> bool:
    """Whether a word is a month's name or a common short form of it."""
    word = word.lower()
    return word == month or word == month[:3] or (word == "sept" and month == "september")


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD; what cannot be parsed says nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _items(data, 0)


def _linked_dates(linked: list[dict[str, Any]]) -> list[str]:
    dates: list[str] = []
    for item in linked:
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


def _first(found: list[Any]) -> str | None:
    return str(found[0]) if found else None
