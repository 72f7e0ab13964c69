"""Web archives in bulk: the same claims as one by one, on one machine and on a cluster, however it was cut or killed."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Command
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.bulk import claims_of, reconciled, run, running, shards_of, take_into
from tracker.bulk.shards import records_of
from tracker.cli.options import now
from tracker.collect import Collected, read_path
from tracker.errors import TrackerError, UsageError
from tracker.extract import read
from tracker.gathering import reading_version
from tracker.known import know
from tracker.model import Claim
from tracker.sources import load
from tracker.store import Store

SEEN = "2026-11-26T00:00:00Z"


def page(number: int) -> bytes:
    """Every third page holds figures, in one of three layouts; the others hold none."""
    day = f"2020-03-{number % 28 + 1:02d}"
    told = (
        f"Northland's health ministry said on Monday that at least {1000 + number} people had been killed in Northland "
        f"since the war began on 2 January 2020. Another {number + 20} were wounded in Redwell, it said."
        if number % 3 == 0
        else f"The council of Redwell met for the {number}th time to speak of roads, and lost a vote on the market."
    )
    more = "".join(f"<p>The weather of {place} stays dry and cold this week.</p>" for place in ("Easton", "Harrow"))
    body = (
        f"<article><h1>Report {number} from the north</h1><p>{told}</p>{more}</article>",
        f"<div class='story'><div>Report {number}</div><div>{told}<br><br>The roads are open again.</div>{more}</div>",
        f"<table><tr><td>{told}</td></tr></table>{more}<ul><li>Read more: 12 killed in another strike on a town</li></ul>",
    )[number % 9 // 3]
    return (
        f"<html lang='en'><head><title>Report {number}</title><meta property='article:published_time' "
        f"content='{day}T{number % 24:02d}:30:00Z'><meta property='og:site_name' content='Outlet {number % 4}'></head>"
        f"<body><nav><a href='/'>Home</a></nav>{body}</body></html>"
    ).encode()


def archive(path: Path, numbers: range, *, gzipped: bool = True) -> Path:
    """An archive of these pages, with a robots.txt and a broken page among them."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzipped)

    def add(url: str, body: bytes, kind: str, status: str = "200 OK") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        )

    for number in numbers:
        url = f"https://o{number % 4}.example/2020/03/{number % 28 + 2:02d}/{number}"
        add(url, page(number), "text/html; charset=utf-8")
        if number % 10 == 5:
            add(f"https://x.example/{number}/robots.txt", b"User-agent: *", "text/plain")
            add(f"https://x.example/{number}/gone", b"", "text/html", "404 Not Found")
            add(f"https://x.example/{number}/odd", b"\xff\xfe\x00<\x01" * 500, "text/html")
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from conftest import write_project

    return write_project(tmp_path_factory.mktemp("bulk") / "project") / "sources.yaml"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("archives")
    return [archive(folder / "one.warc.gz", range(60)), archive(folder / "two.warc", range(50, 80), gzipped=False)]


@pytest.fixture(scope="module")
def one_by_one(archives: list[Path], settings: Path) -> list[Claim]:
    """The claims as `tracker extract` reads them, each once."""
    config = load(settings)
    found: dict[tuple[str, str], Claim] = {}
    for path in archives:
        for one in read_path(path, seen_at=now()):
            if isinstance(one, Collected):
                found |= {(c.article_id, c.id): replace(c, seen_at="") for c in read(one.article, config).claims}
    return sorted(found.values(), key=lambda claim: (claim.article, claim.start, claim.id))


def bulk(archives: list[Path], settings: Path, out: Path, *, size: int = 4_000, **how: object) -> list[Claim]:
    """The claims of a bulk run that cuts archives into shards of so many bytes."""
    shards = shards_of(archives, reading_version(load(settings)), size=size)
    done = run(shards, out, settings, **how)  # type: ignore[arg-type]
    assert done.failed == {}
    return unseen(claims_of(out))


def unseen(claims: list[Claim]) -> list[Claim]:
    """Claims without when they were seen: in bulk that is when the page was captured."""
    return [replace(claim, seen_at="") for claim in claims]


def test_claims_and_ids_are_those_of_reading_one_by_one_however_archives_are_cut(
    archives: list[Path], settings: Path, one_by_one: list[Claim], tmp_path: Path
) -> None:
    assert len(one_by_one) > 50
    for size in (500, 4_000, 10_000_000):
        assert bulk(archives, settings, tmp_path / str(size), size=size) == one_by_one


def test_the_gate_loses_nothing(
    archives: list[Path], settings: Path, one_by_one: list[Claim], tmp_path: Path
) -> None:
    ungated = bulk(archives, settings, tmp_path / "ungated", ungated=True)
    assert ungated == one_by_one == bulk(archives, settings, tmp_path / "gated")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler and two workers on loopback, each a process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as made:
        yield made.scheduler_address


def test_a_cluster_gives_the_same(
    archives: list[Path], settings: Path, one_by_one: list[Claim], tmp_path: Path, cluster: str
) -> None:
    assert bulk(archives, settings, tmp_path, scheduler=cluster) == one_by_one


def test_shards_that_are_done_are_not_done_again_and_lost_ones_are(
    archives: list[Path], settings: Path, one_by_one: list[Claim], tmp_path: Path
) -> None:
    bulk(archives, settings, tmp_path, size=2_000)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    notes = sorted((tmp_path / "done").iterdir())
    # Of the archive's first pages, which stand in no other archive.
    told = next(
        one
        for note in notes
        if (one := json.loads(note.read_text()))["start"] == 0 and one["archive"] == "one.warc.gz"
    )
    assert told["claims"]
    (tmp_path / "done" / f"{told['shard']}.json").unlink()
    assert len(claims_of(tmp_path)) < len(one_by_one)
    assert bulk(archives, settings, tmp_path, size=2_000) == one_by_one
    again = {path for path, at in files.items() if path.stat().st_mtime_ns != at}
    assert {path.stem for path in again} == {told["shard"]}


def test_the_same_shards_give_the_same_bytes(archives: list[Path], settings: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        bulk(archives, settings, tmp_path / name)
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("a", "b")
    )
    assert first == second
    assert not [path for path in first if path.name.startswith(".")]


def test_claims_lie_in_the_folder_of_the_day_they_were_said(
    archives: list[Path], settings: Path, one_by_one: list[Claim], tmp_path: Path
) -> None:
    bulk(archives, settings, tmp_path)
    days = {path.name for path in (tmp_path / "claims").iterdir()}
    assert days == {f"said_on={claim.said_on}" for claim in one_by_one}
    assert "said_on=None" not in days


def test_every_record_is_in_one_shard_and_no_other(archives: list[Path]) -> None:
    [whole] = shards_of(archives[:1], "v", size=10**9)
    every = [record.rec_headers.get_header("WARC-Record-ID") for record in records_of(whole)]
    for size in (137, 300, 1_000, 5_000):
        shards = shards_of(archives[:1], "v", size=size)
        cut = [record.rec_headers.get_header("WARC-Record-ID") for shard in shards for record in records_of(shard)]
        assert cut == every


def test_a_torn_archive_and_a_poisoned_page_cost_only_themselves(
    archives: list[Path], settings: Path, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(archives[0].read_bytes()[:-700])
    shards = shards_of([torn], reading_version(load(settings)), size=10**9)
    done = run(shards, tmp_path / "out", settings)
    assert done.failed == {}
    whole = {claim.id for claim in bulk(archives[:1], settings, tmp_path / "whole")}
    cut = {claim.id for claim in claims_of(tmp_path / "out")}
    assert len(whole) - 4 <= len(cut & whole) <= len(whole)
    assert len(cut - whole) <= 2  # of the page that breaks off


def test_series_are_those_of_a_store(archives: list[Path], settings: Path, tmp_path: Path) -> None:
    config = load(settings)
    bulk(archives, settings, tmp_path / "out")
    made = reconciled(tmp_path / "out", config)
    with Store.open(tmp_path / "t.sqlite") as store:
        articles, claims = take_into(tmp_path / "out", store, reading_version(config), SEEN)
        assert (articles > 20, claims > 50) == (True, True)
        assert take_into(tmp_path / "out", store, reading_version(config), SEEN) == (0, 0)
        assert unseen(store.claims()) == unseen(claims_of(tmp_path / "out"))
        assert list(store.deep_problems()) == []
        world = know(store, config)
    told = [(one.key, [(s.as_of, s.quantity, s.said_on) for s in one.current()]) for one in made.series]
    assert told == [
        (one.key, [(s.as_of, s.quantity, s.said_on) for s in one.current()]) for one in world.reconciled.series
    ]
    assert told


def test_the_commands_say_what_they_did(
    archives: list[Path], settings: Path, tmp_path: Path, tracker: Command
) -> None:
    shutil.copy(settings, tmp_path / "sources.yaml")
    done = tracker("bulk", *archives, "--out", "claims", cwd=tmp_path)
    assert done.code == 0
    assert "2 shards, 9" in done.out
    assert "no count of people with an outcome" in done.out
    csv = tracker("reconcile", "--from", "claims", cwd=tmp_path).out
    assert csv.startswith("series_id,")
    assert csv.count("\n") > 10
    assert "new claims" in tracker("reconcile", "--from", "claims", "--into-store", cwd=tmp_path).out
    assert tracker("reconcile", "--from", "nowhere", cwd=tmp_path).code == 2
    assert tracker("bulk", "nowhere.warc", "--out", "x", cwd=tmp_path).code == 2


def test_a_scheduler_that_is_not_there_is_said_so(
    archives: list[Path], settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS_TO_REACH", 1.0)
    with pytest.raises(TrackerError, match="cannot be reached"):
        run(shards_of(archives, "v"), tmp_path, settings, scheduler="tcp://127.0.0.1:1")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageError, match="found no web archive"):
        shards_of([tmp_path / "a.txt"], "v")
