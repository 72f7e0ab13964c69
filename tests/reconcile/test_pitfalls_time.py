"""Pitfalls of falls, early tolls, old numbers and starts of a count, each with the real figures of its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from making import claim, config, made, only, standing

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    GapCause,
    RevisionKind,
)
from tracker.reconcile import FallKind, ages, falls, plateaus, reconcile

CONFIG = config()
TABLE = ArticleKind.TABLE_ROW


def test_a_government_that_lowers_its_count_is_followed_and_the_higher_one_stays_visible() -> None:
    """P7: Israel, 10 November 2023: from 1,400 to about 1,200."""
    facts = {"as_of": "2023-10-07", "basis": Basis.EVENT, "place": "Israel"}
    series = only(
        claim("1400", "israel-government", said="2023-10-15", **facts),  # type: ignore[arg-type]
        claim("~1200", "israel-government", said="2023-11-10", **facts),  # type: ignore[arg-type]
    )
    assert [(step.kind, step.change) for step in series.revisions] == [
        (RevisionKind.FIRST, None),
        (RevisionKind.LOWERED, -200),
    ]
    assert [step.statement.quantity.point for step in series.revisions] == [1400, 1200]


def test_names_taken_off_a_list_are_corrections_of_it() -> None:
    """P7: the ministry's list: 1,441 names removed from August to October 2024; 242 in July 2026, 12,878 added."""
    series = only(
        claim("40861", "moh", "2024-08-31"),
        claim(str(40_861 - 1_441), "moh", "2024-10-31"),
        claim("43163", "moh", "2024-11-02"),
    )
    (fall,) = falls([series])
    assert (fall.change, fall.kind) == (-1_441, FallKind.DIP), "higher again within days: named a dip"
    (removed,) = falls([only(claim("40861", "moh", "2024-08-31"), claim("39420", "moh", "2024-10-31"))])
    assert (removed.change, removed.kind) == (-1_441, FallKind.CORRECTION)


def tolls(who: str, of: str, place: str, *said: tuple[str, str, str]) -> list[Claim]:
    return [
        claim(number, who, of, on, seen=seen, basis=Basis.EVENT, place=place, outlet=f"Outlet {n}")
        for n, (number, on, seen) in enumerate(said)
    ]


STAIRS = [
    (
        tolls(
            *("moh", "2023-10-17", "al-Ahli Hospital"),
            ("1000", "2023-10-17", "2023-10-17T18:00:00Z"),
            (">=500", "2023-10-17", "2023-10-17T19:10:00Z"),
            ("471", "2023-10-18", "2023-10-18T09:00:00Z"),
        ),
        [1000, 500, 471],
        471,
    ),
    (
        tolls(
            *("lebanon-moh", "2024-09-23", "Lebanon"),
            ("182", "2024-09-23", "2024-09-23T13:00:00Z"),
            ("274", "2024-09-23", "2024-09-23T15:30:00Z"),
            ("356", "2024-09-23", "2024-09-23T18:00:00Z"),
            ("558", "2024-09-24", "2024-09-24T08:00:00Z"),
            ("569", "2024-09-24", "2024-09-24T19:00:00Z"),
        ),
        [182, 274, 356, 558, 569],
        569,
    ),
    (
        tolls(
            *("russian-mod", "2023-01-01", "Makiivka"),
            ("63", "2023-01-02", "2023-01-02T12:00:00Z"),
            ("89", "2023-01-04", "2023-01-04T01:00:00Z"),
        ),
        [63, 89],
        89,
    ),
]


@pytest.mark.parametrize(("claims", "steps", "last"), STAIRS, ids=["al-Ahli", "Lebanon", "Makiivka"])
def test_early_tolls_are_a_staircase_in_the_order_they_were_caught(
    claims: list[Claim], steps: list[int], last: int
) -> None:
    """P8: al-Ahli 1,000, at least 500, 471; Lebanon 182 to 569 in two days; Makiivka 63, then 89. Never an average."""
    for order in (claims, claims[::-1]):
        series = only(*order)
        assert [step.statement.quantity.point for step in series.revisions] == steps
        assert [number for _, number in standing(series)] == [last]


def test_on_a_day_between_the_staircase_ends_where_it_stood() -> None:
    """P8: what was known of 23 September 2024 on that day was 356, and on the next 569."""
    claims = STAIRS[1][0]
    known = {
        on: [standing(one)[-1][1] for one in reconcile(claims, CONFIG, known_on=on).series]
        for on in (date(2024, 9, 22), date(2024, 9, 23), date(2024, 9, 24))
    }
    assert known == {date(2024, 9, 22): [], date(2024, 9, 23): [356], date(2024, 9, 24): [569]}


def test_an_old_number_carries_its_age() -> None:
    """P16: 14,800 from 23 November to 1 December 2023; the same 16,740 injured since 5 July 2026."""
    shown = [f"2023-11-{n}" for n in range(23, 31)] + ["2023-12-01"]
    series = only(*(claim("14800", "gmo", one) for one in shown), claim("15207", "gmo", "2023-12-02"))
    told = {age.statement: age for age in ages([series], date(2023, 12, 5))}
    last = told[series.current()[-2].id]
    assert (str(last.since), last.reused, last.days, last.hollow) == ("2023-11-23", 8, 4, True)
    (plateau,) = plateaus([series], date(2023, 12, 5))
    assert (plateau.days, plateau.age, plateau.ended) == (8, 12, True)


def test_a_stale_number_is_no_divergence_and_drops_out() -> None:
    """P16: the UN's 10,000 for Yemen, still quoted two years later, is not set against 60,223 (here in other years)."""
    facts = {"conflict": "sudan", "since": "2023-05-01"}
    late = claim("60223", "acled", "2025-11-30", **facts)  # type: ignore[arg-type]
    assert made(claim("10000", "un", "2023-08-30", **facts), late).gaps == ()  # type: ignore[arg-type]
    again = [claim("10000", "un", one, **facts) for one in ("2023-08-30", "2025-11-28")]  # type: ignore[arg-type]
    (gap,) = [one for one in made(*again, late).gaps if one.day == date(2025, 11, 30)]
    assert GapCause.STALE in gap.causes


def test_a_count_that_restarts_is_a_series_of_its_own_and_nothing_is_added_to_it() -> None:
    """P20: Lebanon: 4,047 closed on 4 December 2024; since 2 March 2026, 4,346 by 16 August. 8,393 is nobody's figure."""
    found = made(
        claim("4047", "lebanon-moh", "2024-12-04"),
        claim("4346", "lebanon-moh", "2026-08-16", since="2026-03-02"),
    )
    assert sorted((one.key.since, standing(one)[0][1]) for one in found.series) == [
        ("2023-10-08", 4_047),
        ("2026-03-02", 4_346),
    ]
    assert falls(found.series) == ()
    untold = made(claim("4047", "lebanon-moh", "2024-12-04"), claim("31", "lebanon-moh", "2026-03-03"))
    assert [one.kind for one in falls(untold.series)] == [FallKind.RESET]


def test_one_day_of_another_start_is_another_count() -> None:
    """P20: since 11 October 2025: 1,285 on 22 August 2026; "since 10 October": 1,259 on 14 August."""
    found = made(
        claim("1285", "moh", "2026-08-22", since="2025-10-11"),
        claim("1259", None, "2026-08-14", since="2025-10-10", place="Gaza", outlet="A reader"),
    )
    (gap,) = found.gaps
    assert GapCause.BASELINE in gap.causes
    assert len(found.series) == 2


def test_what_one_count_had_before_the_other_began_is_the_baselines_part() -> None:
    """P20: 8,393 since 2023 and 4,346 since 2 March 2026 differ by the 4,047 of the first count."""
    found = made(
        claim("4047", "lebanon-moh", "2026-03-01"),
        claim("8393", "lebanon-moh", "2026-08-16"),
        claim("4346", "ocha", "2026-08-16", since="2026-03-02", place="Lebanon"),
    )
    (gap,) = [one for one in found.gaps if one.day == date(2026, 8, 16)]
    assert [(part.cause, part.amount) for part in gap.parts] in (
        [(GapCause.BASELINE, -4_047)],
        [(GapCause.BASELINE, 4_047)],
    )


def test_a_lower_total_is_neither_refused_nor_raised_to_the_one_before() -> None:
    """P21: falls of 1,441 and 1,852 names stand in the series as they were said, each with its class."""
    numbers = (40_861, 40_861 - 1_441, 40_861 - 1_441 - 1_852)
    claims = [
        claim(str(n), "moh", d) for n, d in zip(numbers, ("2024-08-31", "2024-10-31", "2025-03-23"), strict=True)
    ]
    found = made(*claims)
    assert [number for _, number in standing(found.series[0])] == list(numbers)
    assert found.left_out == ()
    assert [(one.change, one.kind) for one in falls(found.series)] == [
        (-1_441, FallKind.CORRECTION),
        (-1_852, FallKind.CORRECTION),
    ]


def row(number: str, said: str, *, back: bool = False) -> Claim:
    one = claim(number, "moh", "2023-11-10", said, outlet="Table", kind=TABLE)
    return replace(one, id=f"{one.id}{'-back' if back else ''}", withdraws=back)


def test_a_withdrawn_figure_stays_with_who_took_it_back_and_the_day_before_it_is_as_it_was() -> None:
    """P28: an issue of 12 November that is taken out on the 20th: marked, never deleted; 11,078 stood until then."""
    claims = [row("11078", "2023-11-12"), row("11078", "2023-11-20", back=True)]
    (series,) = made(*claims).series
    first, gone = series.revisions
    assert (first.kind, first.statement.quantity.point) == (RevisionKind.FIRST, 11_078)
    assert (gone.kind, gone.previous, str(gone.statement.said_on)) == (
        RevisionKind.WITHDRAWN,
        first.statement.id,
        "2023-11-20",
    )
    assert gone.statement.outlets == ("Table",)
    assert gone.statement.claims == (claims[1].id,)
    assert series.current() == ()
    before = reconcile(claims, CONFIG, known_on=date(2023, 11, 19))
    assert before == reconcile(claims[:1], CONFIG, known_on=date(2023, 11, 19))
    assert standing(before.series[0]) == [("2023-11-10", 11_078)]
    again = made(*claims, row("11180", "2023-11-25")).series[0]
    assert [step.kind for step in again.revisions] == [
        RevisionKind.FIRST,
        RevisionKind.WITHDRAWN,
        RevisionKind.RAISED,
    ]
    assert standing(again) == [("2023-11-10", 11_180)]


def test_what_others_said_before_the_table_is_in_force_again_when_the_table_takes_its_own_back() -> None:
    """P28: an article had 11,070, the table 11,075 and then 11,078, which it withdraws: nobody took 11,070 back."""
    article = claim("11070", "moh", "2023-11-10", "2023-11-10", outlet="Daily")
    told = [article, row("11075", "2023-11-11"), row("11078", "2023-11-12"), row("11078", "2023-11-20", back=True)]
    (series,) = made(*told).series
    assert [step.kind for step in series.revisions][-1] is RevisionKind.WITHDRAWN
    assert standing(series) == [("2023-11-10", 11_070)]
    assert standing(reconcile(told, CONFIG, known_on=date(2023, 11, 19)).series[0]) == [("2023-11-10", 11_078)]
    assert standing(made(*reversed(told)).series[0]) == standing(series)
    later = made(*told, claim("11180", "moh", "2023-11-10", "2023-11-25", outlet="Daily")).series[0]
    assert standing(later) == [("2023-11-10", 11_180)]
    repeated = made(*told, claim("11078", "moh", "2023-11-10", "2023-11-25", outlet="Weekly")).series[0]
    assert standing(repeated) == [("2023-11-10", 11_070)], "what was withdrawn and is told again is an old number"


def test_a_table_that_takes_all_of_its_own_back_leaves_the_day_without_a_figure() -> None:
    """P28, P22: the table's own 11,075 does not come back for its withdrawn 11,078."""
    told = [row("11075", "2023-11-11"), row("11078", "2023-11-12"), row("11078", "2023-11-20", back=True)]
    assert standing(made(*told).series[0]) == []


def test_what_others_said_too_is_not_taken_back_for_them() -> None:
    """P28: a table withdraws its own 11,078; an article that gave it stands, and the withdrawal is seen beside it."""
    article = claim("11078", "moh", "2023-11-10", "2023-11-11", outlet="Daily")
    (series,) = made(row("11078", "2023-11-12"), article, row("11078", "2023-11-20", back=True)).series
    assert [(step.kind, step.stands) for step in series.revisions] == [
        (RevisionKind.FIRST, True),
        (RevisionKind.WITHDRAWN, False),
    ]
    assert standing(series) == [("2023-11-10", 11_078)]
