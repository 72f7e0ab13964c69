"""What is worth a second look, and what one number made of several would be: each digit with its evidence."""

from __future__ import annotations

from dataclasses import replace

from newsdesk import TODAY, Newsroom

from tracker.model import Finding, FindingKind, Policy, Qualifier, Weighed
from tracker.reconcile.policies import choices
from tracker.report.panels import Desk
from tracker.report.printed import plain
from tracker.report.proofread import unproven
from tracker.report.second_looks import second_looks
from tracker.report.tables import Table


def looks(room: Newsroom, *findings: Finding) -> tuple[Table, ...]:
    now = room.reconciled()
    weighed = Weighed(choices=choices(now.series, room.config, TODAY), findings=findings)
    made = second_looks(replace(now, weighed=weighed), Desk(room.claims, {}, room.config, TODAY))
    assert unproven(made, room.claims) == []
    return made


def by_policy(table: Table, row: int = 0) -> dict[Policy, str]:
    cells = [plain(cell) for cell in table.rows[row]]
    return dict(zip(Policy, cells[2:8], strict=True)) | {"apart": cells[8]}  # type: ignore[dict-item]


def test_each_policy_is_shown_with_a_number_that_somebody_said_and_how_far_they_lie_apart() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-02-01")
    room.says("observatory", 160, "2024-02-02", qualifier=Qualifier.AT_LEAST, hedge="at least")
    (table,) = looks(room)
    assert by_policy(table) == {
        Policy.CONSERVATIVE: "100",
        Policy.MEDIAN_OF_ORIGINS: "100",
        Policy.MOST_RECENT: "at least 160",
        Policy.RANGE: "100 or more",
        Policy.HIERARCHY: "100",
        Policy.DEFER: "none",
        "apart": "+60",
    }


def test_claimants_who_say_the_same_or_one_alone_leave_nothing_to_choose() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-02-01")
    assert looks(room) == ()
    room.says("observatory", 100, "2024-02-01")
    assert looks(room) == ()


def test_a_finding_stands_beside_the_words_it_is_about() -> None:
    room = Newsroom()
    said = room.says("ministry", 100, "2024-02-01")
    (table,) = looks(room, Finding(FindingKind.PLATEAU, (said,), said.claims, ("",), "for tests"))
    row = [plain(cell) for cell in table.rows[0]]
    assert row[1] == "the same number again and again for later days"
    assert row[3] == "100"
    assert "100 people were killed" in row[5]


def test_a_finding_whose_figure_no_quote_shows_is_not_printed() -> None:
    room = Newsroom()
    said = room.says("ministry", 100, "2024-02-01", quote="many people were killed")
    assert looks(room, Finding(FindingKind.LEAP, (said,), said.claims, ("",), "for tests")) == ()
