"""The archive that `bulk_pages.py` reads: real layouts of 20 to 200 kB, one page in ten about a conflict."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

from night_server import layouts, page, parted
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

EVERY = 10  # one page in so many is about a conflict
SIZES = range(20_000, 200_001)  # bytes of a page as in the wild
_UNSHOWN = re.compile(r"<!--.*?-->|<(script|style|svg)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|thousands)"
)
_HARM = (
    r"(?:kill|dead\b|die[ds]?\b|dying|death|wound|injur|casualt|fatalit|missing|displac|refugee|detain|arrest|abduct|"
    r"kidnap|hostage|capti|captur|prisoner|hurt\b|murder|massacr|victim|bodies|martyr|evacuat|fled\b|flee)"
)
_COUNT = re.compile(
    rf"\b{_NUMBER}\b[^.!?<>|]{{0,60}}\b{_HARM}|\b{_HARM}\w*\b[^.!?<>|]{{0,40}}\b{_NUMBER}\b", re.IGNORECASE
)


def speaks_of_casualties(layout: bytes) -> bool:
    """Whether a page shows a number near a word of harm, by a rule that knows nothing of the reader."""
    return _COUNT.search(_UNSHOWN.sub(" ", layout.decode("utf-8", "replace"))) is not None


def kinds() -> tuple[list[bytes], list[bytes]]:
    """The layouts of a size as in the wild: all of them, and those that speak of no casualties themselves."""
    sized = [one for one in layouts() if len(one) in SIZES]
    return sized, [one for one in sized if not speaks_of_casualties(one)]


def write(path: Path, pages: int, told: list[bytes], others: list[bytes], seed: int = 1) -> None:
    """Writes an archive.

    told    layouts of the pages that are given a paragraph about a conflict
    others  layouts of the nine in ten that are given one about buses
    """
    rng = random.Random(seed)  # noqa: S311
    of_told, of_others = [parted(one) for one in told], [parted(one) for one in others]
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for n in range(pages):
            number = seed * 1_000_000 + n
            own = n % EVERY == 0
            body = page(number, rng.choice(of_told if own else of_others), told=own)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://o{number % 40}.example/{number}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            )
