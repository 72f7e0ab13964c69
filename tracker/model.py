"""Every record and closed vocabulary of the tracker. No I/O, no clock.

The river: Article -> Claim -> Statement -> Series[Revision] -> Gap. Records are frozen; ids are derived from
content, so that two runs over one text agree. Three clocks carry the same names everywhere:

as_of    the day the figure speaks of
said_on  the day it was said or published
seen_at  when the tracker first had it

Missing is None with a reason, never 0 and never yesterday's number.
"""

from __future__ import annotations

import ast
import calendar
import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"  # killed or injured, not told apart; also "losses"
    MISSING = "missing"
    CAPTIVE = "captive"  # hostages, abducted, prisoners of war
    DETAINED = "detained"  # arrested
    DISPLACED = "displaced"


class Qualifier(StrEnum):
    """The hedge, as a class; the words themselves are kept in `Quantity.hedge`."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Basis(StrEnum):
    """Which stretch of time a figure covers."""

    CUMULATIVE = "cumulative"  # running total since the start of a conflict or a named date
    PERIOD = "period"  # a bounded window
    EVENT = "event"  # one incident or one coordinated attack
    STOCK = "stock"  # a level at a moment, which can fall


class DateBasis(StrEnum):
    """How the as_of of a claim was found. There is no silent fallback."""

    STATED = "stated"  # a full or partial date in the words ("on 7 May", "in March 2011")
    RELATIVE = "relative"  # words counted from the publication date ("on Tuesday", "yesterday")
    CARRIED = "carried"  # a date expression of an earlier sentence of the same passage
    DATELINE = "dateline"  # the date in the article's own dateline
    PUBLISHED = "published"  # the publication date: the article gives the figure as of its own day
    COLUMN = "column"  # a date column of a published table
    NONE = "none"  # neither the text nor the publication date tells


class Scope(StrEnum):
    """How the claimant came to count: never compared across without saying so."""

    REPORTED = "reported"
    IDENTIFIED = "identified"  # by name, or by full record
    VERIFIED = "verified"  # by the claimant's own method of verification
    ESTIMATED = "estimated"  # a model, a survey, an intelligence estimate
    PROJECTED = "projected"  # a forecast or a multiple, not a count


class Direction(StrEnum):
    """Whose dead a claimant speaks of, seen from the claimant."""

    OWN = "own"
    ENEMY = "enemy"
    THIRD = "third"  # the claimant is no party to the conflict


class Group(StrEnum):
    """Who is counted. `OTHER` keeps its own words and is never compared with another `OTHER` of other words."""

    EVERYONE = "everyone"
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    CHILDREN = "children"
    WOMEN = "women"
    WOMEN_AND_CHILDREN = "women_and_children"
    MEN = "men"
    ELDERLY = "elderly"
    HEALTH_WORKERS = "health_workers"
    JOURNALISTS = "journalists"
    AID_WORKERS = "aid_workers"
    UN_STAFF = "un_staff"
    AID_SEEKERS = "aid_seekers"
    CIVIL_DEFENCE = "civil_defence"
    POLICE = "police"
    PRISONERS = "prisoners"
    OTHER = "other"


class Inclusion(StrEnum):
    """What a total says it adds to the dead that were counted. Two totals with other inclusions are not one thing."""

    MISSING = "missing"  # the missing presumed dead are part of the total
    INDIRECT = "indirect"  # deaths by hunger, disease or lack of care are part of the total


class Unit(StrEnum):
    """What is counted one by one. Families are never multiplied into people."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Region(StrEnum):
    """Which part of the page a figure stands in; only the body gives body claims their date and source."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    TEASER = "teaser"  # related-article links, "read more"
    COMMENT = "comment"
    TABLE = "table"


class ArticleKind(StrEnum):
    """Where a text comes from, which is how far its words are evidence."""

    ARTICLE = "article"  # a text that was published, in its publisher's words
    NOTE = "note"  # our own short note on a publication, with its reference
    TABLE_ROW = "table_row"  # one row of a published table, with its reference


class SpanKind(StrEnum):
    """Which part of a claim a span of the text carries."""

    FIGURE = "figure"
    HEDGE = "hedge"
    OUTCOME = "outcome"
    VICTIMS = "victims"
    SOURCE = "source"
    DATE = "date"
    PLACE = "place"


class RevisionKind(StrEnum):
    """What a new statement did to what the same claimant had said about the same day."""

    FIRST = "first"
    RAISED = "raised"
    LOWERED = "lowered"
    REWORDED = "reworded"  # the same count under another hedge or in a rounder number
    RESTATED = "restated"  # an earlier number said again after another had taken its place, which stands
    WITHDRAWN = "withdrawn"


class GapCause(StrEnum):
    """Why two claimants differ on a day. Only what is left over deserves the word divergence."""

    NONE = "none"  # the bounds can be reconciled: no gap
    SCOPE = "scope"
    INCLUSION = "inclusion"  # one total says it adds the missing or indirect deaths
    LAG = "lag"  # one side's figure is older than the other's
    BASELINE = "baseline"  # the counts start on different days
    ROUNDING = "rounding"
    BREAK = "break"  # a declared break in one of the series lies between
    UNEXPLAINED = "unexplained"


class LeftOutReason(StrEnum):
    """Why a claim stands in no series. It is kept and listed all the same."""

    UNPLACED = "unplaced"  # it names no tracked conflict, or several alike
    BEFORE_START = "before_start"  # it speaks of a day before the conflict it would belong to
    UNDATED = "undated"  # neither the text nor the publication tells which day it speaks of
    DATES_CROSSED = "dates_crossed"  # it would speak of a day after it was said, or be said after it was seen
    REGION = "region"  # it stands in a caption, a comment or a link to another text
    PART = "part"  # it is a part of another figure of its article without words for which part
    EVENT_WITHOUT_PLACE = "event_without_place"  # one of perhaps several attacks of that day


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """One claim that stands in no series, with the reason and what was found."""

    claim: str
    reason: LeftOutReason
    found: str


def content_id(prefix: str, *parts: object) -> str:
    """A short id derived from content: the same parts give the same id on every machine."""
    digest = hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as precise as the words were and no more: "2011", "2003-03", "2023-11-16"."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if not 1 <= self.year <= 9999:
            raise ValueError(f"not a year: {self.year}")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The inverse of `str()`. Raises ValueError for anything that is not an ISO year, month or day."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if found is None:
            raise ValueError(f"not an ISO date, month or year: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The full-precision partial date of a calendar day."""
        return cls(day.year, day.month, day.day)

    def first(self) -> date:
        """The earliest calendar day the words allow."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The latest calendar day the words allow."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> bool:
        """True when the words name one day."""
        return self.day is not None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, with what the words allow on both sides and the hedge word for word.

    low, high   inclusive bounds; None where the words set none
    qualifier   the class of the hedge
    hedge       the hedge as written ("at least", "dozens"), empty when there is none
    unit        persons or households

    `str()` and `parse()` are inverses.
    """

    low: int | None
    high: int | None
    qualifier: Qualifier = Qualifier.EXACT
    hedge: str = ""
    unit: Unit = Unit.PERSON

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs at least one bound; a missing figure is no quantity")
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            raise ValueError("a count of people is never negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"bounds are crossed: {self.low}..{self.high}")

    def __str__(self) -> str:
        bounds = f"{'' if self.low is None else self.low}..{'' if self.high is None else self.high}"
        tail = f" {self.hedge!r}" if self.hedge else ""
        return f"{bounds} {self.qualifier} {self.unit}{tail}"

    @classmethod
    def parse(cls, text: str) -> Quantity:
        """The inverse of `str()`. Raises ValueError for anything else."""
        found = re.fullmatch(r"([0-9]*)\.\.([0-9]*) ([a-z_]+) ([a-z]+)(?: (['\"].*))?", text, re.DOTALL)
        if found is None:
            raise ValueError(f"not a quantity: {text!r}")
        low, high, qualifier, unit, hedge = found.groups()

        return cls(
            int(low) if low else None,
            int(high) if high else None,
            Qualifier(qualifier),
            ast.literal_eval(hedge) if hedge else "",
            Unit(unit),
        )

    @property
    def point(self) -> int:
        """The number that was printed: the one bound there is, or the lower bound of a range."""
        value = self.low if self.low is not None else self.high
        assert value is not None
        return value

    @property
    def exact(self) -> bool:
        """True when both bounds are the same number."""
        return self.low is not None and self.low == self.high

    def agrees(self, other: Quantity) -> bool:
        """True when some number satisfies both: "more than 11,000" does not contradict 11,517."""
        low = max(self.low or 0, other.low or 0)
        high = min((q.high for q in (self, other) if q.high is not None), default=None)
        return self.unit == other.unit and (high is None or low <= high)

    @property
    def slack(self) -> int:
        """How far the truth may lie from a bare printed number: half of the place it was rounded to, at most 5%.

        34,000 may be rounded from anything within 500 of it, and "about 30" from anything within 1; 34,049, a
        number below 1,000 without a hedge, and a bound ("more than 34,000") say what they say.
        """
        number = self.low
        if number is None or number != self.high or number % 10 or number == 0:
            return 0
        if self.qualifier is Qualifier.EXACT:
            if number < 1000 or number % 100:
                return 0
        elif self.qualifier is not Qualifier.ABOUT:
            return 0
        step = 10
        while number % (step * 10) == 0:
            step *= 10
        return min(step // 2, number // 20)

    def echoes(self, other: Quantity) -> bool:
        """True when the two may be one count told with other hedges or rounder numbers: 34,000 for 34,049."""
        if self.unit is not other.unit:
            return False
        mine, theirs = self.slack, other.slack
        low = max((self.low or 0) - mine, (other.low or 0) - theirs)
        if self.high is not None and low > self.high + mine:
            return False
        return other.high is None or low <= other.high + theirs

    @property
    def sharpness(self) -> tuple[float, int]:
        """Smaller where the words say more: a full number, then a rounder one, then a range, then a lone bound."""
        width = float("inf") if self.high is None else float(self.high - (self.low or 0) + 2 * self.slack)
        return width, -(self.low or 0)


def replaces(said: Quantity, standing: Quantity) -> bool:
    """Whether a figure said later takes the place of the one that stands: it contradicts it, or says no less."""
    return not said.echoes(standing) or said.sharpness <= standing.sharpness


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text, in Unicode code points, that carries one part of a claim."""

    kind: SpanKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """This text was published there on that day, and the bytes are kept.

    name       the given id, else the path or URL it was read from
    sha256     hash of the raw bytes that were kept
    text       the extracted text all offsets count in
    regions    the stretches of the text that are not body, as (region, start, end), in order
    language   ISO 639-1 code, or None where unknown; anything but "en" is recorded and not read
    """

    id: str
    name: str
    kind: ArticleKind
    text: str
    sha256: str
    seen_at: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    source_id: str | None = None
    conflict: str | None = None
    regions: tuple[tuple[Region, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of one sentence (or one table row) of one article.

    `article_text[start:end] == quote`, always. `source` is the wording of the article; `claimant` the id it was
    resolved to, None while unresolved or when the outlet speaks in its own voice (then `source` is None too).
    `relays` are the bodies and agencies between claimant and outlet, nearest to the claimant first.
    `conflict` is set only where the article or the table row names it; else reconciliation finds it.
    `group_words` keeps the victims' words where `group` is OTHER. `side` is the party whose people these are.
    `frame` names the rule that read the sentence, for `tracker explain`.
    """

    id: str
    article_id: str
    article: str
    start: int
    end: int
    quote: str
    outcome: Outcome
    quantity: Quantity
    basis: Basis
    victims: str | None = None
    part_of: str | None = None
    since: PartialDate | None = None
    as_of: PartialDate | None = None
    date_basis: DateBasis = DateBasis.NONE
    source: str | None = None
    claimant: str | None = None
    relays: tuple[str, ...] = ()
    place: str | None = None
    group: Group = Group.EVERYONE
    group_words: str = ""
    side: str | None = None
    scope: Scope = Scope.REPORTED
    inclusions: tuple[Inclusion, ...] = ()
    region: Region = Region.BODY
    frame: str = ""
    spans: tuple[Span, ...] = ()
    kind: ArticleKind = ArticleKind.ARTICLE
    conflict: str | None = None
    outlet: str | None = None
    url: str | None = None
    said_on: PartialDate | None = None
    seen_at: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with a number and an outcome word that no frame read, with the reason where one is known."""

    article: str
    start: int
    end: int
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the extractor made of one article."""

    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """Everything that must not be mixed within one line of a chart. Empty strings stand for "not said"."""

    conflict: str
    outcome: Outcome
    group: Group
    group_words: str
    side: str
    place: str
    basis: Basis
    since: str
    claimant: str
    scope: Scope
    inclusions: tuple[Inclusion, ...]
    direction: Direction | str
    unit: Unit = Unit.PERSON

    @property
    def panel(self) -> PanelKey:
        """The chart on which this series may stand beside others."""
        return PanelKey(
            self.conflict,
            self.outcome,
            self.group,
            self.group_words,
            self.side,
            self.place,
            self.basis,
            self.unit,
        )


@dataclass(frozen=True, slots=True, order=True)
class PanelKey:
    """What several claimants speak of together: one chart. Scope, baseline and direction stay with the series."""

    conflict: str
    outcome: Outcome
    group: Group
    group_words: str
    side: str
    place: str
    basis: Basis
    unit: Unit = Unit.PERSON


@dataclass(frozen=True, slots=True)
class Statement:
    """What one claimant said about one day, however many outlets carried it, with all its claims.

    said_on is the earliest publication, seen_at the earliest sight. `origins` counts the outlets or agencies that
    carried it after relays are collapsed. `claims` are ids, first said first.
    """

    id: str
    key: SeriesKey
    as_of: PartialDate
    date_basis: DateBasis
    quantity: Quantity
    said_on: PartialDate | None
    seen_at: str
    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int
    kind: ArticleKind


@dataclass(frozen=True, slots=True)
class Revision:
    """One statement as a step in its series: what it did to the value known before for the same day.

    `stands` is False for one that leaves that value in force: it says less of it, or repeats what it replaced.
    """

    statement: Statement
    kind: RevisionKind
    previous: str | None = None  # the statement id it follows, None for the first
    change: int | None = None  # difference of the printed numbers, persons
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """Everything one claimant ever said about one thing, ordered by as_of, then said_on; nothing is overwritten."""

    key: SeriesKey
    revisions: tuple[Revision, ...]

    def current(self) -> tuple[Statement, ...]:
        """The last word for each day: one statement an as_of, in order of as_of.

        What was said last counts, except where it only repeats what stands in a weaker or rounder way ("more than
        34,000" after 34,049), or repeats a number that another has replaced since.
        """
        last: dict[PartialDate, Statement] = {}
        for revision in self.revisions:
            said = revision.statement
            if revision.kind is RevisionKind.WITHDRAWN:
                last.pop(said.as_of, None)
            elif revision.stands:
                last[said.as_of] = said
        return tuple(last[day] for day in sorted(last, key=lambda d: (d.last(), d.first())))


@dataclass(frozen=True, slots=True)
class Gap:
    """How far two claimants stand apart on one day.

    low, high   bounds of `right - left` in persons, None where a side is unbounded
    difference  right's printed number minus left's
    ratio       right's printed number over left's, None when left's is 0
    lag_days    days by which left's figure is older (positive) or younger than right's
    """

    panel: PanelKey
    day: date
    left: Statement
    right: Statement
    difference: int
    ratio: float | None
    low: int | None
    high: int | None
    agrees: bool
    lag_days: int
    causes: tuple[GapCause, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All that reconciliation makes of a set of claims, as known on one day."""

    statements: tuple[Statement, ...] = ()
    series: tuple[Series, ...] = ()
    gaps: tuple[Gap, ...] = ()
    undated: tuple[str, ...] = field(default=())  # claim ids that carry no day and stand outside every series
    unplaced: tuple[str, ...] = field(default=())  # claim ids that belong to no tracked conflict
    left_out: tuple[LeftOut, ...] = ()  # every claim outside all series, undated and unplaced ones too, by claim id
