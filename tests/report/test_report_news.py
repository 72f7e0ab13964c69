"""What opens the report: what changed since the last one, the weightiest first, and nothing that no quote shows."""

from __future__ import annotations

from newsdesk import LAST, Newsroom, full_newsroom

from tracker.model import GapCause, Outcome, Qualifier
from tracker.report.news import news
from tracker.report.pages import ReportData, edit
from tracker.report.printed import plain


def report(room: Newsroom) -> ReportData:
    return edit(room.reconciled(LAST), room.desk()).data


def points(room: Newsroom) -> list[str]:
    data = report(room)
    assert data.news is not None
    return [plain(point) for point in data.news.points]


def titled(room: Newsroom, title: str) -> list[list[str]]:
    data = report(room)
    assert data.news is not None
    return [[plain(cell) for cell in row] for t in data.news.tables if plain(t.title) == title for row in t.rows]


def quiet() -> Newsroom:
    room = Newsroom()
    for day, number in (("2024-02-01", 100), ("2024-02-09", 120), ("2024-02-17", 150)):
        room.says("ministry", number, day)
    return room


def test_a_report_without_an_earlier_one_to_hold_it_against_has_no_news() -> None:
    room = quiet()
    assert edit(room.reconciled(), room.desk()).data.news is None


def test_where_nothing_changed_it_says_so() -> None:
    assert points(quiet()) == [
        "Nothing has changed: no figure is new, none fell, no gap opened or closed, nobody fell silent."
    ]


def test_new_figures_are_told_with_the_ones_before_them_the_dead_first() -> None:
    room = quiet()
    room.says("monitor", 300, "2024-08-01", outcome=Outcome.INJURED)
    room.says("ministry", 180, "2024-08-01")
    assert points(room)[0] == "2 new figures by 2 claimants."
    rows = titled(room, "New and replaced figures")
    assert [row[1:4] for row in rows] == [
        ["Ministry of Health", "180", "150, 17 February 2024"],
        ["Casualty Monitor", "300", "–"],
    ]


def test_a_fall_is_told_with_both_figures_and_opens_the_report_where_no_gap_did() -> None:
    room = quiet()
    room.says("ministry", 90, "2024-08-01")
    (row,) = titled(room, "Figures that fell")
    assert row[2:5] == ["150, 17 February 2024", "90, 1 August 2024", "−60"]
    assert plain(report(room).lead).startswith("A figure fell: People killed in Valdria. Ministry of Health gave 150")


def test_the_widest_gap_that_opened_opens_the_report() -> None:
    room = quiet()
    ours = room.says("ministry", 200, "2024-08-01")
    room.gap(ours, room.says("monitor", 260, "2024-08-01"), GapCause.UNEXPLAINED)
    room.gap(ours, room.says("army", 90, "2024-08-01"), GapCause.SCOPE)
    lead = plain(report(room).lead)
    assert lead.startswith("A gap has opened: People killed in Valdria.")
    assert "Army of the South gave 90" in lead
    assert "110 fewer" in lead
    assert {row[5] for row in titled(room, "Gaps that opened or closed")} == {"opened 1 August 2024"}


def test_what_no_quote_shows_is_in_no_table_of_news() -> None:
    room = quiet()
    room.says("ministry", 777, "2024-08-01", quote="a great many people were killed")
    room.says("monitor", 24, "2024-08-01", qualifier=Qualifier.VAGUE, hedge="dozens", quote="dozens were killed")
    assert [row[2] for row in titled(room, "New and replaced figures")] == ["“dozens”"]


def test_the_order_of_what_was_said_makes_no_difference_to_the_news() -> None:
    room, turned = full_newsroom(), full_newsroom()
    turned.said.reverse()
    assert news(room.reconciled(LAST).changes, room.desk()) == news(turned.reconciled(LAST).changes, turned.desk())
