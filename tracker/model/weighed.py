"""What weighing figures against each other comes to: ledger, revision statistics, policies, findings. Records only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.model.statements import PanelKey, SeriesKey, Statement
from tracker.model.values import PartialDate, Quantity
from tracker.model.vocabulary import FindingKind, Policy, ResidualKind, Scope


@dataclass(frozen=True, slots=True)
class Residual:
    """A window whose figure is not what the running total moved by.

    key       the series of the total
    opens     the day whose total the window is counted from; `total_before` speaks of it or of an earlier day
    day       the last day of the window
    window    what was said of the window
    change    the printed total at the end less the one before, persons
    residual  `change` less the printed number of the window
    kin       the claimant of `total_before` is another one that the same publication gave in the same table
    evidence  ids of further statements the kind rests on
    """

    key: SeriesKey
    opens: date
    day: date
    window: Statement
    total_before: Statement
    total_after: Statement
    change: int
    residual: int
    kind: ResidualKind
    kin: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionStatistics:
    """What became of one claimant's figure for one day.

    n_revisions      versions after the first; saying the same number again is none
    min_lag          days from the day to the first version
    max_lag          days from the day to the last version
    min_value, max_value, median_value   over all versions, persons; the printed numbers
    spread           max_value less min_value
    rel_spread       spread over max_value; None where the spread is 0
    lag_near_latest  the lag of the first version from which all later ones are within 20 percent of the last
    """

    key: SeriesKey
    as_of: PartialDate
    n_revisions: int
    min_lag: int
    max_lag: int
    min_value: int
    max_value: int
    median_value: float
    spread: int
    rel_spread: float | None
    lag_near_latest: int


@dataclass(frozen=True, slots=True)
class RevisionSummary:
    """How a claimant's figures in one series usually move, over all days it spoke of.

    days        days with at least one version
    revised     of those, days whose figure has more than one version
    downward    days whose last version is lower than the first
    few         days with three revisions at most
    quick       days whose last version came within three days
    steady      days whose spread is under a tenth of the highest value
    median_min_lag, median_lag_near_latest, longest_lag_near_latest   in days
    median_spread, largest_spread, largest_rel_spread   persons, and as a share; None where no day was revised
    """

    key: SeriesKey
    days: int
    revised: int
    downward: int
    few: int
    quick: int
    steady: int
    median_min_lag: float
    median_lag_near_latest: float
    longest_lag_near_latest: int
    median_spread: float
    largest_spread: int
    largest_rel_spread: float | None


@dataclass(frozen=True, slots=True)
class PolicyFigure:
    """What one policy makes of a panel on a day.

    quantity     None where the policy gives no number
    statements   ids of the figures it rests on, or of those that contradict each other
    moved        its printed number less that of the hierarchy policy, persons; None where either gives none
    """

    policy: Policy
    quantity: Quantity | None
    statements: tuple[str, ...]
    moved: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """All policies for one panel and way of counting on one day, in the order of the vocabulary.

    claimants     how many claimants had a word
    sensitivity   the highest less the lowest printed number over the policies that give one, persons
    """

    panel: PanelKey
    scope: Scope
    day: date
    claimants: int
    figures: tuple[PolicyFigure, ...]
    sensitivity: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen in figures that is worth a second look.

    statements   those it is about, the one in question first; empty where a claim stands in no series
    claims       ids of the claims behind it
    quotes       their words, one for each claim
    reason       what was seen, in words
    key          the series, for a finding about all of it
    """

    kind: FindingKind
    statements: tuple[Statement, ...]
    claims: tuple[str, ...]
    quotes: tuple[str, ...]
    reason: str
    key: SeriesKey | None = None


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How far the figures of one panel lie apart on one day.

    reports           series that have a word of that day, or one that is not too old
    dscore            distinct printed numbers less one (eventreport's divergence score of one event)
    value_range       the highest printed number less the lowest, persons (its mean is eventreport's mean_range)
    deviation         standard deviation of the printed numbers, persons (its mean is eventreport's mean_sd)
    modal_confidence  share of the reports that give the commonest number
    """

    panel: PanelKey
    day: date
    reports: int
    dscore: int
    value_range: int
    deviation: float
    modal_confidence: float


@dataclass(frozen=True, slots=True)
class MeanDispersion:
    """How far the figures of one panel usually lie apart: eventreport's scores over all its days.

    days              days on which two series or more have a word
    mean_dscore, mean_range, mean_sd, modal_confidence   means over those days
    """

    panel: PanelKey
    days: int
    mean_dscore: float
    mean_range: float
    mean_sd: float
    modal_confidence: float


@dataclass(frozen=True, slots=True)
class GapSpan:
    """A stretch of days in a row on which two series contradict each other.

    opened, last   the first and the last day compared on which they did
    closed         the next day compared, on which both could be true again; None where none came
    widest         the largest printed difference, signed
    """

    left: SeriesKey
    right: SeriesKey
    opened: date
    last: date
    closed: date | None
    widest: int


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many days one running total reaches a level before another does.

    days     median over the levels, positive where `left` is first, 0 for a tie
    levels   how many of the right figures the left line reached, on days from its first one on
    """

    left: SeriesKey
    right: SeriesKey
    days: float
    levels: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """All that weighing comes to on a day."""

    residuals: tuple[Residual, ...] = ()
    windows: int = 0  # windows that could be held against a total
    revisions: tuple[RevisionStatistics, ...] = ()
    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()
    dispersions: tuple[Dispersion, ...] = ()
    spans: tuple[GapSpan, ...] = ()
    leads: tuple[Lead, ...] = ()
    summaries: tuple[RevisionSummary, ...] = ()
    mean_dispersions: tuple[MeanDispersion, ...] = ()
