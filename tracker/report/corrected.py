"""Figures out of force in the exported tables: who corrected them, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.model import Correction, Corrector, PartialDate, Reconciled, SeriesKey, Statement
from tracker.model.codebook import AREA

if TYPE_CHECKING:
    from tracker.report.rows import Book, Cell, Row


def by_statement(reconciled: Reconciled) -> dict[str, Correction]:
    """For each statement that is out of force its last correction; none for one that is in force again."""
    current = {said.id for one in reconciled.series for said in one.current()}
    homes = {name: one.id for one in reconciled.statements if one.id not in current for name in one.claims}
    found: dict[str, Correction] = {}
    for one in reconciled.corrections:
        if one.corrector is Corrector.SOURCE and one.claim in homes:
            found[homes[one.claim]] = _later(found.get(homes[one.claim]), one)
    for corrected in reconciled.corrected:
        found[corrected.statement.id] = corrected.corrections[-1]
    return found


def _later(before: Correction | None, one: Correction) -> Correction:
    return one if before is None or str(one.said_on) >= str(before.said_on) else before


def correction_cells(correction: Correction | None) -> dict[str, Cell]:
    """The columns that say who took a figure out of force, on which day and why; empty where nobody did."""
    return {
        "corrected_by": correction.corrector if correction else None,
        "corrected_on": _day(correction.said_on) if correction else None,
        "correction": correction.why if correction else None,
    }


def correction_rows(book: Book) -> list[Row]:
    """One row a correction, by series, day and claim; those of claims that stand in no series last."""
    homes = {name: one for one in _statements(book.reconciled) for name in one.claims}
    rows: list[tuple[tuple[object, ...], Row]] = []
    for one in book.reconciled.corrections:
        claim = book.by_id.get(one.claim)
        if claim is None:
            continue
        home = homes.get(one.claim)
        instead = book.by_id.get(one.instead or "")
        about = _of_series(book, home.key) if home else _of_claim(book, one.claim)
        row: dict[str, Cell] = about | {
            "claim_id": one.claim,
            "statement_id": home.id if home else None,
            "as_of": str(home.as_of) if home else _day(claim.as_of),
            "low": claim.quantity.low,
            "high": claim.quantity.high,
            "corrector": one.corrector,
            "who": one.who,
            "why": one.why,
            "corrected_on": _day(one.said_on),
            "seen_at": one.seen_at,
            "evidence": one.evidence,
            "instead": one.instead,
            "instead_low": instead.quantity.low if instead else None,
            "instead_high": instead.quantity.high if instead else None,
        }
        order = (home is None, home.key, home.as_of.last()) if home else (True,)
        rows.append(((*order, row["corrected_on"] or "", one.claim, one.id), row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def corrections_of_days(reconciled: Reconciled) -> dict[tuple[SeriesKey, PartialDate], str]:
    """For each day of a series how many figures others than the source corrected: "outlet=1;person=2"."""
    counts: dict[tuple[SeriesKey, PartialDate], dict[Corrector, int]] = {}
    for one in reconciled.corrected:
        cell = counts.setdefault((one.statement.key, one.statement.as_of), {})
        by = one.corrections[-1].corrector
        cell[by] = cell.get(by, 0) + 1
    return {cell: ";".join(f"{by}={n}" for by, n in sorted(told.items())) for cell, told in counts.items()}


def _statements(reconciled: Reconciled) -> Iterator[Statement]:
    yield from reconciled.statements
    yield from (one.statement for one in reconciled.corrected)


def _of_series(book: Book, key: SeriesKey) -> dict[str, Cell]:
    cells = book.key_cells(key)
    return {name: cells[name] for name in ABOUT}


def _of_claim(book: Book, claim: str) -> dict[str, Cell]:
    found = book.by_id[claim]
    row: dict[str, Cell] = dict.fromkeys(ABOUT)
    row |= {"conflict": found.conflict or "", "outcome": found.outcome, "group": found.group, "basis": found.basis}
    return row | {"place": found.place, "claimant": found.claimant, "scope": found.scope}


def _day(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


ABOUT = (
    *("conflict", *AREA.split(), "outcome", "group", "group_words", "side", "place", "basis", "since"),
    *("claimant", "scope", "inclusions"),
)
