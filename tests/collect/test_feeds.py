"""Feeds and pages as sources: what is followed, what is skipped, and that one bad source harms no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from collecting import QUICK, SEEN, Notes, articles, story
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.collect import Collected, collect
from tracker.collect.feeds import Feed, _plain, parse_feed
from tracker.collect.fetch import Fetcher
from tracker.collect.follow import NIGHTS
from tracker.issues import Issue, Severity
from tracker.model import ArticleKind, PartialDate
from tracker.sources import Config, Source, SourceType, load


def item(link: str, extra: str = "") -> str:
    return (
        f"<item><title>T {link[-2:]}</title><link>{link}</link><description>&lt;p&gt;At least 7 people were killed,"
        f" the feed says.&lt;/p&gt;</description><pubDate>Mon, 06 May 2024 00:30:00 +0300</pubDate>{extra}</item>"
    )


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /closed/\n")
    return httpserver


Run = Callable[..., list[Collected | Issue]]


@pytest.fixture
def run(server: HTTPServer) -> Run:
    memory = Notes()

    def read(*sources: Source, offline: bool = False, day: int = 24) -> list[Collected | Issue]:
        config = Config(Path("sources.yaml"), {}, {}, {}, {source.id: source for source in sources})
        seen_at = f"2026-11-{day}T02:00:00Z"
        with Fetcher(QUICK) as fetcher:
            return memory.keep(collect(config, store=memory, seen_at=seen_at, offline=offline, fetcher=fetcher))

    return read


def feed(server: HTTPServer, path: str = "/feed", **options: object) -> Source:
    where = f"http://127.0.0.1:{server.port}{path}"
    return Source(  # type: ignore[arg-type]
        **{"id": path.strip("/"), "type": SourceType.FEED, "where": where, "outlet": "Outlet", "reason": "A test."}
        | {"allow_private": True}
        | options
    )


def url(server: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def issues(found: list[Collected | Issue]) -> list[tuple[str, str]]:
    return [(entry.code, entry.subject) for entry in found if isinstance(entry, Issue)]


def test_entries_are_followed_to_their_pages_and_dated_by_the_feed(server: HTTPServer, run: Run) -> None:
    server.expect_request("/feed").respond_with_data(rss(item("/s/41"), item("/s/12")), content_type="text/xml")
    for number in (41, 12):
        server.expect_request(f"/s/{number}").respond_with_data(story(number), content_type="text/html")
    found = articles(run(feed(server, language="en")))
    assert [a.url for a in found] == [url(server, "/s/41"), url(server, "/s/12")]
    assert "41 people had been killed" in found[0].text
    assert found[0].name == found[0].url
    assert (found[0].published, found[0].outlet, found[0].title) == (PartialDate(2024, 5, 6), "Outlet", "Strike 41")
    assert (found[0].source_id, found[0].kind, found[0].seen_at) == ("feed", ArticleKind.ARTICLE, SEEN)


def test_a_second_night_asks_with_the_validators_and_reads_nothing_again(server: HTTPServer, run: Run) -> None:
    def answer(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"n1"':
            return Response(status=304)
        return Response(rss(item("/s/41")), headers={"ETag": '"n1"'}, content_type="text/xml")

    server.expect_request("/feed").respond_with_handler(answer)
    server.expect_request("/s/41").respond_with_data(story(41), content_type="text/html")
    assert len(run(feed(server))) == 1
    assert run(feed(server)) == []
    assert sum(request.path == "/s/41" for request, _ in server.log) == 1


def test_an_interrupted_night_misses_no_entry(server: HTTPServer) -> None:
    server.expect_request("/feed").respond_with_data(
        rss(item("/s/41"), item("/s/12")), headers={"ETag": '"n1"'}, content_type="text/xml"
    )
    for number in (41, 12):
        server.expect_request(f"/s/{number}").respond_with_data(story(number), content_type="text/html")
    memory = Notes()
    config = Config(Path("sources.yaml"), {}, {}, {}, {"feed": feed(server)})
    with Fetcher(QUICK) as fetcher:
        reading = collect(config, store=memory, seen_at=SEEN, offline=False, fetcher=fetcher)
        first = next(one for one in reading if isinstance(one, Collected))
        reading.close()  # type: ignore[attr-defined]
        assert first.article.url == url(server, "/s/41")
        assert dict(memory) == {}
        again = memory.keep(collect(config, store=memory, seen_at=SEEN, offline=False, fetcher=fetcher))
    assert [a.url for a in articles(again)] == [url(server, "/s/41"), url(server, "/s/12")]


def test_no_more_entries_than_declared_are_followed_in_one_night(server: HTTPServer, run: Run) -> None:
    numbers = range(10, 15)
    server.expect_request("/feed").respond_with_data(
        rss(*(item(f"/s/{n}") for n in numbers)), content_type="text/xml"
    )
    for number in numbers:
        server.expect_request(f"/s/{number}").respond_with_data(story(number), content_type="text/html")
    nights = [run(feed(server, entries=2)) for _ in range(4)]
    assert [len(articles(night)) for night in nights] == [2, 2, 1, 0]
    assert issues(nights[0]) == [("entries-left", "feed")]


@pytest.mark.parametrize(
    ("path", "status", "kind", "body", "code"),
    [
        ("/s/404", 404, "text/html", "", "not-found"),
        ("/s/410", 410, "text/html", "", "not-found"),
        ("/s/403", 403, "text/html", "", "fetch-failed"),
        ("/closed/1", 200, "text/html", story(1), "robots-refused"),
    ],
)
def test_a_page_that_will_never_be_had_gives_way_to_the_feeds_summary_at_once(
    server: HTTPServer, run: Run, path: str, status: int, kind: str, body: str, code: str
) -> None:
    server.expect_request("/feed").respond_with_data(rss(item(path)), content_type="text/xml")
    server.expect_request(path).respond_with_data(body, status=status, content_type=kind)
    found = run(feed(server))
    assert issues(found) == [(code, url(server, path))]
    [article] = articles(found)
    assert article.text == f"T {path[-2:]}\nAt least 7 people were killed, the feed says."
    assert article.published == PartialDate(2024, 5, 6)
    assert run(feed(server)) == []


@pytest.mark.parametrize(
    ("path", "status", "kind", "body", "code"),
    [
        ("/s/500", 500, "text/html", "", "fetch-failed"),
        ("/s/png", 200, "image/png", "PNG", "wrong-type"),
        ("/s/none", 200, "text/html", "<html><body></body></html>", "no-text"),
        ("/s/big", 200, "text/html", "x" * 200_000, "too-large"),
        ("/s/pdf", 200, "application/pdf", "no pdf", "unreadable"),
    ],
)
def test_a_page_that_cannot_be_had_is_tried_on_some_nights_and_then_gives_way_to_the_summary(
    server: HTTPServer, run: Run, path: str, status: int, kind: str, body: str, code: str
) -> None:
    server.expect_request("/feed").respond_with_data(rss(item(path)), content_type="text/xml")
    server.expect_request(path).respond_with_data(body, status=status, content_type=kind)
    nights = [run(feed(server), day=10 + night) for night in range(NIGHTS + 1)]
    assert [issues(found) for found in nights] == [[(code, url(server, path))]] * NIGHTS + [[]]
    assert [len(articles(found)) for found in nights] == [*(0,) * (NIGHTS - 1), 1, 0]
    [article] = articles(nights[-2])
    assert article.text == f"T {path[-2:]}\nAt least 7 people were killed, the feed says."


def test_a_night_that_is_run_again_is_one_night(server: HTTPServer, run: Run) -> None:
    server.expect_request("/feed").respond_with_data(rss(item("/s/41")), content_type="text/xml")
    server.expect_request("/s/41").respond_with_data("", status=502)
    again = [run(feed(server)) for _ in range(NIGHTS + 2)]
    assert [articles(found) for found in again] == [[]] * (NIGHTS + 2)
    assert "night 1 of" in next(one.message for one in again[-1] if isinstance(one, Issue))


def test_a_page_that_comes_back_is_read_itself_and_its_summary_never(server: HTTPServer, run: Run) -> None:
    server.expect_request("/feed").respond_with_data(rss(item("/s/41")), content_type="text/xml")
    for _ in range(QUICK.attempts):
        server.expect_oneshot_request("/s/41").respond_with_data("", status=502)
    server.expect_request("/s/41").respond_with_data(story(41), content_type="text/html")
    assert articles(run(feed(server))) == []
    assert ["41 people had been killed" in a.text for a in articles(run(feed(server)))] == [True]
    assert run(feed(server)) == []


def test_an_entry_that_leads_to_another_private_host_is_refused(server: HTTPServer, run: Run) -> None:
    server.expect_request("/feed").respond_with_data(rss(item("http://10.0.0.1/x")), content_type="text/xml")
    assert issues(run(feed(server))) == [("address-refused", "http://10.0.0.1/x")]


NO_FEEDS = [
    "<html><body>Sign in</body></html>",
    "",
    "just text",
    "http://127.0.0.1/other-feed",
    "/etc/passwd",
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0">&b;</rss>',
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">&x;</rss>',
]


@pytest.mark.parametrize("body", NO_FEEDS)
def test_what_is_no_feed_is_an_issue_and_the_other_sources_go_on(server: HTTPServer, run: Run, body: str) -> None:
    server.expect_request("/bad").respond_with_data(body, content_type="text/xml")
    server.expect_request("/good").respond_with_data(rss(item("/s/41")), content_type="text/xml")
    server.expect_request("/s/41").respond_with_data(story(41), content_type="text/html")
    found = run(feed(server, "/bad"), feed(server, "/good"))
    assert issues(found) == [("feed-not-xml", "bad")]
    assert len(articles(found)) == 1


def test_entities_are_seen_through_another_encoding() -> None:
    body = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0">&a;</rss>'
    assert isinstance(parse_feed(body.encode("utf-16"), "http://a.org/"), str)


def test_a_feed_that_breaks_off_is_read_up_to_the_tear() -> None:
    torn = rss(item("http://a.org/1"), item("http://a.org/2"))[:-120].encode()
    found = parse_feed(torn, "http://a.org/feed")
    assert isinstance(found, Feed)
    assert (found.entries[0].url, found.whole) == ("http://a.org/1", False)


def test_control_characters_in_a_fragment_do_not_cost_the_feed() -> None:
    assert "12 killed" in _plain("<p>12 killed\x0b</p><br>\x02 and more")


def test_a_torn_feed_is_read_again_though_its_server_says_it_is_the_same(server: HTTPServer, run: Run) -> None:
    whole = rss(item("/s/41"), item("/s/12"))
    bodies = [whole[: whole.index("/s/12")], whole]

    def answer(request: Request) -> Response:
        if request.headers.get("If-None-Match") == '"n1"':
            return Response(status=304)
        return Response(bodies.pop(0), headers={"ETag": '"n1"'}, content_type="text/xml")

    server.expect_request("/feed").respond_with_handler(answer)
    for number in (41, 12):
        server.expect_request(f"/s/{number}").respond_with_data(story(number), content_type="text/html")
    nights = [[a.url for a in articles(run(feed(server)))] for _ in range(3)]
    assert nights == [[url(server, "/s/41")], [url(server, "/s/12")], []]


def test_atom_links_count_from_the_feeds_address_and_doubles_and_odd_links_are_left_out() -> None:
    atom = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>
    <entry><title>A &amp;amp; B</title><link href="/1#x"/><published>2024-05-08T23:30:00-05:00</published>
    <updated>2024-06-01T00:00:00Z</updated>
    <content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry>
    <entry><title>double</title><link href="http://a.org/1"/></entry>
    <entry><title>script</title><link href="javascript:alert(1)"/></entry>
    <entry><title>broken</title><link href="http://[::1"/></entry>
    <entry><title>none</title></entry>
    <entry><title>undated</title><link href="http://a.org/2"/><updated>2024-06-01T00:00:00Z</updated></entry></feed>"""
    found = parse_feed(atom.encode(), "http://a.org/feeds/f.xml")
    assert isinstance(found, Feed)
    entries = found.entries
    assert found.whole
    assert [entry.url for entry in entries] == ["http://a.org/1", "http://a.org/2"]
    assert (entries[0].title, entries[0].published) == ("A & B", PartialDate(2024, 5, 8))
    assert entries[0].summary == "One.\nTwo."


def test_a_page_source_gives_an_article_for_each_changed_text(server: HTTPServer, run: Run) -> None:
    source = feed(server, "/total", type=SourceType.PAGE)
    ids = []
    for number in (41, 41, 43):
        server.clear()
        server.expect_request("/robots.txt").respond_with_data("", status=404)
        server.expect_request("/total").respond_with_data(story(number), content_type="text/html")
        ids += [a.id for a in articles(run(source))]
    assert ids[0] == ids[1] != ids[2]


def test_a_failing_page_or_feed_is_an_error_of_its_source(server: HTTPServer, run: Run) -> None:
    server.expect_request("/gone").respond_with_data("", status=410)
    server.expect_request("/down").respond_with_data("", status=500)
    found = run(feed(server, "/gone"), feed(server, "/down", type=SourceType.PAGE))
    assert sorted(issues(found)) == [("fetch-failed", "down"), ("not-found", "gone")]
    assert all(entry.severity is Severity.ERROR for entry in found if isinstance(entry, Issue))


def test_a_page_that_is_none_and_a_feed_without_entries_are_told(server: HTTPServer, run: Run) -> None:
    server.expect_request("/data").respond_with_data("a,b", content_type="text/csv")
    server.expect_request("/quiet").respond_with_data(rss(), content_type="text/xml")
    found = run(feed(server, "/data", type=SourceType.PAGE), feed(server, "/quiet"))
    assert sorted(issues(found)) == [("no-entries", "quiet"), ("wrong-type", "data")]  # both are read at once
    told = {entry.code: entry.severity for entry in found if isinstance(entry, Issue)}
    assert told == {"wrong-type": Severity.ERROR, "no-entries": Severity.WARNING}


def test_a_source_in_the_local_net_is_told_how_it_is_permitted(server: HTTPServer, run: Run) -> None:
    [refused] = run(feed(server, allow_private=False))
    assert isinstance(refused, Issue)
    assert refused.code == "address-refused"
    assert "allow_private: true in sources.yaml permits it" in refused.message


def test_offline_reads_folders_and_tables_only_and_disabled_sources_are_left_out(
    server: HTTPServer, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("---\npublished: 2024-05-08\n---\nAt least 41 people were killed.\n")
    folder = Source("notes", SourceType.FOLDER, str(tmp_path / "notes"), "Ours.", kind=ArticleKind.NOTE)
    off = Source("off", SourceType.FOLDER, str(tmp_path / "notes"), "Ours.", enabled=False)
    missing = Source("missing", SourceType.TABLE, str(tmp_path / "none.csv"), "Gone.")
    found = run(feed(server), folder, off, missing, offline=True)
    assert [a.kind for a in articles(found)] == [ArticleKind.NOTE]
    assert [code for code, _ in issues(found)] == ["not-found"]
    assert not server.log


def test_what_the_project_declares_is_read_from_disk_without_issues_and_without_the_place_of_the_checkout() -> None:
    root = Path(__file__).parents[2]
    config = load(root / "sources.yaml")
    found = Notes().keep(collect(config, store=Notes(), seen_at=SEEN, offline=True))
    assert issues(found) == []
    assert all(not Path(a.name).is_absolute() for a in articles(found))
    assert {a.kind for a in articles(found)} == {ArticleKind.NOTE, ArticleKind.TABLE_ROW}
    assert all(a.url and a.conflict in config.conflicts for a in articles(found))
