"""Tokens and sentences: nothing is lost, and marks that do not end a sentence do not end it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.tokens import sentences, tokens

SPLIT = """
Shells hit Gaza. Five died.                                             | 2
Gen. Ali Reza said five were killed.                                    | 1
U.S. troops killed two gunmen.                                          | 1
The U.N. said five died.                                                | 1
He died at 3 p.m. The army said so.                                     | 2
The bomb went off at 3 a.m. on Monday.                                  | 1
Some 3.2 million fled. Many died.                                       | 2
“Five died.” The mayor wept.                                            | 2
Dr. A. B. Khan and Mr. Said were hurt.                                  | 1
No. 5 battalion lost ten men.                                           | 1
Five died! Who fired?                                                   | 2
The toll is 30.Police blamed rebels.                                    | 1
It happened on Dec. 29 in Kyiv.                                         | 1
"""

WORDS = """
11,517 killed           | 11,517 killed
1.5 million             | 1.5 million
Gaza's dead             | Gaza 's dead
Gaza’s dead             | Gaza ’s dead
50-100 dead             | 50 - 100 dead
al-Shifa hospital       | al-Shifa hospital
30K dead                | 30 K dead
(12 dead)               | ( 12 dead )
a 17-year-old boy       | a 17-year-old boy
two 17 year-olds        | two 17 year-olds
120+ dead               | 120 + dead
U.S. troops             | U.S. troops
"""


def table(rows: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in rows.strip().split("\n")]


@pytest.mark.parametrize(("text", "count"), table(SPLIT))
def test_sentences_end_where_a_reader_would_end_them(text: str, count: str) -> None:
    found = [text[start:end] for start, end in sentences(text)]
    assert len(found) == int(count), found


@pytest.mark.parametrize(("text", "words"), table(WORDS))
def test_tokens_keep_numbers_and_names_whole(text: str, words: str) -> None:
    assert " ".join(token.text for token in tokens(text, 0, len(text))) == words


def test_a_blank_line_always_ends_a_sentence() -> None:
    text = "Bomb kills five\n\nThe army blamed rebels"
    assert [text[a:b] for a, b in sentences(text)] == ["Bomb kills five", "The army blamed rebels"]


def test_a_line_break_of_a_wrapped_wire_ends_nothing() -> None:
    text = (
        "KABUL (Agency) - A roadside bomb that was meant for a police\n"
        "patrol killed seven shopkeepers on the road between the bazaar\n"
        "and the bus station, the governor said in a message to editors.\n"
        "He blamed the insurgents."
    )
    assert len(sentences(text)) == 2


def test_a_line_break_between_live_blog_entries_ends_a_sentence() -> None:
    text = "14:05 GMT\nTwo killed by drone\n13:40 GMT\nSiren in capital"
    assert len(sentences(text)) == 4


@given(st.text(max_size=300))
def test_tokens_slice_to_their_text_and_come_in_order(text: str) -> None:
    at = 0
    for token in tokens(text, 0, len(text)):
        assert text[token.start : token.end] == token.text
        assert token.start >= at
        at = token.end


@given(st.text(max_size=400))
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


def test_a_line_of_full_stops_is_cut_in_time_that_grows_with_its_length() -> None:
    """Each mark is looked at a bounded number of times, so that 200,000 of them end at once."""
    text = "12 were killed " + "." * 200_000 + "a"
    assert "".join(text[start:end] for start, end in sentences(text)).replace(" ", "") == text.replace(" ", "")
