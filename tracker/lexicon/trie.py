"""A list of phrases as one expression in which phrases with the same beginning share it.

A plain alternation tries every phrase at every place; here one letter decides among them. The letters stand in both
cases, so that no flag is needed and the longest phrase still wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SPACE = " "
END = ""


class _Node(dict[str, "_Node"]):
    """What may follow: the next letter (or a stretch of space, or the end) to what may follow that."""


def alternatives(phrases: Iterable[str], *, lower: bool = False) -> str:
    """The expression of any of the phrases, with any stretch of space for a space: in any case, or in lower case only."""
    root = _Node()
    for phrase in phrases:
        node = root
        for char in re.sub(r"\s+", SPACE, phrase.lower()):
            node = node.setdefault(char, _Node())
        node[END] = _Node()
    return _expression(root, lower)


def _expression(node: _Node, lower: bool) -> str:
    ends = END in node
    branches = [_one(char, lower) + _expression(after, lower) for char, after in sorted(node.items()) if char != END]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "|".join(branches)
    return f"(?:{body}){'?' if ends else ''}" if ends or len(branches) > 1 else body


def _one(char: str, lower: bool) -> str:
    if char == SPACE:
        return r"\s+"
    upper = char.upper()
    if lower or upper == char or len(upper) > 1:
        return re.escape(char)
    return f"[{char}{upper}]"
