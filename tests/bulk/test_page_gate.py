"""The gate before pages are read with care: what it says of a page, and that it keeps back nothing that would be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.bulk.body_gate import body_gate
from tracker.bulk.gate import Gate, gate, worth_reading
from tracker.collect.article import Collected, Given, Stated, collected
from tracker.collect.pages import read_html
from tracker.extract import read
from tracker.extract.gate import may_tell_itself, words_of
from tracker.extract.reader import may_hold_claims
from tracker.extract.tokens import paragraphs
from tracker.model import PartialDate


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("", Gate.NO_TEXT),
        ("<p>The council met again to speak of the roads and the water that they use.", Gate.NO_OUTCOME),
        ("<p>Le maire a annoncé que la route sera ouverte; 12 dead.", Gate.OTHER_LANGUAGE),
        ("<p>The team lost the match by two goals, and the coach was angry after that.", Gate.NO_COUNT),
        ("<p>At least <b>12</b> people were kill&shy;ed and 30 wounded in Redwell, officials said.", Gate.OPEN),
        (
            "<p>That the enemy lost men was said. His combat losses are approximately:<li>personnel - 712,610 (+1,950)<li>"
            "tanks - 9,286 (+20)",
            Gate.OPEN,
        ),
        ("<p>At least tw<i>elve</i> people were killed in the strike on the town, officials said.", Gate.OPEN),
    ],
)
def test_what_the_gate_says_of_a_page(html: str, told: Gate) -> None:
    assert gate(html.encode(), None) is told


TELLING = [
    "None of the dead was named.",
    "Only the dead whom it knew were named.",
    "At least 12 people were killed in Redwell.",
    "Rebels held the town.",
]
GOING_ON = ["These were 40 farmers from Easton.", "Twelve were soldiers, the ministry said.", "They were 30."]
OTHER = ["Home", "The weather of Harrow stays dry and cold this week.", "12 ways to lose weight", "Read more: sport"]


@given(
    st.lists(
        st.tuples(st.sampled_from([*TELLING, *GOING_ON, *OTHER]), st.sampled_from(["\n", "\n\n", " "])), max_size=14
    )
)
def test_paragraphs_worth_reading_hold_every_count_of_the_whole_text(lines: list[tuple[str, str]]) -> None:
    text = "".join(line + after for line, after in lines)
    whole = [text[start:end] for start, end in paragraphs(text)]
    worth = worth_reading(whole, {at for at, one in enumerate(whole) if may_tell_itself(words_of(one))})
    if holds(text):
        assert holds("\n\n".join(worth))
    assert len(worth) == len(set(map(id, worth))) <= len(whole)


def holds(text: str) -> bool:
    return may_hold_claims(collected("page", text, b"", Given("", language="en"), Stated()).article)


def test_paragraphs_far_from_any_word_for_an_outcome_are_not_worth_reading() -> None:
    far = ["The council of Redwell met for the 4th time to speak of roads."] * 20
    told = "At least 12 people were killed in Redwell."
    assert worth_reading([*far, told, *far], {20}) == [told, *far[:4]]
    assert worth_reading(["The dead were named.", "Home"], {0}) == []


GERMAN = (
    "<p>Die 12 Opfer hatten 30 Tage in der Stadt gelebt, und die Stadt lag seit zwei Jahren ohne Strom und Wasser da."
)


def test_a_german_page_is_not_read_for_its_articles_nor_for_its_menus_in_english() -> None:
    menu = "<p>News from the world<p>More of this<p>Contact"
    weather = "<p>Das Wetter bleibt heute im Norden kalt und trocken, sagte Herr Schmidt gestern am Telefon." * 2
    assert gate((menu + weather + GERMAN * 9).encode(), None) is Gate.OTHER_LANGUAGE


def test_a_list_of_short_german_lines_is_not_read_either() -> None:
    menu = "<p>News from the world<p>More of this"
    weather = "<p>Das Wetter bleibt im Norden kalt und trocken." * 12
    line = "<p>Die 12 Opfer, die er dort sah."
    assert gate((menu + weather + line * 12 + weather).encode(), None) is Gate.OTHER_LANGUAGE
    assert gate((menu + line * 3).encode(), None) is Gate.OPEN  # too few words to tell


@pytest.mark.parametrize("own", ["12 dead in Redwell", "At least 12 people were killed, 30 wounded in Redwell."])
def test_an_english_count_among_german_paragraphs_is_found(own: str) -> None:
    menu = "<p>News from the world"
    assert gate((menu + GERMAN * 3 + f"<p>{own}</p>" + GERMAN * 3).encode(), None) is Gate.OPEN


@pytest.mark.parametrize(
    "own", ["A train crash killed 12 people in the north of the town.", "Some 12 people could be killed in the town."]
)
def test_a_count_that_its_own_sentence_refuses_opens_no_page(own: str) -> None:
    assert gate(f"<p>{own} The mayor said that on Monday.</p>".encode(), None) is Gate.NO_COUNT


def test_an_article_that_a_page_holds_for_machines_alone_opens_it() -> None:
    own = (
        "Officials said \u201c12 people were killed\u201d on Monday.\nThat was in Redwell, in the north."
        + " The roads stay shut, they said, and so do the schools." * 6
    )
    told = json.dumps({"@type": "NewsArticle", "articleBody": own})
    page = f"<script type='application/ld+json'>{told}</script><p>The news of that town."
    assert gate(page.encode(), None) is Gate.OPEN
    found = read_html(page.encode(), "page", Given("2026-11-24T00:00:00Z"))
    assert isinstance(found, Collected)
    assert "12 people were killed" in found.article.text
    assert gate(page.replace("killed", "kil\\q").encode(), None) is Gate.NO_OUTCOME


def test_letters_that_are_longer_in_small_letters_move_no_word() -> None:
    assert (
        gate(("<p>İİİ" * 40 + "<p>At least 12 people were killed in Redwell, they said.").encode(), None) is Gate.OPEN
    )


ROADS = "The council of Redwell met again to speak of the roads and of the water that they use. " * 12
LOSSES = "The total combat losses of the enemy from 24.02.2022 to 01.06.2023 are approximately:\npersonnel - 208,370 (+460)"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("At least 12 people were killed in Redwell.", "en", Gate.OPEN),  # too short to have to speak of conflict
        ("At least 12 people were killed in Redwell.", None, Gate.OPEN),
        ("At least 12 people were killed in Redwell.", "de", Gate.OTHER_MAIN_TEXT),
        (ROADS + "At least 12 people were killed in Redwell.", "en", Gate.NO_CONFLICT),
        (ROADS + "At least 12 people were killed in shelling of Redwell.", "en", Gate.OPEN),
        (ROADS + "People were killed in shelling of Redwell.", "en", Gate.NO_CONFLICT),
        (ROADS + LOSSES, "en", Gate.OPEN),
    ],
)
def test_what_the_gate_says_of_a_main_text(text: str, language: str | None, told: Gate) -> None:
    assert body_gate(text, language) is told


@given(
    st.lists(
        st.sampled_from(
            [
                ROADS,
                LOSSES,
                "Rebels shelled the town and killed 12 civilians.",
                "These were 40 farmers.",
                "At least 12 people died in the flood.",
                "Since the war in Syria began 300 soldiers have been killed.",
                "The court jailed him for murder; three people died in the robbery.",
                "Photo: 3 people killed in an attack (AP Photo/Someone)",
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["\n", "\n\n", " "]),
    st.sampled_from([None, PartialDate(2010, 1, 2), PartialDate(2024, 5, 6)]),
)
def test_a_main_text_that_the_gate_refuses_gives_no_claim(
    parts: list[str], between: str, published: PartialDate | None
) -> None:
    text = between.join(parts)
    if body_gate(text, "en") is not Gate.OPEN:
        article = collected(
            "page", text, b"", Given("2026-11-24T00:00:00Z", language="en"), Stated(published=published)
        )
        assert read(article.article).claims == ()
