"""What the sources hold goes into the store: captured bytes first, then articles, then the note that a thing was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tracker.amending import ZONES
from tracker.collect import Capture, Collected, Seen, collect
from tracker.extract import read, reader_version
from tracker.issues import Issue, Severity
from tracker.model import Article, Reading, content_id
from tracker.sources import Config
from tracker.store import Store
from tracker.workers import Workers, shared

Progress = Callable[[str, int, int], None]  # what is being done, how far, of how many (0 where that is not known)

ENOUGH_TO_SHARE = 60  # articles from which on it pays to start other processes for reading them


def silent(_words: str, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(slots=True)
class Gathered:
    """What collection met.

    new       articles that were not held before
    by_source how many articles each source brought, held ones among them
    early     texts dated after the day of the run, by source: left for a run of their own day
    lately    texts of a source since it last said of something that it was read to its end, and how many were early
    """

    issues: list[Issue] = field(default_factory=list)
    new: int = 0
    by_source: Counter[str] = field(default_factory=Counter)
    early: Counter[str] = field(default_factory=Counter)
    lately: dict[str, tuple[int, int]] = field(default_factory=dict)

    def holds_back(self, source: str) -> bool:
        """Whether what a source says it has read to its end is to be found again by a run of a later day.

        That is so where an early text was in it, and for its listing: a feed, or all else that no text came from.
        """
        texts, early = self.lately.pop(source, (0, 0))
        return source in self.early and (early > 0 or texts == 0)


def reading_version(config: Config) -> str:
    """Names how articles are read: by which rules and lexicon, and with which claimants known by which names."""
    names = repr(sorted(config.claimants.items()))
    return content_id("v", reader_version(), names)


def gather(
    config: Config,
    store: Store,
    *,
    today: date,
    seen_at: str,
    offline: bool,
    workers: Workers | None = None,
    progress: Progress = silent,
) -> Gathered:
    """Stores what the sources hold.

    What holds texts of a later day is not noted as read, so that a run of that day finds them.
    """
    done = Gathered()
    for found in collect(config, store=store, seen_at=seen_at, offline=offline, workers=workers):
        match found:
            case Issue():
                done.issues.append(found)
            case Capture(url, final_url, raw, moment, headers):
                store.add_capture(url, final_url, raw, moment, headers)
            case Seen(source, key, etag, last_modified):
                if not done.holds_back(source):
                    store.set_validators(key, etag, last_modified)
            case Collected():
                _keep(found, store, today, done)
                progress("collecting", done.by_source.total(), 0)
    for source, count in sorted(done.early.items()):
        message = f"texts dated after {today}, left for a run of their own day: {count}"
        done.issues.append(Issue("collect", "not-yet-published", source, message, Severity.WARNING))
    return done


def _keep(found: Collected, store: Store, today: date, done: Gathered) -> None:
    article = found.article
    source = article.source_id or article.name
    done.by_source[source] += 1
    is_early = article.published is not None and article.published.first() > today + ZONES
    texts, early = done.lately.get(source, (0, 0))
    done.lately[source] = (texts + 1, early + is_early)
    if is_early:
        done.early[source] += 1
        return
    done.new += store.add_article(article, found.raw)


def read_new(
    store: Store, config: Config, progress: Progress = silent, *, workers: Workers | None = None
) -> tuple[list[Issue], set[str]]:
    """Reads every article that was not yet read in this way, each in a transaction of its own.

    An article on which the reader fails is told and tried again by the next run; the others go on. Returns what failed
    and the ids of the claims that no earlier reading had.

    workers   processes that hold `config`, for many articles; without them all is read here
    """
    version = reading_version(config)
    failed: list[Issue] = []
    new: set[str] = set()
    for article, reading in readings_of(store, config, version, workers, progress):
        if isinstance(reading, Exception):
            failed.append(failed_reading(article, reading))
            continue
        new.update(claim.id for claim in reading.claims if not store.has_claim(claim.id))
        store.add_reading(article.id, version, reading.claims, reading.unread)
    return failed, new


def readings_of(
    store: Store, config: Config, version: str, workers: Workers | None, progress: Progress = silent
) -> Iterator[tuple[Article, Reading | Exception]]:
    """Every article that this version has not read, with its reading or with what the reader failed on."""
    waiting = store.unread_articles(version)
    articles = (article for id_ in waiting if (article := store.article(id_)) is not None)
    readings: Iterator[tuple[tuple[Article], Reading | Exception]]
    if workers is not None and workers.count > 1 and len(waiting) >= ENOUGH_TO_SHARE:
        readings = workers.each(_read_there, ((article,) for article in articles))
    else:
        readings = (((article,), _read_here(article, config)) for article in articles)
    for done, ((article,), reading) in enumerate(readings, 1):
        progress("reading", done, len(waiting))
        yield article, reading


def failed_reading(article: Article, error: Exception) -> Issue:
    """An article on which the reader failed."""
    message = f"could not be read and is tried again next time: {type(error).__name__}: {str(error)[:200]}"
    return Issue("extract", "reader-failed", article.name, message, Severity.ERROR)


def _read_here(article: Article, config: Config) -> Reading | Exception:
    try:
        return read(article, config)
    except Exception as error:  # one article's failure stays that article's, whatever it is
        return error


def _read_there(article: Article) -> Reading:
    """Runs in another process, which was given the configuration when it started."""
    config: Config = shared()
    return read(article, config)
