"""Asks the GDELT DOC API for the articles of a query, window by window, and follows them to their pages.

The interface gives 250 articles at most and no way to ask for more; a window that is full is halved until each part is
complete. It asks for five seconds between two requests (GDELT DOC 2.0 API, gdeltproject.org).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from tracker.collect.article import problem
from tracker.collect.feeds import link_of
from tracker.collect.follow import Entry, follow, new_entries
from tracker.collect.memory import Seen
from tracker.collect.transfer import FetchError
from tracker.collect.visit import Finds, Visit
from tracker.issues import Issue

FULL = 250
SPACING = 5.0
SMALLEST = timedelta(minutes=1)
MOST_WINDOWS = 400  # of one night; a query that needs more is too wide
_STAMP = "%Y%m%d%H%M%S"

Window = tuple[datetime, datetime]


def read_gdelt(visit: Visit) -> Finds:
    """The articles of the query since the last night that read all of them; on the first night, of the last days."""
    end = datetime.fromisoformat(visit.given.seen_at.replace("Z", "+00:00")).astimezone(UTC)
    start = _noted(visit) or end - timedelta(days=visit.source.days)
    entries: dict[str, Entry] = {}
    complete = True
    try:
        for found in _windows(visit, start, end):
            if isinstance(found, Issue):
                complete = False
                yield found
            else:
                entries.setdefault(found.url, found)
    except FetchError as failure:
        yield visit.failed(failure)
        complete = False
    if complete:
        yield from visit.too_few(len(entries), "articles")
    new = new_entries(visit, list(entries.values()))
    followed = yield from follow(visit, new)
    if complete and followed:
        yield Seen(visit.source.id, _key(visit), end.strftime(_STAMP))


def _windows(visit: Visit, start: datetime, end: datetime) -> Iterator[Entry | Issue]:
    """The articles of a stretch of time, oldest window first. Raises FetchError."""
    waiting: list[Window] = [(start, end)]
    asked = 0
    while waiting:
        window = waiting.pop()
        asked += 1
        if asked > MOST_WINDOWS:
            message = f"the query needs more than {MOST_WINDOWS} requests for one night; make it narrower"
            yield problem("query-too-wide", visit.source.id, message)
            return
        found = _ask(visit, *window)
        if isinstance(found, Issue):
            yield found
            return
        if len(found) < FULL:
            yield from found
            continue
        halves = _halves(*window)
        if halves:
            waiting += reversed(halves)
            continue
        message = f"more than {FULL} articles within a minute at {window[0]:%Y-%m-%d %H:%M}; the others cannot be had"
        yield problem("window-full", visit.source.id, message)
        yield from found


def _halves(start: datetime, end: datetime) -> list[Window]:
    """A window as two that share no second, none where it is too small to be parted."""
    if end - start <= SMALLEST:
        return []
    middle = (start + (end - start) / 2).replace(microsecond=0)
    return [(start, middle), (middle + timedelta(seconds=1), end)]


def _ask(visit: Visit, start: datetime, end: datetime) -> list[Entry] | Issue:
    asked = {
        "query": visit.source.query,
        "mode": "ArtList",
        "format": "json",
        "maxrecords": FULL,
        "sort": "DateAsc",
        "startdatetime": start.strftime(_STAMP),
        "enddatetime": end.strftime(_STAMP),
    }
    url = f"{visit.source.where}?{urlencode(asked)}"
    fetched = visit.fetch(url, spacing=SPACING, invited=True)
    words = fetched.body.decode("utf-8", "replace").strip()
    try:
        answer: Any = json.loads(words or "{}", strict=False)
        rows = answer.get("articles", [])
        return [entry for row in rows if (entry := _entry(row)) is not None]
    except (ValueError, AttributeError, TypeError, RecursionError):
        # What is wrong with a query is said in plain words and with status 200.
        return visit.changed_shape(visit.source.where, f"the answer is no list of articles: {words[:160]!r}")


def _entry(row: Any) -> Entry | None:
    """An article as the index has it. The day it was seen by the index is not the day it was published."""
    link = link_of("", row.get("url"))
    if link is None:
        return None
    title, domain = row.get("title"), row.get("domain")
    return Entry(
        link,
        " ".join(title.split()) if isinstance(title, str) else None,
        outlet=domain if isinstance(domain, str) else None,
    )


def _key(visit: Visit) -> str:
    return f"gdelt:{visit.source.id}:{visit.source.query}"


def _noted(visit: Visit) -> datetime | None:
    """The end of the last window that was read whole."""
    stamp = (visit.memory.validators(_key(visit)) or (None, None))[0]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) if stamp else None
