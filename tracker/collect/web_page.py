"""Reads single pages that are rewritten in place: live blogs, bulletins. Each changed text is an article of its own."""

from __future__ import annotations

from tracker.collect.article import Collected
from tracker.collect.transfer import FetchError
from tracker.collect.visit import MAX_PDF_BYTES, Finds, Visit
from tracker.issues import Issue


def read_page(visit: Visit) -> Finds:
    """The page as it reads tonight; a page whose text has not changed is the article that is held already."""
    where = visit.source.where
    try:
        fetched = visit.fetch(where, again=True, max_bytes=MAX_PDF_BYTES)
    except FetchError as failure:
        yield visit.failed(failure)
        return
    if fetched.status == 304:
        return
    yield visit.capture(fetched, where)
    found = visit.page(fetched, where, visit.given)
    if isinstance(found, Issue):
        yield visit.changed_shape(where, found.message, found.code)
        return
    yield found
    yield from visit.too_few(_words(found), "words of text")
    yield visit.seen(where, fetched)


def _words(found: Collected) -> int:
    return len(found.article.text.split())
