"""Pitfalls of windows, totals and days without a figure: each with the real figures of the field guide's case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from making import claim, config, day, made, only, standing

from tracker.extract import read
from tracker.model import (
    Article,
    ArticleKind,
    Basis,
    Claim,
    GapCause,
    Inclusion,
    ResidualKind,
)
from tracker.reconcile import ages, reconcile
from tracker.reconcile.ledger import ledger
from tracker.reconcile.plausibility import leaps, straight_runs
from tracker.units import days, over, people, per_day

CONFIG = config()


def window(number: str, opens: str, last: str, **more: object) -> Claim:
    return claim(number, "moh", last, since=opens, basis=Basis.PERIOD, **more)  # type: ignore[arg-type]


def test_a_total_with_its_daily_part_is_two_series_from_the_sentence_on() -> None:
    """P1: Gaza, 10 October 2023: 900 in all, 340 of them in the past day."""
    text = (
        "The Gaza Ministry of Health said on Tuesday that 900 people had been killed in Gaza since 7 October 2023, "
        "including 340 in the past 24 hours."
    )
    article = Article(
        *("a-1", "one", ArticleKind.ARTICLE, text, "0" * 64, "2026-11-24T02:00:00Z"), published=day("2023-10-10")
    )
    found = reconcile(read(article, CONFIG).claims, CONFIG)
    assert {(one.key.basis, one.key.since, *standing(one)[0]) for one in found.series} == {
        (Basis.CUMULATIVE, "2023-10-07", "2023-10-10", 900),
        (Basis.PERIOD, "2023-10-09", "2023-10-10", 340),
    }
    assert {one.key.side for one in found.series} == {"palestinian"}
    assert found.left_out == ()


def test_a_daily_figure_and_a_total_are_never_compared() -> None:
    """P1: 346,070 losses in all and 1,250 in the day before are no gap of 344,820."""
    total = claim("346070", "general-staff", "2023-12-13", place="Ukraine", side="russia")
    daily = claim("1250", "us", "2023-12-13", since="2023-12-12", basis=Basis.PERIOD, place="Ukraine", side="russia")
    assert made(total, daily).gaps == ()


BATCHES = [
    ("2025-10-04", "2025-10-03", 786, 720, 66_288),
    ("2025-04-27", "2025-04-26", 748, 697, 51_495),
    ("2025-01-11", "2025-01-09", 531, 499, 46_006),
]


@pytest.mark.parametrize(("last", "opens", "added", "earlier", "before"), BATCHES)
def test_a_batch_of_earlier_deaths_is_parted_from_those_of_the_window(
    last: str, opens: str, added: int, earlier: int, before: int
) -> None:
    """P2: 786 with 720 of earlier days, 748 with 697, 531 in 48 hours with 499: 66, 51 and 32 in the window."""
    claims = (
        claim(str(before), "moh", opens),
        claim(str(before + added), "moh", last),
        window(str(added - earlier), opens, last),
        window(str(earlier), opens, last, inclusions=(Inclusion.RETROACTIVE,)),
    )
    found = made(*claims)
    (residual,) = ledger(found.series).residuals
    assert (residual.change, residual.residual, residual.kind) == (added, earlier, ResidualKind.RETROACTIVE_BATCH)
    batch = next(one for one in found.series if one.key.inclusions)
    assert batch.key.basis is Basis.PERIOD, "of no day of its own: only when it was added is known"
    in_window = next(one for one in found.series if one.key.basis is Basis.PERIOD and not one.key.inclusions)
    assert [number for _, number in standing(in_window)] == [added - earlier]


def test_a_batch_is_a_leap_and_the_gap_it_opens_is_named() -> None:
    """P2: 4 October 2025: who stood at 66,288 differs by 66 of that day and by 720 of earlier ones."""
    quiet = [claim(str(66_288 - 60 * n), "moh", (date(2025, 10, 3) - timedelta(n)).isoformat()) for n in range(20)]
    claims = (
        *quiet,
        claim("67074", "moh", "2025-10-04"),
        claim("66288", "gmo", "2025-10-03"),
        window("720", "2025-10-03", "2025-10-04", inclusions=(Inclusion.RETROACTIVE,)),
    )
    found = made(*claims)
    (leap,) = leaps(found.series)
    assert (leap.after.quantity.point, leap.per_day) == (67_074, 786)
    gap = found.gaps[-1]
    assert {part.cause: part.amount for part in gap.parts} == {GapCause.LAG: -66, GapCause.RETROACTIVE: -720}


@pytest.mark.parametrize(("hours", "number", "rate"), [(24, 40, 40), (48, 142, 71), (72, 96, 32), (96, 120, 30)])
def test_a_rate_divides_by_the_window(hours: int, number: int, rate: int) -> None:
    """P15: bulletins over 48, 72 and 96 hours since 12 August 2024 are no days' tolls."""
    found = per_day(people(number), days(hours // 24))
    assert found.magnitude == rate
    assert over(found, days(hours // 24)).magnitude == number
    assert found.units != people(1).units


def test_the_step_of_a_total_is_told_by_the_day_over_a_gap() -> None:
    """P15: a total that moves by 40 a day is a straight line over bulletins of 24, 48 and 72 hours alike, and no leap."""
    reported = (0, 1, 3, 4, 7, 9, 10)
    claims = [
        claim(str(39_900 + 40 * n), "moh", (date(2024, 8, 12) + timedelta(n)).isoformat(), place="Gaza")
        for n in reported
    ]
    series = only(*claims)
    assert [(run.steps, run.per_day) for run in straight_runs([series])] == [(6, 40.0)]
    assert leaps([series]) == ()


def test_a_window_of_two_days_is_held_against_two_days_of_the_total() -> None:
    """P15: a bulletin of 48 hours leaves nothing over; read as one day's toll it is told to cover a longer stretch."""
    totals = (claim("39790", "moh", "2024-08-10"), claim("39897", "moh", "2024-08-12"))
    assert ledger(made(*totals, window("107", "2024-08-10", "2024-08-12")).series).residuals == ()
    (left,) = ledger(made(*totals, window("60", "2024-08-11", "2024-08-12")).series).residuals
    assert left.kind is ResidualKind.LONGER_WINDOW


def test_silence_is_no_zero_and_no_repetition() -> None:
    """P15, P22: between two weekly flash updates there is no figure: not 0, and not the one before."""
    series = only(
        *(claim(n, "ocha", d, conflict="west-bank") for n, d in (("441", "2024-03-25"), ("446", "2024-04-01")))
    )
    assert standing(series) == [("2024-03-25", 441), ("2024-04-01", 446)]
    assert [age.reused for age in ages([series], date(2024, 4, 8))] == [0, 0]
    assert [age.days for age in ages([series], date(2024, 4, 8))] == [14, 7]


def test_what_is_unknown_is_nothing_and_a_zero_that_was_said_is_a_zero() -> None:
    """P22: a day without a report has no figure and no movement; 0 killed on a day is a claim like any other."""
    series = only(claim("45028", "moh", "2024-12-15"), claim("45097", "moh", "2024-12-18"))
    assert [d for d, _ in standing(series)] == ["2024-12-15", "2024-12-18"]
    zero = window("0", "2024-12-15", "2024-12-16")
    assert standing(only(zero)) == [("2024-12-16", 0)]
    assert ledger(made(zero, claim("45028", "moh", "2024-12-15")).series).compared == 0
    with pytest.raises(ValueError, match="missing figure is no quantity"):
        replace(zero.quantity, low=None, high=None)
