"""Writes the tables of docs/evaluation.md anew from what `tracker score` says of each set.

python docs/fill_evaluation.py DATE --develop GOLD... --evaluate GOLD... [--yardsticks SCRIPT [--python PROGRAM]]

SCRIPT    takes the name of a yardstick (regex, dep, quantulum) and a set, and prints claims as JSON Lines; without it
          the tables show what was measured of the yardsticks on 2026-11-25
PROGRAM   the Python that has the yardsticks' packages, if this one has not
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "evaluation.md"
YARDSTICKS = {"regex": "regular expressions", "dep": "dependency parser", "quantulum": "quantulum3"}
# What the script measured on 2026-11-25, for when it is not at hand: set -> yardstick -> marks of claims, in this order.
MARKS = ("precision", "recall", "f1", "figure_f1", "whole_f1", "grounded")
KNOWN = {
    "dev.jsonl": {
        "regex": (0.580, 0.454, 0.509, 0.576, 0.000, 1.000),
        "dep": (0.646, 0.521, 0.577, 0.605, 0.000, 1.000),
        "quantulum": (0.641, 0.479, 0.548, 0.570, 0.000, 1.000),
    },
    "world.jsonl": {
        "regex": (0.541, 0.575, 0.557, 0.660, 0.089, 1.000),
        "dep": (0.646, 0.598, 0.621, 0.654, 0.107, 1.000),
        "quantulum": (0.530, 0.552, 0.541, 0.600, 0.090, 1.000),
    },
}
# The same of coded numbers: set -> yardstick -> outcome -> kind -> share.
KNOWN_CODED: dict[str, dict[str, dict[str, dict[str, float]]]] = {
    "rand_incidents.jsonl": {
        "regex": {
            "killed": {"stated": 0.666, "zero": 0.970, "one_implicit": 0.0, "sum": 0.169, "absent": 0.0},
            "injured": {"stated": 0.769, "zero": 0.919, "one_implicit": 0.0, "sum": 0.368, "absent": 0.018},
        },
        "dep": {
            "killed": {"stated": 0.760, "zero": 0.974, "one_implicit": 0.0, "sum": 0.185, "absent": 0.0},
            "injured": {"stated": 0.799, "zero": 0.928, "one_implicit": 0.0, "sum": 0.400, "absent": 0.0},
        },
        "quantulum": {
            "killed": {"stated": 0.510, "zero": 0.972, "one_implicit": 0.0, "sum": 0.073, "absent": 0.0},
            "injured": {"stated": 0.766, "zero": 0.975, "one_implicit": 0.0, "sum": 0.284, "absent": 0.009},
        },
    },
    "muc4_dev.jsonl": {
        "regex": {"killed": {"listed": 0.432}, "injured": {"listed": 0.453}},
        "dep": {"killed": {"listed": 0.450}, "injured": {"listed": 0.505}},
        "quantulum": {"killed": {"listed": 0.387}, "injured": {"listed": 0.389}},
    },
}
# Two careful readers who annotated such articles blind to each other.
CEILING: dict[str, float] = {
    "f1": 0.995, "whole_f1": 0.86, "qualifier": 1.00, "victims": 0.98, "subset": 0.95, "basis": 0.98, "since": 0.94,
    "as_of": 1.00, "source": 0.94, "place": 0.68,
}  # fmt: skip
FIELDS = ("qualifier", "victims", "subset", "basis", "since", "as_of", "source", "place", "whole")
Marks = dict[str, Any]


def main(day: date, develop: list[Path], evaluate: list[Path], script: Path | None, python: str) -> None:
    """Scores each set and replaces what stands between the two markers of the page."""
    sys.path.insert(0, str(PAGE.parents[1]))  # the reader that is scored is the one of this checkout
    from tracker.extract import reader_version

    ours = {path: _score(path) for path in [*develop, *evaluate]}
    others = {path: _yardsticks(path, script, python) for path in ours}
    use = {path: "developed on" if path in develop else "evaluated on" for path in ours}
    annotated = [path for path in ours if "f1" in ours[path]]
    coded = [path for path in ours if "f1" not in ours[path]]
    parts = [f"Measured on {day.isoformat()} with reader version `{reader_version()}`."]
    if annotated:
        parts += [_claims(annotated, ours, others, use), _fields(annotated, ours), _outcomes(annotated, ours)]
    if coded:
        parts.append(_incidents(coded, ours, others, use))
    _write("\n\n".join(parts))


def _score(gold: Path, predictions: Path | None = None) -> Marks:
    command = [sys.executable, "-m", "tracker", "score", str(gold), "--format", "json"]
    command += ["--predictions", str(predictions)] if predictions else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{gold}: {done.stderr.strip()}")
    marks: Marks = json.loads(done.stdout)
    return marks


def _yardsticks(gold: Path, script: Path | None, python: str) -> dict[str, Marks]:
    """The marks of each yardstick on a set: measured now where the script is given, else as they are known."""
    if script is None:
        return _known(gold.name)
    marks = {}
    for name in YARDSTICKS:
        with tempfile.NamedTemporaryFile("w+", suffix=".jsonl") as read:
            command = [python, str(script), name, str(gold)]
            done = subprocess.run(command, stdout=read, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
            if done.returncode:
                raise SystemExit(f"{script} {name} {gold}: {done.stderr.strip()[-500:]}")
            marks[name] = _score(gold, Path(read.name))
    return marks


def _known(name: str) -> dict[str, Marks]:
    """What was measured of the yardsticks on a set, in the form that the scorer gives it."""
    known: dict[str, Marks] = {
        key: dict(zip(MARKS, marks, strict=True)) for key, marks in KNOWN.get(name, {}).items()
    }
    for key, outcomes in KNOWN_CODED.get(name, {}).items():
        known[key] = {
            outcome: {kind: {"share": share} for kind, share in kinds.items()} for outcome, kinds in outcomes.items()
        }
    return known


def _claims(
    sets: list[Path], ours: dict[Path, Marks], others: dict[Path, dict[str, Marks]], use: dict[Path, str]
) -> str:
    rows = []
    for path in sets:
        for reader, marks in (("this reader", ours[path]), *_named(others[path])):
            size = (
                (f"{ours[path]['articles']:,}", f"{ours[path]['gold_claims']:,}")
                if reader == "this reader"
                else ("", "")
            )
            shares = [_share(marks.get(key)) for key in MARKS]
            name = f"{path.name}, {use[path]}" if reader == "this reader" else ""
            rows.append([name, reader, *size, *shares])
    rows.append(["", "two people", "", "", "", "", _share(CEILING["f1"]), "", _share(CEILING["whole_f1"]), ""])
    header = (
        "set",
        "read by",
        "articles",
        "claims",
        "precision",
        "recall",
        "F1",
        "figure F1",
        "whole F1",
        "grounded",
    )
    return _table(header, rows)


def _fields(sets: list[Path], ours: dict[Path, Marks]) -> str:
    rows = [[path.name, *(f"{ours[path]['fields'][name]:.2f}" for name in FIELDS)] for path in sets]
    rows.append(["two people", *(f"{CEILING[name]:.2f}" if name in CEILING else "" for name in FIELDS)])
    names = ["part" if name == "subset" else name for name in FIELDS]
    return "Of the claims found, the share with each field right:\n\n" + _table(("set", *names), rows)


def _outcomes(sets: list[Path], ours: dict[Path, Marks]) -> str:
    rows = []
    for path in sets:
        marks = ours[path]
        by = marks["by_outcome"]
        confused = [
            f"{marks['confusion'][f'{gold}_read_as_{read}']:.3f} of {by.get(gold, {}).get('gold', 0):,}"
            for gold, read in (("casualties", "killed"), ("killed", "casualties"))
        ]
        coverage = f"{marks['coverage']:.3f} of {marks['heard']:,}" if marks["coverage"] is not None else ""
        outcomes = ", ".join(f"{name} {rates['f1']:.2f}" for name, rates in by.items() if rates["gold"])
        rows.append([path.name, *confused, coverage, outcomes])
    header = ("set", "casualties read as killed", "killed read as casualties", "coverage", "F1 by outcome")
    return "The dead taken for the dead and wounded or the reverse, and how much was heard at all:\n\n" + _table(
        header, rows
    )


def _incidents(
    sets: list[Path], ours: dict[Path, Marks], others: dict[Path, dict[str, Marks]], use: dict[Path, str]
) -> str:
    kinds = ("stated", "zero", "one_implicit", "sum", "absent", "listed")
    rows = []
    for path in sets:
        for outcome in ("killed", "injured"):
            for reader, marks in (("this reader", ours[path]), *_named(others[path])):
                tallies = marks.get(outcome, {})
                cells = [_tally(tallies.get(kind), counted=reader == "this reader") for kind in kinds]
                if reader == "this reader":
                    rows.append([f"{path.name}, {use[path]}", outcome, reader, *cells])
                elif tallies:
                    rows.append(["", "", reader, *cells])
    header = (
        "set",
        "outcome",
        "read by",
        "stated",
        "zero",
        "one, implied",
        "sum",
        "not in the text",
        "one of a list",
    )
    return "Of numbers that others coded for a text, the share that was read, by how they stand in it:\n\n" + _table(
        header, rows
    )


def _named(marks: dict[str, Marks]) -> Iterable[tuple[str, Marks]]:
    return [(YARDSTICKS[name], one) for name, one in marks.items()]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _tally(tally: Marks | None, *, counted: bool) -> str:
    if tally is None:
        return ""
    return f"{tally['share']:.3f} of {tally['total']:,}" if counted else f"{tally['share']:.3f}"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _write(tables: str) -> None:
    text = PAGE.read_text("utf-8")
    marked = re.compile(r"(<!-- scores -->\n).*(\n<!-- end of scores -->)", re.DOTALL)
    if not marked.search(text):
        raise SystemExit(f"{PAGE}: found no markers to write between")
    PAGE.write_text(marked.sub(lambda found: found.group(1) + tables + found.group(2), text), "utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("day", type=date.fromisoformat)
    asked.add_argument("--develop", nargs="+", type=Path, default=[], metavar="GOLD")
    asked.add_argument("--evaluate", nargs="+", type=Path, default=[], metavar="GOLD")
    asked.add_argument("--yardsticks", type=Path, metavar="SCRIPT")
    asked.add_argument("--python", default=sys.executable, metavar="PROGRAM")
    given = asked.parse_args()
    main(given.day, given.develop, given.evaluate, given.yardsticks, given.python)
