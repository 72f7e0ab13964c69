"""Dispersion has eventreport's definitions; a gap opens and closes; one count leads another."""

from __future__ import annotations

from datetime import date

import pytest
from making import claim, config

from tracker.model import Claim
from tracker.reconcile import reconcile
from tracker.reconcile.dispersion import dispersions, gap_spans, lead, mean_dispersions

CONFIG = config()


def total(number: str, who: str, day: str) -> Claim:
    return claim(number, who, day, place="Gaza")


def test_the_scores_of_one_day_are_those_of_eventreport() -> None:
    """Four reports 10, 10, 20, 40: two distinct values more than one, half of them agree with the mode."""
    claims = [total(n, who, "2024-05-01") for n, who in (("10", "moh"), ("10", "gmo"), ("20", "idf"), ("40", "us"))]
    (found,) = dispersions(reconcile(claims, CONFIG).series)
    assert (found.reports, found.dscore, found.value_range, found.modal_confidence) == (4, 2, 30, 0.5)
    assert found.deviation == pytest.approx(14.142, abs=1e-3)
    (mean,) = mean_dispersions([found])
    assert (mean.days, mean.mean_dscore, mean.panel) == (1, 2, found.panel)
    assert mean_dispersions([]) == ()


def test_a_panel_in_which_one_claimant_speaks_has_no_dispersion() -> None:
    assert dispersions(reconcile([total("10", "moh", "2024-05-01")], CONFIG).series) == ()


def test_a_gap_opens_and_closes_on_days_that_can_be_told() -> None:
    days = [("100", "100"), ("110", "150"), ("120", "190"), ("200", "200"), ("210", "260")]
    claims = []
    for at, (one, other) in enumerate(days, 1):
        claims += [total(one, "moh", f"2024-05-0{at}"), total(other, "gmo", f"2024-05-0{at}")]
    first, second = gap_spans(reconcile(claims, CONFIG).gaps)
    assert (first.opened, first.last, first.closed, first.widest) == (
        date(2024, 5, 2),
        date(2024, 5, 3),
        date(2024, 5, 4),
        70,
    )
    assert (second.opened, second.last, second.closed) == (date(2024, 5, 5), date(2024, 5, 5), None)


def test_the_count_that_reaches_a_level_first_leads() -> None:
    claims = [total(str(100 * n), "gmo", f"2024-05-{n:02d}") for n in range(1, 11)]
    claims += [total(str(100 * (n - 3)), "moh", f"2024-05-{n:02d}") for n in range(4, 11)]
    gmo, moh = reconcile(claims, CONFIG).series
    ahead, behind = lead(gmo, moh), lead(moh, gmo)
    assert ahead is not None
    assert (ahead.days, ahead.levels) == (3, 7)
    assert behind is not None
    assert behind.days == -3


def test_levels_reached_before_a_line_begins_tell_nothing() -> None:
    late = reconcile([total("900", "moh", "2024-05-09"), total("100", "gmo", "2024-05-01")], CONFIG).series
    gmo, moh = late
    assert lead(moh, gmo) is None
