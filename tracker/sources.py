"""The conflicts tracked, the claimants known and the sources read, as sources.yaml declares them.

`load` reads the file and checks all of it; a fault is never skipped and never repaired in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from tracker.errors import ConfigError
from tracker.model import ArticleKind, Scope
from tracker.naming import NameIndex

if TYPE_CHECKING:
    from tracker.decisions import Alias


class ClaimantKind(StrEnum):
    """What kind of body speaks."""

    MINISTRY = "ministry"
    MILITARY = "military"
    GOVERNMENT = "government"
    UN = "un"
    NGO = "ngo"
    MEDIA = "media"
    RESEARCHERS = "researchers"
    ARMED_GROUP = "armed_group"
    HEALTH = "health"  # health ministries, hospitals, doctors' unions
    POLICE = "police"
    OFFICIAL = "official"  # one person's office, or officials who are not named
    OTHER = "other"


class SourceType(StrEnum):
    """How a source is read."""

    FEED = "feed"  # an RSS, Atom or JSON feed; each entry is followed to its page
    SITEMAP = "sitemap"  # an XML sitemap, an index of them, or a news sitemap; each page is read once
    PAGE = "page"  # one web page read again each night; each changed text is an article of its own
    FOLDER = "folder"  # saved articles, messages and web archives, or our own notes
    TABLE = "table"  # a table of published figures, on disk or under an address; each row is an article of its own
    TELEGRAM = "telegram"  # the export of a channel; each message is an article of its own
    RELIEFWEB = "reliefweb"  # the reports of the ReliefWeb API
    GDELT = "gdelt"  # the articles that the GDELT DOC API finds for a query


LISTINGS = (SourceType.FEED, SourceType.SITEMAP, SourceType.RELIEFWEB, SourceType.GDELT)  # which lead to articles
# What `tracker import` and a table of sources.yaml may be.
TABLE_FORMATS = ("figures", "tfp-daily", "vintages", "hapi", "hxl", "ucdp-ged", "acled", "ukraine-losses")
_ASKED = (*LISTINGS, SourceType.PAGE)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a conflict under its several names.

    country   ISO 3166-1 alpha-3 where it lies outside the conflict's own country
    pcodes    P-codes of the administrative areas that hold it, the first level first
    whole     it is the last of these areas itself, or the whole country where there is none
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    pcodes: tuple[str, ...] = ()
    whole: bool = False
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a conflict. `people` are the words for this party's own people ("Russian", "Russian soldiers")."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which a claimant changed what or how it counts; figures on both sides are not one series."""

    claimant: str
    day: date
    label: str
    reference: str
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Event:
    """A day worth a mark on the charts of a conflict."""

    id: str
    day: date
    label: str
    reference: str
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict that is tracked.

    places                the first is the whole theatre
    reference_claimants   whom the others are measured against in gap charts: the first of them that speaks there
    both_sides_counted    the dead of more than one party are counted under this conflict, so that a total which names
                          neither a people nor a smaller place may be of either
    silent_after_days     a claimant that used to speak at least that often and has not for so long is told as silent
    location_code         ISO 3166-1 alpha-3
    pcodes_reference      where the P-codes of its places are published
    """

    id: str
    title: str
    start: date
    location_code: str
    reason: str
    places: tuple[Place, ...]
    parties: tuple[Party, ...]
    reference_claimants: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    events: tuple[Event, ...] = ()
    both_sides_counted: bool = False
    silent_after_days: int = 30
    pcodes_reference: str = ""
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    @property
    def reference_claimant(self) -> str | None:
        """The first reference claimant, None where the conflict declares none."""
        return self.reference_claimants[0] if self.reference_claimants else None


@dataclass(frozen=True, slots=True)
class Claimant:
    """Someone who gives figures, under one id for all the wordings that outlets use.

    party       id of the party it belongs to or speaks for, None for a third party
    parent      id of the larger body it is a voice of, None where it stands alone
    scope       how it counts where an article does not say, None where that varies
    alone       wordings that mean it only where they stand alone: "Israel said", but not "Israel's Channel 12"
    conflicts   the conflicts it speaks on; empty means any. Decides between claimants who share a wording
    """

    id: str
    name: str
    kind: ClaimantKind
    reason: str
    party: str | None = None
    aliases: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    parent: str | None = None
    scope: Scope | None = None
    conflicts: tuple[str, ...] = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Source:
    """Something that is read each night.

    where           URL, or a path (a relative one counts from the folder of sources.yaml; `load` resolves it)
    outlet          who publishes it; None where each article or row names its own
    kind            for a folder: whether it holds articles or our own notes
    entries         for a listing: how many new entries are followed to their pages in one night at most
    links_with      for a listing: texts of which the address of an entry must hold one, to be followed
    days            for a sitemap or an interface: how far back it is read, in days
    expect_at_least how many entries, reports, files, figures or messages it shows when all is well; for a page: words
    query           for an interface: what is asked for
    appname         for ReliefWeb: the name it has approved
    format          for a table: what kind of table it is, as `tracker import` names them
    claimant        for a table that does not say whose figures it holds
    allow_private   lets this source's addresses be private or loopback ones, and speak plain names of the local net
    """

    id: str
    type: SourceType
    where: str
    reason: str
    outlet: str | None = None
    enabled: bool = True
    language: str | None = None
    conflict: str | None = None
    kind: ArticleKind = ArticleKind.ARTICLE
    entries: int = 25
    links_with: tuple[str, ...] = ()
    days: int = 3
    expect_at_least: int = 0
    query: str | None = None
    appname: str | None = None
    format: str = "figures"
    claimant: str | None = None
    allow_private: bool = False
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    @property
    def is_remote(self) -> bool:
        """Whether the network is needed to read it."""
        return self.type in _ASKED or self.where.startswith(("http://", "https://"))


class Config:
    """All that sources.yaml declares, by id."""

    def __init__(
        self,
        path: Path,
        parties: dict[str, Party],
        conflicts: dict[str, Conflict],
        claimants: dict[str, Claimant],
        sources: dict[str, Source],
        aliases: tuple[Alias, ...] = (),
    ) -> None:
        self.path = path
        self.parties = parties
        self.conflicts = conflicts
        self.claimants = claimants
        self.sources = sources
        self.aliases = aliases  # wordings that persons have put down to claimants, which have them already
        self._names = NameIndex(
            ((name, c.id) for c in claimants.values() for name in (c.name, *c.aliases)),
            alone=((name, c.id) for c in claimants.values() for name in c.alone),
        )
        self._asked: dict[tuple[str, str | None], Claimant | None] = {}

    def claimant_named(self, words: str, conflict: str | None = None) -> Claimant | None:
        """The claimant whose name or alias stands in an article's source wording, None where nobody's or several do.

        The longest alias wins. Of a body and its own voice ("the UN agency UNICEF") the voice wins. Where claimants
        share a wording ("the health ministry"), `conflict` decides between them.
        """
        asked = (words, conflict)
        if asked not in self._asked:
            found = self._names.find(words)
            bodies = {body for claimant in found for body in self._bodies(claimant)}
            found = tuple(claimant for claimant in found if claimant not in bodies)
            if len(found) > 1:
                found = tuple(c for c in found if conflict in self.claimants[c].conflicts)
            self._asked[asked] = self.claimants[found[0]] if len(found) == 1 else None
        return self._asked[asked]

    def _bodies(self, claimant: str) -> list[str]:
        """The ids of the larger bodies a claimant is a voice of, nearest first."""
        bodies: list[str] = []
        parent = self.claimants[claimant].parent
        while parent is not None:
            bodies.append(parent)
            parent = self.claimants[parent].parent
        return bodies


def take_aliases(decided: Iterable[Alias], claimants: dict[str, Claimant]) -> list[str]:
    """Gives claimants the wordings that persons have put down to them; what is wrong with those, one line each."""
    from tracker.sources_file import shared_names

    faults = []
    for one in decided:
        held = claimants.get(one.claimant)
        if held is None:
            faults.append(f"{one.where}: claimant: found {one.claimant!r}, which sources.yaml does not declare")
        elif one.words not in (held.name, *held.aliases):
            claimants[one.claimant] = replace(held, aliases=(*held.aliases, one.words))
    return faults or shared_names(claimants)


def load(path: Path) -> Config:
    """Reads and checks sources.yaml. Raises ConfigError with every fault, each with file, line and remedy."""
    from tracker.decisions import NAME, read_decisions
    from tracker.sources_file import read_sources

    faults, parties, conflicts, claimants, sources = read_sources(path)
    # Faults of the file of decisions itself are told by whoever reads its corrections.
    decided = read_decisions(path.with_name(NAME)).aliases
    if not faults:
        faults = [f"{path.with_name(NAME)}: {fault}" for fault in take_aliases(decided, claimants)]
    if faults:
        raise ConfigError(faults)
    return Config(path, parties, conflicts, claimants, sources, decided)
