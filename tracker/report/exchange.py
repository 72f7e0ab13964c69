"""Puts a finished folder in the place of another in one step, so that no moment has neither of them."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def put(new: Path, place: Path, before: Path) -> None:
    """Moves `new` to `place`; what stood there goes to `before`.

    Where the system can, the two change places in one step (renameat2, Linux). Where it cannot, a run killed between two
    steps leaves `before` under the name of `place`, from where `bring_back` fetches it.
    """
    if not place.exists():
        new.rename(place)
        return
    if _exchanged(new, place):
        before.parent.mkdir(parents=True, exist_ok=True)
        new.rename(before)  # what has the name of the new one now is the old one
        return
    before.parent.mkdir(parents=True, exist_ok=True)
    place.rename(before)
    try:
        new.rename(place)
    except OSError:
        before.rename(place)
        raise


def bring_back(left: Path, out: Path) -> None:
    """Puts folders that a killed run had moved aside in `left` back to where they stood, if nothing stands there."""
    for before in sorted((left / "before").glob("*")):
        if before.is_dir() and not (out / before.name).exists():
            before.rename(out / before.name)


def _exchanged(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
