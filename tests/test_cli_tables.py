"""The commands that write tables in every form and put figures into sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command, files_of


@pytest.fixture
def stored(project: Path, tracker: Command) -> Path:
    """The small project after its night."""
    assert tracker("run", "--offline", "--today", "2020-04-01", cwd=project).code == 0
    return project


@pytest.mark.parametrize(
    ("options", "folder", "ending"),
    [
        ((), "2020-04-01", "csv"),
        (("--hxl",), "2020-04-01/hxl", "csv"),
        (("--format", "jsonl"), "2020-04-01/jsonl", "jsonl"),
        (("--format", "parquet"), "2020-04-01/parquet", "parquet"),
    ],
)
def test_tables_are_exported_in_every_form_each_with_its_own_description(
    options: tuple[str, ...], folder: str, ending: str, stored: Path, tracker: Command
) -> None:
    done = tracker("export", *options, "--today", "2020-04-01", "--out", "tables", cwd=stored)
    assert (done.code, done.err) == (0, "")
    written = {Path(line) for line in done.out.splitlines()}
    assert Path("tables", folder, "datapackage.json") in written
    assert Path("tables", folder, f"sentences.{ending}") in written
    assert all((stored / path).is_file() for path in written)
    again = tracker("export", *options, "--today", "2020-04-01", "--out", "again", cwd=stored)
    assert again.code == 0
    assert files_of(stored / "again") == files_of(stored / "tables")


def test_the_tag_row_is_one_of_csv_files_alone(stored: Path, tracker: Command) -> None:
    done = tracker("export", "--hxl", "--format", "parquet", cwd=stored)
    assert done.code == 2
    assert "--hxl" in done.err
    assert "Traceback" not in done.err


def test_sentences_are_printed_one_a_line_in_a_style_or_as_their_table(stored: Path, tracker: Command) -> None:
    printed = tracker("sentences", cwd=stored)
    assert printed.out == (stored / "reports/latest/sentences.csv").read_text("utf-8-sig")
    asked = ("sentences", "--claimant", "south-army", "--style", "wire")
    [line] = tracker(*asked, cwd=stored).out.splitlines()
    assert line.startswith(
        "900 people have been killed in Northland since 2 January 2020, as of 12 March 2020, Southern Army"
    )
    assert tracker("sentences", "--conflict", "war-2021", cwd=stored).code == 2
    assert tracker("sentences", "--outcome", "captive", "--style", "wire", cwd=stored).out == ""
