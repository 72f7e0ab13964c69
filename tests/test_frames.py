"""The tables read back as pandas frames: the same cells with their types, and what is missing is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from tracker.errors import UsageError
from tracker.frames import read_tables

FIELDS = [
    ("id", "string"),
    ("said", "string"),
    ("as_of", "string"),
    ("seen_on", "date"),
    ("low", "integer"),
    ("ratio", "number"),
    ("carried", "boolean"),
]


def _folder(root: Path, lines: list[str], name: str = "claims.csv") -> Path:
    schema = {"fields": [{"name": n, "type": t} for n, t in FIELDS]}
    package = {"resources": [{"name": "claims", "path": name, "schema": schema}]}
    (root / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    head = ",".join(n for n, _ in FIELDS)
    (root / "claims.csv").write_bytes(("\ufeff" + "\n".join([head, *lines]) + "\n").encode())
    return root


def test_cells_have_their_types_and_what_is_missing_is_no_nought(tmp_path: Path) -> None:
    lines = [
        'c-1,"\'=SUM(A1)",2011,2024-05-08,12,1.5,true',
        "c-2,NA,2024-05-07,,,,",
        "c-3,,2011-03,2024-05-09,0,,false",
    ]
    frame = read_tables(_folder(tmp_path, lines))["claims"]
    assert list(frame["said"].fillna("-")) == ["=SUM(A1)", "NA", "-"]
    assert list(frame["as_of"]) == ["2011", "2024-05-07", "2011-03"]
    assert frame["low"].dtype == "Int64"
    assert frame["low"].isna().tolist() == [False, True, False]
    assert frame["low"].sum() == 12
    assert frame["seen_on"].iloc[0] == pd.Timestamp("2024-05-08")
    assert pd.isna(frame["seen_on"].iloc[1])
    assert frame["carried"].fillna(value=False).tolist() == [True, False, False]


def test_a_row_of_tags_is_no_figure(tmp_path: Path) -> None:
    lines = ["#meta+id,#meta,#date,#date,#affected,#value,#status", "c-1,words,2011,2024-05-08,12,1.5,true"]
    assert read_tables(_folder(tmp_path, lines))["claims"]["low"].tolist() == [12]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["c-1,x,2011,2024-05-08,many,1.5,true"], "column low is not of type integer"),
        (["c-1,x,2011,8 May,1,1.5,true"], "column seen_on is not of type date"),
    ],
)
def test_a_table_that_is_not_as_described_is_refused(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_tables(_folder(tmp_path, lines))


def test_a_folder_without_tables_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give the folder of a report"):
        read_tables(tmp_path)


def test_a_package_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    _folder(tmp_path, ["c-1,x,2011,2024-05-08,1,1.5,true"])
    with pytest.raises(UsageError, match="outside its folder"):
        read_tables(_folder(inner, [], "../claims.csv"))
