"""Corrections in the store: persons' decisions as they were added, and what later readings made of earlier ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tracker.model import Claim, Correction, Corrector, PartialDate, content_id
from tracker.store import rows

# What a claim says. Another frame or span, or another wording of the victims or of a known claimant, says nothing else.
_SAYS = (
    *("outcome", "low", "high", "qualifier", "unit", "basis", "since", "as_of", "place", '"group"', "group_words"),
    *("side", "scope", "inclusions"),
)
_TOLD: dict[str, Callable[[Claim], str]] = {
    "outcome": lambda c: str(c.outcome),
    "figure": lambda c: str(c.quantity),
    "basis": lambda c: str(c.basis),
    "since": lambda c: str(c.since),
    "as_of": lambda c: str(c.as_of),
    "claimant": lambda c: str(c.claimant or c.source),
    "place": lambda c: str(c.place),
    "group": lambda c: f"{c.group} {c.group_words}".strip(),
    "side": lambda c: str(c.side),
    "scope": lambda c: str(c.scope),
    "inclusions": lambda c: " ".join(c.inclusions) or "none",
}


def add(db: sqlite3.Connection, corrections: Iterable[Correction]) -> int:
    """Keeps persons' decisions, each once; how many were new."""
    before = db.total_changes
    db.executemany(
        "INSERT OR IGNORE INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (c.id, c.claim, c.who, c.why, str(c.said_on), c.seen_at, c.evidence, c.instead, int(c.restores))
            for c in corrections
        ),
    )
    return db.total_changes - before


def decisions(db: sqlite3.Connection) -> list[Correction]:
    """Persons' decisions, by day, then id."""
    query = (
        "SELECT claim, who, why, said_on, seen_at, evidence, instead, restores FROM corrections ORDER BY said_on, id"
    )
    return [
        Correction(
            *(claim, Corrector.PERSON, who, why, PartialDate.parse(said), seen, evidence, instead, bool(restores))
        )
        for claim, who, why, said, seen, evidence, instead, restores in db.execute(query)
    ]


def reread(db: sqlite3.Connection) -> list[tuple[Claim, Correction]]:
    """Claims of earlier readings that say something else than the article's last reading, each once, with the reading
    that set it right.

    Such a claim has an id of its own and is a part of nothing. The day is that of the first run that read in the new way;
    None where a table was imported by hand and no run has read so.
    """
    if db.execute("SELECT 1 FROM readings GROUP BY article_id HAVING count(*) > 1 LIMIT 1").fetchone() is None:
        return []
    found: dict[tuple[object, ...], tuple[int, Claim]] = {}
    for number, claim in _otherwise(db):
        found[_signature(claim)] = (number, claim)  # the last reading that still made it
    after = _next_readings(db)
    days = dict(db.execute("SELECT reader_version, min(started_at) FROM runs GROUP BY reader_version"))
    made = []
    for number, claim in found.values():
        later, version = after[number]
        instead = _instead(db, later, claim)
        moment = days.get(version) or ""
        correction = Correction(
            content_id("c", claim.id, *_signature(claim)),
            Corrector.EXTRACTOR,
            version,
            _why(claim, instead),
            PartialDate.parse(moment[:10]) if moment else None,
            moment,
            claim.article_id,
            instead.id if instead else None,
        )
        made.append((replace(claim, id=correction.claim, part_of=None), correction))
    return made


def successors(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """For ids that only earlier readings of an article gave: the claim of its last reading with the same outcome and number
    in the same words. What is read as another number has none."""
    found = {}
    query = f"SELECT reading, {rows.CLAIM_COLUMNS} FROM claims WHERE id = ? ORDER BY reading DESC LIMIT 1"  # noqa: S608
    for id_ in ids:
        row = db.execute(query, (id_,)).fetchone()
        if row is None:
            continue
        old = rows.claim_from(row[1:])
        last = db.execute("SELECT max(number) FROM readings WHERE article_id = ?", (old.article_id,)).fetchone()[0]
        instead = _instead(db, last, old) if row[0] < last else None
        if instead is not None and (instead.outcome, instead.quantity) == (old.outcome, old.quantity):
            found[id_] = instead.id
    return found


def told_otherwise(claim: Claim, later: Iterable[Claim]) -> tuple[str, Claim | None] | None:
    """In which words a later reading of the same article says something else than a claim of an earlier one, and the claim
    it makes of these words; None where it says the same."""
    near = [one for one in later if one.start < claim.end and one.end > claim.start]
    instead = _nearest(near, claim)
    if instead is not None and _signature(instead)[1:] == _signature(claim)[1:]:
        return None  # the same is said, be it by a stretch of other length and so another id
    return _why(claim, instead), instead


def _otherwise(db: sqlite3.Connection) -> Iterator[tuple[int, Claim]]:
    """The claims of earlier readings whose like the last reading of their article does not hold, oldest first."""
    columns = ", ".join(f"old.{name.strip()}" for name in rows.CLAIM_COLUMNS.split(","))
    old, new = (
        ", ".join([*(f"{side}.{name}" for name in _SAYS), f"coalesce({side}.claimant, {side}.source)"])
        for side in ("old", "new")
    )
    query = (
        "WITH last AS (SELECT article_id, max(number) AS number FROM readings GROUP BY article_id HAVING count(*) > 1) "  # noqa: S608
        f"SELECT old.reading, {columns} FROM last "
        "JOIN readings ON readings.article_id = last.article_id AND readings.number < last.number "
        "JOIN claims AS old ON old.reading = readings.number "
        "LEFT JOIN claims AS new ON new.reading = last.number AND new.id = old.id "
        f"WHERE new.id IS NULL OR ({old}) IS NOT ({new}) ORDER BY old.reading, old.id"
    )
    for row in db.execute(query):
        yield row[0], rows.claim_from(row[1:])


def _next_readings(db: sqlite3.Connection) -> dict[int, tuple[int, str]]:
    """For each reading that another followed, the number and version of that one."""
    query = (
        "SELECT number, lead(number) OVER each, lead(reader_version) OVER each FROM readings "
        "WINDOW each AS (PARTITION BY article_id ORDER BY number)"
    )
    return {number: (later, version) for number, later, version in db.execute(query) if later is not None}


def _instead(db: sqlite3.Connection, reading: int, claim: Claim) -> Claim | None:
    """What a later reading made of the words: the claim of the same id, else the one that shares most of the words."""
    query = f'SELECT {rows.CLAIM_COLUMNS} FROM claims WHERE reading = ? AND "start" < ? AND "end" > ?'  # noqa: S608
    return _nearest([rows.claim_from(row) for row in db.execute(query, (reading, claim.end, claim.start))], claim)


def _nearest(near: Iterable[Claim], claim: Claim) -> Claim | None:
    return max(
        near,
        key=lambda one: (
            one.id == claim.id,
            one.quantity.point == claim.quantity.point,
            min(one.end, claim.end) - max(one.start, claim.start),
            one.id,
        ),
        default=None,
    )


def _signature(claim: Claim) -> tuple[object, ...]:
    return (claim.id, *(tell(claim) for tell in _TOLD.values()))


def _why(claim: Claim, instead: Claim | None) -> str:
    """What is read otherwise, in words."""
    if instead is None:
        return "these words are read as no claim any more"
    told = [
        f"{name.replace('_', ' ')} {tell(claim)} is now {tell(instead)}"
        for name, tell in _TOLD.items()
        if tell(claim) != tell(instead)
    ]
    return "read otherwise: " + "; ".join(told)
