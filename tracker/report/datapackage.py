"""The description of the exported tables for programs (Data Package, version 2), and as a table for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model.codebook import Field, Sheet
from tracker.report.rows import Row


@dataclass(frozen=True, slots=True)
class FileKind:
    """How the files of one form are called and described: ending, media type, and the dialect of a reader."""

    ending: str
    media: str
    dialect: Mapping[str, object]


def datapackage(files: Mapping[str, bytes], sheets: Sequence[Sheet], kind: FileKind, today: date) -> bytes:
    """Title, licence, and for each table its file with size and hash, its columns, keys and units."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "conflict-casualty-claims",
        "title": "What sources say about casualties of armed conflict",
        "description": "Claims, statements, series and gaps between claimants. Figures are claims of the parties "
        "named; nothing here judges who is right. Killed and casualties are never mixed; an empty cell is not 0.",
        "version": today.isoformat(),
        "created": f"{today.isoformat()}T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Figures and their arrangement; quotes remain their publishers'",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(sheet, files[f"{sheet.name}.{kind.ending}"], kind) for sheet in sheets],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def codebook_rows(sheets: Sequence[Sheet]) -> list[Row]:
    """One row a column of every table, in the order of the tables and columns."""
    rows: list[Row] = []
    for sheet in sheets:
        points = {column: f"{other}.{there}" for column, other, there in sheet.refers}
        for position, field in enumerate(sheet.fields, 1):
            rows.append(
                {
                    "table": sheet.name,
                    "position": position,
                    "column": field.name,
                    "type": field.type,
                    "meaning": field.about,
                    "counted_in": field.unit,
                    "words": ";".join(field.words),
                    "pattern": field.pattern,
                    "never_empty": field.required,
                    "in_key": field.name in sheet.key,
                    "refers_to": points.get(field.name, ""),
                    "hxl_tag": field.tag,
                }
            )
    return rows


def _resource(sheet: Sheet, data: bytes, kind: FileKind) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [_field(field) for field in sheet.fields], "missingValues": [""]}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if sheet.refers:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [there]}}
            for column, other, there in sheet.refers
        ]
    return {
        "name": sheet.name,
        "type": "table",
        "title": sheet.title,
        "description": sheet.about,
        "path": f"{sheet.name}.{kind.ending}",
        "scheme": "file",
        "format": kind.ending,
        "mediatype": kind.media,
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        **({"dialect": dict(kind.dialect)} if kind.dialect else {}),
        "schema": schema,
    }


def _field(field: Field) -> dict[str, object]:
    entry: dict[str, object] = {"name": field.name, "type": field.type, "description": field.about}
    limits: dict[str, object] = {}
    if field.required:
        limits["required"] = True
    if field.words:
        limits["enum"] = list(field.words)
    if field.pattern:
        limits["pattern"] = field.pattern
    if limits:
        entry["constraints"] = limits
    if field.unit:
        entry["unit"] = field.unit
    return entry
