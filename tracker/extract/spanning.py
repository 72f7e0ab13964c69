"""The window that a report is about, for those of its counts that name no time: "in the first half of 2022".

A report on a month or a half-year opens with its window and then tells the counts of it one after the other: "Mines
killed 12 people. Ten teachers died." None of them happened on the day the report was published, which is all that a
count without a day could be given otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock, Span
from tracker.extract.time_words import ONE_BLOW, RECORD, SINCE_CLAUSE
from tracker.extract.tokens import sentence_start
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Outcome, PartialDate, Region

LEADS = 4  # claims of the body among which the window of a report stands
SHORTEST = 25  # days that a report looks back on; what is shorter is news, with days of its own
BACK, ON = 160, 120  # code points of a sentence around a count
OPENING = 900  # code points in which a report calls itself one
LATEST = 200  # days after its window that a report comes out; older windows are history
REPORT = Guarded(
    r"\b(?:report|bulletin|documented|recorded|registered|monitored|survey|statistics|data|tally|figures)\b",
    re.IGNORECASE,
)
THAT_MONTH = Guarded(r"\b(?:in|during) (?:that|the same|the) month\b", re.IGNORECASE)
COVERS = Guarded(
    r"\b(?:report|bulletin|update|review|brief|publication)\b[^.;]{0,60}\b(?:cover(?:s|ed|ing)?|for the period|spans?)\b|"
    r"\breporting period\b|\bcover(?:s|ed|ing)\s+the\s+period\b",
    re.IGNORECASE,
)
OF_A_REPORT = Guarded(r"\b(?:report|bulletin|update|brief|review|violations|overview|sitrep)\b", re.IGNORECASE)
DASH = Guarded(r"\s*(?:[-–—]|to|until)\s*", re.IGNORECASE)
SINGLE = (Outcome.CAPTIVE, Outcome.MISSING)  # what is as often a level as a count


def note_span(text: str, sentence: Sentence, clock: Clock) -> None:
    """Takes note of "this report covers the period from 1 December to 29 February"."""
    if sentence.found:
        return
    headed = sentence.ordinal == 0 and OF_A_REPORT.search(text, sentence.start, sentence.end) is not None
    if not headed and COVERS.search(text, sentence.start, sentence.end) is None:
        return
    for one, two in pairwise(sentence.dates):
        ends = one.kind == two.kind == "day" and DASH.fullmatch(text[one.end : two.start]) is not None
        if headed and ends and one.first is not None and two.first is not None and one.first < two.first:
            clock.covered = Span(sentence.start, one.first, two.first)  # "..., 11 February - 31 May 2022"
            return
        if one.lead == "from" and two.lead == "until" and one.first is not None and two.last is not None:
            clock.covered = Span(sentence.start, one.first, two.last)
            return


def over_the_report(
    text: str, claims: list[Claim], headline_end: int, report: PartialDate | None, covered: Span | None
) -> list[Claim]:
    """The claims, in order, with the window of the report for counts dated by nothing but its day or that window's end.

    report    the day of the report; a window that has not ended before it is no report's
    covered   the window that a sentence without a figure gave the report
    """
    looks_back = covered is not None and _looks_back(covered.since, covered.as_of, report)
    span = covered if looks_back else _span(text, claims, headline_end, report)
    if span is None:
        return claims
    out = []
    for claim in claims:
        if claim.start > span.told_at and claim.region is Region.BODY and _undated(claim, span, report):
            words = _sentence(text, claim)
            month = claim.as_of if claim.as_of is not None and _within(claim.as_of, span) else None
            told = claim.date_basis is DateBasis.STATED or THAT_MONTH.search(words) is not None
            if ONE_BLOW.search(words) is not None and span.since == span.as_of and claim.as_of == report:
                claim = replace(claim, as_of=span.as_of, date_basis=DateBasis.CARRIED)  # some day of that month
            elif ONE_BLOW.search(words) is None and SINCE_CLAUSE.search(words) is None:
                since, as_of = (month, month) if month is not None and told else (span.since, span.as_of)
                claim = replace(claim, basis=Basis.PERIOD, since=since, as_of=as_of, date_basis=DateBasis.CARRIED)
        out.append(claim)
    return _parts_with(out)


def _span(text: str, claims: Sequence[Claim], headline_end: int, report: PartialDate | None) -> Span | None:
    """The window that a whole told near the beginning is counted over, where a body that counts looks back on it."""
    if REPORT.search(text, 0, OPENING) is None:
        return None
    for claim in [c for c in claims if c.start >= headline_end and c.region is Region.BODY][:LEADS]:
        if claim.basis is not Basis.PERIOD or claim.part_of is not None or claim.since is None or claim.as_of is None:
            continue
        late = report is not None and (report.first() - claim.as_of.last()).days > LATEST
        compared = RECORD.search(_lead_in(text, claim)) is not None
        if _looks_back(claim.since, claim.as_of, report) and not (late or compared):
            return Span(claim.start, claim.since, claim.as_of)
    return None


def _looks_back(since: PartialDate, as_of: PartialDate, report: PartialDate | None) -> bool:
    """Whether a window is of weeks that were over when the report came out."""
    if (as_of.last() - since.first()).days < SHORTEST:
        return False
    return report is None or as_of.last() < report.first()


def _undated(claim: Claim, span: Span, report: PartialDate | None) -> bool:
    if claim.outcome in SINGLE:
        return False
    if claim.as_of is None:
        return claim.since is None and claim.basis in (Basis.EVENT, Basis.PERIOD)
    if claim.basis is Basis.PERIOD:
        return claim.since is None and claim.date_basis is DateBasis.PUBLISHED
    if claim.basis is not Basis.EVENT:
        return False
    if claim.date_basis in (DateBasis.PUBLISHED, DateBasis.NONE):
        return claim.as_of == report
    return not claim.as_of.exact and _within(claim.as_of, span)


def _within(day: PartialDate, span: Span) -> bool:
    return span.since.first() <= day.first() and day.last() <= span.as_of.last() and day.month is not None


def _lead_in(text: str, claim: Claim) -> str:
    """The words of the sentence before a count."""
    return text[sentence_start(text, claim.start, BACK) : claim.start]


def _sentence(text: str, claim: Claim) -> str:
    """The sentence of a count, as far as it is near."""
    after = text[claim.end : claim.end + ON]
    ends = [at for mark in (". ", ".\n", "\n", "; ") if (at := after.find(mark)) >= 0]
    return _lead_in(text, claim) + text[claim.start : claim.end] + after[: min(ends, default=len(after))]


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
