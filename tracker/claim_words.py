"""A claim in words: its quote with the parts marked, and what was read in it, one line a field."""

from __future__ import annotations

from tracker.model import (
    ArticleKind,
    Claim,
    DateBasis,
    Quantity,
    Region,
    SpanKind,
    Unit,
)
from tracker.report.around import edges, marks
from tracker.report.printed import clean
from tracker.sources import Config

_LONGEST = 100_000  # letters of one text that are shown
_COLOURS = {
    SpanKind.FIGURE: "1;33",
    SpanKind.HEDGE: "35",
    SpanKind.OUTCOME: "1;31",
    SpanKind.VICTIMS: "36",
    SpanKind.SOURCE: "32",
    SpanKind.DATE: "34",
    SpanKind.PLACE: "94",
}
DATED = {
    DateBasis.STATED: "a date in the words",
    DateBasis.RELATIVE: "words counted from the day of publication",
    DateBasis.CARRIED: "a date earlier in the same passage",
    DateBasis.DATELINE: "the article's dateline",
    DateBasis.PUBLISHED: "the day of publication",
    DateBasis.COLUMN: "a column of the table",
    DateBasis.NONE: "neither the words nor the publication tell",
}


def claim_lines(claim: Claim, text: str | None, config: Config | None, *, colour: bool = False) -> list[str]:
    """The lines that show a claim: its words inside the article's text, where that is at hand, then its fields."""
    if claim.kind is ArticleKind.TABLE_ROW:
        lines = [f"  | {plain(row)}" for row in claim.quote.splitlines()]
    else:
        lines = [f"  {_marked(claim, text, colour)}"]
    lines += ["", line("reads", f"{claim.outcome.value}: {in_words(claim.quantity)}")]
    lines += [line("counts", _counts(claim))]
    lines += [line("of day", f"{claim.as_of or 'not known'} ({DATED[claim.date_basis]})")]
    lines += [line("said on", f"{claim.said_on or 'not known'}; first seen {claim.seen_at or 'not known'}")]
    lines += [line("source", _source(claim, config))]
    if claim.relays:
        lines += [line("carried by", ", then ".join(map(plain, claim.relays)))]
    if claim.part_of:
        lines += [line("part of", claim.part_of)]
    lines += [line("read by", plain(claim.frame) or "a rule without a name")]
    if claim.region is not Region.BODY:
        lines += [line("stands in", claim.region.value)]
    return lines


def _counts(claim: Claim) -> str:
    parts = [f"basis {claim.basis.value}", f"since {claim.since}" if claim.since else ""]
    parts += [f"victims {plain(claim.victims)!r}" if claim.victims else "", f"group {claim.group.value}"]
    parts += [f"side {claim.side}" if claim.side else "", f"place {plain(claim.place)!r}" if claim.place else ""]
    parts += [f"scope {claim.scope.value}"]
    parts += [f"adds {one.value}" for one in claim.inclusions]
    return ", ".join(part for part in parts if part)


def _source(claim: Claim, config: Config | None) -> str:
    if claim.source is None:
        return "none is named; the outlet speaks in its own voice"
    words = f"{plain(claim.source)!r}"
    if config is None:
        return words
    if claim.claimant is None:
        return f"{words}, which no claimant of sources.yaml answers to"
    return f"{words} is {claimant_words(config, claim.claimant)}"


def claimant_words(config: Config, id_: str) -> str:
    """A claimant by name, with its id and kind."""
    known = config.claimants.get(id_)
    return f"{known.name} ({id_}, {known.kind.value})" if known else plain(id_) or "nobody named"


def _marked(claim: Claim, text: str | None, colour: bool) -> str:
    """The quote inside its article, its parts in colour, or in square brackets where there is none."""
    if text is None:
        return plain(claim.quote)
    begin, stop = edges(text, claim.start, claim.end)
    out, at = [], begin
    for kind, start, end in marks(claim, text, begin, stop):
        if start >= at:
            out += [plain(text[at:start], edges=True), _mark(kind, plain(text[start:end]), colour)]
            at = end
    out.append(plain(text[at:stop], edges=True))
    before, after = "…" if begin else "", "…" if stop < len(text) else ""
    return f"{before}{''.join(out).strip()}{after}"


def _mark(kind: SpanKind, words: str, colour: bool) -> str:
    if colour:
        return f"\x1b[{_COLOURS[kind]}m{words}\x1b[0m"
    return f"[{kind.value}: {words}]"


def in_words(quantity: Quantity) -> str:
    """A quantity with its bounds and its hedge: "11,517 or more persons (at least)"."""
    low, high = quantity.low, quantity.high
    unit = {Unit.PERSON: "persons", Unit.HOUSEHOLD: "households"}[quantity.unit]
    if low is not None and low == high:
        told = f"{low:,} {unit}"
    elif high is None:
        told = f"{low:,} or more {unit}"
    elif low is None:
        told = f"{high:,} or fewer {unit}"
    else:
        told = f"{low:,} to {high:,} {unit}"
    return f"{told} ({plain(quantity.hedge)})" if quantity.hedge else told


def line(name: str, words: str) -> str:
    """One field under its name."""
    return f"  {name:<11} {words}"


def plain(words: object, *, edges: bool = False) -> str:
    """Words from outside on one line and safe to show; `edges` keeps a space before or after them."""
    text = str(words)
    shown = clean(text, _LONGEST)
    if not edges or not shown:
        return shown or (" " if edges and text else "")
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{shown}{after}"
