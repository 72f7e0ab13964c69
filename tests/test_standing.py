"""A night that brings nothing leaves the last report as it stands; anything that could change it writes a new one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from conftest import Command, files_of
from test_nightly import DAY, add_source, night, write_note

from tracker.cli import main
from tracker.store import Store


def stands(project: Path, today: date = DAY) -> bool:
    """Runs a night; whether it left the report as it was."""
    return night(project, today=today).files is None


def test_a_night_with_nothing_new_leaves_the_report_and_says_so(project: Path, tracker: Command) -> None:
    first = night(project)
    before = files_of(project / "reports")
    done = tracker("run", "--offline", "--today", "2020-04-01", cwd=project)
    assert done.code == 0
    assert "nothing new; that of 2020-04-01 stands" in done.out
    assert f"claims      {first.counts['claims']:,}, 0 of them new" in done.out
    assert files_of(project / "reports") == before
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        assert store.runs()[-1].outcome == "nothing new"
    assert "did not come to its end" not in tracker("check", cwd=project).err


def test_it_stands_on_later_days_until_the_calendar_alone_would_change_it(project: Path) -> None:
    night(project)
    assert [stands(project, date(2020, 4, day)) for day in (2, 7)] == [True, True]
    assert not stands(project, date(2020, 4, 8))
    assert (project / "reports/latest").resolve().name == "2020-04-08"


def test_the_totals_are_those_of_the_report_that_stands(project: Path) -> None:
    night(project)
    assert stands(project, date(2020, 4, 3))
    _new_article(project)
    written = night(project)
    again = night(project)
    assert again.files is None
    assert again.counts["articles"] == written.counts["articles"] == 8
    assert again.counts["claims"] == written.counts["claims"]


def test_a_claim_that_becomes_known_writes_a_new_report(project: Path) -> None:
    night(project, today=date(2020, 3, 12))
    assert stands(project, date(2020, 3, 12))
    assert not stands(project, date(2020, 3, 14))


def _new_article(project: Path) -> None:
    write_note(project, "2020-03-31", 1_290)


def _other_configuration(project: Path) -> None:
    path = project / "sources.yaml"
    path.write_text(path.read_text().replace("title: War in Northland", "title: The war in Northland"))


def _failing_source(project: Path) -> None:
    add_source(project, "  gone: {type: folder, where: gone, outlet: Gone, reason: Not there.}\n")


def _lost_report(project: Path) -> None:
    (project / "reports/latest/report.pdf").unlink()


def _decision(project: Path) -> None:
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        claim = store.claims()[0].id
    (project / "corrections.yaml").write_text(
        f"corrections:\n  - {{claim: {claim}, by: A. Reader, said_on: 2020-04-01, why: Misread., evidence: The page}}\n"
    )


def _report_as_known_earlier(project: Path) -> None:
    _command(project, "report")


def _tables_as_known_earlier(project: Path) -> None:
    _command(project, "export")


def _command(project: Path, name: str) -> None:
    asked = [name, "--known-on", "2020-03-12", "--today", DAY.isoformat(), "--out", str(project / "reports")]
    places = ["--config", str(project / "sources.yaml"), "--store", str(project / "tracker.sqlite")]
    with pytest.raises(SystemExit) as ended:
        main([*asked, *places])
    assert not ended.value.code


def _table_that_somebody_changed(project: Path) -> None:
    with (project / "reports/latest/claims.csv").open("a") as table:
        table.write("a line\n")


@pytest.mark.parametrize(
    "change",
    [
        _new_article,
        _other_configuration,
        _failing_source,
        _lost_report,
        _decision,
        _report_as_known_earlier,
        _tables_as_known_earlier,
        _table_that_somebody_changed,
    ],
    ids=lambda f: f.__name__,
)
def test_whatever_may_change_the_report_writes_it_anew(project: Path, change: object) -> None:
    night(project)
    assert stands(project)
    change(project)  # type: ignore[operator]
    assert not stands(project)
    assert stands(project)


def test_a_day_before_that_of_the_report_is_written_for_itself(project: Path) -> None:
    night(project)
    assert not stands(project, date(2020, 3, 20))


def test_files_that_have_not_changed_are_not_read_again_and_changed_ones_are(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    read = Path.read_bytes

    def noting(path: Path) -> bytes:
        opened.append(path.name)
        return read(path)

    night(project)
    monkeypatch.setattr(Path, "read_bytes", noting)
    night(project)
    assert [name for name in opened if name.endswith((".md", ".csv"))] == []
    note = project / "notes/2020-03-10.md"
    note.write_text(note.read_text().replace("1,200", "1,210"))
    os.utime(note, ns=(1, 1))
    assert night(project).counts["articles_new"] == 1
    assert [name for name in opened if name.endswith(".md")] == ["2020-03-10.md"]
