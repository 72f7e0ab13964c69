"""Whose losses a list of figures tells, where the list's own heading says it: "Foreign civilians:", then "51 dead"."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.lexicon.guarded import Guarded
from tracker.model import Claim

SHORT = 90  # code points of a line of a list: a longer one is prose, which says itself whom it counts
UP = 5  # lines a heading may stand above its figure
HEADING = Guarded(r"(?P<people>[A-Z][\w’'.-]*(?: [\w’'.&*-]+){0,6}):[ \t]*$")
FATE = Guarded(
    r"(?:killed|dead|deaths?|wounded|injured|missing|captured|casualties(?: and losses)?|losses|total|military|strength|"
    r"(?:(?:this|these|those|they|which)\s+)?includ\w+|among|of\s+(?:these|those|them|which)|"
    r"updates?|says?|said|also|related|note|source)\b",
    re.IGNORECASE,
)


def with_headings(text: str, claims: list[Claim]) -> list[Claim]:
    """Claims without people that stand in a list of figures take the people of the heading above them."""
    return [
        replace(c, victims=people) if c.victims is None and (people := _heading(text, c.start)) else c for c in claims
    ]


def _heading(text: str, at: int) -> str | None:
    first = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at, at + SHORT)
    if last < 0 or last - first > SHORT or at - first > SHORT:
        return None
    for _ in range(UP):
        end = first - 1
        if end <= 0:
            return None
        first = text.rfind("\n", max(0, end - SHORT), end) + 1
        line = text[first:end]
        if not line.strip() or (not first and end > SHORT):
            return None
        heading = HEADING.search(line)
        if heading is not None and not FATE.search(heading["people"]):
            return heading["people"].rstrip("*")
    return None
