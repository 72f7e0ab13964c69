"""Trafilatura's searches for parts of a page by the names they bear, each name looked at once.

A third of its time goes into a dozen XPath expressions that ask every element of a page whether its class or id fits a
list of words, by a regular expression called from within XPath. Nearly all of them look at nothing but an element's own
tag and attributes, and a page names its thousand elements with a few dozen names. So the library's own expression is
asked once of an element that has a certain tag and names and nothing else, and what it says holds for all like it. An
expression that looks at anything more stays as it is.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Search = Callable[[Any], list[Any]]

_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
_KEPT = 1 << 11  # verdicts of each search
_MOST = 50_000  # elements of a page, beyond which it is no page for readers and may have as many names
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OF_TAGS = re.compile(r"\.//\*\[\s*(self::\w+(?:\s+or\s+self::\w+)*)\s*\]")
_STEP = re.compile(r"(?:^|\|)\s*\.//([\w*]+)")
_HOLDS_NONE = re.compile(r"not\(\.//\w+\)")  # true of an element without anything in it
# What looks at an element itself: its tag, its attributes, and tests of these.
_OWN = re.compile(
    r"(?:\s|[\[\](),=|]|@[\w-]+|self::\w+|\bor\b|\band\b|\bnot\(|\bcontains\(|\bstarts-with\(|\btranslate\(|\bre:test\()*"
)
_LISTS = (
    "BODY_XPATH",
    "RAW_TREE_PRUNE_XPATH",
    "REMOVE_COMMENTS_XPATH",
    "REMOVE_COMMENTS_AND_LISTS_XPATH",
    "OVERALL_DISCARD_XPATH",
    "TEASER_DISCARD_XPATH",
    "DISCARD_IMAGE_ELEMENTS",
)


class NamedParts:
    """What an expression finds in a tree, in the order of the tree.

    expression  the library's own

    Raises ValueError for an expression that looks at more than an element's own tag and attributes.
    """

    def __init__(self, expression: Any) -> None:
        from lxml.etree import XPath

        path = str(expression.path).strip()
        self._first, path = _first_of(path)
        looks = _QUOTED.sub("", path)
        without = _HOLDS_NONE.sub("", looks)
        held = looks != without
        kinds = _STEP.findall(without)
        if not kinds or not _OWN.fullmatch(_STEP.sub("|", without)) or (held and "not(" in without):
            raise ValueError(f"looks at more than an element itself: {path}")
        if self._first and (len(kinds) > 1 or held):
            raise ValueError(f"looks for the first of several kinds: {path}")
        of_tags = _OF_TAGS.match(path)
        self._tags = re.findall(r"self::(\w+)", of_tags[1]) if of_tags else []
        if not of_tags and kinds != ["*"] and len(kinds) == 1:
            self._tags = kinds
        self._tag_tells = "self::" in path or len(kinds) > 1
        self._names = list(dict.fromkeys(re.findall(r"@([\w-]+)", looks)))
        if not self._names:
            raise ValueError(f"asks no names: {path}")
        self._ordered = re.search(r"@[\w-]+\s*\|\s*@", looks) is not None
        # An element in which nothing stands may fit where one with a headline in it does not.
        self._whole = expression if held else None
        self._path = XPath(path, namespaces=_NAMESPACES)
        self.expression = expression
        self._verdicts: dict[tuple[Any, ...], bool] = {}

    def __call__(self, tree: Any) -> list[Any]:
        keys = []
        elements = []
        names, verdicts = self._names, self._verdicts
        most_missing = len(names) - 1  # where two names are there, one stands first
        if len(verdicts) > _KEPT:
            verdicts.clear()
        for element in tree.iterdescendants(*self._tags or ["*"]):
            key = tuple(map(element.get, names))
            if self._ordered and key.count(None) < most_missing:
                key += tuple(name for name in element.keys() if name in names)  # noqa: SIM118
            if self._tag_tells:
                key = (element.tag, *key)
            elements.append(element)
            keys.append(key)
            if len(keys) > _MOST:
                return list(self.expression(tree))
        try:
            self._judge({key for key in keys if key not in verdicts})
        except ValueError:  # a tag or a name that only a broken page has
            return list(self.expression(tree))
        found = [element for element, key in zip(elements, keys, strict=True) if verdicts[key]]
        if self._whole is not None:
            return list(self._whole(tree)) if found else []
        if self._first == "of its parent":
            parents = set()
            return [e for e in found if (p := e.getparent()) not in parents and not parents.add(p)]  # type: ignore[func-returns-value]
        return found[:1] if self._first else found

    def _judge(self, keys: set[tuple[Any, ...]]) -> None:
        """Asks the library's expression of elements that have these tags and attributes and nothing else."""
        from lxml.etree import Element, SubElement

        if not keys:
            return
        root = Element("body")
        probes = {}
        for key in keys:
            tag, *values = key if self._tag_tells else ((self._tags or ["div"])[0], *key)
            held = dict(zip(self._names, values, strict=False))
            order = values[len(held) :] or self._names
            given = {name: held[name] for name in order if held[name] is not None}
            probes[SubElement(root, tag, given)] = key
        fits = set(self._path(root))
        self._verdicts.update((key, probe in fits) for probe, key in probes.items())


def _first_of(path: str) -> tuple[str, str]:
    """Which of the parts that fit an expression means, "" for all of them, and the expression without that."""
    if path.startswith("(") and path.endswith(")[1]"):
        return "of all", path[1 : -len(")[1]")]
    if path.endswith("[1]"):
        return "of its parent", path[: -len("[1]")].strip()
    return "", path


@lru_cache(maxsize=1)
def quicken() -> None:
    """Puts these searches in the place of the library's own, for the rest of the process. What it extracts is the same.

    The lists are changed in place, since its modules hold them by name.
    """
    paths = importlib.import_module("trafilatura.xpaths")
    for name in _LISTS:
        expressions: list[Search] = getattr(paths, name, [])
        expressions[:] = map(quickened, expressions)
    baseline = importlib.import_module("trafilatura.baseline")
    if hasattr(baseline, "BASIC_CLEAN_XPATH"):
        baseline.BASIC_CLEAN_XPATH = quickened(baseline.BASIC_CLEAN_XPATH)  # type: ignore[attr-defined]


def quickened(expression: Any) -> Search:
    """The same search, faster where it looks at elements by themselves."""
    try:
        return NamedParts(expression)
    except (ValueError, AttributeError):
        return expression  # type: ignore[no-any-return]
