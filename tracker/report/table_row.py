"""Reads the cells of a table's row out of its quote: a row's text is `column: value`, one cell a line.

Two things of a row matter to a reader beside its figure: what the row says in short, and whether the archive marks it
as an outlet's slip that is kept on purpose.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model import ArticleKind, Claim, Statement
from tracker.report.evidence import proof
from tracker.report.printed import Part, Quoted, Text, clean, text
from tracker.report.say import say

SLIP = "relay error"  # how the note of such a row begins; archive/README.md
NOTE = 90  # letters of a row's note that are shown


def cells(claim: Claim) -> dict[str, str]:
    """The cells of a table's row by column, made safe to show; empty for what is no row."""
    if claim.kind is not ArticleKind.TABLE_ROW:
        return {}
    pairs = (line.partition(": ") for line in claim.quote.splitlines())
    return {name.strip(): shown for name, mark, value in pairs if mark and (shown := clean(value, 1_000))}


def slip(statement: Statement, claims: Mapping[str, Claim]) -> bool:
    """True when all that stands behind a statement is a row that the archive calls an outlet's slip."""
    if not any(SLIP in claims[name].quote.lower() for name in statement.claims if name in claims):
        return False
    notes = [cells(claim).get("note", "") for claim in proof(statement, claims)]
    return bool(notes) and all(note.lower().startswith(SLIP) for note in notes)


def row_words(claim: Claim) -> Text | None:
    """A row in short, in its own words: "row: killed 48319, as of 2025-02-21". None where cells are missing.

    The note is shown only where it says that an outlet slipped.
    """
    row = cells(claim)
    low, high = row.get("low", ""), row.get("high", "")
    if not row.get("outcome") or not (low or high):
        return None

    def quoted(words: str) -> Quoted:
        return Quoted(words, claim.id)

    qualifier = row.get("qualifier", "").replace("exact", "").replace("range", "")
    figure: list[Part] = [part for hedge in qualifier.split("_") if hedge for part in (quoted(hedge), " ")]
    if low and high and low != high:
        figure += say("row.range", low=quoted(low), high=quoted(high))
    else:
        figure.append(quoted(low or high))
    note = row.get("note", "")
    cut = note if len(note) <= NOTE else note[:NOTE].rsplit(" ", 1)[0] + "…"
    return say(
        "row.said",
        outcome=quoted(row["outcome"]),
        figure=text(*figure),
        as_of=say("row.as_of", day=quoted(row["as_of"])) if "as_of" in row else (),
        note=say("row.note", note=quoted(cut)) if note.lower().startswith(SLIP) else (),
    )
