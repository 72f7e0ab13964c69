"""An article to claims: sentence by sentence, then across the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.extract.attribution import Attribution, attributions, resolve
from tracker.extract.counts import find_counts
from tracker.extract.dates import TimeExpression, expressions
from tracker.extract.furniture import cut_off, region_at, regions_of
from tracker.extract.marks import Item, mark
from tracker.extract.numbers import Number
from tracker.extract.places import place_of
from tracker.extract.refusals import other_cause, refused, violent
from tracker.extract.scope import scope_of
from tracker.extract.structure import Found, relate, strip_asides
from tracker.extract.timing import DAY_KINDS, Clock, Setting, counts_from, time_claim
from tracker.extract.tokens import Token, sentences, tokens
from tracker.extract.victims import describe
from tracker.extract.wars import anchors, war_of
from tracker.model import (
    Article,
    Claim,
    DateBasis,
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

HAS_NUMBER = re.compile(
    r"[0-9]|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|thousands?|millions?|dozens?|scores|several|few|couple|no|nobody|none|without|another|tens|half|zero|any|other|casualties|injuries)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\W*(?:and|another|also|in addition|additionally|(?:a |an )?further|two more|three more|others?|the (?:dead|victims|wounded|fatalities)|among (?:them|the dead|those))\b",
    re.IGNORECASE,
)
TRIM = re.compile(
    r"\s*\b(?:confirmed |combat |civilian |reported )?(?:deaths?|fatalities|casualties|injuries|losses|dead|killings|murders|executions|arrests|"
    r"detentions|abductions|kidnappings|lives|disappearances|extrajudicial)$",
    re.IGNORECASE,
)
HOUSEHOLDS = re.compile(r"\b(?:famil(?:y|ies)|households?)\b", re.IGNORECASE)
STARTS = re.compile(
    r"\b(?:beg[au]n|started|start|broke out|erupted|launched|initiated|unleashed|waged|outbreak|triggered|sparked|commenced)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sentence:
    """One sentence, marked: all that reading it needs."""

    start: int
    end: int
    ordinal: int
    paragraph: int
    toks: list[Token]
    items: list[Item]
    dates: list[TimeExpression]
    said: list[Attribution]
    found: list[Found]


def read_article(article: Article) -> Reading:
    """All claims of an article's text, in order, and the sentences that hold a number and an outcome and were not read."""
    text = article.text
    published = article.published.first() if article.published and article.published.exact else None
    war = war_of(text, article.published)
    known = anchors(article.published)
    clock = Clock(published, war_since=war)
    voice = _Voice()
    claims: list[Claim] = []
    unread: list[Unread] = []
    conflict = article.conflict is not None or war is not None or violent(text)
    previous: Outcome | None = None
    regions = list(article.regions) or regions_of(text)
    paragraph, last_end = 0, 0
    for ordinal, (start, end) in enumerate(sentences(text)):
        if "\n" in text[last_end:start]:
            paragraph += 1
        gap, last_end = text[last_end:start], end
        sentence = _mark(text, start, end, ordinal, paragraph, published, known, previous)
        if "\n\n" in gap:
            voice.paragraph()
        region = region_at(regions, start)
        if region in (Region.TEASER, Region.COMMENT, Region.CAPTION):
            alone = Clock(None)
            if sentence.found and not cut_off(text[start:end]):
                apart = _claims(article, sentence, alone, _Voice(), conflict, unread, [])
                claims.extend(replace(claim, region=region) for claim in apart)
            elif sentence.found:
                unread.append(Unread(article.name, start, end, text[start:end], "cut off"))
            continue
        here = _claims(article, sentence, clock, voice, conflict, unread, claims)
        if region is not Region.BODY:
            here = [replace(claim, region=region) for claim in here]
        _note_time(text, sentence, clock)
        if backward := _closing_voice(text, sentence, claims):
            claims[:] = backward
        claims.extend(here)
        if sentence.found:
            previous = sentence.found[-1].outcome
    return Reading(tuple(_distinct(claims)), tuple(unread))


def _mark(
    text: str,
    start: int,
    end: int,
    ordinal: int,
    paragraph: int,
    published: object,
    known: list[object],
    previous: Outcome | None,
) -> Sentence:
    dates = expressions(text, start, end, published, known)  # type: ignore[arg-type]
    toks = tokens(text, start, end)
    ranges = []
    for expression in dates:
        first = next((n for n, t in enumerate(toks) if t.end > expression.start), 0)
        last = next((n for n, t in enumerate(toks) if t.start >= expression.end), len(toks))
        ranges.append((first, last))
    items = mark(toks)
    found: list[Found] = []
    if HAS_NUMBER.search(text, start, end):
        items = strip_asides(toks, find_counts(toks, items, ranges))
        if any(item.label in ("COUNT", "SELF") for item in items):
            found = relate(toks, items, previous)
    dated = frozenset(n for first, last in ranges for n in range(first, last))
    said = attributions(text, toks, items, start, end, dated)
    return Sentence(start, end, ordinal, paragraph, toks, items, dates, said, found)


class _Voice:
    """Whose voice the text is in: the last source named, and whether a quotation is open."""

    def __init__(self) -> None:
        self.last: Attribution | None = None
        self.quoted: Attribution | None = None
        self.claimed = False
        self.last_sentence = 0
        self.since_sentence = 0
        self.open_quote = False
        self.fresh_paragraph = False

    def paragraph(self) -> None:
        self.fresh_paragraph = True
        self.open_quote = False

    def source(self, text: str, sentence: Sentence, start: int, end: int) -> Attribution | None:
        """The attribution a claim at start:end stands under, pronouns resolved."""
        found = resolve(sentence.said, start, end)
        if found is not None and found.pronoun:
            earlier = [a for a in sentence.said if not a.pronoun and a.start < found.start]
            return earlier[-1] if earlier else self.last
        if found is not None:
            return found
        if self.last is None:
            return None
        if self.open_quote and self.quoted is not None:
            return self.quoted
        opening = text[sentence.start : sentence.start + 40]
        if self._goes_on(sentence):
            return self.last
        if sentence.ordinal - self.last_sentence <= 2 and (
            GOES_ON.match(opening) or GOES_ON.match(text[start : start + 20])
        ):
            return self.last
        return None

    def _goes_on(self, sentence: Sentence) -> bool:
        """True for a sentence that opens with a count and follows one with counts of a named source: "Some 192 medics
        have died." A date of its own starts another matter."""
        if sentence.said or sentence.dates or self.fresh_paragraph or not self.claimed:
            return False
        return sentence.ordinal - self.last_sentence == 1 and sentence.found[0].count.first <= 4

    def after(self, text: str, sentence: Sentence) -> None:
        """Takes note of the sources and quotation marks of a sentence that was read."""
        named = [a for a in sentence.said if not a.pronoun]
        if named:
            self.last, self.last_sentence = named[-1], sentence.ordinal
        words = text[sentence.start : sentence.end]
        opens = words.count("“") - words.count("”")
        straight = words.count('"')
        if opens or straight % 2:
            self.open_quote = opens > 0 if opens else not self.open_quote
            self.quoted = self.last if named or any(a.pronoun for a in sentence.said) else None
        self.fresh_paragraph = False
        self.claimed = bool(sentence.found) and bool(sentence.said)


def _claims(
    article: Article,
    sentence: Sentence,
    clock: Clock,
    voice: _Voice,
    conflict: bool,
    unread: list[Unread],
    before: list[Claim],
) -> list[Claim]:
    text = article.text
    out: list[Claim] = []
    by_item: dict[int, Claim] = {}
    accident = bool(sentence.found) and article.conflict is None and other_cause(text[sentence.start : sentence.end])
    order = sorted(sentence.found, key=lambda f: f.parent is not None)
    for found in order:
        reason = "other cause" if accident else refused(text, sentence.toks, sentence.items, found, conflict)
        if reason is not None:
            unread.append(
                Unread(article.name, sentence.start, sentence.end, text[sentence.start : sentence.end], reason)
            )
            continue
        claim = _claim(article, sentence, found, clock, voice)
        if found.parent is not None:
            parent = by_item.get(found.parent) if found.parent >= 0 else _parent_before(before, out, claim)
            if parent is not None and found.parent >= 0 or parent is not None:
                claim = replace(
                    claim,
                    part_of=parent.id,
                    basis=parent.basis,
                    since=parent.since,
                    as_of=parent.as_of,
                    date_basis=parent.date_basis,
                    source=claim.source or parent.source,
                    place=claim.place or parent.place,
                )
        by_item.setdefault(found.item, claim)
        out.append(claim)
    voice.after(text, sentence)
    return out


def _closing_voice(text: str, sentence: Sentence, claims: list[Claim]) -> list[Claim] | None:
    """Earlier claims of a quotation whose speaker is named only where it ends: '"They took 42. ...," the mayor said.'"""
    speaker = next((a for a in sentence.said if a.kind in ("suffix", "inverted") and not a.pronoun), None)
    if speaker is None:
        return None
    before = text[max(0, sentence.start - 900) : sentence.start]
    lead = text[sentence.start : speaker.start]
    if not re.search(r"[”\"]", lead) or re.search(r"“", lead):
        return None
    opened = max(before.rfind("“"), before.rfind('"') if before.count('"') % 2 else -1)
    if opened < 0 or opened < before.rfind("”"):
        return None
    floor = sentence.start - len(before) + opened
    return [replace(c, source=speaker.words) if c.start >= floor and c.source is None else c for c in claims]


def _parent_before(before: list[Claim], here: list[Claim], claim: Claim) -> Claim | None:
    """The earlier claim that a subset of another sentence belongs to: the last one not itself a part, and not smaller."""
    for earlier in [*reversed(here), *reversed(before)]:
        if earlier.part_of is None and earlier.quantity.point >= claim.quantity.point:
            return earlier
    return None


def _claim(article: Article, sentence: Sentence, found: Found, clock: Clock, voice: _Voice) -> Claim:
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
    victims = _victims(text, toks, items, found, {f.item for f in sentence.found if f.parent is not None})
    unit = Unit.HOUSEHOLD if victims and HOUSEHOLDS.search(victims.split(" of ")[0]) else Unit.PERSON
    quantity = Quantity(
        number.low, number.high, number.qualifier, number.hedge or _size_words(text, toks, number), unit
    )
    source = voice.source(text, sentence, at, stop)
    said = _saying(sentence)
    timing = time_claim(
        Setting(
            text,
            (sentence.start, sentence.end),
            (start, end),
            found.outcome,
            number.point,
            sentence.dates,
            said,
            sentence.paragraph,
            sentence.ordinal,
        ),
        clock,
    )
    spans = [Span(SpanKind.FIGURE, toks[number.core].start, toks[max(number.core_end, number.core + 1) - 1].end)]
    group, words, side = describe(victims, text[at:stop])
    scope, inclusions = scope_of(text, sentence.start, sentence.end, start, end)
    place = place_of(text, sentence.start, sentence.end, start, end, toks, items, first, last)
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
        group_words=words,
        side=side,
        scope=scope,
        inclusions=inclusions,
        frame=found.frame,
        spans=tuple(spans),
        kind=article.kind,
        conflict=article.conflict,
        outlet=article.outlet,
        url=article.url,
        said_on=article.published,
        seen_at=article.seen_at,
    )


def _victims(text: str, toks: list[Token], items: list[Item], found: Found, parts: set[int]) -> str | None:
    """The noun phrase as written; for an elided one, the nearest before it in the sentence."""
    count = found.count
    if found.victims is not None:
        return text[toks[found.victims[0]].start : toks[found.victims[1] - 1].end]
    if count.head_last > count.head_first:
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind != "self":
            if words.lower() in ("others", "other", "more", "others more"):
                return _antecedent(text, toks, items, found.item, parts) or words
            return _with_of(text, toks, items, found.item, words)
        return TRIM.sub("", words).strip() or None
    if found.frame.startswith("toll"):
        return None
    return _antecedent(text, toks, items, found.item, parts)


def _size_words(text: str, toks: list[Token], number: Number) -> str:
    """A size that is no number is its own hedge: "dozens", "several hundred"."""
    return text[toks[number.first].start : toks[number.core_end - 1].end] if number.vague else ""


def _with_of(text: str, toks: list[Token], items: list[Item], at: int, words: str) -> str:
    """ "members" with what they are members of: the phrase behind "of", up to the next verb, comma or preposition."""
    count = items[at].count
    if (
        count is None
        or at + 2 >= len(items)
        or toks[items[at + 1].first].low != "of"
        or items[at + 1].last != items[at + 1].first + 1
    ):
        return words
    last = items[at + 1].last
    for item in items[at + 2 : at + 10]:
        if item.label not in ("DET", "NAME", "WORD", "PERSON", "AND") or (
            item.label == "AND" and toks[item.first].low != "and"
        ):
            break
        last = item.last
    if last == items[at + 1].last:
        return words
    while toks[last - 1].low in ("and", "the", "a"):
        last -= 1
    return text[toks[count.head_first].start : toks[last - 1].end]


def _antecedent(text: str, toks: list[Token], items: list[Item], at: int, parts: set[int]) -> str | None:
    for n in range(at - 1, -1, -1):
        count = items[n].count
        if count is None or n in parts or items[n].label == "NUMBER" or count.head_last <= count.head_first:
            continue
        words = text[toks[count.head_first].start : toks[count.head_last - 1].end]
        if count.kind == "self":
            words = TRIM.sub("", words).strip()
        if words and words.lower() not in ("others", "other"):
            return words
    return None


def _saying(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of words of attribution, with the room of a date behind the verb: "said on Tuesday"."""
    return [
        (a.start - 24 if a.kind == "said" and a.start - sentence.start <= 24 else a.start, a.end + 34)
        for a in sentence.said
        if a.kind in ("said", "suffix", "inverted")
    ]


def _note_time(text: str, sentence: Sentence, clock: Clock) -> None:
    spoken = _saying(sentence)
    days = [
        e
        for e in sentence.dates
        if e.kind in DAY_KINDS
        and e.first is not None
        and not counts_from(text, sentence.start, sentence.dates, e)
        and not any(a <= e.start < b for a, b in spoken)
    ]
    if days:
        clock.day, clock.day_paragraph, clock.day_sentence = days[-1], sentence.paragraph, sentence.ordinal
        if clock.lead is None and sentence.ordinal <= 4 and days[0].kind != "ago":
            clock.lead = days[0]
        if STARTS.search(text, sentence.start, sentence.end):
            clock.started = days[0].first


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim a figure: the same number for the same victims, hedged or not, is kept at its most informative mention."""
    best: dict[tuple[object, ...], Claim] = {}
    order: list[tuple[object, ...]] = []
    renamed: dict[str, str] = {}
    for claim in claims:
        key = (claim.outcome, claim.quantity.point, claim.group, claim.source if claim.source else None)
        loose = (claim.outcome, claim.quantity.point)
        match = next((k for k in order if k[:2] == loose and _same(best[k], claim)), None)
        if match is None:
            key = (*loose, len(order))
            order.append(key)
            best[key] = claim
        else:
            kept = best[match]
            if _informative(claim) > _informative(kept):
                best[match] = claim
                renamed[kept.id] = claim.id
            else:
                renamed[claim.id] = kept.id
    out = []
    for key in order:
        claim = best[key]
        parent = claim.part_of
        while parent in renamed:
            parent = renamed[parent]
        out.append(
            replace(claim, part_of=parent if parent != claim.id else None) if parent != claim.part_of else claim
        )
    return sorted(out, key=lambda c: (c.start, c.end, c.id))


def _same(one: Claim, other: Claim) -> bool:
    """Two mentions of one figure: no rival sources, no rival victims, and the number too telling to be chance."""
    if one.source and other.source and one.source != other.source:
        return False
    if (one.part_of is None) != (other.part_of is None):
        return False
    if one.quantity.point < 4 and (one.as_of != other.as_of or one.group != other.group):
        return False
    if one.group != other.group and one.victims and other.victims:
        return False
    return one.quantity.unit == other.quantity.unit


def _informative(claim: Claim) -> int:
    score = (
        2 * bool(claim.source)
        + bool(claim.victims)
        + bool(claim.place)
        + (claim.basis != "event")
        + bool(claim.since)
    )
    score += claim.date_basis in (DateBasis.STATED, DateBasis.RELATIVE)
    score += 2 * bool(claim.quantity.hedge)
    return score - 3 * (claim.region is not Region.BODY)


__all__ = ["PartialDate", "read_article"]
