"""Words and figures: what may be printed, what a quote shows, how a figure and its claimant are named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk import Newsroom

from tracker.model import Direction, Group, Outcome, PanelKey, PartialDate, Qualifier, Quantity, Scope
from tracker.report.evidence import numbers, shows
from tracker.report.plot_style import drawable, readable
from tracker.report.printed import Named, Printed, clean, count, day_text, named, plain, text
from tracker.report.proofread import unproven
from tracker.report.wording import counted, figure, quantity_words, series_label


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("at least 11,517 people were killed", {11517}),
        ("940 000 people fled", {940000}),
        ("1.2 million displaced", {1200000}),
        ("between 160-165 thousand", {160000, 165000}),
        ("twenty-one men and two dozen women", {21, 24}),
        ("half a million people", {500000}),
        ("two hundred and five bodies", {205}),
        ("no one was killed", {0}),
        ("a soldier died", {1}),
        ("low: 100\nhigh: 300\n", {100, 300}),
        ("٤٥٦ قتيلا", {456}),
    ],
)
def test_a_number_is_read_again_from_the_words_of_a_quote(quote: str, shown: set[int]) -> None:
    assert shown <= numbers(quote)


@pytest.mark.parametrize(
    ("number", "quote"), [(11, "11,517 killed"), (517, "11,517 killed"), (12, "112 killed"), (3, "1.3 million")]
)
def test_a_part_of_a_number_is_not_that_number(number: int, quote: str) -> None:
    assert number not in numbers(quote)


def test_vague_words_are_evidence_for_themselves_and_not_for_a_number() -> None:
    quantity = Quantity(24, None, Qualifier.VAGUE, "dozens")
    assert shows(quantity, "Dozens of people were killed")
    assert not shows(quantity, "Many people were killed")


@given(st.integers(0, 10**8))
def test_every_grouped_number_shows_itself(number: int) -> None:
    assert number in numbers(f"some {number:,} people")


BESIDE = st.text("0123456789,. ’'-k%a million", max_size=6)


@given(st.integers(0, 2_000_000), BESIDE, BESIDE)
def test_what_is_told_at_a_glance_is_told_by_reading_the_numbers_too(number: int, before: str, after: str) -> None:
    quote = f"{before}{number:,}{after}"
    assert shows(Quantity(number, number), quote) == (number in numbers(quote))


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(11517, 11517), "11,517"),
        (Quantity(11517, None, Qualifier.AT_LEAST, "at least"), "at least 11,517"),
        (Quantity(100, None, Qualifier.MORE_THAN, "over"), "more than 100"),
        (Quantity(None, 50, Qualifier.UP_TO, "up to"), "up to 50"),
        (Quantity(None, 400, Qualifier.LESS_THAN, "nearly"), "nearly 400"),
        (Quantity(None, 400, Qualifier.LESS_THAN, "not quite"), "fewer than 400"),
        (Quantity(50, 100, Qualifier.RANGE), "50 to 100"),
        (Quantity(24, None, Qualifier.VAGUE, "Dozens"), "“dozens”"),
        (Quantity(300, 300, Qualifier.ABOUT, "some"), "about 300"),
    ],
)
def test_a_figure_keeps_its_hedge_in_words(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


def test_a_literal_with_a_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        text("killed 500 people")


@given(st.text(max_size=300))
def test_outside_words_become_one_safe_line(words: str) -> None:
    line = clean(words)
    assert len(line) <= 200
    assert not any(c in line for c in "\n\r\t\x00\x1b‮‭⁦⁧⁨⁩")
    assert len(drawable(line)) == len(line)


def test_a_turned_around_name_and_a_script_link_are_made_harmless() -> None:
    part = named("Minis‮yrt\x00 of\nHealth", url="javascript:alert(1)")
    assert part == Named("Minis yrt of Health", "")


def test_a_day_is_as_precise_as_it_is_known() -> None:
    shown = [day_text(PartialDate.parse(day)).text for day in ("2024-05-03", "2024-05", "2024")]
    assert shown == ["3 May 2024", "May 2024", "2024"]
    assert day_text(date(2024, 5, 3)).text == "3 May 2024"


def test_one_claimant_on_its_own_and_on_the_enemys_dead_is_told_apart() -> None:
    room = Newsroom()
    soldiers = {"group": Group.COMBATANTS, "side": "north"}
    enemy = room.says("army", 10, "2024-02-01", direction=Direction.ENEMY, **soldiers)  # type: ignore[arg-type]
    own = room.says("army", 10, "2024-02-01", group=Group.COMBATANTS, side="south", direction=Direction.OWN)
    estimate = room.says("monitor", 10, "2024-02-01", scope=Scope.ESTIMATED, direction=Direction.THIRD, **soldiers)  # type: ignore[arg-type]
    labels = [plain(series_label(one.key, room.config)) for one in (enemy, own, estimate)]
    assert labels == [
        "Army of the South on the North’s dead",
        "Army of the South on its own dead",
        "Casualty Monitor, estimate",
    ]


def test_a_title_says_what_is_counted() -> None:
    room = Newsroom()
    fighters = room.says("army", 5, "2024-02-01", group=Group.COMBATANTS, side="north", outcome=Outcome.CASUALTIES)
    people = room.says("army", 5, "2024-02-01", side="north")
    panels: list[PanelKey] = [fighters.key.panel, people.key.panel]
    assert [plain(counted(panel, room.config)) for panel in panels] == [
        "Combatants killed or wounded on the side of the North",
        "People killed in Valdria",
    ]


def test_a_figure_without_its_quote_and_a_wrong_sum_are_found() -> None:
    room = Newsroom()
    good = figure(room.says("ministry", 1_200, "2024-02-01"), room.claims)
    assert unproven((good, count(["a", "b"])), room.claims) == []
    other = Printed("1,300", (1300,), good.how, good.claims)
    changed = Printed("1,300", good.values, good.how, good.claims)
    miscounted = Printed("3", (3,), count([]).how, counted=("a", "b"))
    nobody = Printed("7", (7,), good.how)
    for wrong in (other, changed, miscounted, nobody, "12 dead"):
        found = unproven((wrong,), room.claims)
        assert found, wrong


@pytest.mark.parametrize("hue", ["#ff5e02", "#86c8dd", "#adad7d", "#578dff"])
def test_names_are_dark_enough_to_read(hue: str) -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    assert 1.05 / (light(readable(hue)) + 0.05) >= 4.5
