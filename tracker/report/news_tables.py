"""The tables of what changed: figures, falls, gaps, silence, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import CellChange, ChangeKind, Claim, Fell, GapChange, Silence, Statement, Waiting
from tracker.report.catalogue import word
from tracker.report.evidence import proof
from tracker.report.gap_parts import parts_words
from tracker.report.gaps import Apart, apart_of, difference
from tracker.report.panels import Desk, place_of
from tracker.report.printed import Text, age, count, day_text, grouped, named, text
from tracker.report.say import say
from tracker.report.second_looks import finding_row
from tracker.report.tables import Column, Table, columns, excerpt, said_in
from tracker.report.wording import conflict_title, counted, series_label

ROWS = 12  # of one table; the others are in the changelog
WAITING = 8


def cells_table(cells: Sequence[CellChange], desk: Desk) -> Table | None:
    """New and replaced figures, one row for each series: its newest cell."""
    newest: dict[object, CellChange] = {}
    for one in cells:
        newest.setdefault(one.key, one)
    shares = {"what": 4.0, "claimant": 3.0, "now": 1.9, "before": 2.3, "as_of": 1.7, "said": 2.8, "claim": 1.7}
    rows = [_cell_row(one, desk) for one in list(newest.values())[:ROWS]]
    return _table("cells", _columns(shares, {"now", "before"}), rows, [_key(one) for one in cells], len(newest))


def fell_table(fell: Sequence[Fell], lowered: Sequence[CellChange], desk: Desk) -> Table | None:
    """Falls of running totals, and figures of a day that were lowered."""
    shares = {"what": 3.6, "claimant": 2.8, "before": 2.3, "now": 2.3, "change": 1.2, "looks_like": 3.0, "claim": 1.7}
    rows = [_fell_row(one.before, one.after, f"finding.{one.kind}", desk) for one in fell]
    rows += [_fell_row(one.before, one.after, "finding.lowered", desk) for one in lowered if one.before and one.after]
    return _table("fell", _columns(shares, {"before", "now", "change"}), rows[:ROWS], rows, len(rows))


def gaps_table(gaps: Sequence[GapChange], desk: Desk) -> Table | None:
    """Gaps that opened or closed, with the two figures."""
    shares = {"what": 3.4, "claimant": 2.6, "its_figure": 2.4, "reference_figure": 3.4, "difference": 1.3}
    rows = [_gap_row(one, desk) for one in gaps[:ROWS]]
    found = _columns({**shares, "state": 2.0, "why": 3.0}, {"its_figure", "difference"})
    return _table("gaps", found, rows, list(gaps), len(gaps))


def silent_table(silent: Sequence[Silence], desk: Desk) -> Table | None:
    """Claimants who used to speak regularly and have not for as long as the conflict declares."""
    shares = {"conflict": 3.4, "claimant": 3.0, "last": 2.2, "as_of": 1.8, "said_on": 1.8, "days": 1.3, "limit": 1.3}
    rows = []
    for one in silent[:ROWS]:
        label = series_label(one.last.key, desk.config, own=False)
        said = one.last.said_on
        claims = desk.figure(one.last).claims
        spoke = said.last() if said else one.last.as_of.last()
        quiet = age(spoke, desk.known, claims)
        rows.append(
            (
                text(named(conflict_title(one.conflict, desk.config))),
                label,
                text(desk.figure(one.last)),
                text(day_text(one.last.as_of)),
                text(day_text(said)) if said else text(word("table.not_dated")),
                say("news.silent_new", days=quiet) if one.is_new else text(quiet),
                text(named(grouped(one.limit))),
            )
        )
    return _table("silent", _columns(shares, {"last", "days", "limit"}), rows, list(silent), len(silent))


def waiting_table(waiting: Sequence[Waiting], desk: Desk) -> Table | None:
    """Findings and undeclared sources, the new first."""
    shares = {"matter": 4.0, "claimant": 2.8, "figure": 1.8, "as_of": 1.7, "quote": 5.2, "claim": 1.7}
    rows = [row for one in waiting if (row := _waiting_row(one, desk)) is not None][:WAITING]
    return _table("waiting", _columns(shares, {"figure"}), rows, list(waiting), len(waiting))


def _columns(shares: dict[str, float], numbers: set[str]) -> tuple[Column, ...]:
    return columns(shares, numbers, "news")


def _table(
    name: str, found: tuple[Column, ...], rows: Sequence[tuple[Text, ...]], every: Sequence[object], whole: int
) -> Table | None:
    if not rows:
        return None
    rest = tuple(str(n) for n in range(len(rows), max(whole, len(every))))
    more = say("news.cells_more", n=count(rest)) if rest else ()
    return Table(say(f"news.{name}_title"), found, tuple(rows), more)


def _key(one: CellChange) -> str:
    return f"{one.key}:{one.as_of}"


def _cell_row(one: CellChange, desk: Desk) -> tuple[Text, ...]:
    standing = one.after or one.before
    assert standing is not None
    behind = _claim(standing, one.claims, desk)
    before: Text = say("news.none_before")
    if one.before is not None:
        before = say("news.same_day", figure=desk.figure(one.before))
    elif one.previous is not None:
        before = say("news.earlier_day", figure=desk.figure(one.previous), day=day_text(one.previous.as_of))
    now = text(desk.figure(one.after)) if one.after else _no_longer(one)
    return (
        _what(standing, desk),
        series_label(one.key, desk.config, own=False),
        now,
        before,
        text(day_text(one.as_of)),
        said_in(behind, behind.outlet or ""),
        text(named(behind.id)),
    )


def _no_longer(one: CellChange) -> Text:
    return say("news.taken_back" if one.kind is ChangeKind.TAKEN_BACK else "news.gone_now")


def _fell_row(before: Statement, after: Statement, how: str, desk: Desk) -> tuple[Text, ...]:
    return (
        _what(after, desk),
        series_label(after.key, desk.config, own=False),
        say("news.earlier_day", figure=desk.figure(before), day=day_text(before.as_of)),
        say("news.earlier_day", figure=desk.figure(after), day=day_text(after.as_of)),
        text(difference(before, after, desk)),
        say(how),
        text(named(_claim(after, after.claims, desk).id)),
    )


def _gap_row(one: GapChange, desk: Desk) -> tuple[Text, ...]:
    turned: Apart = apart_of(one.gap)
    reference = series_label(turned.reference.key, desk.config, own=False)
    day = one.span.opened if one.opened else one.span.closed
    assert day is not None
    return (
        _what(turned.other, desk),
        series_label(turned.other.key, desk.config, own=False),
        text(desk.figure(turned.other)),
        text(*reference, ": ", desk.figure(turned.reference)),
        text(difference(turned.reference, turned.other, desk)),
        say("news.opened_on" if one.opened else "news.closed_on", day=day_text(day)),
        parts_words(turned, desk),
    )


def _waiting_row(one: Waiting, desk: Desk) -> tuple[Text, ...] | None:
    """None where no stored quote shows the figure that is in question."""
    if one.finding is None:
        claim = desk.claims[one.claims[0]]
        matter = say("news.source_unknown", words=named(one.words), n=count(one.claims))
        blank: Text = say("news.none_before")
        return matter, blank, blank, blank, text(excerpt(claim)), text(named(claim.id))
    return finding_row(one.finding, desk)


def _what(statement: Statement, desk: Desk) -> Text:
    panel, day, since = place_of(statement.key, desk.config)
    return counted(panel, desk.config, day, since)


def _claim(statement: Statement, wanted: Sequence[str], desk: Desk) -> Claim:
    """The claim that shows the figure, one of those wanted where it can be."""
    behind = proof(statement, desk.claims)
    return next((claim for claim in behind if claim.id in wanted), behind[0])
