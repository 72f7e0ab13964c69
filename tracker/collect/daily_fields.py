"""What each field of Tech for Palestine's daily tables counts, and who gave it.

The fields are those of https://data.techforpalestine.org/docs/. Each becomes a claim in a series of its own:

- Of the dead of a day's report, those whose bodies were recovered, who succumbed to earlier wounds or were newly
  killed are groups under those words: parts of `killed`, never added to it. Those whom a committee recognised died on
  earlier days, and are marked as retroactive.
- The dead of hunger are a group of their own: the running total of the dead does not hold them.
- Fields named ext_..., the figures of days on which no source reported ("missing", "fill"), and sums over two counts
  that a claimant keeps apart are the editors' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.collect.published import Asked, LeftOut
from tracker.sources import Conflict

OUTLET = "Tech for Palestine"
EDITORS = "tech-for-palestine"

# field without its ending: outcome, group, unit
_FIELDS = {
    "killed": ("killed", "everyone", "person"),
    "injured": ("injured", "everyone", "person"),
    "killed_children": ("killed", "children", "person"),
    "killed_women": ("killed", "women", "person"),
    "killed_committee": ("killed", "everyone", "person"),
    "killed_recovered": ("killed", "other: bodies recovered in the window", "person"),
    "killed_succumbed": ("killed", "other: died in the window of earlier wounds", "person"),
    "killed_truce_new": ("killed", "other: newly killed in the window", "person"),
    "famine": ("killed", "other: died of hunger", "person"),
    "child_famine": ("killed", "other: children who died of hunger", "person"),
    "injured_children": ("injured", "children", "person"),
    "injured_women": ("injured", "women", "person"),
    "med_killed": ("killed", "health_workers", "person"),
    "press_killed": ("killed", "journalists", "person"),
    "civdef_killed": ("killed", "civil_defence", "person"),
    "aid_seeker_killed": ("killed", "aid_seekers", "person"),
    "aid_seeker_injured": ("injured", "aid_seekers", "person"),
    "displaced_persons": ("displaced", "everyone", "person"),
    "displaced_children": ("displaced", "children", "person"),
    "displaced_households": ("displaced", "everyone", "household"),
}
_SPEAKERS = {
    "mohtel": "gaza-moh",
    "gmotel": "gaza-gmo",
    "moph_lb": "lebanon-moph",
    "ocha": "ocha",
    "unocha": "ocha",
    "un": "ocha",
}
_NOBODY = ("missing", "fill")  # what stands for the source on a day without a report
_PHASES = {"2": date(2026, 3, 2)}  # the day on which Lebanon's ministry began to count from zero again
_AID_SEEKERS_SINCE = date(2025, 5, 27)  # the first day of the distribution sites whose dead this field counts
_ADDED_LATER = frozenset({"killed_committee"})  # dead of earlier days, added on this one by a committee's decision
_TOLD = ("report_", "flash_source", "phase")  # what a record tells of its figures
_NOT_PEOPLE = ("massacres", "settler_attacks")


@dataclass(frozen=True, slots=True)
class _Giver:
    """Who gave a figure: the claimant's name, and whether the table's editors worked it out."""

    name: str
    worked_out: bool


def is_figure(field: str) -> bool:
    """Whether a field holds a number, and does not tell of the others who gave them and for how long."""
    return not field.startswith(_TOLD)


def columns_of(
    record: Mapping[str, str], field: str, day: date, conflict: Conflict, asked: Asked
) -> dict[str, str] | LeftOut:
    """All that a field of a record says of its figure but the number and the day it was said, or why it says nothing."""
    edited, verified = field.startswith("ext_"), field.startswith("verified.")
    name = field.removeprefix("verified.").removeprefix("ext_").removesuffix("_reported")
    if name.startswith(_NOT_PEOPLE):
        return LeftOut("counts attacks and not people")
    known = _FIELDS.get(name.removesuffix("_cum"))
    if known is None:
        return LeftOut(f"nobody has declared what the field {name} counts")
    outcome, group, unit = known
    total = name.endswith("_cum")
    summed = f"{field}_reported" in record
    giver = _giver(record, edited or summed, verified, asked)
    if isinstance(giver, LeftOut):
        return giver
    since = _start(record, day, conflict, group, total=total, verified=verified, edited=edited, summed=summed)
    return {
        "conflict": conflict.id,
        "claimant": giver.name,
        "relayed_by": OUTLET,
        "outcome": outcome,
        "victims_group": group,
        "unit": unit,
        "scope": "verified" if verified else "estimated" if giver.worked_out else "reported",
        "basis": "cumulative" if total else "period",
        "since": str(since or ""),
        "qualifier": "exact",
        "includes": "retroactive" if name in _ADDED_LATER else "",
        "as_of": str(day),
        "outlet": OUTLET,
        "place": conflict.places[0].name,
        "side": conflict.parties[0].id,
        "field": field,
    }


def _giver(record: Mapping[str, str], worked_out: bool, verified: bool, asked: Asked) -> _Giver | LeftOut:
    """The editors where they worked a figure out, whoever the table is imported for; else the source of the record.

    A figure of a day without a source is the editors' too, unless the table is imported for one claimant.
    """
    editors = asked.config.claimants.get(EDITORS)
    source = record.get("report_source") or record.get("flash_source", "")
    if worked_out or (source == "fill" and not verified):
        if editors is None:
            return LeftOut(f"worked out by the table's editors; sources.yaml declares no claimant {EDITORS}")
        return _Giver(editors.name, worked_out=True)
    speaker = "ocha" if verified else _SPEAKERS.get(source)
    if speaker is None and asked.claimant is None:
        if source in _NOBODY and editors is not None:
            return _Giver(editors.name, worked_out=False)
        return LeftOut("no source is named that sources.yaml knows; --claimant names one")
    return _Giver(asked.of_claimant(speaker or ""), worked_out=False)


def _start(
    record: Mapping[str, str],
    day: date,
    conflict: Conflict,
    group: str,
    *,
    total: bool,
    verified: bool,
    edited: bool,
    summed: bool,
) -> date | None:
    """The day a figure counts from; None where the length of its window is not told."""
    if total and group == "aid_seekers":
        return _AID_SEEKERS_SINCE
    if total:
        return conflict.start if summed else _PHASES.get(record.get("phase", ""), conflict.start)
    if verified:
        return day
    if edited:
        return day - timedelta(days=1)  # the change of the editors' total, which has a figure for every day
    hours = record.get("report_period", "")
    return day - timedelta(hours=int(hours)) if hours.isdecimal() else None
