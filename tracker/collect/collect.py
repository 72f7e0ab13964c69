"""Reads all sources that sources.yaml declares, one after the other; what fails in one stays in that one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.collect.article import Collected, Given, posix, problem
from tracker.collect.files import read_path
from tracker.collect.tables import read_table
from tracker.issues import Issue, Severity
from tracker.sources import Config, Source, SourceType

if TYPE_CHECKING:
    from tracker.collect.feeds import Memory
    from tracker.collect.fetch import Fetcher

_ON_DISK = (SourceType.FOLDER, SourceType.TABLE)


def collect(
    config: Config, *, store: Memory, seen_at: str, offline: bool, fetcher: Fetcher | None = None
) -> Iterator[Collected | Issue]:
    """The articles of all enabled sources in the order of the file, with what could not be read.

    The caller stores each article before it asks for the next: an address counts as read from then on. Articles
    that are held already come again and keep their id. `offline` reads folders and tables only.
    """
    with ExitStack() as stack:
        for source in config.sources.values():
            if not source.enabled or (offline and source.type not in _ON_DISK):
                continue
            if fetcher is None and source.type not in _ON_DISK:
                from tracker.collect.fetch import Fetcher

                fetcher = stack.enter_context(Fetcher())
            try:
                yield from _read(config, source, store, seen_at, fetcher)
            except Exception as error:  # one source's failure stays that source's, whatever it is
                reason = f"{type(error).__name__}: {str(error)[:200]}"
                yield problem("source-failed", source.id, f"reading was given up: {reason}", Severity.ERROR)


def _read(
    config: Config, source: Source, store: Memory, seen_at: str, fetcher: Fetcher | None
) -> Iterator[Collected | Issue]:
    given = Given(
        seen_at=seen_at,
        outlet=source.outlet,
        language=source.language,
        kind=source.kind,
        source_id=source.id,
        conflict=source.conflict,
    )
    if source.type is SourceType.TABLE:
        yield from read_table(Path(source.where), _name(config, source), given)
    elif source.type is SourceType.FOLDER:
        yield from read_path(
            Path(source.where),
            seen_at=seen_at,
            outlet=source.outlet,
            language=source.language,
            kind=source.kind,
            source_id=source.id,
            conflict=source.conflict,
            name=_name(config, source),
        )
    elif fetcher is not None:
        from tracker.collect.feeds import read_feed, read_page

        read = read_feed if source.type is SourceType.FEED else read_page
        yield from read(source, fetcher, store, given)


def _name(config: Config, source: Source) -> str:
    """The path as sources.yaml gives it, so that ids do not depend on where the project lies."""
    return posix(Path(os.path.relpath(source.where, config.path.parent)))
