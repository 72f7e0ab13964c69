"""Why a text is read as it is: labels, frames and refusals of its sentences; and what was left, as stubs to paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command
from ruamel.yaml import YAML

from tracker.lexicon.examples import claim_fault

STORY = """\
Gunmen skewered 12 herders in the raid. The health ministry said on Tuesday that at least 41 people were killed and
160 injured in Redwell. An average of 3 people are killed there each day.
Soldiers here speak of nothing but the 212 from the class of that year, dead in the war.
Read also: At least 40 killed as troops storm the ...
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_file_is_explained_sentence_by_sentence_without_a_store(story: Path, tracker: Command) -> None:
    done = tracker("explain", story, "--published", "2024-05-08", cwd=story.parent)
    assert (done.code, done.err) == (0, "")
    for words in (
        "1. Gunmen skewered 12 herders in the raid.",
        "Gunmen[PERSON] skewered 12 herders[COUNT]",
        "no word under a label of an outcome governs the count",
        "at least 41 people[COUNT] were[BE] killed[KILLED.ED]",
        "reads       killed: 41 or more persons (at least)",
        "of day      2024-05-07 (words counted from the day of publication)",
        "read by     passive\n              COUNTS ~1 BE",
        "not read    refused: rate",
        "not read    no frame of the language file has its words in this order",
        "not read    it breaks off",
    ):
        assert words in done.out, words
    assert not list(story.parent.glob("*.sqlite"))


def test_a_sentence_is_explained_from_standard_input(tmp_path: Path, tracker: Command) -> None:
    assert "killed[KILLED.ED]" in tracker("explain", "-", cwd=tmp_path, stdin=b"Shells killed 12 people.").out
    nothing = tracker("explain", "-", cwd=tmp_path, stdin=b"The talks of 7 May lasted two hours.").out
    assert "no sentence counts people" in nothing
    french = "Au moins quarante et une personnes ont été tuées dans le bombardement du marché, selon le ministère."
    assert "not read    language fr" in tracker("explain", "-", cwd=tmp_path, stdin=french.encode()).out


@pytest.mark.parametrize(
    ("asked", "words"),
    [("nofile.txt", "nofile.txt: found no such file"), ("folder/a.html", "found no such file")],
)
def test_a_file_that_is_not_there_is_not_looked_for_in_the_store(
    asked: str, words: str, tmp_path: Path, tracker: Command
) -> None:
    done = tracker("explain", asked, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert words in done.err


def test_stubs_of_what_was_left_can_be_pasted_into_a_language_file(story: Path, tracker: Command) -> None:
    stubs = tracker("unread", story, cwd=story.parent).out
    rows = YAML(typ="safe").load(f"examples:\n{stubs}")["examples"]
    assert [row["text"] for row in rows] == [
        "An average of 3 people are killed there each day.",
        "Soldiers here speak of nothing but the 212 from the class of that year, dead in the war.",
        "Read also: At least 40 killed as troops storm the ...",
    ]
    assert all(row["claims"] == [] for row in rows)
    assert f"# {story}, " in stubs
    assert "# words: 212 (COUNT), dead (KILLED.ADJ)" in stubs


def test_a_stub_of_any_words_stays_a_stub(tmp_path: Path, tracker: Command) -> None:
    text = 'Here "they" speak: of {nothing} but #the 212 from [the] class\u2028of that year, dead in the war.\n'
    stubs = tracker("unread", "-", cwd=tmp_path, stdin=text.encode()).out
    rows = YAML(typ="safe").load(f"examples:\n{stubs}")["examples"]
    assert len(rows) == 1
    assert claim_fault({"killed": 212}) is None
