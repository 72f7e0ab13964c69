"""How far claimants stand apart on a day, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, config

from tracker.model import ArticleKind, Basis, Claim, Gap, GapCause, Group, Inclusion, Outcome, Scope, Unit
from tracker.reconcile import reconcile
from tracker.reconcile.divergence import gap
from tracker.units import must_compare

CONFIG = config()
MISSING = (Inclusion.MISSING,)


def gaps(*claims: Claim, **options: Any) -> tuple[Gap, ...]:
    return reconcile(claims, CONFIG, **options).gaps


def only_gap(*claims: Claim) -> Gap:
    (found,) = gaps(*claims)
    return found


def causes(found: Gap) -> list[str]:
    return [str(cause) for cause in found.causes]


def test_the_media_offices_total_differs_by_what_it_says_it_adds() -> None:
    """P5: 21 February 2025, the ministry 48,319 and the media office 61,709 with the missing presumed dead."""
    found = only_gap(claim("48319", "moh", "2025-02-21"), claim("61709", "gmo", "2025-02-21", inclusions=MISSING))
    assert (found.left.key.claimant, found.right.key.claimant) == ("moh", "gmo")
    assert (found.difference, found.low, found.high) == (13_390, 13_390, 13_390)
    assert found.ratio == pytest.approx(1.277, abs=0.001)
    assert not found.agrees
    assert causes(found) == ["inclusion"]
    office, ministry = "Gaza Government Media Office", "Gaza Ministry of Health"
    assert found.reason == f"{office} says its total adds the missing presumed dead, {ministry} does not."


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({}, ["inclusion"]),
        ({"as_of": "2025-06-01"}, ["unexplained"]),
        ({"number": "61700"}, ["unexplained"]),
        ({"kind": ArticleKind.TABLE_ROW}, ["unexplained"]),
        ({"scope": Scope.ESTIMATED}, ["scope"]),
    ],
)
def test_a_number_told_without_what_it_adds_is_filed_with_its_twin_that_says_so(
    later: dict[str, Any], expected: list[str]
) -> None:
    """P5: the office announced 61,709 with the missing on 3 February 2025; a paper gave it bare on the 21st."""
    bare = {"number": ">=61709", "as_of": "2025-02-21", **later}
    told = claim("61709", "gmo", "2025-02-03", inclusions=MISSING)
    ministry = claim("48319", "moh", bare["as_of"])
    found = gaps(told, ministry, claim(bare.pop("number"), "gmo", **bare))
    assert causes(found[-1]) == expected


def test_losses_that_may_be_of_either_side_are_not_compared() -> None:
    """P10: 180,000 Russian dead told without their people are no reply to 10,582 verified in Ukraine."""
    bare = [claim("180000", "zelensky", "2024-02-25"), claim("10582", "ohchr", "2024-02-22", place="Ukraine")]
    told = [claim(str(one.quantity.low), one.claimant, "2024-02-25", victims="Ukrainians") for one in bare]
    assert gaps(*bare) == ()
    assert len(gaps(*told)) == 1


def test_twins_that_count_in_several_ways_tell_nothing() -> None:
    ways = (Scope.VERIFIED, Scope.ESTIMATED)
    rows = [claim("114", "ocha", "2025-12-04", conflict="gaza", scope=scope, outlet=scope) for scope in ways]
    bare = claim("114", "ocha", "2025-12-04", conflict="gaza")
    assert len(reconcile([*rows, bare], CONFIG).series) == 3
    assert len(reconcile([rows[0], bare], CONFIG).series) == 1


def test_a_number_that_says_what_it_adds_takes_only_the_way_of_counting_of_its_twin() -> None:
    """P6: the Civil Defence estimated 44,000 with the missing; an article leaves out that it is an estimate."""
    told = claim(">44000", "gmo", "2024-04-30", scope=Scope.ESTIMATED, inclusions=MISSING)
    bare = claim(">44000", "gmo", "2024-04-30", inclusions=MISSING, outlet="B")
    other = claim(">44000", "gmo", "2024-04-30", scope=Scope.IDENTIFIED, outlet="C")
    assert len(reconcile([told, bare], CONFIG).series) == 1
    assert len(reconcile([other, bare], CONFIG).series) == 2


def test_the_identified_dead_are_not_set_against_all_reported_ones_without_saying_so() -> None:
    """P4: 24,686 identified of 34,622 reported, 30 April 2024."""
    found = only_gap(
        claim("34622", "moh", "2024-04-30"), claim("24686", "moh", "2024-04-30", scope=Scope.IDENTIFIED, outlet="B")
    )
    assert causes(found) == ["scope"]
    assert "only the dead it identified" in found.reason


def test_verified_cases_are_a_series_of_their_own() -> None:
    """P14: 8,119 verified of more than 34,500."""
    found = only_gap(
        claim(">34500", "moh", "2024-09-02"), claim("8119", "ohchr", "2024-09-02", place="Gaza", scope=Scope.VERIFIED)
    )
    assert causes(found) == ["scope"]
    assert (found.low, found.high) == (None, -26_381)


def test_killed_or_wounded_never_stands_beside_killed() -> None:
    """P9: more than 100,000 killed and wounded is no toll of the dead."""
    facts: dict[str, Any] = {"victims": "Russian soldiers", "group": Group.COMBATANTS}
    assert not gaps(
        claim(">100000", "us", "2022-11-09", outcome=Outcome.CASUALTIES, **facts),
        claim("5937", "russian-mod", "2022-11-09", **facts),
    )


def test_the_people_of_one_side_never_stand_beside_those_of_the_other() -> None:
    """P10: 2 March 2022, Russia's own 498 and Ukraine's 2,870 by the same ministry."""
    facts: dict[str, Any] = {"who": "russian-mod", "as_of": "2022-03-02", "group": Group.COMBATANTS}
    own = claim("498", victims="Russian soldiers", **facts)
    foe = claim("2870", victims="Ukrainian soldiers", **facts)
    assert not gaps(own, foe, all_pairs=True)


def test_a_claim_about_the_enemy_and_one_about_the_own_side_leave_an_unexplained_gap() -> None:
    """P10: 31,000 own killed by Zelensky; another figure by the other side's ministry."""
    facts: dict[str, Any] = {"as_of": "2024-02-25", "victims": "Ukrainian soldiers", "group": Group.COMBATANTS}
    found = only_gap(claim("31000", "zelensky", **facts), claim("166000", "russian-mod", **facts))
    assert causes(found) == ["unexplained"]
    assert "own side" in found.reason
    assert "enemy's" in found.reason


def test_two_voices_of_one_government_are_two_series() -> None:
    """P10: 25 February 2024, Zelensky's 180,000 and the General Staff's table."""
    facts: dict[str, Any] = {"as_of": "2024-02-25", "victims": "Russian soldiers", "group": Group.COMBATANTS}
    found = only_gap(claim("180000", "zelensky", **facts), claim("409820", "general-staff", **facts))
    assert found.left.key.claimant == "general-staff"


def test_fighters_and_everyone_are_two_panels() -> None:
    """P13: 17,000 fighters by one side are no share of everyone by the other."""
    assert not gaps(
        claim("17000", "idf", "2024-08-15", place="Gaza", side="palestinian", group=Group.COMBATANTS),
        claim("40005", "moh", "2024-08-15"),
    )


@pytest.mark.parametrize(
    ("left", "right", "expected", "bounds"),
    [
        ("11517", ">11000", ["none"], (-517, None)),
        ("11517", "11517", ["none"], (0, 0)),
        ("34049", "34000", ["rounding"], (-49, -49)),
        ("34049", "~34000", ["rounding"], (-49, -49)),
        ("34049", "33000", ["unexplained"], (-1049, -1049)),
        ("34049", ">=40000", ["unexplained"], (5951, None)),
        ("34049", "<20000", ["unexplained"], (None, -14_049)),
        (">100", "<400", ["none"], (None, 300)),
        ("100-200", "300-400", ["unexplained"], (100, 300)),
    ],
)
def test_bounds_stay_bounds(
    left: str, right: str, expected: list[str], bounds: tuple[int | None, int | None]
) -> None:
    found = only_gap(claim(left, "moh", "2024-04-20"), claim(right, "gmo", "2024-04-20"))
    assert causes(found) == expected
    assert (found.low, found.high) == bounds


def test_an_older_figure_may_explain_a_lower_one_and_never_a_higher_one() -> None:
    older_is_lower = gaps(claim("34000", "moh", "2024-04-20"), claim("34900", "gmo", "2024-04-25"))
    assert [(g.day, g.lag_days, causes(g)) for g in older_is_lower] == [(date(2024, 4, 25), 5, ["lag"])]
    assert older_is_lower[0].reason == "The figure of Gaza Ministry of Health is 5 days older."
    older_is_higher = gaps(claim("34900", "moh", "2024-04-20"), claim("34100", "gmo", "2024-04-25"))
    assert [causes(g) for g in older_is_higher] == [["unexplained"]]
    level = gaps(
        claim("120", "moh", "2024-04-20", basis=Basis.STOCK), claim("100", "gmo", "2024-04-25", basis=Basis.STOCK)
    )
    assert [causes(g) for g in level] == [["lag"]]


def test_a_figure_of_a_month_may_be_older_than_a_day_within_it() -> None:
    found = gaps(
        claim("3961", "lebanon-moh", "2024-11-26"),
        claim("~3800", "ocha", "2024-11", "2024-12-01", place="Lebanon"),
    )
    assert [(g.day.day, causes(g)) for g in found] == [(30, ["lag"])]
    assert found[0].reason == "The figure of OCHA may be the older one: one of them names no day."


def test_an_early_toll_of_an_event_is_the_lower_one_and_not_the_higher() -> None:
    """P8, Makiivka, 1 January 2023: 63, then 89 by one side; about 400 at once by the other."""
    facts: dict[str, Any] = {"as_of": "2023-01-01", "basis": Basis.EVENT, "place": "Makiivka", "side": "russia"}
    first = claim("63", "us", said="2023-01-02", **facts)
    later = claim("89", "russian-mod", said="2023-01-04", **facts)
    found = only_gap(first, later)
    assert (found.lag_days, causes(found)) == (0, ["lag"])
    assert found.reason == "The figure of United States was said 2 days earlier."
    high = claim("400", "us", said="2023-01-02", **facts)
    assert causes(only_gap(high, later)) == ["unexplained"]


def test_every_day_on_which_either_spoke_is_compared_with_the_others_last_word() -> None:
    claims = [claim(str(n), "moh", f"2024-04-{n}") for n in (10, 12, 14)] + [claim("12", "gmo", "2024-04-11")]
    assert [(g.day.day, g.lag_days) for g in gaps(*claims)] == [(11, 1), (12, -1), (14, -3)]


def test_a_figure_that_is_too_old_is_not_compared() -> None:
    """P15: silence is not zero, and not yesterday's figure for ever."""
    claims = [claim("100", "gmo", "2024-04-01"), claim("120", "moh", "2024-04-15"), claim("130", "moh", "2024-04-16")]
    assert [g.day.day for g in gaps(*claims)] == [15]
    assert [g.day.day for g in gaps(*claims, max_age_days=15)] == [15, 16]
    assert not gaps(*claims, max_age_days=3)


def test_counts_since_other_days_are_compared_only_with_that_said() -> None:
    """P20: since the ceasefire, the ministry from 11 October and others from 10 October."""
    found = only_gap(
        claim("1285", "moh", "2026-08-22", since="2025-10-11"), claim("1259", "gmo", "2026-08-22", since="2025-10-10")
    )
    assert causes(found) == ["baseline"]
    assert found.reason.endswith("since 2025-10-10.")
    assert "since 2025-10-11" in found.reason


def test_a_declared_change_of_counting_between_two_figures_is_named() -> None:
    """P4: OCHA's breakdown of 6 May 2024 and that of 8 May are not one series."""
    found = gaps(
        claim("14500", "gmo", "2024-05-09", place="Gaza", group=Group.CHILDREN),
        claim("7797", "ocha", "2024-05-06", place="Gaza", group=Group.CHILDREN),
    )[0]
    assert "break" in causes(found)
    assert "Breakdown of the identified only (2024-05-08)" in found.reason


def test_the_reference_is_the_first_declared_claimant_with_its_plain_series() -> None:
    claims = [
        claim("100", "idf", "2024-04-20", place="Gaza", side="palestinian"),
        claim("150", "gmo", "2024-04-20"),
        claim("90", "moh", "2024-04-20", scope=Scope.IDENTIFIED),
        claim("120", "moh", "2024-04-20", outlet="B"),
    ]
    found = gaps(*claims)
    assert {g.left.quantity.point for g in found} == {120}
    assert len(found) == 3
    assert len(gaps(*claims, all_pairs=True)) == 6


def test_without_a_reference_claimant_the_longest_series_is_the_reference() -> None:
    claims = [
        claim("100", "us", "2024-04-20", conflict="sudan"),
        claim("110", "ocha", "2024-04-20", conflict="sudan"),
        claim("120", "ocha", "2024-04-21", conflict="sudan"),
    ]
    assert {g.left.key.claimant for g in gaps(*claims)} == {"ocha"}


def test_events_are_compared_with_the_same_days_event_only() -> None:
    facts: dict[str, Any] = {"basis": Basis.EVENT, "place": "al-Ahli Hospital"}
    claims = [
        claim("471", "moh", "2023-10-17", "2023-10-18", **facts),
        claim("100-300", "us", "2023-10-17", "2023-10-19", scope=Scope.ESTIMATED, **facts),
        claim("5", "gmo", "2023-10-20", **facts),
    ]
    found = only_gap(*claims)
    assert (found.day, found.lag_days, causes(found)) == (date(2023, 10, 17), 0, ["scope"])


def test_windows_and_unresolved_claimants_are_not_compared() -> None:
    assert not gaps(
        claim("66", "moh", "2025-10-04", since="2025-10-03", basis=Basis.PERIOD),
        claim("786", "gmo", "2025-10-04", since="2025-10-03", basis=Basis.PERIOD),
    )
    assert not gaps(claim("66", "moh", "2025-10-04"), claim("786", None, "2025-10-04", source="a man", place="Gaza"))


def test_an_outlets_own_figure_is_compared_as_the_outlets() -> None:
    found = only_gap(
        claim("11517", "moh", "2023-11-16"),
        claim(">=11517", None, "2023-11-16", victims="Palestinians", outlet="The Observer Post"),
    )
    assert found.right.key.claimant == "outlet:The Observer Post"
    assert found.causes == (GapCause.NONE,)
    assert found.reason == "Both can be true at once."


def test_families_and_people_are_refused() -> None:
    with pytest.raises(pint.DimensionalityError):
        must_compare(Unit.PERSON, Unit.HOUSEHOLD)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_gap_turned_round_is_its_own_negative(one: int, other: int) -> None:
    left, right = reconcile(
        [claim(str(one), "moh", "2024-04-20"), claim(str(other), "gmo", "2024-04-20")], CONFIG
    ).statements
    panel = left.key.panel
    there, back = gap(panel, date(2024, 4, 20), left, right), gap(panel, date(2024, 4, 20), right, left)
    assert there.difference == -back.difference
    assert (there.low, there.high) == (-(back.high or 0), -(back.low or 0))
    assert there.causes == back.causes
    assert there.ratio is None or there.ratio >= 0
