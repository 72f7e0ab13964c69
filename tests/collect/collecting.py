"""Sources on a loopback server as the tests of collection read them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pytest_httpserver import HTTPServer

from tracker.collect import Capture, Collected, Seen, collect
from tracker.collect.fetch import Fetcher
from tracker.collect.transfer import Limits
from tracker.issues import Issue
from tracker.model import Article
from tracker.sources import Config, Source, SourceType

SEEN = "2026-11-24T02:00:00Z"
QUICK = Limits(body=100_000, total_time=2.0, read_time=1.0, retry_wait=0.01, spacing=0.0, attempts=2)


class Notes(dict[str, tuple[str | None, str | None]]):
    """What was read before, as the store keeps it, and what the last night brought."""

    captures: list[Capture]

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        return self.get(url)

    def keep(self, brought: Iterable[object]) -> list[Collected | Issue]:
        """What a source brought, when what it says of having read things was noted."""
        found: list[Collected | Issue] = []
        self.captures = []
        for one in brought:
            if isinstance(one, Seen):
                self[one.key] = (one.etag, one.last_modified)
            elif isinstance(one, Capture):
                self.captures.append(one)
            elif isinstance(one, Collected | Issue):
                found.append(one)
        return found

    def night(
        self,
        *sources: Source,
        seen_at: str = SEEN,
        waits: list[float] | None = None,
        limits: Limits = QUICK,
    ) -> list[Collected | Issue]:
        """One night of these sources, without the waits, which are noted."""
        config = Config(Path("sources.yaml"), {}, {}, {}, {source.id: source for source in sources})
        sleep = (waits if waits is not None else []).append
        with Fetcher(limits, sleep=sleep) as fetcher:
            return self.keep(collect(config, store=self, seen_at=seen_at, offline=False, fetcher=fetcher))


def source(kind: str, where: object, **options: object) -> Source:
    """A source that may stand on loopback."""
    given: dict[str, object] = {"id": "s", "type": SourceType(kind), "where": str(where), "reason": "A test."}
    return Source(**given | {"allow_private": True} | options)  # type: ignore[arg-type]


def at(server: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def articles(found: Iterable[Collected | Issue]) -> list[Article]:
    return [entry.article for entry in found if isinstance(entry, Collected)]


def codes(found: Iterable[Collected | Issue]) -> list[str]:
    return [entry.code for entry in found if isinstance(entry, Issue)]


def story(number: int) -> str:
    return (
        f"<html lang='en'><head><title>Strike {number}</title></head><body><article><h1>Strike {number}</h1>"
        f"<p>The ministry said on Monday that {number} people had been killed in strikes on the northern town.</p>"
        f"<p>Another {number * 2} people were wounded, said officials, and taken to a hospital.</p>"
        "</article></body></html>"
    )
