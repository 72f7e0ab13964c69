"""The Ukrainian General Staff's daily totals of Russian losses, as the public data set of its bulletins has them (JSON).

"Personnel" are losses: killed and wounded, not told apart, so that they never enter a series of the killed. The words
beside the number ("about", "more") are its hedge. "POW" is a level, of prisoners held.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tracker.collect.article import problem
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.collect.table_rows import Row, json_rows
from tracker.errors import UsageError
from tracker.issues import Issue
from tracker.sources import Conflict

OUTLET = "2022 Ukraine Russia War Dataset"
_HEDGES = {"": "exact", "about": "about", "more": "more_than", "more than": "more_than"}
_ABOUT_FIGURES = ("date", "day")


def read_losses(text: str, path: Path, asked: Asked) -> Found:
    """The totals of each day; said on that day by the General Staff, who speaks of the other side's losses."""
    rows = json_rows(text, path, ("date", "personnel"))
    conflict = asked.of_conflict("ukraine-2022")
    claimant = asked.of_claimant("ukrainian-general-staff")
    side = _other_side(conflict, path, asked)
    for row in rows:
        if isinstance(row, Issue):
            yield row
            continue
        day = _day(row.cells.get("date", ""))
        if day is None:
            yield problem("bad-row", row.where, f"date: found {row.cells.get('date', '')[:40]!r}; must be a day")
            continue
        head = {"conflict": conflict.id, "claimant": claimant, "relayed_by": OUTLET}
        tail = {
            "place": conflict.places[0].name,
            "side": side,
            "as_of": str(day),
            "said_on": str(day),
            "outlet": OUTLET,
        }
        for field in row.cells:
            found = _figure(row, field)
            if isinstance(found, dict):
                if found["basis"] == "cumulative":
                    found["since"] = str(conflict.start)
                record = json.dumps(row.cells, ensure_ascii=False)
                yield Figure({**head, **found, **tail, "field": field}, record)
            elif found is not None:
                yield found


def _figure(row: Row, field: str) -> dict[str, str] | LeftOut | Issue | None:
    """What one field says; None for a field that only tells of another one."""
    if field in _ABOUT_FIGURES or field.endswith("*"):
        return None
    if field not in ("personnel", "POW"):
        return LeftOut(f"{field}: counts no people")
    number, hedge = row.cells[field], row.cells.get(f"{field}*", "").strip().lower()
    if not number.isdecimal():
        return problem("bad-row", row.where, f"{field}: found {number[:40]!r}; must be a whole number")
    if hedge not in _HEDGES:
        known = ", ".join(word for word in _HEDGES if word)
        return problem("bad-row", row.where, f"{field}*: found {hedge[:40]!r}; must be one of {known}, or empty")
    if int(number) == 0:
        return LeftOut("none, which may mean that none are known")
    qualifier = _HEDGES[hedge]
    return {
        "outcome": "casualties" if field == "personnel" else "captive",
        "victims_group": "combatants",
        "scope": "reported",
        "low": number,
        "high": "" if qualifier == "more_than" else number,
        "qualifier": qualifier,
        "hedge": hedge,
        "basis": "cumulative" if field == "personnel" else "stock",
    }


def _other_side(conflict: Conflict, path: Path, asked: Asked) -> str:
    """The party whose losses these are: the conflict's other one than the claimant's."""
    claimant = asked.config.claimants[asked.claimant or "ukrainian-general-staff"]
    others = [party.id for party in conflict.parties if party.id != claimant.party]
    if claimant.party is None or len(others) != len(conflict.parties) - 1 or len(others) != 1:
        raise UsageError(
            f"{path}: {claimant.name} must be of one of the two parties to {conflict.id}; see sources.yaml"
        )
    return others[0]


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
