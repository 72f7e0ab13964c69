"""A claim's quote with the parts that were read in it: number, hedge, claimant, victims, place, days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model import Claim, PartialDate, SpanKind
from tracker.report.around import edges, marks
from tracker.report.html.model import Piece
from tracker.report.printed import Named, Quoted, clean
from tracker.report.table_row import cells as row_cells

LONGEST = 1_200  # letters of a quote that a page shows; claims.csv has it in full
_BEFORE = 500  # of them at most before the figure
_Mark = tuple[int, int, SpanKind]
_ENDS = re.compile(r"[.!?…][”’\"']?\s|\n")
_NUMBER = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|(?<![0-9,.])[0-9]{1,12}(?![0-9,]*[0-9])")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_WRITTEN = re.compile(
    rf"(?:(?<![0-9])(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})\b\.?"
    rf"|\b(?P<m2>{_MONTH})\.? (?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9])"
    rf"|\b(?P<m3>{_MONTH})\b(?=,? [0-9]{{4}}))(?:,? (?P<y>[0-9]{{4}})(?![0-9]))?"
    r"|(?<![0-9])(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9])"
)
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
    wanted = {value for value in (claim.quantity.low, claim.quantity.high) if value is not None}
    for found in _NUMBER.finditer(claim.quote):
        value = int(found.group().replace(",", ""))
        if value in wanted:
            wanted.remove(value)
            yield found.start(), found.end(), SpanKind.FIGURE


def _days(words: str, day: PartialDate | None) -> Iterator[_Mark]:
    """Where a day is written out: "8 November 2024", "Nov. 8", "2024-11-08"; without a year it may be of any."""
    if day is None or day.month is None:
        return
    for found in _WRITTEN.finditer(words):
        number, month, year = found["d1"] or found["d2"], found["m1"] or found["m2"] or found["m3"], found["y"]
        if found["iso"]:
            same = found["iso"] == str(day)
        else:
            told = int(number) if number else None
            same = _MONTHS.index(month[:3].lower()) + 1 == day.month and told == day.day
            same = same and (not year or int(year) == day.year)
        if same:
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
