"""Which charts a report has: the series that may stand beside each other, and which of them are drawn by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.model import (
    Article,
    Basis,
    Claim,
    Direction,
    Gap,
    Outcome,
    PanelKey,
    PartialDate,
    Reconciled,
    Series,
    SeriesKey,
    Slice,
    Statement,
)
from tracker.report.evidence import proof
from tracker.report.printed import How, Printed, grouped
from tracker.report.wording import figure
from tracker.sources import Config

NAMED = 8  # as many claimants as there are colours that everybody can tell apart
DRAWN = {Basis.CUMULATIVE: 4, Basis.STOCK: 2, Basis.EVENT: 2}  # charts at most, for one conflict and outcome
SEVERAL = 4  # days with a figure that a chart of several claimants needs; what has fewer is told in the tables
ALONE = 6  # days with a figure that a chart of one claimant needs
FEWEST = 3  # figures that make a chart where an outcome would have none otherwise
OUTCOME_ORDER = tuple(Outcome)
BASELINE = 31  # days: counts that start this near to the start of the conflict share a chart
_Place = tuple[PanelKey, PartialDate | None, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What everyone who writes the report has before them.

    known_on   the day whose knowledge is shown, None for today
    only       the part of what is known that was asked for, None for the whole
    """

    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    config: Config
    today: date
    known_on: date | None = None
    only: Slice | None = None
    _figures: dict[str, Printed] = field(default_factory=dict, repr=False, compare=False)
    _proven: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @property
    def known(self) -> date:
        """The day whose knowledge is shown: `known_on`, else today."""
        return self.known_on or self.today

    def figure(self, statement: Statement) -> Printed:
        """The figure of a statement as the report prints it."""
        if statement.id not in self._figures:
            self._figures[statement.id] = figure(statement, self.claims)
        return self._figures[statement.id]

    def bound(self, statement: Statement, value: int) -> Printed:
        """One number of a statement, as an input to something worked out."""
        return Printed(grouped(value), (value,), How.STATED, self.figure(statement).claims)

    def proven(self, statement: Statement) -> bool:
        """True when a stored quote shows the figure; a statement without that is never printed."""
        if statement.id not in self._proven:
            self._proven[statement.id] = bool(proof(statement, self.claims))
        return self._proven[statement.id]


@dataclass(frozen=True, slots=True)
class Panel:
    """Series that speak of one thing. `voices` are those of no known claimant: outlets, sources not resolved.

    day     for one event: the day it happened, which tells it from others at the same place
    since   for a running total that does not start with the conflict: the day or month it starts
    """

    key: PanelKey
    series: tuple[Series, ...]
    voices: tuple[Series, ...]
    gaps: tuple[Gap, ...] = ()
    day: PartialDate | None = None
    since: str = ""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of every known claimant."""
        return tuple(revision.statement for series in self.series for revision in series.revisions)

    @property
    def opposed(self) -> bool:
        """True when a party speaks here of the other side's people; then it matters who speaks of their own."""
        return any(one.key.direction == Direction.ENEMY for one in self.series)

    @property
    def crossed(self) -> bool:
        """True when one claimant speaks here of its own people and of others in series that read alike otherwise."""
        seen: dict[tuple[object, ...], str] = {}
        for one in self.series:
            alike = (one.key.claimant, one.key.scope, one.key.since, one.key.inclusions)
            if seen.setdefault(alike, one.key.direction) != one.key.direction:
                return True
        return False

    @property
    def claimants(self) -> tuple[str, ...]:
        """Known claimants, those with the most statements first."""
        counts = Counter(statement.key.claimant for statement in self.statements)
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def printable(reconciled: Reconciled, desk: Desk) -> tuple[Reconciled, tuple[Statement, ...]]:
    """What may be printed, and the statements left out because no stored quote shows their figure."""
    lost = {s.id: s for s in reconciled.statements if not desk.proven(s)}
    lost |= {
        r.statement.id: r.statement for x in reconciled.series for r in x.revisions if not desk.proven(r.statement)
    }
    if not lost:
        return reconciled, ()
    series = []
    for one in reconciled.series:
        kept = tuple(revision for revision in one.revisions if revision.statement.id not in lost)
        if kept:
            series.append(Series(one.key, kept))
    statements = tuple(s for s in reconciled.statements if s.id not in lost)
    gaps = tuple(gap for gap in reconciled.gaps if gap.left.id not in lost and gap.right.id not in lost)
    left = replace(reconciled, statements=statements, series=tuple(series), gaps=gaps)
    return left, tuple(lost[name] for name in sorted(lost))


def panels(reconciled: Reconciled, desk: Desk) -> tuple[Panel, ...]:
    """Every panel there is: conflicts as in sources.yaml, running totals first, then by how much was said."""
    known: dict[_Place, list[Series]] = defaultdict(list)
    voices: dict[_Place, list[Series]] = defaultdict(list)
    gaps: dict[_Place, list[Gap]] = defaultdict(list)
    for series in sorted(reconciled.series, key=lambda one: one.key):
        at = place_of(series.key, desk.config)
        (known if series.key.claimant in desk.config.claimants else voices)[at].append(series)
    for gap in reconciled.gaps:
        gaps[place_of(gap.left.key, desk.config)].append(gap)
    found = [
        Panel(at[0], tuple(known[at]), tuple(voices[at]), tuple(sorted(gaps[at], key=_gap_order)), at[1], at[2])
        for at in {*known, *voices}
    ]
    return tuple(sorted(found, key=lambda panel: _order(panel, desk)))


def place_of(key: SeriesKey, config: Config) -> _Place:
    """The panel a series stands in: one event, or running totals with one start, never several on one chart."""
    if key.basis is Basis.EVENT and key.since:
        return key.panel, PartialDate.parse(key.since), ""
    if key.basis is Basis.CUMULATIVE and key.since and key.conflict in config.conflicts:
        start = config.conflicts[key.conflict].start
        if abs((PartialDate.parse(key.since).first() - start).days) > BASELINE:
            return key.panel, None, key.since
    return key.panel, None, ""


def drawn(found: tuple[Panel, ...]) -> tuple[Panel, ...]:
    """Of the panels of one conflict and outcome, those drawn: with enough figures to compare, and not too many."""
    room = Counter(DRAWN)
    out = []
    for panel in found:
        if room[panel.key.basis] > 0 and _worth_drawing(panel):
            room[panel.key.basis] -= 1
            out.append(panel)
    return tuple(out) or tuple(panel for panel in found if _told(panel)[0] >= FEWEST)[:1]


def reference_of(panel: Panel, config: Config) -> str | None:
    """The claimant others are measured against: the first declared reference that has a gap here, else the one that
    most gaps are measured from. None where there are no gaps."""
    conflict = config.conflicts.get(panel.key.conflict)
    speaking = {side.key.claimant for gap in panel.gaps for side in (gap.left, gap.right)}
    declared = [name for name in (conflict.reference_claimants if conflict else ()) if name in speaking]
    lefts = Counter(gap.left.key.claimant for gap in panel.gaps)
    return next(iter([*declared, *sorted(lefts, key=lambda name: (-lefts[name], name))]), None)


def colours(found: tuple[Panel, ...]) -> dict[str, int]:
    """A rank for every claimant of one conflict, by statements, so that it keeps its colour from chart to chart."""
    counts = Counter(statement.key.claimant for panel in found for statement in panel.statements)
    return {name: rank for rank, name in enumerate(sorted(counts, key=lambda name: (-counts[name], name)))}


def palette(names: tuple[str, ...], ranks: Mapping[str, int]) -> dict[str, int]:
    """One colour for each claimant of a chart: its own of the conflict where that is free, else the next free one."""
    out: dict[str, int] = {}
    for name in sorted(names, key=lambda name: ranks.get(name, 10**6)):
        wanted = ranks.get(name, 0) % NAMED
        free = [c for c in range(NAMED) if c not in out.values()]
        out[name] = wanted if wanted in free or not free else free[0]
    return out


def _worth_drawing(panel: Panel) -> bool:
    """Whether a chart tells more than a table would."""
    return _told(panel)[1] >= (SEVERAL if len(panel.claimants) > 1 else ALONE)


def _told(panel: Panel) -> tuple[int, int]:
    """How many figures of a panel a chart could show, and on how many days they stand."""
    event = panel.key.basis is Basis.EVENT
    statements = [s for s in panel.statements if not event or s.said_on is not None]
    return len(statements), len({s.said_on if event else s.as_of for s in statements})


def _order(panel: Panel, desk: Desk) -> tuple[object, ...]:
    key = panel.key
    basis = (Basis.CUMULATIVE, Basis.STOCK, Basis.EVENT, Basis.PERIOD)
    size = -len(panel.statements)
    place = [*desk.config.conflicts, key.conflict].index(key.conflict)
    return (
        place,
        key.conflict,
        OUTCOME_ORDER.index(key.outcome),
        basis.index(key.basis),
        size,
        key,
        panel.since,
        str(panel.day),
    )


def _gap_order(gap: Gap) -> tuple[object, ...]:
    return (gap.day, gap.left.key, gap.right.key, gap.left.id, gap.right.id)
