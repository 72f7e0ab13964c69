"""Why a claim stands in no series: every reason that its own day, place, region or whole gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    Group,
    Inclusion,
    LeftOut,
    LeftOutReason,
    PartialDate,
    Region,
    SeriesKey,
)
from tracker.reconcile.days import seen_day
from tracker.reconcile.places import begins_before
from tracker.sources import Config, Conflict

# regions that have a day and a source of their own
ELSEWHERE = frozenset({Region.TEASER, Region.CAPTION, Region.COMMENT})
_ZONES = timedelta(days=1)  # a day on one side of the earth is not over on the other


def unfit(
    claim: Claim, key: SeriesKey, as_of: PartialDate | None, whole: SeriesKey | None, config: Config
) -> LeftOut | None:
    """The reason for which a claim stands in no series, None where it stands in one; `whole` is what it is a part of."""
    start = config.conflicts[key.conflict].start
    if begins_before(claim, start):
        when = claim.as_of or claim.said_on
        return LeftOut(claim.id, LeftOutReason.BEFORE_START, f"{when}; {key.conflict} starts on {start}")
    if claim.region in ELSEWHERE:
        return LeftOut(claim.id, LeftOutReason.REGION, f"stands in a {claim.region}")
    if as_of is None:
        return LeftOut(claim.id, LeftOutReason.UNDATED, "neither the text nor the publication tells the day")
    crossed = _crossed(claim, as_of)
    if crossed:
        return LeftOut(claim.id, LeftOutReason.DATES_CROSSED, crossed)
    if claim.part_of is not None and _no_more_than_part(claim, key, whole):
        return LeftOut(claim.id, LeftOutReason.PART, f"part of {claim.part_of}, of the same group, place and scope")
    if key.basis is Basis.EVENT and not _one_event(claim, key, as_of, config.conflicts[key.conflict]):
        where = f"in all of {key.place}" if key.place else "without its place"
        return LeftOut(claim.id, LeftOutReason.EVENT_WITHOUT_PLACE, f"an event of {as_of} {where}")
    return None


def _one_event(claim: Claim, key: SeriesKey, as_of: PartialDate, conflict: Conflict) -> bool:
    """Whether place and day tell which attack is meant, as far as words can: a place smaller than the theatre does.

    For the whole theatre, a table says so on purpose, and sources.yaml declares the days that are one event.
    """
    if key.place != conflict.places[0].id:
        return bool(key.place)
    return claim.kind is ArticleKind.TABLE_ROW or any(as_of == PartialDate.of(event.day) for event in conflict.events)


def _crossed(claim: Claim, as_of: PartialDate) -> str:
    """What is wrong with the order of the clocks: a figure is of a day, then said, then seen."""
    if claim.said_on is not None and as_of.first() > claim.said_on.last() + _ZONES:
        return f"speaks of {as_of}, said on {claim.said_on}"
    seen = seen_day(claim.seen_at)
    if seen is not None:
        for name, day in (("said on", claim.said_on), ("speaks of", as_of)):
            if day is not None and day.first() > seen + _ZONES:
                return f"{name} {day}, seen on {seen}"
    return ""


def _no_more_than_part(claim: Claim, part: SeriesKey, whole: SeriesKey | None) -> bool:
    """Whether a part would stand in the series of its whole, whoever says it and whatever the whole includes. Those who
    were added for earlier days are a series of their own.

    "4,609 of them children" has a series of its own, "11,000 of the fatalities came through hospitals" has none.
    """
    if Inclusion.RETROACTIVE in part.inclusions:
        return False
    if whole is None:
        return claim.place is None and claim.group is Group.EVERYONE
    if part.basis is Basis.EVENT and whole.basis is Basis.EVENT and not part.place:
        part = replace(part, place=whole.place)
    return part.panel == whole.panel and (part.scope, part.since) == (whole.scope, whole.since)
