"""The gate in front of the reader loses nothing: with it and without it, every text is read alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from casebook import CASES, article, load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.extract import gate, read, sentence
from tracker.extract.gate import Telltales, may_tell, words_of
from tracker.extract.phrases import matches_in, phrases
from tracker.extract.refusals import TOLD_APART
from tracker.lexicon import lexicon
from tracker.lexicon.guarded import words_pattern
from tracker.model import PartialDate

DAY = PartialDate(2024, 5, 8)
TEXTS = [case.text for path in sorted(CASES.glob("*.yaml")) for case in load(path)]
TEXTS += [str(example["text"]) for example in lexicon().section["examples"]]
# What a sentence of news is made of, where a gate could go wrong: numbers, outcomes, groups, times, voices, marks.
WORDS = (
    "12 three a no the several dozens people soldiers victims children of them them, these those they were was been "
    "killed died dead injured death toll total including among lost their lives under rubble in critical condition "
    'said police according to the ministry on Monday since 2011 yesterday . . , ( ) “ ” " and but while killing '
    "casualties No These They More than held hold holding officer total number"
).split(" ")


@contextmanager
def no_gate(patch: pytest.MonkeyPatch) -> Iterator[None]:
    with patch.context() as opened:
        opened.setattr(sentence, "may_tell", lambda words: True)
        opened.setattr(sentence, "may_tell_itself", lambda words: True)
        opened.setattr(sentence, "may_name", lambda words, text, start, end: True)
        opened.setattr(sentence, "_may_hold_a_day", lambda words, text: True)
        opened.setattr(Telltales, "may_stand_in", lambda self, text: True)
        yield


@pytest.mark.parametrize("text", TEXTS)
def test_an_example_is_read_alike_without_the_gate(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_with = read(article(text, DAY))
    with no_gate(monkeypatch):
        assert read(article(text, DAY)) == read_with


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=60))
def test_a_heap_of_news_words_is_read_alike_without_the_gate(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    text = " ".join(words)
    read_with = read(article(text, DAY))
    with no_gate(monkeypatch):
        assert read(article(text, DAY)) == read_with


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Twelve farmers were killed near the dam.", True),
        ("These were 40 farmers.", True),
        ("There were no victims.", True),
        ("Six of them were nurses.", True),
        ("Nine lay under the rubble.", True),
        ("The minister opened a bridge and 12 schools under a new plan.", False),
        ("They were told of it.", True),  # may take up those of the sentence before
        ("", False),
    ],
)
def test_what_the_gate_lets_through(text: str, passes: bool) -> None:
    assert may_tell(words_of(text)) is passes


def test_every_entry_of_the_lexicon_that_tells_an_outcome_passes() -> None:
    for group in lexicon().entries.values():
        for parts, label in group:
            if "." in label or label in gate.TELLING:
                assert may_tell(words_of(f"He said {' '.join(parts)} there")), parts


def test_phrases_that_begin_alike_are_told_apart_and_the_longest_wins() -> None:
    pattern = words_pattern(["air raid", "air raids", "air", "day's march", "Überfall"])
    found = [
        m.group() for m in pattern.finditer("AIR  RAIDS, an air\nraid, fair aires, air; a day's march; ÜBERFALL")
    ]
    assert found == ["AIR  RAIDS", "air\nraid", "air", "day's march", "ÜBERFALL"]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_lists_looked_for_in_one_pass_find_what_each_finds_by_itself(data: st.DataObject) -> None:
    listed = [str(phrase) for name in TOLD_APART for phrase in lexicon().section["refusals"][name]]
    pieces = st.sampled_from([*listed, *(word for phrase in listed for word in phrase.split()), "the", "x_", "2"])
    joined = st.sampled_from([" ", "  ", "\n", "-", "", ", ", "_", "É"])
    text = "".join(p + j for p, j in data.draw(st.lists(st.tuples(pieces, joined), max_size=30)))
    if data.draw(st.booleans()):
        text = text.upper()
    found = matches_in(text, "refusals", TOLD_APART)
    for name in TOLD_APART:
        assert [m.span() for m in found[name]] == [m.span() for m in phrases("refusals", name).finditer(text)]
