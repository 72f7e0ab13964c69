"""Claims, statements, revisions and gaps as rows of the exported tables, under the column names of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import (
    Basis,
    Chain,
    Claim,
    Corrector,
    LeftOutReason,
    PanelKey,
    PartialDate,
    Quantity,
    Reconciled,
    Revision,
    RevisionKind,
    Scope,
    SeriesKey,
    Statement,
    content_id,
)
from tracker.report.areas import area_cells
from tracker.report.corrected import by_statement, correction_cells
from tracker.report.evidence import shows
from tracker.sources import Config

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

_OBS_STATUS = {Scope.ESTIMATED: "E", Scope.PROJECTED: "F"}  # SDMX, code list CL_OBS_STATUS
TAKEN_BACK = "takes this figure back: it stands no longer"


def series_id(key: SeriesKey) -> str:
    """The id of a series, derived from everything that must not be mixed on one line."""
    return content_id("series", *(getattr(key, slot) for slot in SeriesKey.__slots__))


@dataclass(frozen=True, slots=True)
class Book:
    """Records as rows of the exported tables."""

    reconciled: Reconciled
    by_id: Mapping[str, Claim]
    config: Config

    def claims(self) -> list[Row]:
        """One row a claim, ordered by id."""
        every = [*self.reconciled.statements, *(one.statement for one in self.reconciled.corrected)]
        homes = {name: s.id for s in every for name in s.claims}
        keys = {name: s.key for s in every for name in s.claims}
        struck = {one.claim: one for one in self.reconciled.corrections if one.corrector is not Corrector.SOURCE}
        outside = dict.fromkeys(self.reconciled.undated, "carries no day and stands in no series")
        outside |= dict.fromkeys(self.reconciled.unplaced, "belongs to no tracked conflict")
        outside |= {one.claim: f"{_words(one.reason)}: {one.found}" for one in self.reconciled.left_out}
        rows: list[Row] = []
        for claim in sorted(self.by_id.values(), key=lambda one: one.id):
            key = keys.get(claim.id)
            conflict = key.conflict if key else (claim.conflict or "")
            warning = [outside.get(claim.id, "")]
            if claim.withdraws:
                warning.append(TAKEN_BACK)
            if not shows(claim.quantity, claim.quote):
                warning.append("the quote does not show the figure; it is not printed in the report")
            rows.append(
                {
                    "claim_id": claim.id,
                    "statement_id": homes.get(claim.id),
                    "article_id": claim.article_id,
                    "article": claim.article,
                    "conflict": conflict,
                    **area_cells(conflict, key.place if key else "", self.config),
                    "outcome": claim.outcome,
                    "group": claim.group,
                    "group_words": claim.group_words,
                    "side": claim.side,
                    "victims": claim.victims,
                    "part_of": claim.part_of,
                    "place": claim.place,
                    "basis": claim.basis,
                    "since": _said(claim.since),
                    "date_basis": claim.date_basis,
                    **_period(claim.basis, claim.since, claim.as_of),
                    "source": claim.source,
                    "claimant": claim.claimant,
                    "claimant_name": self._name(claim.claimant),
                    "relays": ";".join(claim.relays),
                    "scope": claim.scope,
                    "inclusions": ";".join(claim.inclusions),
                    **_quantity(claim.quantity),
                    "region": claim.region,
                    "evidence": claim.kind,
                    "outlet": claim.outlet,
                    "url": claim.url,
                    "said_on": _said(claim.said_on),
                    "seen_at": claim.seen_at,
                    "obs_status": _OBS_STATUS.get(claim.scope, "A"),
                    "start": claim.start,
                    "end": claim.end,
                    "quote": claim.quote,
                    "frame": claim.frame,
                    "reference": claim.reference,
                    "warning": "; ".join(word for word in warning if word),
                    **correction_cells(struck.get(claim.id)),
                }
            )
        return rows

    def statements(self) -> list[Row]:
        """One row a statement, in order of its series key and day."""
        first = self._after_break()
        rows: list[Row] = []
        taken_back = {
            step.statement.id
            for one in self.reconciled.series
            for step in one.revisions
            if step.kind is RevisionKind.WITHDRAWN
        }
        struck = by_statement(self.reconciled)
        every = [*self.reconciled.statements, *(one.statement for one in self.reconciled.corrected)]
        for one in sorted(every, key=lambda s: (s.key, s.as_of.last(), str(s.said_on), s.id)):
            proven = any(shows(one.quantity, self.by_id[name].quote) for name in one.claims if name in self.by_id)
            rows.append(
                {
                    "statement_id": one.id,
                    **self.key_cells(one.key),
                    **_dated(one),
                    "seen_at": one.seen_at,
                    "claims": ";".join(one.claims),
                    "outlets": " | ".join(one.outlets),
                    "chains": " | ".join(_chain(chain) for chain in one.chains),
                    "origins": one.origins,
                    "obs_status": _status(one, first),
                    "warning": "; ".join(
                        (
                            *((TAKEN_BACK,) if one.id in taken_back else ()),
                            *(() if proven else ("no quote shows the figure; it is not printed in the report",)),
                        )
                    ),
                    **correction_cells(struck.get(one.id)),
                }
            )
        return rows

    def series(self) -> list[Row]:
        """One row a revision, series by series; a figure that was corrected behind those of its day."""
        first = self._after_break()
        struck = by_statement(self.reconciled)
        lines = {one.key: one for one in self.reconciled.series}
        corrected: dict[SeriesKey, list[Revision]] = {}
        for one in self.reconciled.corrected:
            step = Revision(one.statement, RevisionKind.WITHDRAWN, stands=False)
            corrected.setdefault(one.statement.key, []).append(step)
        rows: list[Row] = []
        for key in sorted({*lines, *corrected}):
            line = lines.get(key)
            current = {statement.id for statement in line.current()} if line else set()
            name = series_id(key)
            steps = [*(line.revisions if line else ()), *corrected.get(key, ())]
            if key in corrected:
                steps.sort(key=lambda step: (step.statement.as_of.last(), step.statement.as_of.first()))
            for position, step in enumerate(steps, 1):
                rows.append(
                    {
                        "series_id": name,
                        "position": position,
                        **self.key_cells(key),
                        **_dated(step.statement),
                        "revision": step.kind,
                        "previous": step.previous,
                        "change": step.change,
                        "is_current": step.statement.id in current,
                        "statement_id": step.statement.id,
                        "obs_status": _status(step.statement, first),
                        **correction_cells(struck.get(step.statement.id)),
                    }
                )
        return rows

    def divergence(self) -> list[Row]:
        """One row a gap, by panel and day."""
        rows: list[Row] = []
        for gap in sorted(self.reconciled.gaps, key=lambda g: (g.panel, g.day, g.left.key, g.right.key, g.left.id)):
            row = self.panel_cells(gap.panel)
            for side, one in (("left", gap.left), ("right", gap.right)):
                row |= {
                    f"{side}_claimant": one.key.claimant,
                    f"{side}_statement": one.id,
                    f"{side}_as_of": str(one.as_of),
                    f"{side}_low": one.quantity.low,
                    f"{side}_high": one.quantity.high,
                }
            row |= {"day": gap.day.isoformat()}
            row |= {"difference": gap.difference, "gap_low": gap.low, "gap_high": gap.high, "agrees": gap.agrees}
            row |= {"ratio": None if gap.ratio is None else round(gap.ratio, 4), "lag_days": gap.lag_days}
            for name in ("ratio_low", "ratio_high", "log_ratio"):
                value = getattr(gap, name)
                row[name] = None if value is None else round(value, 4)
            row["parts"] = ";".join(
                part.cause.value if part.amount is None else f"{part.cause}={part.amount}" for part in gap.parts
            )
            row["unexplained"] = gap.unexplained
            rows.append(row | {"causes": ";".join(gap.causes), "reason": gap.reason})
        return rows

    def key_cells(self, key: SeriesKey) -> dict[str, Cell]:
        """The columns that say which series a row is about."""
        row: dict[str, Cell] = {slot: getattr(key, slot) for slot in SeriesKey.__slots__}
        row["inclusions"] = ";".join(key.inclusions)
        return row | {"claimant_name": self._name(key.claimant), **area_cells(key.conflict, key.place, self.config)}

    def panel_cells(self, panel: PanelKey) -> dict[str, Cell]:
        """The columns that say which panel a row is about."""
        row: dict[str, Cell] = {slot: getattr(panel, slot) for slot in PanelKey.__slots__}
        return row | area_cells(panel.conflict, panel.place, self.config)

    def _name(self, claimant: str | None) -> str:
        known = self.config.claimants.get(claimant or "")
        return known.name if known else ""

    def _after_break(self) -> frozenset[str]:
        """Ids of the first statements of their series on or after a declared break."""
        found = set()
        for one in self.reconciled.series:
            conflict = self.config.conflicts.get(one.key.conflict)
            for change in conflict.breaks if conflict else ():
                after = [s for s in one.current() if s.as_of.first() >= change.day]
                if change.claimant == one.key.claimant and after and len(after) < len(one.current()):
                    found.add(after[0].id)
        return frozenset(found)


def _words(reason: LeftOutReason) -> str:
    return f"stands in no series, {reason.replace('_', ' ')}"


def _chain(chain: Chain) -> str:
    return " > ".join(name for name in (chain.claimant, *chain.bodies, chain.agency, chain.outlet) if name)


def _said(day: PartialDate | None) -> str:
    return str(day) if day else ""


def _quantity(quantity: Quantity) -> dict[str, Cell]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier,
        "hedge": quantity.hedge,
        "unit": quantity.unit,
    }


def _period(basis: Basis, since: PartialDate | None, as_of: PartialDate | None) -> dict[str, Cell]:
    start = since.first().isoformat() if since else ""
    if not since and as_of and basis in {Basis.EVENT, Basis.STOCK}:
        start = as_of.first().isoformat()
    end = as_of.last().isoformat() if as_of else ""
    return {"as_of": _said(as_of), "reference_period_start": start, "reference_period_end": end}


def _dated(one: Statement) -> dict[str, Cell]:
    since = PartialDate.parse(one.key.since) if one.key.since else None
    return {
        **_period(one.key.basis, since, one.as_of),
        "date_basis": one.date_basis,
        "said_on": _said(one.said_on),
        "evidence": one.kind,
        **_quantity(one.quantity),
    }


def _status(one: Statement, first_after_break: frozenset[str]) -> str:
    if one.id in first_after_break:
        return "B"
    return _OBS_STATUS.get(one.key.scope, "A")
