"""One language file to a Lexicon: words by label, numbers, hedges, frames, examples; every fault with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from tracker.errors import ConfigError
from tracker.lexicon.examples import example_faults
from tracker.model import Outcome, Qualifier

HERE = Path(__file__).parent
FORMS = ("ED", "ING", "BASE", "DIE", "ADJ", "NOUN", "OF", "TOLL")
SECTIONS = (
    "language",
    "words",
    "numbers",
    "hedges",
    "frames",
    "places",
    "groups",
    "reporting",
    "time",
    "refusals",
    "scopes",
    "examples",
)


@dataclass(frozen=True)
class Lexicon:
    """A language as data.

    entries     lower-case words of an entry -> label, longest entries first under their first word
    section     the rest of the file, by its top-level key
    """

    language: str
    entries: dict[str, list[tuple[tuple[str, ...], str]]]
    section: dict[str, Any]


def split_entry(entry: str) -> tuple[str, ...]:
    """The entry as tokens would stand in a sentence."""
    return tuple(
        part
        for word in re.findall(r"[^\W_]+(?:['\-.][^\W_]+)*\.?|'[a-z]+|[^\w\s]", entry.lower())
        for part in ([word[:-2], "'s"] if word.endswith("'s") and len(word) > 2 else [word])
    )


def line_of(path: Path, needle: str, after: str = "") -> int:
    seen = not after
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        seen = seen or line.strip().startswith(after)
        if seen and re.search(rf"(?<!\w){re.escape(needle)}(?!\w)", line, re.IGNORECASE):
            return number
    return 1


def labels() -> set[str]:
    """Every label a word may stand under: OUTCOME.FORM, and the words that hold sentences together."""
    plain = (
        "TOLL CAUSE BE HAVE LIGHT INCLUDING OFGROUP MOST AND THAN REL PREP TO RISE PERSON THING ARTICLE NOZERO "
        "DET MODAL WISH NOT NUMBEROF FREED OF"
    )
    return {f"{o.name}.{f}" for o in Outcome for f in FORMS} | set(plain.split())


def read_language(path: Path) -> Lexicon:
    """Reads and checks one language file. Raises ConfigError naming file, line, the fault and what would be right."""
    try:
        data = YAML(typ="safe").load(path)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = str(error.problem).partition(" with value")[0]
        raise ConfigError([f"{path.name}:{line}: not readable as YAML: {problem}"]) from error
    if not isinstance(data, dict):
        raise ConfigError(
            [f"{path.name}:1: found no sections; a language file has language:, words:, frames: and others"]
        )
    problems: list[str] = []
    if not data.get("language"):
        problems.append(f"{path.name}:1: language: is not there; say the ISO 639-1 code of the language, such as en")
    for key in data:
        if key not in SECTIONS:
            near = process.extractOne(str(key), SECTIONS)
            problems.append(
                f"{path.name}:{line_of(path, str(key))}: unknown section {key!r}; did you mean {near[0]!r}?"
            )
    known = labels()
    seen: dict[tuple[str, ...], str] = {}
    entries: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for label, words in (data.get("words") or {}).items():
        if label not in known:
            near = process.extractOne(str(label), known)
            problems.append(
                f"{path.name}:{line_of(path, str(label))}: unknown label {label!r}; did you mean {near[0]!r}?"
            )
            continue
        if not isinstance(words, list):
            problems.append(
                f"{path.name}:{line_of(path, str(label))}: {label}: found {str(words)[:60]!r}; "
                "words stand in a list, [like, this]"
            )
            continue
        for word in words:
            parts = split_entry(str(word)) if word is not None else ()
            if not parts:
                problems.append(f"{path.name}:{line_of(path, str(label))}: an empty word under {label}")
                continue
            if parts in seen and seen[parts] != label:
                first, second = line_of(path, str(word), seen[parts] + ":"), line_of(path, str(word), label + ":")
                problems.append(
                    f"{path.name}:{second}: {word!r} stands under {label} and, on line {first}, under "
                    f"{seen[parts]}; keep one"
                )
                continue
            if parts not in seen:
                seen[parts] = label
                entries.setdefault(parts[0], []).append((parts, label))
    for kind in data.get("hedges") or {}:
        if kind not in {q.value for q in Qualifier} | {"after", "between"}:
            problems.append(f"{path.name}:{line_of(path, str(kind))}: unknown hedge class {kind!r}")
    problems += example_faults(path, data)
    if problems:
        raise ConfigError(problems)
    for group in entries.values():
        group.sort(key=lambda e: -len(e[0]))
    return Lexicon(data["language"], entries, {k: v for k, v in data.items() if k != "words"})


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """The shipped lexicon of a language, read once."""
    return read_language(HERE / f"{language}.yaml")
