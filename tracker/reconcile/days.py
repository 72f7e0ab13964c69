"""Calendar days of moments."""

from __future__ import annotations

from datetime import date
from typing import Literal

Clock = Literal["said", "seen"]  # what was public by a day, or what the tracker had by then


def seen_day(seen_at: str) -> date | None:
    """The calendar day of a moment such as "2026-11-24T02:00:00Z", None where there is none."""
    try:
        return date.fromisoformat(seen_at[:10])
    except ValueError:
        return None
