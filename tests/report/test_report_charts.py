"""Charts before they are drawn: which figures stand together, and how each mark tells what was said."""

from __future__ import annotations

import pytest
from newsdesk import Newsroom, config, full_newsroom, valdria

from tracker.model import ArticleKind, Basis, Direction, Group, Outcome, Qualifier, Scope
from tracker.report.chart import Chart, ChartKind, Fill
from tracker.report.charts import series_chart
from tracker.report.gaps import gap_chart, newest_gaps
from tracker.report.pages import edit
from tracker.report.panels import colours, drawn, panels
from tracker.report.plot_series import pairs
from tracker.report.printed import plain


def charts_of(room: Newsroom) -> dict[str, Chart]:
    return {chart.name: chart for chart in edit(room.reconciled(), room.desk()).data.charts}


def only(room: Newsroom) -> Chart:
    desk = room.desk()
    (panel,) = drawn(panels(room.reconciled(), desk))
    chart = series_chart(panel, desk, colours((panel,)))
    assert chart is not None
    return chart


def test_the_killed_and_the_killed_or_wounded_are_never_on_one_chart() -> None:
    charts = charts_of(full_newsroom())
    mixed = [name for name in charts if "killed" in name and "casualties" in name]
    combined = [chart for name, chart in charts.items() if "casualties" in name]
    assert not mixed
    assert len(combined) == 1
    assert {mark.value for line in combined[0].lines for mark in line.marks} == {9_000, 14_000, 21_500}


def test_open_bounds_are_hollow_with_a_stroke_on_the_open_side_and_ranges_are_bars() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-02-01")
    room.says("ministry", 120, "2024-02-03", qualifier=Qualifier.AT_LEAST)
    room.says("ministry", 150, "2024-02-05", qualifier=Qualifier.UP_TO)
    room.says("ministry", (110, 170), "2024-02-07", qualifier=Qualifier.RANGE)
    marks = only(room).lines[0].marks
    told = [(m.fill, m.opens_up, m.opens_down, m.low, m.high) for m in marks]
    assert told == [
        (Fill.SOLID, False, False, None, None),
        (Fill.HOLLOW, True, False, None, None),
        (Fill.HOLLOW, False, True, None, None),
        (Fill.SOLID, False, False, 110, 170),
    ]


def test_a_figure_given_again_is_marked_as_repeated_and_a_replaced_one_as_revised() -> None:
    room = Newsroom()
    room.says("ministry", 100, "2024-02-01", said_on="2024-02-01")
    room.says("ministry", 140, "2024-02-01", said_on="2024-02-02")
    room.says("ministry", 140, "2024-02-05")
    fills = [(mark.value, mark.fill) for mark in only(room).lines[0].marks]
    assert fills == [(100, Fill.REVISED), (140, Fill.SOLID), (140, Fill.REPEATED)]


def test_nothing_is_joined_across_a_range_or_a_declared_break_and_long_silence_is_dotted() -> None:
    room = Newsroom()
    for number, day in ((10, "2024-01-10"), (20, "2024-01-20"), (30, "2024-04-20"), (50, "2024-07-01")):
        room.says("ministry", number, day)
    room.says("ministry", (50, 60), "2024-07-05", qualifier=Qualifier.RANGE)
    chart = only(room)
    breaks = [rule.day for rule in chart.rules if rule.claimant == "ministry"]
    joined = [(left.value, right.value, silent) for left, right, silent in pairs(chart.lines[0], breaks)]
    assert len(breaks) == 1
    assert joined == [(10, 20, False), (20, 30, True)]


def test_an_event_is_told_by_the_day_it_was_said_and_each_event_has_a_chart_of_its_own() -> None:
    room = Newsroom()
    for said, number in (("2024-05-03", 80), ("2024-05-04", 131), ("2024-05-06", 127), ("2024-09-01", 125)):
        room.says("ministry", number, "2024-05-03", said_on=said, basis=Basis.EVENT, place="orsk-market")
        room.says("army", 20, "2024-05-03", said_on=said, basis=Basis.EVENT, place="orsk-market")
    later = [(f"2024-06-{day}", number) for day, number in enumerate((4, 5, 6, 6, 7, 8), 10)]
    for said, number in later:
        room.says("ministry", number, "2024-06-10", said_on=said, basis=Basis.EVENT, place="orsk-market")
    charts = list(charts_of(room).values())
    lines = [line for chart in charts for line in chart.lines if line.claimant == "ministry"]
    days = [[(mark.day.isoformat(), mark.value) for mark in line.marks] for line in lines]
    assert [chart.kind for chart in charts] == [ChartKind.STAIRCASE] * 2
    assert days[0] == [("2024-05-03", 80), ("2024-05-04", 131), ("2024-05-06", 127)]
    assert days[1] == later


def test_a_count_with_another_start_is_another_chart() -> None:
    room = Newsroom()
    for day, number in (("2024-02-01", 9_000), ("2024-06-01", 9_500), ("2024-08-01", 9_900)):
        room.says("ministry", number, day)
        room.says("ministry", number - 8_990, day, since="2024-01-25")
        room.says("ministry", number - 8_990, day, since="2024-06-01" if day > "2024-05" else "2024-03-01")
    starts = [{line.label for line in chart.lines} for chart in charts_of(room).values()]
    assert [sorted(plain(label) for label in labels) for labels in starts] == [
        ["Ministry of Health", "Ministry of Health, since 25 January 2024"]
    ]


def test_outlets_in_their_own_voice_and_claimants_beyond_eight_are_grey_and_counted() -> None:
    names = [f"body {letter}" for letter in "abcdefghij"]
    room = Newsroom(config(names))
    for position, name in enumerate(names):
        for day in range(1, 12 - position):
            room.says(name, 100 + position * 10 + day, f"2024-02-{day:02d}")
    room.says("outlet:Orsk Radio", 90, "2024-02-03")
    chart = only(room)
    assert [line.claimant for line in chart.lines] == names[:8]
    assert len({line.colour for line in chart.lines}) == 8
    assert plain(chart.grey_label) == "5 figures of other claimants and 1 figure of no resolved source"


def test_a_projection_is_no_count_and_is_not_drawn() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-03-01", "2024-04-01"):
        room.says("ministry", 1_000, day)
    room.says("monitor", 186_000, "2024-03-01", scope=Scope.PROJECTED)
    chart = only(room)
    assert {line.claimant for line in chart.lines} == {"ministry"}
    assert "Projections" in plain(chart.caption)


@pytest.mark.parametrize(("smallest", "log"), [(500, False), (4, True)])
def test_the_axis_is_logarithmic_only_where_claimants_stand_a_hundred_times_apart(smallest: int, log: bool) -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-03-01"):
        room.says("ministry", 1_000, day)
        room.says("monitor", smallest, day)
    assert only(room).log is log


def test_a_gap_is_the_others_figure_less_the_references_whichever_way_it_was_reckoned() -> None:
    room = Newsroom()
    ours = [
        room.says("ministry", n, d) for n, d in ((1_000, "2024-02-01"), (1_100, "2024-02-08"), (1_300, "2024-02-15"))
    ]
    theirs = [room.says("monitor", n, d) for n, d in ((900, "2024-02-01"), (1_180, "2024-02-08"))]
    least = room.says("monitor", 1_250, "2024-02-15", qualifier=Qualifier.AT_LEAST)
    room.gap(ours[0], theirs[0])
    room.gap(theirs[1], ours[1])
    room.gap(ours[2], least)
    desk = room.desk()
    (panel,) = drawn(panels(room.reconciled(), desk))
    chart = gap_chart(panel, desk, {})
    assert chart is not None
    marks = chart.lines[0].marks
    assert [mark.value for mark in marks] == [-100, 80, -50]
    assert [mark.fill for mark in marks] == [Fill.SOLID, Fill.SOLID, Fill.HOLLOW]
    assert marks[2].opens_up
    assert newest_gaps(panel, desk)[0].difference == -50


def test_figures_far_apart_in_age_are_no_pair() -> None:
    room = Newsroom()
    ours = [room.says("ministry", 1_000 + n, f"2024-02-{n:02d}") for n in (1, 2, 3)]
    theirs = room.says("monitor", 5_000, "2024-06-01")
    for one in ours:
        room.gap(one, theirs, lag=110)
    assert [chart.kind for chart in charts_of(room).values()] == [ChartKind.SERIES]


def test_breaks_and_events_become_lines_with_their_names() -> None:
    labels = {plain(rule.label) for chart in charts_of(full_newsroom()).values() for rule in chart.rules}
    assert labels == {"Ministry of Health: The ministry counts by name", "Truce"}


def test_alt_text_says_who_says_what() -> None:
    chart = next(chart for name, chart in charts_of(full_newsroom()).items() if name.endswith("valdria-cumulative"))
    words = plain(chart.alt)
    assert words.startswith(
        "Chart over time: People killed in Valdria. Newest figures: Ministry of Health, 4,810, 1 August 2024"
    )
    assert "Army of the South, 3,100, 1 August 2024" in words


def test_a_month_that_stands_on_its_last_day_is_told_as_a_month() -> None:
    room = Newsroom()
    for month in ("2024-02", "2024-03", "2024-04", "2024-05"):
        room.says("ministry", 120 + int(month[-1]), month)
        room.says("army", 100 + int(month[-1]), month)
    [chart] = edit(room.reconciled(), room.desk()).data.charts[:1]
    assert {plain(line.newest) for line in chart.lines} == {"125, May 2024", "105, May 2024"}
    assert "31 May" not in plain(chart.alt)


def test_evidence_is_told_apart() -> None:
    kinds = {mark.evidence for c in charts_of(full_newsroom()).values() for line in c.lines for mark in line.marks}
    assert kinds == set(ArticleKind)


def test_hostile_names_make_a_plain_file_name() -> None:
    room = Newsroom(config(conflict=valdria(id="../../etc")))
    for day in ("2024-02-01", "2024-02-02", "2024-02-03"):
        room.says("ministry", 5, day, group=Group.OTHER, group_words="a/../b\x00 ‮" * 40)
    (chart,) = charts_of(room).values()
    assert len(chart.name) < 120
    assert set(chart.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_party_on_the_enemy_is_a_line_of_its_own() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-02-02"):
        room.says("army", 500, day, side="north", direction=Direction.ENEMY, group=Group.COMBATANTS)
        room.says("monitor", 200, day, side="north", group=Group.COMBATANTS, outcome=Outcome.KILLED)
    labels = {plain(line.label) for line in only(room).lines}
    assert labels == {"Army of the South on the North’s dead", "Casualty Monitor"}


def row(number: int, day: str, note: str = "") -> str:
    cells = {"claimant": "Ministry of Health", "outcome": "killed", "low": number, "high": number, "as_of": day}
    return "\n".join(f"{name}: {value}" for name, value in {**cells, "note": note}.items() if value != "")


def test_an_outlets_error_kept_on_purpose_is_a_cross_of_its_own_and_no_word_of_the_claimants() -> None:
    room = Newsroom()
    for number, day in ((100, "2024-02-01"), (110, "2024-02-04"), (120, "2024-02-08")):
        room.says("ministry", number, day, quote=row(number, day), kind=ArticleKind.TABLE_ROW)
        room.says("monitor", number - 5, day)
    slip = row(900, "2024-02-09", "relay error kept on purpose (claimant confused)")
    wrong = room.says("ministry", 900, "2024-02-09", quote=slip, kind=ArticleKind.TABLE_ROW)
    room.gap(wrong, room.says("monitor", 121, "2024-02-09"))
    (line,) = [line for line in only(room).lines if line.claimant == "ministry"]
    assert [mark.fill for mark in line.marks] == [Fill.SOLID] * 3 + [Fill.SLIP]
    assert line.last.value == 120
    assert [(left.value, right.value) for left, right, _ in pairs(line, ())] == [(100, 110), (110, 120)]
    (panel,) = drawn(panels(room.reconciled(), room.desk()))
    assert newest_gaps(panel, room.desk()) == ()


def test_a_line_of_nothing_but_an_outlets_error_says_so() -> None:
    room = Newsroom()
    for number, day in ((100, "2024-02-01"), (110, "2024-02-04"), (120, "2024-02-08")):
        room.says("monitor", number, day)
    quote = row(900, "2024-02-09", "relay error kept on purpose (claimant confused)")
    room.says("ministry", 900, "2024-02-09", quote=quote, kind=ArticleKind.TABLE_ROW)
    labels = {line.claimant: plain(line.label) for line in only(room).lines}
    assert labels == {"monitor": "Casualty Monitor", "ministry": "Ministry of Health: marked as a relay error"}


def test_the_very_same_figures_under_a_second_way_of_counting_are_one_line() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04"):
        room.says("ministry", 1_000, day)
    for scope in (Scope.ESTIMATED, Scope.REPORTED):
        room.says("monitor", 900, "2024-02-01", scope=scope)
    room.says("army", 800, "2024-02-01", scope=Scope.ESTIMATED)
    room.says("army", 850, "2024-02-01")
    labels = [plain(line.label) for line in only(room).lines]
    assert sorted(labels) == [
        "Army of the South",
        "Army of the South, estimate",
        "Casualty Monitor, also as estimate",
        "Ministry of Health",
    ]


def test_a_panel_of_few_days_has_a_chart_only_where_its_outcome_would_have_none() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-02-02", "2024-02-03"):
        room.says("ministry", 10, day, group=Group.CHILDREN)
    assert len(charts_of(room)) == 1
    for day in ("2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04"):
        room.says("ministry", 100, day)
        room.says("monitor", 90, day)
    assert [chart.name for chart in charts_of(room).values()] == ["valdria-2024-killed-everyone-valdria-cumulative"]


def test_an_outcome_has_one_chart_of_gaps() -> None:
    room = Newsroom()
    for group in (Group.EVERYONE, Group.CHILDREN):
        for day in range(1, 6):
            one = room.says("ministry", 100 + day, f"2024-02-0{day}", group=group)
            room.gap(one, room.says("monitor", 90 + day, f"2024-02-0{day}", group=group))
    kinds = [chart.kind for chart in charts_of(room).values()]
    assert kinds == [ChartKind.SERIES, ChartKind.GAP, ChartKind.SERIES]
