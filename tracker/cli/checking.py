"""The command `check`: all that can be wrong before a night run."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import day_and_moment, with_config, with_store
from tracker.cli.terminal import clean, tell
from tracker.issues import Issue, Severity

if TYPE_CHECKING:
    from tracker.sources import Config


@click.command(short_help="All that can be wrong before a night run.")
@with_config
@with_store
@click.option("--claimants", is_flag=True, help="List every wording of a source that no claimant answers to.")
@click.option("--deep", is_flag=True, help="Read every byte, text and quote of the store as well.")
def check(config: Path, store: Path, claimants: bool, deep: bool) -> int:
    """Checks sources.yaml, the lexicons, the files that sources.yaml names and the store, before a night run.

    Each fault is printed with its file, its line and what would be right. Exits with 2 where the configuration or a
    lexicon is wrong, with 1 where the files or the store have findings.

    \b
    Example:
      tracker check --config sources.yaml
      tracker check --deep
    """
    from tracker.decisions import NAME as DECISIONS
    from tracker.decisions import read_decisions
    from tracker.errors import ConfigError
    from tracker.sources import load

    faults: list[str] = []
    settings: Config | None = None
    try:
        settings = load(config)
    except ConfigError as error:
        faults += error.problems
    faults += read_decisions(config.with_name(DECISIONS)).faults
    language = _lexicon_faults()
    faults += language
    for fault in faults:
        click.echo(clean(fault))
    findings = _file_findings(settings) if settings is not None and not language else []
    findings += _store_findings(store, deep=deep)
    for finding in findings:
        click.echo(clean(finding))
    if claimants and settings is not None and store.exists():
        _list_wordings(store)
    if settings is not None and not faults:
        counts = (len(settings.conflicts), len(settings.claimants), len(settings.sources))
        tell("{}: {} conflicts, {} claimants, {} sources".format(config, *counts))
    if not faults and not findings:
        tell("nothing is wrong")
    return 2 if faults else 1 if findings else 0


def _lexicon_faults() -> list[str]:
    """What is wrong with the language files, words and frames."""
    import tracker.lexicon
    from tracker.errors import ConfigError
    from tracker.lexicon.compile import frames

    faults: list[str] = []
    folder = Path(tracker.lexicon.__file__).parent
    for path in sorted(folder.glob("??.yaml")):
        try:
            tracker.lexicon.read_language(path)
        except ConfigError as error:
            faults += error.problems
    if not faults:
        try:
            frames()
        except ConfigError as error:
            faults += error.problems
    return faults


class _NoMemory:
    """Collection on trial remembers nothing."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:  # noqa: ARG002
        return None


def _file_findings(config: Config) -> list[str]:
    """What collecting the folders and tables would meet, and table rows that make no claim."""
    from tracker.collect import Collected, collect
    from tracker.extract import read
    from tracker.model import ArticleKind

    found: list[str] = []
    _, moment = day_and_moment(None)
    for one in collect(config, store=_NoMemory(), seen_at=moment, offline=True):
        if isinstance(one, Issue):
            if one.severity is not Severity.NOTE:
                found.append(_missing(config, one) or f"{one.subject}: {one.message}")
        elif isinstance(one, Collected) and one.article.kind is ArticleKind.TABLE_ROW:
            row = " ".join(one.article.text.split())[:160]
            found += [f"{one.article.name}: {unread.reason} ({row})" for unread in read(one.article, config).unread]
    return found


def _missing(config: Config, issue: Issue) -> str | None:
    """A path of sources.yaml that leads nowhere, with the line that names it."""
    if issue.code != "not-found":
        return None
    folder = config.path.parent
    named = (one.id for one in config.sources.values() if os.path.relpath(one.where, folder) == issue.subject)
    id_ = next(named, None)
    if id_ is None:
        return None
    lines = config.path.read_text("utf-8").splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("sources:")), 0)
    key = re.compile(rf"\s+[\"']?{re.escape(id_)}[\"']?\s*:")
    at = next((n for n, line in enumerate(lines) if n > start and key.match(line)), start)
    where = f"{config.path}:{at + 1}: sources.{id_}.where"
    return f"{where}: {issue.message} at {issue.subject}; paths count from the folder of this file"


def _store_findings(path: Path, *, deep: bool) -> list[str]:
    from tracker.errors import StoreError
    from tracker.store import Store

    if not path.exists():
        tell(f"{path}: no store yet; the first run makes it")
        return []
    try:
        with Store.open(path, read_only=True) as store:
            found = [f"{path}: {problem}" for problem in store.problems()]
            if deep:
                found += [f"{path}: {problem}" for problem in store.deep_problems()]
            runs = store.runs()
            if runs and runs[-1].finished_at is None:
                found.append(f"{path}: the run of {runs[-1].today} did not come to its end; run it again")
            elif runs and runs[-1].outcome not in ("published", "nothing new"):
                found.append(f"{path}: the run of {runs[-1].today} ended with {runs[-1].outcome}; see its issues")
            return found
    except StoreError as error:
        return [str(error)]


def _list_wordings(path: Path) -> None:
    from tracker.known import unknown_wordings
    from tracker.store import Store

    with Store.open(path, read_only=True) as store:
        found = unknown_wordings(store.claims())
    for words, count in sorted(found.items(), key=lambda one: (-one[1], one[0])):
        click.echo(f"{count:>6}  {clean(words)}")
