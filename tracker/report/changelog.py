"""The changelog of a report as rows: every cell that is otherwise than at the last one, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import CellChange, Since, Statement
from tracker.report.corrected import by_statement, correction_cells
from tracker.report.rows import Book, Cell, Row, series_id


def changelog_rows(book: Book) -> list[Row]:
    """One row a changed cell, by series and day; what is only read otherwise comes last. Empty without a comparison."""
    changes = book.reconciled.changes
    if changes.since is None:
        return []
    return [*_rows(book, changes.since, changes.cells), *_rows(book, changes.since, changes.reread)]


def _rows(book: Book, since: Since, cells: Iterable[CellChange]) -> Iterable[Row]:
    steps = {step.statement.id: step.kind for one in book.reconciled.series for step in one.revisions}
    struck = by_statement(book.reconciled)
    for one in cells:
        row: dict[str, Cell] = {"since_day": since.day.isoformat(), "since_run": since.run}
        row |= {"since_reader": since.reader, "kind": one.kind, "reason": one.reason}
        row |= {"series_id": series_id(one.key), **book.key_cells(one.key), "as_of": str(one.as_of)}
        row |= {"revision": steps.get(one.after.id) if one.after else None}
        row |= {**_bounds("before", one.before), **_bounds("after", one.after), "change": one.change}
        articles = dict.fromkeys(book.by_id[id_].article for id_ in one.claims if id_ in book.by_id)
        row |= {"claims": ";".join(one.claims), "articles": " | ".join(articles)}
        yield row | correction_cells(struck.get(one.before.id) if one.before else None)


def _bounds(which: str, said: Statement | None) -> dict[str, Cell]:
    if said is None:
        return {}
    quantity = said.quantity
    return {
        f"{which}_statement": said.id,
        f"{which}_low": quantity.low,
        f"{which}_high": quantity.high,
        f"{which}_qualifier": quantity.qualifier,
    }
