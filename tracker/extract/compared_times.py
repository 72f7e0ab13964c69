"""Which time a figure is of that another is held against: "up from 97 a day earlier"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.additions import figure_of
from tracker.extract.comparisons import COMPARED
from tracker.extract.dates import TimeExpression
from tracker.extract.setting import DAY_KINDS
from tracker.model import Basis, Claim, DateBasis

_BEHIND = 40  # code points between a figure and the time it is of


def held_against(text: str, dates: Sequence[TimeExpression], claims: list[Claim]) -> list[Claim]:
    """The claims of a sentence with these times; what a figure is held against counts the same people, at the time that
    is told right behind it."""
    out: list[Claim] = []
    for claim in claims:
        first = out[-1] if out else None
        if first is not None and claim.frame == COMPARED:
            claim = replace(_timed(text, dates, claim, first), victims=claim.victims or first.victims)
        out.append(claim)
    return out


def _timed(text: str, dates: Sequence[TimeExpression], claim: Claim, first: Claim) -> Claim:
    own = claim.date_basis in (DateBasis.STATED, DateBasis.RELATIVE)
    if own and (claim.since, claim.as_of) != (first.since, first.as_of):
        return claim  # "compared with 45 killed in the same period of 2017"
    at = figure_of(claim)[1]
    behind = [e for e in dates if at <= e.start <= at + _BEHIND and "," not in text[at : e.start]]
    told = behind[0] if behind else None
    if told is None or told.first is None:
        # An earlier state of one toll is of the same blow; of a total nobody says which day it was.
        known = first.as_of if first.basis is Basis.EVENT else None
        how = first.date_basis if known is not None else DateBasis.NONE
        since = first.since if first.basis is Basis.CUMULATIVE else None
        return replace(claim, basis=first.basis, since=since, as_of=known, date_basis=how)
    last = behind[1] if len(behind) > 1 and told.lead == "from" and behind[1].lead == "until" else told
    how = DateBasis.STATED if told.kind in ("day", "month", "year") else DateBasis.RELATIVE
    if told.kind in DAY_KINDS and last is told:
        return replace(claim, basis=first.basis, since=first.since, as_of=told.first, date_basis=how)
    return replace(claim, basis=Basis.PERIOD, since=told.first, as_of=last.last or last.first, date_basis=how)
