"""Writes a report into a dated folder, all of it or nothing, and points `latest` at it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.issues import Issue
from tracker.model import Article, Claim, Reconciled, Slice, content_id
from tracker.report.exchange import put
from tracker.report.panels import Desk
from tracker.sources import Config

if TYPE_CHECKING:
    from tracker.report.export import Form


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where a report was written. `issues` are those given and those met while writing."""

    folder: Path
    pdf: Path
    html: Path
    charts: tuple[Path, ...]
    tables: tuple[Path, ...]
    datapackage: Path
    latest: Path
    issues: tuple[Issue, ...]


def write_report(
    reconciled: Reconciled,
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    config: Config,
    out: Path,
    *,
    today: date,
    issues: Sequence[Issue] = (),
    known_on: date | None = None,
    only: Slice | None = None,
) -> ReportFiles:
    """Draws, sets and exports the report into out/<today>/, and points out/latest at it.

    A slice (`only`) has a folder of its own beside it, named by what was asked for; `latest` stays with the whole.

    The same input gives the same bytes. Everything is built beside its place and moved there when it is whole;
    an earlier report stands until then. Raises TrackerError when it cannot be built or written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    except OSError as error:
        raise TrackerError(f"{out}: a report cannot be written there: {error.strerror}") from error
    try:
        noted = _build(
            building / "report",
            building / "work",
            reconciled,
            claims,
            Desk(claims, articles, config, today, known_on, only),
            issues,
        )
        folder = out / folder_name(today, only, known_on)
        put(building / "report", folder, building / "before" / folder.name)
        latest = _point(out / "latest", folder) if only is None else out / "latest"
    except OSError as error:
        raise TrackerError(f"{out}: the report could not be written: {error}") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return ReportFiles(
        folder=folder,
        pdf=folder / "report.pdf",
        html=folder / "html" / "index.html",
        charts=tuple(sorted((folder / "charts").glob("*.png"))),
        tables=tuple(sorted(folder.glob("*.csv"))),
        datapackage=folder / "datapackage.json",
        latest=latest,
        issues=noted,
    )


def export_tables(
    reconciled: Reconciled,
    claims: Mapping[str, Claim],
    config: Config,
    out: Path,
    *,
    today: date,
    issues: Sequence[Issue] = (),
    form: Form | None = None,
) -> tuple[Path, ...]:
    """Writes only the tables and datapackage.json into `out`, each file whole or not at all; as CSV unless told."""
    from tracker.report.export import Form, export

    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        files = export(reconciled, claims, config, issues, today=today, form=form or Form.CSV)
        for name, data in files.items():
            part = out / f".{name}.part"
            part.write_bytes(data)
            part.replace(out / name)
            written.append(out / name)
    except OSError as error:
        raise TrackerError(f"{out}: the tables could not be written: {error}") from error
    return tuple(written)


def folder_name(today: date, only: Slice | None, known_on: date | None) -> str:
    """The folder of a report: its day; for a slice also what was asked for, in letters that any file system takes."""
    if only is None:
        return today.isoformat()
    asked = [only.conflict, *only.claimants, str(only.first or ""), str(only.last or ""), str(known_on or "")]
    slug = "_".join(word for word in asked if word)
    if len(slug) > 90:
        slug = f"{slug[:80]}-{content_id('x', slug)[2:8]}"
    return f"{today.isoformat()}_{slug}" if slug else today.isoformat()


def _build(
    folder: Path,
    work: Path,
    reconciled: Reconciled,
    claims: Mapping[str, Claim],
    desk: Desk,
    issues: Sequence[Issue],
) -> tuple[Issue, ...]:
    # matplotlib and typst take a second to load; commands that write no report do without them
    from tracker.report.document import typeset
    from tracker.report.export import export
    from tracker.report.html import web_pages
    from tracker.report.pages import edit
    from tracker.report.plot import begin_drawing
    from tracker.report.printed import plain

    edition = edit(reconciled, desk, issues)
    drawn = begin_drawing(edition.data.charts)
    charts = folder / "charts"
    charts.mkdir(parents=True)
    for name, data in export(reconciled, claims, desk.config, edition.issues, today=desk.today).items():
        (folder / name).write_bytes(data)
    drawings = drawn()
    for chart, drawing in zip(edition.data.charts, drawings, strict=True):
        (charts / f"{drawing.name}.png").write_bytes(drawing.png)
        (charts / f"{drawing.name}.txt").write_text(plain(chart.alt) + "\n", "utf-8", "replace", newline="\n")
    vectors = {one.name: one.svg for one in drawings}
    (folder / "report.pdf").write_bytes(typeset(edition.data, vectors, work, today=desk.today))
    (folder / "html" / "charts").mkdir(parents=True)
    for name, data in web_pages(edition, desk, vectors).items():
        (folder / "html" / name).write_bytes(data)
    return edition.issues


def _point(latest: Path, folder: Path) -> Path:
    """Makes `latest` a relative link to the folder, or a copy where the file system has no links."""
    if latest.exists() and not latest.is_symlink():
        if not (latest / "datapackage.json").is_file():
            raise TrackerError(f"{latest}: is no link to a report and no copy of one; move it away and run again")
        shutil.rmtree(latest)
    fresh = latest.with_name(f".latest-{folder.name}")
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(folder.name, target_is_directory=True)
    except OSError:
        shutil.copytree(folder, latest, dirs_exist_ok=True)
        return latest
    fresh.replace(latest)
    return latest
