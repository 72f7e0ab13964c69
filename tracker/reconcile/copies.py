"""Which texts tell one story: the same words, a light rewrite, or an update with a new figure.

Evidence is de-duplicated here and claims never are: copies keep their claims and count as one origin.

Two layers. The SHA-256 of the words alone finds mirrors. MinHash (Broder 1997) over runs of four words finds texts that
share half of their runs and more: 128 hashes each, compared in bands, so that the work grows with the number of texts
and not with its square. Texts that meet in a band are put in order by the hashes that follow, so that copies stand side
by side however many others meet there too, and each is compared with the few before it. The third layer, sentences that
were copied word for word, is the business of `carried`.

The hashes are made here of nothing but arithmetic, so that a signature never changes with a release of a library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tracker.reconcile.agencies import credited

RUN = 4  # words in a run
HASHES = 128
BANDS, ROWS = 42, 3  # texts alike by half meet in a band 99.6 times of 100, by a tenth 4 times of 100
ALIKE = 0.5  # share of runs in common from which two texts tell one story
SHORTEST = 30  # words; shorter texts are told apart by all of their words
NEIGHBOURS = 8  # texts before it, of those that meet in a band, that one is compared with
_AT_ONCE = 50_000  # pairs compared at a time

Signature = NDArray[np.uint32]
_Words = NDArray[np.uint64]
Id = TypeVar("Id", int, str)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Carrier:
    """What an article's text tells of where it comes from.

    story    the id of the first text of those that tell the same story; None where no other does
    agency   the news agency that its dateline or credit line names
    """

    story: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What finds a text's copies without the text.

    words    the SHA-256 of its words
    runs     the signature of its runs of words; None where it is too short to tell a rewrite by them
    """

    words: bytes
    runs: Signature | None


def carriers(texts: Mapping[str, str]) -> dict[str, Carrier]:
    """For each text that has copies or credits an agency, what it tells; the order of the texts makes no difference."""
    story = stories(texts)
    found = {}
    for id_, text in texts.items():
        agency = credited(text)
        if id_ in story or agency:
            found[id_] = Carrier(story.get(id_), agency)
    return found


def stories(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that have copies or rewrites among the others, each with the id of the first one of its story."""
    first: dict[bytes, str] = {}
    pairs: list[tuple[str, str]] = []
    ids: list[str] = []
    signatures: list[Signature] = []
    for id_ in sorted(texts):
        found = fingerprint(texts[id_])
        twin = first.setdefault(found.words, id_)
        if twin != id_:
            pairs.append((twin, id_))
        elif found.runs is not None:
            ids.append(id_)
            signatures.append(found.runs)
    if signatures:
        pairs += [(ids[one], ids[other]) for one, other in _alike(np.stack(signatures))]
    return joined(pairs)


def joined(pairs: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    """Everyone of these pairs, with the first of all whom they lead to, over however many pairs."""
    root: dict[Id, Id] = {}

    def find(one: Id) -> Id:
        while (above := root.setdefault(one, one)) != one:
            root[one] = root[above]
            one = above
        return one

    for one, other in pairs:
        mine, theirs = find(one), find(other)
        if mine != theirs:
            root[max(mine, theirs)] = min(mine, theirs)
    return {one: find(one) for one in list(root)}


def fingerprint(text: str) -> Fingerprint:
    """What is kept of a text to find its copies."""
    words = _WORD.findall(text.casefold())
    digest = hashlib.sha256(" ".join(words).encode()).digest()
    return Fingerprint(digest, None if len(words) < SHORTEST else signature(words))


def band_columns(band: int) -> tuple[list[int], list[int]]:
    """The hashes by which texts meet in a band, and those by which the ones that met are put in order."""
    return (
        [(band * ROWS + place) % HASHES for place in range(ROWS)],
        [(band * ROWS + place) % HASHES for place in range(ROWS, 2 * ROWS)],
    )


def _alike(signatures: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Rows that tell one story; `tracker.bulk.origins` finds the same ones out of memory."""
    for band in range(BANDS):
        meeting, ordering = band_columns(band)
        order = np.lexsort([signatures[:, column] for column in reversed(meeting + ordering)])
        keys = signatures[:, meeting][order]
        for back in range(1, NEIGHBOURS + 1):
            (met,) = (keys[back:] == keys[:-back]).all(axis=1).nonzero()
            if not len(met):
                break
            for start in range(0, len(met), _AT_ONCE):
                part = met[start : start + _AT_ONCE]
                one, other = order[part], order[part + back]
                same = (signatures[one] == signatures[other]).mean(axis=1) >= ALIKE
                yield from zip(one[same].tolist(), other[same].tolist(), strict=True)


def signature(words: list[str]) -> NDArray[np.uint32]:
    """The MinHash signature of a text: for each of 128 hashes the smallest over all runs of four words."""
    hashes = np.fromiter((_hash(word) for word in words), np.uint64, len(words))
    length = max(len(words) - RUN + 1, 1)
    runs = np.zeros(length, np.uint64)
    for place in range(min(RUN, len(words))):
        runs = runs * _STEP + hashes[place : place + length]
    runs = np.unique(_mixed(runs))
    return np.array([((runs * factor + shift) >> _HALF).min() for factor, shift in _FAMILY], np.uint32)


@lru_cache(maxsize=262_144)
def _hash(word: str) -> int:
    """FNV-1a, 64 bits, of a word's UTF-8."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def _mixed(values: _Words) -> _Words:
    """The last step of SplitMix64: spreads every bit over all others."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_SEEDS = _mixed(np.arange(1, 2 * HASHES + 1, dtype=np.uint64) * _STEP)
_FAMILY = tuple(
    (factor | np.uint64(1), shift) for factor, shift in zip(_SEEDS[:HASHES], _SEEDS[HASHES:], strict=True)
)
