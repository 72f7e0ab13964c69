"""Who says it: the wording of a source, which stretch it covers, and the claimant it comes to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from casebook import article

from tracker.extract import read
from tracker.extract.claimants import claimants_in_passage
from tracker.sources import Claimant, ClaimantKind, Config, Conflict, Party, Place

CONFLICT = Conflict(
    "gaza",
    "Gaza",
    date(2023, 10, 7),
    "PSE",
    "for tests",
    (Place("gaza-strip", "Gaza Strip", ("Gaza",)),),
    (
        Party("israel", "Israel", ("Israeli",), ("Israelis",)),
        Party("palestinian", "Palestinians", (), ("Palestinians",)),
    ),
    (),
)
CONFIG = Config(
    Path("for-tests.yaml"),
    {party.id: party for party in CONFLICT.parties},
    {"gaza": CONFLICT},
    {
        "moh": Claimant(
            "moh", "Gaza Ministry of Health", ClaimantKind.MINISTRY, "for tests", aliases=("Gaza's health ministry",)
        ),
        "gmo": Claimant("gmo", "Government Media Office", ClaimantKind.GOVERNMENT, "for tests"),
        "idf": Claimant("idf", "Israeli army", ClaimantKind.MILITARY, "for tests", aliases=("Israeli military",)),
    },
    {},
)

# sentence | the source of its one claim as written; "-" where the outlet speaks in its own voice
SAID = """
The air strike killed nine people, the mayor said.                                      | the mayor
The air strike killed nine people, said the mayor.                                      | the mayor
The mayor said the air strike killed nine people.                                       | The mayor
The mayor said on Monday that the air strike killed nine people.                        | The mayor
The mayor has said that the air strike killed nine people.                              | The mayor
The air strike killed nine people, according to the mayor.                              | the mayor
According to the mayor, the air strike killed nine people.                              | the mayor
The air strike killed nine people, the mayor told reporters.                            | the mayor
The air strike killed nine people, Mayor Vitali Ivanov said in a message on Telegram.   | Mayor Vitali Ivanov
The air strike killed nine people, a spokesman for the rebels said.                     | a spokesman for the rebels
The air strike killed nine people, the Union of Free Village Doctors said.              | the Union of Free Village Doctors
The air strike killed nine people, officials say.                                       | officials
The air strike killed nine people, the news agency reported, citing rescuers.           | rescuers
“The air strike killed nine people,” the mayor told a news conference.                  | the mayor
The rebels put the number killed by the air strike at nine.                             | The rebels
The air strike killed nine people.                                                      | -
The army went on reporting that nine people were killed by the air strike.             | The army
The air strike killed nine people, the mayor said at first.                             | the mayor
The government had earlier spoken of nine people killed.                                | The government
The mayor had first reported nine people killed.                                        | The mayor
Statistics issued by the health ministry on Thursday show nine people killed.           | the health ministry
The air strike killed nine people, General Mark Hill said on Monday, adding that more might follow. | General Mark Hill
The report relied on the mayor's office, which said nine people had been killed.        | the mayor's office
The health ministry, in its update of 6 May, counted nine people killed.                | The health ministry
The air strike killed nine people and showed how weak the front is.                     | -
The air strike killed nine people who were told to leave.                               | -
"""


@pytest.mark.parametrize(
    ("sentence", "source"), [[cell.strip() for cell in line.split("|")] for line in SAID.strip().split("\n")]
)
def test_a_source_is_kept_as_it_is_written(sentence: str, source: str) -> None:
    (claim,) = read(article(sentence)).claims
    assert (claim.source or "-") == source


def test_a_blank_line_ends_a_voice_that_nothing_takes_up() -> None:
    text = "The mayor said two people were killed by a rocket.\n\nA bomb wounded six guards in another city."
    assert [claim.source for claim in read(article(text)).claims] == ["The mayor", None]


def test_each_of_two_rivals_keeps_its_own_figure() -> None:
    text = "The army said 12 rebels were killed in the clash, but the rebels said 30 soldiers died."
    found = {claim.quantity.low: claim.source for claim in read(article(text)).claims}
    assert found == {12: "The army", 30: "the rebels"}


def test_wordings_of_one_body_come_to_one_claimant() -> None:
    text = (
        "Gaza's health ministry said 58 people were killed in the war on Monday. "
        "The ministry said another 91 were wounded."
    )
    assert [claim.claimant for claim in read(article(text), CONFIG).claims] == ["moh", "moh"]


def test_ministry_and_media_office_never_become_one() -> None:
    text = (
        "Gaza's health ministry said 48,319 people had been killed in the war. "
        "The Government Media Office said 61,709 people had been killed."
    )
    assert [claim.claimant for claim in read(article(text), CONFIG).claims] == ["moh", "gmo"]


def test_an_undeclared_source_keeps_its_words_and_gets_no_claimant() -> None:
    (claim,) = read(article("The Lakeside Herders' Union said nine people were killed by gunmen."), CONFIG).claims
    assert claim.source == "The Lakeside Herders' Union"
    assert claim.claimant is None


def test_without_a_configuration_nobody_is_resolved() -> None:
    (claim,) = read(article("Gaza's health ministry said nine people were killed in the war.")).claims
    assert claim.source == "Gaza's health ministry"
    assert claim.claimant is None


def test_a_bare_noun_takes_the_last_body_that_holds_it() -> None:
    words: list[str | None] = ["Gaza Ministry of Health", "the ministry", None, "Israeli military", "the military"]
    assert claimants_in_passage(words, "gaza", CONFIG) == ["moh", "moh", None, "idf", "idf"]
