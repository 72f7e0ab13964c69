"""A guard never keeps a pattern from a match, and the beginnings of a pattern are those of all its matches."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker.extract
from tracker.extract.date_patterns import EXPRESSION
from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded, beginnings, needed

ROOMS = [
    importlib.import_module(f"tracker.extract.{room.name}") for room in pkgutil.iter_modules(tracker.extract.__path__)
]
PATTERNS = {
    f"{room.__name__}.{name}": value
    for room in ROOMS
    for name, value in vars(room).items()
    if isinstance(value, Guarded)
}
EXAMPLES = [str(example["text"]) for example in lexicon().section["examples"]]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:toll|count)\b", (("count", "toll"),)),
        (r"\b(?:toll|tally)\b", (("ally", "oll"),)),  # the pattern is read with their first letter in common
        (r"\bdeath toll\b", (("death toll",),)),
        (r"\b\w+ed\b", ()),  # two letters stand everywhere
        (r"(?:Bomb|bomber)s?", (("bomb",),)),
        (r"the (?:army|)", (("the ",),)),
        (r"[’'](?:count|toll)", (("count", "toll"), ("'", "’"))),
        (r"(?:raid)?s+", ()),
        (r"[0-9]+", ()),
    ],
)
def test_the_words_that_every_match_needs(pattern: str, words: tuple[tuple[str, ...], ...]) -> None:
    assert needed(pattern, re.IGNORECASE) == words


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        (r"\b(?:in\s+)?March|May", {"in ", "mar", "may"}),
        (r"[0-3]th", {"0th", "1th", "2th", "3th"}),
        (r"(?:ab)?\w", {""}),
        (r"a+b", {"a"}),
    ],
)
def test_the_letters_that_every_match_begins_with(pattern: str, begun: set[str]) -> None:
    assert beginnings(pattern, re.IGNORECASE) == begun


@pytest.mark.parametrize("name", PATTERNS)
def test_a_guard_keeps_nothing_back(name: str) -> None:
    pattern = PATTERNS[name]
    for text in EXAMPLES:
        assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in pattern.compiled.finditer(text)]
        found, plain = pattern.search(text, 5, 60), pattern.compiled.search(text, 5, 60)
        assert (found and found.span()) == (plain and plain.span())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "on in the past last this 24 48 hours week May march 3 2011 2024-05-08 mid- - early of and ,".split()
        )
    )
)
def test_dates_are_found_where_they_are_without_the_look_at_their_beginning(words: list[str]) -> None:
    text = " ".join(words)
    of_each, looks = re.subn(r"\(\?-i:\(\?=\[[^\]]*\]\)\(\?=.*?\)\)(?=\(\?P<)", "", EXPRESSION.pattern)
    assert looks > 20
    whole, look = re.subn(r"^\\b\(\?-i:\(\?=.*?\)\)\(\?:(?=\(\?P<iso>)", r"\\b(?:", of_each, count=1)
    assert look == 1
    plain = re.compile(whole, re.IGNORECASE)
    assert [m.span() for m in EXPRESSION.finditer(text)] == [m.span() for m in plain.finditer(text)]
