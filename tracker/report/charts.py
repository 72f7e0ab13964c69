"""From a panel to the chart of its series: marks, labels, captions and alt text. Nothing is drawn here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.model import Basis, Group, Outcome, Qualifier, RevisionKind, Scope, Series, SeriesKey, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark, Rule
from tracker.report.panels import NAMED, Desk, Panel, palette, reference_of
from tracker.report.printed import Text, count, day_text, joined, named, plain, text
from tracker.report.say import say, say_many
from tracker.report.table_row import slip
from tracker.report.wording import SCOPES, baseline, conflict_title, counted, series_label, side_words
from tracker.sources import Break

STAIRCASE_DAYS = (
    45  # how long after an event its chart runs: counts of a day are lowered weeks later; the rest is in the table
)
LOG_FROM = 100  # claimants whose newest figures stand further apart than this share a logarithmic axis
RULES = 5  # vertical lines at most


def series_chart(panel: Panel, desk: Desk, ranks: Mapping[str, int]) -> Chart | None:
    """The chart of a panel, or None where no figure of it has a day on the x axis."""
    event = panel.key.basis is Basis.EVENT
    until = _event_end(panel) if event else None
    chosen = _by_name(panel, desk)
    paint = palette(chosen, ranks)
    counts = [one for one in panel.series if one.key.scope is not Scope.PROJECTED]
    dated = {one.key: marks for one in counts if (marks := series_marks(one, desk, event=event, until=until))}
    sinces: Counter[str] = Counter()
    for key, marks in dated.items():
        sinces[key.since] += len(marks)
    main = min(sinces, key=lambda since: (-sinces[since], not since, since), default="")
    styles: Counter[str] = Counter()
    lines = []
    also = twins({key: marks for key, marks in dated.items() if key.claimant in chosen})
    for key in sorted(dated, key=lambda key: (-len(dated[key]), key)):
        if key in also:
            label = series_label(key, desk.config, since=key.since != main, own=panel.crossed)
            label = text(*label, *(part for scope in also[key] for part in say("label.also", scope=SCOPES[scope])))
            line = Line(key.claimant, label, (), paint[key.claimant], styles[key.claimant], dated[key])
            if line.slip:
                line = replace(line, label=say("label.slip", label=label))
            lines.append(replace(line, newest=_newest(line, event)))
            styles[key.claimant] += 1
    if not lines:
        return None
    others = [mark for key, marks in dated.items() if key.claimant not in chosen for mark in marks]
    voices = [mark for one in panel.voices for mark in series_marks(one, desk, event=event, until=until)]
    greys = tuple(
        sorted((m for m in [*others, *voices] if m.fill is not Fill.REVISED), key=lambda m: (m.day, m.value))
    )
    shown = [mark for line in lines for mark in line.marks]
    title = counted(panel.key, desk.config, panel.day, panel.since)
    subtitle = say(
        "chart.subtitle",
        conflict=named(conflict_title(panel.key.conflict, desk.config)),
        baseline=baseline(panel.key, main, len(sinces) > 1),
        side=side_words(panel.key, desk.config),
        apart=say("chart.casualties") if panel.key.outcome is Outcome.CASUALTIES else (),
    )
    return Chart(
        name=chart_name(panel),
        kind=ChartKind.STAIRCASE if event else ChartKind.SERIES,
        title=title,
        subtitle=subtitle,
        footer=footer(panel, desk),
        caption=_caption(lines, greys, event, projected=len(counts) < len(panel.series)),
        alt=_alt(title, lines, event),
        axis=say("chart.families" if panel.key.unit == "household" else "chart.people"),
        lines=tuple(lines),
        greys=greys,
        grey_label=_grey_label(others, voices),
        rules=() if event else rules(panel, desk, chosen, [mark.day for mark in shown]),
        log=not event and far_apart(lines),
    )


def series_marks(one: Series, desk: Desk, *, event: bool = False, until: date | None = None) -> tuple[Mark, ...]:
    """The marks of one series in order of the x axis. An event's stand on the day they were said."""
    if event:
        said = [r.statement for r in one.revisions if r.statement.said_on and r.statement.said_on.exact]
        kept = [s for s in said if s.said_on and (until is None or s.said_on.last() <= until)]
        kept.sort(key=lambda s: (s.said_on.last() if s.said_on else date.max, s.quantity.point, s.id))
        return tuple(mark(s, desk, _fill(s, desk), s.said_on.last()) for s in kept if s.said_on)
    marks = []
    current = one.current()
    before: Statement | None = None
    for statement in current:
        same = before is not None and _bounds(before) == _bounds(statement)
        fill = _fill(statement, desk)
        fill = Fill.REPEATED if same and fill is not Fill.SLIP else fill
        marks.append(mark(statement, desk, fill, statement.as_of.last()))
        before = statement if fill is not Fill.SLIP else before
    last = {statement.as_of: statement for statement in current}
    for revision in one.revisions:
        old = revision.statement
        gone = old.as_of not in last or not old.quantity.echoes(last[old.as_of].quantity)
        if gone and revision.kind not in (RevisionKind.RESTATED, RevisionKind.WITHDRAWN):
            marks.append(mark(old, desk, Fill.REVISED, old.as_of.last()))
    return tuple(
        sorted(marks, key=lambda mark: (mark.day, mark.fill is not Fill.REVISED, mark.value, mark.statement))
    )


def twins(dated: Mapping[SeriesKey, tuple[Mark, ...]]) -> dict[SeriesKey, tuple[Scope, ...]]:
    """The series to draw, each with the further ways of counting under which it gave the very same figures.

    A claimant's second series whose every mark lies on a mark of its first would only double the label.
    """

    def spots(key: SeriesKey) -> set[tuple[date, float, bool]]:
        return {(m.day, m.value, m.opens_up) for m in dated[key] if m.fill is not Fill.REVISED}

    out: dict[SeriesKey, tuple[Scope, ...]] = {}
    for key in sorted(dated, key=lambda key: (-len(dated[key]), SCOPES[key.scope] != "", key)):
        host = next((k for k in out if replace(k, scope=key.scope) == key and spots(key) <= spots(k)), None)
        if host is None or dated[key][-1].day != dated[host][-1].day or not SCOPES[key.scope]:
            out[key] = ()
        else:
            out[host] = (*out[host], key.scope)
    return out


def rules(panel: Panel, desk: Desk, chosen: tuple[str, ...], days: list[date]) -> tuple[Rule, ...]:
    """Declared breaks of the claimants shown, and events on a chart of everyone, among the days shown."""
    conflict = desk.config.conflicts.get(panel.key.conflict)
    if conflict is None or not days:
        return ()
    inside = (min(days), max(days))
    found = [
        Rule(b.day, _change(b, desk), b.claimant)
        for b in conflict.breaks
        if b.claimant in chosen and b.claimant in desk.config.claimants
    ]
    if panel.key.group is Group.EVERYONE:
        found += [Rule(e.day, text(named(e.label, limit=80))) for e in conflict.events]
    kept = [rule for rule in found if inside[0] < rule.day < inside[1]]
    kept.sort(key=lambda rule: (not rule.claimant, rule.day))
    return tuple(sorted(kept[:RULES], key=lambda rule: (rule.day, plain(rule.label))))


def footer(panel: Panel, desk: Desk) -> Text:
    """What the chart rests on: how many statements, in how many outlets, and as known when."""
    everything = [*panel.statements, *(r.statement for one in panel.voices for r in one.revisions)]
    ids = tuple(sorted({statement.id for statement in everything}))
    outlets = tuple(sorted({outlet for statement in everything for outlet in statement.outlets}))
    what = say_many("chart.statements", count(ids))
    if outlets:
        what = say_many("chart.carried", count(outlets), what=what)
    return say("chart.footer", statements=what, day=day_text(desk.known))


def chart_name(panel: Panel, ending: str = "") -> str:
    """A file name from a panel: plain letters, digits and hyphens, never longer than a file name may be."""
    key = panel.key
    words = [key.conflict, key.outcome, key.group_words or key.group, key.side, key.place, key.basis]
    if key.unit != "person":
        words.append(key.unit)
    words += [str(panel.day or ""), panel.since]
    flat = unicodedata.normalize("NFKD", "-".join(word for word in words if word)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-")
    if len(slug) > 90 or not flat.isascii() or key.group_words:
        slug = f"{slug[:90].strip('-')}-{hashlib.sha256(repr(key).encode()).hexdigest()[:6]}"
    return slug + ending


def _change(one: Break, desk: Desk) -> Text:
    who = named(desk.config.claimants[one.claimant].name)
    return say("chart.rule", who=who, what=named(one.label, limit=80))


def _by_name(panel: Panel, desk: Desk) -> tuple[str, ...]:
    """The claimants that get a line and a label: the reference, and those with the most statements."""
    names = panel.claimants
    reference = reference_of(panel, desk.config)
    if reference in names[NAMED:]:
        names = (reference, *(name for name in names if name != reference))
    return names[:NAMED]


def _bounds(statement: Statement) -> tuple[int | None, int | None]:
    return statement.quantity.low, statement.quantity.high


def _fill(statement: Statement, desk: Desk) -> Fill:
    if slip(statement, desk.claims):
        return Fill.SLIP
    return Fill.HOLLOW if statement.quantity.low is None or statement.quantity.high is None else Fill.SOLID


def mark(statement: Statement, desk: Desk, fill: Fill, day: date) -> Mark:
    """The mark of a statement on a day, with the bounds that its words set."""
    quantity = statement.quantity
    ranged = quantity.qualifier is Qualifier.RANGE and not quantity.exact
    return Mark(
        day=day,
        value=quantity.point,
        figure=desk.figure(statement),
        fill=fill,
        evidence=statement.kind,
        statement=statement.id,
        low=quantity.low if ranged else None,
        high=quantity.high if ranged else None,
        opens_up=quantity.high is None,
        opens_down=quantity.low is None,
        told=None if statement.as_of.exact or statement.as_of.last() != day else statement.as_of,
    )


def _event_end(panel: Panel) -> date | None:
    days = [s.said_on.last() for s in panel.statements if s.said_on and s.said_on.exact]
    return min(days) + timedelta(days=STAIRCASE_DAYS) if days else None


def _newest(line: Line, event: bool) -> Text:
    how = "chart.newest_event" if event else "chart.newest"
    return say(how, figure=line.last.figure, day=line.last.when)


def far_apart(lines: Sequence[Line]) -> bool:
    """Whether the newest figures lie so far apart that only a logarithmic axis shows them all."""
    newest = [line.last.value for line in lines]
    return min(newest) > 0 and max(newest) > LOG_FROM * min(newest)


def _grey_label(others: list[Mark], voices: list[Mark]) -> Text:
    groups = []
    for marks, whose in ((others, "chart.greys_others"), (voices, "chart.greys_voices")):
        ids = tuple(sorted({mark.statement for mark in marks if mark.fill is not Fill.REVISED}))
        if ids:
            groups.append(say_many(whose, count(ids)))
    return joined(groups)


def _caption(lines: list[Line], greys: tuple[Mark, ...], event: bool, *, projected: bool) -> Text:
    shown = [mark for line in lines for mark in line.marks]
    told = {
        "event": event,
        "slip": any(mark.fill is Fill.SLIP for mark in shown),
        "projected": projected,
        "greys": bool(greys),
    }
    return text(*(part for name, holds in told.items() if holds for part in say(f"chart.caption_{name}")))


def _alt(title: Text, lines: list[Line], event: bool) -> Text:
    items = [say("chart.alt_one", label=line.label, newest=line.newest) for line in lines[:5]]
    newest = joined(items, word("list.semicolon"), word("list.semicolon"))
    rest = tuple(sorted({plain(line.label) for line in lines[5:]}))
    if rest:
        newest = say("chart.alt_more", newest=newest, n=count(rest))
    return say("chart.alt_event" if event else "chart.alt", title=title, newest=newest)
