"""News text that is torn, mixed with foreign marks or shuffled: spans hold, readings repeat, articles stay apart."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook import CASES, article, load
from conftest import Command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_properties import faults

from tracker.extract import read
from tracker.extract.tokens import sentences, tokens
from tracker.model import PartialDate

BOOKS = sorted(path for path in CASES.glob("*.yaml") if path.stem != "not_yet")
PARAGRAPHS = [case for path in BOOKS for case in load(path)]
DAY = PartialDate(2024, 5, 7)
# Marks and letters that split, join, turn around or double characters, and numbers in other digits.
STRANGE = [
    "\u0301",
    "e\u0301\u0302\u0303",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u202e",
    "\u202c",
    "\u2067",
    "\u061c",
    "\ud800",
    "\udfff",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u2029",
    "\f",
    "\r",
    "\r\n",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f1fa\U0001f1e6",
    "\u0664\u0661",
    "\uff14\uff11",
    "\u0e54",
    "\u2164",
    "\u00b2",
    "\u00bd",
    "1\u2009200",
    "1\u202f200",
    "1\u00a0200",
    "1\u3000200",
    "\ufdfd",
    "\u0130",
    "\u1e9e",
    "\ufb03",
    "\u01c5",
    "٪",
    "“",
    "»",
    "\ufeff",
]


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A paragraph of ours with some of its stretches dropped, doubled, swapped or broken by strange characters."""
    text = draw(st.sampled_from(PARAGRAPHS)).text
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 30)))
        change = draw(st.sampled_from(("insert", "drop", "double", "swap", "upper", "strip spaces", "another")))
        stretch = text[at:to]
        if change == "insert":
            stretch = draw(st.sampled_from(STRANGE)) + stretch
        elif change == "drop":
            stretch = ""
        elif change == "double":
            stretch *= 2
        elif change == "swap":
            stretch = stretch[::-1]
        elif change == "upper":
            stretch = stretch.upper()
        elif change == "strip spaces":
            stretch = stretch.replace(" ", "")
        else:
            stretch += draw(st.sampled_from(PARAGRAPHS)).text[: draw(st.integers(0, 80))]
        text = text[:at] + stretch + text[to:]
    return text


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(torn())
def test_torn_news_is_read_soundly_and_the_same_twice(text: str) -> None:
    one = read(article(text, DAY))
    assert not faults(text, one.claims)
    assert read(article(text, DAY)) == one
    for unread in one.unread:
        assert text[unread.start : unread.end] == unread.sentence
    assert one.heard >= one.silent


EVERY = 5  # words from one place at which a paragraph is broken off to the next


def test_paragraphs_that_break_off_or_begin_anywhere_are_read_soundly() -> None:
    texts = ["The chief is one", "Of them the judge was one"]  # ends behind which a rule once looked for another word
    for case in PARAGRAPHS:
        for word in list(re.finditer(r"\w+", case.text))[::EVERY]:
            texts += [case.text[: word.end()], case.text[word.start() :]]
    for text in texts:
        assert not faults(text, read(article(text, DAY)).claims), text


@pytest.mark.parametrize("mark", STRANGE, ids=lambda mark: "-".join(f"{ord(c):04x}" for c in mark[:4]))
def test_a_strange_character_anywhere_in_a_sentence_does_no_harm(mark: str) -> None:
    text = "The ministry said on Monday that at least 41 people were killed and 160 injured in Redwell."
    for at in range(0, len(text) + 1, 7):
        broken = text[:at] + mark + text[at:]
        assert not faults(broken, read(article(broken, DAY)).claims)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(
        st.sampled_from([*STRANGE, " ", ".", "\n", "12", "killed", "people", "Gen.", "U.S.", "“", "”"]), max_size=60
    )
)
def test_sentences_and_tokens_lie_in_order_and_apart_and_lose_no_word(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not any(c.isalnum() for c in text[last:start])
        last = end
        edge = start
        for token in tokens(text, start, end):
            assert edge <= token.start < token.end <= end
            assert text[token.start : token.end] == token.text
            edge = token.end
    assert not any(c.isalnum() for c in text[last:])


DIGITS: list[tuple[str, Callable[[str], str]]] = [
    ("full-width", lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n)),
    ("Arabic-Indic", lambda n: "".join(chr(ord(c) - 48 + 0x660) for c in n)),
    ("Extended Arabic-Indic", lambda n: "".join(chr(ord(c) - 48 + 0x6F0) for c in n)),
    ("Devanagari", lambda n: "".join(chr(ord(c) - 48 + 0x966) for c in n)),
]


@pytest.mark.parametrize(("name", "turned"), DIGITS, ids=[name for name, _ in DIGITS])
@pytest.mark.parametrize("figure", [4, 41, 1200])
def test_digits_of_another_script_are_read_as_their_number_or_not_at_all(
    name: str, turned: Callable[[str], str], figure: int
) -> None:
    text = f"The shells killed {turned(str(figure))} people in the town."
    assert unicodedata.digit(turned(str(figure))[0]) == int(str(figure)[0]), name
    claims = read(article(text, DAY)).claims
    assert not faults(text, claims)
    assert [claim.quantity.point for claim in claims] in ([], [figure])


SEPARATORS = ["\u2009", "\u202f", "\u00a0", "\u2007", "\u2008", " ", ",", ".", "'", "’"]


@pytest.mark.parametrize("mark", SEPARATORS, ids=lambda mark: f"{ord(mark):04x}")
def test_thousands_set_apart_are_one_number(mark: str) -> None:
    text = f"The ministry said 41{mark}200 people were killed in the war."
    assert [claim.quantity.point for claim in read(article(text, DAY)).claims] == [41200]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("3,2 million people", [3_200_000]),
        ("3.2 million people", [3_200_000]),
        ("2.500 million people", [2_500_000]),
        ("1.234.567 people", [1_234_567]),
        ("12,00,000 people", [1_200_000]),
    ],
)
def test_points_and_commas_of_large_numbers(words: str, figures: list[int]) -> None:
    claims = read(article(f"The ministry said {words} were displaced by the war.", DAY)).claims
    assert [claim.quantity.point for claim in claims] == figures


def test_a_number_with_a_slip_in_its_separators_is_never_a_zero() -> None:
    claims = read(article("The ministry said 4,1200 people were killed in the war.", DAY)).claims
    assert 0 not in [claim.quantity.point for claim in claims]


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(range(len(PARAGRAPHS))), st.data())
def test_articles_in_another_order_give_the_same_claims(order: list[int], data: st.DataObject) -> None:
    chosen = order[:6]
    texts = {n: data.draw(torn()) if n % 3 == 0 else PARAGRAPHS[n].text for n in chosen}
    first = {n: read(article(texts[n], DAY)) for n in chosen}
    assert {n: read(article(texts[n], DAY)) for n in sorted(chosen)} == first


def test_each_claim_of_a_file_comes_from_the_text_of_its_own_article(tmp_path: Path, tracker: Command) -> None:
    chosen = PARAGRAPHS[::7]
    rows = [{"id": f"{case.book}-{n}", "text": case.text, "published": str(DAY)} for n, case in enumerate(chosen)]
    told = {}
    for name, order in (("one", rows), ("other", rows[::-1])):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("\n".join(map(json.dumps, order)), encoding="utf-8")
        lines = tracker("extract", path, "--language", "en", "--format", "jsonl", cwd=tmp_path).out.splitlines()
        claims = [json.loads(line) for line in lines]
        texts = {row["id"]: row["text"] for row in rows}
        assert claims
        for claim in claims:
            assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["quote"]
        told[name] = sorted(claims, key=lambda claim: (claim["article"], claim["start"], claim["id"]))
    assert told["one"] == told["other"]
