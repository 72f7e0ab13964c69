"""Copies, restoring, letting go and reading anew: nothing that a figure rests on is lost, and what is broken is seen."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Command
from test_nightly import night, write_note

from tracker.collect.article import Given, Stated, collected
from tracker.errors import StoreError
from tracker.model import ArticleKind
from tracker.store import Store, restore

OLD, NEW = "2019-01-01T00:00:00Z", "2020-03-30T00:00:00Z"


@pytest.fixture
def held(project: Path) -> Path:
    """A project after a night."""
    night(project)
    return project


def claims(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [claim.id for claim in store.claims()]


# Copies


def test_a_copy_can_be_put_back_and_what_stood_there_is_kept(held: Path, tracker: Command) -> None:
    before = claims(held / "tracker.sqlite")
    assert tracker("backup", "copies/one.sqlite", cwd=held).out == "copies/one.sqlite\n"
    write_note(held, "2020-03-31", 1_290)
    night(held)
    later = claims(held / "tracker.sqlite")
    assert later != before
    done = tracker("restore", "copies/one.sqlite", cwd=held)
    assert done.code == 0
    assert claims(held / "tracker.sqlite") == before
    [old] = held.glob("tracker.sqlite.before-*")
    assert claims(old) == later
    assert tracker("check", "--deep", cwd=held).code == 0
    night(held)
    assert claims(held / "tracker.sqlite") == later


def test_at_no_moment_of_putting_back_is_there_no_store(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = held / "tracker.sqlite", held / "copy.sqlite"
    with Store.open(path, read_only=True) as store:
        store.copy_to(copy)
    before = claims(path)
    replace_file = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target == path:
            raise KeyboardInterrupt
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(copy, path, aside="before")
    assert claims(path) == before


def test_a_copy_replaces_nothing_and_needs_a_store(held: Path, tracker: Command) -> None:
    (held / "there.sqlite").write_text("something else")
    assert "stands there already" in tracker("backup", "there.sqlite", cwd=held).err
    assert (held / "there.sqlite").read_text() == "something else"
    assert tracker("backup", "x.sqlite", "--store", "none.sqlite", cwd=held).code == 3
    assert not (held / "x.sqlite").exists()


def test_a_copy_is_made_while_a_run_writes(held: Path, tracker: Command) -> None:
    with Store.open(held / "tracker.sqlite") as store, store.transaction():
        store.add_blob(*_blob(b"half a night"))
        assert tracker("backup", "copy.sqlite", cwd=held).code == 0
    assert claims(held / "copy.sqlite") == claims(held / "tracker.sqlite")


def _blob(data: bytes) -> tuple[str, bytes]:
    import hashlib

    return hashlib.sha256(data).hexdigest(), data


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 200])
def test_what_is_no_copy_is_not_put_back(held: Path, content: bytes) -> None:
    before = (held / "tracker.sqlite").read_bytes()
    (held / "bad.sqlite").write_bytes(content)
    with pytest.raises(StoreError):
        restore(held / "bad.sqlite", held / "tracker.sqlite", aside="old")
    assert (held / "tracker.sqlite").read_bytes() == before
    assert not list(held.glob(".*.part"))


def test_nothing_is_put_back_while_a_run_writes(held: Path) -> None:
    with Store.open(held / "tracker.sqlite") as store:
        store.copy_to(held / "copy.sqlite")
        with pytest.raises(StoreError, match="is writing to it"):
            restore(held / "copy.sqlite", held / "tracker.sqlite", aside="old")


# The deep check


def spoil(path: Path, sql: str) -> None:
    """Changes a store behind its back, as a failing disk or a careless hand would."""
    with sqlite3.connect(path) as db:
        for table in ("blobs", "articles", "claims", "unread"):
            for act in ("update", "delete"):
                db.execute(f"DROP TRIGGER {table}_no_{act}")
        db.execute("DROP TRIGGER seals_no_delete")
        db.execute(sql)
    db.close()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE blobs SET packed = x'' WHERE rowid = 1", "none are held, and nothing says that they were let go"),
        ("UPDATE blobs SET packed = x'00' WHERE rowid = 1", "cannot be unpacked"),
        ("UPDATE blobs SET packed = (SELECT packed FROM blobs WHERE rowid = 2) WHERE rowid = 1", "has another hash"),
        ("UPDATE articles SET text = text || '!' WHERE rowid = 1", "is not the one it was kept with"),
        ("UPDATE claims SET quote = 'nothing of the kind' WHERE rowid = 1", "its quote does not stand"),
        ("UPDATE claims SET spans = '[[\"figure\", 5, 99999999]]' WHERE rowid = 1", "lies outside its article"),
        ("UPDATE claims SET spans = '[[\"count\", 5' WHERE rowid = 1", "cannot be read"),
        ("UPDATE claims SET outcome = 'kylled' WHERE rowid = 1", "cannot be read"),
        ("UPDATE articles SET published = 'yesterday' WHERE rowid = 1", "cannot be read"),
        ("UPDATE claims SET low = low + 1, high = high + 1 WHERE rowid = 1", "are not as they were written"),
        ("UPDATE claims SET claimant = 'army' WHERE rowid = 1", "are not as they were written"),
        ("UPDATE claims SET as_of = '2020-03-01', said_on = NULL WHERE rowid = 1", "are not as they were written"),
        ("UPDATE claims SET withdraws = 1 WHERE rowid = 1", "are not as they were written"),
        ("DELETE FROM claims WHERE rowid = 1", "are not as they were written"),
        (
            "INSERT INTO unread SELECT number, 'a', 0, 1, 'b', 'no frame' FROM readings LIMIT 1",
            "are not as they were written",
        ),
        ("UPDATE articles SET published = '2020-01-05' WHERE rowid = 1", "are not as they were written"),
        ("DELETE FROM seals WHERE reading > (SELECT min(reading) FROM seals)", "its seal is missing"),
    ],
)
def test_a_spoilt_store_is_told_by_the_deep_check_and_never_copied(
    held: Path, tracker: Command, sql: str, told: str
) -> None:
    spoil(held / "tracker.sqlite", sql)
    done = tracker("check", "--deep", cwd=held)
    assert (done.code, told in done.out) == (1, True)
    assert "not sound" in tracker("backup", "copy.sqlite", cwd=held).err
    assert not (held / "copy.sqlite").exists()


def test_readings_from_before_there_were_seals_are_no_fault(held: Path, tracker: Command) -> None:
    spoil(held / "tracker.sqlite", "DELETE FROM seals")
    assert tracker("check", "--deep", cwd=held).code == 0
    write_note(held, "2020-03-31", 1_290)
    night(held)
    assert tracker("check", "--deep", cwd=held).code == 0
    with closing(sqlite3.connect(held / "tracker.sqlite")) as db:
        [[readings, sealed]] = db.execute("SELECT (SELECT count(*) FROM readings), (SELECT count(*) FROM seals)")
        assert 0 < sealed < readings


def spoil_page(path: Path, name: str, start: int, length: int = 8) -> None:
    """Writes rubbish over bytes of the first page of a table or an index; a negative start counts from the page's end."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        size = db.execute("PRAGMA page_size").fetchone()[0]
        number = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    db.close()
    with path.open("r+b") as file:
        file.seek((number - 1) * size + start % size)
        file.write(b"\xee" * length)


def test_an_index_that_leads_to_nothing_is_told_and_never_copied(held: Path, tracker: Command) -> None:
    spoil_page(held / "tracker.sqlite", "sqlite_autoindex_readings_1", -10, 4)
    done = tracker("check", "--deep", cwd=held)
    assert done.code == 1
    assert "index" in done.out
    assert "not sound" in tracker("backup", "copy.sqlite", cwd=held).err
    assert not (held / "copy.sqlite").exists()


@pytest.mark.parametrize("table", ["claims", "articles"])
def test_a_damaged_store_is_said_so_with_the_remedy(held: Path, tracker: Command, table: str) -> None:
    spoil_page(held / "tracker.sqlite", table, 0)
    done = tracker("check", "--deep", cwd=held)
    assert done.code == 1
    assert "damaged" in done.out
    assert "tracker restore" in done.out
    write_note(held, "2020-03-31", 1_290)
    for command in ("series", "backup copy.sqlite", "report --today 2020-04-01", "run --offline --today 2020-04-01"):
        done = tracker(*command.split(), cwd=held)
        assert done.code == 3, command
        assert "damaged" in done.err, command
        assert "tracker restore" in done.err, command


def test_a_value_that_no_release_wrote_is_said_so_with_the_remedy(held: Path, tracker: Command) -> None:
    spoil(held / "tracker.sqlite", "UPDATE claims SET outcome = 'kylled' WHERE rowid = 1")
    done = tracker("series", cwd=held)
    assert done.code == 3
    assert "damaged" in done.err


# Letting go


def add(store: Store, name: str, text: str, raw: bytes, seen_at: str, *, read: bool = True) -> str:
    found = collected(f"https://x.example/{name}", text, raw, Given(seen_at, language="en"), Stated())
    store.add_article(found.article, found.raw)
    if read:
        store.add_reading(found.article.id, "reader", [])
    return found.article.sha256


def test_only_old_bytes_that_no_claim_rests_on_are_let_go(held: Path, tracker: Command) -> None:
    path = held / "tracker.sqlite"
    with Store.open(path) as store:
        rests = {a.sha256 for a in store.articles() if any(c.article_id == a.id for c in store.claims())}
        quiet = add(store, "quiet", "Nothing happened.", b"<p>Nothing happened.</p>", OLD)
        young = add(store, "young", "Nothing happened today.", b"<p>Nothing happened today.</p>", NEW)
        unread = add(store, "unread", "Nobody has read this.", b"<p>Nobody has read this.</p>", OLD, read=False)
        store.add_capture("https://x.example/feed", "https://x.example/feed", b"<rss/>", OLD, {"etag": "1"})
        assert len(store.may_go(date(2020, 4, 1), 365)) == 2
        assert store.blob(quiet)
    done = tracker("prune", "--today", "2020-04-01", cwd=held)
    assert done.out.startswith("2 pages and answers let go")
    with Store.open(path, read_only=True) as store:
        for kept in (*rests, young, unread):
            assert store.blob(kept)
        with pytest.raises(StoreError, match="let go on 2020-04-01: no claim of any reading rests on them"):
            store.blob(quiet)
        assert store.article(next(a.id for a in store.articles() if a.sha256 == quiet)) is not None
    assert tracker("check", "--deep", cwd=held).code == 0
    assert tracker("prune", "--today", "2020-04-01", cwd=held).out.startswith("0 pages")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), sqlite3.connect(path) as db:
        db.execute("UPDATE blobs SET packed = x''")


def test_what_is_let_go_needs_little_room_and_a_disk_without_any_is_told(
    held: Path, tracker: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = held / "tracker.sqlite"
    with Store.open(path) as store:
        for number in range(50):
            url = f"https://x.example/{number}"
            store.add_capture(url, url, os.urandom(60_000), OLD, {})
    size = path.stat().st_size
    log = path.with_name("tracker.sqlite-wal")
    largest = [0]

    class Full(sqlite3.Connection):
        """A disk on which the file cannot be written a second time."""

        def execute(self, sql: str, *given: object) -> sqlite3.Cursor:  # type: ignore[override]
            if log.exists():
                largest.append(log.stat().st_size)
            if sql == "VACUUM":
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
                raise error
            return super().execute(sql, *given)  # type: ignore[arg-type]

    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *at, **given: connect(*at, **given, factory=Full))
        done = tracker("prune", "--today", "2020-04-01", cwd=held)
    assert done.code == 0
    assert done.out.startswith("50 pages and answers let go")
    assert "no room to pack" in done.err
    assert max(largest) < 1_000_000
    assert path.stat().st_size == size
    assert tracker("prune", "--today", "2020-04-01", cwd=held).out.startswith("0 pages")
    assert path.stat().st_size < size / 5
    assert tracker("check", "--deep", cwd=held).code == 0


def test_bytes_of_a_claim_of_an_earlier_reading_and_of_notes_stay(held: Path) -> None:
    with Store.open(held / "tracker.sqlite") as store:
        for claim in store.claims():
            store.add_reading(claim.article_id, "a reader that sees nothing", [])
        assert store.claims() == []
        note = collected("note", "Our own note.", b"n", Given(OLD, kind=ArticleKind.NOTE, language="en"), Stated())
        store.add_article(note.article, note.raw)
        store.add_reading(note.article.id, "reader", [])
        assert store.let_go(date(2030, 1, 1), 1) == []


# Reading anew


def test_reading_anew_shows_what_moves_and_why_before_anything_is_stored(held: Path, tracker: Command) -> None:
    sources = held / "sources.yaml"
    assert "0 articles read anew" in tracker("reread", cwd=held).out
    sources.write_text(sources.read_text().replace("name: Southern Army", "name: Army of the South"))
    before = claims(held / "tracker.sqlite")
    dry = tracker("reread", "--dry-run", cwd=held)
    assert dry.code == 0
    assert "claimant south-army is now" in dry.out
    assert "would be read otherwise" in dry.out
    with Store.open(held / "tracker.sqlite", read_only=True) as store:
        assert {claim.claimant for claim in store.claims()} >= {"south-army"}
    wet = tracker("reread", cwd=held)
    assert wet.out.replace("are read otherwise", "would be read otherwise") == dry.out
    assert claims(held / "tracker.sqlite") == before
    assert "0 articles read anew" in tracker("reread", cwd=held).out


def test_a_claim_that_is_read_in_more_words_has_not_moved(held: Path) -> None:
    from tracker.store import told_otherwise

    with Store.open(held / "tracker.sqlite", read_only=True) as store:
        claim = next(c for c in store.claims() if c.kind is not ArticleKind.TABLE_ROW)
    longer = replace(claim, id="c-longer", start=claim.start - 1)
    assert told_otherwise(claim, [longer]) is None
    other = replace(longer, quantity=replace(claim.quantity, low=7, high=7))
    told = told_otherwise(claim, [other])
    assert told is not None
    assert "figure" in told[0]
    gone = told_otherwise(claim, [])
    assert gone == ("these words are read as no claim any more", None)
