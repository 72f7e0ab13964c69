"""An undated running total lies between the days on which its origin's totals enclose it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from making import claim, config

from tracker.collect.article import Given, Stated, collected
from tracker.extract import read
from tracker.model import Bracket, Claim
from tracker.reconcile import reconcile
from tracker.sources import load

CONFIG = config()


def undated(number: str, who: str | None = None, said: str | None = None, seen: str = "") -> Claim:
    made = claim(number, who, None, said, place="Gaza", seen=seen)
    return replace(made, source="a spokesman" if who else None)


def bracket(*claims: Claim) -> Bracket:
    (found,) = reconcile(claims, CONFIG).brackets
    return found


def total(number: str, day: str, who: str = "moh") -> Claim:
    return claim(number, who, day, place="Gaza")


def test_a_figure_without_source_or_day_is_enclosed_by_the_narrowest_reference_series() -> None:
    """The days are those of the media office's totals in November 2023: 11,500, then 12,000 (reference tables)."""
    totals = [total("11078", "2023-11-10"), total("14800", "2023-11-23")]
    totals += [total("11500", "2023-11-15", "gmo"), total("12000", "2023-11-17", "gmo")]
    found = bracket(undated(">=11517"), *totals)
    assert (found.first, found.last) == (date(2023, 11, 15), date(2023, 11, 17))
    assert (found.origin, found.inferred) == ("gmo", True)
    assert "11,517 lies probably from Gaza Government Media Office's totals" in found.reason
    assert "11,500 on 2023-11-15 and 12,000 on 2023-11-17" in found.reason


def test_a_named_claimant_is_held_against_its_own_series() -> None:
    found = bracket(undated("11517", "moh"), total("11078", "2023-11-10"), total("14800", "2023-11-23"))
    assert (found.origin, found.inferred) == ("moh", False)
    assert (found.first, found.last) == (date(2023, 11, 10), date(2023, 11, 23))


def test_a_round_lower_bound_holds_until_the_next_round_number() -> None:
    steps = [("10950", "2023-11-09"), ("11078", "2023-11-10"), ("11500", "2023-11-15"), ("12050", "2023-11-17")]
    found = bracket(undated(">11000", "moh"), *(total(n, d) for n, d in steps))
    assert (found.first, found.last) == (date(2023, 11, 9), date(2023, 11, 17))


def test_the_very_number_lies_on_the_days_that_carry_it() -> None:
    steps = [("14532", "2023-11-22"), ("14800", "2023-11-23"), ("14800", "2023-11-30"), ("15207", "2023-12-02")]
    found = bracket(undated("14800", "moh"), *(total(n, d) for n, d in steps))
    assert (found.first, found.last) == (date(2023, 11, 23), date(2023, 11, 30))


def test_without_any_series_the_conflict_and_the_day_of_sight_bound_it() -> None:
    found = bracket(undated("500", "moh", seen="2023-12-01T02:00:00Z"))
    assert (found.first, found.last, found.origin) == (date(2023, 10, 7), date(2023, 12, 1), None)


def test_a_total_above_all_that_were_said_is_bounded_on_one_side() -> None:
    found = bracket(undated("20000", "moh"), total("11078", "2023-11-10"))
    assert (found.first, found.last) == (date(2023, 11, 10), None)


def test_the_claim_stays_undated_and_outside_every_series() -> None:
    made = reconcile([undated("11517", "moh"), total("11078", "2023-11-10")], CONFIG)
    assert len(made.undated) == 1
    assert all(len(one.revisions) == 1 for one in made.series)


@pytest.mark.shared
def test_the_seed_article_lies_between_15_and_17_november_2023() -> None:
    shared = Path(os.environ.get("TRACKER_SHARED") or Path(__file__).parents[3] / "shared")
    table = shared / "reference" / "ref_tfp_casualties_daily.json"
    if not table.exists():
        pytest.skip("no reference texts beside the checkout")
    settings = load(Path(__file__).parents[2] / "sources.yaml")
    who = {"mohtel": "gaza-moh", "gmotel": "gaza-gmo"}
    rows = [
        row for row in json.loads(table.read_text("utf-8")) if "killed_cum" in row and row["report_source"] in who
    ]
    totals = [
        claim(str(row["killed_cum"]), who[row["report_source"]], row["report_date"], place="Gaza Strip")
        for row in rows
        if row["report_date"] < "2024-02-01"
    ]
    (path,) = (shared / "seed").glob("*.txt")
    article = collected(path.name, path.read_text("utf-8"), path.read_bytes(), Given(""), Stated()).article
    made = reconcile([*read(article, settings).claims, *totals], settings)
    killed = [one for one in made.brackets if one.origin is not None]
    assert [(one.first, one.last, one.origin) for one in killed] == [
        (date(2023, 11, 15), date(2023, 11, 17), "gaza-gmo")
    ]
