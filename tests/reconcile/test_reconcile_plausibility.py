"""Round numbers, leaps, straight lines and sums are told with what they were measured against."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from making import claim, config

from tracker.model import Basis, Claim, Group, Inclusion, Outcome, Series
from tracker.reconcile import reconcile
from tracker.reconcile.plausibility import binomial_tail, heaping, leaps, straight_runs, sums

CONFIG = config()


def line(numbers: list[int], who: str = "moh", start: date = date(2024, 1, 1)) -> tuple[Series, ...]:
    claims = [
        claim(str(number), who, (start + timedelta(days=at)).isoformat(), place="Gaza")
        for at, number in enumerate(numbers)
    ]
    return reconcile(claims, CONFIG).series


def test_a_series_of_round_numbers_is_told_and_one_as_counted_is_not() -> None:
    (found,) = heaping(line([10_000 + 300 * n for n in range(25)]))
    assert (found.numbers, found.round_ones) == (25, 25)
    assert found.chance < 1e-9
    assert heaping(line([10_000 + 137 * n for n in range(25)])) == ()
    assert heaping(line([1000, 1100, 1200])) == (), "three numbers tell nothing"


def test_the_tail_of_the_binomial_distribution() -> None:
    assert binomial_tail(0, 10, 0.01) == 1
    assert binomial_tail(1, 1, 0.25) == pytest.approx(0.25)
    assert binomial_tail(2, 2, 0.5) == pytest.approx(0.25)


def test_a_leap_is_measured_against_the_steps_around_it() -> None:
    """A committee's batch: 786 in a day among days of 60 (P2)."""
    numbers = [66_000 + 60 * n for n in range(20)]
    numbers += [numbers[-1] + 786 + 60 * n for n in range(20)]
    (found,) = leaps(line(numbers))
    assert (found.per_day, found.usual) == (786, 60)
    assert leaps(line([66_000 + 60 * n for n in range(40)])) == ()


def test_a_total_that_rises_evenly_is_too_straight() -> None:
    numbers = [1000, 1010, 1033, 1053, 1073, 1093, 1113, 1133, 1150]
    (found,) = straight_runs(line(numbers))
    assert (found.steps, found.per_day, found.first.quantity.point) == (5, 20, 1033)
    assert straight_runs(line([1000] * 9)) == (), "a standing number is a plateau and no line"


def stock(number: str, who: str, day: str) -> Claim:
    return claim(number, who, day, outcome=Outcome.MISSING, basis=Basis.STOCK, place="Gaza")


def test_a_total_made_of_two_voices_is_found() -> None:
    """30 April 2024: "exceeds 44,000" is the ministry's 34,535 and 10,000 under the rubble (P6)."""
    made = reconcile(
        [
            claim("34535", "moh", "2024-04-30", place="Gaza"),
            stock("10000", "us", "2024-04-30"),
            claim(">44000", "us", "2024-04-30", place="Gaza"),
        ],
        CONFIG,
    )
    (found,) = sums(made.series)
    assert [term.quantity.point for term in found.terms] == [34_535, 10_000]
    assert not found.by_itself


def test_a_sum_by_ones_own_word_is_found_as_ones_own() -> None:
    made = reconcile(
        [
            claim("47487", "gmo", "2025-02-03", place="Gaza"),
            stock("14222", "gmo", "2025-02-03"),
            claim("61709", "gmo", "2025-02-03", place="Gaza", inclusions=(Inclusion.MISSING,)),
        ],
        CONFIG,
    )
    (found,) = sums(made.series)
    assert found.by_itself


def test_civilians_and_fighters_added_are_everyone() -> None:
    made = reconcile(
        [
            claim("2100", "us", "2024-05-01", place="Gaza", group=Group.CIVILIANS),
            claim("900", "us", "2024-05-02", place="Gaza", group=Group.COMBATANTS, side="palestinian"),
            claim("3000", "us", "2024-05-02", place="Gaza"),
            claim("3001", "moh", "2024-05-02", place="Gaza"),
        ],
        CONFIG,
    )
    assert [one.total.quantity.point for one in sums(made.series)] == [3000]


def test_terms_of_other_weeks_make_no_sum() -> None:
    made = reconcile(
        [
            claim("34535", "moh", "2024-04-30", place="Gaza"),
            stock("10000", "us", "2024-03-30"),
            claim("44535", "us", "2024-04-30", place="Gaza"),
        ],
        CONFIG,
    )
    assert sums(made.series) == ()
