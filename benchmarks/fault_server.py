"""A newsroom on loopback that misbehaves: the server of benchmarks/fault_nights.py.

What it publishes grows by the day and never changes otherwise; how it answers is drawn anew for each request. Some
addresses are bad for good. `day` and `faults` are set by whoever runs it.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import struct
import threading
import zlib
from collections import Counter
from datetime import date, timedelta

START = date(2021, 1, 1)
FEEDS = 4
# Addresses that are bad for good, as feed 0 lists them: what stands in the feed is read in their place.
BAD = ("gone", "closed", "missing", "image", "empty", "inside", "metadata", "circle", "far")
FAULTS = (
    *("reset", "cut", "drip", "endless", "bomb", "torn-gzip", "silent", "garbage", "image"),
    *("500", "502", "503-soon", "503-late", "429", "408"),
)
BOMB = gzip.compress(b"\0" * 40_000_000)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<rss version="2.0"><channel><title>&b;&b;&b;</title></channel></rss>'
)
TOWNS = "Redwell Ashford Northgate Millbrook Easton Harrow Dunmere Saltby".split()


def day_of(number: int) -> date:
    """The day on which article `number` is published: one a day."""
    return START + timedelta(days=number)


def article(number: int) -> bytes:
    """A page with figures of its own."""
    day = day_of(number)
    text = (
        f"<p>The health ministry said on {day:%A} that {number % 80 + 3} people had been killed in shelling of "
        f"{TOWNS[number % 8]}, raising the toll since the war began to {5_000 + number * 3:,}.</p>"
        f"<p>Another {number % 50 + 60} people were wounded, the ministry said in its report number {number}.</p>"
    )
    filler = "".join(f"<p>The council of {town} met to speak of roads and schools.</p>" for town in TOWNS)
    return (
        f"<!doctype html><html lang='en'><head><title>Report {number}</title></head><body><article><h1>Report {number}"
        f"</h1>{text}{filler}</article></body></html>"
    ).encode()


class Newsroom:
    """The server, in a thread of its own. Days are counted from 0; `asked` counts what was drawn for requests."""

    def __init__(self, seed: int, rate: float) -> None:
        self.day = 0
        self.faults = False
        self.rate = rate
        self.asked: Counter[str] = Counter()
        self._rng = random.Random(seed)  # noqa: S311
        self._ready = threading.Event()
        self.port = 0
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._guarded, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await server.serve_forever()

    async def _guarded(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        words = head.split(b" ", 2)
        if len(words) < 3 or not words[1].startswith(b"/"):
            writer.write(b"this is no TLS\r\n")  # somebody speaks TLS to a plain port
            return
        path = words[1].decode("ascii", "replace")
        kind, body = self._content(path)
        status = "200 OK"
        headers: dict[str, str] = {"Content-Type": kind}
        if path.startswith("/bad/"):
            status, headers, body = self._bad(path.removeprefix("/bad/"), body)
        elif self.faults and self._rng.random() < self.rate:
            fault = self._rng.choice(FAULTS)
            self.asked[fault] += 1
            if await self._misbehave(fault, writer, kind, body):
                return
            status, headers, body = self._twisted(fault, headers, body)
        else:
            self.asked["well"] += 1
            tag = f'"{zlib.crc32(body)}"'
            headers["ETag"] = tag
            if tag.encode() in head:
                status, body = "304 Not Modified", b""
        await self._send(writer, status, headers, body)

    async def _send(self, writer: asyncio.StreamWriter, status: str, headers: dict[str, str], body: bytes) -> None:
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(
            f"HTTP/1.1 {status}\r\n{told}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        )
        await writer.drain()

    def _content(self, path: str) -> tuple[str, bytes]:
        base = f"http://127.0.0.1:{self.port}"
        name, _, number = path.strip("/").partition("/")
        known = range(self.day + 1)
        if name == "p":
            return "text/html; charset=utf-8", article(int(number))
        if name == "rss":
            mine = [n for n in known if n % 6 == int(number)]
            items = "".join(self._item(f"{base}/p/{n}", n) for n in reversed(mine))
            if number == "0":
                items += "".join(self._item(f"{base}/bad/{one}", n) for n, one in enumerate(BAD))
            return "application/rss+xml", (
                f'<?xml version="1.0"?><rss version="2.0"><channel><title>R{number}</title>{items}</channel></rss>'
            ).encode()
        if name == "json":
            items_ = [
                {"id": str(n), "url": f"{base}/p/{n}", "date_published": f"{day_of(n)}T08:00:00+00:00"}
                for n in known
                if n % 6 == 4
            ]
            feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items_}
            return "application/feed+json", json.dumps(feed).encode()
        if name == "map":
            pages = "".join(
                f"<url><loc>{base}/p/{n}</loc><n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
                f"<n:publication_date>{day_of(n)}</n:publication_date></n:news></url>"
                for n in known
                if n % 6 == 5
            )
            body = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{pages}</urlset>".encode()
            return "application/xml", gzip.compress(body, mtime=0)
        if name == "table":
            columns = "conflict,claimant,outcome,scope,low,high,qualifier,basis,since,as_of,said_on,outlet,url,place"
            rows = [
                f"war,Rebel Army,killed,reported,{900 + n},{900 + n},exact,cumulative,2020-01-02,{day_of(n)},"
                f"{day_of(n)},Gazette,https://gazette.example/{n},Northland"
                for n in known
                if n % 5 == 0
            ]
            return "text/csv", "\n".join((columns, *rows, "")).encode()
        if name == "live":
            return "text/html", article(10_000).replace(b"report number", b"bulletin number")
        if name == "robots.txt":
            return "text/plain", b"User-agent: *\nDisallow: /never/\n"
        return "text/html", b"<html><body></body></html>"

    def _item(self, link: str, number: int) -> str:
        return (
            f"<item><title>Report {number}</title><link>{link}</link><pubDate>{day_of(number):%a, %d %b %Y} 08:00:00 GMT"
            f"</pubDate><description>Officials said {number % 30 + 200} people were killed.</description></item>"
        )

    def _bad(self, one: str, body: bytes) -> tuple[str, dict[str, str], bytes]:
        where = {
            "inside": "http://10.1.2.3/x",
            "metadata": "http://169.254.169.254/latest/meta-data/",
            "circle": "/bad/circle",
            "far": f"http://127.0.0.2:{self.port}/p/1",
        }.get(one)
        if where is not None:
            return "302 Found", {"Location": where}, b""
        status = {"gone": "410 Gone", "closed": "403 Forbidden", "missing": "404 Not Found"}.get(one, "200 OK")
        return status, {"Content-Type": "image/png" if one == "image" else "text/html"}, body

    async def _misbehave(self, fault: str, writer: asyncio.StreamWriter, kind: str, body: bytes) -> bool:
        """Does what is no answer; False where the fault is an answer after all."""
        start = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n".encode()
        sock = writer.get_extra_info("socket")
        if fault in ("reset", "cut"):
            if fault == "cut":
                writer.write(start + f"Content-Length: {len(body)}\r\n\r\n".encode() + body[: len(body) // 2])
                await writer.drain()
            import socket

            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif fault == "drip":
            writer.write(start + b"Content-Length: 1000\r\n\r\n")
            for _ in range(40):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.2)
        elif fault == "endless":
            writer.write(start + b"\r\n")
            for _ in range(4000):
                writer.write(b"<p>and so on</p>" * 1000)
                await writer.drain()
        elif fault == "silent":
            await asyncio.sleep(3)
        else:
            return False
        return True

    def _twisted(self, fault: str, headers: dict[str, str], body: bytes) -> tuple[str, dict[str, str], bytes]:
        if fault == "bomb":
            return "200 OK", {**headers, "Content-Encoding": "gzip"}, BOMB
        if fault == "torn-gzip":
            packed = gzip.compress(body)
            return "200 OK", {**headers, "Content-Encoding": "gzip"}, packed[: len(packed) // 2]
        if fault == "garbage":
            return "200 OK", headers, ENTITIES if "xml" in headers["Content-Type"] else b"\xff\xfe\x00\x01" * 50
        if fault == "image":
            return "200 OK", {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + b"\0" * 100
        if fault == "503-soon":
            return "503 Busy", {"Retry-After": "0"}, b""
        if fault == "503-late":
            return "503 Busy", {"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT"}, b""
        return f"{fault} No", {}, b""
