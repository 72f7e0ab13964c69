"""What a machine does to a night: a full disk, a disk that cannot be written, a clock gone back, a kill at any moment."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Command, Done, files_of, in_a_process
from pytest_httpserver import HTTPServer
from test_nightly import add_source, night, write_note
from werkzeug import Request, Response

from tracker.report import exchange
from tracker.store import Store, schema
from tracker.workers import WorkerError, Workers

TODAY = ("--offline", "--today", "2020-04-01")


def run(project: Path, *, file_bytes: int | None = None) -> Done:
    """A night as a process of its own; with `file_bytes` no file may grow beyond that, as on a full disk."""

    def limit() -> None:
        if file_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))

    done = subprocess.run(
        [sys.executable, "-m", "tracker", "run", *TODAY],
        cwd=project,
        capture_output=True,
        preexec_fn=limit,
        timeout=240,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("room", [4_000, 60_000, 200_000])
def test_a_disk_that_is_full_loses_nothing_and_the_next_run_goes_on(project: Path, room: int) -> None:
    night(project)
    good = files_of(project / "reports")
    write_note(project, "2020-03-31", 1_290)
    full = run(project, file_bytes=room)
    assert full.code == 3
    assert "Traceback" not in full.err
    assert files_of(project / "reports") == good
    after = run(project)
    assert after.code == 0
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        assert store.problems() == []
        assert 1290 in {claim.quantity.low for claim in store.claims()}


def test_a_log_that_cannot_be_written_stops_no_night(project: Path, tracker: Command) -> None:
    done = tracker("run", *TODAY, "--log", "nowhere/log.jsonl", cwd=project)
    assert done.code == 0
    assert "the log cannot be written" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
def test_messages_that_cannot_be_written_stop_no_night_and_change_no_exit_code(project: Path) -> None:
    add_source(project, "  gone: {type: folder, where: gone, outlet: Gone, reason: Not there.}\n")
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "tracker", "run", *TODAY]
        done = subprocess.run(words, cwd=project, stderr=full, stdout=subprocess.PIPE, timeout=240)
        assert done.returncode == 0
        assert b"report.pdf" in done.stdout
        strict = subprocess.run([*words, "--strict"], cwd=project, stderr=full, stdout=subprocess.PIPE, timeout=240)
    assert strict.returncode == 1


def test_the_log_has_a_line_for_each_stage_and_issue(project: Path, tracker: Command) -> None:
    import json

    add_source(project, "  gone: {type: folder, where: gone, outlet: Gone, reason: Not there.}\n")
    assert tracker("run", *TODAY, cwd=project).code == 0
    rows = [json.loads(line) for line in (project / "tracker.log.jsonl").read_text().splitlines()]
    events = [row["event"] for row in rows]
    assert [e for e in events if e not in ("source", "issue")] == [
        "begun",
        "collected",
        "read",
        "reconciled",
        "ended",
    ]
    assert {row["source"] for row in rows if row["event"] == "source"} == {"figures", "notes"}
    assert {row["code"] for row in rows if row["event"] == "issue"} >= {"not-found"}
    assert rows[-1]["outcome"] == "published"


@pytest.mark.parametrize("option", ["--store", "--out"])
def test_a_place_where_nothing_can_be_kept_is_told(project: Path, tracker: Command, option: str) -> None:
    night(project)
    good = files_of(project / "reports")
    write_note(project, "2020-03-31", 1_290)
    done = tracker("run", *TODAY, option, "/proc/tracker", cwd=project)
    assert done.code == 3
    assert "/proc/tracker" in done.err
    assert files_of(project / "reports") == good


def test_a_store_that_is_gone_is_told_where_reports_of_it_stand(project: Path, tracker: Command) -> None:
    assert "no store there" not in tracker("run", *TODAY, cwd=project).err
    assert "no store there" not in tracker("run", *TODAY, cwd=project).err
    assert "tracker.sqlit: no store there" in tracker("run", *TODAY, "--store", "tracker.sqlit", cwd=project).err


@pytest.mark.parametrize("exchanging", [True, False])
def test_a_report_is_replaced_in_one_step_or_brought_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanging: bool
) -> None:
    place, new, left = tmp_path / "2020-04-01", tmp_path / ".building-x" / "report", tmp_path / ".building-x"
    for folder, words in ((place, "old"), (new, "new")):
        folder.mkdir(parents=True)
        (folder / "report.pdf").write_text(words)
    if not exchanging:
        monkeypatch.setattr(exchange, "_exchanged", lambda *_: False)
    before = left / "before" / place.name
    exchange.put(new, place, before)
    assert ((place / "report.pdf").read_text(), (before / "report.pdf").read_text()) == ("new", "old")
    exchange.bring_back(left, tmp_path)
    assert (place / "report.pdf").read_text() == "new"
    place.rename(tmp_path / "lost")  # as where a run was killed between two steps
    exchange.bring_back(left, tmp_path)
    assert (place / "report.pdf").read_text() == "old"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(project: Path, tracker: Command) -> None:
    night(project)
    project.chmod(0o500)
    try:
        done = tracker("run", *TODAY, cwd=project)
        assert done.code == 3
    finally:
        project.chmod(0o700)


def test_a_clock_that_went_backwards_is_refused_before_anything_is_done(project: Path, tracker: Command) -> None:
    assert tracker("run", "--offline", cwd=project).code == 0
    later = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with Store.open(project / "tracker.sqlite") as store:
        day = datetime.fromisoformat(later).date()
        store.start_run(day, started_at=later, config_hash="c", reader_version="r")
    before = files_of(project / "reports")
    done = tracker("run", "--offline", cwd=project)
    assert done.code == 3
    assert "set the clock" in done.err
    assert files_of(project / "reports") == before
    assert tracker("run", *TODAY, cwd=project).code == 0


@pytest.mark.parametrize("asked", [("--offline",), TODAY])
def test_a_run_brings_the_store_of_an_earlier_release_up_to_date(
    project: Path, tracker: Command, asked: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(project / "tracker.sqlite", isolation_level=None)) as db:
        for number, step in enumerate(schema.MIGRATIONS[:-1], start=1):
            db.executescript(f"BEGIN;{step};PRAGMA user_version={number};COMMIT;")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    done = tracker("run", *asked, cwd=project)
    assert done.code == 0, done.err
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        assert len(store.claims()) == 7


def test_a_run_that_is_killed_leaves_no_process_and_no_lock(project: Path, httpserver: HTTPServer) -> None:
    def slow(_: Request) -> Response:
        time.sleep(0.3)
        page = "<html lang='en'><body><article><h1>Toll</h1><p>The ministry said on Sunday that 5 people were killed.</p>"
        return Response(page, content_type="text/html")

    links = "".join(f"<item><title>T</title><link>/p/{n}</link></item>" for n in range(40))
    feed = f'<rss version="2.0"><channel><title>H</title>{links}</channel></rss>'
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml")
    for number in range(40):
        httpserver.expect_request(f"/p/{number}").respond_with_handler(slow)
    add_source(
        project,
        f"  herald: {{type: feed, where: '{httpserver.url_for('/feed')}', outlet: H, entries: 100, "
        "allow_private: true, reason: A feed.}\n",
    )
    words = [sys.executable, "-m", "tracker", "run", "--today", "2020-04-01"]
    killed = subprocess.Popen(words, cwd=project, start_new_session=True, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(httpserver.log) < 6 and time.monotonic() < until:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    assert nothing_left_of(killed.pid)
    assert in_a_process("run", *TODAY, cwd=project).code == 0


def nothing_left_of(session: int) -> bool:
    """Whether all processes of a session end by themselves soon."""
    until = time.monotonic() + 30
    while (left := of_session(session)) and time.monotonic() < until:
        time.sleep(0.1)
    return left == []


def of_session(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(words[3]) == session and words[0] != "Z":
                found.append((entry / "cmdline").read_bytes().decode())
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (signal.SIGINT, 130, b"interrupted; it can simply be run again"),
        (signal.SIGTERM, 143, b"told to end by the system (SIGTERM); it can simply be run again"),
    ],
)
def test_a_run_that_is_told_to_end_says_so_and_goes_on_next_time(
    project: Path, told: signal.Signals, code: int, words: bytes
) -> None:
    done = subprocess.Popen(
        [sys.executable, "-m", "tracker", "run", *TODAY],
        cwd=project,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that put the tests into the background has told them to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until = time.monotonic() + 60
    while not (project / "tracker.log.jsonl").exists() and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(done.pid, told)
    _, err = done.communicate(timeout=60)
    assert done.returncode == code, err
    assert words in err
    assert b"Traceback" not in err
    assert nothing_left_of(done.pid)
    assert in_a_process("run", *TODAY, cwd=project).code == 0


# Work in other processes


def crash() -> None:
    os._exit(11)


def hang() -> None:
    time.sleep(600)


def double(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number * 2


def test_work_that_crashes_or_hangs_costs_only_itself() -> None:
    with Workers(count=1, seconds=2.0) as workers:
        with pytest.raises(WorkerError, match="ended the process"):
            workers.call(crash)
        with pytest.raises(WorkerError, match="no end of it"):
            workers.call(hang)
        assert workers.call(double, 21) == 42


def test_one_of_a_batch_that_crashes_costs_only_itself() -> None:
    with Workers(count=2, seconds=20.0) as workers:
        answers = [answer for _, answer in workers.each(crash_on_five, ((n,) for n in range(20)))]
    assert [n for n, answer in enumerate(answers) if isinstance(answer, WorkerError)] == [5]
    assert [answer for answer in answers if not isinstance(answer, Exception)] == [n for n in range(20) if n != 5]


def crash_on_five(number: int) -> int:
    if number == 5:
        os._exit(11)
    return number


def test_answers_come_in_the_order_of_the_questions_and_errors_in_their_place() -> None:
    with Workers(count=2) as workers:
        answers = [(args, answer) for args, answer in workers.each(double, ((n,) for n in range(30)))]
    assert [args for args, _ in answers] == [(n,) for n in range(30)]
    assert [answer for _, answer in answers if not isinstance(answer, Exception)] == [
        n * 2 for n in range(30) if n != 3
    ]
    assert isinstance(answers[3][1], ValueError)
