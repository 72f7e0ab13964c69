"""An article to claims: sentence by sentence, then across the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from tracker.extract.boxes import of_boxes
from tracker.extract.breakdowns import with_breakdowns
from tracker.extract.carrying import note
from tracker.extract.dateline import counted_from, own_day
from tracker.extract.distinct import distinct
from tracker.extract.fates import fate
from tracker.extract.furniture import Regions, cut_off, regions_of
from tracker.extract.gate import telltales
from tracker.extract.grounds import with_grounds
from tracker.extract.headings import with_headings
from tracker.extract.narrowing import narrow, share_day
from tracker.extract.numbers import Number
from tracker.extract.places import place_of
from tracker.extract.refusals import Speaks, other_cause, refused, speaks_of
from tracker.extract.scope import scope_of
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock, Setting, clauses_of
from tracker.extract.settling import has_own_time, headline_end, settle_times
from tracker.extract.structure import Found
from tracker.extract.timing import time_claim
from tracker.extract.tokens import Token, sentences
from tracker.extract.victim_words import side_words, victims_words
from tracker.extract.victims import group_beside, group_of
from tracker.extract.voice import Voice, breaks_off, close_voice, saying, told_again
from tracker.extract.wars import anchors, war_of
from tracker.extract.wholes import exceeds, parent_before, taken_up, whose
from tracker.extract.windows import own_windows
from tracker.extract.years import Years
from tracker.lexicon.guarded import Guarded
from tracker.model import (
    NO_FRAME,
    Article,
    Claim,
    DateBasis,
    Group,
    Outcome,
    PartialDate,
    Quantity,
    Reading,
    Region,
    Span,
    SpanKind,
    Unit,
    Unread,
    content_id,
)

BESIDE = 60  # code points behind a reading in which "while seeking aid" speaks of its people
NEAR_CLAIMS = 12  # more than a sentence and the one before it hold
SHORTEST = 25  # code points: a line shorter than this is no sentence of the story
APART = (Region.TEASER, Region.COMMENT, Region.CAPTION)
HOUSEHOLDS = Guarded(r"\b(?:famil(?:y|ies)|households?)\b", re.IGNORECASE)


class Background:
    """What is known of an article as a whole. Each answer is found when the first claim asks for it."""

    def __init__(self, article: Article, started: PartialDate | None) -> None:
        self.article, self.started = article, started
        self.report, printed, self.dateline = own_day(article.text, article.published)
        self.report_basis = DateBasis.DATELINE if printed else DateBasis.PUBLISHED
        self.published = (
            counted_from(article.text, self.report.first()) if self.report and self.report.exact else None
        )
        self.years = Years(article.text) if self.published is None else None

    @cached_property
    def war(self) -> PartialDate | None:
        """The start of the war that the article speaks of."""
        return self.started or war_of(self.article.text, self.report)

    @cached_property
    def conflict(self) -> Speaks:
        """Whether the article speaks of conflict or political violence at all."""
        if self.article.conflict is not None:
            return Speaks.OF_CONFLICT
        return speaks_of(self.article.text, self.war is not None)

    @cached_property
    def clock(self) -> Clock:
        """What the sentences so far say of time."""
        return Clock(self.published, self.report, self.report_basis, war_since=self.war)


def read_article(article: Article, started: PartialDate | None = None) -> Reading:
    """All claims of an article's text, in order, and the sentences that hold a number and an outcome and were not read."""
    text = article.text
    if not telltales().may_stand_in(text):
        return Reading()
    background = Background(article, started)
    voice = Voice()
    claims: list[Claim] = []
    unread: list[Unread] = []
    unheard: list[Sentence] = []  # sentences without claims whose times and voices no claim has asked for yet
    heard = 0
    for sentence, region in _sentences(article, background):
        start, end = sentence.start, sentence.end
        counted = sentence.may_count and (bool(sentence.found) or _counted(sentence))
        heard += counted
        if region in APART:
            if sentence.found and not cut_off(text[start:end]):
                apart = _claims(article, sentence, Clock(None), Voice(), background, unread, [])
                claims.extend(replace(claim, region=region) for claim in apart)
            elif sentence.found:
                unread.append(Unread(article.name, start, end, text[start:end], "cut off"))
            elif counted:
                unread.append(Unread(article.name, start, end, text[start:end], NO_FRAME))
            continue
        here: list[Claim] = []
        if sentence.found:
            for earlier in unheard:
                _hear(text, earlier, background.clock, voice)
            unheard.clear()
            if sentence.parted:
                voice.paragraph(sentence.quotes_on)
            here = _claims(article, sentence, background.clock, voice, background, unread, claims)
            note(text, sentence, background.clock)
            voice.after(text, sentence, bool(here))
        else:
            unheard.append(sentence)
            if counted:
                unread.append(Unread(article.name, start, end, text[start:end], NO_FRAME))
        if region is not Region.BODY:
            here = [replace(claim, region=region) for claim in here]
        close_voice(text, sentence, claims)
        claims.extend(here)
        died = fate(text, start, end, sentence.before.start if sentence.before else start, claims[-NEAR_CLAIMS:])
        if died is not None:
            claims.append(died)
    claims = of_boxes(text, share_day(narrow(text, claims, background.report)))
    settled = settle_times(with_breakdowns(text, with_headings(text, told_again(text, claims))), headline_end(text))
    return Reading(tuple(with_grounds(text, distinct(settled))), tuple(unread), heard)


def _sentences(article: Article, background: Background) -> Iterator[tuple[Sentence, Region]]:
    """The sentences of an article, in order, each with the region it stands in."""
    text = article.text
    known = anchors(text) if background.published is None else []
    regions = Regions([*article.regions, *regions_of(text)])
    before: Sentence | None = None
    paragraph, last_end, parted, quotes_on = 0, 0, False, True
    ordinal = -1
    for start, end in sentences(text):
        ordinal += end - start >= SHORTEST or ordinal < 0  # "Advertisement" and "Share" are no sentences of the story
        gap, last_end = text[last_end:start], end
        paragraph += "\n" in gap
        if breaks_off(text, gap, start):
            parted, quotes_on = True, quotes_on and text[start] in '“"'
        sentence = Sentence(
            text,
            start,
            end,
            ordinal,
            paragraph,
            parted,
            quotes_on,
            before,
            background.published,
            known,
            background.dateline,
            background.years,
        )
        region = regions.at(start)
        yield sentence, region
        if region not in APART:
            before, parted, quotes_on = sentence, False, True


def _hear(text: str, sentence: Sentence, clock: Clock, voice: Voice) -> None:
    """Takes note of the times and the voice of a sentence without claims, for those after it."""
    if sentence.parted:
        voice.paragraph(sentence.quotes_on)
    note(text, sentence, clock)
    voice.after(text, sentence, claimed=False)


def _claims(
    article: Article,
    sentence: Sentence,
    clock: Clock,
    voice: Voice,
    background: Background,
    unread: list[Unread],
    before: list[Claim],
) -> list[Claim]:
    text = article.text
    out: list[Claim] = []
    wholes: list[Claim] = []
    by_item: dict[int, Claim] = {}
    order = sorted(sentence.found, key=lambda f: f.parent is not None)
    for found in order:
        reason = refused(text, sentence.toks, sentence.items, found, background.conflict)
        if (
            reason is None
            and article.conflict is None
            and other_cause(text, sentence.start, sentence.end, *_stretch(sentence, found))
        ):
            reason = "other cause"
        if reason is not None:
            unread.append(
                Unread(article.name, sentence.start, sentence.end, text[sentence.start : sentence.end], reason)
            )
            continue
        if found.outcome is Outcome.KILLED and found.frame.startswith("dying") and _missing(sentence, found):
            found = replace(found, outcome=Outcome.MISSING)
        claim = _claim(article, sentence, found, clock, voice)
        if found.parent is not None:
            parent = by_item.get(found.parent) if found.parent >= 0 else parent_before(before, wholes, claim)
            if parent is not None and not exceeds(claim, parent):
                own = has_own_time(claim, parent, said_before=found.parent < 0)
                claim = replace(
                    claim,
                    part_of=parent.id,
                    victims=claim.victims or taken_up(found, parent),
                    basis=claim.basis if own else parent.basis,
                    since=claim.since if own else parent.since,
                    as_of=claim.as_of if own else parent.as_of,
                    date_basis=claim.date_basis if own else parent.date_basis,
                    source=claim.source or parent.source,
                    place=claim.place or parent.place,
                    side=claim.side or whose(parent),
                    group=parent.group if claim.group is Group.EVERYONE else claim.group,
                )
        elif out and _elided(claim, out[-1]):
            claim = replace(claim, side=whose(out[-1]), group=out[-1].group)
        elif claim.victims is None and claim.side is None and not any(not a.pronoun for a in sentence.said):
            earlier = next(iter([*reversed(out), *reversed(before[-3:])]), None)
            if earlier is not None and earlier.basis is claim.basis and claim.date_basis is not DateBasis.NONE:
                claim = replace(
                    claim,
                    side=whose(earlier),
                    group=earlier.group if earlier.part_of is None else claim.group,
                )
        by_item.setdefault(found.item, claim)
        out.append(claim)
        if found.parent is None:
            wholes.append(claim)
    return out


def _counted(sentence: Sentence) -> bool:
    """Whether a sentence holds a count and a word for an outcome, read or not."""
    return any(i.label == "COUNT" for i in sentence.items) and any(i.outcome for i in sentence.items)


def _elided(claim: Claim, before: Claim) -> bool:
    """Whether a count is of the people of the count before: "198,000 killed and 550,000 wounded"."""
    bare = claim.victims is None and claim.side is None and claim.group is Group.EVERYONE
    return bare and claim.frame.startswith(("reduced", "passive")) and claim.outcome is not before.outcome


def _missing(sentence: Sentence, found: Found) -> bool:
    """Whether those said to have died are "missing people": nobody has seen them dead."""
    return any(t.low == "missing" for t in sentence.toks[found.count.first : found.count.last])


def _stretch(sentence: Sentence, found: Found) -> tuple[int, int]:
    """Where the count of a reading stands in the text."""
    return sentence.toks[found.count.first].start, sentence.toks[found.count.last - 1].end


def _claim(article: Article, sentence: Sentence, found: Found, clock: Clock, voice: Voice) -> Claim:
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
    victims = victims_words(text, toks, items, found, {f.item: f for f in sentence.found})
    unit = Unit.HOUSEHOLD if victims and HOUSEHOLDS.search(victims.split(" of ")[0]) else Unit.PERSON
    quantity = Quantity(
        number.low, number.high, number.qualifier, number.hedge or _size_words(text, toks, number), unit
    )
    source = voice.source(text, sentence, at, stop)
    said = saying(sentence)
    stretches = [_stretch(sentence, f) for f in sentence.found]
    counts = [(*_stretch(sentence, f), f.parent is not None and f.parent >= 0) for f in sentence.found]
    parts = own_windows(text, sentence.start, counts, sentence.dates)
    timing = time_claim(
        Setting(
            text,
            (sentence.start, sentence.end),
            (at, stop) if at in parts else (start, end),
            found.outcome,
            number.point,
            sentence.dates,
            said,
            sentence.paragraph,
            sentence.ordinal,
            clauses_of(text, sentence.start, sentence.end, stretches, parts),
            found.item in {f.parent for f in sentence.found if _stretch(sentence, f)[0] in parts},
        ),
        clock,
    )
    spans = [Span(SpanKind.FIGURE, toks[number.core].start, toks[max(number.core_end, number.core + 1) - 1].end)]
    group = group_of(victims)
    if group is Group.EVERYONE:
        own = text[toks[count.head_first].start : stop] if count.kind == "self" else ""
        group = group_beside(f"{own} {text[end : min(sentence.end, end + BESIDE)]}" if found.parent is None else own)
    scope, inclusions = scope_of(text, sentence.start, sentence.end, start, end)
    place = place_of(text, sentence.start, sentence.end, at, stop, [(a.start, a.end) for a in sentence.said])
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


def _size_words(text: str, toks: list[Token], number: Number) -> str:
    """A size that is no number is its own hedge: "dozens", "several hundred"."""
    return text[toks[number.first].start : toks[number.core_end - 1].end] if number.vague else ""


__all__ = ["PartialDate", "read_article"]
