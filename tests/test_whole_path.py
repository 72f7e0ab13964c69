"""From saved articles to the report, as a whole: what a night writes, twice over, and after being killed."""

from __future__ import annotations

import csv
import io
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, Done, files_of, in_a_process, table_row, write_project
from frictionless import Package
from web_walk import Pages

from tracker.frames import read_tables
from tracker.report.evidence import numbers

TODAY = "2020-04-01"
NIGHT = ("run", "--offline", "--today", TODAY)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def test_a_night_turns_notes_and_a_table_into_a_report(project: Path) -> None:
    done = in_a_process(*NIGHT, cwd=project)
    assert (done.code, done.err) == (0, "")
    assert "articles    7, 7 of them new" in done.out
    latest = project / "reports" / "latest"
    assert latest.resolve() == (project / "reports" / TODAY).resolve()
    assert (latest / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert list((latest / "charts").glob("*.png"))
    assert (latest / "html" / "index.html").is_file()
    claims = {(row["claimant"], row["outcome"], row["low"], row["high"]) for row in rows(latest / "claims.csv")}
    assert ("north-moh", "killed", "1200", "") in claims
    assert ("south-army", "killed", "900", "900") in claims
    assert ("north-moh", "killed", "1080", "1080") in claims
    revised = [row for row in rows(latest / "series.csv") if row["revision"] == "lowered"]
    assert [(row["claimant"], row["change"]) for row in revised] == [("north-moh", "-20")]
    [french] = [row for row in rows(latest / "issues.csv") if row["code"] == "language-not-read"]
    assert french["subject"] == "fr"
    assert not any("1250" in row["low"] for row in rows(latest / "claims.csv"))


def test_a_second_run_changes_nothing(project: Path) -> None:
    in_a_process(*NIGHT, cwd=project)
    before, told = files_of(project / "reports"), counts(project)
    again = in_a_process(*NIGHT, cwd=project)
    assert again.code == 0
    assert "0 of them new" in again.out
    assert files_of(project / "reports") == before
    assert counts(project) == told


def counts(project: Path) -> list[int]:
    with sqlite3.connect(project / "tracker.sqlite") as db:
        tables = ("articles", "blobs", "readings", "claims", "unread", "issues", "runs")
        return [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def many_rows(project: Path) -> None:
    """Enough articles that a run can be met in the middle of its work."""
    figures = [
        table_row(
            "Northland Ministry of Health", 2000 + n, f"2020-03-{n % 30 + 1:02d}", "2020-03-31", f"Paper {n}", ""
        )
        for n in range(400)
    ]
    (project / "figures.csv").write_text("\n".join([HEADER, *figures]) + "\n")


def has_rows(project: Path, table: str, wanted: int) -> bool:
    try:
        with sqlite3.connect(f"file:{project / 'tracker.sqlite'}?mode=ro", uri=True) as db:
            return bool(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] >= wanted)
    except sqlite3.Error:
        return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = write_project(tmp_path_factory.mktemp("undisturbed") / "project")
    many_rows(project)
    assert in_a_process(*NIGHT, cwd=project).code == 0
    return project


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(lambda p: has_rows(p, "articles", 20), id="while collecting"),
        pytest.param(lambda p: has_rows(p, "readings", 20), id="while reading"),
        pytest.param(lambda p: any((p / "reports").glob(".building-*")), id="while writing the report"),
    ],
)
def test_a_killed_run_that_is_run_again_loses_and_doubles_nothing(
    tmp_path: Path, undisturbed: Path, moment: Callable[[Path], bool]
) -> None:
    project = write_project(tmp_path / "project")
    many_rows(project)
    night = subprocess.Popen([sys.executable, "-m", "tracker", *NIGHT], cwd=project, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not moment(project) and night.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    night.send_signal(signal.SIGKILL)
    night.wait()
    assert night.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    assert not (project / "reports" / "latest").exists()

    again = in_a_process(*NIGHT, cwd=project)
    assert (again.code, again.err) == (0, "")
    assert files_of(project / "reports") == files_of(undisturbed / "reports")
    assert counts(project) == counts(undisturbed)


def test_a_shipped_run_without_a_network_is_whole(shipped: tuple[Path, Done]) -> None:
    folder, done = shipped
    assert done.code == 0, done.err
    latest = folder / "reports" / "latest"
    assert (latest / "report.pdf").read_bytes().startswith(b"%PDF-")
    pictures = list((latest / "charts").glob("*.png"))
    assert len(pictures) >= 6
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    for name in ("claims", "statements", "series", "divergence", "issues"):
        assert (latest / f"{name}.csv").stat().st_size > 0
    assert len(rows(latest / "claims.csv")) > 500


def test_every_figure_on_the_shipped_web_pages_opens_words_that_hold_it(shipped: tuple[Path, Done]) -> None:
    pages = Pages.read(shipped[0] / "reports" / "latest" / "html")
    assert len(pages.trees) > 40
    assert len(pages.figures()) > 1000
    assert pages.stray_digits() == []
    assert pages.faults() == []


def test_the_shipped_report_is_the_same_byte_for_byte_on_a_second_run(shipped: tuple[Path, Done]) -> None:
    folder, _ = shipped
    before = files_of(folder / "reports")
    config = ROOT / "sources.yaml"
    again = in_a_process("run", "--offline", "--today", "2026-08-31", "--config", config, cwd=folder)
    assert again.code == 0
    after = files_of(folder / "reports")
    assert [name for name in before if before[name] != after.get(name)] == []
    assert set(before) == set(after)


def test_no_killed_figure_of_the_shipped_report_stands_on_a_claim_of_casualties(shipped: tuple[Path, Done]) -> None:
    latest = shipped[0] / "reports" / "latest"
    outcomes = {row["claim_id"]: row["outcome"] for row in rows(latest / "claims.csv")}
    for row in rows(latest / "statements.csv"):
        assert {outcomes[claim] for claim in row["claims"].split(";")} == {row["outcome"]}


def test_every_claim_of_the_shipped_project_stands_in_its_stored_text(shipped: tuple[Path, Done]) -> None:
    from tracker.store import Store

    with Store.open(shipped[0] / "tracker.sqlite", read_only=True) as store:
        texts = {article.id: article.text for article in store.articles()}
        claims = store.claims()
    assert claims
    assert [c.id for c in claims if texts[c.article_id][c.start : c.end] != c.quote] == []


def test_the_readme_follows_a_figure_that_the_shipped_project_holds(shipped: tuple[Path, Done]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    asked = re.search(r"tracker explain (c-[0-9a-f]+)", readme)
    assert asked is not None
    told = in_a_process("explain", asked.group(1), "--config", ROOT / "sources.yaml", cwd=shipped[0])
    assert told.code == 0, told.err
    block = readme.split("```\nclaim ")[1].split("```")[0].splitlines()[1:]
    for line in filter(None, (line.strip(" …") for line in block)):
        for part in line.split("  ")[-1].split("…"):
            assert part.strip() in told.out, line
    for name in re.findall(r"\]\((docs/[^)]+)\)", readme):
        assert (ROOT / name).is_file()


def test_a_clone_without_write_permission_to_its_reports_says_so(project: Path) -> None:
    (project / "reports").write_text("a file, where a folder is needed")
    done = in_a_process(*NIGHT, cwd=project)
    assert done.code == 3
    assert "reports" in done.err
    assert "Traceback" not in done.err
    assert (project / "reports").read_text().startswith("a file")


def test_the_night_does_not_depend_on_locale_time_zone_or_hash_seed(project: Path) -> None:
    in_a_process(*NIGHT, cwd=project, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C")
    before = files_of(project / "reports")
    (project / "tracker.sqlite").unlink()
    in_a_process(*NIGHT, cwd=project, PYTHONHASHSEED="7", TZ="America/Los_Angeles", LC_ALL="C.UTF-8")
    assert files_of(project / "reports") == before


def test_the_two_totals_of_21_february_2025_differ_by_the_missing_and_by_nothing_else(
    shipped: tuple[Path, Done],
) -> None:
    """48,319 by the ministry and 61,709 by the media office, read in our notes and in the table (field guide P5)."""
    folder, _ = shipped
    gaps = [row for row in rows(folder / "reports/latest/divergence.csv") if row["day"] == "2025-02-21"]
    [gap] = [row for row in gaps if (row["left_low"], row["right_low"]) == ("48319", "61709")]
    assert (gap["causes"], gap["parts"], gap["unexplained"]) == ("inclusion", "inclusion=13390", "0")


def test_the_shipped_tables_are_valid_for_those_who_use_them(shipped: tuple[Path, Done]) -> None:
    report = Package(str(shipped[0] / "reports/latest/datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]


def test_the_shipped_tables_are_read_as_frames_with_every_row(shipped: tuple[Path, Done]) -> None:
    latest = shipped[0] / "reports" / "latest"
    tables = read_tables(latest)
    assert {name: len(frame) for name, frame in tables.items()} == {
        name: len(rows(latest / f"{name}.csv")) for name in tables
    }
    assert tables["series"]["low"].sum() == sum(int(row["low"]) for row in rows(latest / "series.csv") if row["low"])


def test_every_number_of_the_tables_for_users_stands_behind_a_statement_of_its_row(
    shipped: tuple[Path, Done],
) -> None:
    """Sentences, the series side by side and the changelog, all of the shipped project."""
    latest = shipped[0] / "reports" / "latest"
    said = {row["statement_id"]: row for row in rows(latest / "statements.csv")}
    quotes = {row["claim_id"]: row["quote"] for row in rows(latest / "claims.csv")}
    for row in rows(latest / "series_wide.csv"):
        told = [said[id_] for id_ in row["statements"].split(";")]
        expected = {(f"{one['claimant']}_{side}", one[side]) for one in told for side in ("low", "high") if one[side]}
        assert {(name, row[name]) for name in row if name.endswith(("_low", "_high")) and row[name]} == expected
    for row in rows(latest / "changelog.csv"):
        if row["after_statement"]:
            one = said[row["after_statement"]]
            assert (row["after_low"], row["after_high"]) == (one["low"], one["high"])
    sentences = rows(latest / "sentences.csv")
    assert len(sentences) > 400
    for row in sentences:
        one = said[row["statement_id"]]
        assert (row["low"], row["high"], row["as_of"]) == (one["low"], one["high"], one["as_of"])
        assert row["claim_id"] in one["claims"].split(";")
        for number in re.findall(r"[0-9][0-9,]*", row["figure"]):
            assert int(number.replace(",", "")) in numbers(quotes[row["claim_id"]]), row["wire"]
        assert all(row["figure"].lower() in row[style].lower() for style in ("wire", "humanitarian", "academic"))
