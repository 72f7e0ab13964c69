"""Which texts tell one story: the same words, a light rewrite, or an update with a new figure.

Evidence is de-duplicated here and claims never are: copies keep their claims and count as one origin.

Two layers. The SHA-256 of the words alone finds mirrors. MinHash (Broder 1997) over runs of four words finds texts that
share half of their runs and more: 128 hashes each, compared in bands, so that the work grows with the number of texts
and not with its square. The third layer, sentences that were copied word for word, is the business of `carried`.

The hashes are made here of nothing but arithmetic, so that a signature never changes with a release of a library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tracker.reconcile.agencies import credited

RUN = 4  # words in a run
HASHES = 128
BANDS, ROWS = 42, 3  # texts alike by half meet in a band 99.6 times of 100, by a tenth 4 times of 100
ALIKE = 0.5  # share of runs in common from which two texts tell one story
SHORTEST = 30  # words; shorter texts are told apart by all of their words
_NEIGHBOURS = 8  # texts of one band that a further one is compared with: the first of each story in it

_Words = NDArray[np.uint64]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Carrier:
    """What an article's text tells of where it comes from.

    story    the id of the first text of those that tell the same story; None where no other does
    agency   the news agency that its dateline or credit line names
    """

    story: str | None
    agency: str | None


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
    root: dict[str, str] = {}

    def find(id_: str) -> str:
        while root[id_] != id_:
            root[id_] = root[root[id_]]
            id_ = root[id_]
        return id_

    exact: dict[bytes, str] = {}
    bands: dict[tuple[int, bytes], list[str]] = {}
    signatures: dict[str, NDArray[np.uint32]] = {}
    for id_ in sorted(texts):
        root[id_] = id_
        words = _WORD.findall(texts[id_].casefold())
        twin = exact.setdefault(hashlib.sha256(" ".join(words).encode()).digest(), id_)
        if twin != id_:
            root[id_] = find(twin)
            continue
        if len(words) < SHORTEST:
            continue
        mine = signatures[id_] = signature(words)
        for band in _bands(mine):
            met = bands.setdefault(band, [])
            for other in met:
                if find(other) != find(id_) and similarity(mine, signatures[other]) >= ALIKE:
                    first, second = sorted((find(other), find(id_)))
                    root[second] = first
            if len(met) < _NEIGHBOURS and all(find(other) != find(id_) for other in met):
                met.append(id_)
    sizes: dict[str, int] = {}
    for id_ in root:
        sizes[find(id_)] = sizes.get(find(id_), 0) + 1
    return {id_: find(id_) for id_ in root if sizes[find(id_)] > 1}


def signature(words: list[str]) -> NDArray[np.uint32]:
    """The MinHash signature of a text: for each of 128 hashes the smallest over all runs of four words."""
    hashes = np.fromiter((_hash(word) for word in words), np.uint64, len(words))
    length = max(len(words) - RUN + 1, 1)
    runs = np.zeros(length, np.uint64)
    for place in range(min(RUN, len(words))):
        runs = runs * _STEP + hashes[place : place + length]
    runs = np.unique(_mixed(runs))
    return np.array([((runs * factor + shift) >> _HALF).min() for factor, shift in _FAMILY], np.uint32)


def similarity(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """An estimate of the share of runs that two texts have in common, of all runs of both."""
    return float((one == other).mean())


def _bands(mine: NDArray[np.uint32]) -> Iterator[tuple[int, bytes]]:
    for band in range(BANDS):
        yield band, mine[band * ROWS : (band + 1) * ROWS].tobytes()


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
