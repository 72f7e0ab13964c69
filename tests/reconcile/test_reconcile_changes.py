"""What is told as otherwise than at the last report: new figures, falls, gaps, silence, what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from making import claim as said
from making import config

from tracker.model import ChangeKind, ChangeReason, Changes, Claim, PartialDate, Quantity, Since
from tracker.reconcile import changes, reconcile
from tracker.reconcile.weighing import weigh

CONFIG = config()
SINCE = Since(date(2023, 11, 10), "2023-11-10T02:00:00Z", "run-1")
TODAY = date(2023, 11, 11)


def claim(number: int, as_of: str, *, claimant: str = "moh", said_on: str | None = None, **more: str) -> Claim:
    return said(str(number), claimant, as_of, said_on, place="Gaza", side="palestinian", **more)  # type: ignore[arg-type]


def told(old: Sequence[Claim], new: Sequence[Claim], *, on: date = TODAY, since: Since = SINCE) -> Changes:
    every = [*old, *new]
    now = reconcile(every, CONFIG)
    by_id = {one.id: one for one in every}
    now = replace(now, weighed=weigh(now.series, now.gaps, by_id, CONFIG, on))
    return changes(since, reconcile(old, CONFIG), now, by_id, CONFIG, on)


def test_each_changed_cell_is_told_with_what_stood_before_and_why_it_is_otherwise() -> None:
    old = [claim(10_000, "2023-11-08"), claim(10_512, "2023-11-09"), claim(10_800, "2023-11-10")]
    new = [
        claim(11_000, "2023-11-11"),
        claim(9_000, "2023-11-06"),
        claim(10_450, "2023-11-09", said_on="2023-11-11"),
        claim(10_800, "2023-11-10", outlet="another paper"),
    ]
    cells = [(str(c.as_of), c.kind, c.reason, c.change, c.claims) for c in told(old, new).cells]
    assert cells == [
        ("2023-11-06", ChangeKind.NEW, ChangeReason.FOUND, None, (new[1].id,)),
        ("2023-11-09", ChangeKind.LOWERED, ChangeReason.SAID, -62, (new[2].id,)),
        ("2023-11-11", ChangeKind.NEW, ChangeReason.SAID, None, (new[0].id,)),
    ]


def test_a_new_figure_knows_the_one_before_it() -> None:
    made = told([claim(10_000, "2023-11-08"), claim(10_500, "2023-11-09")], [claim(11_000, "2023-11-11")])
    (cell,) = made.cells
    assert cell.previous is not None
    assert cell.previous.quantity.point == 10_500


def test_nothing_new_is_no_change_whatever_the_order_and_however_often_it_is_said() -> None:
    old = [claim(10_000, "2023-11-08"), claim(10_500, "2023-11-09"), claim(10_400, "2023-11-10")]
    again = [replace(one, id=one.id + "0", outlet="another paper") for one in reversed(old)]
    made = told(old, again)
    assert (made.cells, made.fell, made.gaps) == ((), (), ())


def test_another_reading_of_the_same_articles_is_told_apart() -> None:
    read = [claim(10_000, "2023-11-08"), claim(10_500, "2023-11-09")]
    misread = [read[0], replace(read[1], id="c-misread", quantity=Quantity(1_500, 1_500))]
    now = reconcile(read, CONFIG)
    made = changes(SINCE, now, now, {c.id: c for c in read}, CONFIG, TODAY, reread_from=reconcile(misread, CONFIG))
    assert made.cells == ()
    assert [(c.kind, c.reason, c.change) for c in made.reread] == [(ChangeKind.RAISED, ChangeReason.REREAD, 9_000)]


def test_a_running_total_that_falls_is_told_once() -> None:
    old = [claim(10_000, "2023-11-08"), claim(9_500, "2023-11-09")]
    new = [claim(9_200, "2023-11-11")]
    assert [(f.before.quantity.point, f.change) for f in told(old, new).fell] == [(9_500, -300)]


def test_a_gap_is_told_when_it_opens_and_when_it_closes() -> None:
    old = [claim(10_000, "2023-11-08"), claim(12_000, "2023-11-08", claimant="gmo")]
    closing = [claim(12_500, "2023-11-11"), claim(12_500, "2023-11-11", claimant="gmo")]
    assert [(g.opened, str(g.gap.day)) for g in told(old, closing).gaps] == [(False, "2023-11-11")]
    assert [(g.opened, str(g.gap.day)) for g in told([], old).gaps] == [(True, "2023-11-08")]
    assert told(old, [claim(10_300, "2023-11-10")]).gaps == ()


def test_only_a_claimant_that_spoke_regularly_falls_silent_and_it_is_new_once() -> None:
    start = date(2023, 11, 1)
    daily = [claim(10_000 + n, (start + timedelta(n)).isoformat()) for n in range(6)]
    seldom = [claim(9_000, "2023-11-02", claimant="gmo")]
    limit = CONFIG.conflicts["gaza"].silent_after_days
    day = start + timedelta(5 + limit)
    (quiet,) = told([*daily, *seldom], [], on=day, since=Since(day - timedelta(1))).silent
    assert (quiet.claimant, quiet.days, quiet.limit, quiet.is_new) == ("moh", limit, limit, True)
    (still,) = told(daily, [], on=day + timedelta(1), since=Since(day)).silent
    assert not still.is_new
    late = claim(11_000, (day + timedelta(1)).isoformat())
    back = told(daily, [late], on=day + timedelta(1), since=Since(day))
    assert (back.silent, [one.quantity.point for one in back.again]) == ((), [11_000])


def test_what_waits_for_a_person_has_the_new_first() -> None:
    def unknown(words: str, number: int) -> Claim:
        return replace(claim(number, "2023-11-08"), id=f"c-{number}", claimant=None, source=words)

    made = told([unknown("a nurse", 40)], [unknown("a porter", 41)])
    assert [(one.words, one.is_new) for one in made.waiting] == [("a porter", True), ("a nurse", False)]


def test_a_look_back_compares_what_was_public_by_two_days() -> None:
    public = [claim(10_000, "2023-11-08"), claim(10_500, "2023-11-09")]
    made = changes(
        Since(date(2023, 11, 8)), reconcile(public, CONFIG, known_on=date(2023, 11, 8)), reconcile(public, CONFIG),
        {c.id: c for c in public}, CONFIG, date(2023, 11, 9),
    )  # fmt: skip
    assert [(c.as_of, c.reason) for c in made.cells] == [(PartialDate.parse("2023-11-09"), ChangeReason.SAID)]
