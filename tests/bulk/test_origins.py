"""Copies across shards and archives: found over kept fingerprints as they are found over texts, and counted the same."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import write_project
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.bulk import reconciled, run, shards_of, take_into
from tracker.bulk.origins import carriers_among
from tracker.bulk.tables import print_row, print_schema
from tracker.errors import UsageError
from tracker.gathering import reading_version
from tracker.known import know
from tracker.reconcile.copies import carriers
from tracker.sources import load
from tracker.store import Store

SEEN = "2026-11-26T00:00:00Z"


def rewritten(words: list[str], share: float, chance: random.Random) -> list[str]:
    return [f"v{chance.randrange(10**6)}" if chance.random() < share else word for word in words]


def made_up(seed: int) -> dict[str, str]:
    """Stories with mirrors, rewrites of several degrees, chains of rewrites, credits and a foot that all have."""
    chance = random.Random(seed)
    foot = " ".join(f"foot{n}" for n in range(40))
    texts = {}
    for story in range(40):
        words = [f"w{chance.randrange(3_000)}" for _ in range(chance.choice((12, 90, 160)))]
        for _ in range(chance.randrange(1, 14)):
            words = rewritten(words, chance.choice((0.0, 0.01, 0.05, 0.2)), chance)
            credit = chance.choice(("", "", "GAZA (Reuters) - "))
            texts[f"a-{chance.randrange(16**8):08x}"] = f"{credit}{' '.join(words)} {foot if story % 2 else ''}"
    return texts


def write(texts: dict[str, str], folder: Path, shards: int) -> list[Path]:
    files = []
    for shard in range(shards):
        # Some stand in two files, as a page may in two archives.
        held = [id_ for n, id_ in enumerate(texts) if n % shards == shard or n % 17 == shard]
        rows = [print_row(id_, texts[id_]) for id_ in held]
        files.append(folder / f"{shard}.parquet")
        pq.write_table(pa.Table.from_pylist(rows, schema=print_schema()), files[-1])
    return files


@pytest.mark.parametrize("seed", range(3))
def test_fingerprints_tell_what_texts_tell(seed: int, tmp_path: Path) -> None:
    texts = made_up(seed)
    expected = carriers(texts)
    assert len({one.story for one in expected.values() if one.story}) > 15
    assert any(one.story is None for one in expected.values())
    for shards in (1, 5):
        assert carriers_among(write(texts, tmp_path, shards), texts) == expected
    some = dict(list(texts.items())[::2])
    assert carriers_among(write(texts, tmp_path, 3), some) == carriers(some) != expected


def test_nothing_asked_and_nothing_held(tmp_path: Path) -> None:
    assert carriers_among([], ["a-1"]) == {}
    assert carriers_among(write(made_up(0), tmp_path, 2), []) == {}


BODY = (
    "Shells fell on the market of Redwell as people queued for bread. The health ministry said that the number could "
    "rise since some families were still missing. Neighbours dug with their hands through the night. Hospitals in the "
    "city had run out of blood and asked people to come forward. The governor declared three days of mourning, and "
    "schools and markets stayed shut."
)
OWN = (
    "Our reporter walked along the river for an hour and met nobody but a man with a cart, who spoke of the harvest, of "
    "his sons abroad, of a well that had gone dry and of the price of flour in the coming winter."
)


def written(path: Path, pages: dict[str, bytes]) -> Path:
    """A packed archive of pages by their addresses."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, body in pages.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            payload = io.BytesIO(body)
            writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
    return path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("origins") / "project") / "sources.yaml"


def story(number: int) -> bytes:
    """One day's toll in nine outlets: mirrors, light rewrites, and two reports of their own."""
    told = "Northland's health ministry said that at least 1200 people had been killed in Northland since 2 January 2020."
    body = OWN.replace("an hour", f"{number} hours") if number >= 7 else BODY
    if number % 3 == 1:
        body = body.replace("dug with their hands", "searched the ruins")
    return (
        f"<html lang='en'><head><title>Toll</title><meta property='article:published_time' "
        f"content='2020-03-0{number % 2 + 3}T08:30:00Z'><meta property='og:site_name' content='Outlet {number}'></head>"
        f"<body><article><h1>Toll of the war</h1><p>{told}</p><p>{body}</p></article></body></html>"
    ).encode()


def test_origins_of_a_bulk_result_are_those_of_a_store(settings: Path, tmp_path: Path) -> None:
    config = load(settings)
    archives = [
        written(tmp_path / f"{name}.warc.gz", {f"https://o{n}.example/{n}": story(n) for n in numbers})
        for name, numbers in (("one", range(6)), ("two", range(4, 9)))
    ]
    shards = shards_of(archives, reading_version(config), size=1_000)
    assert len(shards) > 4
    assert run(shards, tmp_path / "out", settings, workers=1).failed == {}
    made = reconciled(tmp_path / "out", config)
    with Store.open(tmp_path / "t.sqlite") as store:
        take_into(tmp_path / "out", store, reading_version(config), SEEN)
        stored = know(store, config).reconciled
    told = [(one.as_of, one.quantity, one.claims, one.outlets, one.origins, one.chains) for one in made.statements]
    assert told == [
        (one.as_of, one.quantity, one.claims, one.outlets, one.origins, one.chains) for one in stored.statements
    ]
    assert any(1 <= one.origins < len(one.outlets) for one in made.statements)
    assert any(chain for one in made.statements for chain in one.chains)


def test_a_result_without_fingerprints_is_refused(settings: Path, tmp_path: Path) -> None:
    config = load(settings)
    archive = written(tmp_path / "one.warc.gz", {"https://o1.example/1": story(1)})
    run(shards_of([archive], reading_version(config)), tmp_path / "out", settings, workers=1)
    for path in (tmp_path / "out" / "origins").iterdir():
        path.unlink()
    with pytest.raises(UsageError, match="run `tracker bulk` again"):
        reconciled(tmp_path / "out", config)
