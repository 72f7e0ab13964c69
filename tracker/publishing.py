"""Writes reports and tables of what is known, one writer at a time, each whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.issues import Issue
from tracker.known import Known
from tracker.model import Slice
from tracker.sources import Config
from tracker.store import Store
from tracker.store.lock import WriterLock

if TYPE_CHECKING:
    from tracker.report import ReportFiles


def publish(
    world: Known,
    config: Config,
    out: Path,
    *,
    today: date,
    issues: tuple[Issue, ...],
    known_on: date | None = None,
    only: Slice | None = None,
) -> ReportFiles:
    """Writes the report, whole or not at all.

    known_on   the day whose knowledge it says it shows
    only       the slice that `world` holds, None where it holds everything

    Raises TrackerError where it cannot be written.
    """
    from tracker.report import write_report

    with _alone(out):
        return write_report(
            *(world.reconciled, world.claims, world.articles, config, out),
            today=today,
            issues=issues,
            known_on=known_on,
            only=only,
        )


def publish_tables(
    world: Known, config: Config, out: Path, *, today: date, issues: tuple[Issue, ...], form: str = "csv"
) -> tuple[Path, ...]:
    """Writes the tables alone, each whole or not at all: CSV into the folder of the day, other forms into one inside it.

    form   csv, hxl, jsonl or parquet; a folder has one datapackage.json, so that each form needs its own
    """
    from tracker.report import export_tables
    from tracker.report.export import Form

    kind = Form(form)
    folder = out / today.isoformat()
    with _alone(out):
        return export_tables(
            world.reconciled,
            world.claims,
            config,
            folder if kind is Form.CSV else folder / kind.value,
            today=today,
            issues=issues,
            form=kind,
        )


def issues_of_last_run(store: Store) -> tuple[Issue, ...]:
    """What the last run met while collecting: a report made from the store alone tells it as well."""
    runs = store.runs()
    return tuple(issue for issue in store.issues(runs[-1].id) if issue.stage == "collect") if runs else ()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """One writer of reports at a time; takes away what a killed one has left half-built."""
    from tracker.report.exchange import bring_back

    make_folder(out, "the report")
    lock = WriterLock(out / ".writing")
    try:
        for left in out.glob(".building-*"):
            bring_back(left, out)
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


def make_folder(folder: Path, what: str) -> None:
    """Makes a folder where there is none. Raises TrackerError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder}: {what} cannot be kept there: {error.strerror}") from error
