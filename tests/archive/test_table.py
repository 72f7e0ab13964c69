"""The table of published figures keeps the contract of claims: vocabularies, bounds, dates, names, order."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tracker.model import Basis, Direction, Group, Inclusion, Outcome, PartialDate, Qualifier, Scope
from tracker.sources import Config, load

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "archive" / "published_figures.csv"
CORRECTIONS = ROOT / "archive" / "corrections.csv"
HEAD = (
    "conflict claimant speaker relayed_by outcome victims_group side scope includes direction low high qualifier "
    "basis since as_of said_on outlet url place note"
)
COLUMNS = HEAD.split()
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def coherent(low: int | None, high: int | None, qualifier: Qualifier) -> bool:
    """True when the bounds are those that the hedge allows."""
    match qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT:
            return low is not None and low == high
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN | Qualifier.VAGUE:
            return low is not None and high is None
        case Qualifier.UP_TO | Qualifier.LESS_THAN:
            return low is None and high is not None
        case Qualifier.RANGE:
            return low is not None and high is not None and low < high


@pytest.fixture(scope="module")
def config() -> Config:
    return load(ROOT / "sources.yaml")


def test_clean_csv() -> None:
    """UTF-8 without a mark, LF line ends, the agreed columns, and no blanks around a cell."""
    raw = TABLE.read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert list(ROWS[0]) == COLUMNS
    assert all(cell == " ".join(cell.split()) for row in ROWS for cell in row.values())


def test_order() -> None:
    """Rows come in order of conflict, day, day said, claimant, outcome."""
    keys = [tuple(r[c] for c in ("conflict", "as_of", "said_on", "claimant", "outcome")) for r in ROWS]
    assert keys == sorted(keys)


def test_vocabularies() -> None:
    """Closed columns hold members of their vocabularies; other groups say whom in words."""
    for row in ROWS:
        Outcome(row["outcome"])
        Scope(row["scope"])
        Direction(row["direction"])
        Basis(row["basis"])
        if not row["victims_group"].startswith("other: "):
            assert Group(row["victims_group"]) is not Group.OTHER
        if row["includes"]:
            Inclusion(row["includes"])


def test_bounds_agree_with_the_hedge() -> None:
    """Exact and about close the bounds, at least and more than leave the top open, up to the bottom."""
    wrong = [r for r in ROWS if not coherent(number(r["low"]), number(r["high"]), Qualifier(r["qualifier"]))]
    assert wrong == []


def test_days_are_in_order() -> None:
    """Counting starts before the day spoken of, which comes before the day it was said."""
    for row in ROWS:
        days = {c: PartialDate.parse(row[c]) for c in ("since", "as_of", "said_on") if row[c]}
        if {"since", "as_of"} <= days.keys():
            assert days["since"].first() <= days["as_of"].last(), row
        if {"as_of", "said_on"} <= days.keys():
            assert days["as_of"].first() <= days["said_on"].last(), row


def test_every_row_has_a_day() -> None:
    """A row without any day could enter no series."""
    assert [r for r in ROWS if not r["as_of"] and not r["said_on"]] == []


def test_since_follows_the_basis() -> None:
    """Events and levels have no start of counting; running totals have one or say that it was not told."""
    for row in ROWS:
        basis = Basis(row["basis"])
        if basis in (Basis.EVENT, Basis.STOCK):
            assert not row["since"], row
        if basis is Basis.CUMULATIVE:
            assert row["since"] or "start of the count not told" in row["note"], row


def test_no_row_twice() -> None:
    """One claimant's figure for one group and day stands once an outlet."""
    columns = [c for c in COLUMNS if c not in {"speaker", "relayed_by", "qualifier", "note"}]
    seen = Counter(tuple(r[c] for c in columns) for r in ROWS)
    assert [key for key, times in seen.items() if times > 1] == []


def test_every_row_has_its_reference() -> None:
    """The row and its address are the evidence."""
    assert [r for r in ROWS if not r["url"].startswith(("http://", "https://")) or not r["outlet"]] == []


def test_names_are_declared(config: Config) -> None:
    """Conflicts, claimants, sides and places are those of sources.yaml."""
    for row in ROWS:
        conflict = config.conflicts[row["conflict"]]
        assert config.claimant_named(row["claimant"], row["conflict"]) is not None, row
        places = {name.lower() for place in conflict.places for name in (place.name, *place.aliases)}
        assert row["place"].lower() in places, row
        assert row["side"] in {"", *(party.id for party in conflict.parties)}, row


def test_direction_follows_from_claimant_and_side(config: Config) -> None:
    """A claimant that is no party speaks of third parties; a party speaks of its own people or the enemy's."""
    for row in ROWS:
        claimant = config.claimant_named(row["claimant"], row["conflict"])
        assert claimant is not None
        if claimant.party is None:
            assert row["direction"] == Direction.THIRD, row
        elif row["side"]:
            assert row["direction"] == (Direction.OWN if row["side"] == claimant.party else Direction.ENEMY), row


def test_relay_errors_say_so() -> None:
    """An error of an outlet that is kept on purpose is named in its note."""
    kept = [r for r in ROWS if r["note"].startswith("relay error kept on purpose (")]
    assert {r["low"] for r in kept} >= {"536", "61709", "6365"}


def test_corrections_are_explained() -> None:
    """Each change against the reference table names the line, the field and the reason, and changes something."""
    rows = list(csv.DictReader(CORRECTIONS.open(encoding="utf-8", newline="")))
    assert list(rows[0]) == ["table", "line", "url", "claimant", "field", "found", "shipped", "reason"]
    assert all(r["reason"] and r["found"] != r["shipped"] and int(r["line"]) > 1 for r in rows)
    assert {r["field"] for r in rows} <= {*COLUMNS, "row"}
