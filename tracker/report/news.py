"""What changed since the last report: the points that open the report, and the tables behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model import (
    Basis,
    CellChange,
    ChangeKind,
    ChangeReason,
    Changes,
    Fell,
    GapChange,
    Group,
    Outcome,
    SeriesKey,
    Silence,
    Since,
    Statement,
    Waiting,
)
from tracker.report.news_tables import cells_table, fell_table, gaps_table, silent_table, waiting_table
from tracker.report.panels import OUTCOME_ORDER, Desk
from tracker.report.printed import Printed, Text, count, day_text, text
from tracker.report.say import say, say_many
from tracker.report.tables import Table

_BASES = (Basis.CUMULATIVE, Basis.STOCK, Basis.EVENT, Basis.PERIOD)
_Record = CellChange | Fell | GapChange | Silence | Statement | Waiting


@dataclass(frozen=True, slots=True)
class News:
    """What changed, to be printed.

    heading   names the day that the report is compared with
    points    one sentence for each kind of change there is; one that says so where there is none
    tables    the changes themselves, the weightiest first; what they have no room for is in the changelog
    """

    heading: Text
    against: Text
    points: tuple[Text, ...]
    tables: tuple[Table, ...]


def news(changes: Changes, desk: Desk) -> News | None:
    """The news of a report, None where it is compared with nothing."""
    if changes.since is None:
        return None
    cells = [one for one in changes.cells if one.kind is not ChangeKind.REWORDED]
    cells.sort(key=lambda one: (_weight(one.key, desk), -one.as_of.last().toordinal()))
    shown = [one for one in cells if _printable(one, desk)]
    fell = [one for one in changes.fell if desk.proven(one.before) and desk.proven(one.after)]
    fell.sort(key=lambda one: (_weight(one.after.key, desk), one.change))
    lowered = [one for one in shown if one.kind is ChangeKind.LOWERED]
    gaps = [one for one in changes.gaps if desk.proven(one.gap.left) and desk.proven(one.gap.right)]
    gaps.sort(key=lambda one: (not one.opened, _weight(one.gap.right.key, desk), -abs(one.gap.difference)))
    silent = [one for one in changes.silent if desk.proven(one.last)]
    silent.sort(key=lambda one: (not one.is_new, list(desk.config.conflicts).index(one.conflict), one.days))
    tables = (
        cells_table(shown, desk),
        fell_table(fell, lowered, desk),
        gaps_table(gaps, desk),
        silent_table(silent, desk),
        waiting_table(changes.waiting, desk),
    )
    points = tuple(_points(changes, cells))
    return News(
        heading=say("news.heading", day=day_text(changes.since.day)),
        against=_against(changes.since),
        points=points or (say("news.nothing"),),
        tables=tuple(table for table in tables if table is not None),
    )


def _against(since: Since) -> Text:
    how = "news.since_week" if not since.run else "news.since_report" if since.moment else "news.since_public"
    return say(how, day=day_text(since.day))


def _points(changes: Changes, cells: Sequence[CellChange]) -> list[Text]:
    """One point for each kind of change that there is."""
    new = [one for one in cells if one.kind is ChangeKind.NEW]
    found = [one for one in new if one.reason is ChangeReason.FOUND]
    out: list[Text] = []
    if new:
        who = tuple(sorted({one.key.claimant for one in new}))
        point = say_many("news.new", _count(new), claimants=say_many("sentence.claimants", count(who)))
        out.append(text(*point, *(say_many("news.found", _count(found)) if found else ())))
    replaced = [one for one in cells if one.kind in (ChangeKind.RAISED, ChangeKind.LOWERED)]
    gone = [one for one in cells if one.kind in (ChangeKind.TAKEN_BACK, ChangeKind.GONE)]
    fell: list[_Record] = [*changes.fell, *(one for one in cells if one.kind is ChangeKind.LOWERED)]
    waits = [one for one in changes.waiting if one.is_new]
    told: tuple[tuple[str, Sequence[_Record]], ...] = (
        ("news.replaced", replaced),
        ("news.gone", gone),
        ("news.reread", changes.reread),
        ("news.fell", fell),
        ("news.opened", [one for one in changes.gaps if one.opened]),
        ("news.closed", [one for one in changes.gaps if not one.opened]),
        ("news.silent", [one for one in changes.silent if one.is_new]),
        ("news.again", changes.again),
        ("news.still", [one for one in changes.silent if not one.is_new]),
    )
    for key, found_there in told:
        if found_there:
            out.append(say_many(key, _count(found_there)))
    if changes.waiting:
        point = say_many("news.waiting", _count(changes.waiting))
        out.append(say("news.waiting_new", waiting=point, n=_count(waits)) if waits else point)
    return [say("news.point", words=point) for point in out]


def _count(records: Sequence[_Record]) -> Printed:
    return count(tuple(_id(one) for one in records))


def _id(one: _Record) -> str:
    """What names a change: the statement it is about, or the two of a gap."""
    match one:
        case CellChange():
            behind = one.after or one.before
            return behind.id if behind else ""
        case Fell():
            return one.after.id
        case GapChange():
            return f"{one.gap.left.id}:{one.gap.right.id}:{one.gap.day}"
        case Silence():
            return f"{one.conflict}:{one.claimant}"
        case Waiting():
            return ";".join(one.claims)
        case _:
            return one.id


def _printable(one: CellChange, desk: Desk) -> bool:
    said = [s for s in (one.before, one.after, one.previous) if s is not None]
    return all(desk.proven(s) for s in said)


def _weight(key: SeriesKey, desk: Desk) -> tuple[object, ...]:
    """Dead before others, running totals before windows, everyone before groups, declared claimants before outlets."""
    conflicts = [*desk.config.conflicts, key.conflict]
    return (
        key.claimant not in desk.config.claimants,
        OUTCOME_ORDER.index(key.outcome) if key.outcome is not Outcome.CASUALTIES else 1,
        _BASES.index(key.basis),
        key.group is not Group.EVERYONE,
        conflicts.index(key.conflict),
        key,
    )
