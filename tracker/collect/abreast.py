"""Reads several sources at once, each in a thread of its own: a slow server keeps only its own source waiting."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Source = Callable[[], Iterator[Item]]

_AHEAD = 32  # items read and not yet taken, which bounds the memory they need
_LOOK = 0.2  # seconds after which a thread that waits for room looks whether anyone still wants its items


class _End:
    """A thread has nothing more to bring."""


class _Readers(Generic[Item]):
    def __init__(self, sources: Sequence[Source[Item]], at_once: int) -> None:
        self._waiting = iter(sources)
        self._turn = threading.Lock()
        self._items: queue.Queue[Item | _End | BaseException] = queue.Queue(_AHEAD)
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(min(at_once, len(sources)))]

    def __iter__(self) -> Iterator[Item]:
        for thread in self._threads:
            thread.start()
        left = len(self._threads)
        try:
            while left:
                item = self._items.get()
                if isinstance(item, _End):
                    left -= 1
                elif isinstance(item, BaseException):
                    raise item
                else:
                    yield item
        finally:
            self._stopped.set()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                with self._turn:
                    source = next(self._waiting, None)
                if source is None:
                    break
                for item in source():
                    if not self._put(item):
                        return
        except BaseException as error:
            self._put(error)
        self._put(_End())

    def _put(self, item: Item | _End | BaseException) -> bool:
        while not self._stopped.is_set():
            try:
                self._items.put(item, timeout=_LOOK)
            except queue.Full:
                continue
            return True
        return False


def abreast(sources: Sequence[Source[Item]], at_once: int) -> Iterator[Item]:
    """What the sources bring, as it comes; the items of one source stay in its order.

    An error that a source lets out ends the whole and is raised here. When the caller stops asking, the threads end at
    their next item; one that waits for a server is left behind and ends with the program.
    """
    if at_once <= 1 or len(sources) <= 1:
        for source in sources:
            yield from source()
        return
    yield from _Readers(sources, at_once)
