"""Reads saved messages (.eml): bulletins and press releases that come by mail, with the PDFs that hang on them."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

from tracker.collect.article import Collected, Given, Stated, collected, problem
from tracker.issues import Issue, Severity
from tracker.model import PartialDate, Region

MOST_FILES = 20  # of one message


def read_mail(raw: bytes, name: str, given: Given) -> Iterator[Collected | Issue]:
    """The message as an article, its subject first; then each PDF on it. A message that cannot be read is an issue.

    Its day is that of its Date line in the zone written there; its outlet the name of its sender, unless given.
    """
    try:
        message: Any = email.message_from_bytes(raw, policy=email.policy.default)
        subject = " ".join(str(message.get("subject") or "").split())
        stated = Stated(title=subject or None, published=_day(message), outlet=given.outlet or _sender(message))
        kind, words = _body(message)
        files = list(_files(message))
    except Exception as error:  # the parser of hostile messages fails in ways that cannot be listed
        yield problem("unreadable", name, f"found no readable message: {type(error).__name__}: {str(error)[:120]}")
        return
    given = replace(given, published=given.published or stated.published, outlet=stated.outlet)
    if not message.keys():
        yield problem("unreadable", name, "found no message: it has no header lines")
    elif not words.strip():
        if not files:
            yield problem("no-text", name, "found no text in the message; nothing of it is read")
    elif kind == "html":
        yield from _html(words, raw, name, given)
    else:
        text = f"{subject}\n\n{words.strip()}" if subject else words.strip()
        regions = ((Region.HEADLINE, 0, len(subject)),) if subject else ()
        yield collected(name, text.replace("\r\n", "\n"), raw, given, stated, regions)
    if len(files) > MOST_FILES:
        yield problem("files-left", name, f"found {len(files)} files on it; {MOST_FILES} are read", Severity.NOTE)
    for number, data in files[:MOST_FILES]:
        from tracker.collect.pdf import read_pdf

        yield read_pdf(data, f"{name}#{number}", given)


def _html(words: str, raw: bytes, name: str, given: Given) -> Iterator[Collected | Issue]:
    from tracker.collect.pages import read_html

    found = read_html(words.encode("utf-8", "replace"), name, given, charset="utf-8")
    # The bytes kept are those of the message, not of the part of it that was read.
    if isinstance(found, Collected):
        yield collected(
            name,
            found.article.text,
            raw,
            given,
            Stated(
                title=found.article.title,
                published=given.published,
                outlet=found.article.outlet,
                language=found.article.language,
            ),
            found.article.regions,
        )
    else:
        yield found


def _body(message: EmailMessage) -> tuple[str, str]:
    """The words of a message: its plain text, or else its HTML."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is not None:
            words = part.get_content()
            if isinstance(words, str) and words.strip():
                return kind, words
    return "plain", ""


def _files(message: EmailMessage) -> Iterator[tuple[int, bytes]]:
    """The PDFs on a message by their number among its files: their names are the sender's and lead nowhere."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and data.startswith(b"%PDF-"):
            yield number, data


def _day(message: EmailMessage) -> PartialDate | None:
    try:
        return PartialDate.of(email.utils.parsedate_to_datetime(str(message.get("date") or "")).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(message: EmailMessage) -> str | None:
    name, _address = email.utils.parseaddr(str(message.get("from") or ""))
    return " ".join(name.split()) or None
