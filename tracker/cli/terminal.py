"""Printing: tables that fit the terminal, progress that only a terminal sees, and words made safe to show."""

from __future__ import annotations

import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Sequence

import click

from tracker.issues import Issue, Severity

_PATIENCE = 2.0  # seconds before progress is worth showing
_EVERY = 0.2  # seconds between two lines of progress
_NARROWEST = 6
_LONGEST = 100_000  # letters of one text that are shown


def colours() -> bool:
    """Whether standard output is a terminal that wants colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def clean(words: object) -> str:
    """Words from outside on one line, without characters that steer a terminal or turn the writing direction."""
    from tracker.report.printed import clean as cleaned

    return cleaned(str(words), _LONGEST)


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)


def cut(text: str, width: int) -> str:
    """A text of at most so many columns, with an ellipsis where something is gone."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[:-1]
    return text + "…"


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    numbers: frozenset[int] = frozenset(),
    whole: frozenset[int] = frozenset(),
) -> str:
    """Rows under a header, no wider than the terminal where that can be: the widest columns give way first.

    numbers   positions of columns that are set to the right
    whole     positions of columns that are never cut
    """
    cells = [[clean("" if cell is None else cell) for cell in row] for row in rows]
    widths = [max(width_of(line[at]) for line in [list(header), *cells]) for at in range(len(header))]
    room = shutil.get_terminal_size((120, 24)).columns - 2 * (len(header) - 1)
    while sum(widths) > room:
        at = max((n for n in range(len(widths)) if n not in whole), key=lambda n: widths[n], default=-1)
        if at < 0 or widths[at] <= _NARROWEST:
            break
        widths[at] -= 1
    lines = [_line(header, widths, numbers)]
    lines += [_line(row, widths, numbers) for row in cells]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], numbers: frozenset[int]) -> str:
    set_cells = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        text = cut(cell, width)
        space = " " * (width - width_of(text))
        set_cells.append(space + text if at in numbers else text + space)
    return "  ".join(set_cells).rstrip()


def tell(words: str) -> None:
    """A message to the person at the keyboard, on standard error."""
    _say(f"tracker: {words}\n")


def _say(words: str) -> None:
    """Writes to standard error. Where that cannot be (a terminal that went away, a full disk), nothing more is said: what is
    being done is worth more than what is told of it, and its exit code tells how it ended."""
    try:
        click.echo(words, nl=False, err=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what waits to be written is not tried again


def tell_issues(issues: Sequence[Issue], *, notes: bool = False) -> None:
    """One line an issue on standard error; notes only where asked for."""
    for issue in issues:
        if notes or issue.severity is not Severity.NOTE:
            tell(f"{issue.severity}: {clean(issue.subject)}: {clean(issue.message)}")


class Line:
    """Progress on one line of a terminal, from the third second on; nothing at all anywhere else."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and sys.stdout.isatty()
        self._start = self._last = time.monotonic()
        self._dirty = False
        self._doing = ""

    def __call__(self, words: str, done: int, total: int) -> None:
        """Shows what is being done and how far it is."""
        now = time.monotonic()
        stage = words != self._doing and not done  # a stage that tells no steps is shown when it begins
        self._doing = words
        if not self._shown or (not stage and (now - self._start < _PATIENCE or now - self._last < _EVERY)):
            return
        self._last, self._dirty = now, True
        far = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
        text = cut(clean(words) + far, shutil.get_terminal_size().columns - 1)
        _say(f"\r\x1b[K{text}")

    def clear(self) -> None:
        """Takes the line away."""
        if self._dirty:
            _say("\r\x1b[K")
            self._dirty = False
