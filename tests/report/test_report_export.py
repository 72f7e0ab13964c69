"""The exported tables: one schema, a valid data package, nothing a spreadsheet runs, empty where nothing is known."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package
from newsdesk import TODAY, Newsroom, full_newsroom

from tracker.errors import GateError
from tracker.issues import Issue
from tracker.model import LeftOut, LeftOutReason, Qualifier, Reconciled, Scope, Terms
from tracker.report.codebook_page import SHEETS, columns_page
from tracker.report.export import export

DOCS = Path(__file__).parents[2] / "docs"


def tables(room: Newsroom, reconciled: Reconciled | None = None, *issues: Issue) -> dict[str, list[dict[str, str]]]:
    files = export(reconciled or room.reconciled(), room.claims, room.config, issues, today=TODAY)
    found = {}
    for name, data in files.items():
        if name.endswith(".csv"):
            found[name.removesuffix(".csv")] = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return found


def test_the_page_of_columns_is_the_schema() -> None:
    assert (DOCS / "columns.md").read_text("utf-8") == columns_page()


def test_every_table_has_the_columns_of_the_schema_in_their_order() -> None:
    room = full_newsroom()
    files = export(room.reconciled(), room.claims, room.config, [], today=TODAY)
    for sheet in (one for one in SHEETS if one.name != "series_wide"):
        assert files[f"{sheet.name}.csv"].decode("utf-8-sig").split("\n", 1)[0] == ",".join(sheet.header)


def test_the_data_package_is_valid_for_those_who_use_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = full_newsroom()
    room.says("ministry", 12, "2024-09", quote="=cmd() 12 people were killed")
    room.says("ministry", 14, "2024-10", quote="\r14 people were killed")
    room.says("ministry", 13, "2024", quote='13, "quoted",\nover two lines')
    files = export(room.reconciled(), room.claims, room.config, [Issue("a", "b", "c", "d")], today=TODAY)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_spreadsheet_runs_no_cell_as_a_formula(start: str) -> None:
    room = Newsroom()
    room.says("ministry", 12, "2024-02-01", quote=f"{start}SUM(A1) 12 people were killed", outlet=f"{start}outlet")
    (row,) = tables(room)["claims"]
    assert row["quote"] == f"'{start}SUM(A1) 12 people were killed"
    assert row["outlet"].startswith("'")


def test_missing_is_empty_and_never_nought() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-02-01", qualifier=Qualifier.AT_LEAST)
    room.says("ministry", 0, "2024-02-02")
    first, second = tables(room)["statements"]
    assert (first["low"], first["high"]) == ("100", "")
    assert (second["low"], second["high"]) == ("0", "0")


def test_a_fall_in_a_difference_stays_a_number() -> None:
    room = Newsroom()
    one, two = room.says("ministry", 100, "2024-02-01"), room.says("monitor", 70, "2024-02-01")
    room.gap(one, two)
    (row,) = tables(room)["divergence"]
    assert (row["difference"], row["ratio"], row["agrees"], row["causes"]) == ("-30", "0.7", "false", "unexplained")


def test_rows_know_their_estimates_and_the_first_figure_after_a_break() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-05-01")
    room.says("ministry", 130, "2024-06-20")
    room.says("ministry", 140, "2024-07-01")
    room.says("monitor", 400, "2024-07-01", scope=Scope.ESTIMATED)
    found = {(row["claimant"], row["as_of"]): row["obs_status"] for row in tables(room)["statements"]}
    assert list(found.values()) == ["A", "B", "A", "E"]


def test_a_claim_outside_every_series_stays_in_the_file_with_the_reason() -> None:
    room = Newsroom()
    (name,) = room.says("ministry", 100, "2024-02-01").claims
    outside = Reconciled(left_out=(LeftOut(name, LeftOutReason.UNPLACED, "names no tracked place"),))
    (row,) = tables(room, outside)["claims"]
    assert row["warning"] == "stands in no series, unplaced: names no tracked place"
    assert row["statement_id"] == ""


def test_every_series_row_tells_whether_it_is_the_last_word() -> None:
    room = Newsroom()
    room.says("ministry", 80, "2024-02-01", said_on="2024-02-01")
    room.says("ministry", 95, "2024-02-01", said_on="2024-02-02")
    rows = tables(room)["series"]
    told = [(row["position"], row["revision"], row["change"], row["is_current"]) for row in rows]
    assert told == [("1", "first", "", "false"), ("2", "raised", "15", "true")]
    assert len({row["series_id"] for row in rows}) == 1


def test_a_partial_date_is_a_period_with_both_its_ends() -> None:
    room = Newsroom()
    room.says("ministry", 80, "2024-02")
    (row,) = tables(room)["statements"]
    period = (row["as_of"], row["reference_period_start"], row["reference_period_end"], row["location_code"])
    assert period == ("2024-02", "2024-01-01", "2024-02-29", "VDR")


def test_a_row_that_may_not_be_given_on_stops_every_export() -> None:
    room = full_newsroom()
    name, claim = next(iter(room.claims.items()))
    kept = {**room.claims, name: replace(claim, terms=Terms.IMPORT_ONLY)}
    with pytest.raises(GateError, match="may be used and not be given on"):
        export(room.reconciled(), kept, room.config, [], today=TODAY)
