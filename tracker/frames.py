"""The tables of a report as pandas frames, typed as the data package says: for notebooks and further analysis.

    from tracker.frames import read_tables
    series = read_tables("reports/latest")["series"]

Empty cells are missing (`<NA>`), and never 0: integers are `Int64`, numbers `Float64`, truth values `boolean`, days
`datetime64`; words stay words, and so do days that may be given as a month or a year ("2011"). What was put before a
text so that no spreadsheet runs it is taken off again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import UsageError
from tracker.report.csv_file import words_of_cell

if TYPE_CHECKING:
    import pandas as pd


def read_tables(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Every CSV table of a report's or an export's folder, by name.

    Raises UsageError where the folder holds no data package, or a table is not what the package describes.
    """
    root = Path(folder)
    package = root / "datapackage.json"
    try:
        described = json.loads(package.read_text("utf-8"))
        resources = [r for r in described["resources"] if str(r["path"]).endswith(".csv")]
    except FileNotFoundError:
        raise UsageError(f"{package}: not found; give the folder of a report, such as reports/latest") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{package}: could not be read as a data package: {error}") from None
    return {str(resource["name"]): _table(root, resource) for resource in resources}


def _table(root: Path, resource: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    path = root / str(resource["path"])
    if path.resolve().parent != root.resolve():
        raise UsageError(f"{path}: the data package names a file outside its folder")
    fields = {str(field["name"]): str(field["type"]) for field in resource["schema"]["fields"]}
    try:
        frame = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: could not be read: {error}") from None
    if list(frame.columns) != list(fields):
        raise UsageError(f"{path}: its columns are not those of the data package; export the tables anew")
    tagged = len(frame) > 0 and frame.iloc[0].dropna().str.startswith("#").all()
    if tagged:
        frame = frame.iloc[1:].reset_index(drop=True)  # the row of HXL tags
    for name, kind in fields.items():
        try:
            frame[name] = _typed(frame[name], kind)
        except (ValueError, TypeError) as error:
            raise UsageError(f"{path}: column {name} is not of type {kind}: {error}") from None
    return frame


def _typed(column: pd.Series, kind: str) -> pd.Series:
    import pandas as pd

    if kind == "date":
        return pd.to_datetime(column, format="%Y-%m-%d")
    if kind == "boolean":
        return column.map({"true": True, "false": False}, na_action="ignore").astype("boolean")
    if kind == "string":
        return column.map(words_of_cell, na_action="ignore").astype("string")
    if kind == "integer":
        return pd.to_numeric(column).astype("Int64")
    return pd.to_numeric(column).astype("Float64")
