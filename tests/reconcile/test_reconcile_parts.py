"""A gap is parted by cause with amounts that claimants gave; only what is left over is unexplained."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, config

from tracker.model import Basis, Claim, Gap, GapCause, Inclusion, Outcome, Scope
from tracker.reconcile import HedgeRule, reconcile

CONFIG = config()
MISSING = (Inclusion.MISSING,)


def total(number: str, who: str, day: str, **more: object) -> Claim:
    return claim(number, who, day, place="Gaza", **more)  # type: ignore[arg-type]


def gap_on(day: str, *claims: Claim, rule: HedgeRule = HedgeRule.WORDS) -> Gap:
    made = reconcile(claims, CONFIG, rule=rule, all_pairs=True)
    (found,) = [one for one in made.gaps if one.day == date.fromisoformat(day)]
    return found


def told(gap: Gap) -> dict[GapCause, int | None]:
    return {part.cause: part.amount for part in gap.parts}


def test_ministry_and_media_office_differ_by_the_missing_and_by_nothing_else() -> None:
    """21 February 2025: 48,319 and 61,709 with the missing presumed dead (field guide, part 1, item 2)."""
    found = gap_on(
        "2025-02-21", total("48319", "moh", "2025-02-21"), total("61709", "gmo", "2025-02-21", inclusions=MISSING)
    )
    assert told(found) == {GapCause.INCLUSION: 13_390}
    assert found.unexplained == 0


def test_what_the_missing_of_the_claimants_own_count_do_not_cover_is_unexplained() -> None:
    """3 February 2025: 61,709 with 14,222 missing, while the ministry stood at 47,498."""
    missing = total("14222", "gmo", "2025-02-03", outcome=Outcome.MISSING, basis=Basis.STOCK)
    found = gap_on(
        "2025-02-03",
        total("47498", "moh", "2025-02-03"),
        total("61709", "gmo", "2025-02-03", inclusions=MISSING),
        missing,
    )
    assert told(found) == {GapCause.INCLUSION: 14_222, GapCause.UNEXPLAINED: -11}


def test_a_lag_accounts_for_what_the_younger_count_moved_by_and_no_more() -> None:
    found = gap_on(
        "2024-05-03",
        total("34500", "moh", "2024-05-01"),
        total("34530", "gmo", "2024-05-01"),
        total("34650", "gmo", "2024-05-03"),
    )
    assert told(found) == {GapCause.LAG: 120, GapCause.UNEXPLAINED: 30}


def test_a_batch_of_earlier_dead_within_the_lag_is_a_part_of_its_own() -> None:
    """4 October 2025: 786 more in the total, of which 720 by the committee (P2)."""
    batch = total(
        "720", "moh", "2025-10-04", since="2025-10-03", basis=Basis.PERIOD, inclusions=(Inclusion.RETROACTIVE,)
    )
    found = gap_on(
        "2025-10-04",
        total("66288", "moh", "2025-10-03"),
        total("67074", "moh", "2025-10-04"),
        total("66288", "gmo", "2025-10-03"),
        batch,
    )
    assert told(found) == {GapCause.LAG: -66, GapCause.RETROACTIVE: -720}


def test_a_number_given_again_is_stale_and_the_other_count_tells_by_how_much() -> None:
    """14,800 stood from 23 November to 1 December 2023 (P16); the other count here rose by 407 meanwhile."""
    found = gap_on(
        "2023-12-01",
        total("14800", "gmo", "2023-11-23"),
        total("14800", "gmo", "2023-12-01"),
        total("14800", "moh", "2023-11-23"),
        total("15207", "moh", "2023-12-01"),
    )
    assert found.causes == (GapCause.STALE,)
    assert told(found) == {GapCause.STALE: -407}


def test_a_count_that_began_later_lacks_what_the_other_had_by_then() -> None:
    """Lebanon's ministry began anew on 2 March 2026 (P20)."""
    who = {"conflict": "lebanon", "place": "Lebanon"}
    found = gap_on(
        "2026-04-01",
        claim("4100", "idf", "2026-03-01", **who),
        claim("6000", "idf", "2026-04-01", **who),
        claim("1900", "lebanon-moh", "2026-04-01", since="2026-03-02", **who),
    )
    assert abs(told(found)[GapCause.BASELINE] or 0) == 4_100
    assert found.unexplained == 0


def test_two_causes_without_a_number_share_what_is_left() -> None:
    """OCHA's identified of 8 May 2024 against all reported to 30 April: scope, and its change of breakdown (P4)."""
    found = gap_on(
        "2024-05-08",
        total("34622", "moh", "2024-04-30"),
        total("24686", "ocha", "2024-05-08", scope=Scope.IDENTIFIED),
    )
    assert told(found) == {GapCause.SCOPE: None, GapCause.BREAK: None}
    assert found.unexplained == 0


def test_figures_that_can_both_be_true_have_no_parts() -> None:
    found = gap_on("2024-05-01", total("11517", "moh", "2024-05-01"), total(">11000", "gmo", "2024-05-01"))
    assert (found.agrees, found.parts) == (True, ())


def test_the_rule_for_hedges_decides_whether_two_figures_can_both_be_true() -> None:
    """More than 700 and 850: both may be true, but not where more than 700 means 701 to 799 or 700."""
    both = (total("850", "moh", "2024-05-01"), total(">700", "gmo", "2024-05-01"))
    assert [gap_on("2024-05-01", *both, rule=rule).agrees for rule in HedgeRule] == [True, False, False]
    found = gap_on("2024-05-01", *both, rule=HedgeRule.WIKIMPACTS)
    assert (found.low, found.high, found.right.quantity.high) == (-149, -51, None)


def test_ratio_and_log_ratio_have_bounds() -> None:
    found = gap_on("2024-05-01", total("100", "moh", "2024-05-01"), total("200-300", "gmo", "2024-05-01"))
    assert (found.ratio, found.ratio_low, found.ratio_high) == (2.0, 2.0, 3.0)
    assert found.log_ratio == pytest.approx(0.6931, abs=1e-4)


@given(st.lists(st.integers(100, 10**6), min_size=4, max_size=4), st.integers(0, 9), st.booleans())
def test_parts_whose_amounts_are_all_known_add_up_to_the_difference(numbers: list[int], lag: int, adds: bool) -> None:
    one, two, three, four = map(str, numbers)
    day = f"2024-05-{1 + lag:02d}"
    made = reconcile(
        [
            total(one, "moh", "2024-05-01"),
            total(two, "moh", "2024-05-10"),
            total(three, "gmo", day, inclusions=MISSING if adds else ()),
            total(four, "gmo", "2024-05-10", inclusions=MISSING if adds else ()),
        ],
        CONFIG,
    )
    for found in made.gaps:
        amounts = [part.amount for part in found.parts]
        if found.parts and None not in amounts:
            assert sum(amount or 0 for amount in amounts) == found.difference
