"""The log of the nights: one JSON object a line, for programs and for the morning after."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tracker.issues import Issue


class Journal:
    """Appends what happens to a file; without a path it keeps nothing. A log that cannot be written stops no night.

    Every line has `at` (UTC, from the clock of the machine), `since` (seconds since the run began) and `event`.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.fault: str | None = None
        self._began = time.monotonic()

    def note(self, event: str, **facts: Any) -> None:
        """Adds a line."""
        if self.path is None or self.fault is not None:
            return
        row = {
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "since": round(time.monotonic() - self._began, 1),
            "event": event,
            **facts,
        }
        line = json.dumps(row, ensure_ascii=True, default=str)
        try:
            with self.path.open("a", encoding="ascii") as file:
                file.write(line + "\n")
        except OSError as error:
            self.fault = f"{self.path}: the log cannot be written: {error.strerror or error}"

    def gathered(self, by_source: Mapping[str, int], new: int, issues: Iterable[Issue]) -> None:
        """A line for each source that brought something, one for each issue, and one for them all."""
        for source, count in sorted(by_source.items()):
            self.note("source", source=source, articles=count)
        for issue in sorted(issues):
            self._issue(issue)
        self.note("collected", articles=sum(by_source.values()), new=new)

    def ended(self, outcome: str, counts: Mapping[str, int], issues: Iterable[Issue]) -> None:
        """How the run ended; issues that were not told with collection before it."""
        found = list(issues)
        for issue in found:
            if issue.stage != "collect":
                self._issue(issue)
        by = Counter(str(issue.severity) for issue in found)
        self.note("ended", outcome=outcome, counts=dict(counts), issues=dict(by))

    def _issue(self, issue: Issue) -> None:
        self.note(
            "issue",
            severity=str(issue.severity),
            stage=issue.stage,
            code=issue.code,
            subject=issue.subject,
            message=issue.message,
        )
