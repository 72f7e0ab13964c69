"""Every example of every language file, a test each; every label, frame and refusal has one.

`TRACKER_EXAMPLES` names a file with an `examples:` section to try before it goes into a language file.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from casebook import Case, Expected, article, check
from ruamel.yaml import YAML

import tracker.lexicon
from tracker.extract import read
from tracker.lexicon.load import split_entry
from tracker.model import Reading

LANGUAGES = sorted(Path(tracker.lexicon.__file__).parent.glob("[a-z][a-z].yaml"))
# Frames that no sentence of ours reaches, because a cheaper one reads all that they could.
SHADOWED = {"active-apart", "among", "equative-number", "nominal-apart", "toll-at"}
TRIED = os.environ.get("TRACKER_EXAMPLES")


@lru_cache(maxsize=4)
def language(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(path))


def examples(path: Path) -> list[Case]:
    """The examples of a language file, or of the file that is tried in its place."""
    rows = language(Path(TRIED) if TRIED else path).get("examples") or []
    return [
        Case(row["text"], row["text"], None, tuple(Expected.of(claim) for claim in row["claims"]), path.stem)
        for row in rows
    ]


@lru_cache(maxsize=4)
def readings(path: Path) -> tuple[Reading, ...]:
    return tuple(read(article(case.text)) for case in examples(path))


def cases() -> list[object]:
    return [
        pytest.param(case, id=f"{path.stem}/{case.text[:70].rstrip()}")
        for path in LANGUAGES
        for case in examples(path)
    ]


def languages() -> list[object]:
    """The languages that have examples; one without has nothing to be complete in."""
    return [pytest.param(path, id=path.stem) for path in LANGUAGES if examples(path)]


@pytest.mark.parametrize("case", cases())
def test_example_is_read_as_it_says(case: Case) -> None:
    if difference := check(case):
        pytest.fail(difference, pytrace=False)


@pytest.mark.parametrize("path", languages())
def test_every_label_of_an_outcome_has_an_example(path: Path) -> None:
    said = {" ".join(split_entry(case.text.rstrip("."))) for case in examples(path)}
    without = [
        label
        for label, words in language(path)["words"].items()
        if "." in label
        and not any(f" {' '.join(split_entry(word))} " in f" {text} " for word in words for text in said)
    ]
    assert without == []


@pytest.mark.parametrize("path", languages())
def test_every_frame_reads_an_example(path: Path) -> None:
    used = {claim.frame for reading in readings(path) for claim in reading.claims}
    assert sorted({frame["id"] for frame in language(path)["frames"]} - used - SHADOWED) == []


@pytest.mark.parametrize("path", languages())
def test_every_refusal_has_an_example(path: Path) -> None:
    told = {unread.reason for reading in readings(path) for unread in reading.unread}
    assert {"rate", "freed", "hypothesis", "negated", "denied", "other cause", "cut off"} <= told


@pytest.mark.parametrize("path", languages())
def test_no_two_examples_are_alike(path: Path) -> None:
    texts = [case.text for case in examples(path)]
    assert sorted(texts) == sorted(set(texts))
