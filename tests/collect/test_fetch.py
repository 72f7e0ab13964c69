"""Fetching against a real server on loopback: politeness, limits, and hosts that mean harm."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.collect.addresses import is_public
from tracker.collect.fetch import SILENT_HOSTS, USER_AGENT, Fetcher, _seconds_until
from tracker.collect.transfer import FetchError, Limits

QUICK = Limits(
    body=50_000, total_time=1.0, connect_time=1.0, read_time=0.4, retry_wait=0.01, spacing=0.0, longest_wait=2.0
)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetcher(waits: list[float]) -> Iterator[Fetcher]:
    with Fetcher(QUICK, sleep=waits.append) as fetcher:
        yield fetcher


def local(server: HTTPServer) -> str:
    return f"{server.host}:{server.port}"


def at(server: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


@pytest.fixture
def server(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


def fails(fetcher: Fetcher, server: HTTPServer, path: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(at(server, path), private_host=f"127.0.0.1:{server.port}")
    return caught.value


def asked(server: HTTPServer, path: str) -> int:
    return sum(request.path == path for request, _ in server.log)


def test_an_answer_comes_with_its_validators_and_the_request_says_who_asks(
    fetcher: Fetcher, server: HTTPServer
) -> None:
    server.expect_request("/a").respond_with_data("<p>x</p>", headers={"ETag": '"v1"', "Set-Cookie": "id=1"})
    private = f"127.0.0.1:{server.port}"
    first = fetcher.get(at(server, "/a#part"), private_host=private)
    fetcher.get(at(server, "/a"), private_host=private)
    assert (first.status, first.body, first.etag) == (200, b"<p>x</p>", '"v1"')
    request = server.log[-1][0]
    assert request.headers["User-Agent"] == USER_AGENT
    assert request.headers["Host"] == private
    assert "Cookie" not in request.headers
    assert "conflict-casualty-tracker" in USER_AGENT


def test_validators_are_sent_and_an_unchanged_page_has_no_body(fetcher: Fetcher, server: HTTPServer) -> None:
    def answer(request: Request) -> Response:
        known = request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == "then"
        return Response(status=304 if known else 200)

    server.expect_request("/a").respond_with_handler(answer)
    found = fetcher.get(at(server, "/a"), etag='"v1"', last_modified="then", private_host=f"127.0.0.1:{server.port}")
    assert (found.status, found.body) == (304, b"")


def test_what_is_not_there_is_asked_for_once(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/gone").respond_with_data("", status=404)
    assert fails(fetcher, server, "/gone").code == "not-found"
    assert asked(server, "/gone") == 1


def test_a_server_fault_is_tried_again_and_then_given_up(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/down").respond_with_data("", status=500)
    assert "status 500" in str(fails(fetcher, server, "/down"))
    assert asked(server, "/down") == QUICK.attempts


def test_a_passing_fault_is_no_fault(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_ordered_request("/robots.txt").respond_with_data("", status=404)
    server.expect_ordered_request("/x").respond_with_data("", status=502)
    server.expect_ordered_request("/x").respond_with_data("ok")
    assert fetcher.get(at(server, "/x"), private_host=f"127.0.0.1:{server.port}").body == b"ok"


def test_retry_after_is_waited_for_and_one_beyond_the_cap_ends_the_fetch(
    fetcher: Fetcher, server: HTTPServer
) -> None:
    server.expect_ordered_request("/robots.txt").respond_with_data("", status=404)
    server.expect_ordered_request("/busy").respond_with_data("", status=429, headers={"Retry-After": "1"})
    server.expect_ordered_request("/busy").respond_with_data("ok")
    began = time.monotonic()
    assert fetcher.get(at(server, "/busy"), private_host=f"127.0.0.1:{server.port}").body == b"ok"
    assert time.monotonic() - began >= 0.95
    server.expect_request("/full").respond_with_data("", status=503, headers={"Retry-After": "3600"})
    assert "3,600 s" in str(fails(fetcher, server, "/full"))
    assert asked(server, "/full") == 1


def test_requests_to_one_host_are_spaced_and_a_crawl_delay_is_kept_up_to_the_cap(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 600\n")
    httpserver.expect_request("/a").respond_with_data("ok")
    waits: list[float] = []
    with Fetcher(QUICK, sleep=waits.append) as fetcher:
        fetcher.get(at(httpserver, "/a"), private_host=f"127.0.0.1:{httpserver.port}")
    assert len(waits) == 1
    assert 1.5 < waits[0] <= QUICK.longest_wait


ROBOTS = [
    ("User-agent: *\nDisallow: /no/\n", "/no/x", True),
    ("User-agent: *\nDisallow: /no/\n", "/yes", False),
    ("User-agent: conflict-casualty-tracker\nDisallow: /\n", "/yes", True),
    ("User-agent: other\nDisallow: /\n", "/yes", False),
    ("User-agent: *\nDisallow: /*.pdf$\n", "/a.pdf", True),
    ("\x00\xff not rules at all <html>", "/yes", False),
    ("\ufeffUser-agent: *\r\nDisallow: /no/\r\n", "/no/x", True),  # the mark that Windows editors put first
]


@pytest.mark.parametrize(("rules", "path", "refused"), ROBOTS)
def test_robots_txt_is_kept(fetcher: Fetcher, httpserver: HTTPServer, rules: str, path: str, refused: bool) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data(rules)
    httpserver.expect_request(path).respond_with_data("ok")
    if refused:
        assert fails(fetcher, httpserver, path).code == "robots-refused"
        assert asked(httpserver, path) == 0
    else:
        assert fetcher.get(at(httpserver, path), private_host=f"127.0.0.1:{httpserver.port}").body == b"ok"


def test_a_host_whose_robots_txt_is_broken_is_left_alone(fetcher: Fetcher, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=500)
    assert "robots.txt cannot be had" in str(fails(fetcher, httpserver, "/a"))
    assert asked(httpserver, "/a") == 0


def test_an_unchanged_page_that_was_never_had_is_a_failure(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/a").respond_with_data("", status=304)
    assert "304" in str(fails(fetcher, server, "/a"))


def test_redirects_are_followed_up_to_five(fetcher: Fetcher, server: HTTPServer) -> None:
    for number in range(7):
        target = {"Location": f"/r{number + 1}"}
        server.expect_request(f"/r{number}").respond_with_data("", status=302, headers=target)
    server.expect_request("/r7").respond_with_data("end")
    assert fetcher.get(at(server, "/r2"), private_host=f"127.0.0.1:{server.port}").body == b"end"
    assert "more than 5 redirects" in str(fails(fetcher, server, "/r0"))


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("/here", "to itself"),
        ("/back", "circle"),
        ("http://10.0.0.1/x", "not a public address"),
        ("http://169.254.169.254/latest/meta-data", "not a public address"),
        ("http://[::1]/x", "not a public address"),
        ("http://2130706433/x", "not a public address"),
        ("http://127.0.0.1:1/x", "not a public address"),
        ("http://user:secret@127.0.0.1/x", "only plain http"),
        ("file:///etc/passwd", "only plain http"),
        ("gopher://127.0.0.1/x", "only plain http"),
        ("", "to itself"),
    ],
)
def test_redirects_that_lead_astray_are_refused(
    fetcher: Fetcher, server: HTTPServer, location: str, says: str
) -> None:
    server.expect_request("/here").respond_with_data("", status=301, headers={"Location": location})
    server.expect_request("/back").respond_with_data("", status=301, headers={"Location": "/here"})
    assert says in str(fails(fetcher, server, "/here"))


def test_a_private_address_is_refused_unless_the_source_declares_it(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/a").respond_with_data("secret")
    with pytest.raises(FetchError) as caught:
        fetcher.get(at(server, "/a"))
    assert caught.value.code == "address-refused"
    assert not server.log


def test_a_name_with_one_private_address_among_public_ones_is_refused(server: HTTPServer) -> None:
    with (
        Fetcher(QUICK, look_up=lambda host, port: ["93.184.216.34", "127.0.0.1"]) as fetcher,
        pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1"),
    ):
        fetcher.get(f"http://news.example:{server.port}/a")


def test_the_address_that_was_checked_is_the_one_that_is_used(server: HTTPServer) -> None:
    """A name that answers with another address at each look-up gains nothing: it is looked up once for a request."""
    server.expect_request("/a").respond_with_data("ok")
    asked_names: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked_names.append(host)
        return ["127.0.0.1"]

    with Fetcher(QUICK, look_up=look_up) as fetcher:
        found = fetcher.get(f"http://news.example:{server.port}/a", private_host=f"news.example:{server.port}")
    assert found.body == b"ok"
    assert asked_names == ["news.example", "news.example"]  # once for robots.txt, once for the page
    assert server.log[-1][0].headers["Host"] == f"news.example:{server.port}"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_body_over_the_limit_is_refused(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/big").respond_with_data(b"x" * 60_000)
    assert fails(fetcher, server, "/big").code == "too-large"


def test_a_small_packed_body_cannot_unpack_beyond_the_limit(fetcher: Fetcher, server: HTTPServer) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000, mtime=0)
    assert len(bomb) < 50_000
    server.expect_request("/bomb").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    assert fails(fetcher, server, "/bomb").code == "too-large"


@pytest.mark.parametrize(
    ("body", "encoding", "says"),
    [
        (gzip.compress(b"x" * 1000, mtime=0), "gzip", None),
        (b"not gzip", "gzip", "broken"),
        (gzip.compress(b"x" * 1000, mtime=0)[:-12], "gzip", "breaks off"),
        (b"x", "br", "not asked for"),
        (b"x", "gzip, gzip", "not asked for"),
    ],
)
def test_packed_bodies(fetcher: Fetcher, server: HTTPServer, body: bytes, encoding: str, says: str | None) -> None:
    server.expect_request("/p").respond_with_data(body, headers={"Content-Encoding": encoding})
    if says is None:
        assert fetcher.get(at(server, "/p"), private_host=f"127.0.0.1:{server.port}").body == b"x" * 1000
    else:
        assert says in str(fails(fetcher, server, "/p"))


class Slow:
    """A bare server that answers with the given bytes, one at a time."""

    def __init__(self, start: bytes, drip: bytes, pause: float) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.start, self.drip, self.pause = start, drip, pause
        self.stop = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(4096)
                    connection.sendall(self.start)
                    while self.drip and not self.stop.wait(self.pause):
                        connection.sendall(self.drip)
                    self.stop.wait(0.6 if not self.drip else 0)
                except OSError:
                    continue

    def close(self) -> None:
        self.stop.set()
        self.listener.close()


@pytest.mark.parametrize(
    ("start", "drip"),
    [
        (b"", b""),  # never answers
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),  # never ends its headers
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"a"),  # never ends its body
        (
            b"HTTP/1.1 200 OK\r\n\r\n<p>At least 41 people were killed",
            b"a",
        ),  # its end would be that of the connection
    ],
)
def test_a_slow_server_is_given_up_in_time(start: bytes, drip: bytes) -> None:
    slow = Slow(start, drip, pause=0.1)
    limits = Limits(read_time=0.3, total_time=0.5, attempts=1, spacing=0.0)
    began = time.monotonic()
    try:
        with Fetcher(limits) as fetcher, pytest.raises(FetchError) as caught:
            fetcher.get(f"http://127.0.0.1:{slow.port}/a", private_host=f"127.0.0.1:{slow.port}")
    finally:
        slow.close()
    assert caught.value.code == "fetch-failed"
    assert time.monotonic() - began < 2.0


def test_where_no_host_answers_the_later_ones_are_not_tried_again() -> None:
    tries: list[str] = []

    def look_up(host: str, _port: int) -> list[str]:
        tries.append(host)
        return ["127.0.0.1"]

    limits = Limits(read_time=0.1, attempts=2, retry_wait=0.01, spacing=0.0)
    names = [f"host{number}.example" for number in range(SILENT_HOSTS + 2)]
    with socket.create_server(("127.0.0.1", 0)) as silent, Fetcher(limits, look_up=look_up) as fetcher:
        port = silent.getsockname()[1]
        for name in names:
            with pytest.raises(FetchError, match="no answer in time"):
                fetcher.get(f"http://{name}:{port}/a", private_host=f"{name}:{port}")
    assert [tries.count(name) for name in names] == [2] * SILENT_HOSTS + [1, 1]


def test_a_retry_says_nothing_on_standard_error(server: HTTPServer) -> None:
    server.expect_request("/down").respond_with_data("", status=500)
    address = f"127.0.0.1:{server.port}"
    program = (
        "import contextlib\n"
        "from tracker.collect.fetch import Fetcher\n"
        "from tracker.collect.transfer import FetchError, Limits\n"
        "with contextlib.suppress(FetchError):\n"
        f"    Fetcher(Limits(retry_wait=0.01, spacing=0.0)).get('http://{address}/down', private_host='{address}')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert asked(server, "/down") == 3
    assert done.stderr == ""


@pytest.mark.parametrize(
    "url", ["", "nonsense", "http://", "http://a b/", "http://[::1", "javascript:alert(1)", "//a"]
)
def test_what_is_no_address_is_refused(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchError):
        fetcher.get(url)


def test_a_name_that_does_not_exist_is_said_so() -> None:
    def nothing(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with Fetcher(QUICK, look_up=nothing) as fetcher, pytest.raises(FetchError, match="cannot be resolved"):
        fetcher.get("http://nowhere.example/a")


def test_a_closed_port_is_a_failed_fetch(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"http://127.0.0.1:{port}/a", private_host=f"127.0.0.1:{port}")
    assert caught.value.code == "fetch-failed"


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Thu, 26 Nov 2026 03:00:30 GMT", 30.0),
        ("Thu, 26 Nov 2026 03:00:30", 30.0),
        ("Thu, 26 Nov 2026 02:59:00 GMT", 0.0),
        ("1", 1.0),
        (" 0 ", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 400, 999_999_999_999.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(words: str, seconds: float | None) -> None:
    assert _seconds_until(words, datetime(2026, 11, 26, 3, 0, 0, tzinfo=UTC)) == seconds


def test_a_date_far_off_ends_the_fetch_for_tonight(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/busy").respond_with_data(
        "", status=503, headers={"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}
    )
    assert "asks to come back after" in str(fails(fetcher, server, "/busy"))
    assert asked(server, "/busy") == 1


def test_one_host_is_asked_one_request_at_a_time_by_however_many_threads(server: HTTPServer) -> None:
    inside, most = [0], [0]

    def answer(_: Request) -> Response:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.02)
        inside[0] -= 1
        return Response("x", content_type="text/plain")

    for number in range(8):
        server.expect_request(f"/p/{number}").respond_with_handler(answer)
    with Fetcher(QUICK) as fetcher:
        threads = [
            threading.Thread(
                target=fetcher.get, args=(at(server, f"/p/{n}"),), kwargs={"private_host": f"127.0.0.1:{server.port}"}
            )
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == [1]
    assert asked(server, "/robots.txt") == 1
    assert sum(asked(server, f"/p/{n}") for n in range(8)) == 8


def test_an_interface_for_programs_is_asked_though_robots_txt_refuses_crawlers(
    fetcher: Fetcher, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /\n")
    httpserver.expect_request("/api").respond_with_data("{}")
    assert fails(fetcher, httpserver, "/api").code == "robots-refused"
    host = f"127.0.0.1:{httpserver.port}"
    assert fetcher.get(at(httpserver, "/api"), private_host=host, invited=True).body == b"{}"


def test_an_interface_that_asks_for_more_time_between_requests_gets_it(
    fetcher: Fetcher, server: HTTPServer, waits: list[float]
) -> None:
    server.expect_request("/api").respond_with_data("{}")
    for _ in range(2):
        fetcher.get(at(server, "/api"), private_host=f"127.0.0.1:{server.port}", invited=True, spacing=5.0)
    assert [round(wait) for wait in waits] == [5]


def test_what_a_server_says_of_its_answer_is_kept_but_for_cookies(fetcher: Fetcher, server: HTTPServer) -> None:
    server.expect_request("/p").respond_with_data(
        "x", headers={"Last-Modified": "today", "X-Long": "a" * 900, "Set-Cookie": "id=1"}
    )
    headers = fetcher.get(at(server, "/p"), private_host=f"127.0.0.1:{server.port}").headers
    assert (headers["last-modified"], len(headers["x-long"]), "set-cookie" in headers) == ("today", 500, False)


def test_a_source_that_may_not_go_there_closes_a_local_host_to_none_that_may(
    fetcher: Fetcher, server: HTTPServer
) -> None:
    server.expect_request("/p").respond_with_data("x")
    with pytest.raises(FetchError, match="not a public address"):
        fetcher.get(at(server, "/p"))
    assert fetcher.get(at(server, "/p"), private_host=f"127.0.0.1:{server.port}").body == b"x"
    with pytest.raises(FetchError, match="not a public address"):
        fetcher.get(at(server, "/p"))
