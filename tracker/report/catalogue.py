"""Every string of the report, by key and language: words/<language>.toml. `say.say` puts them together.

A string may hold places for parts, "{whose}". No string holds a digit. Another language is another file with the
same keys and places; nothing else need change.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import TypeVar

DEFAULT = "en"
_FOLDER = "words"
_spoken: ContextVar[str] = ContextVar("language of the report", default=DEFAULT)
Word = TypeVar("Word", bound=StrEnum)


def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for, by their ISO 639-1 codes."""
    found = (files("tracker.report") / _FOLDER).iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in found if one.name.endswith(".toml")))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside is said in this language. Raises KeyError where there is no catalogue for it."""
    if language not in languages():
        raise KeyError(language)
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def word(key: str) -> str:
    """A string without places, as it is."""
    return catalogue(_spoken.get())[key]


def has(key: str) -> bool:
    """Whether there is a string of this key."""
    return key in catalogue(_spoken.get())


def section(name: str) -> dict[str, str]:
    """All strings of one section by the rest of their keys, for a layout that sets them itself."""
    start = f"{name}."
    return {
        key.removeprefix(start): value for key, value in catalogue(_spoken.get()).items() if key.startswith(start)
    }


def told(name: str) -> list[dict[str, str]]:
    """The entries of a section in order, each with its strings by the last part of their keys."""
    entries: dict[str, dict[str, str]] = {}
    for key, words in section(name).items():
        entry, _, place = key.partition(".")
        entries.setdefault(entry, {})[place] = words
    return list(entries.values())


class Words(Mapping[Word, str]):
    """The words of a closed vocabulary in the language that is spoken; `KeyError` for a word without one."""

    def __init__(self, name: str, vocabulary: type[Word]) -> None:
        """`name` is the section of the catalogue."""
        self._name = name
        self._vocabulary = vocabulary

    def __getitem__(self, key: Word) -> str:
        return catalogue(_spoken.get())[f"{self._name}.{key.value}"]

    def __iter__(self) -> Iterator[Word]:
        held = catalogue(_spoken.get())
        return (one for one in self._vocabulary if f"{self._name}.{one.value}" in held)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@lru_cache(maxsize=8)
def catalogue(language: str) -> dict[str, str]:
    """Every string of a language by its key, sections joined by points."""
    words = (files("tracker.report") / _FOLDER / f"{language}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(words), ""))


def places(string: str) -> tuple[str, ...]:
    """The places that a string has for parts, in order."""
    return tuple(place for _, place, _, _ in Formatter().parse(string) if place is not None)


def _flat(entries: Mapping[str, object], above: str) -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)


@lru_cache(maxsize=2048)
def template(language: str, key: str) -> tuple[tuple[str, str | None], ...]:
    """A string taken apart: words, and the place that follows them."""
    return tuple((literal, place) for literal, place, _, _ in Formatter().parse(catalogue(language)[key]))
