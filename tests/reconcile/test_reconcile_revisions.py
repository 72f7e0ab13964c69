"""What one claimant said about one day, step by step, and what was known when."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim, config, figure

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    RevisionKind,
    Statement,
    replaces,
)
from tracker.reconcile import ages, doubts, falls, known, reconcile

CONFIG = config()
EVENT = Basis.EVENT


def steps(claims: list[Claim]) -> list[tuple[str, int | None]]:
    (series,) = reconcile(claims, CONFIG).series
    return [(str(r.kind), r.change) for r in series.revisions]


def current(claims: list[Claim]) -> list[Statement]:
    (series,) = reconcile(claims, CONFIG).series
    return list(series.current())


def event(number: str, said: str, **facts: str) -> Claim:
    return claim(number, "moh", "2023-10-17", said, basis=EVENT, place="al-Ahli Hospital", **facts)


def test_early_tolls_of_an_event_are_a_staircase_over_the_days_they_were_said() -> None:
    """P8: al-Ahli hospital, 17 October 2023: 500 at first, 471 the next day."""
    claims = [event(">=500", "2023-10-17"), event("471", "2023-10-18")]
    assert steps(claims) == [("first", None), ("lowered", -29)]
    assert [s.quantity.point for s in current(claims)] == [471]


def test_an_old_number_in_other_words_does_not_come_back_either() -> None:
    """P7: Israel said 1,400, then about 1,200; an article of the day after recalls "1,400" without a hedge."""
    claims = [event(">1400", "2023-10-31"), event("~1200", "2023-11-10"), event("1400", "2023-11-11")]
    assert steps(claims) == [("first", None), ("lowered", -200), ("restated", 200)]
    assert [s.quantity.point for s in current(claims)] == [1200]


def test_vague_words_are_no_point_of_a_total_that_had_a_higher_number() -> None:
    vague = Quantity(2000, None, Qualifier.VAGUE, "thousands")
    late, early = (
        replace(claim("2000", "gmo", day, outlet="B"), quantity=vague) for day in ("2025-02-21", "2023-10-20")
    )
    found = reconcile([claim("40878", "gmo", "2024-09-05"), late, early], CONFIG)
    assert [s.quantity.point for s in found.series[0].current()] == [2000, 40878]
    (left,) = found.left_out
    assert (left.claim, str(left.reason), left.found) == (late.id, "vague", "thousands after 40878 of 2024-09-05")


@pytest.mark.parametrize(("least", "kept"), [(2000, False), (200, True)])
def test_a_vague_word_that_a_level_still_fits_is_no_fall_of_it(least: int, kept: bool) -> None:
    """14,222 missing are thousands; hundreds would be fewer."""
    word = Quantity(least, None, Qualifier.VAGUE, "hundreds" if least == 200 else "thousands")
    level = {"basis": Basis.STOCK, "outcome": Outcome.MISSING, "since": None}
    count = replace(claim("14222", "gmo", "2025-02-03"), **level)
    later = replace(claim(str(least), "gmo", "2025-02-21"), quantity=word, **level)
    found = reconcile([count, later], CONFIG)
    assert (least in {s.quantity.point for series in found.series for s in series.current()}) is kept
    assert bool(found.left_out) is not kept


def test_tolls_of_one_day_follow_the_minute_they_were_seen_and_else_rise() -> None:
    """P8: Lebanon, 23 September 2024: 182, 274 and 356 on one day, 558 the next."""
    numbers = ("182", "274", "356", "558")
    said = ("2024-09-23",) * 3 + ("2024-09-24",)
    claims = [
        claim(number, "lebanon-moh", "2024-09-23", day, basis=EVENT, place="Lebanon")
        for number, day in zip(numbers, said, strict=True)
    ]
    for order in permutations(claims):
        assert steps(list(order)) == [("first", None), ("raised", 92), ("raised", 82), ("raised", 202)]
    late = replace(claims[0], seen_at="2024-09-23T17:00:00Z")
    first = replace(claims[1], seen_at="2024-09-23T16:00:00Z")
    assert steps([late, first]) == [("first", None), ("lowered", -92)]
    found_later = [
        replace(one, seen_at=f"2026-11-{24 - n}T02:00:00Z") for n, one in enumerate(claims)
    ]  # on which night an old article is found tells nothing of the hour at which it was printed
    assert steps(found_later) == [("first", None), ("raised", 92), ("raised", 82), ("raised", 202)]


def test_a_government_may_lower_its_own_count() -> None:
    """P7: Israel, 10 November 2023, from 1,400 to about 1,200."""
    facts = {"as_of": "2023-10-07", "basis": EVENT, "place": "Israel"}
    claims = [
        claim("1400", "israel-government", said="2023-10-15", **facts),
        claim("~1200", "israel-government", said="2023-11-10", **facts),
    ]
    assert steps(claims) == [("first", None), ("lowered", -200)]
    assert [s.quantity.point for s in current(claims)] == [1200]


def test_many_outlets_with_one_figure_are_one_statement() -> None:
    outlets = ["A", "B", "C"]
    claims = [claim("48319", "moh", "2025-02-21", outlet=outlet) for outlet in outlets]
    (statement,) = reconcile(claims, CONFIG).statements
    assert statement.outlets == ("A", "B", "C")
    assert statement.origins == 3
    assert set(statement.claims) == {one.id for one in claims}


def test_copies_of_one_agency_and_mirrors_of_one_text_are_one_origin() -> None:
    copy = "The ministry said on Friday that 48,319 people had been killed since the war began."
    claims = [
        claim("48319", "moh", "2025-02-21", outlet="A", relays=("OCHA", "AFP")),
        claim("48319", "moh", "2025-02-21", outlet="B", relays=("afp",)),
        claim("48319", "moh", "2025-02-21", outlet="C", quote=copy),
        claim("48319", "moh", "2025-02-21", outlet="D", quote=copy.upper()),
        claim("48319", "moh", "2025-02-21", outlet=None),
    ]
    for order in permutations(claims):
        assert reconcile(list(order), CONFIG).statements[0].origins == 3


@pytest.mark.parametrize("repeat", [">34000", "34000", "~34000", ">=34000", "30000-40000"])
def test_a_weaker_or_rounder_repeat_does_not_move_the_line(repeat: str) -> None:
    claims = [claim("34049", as_of="2024-04-20"), claim(repeat, as_of="2024-04-20", said="2024-04-21", outlet="B")]
    assert [s.quantity.point for s in current(claims)] == [34_049]
    assert steps(claims)[1][0] == "reworded"
    turned = [replace(claims[0], said_on=claims[1].said_on), replace(claims[1], said_on=claims[0].said_on)]
    assert [s.quantity.point for s in current(turned)] == [34_049]


@pytest.mark.parametrize(
    ("standing", "said", "stands"),
    [
        ("34049", "34050", "34050"),
        ("34049", "33000", "33000"),
        ("182", ">=274", ">=274"),
        (">=41", ">=47", ">=47"),
        (">=47", ">=41", ">=47"),
        ("7", "<400", "7"),
        ("500", "471", "471"),
        ("0", "1", "1"),
    ],
)
def test_what_contradicts_or_says_more_takes_the_place_of_what_stood(standing: str, said: str, stands: str) -> None:
    claims = [claim(standing, as_of="2024-04-20"), claim(said, as_of="2024-04-20", said="2024-04-21")]
    assert [s.quantity for s in current(claims)] == [figure(stands)]


def test_an_old_toll_that_outlets_repeat_does_not_come_back_into_force() -> None:
    claims = [
        event("500", "2023-10-17"),
        event("471", "2023-10-18"),
        event("500", "2024-10-17", outlet="Late"),
        event("500", "2024-11-01", outlet="Later"),
    ]
    assert steps(claims) == [("first", None), ("lowered", -29), ("restated", 29)]
    assert [s.quantity.point for s in current(claims)] == [471]
    again = reconcile(claims, CONFIG).series[0].revisions[-1].statement
    assert (str(again.said_on), again.outlets) == ("2024-10-17", ("Late", "Later"))


def test_a_table_that_goes_back_to_an_old_or_rounder_number_means_it() -> None:
    def row(number: str, said: str, outlet: str = "Table") -> Claim:
        return claim(number, "moh", "2024-01-10", said, outlet=outlet, kind=ArticleKind.TABLE_ROW)

    there_and_back = [row("23469", "2024-01-11"), row("23500", "2024-01-12"), row("23469", "2024-01-20")]
    assert steps(there_and_back) == [("first", None), ("raised", 31), ("lowered", -31)]
    assert [s.quantity.point for s in current(there_and_back)] == [23_469]
    assert [s.quantity.point for s in current([*there_and_back, row("23500", "2024-02-01")])] == [23_500]
    elsewhere = [*there_and_back[:2], row("23469", "2024-01-20", "Another")]
    assert [s.quantity.point for s in current(elsewhere)] == [23_500]


@pytest.mark.shared
def test_every_issue_of_a_published_table_can_be_called_back_to_the_digit() -> None:
    """652 versions of one table: what it said on a day is what is known on that day."""
    shared = Path(os.environ.get("TRACKER_SHARED") or Path(__file__).parents[3] / "shared")
    path = shared / "reference" / "gaza_vintages.csv"
    if not path.exists():
        pytest.skip("no reference texts beside the checkout")
    with path.open(encoding="utf-8") as file:
        cells = [r for r in csv.DictReader(file) if r["field"] == "killed_cum" and r["value"].isdigit()]
    claims = [
        claim(r["value"], "moh", r["report_date"], r["issued_on"], outlet="Table", kind=ArticleKind.TABLE_ROW)
        for r in cells
    ]
    for day in ("2024-02-01", "2025-01-20", "2026-08-01"):
        issued = sorted((r for r in cells if r["issued_on"] <= day), key=lambda r: r["issued_on"])
        (series,) = reconcile(claims, CONFIG, known_on=date.fromisoformat(day)).series
        told = {str(said.as_of): str(said.quantity.point) for said in series.current()}
        assert told == {r["report_date"]: r["value"] for r in issued}


def test_a_revision_of_a_past_day_stands_at_that_day() -> None:
    claims = [
        claim("100", as_of="2024-05-01"),
        claim("120", as_of="2024-05-02"),
        claim("110", as_of="2024-05-01", said="2024-06-01"),
    ]
    (series,) = reconcile(claims, CONFIG).series
    assert [(str(r.statement.as_of), str(r.kind)) for r in series.revisions] == [
        ("2024-05-01", "first"),
        ("2024-05-01", "raised"),
        ("2024-05-02", "first"),
    ]
    before = reconcile(claims, CONFIG, known_on=date(2024, 5, 31)).series[0]
    assert [s.quantity.point for s in before.current()] == [100, 120]
    assert [s.quantity.point for s in series.current()] == [110, 120]


def test_a_day_nobody_reported_has_no_figure() -> None:
    """P22: a missing day is missing, and a zero that was said is a zero."""
    claims = [claim("100", as_of="2024-05-01"), claim("120", as_of="2024-05-04")]
    assert [str(s.as_of) for s in current(claims)] == ["2024-05-01", "2024-05-04"]
    nobody = claim("0", as_of="2024-05-05", basis=Basis.PERIOD, since="2024-05-04")
    assert [s.quantity.point for s in current([nobody])] == [0]


def test_a_month_stands_at_its_end_and_is_known_when_it_is_over() -> None:
    claims = [claim("100", as_of="2024-05", said="2024-06-03"), claim("90", as_of="2024-05-20")]
    assert [str(s.as_of) for s in current(claims)] == ["2024-05-20", "2024-05"]
    assert not known(claim("1", said="2024-05"), date(2024, 5, 30))
    assert known(claim("1", said="2024-05"), date(2024, 5, 31))


def test_a_claim_without_a_day_of_publication_is_known_from_when_it_was_seen() -> None:
    unsaid = claim("1", seen="2026-11-24T02:00:00Z")
    assert not known(unsaid, date(2026, 11, 23))
    assert known(unsaid, date(2026, 11, 24))
    assert not known(replace(unsaid, seen_at=""), date(2026, 11, 24))
    said = claim("1", said="2024-05-01")
    assert known(said, date(2024, 5, 1))
    assert not known(said, date(2024, 5, 1), "seen")


def test_a_number_said_again_for_later_days_is_an_old_one() -> None:
    """P16: 14,800 was shown from 23 November to 1 December 2023."""
    days = [f"2023-11-{n}" for n in range(23, 31)] + ["2023-12-01"]
    claims = [claim("14532", "gmo", "2023-11-22"), *(claim("14800", "gmo", one) for one in days)]
    claims.append(claim("15200", "gmo", "2023-12-02"))
    found = ages(reconcile(claims, CONFIG).series, date(2023, 12, 5))
    assert [age.reused for age in found] == [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0]
    assert [age.hollow for age in found] == [False, False, *[True] * 8, False]
    assert str(found[9].since) == "2023-11-23"
    assert found[-1].days == 3


def test_a_fall_of_a_running_total_is_told_and_a_new_count_from_zero_looks_otherwise() -> None:
    """P7, P20: falls are information; a rounder repeat is none."""
    claims = [
        claim("4047", "lebanon-moh", "2024-12-04"),
        claim("4000", "lebanon-moh", "2024-12-05"),
        claim("3961", "lebanon-moh", "2024-12-06"),
        claim("31", "lebanon-moh", "2026-03-02"),
    ]
    assert [(str(f.kind), f.change) for f in falls(reconcile(claims, CONFIG).series)] == [("reset", -3930)]
    for_one_figure = [
        *claims[:3],
        claim("401", "lebanon-moh", "2024-12-07"),
        claim("4047", "lebanon-moh", "2024-12-08"),
    ]
    assert [(str(f.kind), f.change) for f in falls(reconcile(for_one_figure, CONFIG).series)] == [("dip", -3560)]
    claims[1] = claim("3950", "lebanon-moh", "2024-12-05")
    found = falls(reconcile(claims, CONFIG).series)
    assert [(str(f.kind), f.change) for f in found] == [("correction", -97), ("reset", -3930)]


def test_a_figure_credited_to_the_wrong_body_is_doubted_and_stays() -> None:
    """P5: 61,709 is the media office's of 3 February 2025; one outlet wrote that the ministry confirmed it."""
    claims = [
        claim("47487", "moh", "2025-02-01"),
        claim("61709", "moh", "2025-02-03"),
        claim("48319", "moh", "2025-02-21"),
        claim("61709", "gmo", "2025-02-02"),
    ]
    found = reconcile(claims, CONFIG).series
    (doubt,) = doubts(found)
    assert (doubt.figure.key.claimant, doubt.resembles.key.claimant) == ("moh", "gmo")
    assert doubt.breaks.quantity.point == 48_319
    assert sum(len(series.revisions) for series in found) == 4
    assert not doubts(reconcile(claims[:3], CONFIG).series)
    far = [*claims[:3], claim("61709", "gmo", "2025-03-02")]
    assert not doubts(reconcile(far, CONFIG).series)


DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 20))
NUMBERS = st.sampled_from(["100", ">100", "~100", "120", ">=90", "1000", "1020", "<1100", "50-120", "1100"])


@st.composite
def made(draw: st.DrawFn) -> Claim:
    as_of = draw(DAYS)
    said = as_of + timedelta(days=draw(st.integers(0, 9)))
    return claim(
        draw(NUMBERS),
        draw(st.sampled_from(["moh", "gmo", None])),
        as_of.isoformat(),
        draw(st.sampled_from([said.isoformat(), "2024-01"])),
        seen=f"2024-02-{draw(st.integers(1, 9)):02d}T00:00:00Z",
        place=draw(st.sampled_from(["Gaza", "northern Gaza"])),
        basis=draw(st.sampled_from([Basis.CUMULATIVE, Basis.STOCK, Basis.EVENT, Basis.PERIOD])),
        outlet=draw(st.sampled_from(["A", "B"])),
        kind=draw(st.sampled_from([ArticleKind.ARTICLE, ArticleKind.TABLE_ROW])),
        relays=draw(st.sampled_from([(), ("AFP",)])),
        article=draw(st.sampled_from(["one", "two", None])),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(made(), max_size=14), st.randoms(use_true_random=False))
def test_the_order_and_the_repetition_of_claims_make_no_difference(claims: list[Claim], chance) -> None:
    once = reconcile(claims, CONFIG, all_pairs=True)
    mixed = claims + claims[: len(claims) // 2]
    chance.shuffle(mixed)
    assert reconcile(mixed, CONFIG, all_pairs=True) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(made(), max_size=10), st.lists(made(), max_size=6), DAYS, st.sampled_from(["said", "seen"]))
def test_what_was_known_on_a_day_never_changes_later(
    claims: list[Claim], later: list[Claim], day: date, clock
) -> None:
    if clock == "seen":
        day = date(2024, 2, day.day // 3 + 1)
    after = [one for one in later if not known(one, day, clock)]
    assert reconcile(claims + after, CONFIG, known_on=day, clock=clock) == reconcile(
        claims, CONFIG, known_on=day, clock=clock
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(made(), max_size=14))
def test_every_claim_is_in_one_statement_or_left_out_with_a_reason(claims: list[Claim]) -> None:
    found = reconcile(claims, CONFIG)
    inside = [id_ for statement in found.statements for id_ in statement.claims]
    outside = [one.claim for one in found.left_out]
    assert sorted(inside + outside) == sorted({one.id for one in claims})
    assert len({statement.id for statement in found.statements}) == len(found.statements)


@settings(max_examples=60, deadline=None)
@given(st.lists(made(), max_size=14))
def test_the_first_revision_of_a_day_is_the_first_and_each_other_follows_one(claims: list[Claim]) -> None:
    for series in reconcile(claims, CONFIG).series:
        seen: dict[PartialDate, set[str]] = {}
        for revision in series.revisions:
            before = seen.setdefault(revision.statement.as_of, set())
            assert (revision.kind is RevisionKind.FIRST) == (not before)
            assert revision.previous is None if not before else revision.previous in before
            before.add(revision.statement.id)


QUANTITIES = st.builds(
    lambda low, more, shape: {
        "low": Quantity(low, None),
        "high": Quantity(None, low),
        "exact": Quantity(low, low),
        "range": Quantity(low, low + more),
    }[shape],
    st.integers(0, 60_000),
    st.integers(0, 900),
    st.sampled_from(["low", "high", "exact", "range"]),
)


@given(QUANTITIES, QUANTITIES)
def test_two_wordings_of_one_count_never_replace_each_other_in_turn(one: Quantity, other: Quantity) -> None:
    assert one.echoes(other) == other.echoes(one)
    if one.agrees(other):
        assert one.echoes(other)
    if one.echoes(other) and one.sharpness != other.sharpness:
        assert replaces(one, other) != replaces(other, one)
