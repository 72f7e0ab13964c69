"""Which series each claim of a bulk result stands in: asked once for all claims of the same words.

The rules are those of `tracker.reconcile.statements`. What they take from elsewhere in an article is brought to them:
for words that fit several conflicts those of the article's other claims, for a part of a figure its whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.bulk.grouping import WORDS
from tracker.model import Basis, Claim, Group, Outcome, Quantity, SeriesKey
from tracker.model.stored import CLAIMS
from tracker.reconcile.places import Gazetteer
from tracker.reconcile.statements import keys_of
from tracker.sources import Config
from tracker.store import rows

DEEPEST = 12  # parts of parts of parts that are followed; a text has three
_BLANK = rows.claim_row(
    Claim("", "", "", 0, 0, "", Outcome.KILLED, Quantity(0, 0), Basis.CUMULATIVE, group=Group.EVERYONE)
)
_COLUMNS = [field.name for field in CLAIMS.fields if field.name != "reading"]
_ALONE, _OF_NONE = -2, -1  # no part of anything; part of what has no series
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Filing:
    """What claims of one series that are in or out of it by the same rules have in common.

    claim   a claim of these words; its own figure, day and place in a text are not these claims'
    whole   the series of what they are a part of
    line    the place of their claimant's series among all, in the order of series
    """

    claim: Claim
    key: SeriesKey
    whole: SeriesKey | None
    line: int


def file(db: Any, config: Config) -> tuple[dict[int, Filing], dict[str, str]]:
    """Makes `filed`, the claims with the number of their filing; those filings, and why words have none.

    The reasons are by the hash of the words, as a text, for claims that belong to no conflict.
    """
    gazetteer = Gazetteer(config)
    claims = dict(_words(db))
    possible = {h: gazetteer.conflicts(claim) for h, claim in claims.items()}
    _place(db, gazetteer, claims, possible)
    _number(db)
    found: dict[int, tuple[int, str, int]] = {
        f: (h, conflict, whole) for f, h, conflict, whole in db.execute("FROM filing").fetchall()
    }
    once = {}
    conflicts = {}
    for f, (h, conflict, whole) in found.items():
        part_of = None if whole == _ALONE else str(whole)
        once[str(f)] = _with(claims[h], id=str(f), part_of=part_of)
        conflicts[str(f)] = conflict
    keys = keys_of(once, conflicts, gazetteer, config)
    lines = {line: n for n, line in enumerate(sorted({line_of(key) for key, _ in keys.values()}))}
    filings: dict[int, Filing] = {}
    alike: dict[tuple[object, ...], int] = {}
    for f, (_, _, whole) in found.items():
        claim, key = once[str(f)], keys[str(f)][0]
        above = keys[str(whole)][0] if whole >= 0 else None
        # All that `leaving_out.unfit` looks at: however many wordings there are, few differ in that.
        told = (key, claim.kind, *(() if whole == _ALONE else (above, claim.place is None)), whole == _ALONE)
        number = alike.setdefault(told, len(alike))
        filings.setdefault(number, Filing(claim, key, above, lines[line_of(key)]))
        found[f] = (*found[f][:2], number)
    _renumber(db, {f: number for f, (_, _, number) in found.items()})
    return filings, {str(h): _unplaced(among) for h, among in possible.items()}


def _renumber(db: Any, numbers: Mapping[int, int]) -> None:
    """`filed`, the claims with the numbers of their filings; none for those of no conflict."""
    import pyarrow as pa

    db.register("told", _table(pa, f=(pa.int64(), numbers), number=(pa.int64(), numbers.values())))
    db.execute(
        f"""
        CREATE TABLE number AS FROM told;
        CREATE TABLE plain AS
        SELECT word, number FROM filing JOIN number USING (f) WHERE whole = {_ALONE} AND word IN (SELECT h FROM sole);
        CREATE TABLE unlike AS SELECT n, number FROM special LEFT JOIN number USING (f);
        CREATE VIEW filed AS
        SELECT c.*, CASE WHEN u.n IS NULL THEN p.number ELSE u.number END AS f
        FROM claim c LEFT JOIN unlike u ON u.n = c.rowid LEFT JOIN plain p ON p.word = c.word
        """  # noqa: S608
    )
    db.unregister("told")


def line_of(key: SeriesKey) -> tuple[object, ...]:
    """What no rule looks beyond until gaps are told, and in the order of series: the claimant's words on one thing,
    in whatever way they count it."""
    return (
        *(key.conflict, key.outcome, key.group, key.group_words, key.side, key.place, key.basis, key.since),
        key.claimant,
    )


def _unplaced(among: tuple[str, ...]) -> str:
    return f"may belong to {', '.join(among)}" if among else "names no tracked place, people or claimant"


def _with(claim: Claim, **more: object) -> Claim:
    return replace(claim, **more)  # type: ignore[arg-type]


def _words(db: Any) -> Iterator[tuple[int, Claim]]:
    names = [*WORDS, "h"]
    found = db.execute("SELECT {} FROM word".format(", ".join(f'"{name}"' for name in names)))  # noqa: S608
    blank = dict(zip(_COLUMNS, _BLANK, strict=True))
    while batch := found.fetchmany(_BATCH):
        for row in batch:
            told = dict(zip(names, row, strict=True))
            h = told.pop("h")
            yield h, rows.claim_from(tuple({**blank, **told}.values()))


def _place(
    db: Any, gazetteer: Gazetteer, claims: Mapping[int, Claim], possible: Mapping[int, tuple[str, ...]]
) -> None:
    """`choice`: the conflict of words by those of the article's other claims, where these make a difference; None for
    words of no conflict."""
    import pyarrow as pa

    sole = {h: among[0] for h, among in possible.items() if len(among) == 1}
    several = [h for h, among in possible.items() if len(among) > 1]
    db.register("told", _table(pa, h=(pa.uint64(), sole.keys()), conflict=(pa.string(), sole.values())))
    db.execute("CREATE TABLE sole AS FROM told")
    db.register("told", _table(pa, h=(pa.uint64(), several)))
    db.execute("CREATE TABLE several AS FROM told")
    db.unregister("told")
    db.execute(
        """
        CREATE TABLE beside AS
        WITH odd AS (SELECT rowid AS n, article_id, word FROM claim WHERE word IN (FROM several)),
        others AS (
            SELECT article_id, list_sort(list(DISTINCT conflict)) AS found
            FROM claim JOIN sole ON h = word WHERE article_id IN (SELECT article_id FROM odd) GROUP BY article_id
        )
        SELECT n, word, coalesce(to_json(found)::VARCHAR, '[]') AS others FROM odd LEFT JOIN others USING (article_id)
        """
    )
    asked = db.execute("SELECT DISTINCT word, others FROM beside").fetchall()
    chosen = [gazetteer.choose(claims[h], possible[h], frozenset(json.loads(others))) for h, others in asked]
    db.register(
        "told",
        _table(
            pa,
            word=(pa.uint64(), [h for h, _ in asked]),
            others=(pa.string(), [others for _, others in asked]),
            conflict=(pa.string(), chosen),
        ),
    )
    db.execute("CREATE TABLE choice AS FROM told")
    db.unregister("told")


def _number(db: Any) -> None:
    """`filing`: one number for each words, conflict and whole that come together."""
    db.execute(
        f"""
        CREATE TABLE filing (f BIGINT, word UBIGINT, conflict VARCHAR, whole BIGINT);
        CREATE TABLE special AS
        WITH odd AS (
            SELECT rowid AS n, word, part_of FROM claim
            WHERE part_of IS NOT NULL OR word IN (FROM several)
        ), needed AS (SELECT DISTINCT part_of AS id FROM odd WHERE part_of IS NOT NULL),
        wholes AS (SELECT id, rowid AS n FROM claim WHERE id IN (FROM needed))
        SELECT o.n, o.word, coalesce(s.conflict, c.conflict) AS conflict, w.n AS whole_n,
            CASE WHEN o.part_of IS NULL THEN {_ALONE} WHEN w.n IS NULL THEN {_OF_NONE} END AS whole, NULL::BIGINT AS f
        FROM odd o LEFT JOIN wholes w ON w.id = o.part_of LEFT JOIN sole s ON s.h = o.word
        LEFT JOIN beside b ON b.n = o.n LEFT JOIN choice c ON c.word = b.word AND c.others = b.others;
        INSERT INTO filing
        SELECT row_number() OVER () - 1, h, conflict, {_ALONE} FROM sole WHERE h IN (SELECT word FROM claim);
        """  # noqa: S608
    )
    for depth in range(DEEPEST):
        # What is part of a claim that is filed by now, or of one that has no conflict, can be filed.
        db.execute(
            f"""
            UPDATE special SET whole = found.whole FROM (
                SELECT p.n, CASE
                    WHEN w.n IS NULL THEN coalesce(f.f, {_OF_NONE}) WHEN w.conflict IS NULL THEN {_OF_NONE} ELSE w.f
                END AS whole
                FROM special p JOIN claim c ON c.rowid = p.whole_n LEFT JOIN special w ON w.n = p.whole_n
                LEFT JOIN filing f ON f.word = c.word AND f.whole = {_ALONE} AND w.n IS NULL
                WHERE p.whole IS NULL
            ) found WHERE found.n = special.n
            """  # noqa: S608
        )
        if depth == DEEPEST - 1:
            db.execute(f"UPDATE special SET whole = {_OF_NONE} WHERE whole IS NULL")  # noqa: S608
        db.execute(
            """
            INSERT INTO filing
            SELECT (SELECT count(*) FROM filing) + row_number() OVER () - 1, word, conflict, whole FROM (
                SELECT DISTINCT word, conflict, whole FROM special s
                WHERE f IS NULL AND whole IS NOT NULL AND conflict IS NOT NULL AND NOT EXISTS (
                    FROM filing f WHERE f.word = s.word AND f.conflict = s.conflict AND f.whole = s.whole
                )
            );
            UPDATE special SET f = filing.f FROM filing
            WHERE special.f IS NULL AND filing.word = special.word AND filing.conflict = special.conflict
                AND filing.whole = special.whole;
            """
        )
        if not db.execute("SELECT count(*) FROM special WHERE whole IS NULL").fetchone()[0]:
            break


def _table(pa: Any, **columns: tuple[Any, Any]) -> Any:
    return pa.table({name: pa.array(list(values), type_) for name, (type_, values) in columns.items()})
