"""What an article says of time as a whole: headlines are dated by their story, and totals share their start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.dates import TimeExpression
from tracker.extract.time_words import ONE_BLOW, SINCE_START
from tracker.extract.tokens import sentence_start
from tracker.lexicon.guarded import Guarded
from tracker.model import Basis, Claim, DateBasis, Outcome, PartialDate, Region

LEFT = (Outcome.INJURED, Outcome.DETAINED, Outcome.CAPTIVE, Outcome.DISPLACED)
OWN = (DateBasis.STATED, DateBasis.RELATIVE)
HEADLINE = 220  # a first line longer than this is no headline
SHORTEST_TITLE = 12
ALIKE = 100  # a total so many times smaller counts something else
SAME_STAND = 14  # days between two totals that an article tells beside each other
LEVELS = (Outcome.MISSING, Outcome.CAPTIVE)
BEFORE = 400  # code points of a sentence before a count in it
BEHIND = 40  # code points behind a count in which its verb goes on
# How a total is told: what has happened so far, or how many are dead.
STANDS = Guarded(
    r"\b(?:has|have|had)\s+(?:also\s+|now\s+|already\s+|so far\s+)?been\s+(?:killed|wounded|injured|displaced|martyred)\b|"
    r"\b(?:are|is)\s+(?:now\s+)?(?:confirmed|known|reported)\s+(?:to be\s+)?(?:dead|killed|wounded|injured)\b",
    re.IGNORECASE,
)
BESIDE = 45  # code points in which the dead and the wounded of one tally stand beside each other


def headline_end(text: str, title: str | None = None) -> int:
    """Where the headline ends: the title where the text opens with it, else a short first line that is no sentence;
    0 where the text has none.
    """
    opening = text[: HEADLINE * 2]
    if title and len(title) >= SHORTEST_TITLE and (at := opening.find(title.strip())) >= 0:
        return at + len(title.strip())
    end = text.find("\n")
    return end if 0 < end <= HEADLINE and text[:end].rstrip()[-1:] not in (".", "!", "”", '"') else 0


def has_own_time(claim: Claim, parent: Claim, said_before: bool) -> bool:
    """Whether a part has a time of its own: a later sentence dates it, or hostages of whom some were killed."""
    if parent.basis is Basis.STOCK and claim.outcome is not parent.outcome:
        return True
    if claim.basis is Basis.STOCK and claim.outcome in LEFT:
        return True  # "ninety of the wounded are still being treated", "of the 120 arrested 30 remain in jail"
    whole = parent.basis in (Basis.CUMULATIVE, Basis.STOCK)
    apart = said_before or (whole and claim.basis is not parent.basis)
    return apart and claim.date_basis in OWN


def dated_behind(text: str, part: Claim, dates: Sequence[TimeExpression]) -> PartialDate | None:
    """The month or year right behind a part, of a total over several: "774 died, including 73 in 2013, 166 in 2014"."""
    for e in dates:
        if e.kind in ("month", "year") and e.lead == "" and e.first is not None and e.start >= part.end:
            return e.first if IN.fullmatch(text[part.end : e.start]) is not None else None
    return None


IN = Guarded(r"\s+(?:(?:people|more|others|deaths|killed|dead)\s+)?(?:in|during)\s+", re.IGNORECASE)


def settle_times(text: str, claims: list[Claim], headline_end: int, report: PartialDate | None = None) -> list[Claim]:
    """The claims, in order, with the times that only the article as a whole tells; `report` is the day of the report."""
    body = [c for c in claims if c.start >= headline_end and c.region is Region.BODY]
    out = []
    starts: dict[str, Claim] = {}
    headlines = {c.quote for c in claims if c.start < headline_end}
    for claim in body:
        if claim.basis is Basis.CUMULATIVE and claim.since is not None:
            starts.setdefault(claim.outcome, claim)
    only = _only_start(body)
    bulletin = only is not None and only in body[:1] and only.as_of == report
    body = _tallied([c for c in claims if c.start < headline_end], body)
    again = {c.id: c for c in body}
    for claim in claims:
        told = again.get(claim.id, claim)
        repeats = claim.start < headline_end or (claim.quote in headlines and claim.start < headline_end + HEADLINE)
        if repeats and claim.region is Region.BODY and claim.date_basis not in OWN:
            story = _story(claim, body)
            if story is not None:
                told = replace(
                    claim, basis=story.basis, since=story.since, as_of=story.as_of, date_basis=story.date_basis
                )
        first = starts.get(told.outcome)
        if (
            repeats
            and told.basis is Basis.CUMULATIVE
            and told.since is None
            and first is not None
            and _agree(told, first)
        ):
            told = replace(told, since=first.since)
        elif (
            only is not None
            and told.region is Region.BODY
            and _runs_with(told, only)
            and not _has_a_start(text, told)
        ):
            told = replace(told, since=only.since)
        elif only is not None and bulletin and told.region is Region.BODY and _of_the_bulletin(text, told, only):
            told = replace(told, basis=Basis.CUMULATIVE, since=only.since)
        out.append(told)
    return out


def _only_start(body: list[Claim]) -> Claim | None:
    """A running total whose start is that of every other total of the article that has one."""
    totals = [c for c in body if c.since is not None and c.part_of is None and _is_total(c)]
    return totals[0] if len({c.since for c in totals}) == 1 else None


def _has_a_start(text: str, claim: Claim) -> bool:
    """Whether a total has a start of its own that nobody dates: "since the lockdown", which no other total began with."""
    behind = text[claim.end : claim.end + BEHIND].partition(". ")[0]
    words = text[sentence_start(text, claim.start, BEFORE) : claim.end] + behind
    return SINCE.search(words) is not None and SINCE_START.search(words) is None


SINCE = Guarded(r"\bsince\s+(?!then\b)", re.IGNORECASE)


def _is_total(claim: Claim) -> bool:
    """Whether a claim with a start runs on to the report: of "since Friday" as of "since the war began"."""
    until_now = claim.basis is Basis.PERIOD and claim.date_basis is DateBasis.PUBLISHED
    return claim.basis is Basis.CUMULATIVE or until_now


def _runs_with(total: Claim, other: Claim) -> bool:
    """Whether a running total without a start is of the fighting that the article counts from one day throughout."""
    if total.basis is not Basis.CUMULATIVE or total.since is not None or total.as_of is None or other.as_of is None:
        return False
    if total.start < other.start and _elsewhere(total, other):
        return False  # a digest tells of one country after the other
    near = abs((total.as_of.last() - other.as_of.last()).days) <= SAME_STAND
    return near and other.since is not None and other.since.first() <= total.as_of.last()


def _elsewhere(one: Claim, other: Claim) -> bool:
    """Whether two claims name places that share no word."""
    if one.place is None or other.place is None:
        return False
    return not {w for w in one.place.lower().split() if len(w) > SHORT_WORD} & set(other.place.lower().split())


SHORT_WORD = 3


def _of_the_bulletin(text: str, claim: Claim, total: Claim) -> bool:
    """Whether a count without a time, told in the perfect, is one more total of a bulletin that opens with such a total.

    "The toll since 7 October rose to 7,000. The spokesman said that 101 medics had been killed."
    """
    if claim.basis is not Basis.EVENT or claim.date_basis is not DateBasis.PUBLISHED or claim.outcome in LEVELS:
        return False
    words = text[sentence_start(text, claim.start, BEFORE) : claim.end + BEHIND]
    return claim.start > total.start and STANDS.search(words) is not None and ONE_BLOW.search(words) is None


def _tallied(headlines: list[Claim], body: list[Claim]) -> list[Claim]:
    """The body with the figures that the headline calls a tally of many places: "119 killed across the country"."""
    tallies = {(c.outcome, c.quantity.point) for c in headlines if c.basis is Basis.PERIOD and c.since is None}
    if not tallies:
        return body
    lead = next((c for c in body if (c.outcome, c.quantity.point) in tallies and c.date_basis not in OWN), None)
    if lead is None:
        return body
    return [
        replace(c, basis=Basis.PERIOD)
        if c.basis is Basis.EVENT and c.date_basis not in OWN and 0 <= c.start - lead.start < BESIDE
        else c
        for c in body
    ]


def _story(headline: Claim, body: list[Claim]) -> Claim | None:
    """The claim of the body that a headline's figure is taken from: the same figure, else the first of its outcome."""
    same = [c for c in body if c.outcome is headline.outcome and c.quote != headline.quote]
    exact = next((c for c in same if c.quantity.point == headline.quantity.point), None)
    return exact or next((c for c in same[:1] if c.part_of in (None, headline.id)), None)


def _agree(total: Claim, other: Claim) -> bool:
    """Whether two totals may count from one start: they speak of about the same day."""
    if total.quantity.point * ALIKE < other.quantity.point:
        return False
    if total.as_of is None or other.as_of is None or other.since is None:
        return total.as_of is other.as_of
    return other.since.first() <= total.as_of.last() and total.as_of.year == other.as_of.year
