"""In which administrative area a figure lies, and when it speaks of the whole of one."""

from __future__ import annotations

import pytest
from newsdesk import config, valdria

from tracker.report.areas import area_cells
from tracker.sources import Place

PLACES = (
    Place("valdria", "Valdria", whole=True),
    Place("north", "North Province", pcodes=("VD01",), whole=True),
    Place("orsk", "Orsk", pcodes=("VD01", "VD0103")),
    Place("border", "Border", country="ZZZ"),
    Place("front", "the front"),
)
ROOM = config(conflict=valdria(places=PLACES, pcodes_reference="its statistics office"))


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        ("valdria", ("VDR", "", "", 0)),
        ("north", ("VDR", "VD01", "", 1)),
        ("orsk", ("VDR", "VD01", "VD0103", None)),
        ("border", ("ZZZ", "", "", None)),
        ("front", ("VDR", "", "", None)),
        ("a place nobody declared", ("VDR", "", "", None)),
        ("", ("VDR", "", "", None)),
    ],
)
def test_a_figure_of_a_part_is_none_of_the_whole(place: str, cells: tuple[object, ...]) -> None:
    found = area_cells("valdria-2024", place, ROOM)
    assert tuple(found[name] for name in ("location_code", "admin1_code", "admin2_code", "admin_level")) == cells


def test_a_conflict_that_nobody_declared_has_no_country() -> None:
    assert area_cells("", "orsk", ROOM)["location_code"] == ""
