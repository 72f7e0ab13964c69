"""Rows of published tables: the columns say what is claimed, and a row that says nothing is listed with the reason."""

from __future__ import annotations

import pytest
from casebook import SEEN_AT

from tracker.extract import read
from tracker.model import (
    Article,
    ArticleKind,
    Basis,
    Claim,
    DateBasis,
    Group,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Region,
    Scope,
    SpanKind,
    Unit,
)

FULL = {
    "conflict": "gaza",
    "claimant": "Gaza health ministry",
    "outcome": "killed",
    "victims_group": "children",
    "side": "palestinian",
    "scope": "identified",
    "includes": "missing",
    "low": "7797",
    "high": "7797",
    "qualifier": "exact",
    "basis": "cumulative",
    "since": "2023-10-07",
    "as_of": "2024-04-30",
    "place": "Gaza Strip",
}


def row(**cells: str) -> Article:
    """A table row as collection hands it on: its non-empty cells, one a line."""
    text = "".join(f"{name}: {value}\n" for name, value in cells.items() if value)
    said = PartialDate(2024, 5, 8)
    return Article(
        "a-row",
        "table#1",
        ArticleKind.TABLE_ROW,
        text,
        "0" * 64,
        SEEN_AT,
        url="https://example.org/t",
        published=said,
        conflict=cells.get("conflict"),
    )


def claim_of(**changes: str) -> Claim:
    (claim,) = read(row(**{**FULL, **changes})).claims
    return claim


def test_every_column_reaches_its_field() -> None:
    claim = claim_of()
    assert (claim.outcome, claim.basis, claim.scope) == (Outcome.KILLED, Basis.CUMULATIVE, Scope.IDENTIFIED)
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.qualifier) == (7797, 7797, Qualifier.EXACT)
    assert (claim.group, claim.victims, claim.side, claim.place) == (
        Group.CHILDREN,
        "children",
        "palestinian",
        "Gaza Strip",
    )
    assert (str(claim.since), str(claim.as_of), claim.date_basis) == ("2023-10-07", "2024-04-30", DateBasis.COLUMN)
    assert (claim.source, claim.conflict, claim.inclusions) == ("Gaza health ministry", "gaza", (Inclusion.MISSING,))
    assert (claim.region, claim.kind, str(claim.said_on)) == (Region.TABLE, ArticleKind.TABLE_ROW, "2024-05-08")
    assert claim.reference == "https://example.org/t"


def test_the_whole_row_is_the_quote_and_spans_point_at_its_cells() -> None:
    article = row(**FULL)
    (claim,) = read(article).claims
    assert claim.quote == article.text == article.text[claim.start : claim.end]
    shown = {span.kind: article.text[span.start : span.end] for span in claim.spans}
    assert shown[SpanKind.FIGURE] == "7797"
    assert shown[SpanKind.OUTCOME] == "killed"
    assert shown[SpanKind.SOURCE] == "Gaza health ministry"
    assert shown[SpanKind.DATE] == "2024-04-30"


@pytest.mark.parametrize(
    ("changes", "bounds"),
    [
        ({"qualifier": "at_least", "high": ""}, (7797, None)),
        ({"qualifier": "more_than", "high": ""}, (7797, None)),
        ({"qualifier": "up_to", "low": ""}, (None, 7797)),
        ({"qualifier": "range", "low": "7000", "high": "8000"}, (7000, 8000)),
    ],
)
def test_bounds_stay_bounds(changes: dict[str, str], bounds: tuple[int | None, int | None]) -> None:
    quantity = claim_of(**changes).quantity
    assert (quantity.low, quantity.high) == bounds
    assert quantity.qualifier == changes["qualifier"]


def test_a_missing_date_is_no_date() -> None:
    claim = claim_of(as_of="", since="")
    assert (claim.as_of, claim.since, claim.date_basis) == (None, None, DateBasis.NONE)


def test_other_victims_keep_their_own_words() -> None:
    claim = claim_of(victims_group="other: bus drivers")
    assert (claim.group, claim.group_words) == (Group.OTHER, "bus drivers")


def test_households_are_never_people() -> None:
    assert claim_of(outcome="displaced", unit="household", victims_group="").quantity.unit is Unit.HOUSEHOLD


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outcome": ""}, "Outcome"),
        ({"outcome": "hurt"}, "hurt"),
        ({"basis": ""}, "Basis"),
        ({"low": "", "high": ""}, "at least one bound"),
        ({"low": "many"}, "many"),
        ({"low": "-3", "high": ""}, "never negative"),
        ({"low": "9000"}, "crossed"),
        ({"as_of": "30 April"}, "30 April"),
        ({"scope": "guessed"}, "guessed"),
    ],
)
def test_a_row_that_makes_no_claim_is_listed_with_the_reason(changes: dict[str, str], told: str) -> None:
    reading = read(row(**{**FULL, **changes}))
    assert reading.claims == ()
    (unread,) = reading.unread
    assert told in unread.reason


def test_a_value_that_looks_like_another_column_stays_a_value() -> None:
    claim = claim_of(place="Rafah, low: 3")
    assert claim.place == "Rafah, low: 3"
    assert claim.quantity.low == 7797
