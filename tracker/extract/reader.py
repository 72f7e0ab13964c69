"""An article to claims: sentence by sentence, then across the article."""

from __future__ import annotations

from dataclasses import replace

from tracker.extract.additions import with_additions
from tracker.extract.background import APART, Background, sentences_in
from tracker.extract.boxes import of_boxes
from tracker.extract.breakdowns import with_breakdowns
from tracker.extract.carrying import note
from tracker.extract.claim import claim_of, stretch_of
from tracker.extract.compared_times import held_against
from tracker.extract.disasters import goes_on_with_a_disaster
from tracker.extract.distinct import distinct
from tracker.extract.earlier_reports import with_earlier_reports
from tracker.extract.echoes import with_echoes
from tracker.extract.fates import fate
from tracker.extract.furniture import cut_off
from tracker.extract.gate import telltales
from tracker.extract.grounds import with_grounds
from tracker.extract.heading_day import with_heading_day
from tracker.extract.headings import with_headings
from tracker.extract.in_turn import in_turn
from tracker.extract.increments import with_increments
from tracker.extract.loss_lists import LISTED, holds_loss_list, with_loss_lists
from tracker.extract.narrowing import narrow, share_day
from tracker.extract.one_voice import with_one_voice
from tracker.extract.place_lists import BY_PLACE, with_place_lists
from tracker.extract.quotations import close_voice
from tracker.extract.refusals import Speaks, other_cause, refused
from tracker.extract.remembrance import remembered, said_then
from tracker.extract.sentence import Sentence
from tracker.extract.setting import Clock
from tracker.extract.settling import dated_behind, has_own_time, headline_end, settle_times
from tracker.extract.spanning import note_span, over_the_report
from tracker.extract.speakers import speaks
from tracker.extract.structure import Found
from tracker.extract.voice import Voice, told_again
from tracker.extract.wholes import exceeds, parent_before, taken_up, whose
from tracker.model import (
    NO_FRAME,
    Article,
    Basis,
    Claim,
    DateBasis,
    Group,
    Outcome,
    PartialDate,
    Reading,
    Region,
    Unread,
)

_SOME_DAY = PartialDate(2020, 1, 1)
NEAR_CLAIMS = 12  # more than a sentence and the one before it hold


def read_article(article: Article, started: PartialDate | None = None) -> Reading:
    """All claims of an article's text, in order, and the sentences that hold a number and an outcome and were not read."""
    text = article.text
    if not telltales().may_stand_in(text):
        return Reading()
    background = Background(article, started)
    voice = Voice()
    claims: list[Claim] = []
    unread: list[Unread] = []
    unheard: list[Sentence] = []  # sentences without claims whose times no claim has asked for yet
    heard = 0
    told = [*sentences_in(article, background)]
    background.story.extend(sentence for sentence, region in told if region not in APART)
    for sentence, region in told:
        start, end = sentence.start, sentence.end
        counted = bool(sentence.found) or sentence.counted
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
                note_span(text, earlier, background.clock)
                note(text, earlier, background.clock)
                voice.hear(earlier, claimed=False)
            unheard.clear()
            here = _claims(article, sentence, background.clock, voice, background, unread, claims)
            here = in_turn(text, start, end, sentence.dates, held_against(text, sentence.dates, here))
            note(text, sentence, background.clock)
            voice.hear(sentence, bool(here))
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
    claims = with_increments(text, with_loss_lists(article, claims, background.report))
    claims = with_place_lists(text, claims)
    listed = [claim for claim in claims if claim.frame in (LISTED, BY_PLACE)]
    unread = [u for u in unread if not any(u.start <= claim.start < u.end for claim in listed)]
    titled = headline_end(text, article.title)
    settled = with_breakdowns(text, with_headings(text, told_again(text, claims)))
    settled = settle_times(text, settled, titled, background.report)
    if settled:
        settled = said_then(remembered(text, settled, background.clock), background.clock)
    settled = with_earlier_reports(text, with_echoes(text, settled))
    settled = over_the_report(text, settled, titled, background.report, background.clock.covered)
    settled = with_heading_day(text, settled, background.report)
    kept = distinct(with_additions(text, with_one_voice(text, settled)), titled)
    return Reading(tuple(with_grounds(text, kept)), tuple(unread), heard)


def may_hold_claims(article: Article) -> bool:
    """Whether any sentence holds a count that carries an outcome and is not refused for the sentence's own words.

    Without one there is no claim, in this text or in a part of it; with one there may be.
    """
    if not telltales().may_stand_in(article.text):
        return False
    if holds_loss_list(article.text):
        return True
    # Of the day it was published on nothing hangs here but which year "on 5 May" is of, and that is long to look for.
    background = Background(replace(article, published=article.published or _SOME_DAY), None)
    return any(
        _why_not(article, sentence, found, Speaks.OF_CONFLICT) is None
        for sentence, _ in sentences_in(article, background)
        for found in sentence.found
    )


def _why_not(article: Article, sentence: Sentence, found: Found, speaks: Speaks) -> str | None:
    """Why a count is no claim, None where it is one. `speaks` tells what the article is about."""
    reason = refused(article.text, sentence.toks, sentence.items, found, speaks)
    if reason is None and article.conflict is None:
        stretch = stretch_of(sentence, found)
        if other_cause(article.text, sentence.start, sentence.end, *stretch):
            return "other cause"
        told = sentence.before
        if told is not None and told.paragraph == sentence.paragraph:
            spans = (told.start, told.end), sentence.start, sentence.end
            return "other cause" if goes_on_with_a_disaster(article.text, *spans) else None
    return reason


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
    no_claims: dict[int | None, str] = {}
    order = sorted(sentence.found, key=lambda f: f.parent is not None)
    for found in order:
        reason = _why_not(article, sentence, found, background.conflict)
        if reason is None and found.frame == "part":
            reason = no_claims.get(found.parent)  # who is freed with the others, or threatened with them
        if reason is None and speaks(text, sentence, found, order):
            reason = "who speaks"
        if reason is not None:
            no_claims[found.item] = reason
            unread.append(
                Unread(article.name, sentence.start, sentence.end, text[sentence.start : sentence.end], reason)
            )
            continue
        if found.outcome is Outcome.KILLED and found.frame.startswith("dying") and _missing(sentence, found):
            found = replace(found, outcome=Outcome.MISSING)
        claim = claim_of(article, sentence, found, clock, voice)
        if found.parent is not None:
            parent = by_item.get(found.parent) if found.parent >= 0 else parent_before(before, wholes, claim)
            if parent is not None and not exceeds(claim, parent):
                own = has_own_time(claim, parent, said_before=found.parent < 0)
                apart = dated_behind(text, claim, sentence.dates) if parent.basis is Basis.PERIOD else None
                if apart is not None and apart != parent.as_of:
                    own = True
                    if claim.since != apart:
                        claim = replace(claim, basis=Basis.PERIOD, since=apart, as_of=apart)
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


def _elided(claim: Claim, before: Claim) -> bool:
    """Whether a count is of the people of the count before: "198,000 killed and 550,000 wounded"."""
    bare = claim.victims is None and claim.side is None and claim.group is Group.EVERYONE
    return bare and claim.frame.startswith(("reduced", "passive")) and claim.outcome is not before.outcome


def _missing(sentence: Sentence, found: Found) -> bool:
    """Whether those said to have died are "missing people": nobody has seen them dead."""
    return any(t.low == "missing" for t in sentence.toks[found.count.first : found.count.last])


__all__ = ["PartialDate", "read_article"]
