"""One writer at a time: a lock of the operating system, which falls away by itself when its process dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from tracker.errors import StoreError


class WriterLock:
    """Held from construction to `release()`. Raises StoreError when another run holds it.

    The file stays behind on purpose: removing it would let two runs lock two files of one name.
    """

    def __init__(self, store: Path) -> None:
        path = store.with_name(store.name + ".lock")
        try:
            self._file: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"{path}: cannot be opened for writing ({error.strerror})") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._file, 64, 0).decode("ascii", "replace").strip()
            os.close(self._file)
            self._file = None
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise StoreError(f"{store}: {who} is writing to it; wait for that run to end, then run again") from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Lets the next run in. Safe to call twice.

        The process id goes as well: what a run leaves behind is the same on every machine.
        """
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None
