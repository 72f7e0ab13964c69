"""The sentences of the report, each with its figures traced: what a conflict's claimants say, and the widest gap."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Basis, Direction, Series, Statement
from tracker.report.gaps import Apart, causes, difference, newest_gaps
from tracker.report.panels import Desk, Panel
from tracker.report.printed import Part, Text, count, day_text, joined, named, text
from tracker.report.table_row import slip
from tracker.report.tables import newest
from tracker.report.wording import SCOPES, claimant_name, conflict_title, counted

SPEAKERS = 3  # claimants named in one sentence
RECENT = 365  # days
_SIDES: dict[str, str] = {Direction.ENEMY: "of the other side"}


def panel_sentence(panel: Panel, desk: Desk) -> Text | None:
    """The newest figures of the claimants who speak most, in one sentence; None where nobody known speaks.

    Who fell silent more than a year before the newest figure of all is left to the table, and so is an outlet's error.
    """
    said = [found for one in _first_series(panel) if (found := newest(one)) and not slip(found, desk.claims)]
    if not said:
        return None
    latest = max(one.as_of.last() for one in said)
    spoken = [one for one in said if (latest - one.as_of.last()).days <= RECENT][:SPEAKERS]
    parts: list[Part] = [*counted(panel.key, desk.config, panel.day, panel.since), ": "]
    return text(*parts, *joined([_says(s, desk, panel.opposed) for s in spoken], "; ", "; "), ".")


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
    first = _apart("The widest gap between claimants’ newest figures of the killed: ", *widest, desk)
    return first, None if latest == widest else _apart("The newest gap: ", *latest, desk)


def _apart(opening: str, panel: Panel, one: Apart, desk: Desk) -> Text:
    more = "more" if one.difference > 0 else "fewer"
    return text(
        opening,
        *counted(panel.key, desk.config, panel.day, panel.since),
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
    parts: list[Part] = [who, " gave ", desk.figure(statement)]
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
