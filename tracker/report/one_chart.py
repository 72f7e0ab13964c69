"""One chart of the report by itself, for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from tracker.errors import GateError, TrackerError, UsageError
from tracker.model import Article, Claim, Reconciled
from tracker.report.chart import Chart
from tracker.report.charts import chart_name, series_chart
from tracker.report.pages import outcome_charts
from tracker.report.panels import Desk, colours, drawn, panels, printable
from tracker.report.printed import plain
from tracker.report.proofread import unproven
from tracker.sources import Config


def conflict_of(name: str, config: Config) -> str:
    """The conflict that a chart is of, by the beginning of its name. Raises UsageError where there is none."""
    found = [conflict for conflict in config.conflicts if name.startswith(f"{conflict}-")]
    if not found:
        raise UsageError(f"--png {name!r}: a chart's name begins with a conflict: {', '.join(config.conflicts)}")
    return max(found, key=len)


def write_chart(
    name: str,
    reconciled: Reconciled,
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    config: Config,
    out: Path,
    today: date,
    known_on: date | None,
) -> Path:
    """Draws the chart of a name into out/NAME.png, with its description beside it; the same bytes as in the report.

    Raises UsageError for a name that no chart has, GateError where a number of it has no evidence.
    """
    desk = Desk(claims, articles, config, today, known_on)
    chart = _chart(name, reconciled, desk)
    faults = unproven(chart, claims)
    if faults:
        raise GateError("the chart was not drawn: a number has no evidence\n" + "\n".join(faults[:20]))
    from tracker.report.plot import draw_png

    try:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"{name}.png"
        path.write_bytes(draw_png(chart))
        path.with_suffix(".txt").write_text(plain(chart.alt) + "\n", "utf-8", "replace", newline="\n")
    except OSError as error:
        raise TrackerError(f"{out}: the chart cannot be written there: {error.strerror}") from error
    return path


def _chart(name: str, reconciled: Reconciled, desk: Desk) -> Chart:
    printed, _ = printable(reconciled, desk)
    every = panels(printed, desk)
    names: list[str] = []
    for conflict, group in groupby(every, key=lambda panel: panel.key.conflict):
        found = tuple(group)
        for outcome in dict.fromkeys(panel.key.outcome for panel in found):
            if not name.startswith(f"{conflict}-{outcome}-"):
                names += [chart_name(panel) for panel in found if panel.key.outcome is outcome]
                continue
            own = drawn(tuple(panel for panel in found if panel.key.outcome is outcome))
            main = next((panel for panel in own if chart_name(panel) == name), None)
            chart = series_chart(main, desk, colours(found)) if main else None
            if chart is not None:
                return chart
            charts = {chart.name: chart for chart in outcome_charts(found, outcome, desk)}
            if name in charts:
                return charts[name]
            names += charts
    from rapidfuzz import process

    near = [found_name for found_name, _, _ in process.extract(name, names, limit=3)]
    remedy = f"the nearest are {', '.join(near)}" if near else "there is none in this slice"
    raise UsageError(f"--png {name!r}: no chart has that name; {remedy}")
