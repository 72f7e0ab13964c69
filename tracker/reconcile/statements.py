"""From claims to what may be compared: the series a claim stands in, or the reason why it stands in none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    DateBasis,
    Direction,
    Group,
    LeftOut,
    LeftOutReason,
    PartialDate,
    Scope,
    SeriesKey,
)
from tracker.naming import name_words
from tracker.reconcile.crowds import Crowd
from tracker.reconcile.leaving_out import unfit
from tracker.reconcile.places import Gazetteer
from tracker.sources import Claimant, Config


@dataclass(frozen=True, slots=True)
class Keyed:
    """A claim with the series it stands in and the day it speaks of.

    crowd   where it stands for many that no rule tells apart, what all of them come to; the claim is the first of them
    """

    claim: Claim
    key: SeriesKey
    as_of: PartialDate
    date_basis: DateBasis
    crowd: Crowd | None = None


@dataclass(frozen=True, slots=True)
class Undated:
    """A claim that carries no day, with the series it would stand in."""

    claim: Claim
    key: SeriesKey


@dataclass(frozen=True, slots=True)
class Filed:
    """Every claim once: in a series, or left out with the reason; those that lack only a day with their series."""

    kept: list[Keyed]
    left: list[LeftOut]
    undated: list[Undated]


@dataclass(frozen=True, slots=True)
class Dated:
    """The day a claim speaks of, and how it is known."""

    as_of: PartialDate | None
    basis: DateBasis


def filed(claims: Iterable[Claim], config: Config) -> Filed:
    """Every claim either with its series or with the reason why it has none; each list by claim id."""
    once = _each_once(claims)
    gazetteer = Gazetteer(config)
    conflicts, left = _placed(once, gazetteer)
    keys = keys_of(once, conflicts, gazetteer, config)
    kept: list[Keyed] = []
    undated: list[Undated] = []
    for id_, (key, dated) in keys.items():
        claim = once[id_]
        whole = keys.get(claim.part_of or "")
        reason = unfit(claim, key, dated.as_of, whole[0] if whole else None, config)
        if reason is not None:
            left.append(reason)
            if reason.reason is LeftOutReason.UNDATED:
                undated.append(Undated(claim, key))
        elif dated.as_of is not None:
            kept.append(Keyed(claim, key, dated.as_of, dated.basis))
    left.sort()
    return Filed(kept, left, undated)


def keys_of(
    once: Mapping[str, Claim], conflicts: Mapping[str, str], gazetteer: Gazetteer, config: Config
) -> dict[str, tuple[SeriesKey, Dated]]:
    """The series of each claim that has a conflict, and its day; a part with what its whole tells."""
    keys: dict[str, tuple[SeriesKey, Dated]] = {}
    made: dict[tuple[object, ...], SeriesKey] = {}  # a claimant says the same of the same people night after night
    for id_, conflict in conflicts.items():
        claim = once[id_]
        dated = day_of(claim)
        words = _words_of(claim, conflict, dated)
        key = made.get(words)
        if key is None:
            key = made[words] = _key(claim, conflict, dated.as_of, gazetteer, config)
        keys[id_] = (key, dated)
    for id_ in conflicts:
        keys[id_] = (_like_its_whole(once[id_], keys, once, gazetteer, config), keys[id_][1])
    return keys


def _each_once(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The claims by id; where two differ under one id, the same one is kept whatever order they came in."""
    once: dict[str, Claim] = {}
    for claim in claims:
        other = once.setdefault(claim.id, claim)
        if other is not claim and other != claim:
            once[claim.id] = min(other, claim, key=repr)
    return dict(sorted(once.items()))


def day_of(claim: Claim) -> Dated:
    """The day a claim speaks of: as it was read, else, for a row of a table only, what its other columns say.

    A row without an as_of column still has the day it was published, which is the latest day a running total or a
    level can speak of and a window can end; a row on an event has the day its window opens. An article's claim is
    never dated here.
    """
    if claim.as_of is None and claim.kind is ArticleKind.TABLE_ROW:
        if claim.basis is Basis.EVENT:
            return Dated(claim.since, DateBasis.COLUMN if claim.since else DateBasis.NONE)
        if claim.said_on is not None:
            return Dated(claim.said_on, DateBasis.PUBLISHED)
    return Dated(claim.as_of, claim.date_basis)


def _placed(claims: Mapping[str, Claim], gazetteer: Gazetteer) -> tuple[dict[str, str], list[LeftOut]]:
    """The conflict of each claim. A claim that fits several takes the one its article's other claims are about."""
    possible = {id_: gazetteer.conflicts(claim) for id_, claim in claims.items()}
    articles: dict[str, set[str]] = {}
    for id_, among in possible.items():
        if len(among) == 1:
            articles.setdefault(claims[id_].article_id, set()).update(among)
    placed: dict[str, str] = {}
    left: list[LeftOut] = []
    for id_, among in possible.items():
        claim = claims[id_]
        conflict = gazetteer.choose(claim, among, frozenset(articles.get(claim.article_id, ())))
        if conflict is not None:
            placed[id_] = conflict
        else:
            found = f"may belong to {', '.join(among)}" if among else "names no tracked place, people or claimant"
            left.append(LeftOut(id_, LeftOutReason.UNPLACED, found))
    return placed, left


def _like_its_whole(
    claim: Claim,
    keys: Mapping[str, tuple[SeriesKey, Dated]],
    once: Mapping[str, Claim],
    gazetteer: Gazetteer,
    config: Config,
) -> SeriesKey:
    """The key of a part with what its whole tells and it does not: whose people, and where an event was.

    "Fifteen Israelis died there, nine of them servicemen" counts nine of Israel's.
    """
    key, whole = keys[claim.id][0], claim
    if claim.part_of is None:
        return key
    for _ in range(len(once)):
        if whole.part_of is None or whole.part_of not in keys or (key.side and key.place):
            break
        whole = once[whole.part_of]
        other = keys[whole.id][0]
        if other.conflict != key.conflict:
            break
        side = key.side or ("" if gazetteer.names_people(claim) else other.side)
        place = key.place or (other.place if key.basis is other.basis is Basis.EVENT else "")
        claimant = gazetteer.claimant(claim, key.conflict)
        members = {party.id for party in config.conflicts[key.conflict].parties}
        direction = _direction(claim, claimant, gazetteer.party_of(claimant), side, members)
        key = replace(key, side=side, place=place, direction=direction)
    return key


def _words_of(claim: Claim, conflict: str, dated: Dated) -> tuple[object, ...]:
    """All of a claim that its series follows from: two claims alike in this stand in one series."""
    return (
        *(conflict, claim.outcome, claim.group, claim.group_words, claim.victims, claim.side, claim.place),
        *(
            claim.basis,
            claim.since,
            dated.as_of if claim.basis is Basis.EVENT else None,
            claim.claimant,
            claim.source,
        ),
        *(claim.scope, claim.inclusions, claim.outlet, claim.url, claim.kind, claim.quantity.unit),
        claim.quote if claim.victims else "",  # "its soldiers" is looked for in the words
    )


def _key(claim: Claim, conflict: str, as_of: PartialDate | None, gazetteer: Gazetteer, config: Config) -> SeriesKey:
    claimant = gazetteer.claimant(claim, conflict)
    place = gazetteer.place(claim, conflict)
    side = gazetteer.side(claim, conflict, place)
    members = {party.id for party in config.conflicts[conflict].parties}
    return SeriesKey(
        conflict=conflict,
        outcome=claim.outcome,
        group=claim.group,
        group_words=" ".join(name_words(claim.group_words)) if claim.group is Group.OTHER else "",
        side=side,
        place=place,
        basis=claim.basis,
        since=_since(claim, as_of, config.conflicts[conflict].start),
        claimant=_speaker(claim, claimant),
        scope=_scope(claim, claimant),
        inclusions=tuple(sorted(set(claim.inclusions))),
        direction=_direction(claim, claimant, gazetteer.party_of(claimant), side, members),
        unit=claim.quantity.unit,
    )


def _since(claim: Claim, as_of: PartialDate | None, start: date) -> str:
    """The day a count starts on, as the key holds it: one text for all wordings of one start."""
    if claim.basis is Basis.EVENT:
        return "" if as_of is None else str(as_of)
    if claim.basis is Basis.STOCK:
        return ""
    if claim.basis is Basis.CUMULATIVE and (
        claim.since is None or claim.since.first() <= start <= claim.since.last()
    ):
        return start.isoformat()
    return "" if claim.since is None else str(claim.since)


def _speaker(claim: Claim, claimant: Claimant | None) -> str:
    """The claimant's id; the words of one nobody knows; the outlet where it speaks in its own voice."""
    if claim.claimant is not None:
        return claim.claimant
    if claimant is not None:
        return claimant.id
    if claim.source:
        return f"unresolved:{' '.join(name_words(claim.source)) or claim.source.strip()}"
    outlet = claim.outlet or (
        urlsplit(claim.url).hostname if claim.url and re.match(r"https?://", claim.url) else None
    )
    return f"outlet:{outlet or 'unknown'}"


def _scope(claim: Claim, claimant: Claimant | None) -> Scope:
    """How it was counted: as the words say, else as the claimant is known to count. A table says so itself."""
    if claim.scope is Scope.REPORTED and claim.kind is not ArticleKind.TABLE_ROW and claimant and claimant.scope:
        return claimant.scope
    return claim.scope


def _direction(
    claim: Claim, claimant: Claimant | None, party: str | None, side: str, members: set[str]
) -> Direction | str:
    if claimant is None and (claim.claimant is not None or claim.source):
        return ""
    if party not in members:
        return Direction.THIRD
    if not side:
        return ""
    return Direction.OWN if party == side else Direction.ENEMY
