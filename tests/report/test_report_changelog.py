"""The changelog: every reason for which a cell may be otherwise than at the last report, with what stands behind it."""

from __future__ import annotations

from dataclasses import replace

from newsdesk import LAST, TODAY, Newsroom

from tracker.model import Corrected, Correction, Corrector, PartialDate, Reconciled, Since
from tracker.reconcile import changes
from tracker.report.changelog import changelog_rows
from tracker.report.rows import Book, Row


def changelog(room: Newsroom, reconciled: Reconciled) -> list[Row]:
    return changelog_rows(Book(reconciled, room.claims, room.config))


def test_a_report_that_is_compared_with_nothing_has_no_changelog() -> None:
    room = Newsroom()
    room.says("ministry", 80, "2024-02-01")
    assert changelog(room, room.reconciled()) == []


def test_a_new_article_is_named_with_what_it_did_in_its_series() -> None:
    room = Newsroom()
    before = room.says("ministry", 80, "2024-07-01", said_on="2024-07-02")
    after = room.says("ministry", 95, "2024-07-01", said_on="2024-07-20")
    [row] = changelog(room, room.reconciled(LAST))
    assert (row["kind"], row["reason"], row["revision"], row["change"]) == ("raised", "said", "raised", 15)
    assert (row["before_statement"], row["after_statement"]) == (before.id, after.id)
    assert (row["claims"], row["articles"]) == (";".join(after.claims), "orsk.txt")


def test_what_is_only_read_otherwise_names_the_reader_of_that_day() -> None:
    room = Newsroom()
    room.says("ministry", 80, "2024-07-01")
    now = room.reconciled()
    [one] = now.series
    [step] = one.revisions
    once = replace(step.statement, id="s-earlier", quantity=replace(step.statement.quantity, low=8, high=8))
    read = replace(now, series=(replace(one, revisions=(replace(step, statement=once),)),))
    since = Since(LAST, "2024-07-15T00:00:00Z", "run-1", "v-old")
    told = changes(since, now, now, room.claims, room.config, TODAY, reread_from=read)
    [row] = changelog(room, replace(now, changes=told))
    assert (row["reason"], row["since_run"], row["since_reader"]) == ("reread", "run-1", "v-old")
    assert (row["before_low"], row["after_low"], row["change"]) == (8, 80, 72)


def test_a_figure_that_was_corrected_away_names_who_did_it_and_why() -> None:
    room = Newsroom()
    gone = room.says("ministry", 8_000, "2024-07-01", said_on="2024-07-02")
    (claim,) = gone.claims
    before = room.reconciled()
    after = Newsroom(room.config).reconciled()
    told = changes(Since(LAST), before, after, room.claims, room.config, TODAY)
    why = Correction(claim, Corrector.PERSON, "A. Reader", "the page shows 800", PartialDate(2024, 7, 20))
    struck = replace(after, changes=told, corrected=(Corrected(gone, (why,)),))
    [row] = changelog(room, struck)
    assert (row["kind"], row["before_low"], row.get("after_low")) == ("gone", 8_000, None)
    assert (row["corrected_by"], row["corrected_on"], row["correction"]) == (
        "person",
        "2024-07-20",
        "the page shows 800",
    )
