"""A claim's quote with the parts that were read in it: number, hedge, claimant, victims, place, days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from tracker.model import Claim, PartialDate, SpanKind
from tracker.report.html.model import Piece
from tracker.report.printed import Quoted, clean, grouped
from tracker.report.table_row import cells as row_cells

LONGEST = 1_200  # letters of a quote that a page shows; claims.csv has it in full
_BEFORE = 500  # of them at most before the figure
_Mark = tuple[int, int, SpanKind]


def pieces(claim: Claim) -> tuple[Piece, ...]:
    """The quote in stretches, each marked with what was read there; around the figure where it is very long."""
    quote = claim.quote
    marks = list(_apart(_marks(claim)))
    at = next((start for start, _, kind in marks if kind is SpanKind.FIGURE), 0)
    first, last = _window(quote, at)
    cut: list[tuple[SpanKind | None, str]] = [(None, "…")] if first else []
    here = first
    for start, end, kind in marks:
        if start >= here and end <= last:
            cut += [(None, quote[here:start]), (kind, quote[start:end])]
            here = end
    cut.append((None, quote[here:last]))
    if last < len(quote):
        cut.append((None, "…"))
    shown = [(kind, _shown(words)) for kind, words in cut]
    shown = [(kind, words) for kind, words in shown if words]
    if shown:
        shown[0] = (shown[0][0], shown[0][1].lstrip())
        shown[-1] = (shown[-1][0], shown[-1][1].rstrip())
    return tuple(Piece(kind, Quoted(words, claim.id)) for kind, words in shown if words)


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


def _marks(claim: Claim) -> Iterator[_Mark]:
    """The parts of the claim inside its quote: as they were noted, else where their words stand."""
    noted = set()
    for span in claim.spans:
        start, end = span.start - claim.start, span.end - claim.start
        if 0 <= start < end <= len(claim.quote):
            noted.add(span.kind)
            yield start, end, span.kind
    if SpanKind.FIGURE not in noted:
        yield from _figures(claim)
    words = (
        (SpanKind.HEDGE, claim.quantity.hedge),
        (SpanKind.SOURCE, claim.source),
        (SpanKind.VICTIMS, claim.victims),
        (SpanKind.PLACE, claim.place),
    )
    for kind, part in words:
        at = claim.quote.find(part) if part and kind not in noted else -1
        if part and at >= 0:
            yield at, at + len(part), kind
    if SpanKind.DATE not in noted:
        for day in (claim.as_of, claim.since):
            yield from _days(claim.quote, day)


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
