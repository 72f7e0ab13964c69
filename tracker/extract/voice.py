"""Whose voice a passage is in: sources carry on, and back over a quotation that names its speaker last."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.extract.attribution import Attribution, resolve
from tracker.extract.sentence import Sentence
from tracker.model import (
    Claim,
)

GOES_ON = re.compile(
    (
        r"\W*(?:and|another|also|in addition|additionally|(?:a |an )?further|two more|three more|others?|the "
        r"(?:dead|victims|wounded|fatalities)|(?:that|this|which) (?:lifts?|lifted|brings?|brought|takes?|took|"
        r"raises?|raised|pushes|pushed|puts?|includes?|included)|among (?:them|the dead|those))\b"
    ),
    re.IGNORECASE,
)


class Voice:
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
        if any(t.low in ("reported", "reportedly") for t in sentence.toks):
            return False  # somebody reported it, and the words leave open who
        opens = sentence.toks[0].low in ("the", "some", "at", "more", "about") or sentence.found[0].count.first <= 1
        return sentence.ordinal - self.last_sentence == 1 and opens and sentence.found[0].count.first <= 4

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


def closing_voice(text: str, sentence: Sentence, claims: list[Claim]) -> list[Claim] | None:
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


def saying(sentence: Sentence) -> list[tuple[int, int]]:
    """The stretches of words of attribution, with the room of a date behind the verb: "said on Tuesday"."""
    counts = [sentence.toks[f.count.first].start for f in sentence.found]
    out = []
    for a in sentence.said:
        if a.kind in ("said", "suffix", "inverted"):
            first = a.start - 24 if a.kind == "said" and a.start - sentence.start <= 24 else a.start
            out.append((first, min([a.end + 34, *(c for c in counts if c >= a.end)])))
    return out
