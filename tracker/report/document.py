"""The PDF report, set by typst: tagged, with alt text, the same bytes for the same report.

The layout is report.typ. Every word of the report reaches it as data, so that nothing an article says can be read
as markup.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

from tracker.errors import TrackerError
from tracker.report.chart import Chart
from tracker.report.pages import ReportData
from tracker.report.plot_style import drawable, fonts
from tracker.report.printed import Named, Printed, Quoted, Text, plain
from tracker.report.tables import Table

DESCRIPTION = "Casualty figures of armed conflict by claimant, with the gaps between them and the quotes behind them."


def typeset(report: ReportData, drawings: Mapping[str, bytes], folder: Path, *, today: date) -> bytes:
    """The report as PDF/UA. `drawings` are the SVG charts by name; `folder` is an empty one to work in.

    Raises TrackerError when typst refuses the document; nothing is written then.
    """
    import typst

    charts = folder / "charts"
    charts.mkdir(parents=True)
    for name, svg in drawings.items():
        (charts / f"{name}.svg").write_bytes(svg)
    (folder / "data.json").write_text(json.dumps(document_data(report, today), ensure_ascii=False), "utf-8")
    layout = folder / "report.typ"
    with as_file(files("tracker.report") / "report.typ") as template:
        shutil.copyfile(template, layout)
    try:
        return typst.compile(
            str(layout),
            root=str(folder),
            font_paths=[str(fonts())],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=datetime(today.year, today.month, today.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        hints = " ".join(getattr(error, "hints", ()))
        raise TrackerError(f"report.pdf: typst refused the document: {error} {hints}".rstrip()) from error


def document_data(report: ReportData, today: date) -> dict[str, object]:
    """The report as plain data for the layout."""
    return {
        "title": _flat(report.title),
        "description": DESCRIPTION,
        "date": report.today.text,
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "lead": _parts(report.lead),
        "second": _parts(report.second),
        "scope": _parts(report.scope),
        "summary": [_parts(sentence) for sentence in report.summary],
        "pages": [
            {
                "heading": _parts(page.heading),
                "sections": [
                    {
                        "heading": _parts(section.heading),
                        "blocks": [
                            {
                                "sentence": _parts(block.sentence),
                                "charts": [_chart(chart) for chart in block.charts],
                                "tables": [_table(table) for table in block.tables],
                            }
                            for block in section.blocks
                        ],
                    }
                    for section in page.sections
                ],
            }
            for page in report.pages
        ],
        "left_out": _table(report.left_out) if report.left_out else None,
    }


def _chart(chart: Chart) -> dict[str, object]:
    return {"name": chart.name, "alt": _flat(chart.alt), "caption": _parts(chart.caption)}


def _table(table: Table) -> dict[str, object]:
    return {
        "title": _parts(table.title),
        "columns": [{"heading": c.heading, "share": c.share, "numbers": c.numbers} for c in table.columns],
        "rows": [[{"parts": _parts(cell)} for cell in row] for row in table.rows],
        "more": _parts(table.more),
    }


def _parts(words: Text) -> list[dict[str, str]]:
    out = []
    for part in words:
        if isinstance(part, str):
            out.append({"kind": "words", "text": part})
        else:
            kind = "figure" if isinstance(part, Printed) else "quote" if isinstance(part, Quoted) else "name"
            entry = {"kind": kind, "text": drawable(part.text)}
            if isinstance(part, Named) and part.url:
                entry["url"] = part.url
            out.append(entry)
    return out


def _flat(words: Text) -> str:
    return drawable(plain(words))
