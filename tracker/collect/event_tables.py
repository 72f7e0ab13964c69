"""Tables of events and of counts by month: HDX HAPI, UCDP GED, ACLED. Each row is a claim of the body that made it.

Columns: HDX HAPI conflict events (https://hdx-hapi.readthedocs.io), UCDP GED codebook, ACLED codebook. A zero there
may mean that nothing is known, so that rows without fatalities are left out and never counted as nobody killed.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.collect.article import problem
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.errors import UsageError
from tracker.issues import Issue
from tracker.model import Group

_HAPI = ("location_code", "event_type", "fatalities", "reference_period_start", "reference_period_end")
_UCDP = ("date_start", "date_end", "low", "best", "high", "country")
_ACLED = ("event_date", "event_type", "location", "fatalities")
_TYPES = {
    "political_violence": Group.EVERYONE.value,
    "civilian_targeting": "other: in attacks on civilians",  # a part of political violence, never added to it
    "demonstration": "other: in demonstrations",
}
_NONE_KNOWN = "no fatalities, which may mean that none are known"


def read_hapi(text: str, path: Path, asked: Asked) -> Found:
    """Fatalities by month, place and kind of event, which HDX takes from ACLED."""
    codes: dict[str, list[str]] = {}
    for conflict in asked.config.conflicts.values():
        codes.setdefault(conflict.location_code, []).append(conflict.id)
    if asked.conflict is not None:
        codes = {asked.of_conflict().location_code: [asked.conflict]}
    claimant = asked.of_claimant("acled")
    for where, row in _rows(text, path, _HAPI):
        ids = codes.get(row["location_code"], [])
        if len(ids) != 1:
            yield LeftOut("of a country of several conflicts; --conflict names one" if ids else "of another country")
            continue
        start, end = _day(row["reference_period_start"]), _day(row["reference_period_end"])
        count = row["fatalities"]
        if not count.isdecimal() or start is None or end is None:
            yield _bad(path, where, row, _HAPI[2:])
        elif int(count) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            place = row.get("admin2_name") or row.get("provider_admin2_name") or row.get("admin1_name") or ""
            group = _TYPES.get(row["event_type"], f"other: {row['event_type'].replace('_', ' ')}")
            columns = {"conflict": ids[0], "claimant": claimant, "relayed_by": "HDX HAPI", "victims_group": group}
            dates = {"basis": "period", "since": str(start), "as_of": str(end)}
            yield _figure(columns, count, count, dates, row, place=place, outlet="HDX HAPI")


def read_ucdp(text: str, path: Path, asked: Asked) -> Found:
    """Deaths by event: low and high as the words allow, the best estimate in the note."""
    rows = _rows(text, path, _UCDP)
    conflict, claimant = asked.of_conflict(), asked.of_claimant("ucdp")
    for where, row in rows:
        start, end = _day(row["date_start"]), _day(row["date_end"])
        low, best, high = row["low"], row["best"], row["high"]
        if not (low.isdecimal() and high.isdecimal() and best.isdecimal() and start and end) or int(low) > int(high):
            yield _bad(path, where, row, _UCDP[:5])
        elif int(high) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            basis = "event" if start == end else "period"
            dates = {"basis": basis, "since": str(start) if basis == "period" else "", "as_of": str(end)}
            place = row.get("where_coordinates") or row.get("adm_2") or row.get("adm_1") or row["country"]
            columns = {"conflict": conflict.id, "claimant": claimant, "victims_group": "everyone"}
            yield _figure(columns, low, high, dates, row, place=place, outlet="UCDP", note=f"best estimate {best}")


def read_acled(text: str, path: Path, asked: Asked) -> Found:
    """Fatalities by event; said on the day the row was last changed, where it tells."""
    rows = _rows(text, path, _ACLED)
    conflict, claimant = asked.of_conflict(), asked.of_claimant("acled")
    for where, row in rows:
        day, count = _day(row["event_date"]), row["fatalities"]
        if not count.isdecimal() or day is None:
            yield _bad(path, where, row, ("event_date", "fatalities"))
        elif int(count) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            dates = {"basis": "event", "as_of": str(day), "said_on": _said(row.get("timestamp", ""))}
            columns = {"conflict": conflict.id, "claimant": claimant, "victims_group": "everyone"}
            yield _figure(columns, count, count, dates, row, place=row["location"], outlet="ACLED")


def _figure(
    columns: dict[str, str],
    low: str,
    high: str,
    dates: dict[str, str],
    row: dict[str, str],
    *,
    place: str,
    outlet: str,
    note: str = "",
) -> Figure:
    key = row.get("event_id_cnty") or row.get("data_id") or row.get("id") or ""
    figure = {"low": low, "high": high, "qualifier": "exact" if low == high else "range"}
    hedge = {} if low == high else {"hedge": "low and high estimate"}
    rest = {"place": place, "outlet": outlet, "record": key, "note": note}
    told = {**columns, "outcome": "killed", "scope": "reported", **figure, **hedge, **dates, **rest}
    return Figure(told, json.dumps(row, ensure_ascii=False))


def _rows(text: str, path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows under the header with their line numbers; a row of HXL tags is passed over."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    missing = [name for name in needed if name not in (rows.fieldnames or ())]
    if missing:
        raise UsageError(f"{path}: found no column {', '.join(missing)}; is it a table of this format?")
    return _cells(rows)


def _cells(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for row in rows:
        cells = {key: (value or "").strip() for key, value in row.items() if key and not isinstance(value, list)}
        if any(cell.startswith("#") for cell in cells.values()) and not any(
            cell and not cell.startswith("#") for cell in cells.values()
        ):
            continue
        yield rows.line_num, cells


def _bad(path: Path, where: int, row: dict[str, str], columns: tuple[str, ...]) -> Issue:
    found = ", ".join(f"{name} {row.get(name, '')[:30]!r}" for name in columns)
    return problem("bad-row", f"{path.name}:{where}", f"found {found}; days and whole numbers are needed")


def _day(words: str) -> date | None:
    """A day as these tables write it: 2020-05-09, 2020-05-09T00:00:00, 9-May-20, 09 May 2020."""
    text = words.strip()
    for form in ("%d-%b-%y", "%d %B %Y", "%d-%B-%Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _said(timestamp: str) -> str:
    if not timestamp.isdecimal() or len(timestamp) > 11:
        return ""
    return datetime.fromtimestamp(int(timestamp), UTC).date().isoformat()
