"""Which conflict, place, side, speaker and baseline a claim is filed under, and why some are left out."""

from __future__ import annotations

from typing import Any

import pytest
from making import claim, config

from tracker.model import (
    ArticleKind,
    Basis,
    DateBasis,
    Group,
    LeftOutReason,
    Outcome,
    Region,
    Scope,
    SeriesKey,
    Unit,
)
from tracker.reconcile import reconcile

CONFIG = config()
CUMULATIVE, EVENT, PERIOD, STOCK = Basis.CUMULATIVE, Basis.EVENT, Basis.PERIOD, Basis.STOCK


def key_of(**facts: Any) -> SeriesKey:
    facts.setdefault("as_of", "2024-05-06")
    (series,) = reconcile([claim("100", **facts)], CONFIG).series
    return series.key


def left_out(**facts: Any) -> LeftOutReason:
    found = reconcile([claim("100", **facts)], CONFIG)
    assert not found.series
    return found.left_out[0].reason


@pytest.mark.parametrize(
    ("facts", "conflict"),
    [
        ({"who": None, "conflict": "west-bank"}, "west-bank"),
        ({"who": None, "place": "the Gaza Strip"}, "gaza"),
        ({"who": None, "place": "Jenin"}, "west-bank"),
        ({"who": None, "place": "Israel"}, "israeli"),
        ({"who": None, "victims": "Ukrainian soldiers"}, "ukraine"),
        ({"who": None, "victims": "Russian soldiers"}, "ukraine"),
        ({"who": None, "victims": "Israelis"}, "israeli"),
        ({"who": None, "victims": "Israeli soldiers", "place": "Gaza"}, "israeli"),
        ({"who": None, "victims": "Palestinians", "place": "Gaza"}, "gaza"),
        ({"who": None, "victims": "Palestinians"}, "gaza"),
        ({"who": "ramallah-moh", "victims": "Palestinians"}, "west-bank"),
        ({"who": "ramallah-moh", "place": "Qabatiya", "basis": EVENT}, "west-bank"),
        ({"who": "moh"}, "gaza"),
        ({"who": "general-staff"}, "ukraine"),
        ({"who": "gmo"}, "gaza"),
        ({"who": "israel-government"}, "israeli"),
        ({"who": None, "source": "a hospital director in Gaza"}, "gaza"),
        ({"who": "general-staff", "place": "Orikhiv", "basis": EVENT}, "ukraine"),
        ({"who": None, "place": "Gaza", "outcome": Outcome.CAPTIVE, "basis": STOCK}, "israeli"),
        ({"who": "ocha", "conflict": "gaza", "place": "the West Bank"}, "west-bank"),
        ({"who": "ocha", "conflict": "gaza", "place": "Israel", "victims": "Israelis"}, "israeli"),
        ({"who": "moh", "conflict": "israeli", "place": "Gaza", "victims": "Palestinians"}, "gaza"),
        ({"who": "idf", "conflict": "gaza", "place": "Gaza", "victims": "Israeli soldiers"}, "israeli"),
        ({"who": "ocha", "conflict": "gaza", "place": "Jenin", "kind": ArticleKind.TABLE_ROW}, "gaza"),
        ({"who": "ocha", "conflict": "gaza", "place": "Israel"}, "gaza"),
        ({"who": "moh", "conflict": "israeli"}, "gaza"),
        ({"who": "moh", "conflict": "israeli", "victims": "Israelis"}, "israeli"),
        ({"who": "ocha", "conflict": "gaza", "place": "a hospital in Jenin"}, "gaza"),
        ({"who": None, "conflict": "ukraine", "place": "Ukraine", "victims": "Russian soldiers"}, "ukraine"),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(f"{k}={v}" for k, v in value.items()),
)
def test_the_words_of_a_claim_tell_its_conflict(facts: dict[str, Any], conflict: str) -> None:
    assert key_of(**facts).conflict == conflict


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"who": None}, LeftOutReason.UNPLACED),
        ({"who": "ocha"}, LeftOutReason.UNPLACED),
        ({"who": "idf"}, LeftOutReason.UNPLACED),
        ({"who": "israel-government", "group": Group.COMBATANTS}, LeftOutReason.UNPLACED),
        ({"who": "moh", "conflict": "unknown"}, LeftOutReason.UNPLACED),
        ({"who": None, "place": "Aleppo"}, LeftOutReason.UNPLACED),
        ({"who": "russian-mod", "place": "Aleppo"}, LeftOutReason.UNPLACED),
        ({"who": None, "victims": "Palestinians", "place": "Yarmouk", "basis": EVENT}, LeftOutReason.UNPLACED),
        ({"who": "moh", "as_of": "2014-07-08"}, LeftOutReason.BEFORE_START),
        ({"who": "moh", "as_of": "2014", "basis": PERIOD}, LeftOutReason.BEFORE_START),
        ({"who": "moh", "as_of": None, "said": "2023-10-06"}, LeftOutReason.BEFORE_START),
        ({"who": "moh", "as_of": None, "said": "2024-05-06"}, LeftOutReason.UNDATED),
        ({"who": "moh", "as_of": "2024-05-09", "said": "2024-05-06"}, LeftOutReason.DATES_CROSSED),
        ({"who": "moh", "as_of": "2027-05-09"}, LeftOutReason.DATES_CROSSED),
        ({"who": "moh", "basis": EVENT}, LeftOutReason.EVENT_WITHOUT_PLACE),
        ({"who": "moh", "place": "Gaza", "basis": EVENT}, LeftOutReason.EVENT_WITHOUT_PLACE),
        ({"who": "moh", "region": Region.TEASER}, LeftOutReason.REGION),
        ({"who": "moh", "region": Region.CAPTION}, LeftOutReason.REGION),
        ({"who": "moh", "region": Region.COMMENT}, LeftOutReason.REGION),
    ],
)
def test_what_cannot_be_filed_is_left_out_with_its_reason(facts: dict[str, Any], reason: LeftOutReason) -> None:
    assert left_out(**{"as_of": "2024-05-06", **facts}) is reason


def test_an_event_of_the_whole_theatre_stands_where_a_table_or_the_configuration_says_it_is_one() -> None:
    assert key_of(who="moh", place="Gaza", basis=EVENT, kind=ArticleKind.TABLE_ROW).place == "gaza-strip"
    assert key_of(who="lebanon-moh", place="Lebanon", basis=EVENT, as_of="2024-09-23").place == "lebanon"


def test_headlines_and_the_day_line_across_the_world_are_no_reason_to_leave_a_claim_out() -> None:
    assert key_of(region=Region.HEADLINE)
    assert key_of(as_of="2024-05-07", said="2024-05-06")


def test_of_several_conflicts_the_one_the_article_is_about_is_taken() -> None:
    about = claim("6", None, "2024-05-06", place="Jenin", basis=EVENT, article="one")
    unsaid = claim("400", None, "2024-05-06", victims="Palestinians", article="one")
    assert {series.key.conflict for series in reconcile([about, unsaid], CONFIG).series} == {"west-bank"}


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({}, "gaza-strip"),
        ({"place": "Gaza"}, "gaza-strip"),
        ({"place": "the enclave"}, "gaza-strip"),
        ({"place": "northern Gaza"}, "north-gaza"),
        ({"place": "eastern Gaza"}, "eastern-gaza"),
        ({"place": "Gaza and the West Bank"}, "gaza-and-west-bank"),
        ({"place": "Gaza, Israel, Lebanon"}, "gaza-israel-lebanon"),
        ({"place": "al-Ahli Arab Hospital, Gaza City"}, "al-ahli"),
        ({"place": "al-Ahli hospital in Gaza City", "basis": EVENT}, "al-ahli"),
        ({"place": "the crowded city of Gaza City", "basis": EVENT}, "gaza-city"),
        ({"place": "the outskirts of Gaza City", "basis": EVENT}, "outskirts-of-gaza-city"),
        ({"basis": STOCK}, "gaza-strip"),
        ({"basis": PERIOD}, "gaza-strip"),
    ],
)
def test_a_listed_place_is_named_whole_and_no_other_is_taken_for_the_theatre(
    facts: dict[str, Any], place: str
) -> None:
    assert key_of(conflict="gaza", **facts).place == place


@pytest.mark.parametrize(
    ("facts", "side"),
    [
        ({}, "palestinian"),
        ({"group": Group.CHILDREN}, "palestinian"),
        ({"victims": "Palestinian children", "group": Group.CHILDREN}, "palestinian"),
        ({"victims": "Israeli soldiers", "group": Group.COMBATANTS}, "israel"),
        ({"side": "Israeli"}, "israel"),
        ({"side": "israel"}, "israel"),
        ({"group": Group.COMBATANTS}, ""),
        ({"group": Group.UN_STAFF}, ""),
        ({"outcome": Outcome.DETAINED}, ""),
        ({"victims": "Israelis and Palestinians"}, ""),
        ({"place": "Khirbet", "basis": EVENT}, ""),
        ({"place": "Israel"}, ""),
        ({"place": "al-Ahli Hospital", "basis": EVENT}, "palestinian"),
        ({"conflict": "ukraine", "who": "us"}, ""),
        ({"conflict": "ukraine", "who": "us", "place": "Ukraine"}, ""),
        ({"conflict": "ukraine", "who": "us", "group": Group.CHILDREN}, "ukraine"),
        ({"conflict": "ukraine", "who": "us", "place": "Makiivka", "basis": EVENT}, "ukraine"),
        ({"conflict": "ukraine", "who": "russian-mod", "place": "Makiivka", "basis": EVENT}, ""),
        ({"conflict": "ukraine", "who": "us", "place": "Belgorod", "basis": EVENT}, ""),
        ({"who": "idf", "victims": "militants", "group": Group.COMBATANTS}, "palestinian"),
        ({"who": "us", "victims": "militants", "group": Group.COMBATANTS}, ""),
        ({"who": "idf", "victims": "soldiers", "group": Group.COMBATANTS}, ""),
        ({"who": "idf", "victims": "soldiers", "group": Group.COMBATANTS, "quote": "100 of its soldiers"}, "israel"),
        ({"who": "us", "victims": "soldiers", "group": Group.COMBATANTS, "quote": "100 of its soldiers"}, ""),
        ({"conflict": "sudan", "who": "us"}, ""),
    ],
)
def test_whose_people_are_counted_is_said_or_follows_from_the_land(facts: dict[str, Any], side: str) -> None:
    assert key_of(**{"conflict": "gaza", **facts}).side == side


@pytest.mark.parametrize(
    ("who", "victims", "direction"),
    [
        ("general-staff", "Ukrainian soldiers", "own"),
        ("general-staff", "Russian soldiers", "enemy"),
        ("russian-mod", "Russian soldiers", "own"),
        ("us", "Russian soldiers", "third"),
        ("idf", "Russian soldiers", "third"),
        (None, "Russian soldiers", "third"),
    ],
)
def test_own_losses_the_enemys_and_a_third_partys_estimate_are_told_apart(
    who: str | None, victims: str, direction: str
) -> None:
    """P10: three lines, never one."""
    assert key_of(who=who, victims=victims, group=Group.COMBATANTS).direction == direction


def test_a_voice_speaks_for_the_party_of_the_body_it_belongs_to() -> None:
    assert key_of(who="spokesman", place="Gaza").direction == "own"


@pytest.mark.parametrize(
    ("facts", "claimant"),
    [
        ({"who": "moh"}, "moh"),
        ({"who": None, "source": "Gaza's Ministry of Health"}, "moh"),
        ({"who": None, "source": "the health ministry"}, "moh"),
        ({"who": None, "source": "the health ministry", "conflict": "lebanon"}, "lebanon-moh"),
        ({"who": None, "source": "A Village Elder"}, "unresolved:village elder"),
        ({"who": None, "outlet": "The Observer Post"}, "outlet:The Observer Post"),
        ({"who": None, "outlet": None, "url": "https://example.org/a"}, "outlet:example.org"),
        ({"who": None, "outlet": None}, "outlet:unknown"),
    ],
)
def test_a_figure_without_a_source_is_the_outlets_and_never_its_probable_claimants(
    facts: dict[str, Any], claimant: str
) -> None:
    assert key_of(**{"conflict": "gaza", **facts}).claimant == claimant


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ({}, "2023-10-07"),
        ({"since": "2023-10-07"}, "2023-10-07"),
        ({"since": "2023-10"}, "2023-10-07"),
        ({"since": "2023"}, "2023-10-07"),
        ({"since": "2023-10-08"}, "2023-10-08"),
        ({"since": "2025-10-11", "as_of": "2026-08-22"}, "2025-10-11"),
        ({"since": "2025-10-10", "as_of": "2026-08-22"}, "2025-10-10"),
        ({"basis": STOCK, "since": "2023-10-07"}, ""),
        ({"basis": PERIOD, "since": "2024-05-05"}, "2024-05-05"),
        ({"basis": PERIOD}, ""),
        ({"basis": EVENT, "place": "al-Ahli Hospital", "as_of": "2023-10-17"}, "2023-10-17"),
    ],
)
def test_counts_that_start_on_other_days_are_other_series(facts: dict[str, Any], since: str) -> None:
    """P20: "since the ceasefire" is since 11 October for the ministry and since 10 October for others."""
    assert key_of(**facts).since == since


def test_a_closed_count_and_the_one_that_began_anew_are_two_series() -> None:
    """P20: Lebanon's ministry closed its first count at 4,047 and stood at 4,346 in the second."""
    found = reconcile(
        [
            claim("4047", "lebanon-moh", "2024-12-04"),
            claim("4346", "lebanon-moh", "2026-08-16", since="2026-03-02"),
        ],
        CONFIG,
    )
    assert [series.key.since for series in found.series] == ["2023-10-08", "2026-03-02"]


def test_how_it_was_counted_follows_from_the_claimant_where_an_article_does_not_say() -> None:
    assert key_of(who="ohchr", place="Ukraine").scope is Scope.VERIFIED
    assert key_of(who="ohchr", place="Ukraine", scope=Scope.ESTIMATED).scope is Scope.ESTIMATED
    assert key_of(who="ohchr", place="Ukraine", kind=ArticleKind.TABLE_ROW).scope is Scope.REPORTED


def test_families_and_people_are_never_one_series() -> None:
    found = reconcile(
        [claim("1500", as_of="2024-05-06"), claim("1500", as_of="2024-05-06", unit=Unit.HOUSEHOLD)], CONFIG
    )
    assert {series.key.unit for series in found.series} == {Unit.PERSON, Unit.HOUSEHOLD}


def test_a_total_and_its_last_24_hours_are_two_series() -> None:
    """P1: 900 since 7 October, 340 of them on the last day."""
    total = claim("900", as_of="2023-10-10")
    daily = claim("340", as_of="2023-10-10", since="2023-10-09", basis=PERIOD, part_of=total.id)
    bases = [series.key.basis for series in reconcile([total, daily], CONFIG).series]
    assert bases == [CUMULATIVE, PERIOD]


def test_a_part_has_a_series_only_where_words_say_which_part() -> None:
    total = claim("11078", as_of="2023-11-10", article="one")
    children = claim("4609", as_of="2023-11-10", group=Group.CHILDREN, part_of=total.id, article="one")
    north = claim("6000", as_of="2023-11-10", place="northern Gaza", part_of=total.id, article="one")
    identified = claim("6747", as_of="2023-11-10", scope=Scope.IDENTIFIED, part_of=total.id, article="one")
    others = claim("11000", as_of="2023-11-10", part_of=total.id, article="one")
    found = reconcile([total, children, north, identified, others], CONFIG)
    assert [(one.claim, one.reason) for one in found.left_out] == [(others.id, LeftOutReason.PART)]
    assert len(found.series) == 4


def test_a_part_has_the_people_and_the_place_of_its_whole() -> None:
    dead = claim("15", "ocha", "2024-08-22", conflict="west-bank", victims="Israelis", article="one")
    soldiers = claim("9", "ocha", "2024-08-22", conflict="west-bank", group=Group.COMBATANTS, part_of=dead.id)
    shops = claim("93", "gmo", "2024-08-10", place="al-Ahli Hospital", basis=EVENT, article="two")
    women = claim("6", "gmo", "2024-08-10", basis=EVENT, group=Group.WOMEN, part_of=shops.id, article="two")
    men = claim("2", "gmo", "2024-08-10", basis=EVENT, group=Group.MEN, part_of=women.id, article="two")
    others = claim("1", "gmo", "2024-08-10", basis=EVENT, victims="Israelis and Palestinians", part_of=shops.id)
    found = {
        claim_id: one.key
        for one in reconcile([dead, soldiers, shops, women, men, others], CONFIG).series
        for revision in one.revisions
        for claim_id in revision.statement.claims
    }
    assert (found[soldiers.id].side, found[soldiers.id].direction) == ("israel", "third")
    assert [(found[one.id].place, found[one.id].side) for one in (women, men, others)] == [
        ("al-ahli", "palestinian"),
        ("al-ahli", "palestinian"),
        ("al-ahli", ""),
    ]


def test_a_part_of_a_figure_that_belongs_nowhere_stands_by_its_own_place() -> None:
    total = claim("6426", None, "2024-05-06", place="many places", article="one")
    gaza = claim("4497", None, "2024-05-06", place="Gaza Strip", part_of=total.id, article="one")
    bare = claim("4000", "moh", "2024-05-06", part_of=total.id, article="one")
    found = reconcile([total, gaza, bare], CONFIG)
    assert {(one.claim, one.reason) for one in found.left_out} == {
        (total.id, LeftOutReason.UNPLACED),
        (bare.id, LeftOutReason.PART),
    }


@pytest.mark.parametrize(
    ("facts", "as_of", "basis"),
    [
        ({"said": "2024-05-24"}, "2024-05-24", DateBasis.PUBLISHED),
        ({"said": "2024-05", "basis": STOCK}, "2024-05", DateBasis.PUBLISHED),
        ({"said": "2025-08-23", "basis": PERIOD}, "2025-08-23", DateBasis.PUBLISHED),
        ({"since": "2023-10-17", "basis": EVENT, "place": "al-Ahli Hospital"}, "2023-10-17", DateBasis.COLUMN),
        ({"as_of": "2024-05-23", "said": "2024-05-24"}, "2024-05-23", DateBasis.STATED),
    ],
)
def test_a_row_of_a_table_without_its_day_takes_it_from_its_other_columns_and_says_so(
    facts: dict[str, Any], as_of: str, basis: DateBasis
) -> None:
    """P23: a day taken from the publication is marked as that, and an article's claim is never dated so here."""
    (statement,) = reconcile([claim("35800", kind=ArticleKind.TABLE_ROW, **facts)], CONFIG).statements
    assert (str(statement.as_of), statement.date_basis) == (as_of, basis)


def test_a_row_with_neither_day_stands_outside_every_series() -> None:
    row = claim("35800", kind=ArticleKind.TABLE_ROW)
    found = reconcile([row, claim("5", None)], CONFIG)
    assert found.undated == (row.id,)
    assert len(found.unplaced) == 1
    assert len(found.left_out) == 2
