"""What stands behind an id: the words, how they were read, who carried them, and what became of them.

Takes records and gives lines of text; ids may be cut to their first letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tracker.errors import UsageError
from tracker.known import Known
from tracker.model import (
    Article,
    ArticleKind,
    Claim,
    DateBasis,
    LeftOut,
    Quantity,
    Revision,
    Series,
    SeriesKey,
    SpanKind,
    Statement,
    Unit,
)
from tracker.report.printed import clean
from tracker.report.rows import series_id
from tracker.sources import Config

SHORTEST = 6  # letters of an id that are enough
_LONGEST = 100_000  # letters of one text that are shown
_AROUND = 160  # letters of the article shown on each side of a quote
_COLOURS = {
    SpanKind.FIGURE: "1;33",
    SpanKind.HEDGE: "35",
    SpanKind.OUTCOME: "1;31",
    SpanKind.VICTIMS: "36",
    SpanKind.SOURCE: "32",
    SpanKind.DATE: "34",
    SpanKind.PLACE: "94",
}
_DATED = {
    DateBasis.STATED: "a date in the words",
    DateBasis.RELATIVE: "words counted from the day of publication",
    DateBasis.CARRIED: "a date earlier in the same passage",
    DateBasis.DATELINE: "the article's dateline",
    DateBasis.PUBLISHED: "the day of publication",
    DateBasis.COLUMN: "a column of the table",
    DateBasis.NONE: "neither the words nor the publication tell",
}


class Bytes(Protocol):
    """Where articles and kept bytes are; the store is one."""

    def article(self, id_: str) -> Article | None:
        """One article."""

    def blob(self, sha256: str) -> bytes:
        """The bytes kept under a hash."""


def explain(id_: str, world: Known, kept: Bytes, config: Config, *, colour: bool = False) -> list[str]:
    """The lines that explain a claim, a statement (also a revision or plotted point), a series or an article, which
    may be given by its name as well.

    Raises UsageError for an id that is unknown, too short, or stands for several.
    """
    told = _Telling(world, kept, config, colour)
    kinds: dict[str, tuple[Iterable[str], Callable[[str], list[str]]]] = {
        "claim": (world.claims, told.claim),
        "statement": (told.statements, told.statement),
        "series": (told.series_by_id, told.series),
        "article": (world.articles, told.article),
    }
    wanted = id_.strip()
    named = [one.id for one in world.articles.values() if one.name == wanted]
    if len(named) == 1:
        return told.article(named[0])
    found = [
        (kind, known)
        for kind, (ids, _) in kinds.items()
        for known in ids
        if known == wanted or known.startswith(wanted) or known.split("-", 1)[-1].startswith(wanted)
    ]
    exact = [one for one in found if one[1] == wanted]
    found = exact or found
    if len(wanted) < SHORTEST and not exact:
        raise UsageError(f"{id_!r} is too short to look for; give at least {SHORTEST} letters of the id")
    if len(found) > 1:
        several = ", ".join(known for _, known in sorted(found)[:5])
        raise UsageError(f"{id_!r} begins {len(found)} ids ({several}); give more letters")
    if not found:
        raise UsageError(
            f"{id_!r}: no claim, statement, series or article has this id; ids stand in claims.csv, statements.csv, "
            "series.csv and in the tables of the report"
        )
    kind, known = found[0]
    return kinds[kind][1](known)


class _Telling:
    def __init__(self, world: Known, kept: Bytes, config: Config, colour: bool) -> None:
        self._world, self._kept, self._config, self._colour = world, kept, config, colour
        reconciled = world.reconciled
        self.statements: dict[str, Statement] = {one.id: one for one in reconciled.statements}
        self.series_by_id: dict[str, Series] = {series_id(one.key): one for one in reconciled.series}
        self._home = {name: one.id for one in reconciled.statements for name in one.claims}
        self._left: dict[str, LeftOut] = {one.claim: one for one in reconciled.left_out}

    def claim(self, id_: str) -> list[str]:
        claim = self._world.claims[id_]
        article = self._world.articles.get(claim.article_id) or self._kept.article(claim.article_id)
        lines = [f"claim {claim.id}", ""]
        if claim.kind is ArticleKind.TABLE_ROW:
            lines += [f"  | {_clean(line)}" for line in claim.quote.splitlines()]
        else:
            lines += [f"  {self._marked(claim, article)}"]
        lines += ["", _line("reads", f"{claim.outcome.value}: {in_words(claim.quantity)}")]
        lines += [_line("counts", self._counts(claim))]
        lines += [_line("of day", f"{claim.as_of or 'not known'} ({_DATED[claim.date_basis]})")]
        lines += [_line("said on", f"{claim.said_on or 'not known'}; first seen {claim.seen_at or 'not known'}")]
        lines += [_line("source", self._source(claim))]
        if claim.relays:
            lines += [_line("carried by", ", then ".join(map(_clean, claim.relays)))]
        if claim.part_of:
            lines += [_line("part of", claim.part_of)]
        lines += [_line("read by", _clean(claim.frame) or "a rule without a name")]
        if claim.region != "body":
            lines += [_line("stands in", claim.region.value)]
        lines += self._article_lines(article)
        return [*lines, *self._became(claim)]

    def statement(self, id_: str) -> list[str]:
        statement = self.statements[id_]
        key = statement.key
        lines = [f"statement {id_}", ""]
        lines += [_line("claimant", self._claimant(key.claimant))]
        lines += [_line("said", f"{key.outcome.value}: {in_words(statement.quantity)}")]
        lines += [_line("of day", f"{statement.as_of} ({_DATED[statement.date_basis]})")]
        lines += [_line("said on", f"{statement.said_on or 'not known'}; first seen {statement.seen_at}")]
        carried = ", ".join(map(_clean, statement.outlets)) or "no outlet is named"
        apart = f"; {statement.origins} of them independent" if len(statement.outlets) > 1 else ""
        lines += [_line("carried by", f"{carried}{apart}")]
        for series, revision in self._steps(id_):
            lines += [_line("in series", f"{series_id(series.key)}: {describe(series.key)}")]
            lines += [_line("step", self._step(revision))]
        for name in statement.claims:
            lines += ["", *self.claim(name)]
        return lines

    def series(self, id_: str) -> list[str]:
        series = self.series_by_id[id_]
        lines = [f"series {id_}", "", _line("of", describe(series.key))]
        lines += [_line("claimant", self._claimant(series.key.claimant)), ""]
        current = {one.id for one in series.current()}
        for revision in series.revisions:
            one = revision.statement
            stands = "stands" if one.id in current else "replaced"
            lines.append(
                f"  {one.as_of!s:<10}  {in_words(one.quantity)}, said {one.said_on or 'on no known day'}, "
                f"{revision.kind.value}, {stands}  {one.id}"
            )
        return lines

    def article(self, id_: str) -> list[str]:
        article = self._world.articles[id_]
        claims = sorted(
            (c for c in self._world.claims.values() if c.article_id == id_), key=lambda c: (c.start, c.id)
        )
        lines = [f"article {id_}", "", *self._article_lines(article), ""]
        return [
            *lines,
            *(f"  {c.id}  {c.outcome.value}: {in_words(c.quantity)}  {_clean(c.quote)[:100]}" for c in claims),
        ]

    def _counts(self, claim: Claim) -> str:
        parts = [f"basis {claim.basis.value}", f"since {claim.since}" if claim.since else ""]
        parts += [f"victims {_clean(claim.victims)!r}" if claim.victims else "", f"group {claim.group.value}"]
        parts += [f"side {claim.side}" if claim.side else "", f"place {_clean(claim.place)!r}" if claim.place else ""]
        parts += [f"scope {claim.scope.value}"]
        parts += [f"adds {one.value}" for one in claim.inclusions]
        return ", ".join(part for part in parts if part)

    def _source(self, claim: Claim) -> str:
        if claim.source is None:
            return "none is named; the outlet speaks in its own voice"
        words = f"{_clean(claim.source)!r}"
        if claim.claimant is None:
            return f"{words}, which no claimant of sources.yaml answers to"
        return f"{words} is {self._claimant(claim.claimant)}"

    def _claimant(self, id_: str) -> str:
        known = self._config.claimants.get(id_)
        return f"{known.name} ({id_}, {known.kind.value})" if known else _clean(id_) or "nobody named"

    def _article_lines(self, article: Article | None) -> list[str]:
        if article is None:
            return [_line("article", "is not in the store")]
        lines = [_line("article", f"{_clean(article.name)} ({article.id})")]
        told = [_clean(word) for word in (article.outlet, article.title, article.url) if word]
        if told:
            lines += [_line("", ", ".join(told))]
        size = len(self._kept.blob(article.sha256))
        return [*lines, _line("kept as", f"{article.kind.value}, {size:,} bytes, sha256 {article.sha256}")]

    def _became(self, claim: Claim) -> list[str]:
        left = self._left.get(claim.id)
        if left is not None:
            return [_line("in series", f"none: {left.reason.value.replace('_', ' ')}, {_clean(left.found)}")]
        home = self._home.get(claim.id)
        if home is None:
            return [_line("in series", "none")]
        lines = [_line("statement", home)]
        for series, revision in self._steps(home):
            lines += [_line("in series", f"{series_id(series.key)}: {describe(series.key)}")]
            lines += [_line("step", self._step(revision))]
        return lines

    def _steps(self, statement: str) -> list[tuple[Series, Revision]]:
        return [
            (series, revision)
            for series in self._world.reconciled.series
            for revision in series.revisions
            if revision.statement.id == statement
        ]

    def _step(self, revision: Revision) -> str:
        if revision.previous is None:
            return f"{revision.kind.value} figure for {revision.statement.as_of}"
        change = f"{revision.change:+,}" if revision.change is not None else "changed"
        before = self.statements.get(revision.previous)
        told = f" ({in_words(before.quantity)})" if before else ""
        return f"{revision.kind.value}, {change} against {revision.previous}{told}"

    def _marked(self, claim: Claim, article: Article | None) -> str:
        """The quote inside its article, its parts in colour, or in square brackets where there is none."""
        if article is None:
            return _clean(claim.quote)
        text = article.text
        begin, stop = _edges(text, claim.start, claim.end)
        marks = _marks(claim, text, begin, stop)
        out, at = [], begin
        for kind, start, end in marks:
            if start >= at:
                out += [_clean(text[at:start], edges=True), self._mark(kind, _clean(text[start:end]))]
                at = end
        out.append(_clean(text[at:stop], edges=True))
        before, after = "…" if begin else "", "…" if stop < len(text) else ""
        return f"{before}{''.join(out).strip()}{after}"

    def _mark(self, kind: SpanKind, words: str) -> str:
        if self._colour:
            return f"\x1b[{_COLOURS[kind]}m{words}\x1b[0m"
        return f"[{kind.value}: {words}]"


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a quote: its paragraph, or about two lines of it, cut at spaces."""
    begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + _AROUND)
    if begin and text[begin - 1] != "\n":
        begin = min(text.find(" ", begin) + 1 or begin, start)
    if stop < len(text) and text[stop] != "\n":
        stop = max(text.rfind(" ", end, stop), end)
    return begin, stop


def _marks(claim: Claim, text: str, begin: int, stop: int) -> list[tuple[SpanKind, int, int]]:
    """The parts of a claim in the order of the text: as they were noted, else where their words stand near it."""
    marks = [(span.kind, span.start, span.end) for span in claim.spans if begin <= span.start < span.end <= stop]
    noted = {kind for kind, _, _ in marks}
    words = (
        (SpanKind.HEDGE, claim.quantity.hedge, claim.start, claim.end),
        (SpanKind.VICTIMS, claim.victims, claim.start, stop),
        (SpanKind.SOURCE, claim.source, begin, stop),
        (SpanKind.PLACE, claim.place, begin, stop),
    )
    for kind, part, first, last in words:
        at = text.find(part, first, last) if part and kind not in noted else -1
        if part and at >= 0:
            marks.append((kind, at, at + len(part)))
    return sorted(marks, key=lambda mark: (mark[1], -mark[2]))


def describe(key: SeriesKey) -> str:
    """What a series counts, in words."""
    parts = [key.conflict, key.outcome.value, key.group_words or key.group.value, key.basis.value]
    parts += [f"since {key.since}" if key.since else "", f"side {key.side}" if key.side else ""]
    parts += [key.place, key.scope.value, *(f"adds {one.value}" for one in key.inclusions)]
    return ", ".join(_clean(part) for part in parts if part)


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
    return f"{told} ({_clean(quantity.hedge)})" if quantity.hedge else told


def _line(name: str, words: str) -> str:
    return f"  {name:<11} {words}"


def _clean(words: object, *, edges: bool = False) -> str:
    """Words from outside on one line and safe to show; `edges` keeps a space before or after them."""
    text = str(words)
    plain = clean(text, _LONGEST)
    if not edges or not plain:
        return plain or (" " if edges and text else "")
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{plain}{after}"
