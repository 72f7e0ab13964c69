"""Each named rule gives the bounds that its own guidelines give, and none of them touches the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import HedgeRule, Qualifier, Quantity
from tracker.reconcile.hedge_rules import bounds_by

Q = Qualifier


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "hedge", "rule", "expected"),
    [
        (700, None, Q.MORE_THAN, "more than", HedgeRule.WORDS, (700, None)),
        (700, None, Q.MORE_THAN, "more than", HedgeRule.WIKIMPACTS, (701, 799)),
        (640, None, Q.MORE_THAN, "over", HedgeRule.WIKIMPACTS, (641, 699)),
        (None, 700, Q.LESS_THAN, "fewer than", HedgeRule.WIKIMPACTS, (601, 699)),
        (630, None, Q.AT_LEAST, "at least", HedgeRule.WIKIMPACTS, (630, 699)),
        (None, 270, Q.UP_TO, "up to", HedgeRule.WIKIMPACTS, (200, 270)),
        (700, 700, Q.ABOUT, "approximately", HedgeRule.WIKIMPACTS, (665, 735)),
        (None, 700, Q.LESS_THAN, "nearly", HedgeRule.WIKIMPACTS, (665, 735)),
        (2000, None, Q.VAGUE, "thousands", HedgeRule.WIKIMPACTS, (2000, 9000)),
        (24, None, Q.VAGUE, "dozens", HedgeRule.WIKIMPACTS, (24, 108)),
        (20000, None, Q.VAGUE, "tens of thousands", HedgeRule.WIKIMPACTS, (20000, 90000)),
        (3, None, Q.VAGUE, "a few", HedgeRule.WIKIMPACTS, (2, 6)),
        (300, None, Q.VAGUE, "several hundred", HedgeRule.WIKIMPACTS, (200, 600)),
        (36, None, Q.VAGUE, "a few dozen", HedgeRule.WIKIMPACTS, (24, 72)),
        (2, None, Q.VAGUE, "a couple", HedgeRule.WIKIMPACTS, (2, 3)),
        (11517, 11517, Q.EXACT, "", HedgeRule.WIKIMPACTS, (11517, 11517)),
        (50, 100, Q.RANGE, "between", HedgeRule.WIKIMPACTS, (50, 100)),
        (200, None, Q.VAGUE, "hundreds", HedgeRule.ACLED, (100, 100)),
        (24, None, Q.VAGUE, "dozens", HedgeRule.ACLED, (12, 12)),
        (20, None, Q.VAGUE, "tens of", HedgeRule.ACLED, (10, 10)),
        (11000, None, Q.MORE_THAN, "more than", HedgeRule.ACLED, (11000, 11000)),
    ],
)
def test_a_rule_gives_the_bounds_of_its_guidelines(
    low: int | None,
    high: int | None,
    qualifier: Qualifier,
    hedge: str,
    rule: HedgeRule,
    expected: tuple[int | None, int | None],
) -> None:
    found = bounds_by(rule, Quantity(low, high, qualifier, hedge))
    assert (found.low, found.high) == expected
    assert (found.qualifier, found.hedge) == (qualifier, hedge)


@given(st.integers(0, 10**7), st.sampled_from(Qualifier), st.sampled_from(HedgeRule))
def test_no_rule_crosses_bounds_or_fails(number: int, qualifier: Qualifier, rule: HedgeRule) -> None:
    upper = qualifier in (Q.UP_TO, Q.LESS_THAN)
    quantity = Quantity(None, number, qualifier) if upper else Quantity(number, None, qualifier)
    found = bounds_by(rule, quantity)
    assert found.low is None or found.high is None or 0 <= found.low <= found.high
