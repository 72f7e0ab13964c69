"""What is drawn: marks stand where figures say, names do not overlap, the same chart gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk import Newsroom, config, crowded_newsroom, full_newsroom, valdria
from PIL import Image

from tracker.report.chart import Chart, ChartKind
from tracker.report.pages import edit
from tracker.report.plot import SHARED_OUT, compose, draw, draw_all, draw_png
from tracker.report.plot_days import MOST, at, ticks, words
from tracker.report.plot_ground import Box
from tracker.report.plot_labels import spread
from tracker.report.printed import plain, text
from tracker.sources import Break, Event


def drawn_of(room: Newsroom) -> dict[str, Chart]:
    return {chart.name: chart for chart in edit(room.reconciled(), room.desk()).data.charts}


CHARTS = {f"{name} of ten": chart for name, chart in drawn_of(crowded_newsroom()).items()} | drawn_of(full_newsroom())
DOTTED = [name for name, chart in CHARTS.items() if not chart.bars]


def allowed(chart: Chart) -> set[tuple[float, float]]:
    marks = [mark for line in chart.every_line for mark in line.marks] + list(chart.greys)
    marks += [mark for facet in chart.facets for mark in facet.greys]
    points = {(at(mark.day), value) for mark in marks for value in mark.figure.values}
    points |= {(at(mark.day), v) for mark in marks for printed in mark.spread for v in printed.values}
    return points


def test_there_is_a_chart_of_every_kind() -> None:
    ends = ("-others", "-sides", "-pairs", "-parts", "-fan", "-early", "-gap")
    assert {chart.kind for chart in CHARTS.values()} == set(ChartKind)
    assert [end for end in ends if not any(chart.name.endswith(end) for chart in CHARTS.values())] == []


@pytest.mark.parametrize("name", DOTTED)
def test_every_mark_stands_at_a_figure_that_has_evidence(name: str) -> None:
    chart = CHARTS[name]
    drawn = {
        (float(x), float(y))
        for axes in compose(chart).axes
        for line in axes.lines
        if line.get_gid() in {"marks", "ends", "open-up", "open-down", "greys"}
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert drawn
    assert drawn <= allowed(chart)


@pytest.mark.parametrize("name", CHARTS)
def test_lines_only_join_marks(name: str) -> None:
    chart = CHARTS[name]
    heights = {value for _, value in allowed(chart)}
    for line in (line for axes in compose(chart).axes for line in axes.lines):
        if line.get_gid() in {"line", "silence"}:
            assert set(line.get_ydata()) <= heights


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.bars])
def test_bars_add_up_to_the_difference_and_say_so(name: str) -> None:
    chart = CHARTS[name]
    (axes,) = compose(chart).axes
    totals = [line.get_ydata()[0] for line in axes.lines if line.get_gid() == "total"]
    assert totals == [bar.total.values[0] for bar in chart.bars]
    heights: dict[int, float] = {}
    for patch in axes.patches:
        place = round(patch.get_x() + patch.get_width() / 2)
        heights[place] = heights.get(place, 0.0) + patch.get_height()
    assert heights == dict(enumerate(totals))


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
    named = [line for facet in chart.facets if not facet.note for line in facet.lines]
    assert len(written) == 2 * len(chart.lines if chart.kind is not ChartKind.FACETS else named)
    written += [words for words in figure.texts if str(words.get_gid()).startswith(("facet", "pair"))]
    for position, label in enumerate(written):
        box = label.get_window_extent()
        boxes[position] = Box(box.x0, box.y0 + 1, box.x1, box.y1 - 1)
    for one, box in boxes.items():
        assert box.left >= 0
        assert box.right <= 1600
        assert box.bottom >= 0
        assert box.top <= figure.bbox.height
        assert not any(box.meets(other) for two, other in boxes.items() if two != one), written[one].get_text()


SIGNED = {ChartKind.GAP, ChartKind.PAIRS, ChartKind.PARTS}


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.kind in SIGNED])
def test_an_axis_of_differences_holds_nought(name: str) -> None:
    for axes in compose(CHARTS[name]).axes:
        low, high = axes.get_ylim()
        assert low <= 0 <= high


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.kind not in SIGNED])
def test_the_axis_of_people_begins_at_nought_and_counts_in_full_digits(name: str) -> None:
    figure = compose(CHARTS[name])
    figure.draw_without_rendering()
    for axes in figure.axes:
        assert axes.get_ylim() == figure.axes[0].get_ylim()
        assert axes.get_ylim()[0] == 0
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


def test_charts_shared_out_among_processes_are_the_same_bytes_in_the_same_order() -> None:
    charts = [*CHARTS.values(), *list(CHARTS.values())[:4]]
    assert len(charts) >= 2 * SHARED_OUT
    assert [(one.name, one.png) for one in draw_all(charts)] == [(chart.name, draw_png(chart)) for chart in charts]


def test_right_to_left_names_are_shaped_and_not_set_letter_by_letter() -> None:
    arabic, hebrew = "وزارة الصحة", "משרד הבריאות"
    room = Newsroom(config([arabic, hebrew]))
    for name, number in ((arabic, 400), (hebrew, 900)):
        for month in range(2, 6):
            room.says(name, number * month, f"2024-0{month}-01")
    (chart,) = edit(room.reconciled(), room.desk()).data.charts
    figure = compose(chart)
    shown = [words for words in figure.texts if words.get_gid() == "label-name"]
    assert {words.get_text() for words in shown} == {arabic, hebrew}
    joined = next(words for words in shown if words.get_text() == arabic)
    wide = joined.get_window_extent().width
    joined.set_text("\u200c".join(arabic))
    assert wide < joined.get_window_extent().width  # letters that join are narrower than letters that stand alone


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


@pytest.mark.parametrize("chart", [*(CHARTS[n] for n in DOTTED), many_rules()], ids=[*DOTTED, "many rules"])
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
