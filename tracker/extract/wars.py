"""Wars that texts name without a date: when counts of them start, and the year of a start day that has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

import tracker.lexicon
from tracker.lexicon.guarded import Guarded, words_pattern
from tracker.model import PartialDate


@dataclass(frozen=True, slots=True)
class War:
    """A war by its names; `start` is as precise as counts of it start, `begins` the first day it can be meant."""

    id: str
    pattern: Guarded
    start: PartialDate
    begins: date
    day: bool
    one_day: bool = False


@lru_cache(maxsize=1)
def wars() -> tuple[War, ...]:
    """The wars of lexicon/wars.yaml."""
    path = Path(tracker.lexicon.__file__).parent / "wars.yaml"
    out = []
    for row in YAML(typ="safe").load(path):
        out.append(
            War(
                row["id"],
                words_pattern(row["words"]),
                PartialDate.parse(str(row["start"])),
                row["from"],
                bool(row.get("day")),
                bool(row.get("one_day")),
            )
        )
    return tuple(out)


SHORT = 1500  # code points: a brief names its war once


# It opens with its first digit, so that the search goes from digit to digit.
YEAR = Guarded(
    r"[12](?<=\b[12])(?:(?<=1)9|(?<=2)0)[0-9]{2}\b(?!\s(?:people|civilians|soldiers|troops|dead|killed|wounded|men|women|children))"
)


@lru_cache(maxsize=2)  # asked more than once of one text
def latest_year(text: str) -> int:
    """The latest year that an undated text names: it was written then or soon after; 9999 where it names none."""
    return max((int(m.group()) for m in YEAR.finditer(text)), default=9999)


@lru_cache(maxsize=2)  # asked for the dates of a text and for its war
def _named(text: str) -> tuple[War, ...]:
    """The wars that a text names."""
    return tuple(war for war in wars() if war.pattern.search(text))


def anchors(text: str) -> list[date]:
    """The start days that a date without a year may mean in an undated text: those of the wars it names and may know."""
    named = [war for war in _named(text) if war.day]
    latest = latest_year(text) if named else 0
    return [war.begins for war in named if war.begins.year <= latest]


def war_of(text: str, published: PartialDate | None) -> PartialDate | None:
    """The start of the war a text speaks of most, None where it names none that was under way."""
    best: tuple[int, War] | None = None
    latest = published.last() if published is not None else date(latest_year(text), 12, 31)
    for war in _named(text):
        if latest < war.begins or war.one_day:
            continue
        size = len(war.pattern.findall(text))
        if size >= (1 if len(text) < SHORT else 2) and (best is None or size > best[0]):
            best = (size, war)
    return best[1].start if best else None
