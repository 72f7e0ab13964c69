"""A part of what is known: one conflict, some claimants, a stretch of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model import Claim, PartialDate, Reconciled, Series, SeriesKey, Slice


def asked(key: SeriesKey, only: Slice | None) -> bool:
    """Whether a slice asks for a series."""
    if only is None:
        return True
    return only.conflict in ("", key.conflict) and (not only.claimants or key.claimant in only.claimants)


def of_days(series: Iterable[Series], only: Slice | None) -> tuple[Series, ...]:
    """The series with the figures that speak of a slice's days; those that have none are gone."""
    if only is None or (only.first is None and only.last is None):
        return tuple(series)
    kept = (
        Series(one.key, tuple(step for step in one.revisions if _within(step.statement.as_of, only)))
        for one in series
    )
    return tuple(one for one in kept if one.revisions)


def day_asked(as_of: PartialDate, only: Slice | None) -> bool:
    """Whether a slice asks for figures of a day."""
    return only is None or _within(as_of, only)


def claim_asked(claim: Claim, only: Slice | None) -> bool:
    """Whether a slice asks for a claim that stands in no series: by what it names itself."""
    if only is None:
        return True
    if only.conflict and claim.conflict != only.conflict:
        return False
    if only.claimants and claim.claimant not in only.claimants:
        return False
    return claim.as_of is None or _within(claim.as_of, only)


def claims_of(part: Reconciled, claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """The claims behind a slice, and those it left out."""
    ids = {id_ for one in part.statements for id_ in one.claims} | {one.claim for one in part.left_out}
    ids |= {id_ for one in part.corrected for id_ in one.statement.claims}
    return {id_: claim for id_, claim in claims.items() if id_ in ids}


def _within(as_of: PartialDate, only: Slice) -> bool:
    after = only.first is None or as_of.last() >= only.first
    return after and (only.last is None or as_of.first() <= only.last)
