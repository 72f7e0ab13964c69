"""How many texts were read, what they hold, and for which reason the rest stands in no series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.model import NO_FRAME, ArticleKind, Claim, LeftOutReason, Reconciled
from tracker.report.catalogue import word
from tracker.report.panels import Desk
from tracker.report.printed import Text, count, named, text
from tracker.report.say import say
from tracker.report.tables import Table, columns
from tracker.report.wording import conflict_title

_Claims = list[Claim]


def coverage_tables(reconciled: Reconciled, desk: Desk) -> tuple[Table, ...]:
    """Three tables: by kind of text, by conflict, and what was refused for which reason; those that have rows."""
    homes = {id_: one.key.conflict for one in reconciled.statements for id_ in one.claims}
    found = (_by_kind(reconciled, desk, homes), _by_conflict(desk, homes), _refused(reconciled))
    return tuple(table for table in found if table.rows)


def _by_kind(reconciled: Reconciled, desk: Desk, homes: Mapping[str, str]) -> Table:
    texts = dict(reconciled.coverage.texts)
    rows = []
    for kind in ArticleKind:
        claims = [claim for claim in desk.claims.values() if claim.kind is kind]
        read = texts.get(kind, ())
        if read or claims:
            rows.append((text(word(f"coverage.{kind}")), text(count(read)), *_counts(claims, homes)))
    every = tuple(id_ for ids in texts.values() for id_ in ids)
    if len(rows) > 1:
        rows.append((say("coverage.all"), text(count(every)), *_counts(list(desk.claims.values()), homes)))
    shares = {"texts": 3.0, "articles": 1.2, **_SHARES}
    return Table(say("coverage.title"), columns(shares, set(shares) - {"texts"}, "coverage"), tuple(rows))


def _by_conflict(desk: Desk, homes: Mapping[str, str]) -> Table:
    by: dict[str, _Claims] = {name: [] for name in desk.config.conflicts}
    for claim in desk.claims.values():
        by.setdefault(homes.get(claim.id, claim.conflict or ""), []).append(claim)
    rows = []
    for conflict, claims in by.items():
        if claims:
            name = named(conflict_title(conflict, desk.config)) if conflict else word("coverage.no_conflict")
            outlets = tuple(sorted({claim.outlet for claim in claims if claim.outlet}))
            texts = tuple(sorted({claim.article_id for claim in claims}))
            rows.append((text(name), text(count(texts)), text(count(outlets)), *_counts(claims, homes)))
    shares = {"conflict": 3.6, "articles": 1.2, "outlets": 1.2, **_SHARES}
    found = columns(shares, set(shares) - {"conflict"}, "coverage")
    return Table(say("coverage.per_conflict_title"), found, tuple(rows))


_SHARES = {
    "claims": 1.2,
    "with_claimant": 1.6,
    "with_source": 1.6,
    "own_voice": 1.6,
    "with_day": 1.2,
    "in_series": 1.2,
    "left": 1.2,
}


def _counts(claims: _Claims, homes: Mapping[str, str]) -> tuple[Text, ...]:
    def ids(found: Iterable[Claim]) -> Text:
        return text(count(tuple(sorted(claim.id for claim in found))))

    return (
        ids(claims),
        ids(claim for claim in claims if claim.claimant),
        ids(claim for claim in claims if claim.source and not claim.claimant),
        ids(claim for claim in claims if not claim.source and not claim.claimant),
        ids(claim for claim in claims if claim.as_of),
        ids(claim for claim in claims if claim.id in homes),
        ids(claim for claim in claims if claim.id not in homes),
    )


def _refused(reconciled: Reconciled) -> Table:
    rows = []
    for reason in LeftOutReason:
        ids = tuple(one.claim for one in reconciled.left_out if one.reason is reason)
        if ids:
            rows.append((say("coverage.claim_left"), say(f"left_out.{reason}"), text(count(ids))))
    for why, spots in reconciled.coverage.unread:
        shown: Text = say("coverage.no_frame") if why in ("", NO_FRAME) else text(named(why))
        rows.append((say("coverage.sentence_left"), shown, text(count(spots))))
    for language, ids in reconciled.coverage.languages:
        shown = say("coverage.other_language", language=named(language))
        rows.append((say("coverage.not_read"), shown, text(count(ids))))
    shares = {"stage": 2.0, "reason": 6.0, "count": 1.2}
    return Table(say("coverage.refused_title"), columns(shares, {"count"}, "coverage"), tuple(rows))
