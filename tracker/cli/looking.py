"""Commands that look into the store: series, divergence."""

from __future__ import annotations

import click

from tracker.cli.options import Asked, about_series, with_hedge_rule
from tracker.cli.showing import Layout, book_of, show

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
    ("as_of", "figure", "said_on", "revision", "change", "corrected_by", "statement_id"),
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
_PANELS = Layout(
    "panel", (), (*_DISPERSION.above, "days", "mean_dscore", "mean_range", "mean_sd", "modal_confidence")
)


@click.command(short_help="What each claimant said, day by day, now or as known on a day.")
@about_series
def series(asked: Asked) -> int:
    """Prints the reconciled series, step by step, as they are known now or were known on a day.

    \b
    Example:
      tracker series --conflict gaza-2023 --outcome killed --known-on 2024-05-10
    """
    from tracker.report.schema import SERIES

    show(SERIES, [row for row in book_of(asked).series() if asked.fits(row)], asked.form, _SERIES)
    return 0


@click.command(short_help="The gaps between claimants, day by day, and why.")
@about_series
@with_hedge_rule
@click.option(
    "--of",
    "what",
    type=click.Choice(["pairs", "spans", "dispersion", "panels"]),
    default="pairs",
    show_default=True,
    help="Each day of two claimants; when their gap opened and closed; all claimants of a panel on each day; or on average.",
)
@click.option("--all-pairs", is_flag=True, help="Every two claimants, not only each with the reference.")
def divergence(asked: Asked, hedge_rule: str, what: str, all_pairs: bool) -> int:
    """Prints the gaps between claimants, day by day, with what sets them apart.

    \b
    Example:
      tracker divergence --conflict ukraine-2022 --outcome killed --format table
    """
    from tracker.report.check_rows import dispersion_rows, mean_dispersion_rows, span_rows
    from tracker.report.schema import DIVERGENCE
    from tracker.report.weighed_sheets import DISPERSION, MEAN_DISPERSION, SPANS

    book = book_of(asked, rule=hedge_rule, all_pairs=all_pairs, weighed_on=None if what == "pairs" else asked.day())
    sheet, found, layout = {
        "pairs": (DIVERGENCE, book.divergence, _GAPS),
        "spans": (SPANS, lambda: span_rows(book), _SPANS),
        "dispersion": (DISPERSION, lambda: dispersion_rows(book), _DISPERSION),
        "panels": (MEAN_DISPERSION, lambda: mean_dispersion_rows(book), _PANELS),
    }[what]
    rows = [
        row
        for row in found()
        if asked.fits(row)
        and ("left_claimant" not in row or asked.claimant in (None, row["left_claimant"], row["right_claimant"]))
    ]
    show(sheet, rows, asked.form, layout)
    return 0
