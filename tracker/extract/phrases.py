"""Lists of phrases as one compiled pattern each: the lexicon's plain words, found at word borders."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tracker.lexicon import lexicon


@lru_cache(maxsize=64)
def phrases(section: str, name: str) -> re.Pattern[str]:
    """The pattern of one list of the lexicon, longest phrase first, in any case."""
    words: list[Any] = lexicon().section[section][name]
    ordered = sorted((str(w).lower() for w in words), key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return re.compile(rf"(?<![\w])(?:{body})(?![\w])", re.IGNORECASE)
