"""Reads the text layer of a PDF, in a child process with a time limit. Scanned pages are not read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tracker.collect import pdf_worker
from tracker.collect.article import Collected, Given, Stated, collected, problem
from tracker.issues import Issue

SECONDS = 60.0


def read_pdf(
    raw: bytes, name: str, given: Given, *, url: str | None = None, seconds: float = SECONDS
) -> Collected | Issue:
    """The article of a PDF: its pages joined by blank lines, line-end hyphens of split words taken out.

    The file's creation date says when it was made, not when it was published, so it is not taken.
    """
    command = [sys.executable, "-I", str(Path(pdf_worker.__file__))]
    try:
        child = subprocess.run(command, input=raw, capture_output=True, timeout=seconds, check=False)  # noqa: S603
        found: dict[str, Any] = json.loads(child.stdout) if child.stdout else {}
    except subprocess.TimeoutExpired:
        return problem("too-slow", name, f"the PDF could not be read within {seconds:g} s")
    except ValueError:
        found = {}
    if "pages" not in found:
        reason = str(found.get("error") or "the reader ended without an answer")[:150]
        return problem("unreadable", name, f"found no readable PDF: {reason}")
    text = "\n\n".join(_tidy(page) for page in found["pages"]).strip()
    if not text:
        count = found["count"]
        return problem("no-text", name, f"found no text layer in {count} page(s); scanned pages are not read")
    title = " ".join(str(found.get("title") or "").split())[:500] or None
    return collected(name, text, raw, given, Stated(url=url, title=title))


def _tidy(page: str) -> str:
    page = page.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    page = re.sub(
        r"(?<=[a-z])[\ufffe\u00ad\x02]\n?(?=[a-z])", "", page
    )  # pdfium's marks for a hyphen at a line's end
    return page.strip()
