"""A bulk result, grouped by an engine and reconciled line by line, comes to what its claims come to one by one."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import making
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tracker.bulk import claims_of, lines_of, reconciled
from tracker.bulk.tables import claim_row, claim_schema, print_row, print_schema
from tracker.known import sharing
from tracker.model import (
    Amendments,
    ArticleKind,
    Basis,
    Claim,
    Group,
    Inclusion,
    Notice,
    Outcome,
    Reconciled,
    Region,
    Scope,
    content_id,
)
from tracker.reconcile import reconcile
from tracker.reconcile.copies import carriers

WORDS = [f"w{n}" for n in range(400)]
QUOTES = (
    *("x", "its soldiers were lost", "ITS Soldiers", "Straße und  Maß " * 6, "STRASSE UND MASS " * 6),
    *("forty letters and more " * 4, "Forty letters\nand  more " * 4, "forty letters and more"),
)


class Made:
    """Claims of made-up articles, much alike, with the articles' texts and notes."""

    def __init__(self, seed: int, tables: bool) -> None:
        self.chance = random.Random(seed)
        self.texts: dict[str, str] = {}
        self.notices: dict[str, tuple[Notice, ...]] = {}
        self.claims: list[Claim] = []
        self.figures = [self.figure() for _ in range(6)]
        stories = [self.chance.choices(WORDS, k=60) for _ in range(6)]
        for n in range(400):
            self.article(f"a-{n:012x}", stories, tables)

    def article(self, id_: str, stories: list[list[str]], tables: bool) -> None:
        pick = self.chance.choice
        credit = pick(("", "", "GAZA (Reuters) - "))
        told = pick(stories) if self.chance.random() < 0.5 else self.chance.choices(WORDS, k=60)
        self.texts[id_] = credit + " ".join(told)
        outlet = pick(("Alpha", "alpha", "Beta", "Reuters", "Straße", None))
        said = f"2024-01-{self.chance.randrange(4, 9):02d}" if self.chance.random() < 0.9 else pick((None, "2024-01"))
        seen = f"{pick(('2024-01-05', '2024-01-07', '2026-11-24'))}T{self.chance.randrange(24):02d}:00:00Z"
        table = tables and self.chance.random() < 0.3
        first = len(self.claims)
        for at in range(self.chance.randrange(1, 5)):
            whole = pick((None, None, None, pick(self.claims[first:]).id if self.claims[first:] else "c-nothing"))
            self.claims.append(self.claim(id_, at, outlet, said, seen, whole, table))
        if self.chance.random() < 0.15:
            wrong, right = ((10,), (12,)) if pick((True, True, False)) else ((), (1200,))
            note = Notice(0, 30, "an earlier version had it", frozenset({Outcome.KILLED}), wrong, right)
            self.notices[id_] = (note,)

    def figure(self) -> dict[str, object]:
        """What many articles say alike."""
        pick = self.chance.choice
        basis = pick((Basis.CUMULATIVE, Basis.CUMULATIVE, Basis.EVENT, Basis.STOCK, Basis.PERIOD))
        who, source = pick(
            (("moh", None), ("moh", None), ("moh", None), ("idf", None), (None, "health ministry"), (None, None))
        )
        return {
            "who": who,
            "source": source,
            "as_of": pick(("2024-01-04", "2024-01-05", "2024-01-05", "2024-01-31", "2024-01", "2023-01-01", None)),
            "outcome": pick((Outcome.KILLED, Outcome.KILLED, Outcome.MISSING)),
            "basis": basis,
            "place": pick((None, None, "Gaza", "Gaza City", "northern Gaza", "Lebanon")),
            "victims": pick((None, None, None, "soldiers", "Palestinians")),
            "group": pick((Group.EVERYONE, Group.EVERYONE, Group.EVERYONE, Group.CHILDREN, Group.COMBATANTS)),
            "since": pick((None, None, "2023-10-07")) if basis is not Basis.EVENT else None,
            "conflict": pick(("gaza", "gaza", "gaza", None)),
        }

    def claim(
        self, id_: str, at: int, outlet: str | None, said: str | None, seen: str, whole: str | None, table: bool
    ) -> Claim:
        pick = self.chance.choice
        number = pick(("10", "12", "1200", "1234", "1234", ">1200", ">=1234", "~1200", "1000-1300", "1000-1400"))
        told: dict[str, object] = pick(self.figures)
        made = making.claim(
            number,
            **told,  # type: ignore[arg-type]
            said=said,
            seen=seen,
            scope=pick((Scope.REPORTED, Scope.REPORTED, Scope.REPORTED, Scope.IDENTIFIED)),
            inclusions=pick(((), (), (), (), (Inclusion.MISSING,))),
            part_of=whole,
            outlet=outlet,
            relays=pick(((), (), ("OCHA",), ("Reuters",), ("OCHA", "AFP"))),
            region=pick((Region.BODY, Region.BODY, Region.BODY, Region.CAPTION)),
            kind=ArticleKind.TABLE_ROW if table else ArticleKind.ARTICLE,
            quote=pick(QUOTES),
            article=id_,
            url=pick((f"https://one.example/{id_}", "https://two.example/page")),
        )
        quantity = made.quantity
        if self.chance.random() < 0.1:
            quantity = replace(quantity, low=1000, high=None, qualifier=making.Qualifier.VAGUE, hedge="thousands")
        return replace(
            made,
            id=content_id("c", id_, at, number, made.quote),
            start=at,
            end=at + len(made.quote),
            quantity=replace(quantity, hedge=quantity.hedge or pick(("", "some"))),
            withdraws=table and self.chance.random() < 0.2,
        )

    def write(self, folder: Path, shards: int) -> None:
        """A bulk result; every tenth article stands in two shards, with the claims of the one seen on another day."""
        for name in ("done", "origins", "claims/day"):
            (folder / name).mkdir(parents=True)
        ids = list(self.texts)
        for shard in range(shards):
            held = {id_ for n, id_ in enumerate(ids) if n % shards == shard or n % 10 == shard}
            claims = [
                claim_row(claim if shard % 2 else replace(claim, seen_at="2026-11-25T00:00:00Z"))
                for claim in self.claims
                if claim.article_id in held
            ]
            prints = [print_row(id_, self.texts[id_], self.notices.get(id_, ())) for id_ in sorted(held)]
            name = f"h-{shard}"
            pq.write_table(pa.Table.from_pylist(claims, claim_schema()), folder / f"claims/day/{name}.parquet")
            pq.write_table(pa.Table.from_pylist(prints, print_schema()), folder / f"origins/{name}.parquet")
            (folder / f"done/{name}.json").write_text(json.dumps({"shard": name, "days": ["day"]}))

    def one_by_one(self, folder: Path) -> Reconciled:
        claims = claims_of(folder)
        asked = {id_: self.texts[id_] for id_ in sorted(sharing(claims))}
        amendments = Amendments(notices=self.notices)
        return reconcile(claims, making.config(), carriers=carriers(asked), amendments=amendments)


@pytest.mark.parametrize("seed", range(6))
def test_crowds_come_to_what_their_claims_come_to(seed: int, tmp_path: Path) -> None:
    made = Made(seed, tables=seed % 3 == 0)
    made.write(tmp_path, 1 + seed % 4)
    expected = made.one_by_one(tmp_path)
    found = reconciled(tmp_path, making.config())
    for name in Reconciled.__slots__:
        assert getattr(found, name) == getattr(expected, name), name
    assert expected.corrections
    assert expected.left_out
    assert expected.gaps
    assert sum(len(one.claims) > 2 for one in found.statements) > 10


@pytest.mark.parametrize("seed", range(2))
def test_lines_are_the_series_of_the_whole_in_their_order(seed: int, tmp_path: Path) -> None:
    made = Made(seed, tables=False)
    made.write(tmp_path, 2)
    expected = made.one_by_one(tmp_path)
    lines = list(lines_of(tmp_path, making.config()))
    assert [one for line in lines for one in line.series] == list(expected.series)
    assert [one for line in lines for one in line.corrected] == list(expected.corrected)
    assert len(lines) > 5


def test_a_result_without_claims_has_no_series(tmp_path: Path) -> None:
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / "h-1.json").write_text(json.dumps({"shard": "h-1", "days": []}))
    assert reconciled(tmp_path, making.config()) == Reconciled()
    assert list(lines_of(tmp_path, making.config())) == []
