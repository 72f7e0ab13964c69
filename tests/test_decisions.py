"""corrections.yaml: what persons decided about claims, and every fault of the file with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.decisions import decisions_beside, read_decisions
from tracker.errors import ConfigError
from tracker.model import Corrector, PartialDate

GOOD = """\
corrections:
  - claim: c-0123456789ab
    by: A. Reader
    said_on: 2026-11-26
    why: The page shows
      another number.
    evidence: https://example.org/page
    instead: c-ba9876543210
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_decision_names_the_claim_the_person_the_day_the_reason_and_the_evidence(tmp_path: Path) -> None:
    (one,) = read_decisions(written(tmp_path, GOOD), "2026-11-27T02:00:00Z").corrections
    assert (one.claim, one.corrector, one.who) == ("c-0123456789ab", Corrector.PERSON, "A. Reader")
    assert (one.why, one.said_on) == ("The page shows another number.", PartialDate(2026, 11, 26))
    assert (one.evidence, one.instead, one.restores) == ("https://example.org/page", "c-ba9876543210", False)


def test_the_moment_of_seeing_makes_no_other_decision(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    first, second = (read_decisions(path, moment).corrections[0] for moment in ("2026-11-27", "2026-11-28"))
    assert first.id == second.id


FAULTS = [
    ("- claim: x\n", 1, "must hold lists named corrections"),
    ("decisions: []\n", 1, "must hold lists named corrections"),
    (GOOD.replace("by:", "byy:"), 3, "did you mean 'by'?"),
    (GOOD.replace("2026-11-26", "26 November"), 4, "must be a day such as"),
    (GOOD.replace("c-0123456789ab", "s-0123456789ab"), 2, "must be the whole id of a claim"),
    (GOOD.replace("    evidence: https://example.org/page\n", ""), 2, "the key must be given"),
    (GOOD + "    restores: perhaps\n", 9, "must be true, or be left out"),
    (GOOD + "    by: B. Reader\n", 9, "found twice"),
    ("corrections: [one]\n", 1, "must be keys and values"),
    ("corrections:\n  - {claim: [\n", 3, "not YAML"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS)
def test_each_fault_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = written(tmp_path, text)
    faults = read_decisions(path).faults
    assert any(fault.startswith(f"{path}:{line}: ") and words in fault for fault in faults), faults
    with pytest.raises(ConfigError):
        decisions_beside(tmp_path / "sources.yaml", "")


@pytest.mark.parametrize("text", ["", "corrections: []\n", "corrections:\n"])
def test_an_empty_file_decides_nothing(tmp_path: Path, text: str) -> None:
    assert read_decisions(written(tmp_path, text)).corrections == ()
    assert read_decisions(written(tmp_path, text)).faults == ()


def test_no_file_decides_nothing(tmp_path: Path) -> None:
    assert decisions_beside(tmp_path / "sources.yaml", "") == ()
