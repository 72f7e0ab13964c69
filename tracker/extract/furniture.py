"""Page furniture in a flattened text: which stretches are no body. Figures there are told apart, never given its date.

HTML pages come with their regions; a plain text often holds the whole page, so the words that newsrooms put around
an article are looked for: the invitation to comment, related links, captions with their credit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from tracker.lexicon.guarded import Guarded
from tracker.model import Region

END_OF_BODY = Guarded(
    (
        r"^[^\w\n]*(?:click to comment|leave a (?:reply|comment)|you may also like|related (?:articles|stories|"
        r"posts|news|topics|coverage)|more (?:on this story|from|stories|news)|"
        r"recommended (?:for you|stories)|most (?:read|popular|viewed)|trending(?: now)?|read (?:next|also)|"
        r"also read|see also|sign up (?:for|to)|subscribe to|comments?(?: \([0-9]+\))?|"
        r"your email address will not be published|share this(?: article)?|latest news|editor['’]s picks|"
        r"don['’]t miss|popular now|top stories)\b[^\n]{0,60}$"
    ),
    re.IGNORECASE | re.MULTILINE,
)
CAPTION = Guarded(
    (
        r"^[^\n]{0,400}(?:file photo|\((?:AP|Reuters|AFP|Getty)[^)]{0,60}\)|via (?:REUTERS|AP|AFP)|(?:REUTERS|"
        r"AFP|AP Photo|Getty Images|Anadolu)/[A-Z][^\n]{2,60}|\[[^\]\n]{0,60}(?:Reuters|AFP|AP|Getty|"
        r"Anadolu)[^\]\n]{0,30}\])[^\w\n]*$"
    ),
    re.MULTILINE | re.IGNORECASE,
)
LINK = Guarded(
    r"^[^\w\n]*(?:read(?: more| also| next)?|related|watch|listen|see also|also read|more)\s*:[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Stands in every caption: what is looked for first, since a caption is sought from the start of each line.
CREDITS = [
    Guarded(each, re.IGNORECASE)
    for each in (
        "file photo",
        r"\((?:AP|Reuters|AFP|Getty)",
        r"\[[^\]\n]{0,60}(?:AP|Reuters|AFP|Getty|Anadolu)",
        "via (?:REUTERS|AP|AFP)",
        "(?:REUTERS|AFP|AP Photo|Getty Images|Anadolu)/[A-Z]",
    )
]
CUT = Guarded(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")
LEAST_BODY = 400  # a marker nearer to the top than this is a navigation bar, not the end of the body


def regions_of(text: str) -> list[tuple[Region, int, int]]:
    """The stretches of a plain text that are caption, teaser or comment, in order."""
    credited = any(credit.search(text) for credit in CREDITS)
    found = [(Region.CAPTION, m.start(), m.end()) for m in CAPTION.finditer(text)] if credited else []
    found += [(Region.TEASER, m.start(), m.end()) for m in LINK.finditer(text)]
    end = next((m for m in END_OF_BODY.finditer(text) if m.start() >= LEAST_BODY), None)
    if end is not None:
        found = [r for r in found if r[2] <= end.start()]
        found.append((Region.TEASER, end.start(), len(text)))
    return sorted(found, key=lambda r: r[1])


class Regions:
    """Which region a place of a text stands in; of regions that overlap, the one named first."""

    def __init__(self, regions: list[tuple[Region, int, int]]) -> None:
        self._edges = sorted({edge for _, start, end in regions for edge in (start, end)})
        self._named = [Region.BODY] * len(self._edges)
        for region, start, end in reversed(regions):
            first, last = bisect_left(self._edges, start), bisect_left(self._edges, end)
            self._named[first:last] = [region] * (last - first)

    def at(self, place: int) -> Region:
        """The region a sentence that starts at `place` stands in."""
        found = bisect_right(self._edges, place) - 1
        return self._named[found] if found >= 0 else Region.BODY


def cut_off(sentence: str) -> bool:
    """True for the beginning of a sentence that a link shows and breaks off: what it would say is not known."""
    return CUT.search(sentence) is not None
