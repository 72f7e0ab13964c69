"""A ready sentence for a figure, in three styles, each with its reference and what the figure cannot tell.

wire           the figure first, then who said so: for a news desk
humanitarian   the day first, then limitations and source as lines of a situation report have them
academic       the claimant first, with the kind of bound, the basis, the method, the reference and the quote

A sentence says no more than its claim does: bounds stay bounds, a month stays a month, and what the claim leaves open is
told as not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.model import (
    Basis,
    Claim,
    DateBasis,
    Direction,
    Group,
    Outcome,
    PartialDate,
    Qualifier,
    Scope,
    Statement,
    Unit,
)
from tracker.report.catalogue import word
from tracker.report.evidence import proof
from tracker.report.printed import Named, Part, Printed, Text, day_text, joined, named, text
from tracker.report.say import say
from tracker.report.table_row import slip
from tracker.report.tables import excerpt
from tracker.report.wording import EVIDENCE, GROUPS, OUTCOMES, claimant_name, figure, place_name, side_words
from tracker.sources import Config

_WIRE_OPEN = 2  # things left open that a wire sentence has room for; the other styles have all
_HARM = {Outcome.KILLED, Outcome.INJURED, Outcome.CASUALTIES}
_LOWER = {Qualifier.AT_LEAST, Qualifier.MORE_THAN}
_UPPER = {Qualifier.UP_TO, Qualifier.LESS_THAN}


class Style(StrEnum):
    """For whom a sentence is written."""

    WIRE = "wire"
    HUMANITARIAN = "humanitarian"
    ACADEMIC = "academic"


@dataclass(frozen=True, slots=True)
class Ready:
    """The sentences of one figure. `claim` is the one whose quote shows it, `figure` the figure as printed in them."""

    statement: Statement
    claim: Claim
    figure: Printed
    sentences: Mapping[Style, Text]


def ready(statement: Statement, claims: Mapping[str, Claim], config: Config) -> Ready | None:
    """The sentences of a statement; None where no stored quote shows its figure."""
    behind = proof(statement, claims)
    if not behind:
        return None
    claim = behind[0]
    # The unit is said by the noun, so that "families" does not stand there twice.
    bare = replace(statement, quantity=replace(statement.quantity, unit=Unit.PERSON))
    number = figure(bare, claims)
    parts: dict[str, Part | Text] = {
        "counted": _counted(statement, number),
        "happened": _happened(statement, number, config),
        "what": say("ready.what", did=OUTCOMES[statement.key.outcome], where=_where(statement, config)),
        "who": _who(statement, claim, config),
        "carried": _carried(statement, claim, config),
        "as_of": _as_of(statement),
        "bound": word(f"ready.bound.{_bound(statement)}"),
        "basis": word(f"ready.basis.{statement.key.basis}"),
        "includes": text(*side_words(statement.key.panel, config), *_includes(statement, claims)),
        "reference": _reference(statement, claim),
        "quote": excerpt(claim, number.text),
    }
    left_open = _open(statement, claim)
    told = {
        Style.WIRE: say("ready.wire", **parts, open=_not_told(left_open[:_WIRE_OPEN])),
        Style.HUMANITARIAN: say("ready.humanitarian", **parts, open=_not_told(left_open)),
        Style.ACADEMIC: say("ready.academic", **parts, open=_not_told(left_open)),
    }
    return Ready(statement, claim, number, {style: _capital(words) for style, words in told.items()})


def _counted(statement: Statement, number: Printed) -> Text:
    """How many of whom: "at least 41,000 people"; words without a number stand as words."""
    key, few = statement.key, number.values == (1,)
    group = Group.EVERYONE if key.group_words else key.group
    if key.unit is Unit.HOUSEHOLD:
        noun = say("ready.family" if few else "ready.families_counted")
    elif few:
        noun = text(word(f"ready.one.{group}"))
    else:
        noun = text(word("ready.others") if group is Group.OTHER else GROUPS[group])
    if key.group_words:
        # These may be no words for people: a table's own category, such as a batch or a cause of death.
        noun = say("ready.told_as", whom=noun, words=named(key.group_words, limit=60))
    if any(letter.isdigit() for letter in number.text):
        return say("ready.counted", figure=number, whom=noun)
    coded = statement.quantity.hedge.strip().lower() == Qualifier.VAGUE
    return say("ready.counted_coded" if coded else "ready.counted_vague", figure=number, whom=noun)


def _happened(statement: Statement, number: Printed, config: Config) -> Text:
    count = "one" if number.values == (1,) and any(letter.isdigit() for letter in number.text) else "many"
    tense = "lasting" if statement.key.basis is Basis.CUMULATIVE else "past"
    return say(
        f"ready.{tense}.{count}",
        counted=_counted(statement, number),
        did=OUTCOMES[statement.key.outcome],
        where=_where(statement, config),
    )


def _where(statement: Statement, config: Config) -> Text:
    """Whose people, where, and in which stretch of time, as far as each is said."""
    key = statement.key
    parts: list[Part] = []
    if key.side and not side_words(key.panel, config):
        party = config.parties.get(key.side)
        parts += say("counted.side", party=named(party.name if party else key.side))
    if key.place:
        parts += say("counted.place", place=place_name(key, config))
    since = PartialDate.parse(key.since) if key.since else None
    if key.basis is Basis.CUMULATIVE and since:
        parts += say("counted.since", day=day_text(since))
    elif key.basis is Basis.PERIOD and since and since != statement.as_of:
        parts += say("ready.between", first=day_text(since), last=day_text(statement.as_of))
    elif key.basis is Basis.PERIOD and not since:
        parts += say("ready.until", day=day_text(statement.as_of))
    elif key.basis in (Basis.EVENT, Basis.PERIOD):
        day = since or statement.as_of
        parts += say("ready.on" if day.exact else "ready.in", day=day_text(day))
    return text(*parts)


def _who(statement: Statement, claim: Claim, config: Config) -> Text:
    """The claimant by its name; a source nobody has declared by the article's words; else the outlet itself."""
    name = claimant_name(statement.key, config)
    if name:
        return text(named(name))
    if claim.source:
        return say("ready.source", source=named(claim.source))
    return say("ready.own_voice", outlet=_outlet(statement, claim))


def _outlet(statement: Statement, claim: Claim) -> Part:
    name = claim.outlet or next(iter(statement.outlets), "")
    return named(name, limit=60) if name else word("ready.no_outlet")


def _carried(statement: Statement, claim: Claim, config: Config) -> Text:
    """Who printed it on which day; the day alone where the outlet itself is the one who speaks."""
    if claim.said_on is None:
        day = say("ready.no_day")
    else:
        day = say("ready.on" if claim.said_on.exact else "ready.in", day=day_text(claim.said_on))
    if claimant_name(statement.key, config) or claim.source:
        return say("ready.carried", outlet=_outlet(statement, claim), day=day)
    return say("ready.printed", day=day)


def _as_of(statement: Statement) -> Text:
    """The day the figure holds for, where that is not said with what happened; a toll holds as of the day it was said."""
    if statement.key.basis is Basis.PERIOD:
        return ()
    if statement.key.basis is not Basis.EVENT:
        return say("ready.as_of", day=day_text(statement.as_of))
    if statement.said_on is None:
        return say("ready.said_undated")
    return say("ready.as_said", day=day_text(statement.said_on))


def _bound(statement: Statement) -> str:
    quantity = statement.quantity
    match quantity.qualifier:
        case Qualifier.VAGUE | Qualifier.ABOUT:
            return quantity.qualifier.value
        case _ if quantity.high is None:
            return "lower"
        case _ if quantity.low is None:
            return "upper"
    return "exact" if quantity.exact else "range"


def _includes(statement: Statement, claims: Mapping[str, Claim]) -> Text:
    """What the figure counts, each as a sentence of its own, with a space before it."""
    key = statement.key
    said = [f"ready.scope.{key.scope}"] if key.scope is not Scope.REPORTED else []
    said += [f"ready.adds.{one}" for one in key.inclusions]
    said += ["ready.together"] if key.outcome is Outcome.CASUALTIES else []
    said += ["ready.families"] if key.unit is Unit.HOUSEHOLD else []
    said += ["ready.enemy"] if key.direction == Direction.ENEMY else []
    said += ["ready.own"] if key.direction == Direction.OWN else []
    said += ["ready.slip"] if slip(statement, claims) else []
    return text(*(part for one in said for part in say("ready.also", words=word(one))))


def _open(statement: Statement, claim: Claim) -> list[Text]:
    """What the figure leaves open, the weightiest first."""
    key, quantity = statement.key, statement.quantity
    found = {
        "counter": not key.claimant and not claim.source,
        "died": key.outcome is Outcome.CASUALTIES,
        "number": quantity.qualifier is Qualifier.VAGUE,
        "more": quantity.qualifier in _LOWER,
        "fewer": quantity.qualifier in _UPPER,
        "between": quantity.qualifier is Qualifier.RANGE,
        "exactly": quantity.qualifier is Qualifier.ABOUT,
        "start": key.basis is Basis.CUMULATIVE and not key.since,
        "window": key.basis is Basis.PERIOD and not key.since,
        "day": statement.date_basis is DateBasis.PUBLISHED,
        "day_of_month": not statement.as_of.exact,
        "said": statement.said_on is None,
        "civilians": key.group is Group.EVERYONE and key.outcome in _HARM,
        "method": key.scope is Scope.REPORTED,
        "place": not key.place,
    }
    return [text(word(f"ready.open.{name}")) for name, holds in found.items() if holds]


def _not_told(things: list[Text]) -> Text:
    return say("ready.not_told", things=joined(things, last=word("ready.or"))) if things else ()


def _reference(statement: Statement, claim: Claim) -> Text:
    day = day_text(claim.said_on) if claim.said_on else word("table.not_dated")
    address = named(claim.url, url=claim.url, limit=2000) if claim.url else word("ready.no_address")
    return say(
        "ready.reference",
        outlet=_outlet(statement, claim),
        day=day,
        evidence=EVIDENCE[claim.kind],
        address=address,
        claim=named(claim.id),
    )


def _capital(words: Text) -> Text:
    """The text with its first letter in upper case, whatever kind of part holds it."""
    first = words[0]
    if isinstance(first, str):
        return text(first[:1].upper() + first[1:], *words[1:])
    if isinstance(first, Named | Printed):
        return text(replace(first, text=first.text[:1].upper() + first.text[1:]), *words[1:])
    return words
