"""What `tracker import` does: a published table into the store, each figure with its row as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.terminal import Line
from tracker.issues import Issue

if TYPE_CHECKING:
    from tracker.sources import Config


@dataclass(frozen=True, slots=True)
class Imported:
    """How many figures a table held, how many were new, what they came to, and what could not be read."""

    rows: int
    new: int
    claims: int
    issues: tuple[Issue, ...]


def import_file(
    file: Path,
    form: str,
    claimant: str | None,
    conflict: str | None,
    config: Config,
    store_path: Path,
    moment: str,
    line: Line,
) -> Imported:
    """Stores the figures of a table and reads them at once. Raises UsageError where the file is not of its format."""
    from tracker.collect import Collected
    from tracker.collect.published import read_published
    from tracker.nightly import read_new
    from tracker.store import Store

    rows = new = 0
    issues: list[Issue] = []
    with Store.open(store_path) as store:
        with store.transaction():
            found = read_published(file, form, config, claimant=claimant, conflict=conflict, seen_at=moment)
            for one in found:
                if isinstance(one, Collected):
                    rows += 1
                    new += store.add_article(one.article, one.raw)
                    line("importing", rows, 0)
                else:
                    issues.append(one)
        failed, claims = read_new(store, config, line)
    return Imported(rows, new, claims, (*issues, *failed))
