"""Tables tagged with the Humanitarian Exchange Language (https://hxlstandard.org): columns are found by their tags.

#affected with what happened (+killed, +injured, +displaced, ...) is a figure; +children, +f+adults and the like say
who; +min and +max are the bounds of the figure with the same attributes. #date+start and #date+end bound the days it
covers, #date+occurred is the day of an event, #date+reported the day it was said. The smallest place named counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.collect.article import problem
from tracker.collect.published import Asked, Figure, Found, LeftOut
from tracker.collect.table_rows import csv_lines, is_hxl
from tracker.errors import UsageError
from tracker.issues import Issue

_OUTCOMES = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "abducted": "captive",
    "detained": "detained",
    "displaced": "displaced",
    "idps": "displaced",
}
_GROUPS = {
    frozenset[str](): "everyone",
    frozenset({"civilians"}): "civilians",
    frozenset({"children"}): "children",
    frozenset({"f", "adults"}): "women",
    frozenset({"m", "adults"}): "men",
    frozenset({"elderly"}): "elderly",
}
_NO_KIND = frozenset({"ind", "num", "total", "reported"})  # attributes that say nothing of who is counted
_BOUNDS = frozenset({"min", "max"})
_PLACES = (
    "#loc+name",
    "#loc",
    "#adm3+name",
    "#adm2+name",
    "#adm1+name",
    "#adm2",
    "#adm1",
    "#country+name",
    "#country",
)
_IDS = ("#event+id", "#event+code", "#meta+id", "#meta+code")
_STARTS, _ENDS = ("#date+start",), ("#date+end", "#date+occurred", "#date")


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a column counts: what happened to whom, one by one of what."""

    outcome: str
    group: str
    unit: str


def read_hxl(text: str, path: Path, asked: Asked) -> Found:
    """The figures of every row, for the claimant and the conflict that --claimant and --conflict name."""
    if asked.claimant is None:
        raise UsageError(f"{path}: tags do not say whose figures these are; name the claimant with --claimant")
    head = {"claimant": asked.of_claimant(asked.claimant), "conflict": asked.of_conflict().id, "scope": "reported"}
    lines = csv_lines(text, path)
    told = (found[1] for found in lines if not isinstance(found, Issue))
    tags = [tag.strip().lower() for tag in next(filter(is_hxl, told), ())]
    columns = _figures(tags)
    if not columns or not any(tag in tags for tag in _ENDS):
        found = ", ".join(filter(None, tags)) or "no row of tags"
        raise UsageError(f"{path}: found {found}; tags like #affected+killed and #date+end are needed")
    for line in lines:
        if isinstance(line, Issue):
            yield line
            continue
        where, cells = f"{path.name}:{line[0]}", [cell.strip() for cell in line[1]]
        if len(cells) != len(tags):
            yield problem("bad-row", where, f"found {len(cells)} cells; must be {len(tags)}, one for each column")
            continue
        end, start = _cell(cells, tags, _ENDS), _cell(cells, tags, _STARTS)
        days = [_day(word) for word in (end, start) if word]
        if not end or None in days:
            yield problem("bad-row", where, f"found the dates {start!r} and {end!r}; must be days")
            continue
        window = bool(start) and start != end
        dates = {"basis": "period" if window else "event", "since": start if window else "", "as_of": end}
        said = {"said_on": _cell(cells, tags, ("#date+reported",)), "place": _cell(cells, tags, _PLACES)}
        said["record"] = _cell(cells, tags, _IDS)
        record = json.dumps(dict(zip(tags, cells, strict=True)), ensure_ascii=False)
        for counted, positions in columns.items():
            low, high = (_number(cells, positions, bound) for bound in ("min", "max"))
            if low == high == "":
                continue
            if not low.isdecimal() or not high.isdecimal() or int(low) > int(high):
                yield problem(
                    "bad-row", where, f"{counted.outcome}: found {low!r} to {high!r}; must be whole numbers"
                )
            elif int(high) == 0:
                yield LeftOut("none, which may mean that none are known")
            else:
                figure = {"outcome": counted.outcome, "victims_group": counted.group, "unit": counted.unit}
                figure |= {"low": low, "high": high, "qualifier": "exact" if low == high else "range"}
                yield Figure({**head, **figure, **dates, **said, "outlet": path.name}, record)


def _figures(tags: Iterable[str]) -> dict[_Counted, dict[str, int]]:
    """The columns of figures by what they count; of each the positions of the number and of its bounds."""
    found: dict[_Counted, dict[str, int]] = {}
    for position, tag in enumerate(tags):
        name, *attributes = tag.split("+")
        outcome = next((_OUTCOMES[one] for one in attributes if one in _OUTCOMES), None)
        if name != "#affected" or outcome is None:
            continue
        rest = frozenset(attributes).difference(_OUTCOMES, _NO_KIND)
        bound = next(iter(rest & _BOUNDS), "")
        who = rest - _BOUNDS - {"hh"}
        group = _GROUPS.get(who) or f"other: {' '.join(sorted(who))}"
        counted = _Counted(outcome, group, "household" if "hh" in rest else "person")
        found.setdefault(counted, {}).setdefault(bound, position)
    return found


def _number(cells: Sequence[str], positions: dict[str, int], bound: str) -> str:
    """The bound of a figure, or its number where the table gives no such bound."""
    for name in (bound, "", *_BOUNDS):
        if name in positions and cells[positions[name]]:
            return cells[positions[name]]
    return ""


def _cell(cells: Sequence[str], tags: Sequence[str], names: Iterable[str]) -> str:
    """The first cell that is not empty under one of these tags."""
    return next((found for name in names for found in _under(cells, tags, name) if found), "")


def _under(cells: Sequence[str], tags: Sequence[str], name: str) -> Iterator[str]:
    return (cell for cell, tag in zip(cells, tags, strict=True) if tag == name)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
