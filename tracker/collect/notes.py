"""Reads a Markdown or plain text file: optional front matter between lines of three hyphens, then the text.

The article's text is the body after the front matter, so that all offsets count in what a reader of the file reads.
"""

from __future__ import annotations

import re
from typing import Any

from tracker.collect.article import (
    Collected,
    Given,
    Stated,
    collected,
    day_of,
    decode,
    is_binary,
    problem,
)
from tracker.collect.language import language_code
from tracker.issues import Issue

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
MAX_FRONT_MATTER = 20_000
_KEYS = ("published", "outlet", "url", "title", "language", "conflict")


def read_text(raw: bytes, name: str, given: Given) -> Collected | Issue:
    """The article of a plain text; all of it is the text."""
    if is_binary(raw):
        return problem("not-text", name, "found binary data; a text file in UTF-8 is needed")
    text = decode(raw)
    if not text.strip():
        return problem("no-text", name, "the file is empty; nothing of it is read")
    return collected(name, text, raw, given, Stated())


def read_markdown(raw: bytes, name: str, given: Given) -> Collected | Issue:
    """The article of a Markdown file. Front matter that cannot be read is an issue: its dates would be missing."""
    if is_binary(raw):
        return problem("not-text", name, "found binary data; a text file in UTF-8 is needed")
    whole = decode(raw)
    front = _FRONT.match(whole)
    text = whole[front.end() :] if front else whole
    if not text.strip():
        found = "found no text after the front matter" if front else "found no text"
        return problem("no-text", name, f"{found}; nothing of it is read")
    fields = _fields(front.group(1)) if front else {}
    if isinstance(fields, str):
        return problem("bad-front-matter", name, fields)
    published = day_of(fields.get("published"))
    if fields.get("published") and published is None:
        found = fields["published"]
        return problem("bad-front-matter", name, f"published: found {found!r}; must be a date such as 2024-05-08")
    stated = Stated(
        url=fields.get("url"),
        title=fields.get("title"),
        published=published,
        outlet=fields.get("outlet"),
        language=language_code(fields.get("language")),
        conflict=fields.get("conflict"),
    )
    return collected(name, text, raw, given, stated)


def _fields(front: str) -> dict[str, str] | str:
    """The front matter's keys as text, or what is wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    if len(front) > MAX_FRONT_MATTER:
        return "the front matter is too large; only a few short keys belong there"
    try:
        data: Any = YAML(typ="base", pure=True).load(front)  # every value as the text it is
    except (YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f"line {where.line + 2}: " if where else ""
        return f"{line}the front matter is not YAML: {getattr(error, 'problem', None) or str(error)[:120]}"
    if data is None:
        return {}
    if not isinstance(data, dict):
        return (
            f"the front matter must be keys and values, such as published: 2024-05-08; found a {type(data).__name__}"
        )
    fields: dict[str, str] = {}
    for key in _KEYS:
        value = data.get(key)
        if isinstance(value, str):
            fields[key] = value.strip()
        elif value is not None:
            return f"{key}: found a {type(value).__name__}; must be one text"
    return fields
