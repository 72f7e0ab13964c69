"""Passages on floods, earthquakes and drought: what they go on to count is theirs, until a word of violence."""

from __future__ import annotations

from tracker.extract.phrases import phrases

VIOLENT = (("refusals", "acts"), ("refusals", "political"), ("time", "wars"))


def goes_on_with_a_disaster(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether a sentence without a word of violence goes on with one of a disaster: "Heavy rains have affected the county.
    103,000 people have been displaced"."""
    if phrases("refusals", "nature").search(text, *before) is None:
        return False
    told = ((start, end), before)
    return not any(phrases(*words).search(text, *span) for words in VIOLENT for span in told)
