"""Figures that were taken out of force: by their claimant, their outlet, our reader or a person. None is forgotten.

What somebody corrected is held beside the series and not in it, so that no line, gap or finding rests on it; what the
claimant itself replaced or took back is a step of its series, and is told here as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from tracker.model import (
    Amendments,
    Claim,
    Corrected,
    Correction,
    Corrector,
    Notice,
    PartialDate,
    Qualifier,
    RevisionKind,
    Series,
    SeriesKey,
    Statement,
)
from tracker.reconcile.carried import NO_CARRIERS, statement_of
from tracker.reconcile.copies import Carrier
from tracker.reconcile.days import Clock, seen_day
from tracker.reconcile.revisions import said_day, said_order
from tracker.reconcile.series import stem_of
from tracker.reconcile.statements import Keyed

REACH = timedelta(days=14)  # how long before a note the figure may have been printed that it takes back
_MOVED = {
    RevisionKind.RAISED: "gave a higher number for the same day",
    RevisionKind.LOWERED: "gave a lower number for the same day",
    RevisionKind.WITHDRAWN: "took the figure back",
}


def known_by(correction: Correction, day: date, clock: Clock) -> bool:
    """Whether a correction was public by a day, or was in the tracker by then."""
    said = correction.said_on.last() if correction.said_on and clock == "said" else seen_day(correction.seen_at)
    return said is not None and said <= day


def in_force(decisions: Iterable[Correction]) -> dict[str, Correction]:
    """What persons' decisions come to: for each claim the last word, where it does not restore the claim."""
    return {claim: one for claim, one in last_words(decisions).items() if not one.restores}


def last_words(decisions: Iterable[Correction]) -> dict[str, Correction]:
    """What persons decided last about each claim."""
    return {one.claim: one for one in sorted(decisions, key=_when)}


def _when(one: Correction) -> tuple[date, str, bool, str]:
    return (one.said_on.last() if one.said_on else date.min), one.seen_at, one.restores, one.id


def of_outlets(
    notices: Mapping[str, Sequence[Notice]],
    claims: Iterable[Claim],
    kept: Sequence[Keyed],
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
) -> dict[str, Correction]:
    """The claims that outlets' notes take back, by id: of the note itself, of the same page or story, or of the same
    outlet on the same people and day. A note that tells only the right number takes back others of the same series."""
    if not notices:
        return {}
    of_article: dict[str, list[Keyed]] = defaultdict(list)
    of_outlet: dict[str, list[Keyed]] = defaultdict(list)
    for one in kept:
        of_article[one.claim.article_id].append(one)
        if one.claim.outlet or one.claim.url:
            of_outlet[house(one.claim)].append(one)
    noted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.article_id in notices:
            noted[claim.article_id].append(claim)
    found: dict[str, Correction] = {}
    for article in sorted(noted):
        own = of_article.get(article, [])
        printed = noted[article][0]
        around = of_outlet.get(house(printed), []) if printed.outlet or printed.url else []
        for notice in notices[article]:
            right = [one for one in own if _right(one.claim, notice)]
            wrong = [claim for claim in noted[article] if _told_wrong(claim, notice)]
            wrong += [one.claim for one in around if _taken_back(one, notice, printed, right, carriers)]
            for claim in wrong:
                correction = _by_outlet(claim, notice, printed, right)
                if claim.id not in found or _when(correction) < _when(found[claim.id]):
                    found[claim.id] = correction
    return found


def _told_wrong(claim: Claim, notice: Notice) -> bool:
    """Whether a note itself gives the figure as the wrong one."""
    inside = notice.start <= claim.start and claim.end <= notice.end
    return inside and claim.outcome in notice.outcomes and claim.quantity.point in notice.wrong


def house(claim: Claim) -> str:
    """Where a claim was printed, in the same letters whoever wrote them."""
    return (claim.outlet or claim.url or "").casefold()


def _right(claim: Claim, notice: Notice) -> bool:
    fits = not notice.outcomes or claim.outcome in notice.outcomes
    return fits and claim.quantity.point in notice.right


def _taken_back(
    one: Keyed, notice: Notice, printed: Claim, right: Sequence[Keyed], carriers: Mapping[str, Carrier]
) -> bool:
    claim = one.claim
    if claim.outcome not in notice.outcomes or claim.quantity.point in notice.right:
        return False
    if claim.article_id == printed.article_id:
        return False
    day = noted_on(notice, printed)
    same_page = claim.url is not None and claim.url == printed.url
    if said_day(claim) > day or (not same_page and said_day(claim) < day - REACH):
        return False
    told, story = (carriers.get(id_) for id_ in (claim.article_id, printed.article_id))
    same_story = told is not None and story is not None and told.story is not None and told.story == story.story
    alike = [other for other in right if (other.key.panel, other.key.since, other.as_of) == _about(one)]
    if notice.wrong:
        return claim.quantity.point in notice.wrong and (same_page or same_story or bool(alike))
    return any(other.key == one.key for other in alike)


def _about(one: Keyed) -> tuple[object, ...]:
    return one.key.panel, one.key.since, one.as_of


def noted_on(notice: Notice, printed: Claim) -> date:
    """The day of a note; `printed` is a claim of its article."""
    return notice.said_on.last() if notice.said_on else said_day(printed)


def _by_outlet(claim: Claim, notice: Notice, printed: Claim, right: Sequence[Keyed]) -> Correction:
    instead = [one.claim for one in right if one.claim.outcome is claim.outcome]
    return Correction(
        claim.id,
        Corrector.OUTLET,
        printed.outlet or printed.url or printed.article,
        " ".join(notice.quote.split()),
        notice.said_on or printed.said_on,
        printed.seen_at,
        printed.article_id,
        min(instead, key=lambda one: (one.start, one.id)).id if instead else None,
    )


def against(
    amendments: Amendments,
    claims: Iterable[Claim],
    kept: Sequence[Keyed],
    carriers: Mapping[str, Carrier],
    known: Callable[[Correction], bool],
) -> dict[str, Correction]:
    """What stands against claims by what is known: for each the word of a person, else of its outlet."""
    noted = of_outlets(amendments.notices, claims, kept, carriers)
    decided = in_force(one for one in amendments.decisions if known(one))
    restored = {one.claim for one in amendments.decisions if known(one)} - decided.keys()
    standing = {claim: one for claim, one in noted.items() if known(one) and claim not in restored}
    return standing | decided


def of_sources(series: Iterable[Series]) -> list[Correction]:
    """What claimants themselves did to their earlier figures: raised, lowered or taken back."""
    found: list[Correction] = []
    for one in series:
        said: dict[str, Statement] = {}
        for step in one.revisions:
            said[step.statement.id] = step.statement
            before = said.get(step.previous or "")
            if before is not None and step.stands and step.kind in _MOVED:
                found.append(_by_source(one.key, before, step.statement, step.kind))
    return found


def _by_source(key: SeriesKey, before: Statement, after: Statement, kind: RevisionKind) -> Correction:
    instead = None if kind is RevisionKind.WITHDRAWN else after.claims[0]
    return Correction(
        before.claims[0],
        Corrector.SOURCE,
        key.claimant,
        _MOVED[kind],
        after.said_on,
        after.seen_at,
        after.claims[0],
        instead,
    )


def corrected_figures(
    wrong: Iterable[Keyed],
    corrections: Mapping[str, Correction],
    series: Iterable[Series],
    carriers: Mapping[str, Carrier] = NO_CARRIERS,
) -> tuple[Corrected, ...]:
    """The statements that corrected claims made, by series and day.

    Where others say the same number rightly, their statement keeps its id and the corrected one has its own.
    """
    groups: dict[tuple[SeriesKey, PartialDate, tuple[int | None, int | None, Qualifier]], list[Keyed]] = {}
    for one in sorted(wrong, key=lambda one: said_order(one.claim)):
        q = one.claim.quantity
        groups.setdefault((one.key, one.as_of, (q.low, q.high, q.qualifier)), []).append(one)
    taken = defaultdict(set)
    for line in series:
        for step in line.revisions:
            taken[line.key].add(step.statement.id)
    made = []
    for (key, as_of, _), carried in groups.items():
        time = 0
        statement = statement_of(key, stem_of(key), as_of, carried, time, carriers)
        while statement.id in taken.get(key, ()):
            time += 1
            statement = statement_of(key, stem_of(key), as_of, carried, time, carriers)
        made.append(Corrected(statement, tuple(corrections[one.claim.id] for one in carried)))
    return tuple(sorted(made, key=figure_order))


def figure_order(one: Corrected) -> tuple[SeriesKey, date, str]:
    """Sorts corrected figures by series and day."""
    return one.statement.key, one.statement.as_of.last(), one.statement.id
