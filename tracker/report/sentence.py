"""The sentences of the report, each with its figures traced: what a conflict's claimants say, and the widest gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.model import Basis, Direction, Series, Statement
from tracker.report.catalogue import word
from tracker.report.gaps import Apart, causes, difference, newest_gaps
from tracker.report.panels import Desk, Panel
from tracker.report.printed import Printed, Text, count, day_text, joined, named
from tracker.report.say import say, say_many
from tracker.report.table_row import slip
from tracker.report.tables import newest
from tracker.report.wording import SCOPES, claimant_name, conflict_title, counted

SPEAKERS = 3  # claimants named in one sentence
RECENT = 365  # days


def panel_sentence(panel: Panel, desk: Desk) -> Text | None:
    """The newest figures of the claimants who speak most, in one sentence; None where nobody known speaks.

    Who fell silent more than a year before the newest figure of all is left to the table, and so is an outlet's error.
    """
    said = [found for one in _first_series(panel) if (found := newest(one)) and not slip(found, desk.claims)]
    if not said:
        return None
    latest = max(one.as_of.last() for one in said)
    spoken = [one for one in said if (latest - one.as_of.last()).days <= RECENT][:SPEAKERS]
    says = joined(
        [gave(s, desk, opposed=panel.opposed) for s in spoken], word("list.semicolon"), word("list.semicolon")
    )
    return say("sentence.panel", what=counted(panel.key, desk.config, panel.day, panel.since), says=says)


def gap_sentences(panels: Sequence[Panel], desk: Desk) -> tuple[Text | None, Text | None]:
    """The widest gap among running totals, and the newest one where that is another.

    Both are gaps of a claimant's newest figure: what it has since replaced opens no report. Each sentence names both
    claimants, their figures and days, the difference, and the reasons on record for it.
    """
    found: list[tuple[Panel, Apart]] = []
    for panel in panels:
        last = {one.key: newest(one) for one in panel.series}
        if panel.key.basis is Basis.CUMULATIVE:
            for one in newest_gaps(panel, desk):
                if not one.gap.agrees and _numbered(one, desk) and last.get(one.other.key) == one.other:
                    found.append((panel, one))
    if not found:
        return None, None
    widest = min(found, key=lambda item: (-abs(item[1].difference), item[1].other.key))
    latest = max(found, key=lambda item: (item[1].gap.day, abs(item[1].difference), item[1].other.key))
    first = _apart("sentence.widest", *widest, desk)
    return first, None if latest == widest else _apart("sentence.newest_gap", *latest, desk)


def apart_sentence(opening: str, what: Text, one: Apart, desk: Desk, *, opposed: bool) -> Text:
    """How far two claimants stand apart, with both figures and the reasons on record."""
    how = "sentence.more" if one.difference > 0 else "sentence.fewer"
    return say(
        opening,
        what=what,
        reference=gave(one.reference, desk, opposed=opposed),
        other=gave(one.other, desk, opposed=opposed),
        by=say(how, n=unsigned(difference(one.reference, one.other, desk))),
        causes=causes(one),
    )


def _apart(opening: str, panel: Panel, one: Apart, desk: Desk) -> Text:
    what = counted(panel.key, desk.config, panel.day, panel.since)
    return apart_sentence(opening, what, one, desk, opposed=panel.opposed)


def conflict_sentence(conflict: str, panels: Sequence[Panel], desk: Desk) -> Text | None:
    """The first sentence of a conflict: its main panel's newest figures, under the conflict's title."""
    for panel in panels:
        sentence = panel_sentence(panel, desk)
        if sentence is not None:
            return say("sentence.conflict", conflict=named(conflict_title(conflict, desk.config)), sentence=sentence)
    return None


def scope_sentence(panels: Sequence[Panel], charts: int, desk: Desk) -> Text:
    """What this report rests on: statements, claimants and conflicts, as known on a day."""
    statements = tuple(sorted({s.id for panel in panels for s in panel.statements}))
    claimants = tuple(sorted({s.key.claimant for panel in panels for s in panel.statements}))
    conflicts = tuple(sorted({panel.key.conflict for panel in panels}))
    drawn = tuple(str(position) for position in range(charts))
    return say(
        "sentence.holds",
        statements=say_many("sentence.statements", count(statements)),
        claimants=say_many("sentence.claimants", count(claimants)),
        conflicts=say_many("sentence.conflicts", count(conflicts)),
        charts=say_many("sentence.charts", count(drawn)),
        day=day_text(desk.known),
    )


def gave(statement: Statement, desk: Desk, *, opposed: bool) -> Text:
    """Who gave which figure as of when; `opposed` says where it is the other side's people that are counted."""
    who = named(claimant_name(statement.key, desk.config) or word("label.unresolved"), limit=60)
    enemy = statement.key.direction == Direction.ENEMY and statement.key.side and opposed
    asides = [SCOPES[statement.key.scope], word("sentence.enemy") if enemy else ""]
    aside = word("list.comma").join(aside for aside in asides if aside)
    return say(
        "sentence.gave",
        who=who,
        figure=desk.figure(statement),
        aside=say("sentence.aside", words=aside) if aside else (),
        day=day_text(statement.as_of),
    )


def unsigned(figure: Printed) -> Printed:
    """A difference without its sign, where words say which way it goes."""
    return replace(figure, text=figure.text.lstrip("+−"))


def _numbered(one: Apart, desk: Desk) -> bool:
    return all(any(c.isdigit() for c in desk.figure(s).text) for s in (one.reference, one.other))


def _first_series(panel: Panel) -> list[Series]:
    order = {name: rank for rank, name in enumerate(panel.claimants)}
    taken: dict[str, Series] = {}
    for one in sorted(panel.series, key=lambda one: (order[one.key.claimant], -len(one.revisions), one.key)):
        taken.setdefault(one.key.claimant, one)
    return list(taken.values())
