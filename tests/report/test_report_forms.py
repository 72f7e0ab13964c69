"""The tables in every form: the same cells, hostile ones among them, safe to open and equal when read back."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from newsdesk import LAST, TODAY, Newsroom, full_newsroom

from tracker.issues import Issue
from tracker.model import Statement
from tracker.report.csv_file import harmless, words_of_cell
from tracker.report.export import Form, export, filled
from tracker.report.rows import Book, Cell

HOSTILE = [
    "=HYPERLINK('https://example.org','12')",
    "+12 -3 @SUM(A1)",
    "-12",
    "@12",
    "\t=12",
    "\r\n=12",
    "\n=12",
    "'=12",
    "''=12",
    "＝12",
    "'12 as it stands",
    'a "quoted", comma; and\na line',
    "12 \u202eneddih\u202c \u2066x\u2069",
    "نُقل 12 من المصابين",
    "<script>alert(12)</script>",
    "12 " + "long " * 2_000,
    "12 \x07\x1b[31mred\x1b[0m",
    "12 \u2028 \u2029 \x85",
    "#affected+killed 12",
]
# The core hashtags of HXL 1.1 that the schema uses; the form of a tag is that of its grammar.
CORE = {
    *("#crisis", "#country", "#adm1", "#adm2", "#geo", "#loc", "#impact", "#group", "#org", "#affected", "#date"),
    *("#status", "#description", "#meta", "#indicator"),
}
TAG = re.compile(r"(#[a-z][a-z0-9_]*)((\+[A-Za-z][A-Za-z0-9_]*)*)")


def hostile_newsroom() -> Newsroom:
    room = Newsroom()
    for number, words in enumerate(HOSTILE):
        room.says("ministry", 12, f"2024-02-{number + 1:02d}", quote=words, outlet=words, url=None)  # type: ignore[arg-type]
        room.says(f"body {words}", 12, f"2024-03-{number + 1:02d}", quote=f"12 {words}", group_words=words)
    return room


def written(room: Newsroom, form: Form, *issues: Issue) -> dict[str, bytes]:
    return export(room.reconciled(LAST), room.claims, room.config, issues, today=TODAY, form=form)


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", [Form.CSV, Form.HXL])
def test_no_cell_of_a_csv_file_begins_like_a_formula(form: Form) -> None:
    files = written(hostile_newsroom(), form, Issue("a", "b", "=1+1", "@x"))
    for name, data in files.items():
        if name.endswith(".csv"):
            for row in read_csv(data):
                cells = [cell for cell in row.values() if cell and not re.fullmatch(r"-?[0-9.]+(e-?[0-9]+)?", cell)]
                assert [cell for cell in cells if cell[0] in "=+-@\t\r\n＝＋－＠"] == []


def test_csv_gives_hostile_words_back_as_they_were() -> None:
    room = hostile_newsroom()
    found = {row["claim_id"]: row for row in read_csv(written(room, Form.CSV)["claims.csv"])}
    for id_, claim in room.claims.items():
        assert words_of_cell(found[id_]["quote"]) == claim.quote
        assert words_of_cell(found[id_]["outlet"]) == claim.outlet


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\nab1")))
def test_what_is_made_harmless_can_be_undone(words: str) -> None:
    cell = harmless(words)
    assert words_of_cell(cell) == words
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_json_lines_and_parquet_hold_every_cell_as_it_is() -> None:
    room = hostile_newsroom()
    room.says("ministry", 12, "2024-04-01", quote="12 \x00 people")
    book = Book(room.reconciled(LAST), room.claims, room.config)
    lines, columns = written(room, Form.JSONL), written(room, Form.PARQUET)
    for sheet, rows in filled(book, []).items():
        expected = [{name: known(row.get(name)) for name in sheet.header} for row in rows]
        data = lines[f"{sheet.name}.jsonl"]
        assert [json.loads(line) for line in data.decode().splitlines()] == expected
        assert not re.search(rb"[\x00-\x09\x0b-\x1f]", data)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028]", data.decode())
        table = pq.read_table(io.BytesIO(columns[f"{sheet.name}.parquet"]))
        plain = [
            {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in table.to_pylist()
        ]
        assert plain == expected


def known(cell: Cell) -> Cell:
    if cell == "" and not isinstance(cell, bool):
        return None
    return str(cell) if isinstance(cell, str) else cell


@pytest.mark.parametrize("form", Form)
def test_the_same_tables_give_the_same_bytes(form: Form) -> None:
    assert written(full_newsroom(), form) == written(full_newsroom(), form)


@pytest.mark.parametrize("form", [Form.CSV, Form.HXL])
def test_the_data_package_is_valid_for_those_who_use_it(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = hostile_newsroom()
    for name, data in written(room, form, Issue("a", "b", "c", "d")).items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]


def test_typed_files_are_described_with_their_size_and_hash() -> None:
    for form in (Form.JSONL, Form.PARQUET):
        files = written(full_newsroom(), form)
        for resource in json.loads(files["datapackage.json"])["resources"]:
            assert resource["path"].endswith(f".{form}")
            assert resource["bytes"] == len(files[resource["path"]])


def test_a_column_of_a_parquet_file_says_what_it_means() -> None:
    table = pq.read_table(io.BytesIO(written(full_newsroom(), Form.PARQUET)["statements.parquet"]))
    about = table.schema.field("low").metadata
    assert about[b"unit"] == b"person or household"
    assert b"lowest number" in about[b"description"]
    assert str(table.schema.field("reference_period_end").type) == "date32[day]"


def test_the_tag_row_stands_under_the_names_and_is_proper_hxl() -> None:
    room = full_newsroom()
    for name, data in written(room, Form.HXL).items():
        if name.endswith(".csv"):
            head, tags = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[:2]
            assert len(head) == len(tags) == len(set(tags)), name
            for tag in tags:
                found = TAG.fullmatch(tag)
                assert found, tag
                assert found[1] in CORE, tag
    tags = dict(
        zip(
            *list(csv.reader(io.StringIO(written(room, Form.HXL)["series.csv"].decode("utf-8-sig"))))[:2], strict=True
        )
    )
    assert (tags["location_code"], tags["admin1_code"], tags["low"]) == (
        "#country+code",
        "#adm1+code",
        "#affected+min",
    )


def test_the_mark_that_excel_needs_stands_before_the_names() -> None:
    files = written(full_newsroom(), Form.CSV)
    assert all(data.startswith(b"\xef\xbb\xbf") for name, data in files.items() if name.endswith(".csv"))
    assert not files["datapackage.json"].startswith(b"\xef\xbb\xbf")


def test_claimants_stand_side_by_side_with_their_bounds() -> None:
    room = Newsroom()
    room.says("ministry", 80, "2024-02-01", said_on="2024-02-01")
    room.says("ministry", 95, "2024-02-01", said_on="2024-02-02")
    room.says("army", (None, 40), "2024-02-01", hedge="up to")
    room.says("Orsk Radio", 70, "2024-02-01")
    room.says("ministry", 120, "2024-03")
    rows = read_csv(written(room, Form.CSV)["series_wide.csv"])
    cells = [
        [row[name] for name in ("as_of", "army_low", "army_high", "ministry_low", "ministry_high")] for row in rows
    ]
    assert cells == [["2024-02-01", "", "40", "95", "95"], ["2024-03", "", "", "120", "120"]]
    assert not any("monitor" in name for name in rows[0])


def test_every_number_of_the_side_by_side_table_is_that_of_a_statement_in_its_row() -> None:
    room = full_newsroom()
    said: dict[str, Statement] = {one.id: one for one in room.said}
    rows = read_csv(written(room, Form.CSV)["series_wide.csv"])
    assert rows
    for row in rows:
        cells = {(name, row[name]) for name in row if name.endswith(("_low", "_high")) and row[name]}
        behind = [said[id_] for id_ in row["statements"].split(";")]
        assert cells == {
            (f"{one.key.claimant}_{side}", str(value))
            for one in behind
            for side, value in (("low", one.quantity.low), ("high", one.quantity.high))
            if value is not None
        }
        assert {(one.key.outcome, str(one.as_of)) for one in behind} == {(row["outcome"], row["as_of"])}


def test_the_changelog_has_every_changed_cell_with_its_reason_and_its_figures() -> None:
    room = full_newsroom()
    said = {one.id: one for one in room.said}
    changes = room.reconciled(LAST).changes
    rows = read_csv(written(room, Form.CSV)["changelog.csv"])
    assert len(rows) == len(changes.cells) + len(changes.reread) > 0
    for row in rows:
        assert row["since_day"] == LAST.isoformat()
        assert row["reason"] in {"said", "found", "refiled", "reread"}
        for side in ("before", "after"):
            if row[f"{side}_statement"]:
                figure = said[row[f"{side}_statement"]].quantity
                bounds = tuple("" if n is None else str(n) for n in (figure.low, figure.high))
                assert (row[f"{side}_low"], row[f"{side}_high"]) == bounds
        assert all(id_ in room.claims for id_ in row["claims"].split(";"))


def test_the_codebook_has_every_column_of_every_table() -> None:
    files = written(full_newsroom(), Form.CSV)
    told: dict[str, list[str]] = {}
    for row in read_csv(files["codebook.csv"]):
        told.setdefault(row["table"], []).append(row["column"])
        assert row["meaning"]
    for name, data in files.items():
        if name.endswith(".csv"):
            head = next(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert [words_of_cell(column) for column in told[name.removesuffix(".csv")]] == head
