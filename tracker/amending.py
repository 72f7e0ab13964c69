"""What stands against claims of the store: persons' decisions, outlets' notes, and what later readings made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from tracker.extract import notices_of
from tracker.issues import Issue, Severity
from tracker.model import Amendments, Article, ArticleKind, Claim, Correction, Notice, Reconciled, Terms
from tracker.reconcile.corrections import last_words
from tracker.store import Store

ZONES = timedelta(days=1)  # a text may carry tomorrow's date where it was published


def amendments_of(
    store: Store, articles: Mapping[str, Article], today: date | None, *, to_publish: bool
) -> Amendments:
    """All that was said against claims of these articles by a day; None takes all there is."""
    last = None if today is None else today + ZONES
    noted = notes_in(articles, last)
    reread = tuple(
        (claim, correction)
        for claim, correction in store.reread()
        if claim.article_id in articles
        and not (to_publish and claim.terms is Terms.IMPORT_ONLY)
        and not (last and correction.said_on and correction.said_on.first() > last)
    )
    return Amendments(followed(said_by(store.corrections(), last), store), noted, reread)


def notes_in(articles: Mapping[str, Article], last: date | None) -> dict[str, tuple[Notice, ...]]:
    """What outlets wrote about their own figures by a day, by article id; None takes all there is."""
    noted: dict[str, tuple[Notice, ...]] = {}
    for id_, article in articles.items():
        if article.kind is not ArticleKind.TABLE_ROW:
            told = tuple(
                one for one in notices_of(article) if not (last and one.said_on and one.said_on.first() > last)
            )
            if told:
                noted[id_] = told
    return noted


def followed(decided: tuple[Correction, ...], store: Store) -> tuple[Correction, ...]:
    """Decisions on claims as they are read now: one on a claim that a later reading knows under another id goes with it."""
    named = {id_ for one in decided for id_ in (one.claim, one.instead) if id_ is not None}
    now = store.successors(sorted(named))
    return tuple(
        replace(
            one,
            claim=now.get(one.claim, one.claim),
            instead=now.get(one.instead, one.instead) if one.instead else None,
        )
        for one in decided
    )


def accepted(decided: Iterable[Correction]) -> dict[str, Correction]:
    """The claims of which a person has said last that they stand as they are read."""
    return {claim: one for claim, one in last_words(decided).items() if one.restores}


def said_by(decided: Iterable[Correction], day: date | None) -> tuple[Correction, ...]:
    """The decisions of a day and before; None takes all."""
    return tuple(one for one in decided if day is None or one.said_on is None or one.said_on.last() <= day)


def sound(claims: Mapping[str, Claim], reconciled: Reconciled) -> dict[str, Claim]:
    """The claims less those that were corrected: nothing is found in a figure that nobody stands by."""
    wrong = {id_ for one in reconciled.corrected for id_ in one.statement.claims}
    return {id_: claim for id_, claim in claims.items() if id_ not in wrong}


def reread_and_shown(amendments: Amendments, reconciled: Reconciled) -> list[Claim]:
    """The claims of earlier readings that stand beside a series."""
    reread = {claim.id: claim for claim, _ in amendments.reread}
    return [reread[id_] for one in reconciled.corrected for id_ in one.statement.claims if id_ in reread]


def decided_on_nothing(decided: Iterable[Correction], store: Store) -> list[Issue]:
    """Decisions on claims that the store does not hold."""
    issues = []
    for one in decided:
        for id_ in (one.claim, one.instead):
            if id_ is not None and not store.has_claim(id_):
                message = (
                    f"a decision of {one.who} names this claim, which the store does not hold; give its whole id"
                )
                issues.append(Issue("reconcile", "correction-of-no-claim", id_, message, Severity.WARNING))
    return issues
