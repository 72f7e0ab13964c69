"""What waits for a person, and that their decisions are kept, applied, shown, and outlive new readings."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Command
from test_nightly import night, write_note

from tracker.decisions import read_decisions
from tracker.model import Claim, Unread
from tracker.sources import load
from tracker.store import Store

TODAY = ("--today", "2020-04-01")
WHO = ("--by", "A. Reader", "--why", "Looked at the page.")


def claims(project: Path) -> list[Claim]:
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        return store.claims()


def claim_of(project: Path, figure: int) -> Claim:
    return next(claim for claim in claims(project) if claim.quantity.low == figure)


def rows(project: Path, table: str) -> list[dict[str, str]]:
    text = (project / "reports/latest" / table).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def doubtful(project: Path) -> Path:
    """A project where one article credits the ministry's number to the other side."""
    write_note(project, "2020-03-20", 1_234)
    (project / "notes" / "2020-03-21.md").write_text(
        "---\npublished: 2020-03-21\noutlet: Southern Post\nlanguage: en\n---\n"
        "The Southern Army said on Saturday that 1,234 people had been killed in Northland since the war began on "
        "2 January 2020. The Redwell Burial Society said on Saturday that 40 people were killed in Redwell.\n"
    )
    night(project)
    return project


def test_doubtful_claims_and_unknown_wordings_are_listed(doubtful: Path, tracker: Command) -> None:
    done = tracker("review", *TODAY, cwd=doubtful)
    assert done.code == 0
    assert "same_number" in done.out
    assert "The Redwell Burial Society" in done.out
    assert "same_number" in tracker("review", "--format", "table", *TODAY, cwd=doubtful).out
    assert "1 doubtful claims and 1 wordings" in done.err


def test_an_accepted_claim_is_not_asked_about_again_and_is_told(doubtful: Path, tracker: Command) -> None:
    listed = tracker("review", *TODAY, cwd=doubtful).out.splitlines()
    asked = next(line.split(",")[0] for line in listed if "same_number" in line)
    doubts = [claim.id for claim in claims(doubtful) if claim.quantity.low == 1234]
    assert asked in doubts
    for id_ in doubts:
        assert tracker("review", "accept", id_, *WHO, *TODAY, cwd=doubtful).code == 0
    night(doubtful)
    assert "same_number" not in tracker("review", *TODAY, cwd=doubtful).out
    told = [row for row in rows(doubtful, "issues.csv") if row["code"] == "accepted"]
    assert {row["subject"] for row in told} == set(doubts)
    assert "A. Reader: Looked at the page." in told[0]["message"]


def test_a_rejected_claim_is_out_of_force_and_stays_to_be_seen(doubtful: Path, tracker: Command) -> None:
    wrong = next(c for c in claims(doubtful) if c.quantity.low == 1234 and c.claimant == "south-army")
    assert tracker("review", "reject", wrong.id, *WHO, *TODAY, cwd=doubtful).code == 0
    night(doubtful)
    held = {row["statement_id"] for row in rows(doubtful, "claims.csv") if row["claim_id"] == wrong.id}
    struck = [row for row in rows(doubtful, "series.csv") if row["statement_id"] in held]
    assert [row["corrected_by"] for row in struck] == ["person"]
    assert tracker("review", "accept", wrong.id, *WHO, "--today", "2020-04-02", cwd=doubtful).code == 0
    night(doubtful)
    assert len(read_decisions(doubtful / "corrections.yaml").corrections) == 2


def test_a_decision_goes_with_the_claim_when_its_words_get_another_id(doubtful: Path, tracker: Command) -> None:
    wrong = next(c for c in claims(doubtful) if c.quantity.low == 1234 and c.claimant == "south-army")
    assert tracker("review", "reject", wrong.id, *WHO, *TODAY, cwd=doubtful).code == 0
    longer = replace(wrong, id="c-0123456789ab", start=wrong.start - 4)
    with Store.open(doubtful / "tracker.sqlite") as store:
        article = store.article(wrong.article_id)
        assert article is not None
        longer = replace(longer, quote=article.text[longer.start : longer.end])
        others = [c for c in store.claims() if c.article_id == wrong.article_id and c.id != wrong.id]
        store.add_reading(wrong.article_id, "another-reader", [longer, *others], list[Unread]())
        assert store.successors([wrong.id, "c-none"]) == {wrong.id: longer.id}


def test_a_decision_does_not_go_over_to_another_figure(doubtful: Path) -> None:
    wrong = next(c for c in claims(doubtful) if c.quantity.low == 1234)
    other = replace(wrong, id="c-0123456789ab", quantity=replace(wrong.quantity, low=1235, high=1235))
    with Store.open(doubtful / "tracker.sqlite") as store:
        store.add_reading(wrong.article_id, "another-reader", [other], list[Unread]())
        assert store.successors([wrong.id]) == {}


def test_an_alias_names_the_claimant_from_the_next_run_on_and_is_told(doubtful: Path, tracker: Command) -> None:
    asked = ("review", "alias", "Redwell Burial Society", "--claimant", "north-moh", *WHO, *TODAY)
    assert tracker(*asked, cwd=doubtful).code == 0
    assert "Redwell Burial Society" in load(doubtful / "sources.yaml").claimants["north-moh"].aliases
    night(doubtful)
    assert claim_of(doubtful, 40).claimant == "north-moh"
    assert [row["subject"] for row in rows(doubtful, "issues.csv") if row["code"] == "alias"] == [
        "Redwell Burial Society"
    ]
    assert "0 wordings" in tracker("review", *TODAY, cwd=doubtful).err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("accept", "c-nothing", *WHO), "holds none of this id"),
        (("alias", "Somebody", "--claimant", "north-mho", *WHO), "did you mean 'north-moh'"),
        (("alias", "Southern Army", "--claimant", "north-moh", *WHO), "found the name 'Southern Army', which"),
        (("alias", "  ", "--claimant", "north-moh", *WHO), "wording is empty"),
        (("alias", "Somebody", "--claimant", "north-moh", "--by", " ", "--why", "x"), "--by: found nothing"),
        (("accept", "c-nothing"), "Missing option"),
    ],
)
def test_what_cannot_be_decided_is_said_and_changes_nothing(
    doubtful: Path, tracker: Command, asked: tuple[str, ...], told: str
) -> None:
    done = tracker("review", *asked, cwd=doubtful)
    assert (done.code, told in done.err) == (2, True), done.err
    assert not (doubtful / "corrections.yaml").exists()


def test_entries_are_added_and_all_else_in_the_file_stays(doubtful: Path, tracker: Command) -> None:
    first, second = (c.id for c in claims(doubtful)[:2])
    path = doubtful / "corrections.yaml"
    written = (
        "# our own words\ncorrections:\n  - claim: " + first + "\n    by: B. Writer # who\n    said_on: 2020-03-30\n"
        "    why: Because.\n    evidence: A page\n"
    )
    path.write_text(written)
    assert tracker("review", "reject", second, *WHO, *TODAY, cwd=doubtful).code == 0
    text = path.read_text()
    assert "# our own words" in text
    assert "B. Writer # who" in text
    assert [one.claim for one in read_decisions(path).corrections] == [first, second]
    again = tracker("review", "reject", second, *WHO, *TODAY, cwd=doubtful)
    assert (again.code, "says the same already" in again.err) == (2, True)
    assert path.read_text() == text


def test_a_correction_names_another_claim(doubtful: Path, tracker: Command) -> None:
    wrong = next(c for c in claims(doubtful) if c.quantity.low == 1234 and c.claimant == "south-army")
    right = next(c for c in claims(doubtful) if c.quantity.low == 1234 and c.claimant == "north-moh")
    asked = ("review", "correct", wrong.id, "--instead", wrong.id, *WHO)
    assert "is the claim itself" in tracker(*asked, cwd=doubtful).err
    assert tracker("review", "correct", wrong.id[:4], "--instead", right.id, *WHO, cwd=doubtful).code == 2
    done = tracker("review", "correct", wrong.id, "--instead", right.id[:8], *WHO, *TODAY, cwd=doubtful)
    assert done.code == 0
    assert f"in its place {right.id}: {right.quote}" in done.err
    [one] = read_decisions(doubtful / "corrections.yaml").corrections
    assert (one.claim, one.instead, one.evidence) == (wrong.id, right.id, wrong.url or wrong.article)
