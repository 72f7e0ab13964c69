"""What `tracker import` does: a published table into the store, each figure with its row as evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import FILE, day_and_moment, must_know, with_config, with_store, with_today
from tracker.cli.terminal import Line, tell, tell_issues
from tracker.issues import Issue
from tracker.sources import TABLE_FORMATS

if TYPE_CHECKING:
    from tracker.sources import Config
    from tracker.store import Store


_TOLD = 40  # issues that are printed


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


@click.command("import", short_help="A published table into the store, each figure a claim.")
@click.argument("file", type=FILE)
@click.option("--as", "form", type=click.Choice(TABLE_FORMATS), required=True, help="What kind of table it is.")
@click.option("--claimant", metavar="ID", help="Whose figures these are, where the table does not say.")
@click.option("--conflict", metavar="ID", help="The conflict they belong to, where the table does not say.")
@with_config
@with_store
@with_today
def import_table(
    file: Path,
    form: str,
    claimant: str | None,
    conflict: str | None,
    config: Path,
    store: Path,
    today: date | None,
) -> int:
    """Reads a published table into the store as claims of its own claimant; each figure keeps its row as evidence.

    \b
    figures         a table in the columns of archive/published_figures.csv
    tfp-daily       daily JSON or CSV of Tech for Palestine (Gaza, West Bank, Lebanon)
    vintages        what a table said on each day it was issued: issued_on, report_date, field, value
    hapi            HDX HAPI conflict events (CSV); stands in no report and no exported table
    hxl             a table with a row of HXL tags (CSV); needs --claimant and --conflict
    ucdp-ged        UCDP georeferenced events (CSV, with or without a header)
    acled           ACLED events (CSV); stands in no report and no exported table
    ukraine-losses  the Ukrainian General Staff's daily totals of Russian losses (JSON)

    \b
    Example:
      tracker import casualties_daily.json --as tfp-daily --conflict gaza-2023
    """
    from tracker.sources import load

    settings = load(config)
    must_know("claimant", claimant, settings.claimants, config)
    must_know("conflict", conflict, settings.conflicts, config)
    _, moment = day_and_moment(today)
    line = Line()
    try:
        done = import_file(file, form, claimant, conflict, settings, store, moment, line)
    finally:
        line.clear()
    tell_issues(done.issues[:_TOLD], notes=True)
    if len(done.issues) > _TOLD:
        tell(f"and {len(done.issues) - _TOLD:,} more")
    click.echo(f"{done.rows:,} figures, {done.new:,} of them new; {done.claims:,} new claims")
    return 0
