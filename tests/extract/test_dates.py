"""Time expressions: what they are, what the words before make of them, and the days they come to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.dates import expressions

TUESDAY = date(2024, 5, 7)

# words | kind | lead | first day | last day; all seen from Tuesday 7 May 2024.
TOLD = """
killed on 7 October 2023                | day     |       | 2023-10-07 | 2023-10-07
killed on October 7, 2023               | day     |       | 2023-10-07 | 2023-10-07
killed on the 7th of October 2023       | day     |       | 2023-10-07 | 2023-10-07
killed on 2023-10-07                    | day     |       | 2023-10-07 | 2023-10-07
killed on Oct. 7                        | day     |       | 2023-10-07 | 2023-10-07
killed on 3 May                         | day     |       | 2024-05-03 | 2024-05-03
killed on December 29                   | day     |       | 2023-12-29 | 2023-12-29
killed in March 2011                    | month   |       | 2011-03    | 2011-03
killed in August                        | month   |       | 2023-08    | 2023-08
killed in 2014                          | year    |       | 2014       | 2014
killed since 2011                       | year    | since | 2011       | 2011
killed since March 2011                 | month   | since | 2011-03    | 2011-03
Since April 2023 the war has killed     | month   | since | 2023-04    | 2023-04
killed since 7 October                  | day     | since | 2023-10-07 | 2023-10-07
killed on Sunday                        | weekday |       | 2024-05-05 | 2024-05-05
killed on Tuesday                       | weekday |       | 2024-05-07 | 2024-05-07
killed last Tuesday                     | weekday |       | 2024-04-30 | 2024-04-30
killed today                            | today   |       | 2024-05-07 | 2024-05-07
killed yesterday                        | today   |       | 2024-05-06 | 2024-05-06
killed last night                       | today   |       | 2024-05-06 | 2024-05-06
killed the day before yesterday         | today   |       | 2024-05-05 | 2024-05-05
killed in the past 24 hours             | window  |       | 2024-05-06 | 2024-05-07
killed over the last 48 hours           | window  |       | 2024-05-05 | 2024-05-07
killed in the past two weeks            | window  |       | 2024-04-23 | 2024-05-07
killed in the last three days           | window  |       | 2024-05-04 | 2024-05-07
killed in the past month                | window  |       | 2024-04-07 | 2024-05-07
killed over the weekend                 | window  |       | 2024-05-04 | 2024-05-05
killed last week                        | week    |       | 2024-04-29 | 2024-05-05
killed this week                        | week    |       | 2024-05-06 | 2024-05-07
killed so far this year                 | window  |       | 2024       | 2024-05-07
killed last year                        | year    |       | 2023       | 2023
killed last month                       | month   |       | 2024-04    | 2024-04
killed three days ago                   | ago     |       | 2024-05-04 | 2024-05-04
killed two months ago                   | ago     |       | 2024-03    | 2024-03
killed ten years ago                    | ago     |       | 2014       | 2014
killed as of 6 May                      | day     | until | 2024-05-06 | 2024-05-06
killed until March 2020                 | month   | until | 2020-03    | 2020-03
killed overnight                        | overnight |     | 2024-05-07 | 2024-05-07
"""


@pytest.mark.parametrize(
    ("words", "kind", "lead", "first", "last"),
    [[cell.strip() for cell in line.split("|")] for line in TOLD.strip().split("\n")],
)
def test_a_time_expression_comes_to_its_days(words: str, kind: str, lead: str, first: str, last: str) -> None:
    found = expressions(words, 0, len(words), TUESDAY, [])
    assert [(e.kind, e.lead, str(e.first), str(e.last)) for e in found] == [(kind, lead, first, last)]


def test_words_that_need_a_publication_day_stay_unresolved_without_one() -> None:
    for words in ("killed on Sunday", "killed yesterday", "killed in the past 24 hours", "killed last week"):
        assert all(e.first is None for e in expressions(words, 0, len(words), None, [])), words


def test_a_day_without_year_takes_a_known_start_only_where_nothing_was_published() -> None:
    words = "killed since October 7"
    start = [date(2023, 10, 7)]
    assert [str(e.first) for e in expressions(words, 0, len(words), None, start)] == ["2023-10-07"]
    assert [str(e.first) for e in expressions(words, 0, len(words), date(2025, 10, 8), start)] == ["2025-10-07"]


def test_a_weekday_beside_its_date_is_told_once() -> None:
    words = "killed on Wednesday, 1 May 2024"
    assert [str(e.first) for e in expressions(words, 0, len(words), TUESDAY, [])] == ["2024-05-01"]


def test_next_week_and_impossible_days_are_no_days_of_the_dead() -> None:
    for words in ("the vote is next Sunday", "on 31 February 2024", "on February 30"):
        assert all(e.first is None for e in expressions(words, 0, len(words), TUESDAY, [])), words


@given(st.dates(min_value=date(1990, 1, 1), max_value=TUESDAY))
def test_every_written_form_of_a_day_comes_back_to_it(day: date) -> None:
    for form in (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        day.isoformat(),
    ):
        words = f"killed on {form} in the town"
        assert [str(e.first) for e in expressions(words, 0, len(words), TUESDAY, [])] == [day.isoformat()], form


@given(st.dates(min_value=date(1995, 1, 1), max_value=date(2035, 12, 31)), st.sampled_from(range(7)))
def test_a_weekday_is_one_of_the_last_seven_days(published: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    words = f"killed on {name} in the town"
    (found,) = expressions(words, 0, len(words), published, [])
    assert found.first is not None
    day = found.first.first()
    assert day.weekday() == weekday
    assert 0 <= (published - day).days < 7
