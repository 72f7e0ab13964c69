"""Reads a YAML file into plain data and remembers on which line everything stands, so that faults can say where.

YAML 1.2: `NO` is a word and `12:30` is a word. Anchors and aliases are refused: a file of facts needs none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Where = tuple[str | int, ...]


@dataclass
class LinedData:
    """Plain data with the line of each key and item. `faults` holds what the file itself has wrong, one line each."""

    path: Path
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, where: Where, message: str) -> str:
        """Records and returns "file:line: key: message"; an unknown place takes the line of what encloses it."""
        near = where
        while near and near not in self.lines:
            near = near[:-1]
        name = ".".join(map(str, where)) or "file"
        text = f"{self.path}:{self.lines.get(near, 1)}: {name}: {message}"
        if text not in self.faults:
            self.faults.append(text)
        return text

    def ordered_faults(self) -> list[str]:
        """The faults in the order of their lines."""
        return sorted(self.faults, key=lambda text: int(text[len(str(self.path)) + 1 :].split(":", 1)[0]))


def read_yaml(path: Path) -> LinedData:
    """Reads the file. What cannot be read at all is a fault of the result, never an exception."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    lined = LinedData(path)
    try:
        node = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        lined.fault((), "found no such file; give the path of a file with --config")
    except (OSError, UnicodeDecodeError) as error:
        lined.fault((), f"cannot be read as UTF-8 text: {error}")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lined.lines[()] = mark.line + 1 if mark else 1
        lined.fault((), f"not YAML: {error.problem or error.context}")
    except YAMLError as error:
        lined.fault((), f"not YAML: {error}")
    else:
        lined.lines[()] = 1
        lined.data = None if node is None else _plain(node, (), lined)
    return lined


def _plain(node: Any, where: Where, lined: LinedData) -> Any:
    kind = type(node).__name__
    lined.lines.setdefault(where, node.start_mark.line + 1)
    if node.anchor is not None:
        lined.fault(where, f"found the anchor or alias {str(node.anchor)!r}; write the value out")
        return None
    if kind == "SequenceNode":
        return [_plain(item, (*where, number), lined) for number, item in enumerate(node.value)]
    if kind == "MappingNode":
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in data:
                first = lined.lines[(*where, key)]
                name = ".".join(map(str, (*where, key)))
                lined.faults.append(f"{lined.path}:{line}: {name}: found twice, first on line {first}; keep one")
                continue
            lined.lines[(*where, key)] = line
            data[key] = _plain(value_node, (*where, key), lined)
        return data
    return _scalar(str(node.tag), node.value)


def _scalar(tag: str, text: str) -> Any:
    tag = tag.rsplit(":", 1)[-1]
    if tag == "null":
        return None
    if tag == "bool":
        return text.casefold() == "true"
    if tag == "int" and re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if tag == "float" and re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text):
        return float(text)
    if tag == "timestamp" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def nearest(found: str, known: Iterable[str]) -> str:
    """What would be right: the nearest known word, or all of them where none is near and they are few."""
    from rapidfuzz import process

    words = list(known)
    near = process.extractOne(found, words, score_cutoff=60)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"must be one of {', '.join(words)}" if 0 < len(words) <= 15 else "no such id is declared in this file"
