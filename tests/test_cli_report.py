"""`tracker report` for a part of what is known, for one chart, and in a language."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import HEADER, ROWS, Command, files_of, table_row

DAY = ("--today", "2020-04-01")


@pytest.fixture
def stored(project: Path, tracker: Command) -> Path:
    """The small project, with enough rows for charts, after its night."""
    more = [
        ("Southern Army", 600 + 20 * n, f"2020-03-{n:02d}", f"2020-03-{n:02d}", "South Post", "") for n in (1, 3, 7)
    ]
    more += [
        ("Northland Ministry of Health", 1_200 + n, f"2020-03-{n:02d}", f"2020-03-{n:02d}", "North Post", "")
        for n in (7, 9, 11, 15)
    ]
    rows = [table_row(*row) for row in (*ROWS, *more)]
    (project / "figures.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    done = tracker("run", "--offline", *DAY, cwd=project)
    assert done.code == 0, done.err
    return project


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_a_slice_holds_what_was_asked_for_with_the_numbers_of_the_whole_and_leaves_latest_alone(
    stored: Path, tracker: Command
) -> None:
    before = (stored / "reports" / "latest").resolve()
    asked = ("--claimants", "north-moh", "--from", "2020-03-05", "--to", "2020-03-10")
    done = tracker("report", *asked, *DAY, cwd=stored)
    assert done.code == 0, done.err
    folder = stored / "reports" / "2020-04-01_north-moh_2020-03-05_2020-03-10"
    assert Path(done.out.strip()) == Path("reports") / folder.name / "report.pdf"
    assert (stored / "reports" / "latest").resolve() == before
    part, whole = rows(folder / "series.csv"), rows(before / "series.csv")
    assert {(row["claimant"], row["as_of"]) for row in part} == {
        ("north-moh", day) for day in ("2020-03-05", "2020-03-07", "2020-03-09", "2020-03-10")
    }
    for row in part:
        assert [one["low"] for one in whole if one["statement_id"] == row["statement_id"]] == [row["low"]]
    assert rows(folder / "divergence.csv") == []
    assert files_of(before)["report.pdf"] != (folder / "report.pdf").read_bytes()


def test_the_gaps_of_a_slice_are_measured_among_those_asked_for(stored: Path, tracker: Command) -> None:
    done = tracker("report", "--conflict", "war-2020", "--claimants", "south-army, north-moh", *DAY, cwd=stored)
    assert done.code == 0, done.err
    folder = stored / "reports" / "2020-04-01_war-2020_south-army_north-moh"
    assert {row["left_claimant"] for row in rows(folder / "divergence.csv")} == {"north-moh"}


def test_one_chart_is_the_very_picture_of_the_report(stored: Path, tracker: Command) -> None:
    [picture, *_] = sorted((stored / "reports" / "latest" / "charts").glob("*.png"))
    done = tracker("report", "--png", picture.stem, "--out", "slides", *DAY, cwd=stored)
    assert done.code == 0, done.err
    assert Path(done.out.strip()) == Path("slides") / picture.name
    for name in (picture.name, picture.with_suffix(".txt").name):
        assert (stored / "slides" / name).read_bytes() == (picture.parent / name).read_bytes()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--png", "war-2020-kiled-everyone"), "the nearest are war-2020-killed"),
        (("--png", "elsewhere"), "begins with a conflict: war-2020"),
        (("--conflict", "war-2002"), "did you mean 'war-2020'"),
        (("--claimants", "north-moh,south-armee"), "did you mean 'south-army'"),
        (("--from", "2020-03-05", "--to", "2020-03-01"), "after the last one"),
        (("--language", "xx"), "declared are en"),
    ],
)
def test_what_is_not_there_is_asked_wrongly(
    stored: Path, tracker: Command, asked: tuple[str, ...], says: str
) -> None:
    done = tracker("report", *asked, *DAY, cwd=stored)
    assert done.code == 2
    assert says in done.err


def test_the_second_night_tells_what_changed_since_the_first(stored: Path, tracker: Command) -> None:
    from pypdf import PdfReader

    row = table_row("Southern Army", 2_222, "2020-04-01", "2020-04-02", "South Post", "")
    with (stored / "figures.csv").open("a") as table:
        table.write(row + "\n")
    done = tracker("run", "--offline", "--today", "2020-04-02", cwd=stored)
    assert done.code == 0, done.err
    again = tracker("report", "--today", "2020-04-02", "--out", "again", cwd=stored)
    assert again.code == 0, again.err
    first = PdfReader(stored / "reports" / "latest" / "report.pdf").pages[0].extract_text()
    assert "What changed since 1 April 2020" in first
    assert "1 new figure by 1 claimant" in first
    assert files_of(stored / "again" / "latest") == files_of(stored / "reports" / "latest")
