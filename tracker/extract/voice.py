"""Whose voice a passage is in: sources carry on, and back over a quotation that names its speaker last."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from tracker.extract.attribution import is_outlet, resolve
from tracker.extract.attribution_words import NO_SOURCE
from tracker.extract.harm_words import speaks_of_harm, takes_up_harm
from tracker.extract.noun_phrases import looks_like_source
from tracker.extract.phrase_words import PRONOUNS
from tracker.extract.sentence import Sentence
from tracker.extract.speech import Attribution
from tracker.extract.subjects import opening_subject
from tracker.extract.tokens import WRAP_WIDTH
from tracker.lexicon.guarded import Guarded
from tracker.model import (
    Claim,
    Outcome,
    Region,
)

NEARBY = 600  # code points behind a summary within which the figure is told again with its source

GOES_ON = Guarded(
    (
        r"\W*(?:and|another|also|in addition|additionally|(?:a |an )?further|two more|three more|others?|the "
        r"(?:dead|victims|wounded|fatalities)|(?:that|this|which) (?:lifts?|lifted|brings?|brought|takes?|took|"
        r"raises?|raised|pushes|pushed|puts?|includes?|included)|"
        r"in (?:another|a second|a separate|a further)|among (?:them|the|those)|of (?:them|those|the))\b"
    ),
    re.IGNORECASE,
)
# Words by which the outlet leaves open who says it, or speaks of what everybody knows: the voice before does not reach.
OPEN_VOICE = Guarded(
    r"\b(?:reportedly|allegedly|(?:was|were|is|are) (?:\w+ )?reported|reported (?:killed|dead|wounded|injured|missing)|"
    r"(?:was|were|is|are) (?:also )?(?:said|believed|thought|feared|understood)|civil war|since the (?:war|conflict|start|"
    r"beginning)|(?:worst|deadliest|bloodiest|biggest|latest|previous)|in recent (?:years|months)|years? ago|months? ago|"
    r"(?:war|conflict|insurgency|uprising|rebellion|fighting|violence) (?:that|which) (?:has|have) "
    r"(?:\w+ly |so far |also |already )?(?:killed|claimed|left|cost|displaced|forced|driven|uprooted|wounded|"
    r"injured|taken|seen))\b",
    re.IGNORECASE,
)
# Told in the tense of reported speech: the speaker before goes on, whatever day he names ("As of 27 March 300 had fled").
BACKSHIFTED = Guarded(
    r"\bhad\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|so\s+far\s+|since\s+)*(?:been\s+)?(?:\w+ed|died|fled|lost|fallen|left|taken|"
    r"gone|risen)\b",
    re.IGNORECASE,
)
RECENT = 8  # sentences within which "the source" or "the statement" takes up who was named
STANDS_FOR = Guarded(r"(?:the|that|this) (?:same )?(?:source|statement)$", re.IGNORECASE)

NEXT = 2  # sentences behind the last speaker's within which an unsigned quotation is his
QUOTED_WHOLE = re.compile(r"“[^“”\n]*+”[ \t]*(?:\n|$)|\"[^\"\n]*+\"[ \t]*(?:\n|$)")  # a paragraph

SPOKEN_ON = 4  # sentences for which a speaker goes on behind "he said": the mark that closes his words may be lost
SAME_SENTENCE = 50  # claims that may stand behind another in the text and before it in the list


class Voice:
    """Whose voice the text is in: the last source named, and whether a quotation is open."""

    def __init__(self) -> None:
        self.last: Attribution | None = None
        self.quoted: Attribution | None = None
        self.last_sentence = 0
        self.told = False  # whether the last source told a figure, or of harm done
        self.open_quote = False
        self.quoted_on: Sentence | None = None  # where the last source takes up his quotation again
        self._untold: list[tuple[Sentence, bool]] = []  # heard since a claim last asked whose voice it is in

    def hear(self, sentence: Sentence, claimed: bool) -> None:
        """Takes note of a sentence that was read, and whether it made claims. Nothing is looked at before a claim asks."""
        self._untold.append((sentence, claimed))

    def source(self, text: str, sentence: Sentence, start: int, end: int) -> Attribution | None:
        """The attribution a claim at start:end stands under, pronouns resolved."""
        found = resolve(sentence.said, start, end)
        if found is not None and not found.pronoun and not STANDS_FOR.match(found.words):
            return found
        self._catch_up(text)
        if found is not None and found.pronoun:
            behind = next(
                (a for a in sentence.said if a.kind == "according" and a.start >= end and not a.pronoun), None
            )
            if behind is not None:
                return behind  # "they found four bodies, according to a fighter"
            earlier = [a for a in sentence.said if not a.pronoun and a.start < found.start]
            if earlier:
                return earlier[-1]
            opened = None if found.kind == "suffix" else _opened_with(text, sentence, found)
            return opened or self._spoken_of(text, sentence) or self.last
        if found is not None:
            return self._fuller(sentence, found)
        if self.last is None:
            return None
        still = self.quoted_on is None or self._spoken_on(text, sentence, self.quoted_on)
        if self.open_quote and still and self.quoted is not None and (sentence.quotes_on or not sentence.parted):
            return self.quoted
        if not self.told and not takes_up_harm(text, sentence.start, sentence.end):
            return None  # who only spoke, of a truce or of whom he blames, told nothing that a count goes on from
        distance = sentence.ordinal - self.last_sentence
        if sentence.parted and text[sentence.start] in '"“':
            # Somebody begins to speak, who is named at the end; where nobody is, the one who spoke last goes on.
            return self.last if distance <= NEXT and QUOTED_WHOLE.match(text, sentence.start) else None
        if distance <= 2 - sentence.parted and (
            GOES_ON.match(text[sentence.start : sentence.start + 40])
            or (
                (not sentence.dates or (distance == 1 and not _counts_before(sentence, start)))
                and GOES_ON.match(text[start : start + 20])
            )
        ):
            return None if OPEN_VOICE.search(text, sentence.start, sentence.end) else self.last
        return self.last if distance == 1 and self._goes_on(text, sentence) else None

    def _spoken_of(self, text: str, sentence: Sentence) -> Attribution | None:
        """Whom "it" means where the sentence before only spoke of a body: "A committee sits in Oro. It has reported"."""
        before = sentence.before
        if before is None or self.last_sentence == before.ordinal or before.said:
            return None
        found = opening_subject(before.toks)
        if found is None or before.toks[found[0]].low in PRONOUNS:
            return None
        first, last = before.toks[found[0]].start, before.toks[found[1]].end
        return (
            Attribution(text[first:last], first, last, last, last)
            if looks_like_source(text[first:last], strict=True)
            else None
        )

    def _goes_on(self, text: str, sentence: Sentence) -> bool:
        """True for the next sentence of a passage that tells more of what its source told: no voice of its own, no day
        of its own, and no words by which the outlet takes over."""
        if sentence.said or sentence.parted or self.last is None:
            return False
        if sentence.dates and BACKSHIFTED.search(text, sentence.start, sentence.end) is None:
            return False
        if text[sentence.start] in "-–—*•":
            return False  # a heading
        return not OPEN_VOICE.search(text, sentence.start, sentence.end) and not is_outlet(self.last.words)

    def _fuller(self, sentence: Sentence, found: Attribution) -> Attribution:
        """ "The source" where "a source at the hospital" was named before, "the statement" where the army said it in one:
        the words that say who it is."""
        if self.last is None or not STANDS_FOR.match(found.words) or sentence.ordinal - self.last_sentence > RECENT:
            return found
        stated = found.words.lower().endswith("statement") and not is_outlet(self.last.words)
        return self.last if stated or "source" in self.last.words.lower() else found

    def _catch_up(self, text: str) -> None:
        """Takes in what was heard. A source named anew makes those before it of no matter, but for whether a quotation is
        open: the last one before its last mark is where to begin."""
        heard, self._untold = self._untold, []
        marked = [n for n, (sentence, _) in enumerate(heard) if any(_quotation_marks(text, sentence))]
        latest = marked[-1] if marked else len(heard) - 1
        first = next((n for n in range(latest, -1, -1) if _names_anew(heard[n][0])), 0)
        for n, (sentence, claimed) in enumerate(heard):
            if n >= first:
                self._take_in(text, sentence, claimed)
            self._follow_quotation(text, sentence, told=n >= first)

    def _take_in(self, text: str, sentence: Sentence, claimed: bool) -> None:
        """Takes note of the sources of a sentence."""
        named = _named(sentence)
        if named:
            fuller = self._fuller(sentence, named[-1])
            self.last, self.last_sentence = fuller, sentence.ordinal
            self.told = claimed or speaks_of_harm(text, sentence.start, sentence.end)
            return
        taken_up = any(a.pronoun for a in sentence.said) or (claimed and self.last_sentence == sentence.ordinal - 1)
        if taken_up and self._continues(text, sentence):
            self.last_sentence = sentence.ordinal
            self.told = self.told or claimed

    def _follow_quotation(self, text: str, sentence: Sentence, told: bool) -> None:
        """Opens and closes quotations. One goes on over a blank line only where the next paragraph opens with its mark.

        `told`: the sources so far were taken in.
        """
        if sentence.parted:
            self.open_quote = self.open_quote and sentence.quotes_on
        opens, straight = _quotation_marks(text, sentence)
        if opens or straight:
            self.open_quote = opens > 0 if opens else not self.open_quote
            # '"We ran," the nurse said. "They shelled us. Nine died."': she speaks on
            resumed = self.open_quote and not sentence.parted and sentence.ordinal - self.last_sentence <= 1
            self.quoted = self.last if told and (sentence.said or resumed) else None
            self.quoted_on = None if sentence.said else sentence

    @staticmethod
    def _spoken_on(text: str, sentence: Sentence, opened: Sentence) -> bool:
        """Whether a quotation taken up in the sentence `opened` still goes on: not in another paragraph, whatever marks
        are left open, and not where the outlet speaks."""
        near = sentence.paragraph == opened.paragraph and sentence.ordinal <= opened.ordinal + SPOKEN_ON
        return near and OPEN_VOICE.search(text, sentence.start, sentence.end) is None

    def _continues(self, text: str, sentence: Sentence) -> bool:
        return bool(sentence.said) or self._goes_on(text, sentence)


def _counts_before(sentence: Sentence, start: int) -> bool:
    """Whether a sentence has a count before `start`, from which "and another" goes on: not from the sentence before."""
    return any(sentence.toks[found.count.first].start < start for found in sentence.found)


def _named(sentence: Sentence) -> list[Attribution]:
    """The sources that a sentence names for what follows it, in order."""
    return [a for a in sentence.said if not a.pronoun and a.kind != "bracketed"]


def _names_anew(sentence: Sentence) -> bool:
    """Whether a sentence names a source by words that take up no other."""
    named = _named(sentence)
    return bool(named) and not STANDS_FOR.match(named[-1].words)


def _quotation_marks(text: str, sentence: Sentence) -> tuple[int, int]:
    """By how many marks quotations are opened in a sentence, and whether a straight mark is left without its like."""
    words = text[sentence.start : sentence.end]
    return words.count("“") - words.count("”"), words.count('"') % 2


def _opened_with(text: str, sentence: Sentence, pronoun: Attribution) -> Attribution | None:
    """Whom "they" means behind "The ministry began to count in 2005, and they put the toll at 40"."""
    found = opening_subject(sentence.toks)
    if found is None or pronoun.kind == "anaphor":
        return None
    first, last = sentence.toks[found[0]].start, sentence.toks[found[1]].end
    closing = sentence.toks[found[1]]  # a noun or a name: "the police searched" is cut too late
    if last >= pronoun.start or not (closing.text[0].isupper() or looks_like_source(closing.text, strict=True)):
        return None
    if NO_SOURCE.match(text[first:last]) or not looks_like_source(text[first:last], strict=True):
        return None
    return Attribution(text[first:last], first, last, last, last)


def breaks_off(text: str, gap: str, start: int) -> bool:
    """Whether a new paragraph starts at `start`, behind `gap`: a blank line, or a line break in a text that is not wrapped
    at a fixed width."""
    if "\n" not in gap or "\n\n" in gap:
        return "\n" in gap
    before = text.rfind("\n", 0, start - len(gap)) + 1
    after = text.find("\n", start)
    lengths = (start - len(gap) - before, (after if after >= 0 else len(text)) - start)
    return max(lengths) > WRAP_WIDTH or min(lengths) < WRAP_WIDTH // 2


def told_again(text: str, claims: list[Claim]) -> list[Claim]:
    """Figures that a headline or lead gives without a source, and the body gives again with one: the voice is its."""
    first = next((line for line in re.finditer(r"[^\n]+", text) if line.group().strip()), None)
    headline = first.end() if first and first.group().rstrip()[-1:] not in '.”"' and len(first.group()) < 200 else 0
    sourced: dict[tuple[Outcome, int], list[Claim]] = {}
    place: dict[str, int] = {}  # of a claim among its twins, so that only those around it are looked at
    for claim in claims:
        if claim.region is Region.BODY:
            twins = sourced.setdefault((claim.outcome, claim.quantity.point), [])
            place[claim.id] = len(twins)
            twins.append(claim)
    out = []
    for claim in claims:
        if claim.source is None and claim.region is Region.BODY and claim.quantity.point > 1:
            twins = sourced[claim.outcome, claim.quantity.point]
            around = (twins[n] for n in range(max(0, place[claim.id] - SAME_SENTENCE), len(twins)))
            later = next((t for t in around if t.start > claim.end), None)
            if (
                later is not None
                and later.source
                and (
                    claim.end < headline
                    or (later.start < claim.end + NEARBY and "\n" not in text[claim.end : later.start])
                )
            ):
                claim = replace(claim, source=later.source)
        out.append(claim)
    return out


@lru_cache(maxsize=16)  # the counts of one passage ask in a row
def saying(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of words of attribution, with the room of a date behind the verb: "said on Tuesday"."""
    counts = [sentence.toks[f.count.first].start for f in sentence.found]
    out = []
    for a in sentence.said:
        if a.kind in ("said", "suffix", "inverted"):
            opens = a.kind == "said" and a.start - sentence.start <= 24
            first = max(0, a.start - 24) if opens else a.start
            said = sentence.text.find(" that ", a.end, a.end + 34)  # "said on Friday that on Monday 12 had died"
            out.append((first, min([a.end + 34, *(c for c in counts if c >= a.end), *([said] if said >= 0 else [])])))
    return out
