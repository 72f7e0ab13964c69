"""Commands that look into the store: series, divergence."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import must_know, with_config, with_series_filters, with_store
from tracker.cli.terminal import clean, table, tell

if TYPE_CHECKING:
    from tracker.report.rows import Book, Row
    from tracker.report.schema import Sheet


@dataclass(frozen=True, slots=True)
class _Layout:
    """How rows are shown to people: what is the same for a stretch of them is said once, above it."""

    what: str
    above: tuple[str, ...]
    columns: tuple[str, ...]


_SERIES = _Layout(
    "series",
    (
        "claimant",
        "conflict",
        "outcome",
        "group",
        "group_words",
        "side",
        "place",
        "basis",
        "since",
        "scope",
        "inclusions",
    ),
    ("as_of", "figure", "said_on", "revision", "change", "statement_id"),
)
_GAPS = _Layout(
    "gap",
    ("left_claimant", "right_claimant", "conflict", "outcome", "group", "group_words", "side", "place", "basis"),
    ("day", "left_figure", "right_figure", "difference", "lag_days", "causes"),
)
_NUMBERS = frozenset({"figure", "left_figure", "right_figure", "change", "difference", "lag_days"})


@click.command(short_help="What each claimant said, day by day, now or as known on a day.")
@with_series_filters
@with_config
@with_store
def series(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    config: Path,
    store: Path,
) -> int:
    """Prints the reconciled series, step by step, as they are known now or were known on a day.

    \b
    Example:
      tracker series --conflict gaza-2023 --outcome killed --known-on 2024-05-10
    """
    from tracker.report.schema import SERIES

    rows = [
        row
        for row in _book(conflict, claimant, known_on, config, store).series()
        if _fits(row, conflict=conflict, outcome=outcome, claimant=claimant)
    ]
    _print(SERIES, rows, form, _SERIES)
    return 0


@click.command(short_help="The gaps between claimants, day by day, and why.")
@with_series_filters
@with_config
@with_store
def divergence(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    config: Path,
    store: Path,
) -> int:
    """Prints the gaps between claimants, day by day, with what sets them apart.

    \b
    Example:
      tracker divergence --conflict ukraine-2022 --outcome killed --format table
    """
    from tracker.report.schema import DIVERGENCE

    rows = [
        row
        for row in _book(conflict, claimant, known_on, config, store).divergence()
        if _fits(row, conflict=conflict, outcome=outcome)
        and claimant in (None, row["left_claimant"], row["right_claimant"])
    ]
    _print(DIVERGENCE, rows, form, _GAPS)
    return 0


def _book(conflict: str | None, claimant: str | None, known_on: date | None, config: Path, store: Path) -> Book:
    from tracker.known import know
    from tracker.report.rows import Book
    from tracker.sources import load
    from tracker.store import Store

    settings = load(config)
    must_know("conflict", conflict, settings.conflicts, config)
    must_know("claimant", claimant, settings.claimants, config)
    with Store.open(store, read_only=True) as held:
        world = know(held, settings, known_on=known_on)
    return Book(world.reconciled, world.claims, settings)


def _fits(row: Row, **wanted: str | None) -> bool:
    return all(value is None or row[name] == value for name, value in wanted.items())


def _print(sheet: Sheet, rows: list[Row], form: str | None, layout: _Layout) -> None:
    from tracker.report.export import to_csv

    if form == "csv" or (form is None and not sys.stdout.isatty()):
        click.echo(to_csv(sheet, rows), nl=False)
    else:
        _print_groups([{**row, **_figures(row), **_no_cause(row)} for row in rows], layout)
    if not rows:
        tell(f"no {layout.what} fits; take an option away, or look at what there is without any")


def _print_groups(rows: list[Row], layout: _Layout) -> None:
    """One small table for each series or pair of claimants, under a line that says what it is about."""
    numbers = frozenset(at for at, name in enumerate(layout.columns) if name in _NUMBERS)
    whole = frozenset(at for at, name in enumerate(layout.columns) if name != "causes")
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
        f"{side}figure": _bounds(row.get(f"{side}low"), row.get(f"{side}high"))
        for side in ("", "left_", "right_")
        if f"{side}low" in row
    }


def _no_cause(row: Row) -> dict[str, str]:
    """In place of "none", what it means: figures that some number satisfies both need no cause."""
    if not row.get("agrees"):
        return {}
    return {"causes": "both can be true" if row["difference"] else "the same figure"}


def _bounds(low: object, high: object) -> str:
    if low is None or high is None:
        return f"{low:,} or more" if high is None else f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
