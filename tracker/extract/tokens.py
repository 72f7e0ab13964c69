"""Text to sentences and tokens, with offsets in code points of the text as it was given.

A token knows nothing of meaning; `marks.py` gives it that. Sentence ends are found by rules for news prose: initials,
titles and abbreviations do not end a sentence, a blank line always does, and a single line break does only where
the text is not wrapped at a fixed width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun "
    "Jul Aug Sept Sep Oct Nov Dec"
)
NOT_AFTER_MONTH = "".join(rf"(?<!{month}\x20)" for month in MONTHS.split())  # "on 12 May 300 people", no 12,300
SPACES = "\u00a0\u202f\u2005-\u2009"  # no-break, narrow, thin and figure spaces, which set thousands apart
HEDGES = "than least most about over around some nearly almost roughly approximately".split()
BEHIND_HEDGE = "|".join(rf"(?<=\b{hedge}\x20)" for hedge in HEDGES)  # "more than 1, 650", and not "on May 1, 650"
COUNTED = (  # what a number with a slip of a space after its comma may count: "2, 532 casualties"
    "people|persons|civilians|casualties|deaths|fatalities|dead|killed|wounded|injured|refugees|families|individuals"
)
# An age is one word, however its hyphens are set: "17-year-old", "17 year-olds", "5- to 8-year-old", "3 months old".
AGE = r"(?:[0-9]{1,2}(?:[\-‑–]? to |[\-‑–]))?[0-9]{1,3}[ \-‑–]?(?:years?|yrs?|months?|weeks?|days?)[ \-‑–]olds?\b"
WORDED_AGE = re.compile(r"[a-z]+(?:-[a-z]+)?-(?:years?|months?|weeks?|days?)-olds?")
# A number keeps its separators; a word keeps inner apostrophes, hyphens and dots of abbreviations.
# Words come first, since most tokens are words; what opens with a digit is tried only where a digit stands.
TOKEN = re.compile(
    rf"""[^\W\d_](?:(?:\.[^\W\d_])++\.?+|[^\W\d_]*+(?:['’‘`\-‑][^\W\d_]++)*+)
    |(?=[0-9])(?:(?<![0-9.,]){AGE.replace(" ", chr(92) + "x20")}
    |(?:{BEHIND_HEDGE})[1-9][0-9]{{0,2}},\x20[0-9]{{3}}(?![0-9,.])
    |(?<![0-9.,])(?<![0-9],\x20){NOT_AFTER_MONTH}[1-9][0-9]{{0,2}},\x20[0-9]{{3}}(?=\x20(?:(?:human|civilian)\x20)?(?:{COUNTED})\b)
    |[0-9]{{1,3}}(?:,[0-9]{{2}})*(?:,[0-9]{{3}})+(?![0-9])
    |[0-9]{{1,3}},[0-9]{{1,2}}(?=[\x20-](?:million|billion)\b|m\b)
    |(?=[1-9])(?<![0-9.,]){NOT_AFTER_MONTH}[1-9][0-9]{{0,2}}(?:\x20[0-9]{{3}})+(?=\x20[A-Za-z]|[,.;)]\s)
    |[0-9]{{1,3}}(?:[{SPACES}'’][0-9]{{3}})+(?![0-9])|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}|[0-9]+(?:\.[0-9]+)?)
    |[^\w\s]
    |_""",
    re.VERBOSE,
)
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Lt|Col|Sgt|Capt|Cpl|Pvt|Cmdr|Brig|Adm|Sen|Rep|Gov|Pres|St|Sr|Jr|"
    r"Rev|Fr|Hon|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Inc|Ltd|Co|Corp|approx|etc|al|ca|Mt|Ft|"
    r"MR|MRS|DR|GEN|MAJ|LT|COL|SGT|CAPT|CPL|CMDR|"
    r"U\.S|U\.N|U\.K|a\.m|p\.m|A\.M|P\.M|i\.e|e\.g|[A-Z]\.[A-Z](?:\.[A-Z])*)\.$"
)
# Runs of marks have a bound: without one, a line of nothing but full stops is read anew from each of them.
# It opens with its mark, so that the search goes from mark to mark.
END = re.compile(
    r"[.!?…](?:[.!?…]{0,49}[\"'”’»)\]]{0,50}(?=\s+|$)|(?<!…)[\"”’]{1,50}(?=[A-Z])|(?<=[a-z][.!?])(?=[A-Z][a-z]+\s))"
)
WRAP_WIDTH = 100
LONGEST = 1500
AN_AGE = "year-old"
KEPT = 1 << 13  # words of which the form is kept: a text says most of its words again and again


@dataclass(slots=True)
class Token:
    """One word, number or mark: its text, its lower-case form with plain apostrophes, and where it stands."""

    text: str
    low: str
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def _low(word: str) -> str:
    """A token's lower-case form, with plain apostrophes and hyphens; one form stands for all ages."""
    low = word.lower()
    if low.endswith(("old", "olds")) and (low[0].isdecimal() or WORDED_AGE.fullmatch(low)):
        return AN_AGE + "s" if low[-1] == "s" else AN_AGE
    if "’" in low or "‘" in low or "`" in low or "‑" in low:
        low = low.replace("’", "'").replace("‘", "'").replace("`", "'").replace("‑", "-")
    return low


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], offsets counted in the whole text."""
    out: list[Token] = []
    add = out.append
    for found in TOKEN.finditer(text, start, end):
        word = found[0]
        first, last = found.span()
        low = _low(word)
        if low[-1] == "s" and low[-2:] == "'s" and len(low) > 2:
            add(Token(word[:-2], low[:-2], first, last - 2))
            add(Token(word[-2:], "'s", last - 2, last))
        else:
            add(Token(word, low, first, last))
    return out


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches of the text between blank lines, or between any line breaks where lines are not wrapped."""
    out: list[tuple[int, int]] = []
    for block in re.finditer(r"\S(?:[^\n]++|\n(?!\s*\n))*+", text):
        start, end = block.span()
        lines = list(re.finditer(r"[^\n]+", text[start:end]))
        if len(lines) > 1 and _wrapped([line.group() for line in lines]):
            out.append((start, end))
        else:
            out.extend((start + line.start(), start + line.end()) for line in lines)
    return out


def _wrapped(lines: list[str]) -> bool:
    """True where line breaks fall in the middle of sentences: a fixed-width wire, not one paragraph a line."""
    inner = [line.rstrip() for line in lines[:-1]]
    if any(len(line) > WRAP_WIDTH for line in inner):
        return False
    broken = sum(1 for line in inner if line and line[-1] not in '.!?:"”')
    long = sum(1 for line in inner if len(line) > 45)
    return long * 2 >= len(inner) and broken * 2 >= len(inner)


def sentence_start(text: str, at: int, back: int) -> int:
    """Where the sentence or clause around `at` begins, looked for over so many code points before it."""
    near = max(0, at - back)
    return max(near, max(text.rfind(mark, near, at) for mark in (". ", "\n", "; ")) + 1)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of the text, in order, without surrounding space."""
    out = []
    for start, end in paragraphs(text):
        at = start
        for found in END.finditer(text, start, end):
            stop = found.end()
            if (
                stop < end
                and found.group()[0] in ".…"
                and _inside(text, max(at, found.start() - 12), found.start() + 1, stop, end)
            ):
                continue
            if stop > at:
                out.extend(_pieces(text, at, stop))
            at = stop
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            out.extend(_pieces(text, at, end))
    return out


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in stretches of bearable length: nobody writes more at a stretch, and reading stays linear."""
    out = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        out.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        out.append((start, end))
    return out


def _inside(text: str, left: int, dot: int, stop: int, end: int) -> bool:
    """True when the full stop belongs to an abbreviation, an initial or a number rather than ending the sentence."""
    after = text[stop : min(end, stop + 60)].lstrip()
    if after and (after[0].islower() or after[0] in ",;:"):
        return True
    if ABBREVIATION.search(text[left:dot]):
        # "... at 3 a.m. On Tuesday": a capital after a time abbreviation may still go on; weekday and month names do
        return not re.match(r"(?:The|A|An|It|He|She|They|In|On|At|But|And)\b", after) or text[
            dot - 4 : dot
        ].lower() not in ("a.m.", "p.m.")
    return False
