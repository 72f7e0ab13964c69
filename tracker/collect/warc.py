"""Reads the pages of a web archive (WARC, plain or gzipped): each HTML or PDF answer with status 200."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from tracker.collect.article import MAX_FILE_BYTES, Collected, Given, problem
from tracker.collect.pages import Refuses, read_html
from tracker.collect.pdf import read_pdf
from tracker.issues import Issue, Severity

# What it warns of holds an archive's words as they are, with whatever they do to a terminal or a log.
logging.getLogger("warcio").addHandler(logging.NullHandler())
logging.getLogger("warcio").propagate = False


class Quiet(ArchiveIterator):  # type: ignore[misc]
    """The records of an archive. The library would print the bytes of a broken one to the terminal as they are."""

    INC_RECORD = ""


def read_warc(stream: BinaryIO, name: str, given: Given) -> Iterator[Collected | Issue]:
    """The articles of the archive under their addresses. A torn archive is read up to the tear, with an issue."""
    from warcio.exceptions import ArchiveLoadFailed

    records = 0
    try:
        for record in Quiet(stream):
            records += 1
            if record.rec_type == "response":
                yield from _read(record, name, given)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
        found = f"the archive breaks off after {records} record(s)" if records else "found no web archive"
        yield problem("unreadable", name, f"{found}: {str(error)[:120]}")
        return
    if not records:
        yield problem("no-text", name, "found no record in the archive")


def _read(record: Any, name: str, given: Given) -> Iterator[Collected | Issue]:
    found = read_record(record, given, lambda _body, _charset: True, MAX_FILE_BYTES, name)
    if found is not None:
        yield found


def read_record(
    record: Any,
    given: Given,
    wanted: Callable[[bytes, str | None], bool],
    max_bytes: int,
    name: str = "",
    refuses: Refuses | None = None,
) -> Collected | Issue | None:
    """The article of one answer in an archive; None for an HTML page that is not wanted.

    wanted    told the bytes of each HTML page and the charset its server declared, before it is taken apart
    refuses   as `read_html` asks it
    """
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    subject = url or name
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    kind = (record.http_headers.get_header("Content-Type") or "").lower() if record.http_headers else ""
    if status != "200" or not ("html" in kind or "pdf" in kind):
        message = f"left out: status {status or '?'}, {kind or 'no type'}"
        return problem("not-an-article", subject, message, Severity.NOTE)
    body = record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        return problem("too-large", subject, f"the page is larger than {max_bytes:,} bytes")
    if "pdf" in kind:
        return read_pdf(body, subject, given, url=url or None)
    charset = charset_of(kind)
    if not wanted(body, charset):
        return None
    return read_html(body, subject, given, url=url or None, charset=charset, refuses=refuses)


def charset_of(content_type: str) -> str | None:
    """The charset that an HTTP Content-Type declares."""
    _, _, after = content_type.lower().partition("charset=")
    return after.split(";")[0].strip(" \"'") or None
