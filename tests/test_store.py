"""The store keeps what it is given, once, whole, and for good."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import StoreError, UsageError
from tracker.issues import Issue, Severity
from tracker.model import (
    Article,
    ArticleKind,
    Basis,
    Claim,
    Correction,
    Corrector,
    DateBasis,
    Group,
    Inclusion,
    Outcome,
    PartialDate,
    Qualifier,
    Quantity,
    Region,
    Scope,
    Span,
    SpanKind,
    Unit,
    Unread,
    content_id,
)
from tracker.model.stored import STORED
from tracker.store import Store, schema

RAW = b"<p>At least 11,517 people</p>"
ARTICLE = Article(
    id="a-1",
    name="notes/one.txt",
    kind=ArticleKind.ARTICLE,
    text="At least 11,517 people",
    sha256=hashlib.sha256(RAW).hexdigest(),
    seen_at="2026-11-24T02:00:00Z",
    url="https://example.org/one",
    outlet="Example",
    title="One",
    published=PartialDate(2023, 11, 16),
    language="en",
    source_id="example",
    conflict=None,
    regions=((Region.HEADLINE, 0, 3), (Region.CAPTION, 4, 6)),
)
CLAIM = Claim(
    id="c-123456789abc",
    article_id="a-1",
    article="notes/one.txt",
    start=0,
    end=22,
    quote="At least 11,517 people",
    outcome=Outcome.KILLED,
    quantity=Quantity(11_517, None, Qualifier.AT_LEAST, "at least"),
    basis=Basis.CUMULATIVE,
)
OTHER = replace(CLAIM, id="c-ffffffffffff", start=9)
DECISION = Correction(
    *(CLAIM.id, Corrector.PERSON, "A. Reader", "the page shows 10", PartialDate(2026, 11, 24)),
    *("2026-11-24T02:00:00Z", "https://example.org", OTHER.id, True),
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | WORDS
DATES = st.none() | st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28))
CLAIMS = st.builds(
    Claim,
    id=st.just("c-1"),
    article_id=st.just("a-1"),
    article=WORDS,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    quote=WORDS,
    outcome=st.sampled_from(Outcome),
    quantity=st.builds(
        Quantity, st.integers(0, 10**12), st.none(), st.sampled_from(Qualifier), WORDS, st.sampled_from(Unit)
    ),
    basis=st.sampled_from(Basis),
    victims=MAYBE,
    part_of=MAYBE,
    since=DATES | st.just(PartialDate(2003, 3)) | st.just(PartialDate(2011)),
    as_of=DATES,
    date_basis=st.sampled_from(DateBasis),
    source=MAYBE,
    claimant=MAYBE,
    relays=st.lists(WORDS, max_size=3).map(tuple),
    place=MAYBE,
    group=st.sampled_from(Group),
    group_words=WORDS,
    side=MAYBE,
    scope=st.sampled_from(Scope),
    inclusions=st.lists(st.sampled_from(Inclusion), max_size=2).map(tuple),
    region=st.sampled_from(Region),
    frame=WORDS,
    spans=st.lists(st.builds(Span, st.sampled_from(SpanKind), st.integers(0, 9), st.integers(0, 9)), max_size=3).map(
        tuple
    ),
    kind=st.sampled_from(ArticleKind),
    conflict=MAYBE,
    outlet=MAYBE,
    url=MAYBE,
    said_on=DATES,
    seen_at=WORDS,
    reference=WORDS,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def store(path: Path):
    with Store.open(path) as opened:
        yield opened


def test_an_article_comes_back_as_it_was_given_with_its_bytes(store: Store) -> None:
    assert store.add_article(ARTICLE, RAW)
    assert store.article("a-1") == ARTICLE
    assert list(store.articles()) == [ARTICLE]
    assert store.blob(ARTICLE.sha256) == RAW
    assert store.has_article("a-1")
    assert not store.has_article("a-2")


def test_an_article_seen_again_keeps_the_day_it_was_first_seen(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    assert not store.add_article(replace(ARTICLE, seen_at="2027-01-01T00:00:00Z"), RAW)
    assert store.article("a-1") == ARTICLE


def test_bytes_are_kept_once_however_many_articles_have_them(store: Store, path: Path) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_article(replace(ARTICLE, id="a-2", name="two"), RAW)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM blobs").fetchone() == (1,)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=4))
def test_every_claim_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    claims = [replace(claim, id=f"c-{number}") for number, claim in enumerate(claims)]
    with Store.open(tmp_path_factory.mktemp("trip") / "s.sqlite") as store:
        store.add_article(ARTICLE, RAW)
        store.add_reading("a-1", "v1", claims)
        assert store.claims() == sorted(claims, key=lambda c: (c.article, c.start, c.id))


def test_a_person_can_read_the_claims_with_any_sqlite_tool(store: Store, path: Path) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_reading("a-1", "v1", [replace(CLAIM, relays=("OCHA", "AFP"), said_on=PartialDate(2023, 11))])
    query = "SELECT outcome, low, high, qualifier, relays, said_on FROM claims"
    row = sqlite3.connect(path).execute(query).fetchone()
    assert row == ("killed", 11_517, None, "at_least", '["OCHA","AFP"]', "2023-11")


def test_a_reading_is_kept_once_for_each_version_of_the_reader(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    missed = Unread("notes/one.txt", 0, 5, "At least", "no frame")
    assert store.unread_articles("v1") == ["a-1"]
    assert store.add_reading("a-1", "v1", [CLAIM], [missed])
    assert not store.add_reading("a-1", "v1", [CLAIM], [missed])
    assert store.unread_articles("v1") == []
    assert store.unread_articles("v2") == ["a-1"]
    assert store.unread() == [missed]


def test_the_last_reading_counts_and_the_earlier_ones_stay(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_article(replace(ARTICLE, id="a-2", name="two"), RAW)
    second = replace(CLAIM, id="c-2", article_id="a-2", article="two")
    store.add_reading("a-1", "v1", [CLAIM])
    store.add_reading("a-2", "v1", [second])
    better = replace(CLAIM, frame="better")
    store.add_reading("a-1", "v2", [better, OTHER])
    assert store.claims() == [better, OTHER, second]
    assert store.claims("v1") == [CLAIM, second]
    assert store.claim(CLAIM.id) == better


def test_a_decision_is_kept_once_and_comes_back_as_it_was_given(store: Store) -> None:
    assert store.add_corrections([DECISION, DECISION]) == 1
    assert store.add_corrections([replace(DECISION, seen_at="2026-11-25T02:00:00Z")]) == 0
    assert store.corrections() == [DECISION]


READ_AGAIN = [
    # what the later reading made of the words, what it says of the earlier claim
    ([replace(CLAIM, as_of=PartialDate(2023, 11, 16))], "as of None is now 2023-11-16"),
    ([replace(CLAIM, outcome=Outcome.CASUALTIES)], "outcome killed is now casualties"),
    ([replace(CLAIM, id="c-eeeeeeeeeeee", quantity=Quantity(11_517, 11_517))], "figure 11517.. at_least"),
    ([], "no claim any more"),
]


@pytest.mark.parametrize(("later", "why"), READ_AGAIN)
def test_what_a_later_reading_makes_otherwise_is_told_with_the_version_and_the_day(
    later: list[Claim], why: str, store: Store
) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_reading("a-1", "v1", [CLAIM])
    store.start_run(date(2026, 11, 25), started_at="2026-11-25T02:00:00Z", config_hash="h", reader_version="v2")
    store.add_reading("a-1", "v2", later)
    ((claim, correction),) = store.reread()
    assert (claim.quote, claim.quantity) == (CLAIM.quote, CLAIM.quantity)
    assert claim.id == correction.claim != CLAIM.id
    assert (correction.corrector, correction.who) == (Corrector.EXTRACTOR, "v2")
    assert (correction.said_on, correction.instead) == (PartialDate(2026, 11, 25), later[0].id if later else None)
    assert why in correction.why


def test_a_reading_that_says_the_same_or_is_taken_up_again_corrects_nothing(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    for version, claims in (("v1", [CLAIM]), ("v2", []), ("v3", [replace(CLAIM, frame="another", victims="people")])):
        store.add_reading("a-1", version, claims)
    assert store.reread() == []


def test_each_of_several_earlier_readings_is_told_once(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    casualties = replace(CLAIM, outcome=Outcome.CASUALTIES)
    for version, claims in (("v1", [CLAIM]), ("v2", [CLAIM]), ("v3", [casualties]), ("v4", [OTHER])):
        store.add_reading("a-1", version, claims)
    told = {(claim.outcome, correction.who) for claim, correction in store.reread()}
    assert told == {(Outcome.KILLED, "v3"), (Outcome.CASUALTIES, "v4")}


def test_a_claim_is_found_by_the_first_letters_of_its_id(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_reading("a-1", "v1", [CLAIM, replace(CLAIM, id="c-123499999999"), OTHER])
    assert store.claim("c-12345") == CLAIM
    assert store.claim("c-000000") is None
    assert store.claim("c-%23456") is None
    with pytest.raises(UsageError, match="c-123456789abc, c-123499999999"):
        store.claim("c-1234")
    with pytest.raises(UsageError, match="at least 6"):
        store.claim("c-1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET seen_at = 'now'",
        "DELETE FROM articles",
        "UPDATE claims SET low = 0",
        "DELETE FROM claims",
        "UPDATE blobs SET packed = x''",
        "DELETE FROM blobs",
        "DELETE FROM readings",
        "DELETE FROM issues",
        "UPDATE runs SET today = ''",
        "UPDATE corrections SET why = ''",
        "DELETE FROM corrections",
    ],
)
def test_nothing_that_was_kept_is_changed_or_removed(store: Store, path: Path, statement: str) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_reading("a-1", "v1", [CLAIM])
    run = store.start_run(date(2026, 11, 24), started_at="x", config_hash="h", reader_version="v1")
    store.add_issues(run, [Issue("collect", "gone", "feed", "is gone")])
    store.add_corrections([DECISION])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sqlite3.connect(path).execute(statement)


def test_bytes_must_have_the_hash_they_are_kept_under(store: Store) -> None:
    with pytest.raises(StoreError, match="must be that of the bytes"):
        store.add_article(ARTICLE, b"other bytes")
    assert not store.has_article("a-1")
    with pytest.raises(StoreError, match="no bytes"):
        store.blob("00")


@pytest.mark.parametrize(
    ("claims", "message"),
    [
        ([replace(CLAIM, article_id="a-9")], "found article a-9"),
        ([CLAIM, replace(CLAIM, frame="another")], "two different claims"),
        ([replace(CLAIM, quote="half \ud800")], "half a character"),
    ],
)
def test_a_reading_that_cannot_be_right_is_refused_whole(store: Store, claims: list[Claim], message: str) -> None:
    store.add_article(ARTICLE, RAW)
    with pytest.raises(StoreError, match=message):
        store.add_reading("a-1", "v1", [OTHER, *claims])
    assert store.claims() == []
    assert store.unread_articles("v1") == ["a-1"]


def test_a_reading_needs_its_article(store: Store) -> None:
    with pytest.raises(StoreError, match="add the article first"):
        store.add_reading("a-1", "v1", [])


def test_an_article_and_its_reading_are_kept_together_or_not_at_all(store: Store) -> None:
    with pytest.raises(ValueError, match="stop"), store.transaction():  # noqa: PT012
        store.add_article(ARTICLE, RAW)
        store.add_reading("a-1", "v1", [CLAIM])
        raise ValueError("stop")
    assert list(store.articles()) == []


def test_a_second_writer_is_told_who_holds_the_store(store: Store, path: Path) -> None:
    with pytest.raises(StoreError, match=f"process {os.getpid()} is writing"):
        Store.open(path)
    store.close()
    Store.open(path).close()


def test_reading_goes_on_while_another_run_writes_and_cannot_write(store: Store, path: Path) -> None:
    store.add_article(ARTICLE, RAW)
    with Store.open(path, read_only=True) as reader:
        assert reader.article("a-1") == ARTICLE
        with pytest.raises(StoreError, match="reading only"):
            reader.add_article(replace(ARTICLE, id="a-2"), RAW)


def test_a_store_that_is_not_there_is_not_made_by_reading(path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreError, match="no store there"):
            Store.open(path, **options)
    assert not path.exists()


def test_a_newer_store_is_refused_with_both_versions_named(path: Path) -> None:
    Store.open(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.commit()
    for read_only in (True, False):
        with pytest.raises(StoreError, match=rf"version 99.*up to {len(schema.MIGRATIONS)}"):
            Store.open(path, read_only=read_only)


def test_an_older_store_goes_through_the_steps_it_lacks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        store.add_article(ARTICLE, RAW)
    steps = (*schema.MIGRATIONS, "CREATE TABLE later (word TEXT) STRICT;")
    db = sqlite3.connect(path)
    schema.migrate(db, path, steps)
    assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
    assert db.execute("SELECT count(*) FROM later").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (1,)


def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path) -> None:
    Store.open(path).close()
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.OperationalError):
        schema.migrate(db, path, (*schema.MIGRATIONS, "CREATE TABLE later (word TEXT); NOT SQL;"))
    db.close()
    with Store.open(path) as store:
        assert store.problems() == []


@pytest.mark.parametrize(
    "content", [b"this is a text file, and a long one " * 40, b"SQLite format 3\0" + b"\xff" * 200]
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"store\.sqlite"):
        Store.open(path)
    assert path.read_bytes() == content


def test_nothing_is_put_beside_a_file_that_was_named_by_mistake(path: Path) -> None:
    path.write_text("# Readme\n")
    with pytest.raises(StoreError, match="not a readable SQLite file"):
        Store.open(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    for read_only in (True, False):
        with pytest.raises(StoreError, match="a folder; the store is a file"):
            Store.open(tmp_path, read_only=read_only)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_store_is_read_where_nothing_may_be_written(path: Path) -> None:
    with Store.open(path) as store:
        store.add_article(ARTICLE, RAW)
    for left in path.parent.iterdir():
        if left != path:
            left.unlink()
    path.parent.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as reader:
            assert reader.article("a-1") == ARTICLE
    finally:
        path.parent.chmod(0o755)


def test_a_writer_leaves_no_trace_of_its_process(path: Path) -> None:
    Store.open(path).close()
    assert path.with_name(f"{path.name}.lock").read_bytes() == b""


def test_another_programs_file_is_refused(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)


def test_a_run_that_was_interrupted_goes_on_under_its_id(store: Store) -> None:
    given = {"config_hash": "h", "reader_version": "v1"}
    run = store.start_run(date(2026, 11, 24), started_at="02:00", **given)
    issue = Issue("collect", "fetch-failed", "feed", "timed out", Severity.ERROR)
    store.add_issues(run, [issue])
    assert store.runs()[0].finished_at is None
    assert store.start_run(date(2026, 11, 24), started_at="03:00", **given) == run
    store.add_issues(run, [issue, issue])
    store.finish_run(run, finished_at="03:10", outcome="done", counts={"claims": 3})
    assert store.issues(run) == [issue]
    (kept,) = store.runs()
    assert (kept.started_at, kept.finished_at, kept.counts) == ("02:00", "03:10", {"claims": 3})
    assert store.start_run(date(2026, 11, 25), started_at="02:00", **given) != run


def test_what_a_server_said_about_a_page_is_replaced_by_what_it_says_next(store: Store) -> None:
    assert store.validators("https://example.org") is None
    store.set_validators("https://example.org", "one", None)
    store.set_validators("https://example.org", None, "Mon")
    assert store.validators("https://example.org") == (None, "Mon")


def test_a_damaged_reading_is_found(store: Store, path: Path) -> None:
    store.add_article(ARTICLE, RAW)
    store.add_reading("a-1", "v1", [CLAIM])
    assert store.problems() == []
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER claims_no_delete; DELETE FROM claims;")
    assert store.problems() == ["article a-1, reading v1: 1 claims were read, 0 are held"]


def test_a_hundred_thousand_claims_are_read_quickly(store: Store) -> None:
    store.add_article(ARTICLE, RAW)
    spans = (Span(SpanKind.FIGURE, 9, 15), Span(SpanKind.HEDGE, 0, 8), Span(SpanKind.VICTIMS, 16, 22))
    like = replace(CLAIM, spans=spans, as_of=PartialDate(2023, 11, 16), source="the ministry", relays=("AFP",))
    store.add_reading("a-1", "v1", [replace(like, id=f"c-{n:012x}", start=n) for n in range(20_000)])
    started = time.process_time()
    assert len(store.claims()) == 20_000
    assert time.process_time() - started < 1.0  # 100,000 in two seconds on a quiet machine; slack for a busy one


WRITER = """
import hashlib, sys
from pathlib import Path
from dataclasses import replace
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from tests.test_store import articles_and_claims
from tracker.store import Store

print("ready", flush=True)
with Store.open(Path(sys.argv[1])) as store:
    for article, raw, claims in articles_and_claims():
        store.add_article(article, raw)
    by_id = {article.id: claims for article, raw, claims in articles_and_claims()}
    for id in store.unread_articles("v1"):
        store.add_reading(id, "v1", by_id[id])
"""


def articles_and_claims() -> list[tuple[Article, bytes, list[Claim]]]:
    made = []
    for number in range(300):
        raw = f"{number} people".encode() * 50
        id_ = content_id("a", number)
        article = replace(ARTICLE, id=id_, name=f"n{number}", sha256=hashlib.sha256(raw).hexdigest())
        claims = [
            replace(CLAIM, id=content_id("c", number, n), article_id=id_, article=article.name, start=n)
            for n in range(20)
        ]
        made.append((article, raw, claims))
    return made


def test_a_run_killed_at_any_moment_and_run_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]

    def write(name: str) -> subprocess.Popen[bytes]:
        arguments = [str(tmp_path / name), str(root), str(root / "tests")]
        return subprocess.Popen([sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE)

    chance = random.Random(20231007)
    killed = 0
    for _ in range(6):
        process = write("killed.sqlite")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.12))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stdout.close()
    for name in ("killed.sqlite", "quiet.sqlite"):
        process = write(name)
        process.communicate()
        assert process.returncode == 0
    assert killed
    with Store.open(tmp_path / "killed.sqlite") as one, Store.open(tmp_path / "quiet.sqlite") as other:
        assert one.problems() == []
        assert one.claims() == other.claims()
        assert list(one.articles()) == list(other.articles())
        assert len(one.claims()) == 6_000


def shape(db: sqlite3.Connection) -> dict[str, object]:
    """Tables with their columns, keys, references and rules, and what refuses changes. Defaults are of old rows alone."""
    found: dict[str, object] = {}
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
        if kind == "table":
            columns = [row[1:4] + row[5:] for row in db.execute(f"PRAGMA table_xinfo({name})")]
            rules = ["STRICT" in sql, "CHECK" in sql, "UNIQUE" in sql, "AUTOINCREMENT" in sql]
            found[name] = (columns, sorted(db.execute(f"PRAGMA foreign_key_list({name})")), rules)
        else:
            found[name] = " ".join(sql.split())
    return found


def test_a_new_store_is_made_as_an_old_one_becomes_by_its_steps(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as made, sqlite3.connect(tmp_path / "stepwise.sqlite") as stepwise:
        for step in schema.MIGRATIONS:
            stepwise.executescript(step)
        assert shape(made) == shape(stepwise)
        assert made.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)


def test_every_column_of_a_store_is_in_the_codebook(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables - {"sqlite_sequence"} == {sheet.name for sheet in STORED}
        for sheet in STORED:
            assert [row[1] for row in db.execute(f"PRAGMA table_info({sheet.name})")] == list(sheet.header)


class ReadOnly(sqlite3.Connection):
    """A store in a folder where nothing may be written, as SQLite finds it."""

    def execute(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
        raise sqlite3.OperationalError("attempt to write a readonly database")


def test_a_store_that_may_not_be_written_is_not_called_unreadable(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(path):
        pass
    monkeypatch.setattr(sqlite3, "connect", lambda path, **_: ReadOnly(path))
    with pytest.raises(StoreError, match="readonly database; check the path, its permissions"):
        Store.open(path)
