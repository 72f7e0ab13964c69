"""JSON feeds, sitemaps, ReliefWeb and GDELT: what they list is followed once, and what they get wrong is told."""

from __future__ import annotations

import gzip
import json
import re
import time
from dataclasses import replace
from typing import Any

import pytest
from collecting import QUICK, SEEN, Notes, articles, at, codes, source, story
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.collect.sitemaps import Sitemap, parse_sitemap, unpacked
from tracker.issues import Issue
from tracker.model import PartialDate, Region

XML = "application/xml"


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    for number in range(10, 40):
        httpserver.expect_request(f"/s/{number}").respond_with_data(story(number), content_type="text/html")
    return httpserver


def paths(server: HTTPServer) -> list[str]:
    return [request.path for request, _ in server.log if request.path != "/robots.txt"]


# JSON Feed


def test_a_json_feed_is_followed_like_any_other(server: HTTPServer) -> None:
    items = [
        {"id": "1", "url": "/s/11", "title": "T", "date_published": "2024-05-06T00:30:00+03:00", "content_text": "x"},
        {"id": at(server, "/s/12"), "content_html": "<p>At least 7 people were killed.</p>"},
        {"id": "no address", "content_text": "nothing"},
        "no object",
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": items}
    server.expect_request("/feed").respond_with_data(json.dumps(feed), content_type="application/feed+json")
    found = articles(Notes().night(source("feed", at(server, "/feed"))))
    assert [a.url for a in found] == [at(server, "/s/11"), at(server, "/s/12")]
    assert [a.published for a in found] == [PartialDate(2024, 5, 6), None]


@pytest.mark.parametrize("body", ['{"items": []}', "{", "{}", '{"version": 1, "items": {}}', "{" * 100_000])
def test_json_that_is_no_feed_is_an_error(server: HTTPServer, body: str) -> None:
    server.expect_request("/feed").respond_with_data(body, content_type="application/json")
    assert codes(Notes().night(source("feed", at(server, "/feed")))) == ["feed-not-xml"]


def test_an_aggregators_redirect_is_left_unresolved_and_its_own_words_are_read(server: HTTPServer) -> None:
    item = (
        "<item><title>12 killed in strike on Redwell - The Herald</title>"
        "<link>https://news.google.com/rss/articles/CBMiAAA?oc=5</link>"
        '<source url="https://herald.example">The Herald</source></item>'
    )
    feed = f'<rss version="2.0"><channel><title>G</title>{item}</channel></rss>'
    server.expect_request("/feed").respond_with_data(feed, content_type=XML)
    notes = Notes()
    found = notes.night(source("feed", at(server, "/feed")))
    [article] = articles(found)
    assert (article.text, article.outlet) == ("12 killed in strike on Redwell", "The Herald")
    assert codes(found) == ["redirect-left"]
    assert notes.night(source("feed", at(server, "/feed"))) == []


def test_only_links_that_hold_a_wanted_text_are_followed(server: HTTPServer) -> None:
    items = "".join(f"<item><title>T</title><link>/s/{n}</link></item>" for n in (11, 12, 13))
    feed = f'<rss version="2.0"><channel><title>G</title>{items}</channel></rss>'
    server.expect_request("/feed").respond_with_data(feed, content_type=XML)
    found = Notes().night(source("feed", at(server, "/feed"), links_with=("/s/12", "/s/13")))
    assert [a.url for a in articles(found)] == [at(server, "/s/12"), at(server, "/s/13")]


def test_a_feed_with_fewer_entries_than_expected_is_told(server: HTTPServer) -> None:
    feed = '<rss version="2.0"><channel><title>G</title><item><link>/s/11</link></item></channel></rss>'
    server.expect_request("/feed").respond_with_data(feed, content_type=XML)
    found = Notes().night(source("feed", at(server, "/feed"), expect_at_least=5))
    [issue] = [one for one in found if isinstance(one, Issue)]
    assert (issue.code, issue.subject) == ("fewer-than-expected", "s")
    assert "found 1 entries; at least 5 are expected" in issue.message


def test_the_answers_of_servers_are_kept_before_they_are_read_with_what_was_said_of_them(server: HTTPServer) -> None:
    feed = '<rss version="2.0"><channel><title>G</title><item><link>/odd</link></item></channel></rss>'
    server.expect_request("/feed").respond_with_data(feed, content_type=XML)
    server.expect_request("/odd").respond_with_data(
        b"%PDF-1.4 broken", content_type="application/pdf", headers={"ETag": '"v1"', "Set-Cookie": "id=1"}
    )
    notes = Notes()
    assert "unreadable" in codes(notes.night(source("feed", at(server, "/feed"))))
    [capture] = [one for one in notes.captures if one.url.endswith("/odd")]
    assert (capture.raw, capture.seen_at, capture.final_url) == (b"%PDF-1.4 broken", SEEN, at(server, "/odd"))
    assert (capture.headers["etag"], "set-cookie" in capture.headers) == ('"v1"', False)


def test_a_host_that_is_slow_page_by_page_keeps_no_night_from_ending(server: HTTPServer) -> None:
    def slowly(request: Request) -> Response:
        time.sleep(0.2)
        return Response(story(int(request.path[-2:])), content_type="text/html")

    server.expect_request(re.compile("/slow/..")).respond_with_handler(slowly)
    items = [{"url": at(server, f"/slow/{number}")} for number in range(10, 20)]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    server.expect_request("/feed.json").respond_with_data(body, content_type="application/feed+json")
    notes, feed = Notes(), source("feed", at(server, "/feed.json"))
    found = notes.night(feed, limits=replace(QUICK, patience=0.5))
    assert 1 <= len(articles(found)) <= 3
    assert codes(found) == ["out-of-time"]
    assert not any(key.startswith("tries:") for key in notes)
    assert len(articles(notes.night(feed))) == 10 - len(articles(found))


# Sitemaps


def urlset(*entries: tuple[str, str]) -> str:
    inside = "".join(f"<url><loc>{loc}</loc>{extra}</url>" for loc, extra in entries)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>'


def news(day: str, title: str) -> str:
    return (
        '<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><news:publication><news:name>H'
        f"</news:name></news:publication><news:publication_date>{day}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news>"
    )


def test_a_news_sitemap_dates_its_pages_and_the_newest_come_first(server: HTTPServer) -> None:
    body = urlset(
        (at(server, "/s/11"), news("2026-11-22T23:10:00+02:00", "Old")),
        (at(server, "/s/12"), news("2026-11-24", "New")),
        (at(server, "/s/13"), news("2026-10-01", "Of another month")),
    )
    server.expect_request("/map.xml").respond_with_data(body, content_type=XML)
    notes = Notes()
    found = articles(notes.night(source("sitemap", at(server, "/map.xml"))))
    assert [a.url for a in found] == [at(server, "/s/12"), at(server, "/s/11")]
    assert [a.published for a in found] == [PartialDate(2026, 11, 24), PartialDate(2026, 11, 22)]
    assert notes.night(source("sitemap", at(server, "/map.xml"))) == []


def test_an_index_leads_to_its_maps_packed_or_not(server: HTTPServer) -> None:
    index = (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        f"<sitemap><loc>{at(server, '/a.xml.gz')}</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"
    )
    server.expect_request("/index.xml").respond_with_data(index, content_type=XML)
    packed = gzip.compress(urlset((at(server, "/s/11"), "")).encode())
    server.expect_request("/a.xml.gz").respond_with_data(packed, content_type="application/gzip")
    server.expect_request("/b.xml").respond_with_data(urlset((at(server, "/s/12"), "")), content_type=XML)
    found = articles(Notes().night(source("sitemap", at(server, "/index.xml"))))
    assert {a.url for a in found} == {at(server, "/s/11"), at(server, "/s/12")}


def test_the_maps_of_an_index_are_looked_at_though_the_index_itself_has_not_changed(server: HTTPServer) -> None:
    index = f"<sitemapindex><sitemap><loc>{at(server, '/news.xml')}</loc></sitemap></sitemapindex>"
    pages = [(at(server, "/s/11"), "")]

    def answer(request: Request) -> Response:
        body = index if request.path == "/index.xml" else urlset(*pages)
        tag = f'"{len(body)}"'
        known = request.headers.get("If-None-Match") == tag
        return Response(status=304) if known else Response(body, content_type=XML, headers={"ETag": tag})

    server.expect_request("/index.xml").respond_with_handler(answer)
    server.expect_request("/news.xml").respond_with_handler(answer)
    notes, asked = Notes(), source("sitemap", at(server, "/index.xml"))
    assert [a.url for a in articles(notes.night(asked))] == [at(server, "/s/11")]
    assert notes.night(asked) == []
    pages.append((at(server, "/s/12"), ""))
    assert [a.url for a in articles(notes.night(asked))] == [at(server, "/s/12")]


def test_an_index_whose_map_is_gone_is_told_and_read_again(server: HTTPServer) -> None:
    index = f"<sitemapindex><sitemap><loc>{at(server, '/gone.xml')}</loc></sitemap></sitemapindex>"
    server.expect_request("/index.xml").respond_with_data(index, content_type=XML)
    server.expect_request("/gone.xml").respond_with_data("", status=410)
    notes = Notes()
    for _ in range(2):
        assert codes(notes.night(source("sitemap", at(server, "/index.xml")))) == ["not-found"]


def test_a_sitemap_of_a_thousand_pages_is_read_in_nights(server: HTTPServer) -> None:
    body = urlset(*((at(server, f"/s/{n}"), "") for n in range(10, 16)))
    server.expect_request("/map.xml").respond_with_data(body, content_type=XML)
    notes = Notes()
    nights = [articles(notes.night(source("sitemap", at(server, "/map.xml"), entries=4))) for _ in range(3)]
    assert [len(night) for night in nights] == [4, 2, 0]


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
    "<urlset><url><loc>&b;</loc></url></urlset>"
)


def test_an_address_with_half_a_character_costs_its_own_entry_alone(server: HTTPServer) -> None:
    items = [{"url": at(server, "/s/\ud800")}, {"url": at(server, "/s/11")}]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    server.expect_request("/feed.json").respond_with_data(body, content_type="application/feed+json")
    notes = Notes()
    found = notes.night(source("feed", at(server, "/feed.json")))
    assert [a.url for a in articles(found)] == [at(server, "/s/11")]
    for key in notes:
        key.encode("utf-8")  # as the store will


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "cannot be parsed"),
        (b"<html><body>Moved</body></html>", "found no sitemap"),
        (BOMB.encode(), "entity declarations"),
        (BOMB.encode("utf-16"), "entity declarations"),
        (b"\x1f\x8bnot gzip", "gzipped sitemap is broken"),
        (b"\x00\x01\x02", "cannot be parsed"),
    ],
)
def test_what_is_no_sitemap_is_said_so(raw: bytes, told: str) -> None:
    found = parse_sitemap(raw, "http://x.example/")
    assert isinstance(found, str)
    assert told in found


def test_a_small_packed_sitemap_cannot_unpack_beyond_the_limit() -> None:
    with pytest.raises(ValueError, match="unpacks to more than"):
        unpacked(gzip.compress(b"\0" * 51_000_000))


def test_a_sitemap_that_breaks_off_is_read_up_to_the_tear() -> None:
    raw = urlset(("http://x.example/1", ""), ("http://x.example/2", "")).encode()
    found = parse_sitemap(raw[: raw.index(b"/2")], "http://x.example/")
    assert isinstance(found, Sitemap)
    assert ([one.entry.url for one in found.listed], found.whole) == (["http://x.example/1"], False)


def test_a_sitemap_opens_no_file_and_no_address() -> None:
    raw = b'<!DOCTYPE u SYSTEM "file:///etc/passwd"><urlset><url><loc>http://x.example/1</loc></url></urlset>'
    found = parse_sitemap(raw, "http://x.example/")
    assert isinstance(found, Sitemap)
    assert ([one.entry.url for one in found.listed], found.whole) == (["http://x.example/1"], True)


# ReliefWeb


def report(number: int, **fields: object) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": f"Update {number}",
        "body": f"OCHA reported that {number} people were killed in the past week in the northern districts.",
        "url": f"https://reliefweb.int/report/{number}",
        "date": {"original": "2026-11-20T00:00:00+00:00", "created": "2026-11-23T08:00:00+00:00"},
        "source": [{"shortname": "OCHA", "name": "UN Office"}],
    }
    return {"id": str(number), "fields": told | fields}


def test_reports_come_with_their_text_their_publisher_and_their_day(server: HTTPServer) -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        offset = int(request.args["offset"])
        rows = [report(n) for n in range(1, 131)][offset : offset + 100]
        return Response(json.dumps({"totalCount": 130, "count": len(rows), "data": rows}))

    server.expect_request("/v2/reports").respond_with_handler(answer)
    notes = Notes()
    desk = source("reliefweb", at(server, "/v2/reports"), appname="desk-x", query="Sudan", entries=500)
    found = articles(notes.night(desk))
    assert len(found) == 130
    first = found[0]
    assert (first.outlet, first.published, first.title) == ("OCHA", PartialDate(2026, 11, 20), "Update 1")
    assert first.text.startswith("Update 1\n\nOCHA reported that 1 people")
    assert first.regions == ((Region.HEADLINE, 0, 8),)
    assert {(r.args["appname"], r.args["query[value]"]) for r in asked} == {("desk-x", "Sudan")}
    assert asked[0].args["filter[value][from]"].startswith("2026-11-21")
    assert [r.args["offset"] for r in asked] == ["0", "100"]
    assert notes.night(desk, seen_at="2026-11-30T02:00:00Z") == []
    assert asked[2].args["filter[value][from]"].startswith("2026-11-23")


def test_a_report_that_is_a_file_alone_is_read_from_its_file(server: HTTPServer) -> None:
    row = report(7, body="", file=[{"url": at(server, "/s/17")}])
    server.expect_request("/v2/reports").respond_with_data(json.dumps({"data": [row, report(8, body=None)]}))
    found = Notes().night(source("reliefweb", at(server, "/v2/reports"), appname="desk-x"))
    [article] = articles(found)
    assert (article.url, article.outlet, article.published) == (
        at(server, "/s/17"),
        "OCHA",
        PartialDate(2026, 11, 20),
    )
    assert codes(found) == ["no-text"]


@pytest.mark.parametrize(
    ("status", "told"), [(400, "not understood"), (403, "is not approved"), (410, "version 2"), (404, "nothing at")]
)
def test_what_reliefweb_says_of_the_appname_is_said_in_words(server: HTTPServer, status: int, told: str) -> None:
    server.expect_request("/v2/reports").respond_with_data("{}", status=status)
    found = Notes().night(source("reliefweb", at(server, "/v2/reports"), appname="desk-x"))
    [issue] = [one for one in found if isinstance(one, Issue)]
    assert told in issue.message
    assert str(issue.severity) == "error"


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"data": {}}', "<html>"])
def test_an_answer_of_another_shape_is_an_error(server: HTTPServer, body: str) -> None:
    server.expect_request("/v2/reports").respond_with_data(body)
    assert codes(Notes().night(source("reliefweb", at(server, "/v2/reports"), appname="d"))) == ["changed-shape"]


# GDELT


class Index:
    """A DOC interface that holds one article at each of some seconds, and gives 250 at most."""

    def __init__(self, server: HTTPServer, stamps: list[str], link: str) -> None:
        self.stamps, self.link = sorted(stamps), link
        self.windows: list[tuple[str, str]] = []
        server.expect_request("/doc").respond_with_handler(self.answer)

    def answer(self, request: Request) -> Response:
        start, end = request.args["startdatetime"], request.args["enddatetime"]
        self.windows.append((start, end))
        held = [stamp for stamp in self.stamps if start <= stamp <= end][:250]
        rows = [{"url": f"{self.link}?{n}", "title": "T", "domain": "herald.example"} for n in held]
        return Response(json.dumps({"articles": rows} if rows else {}))


def test_windows_are_halved_until_each_is_complete_and_asked_five_seconds_apart(server: HTTPServer) -> None:
    stamps = [f"202611231{n // 3600 % 10}{n // 60 % 60:02d}{n % 60:02d}" for n in range(0, 7200, 12)]
    index = Index(server, stamps, at(server, "/s/11"))
    waits: list[float] = []
    notes = Notes()
    asked = source("gdelt", at(server, "/doc"), query="killed", entries=500, days=1)
    found = notes.night(asked, waits=waits)
    assert "entries-left" in codes(found)
    assert f"found {len(stamps)} new entries" in next(one.message for one in found if isinstance(one, Issue))
    assert max(waits) > 4.5
    covered = sorted(window for window in index.windows if sum(window[0] <= s <= window[1] for s in stamps) < 250)
    assert covered[0][0] == "20261123020000"
    assert covered[-1][1] == "20261124020000"
    assert len(articles(notes.night(asked))) == len(stamps) - 500
    before = len(index.windows)
    assert notes.night(asked, seen_at="2026-11-24T12:00:00Z") == []
    assert index.windows[before:] == [("20261124020000", "20261124120000")]


def test_more_than_can_be_had_of_a_minute_is_told(server: HTTPServer) -> None:
    Index(server, ["20261123120000"] * 300, at(server, "/s/11"))
    found = Notes().night(source("gdelt", at(server, "/doc"), query="killed", days=1))
    assert "window-full" in codes(found)


def test_what_gdelt_says_in_words_is_an_error(server: HTTPServer) -> None:
    server.expect_request("/doc").respond_with_data("Your query was too short or too long.")
    found = Notes().night(source("gdelt", at(server, "/doc"), query="x"))
    [issue] = [one for one in found if isinstance(one, Issue)]
    assert issue.code == "changed-shape"
    assert "too short" in issue.message
