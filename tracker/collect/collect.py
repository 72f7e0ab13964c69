"""Reads all sources that sources.yaml declares, several at once; what fails in one stays in that one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.collect.abreast import abreast
from tracker.collect.article import Given, posix, problem
from tracker.issues import Severity
from tracker.sources import Config, Source, SourceType

if TYPE_CHECKING:
    from tracker.collect.fetch import Fetcher
    from tracker.collect.memory import Memory
    from tracker.collect.visit import Finds, Found, Visit
    from tracker.workers import Workers

AT_ONCE = 8  # sources whose servers are waited for at the same time


def collect(
    config: Config,
    *,
    store: Memory,
    seen_at: str,
    offline: bool,
    fetcher: Fetcher | None = None,
    workers: Workers | None = None,
) -> Iterator[Found]:
    """What all enabled sources hold: captured bytes, articles, notes of what was read, and what could not be read.

    First those on disk in the order of the file, then those on the network as they answer; within one source the order
    is its own. The caller stores each thing before it asks for the next, and a `Seen` after all that came before it.
    What is held already may come again and keeps its id. `offline` reads what is on disk only.
    """
    near = [source for source in config.sources.values() if source.enabled and not source.is_remote]
    far = [source for source in config.sources.values() if source.enabled and source.is_remote and not offline]
    with ExitStack() as stack:
        if far and fetcher is None:
            from tracker.collect.fetch import Fetcher

            fetcher = stack.enter_context(Fetcher())
        for source in near:
            yield from _guarded(config, source, store, seen_at, fetcher, workers)
        yield from abreast(
            [partial(_guarded, config, source, store, seen_at, fetcher, workers) for source in far], AT_ONCE
        )


def _guarded(
    config: Config, source: Source, memory: Memory, seen_at: str, fetcher: Fetcher | None, workers: Workers | None
) -> Finds:
    try:
        yield from _read(config, source, memory, seen_at, fetcher, workers)
    except Exception as error:  # one source's failure stays that source's, whatever it is
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        yield problem("source-failed", source.id, f"reading was given up: {reason}", Severity.ERROR)


def _read(
    config: Config, source: Source, memory: Memory, seen_at: str, fetcher: Fetcher | None, workers: Workers | None
) -> Finds:
    from tracker.collect.visit import Visit

    given = Given(
        seen_at=seen_at,
        outlet=source.outlet,
        language=source.language,
        kind=source.kind,
        source_id=source.id,
        conflict=source.conflict,
    )
    visit = Visit(source, given, config, memory, fetcher, workers)
    if source.type in (SourceType.TABLE, SourceType.FOLDER, SourceType.TELEGRAM):
        yield from _stored(visit, _name(config, source))
    else:
        yield from _asked(visit)


def _stored(visit: Visit, name: str) -> Finds:
    if visit.source.type is SourceType.TABLE:
        from tracker.collect.table_source import read_table_source

        return read_table_source(visit, name)
    if visit.source.type is SourceType.TELEGRAM:
        from tracker.collect.telegram import read_telegram

        return read_telegram(visit, name)
    from tracker.collect.folders import read_folder

    return read_folder(visit, name)


def _asked(visit: Visit) -> Finds:
    match visit.source.type:
        case SourceType.FEED:
            from tracker.collect.feeds import read_feed as read
        case SourceType.SITEMAP:
            from tracker.collect.sitemaps import read_sitemap as read
        case SourceType.RELIEFWEB:
            from tracker.collect.reliefweb import read_reliefweb as read
        case SourceType.GDELT:
            from tracker.collect.gdelt import read_gdelt as read
        case _:
            from tracker.collect.web_page import read_page as read
    return read(visit)


def _name(config: Config, source: Source) -> str:
    """The path as sources.yaml gives it, so that ids do not depend on where the project lies."""
    return posix(Path(os.path.relpath(source.where, config.path.parent)))
