"""A language file with a fault is refused, with the line, what was found and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tracker.errors import ConfigError
from tracker.lexicon import lexicon, read_language
from tracker.lexicon.compile import compile_frame, frames
from tracker.lexicon.load import labels, split_entry

SHIPPED = sorted(Path(str(read_language.__code__.co_filename)).parent.glob("[a-z][a-z].yaml"))
SOUND = """\
language: en
words:
  KILLED.ED: [killed, shot dead]
  INJURED.ED: [wounded]
  PERSON: [people]
hedges:
  at_least: [at least]
"""


def problems(folder: Path, text: str) -> list[str]:
    """What is wrong with a language file of that text; empty where it is read."""
    path = folder / "xx.yaml"
    path.write_text(text, "utf-8")
    try:
        read_language(path)
    except ConfigError as error:
        return error.problems
    return []


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND) == []


# text | what the message must hold, in order
EXAMPLE = SOUND + "examples:\n  - {text: Zed killed 3 men., claims: [{killed: 3}]}\n"
FAULTY = {
    "an example with a misspelt outcome": (
        EXAMPLE.replace("{killed", "{kiled"),
        ["xx.yaml:9: example 1:", "unknown key 'kiled'", "did you mean 'killed'?"],
    ),
    "an example with a misspelt hedge": (
        EXAMPLE.replace("killed: 3", "killed: atleast 3"),
        ["xx.yaml:9:", "unknown hedge 'atleast'", "did you mean 'at_least'?"],
    ),
    "an example with two outcomes in one claim": (
        EXAMPLE.replace("killed: 3", "killed: 3, injured: 4"),
        ["xx.yaml:9:", "2 outcomes in one claim"],
    ),
    "an example without a figure": (
        EXAMPLE.replace("killed: 3", "killed: at_least"),
        ["xx.yaml:9:", "19, at_least 41"],
    ),
    "an example with no date for a day": (
        EXAMPLE.replace("killed: 3", "killed: 3, as_of: soon"),
        ["xx.yaml:9:", "as_of: found 'soon'", "2024-05-08"],
    ),
    "an example without claims": (
        EXAMPLE.replace(", claims: [{killed: 3}]", ""),
        ["xx.yaml:9:", "found text", "a list of claims, which may be empty"],
    ),
    "an example that is no pair of text and claims": (
        EXAMPLE.replace("{text: Zed killed 3 men., claims: [{killed: 3}]}", "Zed killed 3 men."),
        ["xx.yaml:9:", "must have a text and claims"],
    ),
    "a word under two labels": (
        SOUND.replace("[wounded]", "[wounded, shot dead]"),
        ["xx.yaml:4:", "'shot dead'", "INJURED.ED", "line 3", "KILLED.ED", "keep one"],
    ),
    "a word under two labels in another case": (
        SOUND.replace("[wounded]", "[wounded, Killed]"),
        ["xx.yaml:4:", "INJURED.ED", "KILLED.ED"],
    ),
    "an unknown outcome": (
        SOUND.replace("INJURED.ED", "HURT.ED"),
        ["xx.yaml:4:", "unknown label 'HURT.ED'", "did you mean"],
    ),
    "an unknown form": (
        SOUND.replace("KILLED.ED", "KILLED.EDD"),
        ["xx.yaml:3:", "unknown label 'KILLED.EDD'", "did you mean 'KILLED.ED'"],
    ),
    "an unknown plain label": (
        SOUND.replace("PERSON:", "PERSONS:"),
        ["xx.yaml:5:", "unknown label 'PERSONS'", "did you mean 'PERSON'"],
    ),
    "an unknown section": (
        SOUND.replace("hedges:", "hedge:"),
        ["xx.yaml:6:", "unknown section 'hedge'", "did you mean 'hedges'"],
    ),
    "an unknown hedge": (
        SOUND.replace("at_least:", "atleast:"),
        ["xx.yaml:7:", "unknown hedge class 'atleast'"],
    ),
    "an empty word": (
        SOUND.replace("[wounded]", '[wounded, ""]'),
        ["xx.yaml:4:", "empty word", "INJURED.ED"],
    ),
    "a word of white space": (
        SOUND.replace("[wounded]", '[wounded, "  "]'),
        ["xx.yaml:4:", "empty word", "INJURED.ED"],
    ),
    "a bracket that stays open": (
        SOUND.replace("[wounded]", "[wounded"),
        ["xx.yaml:", "not readable as YAML"],
    ),
    "a label twice": (
        SOUND.replace("  PERSON:", "  KILLED.ED:"),
        ["xx.yaml:", "not readable as YAML", "duplicate key"],
    ),
    "a word under two labels, the line of the first in another case": (
        SOUND.replace("[wounded]", "[wounded, Killed]"),
        ["xx.yaml:4:", "line 3"],
    ),
    "an empty file": ("", ["xx.yaml:1:"]),
    "a file that is a list": ("- killed\n", ["xx.yaml:1:"]),
    "a file without its language": (SOUND.replace("language: en\n", ""), ["xx.yaml:", "language"]),
    "words that are no list": (SOUND.replace("[wounded]", "wounded"), ["xx.yaml:4:", "INJURED.ED", "list"]),
    "a null among the words": (SOUND.replace("[wounded]", "[wounded, null]"), ["xx.yaml:4:", "empty word"]),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_told_with_its_place(fault: str, tmp_path: Path) -> None:
    text, wanted = FAULTY[fault]
    (problem,) = problems(tmp_path, text)
    at = 0
    for part in wanted:
        assert part in problem[at:], f"{part!r} is missing behind {problem[:at]!r} in {problem!r}"
        at = problem.index(part, at)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("hedges:", "hedge:").replace("INJURED.ED", "HURT.ED").replace("[people]", '[""]')
    assert len(problems(tmp_path, text)) == 3


def test_a_word_twice_under_one_label_is_no_fault(tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND.replace("[wounded]", "[wounded, wounded]")) == []


def test_longest_entries_come_first(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text(SOUND.replace("[killed, shot dead]", "[shot, shot dead, shot and killed]"), "utf-8")
    assert [len(parts) for parts, _ in read_language(path).entries["shot"]] == [3, 2, 1]


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("killed", ("killed",)),
        ("Gunned Down", ("gunned", "down")),
        ("prisoners-of-war", ("prisoners-of-war",)),
        ("day's", ("day", "'s")),
        ("U.S.", ("u.s.",)),
        ("'ve", ("'ve",)),
        ("per cent", ("per", "cent")),
        ("%", ("%",)),
        ("killed / wounded", ("killed", "/", "wounded")),
    ],
)
def test_an_entry_is_cut_as_a_sentence_is(entry: str, parts: tuple[str, ...]) -> None:
    assert split_entry(entry) == parts


def test_killed_words_and_casualties_words_are_apart_in_every_language() -> None:
    for path in SHIPPED:
        entries = read_language(path).entries.values()
        named = {parts: label for group in entries for parts, label in group}
        combined = {parts for parts, label in named.items() if label.startswith("CASUALTIES.")}
        assert combined
        for parts in combined:
            assert not named[parts].startswith("KILLED")


def test_every_frame_of_the_shipped_file_compiles_and_has_a_name_of_its_own() -> None:
    names = [frame.id for frame in frames()]
    assert len(names) == len(set(names)) == len(lexicon().section["frames"])


@pytest.mark.parametrize(
    ("read", "told"),
    [("COUNT X.EDD", "unknown form 'X.EDD'"), ("COUNT BEE X.ED", "unknown label 'BEE'")],
)
def test_a_frame_with_an_unknown_word_is_refused(read: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        compile_frame({"id": "for-tests", "read": read})


def test_every_label_of_the_shipped_file_is_known() -> None:
    for path in SHIPPED:
        assert set(YAML(typ="safe").load(path)["words"]) <= labels()
