"""Commands that look into the store: series, divergence, explain."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import must_know, with_config, with_series_filters, with_store
from tracker.cli.terminal import clean, colours, table, tell

if TYPE_CHECKING:
    from tracker.report.rows import Book, Row
    from tracker.report.schema import Sheet

_SERIES = (
    *("conflict", "outcome", "group", "place", "side", "basis", "since", "claimant", "scope"),
    *("as_of", "figure", "said_on", "revision", "change", "statement_id"),
)
_GAPS = (
    *("conflict", "outcome", "group", "place", "side", "day", "left_claimant", "left_figure"),
    *("right_claimant", "right_figure", "difference", "lag_days", "causes"),
)
_NUMBERS = frozenset({"figure", "left_figure", "right_figure", "change", "difference", "lag_days"})
_WHOLE = _NUMBERS | {"as_of", "said_on", "day", "since", "statement_id"}  # cut short they would say something else


@click.command()
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
    _print(SERIES, rows, form, _SERIES, "series")
    return 0


@click.command()
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
    _print(DIVERGENCE, rows, form, _GAPS, "gap")
    return 0


@click.command()
@click.argument("id_", metavar="ID")
@with_config
@with_store
def explain(id_: str, config: Path, store: Path) -> int:
    """Shows what stands behind a claim, a statement, a series or an article: the quote with its parts marked, how it
    was read, who carried it, the article and its hash. The first letters of an id are enough.

    \b
    Example:
      tracker explain c-1f0a22
    """
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


def _print(sheet: Sheet, rows: list[Row], form: str | None, columns: Sequence[str], what: str) -> None:
    from tracker.report.export import to_csv

    if form == "csv" or (form is None and not sys.stdout.isatty()):
        click.echo(to_csv(sheet, rows), nl=False)
    elif rows:
        _print_table([{**row, **_figures(row)} for row in rows], columns)
    if not rows:
        tell(f"no {what} fits; take an option away, or look at what there is without any")


def _print_table(rows: list[Row], columns: Sequence[str]) -> None:
    """What is the same in every row is said once, above the table."""
    same = [name for name in columns if len({row.get(name) for row in rows}) == 1]
    if len(rows) == 1:
        same = []
    for name in same:
        if rows[0].get(name) not in (None, ""):
            click.echo(f"{name}: {clean(rows[0][name])}")
    kept = [name for name in columns if name not in same]
    numbers = frozenset(at for at, name in enumerate(kept) if name in _NUMBERS)
    whole = frozenset(at for at, name in enumerate(kept) if name in _WHOLE)
    click.echo(table(kept, [[row.get(name) for name in kept] for row in rows], numbers=numbers, whole=whole))


def _figures(row: Row) -> dict[str, str]:
    """The bounds as one cell each: "11,517", "11,000 or more", "50 to 100"."""
    return {
        f"{side}figure": _bounds(row.get(f"{side}low"), row.get(f"{side}high"))
        for side in ("", "left_", "right_")
        if f"{side}low" in row
    }


def _bounds(low: object, high: object) -> str:
    if low is None or high is None:
        return f"{low:,} or more" if high is None else f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
