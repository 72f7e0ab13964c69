"""Number expressions: bounds and hedge of each way to write how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from tracker.extract.hedges import hedged
from tracker.extract.numbers import Number, number_at
from tracker.extract.tokens import tokens


def number_in(text: str) -> Number | None:
    """The first number expression of a text, with its hedge."""
    toks = tokens(text, 0, len(text))
    for at in range(len(toks)):
        if number := number_at(toks, at):
            return hedged(toks, number)
    return None


PLAIN = """
0 people                                | 0
7 people                                | 7
11,517 people                           | 11517
1,234,567 people                        | 1234567
1.250.000 people                        | 1250000
12\u00a0400 people                      | 12400
12\u202f400 people                      | 12400
3.2 million people                      | 3200000
1.5 lakh people                         | 150000
2 crore people                          | 20000000
30K people                              | 30000
2.4m people                             | 2400000
1.3 mln people                          | 1300000
seventeen people                        | 17
twenty-three people                     | 23
Forty one people                        | 41
a hundred people                        | 100
one hundred and five people             | 105
two hundred thirty-one people           | 231
four hundred and twelve people          | 412
nine thousand people                    | 9000
twelve thousand three hundred people    | 12300
a million people                        | 1000000
half a million people                   | 500000
one and a half million people           | 1500000
a dozen people                          | 12
two dozen people                        | 24
half a dozen people                     | 6
thirteen hundred people                 | 1300
"""

HEDGED = """
at least 41 people                 | at_least  | 41   | -    | at least
no fewer than 17 people            | at_least  | 17   | -    | no fewer than
not less than 70 people            | at_least  | 70   | -    | not less than
80 or more people                  | at_least  | 80   | -    | or more
more than 11,000 people            | more_than | 11000| -    | more than
over 500 people                    | more_than | 500  | -    | over
upwards of 60 people               | more_than | 60   | -    | upwards of
in excess of 2,300 people          | more_than | 2300 | -    | in excess of
well over 100 people               | more_than | 100  | -    | well over
120+ people                        | more_than | 120  | -    | +
about 90 people                    | about     | 90   | 90   | about
around 32,000 people               | about     | 32000| 32000| around
approximately 3,000 people         | about     | 3000 | 3000 | approximately
an estimated 20,000 people         | about     | 20000| 20000| an estimated
some 400 people                    | about     | 400  | 400  | some
40 or so people                    | about     | 40   | 40   | or so
up to 50 people                    | up_to     | -    | 50   | up to
as many as 186 people              | up_to     | -    | 186  | as many as
no more than 15 people             | up_to     | -    | 15   | no more than
fewer than 50 people               | less_than | -    | 50   | fewer than
less than 50 people                | less_than | -    | 50   | less than
nearly 400 people                  | less_than | -    | 400  | nearly
almost 2,000 people                | less_than | -    | 2000 | almost
just under 700 people              | less_than | -    | 700  | just under
between 50 and 100 people          | range     | 50   | 100  |
50-100 people                      | range     | 50   | 100  |
50–100 people                      | range     | 50   | 100  |
from 20 to 25 people               | range     | 20   | 25   |
two or three people                | range     | 2    | 3    |
25 to 30 thousand people           | range     | 25000| 30000|
a couple of people                 | vague     | 2    | -    |
several people                     | vague     | 3    | -    |
a few people                       | vague     | 3    | -    |
dozens of people                   | vague     | 24   | -    |
scores of people                   | vague     | 40   | -    |
hundreds of people                 | vague     | 200  | -    |
thousands of people                | vague     | 2000 | -    |
tens of people                     | vague     | 20   | -    |
tens of thousands of people        | vague     | 20000| -    |
hundreds of thousands of people    | vague     | 200000| -   |
millions of people                 | vague     | 2000000| -  |
several hundred people             | vague     | 300  | -    |
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]


@pytest.mark.parametrize(("words", "value"), rows(PLAIN))
def test_a_bare_number_is_exactly_itself(words: str, value: str) -> None:
    number = number_in(words)
    assert number is not None
    assert (number.low, number.high, str(number.qualifier)) == (int(value), int(value), "exact")


@pytest.mark.parametrize(("words", "qualifier", "low", "high", "hedge"), rows(HEDGED))
def test_a_hedge_opens_the_bound_it_opens(words: str, qualifier: str, low: str, high: str, hedge: str) -> None:
    number = number_in(words)
    assert number is not None
    bounds = [None if cell == "-" else int(cell) for cell in (low, high)]
    assert [str(number.qualifier), number.low, number.high] == [qualifier, *bounds]
    if hedge:
        assert number.hedge.lower() == hedge


@given(st.integers(min_value=1, max_value=2_000_000))
def test_a_number_in_words_is_the_number(value: int) -> None:
    assert value_of(num2words(value)) == value


@given(st.integers(min_value=1, max_value=2_000_000))
def test_american_words_leave_out_and(value: int) -> None:
    assert value_of(num2words(value).replace(" and ", " ")) == value


@given(st.integers(min_value=0, max_value=2_000_000_000))
def test_digits_with_and_without_separators_are_the_number(value: int) -> None:
    assert value_of(str(value)) == value
    assert value_of(f"{value:,}") == value


@given(st.integers(min_value=2, max_value=99_999), st.integers(min_value=2, max_value=99_999))
def test_a_range_never_has_its_bounds_crossed(one: int, other: int) -> None:
    number = number_in(f"between {one:,} and {other:,} people")
    assert number is not None
    if one < other:
        assert (number.low, number.high) == (one, other)
    assert number.low is None or number.high is None or number.low <= number.high


def value_of(words: str) -> int | None:
    """The one value of a number expression that must take in all the words of `words`."""
    # num2words puts commas between groups of thousands; news does not.
    number = number_in(words.replace(", ", " ") + " people")
    if number is None or number.low != number.high:
        return None
    return number.low
