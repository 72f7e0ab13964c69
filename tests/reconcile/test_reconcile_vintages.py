"""Revision statistics have epiprocess's definitions, and say of each claimant how its figures move."""

from __future__ import annotations

from making import claim, config

from tracker.reconcile import reconcile
from tracker.reconcile.vintages import lag_near_latest, revision_statistics, summaries

CONFIG = config()


def test_the_example_of_epiprocess_settles_at_its_fifth_lag() -> None:
    """Given there: 99 is within 20 percent of 100, but 150 after it is not."""
    assert lag_near_latest([1, 2, 3, 4, 5, 6], [0, 20, 99, 150, 102, 100]) == 5
    assert lag_near_latest([3], [7]) == 3
    assert lag_near_latest([0, 1], [0, 0]) == 0


def test_the_staircase_of_one_day_is_measured() -> None:
    """Lebanon, 23 September 2024: 182, 274 and 356 the same day, then 558 the next and 569 later (field guide P8)."""
    steps = [("274", "2024-09-23"), ("356", "2024-09-23"), ("558", "2024-09-24"), ("569", "2024-09-25")]
    claims = [claim("182", "lebanon-moh", "2024-09-23", "2024-09-23", conflict="lebanon", place="Lebanon")]
    claims += [claim(n, "lebanon-moh", "2024-09-23", said, conflict="lebanon", place="Lebanon") for n, said in steps]
    (found,) = revision_statistics(reconcile(claims, CONFIG).series)
    assert (found.n_revisions, found.min_lag, found.max_lag) == (4, 0, 2)
    assert (found.min_value, found.max_value, found.median_value, found.spread) == (182, 569, 356, 387)
    assert found.rel_spread is not None
    assert round(found.rel_spread, 3) == 0.68
    assert found.lag_near_latest == 1  # 558 is within a fifth of 569, 356 is not


def test_a_figure_that_is_only_repeated_has_no_revision() -> None:
    claims = [claim("100", as_of="2024-05-01", said=said) for said in ("2024-05-01", "2024-06-01")]
    (found,) = revision_statistics(reconcile(claims, CONFIG).series)
    assert (found.n_revisions, found.spread, found.rel_spread) == (0, 0, None)


def test_a_summary_tells_how_often_and_how_far_a_claimants_days_move() -> None:
    """Israel's count of 7 October went from 1,400 to about 1,200 on 10 November 2023 (P7)."""
    claims = [
        claim("1400", "israel-government", "2023-10-07", "2023-10-15", conflict="israeli", place="Israel"),
        claim("~1200", "israel-government", "2023-10-07", "2023-11-10", conflict="israeli", place="Israel"),
        claim("1410", "israel-government", "2023-10-20", "2023-10-20", conflict="israeli", place="Israel"),
    ]
    (found,) = summaries(reconcile(claims, CONFIG).series)
    assert (found.days, found.revised, found.downward, found.largest_spread) == (2, 1, 1, 200)
