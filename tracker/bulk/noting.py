"""Outlets' notes that they had a figure wrong, and the few claims of a bulk result that they can take back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tracker.bulk.filing import Filing
from tracker.bulk.tables import claim_schema, notices_from
from tracker.model import Amendments, Claim, Correction, Notice
from tracker.reconcile.copies import Carrier
from tracker.reconcile.corrections import REACH, against, house, noted_on
from tracker.reconcile.leaving_out import unfit
from tracker.reconcile.statements import Keyed, day_of
from tracker.sources import Config
from tracker.store import rows


def notices_in(prints: Sequence[Path]) -> dict[str, tuple[Notice, ...]]:
    """The notes of all articles that have one, by article; as the first of several files has them."""
    if not prints:
        return {}
    import duckdb

    with duckdb.connect() as db:
        found = db.execute(
            """
            SELECT article_id, notices FROM read_parquet(?, filename = true)
            QUALIFY notices <> '' AND row_number() OVER (PARTITION BY article_id ORDER BY parse_filename(filename)) = 1
            """,
            [[str(path) for path in prints]],
        ).fetchall()
    return {id_: notices_from(text) for id_, text in found}


def struck_by(
    db: Any,
    notices: Mapping[str, tuple[Notice, ...]],
    filings: Mapping[int, Filing],
    config: Config,
    carriers: Mapping[str, Carrier],
) -> tuple[dict[str, Correction], dict[int, list[Keyed]]]:
    """What stands against claims, and those of them that would stand in a series, by line; makes `struck` of these."""
    db.execute("CREATE TABLE struck (id VARCHAR)")
    if not notices:
        return {}, {}
    noted = _claims(db, _any("article_id = ?", len(notices)), list(notices))
    noted.sort(key=lambda one: (one[0].article, one[0].start, one[0].id))
    around = {claim.id: (claim, f) for claim, f in noted}
    for article in sorted({claim.article_id for claim, _ in noted}):
        printed = next(claim for claim, _ in noted if claim.article_id == article)
        for notice in notices[article]:
            around |= {claim.id: (claim, f) for claim, f in _around(db, printed, notice)}
    kept = [one for claim, f in around.values() if (one := _keyed(claim, f, filings, config)) is not None]
    wrong = against(Amendments(notices=notices), [claim for claim, _ in noted], kept, carriers, lambda _: True)
    struck: dict[int, list[Keyed]] = defaultdict(list)
    for one in kept:
        if one.claim.id in wrong:
            struck[filings[around[one.claim.id][1] or 0].line].append(one)
            db.execute("INSERT INTO struck VALUES (?)", [one.claim.id])
    return wrong, struck


def _around(db: Any, printed: Claim, notice: Notice) -> list[tuple[Claim, int | None]]:
    """The claims of a note's house that it can take back: every one that `corrections.of_outlets` may choose, and some
    that it does not."""
    if not (printed.outlet or printed.url):
        return []
    houses = db.execute("SELECT DISTINCT coalesce(nullif(outlet, ''), url) FROM source").fetchall()
    same = [name for (name,) in houses if name and name.casefold() == house(printed)]
    day = noted_on(notice, printed)
    first, last = (str(day - REACH - timedelta(days=1)), str(day + timedelta(days=1)))
    asked: list[object] = [*same, *sorted(notice.outcomes), first, last, printed.url]
    where = _any("coalesce(nullif(outlet, ''), url) = ?", len(same))
    where += f" AND {_any('outcome = ?', len(notice.outcomes))}"
    where += " AND (said_on IS NULL OR length(said_on) < 10 OR said_on BETWEEN ? AND ? OR url = ?)"
    if notice.wrong:
        where += f" AND {_any('coalesce(low, high) = ?', len(notice.wrong))}"
        asked += notice.wrong
    return _claims(db, where, asked)


def _any(condition: str, times: int) -> str:
    return "(" + (" OR ".join([condition] * times) or "false") + ")"


def _claims(db: Any, where: str, asked: Sequence[object]) -> list[tuple[Claim, int | None]]:
    """Whole claims, each with the number of its filing."""
    names = ", ".join(f's."{name}"' for name in claim_schema().names)
    found = db.execute(
        f"SELECT {names}, f FROM (SELECT * FROM source WHERE {where}) s JOIN filed USING (id)",  # noqa: S608
        list(asked),
    ).fetchall()
    return [(rows.claim_from(row[:-1]), row[-1]) for row in found]


def _keyed(claim: Claim, f: int | None, filings: Mapping[int, Filing], config: Config) -> Keyed | None:
    """A claim with its series, None where it stands in none."""
    if f is None:
        return None
    filing, dated = filings[f], day_of(claim)
    if dated.as_of is None or unfit(claim, filing.key, dated.as_of, filing.whole, config) is not None:
        return None
    return Keyed(claim, filing.key, dated.as_of, dated.basis)
