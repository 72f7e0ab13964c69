"""Commands that weigh figures against each other: ledger, revisions, policies, findings. None of them judges."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.options import Asked, about_series, with_hedge_rule, with_today
from tracker.cli.showing import Layout, book_of, show

_OF = ("claimant", "conflict", "outcome", "group", "group_words", "side", "place")
_SERIES = (*_OF, "basis", "since", "scope", "inclusions")
_LEDGER = Layout("window", _OF, ("opens", "day", "window_number", "change", "residual", "kind", "window_statement"))
_REVISIONS = Layout(
    "figure",
    _SERIES,
    (
        "as_of",
        "n_revisions",
        "min_lag",
        "max_lag",
        "min_value",
        "max_value",
        "spread",
        "lag_near_latest",
        "corrected",
    ),
)
_SUMMARY = Layout(
    "series",
    _SERIES,
    ("days", "revised", "downward", "median_min_lag", "median_lag_near_latest", "largest_spread"),
)
_CORRECTIONS = Layout(
    "correction",
    _SERIES,
    ("as_of", "figure", "instead_figure", "corrected_on", "corrector", "who", "why", "claim_id"),
)
_POLICIES = Layout(
    "panel",
    ("conflict", "outcome", "group", "group_words", "side", "place", "basis", "scope", "day"),
    ("policy", "figure", "moved", "statements"),
)
_FINDINGS = Layout("finding", ("kind",), ("claimant", "outcome", "as_of", "message", "statement_id"))


@click.command(short_help="Figures of a day against what the running total moved by.")
@about_series
def ledger(asked: Asked) -> int:
    """Prints every figure of a window that is not what the claimant's running total moved by, and what it looks like.

    \b
    Example:
      tracker ledger --conflict gaza-2023 --outcome killed --format table
    """
    from tracker.report.check_rows import ledger_rows
    from tracker.report.weighed_sheets import LEDGER

    book = book_of(asked, weighed_on=asked.day())
    show(LEDGER, [row for row in ledger_rows(book) if asked.fits(row)], asked.form, _LEDGER)
    return 0


@click.command(short_help="How far and how fast claimants revise figures, and who corrected them.")
@about_series
@click.option(
    "--of",
    "what",
    type=click.Choice(["days", "series", "corrections"]),
    default="days",
    show_default=True,
    help="Each day of a series; whole series; or every figure out of force, with who corrected it and why.",
)
def revisions(asked: Asked, what: str) -> int:
    """Prints how often, how far and how soon figures were revised, or which are out of force and by whom.

    \b
    Example:
      tracker revisions --claimant gaza-moh --outcome killed --format table
      tracker revisions --of corrections --format table
    """
    from tracker.report.check_rows import revision_rows, revision_summary_rows
    from tracker.report.corrected import correction_rows
    from tracker.report.weighed_sheets import CORRECTIONS, REVISION_SUMMARY, REVISIONS

    book = book_of(asked, weighed_on=None if what == "corrections" else asked.day())
    sheet, found, layout = {
        "days": (REVISIONS, revision_rows, _REVISIONS),
        "series": (REVISION_SUMMARY, revision_summary_rows, _SUMMARY),
        "corrections": (CORRECTIONS, correction_rows, _CORRECTIONS),
    }[what]
    show(sheet, [row for row in found(book) if asked.fits(row)], asked.form, layout)
    return 0


@click.command(short_help="What each named policy makes of the newest figures.")
@about_series
@with_hedge_rule
@with_today
def policies(asked: Asked, hedge_rule: str, today: date | None) -> int:
    """Prints what several policies make of the newest figures of each panel, side by side. None of them is the record.

    \b
    Example:
      tracker policies --conflict gaza-2023 --outcome killed --format table
    """
    from tracker.report.check_rows import policy_rows
    from tracker.report.weighed_sheets import POLICIES

    book = book_of(asked, rule=hedge_rule, weighed_on=asked.day(today))
    spoken = {one.id for one in book.reconciled.statements if asked.claimant in (None, one.key.claimant)}
    rows = [
        row
        for row in policy_rows(book)
        if asked.fits(row) and (asked.claimant is None or not spoken.isdisjoint(str(row["statements"]).split(";")))
    ]
    show(POLICIES, rows, asked.form, _POLICIES)
    return 0


@click.command(short_help="Figures worth a second look: falls, plateaus, leaps, sums.")
@about_series
@with_today
def findings(asked: Asked, today: date | None) -> int:
    """Prints the figures worth a second look, each with what was seen. None of it says that a figure is wrong.

    \b
    Example:
      tracker findings --conflict gaza-2023 --format table
    """
    from tracker.report.check_rows import finding_rows
    from tracker.report.weighed_sheets import FINDINGS

    book = book_of(asked, weighed_on=asked.day(today))
    show(FINDINGS, [row for row in finding_rows(book) if asked.fits(row)], asked.form, _FINDINGS)
    return 0
