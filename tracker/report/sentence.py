"""The sentences of the report, each with its figures traced: what a conflict's claimants say, and the widest gap."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Basis, Direction, Outcome, Series, Statement
from tracker.report.gaps import Apart, causes, difference, newest_gaps
from tracker.report.panels import Desk, Panel
from tracker.report.printed import Part, Text, count, day_text, joined, named, text
from tracker.report.tables import newest
from tracker.report.wording import SCOPES, claimant_name, conflict_title, counted

SPEAKERS = 3  # claimants named in one sentence
_SIDES: dict[str, str] = {Direction.ENEMY: "of the other side"}
RECENT = 365  # days: gaps older than this lead only where there are no newer ones


def panel_sentence(panel: Panel, desk: Desk) -> Text | None:
    """The newest figures of the claimants who speak most, in one sentence; None where nobody known speaks."""
    spoken = [said for one in _first_series(panel) if (said := newest(one)) is not None][:SPEAKERS]
    if not spoken:
        return None
    parts: list[Part] = [*counted(panel.key, desk.config, panel.day, panel.since), ": "]
    return text(*parts, *joined([_says(s, desk, panel.opposed) for s in spoken], "; ", "; "), ".")


def widest_gap(panels: Sequence[Panel], desk: Desk) -> Text | None:
    """The widest newest gap among running totals of the killed; recent ones come first.

    The sentence names both claimants, their figures and days, the difference, and the reasons on record for it.
    """
    found: list[tuple[tuple[object, ...], Panel, Apart]] = []
    for panel in panels:
        if panel.key.outcome is not Outcome.KILLED or panel.key.basis is not Basis.CUMULATIVE:
            continue
        for one in newest_gaps(panel, desk):
            if not one.gap.agrees and _numbered(one, desk):
                old = (desk.known - one.gap.day).days > RECENT
                found.append(((old, -abs(one.difference), one.other.key), panel, one))
    if not found:
        return None
    _, panel, one = min(found, key=lambda item: item[0])
    more = "more" if one.difference > 0 else "fewer"
    opening: list[Part] = [
        "The widest gap between two claimants in this report: ",
        *counted(panel.key, desk.config, panel.day, panel.since),
    ]
    return text(
        *opening,
        ". ",
        *_says(one.reference, desk, panel.opposed),
        "; ",
        *_says(one.other, desk, panel.opposed),
        ", which is ",
        _unsigned(one, desk),
        f" {more} as printed. On record as the reason: ",
        *causes(one),
        ".",
    )


def conflict_sentence(conflict: str, panels: Sequence[Panel], desk: Desk) -> Text | None:
    """The first sentence of a conflict: its main panel's newest figures, under the conflict's title."""
    for panel in panels:
        sentence = panel_sentence(panel, desk)
        if sentence is not None:
            return text(named(conflict_title(conflict, desk.config)), ". ", *sentence)
    return None


def scope_sentence(panels: Sequence[Panel], charts: int, desk: Desk) -> Text:
    """What this report rests on: statements, claimants and conflicts, as known on a day."""
    statements = tuple(sorted({s.id for panel in panels for s in panel.statements}))
    claimants = tuple(sorted({s.key.claimant for panel in panels for s in panel.statements}))
    conflicts = tuple(sorted({panel.key.conflict for panel in panels}))
    drawn = tuple(str(position) for position in range(charts))
    return text(
        "This report holds ",
        count(statements),
        _many(" statement", statements),
        " by ",
        count(claimants),
        _many(" claimant", claimants),
        " on ",
        count(conflicts),
        _many(" conflict", conflicts),
        " in ",
        count(drawn),
        _many(" chart", drawn),
        ", as known on ",
        day_text(desk.known),
        ".",
    )


def _says(statement: Statement, desk: Desk, opposed: bool) -> Text:
    who = named(claimant_name(statement.key, desk.config) or "a source that is not resolved", limit=60)
    parts: list[Part] = [who, " says ", desk.figure(statement)]
    side = _SIDES.get(statement.key.direction, "") if statement.key.side and opposed else ""
    asides = [SCOPES[statement.key.scope], side]
    if any(asides):
        parts.append(f" ({', '.join(aside for aside in asides if aside)})")
    return text(*parts, " as of ", day_text(statement.as_of))


def _unsigned(one: Apart, desk: Desk) -> Part:
    figure = difference(one, desk)
    return type(figure)(figure.text.lstrip("+−"), figure.values, figure.how, figure.claims, figure.inputs)


def _numbered(one: Apart, desk: Desk) -> bool:
    return all(any(c.isdigit() for c in desk.figure(s).text) for s in (one.reference, one.other))


def _first_series(panel: Panel) -> list[Series]:
    order = {name: rank for rank, name in enumerate(panel.claimants)}
    taken: dict[str, Series] = {}
    for one in sorted(panel.series, key=lambda one: (order[one.key.claimant], -len(one.revisions), one.key)):
        taken.setdefault(one.key.claimant, one)
    return list(taken.values())


def _many(word: str, records: tuple[str, ...]) -> str:
    return word if len(records) == 1 else word + "s"
