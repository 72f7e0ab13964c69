"""Reads the pages of a web archive (WARC, plain or gzipped): each HTML or PDF answer with status 200."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from tracker.collect.article import MAX_FILE_BYTES, Collected, Given, problem
from tracker.collect.pages import read_html
from tracker.collect.pdf import read_pdf
from tracker.issues import Issue, Severity


def read_warc(stream: BinaryIO, name: str, given: Given) -> Iterator[Collected | Issue]:
    """The articles of the archive under their addresses. A torn archive is read up to the tear, with an issue."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        # The library would print the bytes of a broken archive to the terminal as they are.
        INC_RECORD = ""

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
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    subject = url or name
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    kind = (record.http_headers.get_header("Content-Type") or "").lower() if record.http_headers else ""
    if status != "200" or not ("html" in kind or "pdf" in kind):
        yield problem(
            "not-an-article", subject, f"left out: status {status or '?'}, {kind or 'no type'}", Severity.NOTE
        )
        return
    body = record.content_stream().read(MAX_FILE_BYTES + 1)
    if len(body) > MAX_FILE_BYTES:
        yield problem("too-large", subject, f"the page is larger than {MAX_FILE_BYTES:,} bytes")
    elif "pdf" in kind:
        yield read_pdf(body, subject, given, url=url or None)
    else:
        yield read_html(body, subject, given, url=url or None, charset=charset_of(kind))


def charset_of(content_type: str) -> str | None:
    """The charset that an HTTP Content-Type declares."""
    _, _, after = content_type.lower().partition("charset=")
    return after.split(";")[0].strip(" \"'") or None
