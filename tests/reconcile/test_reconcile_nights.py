"""However the articles come in, over however many nights and however often, the store comes to the same series."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim, config

from tracker.model import Article, ArticleKind, Basis, Claim, Reconciled, Statement
from tracker.reconcile import known, reconcile
from tracker.store import Store

CONFIG = config()
NIGHTS = [f"2024-02-{day:02d}T02:00:00Z" for day in range(10, 16)]
BODY = "The figure stands here."


@st.composite
def printed(draw: st.DrawFn) -> list[Claim]:
    """The claims of up to eight articles, each published on one day; tables among them."""
    every = []
    for number in range(draw(st.integers(1, 8))):
        said = date(2024, 1, draw(st.sampled_from([8, 8, 9, 20])))
        kind = draw(st.sampled_from([ArticleKind.ARTICLE, ArticleKind.ARTICLE, ArticleKind.TABLE_ROW]))
        for _ in range(draw(st.integers(1, 3))):
            every.append(
                claim(
                    draw(st.sampled_from(["100", ">100", "~100", "120", "1000", "1020", "90"])),
                    draw(st.sampled_from(["moh", "gmo", None])),
                    draw(st.sampled_from(["2024-01-07", "2024-01-08"])),
                    said.isoformat(),
                    place="Gaza",
                    basis=draw(st.sampled_from([Basis.CUMULATIVE, Basis.STOCK])),
                    outlet=draw(st.sampled_from(["A", "B"])),
                    kind=kind,
                    article=f"article-{number}",
                )
            )
    return [replace(one, id=f"{one.id}-{one.article_id}") for one in every]


def fed(path: Path, nights: Iterable[Sequence[Claim]]) -> list[Claim]:
    """What a store holds after nights on which these claims came in; an article that comes again is held already."""
    for number, claims in enumerate(nights):
        with Store.open(path) as store:  # opened anew each night, as a run does
            for name in dict.fromkeys(one.article_id for one in claims):
                seen = NIGHTS[number % len(NIGHTS)]
                raw = f"{BODY} {name}".encode()
                kind = next(one.kind for one in claims if one.article_id == name)
                article = Article(name, name, kind, raw.decode(), hashlib.sha256(raw).hexdigest(), seen)
                if store.add_article(article, raw):
                    mine = {one.id: replace(one, seen_at=seen) for one in claims if one.article_id == name}
                    store.add_reading(name, "reader", mine.values())
    with Store.open(path, read_only=True) as store:
        return store.claims()


def nights_of(claims: Sequence[Claim], order: Sequence[str], cuts: Sequence[int], again: int) -> list[list[Claim]]:
    """The articles in an order, cut into nights; the last night brings the first articles again."""
    bounds = [0, *sorted(cut % (len(order) + 1) for cut in cuts), len(order)]
    batches = [list(order[a:b]) for a, b in pairwise(bounds)] + [list(order[:again])]
    return [[one for name in batch for one in claims if one.article_id == name] for batch in batches]


def series(found: Reconciled) -> list[tuple[object, ...]]:
    """The series as a reader sees them: all but the moment at which the tracker had each figure."""

    def told(said: Statement) -> tuple[object, ...]:
        return (*(said.as_of, said.quantity, said.said_on, sorted(said.claims), said.outlets, said.origins),)

    return [
        (
            one.key,
            [(told(r.statement), r.kind, r.change, r.stands) for r in one.revisions],
            list(map(told, one.current())),
        )
        for one in found.series
    ]


@settings(max_examples=40, deadline=None)
@given(printed(), st.randoms(use_true_random=False), st.lists(st.integers(0, 8), max_size=4), st.integers(0, 4))
def test_any_order_any_nights_and_any_repetition_give_the_same_series(
    claims: list[Claim],
    chance,
    cuts: list[int],
    again: int,
) -> None:
    names = list(dict.fromkeys(one.article_id for one in claims))
    mixed = list(names)
    chance.shuffle(mixed)
    with tempfile.TemporaryDirectory() as folder:
        at_once = reconcile(fed(Path(folder) / "once.sqlite", [claims]), CONFIG, all_pairs=True)
        by_night = fed(Path(folder) / "nights.sqlite", nights_of(claims, mixed, cuts, again))
        assert series(reconcile(by_night, CONFIG, all_pairs=True)) == series(at_once)


@settings(max_examples=40, deadline=None)
@given(printed(), st.integers(8, 28), st.integers(1, 8))
def test_what_was_known_on_a_day_is_the_same_whatever_nights_follow(
    claims: list[Claim], day: int, first: int
) -> None:
    """By the day of publication, once all that was public by then is in; by the day of sight, at once and for ever."""
    on = date(2024, 1, day)
    public = [one for one in claims if known(one, on)]
    later = [one for one in claims if not known(one, on)]
    with tempfile.TemporaryDirectory() as folder:
        before = fed(Path(folder) / "store.sqlite", [public])
        then = reconcile(before, CONFIG, known_on=on)
        nights = [[], later[:first], later[first:]]
        after = fed(Path(folder) / "store.sqlite", nights)
        assert reconcile(after, CONFIG, known_on=on) == then
        night = date(2024, 2, 10)
        assert reconcile(after, CONFIG, known_on=night, clock="seen") == reconcile(
            before, CONFIG, known_on=night, clock="seen"
        )
