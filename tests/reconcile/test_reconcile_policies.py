"""Policies stand side by side, none is the record, and each says on what it rests."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from making import claim, config

from tracker.model import Choice, Claim, Policy, Scope
from tracker.reconcile import reconcile
from tracker.reconcile.policies import choices

CONFIG = config()


def total(number: str, who: str, day: str = "2024-05-01", **more: object) -> Claim:
    return claim(number, who, day, place="Gaza", **more)  # type: ignore[arg-type]


def choice(*claims: Claim) -> Choice:
    (found,) = choices(reconcile(claims, CONFIG).series, CONFIG, date(2024, 6, 1))
    return found


def numbers(found: Choice) -> dict[str, tuple[int | None, int | None] | None]:
    return {one.policy.value: one.quantity and (one.quantity.low, one.quantity.high) for one in found.figures}


def test_contradicting_figures_under_every_policy() -> None:
    """Ministry, media office and army in one panel."""
    found = choice(total("34500", "moh"), total("34700", "gmo"), total("30000", "idf", "2024-05-03"))
    assert numbers(found) == {
        "conservative": (30000, 30000),
        "median_of_origins": (34500, 34500),
        "most_recent": (30000, 30000),
        "range": (30000, 34700),
        "hierarchy": (34500, 34500),
        "defer": None,
    }
    assert (found.claimants, found.sensitivity) == (3, 4500)
    assert {one.policy: one.moved for one in found.figures}[Policy.CONSERVATIVE] == -4500


def test_deferring_gives_what_all_bounds_allow_and_nothing_where_they_exclude_each_other() -> None:
    found = choice(total(">11000", "moh"), total("11517", "gmo"))
    assert numbers(found)["defer"] == (11517, 11517)
    assert numbers(choice(total(">11000", "moh"), total(">=11200", "gmo")))["defer"] == (11200, None)


def test_an_open_bound_stays_open() -> None:
    assert numbers(choice(total(">11000", "moh"), total("11517", "gmo")))["range"] == (11000, None)


def test_ways_of_counting_are_never_put_together() -> None:
    made = reconcile([total("34500", "moh"), total("8119", "ohchr", scope=Scope.VERIFIED)], CONFIG)
    found = choices(made.series, CONFIG, date(2024, 6, 1))
    assert [(one.scope, one.claimants) for one in found] == [(Scope.REPORTED, 1), (Scope.VERIFIED, 1)]


def test_what_was_said_after_the_day_asked_is_not_used() -> None:
    made = reconcile([total("34500", "moh"), total("34700", "moh", "2024-07-01")], CONFIG)
    (found,) = choices(made.series, CONFIG, date(2024, 6, 1))
    assert found.day == date(2024, 5, 1)


def test_without_a_declared_claimant_the_hierarchy_gives_nothing() -> None:
    found = choice(total("500", "us"))
    assert numbers(found)["hierarchy"] is None
    assert all(one.moved is None for one in found.figures)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_the_range_holds_every_policys_number(said: list[int]) -> None:
    whom = ("moh", "gmo", "idf", "us")
    found = choice(*(total(str(number), who) for number, who in zip(said, whom, strict=False)))
    low, high = numbers(found)["range"] or (0, 0)
    for one in found.figures:
        if one.quantity is not None and one.quantity.low is not None:
            assert (low or 0) <= one.quantity.low <= (high or 0)
            assert one.statements
