"""Commands that read articles without storing anything: extract, unread, score."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.claim_rows import print_claims, record, row
from tracker.cli.options import FILE, language_tag, now, partial_date
from tracker.cli.terminal import Line, clean, tell, tell_issues
from tracker.errors import TrackerError, UsageError
from tracker.model import NO_FRAME, Article, PartialDate, Reading

if TYPE_CHECKING:
    from tracker.sources import Config

_PATHS = click.argument("paths", nargs=-1, required=True, type=FILE)
_CONFIG = click.option(
    "--config",
    type=FILE,
    help="Resolves sources to claimants; sources.yaml of the current folder where there is one.",
)


def how_published(command: Any) -> Any:
    for option in (
        click.option(
            "--language", type=language_tag, metavar="CODE", help="ISO 639-1 code, where the text does not say."
        ),
        click.option("--outlet", metavar="NAME", help="Who published it, where the text does not say."),
        click.option(
            "--published",
            type=partial_date,
            metavar="DATE",
            help="When it was published, where the text does not say.",
        ),
    ):
        command = option(command)
    return command


@click.command(short_help="The claims of articles, storing nothing.")
@_PATHS
@how_published
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    help="table on a terminal, else jsonl, unless said otherwise.",
)
@click.option("--show-text", is_flag=True, help="Print the text that offsets count in, and no claims.")
@_CONFIG
def extract(
    paths: tuple[Path, ...],
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    form: str | None,
    show_text: bool,
    config: Path | None,
) -> int:
    """Reads articles and prints their claims, storing nothing.

    PATH is a .txt, .md, .html, .pdf, .warc or .jsonl file, a folder, or - for standard input.

    \b
    Example:
      tracker extract report.html --published 2023-11-16
      tracker extract articles.jsonl --format jsonl > claims.jsonl
    """
    from tracker.extract import READ_LANGUAGES

    settings = None if show_text else config_for_reading(config)
    faults = Faults()
    articles = articles_of(paths, published, outlet, language, faults)
    if show_text:
        _show_texts(articles)
        return faults.code()
    as_table = form == "table" or (form is None and sys.stdout.isatty())
    rows: list[list[object]] = []
    other: dict[str, int] = {}
    for article in articles:
        if article.language is not None and article.language not in READ_LANGUAGES:
            other[article.language] = other.get(article.language, 0) + 1
        claims = read_or_tell(article, settings, faults).claims
        if as_table:
            rows += [row(claim) for claim in claims]
        else:
            for claim in claims:
                click.echo(json.dumps(record(claim), ensure_ascii=False))
    if as_table and rows:
        print_claims(rows)
    for code, count in sorted(other.items()):
        texts = "1 text" if count == 1 else f"{count:,} texts"
        tell(f"{texts} in {clean(code)} not read; read is {', '.join(READ_LANGUAGES)} (--language says otherwise)")
    if as_table and not rows:
        tell("no claims found")
    return faults.code()


@click.command(short_help="Sentences with a number that were not read.")
@_PATHS
@how_published
@_CONFIG
def unread(
    paths: tuple[Path, ...],
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    config: Path | None,
) -> int:
    """Prints sentences that hold a number and a word for an outcome and were not read, as stubs for the lexicon.

    \b
    Example:
      tracker unread article.txt
    """
    settings = config_for_reading(config)
    faults = Faults()
    count = 0
    for article in articles_of(paths, published, outlet, language, faults):
        for one in read_or_tell(article, settings, faults).unread:
            count += 1
            click.echo(f"  # {clean(one.article)}, {one.start}-{one.end}: {clean(one.reason)}")
            if one.reason == NO_FRAME:
                click.echo(f"  # words: {_known_words(article.text, one.start, one.end)}")
            click.echo(f"  - text: {json.dumps(clean(one.sentence), ensure_ascii=False)}")
            click.echo("    claims: []")
    if count or not faults.code():
        tell("1 sentence was not read" if count == 1 else f"{count:,} sentences were not read")
    return faults.code()


def _known_words(text: str, start: int, end: int) -> str:
    """The counts and the words for outcomes of a sentence, with their labels."""
    from tracker.extract.labels import labelled

    told = [
        f"{clean(words)} ({label})" for words, label in labelled(text, start, end) if label == "COUNT" or "." in label
    ]
    return ", ".join(told)


@click.command(short_help="How well claims are read, against annotated articles.")
@click.argument("gold", type=FILE)
@click.option("--predictions", type=FILE, help="Score these claims (JSON Lines) instead of reading the articles now.")
@click.option("--misses", type=click.IntRange(0), default=0, metavar="N", help="Show N missed and N wrong claims.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="How to print the marks.",
)
@_CONFIG
def score(gold: Path, predictions: Path | None, misses: int, form: str, config: Path | None) -> int:
    """Precision, recall and field accuracy against annotated articles: a .jsonl file or a folder of .json files.

    \b
    Example:
      tracker score annotated.jsonl --misses 10
    """
    from tracker.cli.scoring import print_marks, score_gold

    marks = score_gold(gold, predictions, config_for_reading(config))
    print_marks(marks, gold, form, misses)
    return 0


_NOT_READ = frozenset(
    {"not-found", "unreadable", "not-a-file", "unknown-type", "too-large", "too-slow", "not-text", "bad-front-matter"}
)


class Faults:
    """Counts the inputs that were asked for by name and could not be read, and the articles the reader failed on."""

    def __init__(self) -> None:
        self._asked = 0
        self._failed = 0

    def note(self, code: str) -> None:
        self._asked += code in _NOT_READ

    def failed(self, article: Article, error: Exception) -> None:
        self._failed += 1
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        tell(f"error: {clean(article.name)}: could not be read, the others go on: {clean(reason)}")

    def code(self) -> int:
        return 2 if self._asked else TrackerError.exit_code if self._failed else 0


def read_or_tell(article: Article, settings: Config | None, faults: Faults) -> Reading:
    """What is read in an article; one on which the reader fails is told, and the others go on."""
    from tracker.extract import read

    try:
        return read(article, settings)
    except Exception as error:  # one article's failure stays that article's, whatever it is
        if os.environ.get("TRACKER_TRACEBACK"):
            raise
        faults.failed(article, error)
        return Reading()


def config_for_reading(path: Path | None) -> Config | None:
    """The configuration that was asked for, else sources.yaml of this folder, else none."""
    from tracker.errors import ConfigError
    from tracker.sources import load

    if path is not None:
        return load(path)
    here = Path("sources.yaml")
    if not here.is_file():
        return None
    try:
        return load(here)
    except ConfigError as error:
        tell(f"sources.yaml of this folder is left aside, so claimants stay unresolved: {error.problems[0]}")
        return None


def articles_of(
    paths: tuple[Path, ...],
    published: PartialDate | None,
    outlet: str | None,
    language: str | None,
    faults: Faults,
) -> Iterator[Article]:
    from tracker.collect import Collected, read_path, read_stream

    line = Line()
    done = 0
    try:
        for path in paths:
            if str(path) == "-":
                if sys.stdin is None:
                    raise UsageError("-: standard input is closed; pipe a text into it, or name a file")
                found = read_stream(
                    sys.stdin.buffer, seen_at=now(), published=published, outlet=outlet, language=language
                )
            else:
                found = read_path(path, seen_at=now(), published=published, outlet=outlet, language=language)
            for one in found:
                if isinstance(one, Collected):
                    done += 1
                    line("reading", done, 0)
                    yield one.article
                else:
                    line.clear()
                    tell_issues([one], notes=True)
                    if one.subject == str(path):
                        faults.note(one.code)
            if path.is_dir() and not done:
                tell(f"{path}: found no article to read in this folder")
    finally:
        line.clear()


def _show_texts(articles: Iterator[Article]) -> None:
    """One text alone is printed exactly as offsets count in it; of several, each comes under its name."""
    first = next(articles, None)
    if first is None:
        return
    second = next(articles, None)
    if second is None:
        click.echo(_shown(first.text), nl=False)
        return
    for article in chain((first, second), articles):
        click.echo(f"==> {clean(article.name)} <==\n{_shown(article.text)}\n")


def _shown(text: str) -> str:
    """A text as it is; on a terminal, characters that would steer it give way one for one, so that offsets hold."""
    if not sys.stdout.isatty():
        return text
    return "".join("\ufffd" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in text)
