"""A newsroom on loopback for the benchmarks of the night: feeds of pages as large and tangled as those of the web.

    python benchmarks/night_server.py --feeds 300 --pages 5000

Prints its port. Every feed has an ETag and answers 304 to it; every page is one of the real layouts of `../shared/pages`
where that folder is at hand, else a made-up one of the same size, with a paragraph of our own of which one in `--every`
holds casualty figures.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
from pathlib import Path

LAYOUTS = Path(__file__).parents[2] / "shared" / "pages"
TOWNS = "Redwell Ashford Northgate Millbrook Easton Harrow Dunmere Saltby Corvin Elmstead".split()


def made_up(size: int) -> bytes:
    """A page of about so many bytes: scripts, menus, an article, other stories, a footer."""
    menu = "".join(f'<li class="nav-item"><a href="/s/{n}"><span>Section {n}</span></a></li>' for n in range(80))
    script = "<script>" + "window.app = window.app || {}; app.push({'k': 1});" * (size // 120) + "</script>"
    text = "".join(
        f"<p>The council met for the {n}th time to speak of roads, schools and water.</p>" for n in range(25)
    )
    more = "".join(
        f'<div class="card"><a href="/c/{n}"><h3>A headline about trade {n}</h3></a></div>' for n in range(60)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>A page</title>{script}</head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>A page</h1>{text}</article></main><aside>{more}</aside>{script}</body></html>"
    ).encode()


def layouts() -> list[bytes]:
    """Real pages, or made-up ones."""
    found = [path.read_bytes() for path in sorted(LAYOUTS.glob("*.html"))] if LAYOUTS.is_dir() else []
    return found or [made_up(size) for size in (20_000, 60_000, 100_000, 150_000, 200_000)]


def parted(layout: bytes) -> tuple[bytes, bytes]:
    """A layout before its first paragraph, and from there on."""
    place = re.search(rb"<p[ >]", layout)
    at = place.start() if place else len(layout)
    return layout[:at], layout[at:]


def page(number: int, layout: tuple[bytes, bytes], *, told: bool) -> bytes:
    """The layout with a paragraph of its own before its first one."""
    rng = random.Random(number)  # noqa: S311
    town = rng.choice(TOWNS)
    if told:
        own = (
            f"The health ministry said on Monday that {rng.randrange(3, 90)} people had been killed and "
            f"{rng.randrange(3, 300)} wounded in shelling of {town} in the past 24 hours, raising the toll since the war "
            f"began to {10_000 + number * 7:,}."
        )
    else:
        own = f"The mayor of {town} said on Monday that bus number {number} will run again from the spring."
    paragraph = f"<p>{own}</p><p>Report number {number} of the desk in {town}.</p>".encode()
    return layout[0] + paragraph + layout[1]


def feed(number: int, pages: range, port: int) -> bytes:
    """An RSS feed of those pages."""
    items = "".join(
        f"<item><title>Report {n}</title><link>http://127.0.0.1:{port}/p/{n}</link>"
        f"<pubDate>Mon, 16 Mar 2020 {n % 24:02d}:00:00 GMT</pubDate><description>Report {n}.</description></item>"
        for n in pages
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>F{number}</title>{items}</channel></rss>'.encode()
    )


async def serve(feeds: int, pages: int, every: int) -> None:
    """Answers until it is killed."""
    kinds = [parted(layout) for layout in layouts()]
    share = [range(n * pages // feeds, (n + 1) * pages // feeds) for n in range(feeds)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ", 2)[1].decode()
        kind, _, number = path.strip("/").partition("/")
        if kind == "f":
            body, type_ = feed(int(number), share[int(number)], port), "application/rss+xml"
            if b'"same"' in head:
                writer.write(b'HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: "same"\r\n\r\n')
                await writer.drain()
                writer.close()
                return
        elif kind == "p":
            n = int(number)
            body, type_ = page(n, kinds[n % len(kinds)], told=n % every == 0), "text/html; charset=utf-8"
        else:
            body, type_ = b"User-agent: *\nAllow: /\n", "text/plain"
        writer.write(
            f'HTTP/1.1 200 OK\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\nETag: "same"\r\n'
            "Connection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(port, flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--feeds", type=int, default=300)
    asked.add_argument("--pages", type=int, default=5000)
    asked.add_argument("--every", type=int, default=10)
    given = asked.parse_args()
    asyncio.run(serve(given.feeds, given.pages, given.every))
