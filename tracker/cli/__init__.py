"""The command line: parse, call, print, exit code. `main` is the entry point.

Exit codes: 0 done; 1 done, but a gate or --strict wants a person; 2 asked wrongly; 3 could not do the job, and the
last good report still stands; 130 interrupted; 143 told to end.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from tracker import __version__
from tracker.cli import (
    bulk,
    checking,
    explaining,
    importing,
    looking,
    nights,
    reading,
    reviewing,
    telling,
    upkeep,
    weighing,
)
from tracker.errors import TrackerError

INTERRUPTED = 130
ENDED = 143


class _Ended(KeyboardInterrupt):
    """The system, or a person, told the process to end (SIGTERM)."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tracker")
def tracker() -> None:
    """Reads news and tables, pulls out every casualty figure with who said it and which day it speaks of, and
    shows where sources diverge.

    \b
    Example:
      tracker run --offline        the nightly job over saved articles and tables
      tracker extract article.txt  the claims of one article, storing nothing
    """


for _command in (
    nights.run,
    reading.extract,
    importing.import_table,
    reviewing.review,
    bulk.bulk,
    bulk.reconcile,
    upkeep.backup,
    upkeep.restore,
    upkeep.prune,
    upkeep.reread,
    looking.series,
    looking.divergence,
    telling.sentences,
    nights.report,
    nights.export,
    explaining.explain,
    weighing.ledger,
    weighing.revisions,
    weighing.policies,
    weighing.findings,
    reading.unread,
    reading.score,
    checking.check,
):
    tracker.add_command(_command)


def main(args: list[str] | None = None) -> NoReturn:
    """Runs one command and ends the process with its exit code; no failure shows a traceback."""
    if sys.stdout is None or sys.stderr is None:
        _open_missing_streams()
    # What libraries warn of is a text's own words, with whatever they do to a terminal; ours are issues, and cleaned.
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        with _told_to_end():
            code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough. Nothing may be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _run(args: list[str] | None) -> int:
    try:
        code = tracker.main(args=args, prog_name="tracker", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort) as error:
        # click has already ended the line on which the terminal shows ^C
        if isinstance(error, _Ended) or isinstance(error.__cause__, _Ended):
            click.echo("tracker: told to end by the system (SIGTERM); it can simply be run again", err=True)
            return ENDED
        click.echo("tracker: interrupted; it can simply be run again", err=True)
        return INTERRUPTED
    except TrackerError as error:
        click.echo(f"tracker: {error}", err=True)
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # click ends the process itself where a pipe is closed
        return 0
    except MemoryError:
        click.echo("tracker: out of memory", err=True)
        return TrackerError.exit_code
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"tracker: {where}{error.strerror or error}", err=True)
        return TrackerError.exit_code
    except Exception as error:
        if os.environ.get("TRACKER_TRACEBACK"):
            raise
        click.echo(
            f"tracker: a fault of the tracker itself ({type(error).__name__}: {str(error)[:300]}); "
            "with TRACKER_TRACEBACK=1 it says where",
            err=True,
        )
        return TrackerError.exit_code
    return code if isinstance(code, int) else 0


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Ends as Ctrl-C does, with a sentence and what was done kept, where the system tells the process to end."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise _Ended

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may ask to be told
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _open_missing_streams() -> None:
    """A process started with closed output still does its work."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
