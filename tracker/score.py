"""How well claims were read, measured against articles that people have annotated. No I/O.

A predicted claim finds a gold claim of its article when outcome and both bounds are the same; each gold claim is
found once, by the prediction that agrees with it in the most fields. Saying an already found figure again is neither
right nor wrong. Fields are judged on found claims only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]  # a claim under the field names of the output, as JSON gives it

FIELDS = ("qualifier", "victims", "subset", "basis", "since", "as_of", "source", "place")
HARM = frozenset(("killed", "injured", "casualties"))  # outcomes that must not be taken for each other
WHOLE = ("qualifier", "basis", "as_of", "source", "subset")
# Words that say nothing about who or where: "the health ministry said" is the same source as "health ministry".
_EMPTY = frozenset(
    re.findall(r"\w+", "the a an of in at by from for to and its his her their s said say says who that")
)


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of right, wrong and missed, and the shares made of them, each from 0 to 1."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Of what was read, the share that is right; 0 where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Of what there is to read, the share that was found; 0 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Rates) -> Rates:
        return Rates(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(slots=True)
class Score:
    """The marks of one extractor on one set of articles.

    claims     outcome, low and high all equal
    figures    outcome and the printed number, bounds aside
    fields     how many of the found claims have each field right; "whole" is all of `WHOLE`
    grounded   predictions whose quote stands in the article at their offsets
    confused   (annotated outcome, outcome read): figures whose number was read under another of killed, injured and
               casualties and not under their own
    annotated  claims of the annotators by outcome
    heard, silent   sentences with a count and a word for an outcome, and those of them neither read nor refused for a
               named reason; None where predictions were given instead of articles read now
    missed, wrong   (article, claim), in order, for reading
    """

    articles: int = 0
    gold: int = 0
    predicted: int = 0
    grounded: int = 0
    claims: Rates = field(default_factory=Rates)
    figures: Rates = field(default_factory=Rates)
    fields: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    annotated: Counter[str] = field(default_factory=Counter)
    heard: int | None = None
    silent: int | None = None
    outcomes: dict[str, Rates] = field(default_factory=dict)
    missed: list[tuple[str, Record]] = field(default_factory=list)
    wrong: list[tuple[str, Record]] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share of found claims that have a field right."""
        return self.fields[name] / self.claims.right if self.claims.right else 0.0

    def confusion(self, outcome: str, read_as: str) -> float:
        """The share of annotated figures of an outcome that were read as another; 0 where there are none."""
        return self.confused[outcome, read_as] / self.annotated[outcome] if self.annotated[outcome] else 0.0

    @property
    def coverage(self) -> float | None:
        """The share of the sentences heard that were read or refused for a named reason; None where not known."""
        if not self.heard or self.silent is None:
            return None
        return 1 - self.silent / self.heard

    @property
    def whole(self) -> Rates:
        """Precision and recall when a found claim counts as right only if it is right as a whole."""
        right = self.fields["whole"]
        lost = self.claims.right - right
        return Rates(right, self.claims.wrong + lost, self.claims.missed + lost)


def score(gold: Iterable[tuple[str, str, Sequence[Record]]], predicted: Mapping[str, Sequence[Record]]) -> Score:
    """Marks predictions by article against gold articles, each given as (id, text, annotated claims)."""
    marks = Score()
    for name, text, wanted in gold:
        _mark_article(marks, name, text, wanted, predicted.get(name, ()))
    return marks


def same_phrase(one: str | None, other: str | None) -> bool:
    """Whether two wordings name the same: both are absent, or at least half of their telling words are shared."""
    left, right = _telling(one), _telling(other)
    if not left or not right:
        return not left and not right
    return 2 * len(left & right) >= 0.5 * (len(left) + len(right))


def _telling(words: str | None) -> set[str]:
    return set(re.findall(r"\w+", (words or "").lower().replace("’", "'"))) - _EMPTY


def _equal(name: str) -> Callable[[Record, Record], bool]:
    return lambda gold, read: bool(gold.get(name) == read.get(name))


def _alike(name: str) -> Callable[[Record, Record], bool]:
    return lambda gold, read: same_phrase(gold.get(name), read.get(name))


_JUDGES: dict[str, Callable[[Record, Record], bool]] = {
    **{name: _equal(name) for name in ("qualifier", "basis", "since", "as_of")},
    **{name: _alike(name) for name in ("victims", "source", "place")},
    "subset": lambda gold, read: (gold.get("part_of") is None) == (read.get("part_of") is None),
}


def _figure(claim: Record) -> tuple[Any, Any, Any]:
    return claim.get("outcome"), claim.get("low"), claim.get("high")


def _number(claim: Record) -> tuple[Any, Any]:
    return claim.get("outcome"), claim.get("high") if claim.get("low") is None else claim.get("low")


def _pairs(gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[int, int]]:
    """Which prediction finds which gold claim: the pair that agrees in the most fields first, then in text order."""
    possible = []
    for g, wanted in enumerate(gold):
        for r, claim in enumerate(read):
            if _figure(wanted) == _figure(claim):
                agreeing = sum(_JUDGES[name](wanted, claim) for name in FIELDS)
                possible.append((-agreeing, g, r))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, g, r in sorted(possible):
        if g not in found and r not in used:
            found[g] = r
            used.add(r)
    return list(found.items())


def _mark_article(marks: Score, name: str, text: str, gold: Sequence[Record], read: Sequence[Record]) -> None:
    pairs = _pairs(gold, read)
    found = {g for g, _ in pairs}
    used = {r for _, r in pairs}
    told = {_figure(gold[g]) for g in found}
    missed = [claim for g, claim in enumerate(gold) if g not in found]
    wrong = [claim for r, claim in enumerate(read) if r not in used and _figure(claim) not in told]
    marks.articles += 1
    marks.gold += len(gold)
    marks.predicted += len(read)
    marks.grounded += sum(_stands(claim, text) for claim in read)
    marks.claims += Rates(len(pairs), len(wrong), len(missed))
    wanted, given = {_number(claim) for claim in gold}, {_number(claim) for claim in read}
    marks.figures += Rates(len(wanted & given), len(given - wanted), len(wanted - given))
    for g, r in pairs:
        right = {field for field in FIELDS if _JUDGES[field](gold[g], read[r])}
        marks.fields.update(right)
        marks.fields["whole"] += right.issuperset(WHOLE)
    marks.annotated.update(str(claim.get("outcome")) for claim in gold)
    marks.confused.update(_confused(gold, found, wrong))
    _count(marks, [gold[g] for g in found], Rates(right=1))
    _count(marks, wrong, Rates(wrong=1))
    _count(marks, missed, Rates(missed=1))
    marks.missed += [(name, claim) for claim in missed]
    marks.wrong += [(name, claim) for claim in wrong]


def _confused(gold: Sequence[Record], found: set[int], wrong: Sequence[Record]) -> list[tuple[str, str]]:
    """Annotated figures whose number was wrongly read under another outcome of violence: instead of their own, or
    besides it from the same words."""
    left = list(wrong)
    pairs = []
    for at, claim in enumerate(gold):
        for read in left:
            outcomes = (str(claim.get("outcome")), str(read.get("outcome")))
            same = _number(claim)[1] == _number(read)[1] and outcomes[0] != outcomes[1] and HARM.issuperset(outcomes)
            if same and (at not in found or _overlap(claim, read)):
                left.remove(read)
                pairs.append(outcomes)
                break
    return pairs


def _overlap(one: Record, other: Record) -> bool:
    edges = [claim.get(key) for claim in (one, other) for key in ("start", "end")]
    if not all(isinstance(edge, int) for edge in edges):
        return False
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _count(marks: Score, claims: Iterable[Record], one: Rates) -> None:
    for claim in claims:
        outcome = str(claim.get("outcome"))
        marks.outcomes[outcome] = marks.outcomes.get(outcome, Rates()) + one


def _stands(claim: Record, text: str) -> bool:
    start, end = claim.get("start"), claim.get("end")
    return isinstance(start, int) and isinstance(end, int) and text[start:end] == claim.get("quote")
