"""The command line as people and programs use it: what is printed where, and the exit codes others rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import HEADER, SHARED, Command, table_row
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import tracker.extract as tracker_extract
from tracker.cli import tracker as group
from tracker.model import Article, Reading
from tracker.score import score
from tracker.sources import Config

FIELDS = {
    *(
        "article",
        "start",
        "end",
        "quote",
        "outcome",
        "low",
        "high",
        "qualifier",
        "victims",
        "part_of",
        "basis",
        "since",
    ),
    *("as_of", "source", "place", "id", "claimant", "scope", "group", "side", "region", "date_basis", "frame"),
    "conflict",
}
TEXT = "The Southern Army said on Monday that at least 12 people were killed and 30 wounded in an air strike on Redwell.\n"
SEED = SHARED / "seed"


def claims(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def stored(project: Path, tracker: Command) -> Path:
    """The small project after its night."""
    assert tracker("run", "--offline", "--today", "2020-04-01", cwd=project).code == 0
    return project


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_has_help_with_an_example(name: str, tracker: Command) -> None:
    done = tracker(name, "--help")
    assert done.code == 0
    assert "Example:" in done.out
    assert f"tracker {name}" in done.out.split("Example:")[1]


def test_help_loads_nothing_that_takes_long() -> None:
    """What costs seconds is loaded by the commands that need it; how long help takes is a benchmark's business."""
    heavy = "import sys, tracker.cli; print([m for m in ('pandas', 'matplotlib', 'trafilatura') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, check=True).stdout == b"[]\n"


def test_extract_prints_one_claim_a_line_with_the_agreed_fields(
    article: Path, tmp_path: Path, tracker: Command
) -> None:
    done = tracker("extract", article, "--published", "2020-03-04", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    found = claims(done.out)
    assert [(c["outcome"], c["low"], c["high"], c["qualifier"]) for c in found] == [
        ("killed", 12, None, "at_least"),
        ("injured", 30, 30, "exact"),
    ]
    for claim in found:
        assert set(claim) >= FIELDS
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
        assert (claim["article"], claim["claimant"]) == (str(article), None)
    assert found[0]["as_of"] == "2020-03-02"
    assert found[0]["source"] == "The Southern Army"


def test_extract_resolves_claimants_with_the_sources_of_the_folder_it_is_run_in(
    article: Path, project: Path, tracker: Command
) -> None:
    assert claims(tracker("extract", article, cwd=project).out)[0]["claimant"] == "south-army"
    elsewhere = tracker("extract", article, "--config", project / "sources.yaml", cwd=article.parent)
    assert claims(elsewhere.out)[0]["claimant"] == "south-army"


def test_extract_leaves_a_broken_sources_file_aside_unless_it_was_asked_for(
    article: Path, tmp_path: Path, tracker: Command
) -> None:
    (tmp_path / "sources.yaml").write_text("conflicts: nonsense\n")
    done = tracker("extract", article, cwd=tmp_path)
    assert done.code == 0
    assert len(claims(done.out)) == 2
    assert "left aside" in done.err
    assert tracker("extract", article, "--config", "sources.yaml", cwd=tmp_path).code == 2


def test_extract_stores_nothing(article: Path, tmp_path: Path, tracker: Command) -> None:
    tracker("extract", article, cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


def test_an_article_on_which_the_reader_fails_is_told_and_the_others_are_read(
    tmp_path: Path, tracker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = tracker_extract.read

    def failing(article: Article, config: Config | None = None) -> Reading:
        if article.name == "a":
            raise OverflowError("too large")
        return read(article, config)

    monkeypatch.setattr(tracker_extract, "read", failing)
    lines = "".join(json.dumps({"id": id_, "text": TEXT}) + "\n" for id_ in "ab")
    (tmp_path / "two.jsonl").write_text(lines, encoding="utf-8")
    done = tracker("extract", "two.jsonl", cwd=tmp_path)
    assert done.code == 3
    assert {claim["article"] for claim in claims(done.out)} == {"b"}
    assert "error: a: could not be read, the others go on: OverflowError: too large" in done.err


def test_part_of_names_another_claim_of_the_output(tmp_path: Path, tracker: Command) -> None:
    text = b"The army said 40 people were killed in the attack, including 12 children."
    found = claims(tracker("extract", "-", cwd=tmp_path, stdin=text).out)
    by_id = {claim["id"]: claim for claim in found}
    assert [by_id[claim["part_of"]]["low"] for claim in found if claim["part_of"]] == [40]


def test_extract_reads_json_lines_from_standard_input_under_their_ids(tmp_path: Path, tracker: Command) -> None:
    lines = [{"id": f"n{n}", "text": TEXT, "published": "2020-03-04", "title": "9 killed"} for n in range(3)]
    done = tracker("extract", "-", cwd=tmp_path, stdin="\n".join(map(json.dumps, lines)).encode())
    assert [claim["article"] for claim in claims(done.out)] == ["n0", "n0", "n1", "n1", "n2", "n2"]


def test_show_text_prints_the_text_that_offsets_count_in(tmp_path: Path, tracker: Command) -> None:
    (tmp_path / "page.html").write_text(
        f"<html><body><article><h1>Strike on Redwell</h1><p>{TEXT}</p></article></body></html>"
    )
    shown = tracker("extract", "page.html", "--show-text", cwd=tmp_path).out
    for claim in claims(tracker("extract", "page.html", cwd=tmp_path).out):
        assert shown[claim["start"] : claim["end"]] == claim["quote"]


def test_a_table_fits_a_narrow_terminal(
    article: Path, tmp_path: Path, tracker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    done = tracker("extract", article, "--format", "table", cwd=tmp_path)
    lines = done.out.splitlines()
    assert len(lines) == 3
    assert max(map(len, lines)) <= 70
    assert "at least 12" in done.out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("extract", "no-such.txt"), 2, "no-such.txt: found no such file or folder"),
        (("extract", "x.docx"), 2, "found .docx; read are .txt"),
        (("extract", "void"), 0, "found no article to read in this folder"),
        (("extract", "empty.txt"), 0, "the file is empty"),
        (("extract",), 2, "Missing argument"),
        (("extract", "blob.txt"), 2, "blob.txt: found binary data"),
        (("extract", "-"), 0, "-: found no text"),
        (("extract", "empty.txt", "--published", "May"), 2, "write it like 2024-05-08"),
        (("extract", "empty.txt", "--language", "english"), 2, "write two letters such as en"),
        (("run", "--today", "tomorrow"), 2, "write it like 2024-05-08"),
        (("run", "--today", "9999-12-31"), 2, "is no day to run for"),
        (("run",), 2, "sources.yaml:1: file: found no such file; give the path of a file with --config"),
        (("rnu",), 2, "No such command 'rnu'"),
        (("series", "--outcome", "kiled"), 2, "'kiled' is not one of 'killed'"),
        (("import", "empty.txt", "--as", "excel"), 2, "is not one of 'figures'"),
        (("score", "no-gold"), 2, "no-gold: found no such file or folder"),
        (("score", "empty.txt"), 2, "found no annotated articles"),
        (("check",), 2, ""),
    ],
)
def test_what_was_asked_wrongly_is_said_plainly(
    args: tuple[str, ...], code: int, said: str, tmp_path: Path, tracker: Command
) -> None:
    (tmp_path / "void").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "x.docx").write_bytes(b"PK")
    (tmp_path / "blob.txt").write_bytes(b"\x7fELF\0\1")
    done = tracker(*args, cwd=tmp_path)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err


def test_looking_without_a_store_says_what_to_do(project: Path, tracker: Command) -> None:
    for command in (("series",), ("divergence",), ("explain", "c-123456"), ("report",), ("export",)):
        done = tracker(*command, cwd=project)
        assert done.code == 3
        assert "no store there; run `tracker run` first" in done.err


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(3000))
    (tmp_path / "many.jsonl").write_text(lines)
    reader = subprocess.Popen(
        [sys.executable, "-m", "tracker", "extract", "many.jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdout is not None
    assert reader.stderr is not None
    assert reader.stdout.readline().startswith(b"{")
    reader.stdout.close()
    assert reader.stderr.read() == b""
    assert reader.wait(30) == 0


def test_an_archive_writes_nothing_of_its_own_on_the_terminal(tmp_path: Path, tracker: Command) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    page = f"<html><body><p>{TEXT}</p></body></html>".encode()
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    address = "http://x.example/a b\x1b[31mred\x1b[0m"
    writer.write_record(
        writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=headers)
    )
    (tmp_path / "spaces.warc").write_bytes(stream.getvalue())
    done = tracker("extract", "spaces.warc", cwd=tmp_path)
    assert done.out.startswith("{")
    assert "\x1b" not in done.out + done.err
    assert "Replacing" not in done.err


def _hear_control_c() -> None:
    """A shell starts what it puts in the background with Ctrl-C ignored, and so the suite and its commands."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_control_c_ends_with_a_message_and_no_traceback(tmp_path: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "tracker", "extract", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_control_c,
    )
    assert waiting.stdin is not None
    assert waiting.stdout is not None
    waiting.stdin.write(json.dumps({"id": "a", "text": TEXT}).encode() + b"\n")
    waiting.stdin.flush()
    assert waiting.stdout.readline().startswith(b"{"), "a claim is printed before the input ends"
    waiting.send_signal(signal.SIGINT)
    _, err = waiting.communicate(timeout=30)
    assert waiting.returncode == 130
    assert err.strip().startswith(b"tracker: interrupted")
    assert err.count(b"\n") == 2, "one ends the line of ^C, one the message"
    assert b"Traceback" not in err


def on_a_terminal(*args: str, cwd: Path, **environment: str) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.Popen(
        [sys.executable, "-m", "tracker", *args],
        cwd=cwd,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", "COLUMNS": "100", **environment},
    )
    os.close(theirs)
    shown = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    done.wait(30)
    return shown.decode()


def test_colour_and_tables_are_for_terminals_that_want_them(stored: Path, tracker: Command) -> None:
    [claim, *_] = [row["claim_id"] for row in rows(stored / "reports/latest/claims.csv") if row["evidence"] == "note"]
    shown = on_a_terminal("explain", claim, cwd=stored)
    assert "\x1b[1;33m" in shown
    plain = on_a_terminal("explain", claim, cwd=stored, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "[figure: " in plain
    assert on_a_terminal("series", cwd=stored).startswith("north-moh, war-2020, injured, everyone")
    gaps = tracker("divergence", "--format", "table", cwd=stored).out
    assert gaps.startswith("north-moh and south-army, war-2020, killed, everyone")
    assert max(map(len, gaps.splitlines())) <= 100
    assert tracker("series").out.startswith("series_id,position,conflict")


@pytest.mark.parametrize("command", ["ledger", "revisions", "policies", "findings"])
def test_commands_that_weigh_figures_print_their_exported_table(command: str, stored: Path, tracker: Command) -> None:
    asked = (command, "--today", "2020-04-01") if command in ("policies", "findings") else (command,)
    printed = tracker(*asked, cwd=stored)
    assert printed.code == 0
    assert printed.out == (stored / "reports" / "latest" / f"{command}.csv").read_text("utf-8-sig")
    assert tracker(command, "--conflict", "war-2021", cwd=stored).code == 2
    shown = tracker(*asked, "--format", "table", "--outcome", "killed", cwd=stored)
    assert shown.code == 0
    assert "None" not in shown.out


@pytest.mark.parametrize(
    ("of", "name"), [("days", "revisions"), ("series", "revision_summary"), ("corrections", "corrections")]
)
def test_revisions_are_printed_by_day_by_series_and_with_who_corrected_what(
    of: str, name: str, stored: Path, tracker: Command
) -> None:
    printed = tracker("revisions", "--of", of, cwd=stored)
    assert printed.code == 0
    assert printed.out == (stored / "reports" / "latest" / f"{name}.csv").read_text("utf-8-sig")
    assert len(read_csv(printed.out)) > 0
    assert "None" not in tracker("revisions", "--of", of, "--format", "table", cwd=stored).out


NOTE = """\
---
published: 2020-03-20
outlet: Southern Post
url: https://post.example/20
language: en
---
The Southern Army said on Friday that 940 people had been killed in Northland since the war began on 2 January 2020.

Correction: an earlier version of this article said 9,400 people had been killed; the number is 940.
"""
EARLIER = NOTE.split("\n\n", maxsplit=1)[0].replace("940 people", "9,400 people") + "\n"


def test_a_wrong_figure_stays_in_sight_with_who_corrected_it_and_why(project: Path, tracker: Command) -> None:
    """One figure each that the outlet, a person and the source corrected: in the tables, on the terminal, explained."""
    (project / "notes" / "2020-03-20-early.md").write_text(EARLIER, encoding="utf-8")
    (project / "notes" / "2020-03-20-late.md").write_text(NOTE, encoding="utf-8")
    assert tracker("run", "--offline", "--today", "2020-03-30", cwd=project).code == 0
    first = read_csv(tracker("series", cwd=project).out)
    [wrong] = [
        row
        for row in read_csv(tracker("revisions", "--of", "corrections", cwd=project).out)
        if row["who"] == "Southern Post" and row["statement_id"]
    ]
    assert (wrong["low"], wrong["instead_low"], wrong["corrector"]) == ("9400", "940", "outlet")
    [claim] = [row["claim_id"] for row in rows(project / "reports" / "latest" / "claims.csv") if row["low"] == "900"]
    facts = f"claim: {claim}, by: A. Reader, said_on: 2020-03-31, why: Of another war., evidence: its page"
    decided = f"corrections:\n- {{{facts}}}\n"
    (project / "corrections.yaml").write_text(decided, encoding="utf-8")
    assert tracker("run", "--offline", "--today", "2020-04-01", cwd=project).code == 0
    series = {row["low"]: row for row in read_csv(tracker("series", cwd=project).out)}
    assert {low: row["corrected_by"] for low, row in series.items() if row["corrected_by"]} == {
        "9400": "outlet",
        "900": "person",
        "1100": "source",
    }
    assert series["900"]["is_current"] == "false"
    assert (series["900"]["corrected_on"], series["900"]["correction"]) == ("2020-03-31", "Of another war.")
    told = tracker("explain", claim, cwd=project).out
    assert "by a person (A. Reader)" in told
    assert "Of another war." in told
    assert "by the outlet (Southern Post)" in tracker("explain", wrong["claim_id"], cwd=project).out
    assert "by a person" in tracker("explain", series["900"]["series_id"], cwd=project).out
    then = read_csv(tracker("series", "--known-on", "2020-03-30", cwd=project).out)
    assert then == first, "what was known before the decision stays what it was"


def test_a_decision_with_a_slip_stops_the_night_before_anything_is_done(project: Path, tracker: Command) -> None:
    (project / "corrections.yaml").write_text("corrections:\n- {claim: c-0123456789ab, by: A}\n", encoding="utf-8")
    done = tracker("run", "--offline", "--today", "2020-04-01", cwd=project)
    assert done.code == 2
    assert "corrections.yaml:2: corrections.0.why: found nothing" in done.err
    assert "corrections.yaml:2: corrections.0.why" in tracker("check", cwd=project).out


def test_a_decision_on_a_claim_that_is_not_held_is_told(project: Path, tracker: Command) -> None:
    decided = "corrections:\n- {claim: c-0123, by: A, said_on: 2020-03-31, why: b, evidence: c}\n"
    (project / "corrections.yaml").write_text(decided, encoding="utf-8")
    done = tracker("run", "--offline", "--today", "2020-04-01", cwd=project)
    assert done.code == 0
    assert "c-0123: a decision of A names this claim, which the store does not hold" in done.err


@pytest.mark.parametrize(
    ("of", "name"),
    [("pairs", "divergence"), ("spans", "gap_spans"), ("dispersion", "dispersion"), ("panels", "dispersion_means")],
)
def test_divergence_is_printed_by_day_by_stretch_and_over_all_claimants(
    of: str, name: str, stored: Path, tracker: Command
) -> None:
    printed = tracker("divergence", "--of", of, cwd=stored)
    assert printed.code == 0
    assert printed.out == (stored / "reports" / "latest" / f"{name}.csv").read_text("utf-8-sig")
    assert "None" not in tracker("divergence", "--of", of, "--format", "table", cwd=stored).out


def test_a_report_of_a_past_day_shows_what_was_known_then(stored: Path, tracker: Command) -> None:
    printed = tracker("series", "--known-on", "2020-03-11", cwd=stored).out
    done = tracker("report", "--known-on", "2020-03-11", "--today", "2020-04-01", "--out", "past", cwd=stored)
    assert done.code == 0, done.err
    then = (stored / "past" / "latest" / "series.csv").read_text("utf-8-sig")
    assert then == printed
    assert then != (stored / "reports" / "latest" / "series.csv").read_text("utf-8-sig")


def test_a_gap_is_told_by_another_rule_for_hedges(stored: Path, tracker: Command) -> None:
    by_words = read_csv(tracker("divergence", cwd=stored).out)
    by_range = read_csv(tracker("divergence", "--hedge-rule", "wikimpacts", cwd=stored).out)
    assert [row["left_statement"] for row in by_words] == [row["left_statement"] for row in by_range]
    open_gaps = [row for row in by_words if not row["gap_low"] or not row["gap_high"]]
    assert open_gaps
    assert all(row["gap_low"] and row["gap_high"] for row in by_range)


def test_a_text_cannot_steer_the_terminal_it_is_shown_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("41 killed\x1b]0;title\x07 \x1b[2J\n\u202eend")
    for option in ("--show-text", "--format=table"):
        shown = on_a_terminal("extract", "a.txt", option, cwd=tmp_path)
        assert "41" in shown or "no claims" in shown
        assert "\x1b" not in shown
    (tmp_path / "b\x1b[2J.xyz").touch()
    assert "\x1b[2J" not in on_a_terminal("extract", str(tmp_path), "--format=table", cwd=tmp_path)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def read_csv(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_series_are_shown_as_known_now_or_as_known_on_a_day(stored: Path, tracker: Command) -> None:
    def known(*args: str) -> list[tuple[str, str]]:
        done = tracker("series", "--claimant", "north-moh", "--outcome", "killed", *args, cwd=stored)
        return [(row["as_of"], row["low"]) for row in read_csv(done.out) if row["is_current"] == "true"]

    assert known() == [("2020-03-01", "1000"), ("2020-03-05", "1080"), ("2020-03-10", "1200")]
    assert known("--known-on", "2020-03-05") == [("2020-03-01", "1000"), ("2020-03-05", "1100")]
    assert known("--known-on", "2019-01-01") == []


def test_an_unknown_conflict_or_claimant_is_met_with_the_nearest(stored: Path, tracker: Command) -> None:
    done = tracker("series", "--conflict", "war-2021", cwd=stored)
    assert done.code == 2
    assert "did you mean 'war-2020'?" in done.err
    assert "did you mean 'north-moh'?" in tracker("divergence", "--claimant", "north-moj", cwd=stored).err


def test_divergence_names_both_sides_and_what_sets_them_apart(stored: Path, tracker: Command) -> None:
    found = read_csv(tracker("divergence", "--outcome", "killed", cwd=stored).out)
    told = {(r["day"], r["left_claimant"], r["right_claimant"], r["difference"], r["causes"]) for r in found}
    assert ("2020-03-05", "north-moh", "south-army", "-380", "unexplained") in told
    assert ("2020-03-10", "north-moh", "south-army", "-500", "lag") in told


def test_a_gap_without_a_cause_says_why_it_needs_none(project: Path, tracker: Command) -> None:
    line = table_row("Southern Army", 1250, "2020-03-10", "2020-03-10", "Southern Post", "")
    same = table_row("Southern Army", 1000, "2020-03-01", "2020-03-01", "Southern Post", "")
    with (project / "figures.csv").open("a") as table:
        table.write(f"{line}\n{same}\n")
    assert tracker("run", "--offline", "--today", "2020-04-01", cwd=project).code == 0
    shown = tracker("divergence", "--outcome", "killed", "--format", "table", cwd=project).out.splitlines()
    assert any("1,200 or more" in line and line.endswith("both can be true") for line in shown)
    assert any(line.startswith("2020-03-01") and line.endswith("the same figure") for line in shown)


def test_explain_leads_from_a_claim_to_its_words_and_its_series(stored: Path, tracker: Command) -> None:
    latest = stored / "reports/latest"
    [claim] = [row for row in rows(latest / "claims.csv") if row["low"] == "1200"]
    done = tracker("explain", claim["claim_id"][:8], cwd=stored)
    assert done.code == 0
    for part in (
        "[hedge: at least] [figure: 1,200]",
        "[source: Northland's health ministry]",
        "killed: 1,200 or more persons",
        "Northland Ministry of Health (north-moh, health)",
        "Northland Herald",
        "sha256 ",
        claim["statement_id"],
        "war-2020, killed, everyone, cumulative, since 2020-01-02",
    ):
        assert part in done.out
    said = tracker("explain", claim["statement_id"], cwd=stored).out
    assert claim["claim_id"] in said
    row = next(row for row in rows(latest / "claims.csv") if row["low"] == "1080")
    assert "| low: 1080" in tracker("explain", row["claim_id"], cwd=stored).out
    assert "lowered, -20" in tracker("explain", row["statement_id"], cwd=stored).out
    series = next(r for r in rows(latest / "series.csv") if r["statement_id"] == row["statement_id"])
    assert "replaced" in tracker("explain", series["series_id"], cwd=stored).out
    article = tracker("explain", claim["article_id"], cwd=stored).out
    assert claim["claim_id"] in article
    assert tracker("explain", claim["article"], cwd=stored).out == article


@pytest.mark.parametrize(("id_", "said"), [("c-", "too short"), ("c-000000000000", "no claim, statement, series")])
def test_explain_says_why_an_id_cannot_be_found(id_: str, said: str, stored: Path, tracker: Command) -> None:
    done = tracker("explain", id_, cwd=stored)
    assert done.code == 2
    assert said in done.err


def test_report_and_export_repeat_the_last_steps_of_a_run(stored: Path, tmp_path: Path, tracker: Command) -> None:
    latest = stored / "reports/latest"
    done = tracker("report", "--today", "2020-04-01", "--out", tmp_path / "again", cwd=stored)
    assert done.code == 0
    for name in ("report.pdf", "claims.csv", "issues.csv", "series.csv"):
        assert (tmp_path / "again/latest" / name).read_bytes() == (latest / name).read_bytes()
    done = tracker("export", "--today", "2020-04-01", "--out", tmp_path / "tables", cwd=stored)
    written = [Path(line).name for line in done.out.splitlines()]
    assert sorted(written) == sorted(p.name for p in latest.iterdir() if p.suffix in (".csv", ".json"))


def test_unread_prints_stubs_for_sentences_that_hold_a_number_and_were_not_read(
    tmp_path: Path, tracker: Command
) -> None:
    done = tracker("unread", "-", cwd=tmp_path, stdin=TEXT.encode() + b"A road accident killed 3 people.\n")
    assert done.code == 0
    assert '- text: "A road accident killed 3 people."' in done.out
    assert "Redwell" not in done.out


GOLD = {
    "id": "g1",
    "text": TEXT,
    "published": "2020-03-04",
    "claims": [
        {"outcome": "killed", "low": 12, "high": None, "qualifier": "at_least", "victims": "people", "part_of": None},
        {"outcome": "injured", "low": 31, "high": 31, "qualifier": "exact", "victims": "people", "part_of": None},
    ],
}


def test_score_counts_what_was_found_missed_and_wrong(tmp_path: Path, tracker: Command) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    marks = json.loads(tracker("score", "gold.jsonl", "--format", "json", cwd=tmp_path).out)
    assert (marks["precision"], marks["recall"], marks["grounded"]) == (0.5, 0.5, 1.0)
    shown = tracker("score", "gold.jsonl", "--misses", "5", cwd=tmp_path).out
    assert "missed: g1: injured 31..31" in shown
    assert "wrong: g1: injured 30..30" in shown
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "g1.json").write_text(json.dumps(GOLD))
    assert json.loads(tracker("score", "folder", "--format", "json", cwd=tmp_path).out) == marks


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"outcome": "kiled"}, "claims.1: outcome: found 'kiled'; must be one of killed"),
        ({"low": "31"}, "claims.1: low: found '31'; must be a whole number or null"),
        ({"part_of": 7}, "claims.1: part_of: found 7; must be the place of another claim"),
    ],
)
def test_score_refuses_a_slip_in_the_annotation(
    slip: dict[str, object], said: str, tmp_path: Path, tracker: Command
) -> None:
    first, second = GOLD["claims"]
    (tmp_path / "gold.jsonl").write_text(json.dumps({**GOLD, "claims": [first, {**second, **slip}]}) + "\n")
    done = tracker("score", "gold.jsonl", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert f"gold.jsonl:1: {said}" in done.err
    (tmp_path / "twice.jsonl").write_text((json.dumps(GOLD) + "\n") * 2)
    assert "twice.jsonl:2: found the id 'g1' twice" in tracker("score", "twice.jsonl", cwd=tmp_path).err


def test_score_takes_predictions_of_any_extractor(tmp_path: Path, tracker: Command) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    (tmp_path / "read.jsonl").write_text("".join(json.dumps({**c, "article": "g1"}) + "\n" for c in GOLD["claims"]))
    marks = json.loads(
        tracker("score", "gold.jsonl", "--predictions", "read.jsonl", "--format", "json", cwd=tmp_path).out
    )
    assert (marks["f1"], marks["whole_f1"]) == (1.0, 1.0)


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(["killed", "injured"]),
            "low": st.integers(0, 3),
            "high": st.none() | st.integers(0, 3),
            "source": st.none() | st.sampled_from(["the army", "Army officials", "a doctor"]),
        }
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(CLAIMS, CLAIMS)
def test_scores_stay_within_their_bounds_and_a_set_scores_full_marks_against_itself(
    gold: list[dict[str, object]], read: list[dict[str, object]]
) -> None:
    marks = score([("a", "", gold)], {"a": read})
    assert marks.claims.right + marks.claims.missed == len(gold)
    assert marks.claims.right + marks.claims.wrong <= len(read)
    assert 0 <= marks.whole.f1 <= marks.claims.f1 <= 1
    own = score([("a", "", gold)], {"a": gold})
    assert (own.claims.right, own.claims.wrong, own.claims.missed) == (len(gold), 0, 0)
    assert own.fields["whole"] == len(gold)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev.jsonl", "world.jsonl"])
def test_score_agrees_with_the_reference_scorer_on_the_same_predictions(
    name: str, tmp_path: Path, tracker: Command
) -> None:
    gold = SHARED / "gold" / name
    (tmp_path / "read.jsonl").write_text(tracker("extract", gold, cwd=tmp_path).out, encoding="utf-8")
    scorer = [sys.executable, SHARED / "score" / "score.py", gold, tmp_path / "read.jsonl", "--json"]
    reference = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    ours = json.loads(tracker("score", gold, "--format", "json", cwd=tmp_path).out)
    same = "articles gold_claims predicted precision recall f1 figure_precision figure_recall figure_f1 grounded whole_f1"
    for key in same.split():
        assert ours[key] == pytest.approx(reference[key]), key
    assert ours["fields"] == pytest.approx(reference["fields"])
    for outcome, marks in reference["by_outcome"].items():
        assert ours["by_outcome"][outcome]["f1"] == pytest.approx(marks["f"])
    given = tracker("score", gold, "--predictions", tmp_path / "read.jsonl", "--format", "json", cwd=tmp_path)
    # How much of the articles was heard shows only where they are read.
    assert json.loads(given.out) == {**ours, "coverage": None, "heard": None, "silent": None}


@pytest.mark.shared
@pytest.mark.parametrize(("published", "as_of"), [(None, None), ("2023-11-16", "2023-11-16")])
def test_the_article_this_project_began_with_is_read_as_two_claims(
    published: str | None, as_of: str | None, tmp_path: Path, tracker: Command
) -> None:
    [path] = SEED.glob("*.txt")
    options = () if published is None else ("--published", published)
    done = tracker("extract", path, *options, "--format", "jsonl", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    killed, injured = claims(done.out)
    assert (killed["outcome"], killed["low"], killed["high"], killed["qualifier"]) == (
        *("killed", 11517, None, "at_least"),
    )
    assert killed["victims"] == "Palestinians"
    assert (injured["outcome"], injured["low"], injured["high"], injured["qualifier"]) == (
        *("injured", 32000, 32000, "about"),
    )
    text = path.read_text("utf-8")
    for claim in (killed, injured):
        assert (claim["basis"], claim["since"], claim["source"]) == ("cumulative", "2023-10-07", None)
        assert claim["as_of"] == as_of
        assert text[claim["start"] : claim["end"]] == claim["quote"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "options", "fewest"),
    [
        ("ref_tfp_casualties_daily.json", ("--as", "tfp-daily"), 3000),
        ("ref_tfp_lebanon_daily.json", ("--as", "tfp-daily"), 300),
        ("ref_tfp_westbank_daily.json", ("--as", "tfp-daily"), 500),
        ("gaza_vintages.csv", ("--as", "vintages", "--conflict", "gaza-2023"), 2000),
        ("samples/hapi_conflict_event_2025.csv", ("--as", "hapi"), 0),
        ("samples/ucdp_ged191_myanmar.csv", ("--as", "ucdp-ged", "--conflict", "sudan-2023"), 100),
        ("samples/ucdp_ged_bangladesh_hxl.csv", ("--as", "ucdp-ged", "--conflict", "sudan-2023"), 100),
        ("samples/acled_2020.csv", ("--as", "acled", "--conflict", "sudan-2023"), 20),
        ("ref_ukr_russia_losses_personnel.json", ("--as", "ukraine-losses"), 1600),
    ],
)
def test_published_tables_are_read_as_claims_once(
    name: str, options: tuple[str, ...], fewest: int, tmp_path: Path, tracker: Command
) -> None:
    config = Path(__file__).parents[1] / "sources.yaml"
    asked = ("import", SHARED / "reference" / name, *options, "--config", config)
    first = tracker(*asked, cwd=tmp_path)
    assert first.code == 0
    figures, rest = first.out.split(" figures, ")
    assert int(figures.replace(",", "")) >= fewest
    assert rest.startswith(f"{figures} of them new; {figures} new claims")
    assert f"{figures} figures, 0 of them new; 0 new claims" in tracker(*asked, cwd=tmp_path).out


def test_a_table_of_daily_totals_becomes_claims_of_those_who_gave_them(project: Path, tracker: Command) -> None:
    day = {"report_date": "2020-03-20", "report_source": "ministry", "report_period": 24, "killed_cum": 1300}
    filled = {"report_date": "2020-03-21", "report_source": "missing", "ext_killed_cum": 1310}
    (project / "daily.json").write_text(json.dumps([day, filled]))
    asked = ("import", "daily.json", "--as", "tfp-daily", "--claimant", "north-moh")
    assert tracker(*asked, cwd=project).code == 2, "the table does not say which conflict it is about"
    done = tracker(*asked, "--conflict", "war-2020", cwd=project)
    assert done.out == "1 figures, 1 of them new; 1 new claims\n"
    assert "worked out by the table's editors" in done.err
    [row] = read_csv(tracker("series", cwd=project).out)
    assert (row["claimant"], row["low"], row["as_of"], row["basis"]) == (
        "north-moh",
        "1300",
        "2020-03-20",
        "cumulative",
    )
    assert "| field: killed_cum" in tracker("explain", row["statement_id"], cwd=project).out


def test_what_may_not_be_given_on_is_shown_to_its_importer_and_stands_in_no_report(
    stored: Path, tracker: Command
) -> None:
    rows = "event_id_cnty,event_date,event_type,location,fatalities\nSUD77,12 March 2020,Battles,Redwell,4321\n"
    (stored / "acled.csv").write_text(rows)
    config = (stored / "sources.yaml").read_text()
    acled = "  acled: {name: ACLED, kind: researchers, reason: Codes events.}\n"
    (stored / "sources.yaml").write_text(config.replace("claimants:\n", f"claimants:\n{acled}"))
    done = tracker("import", "acled.csv", "--as", "acled", "--conflict", "war-2020", cwd=stored)
    assert done.out == "1 figures, 1 of them new; 1 new claims\n"
    [row] = read_csv(tracker("series", "--claimant", "acled", cwd=stored).out)
    assert (row["low"], row["as_of"], row["place"]) == ("4321", "2020-03-12", "redwell")
    assert "| terms: import_only" in tracker("explain", row["statement_id"], cwd=stored).out
    assert tracker("sentences", "--claimant", "acled", "--style", "wire", cwd=stored).out == ""
    for command in (("run", "--offline"), ("report",), ("export",)):
        out = stored / command[0]
        assert tracker(*command, "--today", "2020-04-01", "--out", out, cwd=stored).code == 0
        written = {path: path.read_bytes() for path in out.glob("**/*") if path.is_file()}
        assert any(path.name == "claims.csv" for path in written)
        assert [path for path, data in written.items() if re.search(rb"4,?321|SUD77|acled", data)] == []
        [issues] = [data for path, data in written.items() if path.name == "issues.csv"]
        assert b"may be used and not be given on, left out of this report: 1" in issues


def test_rows_of_an_imported_table_that_say_nothing_are_told_and_another_table_is_refused(
    project: Path, tracker: Command
) -> None:
    row = "war-2020,Southern Army,kiled,everyone,reported,{0},{0},exact,cumulative,,,2020-03-01,x,,Redwell,"
    (project / "more.csv").write_text("\n".join([HEADER, row.format(5), row.format(6)]) + "\n")
    done = tracker("import", "more.csv", "--as", "figures", cwd=project)
    assert done.out == "2 figures, 2 of them new; 0 new claims\n"
    assert "more.csv: the row makes no claim" in done.err
    assert "(2 rows)" in done.err
    (project / "other.csv").write_text("name,age\nA,5\n")
    for form in ("figures", "acled", "ucdp-ged", "vintages"):
        done = tracker("import", "other.csv", "--as", form, cwd=project)
        assert (done.code, done.out) == (2, "")
        assert "other.csv: found no column" in done.err


def test_vintages_keep_what_a_table_said_on_each_day(project: Path, tracker: Command) -> None:
    lines = ["issued_on,report_date,field,value", "2020-04-01,2020-03-20,killed_cum,1300"]
    lines += ["2020-05-01,2020-03-20,killed_cum,1290", "2020-05-01,2020-03-20,killed_cum"]
    (project / "vintages.csv").write_text("\n".join(lines) + "\n")
    done = tracker(
        *("import", "vintages.csv", "--as", "vintages", "--claimant", "north-moh", "--conflict", "war-2020"),
        cwd=project,
    )
    assert done.out.startswith("2 figures")
    assert "vintages.csv:4: found 3 cells, too few or too many" in done.err

    def known(day: str) -> list[str]:
        return [r["low"] for r in read_csv(tracker("series", "--known-on", day).out) if r["is_current"] == "true"]

    assert (known("2020-04-15"), known("2020-05-15")) == (["1300"], ["1290"])


def test_check_finds_what_would_be_wrong_tonight(stored: Path, tracker: Command) -> None:
    done = tracker("check", cwd=stored)
    assert (done.code, done.out) == (0, "")
    assert "nothing is wrong" in done.err
    with (stored / "figures.csv").open("a") as table:
        table.write("war-2020,Southern Army,kiled,everyone,reported,1,1,exact,cumulative,,,2020-03-01,x,,,\n")
    done = tracker("check", cwd=stored)
    assert done.code == 1
    assert "kiled" in done.out
    sources = stored / "sources.yaml"
    sources.write_text(sources.read_text() + "  gone: {type: folder, where: gone, outlet: G, reason: Not there.}\n")
    line = len(sources.read_text().splitlines())
    said = f"sources.yaml:{line}: sources.gone.where: found no such file or folder at gone"
    assert said in tracker("check", cwd=stored).out
    sources.write_text(sources.read_text().replace("kind: military", "kind: miltary"))
    done = tracker("check", cwd=stored)
    assert done.code == 2
    assert "did you mean 'military'?" in done.out
    assert "sources.yaml:" in done.out


def test_check_lists_wordings_that_no_claimant_answers_to(project: Path, tracker: Command) -> None:
    (project / "notes" / "x.md").write_text(
        "---\npublished: 2020-03-20\nlanguage: en\n---\n"
        "Village elders said that 14 people were killed in an air strike on Redwell.\n"
    )
    tracker("run", "--offline", "--today", "2020-04-01", cwd=project)
    assert "1  Village elders" in tracker("check", "--claimants", cwd=project).out
