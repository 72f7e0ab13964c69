"""What holds of every reading: spans, quotes, repeatability, and peace with any text at all."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from casebook import CASES, Case, article, load
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.extract import read
from tracker.extract.numbers import number_words
from tracker.model import Claim, Outcome, PartialDate, Qualifier, Quantity, SpanKind, Unit

ALL = [case for path in sorted(CASES.glob("*.yaml")) for case in load(path)]
# Words that say one or none without a number of their own.
IMPLIED = {
    "a",
    "an",
    "another",
    "no",
    "none",
    "nobody",
    "without",
    "zero",
    "any",
    "the",
    "one",
    "each",
    "every",
    "not",
}


@lru_cache(maxsize=1)
def sizes() -> set[str]:
    """Every word that says how many."""
    words = number_words()
    return {*words.units, *words.tens, *words.scales, *words.vague, "half", "quarter"} | IMPLIED


def says_how_many(text: str) -> bool:
    return bool(re.search(r"\d", text)) or any(word in sizes() for word in re.findall(r"[a-z]+", text.lower()))


def faults(text: str, claims: tuple[Claim, ...]) -> list[str]:
    """What is wrong with the spans of claims read from a text."""
    out = []
    for claim in claims:
        if text[claim.start : claim.end] != claim.quote or not claim.quote:
            out.append(f"the quote is not the text at {claim.start}..{claim.end}: {claim.quote!r}")
        figures = [span for span in claim.spans if span.kind is SpanKind.FIGURE]
        if not figures:
            out.append(f"no figure is marked in {claim.quote!r}")
        for span in claim.spans:
            if not 0 <= span.start < span.end <= len(text):
                out.append(f"a span {span} leaves the article")
        for span in figures:
            figure = text[span.start : span.end]
            if claim.quantity.point != 0 and not says_how_many(figure):
                out.append(f"the figure {figure!r} of {claim.quantity} says no number")
        if claim.part_of == claim.id:
            out.append(f"{claim.quote!r} is a part of itself")
        if claim.part_of and claim.part_of not in {other.id for other in claims}:
            out.append(f"{claim.quote!r} is a part of a claim that does not exist")
    if len({claim.id for claim in claims}) != len(claims):
        out.append("two claims share an id")
    return out


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.book}/{case.name}")
def test_every_claim_slices_to_its_quote_and_shows_its_figure(case: Case) -> None:
    assert not faults(case.text, read(article(case.text, case.published)).claims)


def test_reading_twice_gives_equal_claims() -> None:
    for case in ALL:
        one, other = (read(article(case.text, case.published)) for _ in range(2))
        assert one == other, case.name


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.permutations(range(len(ALL))))
def test_no_article_changes_how_another_is_read(order: list[int]) -> None:
    alone = {n: read(article(ALL[n].text, ALL[n].published)) for n in order[:12]}
    again = {n: read(article(ALL[n].text, ALL[n].published)) for n in reversed(order[:12])}
    assert alone == again


PIECES = st.sampled_from(
    """killed wounded died dead injured missing abducted arrested displaced casualties toll losses deaths people soldiers
    children women civilians of whom including among them and or , . ; : ( ) – - " ' at least more than up to about 12 3
    1,200 45.5 a an no one the dozens hundreds million thousand half not could would if said ministry according to in
    Gaza Kyiv on Monday since 2011 March 7 October past 24 hours was were have been rose from to bringing % $ war bomb
    attack \n \n\n 12-15 two-year-old twenty-three lakh + ~ U.S. Gen. read more more. who which left took""".split(
        " "
    )
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_heap_of_news_words_is_read_soundly(words: list[str]) -> None:
    text = " ".join(words)
    assert not faults(text, read(article(text, PartialDate(2024, 5, 7))).claims)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_soundly(text: str) -> None:
    assert not faults(text, read(article(text, PartialDate(2024, 5, 7))).claims)


# Long enough that a reader whose time grows with the square of a text would be noticed by whoever waits for it.
HOSTILE = {
    "one word for ever": "killed " * 4000,
    "one number for ever": "12 " * 4000,
    "counts in a row": "12 people, " * 1500 + "were killed",
    "brackets": "(" * 5000 + "12 killed" + ")" * 5000,
    "quotation marks": "“" * 5000 + "12 killed" + "”" * 5000,
    "no space": "a" * 50000,
    "digits": "9" * 50000,
    "separators": "1," * 8000,
    "dots": "." * 50000,
    "line breaks": "\n" * 50000,
    "hyphens": "-".join(["twenty"] * 4000),
    "capitals": "THE ARMY " * 3000,
    "since": "since 2011 " * 2000 + "12 people were killed in the war",
    "said": "the mayor said " * 1500 + "12 people were killed in the war",
    "of them": "12 people were killed, of whom " * 700,
    "combining marks": "12 people were killed in the war" + "\u0301" * 5000,
    "turned around": "\u202e12 people were killed in the war\u202c" * 50,
    "nothing": "",
    "zero bytes": "12 people\x00 were killed in the war",
    "lone surrogate": "12 people \ud800 were killed in the war",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_soundly(name: str) -> None:
    text = HOSTILE[name]
    assert not faults(text, read(article(text, PartialDate(2024, 5, 7))).claims)


def test_a_language_without_a_lexicon_is_listed_and_not_half_read() -> None:
    reading = read(article("12 people were killed in the war.", language="fr"))
    assert reading.claims == ()
    assert "fr" in reading.unread[0].reason


BOUND = st.integers(min_value=0, max_value=10**9)
HEDGES = st.text(max_size=30)


@given(
    BOUND, BOUND, st.sampled_from(Qualifier), HEDGES, st.sampled_from(Unit), st.sampled_from(["both", "low", "high"])
)
def test_a_quantity_is_what_its_words_parse_to(
    one: int, other: int, qualifier: Qualifier, hedge: str, unit: Unit, kept: str
) -> None:
    low, high = min(one, other), max(one, other)
    quantity = Quantity(low if kept != "high" else None, high if kept != "low" else None, qualifier, hedge, unit)
    assert Quantity.parse(str(quantity)) == quantity


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_a_partial_date_is_what_its_words_parse_to(day: object, precision: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    partial = PartialDate(year, month if precision != "year" else None, number if precision == "day" else None)
    assert PartialDate.parse(str(partial)) == partial
    assert partial.first() <= partial.last()


@given(st.text(max_size=20))
def test_what_is_no_date_and_no_quantity_is_refused(text: str) -> None:
    for kind in (PartialDate, Quantity):
        try:
            found = kind.parse(text)
        except ValueError:
            continue
        assert kind.parse(str(found)) == found


def test_no_combined_figure_is_ever_read_as_the_dead() -> None:
    wrong = []
    for case in ALL:
        asked = {want.low or want.high for want in case.expected if want.outcome is Outcome.CASUALTIES}
        asked -= {want.low or want.high for want in case.expected if want.outcome is Outcome.KILLED}
        found = {c.quantity.point for c in read(article(case.text)).claims if c.outcome is Outcome.KILLED}
        wrong += [(case.name, figure) for figure in asked & found]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "The army killed, between the harvest and the first snow, 34 rebels.",
        "Soldiers here speak of nothing but the 212 from the class of that year, dead in the war.",
    ],
)
def test_what_holds_a_number_and_an_outcome_is_read_or_listed(text: str) -> None:
    reading = read(article(text))
    assert reading.claims or reading.unread
