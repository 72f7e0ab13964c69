"""Which conflict a claim belongs to, which place it speaks of and whose people it counts.

Everything is decided from the words of the claim and from sources.yaml, by rules that docs/methodology.md lists. What
the rules cannot decide stays undecided: better a claim left out, with the reason, than one put where it is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from tracker.model import ArticleKind, Basis, Claim, Group, Outcome
from tracker.naming import NameIndex, name_words
from tracker.sources import Claimant, ClaimantKind, Config, Conflict, Party

# Groups that are counted by what they do or who employs them: nothing tells whose people they are.
_NOBODYS = frozenset(
    {Group.COMBATANTS, Group.PRISONERS, Group.UN_STAFF, Group.AID_WORKERS, Group.POLICE, Group.OTHER}
)
_FIGHTING = frozenset({ClaimantKind.MILITARY, ClaimantKind.ARMED_GROUP})
# "the central city of Kryvyi Rih" is Kryvyi Rih; "the outskirts of Kyiv" and "north of Rafah" are no such thing.
_KIND_OF_PLACE = re.compile(
    r"^.*\b(?:city|town|village|region|province|oblast|district|governorate|state|municipality|camp) of ",
    re.IGNORECASE,
)
_OVER_ALL = frozenset({Basis.CUMULATIVE, Basis.STOCK, Basis.PERIOD})
# Words that nobody has for fighters of the own side.
_FOES = frozenset(
    {"militants", "terrorists", "gunmen", "insurgents", "operatives", "jihadists", "enemy", "occupiers"}
)
_EITHERS = frozenset({Group.EVERYONE, Group.MEN})
_LOSSES = frozenset({Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES})


class Gazetteer:
    """The places and peoples of all conflicts, looked up by the words of claims. Built once for a reconciliation."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._conflicts = config.conflicts
        self._homes = {c.id: home_people(c) for c in config.conflicts.values()}
        self._members = {c.id: frozenset(p.id for p in c.parties) for c in config.conflicts.values()}
        places = [
            (c.id, p, name) for c in config.conflicts.values() for p in c.places for name in (p.name, *p.aliases)
        ]
        self._places = NameIndex((name, f"{conflict}/{place.id}") for conflict, place, name in places)
        self._listed = frozenset((conflict, place.id) for conflict, place, _ in places)
        self._exact: dict[tuple[str, tuple[str, ...]], str] = {}
        for conflict, place, name in places:
            self._exact.setdefault((conflict, name_words(name)), place.id)
        self._parties = NameIndex(
            (name, p.id) for p in config.parties.values() for name in (p.name, *p.aliases, *p.people)
        )
        self._slugs: dict[tuple[str, str], str] = {}
        self._hits: dict[str, frozenset[tuple[str, str]]] = {}
        self._whose: dict[str, str | None] = {}
        self._strangers = frozenset(
            (conflict, place.id)
            for conflict, place, name in places
            if self._people(name) not in (None, self._homes[conflict])
        )

    def theatre(self, conflict: str) -> str:
        """The id of the place that is the whole of a conflict."""
        return self._conflicts[conflict].places[0].id

    def claimant(self, claim: Claim, conflict: str | None = None) -> Claimant | None:
        """Who is known to have said it: as the article was read, else by the source's words in this conflict."""
        if claim.claimant is not None:
            return self._config.claimants.get(claim.claimant)
        return self._config.claimant_named(claim.source, conflict) if claim.source else None

    def party_of(self, claimant: Claimant | None) -> str | None:
        """The party a claimant speaks for, else that of the body it is a voice of."""
        seen: set[str] = set()
        while claimant is not None and claimant.party is None and claimant.parent and claimant.id not in seen:
            seen.add(claimant.id)
            claimant = self._config.claimants.get(claimant.parent)
        return None if claimant is None else claimant.party

    def conflicts(self, claim: Claim) -> tuple[str, ...]:
        """The conflicts a claim may belong to, in the order of sources.yaml: one where its words decide, none or many
        where they do not."""
        if claim.conflict is not None:
            return (self._elsewhere(claim) or claim.conflict,) if claim.conflict in self._conflicts else ()
        claimant = self.claimant(claim)
        hits = self._place_hits(claim.place)
        side = self._said_side(claim)
        party = self.party_of(claimant)
        places = {conflict for conflict, _ in hits}
        if not side and claim.outcome is Outcome.CAPTIVE and places:
            side = self._captors_other(places, hits)
        peoples = {c for c, parties in self._members.items() if side in parties}
        speaks = set(claimant.conflicts) if claimant else set()
        party_speaks = {c for c, parties in self._members.items() if party in parties}
        if len(party_speaks) != 1 or (claim.place and any(self._homes[c] != party for c in party_speaks)):
            party_speaks = set()
        found = places or peoples or speaks or party_speaks or self._spoken_for(claim, claimant)
        narrowings: tuple[Callable[[str], bool], ...] = (
            lambda c: bool(side) and self._homes[c] == side,
            lambda c: c in peoples,
            lambda c: (c, self.theatre(c)) in hits,
            lambda c: c in speaks,
            lambda c: party is not None and self._homes[c] == party,
        )
        for fits in narrowings:
            fewer = {c for c in found if fits(c)}
            found = fewer or found
        return tuple(c for c in self._conflicts if c in found)

    def _elsewhere(self, claim: Claim) -> str | None:
        """The other conflict whose place a sentence names whole, in an article that is on one conflict.

        "In the West Bank, OCHA had counted 121" stands in many an article on Gaza. A place that several conflicts
        list decides only with the people whose land it is. Without place and people, a health ministry counts in the
        land of its name. A row of a table says itself where it belongs.
        """
        if claim.kind is ArticleKind.TABLE_ROW:
            return None
        if not claim.place:
            claimant = self.claimant(claim, claim.conflict)
            if claimant is None or claimant.kind is not ClaimantKind.HEALTH or self._said_side(claim):
                return None
            lands = self._spoken_for(claim, claimant)
            return lands.pop() if len(lands) == 1 and claim.conflict not in lands else None
        listed = {c for c in self._conflicts if (c, name_words(claim.place)) in self._exact}
        side = self._said_side(claim) or self._own_people(claim)
        if claim.conflict in listed and (side is None or self._homes[claim.conflict] == side):
            return None
        others = [c for c in listed if c != claim.conflict and (side is None or self._homes[c] == side)]
        if not others and claim.conflict not in listed:
            others = list(listed)
        return others[0] if len(others) == 1 else None

    def _spoken_for(self, claim: Claim, claimant: Claimant | None) -> set[str]:
        """The conflicts whose theatre stands in the name of who speaks: "Gaza Government Media Office" is on Gaza.

        Armies and armed groups speak of both sides wherever they fight, so that their names tell nothing.
        """
        if claim.group is Group.COMBATANTS or (claimant and claimant.kind in _FIGHTING):
            return set()
        hits = self._place_hits(claimant.name if claimant else claim.source)
        return {conflict for conflict, place in hits if place == self.theatre(conflict)}

    def choose(self, claim: Claim, among: tuple[str, ...], article: frozenset[str]) -> str | None:
        """One conflict of several: that of the article's other claims, else, for a figure over a whole theatre that
        names no place, the one sources.yaml declares first."""
        if len(among) > 1 and len(article.intersection(among)) == 1:
            among = tuple(article.intersection(among))
        if len(among) > 1 and claim.place is None and claim.basis in _OVER_ALL and self._said_side(claim):
            among = among[:1]
        return among[0] if len(among) == 1 else None

    def place(self, claim: Claim, conflict: str) -> str:
        """The id of a listed place, the words of any other as a slug, and the theatre for a figure over all of it.

        A listed place must be named whole ("northern Gaza" is not Gaza), or stand first in a list of ever larger
        ones ("al-Tabaeen school, Gaza City"). An event that names no place has none: "".
        """
        named = self._named_place(conflict, claim.place) if claim.place else ""
        return named or (self.theatre(conflict) if claim.basis in _OVER_ALL else "")

    def _named_place(self, conflict: str, place: str) -> str:
        asked = (conflict, place)
        if asked not in self._slugs:
            words = name_words(place)
            known = self._exact.get((conflict, words))
            if known is None:
                smallest = _KIND_OF_PLACE.sub("", re.split(r",|\bin\b", place, maxsplit=1)[0])
                known = self._exact.get((conflict, name_words(smallest)))
                known = None if known == self.theatre(conflict) else known
            self._slugs[asked] = known or "-".join(words)
        return self._slugs[asked]

    def side(self, claim: Claim, conflict: str, place: str) -> str:
        """Whose people are counted: a party's id, or "" where neither words nor place tell."""
        said = self._said_side(claim) or self._own_people(claim) or self._foes(claim, conflict)
        if said:
            return said
        if self.names_people(claim):
            return ""
        home = self._homes[conflict]
        if (
            home is None
            or self._may_be_either(claim, conflict, place)
            or (place and (conflict, place) not in self._listed)
            or (conflict, place) in self._strangers
        ):
            return ""
        if claim.outcome is Outcome.CAPTIVE:
            return self._captors_other({conflict}, self._place_hits(claim.place)) or ""
        if claim.outcome is Outcome.DETAINED or claim.group in _NOBODYS:
            return ""
        return home

    def _may_be_either(self, claim: Claim, conflict: str, place: str) -> bool:
        """Whether a total that names no people may be of either side, where the dead of both are counted.

        "The dead at about 120,000" on the invasion of Ukraine is nobody's; "5 killed in Kharkiv" is Ukraine's, unless
        the other side says it, which may hold that town.
        """
        counted = claim.outcome in _LOSSES and claim.group in _EITHERS
        if not counted or not self._conflicts[conflict].both_sides_counted:
            return False
        party = self.party_of(self.claimant(claim, conflict))
        foe = party in self._members[conflict] and party != self._homes[conflict]
        return foe or place in ("", self.theatre(conflict))

    def _own_people(self, claim: Claim) -> str | None:
        """The party of who speaks, where the sentence says "its soldiers" of the victims."""
        if not claim.victims or claim.kind is ArticleKind.TABLE_ROW:
            return None
        own = rf"\b(?:its|our)\s+(?:own\s+)?{re.escape(claim.victims)}\b"
        return self.party_of(self.claimant(claim)) if re.search(own, claim.quote, re.IGNORECASE) else None

    def _foes(self, claim: Claim, conflict: str) -> str | None:
        """The other party of two, where one of them counts "militants" or what "the enemy" lost: no side calls itself so."""
        party, members = self.party_of(self.claimant(claim, conflict)), self._members[conflict]
        if claim.group is not Group.COMBATANTS or party not in members or len(members) != 2:
            return None
        words = name_words(f"{claim.victims or ''} {claim.side or ''}")
        return next(iter(members - {party})) if _FOES.intersection(words) else None

    def _said_side(self, claim: Claim) -> str | None:
        if claim.side:
            return claim.side if claim.side in self._config.parties else self._people(claim.side)
        for words in (claim.victims, claim.group_words):
            if words:
                found = self._people(words)
                if found:
                    return found
        return None

    def names_people(self, claim: Claim) -> bool:
        """Whether a claim says whose people it counts, be it in words that nobody knows or by several peoples at once
        ("Israelis and Palestinians")."""
        told = (words for words in (claim.victims, claim.group_words) if words)
        return bool(claim.side) or any(len(self._parties.find(words)) > 1 for words in told)

    def _people(self, words: str) -> str | None:
        if words not in self._whose:
            found = self._parties.find(words)
            self._whose[words] = found[0] if len(found) == 1 else None
        return self._whose[words]

    def _captors_other(self, conflicts: Iterable[str], hits: frozenset[tuple[str, str]]) -> str | None:
        """Captives held in one people's land are of the other party, where there are two."""
        for conflict in conflicts:
            home, parties = self._homes[conflict], self._members[conflict]
            if home is not None and len(parties) == 2 and (conflict, self.theatre(conflict)) in hits:
                return next(iter(parties - {home}))
        return None

    def _place_hits(self, place: str | None) -> frozenset[tuple[str, str]]:
        if not place:
            return frozenset()
        if place not in self._hits:
            pairs = (key.split("/", 1) for key in self._places.find(place))
            self._hits[place] = frozenset((conflict, id_) for conflict, id_ in pairs)
        return self._hits[place]


def home_people(conflict: Conflict) -> str | None:
    """The party whose people live in the theatre: the first one declared, where it is a people and not an army.

    A people has a word of its own among its `people` ("Palestinians"); an army has only its soldiers.
    """
    first: Party | None = conflict.parties[0] if conflict.parties else None
    if first is None or not any(len(name_words(word)) == 1 for word in first.people):
        return None
    return first.id


def begins_before(claim: Claim, day: date) -> bool:
    """Whether a claim speaks of, or was said on, a day that is surely before another."""
    when = claim.as_of or claim.said_on
    return when is not None and when.last() < day
