"""Footnotes: where each figure of a sentence was said, with a link to the page."""

from __future__ import annotations

from tracker.report.catalogue import word
from tracker.report.panels import Desk
from tracker.report.printed import How, Printed, Text, day_text, named
from tracker.report.say import say


def source_notes(sentence: Text, desk: Desk) -> tuple[Text, ...]:
    """One note for each stated figure of a sentence, in order: outlet, day and claim."""
    return tuple(_note(part, desk) for part in sentence if isinstance(part, Printed) and part.how is How.STATED)


def _note(figure: Printed, desk: Desk) -> Text:
    claim = desk.claims[figure.claims[0]]
    outlet = named(claim.outlet or word("table.not_named"), url=claim.url, limit=60)
    if claim.said_on is None:
        return say("layout.note_undated", outlet=outlet, claim=named(claim.id))
    return say("layout.note", outlet=outlet, day=day_text(claim.said_on), claim=named(claim.id))
