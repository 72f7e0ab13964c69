"""Commands that write: run, report, export, import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import (
    FILE,
    day_and_moment,
    must_know,
    slice_of,
    with_config,
    with_known_on,
    with_out,
    with_slice,
    with_store,
    with_today,
)
from tracker.cli.terminal import Line, tell, tell_issues
from tracker.errors import UsageError
from tracker.issues import Issue, Severity
from tracker.model import Slice

if TYPE_CHECKING:
    from tracker.known import Known
    from tracker.nightly import Night
    from tracker.sources import Config

_TOLD = 40  # issues that are printed; all of them stand in issues.csv


@click.command(short_help="The nightly job: collect, read, reconcile, check, report.")
@with_config
@with_store
@with_out
@with_today
@click.option("--offline", is_flag=True, help="Read folders and tables only; touch no network.")
@click.option("--strict", is_flag=True, help="Exit 1 where a source failed or an article could not be read.")
@click.option(
    "--log", type=FILE, metavar="FILE", help="JSON lines of what was done; beside the store unless said otherwise."
)
def run(
    config: Path, store: Path, out: Path, today: date | None, offline: bool, strict: bool, log: Path | None
) -> int:
    """The nightly job: collect, read, reconcile, check the gates, write report and tables.

    An interrupted run can simply be run again. A source that fails is told and counted; the others go on. A night that
    brings nothing new leaves the last report as it stands; `tracker report` writes one all the same.

    \b
    Example:
      tracker run
      tracker run --offline --today 2026-08-31 --out /tmp/reports
    """
    from tracker import nightly
    from tracker.journal import Journal
    from tracker.sources import load

    day, moment = day_and_moment(today)
    settings = load(config)
    if not store.exists() and (out / "latest").exists():
        tell(f"{store}: no store there; a new one is made, though {out} holds reports of an earlier one")
    line, journal = Line(), Journal(log or store.with_suffix(".log.jsonl"))
    try:
        night = nightly.run(
            settings, store, out, today=day, seen_at=moment, offline=offline, progress=line, journal=journal
        )
    except BaseException as error:
        journal.note("failed", error=type(error).__name__, message=str(error)[:500])
        raise
    finally:
        line.clear()
    if journal.fault:
        tell(journal.fault)
    _tell_limited(night.issues)
    if night.counts["remote"] > 1 and night.counts["remote_failed"] == night.counts["remote"]:
        count = night.counts["remote"]
        tell(f"none of the {count} sources on the network could be read; the report rests on what was saved before")
    _print_night(night, day)
    if night.shut:
        tell(f"the report was not replaced: {len(night.shut)} findings at the gates")
        return 1
    return 1 if strict and night.failed else 0


@click.command(short_help="The report and its tables again, from the store alone; also of a slice, or one chart.")
@with_config
@with_store
@with_out
@with_known_on
@with_today
@with_slice
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="The language of the report's words."
)
@click.option("--png", metavar="NAME", help="One chart as a PNG for a slide, by the name of its file; no report.")
def report(
    config: Path,
    store: Path,
    out: Path,
    known_on: date | None,
    today: date | None,
    language: str,
    png: str | None,
    **asked: Any,
) -> int:
    """Writes the report and its tables again from what the store holds; collects and reads nothing.

    A slice (--conflict, --claimants, --from, --to) has a folder of its own; `latest` stays with the whole report.

    \b
    Example:
      tracker report --out /tmp/reports --known-on 2024-05-10
      tracker report --conflict gaza-2023 --claimants gaza-moh,gaza-gmo --from 2025-01-01
      tracker report --png gaza-2023-killed-everyone-palestinian-gaza-strip-cumulative --out /tmp/slides
    """
    from tracker.report.catalogue import languages, speaking
    from tracker.sources import load

    must_know("language", language, languages(), Path("tracker/report/words"))
    day, _ = day_and_moment(today)
    settings = load(config)
    only = slice_of(asked, settings, config)
    with speaking(language):
        if png is not None:
            return _one_chart(png, settings, store, out, day, known_on, only)
        return _whole_report(settings, store, out, day, known_on, only)


def _whole_report(
    settings: Config, store: Path, out: Path, day: date, known_on: date | None, only: Slice | None
) -> int:
    from tracker.publishing import publish

    world, issues = _from_store(settings, store, day, known_on, only)
    if world.shut:
        return _gates_shut(world)
    files = publish(world, settings, out, today=day, issues=issues, known_on=known_on, only=only)
    click.echo(files.pdf)
    return 0


def _one_chart(
    name: str, settings: Config, store: Path, out: Path, day: date, known_on: date | None, only: Slice | None
) -> int:
    from tracker.known import know
    from tracker.report.one_chart import conflict_of, write_chart
    from tracker.store import Store

    name = name.removesuffix(".png")
    only = only or Slice(conflict_of(name, settings))
    with Store.open(store, read_only=True) as held:
        world = know(held, settings, today=day, known_on=known_on, to_publish=True, only=only)
    if world.shut:
        return _gates_shut(world)
    click.echo(write_chart(name, world.reconciled, world.claims, world.articles, settings, out, day, known_on))
    return 0


@click.command(short_help="The tables alone, from the store: CSV, JSON Lines or Parquet.")
@with_config
@with_store
@with_out
@with_known_on
@with_today
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    default="csv",
    show_default=True,
    help="What kind of files. All but plain CSV go into a folder of their own inside that of the day.",
)
@click.option("--hxl", is_flag=True, help="CSV with the row of HXL tags under the names of the columns.")
def export(
    config: Path, store: Path, out: Path, known_on: date | None, today: date | None, form: str, hxl: bool
) -> int:
    """Writes the tables and datapackage.json from what the store holds, into the folder of the day.

    \b
    Example:
      tracker export --out /tmp/tables
      tracker export --format parquet
      tracker export --hxl
    """
    if hxl and form != "csv":
        raise UsageError(
            f"--hxl: found with --format {form}; the tag row is one of CSV files, leave one of the two out"
        )
    from tracker.publishing import publish_tables
    from tracker.sources import load

    day, _ = day_and_moment(today)
    settings = load(config)
    world, issues = _from_store(settings, store, day, known_on, None)
    if world.shut:
        return _gates_shut(world)
    form = "hxl" if hxl else form
    for path in publish_tables(world, settings, out, today=day, issues=issues, form=form):
        click.echo(path)
    return 0


def _from_store(
    settings: Config, store: Path, day: date, known_on: date | None, only: Slice | None
) -> tuple[Known, tuple[Issue, ...]]:
    from tracker.gathering import reading_version
    from tracker.known import know, last_report
    from tracker.publishing import issues_of_last_run
    from tracker.store import Store

    with Store.open(store, read_only=True) as held:
        since = last_report(held, known_on or day, reader=reading_version(settings), look_back=known_on is not None)
        world = know(
            *(held, settings),
            today=day,
            known_on=known_on,
            to_publish=True,
            weighed_on=known_on or day,
            since=since,
            only=only,
        )
        issues = tuple(sorted({*issues_of_last_run(held), *world.issues}))
    return world, issues


def _gates_shut(world: Known) -> int:
    _tell_limited(world.shut)
    tell(f"nothing was written: {len(world.shut)} findings at the gates")
    return 1


def _tell_limited(issues: tuple[Issue, ...]) -> None:
    """Errors before warnings, not more than a person reads."""
    rank = list(Severity)
    asked = sorted((i for i in issues if i.severity is not Severity.NOTE), key=lambda i: -rank.index(i.severity))
    tell_issues(asked[:_TOLD])
    if len(asked) > _TOLD:
        tell(f"and {len(asked) - _TOLD:,} more; all stand in issues.csv")


def _print_night(night: Night, day: date) -> None:
    n = night.counts
    by = {severity: sum(i.severity is severity for i in night.issues) for severity in Severity}
    click.echo(f"run of {day}")
    failed = f", {n['sources_failed']:,} of them failed" if n["sources_failed"] else ""
    click.echo(f"  sources     {n['sources']:,}{failed}")
    click.echo(f"  articles    {n['articles']:,}, {n['articles_new']:,} of them new")
    click.echo(f"  claims      {n['claims']:,}, {n['claims_new']:,} of them new; {n['left_out']:,} in no series")
    click.echo(f"  statements  {n['statements']:,} in {n['series']:,} series; {n['gaps']:,} gaps between claimants")
    click.echo(
        f"  issues      {by[Severity.ERROR]:,} errors, {by[Severity.WARNING]:,} warnings, {by[Severity.NOTE]:,} notes"
    )
    if night.files is not None:
        click.echo(f"  report      {night.files.pdf} with {len(night.files.charts)} charts")
        click.echo(f"  web pages   {night.files.html}")
        click.echo(f"  tables      {night.files.folder}/*.csv")
    elif night.standing is not None:
        click.echo(f"  report      nothing new; that of {night.standing.today} stands")
