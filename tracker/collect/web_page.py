"""Reads single pages that are rewritten in place: live blogs, bulletins. Each changed text is an article of its own."""

from __future__ import annotations

from dataclasses import replace

from tracker.collect.article import Collected
from tracker.collect.transfer import FetchError
from tracker.collect.visit import MAX_PDF_BYTES, Finds, Visit
from tracker.issues import Issue
from tracker.model import content_id


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
    version = found.article.id
    yield _said_again(found, visit) if _is_back(version, visit) else found
    yield from visit.too_few(_words(found), "words of text")
    yield visit.seen_as(_version(version, visit), visit.given.seen_at)
    yield visit.seen_as(_shown(visit), version)
    yield visit.seen(where, fetched)


def _is_back(version: str, visit: Visit) -> bool:
    """Whether the page went back to what it had said before it said something else."""
    shown = visit.memory.validators(_shown(visit))
    if shown is None or shown[0] == version:
        return False
    return visit.memory.validators(_version(version, visit)) is not None


def _said_again(found: Collected, visit: Visit) -> Collected:
    """The earlier text as an article of its own: who takes a figure back says the one before it anew.

    It is named by the day, so that a run that is run again finds the same one.
    """
    name = f"{found.article.name} (again on {visit.given.seen_at[:10]})"
    return replace(found, article=replace(found.article, name=name, id=content_id("a", name, found.article.text)))


def _shown(visit: Visit) -> str:
    return f"shown:{visit.source.where}"


def _version(version: str, visit: Visit) -> str:
    return f"version:{visit.source.where}:{version}"


def _words(found: Collected) -> int:
    return len(found.article.text.split())
