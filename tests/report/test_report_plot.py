"""What is drawn: marks stand where figures say, names do not overlap, the same chart gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk import Newsroom, config, full_newsroom, valdria
from PIL import Image

from tracker.report.chart import Chart, ChartKind
from tracker.report.pages import edit
from tracker.report.plot import compose, draw
from tracker.report.plot_days import MOST, at, ticks, words
from tracker.report.plot_ground import Box
from tracker.report.plot_labels import spread
from tracker.report.printed import plain, text
from tracker.sources import Break, Event

CHARTS = {chart.name: chart for chart in edit(full_newsroom().reconciled(), full_newsroom().desk()).data.charts}


def allowed(chart: Chart) -> set[tuple[float, float]]:
    marks = [mark for line in chart.lines for mark in line.marks] + list(chart.greys)
    points = {(at(mark.day), value) for mark in marks for value in mark.figure.values}
    points |= {(at(mark.day), v) for mark in marks for printed in mark.spread for v in printed.values}
    return points


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_stands_at_a_figure_that_has_evidence(name: str) -> None:
    chart = CHARTS[name]
    drawn = {
        (float(x), float(y))
        for line in compose(chart).axes[0].lines
        if line.get_gid() in {"marks", "ends", "open-up", "open-down", "greys"}
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert drawn
    assert drawn <= allowed(chart)


@pytest.mark.parametrize("name", CHARTS)
def test_lines_only_join_marks(name: str) -> None:
    chart = CHARTS[name]
    heights = {value for _, value in allowed(chart)}
    for line in compose(chart).axes[0].lines:
        if line.get_gid() in {"line", "silence"}:
            assert set(line.get_ydata()) <= heights


def crowd() -> Chart:
    names = [
        f"the {word} commission for counting"
        for word in ("first", "next", "third", "other", "old", "new", "far", "near")
    ]
    room = Newsroom(config(names))
    for position, name in enumerate(names):
        for day in (1, 9, 17 + position):
            room.says(name, 1_000 + position + day, f"2024-02-{day:02d}")
    (chart,) = edit(room.reconciled(), room.desk()).data.charts
    return chart


@pytest.mark.parametrize("chart", [*CHARTS.values(), crowd()], ids=[*CHARTS, "crowd"])
def test_names_never_overlap_and_stay_on_the_page(chart: Chart) -> None:
    figure = compose(chart)
    boxes: dict[int, Box] = {}
    written = [words for words in figure.texts if str(words.get_gid()).startswith("label-")]
    assert len(written) == 2 * len(chart.lines)
    for position, label in enumerate(written):
        box = label.get_window_extent()
        boxes[position] = Box(box.x0, box.y0 + 1, box.x1, box.y1 - 1)
    for one, box in boxes.items():
        assert box.left >= 0
        assert box.right <= 1600
        assert box.bottom >= 0
        assert box.top <= 900
        assert not any(box.meets(other) for two, other in boxes.items() if two != one), written[one].get_text()


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.kind is not ChartKind.GAP])
def test_the_axis_of_people_begins_at_nought_and_counts_in_full_digits(name: str) -> None:
    figure = compose(CHARTS[name])
    axes = figure.axes[0]
    assert axes.get_ylim()[0] == 0
    figure.draw_without_rendering()
    assert all("K" not in tick.get_text() and "e" not in tick.get_text() for tick in axes.get_yticklabels())


def test_a_logarithmic_axis_says_so() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-03-01"):
        room.says("ministry", 100_000, day)
        room.says("monitor", 40, day)
    (chart,) = edit(room.reconciled(), room.desk()).data.charts
    figure = compose(chart)
    axes = figure.axes[0]
    assert axes.get_yscale() == "log"
    assert any("logarithmic" in note.get_text() for note in figure.texts)


def test_the_same_chart_gives_the_same_bytes_and_the_png_holds_its_alt_text() -> None:
    chart = next(iter(CHARTS.values()))
    one, two = draw(chart), draw(chart)
    assert (one.png, one.svg) == (two.png, two.svg)
    with Image.open(io.BytesIO(one.png)) as image:
        assert image.width == 1600
        assert 650 <= image.height <= 900
        assert image.info["Description"] == plain(chart.alt)
    assert b"<text" not in one.svg


def test_hostile_names_are_drawn_as_they_are() -> None:
    room = Newsroom(config(conflict=valdria(title=r"War $x^{2}$ \input{a} #let ‮ 漢字" + "y" * 10_000)))
    for day in ("2024-02-01", "2024-02-02", "2024-02-03"):
        room.says("ministry", 5, day)
    (chart,) = edit(room.reconciled(), room.desk()).data.charts
    shown = [words.get_text() for words in compose(chart).texts]
    assert any(r"$x^{2}$ \input{a} #let" in words and "‮" not in words and "漢" not in words for words in shown)
    assert draw(replace(chart, title=text("$"))).png


def many_rules() -> Chart:
    first = date(2024, 2, 1)
    days = [first + timedelta(days) for days in (9, 12, 15, 18, 60)]
    events = tuple(
        Event(f"e{n}", day, f"The attack on camp {'ABCDE'[n]} by the river", "t") for n, day in enumerate(days)
    )
    breaks = (
        Break("ministry", date(2024, 2, 14), "Deaths that a board has looked into enter the total at once", "t"),
    )
    room = Newsroom(config(conflict=valdria(events=events, breaks=breaks)))
    for day in range(0, 80, 10):
        room.says("ministry", 1_000 + day, (first + timedelta(day)).isoformat())
    (chart,) = edit(room.reconciled(), room.desk()).data.charts
    return chart


@pytest.mark.parametrize("chart", [*CHARTS.values(), many_rules()], ids=[*CHARTS, "many rules"])
def test_each_upright_line_carries_its_label_and_runs_through_no_other(chart: Chart) -> None:
    figure = compose(chart)
    figure.draw_without_rendering()
    axes = figure.axes[0]
    labels = [note.get_window_extent() for note in figure.texts if note.get_gid() == "rule"]
    poles = [line for line in axes.lines if line.get_gid() == "pole"]
    assert len(labels) == len(poles)
    assert len(poles) >= (3 if len(chart.rules) > 3 else min(len(chart.rules), 1))
    for own, pole in enumerate(poles):
        (foot, low), (_, top) = pole.get_transform().transform(pole.get_xydata())
        assert min(abs(labels[own].x0 - foot), abs(labels[own].x1 - foot)) < 8
        assert top > labels[own].y0
        assert low < labels[own].y0
        for other, label in enumerate(labels):
            if other != own:
                assert not (label.x0 < foot < label.x1 and label.y0 < top)
                assert not Box(*label.extents).meets(Box(*labels[own].extents))


def test_claimants_are_told_apart_without_colour() -> None:
    chart = crowd()
    marks = [line for line in compose(chart).axes[0].lines if line.get_gid() == "marks"]
    assert len({line.get_marker() for line in marks}) == len(chart.lines) == 8


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(10, 60)), min_size=1, max_size=9))
def test_labels_are_spread_without_overlap_in_their_order(wishes: list[tuple[float, float]]) -> None:
    wishes.sort()
    heights = [height for _, height in wishes]
    placed = spread([middle for middle, _ in wishes], heights, (0, 900))
    for below, above in zip(range(len(placed)), range(1, len(placed)), strict=False):
        assert placed[below] + heights[below] / 2 <= placed[above] - heights[above] / 2 + 1e-6
    assert placed[0] - heights[0] / 2 >= -1e-6
    assert placed[-1] + heights[-1] / 2 <= 900 + 1e-6


@given(st.dates(date(1970, 1, 1), date(2090, 1, 1)), st.integers(8, 20_000))
def test_ticks_are_days_inside_the_axis_and_not_too_many(first: date, length: int) -> None:
    days = ticks(at(first), at(first) + length)
    assert 1 < len(days) <= MOST
    assert all(first <= day <= first + timedelta(length) for day in days)
    assert len(words(days)) == len(days)
