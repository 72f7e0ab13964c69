"""Whether the last report says all there is to say: then it stands, and a night costs what the night brought."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

import tracker
from tracker.issues import Issue, Severity
from tracker.model import content_id
from tracker.store import Edition, Store


def state_of(store: Store, settings: str, reader: str, met: Iterable[Issue]) -> str:
    """Names what a report would be made of now: all that is held and decided, the configuration by its hash, the rules, and
    what collection met. Two nights of one state differ by the calendar alone."""
    told = sorted(repr(issue) for issue in met if issue.severity is not Severity.NOTE)
    return content_id("s", repr(store.extent()), settings, reader, _rules(), *told)


def sealed(state: str, folder: Path) -> str:
    """Names a report by what it was made of and by its files, web pages and pictures aside: other commands write into the
    folder of the day as well, and what they leave there may say less than the night knew. Raises OSError."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            with path.open("rb") as file:
                digest.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return content_id("s", state, digest.hexdigest())


def standing(store: Store, state: str, today: date, out: Path) -> Edition | None:
    """The report that stands for today; None where a new one has to be written.

    It stands where it was made of the same, `latest` leads to it as it was written, and no day on which it would say
    something else has come; for a day before its own it does not.
    """
    last = store.last_edition()
    if last is None or today < last.today or (last.due is not None and today >= last.due):
        return None
    folder = out / "latest"
    if folder.resolve().name != last.today.isoformat() or not (folder / "report.pdf").is_file():
        return None
    try:
        return last if last.state == sealed(state, folder) else None
    except OSError:  # what cannot be read cannot be relied on
        return None


@lru_cache(maxsize=1)
def _rules() -> str:
    """A hash of the program: another release may reconcile or print the same claims otherwise."""
    digest = hashlib.sha256()
    root = Path(tracker.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
