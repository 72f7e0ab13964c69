"""The scorer: what counts as found, as confused, as covered; and that it agrees with the scorers others use."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED, Command

from tracker.score import Score, score
from tracker.score_incidents import Incident, score_incidents

TEXT = "The ministry said 12 people were killed or wounded, 5 of them children, and 40 soldiers were captured."


def claim(outcome: str, low: int | None, high: int | None = None, **fields: Any) -> dict[str, Any]:
    return {"outcome": outcome, "low": low, "high": low if high is None else high, **fields}


def marks(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> Score:
    return score([("a", TEXT, gold)], {"a": read})


# annotated, read, (annotated as, read as) -> how many
CONFUSED = [
    ([claim("casualties", 12)], [claim("killed", 12)], {("casualties", "killed"): 1}),
    ([claim("killed", 12)], [claim("casualties", 12)], {("killed", "casualties"): 1}),
    ([claim("injured", 12)], [claim("killed", 12)], {("injured", "killed"): 1}),
    ([claim("casualties", 12)], [claim("casualties", 12)], {}),
    ([claim("casualties", 12)], [claim("killed", 13)], {}),  # another number is another mistake
    ([claim("casualties", 12)], [claim("captive", 12)], {}),
    ([claim("casualties", 12), claim("killed", 12)], [claim("casualties", 12), claim("killed", 12)], {}),
    # Read rightly once, and wrongly again out of the same words: the wrong one is in the charts all the same.
    (
        [claim("casualties", 12, start=10, end=20)],
        [claim("casualties", 12, start=10, end=20), claim("killed", 12, start=12, end=30)],
        {("casualties", "killed"): 1},
    ),
    (
        [claim("casualties", 12, start=10, end=20)],
        [claim("casualties", 12, start=10, end=20), claim("killed", 12, start=50, end=60)],
        {},
    ),
    ([claim("killed", 12), claim("killed", 12)], [claim("casualties", 12)], {("killed", "casualties"): 1}),
    # The bound is another, the number the same: still the dead and wounded taken for the dead.
    ([claim("casualties", 12, 12)], [{"outcome": "killed", "low": 12, "high": None}], {("casualties", "killed"): 1}),
]


@pytest.mark.parametrize(("gold", "read", "confused"), CONFUSED)
def test_a_figure_read_under_another_outcome_of_violence_is_confused(
    gold: list[dict[str, Any]], read: list[dict[str, Any]], confused: dict[tuple[str, str], int]
) -> None:
    assert dict(marks(gold, read).confused) == confused


def test_the_confusion_rate_is_a_share_of_what_was_annotated() -> None:
    found = marks(
        [claim("casualties", 12), claim("casualties", 13), claim("killed", 5)],
        [claim("killed", 12), claim("casualties", 13)],
    )
    assert (found.confusion("casualties", "killed"), found.confusion("killed", "casualties")) == (0.5, 0.0)
    assert marks([], []).confusion("casualties", "killed") == 0.0


# coded, claims read, kind, right
CODED: list[tuple[Any, list[dict[str, Any]], str, bool]] = [
    (12, [claim("killed", 12)], "stated", True),
    (17, [claim("killed", 12), claim("killed", 5)], "stated", True),  # their sum
    (12, [claim("killed", 12), claim("killed", 5, part_of="c-1")], "stated", True),
    (5, [claim("killed", 12), claim("killed", 5, part_of="c-1")], "stated", False),
    (12, [claim("injured", 12)], "stated", False),
    (12, [], "stated", False),
    (12, [{"outcome": "killed", "low": None, "high": 12}], "stated", True),
    (0, [], "zero", True),
    (0, [claim("killed", 0)], "zero", True),
    (0, [claim("killed", 1)], "zero", False),
    ([12], [claim("killed", 12), claim("killed", 99)], "listed", True),
    ([5], [claim("killed", 12), claim("killed", 5, part_of="c-1")], "listed", True),
    ([99], [claim("killed", 12)], "listed", False),
]


@pytest.mark.parametrize(("coded", "read", "kind", "right"), CODED)
def test_a_coded_number_is_right_when_the_text_was_read_so(
    coded: Any, read: list[dict[str, Any]], kind: str, right: bool
) -> None:
    how = {"killed": "stated"}
    found = score_incidents([Incident("a", {"killed": coded, "injured": None}, how)], {"a": read})
    assert {name: (tally.right, tally.total) for name, tally in found.of("killed").items()} == {kind: (int(right), 1)}
    assert found.of("injured") == {}
    assert bool(found.wrong) is not right


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_coverage_counts_sentences_read_or_refused_against_those_left(tmp_path: Path, tracker: Command) -> None:
    text = (
        "Shells killed 12 people in Redwell on Monday. An average of 3 people are killed there each day. "
        "Soldiers here speak of nothing but the 212 from the class of that year, dead in the war. It rained."
    )
    path = write(tmp_path / "gold.jsonl", [{"id": "a", "text": text, "claims": [claim("killed", 12)]}])
    told = json.loads(tracker("score", path, "--format", "json").out)
    listed = tracker("unread", write(tmp_path / "a.jsonl", [{"id": "a", "text": text}])).out
    assert (told["heard"], told["silent"], round(told["coverage"], 3)) == (3, 1, 0.667)
    assert listed.count("- text:") == 2  # the one refused with its reason, the one left
    given = write(tmp_path / "read.jsonl", [claim("killed", 12, article="a")])
    assert json.loads(tracker("score", path, "--predictions", given, "--format", "json").out)["coverage"] is None


def test_coded_incidents_are_scored_by_the_same_command(tmp_path: Path, tracker: Command) -> None:
    rows = [
        {
            "id": "a",
            "text": "Gunmen shot dead 4 farmers.",
            "gold": {"killed": 4, "injured": 0},
            "killed_how": "stated",
        },
        {"id": "b", "text": "GUNMEN KILLED 4 FARMERS.", "gold": {"killed": [4, 9], "injured": []}},
    ]
    done = tracker("score", write(tmp_path / "rows.jsonl", rows), "--misses", 5)
    assert done.code == 0
    assert "killed: stated 1.000 (n=1)  listed 0.500 (n=2)" in done.out
    assert "injured: zero 1.000 (n=1)" in done.out
    assert "listed: b: killed 9, read 4" in done.out
    told = json.loads(tracker("score", tmp_path / "rows.jsonl", "--format", "json").out)
    assert told["killed"]["stated"] == {"right": 1, "total": 1, "share": 1.0}


SLIPS = [
    ([{"id": "a", "text": "x"}], "gold.jsonl:1: no annotated article"),
    ([{"id": "a", "text": "x", "gold": 3}], "gold: must be an object"),
    ([{"id": "a", "text": "x", "gold": {"killed": "3"}}], "gold.killed: found '3'"),
    ([{"id": "a", "text": "x", "gold": {"kiled": 3}}], "gold.kiled: coded numbers are of killed and injured"),
    ([{"id": "a", "text": "x", "gold": {}}, {"id": "b", "text": "x", "claims": []}], "score them apart"),
    ([{"id": "a", "text": "x", "claims": [{"outcome": "kiled"}]}], "claims.0: outcome: found 'kiled'"),
    (["{broken"], "gold.jsonl:1: not JSON"),
    (["[" * 100_000], "gold.jsonl:1: not JSON"),
    ([], "found no annotated articles"),
]


@pytest.mark.parametrize(("rows", "words"), SLIPS)
def test_a_slip_in_a_gold_set_is_refused_with_its_place(
    rows: list[Any], words: str, tmp_path: Path, tracker: Command
) -> None:
    done = tracker("score", write(tmp_path / "gold.jsonl", rows))
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def shared(script: str, *args: object) -> str:
    command = [sys.executable, str(SHARED / "score" / script), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.shared
def test_incidents_are_marked_as_by_the_shared_scorer(tmp_path: Path, tracker: Command) -> None:
    lines = (SHARED / "corpora/rand_incidents.jsonl").read_text("utf-8").splitlines()[::10]
    gold = write(tmp_path / "rows.jsonl", lines)
    read = tmp_path / "read.jsonl"
    read.write_text(tracker("extract", gold, "--format", "jsonl").out, encoding="utf-8")
    theirs = re.findall(r"[a-z_ ]+ [0-9.]+ \(n=[0-9]+\)|zero [0-9.]+$", shared("score_incidents.py", gold, read))
    ours = re.findall(r"[a-z_ ]+ [0-9.]+ \(n=[0-9]+\)|zero [0-9.]+$", tracker("score", gold).out.replace(",", ""))
    assert theirs
    assert ours == theirs
