"""Figures and times that a sentence tells one for one: "145 and 267 were killed in 2016 and in 2018 respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.additions import figure_of
from tracker.extract.dates import TimeExpression
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, PartialDate

RESPECTIVELY = Guarded(r"\brespectively\b", re.IGNORECASE)
JOINED = re.compile(r"\s*(?:,|,?\s*and)\s*(?:in\s+|on\s+)?", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
KINDS = ("year", "month", "day", "weekday")


def in_turn(text: str, start: int, end: int, dates: Sequence[TimeExpression], claims: list[Claim]) -> list[Claim]:
    """The claims of the sentence text[start:end] with these times, each with its own where "respectively" says so."""
    if len(claims) < 2 or RESPECTIVELY.search(text, start, end) is None:
        return claims
    figures = sorted(range(len(claims)), key=lambda n: figure_of(claims[n])[0])
    told = [(e.start, e.end, e.last or e.first) for e in dates if e.kind in KINDS and e.first is not None]
    known = {at for first, last, _ in told for at in range(first, last)}
    bare = (y for y in YEAR.finditer(text, start, end) if y.start() not in known)  # a year in a list has no "in"
    told = sorted([*told, *((y.start(), y.end(), PartialDate(int(y.group()))) for y in bare)], key=lambda t: t[0])
    listed = _runs(text, [figure_of(claims[n]) for n in figures])
    times = _runs(text, [(first, last) for first, last, _ in told])
    out = list(claims)
    for counts in listed:
        same = next((run for run in times if len(run) == len(counts)), None)
        for at, when in zip(counts, same or (), strict=False):
            claim, day = claims[figures[at]], told[when][2]
            since = day if claim.basis is Basis.PERIOD else claim.since
            out[figures[at]] = replace(claim, since=since, as_of=day)
    return out


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The lists among stretches of text: those that only commas and "and" part, of two and more."""
    runs: list[list[int]] = []
    for n, (first, _) in enumerate(spans):
        if n and JOINED.fullmatch(text[spans[n - 1][1] : first]) is not None:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [run for run in runs if len(run) > 1]
