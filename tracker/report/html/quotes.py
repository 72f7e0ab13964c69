"""A claim's quote with the parts that were read in it: number, hedge, claimant, victims, place, days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model import Claim, PartialDate, SpanKind
from tracker.report.around import edges, marks
from tracker.report.html.model import Piece
from tracker.report.printed import Named, Quoted, clean, grouped
from tracker.report.table_row import cells as row_cells

LONGEST = 1_200  # letters of a quote that a page shows; claims.csv has it in full
_BEFORE = 500  # of them at most before the figure
_Mark = tuple[int, int, SpanKind]
_ENDS = re.compile(r"[.!?…][”’\"']?\s|\n")
Told = tuple[tuple[Piece, ...], tuple[Piece, ...], tuple[Piece, ...]]


def pieces(claim: Claim, text: str | None) -> Told:
    """What stands before the quote in its article, the quote, and what stands behind it, the parts of the claim marked.

    A very long quote is cut around its figure. Without the article's text there is the quote alone.
    """
    if text is None or text[claim.start : claim.end] != claim.quote:
        text, claim = claim.quote, _alone(claim)
    begin, stop = edges(text, claim.start, claim.end)
    found = list(_apart(_marks(claim, text, begin, stop)))
    begin, stop = _sentences(claim, text, begin, stop, found)
    at = next((start for start, _, kind in found if kind is SpanKind.FIGURE), claim.start)
    first, last = _window(claim.quote, at - claim.start)
    first, last = claim.start + first, claim.start + last
    said: list[tuple[SpanKind | None, str]] = _cut(text, first, last, found)
    if first > claim.start:
        begin, said = claim.start, [(None, "…"), *said]
    if last < claim.end:
        stop, said = claim.end, [*said, (None, "…")]
    before = _cut(text, begin, claim.start, found) if begin < claim.start else []
    after = _cut(text, claim.end, stop, found) if stop > claim.end else []
    if before and text[:begin].strip() and not _ENDS.search(text, max(0, begin - 2), begin):
        before = [(None, "…"), *before]
    if after and text[stop:].strip() and not _ENDS.search(text, stop - 1, stop + 1):
        after = [*after, (None, "…")]
    return (
        tuple(Piece(kind, Named(words)) for kind, words in before if words),
        tuple(Piece(kind, Quoted(words, claim.id)) for kind, words in _trimmed(said)),
        tuple(Piece(kind, Named(words)) for kind, words in after if words),
    )


def _sentences(claim: Claim, text: str, begin: int, stop: int, found: Sequence[_Mark]) -> tuple[int, int]:
    """Of the stretch, the sentences that hold the quote and the marks: no more of an article than it takes."""
    lead = min([start for start, _, _ in found if start >= begin], default=claim.start)
    tail = max([end for _, end, _ in found if end <= stop], default=claim.end)
    lead, tail = min(lead, claim.start), max(tail, claim.end)
    ends = [one.end() for one in _ENDS.finditer(text, begin, lead)]
    after = _ENDS.search(text, max(tail - 1, claim.start), stop)
    return max([begin, *ends]), after.start() + 1 if after and after.start() >= tail - 1 else stop


def _alone(claim: Claim) -> Claim:
    """The claim as if its quote were all there is."""
    spans = tuple(replace(one, start=one.start - claim.start, end=one.end - claim.start) for one in claim.spans)
    inside = tuple(one for one in spans if 0 <= one.start < one.end <= len(claim.quote))
    return replace(claim, start=0, end=len(claim.quote), spans=inside)


def _cut(text: str, first: int, last: int, found: Sequence[_Mark]) -> list[tuple[SpanKind | None, str]]:
    """The stretch in pieces, each with what it carries, safe to show."""
    out: list[tuple[SpanKind | None, str]] = []
    here = first
    for start, end, kind in found:
        if start >= here and end <= last:
            out += [(None, _shown(text[here:start])), (kind, _shown(text[start:end]))]
            here = end
    return [*out, (None, _shown(text[here:last]))]


def _trimmed(said: list[tuple[SpanKind | None, str]]) -> list[tuple[SpanKind | None, str]]:
    kept = [(kind, words) for kind, words in said if words]
    if kept:
        kept[0] = (kept[0][0], kept[0][1].lstrip())
        kept[-1] = (kept[-1][0], kept[-1][1].rstrip())
    return [(kind, words) for kind, words in kept if words]


def cells(claim: Claim) -> tuple[tuple[Quoted, Piece], ...]:
    """The cells of a table's row, those that were read marked; empty for what is no row."""
    kinds: dict[str, SpanKind] = {}
    at = 0
    for line in claim.quote.splitlines(keepends=True):
        for span in claim.spans:
            if at <= span.start - claim.start < at + len(line):
                kinds.setdefault(line.partition(": ")[0].strip(), span.kind)
        at += len(line)
    return tuple(
        (Quoted(clean(name), claim.id), Piece(kinds.get(name), Quoted(value, claim.id)))
        for name, value in row_cells(claim).items()
    )


def _window(quote: str, at: int) -> tuple[int, int]:
    """The stretch that is shown, cut at spaces where there are any near."""
    if len(quote) <= LONGEST:
        return 0, len(quote)
    first = max(0, min(at - _BEFORE, len(quote) - LONGEST))
    last = min(len(quote), first + LONGEST)
    if first:
        space = quote.find(" ", first, min(first + 60, at))
        first = space + 1 if space >= 0 else first
    if last < len(quote):
        space = quote.rfind(" ", max(last - 60, at + 1), last)
        last = space if space >= 0 else last
    return first, last


def _shown(words: str) -> str:
    """The words safe to show, with the spaces at their edges kept."""
    shown = clean(words, LONGEST)
    if not shown:
        return " " if words and " " in clean(f"x{words}x", LONGEST) else ""
    before = " " if clean(f"x{words[0]}x") == "x x" else ""
    after = " " if clean(f"x{words[-1]}x") == "x x" else ""
    return f"{before}{shown}{after}"


def _marks(claim: Claim, text: str, begin: int, stop: int) -> Iterator[_Mark]:
    """The parts of the claim in the stretch: as they were noted, else where their words stand."""
    found = marks(claim, text, begin, stop)
    yield from ((start, end, kind) for kind, start, end in found)
    noted = {kind for kind, _, _ in found}
    if SpanKind.FIGURE not in noted:
        yield from ((claim.start + start, claim.start + end, kind) for start, end, kind in _figures(claim))
    if SpanKind.DATE not in noted:
        for day in (claim.as_of, claim.since):
            yield from ((begin + start, begin + end, kind) for start, end, kind in _days(text[begin:stop], day))


def _figures(claim: Claim) -> Iterator[_Mark]:
    """Where the bounds of the claim are written in digits."""
    for value in dict.fromkeys((claim.quantity.low, claim.quantity.high)):
        forms = [] if value is None else [grouped(value), str(value)]
        found = (re.search(rf"(?<![0-9,.]){re.escape(form)}(?![0-9])", claim.quote) for form in forms)
        yield from [(one.start(), one.end(), SpanKind.FIGURE) for one in found if one][:1]


def _days(quote: str, day: PartialDate | None) -> Iterator[_Mark]:
    """Where a day is written out: "8 November 2024", "Nov. 8", "2024-11-08"."""
    if day is None or day.month is None:
        return
    name = calendar.month_name[day.month]
    month = rf"{name[:3]}(?:{name[3:]}|t|\.)?" if len(name) > 3 else name
    if day.day is None:
        forms = rf"{month},? {day.year}|{day}"
    else:
        number = rf"{day.day}(?:st|nd|rd|th)?"
        forms = (
            rf"(?<![0-9]){number} (?:of )?{month}(?:,? {day.year})?|{month} {number}(?![0-9])(?:,? {day.year})?|{day}"
        )
    for found in re.finditer(rf"\b(?:{forms})", quote):
        yield found.start(), found.end(), SpanKind.DATE


def _apart(marks: Iterator[_Mark]) -> Iterator[_Mark]:
    """The marks in order; where two overlap, the figure before the hedge, then the one that begins first."""
    order = (SpanKind.FIGURE, SpanKind.HEDGE, SpanKind.DATE)
    taken: list[_Mark] = []
    rank = {kind: position for position, kind in enumerate(order)}
    for mark in sorted(marks, key=lambda m: (rank.get(m[2], len(order)), m[0], -m[1])):
        if all(mark[1] <= other[0] or mark[0] >= other[1] for other in taken):
            taken.append(mark)
    yield from sorted(taken)
