"""Which administrative area a figure speaks of, under the column names of HDX HAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.sources import Config

if TYPE_CHECKING:
    from tracker.report.rows import Cell


def area_cells(conflict: str, place: str, config: Config) -> dict[str, Cell]:
    """Country and P-codes of a place, and at which level the figure covers a whole area.

    A code says in which area the place lies. `admin_level` is filled only where the place is that area: a figure of one
    town is none of its province.
    """
    known = config.conflicts.get(conflict)
    if known is None:
        return {"location_code": "", "admin1_code": "", "admin2_code": "", "admin_level": None}
    found = next((one for one in known.places if one.id == place), None)
    codes = found.pcodes if found else ()
    return {
        "location_code": (found.country if found else "") or known.location_code,
        "admin1_code": codes[0] if codes else "",
        "admin2_code": codes[1] if len(codes) > 1 else "",
        "admin_level": len(codes) if found and found.whole else None,
    }
