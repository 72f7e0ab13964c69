"""The ledger keeps the day's figure and the change of the total, and says what the rest looks like."""

from __future__ import annotations

from datetime import date

import pytest
from making import claim, config

from tracker.model import ArticleKind, Basis, Claim, Inclusion, ResidualKind
from tracker.reconcile import plateaus, reconcile
from tracker.reconcile.ledger import Ledger, ledger, slip

CONFIG = config()


def total(number: str, day: str, who: str = "moh", **more: object) -> Claim:
    return claim(number, who, day, place="Gaza", **more)  # type: ignore[arg-type]


def window(number: str, opens: str, day: str, who: str = "moh", **more: object) -> Claim:
    return claim(number, who, day, since=opens, basis=Basis.PERIOD, place="Gaza", **more)  # type: ignore[arg-type]


def of(*claims: Claim) -> Ledger:
    return ledger(reconcile(claims, CONFIG).series)


def test_a_window_that_is_what_the_total_moved_by_leaves_nothing() -> None:
    found = of(total("900", "2023-10-10"), total("1100", "2023-10-11"), window("200", "2023-10-10", "2023-10-11"))
    assert (found.compared, found.residuals) == (1, ())


def test_both_figures_are_kept_and_what_nothing_explains_stays_unexplained() -> None:
    """Media office, 5 December 2023: 725 for the day, while its total implies 349 (P5)."""
    found = of(
        total("15899", "2023-12-04", "gmo"),
        total("16248", "2023-12-05", "gmo"),
        window("725", "2023-12-04", "2023-12-05", "gmo"),
    )
    (one,) = found.residuals
    assert (one.window.quantity.point, one.change, one.residual) == (725, 349, -376)
    assert one.kind is ResidualKind.UNEXPLAINED


def test_a_batch_of_earlier_dead_is_told_apart_from_the_windows_own() -> None:
    """Gaza ministry, 4 October 2025: 66 new, and 720 added by its committee (P2)."""
    batch = window("720", "2025-10-03", "2025-10-04", inclusions=(Inclusion.RETROACTIVE,))
    found = of(
        total("66288", "2025-10-03"), total("67074", "2025-10-04"), window("66", "2025-10-03", "2025-10-04"), batch
    )
    (one,) = found.residuals
    assert (one.residual, one.kind) == (720, ResidualKind.RETROACTIVE_BATCH)
    assert len(one.evidence) == 1


def test_a_total_without_the_day_before_covers_a_longer_window() -> None:
    """48-hour bulletins of August 2024 (P15): the change holds two days, the window one."""
    found = of(total("39929", "2024-08-14"), total("40005", "2024-08-16"), window("40", "2024-08-15", "2024-08-16"))
    (one,) = found.residuals
    assert (one.change, one.kind) == (76, ResidualKind.LONGER_WINDOW)


def test_a_total_that_was_moved_a_day_late_is_a_catch_up_on_both_days() -> None:
    """27 and 28 August 2024: 41 and 58 for the days, no change and then 99 in the total."""
    found = of(
        total("40435", "2024-08-26"),
        total("40435", "2024-08-27"),
        total("40534", "2024-08-28"),
        window("41", "2024-08-26", "2024-08-27"),
        window("58", "2024-08-27", "2024-08-28"),
    )
    assert [(one.residual, one.kind) for one in found.residuals] == [
        (-41, ResidualKind.CATCH_UP),
        (41, ResidualKind.CATCH_UP),
    ]


def test_a_total_that_fell_or_was_replaced_is_a_correction() -> None:
    fell = of(total("500", "2024-01-01"), total("480", "2024-01-02"), window("10", "2024-01-01", "2024-01-02"))
    assert [one.kind for one in fell.residuals] == [ResidualKind.CORRECTION]
    replaced = of(
        total("500", "2024-01-01"),
        total("530", "2024-01-02"),
        total("545", "2024-01-02", said="2024-02-01"),
        window("30", "2024-01-01", "2024-01-02"),
    )
    (one,) = replaced.residuals
    assert (one.residual, one.kind) == (15, ResidualKind.CORRECTION)


def test_round_totals_of_articles_leave_room_and_a_table_does_not() -> None:
    rounded = (total("24000", "2024-01-15"), total("24185", "2024-01-16"), window("170", "2024-01-15", "2024-01-16"))
    assert [one.kind for one in of(*rounded).residuals] == [ResidualKind.ROUNDING]
    table = [
        claim(n, "moh", d, place="Gaza", kind=ArticleKind.TABLE_ROW)
        for n, d in (("24100", "2024-01-15"), ("24285", "2024-01-16"))
    ]
    slipped = window("158", "2024-01-15", "2024-01-16", kind=ArticleKind.TABLE_ROW)
    assert [one.kind for one in of(*table, slipped).residuals] == [ResidualKind.TYPO]


@pytest.mark.parametrize(
    ("one", "other", "slipped"),
    [
        (158, 185, True),  # Gaza, 16 January 2024: two digits exchanged
        (652, 3652, True),  # injured, 2 December 2023: a digit dropped
        (725, 425, True),
        (450, 455, False),  # a neighbour, no slip
        (12, 21, False),
        (340, 319, False),
        (725, 349, False),
    ],
)
def test_what_looks_mistyped(one: int, other: int, slipped: bool) -> None:
    assert slip(one, other) is slip(other, one) is slipped


def test_hedged_figures_are_held_against_each_other_by_their_bounds() -> None:
    found = of(total(">11000", "2023-11-10"), total("11240", "2023-11-11"), window("180", "2023-11-10", "2023-11-11"))
    assert (found.compared, found.residuals) == (1, ())


def test_a_window_whose_last_day_has_no_total_is_not_compared() -> None:
    assert of(total("900", "2023-10-10"), window("200", "2023-10-10", "2023-10-11")).compared == 0


def test_a_total_of_the_day_before_under_another_name_in_one_table_is_used_and_said() -> None:
    """Tables go over from the ministry to the media office and back."""
    table = ArticleKind.TABLE_ROW
    found = of(
        total("15899", "2023-12-04", "moh", kind=table),
        total("16248", "2023-12-05", "gmo", kind=table),
        total("15500", "2023-12-03", "gmo", kind=table),
        window("725", "2023-12-04", "2023-12-05", "gmo", kind=table),
    )
    (one,) = found.residuals
    assert (one.change, one.kin) == (349, True)


def test_a_number_shown_for_nine_days_is_a_plateau_with_its_age() -> None:
    """Gaza, 23 November to 1 December 2023: 14,800 on every day (P16)."""
    days = [f"2023-11-{n}" for n in range(23, 31)] + ["2023-12-01"]
    claims = [total("14532", "2023-11-22"), *(total("14800", d) for d in days), total("15207", "2023-12-02")]
    (one,) = plateaus(reconcile(claims, CONFIG).series, date(2023, 12, 5))
    assert (str(one.first.as_of), str(one.last.as_of), one.repeats, one.days) == ("2023-11-23", "2023-12-01", 8, 8)
    assert (one.age, one.ended) == (12, True)


def test_two_days_of_one_number_and_a_standing_zero_are_no_plateau() -> None:
    claims = [total("100", "2024-01-01"), total("100", "2024-01-02")]
    claims += [total("0", f"2024-01-0{n}", "gmo") for n in range(1, 9)]
    assert plateaus(reconcile(claims, CONFIG).series, date(2024, 2, 1)) == ()
