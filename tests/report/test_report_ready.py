"""Ready sentences: each digit is the statement's, bounds stay bounds, and what is not told is said to be not told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk import Newsroom, config, full_newsroom

from tracker.model import (
    Basis,
    DateBasis,
    Direction,
    Group,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Scope,
    Statement,
    Unit,
)
from tracker.report.printed import day_text, plain
from tracker.report.proofread import unproven
from tracker.report.ready import Ready, Style, ready
from tracker.report.rows import Book
from tracker.report.sentence_rows import sentence_rows

HEDGES = {
    Qualifier.AT_LEAST: "at least",
    Qualifier.MORE_THAN: "more than",
    Qualifier.ABOUT: "about",
    Qualifier.UP_TO: "up to",
    Qualifier.LESS_THAN: "fewer than",
}
days = st.dates(date(2024, 1, 2), date(2026, 11, 1))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Figures of every kind, a vague one among them."""
    number = draw(st.integers(0, 2_000_000))
    qualifier = draw(st.sampled_from(Qualifier))
    match qualifier:
        case Qualifier.VAGUE:
            return Quantity(24, None, qualifier, "dozens")
        case Qualifier.RANGE:
            return Quantity(number, number + draw(st.integers(1, 5000)), qualifier)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Quantity(number, None, qualifier, HEDGES[qualifier])
        case Qualifier.UP_TO | Qualifier.LESS_THAN:
            return Quantity(None, number, qualifier, HEDGES[qualifier])
    return Quantity(number, number, qualifier, HEDGES.get(qualifier, ""))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """A day, a month or a year."""
    day = PartialDate.of(draw(days))
    return draw(st.sampled_from((day, replace(day, day=None), PartialDate(day.year))))


@st.composite
def told(draw: st.DrawFn) -> tuple[Newsroom, Statement, Ready]:
    """A statement of any kind with its one claim, and its sentences."""
    room = Newsroom()
    quantity = draw(quantities())
    numbers = " to ".join(f"{n:,}" for n in dict.fromkeys((quantity.low, quantity.high)) if n is not None)
    words = "dozens" if quantity.qualifier is Qualifier.VAGUE else f"{quantity.hedge} {numbers}"
    basis = draw(st.sampled_from(Basis))
    said = room.says(
        draw(st.sampled_from(("ministry", "monitor", "nobody known"))),
        (quantity.low, quantity.high),
        str(draw(partial_dates())),
        said_on=str(draw(partial_dates())),
        quote=f"They spoke of {words} of them.",
        outcome=draw(st.sampled_from(Outcome)),
        group=draw(st.sampled_from(Group)),
        basis=basis,
        scope=draw(st.sampled_from(Scope)),
        side=draw(st.sampled_from(("", "north"))),
        direction=draw(st.sampled_from(("", *Direction))),
        place=draw(st.sampled_from(("", "valdria"))),
        since=draw(st.sampled_from(("", "2024-01-01", "2023"))) if basis is not Basis.EVENT else "",
        outlet=draw(st.sampled_from(("", "Orsk Herald"))),
    )
    adds = draw(st.sets(st.sampled_from(Inclusion)))
    key = replace(said.key, unit=draw(st.sampled_from(Unit)), inclusions=tuple(sorted(adds)))
    undated = draw(st.booleans())
    said = replace(
        said,
        key=key,
        quantity=replace(quantity, unit=key.unit),
        said_on=None if undated else said.said_on,
        date_basis=draw(st.sampled_from((DateBasis.STATED, DateBasis.PUBLISHED))),
    )
    (name,) = said.claims
    source = draw(st.sampled_from((None, "a hospital director")))
    room.claims[name] = replace(
        room.claims[name],
        quantity=said.quantity,
        source=source,
        said_on=said.said_on,
        url=draw(st.sampled_from((None, "https://example.org/a"))),
    )
    found = ready(said, room.claims, room.config)
    assert found is not None
    return room, said, found


def shown_days(said: Statement, room: Newsroom) -> set[str]:
    """Every date that a sentence on this statement may show, in words."""
    known = [said.as_of, said.said_on, PartialDate.parse(said.key.since) if said.key.since else None]
    return {day_text(day).text for day in known if day is not None}


@given(told())
def test_every_digit_of_a_sentence_is_the_statements(case: tuple[Newsroom, Statement, Ready]) -> None:
    room, said, found = case
    assert unproven(tuple(found.sentences.values()), room.claims) == []
    numbers = {f"{bound:,}" for bound in (said.quantity.low, said.quantity.high) if bound is not None}
    if said.quantity.qualifier is Qualifier.VAGUE:
        numbers = set()
    for words in found.sentences.values():
        left = plain(words).split("In its words:")[0].replace(said.claims[0], "")
        for day in sorted(shown_days(said, room), key=len, reverse=True):
            left = left.replace(day, "")
        assert set(re.findall(r"\d[\d,]*", left.replace(". ", " "))) <= numbers, plain(words)


@given(told())
def test_a_bound_stays_a_bound_and_an_open_side_is_told(case: tuple[Newsroom, Statement, Ready]) -> None:
    _, said, found = case
    left_open = {
        Qualifier.AT_LEAST: "how many more there may be",
        Qualifier.MORE_THAN: "how many more there may be",
        Qualifier.UP_TO: "how many fewer there may be",
        Qualifier.LESS_THAN: "how many fewer there may be",
        Qualifier.ABOUT: "the exact number",
        Qualifier.RANGE: "which number between the two",
        Qualifier.VAGUE: "a number",
    }
    for style, words in found.sentences.items():
        line = plain(words)
        hedge = HEDGES.get(said.quantity.qualifier)
        if hedge:
            assert f"{hedge} {said.quantity.point:,}" in line.lower()
        if said.quantity.qualifier is Qualifier.VAGUE:
            assert "“dozens” and no more precisely" in line
        if said.quantity.qualifier in left_open and style is not Style.WIRE:
            assert left_open[said.quantity.qualifier] in line


@given(told())
def test_outcomes_dates_and_speakers_are_never_improved_on(case: tuple[Newsroom, Statement, Ready]) -> None:
    room, said, found = case
    for style, words in found.sentences.items():
        line = plain(words)
        if said.key.outcome is Outcome.CASUALTIES:
            assert "killed or wounded" in line
            assert "killed" not in line.replace("killed or wounded", "").replace("The killed and the wounded", "")
        elif said.key.outcome is not Outcome.KILLED:
            assert "killed" not in line
        if said.said_on is None:
            assert "on a day that is not told" in line
            assert style is Style.WIRE or "when it was said" in line
        if said.date_basis is DateBasis.PUBLISHED and style is not Style.WIRE:
            assert "the day of publication is given instead" in line
        if not room.config.claimants.get(said.key.claimant) and not room.claims[said.claims[0]].source:
            assert "which names no source" in line
        assert said.claims[0] in line


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (
            "1 person was killed in Orsk market on 3 May 2024, as told by 4 May 2024, Ministry of Health said, as "
            "carried by Orsk Herald on 4 May 2024. It does not tell how many of them were civilians or how they were "
            "counted.",
            {"number": 1, "basis": Basis.EVENT, "place": "orsk-market", "said_on": "2024-05-04"},
        ),
        (
            "More than 1,400 people told as “soldiers of the guard” have been killed or wounded on the side of the "
            "North in Valdria since 1 January 2024, as of 3 May 2024, Ministry of Health said, as carried by Orsk "
            "Herald on 3 May 2024. The killed and the wounded are counted together and not told apart. It is a count "
            "by one side of the other side’s people. It does not tell how many of them died or how many more there may be.",
            {
                "number": 1400,
                "qualifier": Qualifier.MORE_THAN,
                "hedge": "more than",
                "outcome": Outcome.CASUALTIES,
                "group": Group.OTHER,
                "group_words": "soldiers of the guard",
                "side": "north",
                "direction": Direction.ENEMY,
            },
        ),
        (
            "300 to 450 children were missing in Valdria, as of May 2024, Ministry of Health said, as carried by Orsk "
            "Herald in May 2024. It is an estimate, and not a count. It does not tell which number between the two or the "
            "exact day.",
            {
                "number": (300, 450),
                "as_of": "2024-05",
                "qualifier": Qualifier.RANGE,
                "group": Group.CHILDREN,
                "scope": Scope.ESTIMATED,
                "outcome": Outcome.MISSING,
                "basis": Basis.STOCK,
            },
        ),
    ],
)
def test_a_wire_sentence_reads_as_one(words: str, asked: dict[str, object]) -> None:
    room = Newsroom()
    as_of = str(asked.pop("as_of", "2024-05-03"))
    said = room.says("ministry", asked.pop("number"), as_of, **asked)  # type: ignore[arg-type]
    found = ready(said, room.claims, room.config)
    assert found is not None
    assert plain(found.sentences[Style.WIRE]).split(" (Orsk Herald")[0] == words


def test_what_a_table_codes_as_vague_is_no_number_and_no_quotation() -> None:
    room = Newsroom()
    row = "low: 24\nhigh: \nqualifier: vague"
    said = room.says("ministry", 24, "2024-05-03", qualifier=Qualifier.VAGUE, hedge="vague", quote=row)
    found = ready(said, room.claims, room.config)
    assert found is not None
    wire = plain(found.sentences[Style.WIRE])
    assert wire.startswith(
        "A number of people, given in words that the table calls “vague” and does not repeat, have"
    )
    assert "24" not in wire.split(" (Orsk Herald")[0].replace("2024", "")


def test_a_figure_without_a_quote_that_shows_it_has_no_sentence() -> None:
    room = Newsroom()
    assert ready(room.says("ministry", 12, "2024-05-03", quote="Many died."), room.claims, room.config) is None


def test_the_table_has_one_row_for_the_newest_figure_of_each_series() -> None:
    room = full_newsroom()
    rows = sentence_rows(Book(room.reconciled(), room.claims, room.config))
    assert len(rows) == len({row["series_id"] for row in rows}) == len(room.reconciled().series)
    [total] = [row for row in rows if row["claimant"] == "ministry" and row["low"] == 4_810]
    assert str(total["wire"]).startswith(
        "4,810 people have been killed in Valdria since 1 January 2024, as of 1 August 2024"
    )
    assert all(str(row["figure"]) in f"{row['academic']}" for row in rows)


def test_hostile_names_cannot_break_out_of_their_line() -> None:
    room = Newsroom(config(["x\n=cmd()\u202etxt.exe"]))
    name = list(room.config.claimants)[-1]
    said = room.says(name, 12, "2024-05-03", outlet="\x00A\u2028B" * 4000, url="javascript:alert(1)")
    found = ready(said, room.claims, room.config)
    assert found is not None
    line = plain(found.sentences[Style.WIRE])
    assert not re.search(r"[\x00-\x1f\u2028\u202e]", line)
    assert len(line) < 1000
