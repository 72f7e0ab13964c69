"""Figures of different kinds never add up by mistake."""

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Unit
from tracker.units import days, difference, households, must_compare, over, people, per_day

COUNTS = st.integers(min_value=0, max_value=10**9)


@given(COUNTS, COUNTS)
def test_people_add_up_as_whole_numbers(left: int, right: int) -> None:
    total = people(left) + people(right)
    assert total.magnitude == left + right
    assert isinstance(total.magnitude, int)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (people(43_845), per_day(people(70), days(1))),
        (people(1_500), households(1_500)),
        (people(7), days(7)),
        (people(7), 7),
        (households(7), 7),
    ],
    ids=[
        "total and daily rate",
        "people and families",
        "people and days",
        "people and a bare number",
        "families bare",
    ],
)
def test_what_is_not_alike_cannot_be_added(left: pint.Quantity, right: object) -> None:
    with pytest.raises(pint.DimensionalityError):
        left + right


def test_a_bulletin_over_two_days_is_divided_by_two() -> None:
    assert per_day(people(142), days(2)).magnitude == 71
    assert over(per_day(people(142), days(2)), days(7)).to("person").magnitude == 497


@pytest.mark.parametrize("length", [0, -1])
def test_a_window_without_days_has_no_rate(length: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        per_day(people(142), days(length))


def test_a_window_is_counted_in_days_only() -> None:
    with pytest.raises(pint.DimensionalityError):
        per_day(people(142), people(2))


def test_difference_is_right_less_left_and_refuses_families() -> None:
    assert difference(48_319, Unit.PERSON, 61_709, Unit.PERSON) == 13_390
    must_compare(Unit.HOUSEHOLD, Unit.HOUSEHOLD)
    with pytest.raises(pint.DimensionalityError):
        must_compare(Unit.PERSON, Unit.HOUSEHOLD)
