"""Reads a folder that is declared as a source: what has not changed since it was read is not read again."""

from __future__ import annotations

from pathlib import Path

from tracker.collect.files import files_below, read_file
from tracker.collect.memory import file_key, file_state
from tracker.collect.visit import Finds, Visit
from tracker.issues import Issue, Severity


def read_folder(visit: Visit, name: str) -> Finds:
    """The articles of the files that are new or have changed, in the order of their names.

    A file that could not be read whole is read again, and told, every night.
    """
    count = 0
    for found in files_below(Path(visit.source.where), name):
        if isinstance(found, Issue):
            yield found
            continue
        path, inner = found
        count += 1
        try:
            state = file_state(path)
        except OSError:
            state = ""  # reading it says what is wrong
        if state and visit.memory.validators(file_key(inner)) == (state, None):
            continue
        whole = True
        for item in read_file(path, inner, visit.given):
            whole = whole and not (isinstance(item, Issue) and item.severity is not Severity.NOTE)
            yield item
        if whole and state:
            yield visit.seen_as(file_key(inner), state)
    yield from visit.too_few(count, "files")
