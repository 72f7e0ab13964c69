"""Figures worth a second look, and what each way of making one number of them would give. None of them is the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model import Choice, Finding, Policy, PolicyFigure, Quantity, Reconciled, Statement
from tracker.report.evidence import bounds, proof
from tracker.report.gaps import difference
from tracker.report.panels import Desk, place_of
from tracker.report.printed import Text, count, day_text, named, text
from tracker.report.say import say
from tracker.report.table_row import row_words
from tracker.report.tables import Table, columns, excerpt
from tracker.report.wording import SCOPES, conflict_title, counted, series_label

ROWS = 40  # of one table; the others are in findings.csv and policies.csv


def second_looks(reconciled: Reconciled, desk: Desk) -> tuple[Table, ...]:
    """A table of findings and one of policies, those that have rows."""
    said = {one.id: one for one in reconciled.statements}
    found = (_findings(reconciled.weighed.findings, desk), _policies(reconciled.weighed.choices, said, desk))
    return tuple(table for table in found if table is not None)


def finding_row(finding: Finding, desk: Desk) -> tuple[Text, ...] | None:
    """What was seen, whose figure it is, its day, the words around it and the claim.

    None where no stored quote shows the figure that is in question.
    """
    said = next((s for s in finding.statements if desk.proven(s)), None)
    if said is None:
        return None
    behind = proof(said, desk.claims)
    claim = next((one for one in behind if one.id in finding.claims), behind[0])
    figure = desk.figure(said)
    return (
        say(f"finding.{finding.kind}"),
        series_label(said.key, desk.config, own=False),
        text(figure),
        text(day_text(said.as_of)),
        row_words(claim) or text(excerpt(claim, figure.text)),
        text(named(claim.id)),
    )


def _findings(found: Sequence[Finding], desk: Desk) -> Table | None:
    rows = []
    for one in found:
        row = finding_row(one, desk)
        if row is not None:
            panel, day, since = place_of(one.statements[0].key, desk.config)
            rows.append((counted(panel, desk.config, day, since), *row))
    shares = {"what": 3.4, "matter": 3.0, "claimant": 2.4, "figure": 1.7, "as_of": 1.6, "quote": 4.4, "claim": 1.7}
    return _table("findings", shares, {"figure"}, rows, "findings.csv")


def _policies(choices: Sequence[Choice], said: Mapping[str, Statement], desk: Desk) -> Table | None:
    """Panels in which it matters how one number is made of several claimants' figures, by conflict, then by how much."""
    rows = []
    told = [one for one in choices if one.claimants > 1 and one.sensitivity]
    for one in sorted(told, key=lambda choice: (choice.panel.conflict, -choice.sensitivity, choice.panel)):
        figures = {figure.policy: figure for figure in one.figures}
        apart = _apart(one.figures, said, desk)
        cells = tuple(_figure(figures[policy], said, desk) for policy in Policy)
        if apart and any(cells):
            scope = say("label.aside", words=SCOPES[one.scope]) if SCOPES[one.scope] else ()
            what = text(named(conflict_title(one.panel.conflict, desk.config)), ": ")
            what += text(*counted(one.panel, desk.config), *scope)
            rows.append((what, text(day_text(one.day)), *cells, apart))
    shares = {"what": 4.2, "as_of": 1.6, **{str(policy): 1.6 for policy in Policy}, "apart": 1.4}
    return _table("policies", shares, {*Policy, "apart"}, rows, "policies.csv")


def _figure(one: PolicyFigure, said: Mapping[str, Statement], desk: Desk) -> Text:
    """A policy's number, each bound of it as the statement that gives it says; nothing where a bound has none behind it."""
    used = [said[id_] for id_ in one.statements if id_ in said and desk.proven(said[id_])]
    if one.quantity is None or not used:
        return say("looks.no_number")
    same = next((statement for statement in used if statement.quantity == one.quantity), None)
    if same is not None:
        return text(desk.figure(same))
    low, high = (_bound(value, used, desk) for value in (one.quantity.low, one.quantity.high))
    if low and high:
        return low if one.quantity.low == one.quantity.high else say("looks.between", low=low, high=high)
    return say("looks.from", low=low) if low else say("looks.to", high=high) if high else say("looks.no_number")


def _bound(value: int | None, used: Sequence[Statement], desk: Desk) -> Text:
    behind = next((one for one in used if value is not None and value in bounds(one.quantity)), None)
    return text(desk.bound(behind, value)) if behind is not None and value is not None else ()


def _apart(figures: Sequence[PolicyFigure], said: Mapping[str, Statement], desk: Desk) -> Text:
    """How far the lowest and the highest of the policies' numbers lie apart."""
    points: dict[int, Statement] = {}
    for one in figures:
        for id_ in one.statements:
            statement: Statement | None = said.get(id_)
            if one.quantity is not None and statement is not None and _gives(statement, one.quantity, desk):
                points.setdefault(one.quantity.point, statement)
    if len(points) < 2:
        return ()
    return text(difference(points[min(points)], points[max(points)], desk))


def _gives(statement: Statement, quantity: Quantity, desk: Desk) -> bool:
    return statement.quantity.point == quantity.point and desk.proven(statement)


def _table(
    name: str, shares: dict[str, float], numbers: set[str], rows: list[tuple[Text, ...]], where: str
) -> Table | None:
    if not rows:
        return None
    rest = tuple(str(n) for n in range(ROWS, len(rows)))
    more = say("table.more", n=count(rest), where=named(where)) if rest else ()
    return Table(say(f"looks.{name}_title"), columns(shares, numbers, "looks"), tuple(rows[:ROWS]), more)
