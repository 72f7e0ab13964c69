"""Work that is given to other processes: a hostile text that crashes one, or never ends, costs only itself."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TimeUpError
from itertools import islice
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from tracker.errors import TrackerError

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

SECONDS = 60.0  # that one piece of work may take, and one batch of small ones
BATCH = 16  # small pieces of work that are handed over together, since handing over costs as much as doing one
_LOADED = ("tracker.collect.pages", "trafilatura", "py3langid", "tracker.extract.reader")


class WorkerError(TrackerError):
    """The work came to no answer: it took too long, or ended the process it ran in."""


_SHARED: list[Any] = []  # what this process was given when it started


def shared() -> Any:
    """What the processes of a `Workers` were given to hold; only for work that runs in one of them."""
    return _SHARED[0]


def _start(held: Any) -> None:
    # The terminal sends Ctrl-C to all processes at once; the one that was asked ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())  # libraries warn of a page in its own words
    _SHARED[:] = [held]
    gc.freeze()  # the rules stay for ever: the search for garbage need not walk them after each page
    gc.set_threshold(50_000, 20, 20)  # a page makes many small things and hardly any garbage


class Workers:
    """Processes that wait for work; started when first asked, ended on leaving.

    held      what each of them is given once, for `shared`
    count     how many; one for each processor unless told
    seconds   what one piece of work may take
    """

    def __init__(self, held: Any = None, count: int | None = None, seconds: float = SECONDS) -> None:
        self.count = count or _processors()
        self.seconds = seconds
        self._held = held
        self._starting = threading.Lock()
        self._pool: Any = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def call(self, work: Callable[Asked, Answer], *args: Asked.args, **named: Asked.kwargs) -> Answer:
        """What the work answers; what it raises is raised here. Raises WorkerError where it comes to no answer."""
        answer: Answer = self._answer(self._schedule(work, args, named))
        return answer

    def each(
        self, work: Callable[..., Answer], asked: Iterable[tuple[Any, ...]], batch: int = BATCH
    ) -> Iterator[tuple[tuple[Any, ...], Answer | Exception]]:
        """The work done for each of the given arguments, in their order, with its answer or what it raised.

        batch   how many are handed to a process at once
        """
        rest = iter(asked)
        batches = iter(lambda: list(islice(rest, batch)), [])
        running = [(some, self._schedule(_each, (work, some), {})) for some in islice(batches, self.count * 2)]
        while running:
            some, future = running.pop(0)
            try:
                answers: list[Answer | Exception] = self._answer(future)
            except WorkerError:
                answers = [self._alone(work, args) for args in some]  # one of them is the culprit
            running += [(more, self._schedule(_each, (work, more), {})) for more in islice(batches, 1)]
            yield from zip(some, answers, strict=True)

    def _alone(self, work: Callable[..., Answer], args: tuple[Any, ...]) -> Answer | Exception:
        try:
            return self.call(work, *args)
        except Exception as error:  # is the caller's to tell
            return error

    def _schedule(self, work: Callable[..., Answer], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        return self._started().schedule(work, args=args, kwargs=named, timeout=self.seconds)

    def _answer(self, future: Any) -> Any:
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeUpError as error:
            raise WorkerError(f"no end of it within {self.seconds:g} s") from error
        except ProcessExpired as error:
            raise WorkerError(f"it ended the process that worked on it (code {error.exitcode})") from error

    def _started(self) -> Any:
        with self._starting:
            if self._pool is None:
                from pebble import ProcessPool

                # A process copied while threads run may hold their locks for ever; a clean one is copied instead.
                kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
                context = multiprocessing.get_context(kind)
                if kind == "forkserver":
                    context.set_forkserver_preload(list(_LOADED))
                self._pool = ProcessPool(
                    max_workers=self.count, context=context, initializer=_start, initargs=(self._held,)
                )
            return self._pool


def _each(work: Callable[..., Answer], batch: list[tuple[Any, ...]]) -> list[Answer | Exception]:
    """Runs in another process: the answers for a batch, or what was raised in the place of one."""
    answers: list[Answer | Exception] = []
    for args in batch:
        try:
            answers.append(work(*args))
        except Exception as error:  # is the caller's to tell
            answers.append(error)
    return answers


def _processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
