"""Daily tables of running totals: Tech for Palestine's (Gaza, West Bank, Lebanon), and what such a table said on each
day it was issued.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.collect.article import problem
from tracker.collect.daily_fields import columns_of, is_figure
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.collect.table_rows import Row, csv_rows, json_rows
from tracker.issues import Issue
from tracker.sources import Conflict

_VINTAGES = ("issued_on", "report_date", "field", "value")


def read_daily(text: str, path: Path, asked: Asked) -> Found:
    """The figures of the daily table, as JSON or CSV; the day of the report is the day it was said."""
    is_json = text.lstrip("\ufeff \t\r\n").startswith("[")
    rows = list((json_rows if is_json else csv_rows)(text, path, ("report_date",)))
    conflict = asked.of_conflict(_conflict_of(row.cells for row in rows if isinstance(row, Row)))
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        day = _day(row.cells.get("report_date"))
        if day is None:
            found = row.cells.get("report_date", "")[:40]
            yield problem("bad-row", row.where, f"report_date: found {found!r}; must be a day")
            continue
        record = {field: value for field, value in row.cells.items() if value.strip()}
        for field, value in record.items():
            if not is_figure(field):
                continue
            if not value.isdecimal():
                yield problem("bad-row", row.where, f"{field}: found {value[:40]!r}; must be a whole number")
                continue
            columns = columns_of(record, field, day, conflict, asked)
            yield columns if isinstance(columns, LeftOut) else _figure(columns, value, day, record)


def read_vintages(text: str, path: Path, asked: Asked) -> Found:
    """The figures of every issue of a table: said on the day of the issue, of the day of the report.

    An issue lists what changed; what it does not name holds on. A field that an issue leaves empty, or gives to
    another source or another window, takes back what stood there, so that on any day each field has the figure the
    table had on that day, and no other.
    """
    rows = csv_rows(text, path, _VINTAGES)
    conflict = asked.of_conflict()
    issues: dict[date, dict[date, dict[str, str]]] = {}
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        issued, reported, field, value = (row.cells[name] for name in _VINTAGES)
        said, day = _day(issued), _day(reported)
        if said is None or day is None:
            yield problem(
                "bad-row", row.where, f"issued_on {issued[:40]!r}, report_date {reported[:40]!r}: must be days"
            )
        elif not field:
            yield problem("bad-row", row.where, "found no name of a field")
        elif is_figure(field) and value and not value.isdecimal():
            yield problem("bad-row", row.where, f"{field}: found {value[:40]!r}; must be a whole number")
        else:
            issues.setdefault(said, {}).setdefault(day, {})[field] = value
    days: dict[date, _Reported] = {}
    for said, reports in sorted(issues.items()):
        for day, changed in sorted(reports.items()):
            yield from days.setdefault(day, _Reported({}, {})).after(changed, said, day, conflict, asked)


@dataclass(slots=True)
class _Reported:
    """What a table says of one day: its record as of the last issue, and the figure that stands for each field."""

    record: dict[str, str]
    standing: dict[str, tuple[dict[str, str], str]]

    def after(
        self, changed: Mapping[str, str], said: date, day: date, conflict: Conflict, asked: Asked
    ) -> Iterator[Figure | LeftOut]:
        """What an issue says anew and takes back."""
        self.record |= changed
        record = {field: value for field, value in self.record.items() if value}
        now: dict[str, tuple[dict[str, str], str]] = {}
        for field, value in record.items():
            if is_figure(field):
                columns = columns_of(record, field, day, conflict, asked)
                if not isinstance(columns, LeftOut):
                    now[field] = (columns, value)
                elif field in changed:
                    yield columns
        for field, (columns, value) in self.standing.items():
            if field not in now or now[field][0] != columns:
                yield _figure(columns | {"withdrawn": "yes"}, value, said, self.record)
        for field, (columns, value) in now.items():
            if self.standing.get(field) != (columns, value):
                yield _figure(columns, value, said, self.record)
        self.standing = now


def _figure(columns: Mapping[str, str], value: str, said: date, record: Mapping[str, str]) -> Figure:
    told = {**columns, "low": value, "high": value, "said_on": str(said)}
    return Figure(told, json.dumps(dict(record), ensure_ascii=False))


def _conflict_of(records: Iterable[Mapping[str, str]]) -> str | None:
    """Which of the three tables it is, by fields that only one of them has."""
    fields = {field for record in records for field in record}
    if "flash_source" in fields:
        return "west-bank-2023"
    if "phase" in fields:
        return "lebanon-2023"
    return "gaza-2023" if "ext_massacres_cum" in fields or "massacres_cum" in fields else None


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None
