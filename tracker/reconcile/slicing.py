"""A part of what is known: one conflict, some claimants, a stretch of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.model import Claim, HedgeRule, PartialDate, Reconciled, Series, SeriesKey, Slice
from tracker.reconcile.divergence import gaps
from tracker.sources import Config


def sliced(
    whole: Reconciled, only: Slice, claims: Mapping[str, Claim], config: Config, rule: HedgeRule = HedgeRule.WORDS
) -> Reconciled:
    """The series that a slice asks for, with their figures of its days, and the gaps between them.

    Figures were filed and revised with all that is known, so that a slice shows no other number than the whole does.
    Gaps are measured anew: where the reference is not among the claimants asked for, the next one takes its place.
    What was left out is kept where its claim names the conflict and claimant asked for.
    """
    kept = []
    for one in whole.series:
        if _asked(one.key, only):
            steps = tuple(step for step in one.revisions if _within(step.statement.as_of, only))
            if steps:
                kept.append(Series(one.key, steps))
    series = tuple(kept)
    left = tuple(one for one in whole.left_out if (claim := claims.get(one.claim)) and _of(claim, only))
    ids = {one.claim for one in left}
    return replace(
        whole,
        statements=tuple(step.statement for one in series for step in one.revisions),
        series=series,
        gaps=tuple(gaps(series, config, rule=rule)),
        undated=tuple(id_ for id_ in whole.undated if id_ in ids),
        unplaced=tuple(id_ for id_ in whole.unplaced if id_ in ids),
        left_out=left,
        brackets=tuple(one for one in whole.brackets if one.claim in ids),
    )


def claims_of(part: Reconciled, claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims behind a slice, and those it left out."""
    ids = {id_ for one in part.statements for id_ in one.claims} | {one.claim for one in part.left_out}
    return {id_: claim for id_, claim in claims.items() if id_ in ids}


def _asked(key: SeriesKey, only: Slice) -> bool:
    return only.conflict in ("", key.conflict) and (not only.claimants or key.claimant in only.claimants)


def _within(as_of: PartialDate, only: Slice) -> bool:
    after = only.first is None or as_of.last() >= only.first
    return after and (only.last is None or as_of.first() <= only.last)


def _of(claim: Claim, only: Slice) -> bool:
    if only.conflict and claim.conflict != only.conflict:
        return False
    if only.claimants and claim.claimant not in only.claimants:
        return False
    return claim.as_of is None or _within(claim.as_of, only)
