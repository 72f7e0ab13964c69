"""Commands that look into the store: series, divergence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.options import day_and_moment, with_config, with_hedge_rule, with_series_filters, with_store
from tracker.cli.showing import Layout, book_of, fits, show

_SERIES = Layout(
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
_GAPS = Layout(
    "gap",
    ("left_claimant", "right_claimant", "conflict", "outcome", "group", "group_words", "side", "place", "basis"),
    ("day", "left_figure", "right_figure", "difference", "lag_days", "causes"),
)

_SPANS = Layout("gap", _GAPS.above, ("opened", "last", "closed", "widest", "lead_days", "lead_levels"))
_DISPERSION = Layout(
    "day",
    ("conflict", "outcome", "group", "group_words", "side", "place", "basis"),
    ("day", "reports", "dscore", "value_range", "deviation", "modal_confidence"),
)


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
        for row in book_of(conflict, claimant, known_on, config, store).series()
        if fits(row, conflict=conflict, outcome=outcome, claimant=claimant)
    ]
    show(SERIES, rows, form, _SERIES)
    return 0


@click.command(short_help="The gaps between claimants, day by day, and why.")
@with_series_filters
@with_hedge_rule
@click.option(
    "--of",
    "what",
    type=click.Choice(["pairs", "spans", "dispersion"]),
    default="pairs",
    show_default=True,
    help="Each day of two claimants; when their gap opened and closed; or all claimants of a panel at once.",
)
@click.option("--all-pairs", is_flag=True, help="Every two claimants, not only each with the reference.")
@with_config
@with_store
def divergence(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    hedge_rule: str,
    what: str,
    all_pairs: bool,
    config: Path,
    store: Path,
) -> int:
    """Prints the gaps between claimants, day by day, with what sets them apart.

    \b
    Example:
      tracker divergence --conflict ukraine-2022 --outcome killed --format table
    """
    from tracker.report.check_rows import dispersion_rows, span_rows
    from tracker.report.schema import DIVERGENCE
    from tracker.report.weighed_sheets import DISPERSION, SPANS

    day = None if what == "pairs" else known_on or day_and_moment(None)[0]
    book = book_of(conflict, claimant, known_on, config, store, rule=hedge_rule, all_pairs=all_pairs, weighed_on=day)
    sheet, found, layout = {
        "pairs": (DIVERGENCE, book.divergence, _GAPS),
        "spans": (SPANS, lambda: span_rows(book), _SPANS),
        "dispersion": (DISPERSION, lambda: dispersion_rows(book), _DISPERSION),
    }[what]
    rows = [
        row
        for row in found()
        if fits(row, conflict=conflict, outcome=outcome)
        and (what == "dispersion" or claimant in (None, row["left_claimant"], row["right_claimant"]))
    ]
    show(sheet, rows, form, layout)
    return 0
