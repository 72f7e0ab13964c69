"""Reconciliation: claims become statements, series and gaps. Pure functions of claims and configuration.

`reconcile` is the door; `ages`, `falls` and `doubts` look at its series.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.garbage import uncollected
from tracker.model import (
    Amendments,
    Bracket,
    Claim,
    Correction,
    HedgeRule,
    LeftOut,
    LeftOutReason,
    Reconciled,
    Slice,
)
from tracker.reconcile.bracketing import brackets
from tracker.reconcile.carried import NO_CARRIERS
from tracker.reconcile.changes import changes, moved_by_reading, next_silence
from tracker.reconcile.copies import Carrier
from tracker.reconcile.corrections import against, corrected_figures, figure_order, known_by, of_sources
from tracker.reconcile.days import Clock, seen_day
from tracker.reconcile.divergence import MAX_AGE_DAYS, gaps
from tracker.reconcile.doubts import Doubt, doubts
from tracker.reconcile.revisions import said_day
from tracker.reconcile.series import series_of, without_vague
from tracker.reconcile.slicing import asked, claim_asked, day_asked, of_days
from tracker.reconcile.stale import Age, Fall, FallKind, Plateau, ages, falls, plateaus
from tracker.reconcile.statements import Keyed, Undated, filed
from tracker.reconcile.twins import like_their_twins
from tracker.sources import Config

__all__ = [
    "MAX_AGE_DAYS",
    "Age",
    "Clock",
    "Doubt",
    "Fall",
    "FallKind",
    "HedgeRule",
    "Plateau",
    "ages",
    "changes",
    "completed",
    "doubts",
    "falls",
    "known",
    "moved_by_reading",
    "next_silence",
    "of_line",
    "plateaus",
    "reconcile",
    "said_day",
]

NO_AMENDMENTS = Amendments()
_OUTSIDE = frozenset({LeftOutReason.UNPLACED, LeftOutReason.BEFORE_START})


def reconcile(
    claims: Sequence[Claim],
    config: Config,
    *,
    known_on: date | None = None,
    clock: Clock = "said",
    max_age_days: int = MAX_AGE_DAYS,
    all_pairs: bool = False,
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
    rule: HedgeRule = HedgeRule.WORDS,
    only: Slice | None = None,
    amendments: Amendments = NO_AMENDMENTS,
) -> Reconciled:
    """All that claims come to, as it is known now or was known on a day.

    known_on      only what was public by that day (clock "said") or what the tracker had by then (clock "seen")
    max_age_days  a figure older than this is not compared
    all_pairs     gaps between every two claimants, not only with the reference
    carriers      what the articles' texts tell of where they come from, by article id (see `copies.carriers`)
    rule          turns hedge words into the bounds that gaps are told by; the statements keep what the words allow
    amendments    what persons, outlets and later readings said against claims
    only          the part that is asked for. Its figures are filed and revised with all claims, so that it shows no other
                  number than the whole does; gaps are measured among the claimants asked for

    The order of the claims and their repetition make no difference.
    """
    with uncollected():
        if known_on is not None:
            claims = [claim for claim in claims if known(claim, known_on, clock)]
        found = filed(claims, config)

        def said(correction: Correction) -> bool:
            return known_on is None or known_by(correction, known_on, clock)

        wrong = against(amendments, claims, found.kept, carriers, said)
        keyed, vague = without_vague(like_their_twins([one for one in found.kept if one.claim.id not in wrong]))
        series = of_days(series_of([one for one in keyed if asked(one.key, only)], carriers), only)
        reread = {claim.id: (claim, correction) for claim, correction in amendments.reread if said(correction)}
        struck = [one for one in like_their_twins(found.kept) if one.claim.id in wrong] if wrong else []
        struck += filed((claim for claim, _ in reread.values()), config).kept if reread else []
        against_all = wrong | {id_: correction for id_, (_, correction) in reread.items()}
        corrected = corrected_figures(
            (one for one in struck if asked(one.key, only) and day_asked(one.as_of, only)),
            against_all,
            series,
            carriers,
        )
        by_id = {claim.id: claim for claim in claims} if only else {}
        undated = [one for one in found.undated if claim_asked(one.claim, only)]
        between = brackets(undated, series, config)
        left = [one for one in (*found.left, *vague) if only is None or claim_asked(by_id[one.claim], only)]
        left_out = sorted(_told(left, between))
        shown = {id_ for one in corrected for id_ in one.statement.claims}
        listed = _listed(of_sources(series), wrong, [reread[id_][1] for id_ in reread if id_ in shown])
        if only is not None:
            held = shown | {one.claim for one in left_out}
            held |= {id_ for one in series for step in one.revisions for id_ in step.statement.claims}
            listed = tuple(one for one in listed if one.claim in held)
        return Reconciled(
            statements=tuple(revision.statement for one in series for revision in one.revisions),
            series=series,
            gaps=tuple(gaps(series, config, max_age_days=max_age_days, all_pairs=all_pairs, rule=rule)),
            undated=tuple(one.claim for one in left_out if one.reason is LeftOutReason.UNDATED),
            unplaced=tuple(one.claim for one in left_out if one.reason in _OUTSIDE),
            left_out=tuple(left_out),
            brackets=between,
            corrected=corrected,
            corrections=listed,
        )


def of_line(
    kept: Sequence[Keyed],
    struck: Sequence[Keyed],
    wrong: Mapping[str, Correction],
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
) -> tuple[Reconciled, list[LeftOut]]:
    """The series of all that one claimant said of one thing, in whatever way it counts, and the vague words left out.

    kept    those in force; each may stand for a crowd
    struck  those that `wrong` takes out of force
    """
    keyed, vague = without_vague(like_their_twins(list(kept)))
    series = series_of(keyed, carriers)
    out = [one for one in like_their_twins([*kept, *struck]) if one.claim.id in wrong] if struck else []
    corrected = corrected_figures(out, wrong, series, carriers)
    told = {one.claim.id: wrong[one.claim.id] for one in struck}
    made = Reconciled(
        statements=tuple(revision.statement for one in series for revision in one.revisions),
        series=series,
        corrected=corrected,
        corrections=_listed(of_sources(series), told, []),
    )
    return made, vague


def completed(
    lines: Sequence[Reconciled],
    left: Sequence[LeftOut],
    undated: Sequence[Undated],
    outside: Mapping[str, Correction],
    config: Config,
) -> Reconciled:
    """The whole of what `of_line` made of all lines, in the order of series, with gaps, brackets and what is left out.

    outside   what was taken out of force and would stand in no series
    """
    series = tuple(one for line in lines for one in line.series)
    between = brackets(undated, series, config)
    left_out = tuple(sorted(_told(sorted(left), between)))
    every = [correction for line in lines for correction in line.corrections]
    corrected = [one for line in lines for one in line.corrected]
    return Reconciled(
        statements=tuple(revision.statement for one in series for revision in one.revisions),
        series=series,
        gaps=tuple(gaps(series, config)),
        undated=tuple(one.claim for one in left_out if one.reason is LeftOutReason.UNDATED),
        unplaced=tuple(one.claim for one in left_out if one.reason in _OUTSIDE),
        left_out=left_out,
        brackets=between,
        corrected=tuple(sorted(corrected, key=figure_order)),
        corrections=_listed(every, outside, []),
    )


def _listed(
    by_sources: list[Correction], wrong: Mapping[str, Correction], by_readers: list[Correction]
) -> tuple[Correction, ...]:
    """All corrections, by claim and day."""
    every = [*by_sources, *wrong.values(), *by_readers]
    return tuple(sorted(every, key=lambda one: (one.claim, str(one.said_on), one.corrector, one.id)))


def _told(left: list[LeftOut], between: tuple[Bracket, ...]) -> list[LeftOut]:
    """The claims left out, those without a day with the days between which they must lie."""
    days = {one.claim: f"{one.first or 'any day'} to {one.last or 'now'}: {one.reason}" for one in between}
    return [
        replace(one, found=f"{one.found}; {days[one.claim]}")
        if one.reason is LeftOutReason.UNDATED and one.claim in days
        else one
        for one in left
    ]


def known(claim: Claim, day: date, clock: Clock = "said") -> bool:
    """Whether a claim was public by a day, or was in the tracker by then.

    A claim that carries no day of publication was known from the day it was first seen; a month is known at its end.
    """
    if clock == "said":
        return said_day(claim) <= day
    return (seen_day(claim.seen_at) or date.max) <= day
