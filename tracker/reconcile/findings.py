"""What a reader should know of figures that look like slips: nothing is merged, moved or averaged for it.

Each finding names the statements and claims it rests on and shows their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    Finding,
    FindingKind,
    PanelKey,
    Region,
    RevisionKind,
    Series,
    SeriesKey,
    Statement,
)
from tracker.reconcile.days import seen_day
from tracker.sources import ClaimantKind, Config

NEAR_DAYS = 7  # days within which one number under two names is no chance
TELLING_DAYS = 60  # the same for a number of four digits and more that is not round
SMALLEST = 100  # below this, two claimants have the same number by chance
_SAME_DAY = 1  # days between two sayings that still count as one day, for time zones
_OUTLET, _UNRESOLVED = "outlet:", "unresolved:"


def findings(series: Sequence[Series], claims: Mapping[str, Claim], config: Config) -> tuple[Finding, ...]:
    """Everything found in series and the claims behind them, kind by kind, the same for any order of either."""
    return (
        *same_number(series, claims, config),
        *two_numbers(series, claims, config),
        *within_articles(series, claims),
    )


def same_number(series: Iterable[Series], claims: Mapping[str, Claim], config: Config) -> Iterator[Finding]:
    """One number under two names, and numbers of no name that one claimant had given.

    An official is a voice of the body that sources.yaml calls his parent, and the two are one name.
    """
    told: dict[tuple[PanelKey, int], list[Statement]] = defaultdict(list)
    for line in series:
        if line.key.claimant.startswith(_UNRESOLVED):
            continue
        for step in line.revisions:
            if step.statement.quantity.exact and step.statement.quantity.point >= SMALLEST:
                told[line.key.panel, step.statement.quantity.point].append(step.statement)
    for (_, number), said in sorted(told.items()):
        if len({one.key.claimant for one in said}) < 2:
            continue
        reach = TELLING_DAYS if number >= 1000 and number % 100 else NEAR_DAYS
        named: dict[str, list[Statement]] = defaultdict(list)
        own: list[Statement] = []
        for one in sorted(said, key=_news):
            (own if one.key.claimant.startswith(_OUTLET) else named[_body(one.key.claimant, config)]).append(one)
        for bodies in combinations(sorted(named), 2):
            pairs: list[tuple[Statement, Statement]] = [
                (a, b) for a in named[bodies[0]] for b in named[bodies[1]] if _apart(a, b) <= reach
            ]
            if pairs:
                nearest = min(pairs, key=lambda both: (_apart(*both), _news(both[0]), _news(both[1])))
                pair = sorted(nearest, key=_news)
                names = " and ".join(_name(one.key, config) for one in pair)
                yield found_in(FindingKind.SAME_NUMBER, pair, claims, f"{number:,} stands under the names of {names}")
        for one in own:
            origins = {
                body: near for body, them in named.items() if (near := [s for s in them if _apart(one, s) <= reach])
            }
            if len(origins) == 1:
                (near,) = origins.values()
                first = min(near, key=lambda s: (_apart(one, s), _news(s)))
                reason = (
                    f"{_name(one.key, config)} names no source for {number:,}; it probably comes from "
                    f"{_name(first.key, config)}, who gave that number for {first.as_of}"
                )
                yield found_in(FindingKind.PROBABLE_ORIGIN, [one, first], claims, reason)


def two_numbers(series: Iterable[Series], claims: Mapping[str, Claim], config: Config) -> Iterator[Finding]:
    """Two numbers that bounds cannot reconcile, credited to one body on one day by different articles.

    Both speak of one day and were said within a day of each other: what is said later is a revision. Tolls of a single
    attack rise by the hour, and are left to the series.
    """
    days: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for line in series:
        key = line.key
        if key.basis is Basis.EVENT or key.claimant.startswith((_OUTLET, _UNRESOLVED)):
            continue
        group = (key.panel, key.since, key.scope, key.inclusions, key.direction, _body(key.claimant, config))
        for step in line.revisions:
            if step.kind is not RevisionKind.WITHDRAWN:
                days[(*group, step.statement.as_of)].append(step.statement)
    for said in (days[group] for group in sorted(days, key=repr)):
        apart: dict[str, Statement] = {}
        for first, second in combinations(sorted(said, key=_news), 2):
            if first.quantity.echoes(second.quantity) or not _said_together(first, second):
                continue
            if not _articles(first, claims) & _articles(second, claims):  # in one article it is a finding of its own
                apart |= {first.id: first, second.id: second}
        if apart:
            told = sorted(apart.values(), key=_news)
            numbers = _listed([f"{one.quantity.point:,}" for one in told])
            voices = _listed(sorted({_name(one.key, config) for one in told}))
            reason = f"{numbers} for {told[0].as_of} under the name of {voices}, said on one day"
            yield found_in(FindingKind.TWO_NUMBERS, told, claims, reason)


def within_articles(series: Iterable[Series], claims: Mapping[str, Claim]) -> Iterator[Finding]:
    """Figures of one article that contradict each other, where they count the same people.

    A headline or caption is held against the body, and told where no figure of the body agrees; two sentences of the
    body are told where they name the same claimant, day and place. Parts of a larger figure are left out.
    """
    homes = {name: step.statement for one in series for step in one.revisions for name in step.statement.claims}
    by_article: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        if claim.kind is ArticleKind.ARTICLE and claim.part_of is None:
            who = (claim.outcome, claim.quantity.unit, claim.group, claim.group_words, claim.basis, claim.scope)
            by_article[(claim.article_id, *who, claim.inclusions)].append(claim)
    for group in sorted(by_article, key=repr):
        found = sorted(by_article[group], key=lambda claim: (claim.start, claim.end, claim.id))
        body = [claim for claim in found if claim.region in (Region.BODY, Region.TABLE)]
        for claim in found:
            if claim.region not in (Region.HEADLINE, Region.CAPTION):
                continue
            held = [other for other in body if _may_be_one(claim, other)]
            if held and not any(claim.quantity.echoes(other.quantity) for other in held):
                yield _disagree(f"the {claim.region}", claim, held[0], homes)
        for first, second in combinations(body, 2):
            if _is_one(first, second) and not first.quantity.echoes(second.quantity):
                yield _disagree("one sentence", first, second, homes)


def _disagree(where: str, one: Claim, other: Claim, homes: Mapping[str, Statement]) -> Finding:
    pair = (one, other)
    reason = f"{where} of {one.article} says {one.quantity.point:,}, its text {other.quantity.point:,}"
    statements = tuple(homes[claim.id] for claim in pair if claim.id in homes)
    names, quotes = tuple(claim.id for claim in pair), tuple(claim.quote for claim in pair)
    return Finding(FindingKind.WITHIN_ARTICLE, statements, names, quotes, reason)


def _may_be_one(headline: Claim, other: Claim) -> bool:
    """Whether a headline, which leaves much out, may speak of what a sentence counts: nothing that both tell differs."""
    pairs = (
        (headline.claimant or headline.source, other.claimant or other.source),
        (headline.place, other.place),
        (headline.side, other.side),
    )
    return all(one == there or not one or not there for one, there in pairs) and _day_fits(headline, other)


def _day_fits(one: Claim, other: Claim) -> bool:
    return one.as_of is None or other.as_of is None or one.as_of == other.as_of


def _is_one(one: Claim, other: Claim) -> bool:
    """Whether two sentences say by all they tell that they count the same: who says it, of which day, where and since."""
    who = (one.claimant, one.source if one.claimant is None else None)
    whom = (other.claimant, other.source if other.claimant is None else None)
    alike = (one.as_of, one.since, one.place, one.side) == (other.as_of, other.since, other.place, other.side)
    return alike and who == whom and one.as_of is not None and one.basis in (Basis.CUMULATIVE, Basis.STOCK)


def found_in(kind: FindingKind, said: Sequence[Statement], claims: Mapping[str, Claim], reason: str) -> Finding:
    """A finding on statements, each with the first of its claims that is at hand."""
    names = tuple(next((name for name in one.claims if name in claims), one.claims[0]) for one in said)
    quotes = tuple(claims[name].quote if name in claims else "" for name in names)
    return Finding(kind, tuple(said), names, quotes, reason)


def _body(claimant: str, config: Config) -> str:
    """The body that a claimant speaks for: an official's is its parent, everybody else is a body of its own."""
    known = config.claimants.get(claimant)
    return known.parent if known and known.parent and known.kind is ClaimantKind.OFFICIAL else claimant


def _name(key: SeriesKey, config: Config) -> str:
    known = config.claimants.get(key.claimant)
    return known.name if known else key.claimant.removeprefix(_OUTLET)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _news(one: Statement) -> tuple[str, str, int, str]:
    said = one.said_on.last().isoformat() if one.said_on else one.seen_at or "~"
    return said, one.seen_at, one.quantity.point, one.id


def _apart(one: Statement, other: Statement) -> int:
    return abs((one.as_of.last() - other.as_of.last()).days)


def _said_together(one: Statement, other: Statement) -> bool:
    days = [said.said_on.last() if said.said_on else seen_day(said.seen_at) for said in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    return abs((days[0] - days[1]).days) <= _SAME_DAY


def _articles(one: Statement, claims: Mapping[str, Claim]) -> set[str]:
    return {claims[name].article_id for name in one.claims if name in claims}
