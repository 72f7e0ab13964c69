"""Makes an Article of a text and what is known of it; the one place where ids and hashes are set."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from tracker.collect.language import language_of
from tracker.issues import Issue, Severity
from tracker.model import Article, ArticleKind, PartialDate, Region, content_id

MAX_FILE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Collected:
    """An article and the bytes it was read from, which are kept as evidence."""

    article: Article
    raw: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of the texts it has read; a text's own front matter or JSON fields come before it."""

    seen_at: str
    published: PartialDate | None = None
    outlet: str | None = None
    language: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    source_id: str | None = None
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states of itself."""

    url: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    outlet: str | None = None
    language: str | None = None
    conflict: str | None = None


def collected(
    name: str,
    text: str,
    raw: bytes,
    given: Given,
    stated: Stated,
    regions: tuple[tuple[Region, int, int], ...] = (),
) -> Collected:
    """The article of a text. The same text from the same place is the same article, whenever it is read."""
    row = given.kind is ArticleKind.TABLE_ROW
    name, text = whole(name), whole(text)
    article = Article(
        id=content_id("a", whole(stated.url or name), text),
        name=name,
        kind=given.kind,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        seen_at=given.seen_at,
        url=stated.url and whole(stated.url),
        outlet=whole(stated.outlet or given.outlet or "") or None,
        title=stated.title and whole(stated.title),
        published=stated.published or given.published,
        language=stated.language or given.language or (None if row else language_of(text)),
        source_id=given.source_id,
        conflict=whole(stated.conflict or given.conflict or "") or None,
        regions=regions,
    )
    return Collected(article, raw)


def day_of(words: object) -> PartialDate | None:
    """The day that a date or time of a file or page states, in its own time zone, None where it states none."""
    text = str(words or "").strip()
    found = re.match(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])(?=$|[T\s+Z])", text)
    if found is None:
        found = re.match(r"([0-9]{4})()([0-9]{2})([0-9]{2})$", text)
        if found is None:
            return None
        parts = [found.group(1), found.group(3), found.group(4)]
    else:
        parts = [part for part in found.groups() if part]
    try:
        return PartialDate(*map(int, parts))
    except ValueError:
        return None


def decode(raw: bytes, declared: str | None = None) -> str:
    """Text of bytes: the byte-order mark decides, then what was declared, then UTF-8, then Windows-1252.

    The last maps every byte, so that old pages are read rather than refused; binary files are refused before.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(codec, errors="replace")
    for encoding in filter(None, (declared, "utf-8", "cp1252")):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def is_binary(raw: bytes) -> bool:
    """True for bytes that are no text in any encoding this project reads."""
    return b"\0" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff"))


def problem(code: str, subject: str, message: str, severity: Severity = Severity.WARNING) -> Issue:
    """An issue of this room."""
    return Issue("collect", code, whole(subject), whole(message), severity)


def whole(text: str) -> str:
    """The text with half characters (lone surrogates, as odd file names and escapes bring them) replaced.

    They cannot be stored or printed. Each gives way to one replacement character, so that offsets stay.
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def posix(path: PurePath) -> str:
    """A path as articles are named: with forward slashes on every machine."""
    return path.as_posix()
