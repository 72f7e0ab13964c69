"""Tables of events and of counts by month: HDX HAPI, UCDP GED, ACLED. Each row is a claim of the body that made it.

Columns: HDX HAPI conflict events (https://hdx-hapi.readthedocs.io), UCDP GED codebook, ACLED codebook. A zero there
may mean that nothing is known, so that rows without fatalities are left out and never counted as nobody killed.

ACLED's terms let its rows be used and not be given on, here and in what HDX takes from ACLED: such rows carry
`terms: import_only`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.collect.article import problem
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.collect.table_rows import Row, csv_rows
from tracker.issues import Issue
from tracker.model import Group, Terms

_HAPI = ("location_code", "event_type", "fatalities", "reference_period_start", "reference_period_end")
_UCDP = ("date_start", "date_end", "low", "best", "high", "country")
_ACLED = ("event_date", "event_type", "location", "fatalities")
# The columns of UCDP GED from version 20 on; monthly Candidate releases have come without a header row.
UCDP_COLUMNS = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
    gwnob""".split()
)
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
    for row in csv_rows(text, path, _HAPI):
        if isinstance(row, Issue):
            yield row
            continue
        cells = row.cells
        ids = codes.get(cells["location_code"], [])
        if len(ids) != 1:
            yield LeftOut("of a country of several conflicts; --conflict names one" if ids else "of another country")
            continue
        start, end = _day(cells["reference_period_start"]), _day(cells["reference_period_end"])
        count = cells["fatalities"]
        if not count.isdecimal() or start is None or end is None or start > end:
            yield _bad(row, _HAPI[2:])
        elif int(count) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            names = ("admin2_name", "provider_admin2_name", "admin1_name", "provider_admin1_name")
            place = next((cells[name] for name in names if cells.get(name)), "")
            group = _TYPES.get(cells["event_type"], f"other: {cells['event_type'].replace('_', ' ')}")
            doubts = "; ".join(cells[name] for name in ("warning", "error") if cells.get(name))
            columns = {"conflict": ids[0], "claimant": claimant, "relayed_by": "HDX HAPI", "victims_group": group}
            columns |= {"basis": "period", "since": str(start), "as_of": str(end), "place": place}
            columns |= {
                "outlet": "HDX HAPI",
                "note": f"HDX says: {doubts}" if doubts else "",
                "terms": Terms.IMPORT_ONLY.value,
            }
            yield _figure(columns, count, count, cells)


def read_ucdp(text: str, path: Path, asked: Asked) -> Found:
    """Deaths by event: low and high as the words allow, the best estimate in the note.

    Columns are found by their names, since their order differs between versions; a file without a header row is read
    by the positions of the codebook.
    """
    rows = csv_rows(text, path, _UCDP, positions=UCDP_COLUMNS)
    conflict, claimant = asked.of_conflict(), asked.of_claimant("ucdp")
    places = _Places(
        Counter(
            (_ucdp_place(row.cells), row.cells["date_end"])
            for row in csv_rows(text, path, _UCDP, positions=UCDP_COLUMNS)
            if isinstance(row, Row) and row.cells["date_start"] == row.cells["date_end"]
        )
    )
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        cells = row.cells
        start, end = _day(cells["date_start"]), _day(cells["date_end"])
        numbers = [cells[name] for name in ("low", "best", "high")]
        if (
            not all(map(str.isdecimal, numbers))
            or not start
            or not end
            or start > end
            or int(numbers[0]) > int(numbers[2])
        ):
            yield _bad(row, _UCDP[:5])
        elif int(numbers[2]) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            basis = "event" if start == end else "period"
            place = (
                places.of(_ucdp_place(cells), cells["date_end"], cells.get("id", ""))
                if start == end
                else (_ucdp_place(cells))
            )
            columns = {"conflict": conflict.id, "claimant": claimant, "victims_group": "everyone"}
            columns |= {"basis": basis, "since": str(start) if basis == "period" else "", "as_of": str(end)}
            columns |= {"place": place, "outlet": "UCDP", "note": f"best estimate {numbers[1]}"}
            yield _figure(columns, numbers[0], numbers[2], cells)


def read_acled(text: str, path: Path, asked: Asked) -> Found:
    """Fatalities by event; said on the day the row was last changed, where it tells."""
    rows = csv_rows(text, path, _ACLED)
    conflict, claimant = asked.of_conflict(), asked.of_claimant("acled")
    places = _Places(
        Counter(
            (row.cells["location"], row.cells["event_date"])
            for row in csv_rows(text, path, _ACLED)
            if isinstance(row, Row)
        )
    )
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        cells = row.cells
        day, count = _day(cells["event_date"]), cells["fatalities"]
        if not count.isdecimal() or day is None:
            yield _bad(row, ("event_date", "fatalities"))
        elif int(count) == 0:
            yield LeftOut(_NONE_KNOWN)
        else:
            key = cells.get("event_id_cnty") or cells.get("data_id") or ""
            columns = {"conflict": conflict.id, "claimant": claimant, "victims_group": "everyone"}
            columns |= {"basis": "event", "as_of": str(day), "said_on": _said(cells.get("timestamp", ""))}
            columns |= {"place": places.of(cells["location"], cells["event_date"], key)}
            columns |= {"outlet": "ACLED", "terms": Terms.IMPORT_ONLY.value}
            yield _figure(columns, count, count, cells)


class _Places:
    """Tells two events of one place and day apart by their ids, so that neither revises the other."""

    def __init__(self, events: Counter[tuple[str, str]]) -> None:
        self._events = events

    def of(self, place: str, day: str, event: str) -> str:
        """The place, with the id of the event where the table has several there on that day."""
        return f"{place} (event {event})" if self._events[place, day] > 1 and event else place


def _ucdp_place(cells: Mapping[str, str]) -> str:
    return cells.get("where_coordinates") or cells.get("adm_2") or cells.get("adm_1") or cells["country"]


def _figure(columns: Mapping[str, str], low: str, high: str, cells: Mapping[str, str]) -> Figure:
    key = cells.get("event_id_cnty") or cells.get("data_id") or cells.get("id") or ""
    figure = {"low": low, "high": high, "qualifier": "exact" if low == high else "range"}
    hedge = {} if low == high else {"hedge": "low and high estimate"}
    told = {**columns, "outcome": "killed", "scope": "reported", **figure, **hedge, "record": key}
    return Figure(told, json.dumps(dict(cells), ensure_ascii=False))


def _bad(row: Row, columns: tuple[str, ...]) -> Issue:
    found = ", ".join(f"{name} {row.cells.get(name, '')[:30]!r}" for name in columns)
    return problem("bad-row", row.where, f"found {found}; days in order and whole numbers are needed")


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
