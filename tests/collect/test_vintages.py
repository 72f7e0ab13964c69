"""A table of vintages, replayed: on every day the series say what the table said on that day, field by field."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, SHARED

from tracker.collect import Collected
from tracker.collect.published import read_published
from tracker.extract.rows import read_row
from tracker.issues import Issue
from tracker.model import Basis, Claim, Group, Inclusion, Outcome, Reconciled, RevisionKind, Series, Unit
from tracker.reconcile import known, reconcile
from tracker.sources import load

CONFIG = load(ROOT / "sources.yaml")
GAZA = SHARED / "reference" / "gaza_vintages.csv"

Table = dict[date, dict[str, str]]  # by the day of the report, the figures of its fields

# What each field counts, told apart by the series alone: outcome, group, its words, basis, unit.
FIELDS = {
    "killed": (Outcome.KILLED, Group.EVERYONE, "", Basis.PERIOD),
    "killed_cum": (Outcome.KILLED, Group.EVERYONE, "", Basis.CUMULATIVE),
    "injured": (Outcome.INJURED, Group.EVERYONE, "", Basis.PERIOD),
    "injured_cum": (Outcome.INJURED, Group.EVERYONE, "", Basis.CUMULATIVE),
    "killed_children_cum": (Outcome.KILLED, Group.CHILDREN, "", Basis.CUMULATIVE),
    "killed_women_cum": (Outcome.KILLED, Group.WOMEN, "", Basis.CUMULATIVE),
    "med_killed_cum": (Outcome.KILLED, Group.HEALTH_WORKERS, "", Basis.CUMULATIVE),
    "press_killed_cum": (Outcome.KILLED, Group.JOURNALISTS, "", Basis.CUMULATIVE),
    "civdef_killed_cum": (Outcome.KILLED, Group.CIVIL_DEFENCE, "", Basis.CUMULATIVE),
    "aid_seeker_killed_cum": (Outcome.KILLED, Group.AID_SEEKERS, "", Basis.CUMULATIVE),
    "aid_seeker_injured_cum": (Outcome.INJURED, Group.AID_SEEKERS, "", Basis.CUMULATIVE),
    "famine_cum": (Outcome.KILLED, Group.OTHER, "died of hunger", Basis.CUMULATIVE),
    "child_famine_cum": (Outcome.KILLED, Group.OTHER, "children who died of hunger", Basis.CUMULATIVE),
    "killed_recovered": (Outcome.KILLED, Group.OTHER, "bodies recovered in window", Basis.PERIOD),
    "killed_succumbed": (Outcome.KILLED, Group.OTHER, "died in window of earlier wounds", Basis.PERIOD),
    "killed_truce_new": (Outcome.KILLED, Group.OTHER, "newly killed in window", Basis.PERIOD),
    "killed_committee": (Outcome.KILLED, Group.EVERYONE, "retroactive", Basis.PERIOD),
}
_NAMES = {counted: field for field, counted in FIELDS.items()}
_EDITED = ("killed", "killed_cum", "injured", "injured_cum", "killed_children_cum", "killed_women_cum")


def figures(path: Path, **options: str) -> tuple[list[Claim], list[Issue]]:
    """The claims of a table of vintages, and what was said of it."""
    claims: list[Claim] = []
    issues: list[Issue] = []
    for one in read_published(path, "vintages", CONFIG, seen_at="2026-11-25T02:00:00Z", **options):  # type: ignore[arg-type]
        if isinstance(one, Collected):
            claims += read_row(one.article, CONFIG).claims
        else:
            issues.append(one)
    return claims, issues


def replayed(path: Path) -> Iterator[tuple[date, set[date], Table]]:
    """Each issue of a table in order: its day, the days of report it changed, and the whole table after it."""
    issues: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            issues[row["issued_on"]].append(row)
    table: Table = defaultdict(dict)
    for issued in sorted(issues):
        changed = set()
        for row in issues[issued]:
            day = date.fromisoformat(row["report_date"])
            changed.add(day)
            if row["field"].startswith("report_"):
                continue
            if row["value"]:
                table[day][row["field"]] = row["value"]
            else:
                table[day].pop(row["field"], None)
        yield date.fromisoformat(issued), changed, table


def field_of(series: Series) -> str:
    """The field a series holds, told by its key and nothing else."""
    key = series.key
    words = "retroactive" if key.inclusions == (Inclusion.RETROACTIVE,) else key.group_words
    field = _NAMES[key.outcome, key.group, words, key.basis]
    return f"ext_{field}" if key.scope == "estimated" else field


def told(reconciled: Reconciled) -> Table:
    """What the series say now: for each day of report the figure of each field. No field may have two."""
    table: Table = defaultdict(dict)
    for series in reconciled.series:
        assert series.key.unit is Unit.PERSON
        field = field_of(series)
        for statement in series.current():
            assert statement.quantity.exact
            day = statement.as_of.first()
            assert field not in table[day], f"{field} of {day} has two figures"
            table[day][field] = str(statement.quantity.low)
    return table


def only(table: Table, days: Iterable[date]) -> Table:
    return {day: dict(table[day]) for day in days if table.get(day)}


@pytest.mark.shared
def test_every_issue_of_the_gaza_table_is_called_back_to_the_digit() -> None:
    """Each of the 616 issue days, each day of report it changed, every field; the whole table on every fortieth."""
    claims, issues = figures(GAZA, conflict="gaza-2023")
    assert issues == []
    by_day: dict[date, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert claim.as_of is not None
        by_day[claim.as_of.first()].append(claim)
    compared = whole = 0
    for number, (issued, changed, table) in enumerate(replayed(GAZA)):
        about = [claim for day in changed for claim in by_day[day]]
        assert told(reconcile(about, CONFIG, known_on=issued)) == only(table, changed), f"issue of {issued}"
        compared += sum(len(table[day]) for day in changed)
        if number % 40 == 0:
            assert told(reconcile(claims, CONFIG, known_on=issued)) == only(table, table), f"issue of {issued}"
            whole += 1
    assert told(reconcile(claims, CONFIG)) == only(table, table)
    assert (number + 1, whole) == (616, 16)
    assert compared > 5_000


VINTAGES = """\
issued_on,report_date,field,value
2024-01-20,2024-01-10,killed_cum,1000
2024-01-20,2024-01-10,killed,40
2024-01-20,2024-01-10,report_source,unocha
2024-01-25,2024-01-10,report_source,gmotel
2024-01-22,2024-01-10,killed_cum,1010
2024-02-01,2024-01-10,report_period,24
2024-02-03,2024-01-10,killed_cum,
2024-02-05,2024-01-10,killed_cum,1010
2024-02-07,2024-01-10,report_source,missing
2024-02-07,2024-01-10,ext_killed_cum,1010
2024-02-07,2024-01-10,killed_committee,7
2024-02-08,2024-01-10,famine_cum,3
2024-02-08,2024-01-10,killed_recovered,2
2024-02-08,2024-01-10,ext_killed,41
2024-02-08,2024-01-10,ext_injured,9
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "vintages.csv"
    path.write_text(VINTAGES, encoding="utf-8")
    return path


def test_every_issue_of_a_small_table_is_called_back(table: Path) -> None:
    claims, issues = figures(table, conflict="gaza-2023")
    assert issues == []
    for issued, _, after in replayed(table):
        assert told(reconcile(claims, CONFIG, known_on=issued)) == only(after, after), f"issue of {issued}"


def test_what_a_table_gives_to_another_source_or_window_is_taken_back_and_stays_visible(table: Path) -> None:
    claims, _ = figures(table, conflict="gaza-2023")
    made = reconcile(claims, CONFIG).series
    steps = {
        (one.key.claimant, one.key.since): [(step.kind, step.statement.quantity.point) for step in one.revisions]
        for one in made
        if one.key.outcome is Outcome.KILLED and one.key.group is Group.EVERYONE and not one.key.inclusions
        if one.key.scope == "reported"
    }
    first, raised, taken, again = (
        RevisionKind.FIRST,
        RevisionKind.RAISED,
        RevisionKind.WITHDRAWN,
        RevisionKind.RESTATED,
    )
    assert steps == {
        ("ocha", "2023-10-07"): [(first, 1000), (raised, 1010), (taken, 1010)],
        ("gaza-gmo", "2023-10-07"): [(first, 1010), (taken, 1010), (again, 1010), (taken, 1010)],
        ("tech-for-palestine", "2023-10-07"): [(first, 1010)],
        ("ocha", ""): [(first, 40), (taken, 40)],
        ("gaza-gmo", ""): [(first, 40), (taken, 40)],
        ("gaza-gmo", "2024-01-09"): [(first, 40), (taken, 40)],
        ("tech-for-palestine", "2024-01-09"): [(first, 40)],
    }


def test_rows_may_stand_in_any_order(table: Path, tmp_path: Path) -> None:
    header, *rows = VINTAGES.splitlines()
    turned = tmp_path / "turned" / "vintages.csv"
    turned.parent.mkdir()
    turned.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    one, other = (figures(path, conflict="gaza-2023")[0] for path in (table, turned))
    key = [replace(claim, article_id="", id="") for claim in sorted(one, key=lambda claim: claim.quote)]
    assert key == [replace(claim, article_id="", id="") for claim in sorted(other, key=lambda claim: claim.quote)]


def test_a_claim_is_known_from_the_day_of_its_issue(table: Path) -> None:
    claims, _ = figures(table, conflict="gaza-2023")
    assert not [claim for claim in claims if known(claim, date(2024, 1, 19))]
    assert len([claim for claim in claims if known(claim, date(2024, 1, 20))]) == 2


BAD = [
    ("2024-02-30,2024-01-10,killed,1", 3, "must be days"),
    ("2024-02-01,10 January,killed,1", 3, "must be days"),
    ("2024-02-01,2024-01-10,killed,many", 3, "must be a whole number"),
    ("2024-02-01,2024-01-10,killed,-4", 3, "must be a whole number"),
    ("2024-02-01,2024-01-10,killed", 3, "too few"),
    ("2024-02-01,2024-01-10,killed,1,2", 3, "too many"),
    ("2024-02-01,2024-01-10,,1", 3, "no name of a field"),
]


@pytest.mark.parametrize(("row", "line", "says"), BAD)
def test_a_malformed_row_is_refused_with_its_line_and_the_rest_is_read(
    row: str, line: int, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "v.csv"
    rows = ["issued_on,report_date,field,value", "2024-01-20,2024-01-10,killed_cum,1000", row]
    path.write_text("\n".join([*rows, "2024-01-20,2024-01-10,report_source,mohtel"]) + "\n", encoding="utf-8")
    claims, issues = figures(path, conflict="gaza-2023")
    assert [claim.quantity.point for claim in claims] == [1000]
    assert [(issue.code, issue.subject) for issue in issues] == [("bad-row", f"v.csv:{line}")]
    assert says in issues[0].message
