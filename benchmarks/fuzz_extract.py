#!/usr/bin/env python3
"""Coverage-guided fuzzing of the reader: no text crashes it, makes it slow, or gives a claim whose quote is not there.

    pip install atheris            (in a virtual environment of its own, with the tracker beside it)
    python benchmarks/fuzz_extract.py -max_total_time=3600 [FOLDER OF INPUTS]

Half of the inputs are any text at all, half are heaps of the words the reader knows, so that the search gets past the
gate. An input that takes longer than SLOW for its length is a failure like a crash: libFuzzer writes it to a file.
Every 20,000 inputs a line gives their number, the slowest of them and its time for each 1,000 characters.
"""

from __future__ import annotations

import json
import sys
import time

try:
    import atheris
except ImportError:
    sys.exit("fuzz_extract: atheris is not installed; see the first lines of this file")

with atheris.instrument_imports(include=["tracker.extract"]):
    import tracker.extract.claimants
    import tracker.extract.reader  # noqa: F401  # `read` loads the rules when they are first needed, which is too late here
    from tracker.extract import read

from tracker.lexicon import lexicon
from tracker.model import Article, ArticleKind, PartialDate, SpanKind

SLOW = 0.25  # seconds of processor time for 1,000 characters, instrumented; a usual text takes a fiftieth of it
MARKS = [
    *",.;:!?()[]“”\"'’‘-–—…/%$#*|+=",
    "\n",
    "\n\n",
    " \n",
    "...",
    "\u00a0",
    "\u2009",
    "0",
    "1",
    "7,",
    "000",
    "2011",
    "24",
]
NAMES = "Monday Friday May March October yesterday Gaza Kyiv Reuters Sudan AP Dr. U.S. St. a.m. John Army Ministry".split()
ENTRIES = [" ".join(parts) for group in lexicon().entries.values() for parts, _ in group]
HEDGES = [str(w) for kind in lexicon().section["hedges"].values() for w in kind]
SAID = [str(w) for group in lexicon().section["reporting"].values() for w in group]
TIMES = [str(w) for group in lexicon().section["time"].values() for w in group]
KNOWN = [*ENTRIES, *HEDGES, *SAID, *TIMES, *NAMES, *MARKS * 8, *lexicon().section["numbers"]["units"]]

runs, slowest, slowest_text = 0, 0.0, ""


def text_of(data: bytes) -> str:
    """The text an input stands for."""
    source = atheris.FuzzedDataProvider(data)
    if source.ConsumeBool():
        return str(source.ConsumeUnicodeNoSurrogates(4096))
    words = []
    while source.remaining_bytes() > 1:
        word = KNOWN[source.ConsumeIntInRange(0, 65535) % len(KNOWN)]
        dice = source.ConsumeIntInRange(0, 15)
        words.append(word.upper() if dice == 0 else word.capitalize() if dice == 1 else word)
        words.append("" if dice == 2 else " ")
    return "".join(words)


def one(data: bytes) -> None:
    """Reads one input and checks what must hold of every reading."""
    global runs, slowest, slowest_text
    text = text_of(data)
    day = PartialDate(2024, 2, 29) if len(data) % 3 else None
    article = Article("a-fuzz", "fuzz", ArticleKind.ARTICLE, text, "0" * 64, "2024-03-01T00:00:00Z", published=day)
    began = time.process_time()
    reading = read(article)
    took = (time.process_time() - began) / max(1.0, len(text) / 1000)
    runs += 1
    if took > slowest:
        slowest, slowest_text = took, text
    if runs % 20000 == 0:
        tell()
    known = {claim.id for claim in reading.claims}
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote != "", claim
        assert claim.part_of is None or (claim.part_of in known and claim.part_of != claim.id), claim
        assert any(span.kind is SpanKind.FIGURE for span in claim.spans), claim
        assert all(0 <= span.start < span.end <= len(text) for span in claim.spans), claim
    assert took < SLOW, f"{took:.2f} s for each 1,000 characters: {text[:200]!r}"


def tell() -> None:
    """Prints how many inputs were read and the slowest so far: libFuzzer ends the process without a last word."""
    head = (
        f"{runs} inputs; the slowest took {slowest * 1000:.1f} ms for each 1,000 characters (fewer count as 1,000): "
    )
    print(head + json.dumps(slowest_text[:400], ensure_ascii=False), flush=True)


WARM = "The ministry said on Monday that at least 12 people were killed and 30 wounded in the town, four of them children."

read(
    Article("a-warm", "warm", ArticleKind.ARTICLE, WARM, "0" * 64, "2024-03-01T00:00:00Z")
)  # what is made ready once
atheris.Setup(sys.argv, one)
atheris.Fuzz()
