"""Pages of evidence: every statement that the pages print, by conflict, outcome and claimant, and so many a page."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from tracker.model import Outcome, Statement
from tracker.report.html.evidence import Folder
from tracker.report.html.model import Shelf
from tracker.report.panels import OUTCOME_ORDER, Desk
from tracker.report.printed import Printed, Quoted, Text, count, joined, named, text, walk
from tracker.report.say import say, say_many
from tracker.report.wording import OUTCOMES, claimant_name, conflict_title

ROOM = 120  # statements on a page: a page that opens at once, on a phone too
NAMED = 6  # claimants that a page's heading names


def shelves(folder: Folder, wanted: AbstractSet[str], desk: Desk) -> tuple[Shelf, ...]:
    """Every page of evidence for the claims wanted, with what else was said of the same days in the same series.

    At the end are the claims that stand in no statement.
    """
    groups: dict[tuple[str, Outcome], list[Statement]] = defaultdict(list)
    printed = [one for one in folder.statements.values() if not wanted.isdisjoint(one.claims)]
    cells = {(one.key, one.as_of) for one in printed}
    for one in folder.statements.values():
        if (one.key, one.as_of) not in cells:
            continue
        groups[one.key.conflict, one.key.outcome].append(one)
    place = {name: position for position, name in enumerate(desk.config.conflicts)}
    out: list[Shelf] = []
    for conflict, outcome in sorted(groups, key=lambda g: (place.get(g[0], 999), g[0], OUTCOME_ORDER.index(g[1]))):
        found = sorted(groups[conflict, outcome], key=lambda one: _order(one, desk))
        for number, some in enumerate(_parcels(found), 1):
            name = slug(f"evidence-{conflict}-{outcome}-{number}")
            out.append(_shelf(name, conflict, outcome, some, folder, desk))
    shelved = {name for one in out for each in one.evidence for name in (shown.claim for shown in each.shown)}
    loose = sorted(wanted - shelved)
    for number in range(0, len(loose), ROOM):
        kept = tuple(folder.lone(desk.claims[name]) for name in loose[number : number + ROOM])
        heading = say("html.loose_heading")
        out.append(Shelf(f"evidence-others-{number // ROOM + 1}", heading, (), say("html.loose_about"), kept))
    return tuple(out)


def quoted(record: object) -> frozenset[str]:
    """The claims that the figures and quotes in the texts of a record lead to."""
    out: set[str] = set()
    for part in walk(record):
        if isinstance(part, Printed):
            for figure in (part, *part.inputs):
                out.update(figure.claims[:1])
        elif isinstance(part, Quoted):
            out.add(part.claim)
    return frozenset(out)


def slug(words: str) -> str:
    """A file name of plain letters, digits and hyphens; two names never become one."""
    flat = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:90]
    if flat == words:
        return flat
    return f"{flat}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def _shelf(
    name: str, conflict: str, outcome: Outcome, some: Sequence[Statement], folder: Folder, desk: Desk
) -> Shelf:
    who = tuple(dict.fromkeys(claimant_name(one.key, desk.config) or one.key.claimant for one in some))
    names: list[Text] = [text(named(one, limit=60)) for one in who[:NAMED]]
    if who[NAMED:]:
        names.append(say_many("html.other_claimants", count(who[NAMED:])))
    heading = say(
        "html.evidence_heading",
        outcome=OUTCOMES[outcome],
        conflict=named(conflict_title(conflict, desk.config)),
    )
    evidence = tuple(folder.statement(one) for one in some)
    held = say_many("sentence.statements", count([one.id for one in some]))
    return Shelf(name, heading, joined(names), say("html.evidence_about", statements=held), evidence)


def _parcels(found: Sequence[Statement]) -> Iterator[list[Statement]]:
    """At most so many a page, and a claimant's figures together where they fit on one."""
    by_claimant: dict[str, list[Statement]] = defaultdict(list)
    for one in found:
        by_claimant[one.key.claimant].append(one)
    held: list[Statement] = []
    for some in by_claimant.values():
        if held and len(held) + len(some) > ROOM:
            yield held
            held = []
        held = held + some
        while len(held) > ROOM:
            yield held[:ROOM]
            held = held[ROOM:]
    if held:
        yield held


def _order(one: Statement, desk: Desk) -> tuple[object, ...]:
    known = one.key.claimant in desk.config.claimants
    said = str(one.said_on or "")
    return (not known, one.key.claimant, one.key, one.as_of.last(), said, one.quantity.point, one.id)
