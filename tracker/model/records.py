"""The records of the river: Article -> Claim -> Statement -> Series[Revision] -> Gap. Frozen, without I/O or clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tracker.model.changes import Changes
from tracker.model.corrections import Corrected, Correction
from tracker.model.statements import Gap, Series, Statement
from tracker.model.values import PartialDate, Quantity, Span
from tracker.model.vocabulary import (
    ArticleKind,
    Basis,
    DateBasis,
    Group,
    Inclusion,
    LeftOutReason,
    Outcome,
    Region,
    Scope,
    Terms,
)
from tracker.model.weighed import Weighed


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """One claim that stands in no series, with the reason and what was found."""

    claim: str
    reason: LeftOutReason
    found: str


def replaces(said: Quantity, standing: Quantity) -> bool:
    """Whether a figure said later takes the place of the one that stands: it contradicts it, or says no less."""
    return not said.echoes(standing) or said.sharpness <= standing.sharpness


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
    `withdraws` is True for a row by which a table takes this very figure back on the day it was said.
    `terms` says what its publisher lets others do with a row: one that is IMPORT_ONLY is reconciled for whoever imported
    it, and stands in no report and no exported table.
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
    withdraws: bool = False
    terms: Terms = Terms.OPEN


NO_FRAME = "no frame"  # the reason of a sentence whose words are known and whose order is not


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
    """What the extractor made of one article.

    heard   sentences that hold a count and a word for an outcome, whether they were read, refused or not understood
    """

    claims: tuple[Claim, ...] = ()
    unread: tuple[Unread, ...] = ()
    heard: int = 0

    @property
    def silent(self) -> int:
        """Of the sentences heard, those that were neither read nor refused for a named reason."""
        return sum(one.reason == NO_FRAME for one in self.unread)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of what is known that somebody asked for; everything where nothing is given.

    conflict      id of the conflict, empty for all
    claimants     ids of the claimants, none for all
    first, last   the days that figures speak of, both inclusive; None where nothing bounds that side
    """

    conflict: str = ""
    claimants: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read: ids of texts by kind, of those in a language that is not read, and of sentences that were not.

    texts      articles, notes and table rows that were read
    languages  texts that were kept and not read, by language
    unread     sentences with a number and an outcome word, by the reason for which they were not read; each as the
               text's name and where the sentence begins
    """

    texts: tuple[tuple[ArticleKind, tuple[str, ...]], ...] = ()
    languages: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unread: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """The days that an undated running total can speak of.

    first, last   both inclusive; None where nothing bounds that side
    origin        the claimant whose series it was held against; None where only the conflict's start and the day of
                  publication or sight bound it
    inferred      the article does not name that claimant: its figure probably comes from it
    below, above  the statements that bound it
    reason        in words
    """

    claim: str
    first: date | None
    last: date | None
    origin: str | None
    inferred: bool
    below: str | None
    above: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reconciled:
    """All that reconciliation makes of a set of claims, as known on one day."""

    statements: tuple[Statement, ...] = ()
    series: tuple[Series, ...] = ()
    gaps: tuple[Gap, ...] = ()
    undated: tuple[str, ...] = field(default=())  # claim ids that carry no day and stand outside every series
    unplaced: tuple[str, ...] = field(default=())  # claim ids that belong to no tracked conflict
    left_out: tuple[LeftOut, ...] = ()  # every claim outside all series, undated and unplaced ones too, by claim id
    brackets: tuple[Bracket, ...] = ()  # between which days the undated running totals must lie, by claim id
    corrected: tuple[Corrected, ...] = ()  # figures that others than their claimant took out of force, by series
    corrections: tuple[Correction, ...] = ()  # everything that was taken out of force, by claim id
    weighed: Weighed = field(default=Weighed())  # what weighing them came to, where it was asked for
    coverage: Coverage = field(default=Coverage())  # what was read, where it was asked for
    changes: Changes = field(default=Changes())  # what is otherwise than at the last report, where that was asked for
