"""Reads files and folders given by path, and standard input. What cannot be read is an issue; the rest goes on."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from tracker.collect.article import MAX_FILE_BYTES, Collected, Given, is_binary, posix, problem
from tracker.collect.jsonl import read_jsonl
from tracker.collect.notes import read_markdown, read_text
from tracker.issues import Issue, Severity
from tracker.model import ArticleKind, PartialDate

_BLANK = b"\xef\xbb\xbf \t\r\n"
READ_SUFFIXES = (".txt", ".md", ".html", ".htm", ".xhtml", ".eml", ".pdf", ".jsonl", ".warc", ".warc.gz")


def read_path(
    path: Path,
    *,
    seen_at: str,
    published: PartialDate | None = None,
    outlet: str | None = None,
    language: str | None = None,
    kind: ArticleKind = ArticleKind.ARTICLE,
    source_id: str | None = None,
    conflict: str | None = None,
    name: str | None = None,
    max_bytes: int = MAX_FILE_BYTES,
) -> Iterator[Collected | Issue]:
    """The articles of a file, or of all files of a folder in the order of their names.

    What a file states of itself in front matter or JSON fields comes before the options; the options come before
    what a page's metadata says. `name` stands in for the path in names and ids.
    """
    given = Given(seen_at, published, outlet, language, kind, source_id, conflict)
    for found in files_below(path, name or posix(path)):
        if isinstance(found, Issue):
            yield found
        else:
            yield from read_file(*found, given, max_bytes)


def read_stream(
    stream: BinaryIO | bytes,
    *,
    seen_at: str,
    published: PartialDate | None = None,
    outlet: str | None = None,
    language: str | None = None,
    name: str = "-",
) -> Iterator[Collected | Issue]:
    """The articles of standard input, whose format is told by how it begins: JSON Lines, WARC, PDF, HTML, else text.

    JSON Lines are read as they come in; anything else is one article and is read to its end first.
    """
    given = Given(seen_at, published, outlet, language)
    stream = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    first = stream.readline(MAX_FILE_BYTES)
    if not first:
        yield problem("no-text", name, "found no text; nothing of it is read")
        return
    if first.lstrip(_BLANK).startswith(b"{"):
        yield from read_jsonl(chain([first], lines_of(stream)), name, given)
        return
    raw = first + stream.read(MAX_FILE_BYTES + 1 - len(first))
    if raw.startswith((b"WARC/", b"\x1f\x8b")):
        from tracker.collect.warc import read_warc

        yield from read_warc(io.BytesIO(raw + stream.read()), name, given)
        return
    start = raw[:2000].lstrip(_BLANK)
    lower = start.lower()
    if len(raw) > MAX_FILE_BYTES:
        yield problem("too-large", name, f"found more than {MAX_FILE_BYTES:,} bytes; JSON Lines alone may be longer")
    elif start.startswith(b"{"):
        yield from read_jsonl(raw.split(b"\n"), name, given)
    elif start.startswith(b"%PDF-"):
        yield from _read_bytes(raw, ".pdf", name, given)
    elif lower.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in lower or b"<head" in lower:
        yield from _read_bytes(raw, ".html", name, given)
    else:
        yield from _read_bytes(raw, ".md", name, given)


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, one at a time; one that is longer than any article comes in pieces."""
    return iter(partial(stream.readline, MAX_FILE_BYTES), b"")


def files_below(path: Path, name: str) -> Iterator[tuple[Path, str] | Issue]:
    """The files of a folder by name, or the file itself, each with what it is called in ids.

    Hidden ones are skipped, links that lead out of the folder are refused, types that are not read are told.
    """
    try:
        if path.is_dir():
            yield from _below(path, name)
        elif not path.exists():
            yield problem("not-found", name, "found no such file or folder", Severity.ERROR)
        elif not path.is_file():
            yield problem("not-a-file", name, "found neither a file nor a folder")
        elif _suffix(path) is None:
            found = path.suffix or "no ending"
            yield problem("unknown-type", name, f"found {found}; read are {', '.join(READ_SUFFIXES)}")
        else:
            yield path, name
    except OSError as error:
        yield problem("unreadable", name, f"cannot be read: {error.strerror or error}", Severity.ERROR)


def read_file(path: Path, name: str, given: Given, max_bytes: int = MAX_FILE_BYTES) -> Iterator[Collected | Issue]:
    """The articles of one file, told by the ending of its name how to read it."""
    suffix = _suffix(path) or ""
    try:
        if not path.is_file():
            yield problem("not-a-file", name, "found neither a file nor a folder")
        elif suffix.startswith(".warc"):
            from tracker.collect.warc import read_warc

            with path.open("rb") as stream:
                yield from read_warc(stream, name, given)
        elif suffix == ".jsonl":
            with path.open("rb") as stream:
                yield from read_jsonl(lines_of(stream), name, given)
        elif (size := path.stat().st_size) > max_bytes:
            message = f"left out: the file has {size:,} bytes; at most {max_bytes:,} can be read"
            yield problem("too-large", name, message)
        else:
            yield from _read_bytes(path.read_bytes(), suffix, name, given)
    except OSError as error:
        yield problem("unreadable", name, f"cannot be read: {error.strerror or error}", Severity.ERROR)


def _below(folder: Path, name: str) -> Iterator[tuple[Path, str] | Issue]:
    root = folder.resolve()
    failed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failed.append, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for entry in sorted(f for f in [*files, *folders] if not f.startswith(".")):
            path = Path(at) / entry
            inner = f"{name.rstrip('/')}/{posix(path.relative_to(folder))}"
            if path.is_symlink():
                if not path.resolve().is_relative_to(root):
                    message = "found a link that leads out of the folder; it is not followed"
                    yield problem("link-refused", inner, message)
                    continue
                if path.is_dir():
                    continue  # what it leads to is read under its own name
            elif path.is_dir():
                continue
            if _suffix(path) is None:
                yield problem("unknown-type", inner, "left out: not a type that is read", Severity.NOTE)
                continue
            yield path, inner
    for error in failed:
        yield problem("unreadable", str(error.filename or name), f"cannot be read: {error.strerror}", Severity.ERROR)


def _read_bytes(raw: bytes, suffix: str, name: str, given: Given) -> Iterator[Collected | Issue]:
    if suffix == ".pdf":
        from tracker.collect.pdf import read_pdf

        yield read_pdf(raw, name, given)
    elif suffix in (".html", ".htm", ".xhtml"):
        from tracker.collect.pages import read_html

        if is_binary(raw):
            yield problem("not-text", name, "found binary data; an HTML page is needed")
        else:
            yield read_html(raw, name, given)
    elif suffix == ".eml":
        from tracker.collect.mail import read_mail

        yield from read_mail(raw, name, given)
    elif suffix == ".md":
        yield read_markdown(raw, name, given)
    else:
        yield read_text(raw, name, given)


def _suffix(path: Path) -> str | None:
    name = path.name.lower()
    return next((suffix for suffix in reversed(READ_SUFFIXES) if name.endswith(suffix)), None)
