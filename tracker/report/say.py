"""Puts the strings of the catalogue together with parts that keep their evidence."""

from __future__ import annotations

from tracker.report.catalogue import language, template
from tracker.report.printed import Part, Printed, Text, text


def say(key: str, **parts: Part | Text) -> Text:
    """The string of a key with its places filled. Raises KeyError for an unknown key or a place left empty."""
    out: list[Part] = []
    for literal, place in template(language(), key):
        out.append(literal)
        if place is not None:
            part = parts[place]
            out.extend(part if isinstance(part, tuple) else (part,))
    return text(*out)


def say_many(key: str, n: Printed, **parts: Part | Text) -> Text:
    """The string of a key in the singular where `n` counts one record, else in the plural; `n` fills {n}."""
    return say(f"{key}.{'one' if n.values == (1,) else 'many'}", n=n, **parts)
