"""A gap divided among its causes over time: bars that add up to the difference, as far as anybody told how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from tracker.model import Gap, GapCause, SeriesKey
from tracker.report.catalogue import word
from tracker.report.chart import Bar, Chart, ChartKind
from tracker.report.charts import chart_name
from tracker.report.gaps import Apart, apart_of, causes, comparable, difference, stated
from tracker.report.panels import Desk, Panel
from tracker.report.printed import How, Printed, Text, count, day_text, grouped, joined, named, text
from tracker.report.say import say
from tracker.report.wording import CAUSES, conflict_title, counted, series_label

FEWEST = 3  # bars, and days whose causes have an amount
BARS = 48  # of one chart; of more the last of each month is drawn
_Pair = tuple[SeriesKey, SeriesKey]


def parts_chart(panel: Panel, desk: Desk) -> Chart | None:
    """The differences of the two series of a panel whose gaps are divided on the most days, by cause.

    None where the amounts of causes are told on fewer than three days.
    """
    pairs: dict[_Pair, list[Gap]] = defaultdict(list)
    for gap in panel.gaps:
        if comparable(gap, desk):
            pairs[gap.left.key, gap.right.key].append(gap)
    told = {pair: sum(bool(_amounts(gap)) for gap in gaps) for pair, gaps in pairs.items()}
    best = min(told, key=lambda pair: (-told[pair], pair), default=None)
    if best is None or told[best] < FEWEST:
        return None
    gaps = pairs[best]
    shown = _monthly(gaps) if len(gaps) > BARS else gaps
    bars = tuple(_bar(gap, desk) for gap in shown)
    return _chart(panel, desk, best, bars, thinned=len(shown) < len(gaps))


def parts_words(one: Apart, desk: Desk) -> Text:
    """Why two figures differ, each cause with its amount where all amounts are known and add up to the difference."""
    turn = 1 if one.reference is one.gap.left else -1
    known = {cause: turn * amount for cause, amount in _amounts(one.gap)}
    if one.gap.agrees or sum(known.values()) != one.difference or not _both_numbered(one.gap, desk):
        return causes(one)
    parts = _printed(one, known, desk)
    items = [
        say("parts.amount", cause=CAUSES[cause], n=parts[cause]) if cause in parts else text(CAUSES[cause])
        for cause in dict.fromkeys([*one.gap.causes, *known])
    ]
    return joined(items, word("list.semicolon"), word("list.semicolon"))


def _amounts(gap: Gap) -> tuple[tuple[GapCause, int], ...]:
    return tuple((part.cause, part.amount) for part in gap.parts if part.amount)


def _both_numbered(gap: Gap, desk: Desk) -> bool:
    return all(any(c.isdigit() for c in desk.figure(one).text) for one in (gap.left, gap.right))


def _monthly(gaps: Sequence[Gap]) -> list[Gap]:
    """The last gap of each month; of each year where the months are too many as well."""
    by_month = [list(found)[-1] for _, found in groupby(gaps, key=lambda gap: (gap.day.year, gap.day.month))]
    return by_month[-BARS:]


def _bar(gap: Gap, desk: Desk) -> Bar:
    total = difference(gap.left, gap.right, desk)
    parts = _printed(apart_of(gap), dict(_amounts(gap)), desk)
    return Bar(gap.day, total, tuple(parts.items()), gap.agrees)


def _printed(one: Apart, known: dict[GapCause, int], desk: Desk) -> dict[GapCause, Printed]:
    """The amounts with the two figures that they divide the difference of; the rest is a sibling of them all."""
    inputs = (stated(one.reference, desk), stated(one.other, desk))
    claims = tuple(dict.fromkeys((*inputs[0].claims, *inputs[1].claims)))
    rest = one.difference - sum(known.values())
    out = {}
    for cause, amount in known.items():
        others = [other for at, other in known.items() if at is not cause] + ([rest] if rest else [])
        words = ("+" if amount > 0 else "") + grouped(amount)
        out[cause] = Printed(words, (amount,), How.PART, claims, inputs, tuple(others))
    return out


def _chart(panel: Panel, desk: Desk, pair: _Pair, bars: tuple[Bar, ...], *, thinned: bool) -> Chart:
    whose, other = (series_label(key, desk.config, own=panel.crossed) for key in pair)
    what = counted(panel.key, desk.config, panel.day, panel.since)
    caption = [*say("parts.caption"), *(say("parts.caption_monthly") if thinned else ())]
    newest = apart_of_bar(bars[-1])
    return Chart(
        name=chart_name(panel, "-parts"),
        kind=ChartKind.PARTS,
        title=say("parts.title", other=other, whose=whose),
        subtitle=say("gap.subtitle", conflict=named(conflict_title(panel.key.conflict, desk.config)), what=what),
        footer=say("gap.footer", n=count([str(bar.day) for bar in bars]), day=day_text(desk.known)),
        caption=text(*caption),
        alt=say("parts.alt", other=other, whose=whose, what=what, newest=newest),
        axis=say("gap.axis_families" if panel.key.unit == "household" else "gap.axis", whose=whose),
        lines=(),
        bars=bars,
    )


def apart_of_bar(bar: Bar) -> Text:
    """The newest bar in words: its day, its total and its parts."""
    if bar.agrees:
        return say("parts.bar_agrees", day=day_text(bar.day), total=bar.total)
    parts = [say("parts.amount", cause=CAUSES[cause], n=amount) for cause, amount in bar.parts]
    told = joined(parts, word("list.semicolon"), word("list.semicolon")) or say("parts.undivided")
    return say("parts.bar", day=day_text(bar.day), total=bar.total, parts=told)
