"""A headless Chromium of the system, and pages opened in it as a reader opens them from a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP, PHONE = (1280, 800), (390, 844)
_FOUND = next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser of this machine. Skips where there is none, save in CI, where there must be one."""
    if _FOUND is None:
        reason = f"needs a browser, one of {', '.join(NAMES)}; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    options = [] if os.geteuid() else ["--no-sandbox"]  # root has no sandbox of Chromium's
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=_FOUND, args=options)
        yield opened
        opened.close()


@dataclass
class Visit:
    """A page that is open, and what it did on its own: addresses it asked for, dialogs, words on the console."""

    page: Page
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


@contextmanager
def visit(opened: Browser, path: Path, size: tuple[int, int] = DESKTOP, **more: Any) -> Iterator[Visit]:
    """Opens a page from its file in a window of this size."""
    context = opened.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    page = context.new_page()
    made = Visit(page)
    page.on("request", lambda request: made.asked.append(request.url))
    page.on("dialog", lambda dialog: (made.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda words: made.console.append(_words(words)))
    page.goto(path.as_uri())
    page.wait_for_load_state()
    yield made
    context.close()


def _words(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"
