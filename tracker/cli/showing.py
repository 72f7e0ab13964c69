"""How rows of the store's tables are looked up and shown: as CSV in a pipe, as small tables on a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Asked, must_know
from tracker.cli.terminal import clean, table, tell
from tracker.model import HedgeRule

if TYPE_CHECKING:
    from tracker.model.codebook import Sheet
    from tracker.report.rows import Book, Row


@dataclass(frozen=True, slots=True)
class Layout:
    """How rows are shown to people: what is the same for a stretch of them is said once, above it."""

    what: str
    above: tuple[str, ...]
    columns: tuple[str, ...]


_NUMBERS = frozenset(
    "figure left_figure right_figure change difference lag_days window_number residual n_revisions min_lag max_lag "
    "min_value max_value spread rel_spread lag_near_latest moved days revised downward largest_spread".split()
)


def book_of(
    asked: Asked,
    *,
    rule: str = HedgeRule.WORDS.value,
    all_pairs: bool = False,
    weighed_on: date | None = None,
) -> Book:
    """All that the store comes to, as rows. Raises UsageError for a conflict or claimant that is not declared."""
    from tracker.known import know
    from tracker.report.rows import Book
    from tracker.sources import load
    from tracker.store import Store

    settings = load(asked.config)
    must_know("conflict", asked.conflict, settings.conflicts, asked.config)
    must_know("claimant", asked.claimant, settings.claimants, asked.config)
    with Store.open(asked.store, read_only=True) as held:
        world = know(
            held, settings, known_on=asked.known_on, rule=HedgeRule(rule), all_pairs=all_pairs, weighed_on=weighed_on
        )
    return Book(world.reconciled, world.claims, settings)


def show(sheet: Sheet, rows: list[Row], form: str | None, layout: Layout) -> None:
    """Prints rows as CSV, or as tables for people."""
    from tracker.report.csv_file import to_csv

    if form == "csv" or (form is None and not sys.stdout.isatty()):
        click.echo(to_csv(sheet, rows), nl=False)
    else:
        _print_groups([{**row, **_figures(row), **_causes(row)} for row in rows], layout)
    if not rows:
        tell(f"no {layout.what} fits; take an option away, or look at what there is without any")


def _print_groups(rows: list[Row], layout: Layout) -> None:
    """One small table for each series or pair of claimants, under a line that says what it is about."""
    numbers = frozenset(at for at, name in enumerate(layout.columns) if name in _NUMBERS)
    whole = frozenset(at for at, name in enumerate(layout.columns) if name not in ("causes", "message"))
    for number, (about, group) in enumerate(groupby(rows, lambda row: [row.get(name) for name in layout.above])):
        named = {name: clean(word) for name, word in zip(layout.above, about, strict=True) if word}
        if "since" in named:
            named["since"] = f"since {named['since']}"
        if "right_claimant" in named:
            named["left_claimant"] += f" and {named.pop('right_claimant')}"
        click.echo(("\n" if number else "") + ", ".join(named.values()))
        cells = [[row.get(name) for name in layout.columns] for row in group]
        click.echo(table(layout.columns, cells, numbers=numbers, whole=whole))


def _figures(row: Row) -> dict[str, str]:
    """The bounds as one cell each: "11,517", "11,000 or more", "50 to 100"."""
    return {
        f"{side}figure": _bounds(
            row.get(f"{side}low"), row.get(f"{side}high"), "" if side == "instead_" else "no number"
        )
        for side in ("", "left_", "right_", "instead_")
        if f"{side}low" in row
    }


def _causes(row: Row) -> dict[str, str]:
    """The causes with their amounts ("inclusion=13390"); in place of "none", what it means."""
    if row.get("agrees"):
        return {"causes": "both can be true" if row["difference"] else "the same figure"}
    return {"causes": str(row["parts"]).replace(";", "; ")} if row.get("parts") else {}


def _bounds(low: object, high: object, neither: str) -> str:
    if low is None and high is None:
        return neither
    if low is None or high is None:
        return f"{low:,} or more" if high is None else f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
