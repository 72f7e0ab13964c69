"""Reads JSON Lines: one article a line with id and text, and optionally title, published, outlet, url, language.

The text is read exactly as it is; the title is not put before it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.collect.article import Collected, Given, Stated, collected, day_of, decode, problem
from tracker.collect.language import language_code
from tracker.issues import Issue


def read_jsonl(lines: Iterable[bytes], name: str, given: Given) -> Iterator[Collected | Issue]:
    """The articles of the lines, in order. A bad line is an issue with its number; the rest is read.

    Lines are taken one by one, so that a file of any length can be read in little memory.
    """
    seen: set[str] = set()
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        where = f"{name}:{number}"
        row = _row(line)
        if isinstance(row, str):
            yield problem("bad-line", where, row)
            continue
        key = str(row["id"])
        if key in seen:
            yield problem("bad-line", where, f"found the id {key[:80]!r} twice; each article needs its own")
            continue
        seen.add(key)
        published = day_of(row.get("published"))
        if row.get("published") and published is None:
            found = str(row["published"])[:60]
            yield problem(
                "bad-date", where, f"published: found {found!r}, read without it; a date is like 2024-05-08"
            )
        stated = Stated(
            url=_text(row, "url"),
            title=_text(row, "title"),
            published=published,
            outlet=_text(row, "outlet"),
            language=language_code(row.get("language")),
            conflict=_text(row, "conflict"),
        )
        yield collected(key, row["text"], line.strip(), given, stated)
    if empty:
        yield problem("no-text", name, "the file is empty; nothing of it is read")


def _row(line: bytes) -> dict[str, Any] | str:
    """The line's object with an id and a text, or what is wrong with it."""
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        return not_json(error)
    if not isinstance(row, dict):
        return f"found {kind_of(row)}; each line must be an object with id and text"
    if not isinstance(row.get("id"), str | int) or row["id"] == "":
        return 'found no id; each article needs one, such as "id": "a1"'
    if not isinstance(row.get("text"), str):
        return f"text: found {kind_of(row.get('text'))}; must be the article's text"
    if not row["text"].strip():
        return "text: found an empty text; nothing of it is read"
    return row


def not_json(error: Exception) -> str:
    """What keeps a text from being JSON, and where in it; the place in one line is its column."""
    if not isinstance(error, json.JSONDecodeError):
        return f"not JSON: {str(error)[:100]}"
    line = f"line {error.lineno}, " if error.lineno > 1 else ""
    return f"not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {line}column {error.colno}"


def kind_of(value: object) -> str:
    """What a value is called in JSON."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    kinds = ((dict, "an object"), (list, "a list"), (str, "a text"))
    return next((words for kind, words in kinds if isinstance(value, kind)), "a number")


def _text(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value.strip() or None if isinstance(value, str) else None
