"""An outlet's own notes that it had a figure wrong: "Correction: an earlier version said 12 were killed; it is 10"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tracker.extract.dates import expressions
from tracker.extract.marks import mark
from tracker.extract.numbers import number_at
from tracker.extract.phrases import phrases
from tracker.extract.tokens import Token, sentences, tokens
from tracker.lexicon.guarded import Guarded
from tracker.model import Article, Notice, Outcome, PartialDate

LONGEST = 600  # code points of a note
FOLLOWING = 2  # sentences behind the one that opens it
NEAR = 24  # code points between "not" or "to" and the number it speaks of
OPENS = Guarded(r"(?:^|\n)[\W_]*(?:correction|corrected|corrects|corrigendum|erratum)\b", re.IGNORECASE)
CORRECTS = Guarded(r"\bcorrect(?:s|ed|ing|ion)?\b", re.IGNORECASE)
TOLL = Guarded(r"\b(?:toll|number|figure|count|tally|total)\b", re.IGNORECASE)
AT_ONCE = re.compile(
    r"\b(not|instead of|rather than|from|than|to)\s+(?:(?:at|least|about|only|just|some|around|more|than)\s+)*$"
)
BREAKS = re.compile(r"[.;:!?]\s|\b(?:but|when|whereas|while)\b")
NUMBERED = frozenset("paragraph paragraphs para paras par page line headline graf section no".split())


def notices(article: Article) -> tuple[Notice, ...]:
    """The notes of an article on figures that it, or an earlier version of it, had wrong, in order."""
    text = article.text
    cues = sorted(
        found.start() + len(found.group()) - len(found.group().lstrip())
        for pattern in (phrases("reporting", "corrections"), OPENS)
        for found in pattern.finditer(text)
    )
    if not cues:
        return ()
    published = article.published.last() if article.published else None
    out: list[Notice] = []
    for start, end in _stretches(text, cues):
        found = _notice(text, start, end, published)
        if found is not None:
            out.append(found)
    return tuple(out)


def _stretches(text: str, cues: list[int]) -> Iterator[tuple[int, int]]:
    """The sentences of each note: the one with its cue and those behind it in the same paragraph."""
    all_ = sentences(text)
    last = -1
    for cue in cues:
        at = next((n for n, (start, end) in enumerate(all_) if start <= cue < end), None)
        if at is None or all_[at][0] < last:
            continue
        start, end = all_[at]
        for start_next, end_next in all_[at + 1 : at + 1 + FOLLOWING]:
            if "\n" in text[end:start_next] or end_next - start > LONGEST:
                break
            end = end_next
        last = end
        yield start, end


def _notice(text: str, start: int, end: int, published: date | None) -> Notice | None:
    toks = tokens(text, start, end)
    outcomes = {item.outcome for item in mark(toks) if item.outcome is not None}
    if TOLL.search(text, start, end) and "toll" in text[start:end].lower():
        outcomes.add(Outcome.KILLED)
    days = expressions(text, start, end, published, [])
    wrong: list[int] = []
    right: list[int] = []
    bare: list[int] = []
    told_to = False
    for number, at in _numbers(toks, [(day.start, day.end) for day in days]):
        near = AT_ONCE.search(text[max(start, at - NEAR) : at].lower())
        word = near.group(1) if near else ""
        if word and word != "to":
            wrong.append(number)
        elif word == "to" or _says_right(text, start, at):
            right.append(number)
            told_to = told_to or word == "to"
        elif phrases("reporting", "were_wrong").search(text, _clause(text, start, at), at):
            wrong.append(number)
        else:
            bare.append(number)
    right += bare if wrong else []
    wrong = [number for number in wrong if number not in right]
    if not outcomes or not (
        wrong or (told_to and CORRECTS.search(text, start, end) and TOLL.search(text, start, end))
    ):
        return None
    named = next(
        (day.first for day in days if day.first is not None and day.first.exact and _later(day.first, published)),
        None,
    )
    return Notice(start, end, text[start:end], frozenset(outcomes), tuple(wrong), tuple(right), named)


def _numbers(toks: list[Token], dated: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The numbers of a note that count something, each with where it starts; days and paragraph numbers count nothing."""
    at = 0
    while at < len(toks):
        number = number_at(toks, at)
        if number is None:
            at += 1
            continue
        tok = toks[number.core]
        numbered = number.core > 0 and toks[number.core - 1].low in NUMBERED
        if not numbered and not number.vague and not any(first <= tok.start < last for first, last in dated):
            yield number.point, tok.start
        at = number.core + 1 if numbered else max(number.last, at + 1)  # "in paragraph 3 to 10 from 12"


def _clause(text: str, start: int, at: int) -> int:
    """Where the clause that holds text[at] begins."""
    return max((found.end() for found in BREAKS.finditer(text, start, at)), default=start)


def _says_right(text: str, start: int, at: int) -> bool:
    """Whether words of setting right stand before a number in its clause, behind any of what was wrong."""
    begin = _clause(text, start, at)
    right = max((m.end() for m in phrases("reporting", "are_right").finditer(text, begin, at)), default=-1)
    wrong = max((m.end() for m in phrases("reporting", "were_wrong").finditer(text, begin, at)), default=-1)
    return right > wrong


def _later(day: PartialDate, published: date | None) -> bool:
    return published is None or day.first() >= published
