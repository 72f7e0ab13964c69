"""What the store comes to on a day: claims, what reconciliation makes of them, what is to be told, and the gates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.amending import ZONES, accepted, amendments_of, decided_on_nothing, reread_and_shown, said_by, sound
from tracker.extract import READ_LANGUAGES
from tracker.issues import Issue, Severity
from tracker.model import (
    Amendments,
    Article,
    ArticleKind,
    Changes,
    Claim,
    Coverage,
    HedgeRule,
    Outcome,
    Reconciled,
    Since,
    Slice,
    Terms,
)
from tracker.reconcile import changes, known, next_silence, reconcile, said_day
from tracker.reconcile.copies import Carrier, carriers
from tracker.reconcile.gates import gates
from tracker.reconcile.slicing import claims_of
from tracker.reconcile.weighing import weigh
from tracker.sources import Config
from tracker.store import Store

A_WEEK = timedelta(days=7)
_NAMED = 12  # unresolved wordings that are named in the issue


@dataclass(frozen=True, slots=True)
class Known:
    """All that the store holds as it is known on a day: what the report is made of."""

    claims: dict[str, Claim]
    articles: dict[str, Article]
    reconciled: Reconciled
    held: int  # articles in the store
    issues: tuple[Issue, ...]
    shut: tuple[Issue, ...]  # gates that stand against publishing
    due: date | None = None  # the first later day on which the calendar alone makes it another; None where not asked


def know(
    store: Store,
    config: Config,
    *,
    today: date | None = None,
    known_on: date | None = None,
    rule: HedgeRule = HedgeRule.WORDS,
    all_pairs: bool = False,
    weighed_on: date | None = None,
    to_publish: bool = False,
    since: Since | None = None,
    only: Slice | None = None,
) -> Known:
    """What the store comes to: claims reconciled, with the issues and the gates that follow from them.

    today      nothing said after it counts, so that a run for an earlier day shows that day; None takes all there is
    known_on   only what was public by that day, to look back
    rule, all_pairs   as in `reconcile`
    weighed_on        the day on which figures are weighed against each other; None leaves that out
    since        what changes are told against (see `last_report`); None leaves them out
    only         the part that is asked for; filed and revised with everything, and weighed by itself
    to_publish   without what its publisher does not let others give on: nothing of it is in any figure, gap or count
    """
    every = store.claims()
    kept_back = [claim for claim in every if to_publish and claim.terms is Terms.IMPORT_ONLY]
    every = [claim for claim in every if not (to_publish and claim.terms is Terms.IMPORT_ONLY)]
    claims = every if today is None else [claim for claim in every if known(claim, today + ZONES)]
    needed = {claim.article_id for claim in claims}
    articles: dict[str, Article] = {}
    languages: Counter[str] = Counter()
    rows: set[str] = set()
    held = 0
    read: dict[ArticleKind, list[str]] = defaultdict(list)
    kept: dict[str, list[str]] = defaultdict(list)
    for article in store.articles():
        held += 1
        if (article.language or "en") in READ_LANGUAGES:
            read[article.kind].append(article.id)
        else:
            kept[article.language or ""].append(article.id)
        languages[article.language or "en"] += 1
        if article.kind is ArticleKind.TABLE_ROW:
            rows.add(article.name)
        if article.id in needed:
            articles[article.id] = article
    standing = claims if known_on is None else [claim for claim in claims if known(claim, known_on)]
    by_id = {claim.id: claim for claim in standing}
    told = carriers_of(standing, articles)
    amendments = amendments_of(store, articles, today, to_publish=to_publish)
    reconciled = reconcile(
        *(claims, config),
        known_on=known_on,
        rule=rule,
        all_pairs=all_pairs,
        carriers=told,
        only=only,
        amendments=amendments,
    )
    by_id |= {claim.id: claim for claim in reread_and_shown(amendments, reconciled)}
    beside = by_id
    if only is not None:
        by_id = claims_of(reconciled, by_id)
    shut = gates(list(by_id.values()), articles, reconciled, beside)
    if weighed_on is not None:
        reconciled = replace(
            reconciled,
            weighed=weigh(reconciled.series, reconciled.gaps, sound(by_id, reconciled), config, weighed_on, rule),
        )
    reconciled = replace(reconciled, coverage=_coverage(store, read, kept, rows))
    if since is not None:
        day = known_on or today or since.day
        told_before = _changes(store, config, since, standing, articles, reconciled, day, only, amendments)
        looked_at = accepted(amendments.decisions)
        waiting = tuple(
            one for one in told_before.waiting if not (one.finding and looked_at.keys() >= set(one.claims))
        )
        reconciled = replace(reconciled, changes=replace(told_before, waiting=waiting))
    issues = [*_unknown_claimants(claims, config), *_languages(languages), *_unread(store, rows)]
    issues += decided_on_nothing(amendments.decisions, store)
    issues += [
        Issue("reconcile", "alias", one.words, f"put down to {one.claimant} by {one.by}: {one.why}", Severity.NOTE)
        for one in config.aliases
    ]
    issues += [
        Issue(
            "reconcile", "accepted", claim, f"looked at and left as it is read by {one.who}: {one.why}", Severity.NOTE
        )
        for claim, one in sorted(accepted(amendments.decisions).items())
    ]
    if later := len(every) - len(claims):
        message = f"claims said after {today}, left out of this report: {later}"
        issues.append(Issue("reconcile", "said-later", "store", message, Severity.NOTE))
    if kept_back:
        message = f"claims of tables that may be used and not be given on, left out of this report: {len(kept_back)}"
        issues.append(Issue("reconcile", "import-only", "store", message, Severity.NOTE))
    due = None if today is None else _due(today, every, claims, reconciled, config)
    return Known(by_id, articles, reconciled, held, tuple(issues), tuple(shut), due)


def _due(today: date, every: list[Claim], claims: list[Claim], reconciled: Reconciled, config: Config) -> date:
    """The day on which what is held becomes known, a claimant counts as silent, or a week is over: figures age."""
    known_now = {claim.id for claim in claims}
    later = [said_day(claim) - ZONES for claim in every if claim.id not in known_now]
    silence = next_silence(reconciled.series, config, today)
    return min([today + A_WEEK, *(day for day in later if day > today), *([silence] if silence else [])])


def last_report(store: Store, day: date, *, reader: str, look_back: bool = False) -> Since:
    """What a report of `day` is compared with: the newest published run of an earlier day.

    Where the store holds none, what was public a week earlier.

    reader      how articles are read now; a run that read them otherwise is compared in both readings
    look_back   compares what was public by the two days and not what had been seen: it may all have been found later
    """
    earlier = [run for run in store.runs() if run.today < day and run.outcome == "published"]
    if not earlier:
        return Since(day - A_WEEK)
    run = earlier[-1]
    if look_back:
        return Since(run.today, run=run.id)
    return Since(run.today, run.started_at, run.id, "" if run.reader_version == reader else run.reader_version)


def _changes(
    store: Store,
    config: Config,
    since: Since,
    standing: list[Claim],
    articles: Mapping[str, Article],
    now: Reconciled,
    on: date,
    only: Slice | None,
    amendments: Amendments,
) -> Changes:
    def then(claims: list[Claim]) -> list[Claim]:
        if not since.moment:
            return [claim for claim in claims if known(claim, since.day)]
        return [claim for claim in claims if claim.seen_at <= since.moment and known(claim, since.day + ZONES)]

    def reconciled(claims: list[Claim]) -> Reconciled:
        said = replace(amendments, decisions=said_by(amendments.decisions, since.day), reread=())
        return reconcile(claims, config, carriers=carriers_of(claims, articles), only=only, amendments=said)

    by_id = {claim.id: claim for claim in standing}
    before = then(standing)
    otherwise = None
    if since.reader:
        once = then([claim for claim in store.claims(since.reader) if claim.terms is not Terms.IMPORT_ONLY])
        if once and {claim.id for claim in once} != {claim.id for claim in before}:
            otherwise = reconciled(once)
    return changes(
        since,
        reconciled(before),
        now,
        claims_of(now, by_id) if only is not None else by_id,
        config,
        on,
        reread_from=otherwise,
    )


def carriers_of(claims: list[Claim], articles: Mapping[str, Article]) -> dict[str, Carrier]:
    """What the texts tell of where they come from: of articles that share a figure with another, for only there it counts.

    Of those alone that were known: a later text that resembles two earlier ones must not make them one for days past.
    """
    return carriers({id_: articles[id_].text for id_ in sorted(sharing(claims)) if id_ in articles})


def sharing(claims: Iterable[Claim]) -> set[str]:
    """The articles that share a figure with another."""
    found: dict[tuple[Outcome, int | None, int | None], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind is ArticleKind.ARTICLE:
            found[claim.outcome, claim.quantity.low, claim.quantity.high].add(claim.article_id)
    return {id_ for ids in found.values() if len(ids) > 1 for id_ in ids}


def unknown_wordings(claims: list[Claim]) -> Counter[str]:
    """How often each wording of a source stands in claims whose claimant nobody has declared."""
    return Counter(" ".join(c.source.split()) for c in claims if c.source and c.claimant is None)


def _unknown_claimants(claims: list[Claim], config: Config) -> list[Issue]:
    found = unknown_wordings(claims)
    if not found:
        return []
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    often = ", ".join(f"{words[:60]!r} ({count})" for words, count in ranked[:_NAMED])
    message = (
        f"{sum(found.values())} claims name {len(found)} sources that are no claimant of it, most often {often}; "
        "add an alias or a claimant, or leave them as they are"
    )
    return [Issue("reconcile", "unresolved-claimant", config.path.name, message, Severity.NOTE)]


def _coverage(
    store: Store, read: Mapping[ArticleKind, list[str]], kept: Mapping[str, list[str]], rows: set[str]
) -> Coverage:
    unread: dict[str, list[str]] = defaultdict(list)
    for one in store.unread():
        if one.article not in rows and not one.reason.startswith("language "):
            unread[one.reason].append(f"{one.article}:{one.start}")
    return Coverage(
        tuple((kind, tuple(ids)) for kind, ids in sorted(read.items())),
        tuple((language, tuple(ids)) for language, ids in sorted(kept.items())),
        tuple((reason, tuple(spots)) for reason, spots in sorted(unread.items())),
    )


def _languages(found: Counter[str]) -> list[Issue]:
    return [
        Issue("extract", "language-not-read", code, f"articles kept and not read yet: {count}", Severity.NOTE)
        for code, count in sorted(found.items())
        if code not in READ_LANGUAGES
    ]


def _unread(store: Store, rows: set[str]) -> list[Issue]:
    """Table rows that make no claim one by one, for each is a fault of its table; sentences by reason, counted."""
    issues = []
    reasons: Counter[str] = Counter()
    for one in store.unread():
        if one.article in rows:
            issues.append(Issue("extract", "row-not-read", one.article, one.reason, Severity.WARNING))
        elif not one.reason.startswith("language "):
            reasons[one.reason or "no frame fits"] += 1
    for reason, count in sorted(reasons.items()):
        message = f"sentences with a number, not read: {count}; `tracker unread` shows those of an article"
        issues.append(Issue("extract", "sentence-not-read", reason, message, Severity.NOTE))
    return issues
