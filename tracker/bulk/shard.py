"""One shard: its pages to claims, written as Parquet with a note that it is done."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.bulk.body_gate import body_gate
from tracker.bulk.gate import Gate, gate
from tracker.bulk.shards import Shard, records_of
from tracker.bulk.tables import (
    article_row,
    article_schema,
    claim_row,
    claim_schema,
    day_folder,
    print_row,
    print_schema,
)
from tracker.collect.article import MAX_FILE_BYTES, Collected, Given, problem
from tracker.collect.warc import read_record
from tracker.extract import notices_of, read
from tracker.issues import Issue
from tracker.model import ArticleKind
from tracker.sources import Config, load

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_CONFIGS: dict[tuple[str, int], Config] = {}


@dataclass(slots=True)
class Counts:
    """What a shard held: pages, how many were read to the end, claims, and why the others were not."""

    pages: int = 0
    read: int = 0
    claims: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def do_shard(shard: Shard, out: str, config: str, ungated: bool) -> dict[str, Any]:
    """Reads a shard into `out`, unless it was done; what it held. The same shard always gives the same files.

    A page that cannot be read costs only itself. The note that a shard is done is written last.
    """
    folder = Path(out)
    note = folder / "done" / f"{shard.name}.json"
    if note.exists():
        return dict(json.loads(note.read_text("utf-8")))
    counts = Counts()
    settings = _config(config)
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    articles: list[dict[str, Any]] = []
    prints: list[dict[str, Any]] = []
    for found in _articles(shard, counts, ungated):
        try:
            reading = read(found.article, settings)
        except Exception as error:  # one page's failure stays that page's, whatever it is
            counts.refused[f"the reader failed: {type(error).__name__}"] += 1
            continue
        if reading.claims:
            articles.append(article_row(found))
            notes = notices_of(found.article) if found.article.kind is not ArticleKind.TABLE_ROW else ()
            prints.append(print_row(found.article.id, found.article.text, notes))
        for claim in reading.claims:
            claims[day_folder(claim)].append(claim_row(claim))
            counts.claims += 1
    for day, rows in sorted(claims.items()):
        _write(rows, claim_schema(), folder / "claims" / day / f"{shard.name}.parquet")
    _write(articles, article_schema(), folder / "articles" / f"{shard.name}.parquet")
    _write(prints, print_schema(), folder / "origins" / f"{shard.name}.parquet")
    told = {
        "shard": shard.name,
        "archive": Path(shard.path).name,
        "start": shard.start,
        "end": shard.end,
        "pages": counts.pages,
        "read": counts.read,
        "claims": counts.claims,
        "refused": dict(sorted(counts.refused.items())),
        "days": sorted(claims),
    }
    _put(note, json.dumps(told, sort_keys=True).encode())
    return told


def _articles(shard: Shard, counts: Counts, ungated: bool) -> Iterator[Collected]:
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in records_of(shard):
            if record.rec_type != "response":
                continue
            try:
                found = _page(record, counts, ungated)
            except Exception as error:  # one page's failure stays that page's, whatever it is
                counts.refused[f"the page failed: {type(error).__name__}"] += 1
                continue
            if isinstance(found, Issue):
                counts.refused[found.code] += 1
            elif found is not None:
                counts.read += 1
                yield found
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
        counts.refused[f"the archive breaks off: {type(error).__name__}"] += 1


def _page(record: Any, counts: Counts, ungated: bool) -> Collected | Issue | None:
    def look(body: bytes, charset: str | None) -> bool:
        counts.pages += 1
        if ungated:
            return True
        why = gate(body, charset)
        if why is not Gate.OPEN:
            counts.refused[str(why)] += 1
        return why is Gate.OPEN

    def refuses(text: str, language: str | None) -> str | None:
        why = Gate.OPEN if ungated else body_gate(text, language)
        return None if why is Gate.OPEN else str(why)

    # When it was captured stands in for when it was seen: no page states a later day of itself, and it never changes.
    moment = record.rec_headers.get_header("WARC-Date") or ""
    if not _MOMENT.match(moment):
        return problem("no-date", "record", "left out: the archive does not say when it was captured")
    return read_record(record, Given(moment), look, MAX_FILE_BYTES, refuses=refuses)


def _config(path: str) -> Config:
    """The configuration, read once in each process."""
    key = (path, Path(path).stat().st_mtime_ns)
    if key not in _CONFIGS:
        _CONFIGS[key] = load(Path(path))
    return _CONFIGS[key]


def _write(rows: list[dict[str, Any]], schema: Any, path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not rows:
        return
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd")
    _put(path, sink.getvalue().to_pybytes())


def _put(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, also where two processes write the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
