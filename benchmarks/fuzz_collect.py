#!/usr/bin/env python3
"""Breaks feeds, sitemaps, pages, PDFs, messages, exports and archives in every way, and reads what comes of it.

    python benchmarks/fuzz_collect.py [--inputs 10000] [--seed 1]

Each input is a sound one that was cut, spliced with another, had bytes turned, repeated, nested or put in another encoding,
under the name of any type. Exits with 1 where one raises, takes longer than it may, asks for a connection, or where a file
appeared outside the folder it was given. PDFs are read by a child process each, as in a night.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tracker.collect import read_path
from tracker.collect.collect import collect
from tracker.collect.feeds import parse_feed
from tracker.collect.sitemaps import parse_sitemap
from tracker.issues import Issue
from tracker.sources import Config, Source, SourceType

LIMIT = 10.0  # seconds that one input may take; the largest are some hundred kilobytes
LAYOUTS = Path(__file__).parents[2] / "shared" / "pages"
KINDS = ("rss", "atom", "json", "map", "map.gz", "html", "pdf", "eml", "telegram", "warc", "csv", "md")
touched: list[str] = []


def watch(event: str, args: tuple[Any, ...]) -> None:
    """Notes every connection and every file opened for writing."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        touched.append(f"connection to {args[1]}")
    elif event == "socket.getaddrinfo":
        touched.append(f"name {args[0]}")
    elif (
        event == "open"
        and isinstance(args[1], str)
        and set(args[1]) & set("wax+")
        and isinstance(args[0], str | bytes)
    ):
        touched.append(f"wrote {args[0]!r}")


def pdf(text: str) -> bytes:
    """A PDF of one page with a text layer."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer<</Size 6/Root 1 0 R>>\n"
    return out + head + b"startxref\n%d\n%%%%EOF" % len(out)


def sound() -> dict[str, list[bytes]]:
    """Inputs of each kind that can be read."""
    toll = "The ministry said on Monday that 12 people were killed and 30 wounded in Redwell."
    item = f"<item><title>T</title><link>http://x.example/1</link><description>{toll}</description></item>"
    entry = f"<entry><title>T</title><link href='http://x.example/1'/><content type='html'>&lt;p&gt;{toll}</content></entry>"
    url = "<url><loc>http://x.example/1</loc><lastmod>2026-11-20</lastmod></url>"
    pages = [path.read_bytes() for path in sorted(LAYOUTS.glob("*.html"))[:30]] if LAYOUTS.is_dir() else []
    page = (
        f"<html lang=en><head><title>T</title></head><body><article><h1>T</h1><p>{toll}</p></article></body></html>"
    )
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "A <a@x.example>", "Toll", "Mon, 06 May 2024 00:30:00 +0300"
    mail.set_content(toll)
    mail.add_alternative(page, subtype="html")
    mail.add_attachment(pdf(toll), maintype="application", subtype="pdf", filename="../../x.pdf")
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    warc = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/1\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(http.encode())}\r\n\r\n{http}\r\n\r\n"
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "http://x.example/1", "content_html": toll}],
    }
    export = {"name": "C", "messages": [{"id": 1, "type": "message", "date": "2024-05-06T10:00:00", "text": [toll]}]}
    columns = "conflict,claimant,outcome,low,high,said_on,outlet,url"
    map_ = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{url * 3}</urlset>".encode()
    return {
        "rss": [
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{item * 3}</channel></rss>'.encode()
        ],
        "atom": [f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry * 3}</feed>'.encode()],
        "json": [json.dumps(feed).encode()],
        "map": [map_],
        "map.gz": [gzip.compress(map_)],
        "html": [page.encode(), *pages],
        "pdf": [pdf(toll)],
        "eml": [mail.as_bytes()],
        "telegram": [json.dumps(export).encode()],
        "warc": [warc.encode(), gzip.compress(warc.encode())],
        "csv": [f"{columns}\nwar,M,killed,1,2,2024-05-06,H,http://x.example/1\n".encode()],
        "md": [f"---\npublished: 2024-05-06\noutlet: H\n---\n{toll}\n".encode()],
    }


def broken(rng: random.Random, one: bytes, other: bytes) -> bytes:
    """An input after one to four mishaps."""
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(one) + 1)
        match rng.randrange(9):
            case 0:
                one = one[:at]
            case 1:
                one = one[:at] + rng.randbytes(rng.randrange(1, 40)) + one[at:]
            case 2:
                one = one[:at] + other[rng.randrange(len(other) + 1) :] + one[at:]
            case 3:
                turned = bytearray(one)
                for _ in range(rng.randrange(1, 30)):
                    if turned:
                        turned[rng.randrange(len(turned))] = rng.randrange(256)
                one = bytes(turned)
            case 4:
                part = one[at : at + rng.randrange(1, 60)]
                one = one[:at] + part * rng.randrange(2, 2000) + one[at:]
            case 5:
                tag = rng.choice((b"<div>", b"<p>", b"[", b"{", b"<item>", b"<table><tr><td>", b"<!--", b"&#"))
                one = one[:at] + tag * rng.randrange(10, 5000) + one[at:]
            case 6:
                one = one.decode("utf-8", "replace").encode(
                    rng.choice(("utf-16", "utf-7", "cp1252", "utf-32")), "replace"
                )
            case 7:
                one = rng.choice((b"\xef\xbb\xbf", b"\x1f\x8b", b"%PDF-", b"\0\0", b"<?xml version='1.1'?>")) + one
            case _:
                bomb = b"<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                one = bomb + one
        one = one[:400_000]
    return one


class _Nothing:
    def validators(self, url: str) -> None:
        """Nothing was read before."""


def read(kind: str, raw: bytes, folder: Path) -> int:
    """Reads an input as a source would; how many articles or entries came of it."""
    if kind in ("rss", "atom", "json"):
        feed = parse_feed(raw, "http://x.example/feed", "application/xml")
        return 0 if isinstance(feed, str) else len(feed.entries)
    if kind in ("map", "map.gz"):
        found = parse_sitemap(raw, "http://x.example/map")
        return 0 if isinstance(found, str) else len(found.listed)
    name = {"telegram": "result.json", "warc": "a.warc.gz", "csv": "a.csv"}.get(kind, f"a.{kind}")
    path = folder / name
    path.write_bytes(raw)
    try:
        if kind in ("telegram", "csv"):
            type_ = SourceType.TELEGRAM if kind == "telegram" else SourceType.TABLE
            source = Source("s", type_, str(path), "Made up.")
            config = Config(folder / "sources.yaml", {}, {}, {}, {"s": source})
            every = list(collect(config, store=_Nothing(), seen_at="2026-11-24T02:00:00Z", offline=True))
        else:
            every = list(read_path(path, seen_at="2026-11-24T02:00:00Z", name=name))
        failed = [one for one in every if isinstance(one, Issue) and one.code == "source-failed"]
        if failed:
            raise AssertionError(failed[0].message)
        return sum(not isinstance(one, Issue) for one in every)
    finally:
        path.unlink()


def main() -> int:
    """Reads them all and prints what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--inputs", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    rng = random.Random(given.seed)  # noqa: S311
    inputs = sound()
    every = [one for ones in inputs.values() for one in ones]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for kind in KINDS:
            for raw in inputs[kind][:1]:
                if not read(kind, raw, folder):
                    wrong.append(f"a sound input of {kind} gave nothing")
        sys.addaudithook(watch)
        for number in range(given.inputs):
            kind = rng.choice(KINDS)
            source = rng.choice(inputs[kind]) if rng.random() < 0.9 else rng.choice(every)
            raw = broken(rng, source, rng.choice(every))
            touched.clear()
            start = time.perf_counter()
            try:
                counts[f"{kind} {'read' if read(kind, raw, folder) else 'refused'}"] += 1
            except Exception as error:
                wrong.append(f"input {number} ({kind}): {type(error).__name__}: {str(error)[:200]}")
            took = time.perf_counter() - start
            slowest = max(slowest, (took, f"input {number} ({kind}, {len(raw):,} bytes)"))
            if took > LIMIT:
                wrong.append(f"input {number} ({kind}): {took:.1f} s")
            outside = [one for one in touched if made not in one and "/dev/null" not in one and "wrote '<" not in one]
            if outside:
                wrong.append(f"input {number} ({kind}): {outside[:3]}")
            if number % 1000 == 999:
                print(f"{number + 1:,} inputs, {len(wrong)} wrong", flush=True)
        left = [str(path) for path in folder.iterdir()]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print("; ".join(f"{name} {count:,}" for name, count in sorted(counts.items())))
    print(f"slowest {slowest[0]:.1f} s: {slowest[1]}; at most {memory:.0f} MB; left behind: {left or 'nothing'}")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong or left else 0


if __name__ == "__main__":
    sys.exit(main())
