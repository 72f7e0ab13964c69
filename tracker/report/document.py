"""The PDF report, set by typst: tagged, with alt text, the same bytes for the same report.

The layout is report.typ. Every word of the report reaches it as data, so that nothing an article says can be read
as markup.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

from tracker.errors import TrackerError
from tracker.report.catalogue import language, section, told
from tracker.report.chart import Chart
from tracker.report.news import News
from tracker.report.pages import ReportData
from tracker.report.plot import height_of
from tracker.report.plot_style import WIDTH, drawable, fonts
from tracker.report.printed import How, Named, Printed, Quoted, Text, plain
from tracker.report.say import say
from tracker.report.tables import Table

PAGE = 26.3  # centimetres: how wide the text of a page is
WIDE, TALL = 80, 14.4  # a chart is at most so many hundredths of the page wide, and so many centimetres tall


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
        "language": language(),
        "words": section("layout"),
        "how": told("how"),
        "method": told("method"),
        "glossary": told("glossary"),
        "date": report.today.text,
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "news": _news(report.news),
        "only": _parts(report.only),
        "lead": _parts(report.lead, report.lead_notes),
        "second": _parts(report.second, report.second_notes),
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
                                "sentence": _parts(block.sentence, block.notes),
                                "undrawn": _parts(block.undrawn),
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
        "looks": [_table(table) for table in report.looks],
        "coverage": [_table(table) for table in report.coverage],
        "left_out": _table(report.left_out) if report.left_out else None,
    }


def _news(news: News | None) -> dict[str, object] | None:
    if news is None:
        return None
    return {
        "heading": _parts(news.heading),
        "against": _parts(news.against),
        "points": [_parts(point) for point in news.points],
        "tables": [_table(table) for table in news.tables],
    }


def _chart(chart: Chart) -> dict[str, object]:
    caption = say("layout.caption", title=chart.title, caption=chart.caption)
    return {
        "name": chart.name,
        "alt": _flat(chart.alt),
        "caption": _parts(caption),
        "width": round(min(WIDE, TALL / height_of(chart) * WIDTH / PAGE * 100), 1),
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "title": _parts(table.title),
        "columns": [{"heading": c.heading, "share": c.share, "numbers": c.numbers} for c in table.columns],
        "rows": [[{"parts": _parts(cell)} for cell in row] for row in table.rows],
        "more": _parts(table.more),
    }


def _parts(words: Text, notes: Sequence[Text] = ()) -> list[dict[str, object]]:
    """Parts for the layout; `notes` are the footnotes of the stated figures among them, in order."""
    out: list[dict[str, object]] = []
    left = list(notes)
    for part in words:
        if isinstance(part, str):
            out.append({"kind": "words", "text": part})
        else:
            kind = "figure" if isinstance(part, Printed) else "quote" if isinstance(part, Quoted) else "name"
            entry: dict[str, object] = {"kind": kind, "text": drawable(part.text)}
            if isinstance(part, Printed) and part.how is How.STATED and left:
                entry["note"] = _parts(left.pop(0))
            if isinstance(part, Named) and part.url:
                entry["url"] = part.url
            out.append(entry)
    return out


def _flat(words: Text) -> str:
    return drawable(plain(words))
