"""What is otherwise than at the last report: records only, for the report, its page and the tables alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model.statements import Gap, SeriesKey, Statement
from tracker.model.values import PartialDate
from tracker.model.vocabulary import FindingKind
from tracker.model.weighed import Finding, GapSpan


class ChangeKind(StrEnum):
    """What became of a cell: the figure that stands for one day of one series."""

    NEW = "new"  # the day had none
    RAISED = "raised"
    LOWERED = "lowered"
    REWORDED = "reworded"  # the same number under another hedge
    TAKEN_BACK = "taken_back"  # the table that alone had given it took it back
    GONE = "gone"  # no claim stands there any more: it is read or filed otherwise


class ChangeReason(StrEnum):
    """Why a cell is otherwise."""

    SAID = "said"  # said on a day after the last report's
    FOUND = "found"  # said before it, and found since
    REFILED = "refiled"  # nobody said anything new of it; what came in files older claims otherwise
    REREAD = "reread"  # the same articles, read by other rules or with other names of claimants


@dataclass(frozen=True, slots=True)
class Since:
    """What a report is compared with.

    day       the day of the earlier report
    moment    what was seen after it is new, ISO 8601; empty where a look back compares what was public by two days
    run       id of the run that wrote it; empty where the store holds none and `day` was chosen
    reader    how that run read articles; empty where that makes no difference
    """

    day: date
    moment: str = ""
    run: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that holds another figure than before.

    before, after   what stood and what stands, None where there is none
    change          the printed number less the one before, persons; None where either is missing
    claims          ids of the claims that brought it: those of `after` that were not held before, else all of them
    previous        for a new day: what the same series had last said of an earlier one
    """

    key: SeriesKey
    as_of: PartialDate
    kind: ChangeKind
    reason: ChangeReason
    before: Statement | None
    after: Statement | None
    change: int | None
    claims: tuple[str, ...]
    previous: Statement | None = None


@dataclass(frozen=True, slots=True)
class Fell:
    """A running total that is lower than what its claimant had said of an earlier day."""

    before: Statement
    after: Statement
    change: int
    kind: FindingKind


@dataclass(frozen=True, slots=True)
class GapChange:
    """A gap that opened or closed.

    gap     of the two figures it opened with, or of those that closed it
    span    the stretch of days
    """

    opened: bool
    span: GapSpan
    gap: Gap


@dataclass(frozen=True, slots=True)
class Silence:
    """A claimant that used to speak of a conflict at least every `limit` days, and has not for so long.

    last      its newest figure
    days      from the day it was said to the day of the report
    limit     `silent_after_days` of the conflict in sources.yaml
    is_new    the limit was passed since the last report
    """

    conflict: str
    claimant: str
    last: Statement
    days: int
    limit: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person should look at.

    finding   a figure that may stand under the wrong name or day; None for a claim whose source nobody has declared
    claims    ids of the claims it is about
    words     the source as written, for a claim of an undeclared one
    is_new    it was not there at the last report
    """

    finding: Finding | None
    claims: tuple[str, ...]
    words: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is otherwise than at the last report. `since` is None where nothing was compared.

    cells     by series and day; those of another reading of the same articles are in `reread`
    fell      falls of running totals that were not there before
    gaps      opened and closed
    silent    claimants who are silent, by conflict
    again     newest figures of claimants who were silent at the last report and have spoken since
    waiting   what a person should look at, the new first
    """

    since: Since | None = None
    cells: tuple[CellChange, ...] = ()
    reread: tuple[CellChange, ...] = ()
    fell: tuple[Fell, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    silent: tuple[Silence, ...] = ()
    again: tuple[Statement, ...] = ()
    waiting: tuple[Waiting, ...] = ()
