"""What persons decided about claims, as corrections.yaml beside sources.yaml has it.

    corrections:
      - claim: c-0123456789abcdef
        by: A. Reader
        said_on: 2026-11-26
        why: The outlet gave the media office's figure as the ministry's.
        evidence: https://example.org/statement
        instead: c-fedcba9876543210   # optional: the claim that takes its place
        restores: true                # optional: takes an earlier decision about this claim back, or says that it stands
    aliases:
      - words: The Gaza press bureau
        claimant: gaza-gmo
        by: A. Reader
        said_on: 2026-11-26
        why: The office calls itself so in its own statements.

`tracker review` writes entries. A figure is never typed in here: what takes a claim's place is another claim, with words
of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.errors import ConfigError
from tracker.model import Correction, Corrector, PartialDate
from tracker.yaml_lines import LinedData, nearest, read_yaml

NAME = "corrections.yaml"
_REQUIRED = ("claim", "by", "said_on", "why", "evidence")
_KEYS = (*_REQUIRED, "instead", "restores")
_OF_ALIAS = ("words", "claimant", "by", "said_on", "why")
_SECTIONS = ("corrections", "aliases")


@dataclass(frozen=True, slots=True)
class Alias:
    """A wording that a person has put down to a claimant; `where` is the file and line that says so."""

    words: str
    claimant: str
    by: str
    why: str
    where: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file, and its faults, one line each with file and line."""

    corrections: tuple[Correction, ...]
    faults: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()


def decisions_beside(config: Path, seen_at: str) -> tuple[Correction, ...]:
    """The decisions of the file beside sources.yaml; none where there is no such file.

    Raises ConfigError with every fault of the file.
    """
    found = read_decisions(config.with_name(NAME), seen_at)
    if found.faults:
        raise ConfigError(list(found.faults))
    return found.corrections


def read_decisions(path: Path, seen_at: str = "") -> Decisions:
    """Reads the file; `seen_at` is the moment that new decisions are noted with."""
    if not path.exists():
        return Decisions((), ())
    lined = read_yaml(path)
    if lined.faults:
        return Decisions((), tuple(lined.ordered_faults()))
    data = lined.data if lined.data is not None else {}
    if not isinstance(data, dict) or not set(data) <= set(_SECTIONS):
        lined.fault((), "must hold lists named corrections and aliases, with one entry for each decision")
        return Decisions((), tuple(lined.ordered_faults()))
    for section in _SECTIONS:
        if not isinstance(data.get(section) or [], list):
            lined.fault((section,), "must be a list, with one entry for each decision")
            return Decisions((), tuple(lined.ordered_faults()))
    made = [_decision(lined, number, entry, seen_at) for number, entry in enumerate(data.get("corrections") or [])]
    aliases = [_alias(lined, number, entry) for number, entry in enumerate(data.get("aliases") or [])]
    return Decisions(
        tuple(one for one in made if one is not None),
        tuple(lined.ordered_faults()),
        tuple(one for one in aliases if one is not None),
    )


def _alias(lined: LinedData, number: int, entry: Any) -> Alias | None:
    where = ("aliases", number)
    if not isinstance(entry, dict):
        lined.fault(where, f"found {str(entry)[:60]!r}; must be keys and values: {', '.join(_OF_ALIAS)}")
        return None
    faults = len(lined.faults)
    for key in entry:
        if key not in _OF_ALIAS:
            lined.fault((*where, key), f"found {key!r}; {nearest(str(key), _OF_ALIAS)}")
    for key in _OF_ALIAS:
        if entry.get(key) in (None, ""):
            lined.fault((*where, key), "found nothing; the key must be given")
    if entry.get("said_on") and type(entry["said_on"]) is not date:
        lined.fault((*where, "said_on"), f"found {str(entry['said_on'])[:60]!r}; must be a day such as 2026-11-26")
    if len(lined.faults) > faults:
        return None
    at = f"{lined.path}:{lined.lines.get(where, 1)}: aliases.{number}"
    return Alias(str(entry["words"]), str(entry["claimant"]), str(entry["by"]), str(entry["why"]), at)


def _decision(lined: LinedData, number: int, entry: Any, seen_at: str) -> Correction | None:
    where = ("corrections", number)
    if not isinstance(entry, dict):
        lined.fault(where, f"found {str(entry)[:60]!r}; must be keys and values: {', '.join(_REQUIRED)}")
        return None
    good = True
    for key in entry:
        if key not in _KEYS:
            lined.fault((*where, key), f"found {key!r}; {nearest(str(key), _KEYS)}")
            good = False
    for key in _REQUIRED:
        if entry.get(key) in (None, ""):
            lined.fault((*where, key), "found nothing; the key must be given")
            good = False
    for key in ("claim", "instead"):
        value = entry.get(key)
        if value not in (None, "") and not (isinstance(value, str) and value.startswith("c-")):
            lined.fault(
                (*where, key), f"found {str(value)[:60]!r}; must be the whole id of a claim, such as c-0123456789ab"
            )
            good = False
    on = entry.get("said_on")
    if on not in (None, "") and type(on) is not date:
        lined.fault((*where, "said_on"), f"found {str(on)[:60]!r}; must be a day such as 2026-11-26")
        good = False
    if not isinstance(entry.get("restores", False), bool):
        lined.fault((*where, "restores"), f"found {str(entry['restores'])[:60]!r}; must be true, or be left out")
        good = False
    if not good:
        return None
    return Correction(
        entry["claim"],
        Corrector.PERSON,
        str(entry["by"]),
        " ".join(str(entry["why"]).split()),
        PartialDate.of(entry["said_on"]),
        seen_at,
        str(entry["evidence"]),
        entry.get("instead") or None,
        entry.get("restores", False),
    )
