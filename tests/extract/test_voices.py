"""Who says it, in every usual order of words: the speaker is the source of each figure, and no figure himself."""

from __future__ import annotations

from itertools import product

import pytest
from casebook import article

from tracker.extract import read
from tracker.model import PartialDate

TOLD = (
    ("12 soldiers were killed", 1),
    ("the blast killed 12 soldiers", 1),
    ("gunmen abducted 43 students", 1),
    ("the death toll rose to 58", 1),
    ("three children and a woman were killed in the shelling", 2),
)
SPEAKERS = (
    "the health ministry",
    "police",
    "Gaza's health ministry",
    "UNICEF",
    "the Syrian Observatory for Human Rights",
    "local officials",
    "army spokesman Col. Richard Karemire",
    "witnesses",
    "Amnesty International",
    "a hospital doctor",
    "the governor of Borno",
    "Ukrainian President Volodymyr Zelenskyy",
    "a senior Iraqi security official",
    "the rebel group",
    "state media",
    "residents of the village",
    "a spokeswoman for the UN refugee agency",
    "the provincial police chief",
)
ORDERS = (
    "{told}, {who} said.",
    "{who} said {told}.",
    "{who} said that {told}.",
    "According to {who}, {told}.",
    "{told}, according to {who}.",
    "“{told},” {who} said.",
    "“{told},” said {who}.",
    '"{told}," {who} told Reuters.',
    "{who} told Reuters that {told}.",
    "{told}, {who} told reporters on Monday.",
    "{told}, {who} told AFP, adding that the search went on.",
    "{who} said on Monday that {told}.",
    "In a statement, {who} said {told}.",
    "{who} reported on Monday that {told}.",
    "{told}, {who} said in a statement on Monday.",
    "{who} confirmed that {told}.",
    "{who} announced on Monday that {told}.",
    "{told}, {who} added.",
    "{who} wrote on Telegram that {told}.",
    "{who} said {told} and that the search went on.",
    "{told}, {who} said, adding that the search went on.",
    "On Monday, {who} said {told}.",
    "{told}, {who} reported.",
    "{told}, said {who}.",
    "{who} said at a news conference that {told}.",
    "As {who} reported on Monday, {told}.",
    "Meanwhile, {who} said {told}.",
    "{told}, {who} said by phone.",
    "{told}, {who} said on condition of anonymity.",
    "{who}, speaking on condition of anonymity because the talks go on, said {told}.",
)


def sentence(order: str, who: str, told: str) -> str:
    """The words in this order, the first letter and that of a quotation great."""
    words = order.format(who=who, told=told[0].upper() + told[1:] if "{told}," in order[:8] else told)
    first = next(n for n, letter in enumerate(words) if letter.isalnum())
    return words[:first] + words[first].upper() + words[first + 1 :]


@pytest.mark.parametrize("order", ORDERS)
def test_the_speaker_is_the_source_of_each_figure(order: str) -> None:
    wrong = []
    for who, (told, figures) in product(SPEAKERS, TOLD):
        text = sentence(order, who, told)
        claims = read(article(text, PartialDate(2020, 7, 15), conflict="war")).claims
        if [(claim.source or "").casefold() for claim in claims] != [who.casefold()] * figures:
            wrong.append((text, [(str(claim.outcome), claim.quantity.low, claim.source) for claim in claims]))
    assert wrong == []
