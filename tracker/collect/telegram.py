"""Reads the export of a Telegram channel (result.json of Telegram Desktop): each message is an article of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tracker.collect.article import MAX_FILE_BYTES, Stated, collected, day_of, problem
from tracker.collect.memory import file_key, file_state
from tracker.collect.visit import Finds, Visit
from tracker.issues import Severity

FILE = "result.json"
MAX_EXPORT_BYTES = 25 * MAX_FILE_BYTES


def read_telegram(visit: Visit, name: str) -> Finds:
    """The messages of an export, oldest first. One that was edited between two exports is an article once more.

    A message is dated as the export writes it. The channel's name is the outlet where sources.yaml names none.
    """
    path = Path(visit.source.where)
    if path.is_dir():
        path, name = path / FILE, f"{name.rstrip('/')}/{FILE}"
    try:
        state, size = file_state(path), path.stat().st_size
        if visit.memory.validators(file_key(name)) == (state, None):
            return
        if size > MAX_EXPORT_BYTES:
            message = f"the export has {size:,} bytes; at most {MAX_EXPORT_BYTES:,} are read"
            yield problem("too-large", visit.source.id, message, Severity.ERROR)
            return
        export: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        yield problem("not-found", name, "found no such export", Severity.ERROR)
        return
    except OSError as error:
        yield problem("unreadable", name, f"cannot be read: {error.strerror or error}", Severity.ERROR)
        return
    except (ValueError, RecursionError) as error:
        yield problem("unreadable", name, f"found no JSON export: {str(error)[:120]}", Severity.ERROR)
        return
    messages = export.get("messages") if isinstance(export, dict) else None
    if not isinstance(messages, list):
        message = "found no list of messages; export one channel as machine-readable JSON"
        yield visit.changed_shape(name, message)
        return
    count = 0
    for number, row in enumerate(messages):
        found = _message(row)
        if found is None:
            continue
        count += 1
        text, day, id_ = found
        outlet = visit.given.outlet or (export["name"] if isinstance(export.get("name"), str) else None)
        if day is None:
            yield problem(
                "bad-date", f"{name}#{id_ or number}", "found no day in the message; it is read without one"
            )
        raw = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        stated = Stated(published=day_of(day), outlet=outlet)
        yield collected(f"{name}#{id_ or number}", text, raw, visit.given, stated)
    yield from visit.too_few(count, "messages with a text")
    yield visit.seen_as(file_key(name), state)


def _message(row: Any) -> tuple[str, str | None, str] | None:
    """The text of a message, its day and its number; None for one that says nothing in words."""
    if not isinstance(row, dict) or row.get("type") != "message":
        return None
    text = _text(row.get("text"))
    if not text.strip():
        return None
    day = row.get("date")
    id_ = row.get("id")
    return text, day if isinstance(day, str) else None, str(id_) if isinstance(id_, int) else ""


def _text(words: Any) -> str:
    """The words of a message, whose links and bold letters come as pieces."""
    if isinstance(words, str):
        return words
    if not isinstance(words, list):
        return ""
    pieces = (
        piece if isinstance(piece, str) else piece.get("text") for piece in words if isinstance(piece, str | dict)
    )
    return "".join(piece for piece in pieces if isinstance(piece, str))
