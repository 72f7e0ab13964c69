"""How the report says things: figures with their hedges, who is counted, how, and by whom. Words only, no layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    Corrector,
    DateBasis,
    Direction,
    GapCause,
    Group,
    Inclusion,
    Outcome,
    PanelKey,
    PartialDate,
    Qualifier,
    Quantity,
    Region,
    RevisionKind,
    Scope,
    SeriesKey,
    Statement,
    Unit,
)
from tracker.report.catalogue import Words, word
from tracker.report.evidence import proof, says
from tracker.report.printed import How, Named, Part, Printed, Text, clean, day_text, grouped, named, text
from tracker.report.say import say
from tracker.sources import Config, Conflict

OUTCOMES = Words("outcome", Outcome)
VICTIMS = Words("victims", Outcome)
GROUPS = Words("group", Group)
SCOPES = Words("scope", Scope)
INCLUSIONS = Words("inclusion", Inclusion)
EVIDENCE = Words("evidence", ArticleKind)
CAUSES = Words("cause", GapCause)
CORRECTORS = Words("corrector", Corrector)
DATED = Words("dated", DateBasis)
REGIONS = Words("region", Region)
STEPS = Words("step", RevisionKind)
_SIDED = {Group.COMBATANTS, Group.PRISONERS, Group.OTHER}
_NEAR = {"nearly", "almost", "close to", "just under", "under", "below", "less than", "fewer than"}


def quantity_words(quantity: Quantity) -> str:
    """A figure with its hedge in words: "at least 11,517", "nearly 400", "50 to 100"; vague words as they stand."""
    low, high = (None if bound is None else grouped(bound) for bound in (quantity.low, quantity.high))
    number = low or high or ""
    hedge = clean(quantity.hedge, 40).lower()
    match quantity.qualifier:
        case Qualifier.VAGUE if hedge and not any(letter.isdigit() for letter in hedge):
            words = f"“{hedge}”"
        case Qualifier.AT_LEAST | Qualifier.VAGUE:
            words = _hedged("at_least", number)
        case Qualifier.MORE_THAN:
            words = _hedged("more_than", number)
        case Qualifier.ABOUT:
            words = _hedged("about", number)
        case Qualifier.UP_TO:
            words = _hedged("up_to", number)
        case Qualifier.LESS_THAN if hedge in _NEAR:
            words = word("figure.hedged").format(hedge=hedge, number=high or number)
        case Qualifier.LESS_THAN:
            words = _hedged("fewer_than", high or number)
        case _ if low is not None and high is not None and low != high:
            words = word("figure.range").format(low=low, high=high)
        case _ if quantity.exact:
            words = number
        case _:
            words = _hedged("at_least" if high is None else "up_to", number)
    return word("figure.families").format(figure=words) if quantity.unit is Unit.HOUSEHOLD else words


def _hedged(hedge: str, number: str) -> str:
    return word(f"figure.{hedge}").format(number=number)


def figure(statement: Statement, claims: Mapping[str, Claim]) -> Printed:
    """The figure of a statement, as printed everywhere in the report, with the claims whose quotes show it."""
    behind = proof(statement, claims)
    quantity = statement.quantity
    if quantity.qualifier is Qualifier.VAGUE and not all(says(quantity, claim.quote) for claim in behind):
        quantity = replace(quantity, hedge="")  # the quote gives the number and not the words
    words = quantity_words(quantity)
    bounds = (statement.quantity.low, statement.quantity.high)
    values = tuple(dict.fromkeys(bound for bound in bounds if bound is not None))
    if statement.quantity.qualifier is not Qualifier.RANGE:
        values = (statement.quantity.point,)
    return Printed(words, values, How.STATED, tuple(claim.id for claim in behind))


def counted(
    panel: PanelKey, config: Config, day: PartialDate | None = None, since: str = "", *, full: bool = False
) -> Text:
    """What a chart counts: "Combatants killed on the side of Russia", "People displaced in Sudan".

    day, since   the day of an event; the start of a running total that does not start with the conflict
    full         the side is said even where the place tells it; else only for those who fight or are held
    """
    sided = bool(panel.side) and (full or panel.group in _SIDED or not panel.place)
    parts: list[Part] = [*say("counted.base", whom=_whom(panel), outcome=OUTCOMES[panel.outcome])]
    if sided:
        parts += say("counted.side", party=_party(panel, config))
    if panel.place and not (sided and panel.place == _theatre(panel, config)):
        parts += say("counted.place", place=place_name(panel, config))
    if since:
        parts += say("counted.since", day=day_text(PartialDate.parse(since)))
    if day is not None:
        parts += say("counted.day", day=day_text(day))
    return capital(text(*parts))


def side_words(panel: PanelKey, config: Config) -> Text:
    """Whose people are counted, as a sentence of its own, where the title does not say it."""
    if not panel.side or panel.group in _SIDED or not panel.place:
        return ()
    return say("counted.side_apart", party=_party(panel, config))


def _party(panel: PanelKey, config: Config) -> Named:
    party = config.parties.get(panel.side)
    return named(party.name if party else panel.side)


def _theatre(panel: PanelKey, config: Config) -> str:
    conflict = config.conflicts.get(panel.conflict)
    return conflict.places[0].id if conflict and conflict.places else ""


def _whom(panel: PanelKey) -> Part:
    if panel.unit is Unit.HOUSEHOLD:
        return word("group.families")
    if panel.group is Group.OTHER and panel.group_words:
        return named(panel.group_words, limit=60)
    return GROUPS[panel.group]


def place_name(panel: PanelKey | SeriesKey, config: Config) -> Part:
    """The place of a panel by its configured name, else by the words it came with."""
    conflict = config.conflicts.get(panel.conflict)
    names = {place.id: place.name for place in conflict.places} if conflict else {}
    return named(names.get(panel.place, panel.place))


def baseline(panel: PanelKey, since: str, several: bool) -> Text:
    """What stretch of time the figures cover, in words. `since` is where most counts start."""
    if panel.basis in (Basis.EVENT, Basis.STOCK, Basis.PERIOD):
        return say(f"baseline.{panel.basis}")
    if not since:
        return say("baseline.unsaid")
    words = say("baseline.since", day=day_text(PartialDate.parse(since)))
    return say("baseline.several", baseline=words) if several else words


def claimant_name(key: SeriesKey, config: Config) -> str:
    """The claimant's name, empty when the series belongs to no known claimant."""
    claimant = config.claimants.get(key.claimant)
    return claimant.name if claimant else ""


def series_label(key: SeriesKey, config: Config, *, since: bool = False, own: bool = True) -> Text:
    """Who counts whom and how: "Ukraine (General Staff) on Russia’s dead, estimate".

    own, since   whether the claimant's own people, and the start of the count, are named
    """
    parts: list[Part] = [named(claimant_name(key, config) or word("label.unresolved"), limit=60)]
    victims = VICTIMS[key.outcome]
    if own and key.direction == Direction.OWN and key.side:
        parts += say("label.own", victims=victims)
    elif key.direction == Direction.ENEMY:
        party = config.parties.get(key.side)
        if party is None:
            parts += say("label.enemy_unknown", victims=victims)
        else:
            how = "label.enemy_s" if party.name.endswith("s") else "label.enemy"
            parts += say(how, party=named(party.name), victims=victims)
    asides = [SCOPES[key.scope], *(INCLUSIONS[item] for item in key.inclusions)]
    parts += [part for aside in asides if aside for part in say("label.aside", words=aside)]
    if since and key.since and key.basis is not Basis.EVENT:
        parts += say("label.since", day=day_text(PartialDate.parse(key.since)))
    return text(*parts)


def conflict_title(name: str, config: Config) -> str:
    """A conflict's title, else its id."""
    conflict: Conflict | None = config.conflicts.get(name)
    return conflict.title if conflict else name


def capital(words: Text) -> Text:
    """The text with its first letter in upper case."""
    first = words[0]
    if isinstance(first, str):
        return text(first[:1].upper() + first[1:], *words[1:])
    if isinstance(first, Named):
        return text(named(first.text[:1].upper() + first.text[1:]), *words[1:])
    return words
