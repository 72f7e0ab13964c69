"""Checks how the examples of a language file are written, before any of them is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rapidfuzz import process

from tracker.model import Outcome, PartialDate, Qualifier

OUTCOMES = tuple(outcome.value for outcome in Outcome)
# What an example may say of a claim besides its outcome and figure.
FIELDS = ("victims", "part", "basis", "since", "as_of", "source", "place", "scope", "group", "region", "unit")
_FORMS = "a figure is like 19, at_least 41, range 50 100 or vague 24"


def example_faults(path: Path, data: dict[str, Any]) -> list[str]:
    """One line a fault, with file and line: a sentence without claims, an unknown outcome, field or hedge."""
    faults = []
    for number, row in enumerate(data.get("examples") or [], 1):
        if fault := _fault(row):
            faults.append(f"{path.name}:{_line(path, row)}: example {number}: {fault}")
    return faults


def _fault(row: Any) -> str | None:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return "must have a text and claims, as in {text: ..., claims: [{killed: 19}]}"
    if set(row) != {"text", "claims"} or not isinstance(row["claims"], list):
        return f"found {', '.join(map(str, row))}; must have a text and a list of claims, which may be empty"
    return next((fault for claim in row["claims"] if (fault := claim_fault(claim))), None)


def claim_fault(claim: Any) -> str | None:
    """What is wrong with the claim of an example, None where it can be asked for."""
    if not isinstance(claim, dict):
        return f"found {str(claim)[:60]!r}; a claim is like {{killed: 19}}"
    for key in claim:
        if key not in (*OUTCOMES, *FIELDS):
            near = process.extractOne(str(key), (*OUTCOMES, *FIELDS))
            return f"unknown key {key!r}; did you mean {near[0]!r}?"
    outcomes = [key for key in claim if key in OUTCOMES]
    if len(outcomes) != 1:
        return f"found {len(outcomes)} outcomes in one claim; each has one of {', '.join(OUTCOMES)}"
    words = str(claim[outcomes[0]]).split()
    if words and not words[0].isdigit():
        hedge = words.pop(0)
        if hedge not in set(Qualifier):
            near = process.extractOne(hedge, [qualifier.value for qualifier in Qualifier])
            return f"unknown hedge {hedge!r}; did you mean {near[0]!r}? {_FORMS}"
    if not words or len(words) > 2 or not all(word.isdigit() for word in words):
        return f"found {outcomes[0]}: {str(claim[outcomes[0]])[:40]}; {_FORMS}"
    for key in ("since", "as_of"):
        try:
            PartialDate.parse(str(claim.get(key) or "2024"))
        except ValueError:
            return f"{key}: found {str(claim[key])[:40]!r}; a date is like 2024-05-08, 2024-05 or 2024"
    return None


def _line(path: Path, row: Any) -> int:
    text = row.get("text") if isinstance(row, dict) else None
    begin = str(text)[:40] if text else str(row)[:20]
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if begin in line), len(lines))
