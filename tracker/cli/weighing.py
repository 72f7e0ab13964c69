"""Commands that weigh figures against each other: ledger, revisions, policies, findings. None of them judges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.options import (
    day_and_moment,
    with_config,
    with_hedge_rule,
    with_series_filters,
    with_store,
    with_today,
)
from tracker.cli.showing import Layout, book_of, fits, show

_OF = ("claimant", "conflict", "outcome", "group", "group_words", "side", "place")
_LEDGER = Layout("window", _OF, ("opens", "day", "window_number", "change", "residual", "kind", "window_statement"))
_REVISIONS = Layout(
    "figure",
    (*_OF, "basis", "since", "scope", "inclusions"),
    ("as_of", "n_revisions", "min_lag", "max_lag", "min_value", "max_value", "spread", "lag_near_latest"),
)
_POLICIES = Layout(
    "panel",
    ("conflict", "outcome", "group", "group_words", "side", "place", "basis", "scope", "day"),
    ("policy", "figure", "moved", "statements"),
)
_FINDINGS = Layout("finding", ("kind",), ("claimant", "outcome", "as_of", "message", "statement_id"))


def _day(known_on: date | None, today: date | None = None) -> date:
    """The day asked about: the one looked back to, else today."""
    return known_on or day_and_moment(today)[0]


@click.command(short_help="Figures of a day against what the running total moved by.")
@with_series_filters
@with_config
@with_store
def ledger(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    config: Path,
    store: Path,
) -> int:
    """Prints every figure of a window that is not what the claimant's running total moved by, and what it looks like.

    \b
    Example:
      tracker ledger --conflict gaza-2023 --outcome killed --format table
    """
    from tracker.report.check_rows import ledger_rows
    from tracker.report.weighed_sheets import LEDGER

    book = book_of(conflict, claimant, known_on, config, store, weighed_on=_day(known_on))
    wanted = {"conflict": conflict, "outcome": outcome, "claimant": claimant}
    show(LEDGER, [row for row in ledger_rows(book) if fits(row, **wanted)], form, _LEDGER)
    return 0


@click.command(short_help="How far and how fast claimants revise a day's figure.")
@with_series_filters
@with_config
@with_store
def revisions(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    config: Path,
    store: Path,
) -> int:
    """Prints for every day of every series how often, how far and how soon its figure was revised.

    \b
    Example:
      tracker revisions --claimant gaza-moh --outcome killed --format table
    """
    from tracker.report.check_rows import revision_rows
    from tracker.report.weighed_sheets import REVISIONS

    book = book_of(conflict, claimant, known_on, config, store, weighed_on=_day(known_on))
    wanted = {"conflict": conflict, "outcome": outcome, "claimant": claimant}
    show(REVISIONS, [row for row in revision_rows(book) if fits(row, **wanted)], form, _REVISIONS)
    return 0


@click.command(short_help="What each named policy makes of the newest figures.")
@with_series_filters
@with_hedge_rule
@with_today
@with_config
@with_store
def policies(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    hedge_rule: str,
    today: date | None,
    config: Path,
    store: Path,
) -> int:
    """Prints what several policies make of the newest figures of each panel, side by side. None of them is the record.

    \b
    Example:
      tracker policies --conflict gaza-2023 --outcome killed --format table
    """
    from tracker.report.check_rows import policy_rows
    from tracker.report.weighed_sheets import POLICIES

    day = _day(known_on, today)
    book = book_of(conflict, claimant, known_on, config, store, rule=hedge_rule, weighed_on=day)
    spoken = {one.id for one in book.reconciled.statements if claimant in (None, one.key.claimant)}
    rows = [
        row
        for row in policy_rows(book)
        if fits(row, conflict=conflict, outcome=outcome)
        and (claimant is None or not spoken.isdisjoint(str(row["statements"]).split(";")))
    ]
    show(POLICIES, rows, form, _POLICIES)
    return 0


@click.command(short_help="Figures worth a second look: falls, plateaus, leaps, sums.")
@with_series_filters
@with_today
@with_config
@with_store
def findings(
    conflict: str | None,
    outcome: str | None,
    claimant: str | None,
    known_on: date | None,
    form: str | None,
    today: date | None,
    config: Path,
    store: Path,
) -> int:
    """Prints the figures worth a second look, each with what was seen. None of it says that a figure is wrong.

    \b
    Example:
      tracker findings --conflict gaza-2023 --format table
    """
    from tracker.report.check_rows import finding_rows
    from tracker.report.weighed_sheets import FINDINGS

    book = book_of(conflict, claimant, known_on, config, store, weighed_on=_day(known_on, today))
    wanted = {"conflict": conflict, "outcome": outcome, "claimant": claimant}
    rows = [row for row in finding_rows(book) if fits(row, **wanted)]
    show(FINDINGS, rows, form, _FINDINGS)
    return 0
