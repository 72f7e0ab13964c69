"""What `tracker import` does: a published table into the store, each figure with its row as evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.terminal import Line
from tracker.issues import Issue

if TYPE_CHECKING:
    from tracker.sources import Config
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """How many figures a table held, how many were new, how many new claims, and what could not be read."""

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
    from tracker.gathering import read_new
    from tracker.store import Store

    rows: set[str] = set()
    new = 0
    issues: list[Issue] = []
    with Store.open(store_path) as store:
        with store.transaction():
            found = read_published(file, form, config, claimant=claimant, conflict=conflict, seen_at=moment)
            for one in found:
                if isinstance(one, Collected):
                    rows.add(one.article.name)
                    new += store.add_article(one.article, one.raw)
                    line("importing", len(rows), 0)
                else:
                    issues.append(one)
        failed, claims = read_new(store, config, line)
        issues += _without_claim(store, rows, file.name)
    return Imported(len(rows), new, len(claims), (*issues, *failed))


def _without_claim(store: Store, rows: set[str], name: str) -> list[Issue]:
    """The rows that say nothing the reader understands, counted for each reason."""
    reasons = Counter(one.reason for one in store.unread() if one.article in rows)
    return [
        Issue("extract", "row-not-read", name, f"{reason} ({count:,} {'row' if count == 1 else 'rows'})")
        for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    ]
