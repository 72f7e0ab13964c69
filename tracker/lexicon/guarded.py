"""Patterns that look before they search: a stretch of text without the letters that every match needs is not searched.

Most patterns of the reader turn on a few words ("toll", "strike"), and most stretches hold none of them. The words are
found in the pattern itself, so that nothing has to be kept in step by hand: whatever a pattern is changed to, its guard
follows, and where no letters are needed there is no guard.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tracker.lexicon.trie import alternatives

LEAST = 3  # letters of a needed word: shorter ones stand in too many others
MOST = 60  # words of one guard: looking for more of them costs as much as the search
LONGEST = 8  # letters of a beginning that is looked at
MANY = 300  # beginnings: a look at more of them is long in the making
OFTEN = 50  # searches after which a pattern has earned a look at its beginnings
TOO_MANY = 5_000  # ways to begin that are not followed up
COMMON = frozenset("the and its for was were has have had all any one out that this been".split())  # tell nothing


class Guarded:
    """A pattern with the words of which every match holds one, for each of up to two places of it."""

    def __init__(self, pattern: str, flags: int = 0, words: Iterable[str] | None = None) -> None:
        self.compiled = re.compile(pattern, flags)
        self.pattern = pattern
        self._sought = None if flags & re.IGNORECASE else self.compiled
        self._passed = 0
        self._lower = words is not None or bool(self.compiled.flags & re.IGNORECASE)
        if words is None:
            self._guards = needed(pattern, flags)
        else:  # told by a caller that has no flag for both cases
            known = shortest(max(word.lower().split(), key=len) for word in words)
            self._guards = (known,) if len(known) <= MOST and all(map(_telling, known)) else ()

    def _may_match(self, text: str, start: int, end: int) -> bool:
        if not self._guards:
            return True
        stretch = text[start:end]
        if self._lower:
            stretch = stretch.lower()
        for guard in self._guards:
            for word in guard:
                if word in stretch:
                    break
            else:
                return False
        return True

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        # As `_may_match`, without a call: most of what the reader asks is this.
        if self._guards:
            stretch = text[start:end].lower() if self._lower else text[start:end]
            for guard in self._guards:
                for word in guard:
                    if word in stretch:
                        break
                else:
                    return None
        return (self._sought or self._often()).search(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.compiled.fullmatch(text)

    def sub(self, by: str, text: str, count: int = 0) -> str:
        return self.compiled.sub(by, text, count) if self._may_match(text, 0, sys.maxsize) else text

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self.compiled.split(text, maxsplit)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.compiled.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        if not self._may_match(text, start, end):
            return iter(())
        return (self._sought or self._often()).finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[Any]:
        return (self._sought or self._often()).findall(text, start, end) if self._may_match(text, start, end) else []

    def _often(self) -> re.Pattern[str]:
        """The pattern as it is, until so many texts passed the guard that looking at its beginnings is worth making."""
        self._passed += 1
        if self._passed < OFTEN:
            return self.compiled
        flags = self.compiled.flags & ~re.UNICODE
        self._sought = re.compile(opened(self.pattern, flags), flags)
        return self._sought


def words_pattern(phrases: Iterable[str]) -> Guarded:
    """The phrases at borders of words."""
    own = list(phrases)
    # Where every phrase opens with a letter or digit, the border is one cheap look.
    opens = r"\b" if own and all(p.strip()[:1].isalnum() for p in own) else r"(?<!\w)"
    return Guarded(rf"{opens}{alternatives(own)}(?!\w)", words=own)


def needed(pattern: str, flags: int = 0) -> tuple[tuple[str, ...], ...]:
    """Sets of words of each of which every match holds one, the two shortest sets."""
    parsed = _parser.parse(pattern, flags)
    lower = bool((flags | parsed.state.flags) & re.IGNORECASE)
    found = {shortest(words) for words in _of_sequence(list(parsed), lower)}
    return tuple(sorted(found, key=lambda words: (*_rareness(words), words))[:2])


def _rareness(words: Iterable[str]) -> tuple[int, int]:
    """What sorts sets of words by how seldom a stretch holds one of them: by common words and marks, then by how many."""
    own = [word.strip() for word in words]
    return sum(word in COMMON or len(word) < LEAST for word in own), len(own)


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that hold another of them: where "bomb" is looked for, "bomber" is found."""
    words = set(words)
    return tuple(sorted(w for w in words if not any(other in w for other in words if other != w)))


def _of_sequence(parts: list[tuple[Any, Any]], lower: bool) -> list[frozenset[str]]:
    """The sets of words that a sequence needs: one for each part of it that needs any."""
    out: list[frozenset[str]] = []
    run = ""
    for code, value in [*parts, (None, None)]:
        if code is op.LITERAL:
            run += chr(value).lower() if lower else chr(value)
            continue
        if _telling(run):
            out.append(frozenset([run]))
        run = ""
        out += _of_part(code, value, lower)
    return out


def _of_part(code: Any, value: Any, lower: bool) -> list[frozenset[str]]:
    if code is op.SUBPATTERN:
        return _of_sequence(list(value[3]), lower)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] > 0:
        return _of_sequence(list(value[2]), lower)
    if code is op.IN:
        marks = {chr(each) for kind, each in value if kind is op.LITERAL}
        plain = len(marks) == len(value) and all(_telling(mark) for mark in marks)
        return [frozenset(marks)] if plain else []
    if code is op.BRANCH:
        words: set[str] = set()
        for branch in value[1]:
            sets = [own for own in _of_sequence(list(branch), lower) if own]
            if not sets:
                return []
            words |= min(sets, key=lambda own: (*_rareness(own), -min(map(len, own))))
        words = set(shortest(words))
        return [frozenset(words)] if len(words) <= MOST else []
    return []


def _telling(run: str) -> bool:
    """Whether letters are enough to be worth a look: a word of some length, or a mark that is rarer than letters."""
    return len(run.strip()) >= LEAST or (bool(run) and not run[0].isalnum() and not run.isspace())


def beginnings(pattern: str, flags: int = 0, letters: int = LEAST) -> frozenset[str]:
    """What every match starts with, to so many letters in lower case; a set with "" where nothing is known of it.

    One space stands for any stretch of space.
    """
    return _beginnings(list(_parser.parse(pattern, flags)), letters)


def _beginnings(parts: list[tuple[Any, Any]], letters: int) -> frozenset[str]:
    return apart(begun[:letters] for begun, _ in _begun(parts, letters))


def apart(beginnings: Iterable[str]) -> frozenset[str]:
    """The beginnings without those that begin with another of them."""
    found = set(beginnings)
    return frozenset(one for one in found if found.isdisjoint(one[:n] for n in range(len(one))))


def long_beginnings(pattern: str, flags: int = 0) -> frozenset[str]:
    """The beginnings of a pattern, as long as there are not too many of them: the longer, the fewer places have one."""
    parts = list(_parser.parse(pattern, flags))
    found = _beginnings(parts, LEAST)
    for letters in range(LEAST + 1, LONGEST + 1):
        longer = _beginnings(parts, letters)
        if len(longer) > MANY or "" in longer:
            break
        found = longer
    return found


def opened(pattern: str, flags: int) -> str:
    """The pattern with a look at its beginnings, where every match opens at a border of words with letters that are known.

    In any case a search tries each branch in full at each word; here the first letters decide.
    """
    opens = list(_parser.parse(pattern, flags))[:1]
    begun = long_beginnings(pattern, flags) if opens == [(op.AT, op.AT_BOUNDARY)] else frozenset([""])
    if "" in begun:
        return pattern
    return rf"\b(?-i:(?={alternatives(begun)})){pattern}"


def _begun(parts: list[tuple[Any, Any]], letters: int) -> set[tuple[str, bool]]:
    """How a sequence may begin, each with whether what follows it in the pattern follows at once."""
    begun = {("", True)}
    for code, value in parts:
        steps = _step(code, value, letters)
        if letters > LEAST and len(begun) * len(steps) > TOO_MANY:
            return {("", False)}
        begun = {
            (head + more, goes_on and on)
            for head, goes_on in begun
            for more, on in (steps if goes_on and len(head) < letters else {("", False)})
        }
    return begun


def _step(code: Any, value: Any, letters: int) -> set[tuple[str, bool]]:
    if code is op.LITERAL:
        return {(chr(value).lower(), True)}
    if code is op.IN and all(kind in (op.LITERAL, op.RANGE) or each is op.CATEGORY_SPACE for kind, each in value):
        chars = {" "} if any(each is op.CATEGORY_SPACE for _, each in value) else set()
        for kind, each in value:
            first, last = each if kind is op.RANGE else (each, each) if kind is op.LITERAL else (32, 32)
            chars |= {chr(n).lower() for n in range(first, min(last, first + MOST) + 1)}
        return {(char, True) for char in chars} if len(chars) < MOST else {("", False)}
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return {("", True)}
    if code is op.SUBPATTERN:
        return _begun(list(value[3]), letters)
    if code is op.BRANCH:
        return set().union(*(_begun(list(branch), letters) for branch in value[1]))
    if code in (op.MAX_REPEAT, op.MIN_REPEAT):
        once = _begun(list(value[2]), letters)
        if value[1] != 1 and once != {(" ", True)}:  # a stretch of space is one space
            once = {(head, False) for head, _ in once}
        return once if value[0] else once | {("", True)}
    return {("", False)}
