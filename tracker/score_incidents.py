"""How well the numbers that others coded for an incident are read out of its description. No I/O.

A coded number is right when it equals the largest figure of its outcome that is part of no other, or the sum of them;
a coded zero when no figure above zero was read. Both are told together, since each alone can be gamed. Where a list of
numbers was coded for a text that holds more of them, a number is right when one figure of its outcome equals it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.score import Record

OUTCOMES = ("killed", "injured")
# How a coded number stands in the text, in the order in which it is told. "listed": one of several coded numbers.
KINDS = ("stated", "one_implicit", "sum", "absent", "zero", "unknown", "listed")


@dataclass(frozen=True, slots=True)
class Incident:
    """One description and the numbers that were coded for it.

    gold   outcome -> its number, or the list of its numbers, None where none was coded
    how    outcome -> how the number stands in the text: stated, sum, one_implicit, absent
    """

    name: str
    gold: Mapping[str, int | Sequence[int] | None]
    how: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """How many coded numbers of one kind were read, out of how many."""

    right: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where there are none."""
        return self.right / self.total if self.total else 0.0


@dataclass(slots=True)
class IncidentScore:
    """The marks of one extractor on one set of incidents: a tally for each outcome and kind of coding."""

    incidents: int = 0
    predicted: int = 0
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    wrong: list[tuple[str, str, str, object, list[int]]] = field(default_factory=list)

    def of(self, outcome: str) -> dict[str, Tally]:
        """The tallies of an outcome by kind, in the order of `KINDS`."""
        return {kind: self.tallies[outcome, kind] for kind in KINDS if (outcome, kind) in self.tallies}

    def mean(self, outcome: str) -> float | None:
        """The mean of the shares of stated numbers and zeros, None where neither was coded."""
        shares = [tally.share for kind, tally in self.of(outcome).items() if kind in ("stated", "zero")]
        return sum(shares) / len(shares) if shares else None


def score_incidents(incidents: Iterable[Incident], predicted: Mapping[str, Sequence[Record]]) -> IncidentScore:
    """Marks predictions by incident against coded numbers."""
    marks = IncidentScore()
    for incident in incidents:
        claims = predicted.get(incident.name, ())
        marks.incidents += 1
        marks.predicted += len(claims)
        for outcome in OUTCOMES:
            coded = incident.gold.get(outcome)
            if isinstance(coded, int):
                kind = "zero" if coded == 0 else (incident.how.get(outcome) or "unknown")
                read = [number for claim in claims for number in _top(claim, outcome)]
                right = not any(read) if coded == 0 else coded in (max(read, default=0), sum(read))
                _note(marks, incident.name, outcome, kind, right, coded, read)
            elif coded is not None:
                read = [number for claim in claims for number in _bounds(claim, outcome)]
                for number in coded:
                    _note(marks, incident.name, outcome, "listed", number in read, number, read)
    return marks


def _note(marks: IncidentScore, name: str, outcome: str, kind: str, right: bool, coded: int, read: list[int]) -> None:
    tally = marks.tallies.setdefault((outcome, kind), Tally())
    tally.total += 1
    tally.right += right
    if not right:
        marks.wrong.append((name, outcome, kind, coded, read))


def _top(claim: Record, outcome: str) -> list[int]:
    """The number of a claim that is part of no other: its lower bound, else its upper one."""
    if claim.get("part_of") is not None or claim.get("outcome") != outcome:
        return []
    return _bounds(claim, outcome)[:1]


def _bounds(claim: Record, outcome: str) -> list[int]:
    if claim.get("outcome") != outcome:
        return []
    return [bound for bound in (claim.get("low"), claim.get("high")) if bound is not None]
