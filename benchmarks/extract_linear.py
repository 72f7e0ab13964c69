#!/usr/bin/env python3
"""How reading time grows with the text: ten times the text must take at most twelve times as long, to five megabytes.

    python benchmarks/extract_linear.py [--largest 5000000] [--shape NAME]

Each shape is one article of 50,000, 500,000 and 5,000,000 characters, between two stretches of prose whose claims make
the reader look back over all of it. Times are processor time of one process; the
last column is the worst of the two ratios. Exits with 1 where a ratio is above twelve.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time

from tracker.extract import read
from tracker.model import Article, ArticleKind, PartialDate

PROSE = (
    "At least 12 people were killed and 30 wounded on Tuesday when rockets struck the market of the hill town, the "
    "provincial health office said. Among the dead were four children. The army denied that it had fired.\n\n"
    "The council met in the capital. It spoke of bread, of roads and of the price of salt, and went home at noon. "
    "“We have counted 214 dead since the siege began,” the mayor told reporters on 3 May, adding that 1,200 families "
    "had fled. Rebels hold 17 engineers, according to their union.\n"
)
SHAPES = {
    "prose": PROSE,
    "one sentence": "three soldiers were killed and four farmers wounded near the bridge and ",
    "one clause": "people who were in the town of the valley with ",
    "counts only": "12 killed, ",
    "numbers only": "1,204 37 5 ",
    "number words": "two hundred and four thousand ",
    "digits": "7",
    "digits with commas": "123,",
    "money": "$1 million and ",
    "capitals": PROSE.upper(),
    "no spaces": "killed12people",
    "one letter": "a",
    "letters with dots": "U.S.",
    "hyphens": "twenty-one-",
    "apostrophes": "army's'",
    "brackets": "(",
    "nested": "(12 killed [",
    "closed brackets": "(3) killed ",
    "quotes": "“",
    "straight quotes": '"12 were killed," he said. ',
    "quoted": "“Nine were killed.” ",
    "dots": ".",
    "dots and a letter": "...a",
    "question marks": "?!",
    "dashes": "— ",
    "commas": ", ",
    "blank": " ",
    "newlines": "\n",
    "lines": "killed\n",
    "headlines": "At least 12 killed in raid\n",
    "blank lines": "12 killed\n \n",
    "wrapped": "at least twelve people were killed near the\nbridge and the road to the north was closed\n",
    "tabs": "killed\t12\t",
    "colons": "Killed: 12: ",
    "links": "Read more: 12 killed in raid\n",
    "captions": "(Reuters) photo of 12 people killed\n",
    "said": "the ministry said, the army said that ",
    "according": "according to the ministry of the ",
    "dates": "on 3 May 2024, in March, since 2011, ",
    "weekdays": "Monday ",
    "places": "in Bel Air near Port Said of North ",
    "names": "John Al Smith ",
    "the": "the ",
    "of them": "12 of them, including 3 women, ",
    "and": "and ",
    "since": "since the war began since ",
    "emoji": "\U0001f480 12 killed ",
    "combining": "e\u0301",
    "right to left": "\u0642\u062a\u0644 12 ",
    "zero": "no one was killed, no ",
    "denied": "denied that it had killed 12, ",
    "average": "an average of 12 killed each ",
}


def seconds(text: str) -> float:
    """Processor time of one reading."""
    article = Article("a", "linear", ArticleKind.ARTICLE, text, "", "", published=PartialDate(2024, 5, 8))
    best = float("inf")
    for _ in range(3 if len(text) < 100_000 else 1):
        began = time.process_time()
        read(article)
        best = min(best, time.process_time() - began)
    return best


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--largest", type=int, default=5_000_000)
    options.add_argument("--shape", choices=SHAPES)
    given = options.parse_args()
    sizes = [given.largest // 100, given.largest // 10, given.largest]
    read(Article("a", "warm", ArticleKind.ARTICLE, PROSE, "", ""))
    print(f"{'shape':<20}" + "".join(f"{size:>12,}" for size in sizes) + "   growth")
    worst = 0.0
    for name, piece in SHAPES.items():
        if given.shape and name != given.shape:
            continue
        times = [seconds(f"{PROSE}{(piece * (size // len(piece) + 1))[:size]}x {PROSE}") for size in sizes]
        # Less than a hundredth of a second is the clock's own grain, and slow for nobody.
        growth = max(after / max(before, 0.01) for before, after in itertools.pairwise(times))
        worst = max(worst, growth)
        print(f"{name:<20}" + "".join(f"{t:>10.2f} s" for t in times) + f"{growth:>9.1f}", flush=True)
    print(f"worst growth for ten times the text: {worst:.1f}")
    return int(worst > 12)


if __name__ == "__main__":
    sys.exit(main())
