"""The command `explain`: what stands behind an id of the store, or why a text is read as it is."""

from __future__ import annotations

import re
from pathlib import Path

import click

from tracker.cli.options import with_config, with_store
from tracker.cli.reading import Faults, articles_of, config_for_reading, how_published, read_or_tell
from tracker.cli.terminal import colours
from tracker.errors import UsageError
from tracker.model import PartialDate

_FILE_NAME = re.compile(r"\.(?:txt|md|x?html?|pdf|jsonl|warc|warc\.gz)$", re.IGNORECASE)


@click.command(short_help="What stands behind an id, or why a text is read as it is.")
@click.argument("id_", metavar="ID|PATH")
@how_published
@with_config
@with_store
def explain(
    id_: str, published: PartialDate | None, outlet: str | None, language: str | None, config: Path, store: Path
) -> int:
    """Shows what stands behind a claim, a statement, a series or an article of the store: the quote with its parts
    marked, how it was read, who carried it, the article and its hash. The first letters of an id are enough.

    Given a file that is not in the store, or - for standard input, it shows for each sentence that holds a count the
    labels of its words, the claims with the frame that read them, or why there is none.

    \b
    Example:
      tracker explain c-1f0a22
      tracker explain article.txt
      echo "Shells killed 12 people in Redwell." | tracker explain -
    """
    path = Path(id_)
    if id_ == "-" or (path.exists() and not _is_kept(id_, store)):
        return _explain_texts(path, published, outlet, language, config)
    if not path.exists() and _FILE_NAME.search(id_) and not store.exists():
        raise UsageError(f"{id_}: found no such file")
    from tracker.explain import explain as explained
    from tracker.known import know
    from tracker.sources import load
    from tracker.store import Store

    settings = load(config)
    with Store.open(store, read_only=True) as held:
        lines = explained(id_, know(held, settings), held, settings, colour=colours())
    for line in lines:
        click.echo(line)
    return 0


def _is_kept(name: str, store: Path) -> bool:
    """Whether the store has claims of an article of that name, and so can tell what became of them."""
    if not store.exists():
        return False
    from tracker.store import Store

    with Store.open(store, read_only=True) as held:
        named = {article.id for article in held.articles() if article.name == name}
        return bool(named) and any(claim.article_id in named for claim in held.claims())


def _explain_texts(
    path: Path, published: PartialDate | None, outlet: str | None, language: str | None, config: Path
) -> int:
    from tracker.explain_text import explain_article

    settings = config_for_reading(config if config != Path("sources.yaml") else None)
    faults = Faults()
    for number, article in enumerate(articles_of((path,), published, outlet, language, faults)):
        reading = read_or_tell(article, settings, faults)
        if number:
            click.echo("")
        for line in explain_article(article, reading, settings, colour=colours()):
            click.echo(line)
    return faults.code()
