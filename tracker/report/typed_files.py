"""A table as JSON Lines and as Parquet: the same cells with their types, and null for what is not known."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Sequence
from datetime import date

from tracker.model.codebook import Field, Sheet
from tracker.report.rows import Cell, Row

_Value = str | int | float | bool | None


def to_json_lines(sheet: Sheet, rows: Sequence[Row]) -> bytes:
    """One object a line with every column; letters that steer a terminal or turn text around are written as escapes."""
    lines = []
    for row in rows:
        cells = {field.name: _value(field, row.get(field.name)) for field in sheet.fields}
        lines.append(_visible(json.dumps(cells, ensure_ascii=False, separators=(",", ":"))))
    return "".join(f"{line}\n" for line in lines).encode()


def to_parquet(sheet: Sheet, rows: Sequence[Row]) -> bytes:
    """A Parquet file whose columns carry their meaning and unit. The same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    fields = []
    columns = []
    for field in sheet.fields:
        values = [_value(field, row.get(field.name)) for row in rows]
        if field.type == "date":
            columns.append(pa.array([date.fromisoformat(str(v)) if v else None for v in values], kinds["date"]))
        else:
            columns.append(pa.array(values, kinds[field.type]))
        about = {"description": field.about, "unit": field.unit, "hxl": field.tag}
        fields.append(pa.field(field.name, kinds[field.type], metadata={k: v for k, v in about.items() if v}))
    schema = pa.schema(fields, metadata={"title": sheet.title, "description": sheet.about})
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _value(field: Field, cell: Cell) -> _Value:
    """A cell with its type; an empty text is one that is not known."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    if field.type == "integer":
        return int(cell)
    if field.type == "number":
        return float(cell)
    return str(cell).encode("utf-8", "replace").decode("utf-8")


def _visible(line: str) -> str:
    if line.isascii():
        return line.replace("\x7f", "\\u007f")  # JSON itself escapes the others
    return "".join(
        letter if unicodedata.category(letter) not in ("Cc", "Cf", "Zl", "Zp") else json.dumps(letter)[1:-1]
        for letter in line
    )
