"""The series side by side: one row a day, two columns for each claimant, the lower and the upper bound."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import PartialDate, Series, Statement
from tracker.model.codebook import PANEL, Field, Sheet, of
from tracker.report.rows import Book, Cell, Row

_Line = tuple[tuple[object, ...], PartialDate]


def wide_sheet(claimants: Mapping[str, str]) -> Sheet:
    """The table for claimants, given as name by id."""
    bounds = []
    for id_, name in claimants.items():
        tag = id_.lower().replace("-", "_")
        for bound, word, side in (("low", "lowest", "min"), ("high", "highest", "max")):
            about = (
                f"{word} number that the words of {name} allow; empty where it set none, or said nothing of that day"
            )
            bounds.append(
                Field(
                    f"{id_}_{bound}",
                    "integer",
                    about,
                    unit="person or household",
                    hxl=f"#affected+{side}+by_{tag}",
                )
            )
    return Sheet(
        "series_wide",
        "Series side by side",
        "The figure in force for each day, one row a day, the declared claimants side by side. Rows are kept apart by "
        "everything that must not be mixed; a claimant that counts its own people and others' in one place has two rows.",
        (
            *of(PANEL + " unit since scope inclusions as_of"),
            Field("statements", "string", "statement_ids of the figures in this row, by `;`", required=True),
            *bounds,
        ),
    )


def wide(book: Book) -> tuple[Sheet, list[Row]]:
    """The table with a column for every declared claimant that has a figure in force, and its rows."""
    declared = book.config.claimants
    standing = [
        (one, words)
        for one in sorted(book.reconciled.series, key=lambda s: s.key)
        if one.key.claimant in declared and (words := one.current())
    ]
    names = {id_: declared[id_].name for id_ in sorted({one.key.claimant for one, _ in standing})}
    lines: dict[_Line, list[dict[str, Statement]]] = {}
    first: dict[_Line, Series] = {}
    for one, words in standing:
        for said in words:
            line = (_kept_apart(one), said.as_of)
            first.setdefault(line, one)
            rows = lines.setdefault(line, [{}])
            if one.key.claimant in rows[-1]:
                rows.append({})
            rows[-1][one.key.claimant] = said
    order = sorted(lines, key=lambda line: (line[0], line[1].last(), line[1].first()))
    return wide_sheet(names), [_row(book, first[line], line[1], cells) for line in order for cells in lines[line]]


def _kept_apart(series: Series) -> tuple[object, ...]:
    key = series.key
    return (key.panel, key.since, key.scope, key.inclusions)


def _row(book: Book, series: Series, as_of: PartialDate, said: Mapping[str, Statement]) -> Row:
    key = series.key
    row: dict[str, Cell] = book.panel_cells(key.panel)
    row |= {"since": key.since, "scope": key.scope, "inclusions": ";".join(key.inclusions), "as_of": str(as_of)}
    row["statements"] = ";".join(one.id for one in said.values())
    for id_, one in said.items():
        row |= {f"{id_}_low": one.quantity.low, f"{id_}_high": one.quantity.high}
    return row
