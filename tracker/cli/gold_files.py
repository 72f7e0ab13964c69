"""Reads what `tracker score` is given: annotated articles, incidents with coded numbers, claims of an extractor."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.collect.jsonl import not_json
from tracker.errors import UsageError
from tracker.model import Outcome
from tracker.score import Record
from tracker.score_incidents import OUTCOMES, Incident

Row = dict[str, Any]


@dataclass(slots=True)
class Gold:
    """Texts by id, each annotated with claims or coded with numbers; a file holds one kind."""

    articles: dict[str, Row] = field(default_factory=dict)
    coded: bool = False

    def incidents(self) -> list[Incident]:
        """The texts with their coded numbers."""
        return [
            Incident(name, row["gold"], {outcome: row.get(f"{outcome}_how") for outcome in OUTCOMES})
            for name, row in self.articles.items()
        ]


def load_gold(path: Path) -> Gold:
    """The texts of a .jsonl file or a folder of .json files. Raises UsageError naming file and line for a slip there,
    which would otherwise count as a miss of the reader."""
    gold = Gold()
    for where, name, row in _rows(path, "annotated articles"):
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise UsageError(f"{where}: no annotated article; each is an object with id, text and a list of claims")
        coded = "claims" not in row and "gold" in row
        fault = _coding_fault(row["gold"]) if coded else _claims_fault(row.get("claims"))
        if fault:
            raise UsageError(f"{where}: {fault}")
        if gold.articles and coded != gold.coded:
            raise UsageError(f"{where}: found claims and coded numbers in one set; score them apart")
        gold.coded = coded
        id_ = str(row.get("id") or row.get("url") or name)
        if id_ in gold.articles:
            raise UsageError(f"{where}: found the id {id_[:80]!r} twice; each article needs its own")
        gold.articles[id_] = row
    if not gold.articles:
        raise UsageError(f"{path}: found no annotated articles; give a .jsonl file or a folder of .json files")
    return gold


def load_predictions(path: Path) -> dict[str, list[Record]]:
    """Claims by article, as `tracker extract` or another extractor prints them."""
    read: dict[str, list[Record]] = defaultdict(list)
    for where, _, row in _rows(path, "claims"):
        if not isinstance(row, dict) or "article" not in row or "outcome" not in row:
            raise UsageError(f"{where}: no claim; each line is an object with article, outcome, low and high")
        read[str(row.get("article"))].append(row)
    return read


def _claims_fault(claims: Any) -> str | None:
    if not isinstance(claims, list):
        return "no annotated article; each is an object with id, text and a list of claims"
    for number, claim in enumerate(claims):
        if fault := _claim_fault(claim, len(claims)):
            return f"claims.{number}: {fault}"
    return None


def _claim_fault(claim: Any, claims: int) -> str | None:
    if not isinstance(claim, dict):
        return "must be an object with outcome, low and high"
    outcomes = [outcome.value for outcome in Outcome]
    if claim.get("outcome") not in outcomes:
        return f"outcome: found {claim.get('outcome')!r}; must be one of {', '.join(outcomes)}"
    for key in ("low", "high"):
        if type(claim.get(key)) not in (int, type(None)):
            return f"{key}: found {claim[key]!r}; must be a whole number or null"
    part = claim.get("part_of")
    if part is not None and not (type(part) is int and 0 <= part < claims):
        return f"part_of: found {part!r}; must be the place of another claim in the list, from 0, or null"
    return None


def _coding_fault(gold: Any) -> str | None:
    if not isinstance(gold, dict):
        return "gold: must be an object with a number for killed and injured"
    for outcome, coded in gold.items():
        if outcome not in OUTCOMES:
            return f"gold.{outcome}: coded numbers are of {' and '.join(OUTCOMES)} only"
        numbers = coded if isinstance(coded, list) else [coded]
        if any(type(number) not in (int, type(None)) for number in numbers) or (
            isinstance(coded, list) and None in coded
        ):
            return f"gold.{outcome}: found {coded!r}; must be a whole number, a list of them, or null"
    return None


def _rows(path: Path, what: str) -> list[tuple[str, str, Any]]:
    try:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
            texts = [(str(f), f.stem, f.read_text("utf-8-sig")) for f in files]
        else:
            lines = path.read_text("utf-8-sig").split("\n")
            texts = [(f"{path}:{n}", str(n), line) for n, line in enumerate(lines, 1) if line.strip()]
    except FileNotFoundError as error:
        raise UsageError(f"{path}: found no such file or folder of {what}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: found bytes that are no UTF-8 text; {what} are JSON Lines in UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    return [(where, name, _parsed(where, text)) for where, name, text in texts]


def _parsed(where: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: {not_json(error)}") from error
