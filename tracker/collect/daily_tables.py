"""Daily tables of running totals: Tech for Palestine's (Gaza, West Bank, Lebanon), and what such a table said on each
day it was issued.

The fields are those of https://data.techforpalestine.org/docs/. Fields named ext_... are worked out by its editors; on
days without a report they are the editors' own figures, mostly the last one carried on, and are filed under the name of
the table. West Bank days marked "fill" repeat the day before and are nobody's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.collect.article import problem
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.errors import UsageError
from tracker.sources import Conflict

OUTLET = "Tech for Palestine"
_EDITORS = "tech-for-palestine"

# field without its ending: outcome, group, unit
_FIELDS = {
    "killed": ("killed", "everyone", "person"),
    "injured": ("injured", "everyone", "person"),
    "killed_children": ("killed", "children", "person"),
    "killed_women": ("killed", "women", "person"),
    "killed_committee": ("killed", "everyone", "person"),
    "injured_children": ("injured", "children", "person"),
    "med_killed": ("killed", "health_workers", "person"),
    "press_killed": ("killed", "journalists", "person"),
    "civdef_killed": ("killed", "civil_defence", "person"),
    "aid_seeker_killed": ("killed", "aid_seekers", "person"),
    "aid_seeker_injured": ("injured", "aid_seekers", "person"),
    "displaced_persons": ("displaced", "everyone", "person"),
    "displaced_children": ("displaced", "children", "person"),
    "displaced_households": ("displaced", "everyone", "household"),
}
_SPEAKERS = {"mohtel": "gaza-moh", "gmotel": "gaza-gmo", "moph_lb": "lebanon-moph", "ocha": "ocha", "un": "ocha"}
_PHASES = {"2": date(2026, 3, 2)}  # the day on which Lebanon's ministry began to count from zero again
_AID_SEEKERS_SINCE = date(2025, 5, 27)  # the first day of the distribution sites whose dead this field counts
_ADDED_LATER = frozenset({"killed_committee"})  # dead of earlier days, added on this one by a committee's decision
_NOT_FIGURES = ("report_", "flash_source", "phase", "massacres_cum", "settler_attacks_cum")


def read_daily(text: str, path: Path, asked: Asked) -> Found:
    """The figures of the daily table, as JSON or CSV; the day of the report is the day it was said."""
    records = _records(text, path)
    conflict = asked.of_conflict(_conflict_of(records))
    for number, record in enumerate(records, 1):
        day = _day(record.get("report_date"))
        if day is None:
            found = str(record.get("report_date"))[:40]
            yield problem("bad-row", f"{path.name}:{number}", f"report_date: found {found!r}; must be a day")
            continue
        yield from _figures(record, day, day, conflict, asked, f"{path.name}:{number}")


def read_vintages(text: str, path: Path, asked: Asked) -> Found:
    """The figures of every issue of a table: said on the day of the issue, of the day of the report.

    An issue lists what changed, so that source and period hold until another issue says otherwise.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"issued_on", "report_date", "field", "value"} - set(rows.fieldnames or ())
    if missing:
        raise UsageError(f"{path}: found no column {', '.join(sorted(missing))}; is it a table of vintages?")
    conflict = asked.of_conflict()
    told: dict[str, dict[str, str]] = {}
    issue: dict[tuple[str, str], dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            yield problem("bad-row", f"{path.name}:{number}", "found too few or too many cells; must be four")
            continue
        issue.setdefault((row["issued_on"], row["report_date"]), {})[row["field"]] = row["value"]
    for (issued, reported), fields in issue.items():
        said, day = _day(issued), _day(reported)
        if said is None or day is None:
            yield problem("bad-row", path.name, f"issued_on {issued!r}, report_date {reported!r}: must be days")
            continue
        context = told.setdefault(reported, {})
        context |= {key: value for key, value in fields.items() if key.startswith("report_")}
        yield from _figures({**context, **fields}, day, said, conflict, asked, f"{path.name} {issued} {reported}")


def _records(text: str, path: Path) -> list[dict[str, str]]:
    """The records of JSON or CSV with all values as text; nested objects get dotted names."""
    if text.lstrip().startswith("["):
        try:
            data: Any = json.loads(text)
        except ValueError as error:
            raise UsageError(f"{path}: not JSON: {error}") from error
        if not all(isinstance(row, dict) for row in data):
            raise UsageError(f"{path}: found a list of other things than records; is it a daily table?")
        records = [dict(_flat(row)) for row in data]
    else:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        records = [{key: value for key, value in row.items() if key and isinstance(value, str)} for row in rows]
    if not records or "report_date" not in records[0]:
        raise UsageError(f"{path}: found no report_date in its records; is it a daily table?")
    return records


def _flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        elif value is not None:
            yield before + key, str(value)


def _conflict_of(records: list[dict[str, str]]) -> str | None:
    """Which of the three tables it is, by fields that only one of them has."""
    fields = {key for record in records[:50] for key in record}
    if "flash_source" in fields:
        return "west-bank-2023"
    if "phase" in fields:
        return "lebanon-2023"
    return "gaza-2023" if "ext_massacres_cum" in fields or "massacres_cum" in fields else None


def _figures(record: Mapping[str, str], day: date, said: date, conflict: Conflict, asked: Asked, where: str) -> Found:
    filled = record.get("flash_source") == "fill"
    for field, value in record.items():
        edited = field.startswith("ext_")
        name, verified = field.removeprefix("verified.").removeprefix("ext_"), field.startswith("verified.")
        if edited and not name.endswith("_cum"):
            yield LeftOut("worked out by the table's editors from two of their totals")
        elif edited and _EDITORS not in asked.config.claimants:
            yield LeftOut(f"worked out by the table's editors; sources.yaml declares no claimant {_EDITORS}")
        elif edited and name in record:
            yield LeftOut("worked out by the table's editors where the claimant's own figure stands")
        elif name.startswith(_NOT_FIGURES) or not value.strip():
            continue
        elif filled and not verified:
            yield LeftOut("repeats the day before, because no report came")
        elif f"{field}_reported" in record:
            yield LeftOut("a sum over two counts that the claimant keeps apart")
        elif not value.isdecimal():
            yield problem("bad-row", where, f"{field}: found {value[:40]!r}; must be a whole number")
        else:
            columns = _columns(record, name.removesuffix("_reported"), day, verified, conflict)
            if edited and not isinstance(columns, LeftOut):
                columns["scope"] = "estimated"
            if isinstance(columns, LeftOut):
                yield columns
                continue
            speaker = _speaker(record, verified, edited)
            if speaker is None and asked.claimant is None:
                yield LeftOut("no source is named that sources.yaml knows; --claimant names one")
                continue
            head = {"conflict": conflict.id, "claimant": _named(speaker, asked), "relayed_by": OUTLET}
            tail = {"low": value, "high": value, "as_of": str(day), "said_on": str(said), "outlet": OUTLET}
            place = {"place": conflict.places[0].name, "side": conflict.parties[0].id, "field": field}
            yield Figure({**head, **columns, **tail, **place}, json.dumps(dict(record), ensure_ascii=False))


def _speaker(record: Mapping[str, str], verified: bool, edited: bool) -> str | None:
    """Who gave a figure: the table's editors where they worked it out, else the source that the record names."""
    if edited:
        return _EDITORS
    return "ocha" if verified else _SPEAKERS.get(record.get("report_source") or record.get("flash_source", ""))


def _named(speaker: str | None, asked: Asked) -> str:
    """The claimant's name; what editors worked out is theirs, whoever the table is imported for."""
    return asked.config.claimants[_EDITORS].name if speaker == _EDITORS else asked.of_claimant(speaker or "")


def _columns(
    record: Mapping[str, str], name: str, day: date, verified: bool, conflict: Conflict
) -> dict[str, str] | LeftOut:
    """Outcome, group, basis and start of a field."""
    total = name.endswith("_cum")
    known = _FIELDS.get(name.removesuffix("_cum"))
    if known is None:
        return LeftOut(f"the field {name} is a part or a kind of death that is not told apart yet")
    outcome, group, unit = known
    if total:
        since = _PHASES.get(record.get("phase", ""), conflict.start)
        since = _AID_SEEKERS_SINCE if group == "aid_seekers" else since
    elif verified:
        since = day
    elif record.get("report_period", "").isdecimal():
        since = day - timedelta(hours=int(record["report_period"]))
    else:
        return LeftOut("the window of the day's figure is not told")
    return {
        "outcome": outcome,
        "victims_group": group,
        "unit": unit,
        "scope": "verified" if verified else "reported",
        "basis": "cumulative" if total else "period",
        "since": str(since),
        "qualifier": "exact",
        "includes": "retroactive" if name in _ADDED_LATER else "",
    }


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words or "")
    except ValueError:
        return None
