"""How far the others stand from a reference claimant: the chart of it, and the newest gap of each as table rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Basis, Gap, GapCause, Scope, SeriesKey, Statement
from tracker.report.catalogue import word
from tracker.report.chart import Chart, ChartKind, Fill, Line, Mark
from tracker.report.charts import chart_name, rules
from tracker.report.panels import NAMED, Desk, Panel, palette, reference_of
from tracker.report.printed import How, Part, Printed, Text, count, day_text, grouped, joined, named, text
from tracker.report.say import say
from tracker.report.table_row import slip
from tracker.report.wording import CAUSES, SCOPES, claimant_name, conflict_title, counted, series_label

FEWEST = 3  # gaps that make a chart
ABREAST = 31  # days: figures further apart in age are no pair to print; divergence.csv holds them all the same


@dataclass(frozen=True, slots=True)
class Apart:
    """One gap, turned so that it reads: the other claimant's figure less the reference's."""

    gap: Gap
    reference: Statement
    other: Statement
    difference: int
    low: int | None
    high: int | None


def gaps_to(panel: Panel, reference: str, desk: Desk) -> tuple[Apart, ...]:
    """The gaps of a panel in which the reference claimant is one side and somebody else the other.

    A figure that the archive calls an outlet's error measures nothing and is left out.

    Pairs whose figures lie more than a month apart are left out: what grew in between is no gap between the two.
    Projections are no counts and are left out too.
    Where the reference has several series, each other series is held against the one that counts the same way
    (scope, start, inclusions), else against the reference's longest.
    """
    turned = []
    for gap in panel.gaps:
        if not comparable(gap, desk):
            continue
        sides = (gap.left.key.claimant, gap.right.key.claimant)
        if sides[0] == reference != sides[1]:
            turned.append(apart_of(gap))
        elif sides[1] == reference != sides[0]:
            low, high = (None if b is None else -b for b in (gap.high, gap.low))
            turned.append(Apart(gap, gap.right, gap.left, -gap.difference, low, high))
    lengths = {one.key: len(one.revisions) for one in panel.series}
    bases: dict[SeriesKey, set[SeriesKey]] = defaultdict(set)
    for one in turned:
        bases[one.other.key].add(one.reference.key)
    best = {key: min(found, key=lambda base: _unlike(key, base, lengths)) for key, found in bases.items()}
    return tuple(one for one in turned if best[one.other.key] == one.reference.key)


def comparable(gap: Gap, desk: Desk) -> bool:
    """Whether a gap is one to print: near in time, of two counts, and of no figure that is an outlet's error."""
    projected = Scope.PROJECTED in {gap.left.key.scope, gap.right.key.scope}
    slips = slip(gap.left, desk.claims) or slip(gap.right, desk.claims)
    return abs(gap.lag_days) <= ABREAST and not projected and not slips


def apart_of(gap: Gap) -> Apart:
    """A gap as it was measured: its left side is the reference."""
    return Apart(gap, gap.left, gap.right, gap.difference, gap.low, gap.high)


def _unlike(key: SeriesKey, base: SeriesKey, lengths: Mapping[SeriesKey, int]) -> tuple[object, ...]:
    same = (key.scope, key.since, key.inclusions) == (base.scope, base.since, base.inclusions)
    return (not same, -lengths.get(base, 0), base)


def gap_chart(panel: Panel, desk: Desk, ranks: Mapping[str, int]) -> Chart | None:
    """The chart of differences to the reference claimant over time, or None where there are too few."""
    reference = reference_of(panel, desk.config)
    apart = gaps_to(panel, reference, desk) if reference and panel.key.basis is not Basis.EVENT else ()
    grouped_by: dict[tuple[SeriesKey, SeriesKey], list[Apart]] = defaultdict(list)
    for one in apart:
        if one.other.key.claimant in desk.config.claimants:
            grouped_by[one.other.key, one.reference.key].append(one)
    if sum(map(len, grouped_by.values())) < FEWEST:
        return None
    sizes = Counter({pair: len(found) for pair, found in grouped_by.items()})
    pairs = sorted(sizes, key=lambda pair: (-sizes[pair], SCOPES[pair[0].scope] != "", pair))
    chosen = tuple(dict.fromkeys(other.claimant for other, _ in pairs))[:NAMED]
    pairs = [pair for pair in pairs if pair[0].claimant in chosen][:NAMED]
    paint = palette((reference or "", *dict.fromkeys(other.claimant for other, _ in pairs)), ranks)
    main = Counter(base for _, base in pairs).most_common(1)[0][0]
    since = Counter(key.since for pair in pairs for key in pair).most_common(1)[0][0]
    styles: Counter[str] = Counter()
    lines: list[Line] = []
    for other, base in pairs:
        label: list[Part] = [*series_label(other, desk.config, since=other.since != since, own=panel.crossed)]
        if base != main:
            against = series_label(base, desk.config, since=base.since != since, own=panel.crossed)
            label += say("label.against", base=against)
        marks = tuple(_mark(one, desk) for one in sorted(grouped_by[other, base], key=lambda one: one.gap.day))
        spots = [(mark.day, mark.value) for mark in marks]
        same = [line for line in lines if line.claimant == other.claimant]
        if any(spots == [(mark.day, mark.value) for mark in line.marks] for line in same):
            continue  # the same figures, given under another way of counting as well
        newest = say("chart.newest", figure=marks[-1].figure, day=day_text(marks[-1].day))
        lines.append(Line(other.claimant, text(*label), newest, paint[other.claimant], styles[other.claimant], marks))
        styles[other.claimant] += 1
    return _chart(panel, desk, reference or "", tuple(lines), len(grouped_by) - len(pairs), pairs)


def difference(reference: Statement, other: Statement, desk: Desk) -> Printed:
    """The difference of two stated figures in persons, with its sign: "+13,390" where the other one is higher."""
    left, right = desk.figure(reference), desk.figure(other)
    value = other.quantity.point - reference.quantity.point
    claims = tuple(dict.fromkeys((*left.claims, *right.claims)))
    inputs = (stated(reference, desk), stated(other, desk))
    return Printed(("+" if value > 0 else "") + grouped(value), (value,), How.DIFFERENCE, claims, inputs)


def ratio(one: Apart, desk: Desk) -> Printed | None:
    """How many times the reference's number the other's is, None where that cannot be told."""
    if not one.reference.quantity.point:
        return None
    exact = one.other.quantity.point / one.reference.quantity.point
    value = round(exact, 1 if exact >= 0.1 else 2)
    if not value and exact:
        return None
    inputs = (stated(one.reference, desk), stated(one.other, desk))
    claims = tuple(dict.fromkeys((*inputs[0].claims, *inputs[1].claims)))
    return Printed(f"{value:,.1f}" if value >= 0.1 else f"{value:g}", (value,), How.RATIO, claims, inputs)


def causes(one: Apart) -> Text:
    """Why the two differ, as far as the records tell."""
    if one.gap.agrees:
        return text(CAUSES[GapCause.NONE])
    found = [text(CAUSES[cause]) for cause in one.gap.causes or (GapCause.UNEXPLAINED,)]
    return joined(found, word("list.semicolon"), word("list.semicolon"))


def newest_gaps(panel: Panel, desk: Desk) -> tuple[Apart, ...]:
    """The newest gap of each other series to the reference, widest first."""
    reference = reference_of(panel, desk.config)
    newest: dict[SeriesKey, Apart] = {}
    for one in gaps_to(panel, reference, desk) if reference else ():
        if one.other.key.claimant in desk.config.claimants:
            held = newest.get(one.other.key)
            if held is None or (one.gap.day, one.reference.as_of, one.other.id) >= (
                held.gap.day,
                held.reference.as_of,
                held.other.id,
            ):
                newest[one.other.key] = one
    return tuple(sorted(newest.values(), key=lambda one: (-abs(one.difference), one.other.key)))


def stated(statement: Statement, desk: Desk) -> Printed:
    """The number of a statement as an input to something worked out; its words where it gave none."""
    if any(letter.isdigit() for letter in desk.figure(statement).text):
        return desk.bound(statement, statement.quantity.point)
    return desk.figure(statement)


def _mark(one: Apart, desk: Desk) -> Mark:
    figure = difference(one.reference, one.other, desk)
    vague = not all(any(c.isdigit() for c in p.text) for p in figure.inputs)
    spread = _spread(one, desk) if not vague else ()
    apart = one.low != one.high or one.low is None
    return Mark(
        day=one.gap.day,
        value=one.difference,
        figure=figure,
        fill=Fill.HOLLOW if one.gap.agrees else Fill.SOLID,
        evidence=one.other.kind,
        statement=one.other.id,
        low=one.low if apart and spread else None,
        high=one.high if apart and spread else None,
        opens_up=one.high is None,
        opens_down=one.low is None,
        spread=spread,
        cause=GapCause.NONE if one.gap.agrees else next(iter(one.gap.causes), GapCause.UNEXPLAINED),
    )


def _spread(one: Apart, desk: Desk) -> tuple[Printed, ...]:
    """The figures behind the interval of a gap: each end is one claimant's bound less the other's."""
    ends = (
        (one.low, one.reference.quantity.high, one.other.quantity.low),
        (one.high, one.reference.quantity.low, one.other.quantity.high),
    )
    out = []
    for end, left, right in ends:
        if end is None:
            continue
        if left is None or right is None or right - left != end:
            return ()
        inputs = (desk.bound(one.reference, left), desk.bound(one.other, right))
        claims = tuple(dict.fromkeys((*inputs[0].claims, *inputs[1].claims)))
        out.append(Printed(grouped(end), (end,), How.DIFFERENCE, claims, inputs))
    return tuple(out)


def _chart(
    panel: Panel,
    desk: Desk,
    reference: str,
    lines: tuple[Line, ...],
    hidden: int,
    pairs: list[tuple[SeriesKey, SeriesKey]],
) -> Chart:
    whose = named(claimant_name(next(base for _, base in pairs), desk.config) or reference)
    what = counted(panel.key, desk.config, panel.day, panel.since)
    marks = [mark for line in lines for mark in line.marks]
    gaps = tuple(sorted({f"{mark.statement}@{mark.day}" for mark in marks}))
    caption = say("gap.caption")
    if hidden > 0:
        caption = text(*caption, *say("gap.caption_hidden"))
    newest = [say("gap.newest", label=line.label, newest=line.newest) for line in lines[:5]]
    told = joined(newest, word("list.semicolon"), word("list.semicolon"))
    return Chart(
        name=chart_name(panel, "-gap"),
        kind=ChartKind.GAP,
        title=say("gap.title", whose=whose),
        subtitle=say("gap.subtitle", conflict=named(conflict_title(panel.key.conflict, desk.config)), what=what),
        footer=say("gap.footer", n=count(gaps), day=day_text(desk.known)),
        caption=caption,
        alt=say("gap.alt", whose=whose, what=what, newest=told),
        axis=say("gap.axis" if panel.key.unit == "person" else "gap.axis_families", whose=whose),
        lines=lines,
        rules=rules(panel, desk, (reference, *(line.claimant for line in lines)), [mark.day for mark in marks]),
    )
