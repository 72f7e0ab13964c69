"""Follows what a listing shows (a feed, a sitemap, the answer of an interface) to the pages it leads to."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tracker.collect.article import Collected, Given, Stated, collected, problem
from tracker.collect.memory import Seen
from tracker.collect.transfer import OUT_OF_TIME, FetchError
from tracker.collect.visit import Finds, Found, Visit
from tracker.issues import Issue, Severity
from tracker.model import PartialDate

NIGHTS = 5  # on which a page that could not be had is tried
_CLOSED = (401, 402, 403, 404, 410, 451)
# Addresses that lead on by a script or for a person only. What they lead to is not guessed.
_DETOURS = ("news.google.com", "www.google.com/url", "google.com/url", "news.url.google.com")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing: where its page is, and what the listing itself says.

    published   the day of publication where the listing states one
    outlet      who published it where the listing says so, for listings of many outlets
    """

    url: str
    title: str | None = None
    published: PartialDate | None = None
    summary: str = ""
    outlet: str | None = None


def new_entries(visit: Visit, entries: Sequence[Entry]) -> list[Entry]:
    """Those that sources.yaml wants and whose address was not read on an earlier night, in their order."""
    wanted = visit.source.links_with
    return [
        entry
        for entry in entries
        if (not wanted or any(part in entry.url for part in wanted)) and visit.memory.validators(entry.url) is None
    ]


def follow(visit: Visit, entries: Sequence[Entry]) -> Generator[Found, None, bool]:
    """The articles of entries, as many as one night may read of this source; the others wait for the next.

    Returns whether all were read to the end, so that the listing need not be read again before it changes.
    """
    most = visit.source.entries
    if len(entries) > most:
        message = f"found {len(entries)} new entries; the first {most} are read tonight, the others later"
        yield problem("entries-left", visit.source.id, message, Severity.NOTE)
    done = len(entries) <= most
    spent: set[str] = set()  # hosts that have had their time tonight: what they keep from us is no fault of an entry
    for entry in entries[:most]:
        read = False
        host = urlsplit(entry.url).netloc
        if host not in spent:
            for found in _read(entry, visit):
                read = read or (isinstance(found, Seen) and found.key == entry.url)
                if isinstance(found, Issue) and found.code == OUT_OF_TIME:
                    spent.add(host)
                yield found
        done = done and read
    return done


def _read(entry: Entry, visit: Visit) -> Finds:
    given = _given(entry, visit.given)
    if is_detour(entry.url):
        message = "leads on by a redirect for persons, which is left unresolved; the listing's own words are read"
        yield problem("redirect-left", entry.url, message, Severity.NOTE)
        yield _summary(entry, given)
        yield visit.seen(entry.url)
        return
    try:
        fetched = visit.fetch(entry.url)
    except FetchError as failure:
        failed = problem(failure.code, entry.url, str(failure))
        if failure.code == OUT_OF_TIME:
            yield replace(failed, subject=visit.source.id)
            return
        yield from _given_up(failed, 1 if _for_good(failure) else NIGHTS, entry, visit)
        return
    yield visit.capture(fetched, entry.url)
    found = visit.page(fetched, entry.url, given)
    if isinstance(found, Issue):
        yield from _given_up(found, NIGHTS, entry, visit)
        return
    yield found
    yield visit.seen(entry.url, fetched)


def _for_good(failure: FetchError) -> bool:
    """Whether a page will not be had on another night either: it is closed to us, gone, or refuses programs."""
    return failure.status in _CLOSED or failure.code in ("robots-refused", "address-refused")


def _given_up(failed: Issue, nights: int, entry: Entry, visit: Visit) -> Finds:
    """A page that could not be read is tried again on so many nights; then the listing's own words are read.

    Not before: a figure that stands in both would be told twice, and what went wrong tonight is often right tomorrow.
    """
    key, day = f"tries:{entry.url}", visit.given.seen_at[:10]
    noted, on = visit.memory.validators(key) or (None, None)
    tried = int(noted or 0) + (on != day)  # a run that is run again is the same night
    if tried < nights:
        yield replace(failed, message=f"{failed.message}; tried again tomorrow (night {tried} of {nights})")
        yield Seen(visit.source.id, key, str(tried), day)
        return
    yield replace(failed, message=f"{failed.message}; the feed's own summary is read instead")
    yield _summary(entry, _given(entry, visit.given))
    yield visit.seen(entry.url)


def is_detour(url: str) -> bool:
    """Whether an address is one of an aggregator that stands before the real one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return any(host == at or f"{host}{parts.path}" == at for at in _DETOURS)


def _given(entry: Entry, given: Given) -> Given:
    # The listing says when an entry was published more surely than the page's markup does.
    return replace(given, published=entry.published, outlet=given.outlet or entry.outlet)


def _summary(entry: Entry, given: Given) -> Collected | Issue:
    """An article of the listing's own words."""
    title = entry.title
    if title and entry.outlet:
        title = title.removesuffix(f" - {entry.outlet}")  # as aggregators write headlines
    text = "\n".join(part for part in (title, entry.summary) if part)
    if not entry.summary and not (title and is_detour(entry.url)):
        return problem("no-text", entry.url, "the feed gives no summary either; nothing of the entry is read")
    return collected(entry.url, text, text.encode(), given, Stated(url=entry.url, title=title))
