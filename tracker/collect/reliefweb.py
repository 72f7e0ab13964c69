"""Asks the ReliefWeb API (version 2) for reports; each comes with its text, its publisher and its day of publication.

The interface answers those alone who name an approved `appname`; there is none to fall back on.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from tracker.collect.article import Collected, Given, Stated, collected, day_of, problem
from tracker.collect.feeds import link_of
from tracker.collect.language import language_of
from tracker.collect.memory import Capture, Seen
from tracker.collect.transfer import FetchError
from tracker.collect.visit import MAX_PDF_BYTES, Finds, Found, Visit
from tracker.issues import Issue, Severity
from tracker.model import Region

PAGE = 100  # reports asked for at once
MOST_PAGES = 50
APPNAME_FORM = "https://apidoc.reliefweb.int/parameters#appname"
_FIELDS = ("title", "body", "url", "date.original", "date.created", "source.shortname", "source.name", "file.url")


def read_reliefweb(visit: Visit) -> Finds:
    """The reports that were posted since the day before the last complete night, those read before left out."""
    rows: dict[str, dict[str, Any]] = {}
    complete = True
    for found in _reports(visit):
        if isinstance(found, Issue | Capture):
            yield found
            complete = complete and not isinstance(found, Issue)
        else:
            rows.setdefault(str(found.get("id")), found)
    if complete:
        yield from visit.too_few(len(rows), "reports")
    new = [row for row in rows.values() if visit.memory.validators(_key(visit, row)) is None]
    most = visit.source.entries
    if len(new) > most:
        message = f"found {len(new)} new reports; the first {most} are read tonight, the others later"
        yield problem("entries-left", visit.source.id, message, Severity.NOTE)
    done: set[str] = set()
    for row in new[:most]:
        for one in _read(visit, row):
            if isinstance(one, Seen):
                done.add(one.key)
            yield one
    if complete and len(done) == len(new):
        yield replace(visit.seen(f"reliefweb:{visit.source.id}"), etag=visit.given.seen_at[:10])


def _reports(visit: Visit) -> Iterator[dict[str, Any] | Issue | Capture]:
    """The reports of the interface, oldest first, page by page."""
    for page in range(MOST_PAGES):
        url = f"{visit.source.where}?{urlencode(_asked(visit, page * PAGE))}"
        try:
            fetched = visit.fetch(url, max_bytes=MAX_PDF_BYTES, invited=True)
        except FetchError as failure:
            yield _refused(visit, failure)
            return
        yield visit.capture(fetched, url)
        try:
            answer = json.loads(fetched.body)["data"]
            rows = [row for row in answer[:PAGE] if isinstance(row, dict) and isinstance(row.get("fields"), dict)]
        except (ValueError, KeyError, TypeError, RecursionError):
            yield visit.changed_shape(visit.source.where, "the answer is no list of reports; is it still version 2?")
            return
        yield from rows
        if len(answer) < PAGE:
            return
    message = f"more than {MOST_PAGES * PAGE:,} reports fit the query; make it narrower"
    yield problem("query-too-wide", visit.source.id, message)


def _asked(visit: Visit, offset: int) -> list[tuple[str, str]]:
    noted = (visit.memory.validators(f"reliefweb:{visit.source.id}") or (None, None))[0]
    night = date.fromisoformat(noted or visit.given.seen_at[:10])
    since = night - timedelta(days=1 if noted else visit.source.days)
    asked = [
        ("appname", visit.source.appname or ""),
        ("limit", str(PAGE)),
        ("offset", str(offset)),
        ("sort[]", "date.created:asc"),
        ("filter[field]", "date.created"),
        ("filter[value][from]", f"{since.isoformat()}T00:00:00+00:00"),
    ]
    asked += [("fields[include][]", name) for name in _FIELDS]
    return asked + ([("query[value]", visit.source.query)] if visit.source.query else [])


def _refused(visit: Visit, failure: FetchError) -> Issue:
    """A failed request; what the interface says of the appname is said in words."""
    told = {
        400: f"the appname {visit.source.appname!r} or the query was not understood; see {APPNAME_FORM}",
        403: f"the appname {visit.source.appname!r} is not approved; ask for one at {APPNAME_FORM}",
        410: "this version of the interface is gone; where must lead to version 2",
    }.get(failure.status)
    if told is None:
        return visit.failed(failure)
    return problem("refused", visit.source.id, f"status {failure.status}: {told}", Severity.ERROR)


def _read(visit: Visit, row: dict[str, Any]) -> Finds:
    fields = row["fields"]
    title = " ".join(fields["title"].split()) if isinstance(fields.get("title"), str) else ""
    body = fields["body"].strip() if isinstance(fields.get("body"), str) else ""
    name = link_of("https://reliefweb.int/", fields.get("url")) or f"reliefweb.int/{row.get('id')}"
    days = fields["date"] if isinstance(fields.get("date"), dict) else {}
    given = replace(
        visit.given, published=day_of(days.get("original")), outlet=_publisher(fields) or visit.given.outlet
    )
    if body:
        yield _article(name, title, body, row, visit, given)
    elif not (yield from _attached(visit, fields, name, given)):
        return
    yield visit.seen(_key(visit, row))


def _article(name: str, title: str, body: str, row: dict[str, Any], visit: Visit, given: Given) -> Collected:
    text = f"{title}\n\n{body}" if title else body
    regions = ((Region.HEADLINE, 0, len(title)),) if title else ()
    raw = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    url = name if name.startswith("http") else None
    language = visit.given.language or language_of(body)
    return collected(name, text, raw, given, Stated(url=url, title=title or None, language=language), regions)


def _attached(visit: Visit, fields: dict[str, Any], name: str, given: Given) -> Generator[Found, None, bool]:
    """The first file of a report that has no text of its own; returns whether there is no more to be had of it."""
    files = fields["file"] if isinstance(fields.get("file"), list) else []
    links = [link for one in files if isinstance(one, dict) and (link := link_of("", one.get("url")))]
    if not links:
        yield problem("no-text", name, "the report has neither a text nor a file; nothing of it is read")
        return True
    try:
        fetched = visit.fetch(links[0], max_bytes=MAX_PDF_BYTES)
    except FetchError as failure:
        yield problem(failure.code, links[0], f"the file of {name}: {failure}")
        return not failure.again
    yield visit.capture(fetched, links[0])
    yield visit.page(fetched, links[0], given)
    return True


def _publisher(fields: dict[str, Any]) -> str | None:
    """The body that published a report, by its short name; the first where there are several."""
    for one in fields["source"] if isinstance(fields.get("source"), list) else []:
        name = (one.get("shortname") or one.get("name")) if isinstance(one, dict) else None
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())
    return None


def _key(visit: Visit, row: dict[str, Any]) -> str:
    return f"reliefweb:{visit.source.id}:{row.get('id')}"
