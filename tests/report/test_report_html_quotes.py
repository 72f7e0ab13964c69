"""Quotes on the web pages: which words are marked, how much of an article is shown around them, where long ones are cut."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsdesk import Newsroom

from tracker.model import Span, SpanKind
from tracker.report.html.quotes import LONGEST, pieces
from tracker.report.printed import Quoted


@pytest.mark.parametrize("size", [10, LONGEST, LONGEST + 1, 50_000])
def test_a_quote_is_shown_in_pieces_that_stand_in_it_and_hold_the_figure(size: int) -> None:
    room = Newsroom()
    quote = "word " * (size // 5) + "at least\t4,321 people\nwere killed on May 3, 2024 " + "word " * (size // 5)
    (name,) = room.says("ministry", 4_321, "2024-05-03", quote=quote.strip()).claims
    at = room.claims[name].quote.index("4,321")
    claim = replace(room.claims[name], spans=(Span(SpanKind.FIGURE, at, at + 5),))
    _, found, _ = pieces(claim, None)
    told = "".join(piece.words.text for piece in found)
    assert [piece.words.text for piece in found if piece.kind is SpanKind.FIGURE] == ["4,321"]
    assert [piece.words.text for piece in found if piece.kind is SpanKind.DATE] == ["May 3, 2024"]
    assert "at least 4,321 people were killed" in told
    assert len(told) <= LONGEST + 2


def test_the_claimant_is_marked_in_the_sentence_around_the_quote() -> None:
    room = Newsroom()
    quote = "toll is now nearly 4,321"
    (name,) = room.says("ministry", 4_321, "2024-05-03", quote=quote).claims
    text = f"Other news.\nOn 3 May 2024 the Ministry of Health said the {quote}, up by 12.\nMore news."
    start = text.index(quote)
    claim = replace(room.claims[name], start=start, end=start + len(quote), source="Ministry of Health")
    before, said, after = pieces(claim, text)
    told = ["".join(piece.words.text for piece in some) for some in (before, said, after)]
    assert told == ["On 3 May 2024 the Ministry of Health said the ", quote, ", up by 12."]
    assert [(p.kind, p.words.text) for p in before if p.kind] == [
        (SpanKind.DATE, "3 May 2024"),
        (SpanKind.SOURCE, "Ministry of Health"),
    ]
    assert all(isinstance(piece.words, Quoted) for piece in said)
    assert not any(isinstance(piece.words, Quoted) for piece in (*before, *after))
    assert pieces(replace(claim, quote="another text"), text)[0] == ()


@pytest.mark.parametrize(
    ("words", "day", "marked"),
    [
        ("on 8 November 2024 and 9 November", "2024-11-08", ["8 November 2024"]),
        ("by Nov. 8, and again on November 18", "2024-11-08", ["Nov. 8"]),
        ("since 7th of October, 2023", "2023-10-07", ["7th of October, 2023"]),
        ("as of 2024-11-08 (2024-11-09)", "2024-11-08", ["2024-11-08"]),
        ("in March 2025, not in March 2024", "2025-03", ["March 2025"]),
        ("on 8 November 2022", "2024-11-08", []),
        ("Mayor of 8 maytrees", "2024-05-08", []),
    ],
)
def test_the_day_of_a_claim_is_marked_however_it_is_written(words: str, day: str, marked: list[str]) -> None:
    room = Newsroom()
    (name,) = room.says("ministry", 4_321, day, quote=f"4,321 people were killed {words}").claims
    _, said, _ = pieces(room.claims[name], None)
    assert [piece.words.text for piece in said if piece.kind is SpanKind.DATE] == marked
    assert [piece.words.text for piece in said if piece.kind is SpanKind.FIGURE] == ["4,321"]


def test_no_more_of_an_article_is_shown_than_the_sentences_that_hold_the_claim() -> None:
    room = Newsroom()
    quote = "4,321 people were killed"
    (name,) = room.says("ministry", 4_321, "2024-05-03", quote=quote).claims
    text = (
        f"The market was full. The truce had ended. By noon {quote} there, it said. Rain fell. "
        + "It rained on. " * 50
    )
    start = text.index(quote)
    claim = replace(room.claims[name], start=start, end=start + len(quote), source="nobody")
    told = "".join(piece.words.text for some in pieces(claim, text) for piece in some)
    assert told == f"By noon {quote} there, it said."
