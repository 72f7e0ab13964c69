"""Everything that stands behind a figure: its words, how they were read, who carried them, what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.model import Chain, Claim, Corrected, Finding, PartialDate, Region, Revision, SeriesKey, Statement
from tracker.report.catalogue import has, word
from tracker.report.evidence import proof
from tracker.report.gaps import difference
from tracker.report.html.model import Evidence, Fact, Shown
from tracker.report.html.quotes import Told, cells, pieces
from tracker.report.pages import Edition
from tracker.report.panels import Desk, place_of
from tracker.report.printed import Part, Text, count, day_text, joined, named, text
from tracker.report.say import say
from tracker.report.wording import CORRECTORS, DATED, EVIDENCE, REGIONS, STEPS, claimant_name, counted, series_label

CLAIMS = 20  # claims of one statement that are shown; all of them are in claims.csv
CHAINS = 12  # ways on which one statement came that are shown
_Cell = tuple[SeriesKey, PartialDate]


class Folder:
    """Opens the evidence of statements and claims of one edition."""

    def __init__(self, edition: Edition, desk: Desk) -> None:
        self._desk = desk
        self._steps: dict[_Cell, list[Revision]] = defaultdict(list)
        self._corrected: dict[_Cell, list[Corrected]] = defaultdict(list)
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        self.statements: dict[str, Statement] = {one.id: one for one in edition.printed.statements}
        for series in edition.printed.series:
            for step in series.revisions:
                self._steps[series.key, step.statement.as_of].append(step)
                self.statements.setdefault(step.statement.id, step.statement)
        for one in edition.printed.corrected:
            if desk.proven(one.statement):
                self._corrected[one.statement.key, one.statement.as_of].append(one)
                self.statements.setdefault(one.statement.id, one.statement)
        for finding in edition.printed.weighed.findings:
            for said in finding.statements[:1]:
                self._findings[said.id].append(finding)

    def statement(self, one: Statement) -> Evidence:
        """A statement with the claims behind it, those whose quote shows its figure first."""
        good = proof(one, self._desk.claims)
        rest = [self._desk.claims[name] for name in one.claims if name in self._desk.claims]
        behind = list(dict.fromkeys((*good, *rest)))
        return Evidence(
            one.id,
            series_label(one.key, self._desk.config),
            self._desk.figure(one),
            tuple(self._facts(one, behind)),
            self._history(one),
            tuple(self.claim(claim) for claim in behind[:CLAIMS]),
        )

    def lone(self, claim: Claim) -> Evidence:
        """A claim that stands in no statement of this report."""
        who = named(claim.source or word("label.unresolved"), limit=60)
        return Evidence(f"of-{claim.id}", text(who), None, (), (), (self.claim(claim),))

    def claim(self, claim: Claim) -> Shown:
        """The words of one claim, what was read in them, and the article."""
        rows = cells(claim)
        article = self._desk.articles.get(claim.article_id)
        spoken = (article.language or "") if article else ""
        told: Told = ((), (), ()) if rows else pieces(claim, article.text if article else None)
        return Shown(claim.id, *told, rows, spoken, tuple(self._read(claim)))

    def _facts(self, one: Statement, behind: Sequence[Claim]) -> Iterable[Fact]:
        desk = self._desk
        panel, day, since = place_of(one.key, desk.config)
        yield _fact("counts", counted(panel, desk.config, day, since, full=True))
        yield _fact("as_of", say("html.dated", day=day_text(one.as_of), basis=DATED[one.date_basis]))
        said = text(day_text(one.said_on)) if one.said_on else text(word("table.not_dated"))
        yield _fact("said_on", said)
        if one.seen_at:
            yield _fact("seen_at", text(named(one.seen_at)))
        ways = tuple(dict.fromkeys(self._way(one, chain) for chain in one.chains))
        for way in ways[:CHAINS]:
            yield _fact("way", way)
        if ways[CHAINS:]:
            yield _fact("way", say("html.more_ways", n=count([repr(way) for way in ways[CHAINS:]])))
        for corrected in self._corrected.get((one.key, one.as_of), ()):
            if corrected.statement.id == one.id:
                yield _fact("corrected", _correction(corrected))
        for finding in self._findings.get(one.id, ()):
            if has(f"finding.{finding.kind}"):
                yield _fact("doubt", text(word(f"finding.{finding.kind}")))
        if len(behind) > CLAIMS:
            left = count([claim.id for claim in behind[CLAIMS:]])
            yield _fact("claims", say("table.more", n=left, where="claims.csv"))

    def _way(self, one: Statement, chain: Chain) -> Text:
        claimant = claimant_name(one.key, self._desk.config) or chain.claimant
        names = [claimant, *chain.bodies, chain.agency, chain.outlet]
        shown: list[Text] = [text(named(name, limit=60)) for name in names if name]
        arrow = word("html.then")
        return joined(shown, arrow, arrow)

    def _history(self, one: Statement) -> tuple[Text, ...]:
        steps = self._steps.get((one.key, one.as_of), ())
        corrected = self._corrected.get((one.key, one.as_of), ())
        if len(steps) + len(corrected) < 2:
            return ()
        out_of_force = (self._out(each) for each in corrected)
        return (*(self._step(step) for step in steps), *out_of_force)

    def _out(self, one: Corrected) -> Text:
        figure = self._desk.figure(one.statement)
        return say("html.out_of_force", figure=figure, said=_said(one.statement), correction=_correction(one))

    def _step(self, step: Revision) -> Text:
        said = step.statement
        day = _said(said)
        before = self.statements.get(step.previous or "")
        change: Text = ()
        if before is not None and step.change:
            change = say("html.changed_by", n=difference(before, said, self._desk))
        return say("html.step", figure=self._desk.figure(said), day=day, kind=STEPS[step.kind], change=change)

    def _read(self, claim: Claim) -> Iterable[Fact]:
        if claim.outlet or claim.url:
            outlet = named(claim.outlet or claim.url or "", url=claim.url, limit=80)
            said = text(day_text(claim.said_on)) if claim.said_on else text(word("table.not_dated"))
            yield _fact("published", say("html.published", outlet=outlet, day=said))
        article = self._desk.articles.get(claim.article_id)
        if article is not None and article.title:
            yield _fact("title", text(named(article.title, url=article.url, limit=160)))
        words = (("source", claim.source), ("hedge", claim.quantity.hedge), ("victims", claim.victims))
        for label, heard in words:
            if heard:
                yield _fact(label, text(named(heard, limit=120)))
        if claim.relays:
            yield _fact("relays", joined([text(named(name, limit=60)) for name in claim.relays]))
        kind = say("html.stands_in", kind=EVIDENCE[claim.kind])
        if claim.region not in (Region.BODY, Region.TABLE):
            kind = text(*kind, *say("html.region", region=REGIONS[claim.region]))
        yield _fact("kind", kind)
        if claim.withdraws:
            yield _fact("doubt", text(word("html.withdraws")))
        if claim.reference and claim.reference != claim.url:
            yield _fact("reference", text(named(claim.reference, url=claim.reference, limit=200)))
        yield _fact("article", text(named(claim.article, url=claim.article, limit=200)))
        if article is not None:
            yield _fact("hash", text(named(article.sha256)))
        yield _fact("rule", text(named(claim.frame or word("html.no_rule"))))
        yield _fact("claim", text(named(claim.id)))


def _said(one: Statement) -> Part:
    return day_text(one.said_on) if one.said_on else word("table.not_dated")


def _correction(one: Corrected) -> Text:
    """Who took a figure out of force, when and why: the last word on it."""
    last = one.corrections[-1]
    day: Part = day_text(last.said_on) if last.said_on else word("table.not_dated")
    return say("html.corrected", by=CORRECTORS[last.corrector], day=day, why=named(last.why, limit=300))


def _fact(label: str, words: Text) -> Fact:
    return Fact(word(f"fact.{label}"), words)
