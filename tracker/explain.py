"""What stands behind an id: the words, how they were read, who carried them, and what became of them.

Takes records and gives lines of text; ids may be cut to their first letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tracker.claim_words import DATED, claim_lines, claimant_words, in_words, line, plain
from tracker.errors import UsageError
from tracker.known import Known
from tracker.model import (
    Article,
    Claim,
    Correction,
    Corrector,
    LeftOut,
    Revision,
    RevisionKind,
    Series,
    SeriesKey,
    Statement,
)
from tracker.report.rows import series_id
from tracker.sources import Config

BY = {
    Corrector.SOURCE: "the source",
    Corrector.OUTLET: "the outlet",
    Corrector.EXTRACTOR: "our extractor",
    Corrector.PERSON: "a person",
}
SHORTEST = 6  # letters of an id that are enough


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
        self._struck = {one.statement.id: one for one in reconciled.corrected}
        self.statements: dict[str, Statement] = {
            one.id: one for one in (*reconciled.statements, *(found.statement for found in reconciled.corrected))
        }
        self._corrections: dict[str, list[Correction]] = {}
        for correction in reconciled.corrections:
            self._corrections.setdefault(correction.claim, []).append(correction)
        struck_keys = {one.statement.key for one in reconciled.corrected}
        self.series_by_id: dict[str, Series] = {series_id(key): Series(key, ()) for key in struck_keys}
        self.series_by_id |= {series_id(one.key): one for one in reconciled.series}
        self._home = {name: one.id for one in self.statements.values() for name in one.claims}
        self._left: dict[str, LeftOut] = {one.claim: one for one in reconciled.left_out}

    def claim(self, id_: str) -> list[str]:
        claim = self._world.claims[id_]
        article = self._world.articles.get(claim.article_id) or self._kept.article(claim.article_id)
        told = claim_lines(claim, article.text if article else None, self._config, colour=self._colour)
        return [f"claim {claim.id}", "", *told, *self._article_lines(article), *self._became(claim)]

    def statement(self, id_: str) -> list[str]:
        statement = self.statements[id_]
        key = statement.key
        lines = [f"statement {id_}", ""]
        lines += [line("claimant", claimant_words(self._config, key.claimant))]
        lines += [line("said", f"{key.outcome.value}: {in_words(statement.quantity)}")]
        lines += [line("of day", f"{statement.as_of} ({DATED[statement.date_basis]})")]
        lines += [line("said on", f"{statement.said_on or 'not known'}; first seen {statement.seen_at}")]
        carried = ", ".join(map(plain, statement.outlets)) or "no outlet is named"
        apart = f"; {statement.origins} of them independent" if len(statement.outlets) > 1 else ""
        lines += [line("carried by", f"{carried}{apart}")]
        for series, revision in self._steps(id_):
            lines += [line("in series", f"{series_id(series.key)}: {describe(series.key)}")]
            lines += [line("step", self._step(revision))]
        lines += self._out_of_force(statement)
        for name in statement.claims:
            lines += ["", *self.claim(name)]
        return lines

    def series(self, id_: str) -> list[str]:
        series = self.series_by_id[id_]
        lines = [f"series {id_}", "", line("of", describe(series.key))]
        lines += [line("claimant", claimant_words(self._config, series.key.claimant)), ""]
        current = {one.id for one in series.current()}
        struck = [Revision(one, RevisionKind.WITHDRAWN, stands=False) for one in self._struck_of(series.key)]
        steps = sorted(
            (*series.revisions, *struck), key=lambda step: (step.statement.as_of.last(), step.statement.as_of.first())
        )
        for revision in steps:
            one = revision.statement
            if one.id in self._struck:
                lines.append(f"  {one.as_of!s:<10}  {in_words(one.quantity)}, {self._by_whom(one.id)}  {one.id}")
                continue
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
            *(f"  {c.id}  {c.outcome.value}: {in_words(c.quantity)}  {plain(c.quote)[:100]}" for c in claims),
        ]

    def _article_lines(self, article: Article | None) -> list[str]:
        if article is None:
            return [line("article", "is not in the store")]
        lines = [line("article", f"{plain(article.name)} ({article.id})")]
        told = [plain(word) for word in (article.outlet, article.title, article.url) if word]
        if told:
            lines += [line("", ", ".join(told))]
        size = len(self._kept.blob(article.sha256))
        return [*lines, line("kept as", f"{article.kind.value}, {size:,} bytes, sha256 {article.sha256}")]

    def _became(self, claim: Claim) -> list[str]:
        left = self._left.get(claim.id)
        if left is not None:
            words = f"none: {left.reason.value.replace('_', ' ')}, {plain(left.found)}"
            return [line("in series", words), *self._corrected(claim.id)]
        home = self._home.get(claim.id)
        if home is None:
            return [line("in series", "none")]
        lines = [line("statement", home)]
        for series, revision in self._steps(home):
            lines += [line("in series", f"{series_id(series.key)}: {describe(series.key)}")]
            lines += [line("step", self._step(revision))]
        return [*lines, *self._out_of_force(self.statements[home]), *self._corrected(claim.id)]

    def _struck_of(self, key: SeriesKey) -> list[Statement]:
        return [one.statement for one in self._struck.values() if one.statement.key == key]

    def _by_whom(self, statement: str) -> str:
        last = self._struck[statement].corrections[-1]
        return f"taken out of force on {last.said_on or 'no known day'} by {BY[last.corrector]} ({plain(last.who)})"

    def _out_of_force(self, statement: Statement) -> list[str]:
        """Who took a statement out of force, and why; nothing where it stands."""
        struck = self._struck.get(statement.id)
        if struck is None:
            return []
        key = statement.key
        return [
            line("in series", f"{series_id(key)}: {describe(key)}, out of force"),
            line("step", self._by_whom(statement.id)),
        ]

    def _corrected(self, claim: str) -> list[str]:
        lines = []
        for one in self._corrections.get(claim, ()):
            lines += [
                line("corrected", f"on {one.said_on or 'no known day'} by {BY[one.corrector]} ({plain(one.who)})")
            ]
            lines += [line("", f"because: {plain(one.why)}")]
            instead = self._world.claims.get(one.instead or "")
            lines += [line("", f"instead: {in_words(instead.quantity)} ({instead.id})")] if instead else []
            lines += [line("", f"evidence: {plain(one.evidence)}")] if one.evidence else []
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


def describe(key: SeriesKey) -> str:
    """What a series counts, in words."""
    parts = [key.conflict, key.outcome.value, key.group_words or key.group.value, key.basis.value]
    parts += [f"since {key.since}" if key.since else "", f"side {key.side}" if key.side else ""]
    parts += [key.place, key.scope.value, *(f"adds {one.value}" for one in key.inclusions)]
    return ", ".join(plain(part) for part in parts if part)
