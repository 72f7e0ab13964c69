"""A claim's words inside its article: how much of what stands around them is shown, and where its parts are."""

from __future__ import annotations

from tracker.model import Claim, SpanKind

AROUND = 160  # letters of the article shown on each side of a quote


def edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a quote: its paragraph, or about two lines of it, cut at spaces."""
    begin = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + AROUND)
    if begin and text[begin - 1] != "\n":
        begin = min(text.find(" ", begin) + 1 or begin, start)
    if stop < len(text) and text[stop] != "\n":
        stop = max(text.rfind(" ", end, stop), end)
    return begin, stop


def marks(claim: Claim, text: str, begin: int, stop: int) -> list[tuple[SpanKind, int, int]]:
    """The parts of a claim in the order of the text: as they were noted, else where their words stand near it."""
    found = [(span.kind, span.start, span.end) for span in claim.spans if begin <= span.start < span.end <= stop]
    noted = {kind for kind, _, _ in found}
    words = (
        (SpanKind.HEDGE, claim.quantity.hedge, claim.start, claim.end),
        (SpanKind.VICTIMS, claim.victims, claim.start, stop),
        (SpanKind.SOURCE, claim.source, begin, stop),
        (SpanKind.PLACE, claim.place, begin, stop),
    )
    for kind, part, first, last in words:
        at = text.find(part, first, last) if part and kind not in noted else -1
        if part and at >= 0:
            found.append((kind, at, at + len(part)))
    return sorted(found, key=lambda mark: (mark[1], -mark[2]))
