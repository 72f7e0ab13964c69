"""The window that a report is about, for those of its counts that name no time: "in the first half of 2022".

A report on a month or a half-year opens with its window and then tells the counts of it one after the other: "Mines
killed 12 people. Ten teachers died." None of them happened on the day the report was published, which is all that a
count without a day could be given otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.time_words import ONE_BLOW, SINCE_CLAUSE
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Outcome, PartialDate, Region

LEADS = 4  # claims of the body among which the window of a report stands
SHORTEST = 25  # days that a report looks back on; what is shorter is news, with days of its own
BACK, ON = 160, 120  # code points of a sentence around a count
THAT_MONTH = Guarded(r"\b(?:in|during) (?:that|the same|the) month\b", re.IGNORECASE)
SINGLE = (Outcome.CAPTIVE, Outcome.MISSING)  # what is as often a level as a count


def over_the_report(text: str, claims: list[Claim], headline_end: int, report: PartialDate | None) -> list[Claim]:
    """The claims, in order, with the window of the report for counts dated by nothing but its day or that window's end.

    report: the day of the report; a window that has not ended before it is no report's.
    """
    lead = _window(claims, headline_end, report)
    if lead is None or lead.since is None or lead.as_of is None:
        return claims
    out = []
    for claim in claims:
        if claim.start > lead.start and claim.region is Region.BODY and _undated(claim, lead, report):
            month = claim.as_of if claim.as_of is not None and claim.as_of != report else None
            words = _sentence(text, claim)
            told = claim.date_basis is DateBasis.STATED or THAT_MONTH.search(words) is not None
            whole = month is None or not _within(month, lead) or not told
            if ONE_BLOW.search(words) is None and SINCE_CLAUSE.search(words) is None:
                since, as_of = (lead.since, lead.as_of) if whole or month is None else (month, month)
                claim = replace(claim, basis=Basis.PERIOD, since=since, as_of=as_of, date_basis=DateBasis.CARRIED)
        out.append(claim)
    return _parts_with(out)


def _window(claims: Sequence[Claim], headline_end: int, report: PartialDate | None) -> Claim | None:
    """The claim that tells the window of the report: a whole told near its beginning, of weeks that were over."""
    body = [c for c in claims if c.start >= headline_end and c.region is Region.BODY][:LEADS]
    for claim in body:
        if claim.basis is not Basis.PERIOD or claim.part_of is not None or claim.since is None or claim.as_of is None:
            continue
        if (claim.as_of.last() - claim.since.first()).days < SHORTEST:
            continue
        if report is None or claim.as_of.last() < report.first():
            return claim
    return None


def _undated(claim: Claim, lead: Claim, report: PartialDate | None) -> bool:
    if claim.basis is not Basis.EVENT or claim.outcome in SINGLE or claim.as_of is None:
        return False
    if claim.date_basis in (DateBasis.PUBLISHED, DateBasis.NONE):
        return claim.as_of == report
    return not claim.as_of.exact and _within(claim.as_of, lead)


def _within(day: PartialDate, lead: Claim) -> bool:
    if lead.since is None or lead.as_of is None:
        return False
    return lead.since.first() <= day.first() and day.last() <= lead.as_of.last() and day.month is not None


def _sentence(text: str, claim: Claim) -> str:
    """The sentence of a count, as far as it is near."""
    before = text[max(0, claim.start - BACK) : claim.start]
    before = before[max(before.rfind(mark) for mark in (". ", ".\n", "\n", "; ")) + 1 :]
    after = text[claim.end : claim.end + ON]
    ends = [at for mark in (". ", ".\n", "\n", "; ") if (at := after.find(mark)) >= 0]
    return before + text[claim.start : claim.end] + after[: min(ends, default=len(after))]


def _parts_with(claims: list[Claim]) -> list[Claim]:
    """The claims with parts in the window of their whole."""
    wholes = {c.id: c for c in claims}
    out = []
    for claim in claims:
        whole = wholes.get(claim.part_of or "")
        dated = claim.as_of is not None and claim.date_basis in (DateBasis.STATED, DateBasis.RELATIVE)
        goes_on = claim.basis is Basis.EVENT and not dated
        if goes_on and whole is not None and whole.basis is Basis.PERIOD and whole.since:
            claim = replace(claim, basis=whole.basis, since=whole.since, as_of=whole.as_of)
        out.append(claim)
    return out
