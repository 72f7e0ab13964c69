"""Outlets' notes that they had a figure wrong: what they take back, and what they put in its place."""

from __future__ import annotations

import pytest
from casebook import article

from tracker.extract import notices_of as notices
from tracker.lexicon import lexicon
from tracker.model import Outcome, PartialDate

NOTES = [
    # the note, the numbers it takes back, the numbers it gives instead
    ("Correction: an earlier version of this article said 12 people were killed; the number is 10.", (12,), (10,)),
    ("CORRECTION: A previous version of this story misstated the death toll. It is 10, not 12.", (12,), (10,)),
    ("This story has been corrected to show that 10 people were killed, not 12.", (12,), (10,)),
    ("(Corrects death toll to 10 from 12 in headline and paragraph 3)", (12,), (10,)),
    ("(Corrects number of dead in paragraph 3 to 10 from 12)", (12,), (10,)),
    ("Corrects toll to 10: strike on a market in Redwell", (), (10,)),
    ("This article was amended to correct the dead. It originally said 12 died when in fact ten did.", (12,), (10,)),
    ("Correction: the ministry counted 4,500 dead rather than 45,000.", (45_000,), (4_500,)),
    ("Correction: the report wrongly gave the wounded as 300. It should have been 30.", (300,), (30,)),
]


@pytest.mark.parametrize(("text", "wrong", "right"), NOTES)
def test_a_note_tells_what_was_wrong_and_what_is_right(
    text: str, wrong: tuple[int, ...], right: tuple[int, ...]
) -> None:
    page = article(f"A strike hit Redwell on Friday.\n\n{text}")
    (found,) = notices(page)
    assert (found.wrong, found.right) == (wrong, right)
    assert page.text[found.start : found.end] == found.quote


NO_NOTES = [
    "An earlier version of this article misspelled the mayor's name. Twelve people were killed in the raid.",
    "The army corrected the toll to 10 on Friday.",
    "The ministry corrected its toll: 10 people were killed, not 12, it said.",
    "Correction: the mayor is 61, not 16.",
    "Twelve people were killed in the raid.",
]


@pytest.mark.parametrize("text", NO_NOTES)
def test_a_claimants_correction_and_a_note_on_something_else_are_no_outlets_corrections_of_a_toll(text: str) -> None:
    assert notices(article(f"A strike hit Redwell on Friday.\n\n{text}")) == ()


def test_a_note_with_a_day_of_its_own_is_of_that_day() -> None:
    text = (
        "Twelve died.\n\nThis article was amended on 12 May 2024. An earlier version said 12 people had died; the "
        "correct figure is 10."
    )
    (found,) = notices(article(text, PartialDate(2024, 5, 10)))
    assert (found.said_on, found.outcomes) == (PartialDate(2024, 5, 12), frozenset([Outcome.KILLED]))


def test_a_note_ends_with_its_paragraph() -> None:
    text = "This story has been corrected to show that 10 people were killed, not 12.\n\nIn another raid 40 died."
    (found,) = notices(article(text))
    assert (found.wrong, found.right) == ((12,), (10,))


def test_no_words_that_open_a_note_are_passed_over_unread() -> None:
    for words in lexicon().section["reporting"]["corrections"]:
        assert notices(article(f"{words} 12 people were killed, not 13.")), words
