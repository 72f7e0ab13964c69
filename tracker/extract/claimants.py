"""A source's wording to the id of a claimant that sources.yaml declares; the wording itself is always kept."""

from __future__ import annotations

from tracker.sources import Config


def claimant_of(words: str | None, conflict: str | None, config: Config | None) -> str | None:
    """The claimant's id, None where nobody of that name is declared or the name fits several."""
    if not words or config is None:
        return None
    found = config.claimant_named(words, conflict)
    return found.id if found else None
