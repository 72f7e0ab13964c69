"""Builds claims, statements, series and gaps by hand for the tests of the report: a made-up war in Valdria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tracker.model import (
    ArticleKind,
    Basis,
    Claim,
    DateBasis,
    Direction,
    Gap,
    GapCause,
    GapPart,
    Group,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Reconciled,
    Revision,
    RevisionKind,
    Scope,
    Series,
    SeriesKey,
    Since,
    Statement,
    content_id,
    replaces,
)
from tracker.reconcile import changes
from tracker.report import ReportFiles, write_report
from tracker.report.panels import Desk
from tracker.sources import Break, Claimant, ClaimantKind, Config, Conflict, Event, Party, Place

TODAY = date(2026, 11, 24)
LAST = date(2024, 7, 15)  # the day of the report before it
WORDS = {Qualifier.AT_LEAST: "at least ", Qualifier.MORE_THAN: "more than ", Qualifier.UP_TO: "up to "}


def valdria(**more: object) -> Conflict:
    """A conflict with two parties, a break and an event."""
    given: dict[str, object] = {
        "id": "valdria-2024",
        "title": "War in Valdria",
        "start": date(2024, 1, 1),
        "location_code": "VDR",
        "reason": "for tests",
        "places": (Place("valdria", "Valdria"), Place("orsk-market", "Orsk market")),
        "parties": (Party("north", "the North"), Party("south", "the South")),
        "reference_claimants": ("ministry",),
        "breaks": (Break("ministry", date(2024, 6, 1), "The ministry counts by name", "its notice"),),
        "events": (Event("truce", date(2024, 3, 15), "Truce", "its text"),),
    }
    return Conflict(**{**given, **more})  # type: ignore[arg-type]


def config(extra: Sequence[str] = (), conflict: Conflict | None = None) -> Config:
    """Configuration with a ministry, an army, a monitor, and as many further claimants as asked for."""
    names = {"ministry": "Ministry of Health", "army": "Army of the South", "monitor": "Casualty Monitor"}
    names |= {name: name.title() for name in extra}
    claimants = {id_: Claimant(id_, name, ClaimantKind.OTHER, "for tests") for id_, name in names.items()}
    one = conflict or valdria()
    return Config(Path("sources.yaml"), {p.id: p for p in one.parties}, {one.id: one}, claimants, {})


@dataclass
class Newsroom:
    """Collects what was said; `reconciled` makes statements and series of it, by hand and without judgement."""

    config: Config = field(default_factory=config)
    claims: dict[str, Claim] = field(default_factory=dict)
    said: list[Statement] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def says(
        self,
        claimant: str,
        number: int | tuple[int | None, int | None],
        as_of: str,
        *,
        said_on: str | None = None,
        qualifier: Qualifier = Qualifier.EXACT,
        hedge: str = "",
        quote: str | None = None,
        outcome: Outcome = Outcome.KILLED,
        group: Group = Group.EVERYONE,
        group_words: str = "",
        basis: Basis = Basis.CUMULATIVE,
        scope: Scope = Scope.REPORTED,
        side: str = "",
        direction: Direction | str = "",
        place: str = "valdria",
        since: str = "2024-01-01",
        kind: ArticleKind = ArticleKind.ARTICLE,
        outlet: str = "Orsk Herald",
        url: str = "https://example.org/a",
    ) -> Statement:
        """One claim and its statement; the quote is written around the number unless it is given."""
        low, high = number if isinstance(number, tuple) else (number, number)
        if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE):
            high = None
        if qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
            low = None
        quantity = Quantity(low, high, qualifier, hedge)
        figure = f"{low or 0:,} to {high:,}" if qualifier is Qualifier.RANGE else f"{quantity.point:,}"
        words = quote if quote is not None else f"{WORDS.get(qualifier, '')}{figure} people were {outcome} by {as_of}"
        day = PartialDate.parse(as_of)
        told = PartialDate.parse(said_on) if said_on else day
        if basis is Basis.EVENT:
            since = as_of
        elif basis is Basis.STOCK:
            since = ""
        key = SeriesKey(
            self.config.conflicts[next(iter(self.config.conflicts))].id,
            *(outcome, group, group_words, side, place, basis, since, claimant, scope, (), direction),
        )
        claim = Claim(
            id=content_id("c", claimant, words, as_of, said_on, len(self.claims)),
            article_id="a-000000000001",
            article="orsk.txt",
            start=0,
            end=len(words),
            quote=words,
            outcome=outcome,
            quantity=quantity,
            basis=basis,
            as_of=day,
            date_basis=DateBasis.STATED,
            source=claimant,
            claimant=claimant if claimant in self.config.claimants else None,
            group=group,
            scope=scope,
            kind=kind,
            outlet=outlet,
            url=url,
            said_on=told,
            seen_at="2026-11-24T02:00:00Z",
        )
        self.claims[claim.id] = claim
        one = Statement(
            id=content_id("s", key, as_of, quantity, said_on),
            key=key,
            as_of=day,
            date_basis=DateBasis.STATED,
            quantity=quantity,
            said_on=told,
            seen_at=claim.seen_at,
            claims=(claim.id,),
            outlets=(outlet,),
            origins=1,
            kind=kind,
        )
        self.said.append(one)
        return one

    def gap(
        self,
        left: Statement,
        right: Statement,
        *causes: GapCause,
        lag: int = 0,
        parts: Sequence[tuple[GapCause, int | None]] = (),
    ) -> Gap:
        """The gap between two statements, on the later one's day."""
        low, high = left.quantity, right.quantity
        made = Gap(
            panel=left.key.panel,
            day=max(left.as_of.last(), right.as_of.last()),
            left=left,
            right=right,
            difference=high.point - low.point,
            ratio=high.point / low.point if low.point else None,
            low=None if high.low is None or low.high is None else high.low - low.high,
            high=None if high.high is None or low.low is None else high.high - low.low,
            agrees=low.agrees(high),
            lag_days=lag,
            causes=causes or (GapCause.NONE if low.agrees(high) else GapCause.UNEXPLAINED,),
            reason="for tests",
            parts=tuple(GapPart(cause, amount) for cause, amount in parts),
        )
        self.gaps.append(made)
        return made

    def reconciled(self, since: date | None = None) -> Reconciled:
        """All that was said, as series; with what changed since a day, where one is given."""
        now = self._as_of(self.said, self.gaps)
        if since is None:
            return now
        said = [one for one in self.said if one.said_on is None or one.said_on.last() <= since]
        gaps = [gap for gap in self.gaps if gap.left in said and gap.right in said]
        told = changes(Since(since), self._as_of(said, gaps), now, self.claims, self.config, TODAY)
        return replace(now, changes=told)

    def _as_of(self, said: Sequence[Statement], gaps: Sequence[Gap]) -> Reconciled:
        by_key: dict[SeriesKey, list[Statement]] = {}
        for one in sorted(said, key=lambda s: (s.as_of.last(), str(s.said_on), s.quantity.point, s.id)):
            by_key.setdefault(one.key, []).append(one)
        series = []
        for key in sorted(by_key):
            steps: list[Revision] = []
            standing: dict[PartialDate, Statement] = {}
            for one in by_key[key]:
                before = standing.get(one.as_of)
                kind = RevisionKind.FIRST if before is None else RevisionKind.RAISED
                if before is not None and not replaces(one.quantity, before.quantity):
                    kind = RevisionKind.REWORDED
                change = one.quantity.point - before.quantity.point if before else None
                steps.append(Revision(one, kind, before.id if before else None, change))
                standing[one.as_of] = one
            series.append(Series(key, tuple(steps)))
        return Reconciled(tuple(said), tuple(series), tuple(gaps))

    def desk(self, today: date = TODAY) -> Desk:
        """The desk of this newsroom."""
        return Desk(self.claims, {}, self.config, today)


def full_newsroom() -> Newsroom:
    """A war told by three claimants: open bounds, a range, a repeat, a revision, an event, gaps, other outcomes."""
    room = Newsroom()
    first = room.says("ministry", 1_200, "2024-02-01")
    room.says("ministry", 2_350, "2024-03-01", qualifier=Qualifier.AT_LEAST)
    room.says("ministry", 2_900, "2024-04-01")
    room.says("ministry", 2_950, "2024-04-01", said_on="2024-04-03")
    room.says("ministry", 2_950, "2024-04-20", said_on="2024-04-20")
    last = room.says("ministry", 4_810, "2024-08-01", kind=ArticleKind.TABLE_ROW)
    near = room.says("monitor", 1_150, "2024-02-01", scope=Scope.VERIFIED)
    far = room.says("monitor", (5_000, 6_500), "2024-08-01", qualifier=Qualifier.RANGE, scope=Scope.ESTIMATED)
    less = room.says("army", 900, "2024-02-01", qualifier=Qualifier.UP_TO)
    under = room.says("army", 3_100, "2024-08-01", kind=ArticleKind.NOTE)
    room.says("Orsk Radio", 3_000, "2024-05-01")
    for other, cause in ((near, GapCause.SCOPE), (less, GapCause.UNEXPLAINED)):
        room.gap(first, other, cause)
    room.gap(last, far, GapCause.SCOPE)
    room.gap(last, under, GapCause.UNEXPLAINED)
    for day, number in (("2024-05-03", 80), ("2024-05-04", 131), ("2024-05-06", 127)):
        room.says("ministry", number, "2024-05-03", said_on=day, basis=Basis.EVENT, place="orsk-market")
    market = {"basis": Basis.EVENT, "place": "orsk-market"}
    room.says("army", 20, "2024-05-03", said_on="2024-05-05", qualifier=Qualifier.UP_TO, **market)  # type: ignore[arg-type]
    for day, number in (("2024-02-01", 9_000), ("2024-05-01", 14_000), ("2024-08-01", 21_500)):
        soldiers = {"outcome": Outcome.CASUALTIES, "group": Group.COMBATANTS}
        room.says("army", number, day, side="north", direction=Direction.ENEMY, **soldiers)  # type: ignore[arg-type]
    for day, number in (("2024-02-01", 300), ("2024-04-01", 280), ("2024-08-01", 410)):
        room.says("ministry", number, day, outcome=Outcome.MISSING, basis=Basis.STOCK)
    for claimant, number in (("ministry", 6_100), ("monitor", 7_000), ("army", 5_400)):
        room.says(claimant, number, "2024-08-01", outcome=Outcome.INJURED)
    return room


def crowded_newsroom() -> Newsroom:
    """A war with a chart of every kind: ten claimants, gaps with their parts, own and enemy counts, early tolls."""
    bodies = [f"bureau {letter}" for letter in "abcdefgh"]
    room = Newsroom(config(bodies))
    for month in range(2, 8):
        day = f"2024-0{month}-01"
        ours = room.says("ministry", 1_000 * month, day)
        theirs = room.says("army", 1_000 * month - 310, day)
        room.gap(ours, theirs, GapCause.SCOPE, parts=((GapCause.SCOPE, -300), (GapCause.UNEXPLAINED, -10)))
        room.says("monitor", 1_000 * month + 55, day, scope=Scope.ESTIMATED)
        room.says("ministry", 1_000 * month + 40, day, said_on=f"2024-0{month}-03")
    for number, name in enumerate(bodies):
        for month in range(2, 5):
            room.says(name, 900 * month + 7 * number, f"2024-0{month}-01")
    for month in range(2, 6):
        soldiers = {"group": Group.COMBATANTS, "side": "north"}
        room.says("ministry", 40 * month, f"2024-0{month}-01", direction=Direction.OWN, **soldiers)  # type: ignore[arg-type]
        room.says("army", 130 * month, f"2024-0{month}-01", direction=Direction.ENEMY, **soldiers)  # type: ignore[arg-type]
        room.says("monitor", 70 * month, f"2024-0{month}-02", direction=Direction.THIRD, **soldiers)  # type: ignore[arg-type]
    tolls = (("Orsk Herald", 80, 3), ("Vale Post", 120, 3), ("Orsk Radio", 131, 4), ("Vale Post", 127, 6))
    for outlet, number, day_ in tolls:
        event = {"basis": Basis.EVENT, "place": "orsk-market", "outlet": outlet}
        room.says("ministry", number, "2024-05-03", said_on=f"2024-05-0{day_}", **event)  # type: ignore[arg-type]
    return room


def written(room: Newsroom, out: Path, **more: object) -> ReportFiles:
    """The report of a newsroom, on paper and as pages."""
    given = {"today": TODAY, **more}
    return write_report(room.reconciled(LAST), room.claims, {}, room.config, out, **given)  # type: ignore[arg-type]
