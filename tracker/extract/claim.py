"""One reading of a sentence to one claim: its figure, people, time, source, place and scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.extract.comparisons import COMPARED
from tracker.extract.losers import side_words
from tracker.extract.numbers import Number
from tracker.extract.places import place_of, speaking
from tracker.extract.relaying import handed_on
from tracker.extract.scope import scope_of
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock, Setting, clauses_of
from tracker.extract.structure import Found
from tracker.extract.timing import time_claim
from tracker.extract.tokens import Token
from tracker.extract.victim_words import others_as_written, victims_words
from tracker.extract.victims import group_beside, group_of
from tracker.extract.voice import Voice, saying
from tracker.extract.windows import own_windows
from tracker.lexicon.guarded import Guarded
from tracker.model import Article, Claim, Group, Outcome, Quantity, Span, SpanKind, Unit, content_id

BESIDE = 60  # code points behind a reading in which "while seeking aid" speaks of its people
HOUSEHOLDS = Guarded(r"\b(?:famil(?:y|ies)|households?)\b", re.IGNORECASE)


# Words that tell of nobody name no victims, neither of their own figure nor of one told after it.
NO_PEOPLE = frozenset(["nobody", "no one", "no-one", "none"])


def stretch_of(sentence: Sentence, found: Found) -> tuple[int, int]:
    """Where the count of a reading stands in the text."""
    return sentence.toks[found.count.first].start, sentence.toks[found.count.last - 1].end


@dataclass(frozen=True, slots=True)
class _Counts:
    """Where the counts of a sentence stand, and how they cut it up.

    parts    where parts of a total begin that have a window of their own
    wholes   the items of those totals
    """

    told: dict[int, Found]
    stretches: list[tuple[int, int]]
    parts: list[int]
    wholes: frozenset[int | None]
    clauses: list[tuple[int, int, bool]]


@lru_cache(maxsize=2)  # the counts of one sentence ask in a row
def _counts(sentence: Sentence) -> _Counts:
    text, found = sentence.text, sentence.found
    stretches = [stretch_of(sentence, f) for f in found]
    inner = [(*at, f.parent is not None and f.parent >= 0) for at, f in zip(stretches, found, strict=True)]
    compared = [at for (at, _), f in zip(stretches, found, strict=True) if f.frame == COMPARED]
    parts = sorted({*own_windows(text, sentence.start, inner, sentence.dates), *compared})
    return _Counts(
        {f.item: f for f in found},
        stretches,
        parts,
        frozenset(f.parent for at, f in zip(stretches, found, strict=True) if at[0] in parts),
        clauses_of(text, sentence.start, sentence.end, stretches, parts),
    )


def claim_of(article: Article, sentence: Sentence, found: Found, clock: Clock, voice: Voice) -> Claim:
    """The claim of one reading, before it is set beside the others of its sentence and article."""
    text, toks, items = article.text, sentence.toks, sentence.items
    count = found.count
    first, last = count.first, count.last
    if found.governor is not None:
        governor = items[found.governor]
        first, last = min(first, governor.first), max(last, governor.last)
        if last - first > 40:
            first, last = count.first, count.last
    start, end = toks[first].start, toks[last - 1].end
    at, stop = toks[count.first].start, toks[count.last - 1].end
    number = count.number
    counts = _counts(sentence)
    people = victims_words(text, toks, items, found, counts.told)
    victims = others_as_written(text, toks, count) or people
    if victims is not None and victims.lower() in NO_PEOPLE:
        victims = None
    unit = Unit.HOUSEHOLD if victims and HOUSEHOLDS.search(victims.split(" of ")[0]) else Unit.PERSON
    quantity = Quantity(
        number.low, number.high, number.qualifier, number.hedge or _size_words(text, toks, number), unit
    )
    handed = handed_on(text, sentence, voice.source(text, sentence, at, stop), at, stop, article.outlet or "")
    source = handed.source
    if victims and source and count.head_last <= count.head_first and victims in source.words:
        victims = None  # "an official, speaking on the phone, said there were 25 dead": the official is alive
    timing = time_claim(
        Setting(
            text,
            (sentence.start, sentence.end),
            (at, stop) if at in counts.parts or _shares(start, (at, stop), counts.stretches) else (start, end),
            found.outcome,
            number.point,
            sentence.dates,
            saying(sentence),
            sentence.paragraph,
            sentence.ordinal,
            counts.clauses,
            found.item in counts.wholes,
            counts.stretches,
            (at, stop) if at in counts.parts else (start, end),
        ),
        clock,
    )
    spans = [Span(SpanKind.FIGURE, toks[number.core].start, toks[max(number.core_end, number.core + 1) - 1].end)]
    group = group_of(people)
    if group is Group.EVERYONE:
        own = text[toks[count.head_first].start : stop] if count.kind == "self" else ""
        group = group_beside(f"{own} {text[end : min(sentence.end, end + BESIDE)]}" if found.parent is None else own)
    scope, inclusions = scope_of(text, sentence.start, sentence.end, start, end)
    place = place_of(text, sentence.start, sentence.end, at, stop, speaking(text, sentence.end, sentence.said))
    return Claim(
        id=content_id("c", article.id, start, end, found.outcome, number.low, number.high, at),
        article_id=article.id,
        article=article.name,
        start=start,
        end=end,
        quote=text[start:end],
        outcome=found.outcome,
        quantity=quantity,
        basis=timing.basis,
        victims=victims,
        since=timing.since,
        as_of=timing.as_of,
        date_basis=timing.date_basis,
        source=source.words if source else None,
        relays=handed.relays,
        place=place,
        group=group,
        side=side_words(text, toks, items, found),
        scope=scope,
        inclusions=inclusions if found.outcome in (Outcome.KILLED, Outcome.CASUALTIES) else (),
        frame=found.frame,
        spans=tuple(spans),
        kind=article.kind,
        conflict=article.conflict,
        outlet=article.outlet,
        url=article.url,
        said_on=article.published,
        seen_at=article.seen_at,
    )


def _shares(start: int, own: tuple[int, int], stretches: list[tuple[int, int]]) -> bool:
    """Whether a claim's words reach over another count before its own: "killed five on Friday and two on Saturday"."""
    return any(start <= a and b <= own[0] for a, b in stretches)


def _size_words(text: str, toks: list[Token], number: Number) -> str:
    """A size that is no number is its own hedge: "dozens", "several hundred"."""
    return text[toks[number.first].start : toks[number.core_end - 1].end] if number.vague else ""
