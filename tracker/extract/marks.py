"""Tokens to marked items: which words of the lexicon stand where. One item may cover several tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.extract.tokens import KEPT, Token
from tracker.lexicon import lexicon
from tracker.lexicon.load import FORMS
from tracker.model import Outcome

if TYPE_CHECKING:
    from tracker.extract.count import Count

WORD, NAME, MARK = "WORD", "NAME", "MARK"
BEFORE_BRACKETS = frozenset(["of", "total", "least", "than", "about", "around", "some", "were", "are", ",", "and"])
PERSONAL = ("man", "men", "woman", "women")
IMPERSONAL = frozenset(
    (
        "human german roman ottoman talisman specimen regimen abdomen norman batman superman spokesman spokeswoman "
        "spokesmen chairman chairwoman chairmen ombudsman"
    ).split()
)
NO_ADVERBS = frozenset("assembly elderly monthly anomaly friendly quarterly fortnightly butterfly disorderly".split())
SKIPPED = frozenset("\"“”'‘’«»*_`[]#|")
ODD = SKIPPED | frozenset("()")


@dataclass(slots=True)
class Item:
    """One marked stretch of a sentence: its label, its tokens, and the count where it is one."""

    label: str
    first: int
    last: int
    outcome: Outcome | None = None
    form: str = ""
    count: Count | None = field(default=None)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries that begin with one word: `alone` is the label of the word by itself, "" where it has none.

    longer  those of several words by the second of them, the longest first
    """

    alone: str
    longer: dict[str, list[tuple[tuple[str, ...], str]]]


@lru_cache(maxsize=1)
def _entries() -> dict[str, _Entries]:
    """What the lexicon knows by its first word, the longest entries first."""
    out = {}
    for first, known in lexicon().entries.items():
        alone = next((label for parts, label in known if len(parts) == 1), "")
        longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for parts, label in known:
            if len(parts) > 1:
                longer.setdefault(parts[1], []).append((parts, label))
        out[first] = _Entries(alone, longer)
    return out


_TOLD = {f"{outcome.name}.{form}": (outcome, form) for outcome in Outcome for form in FORMS}


def mark(toks: list[Token]) -> list[Item]:
    """The items of a sentence, in order: the longest lexicon entry at each place wins. Quotation marks are no items."""
    entries = _entries()
    seen: Sequence[int] = range(len(toks))
    lows = [t.low for t in toks]
    if not ODD.isdisjoint(lows):
        seen = [n for n, low in enumerate(lows) if low not in ODD or not _skipped(toks, n, low)]
        lows = [lows[n] for n in seen]
    items: list[Item] = []
    at, ends = 0, len(lows)
    while at < ends:
        first = seen[at]
        low = lows[at]
        known = entries.get(low)
        if known is None:
            items.append(Item(_plain(toks[first].text, low), first, first + 1))
            at += 1
            continue
        size, label = 1, known.alone
        if known.longer and at + 1 < ends:
            for parts, name in known.longer.get(lows[at + 1], ()):
                if tuple(lows[at : at + len(parts)]) == parts:
                    size, label = len(parts), name
                    break
        last = seen[at + size - 1] + 1
        told = _TOLD.get(label)
        if told is not None:
            items.append(Item(label, first, last, *told))
        else:
            items.append(Item(_label(toks, first, label), first, last))
        at += size
    return items


def _skipped(toks: list[Token], at: int, low: str) -> bool:
    return low in SKIPPED or _around_a_number(toks, at)


def _around_a_number(toks: list[Token], at: int) -> bool:
    """ "a total of (27,304) people": brackets that some offices put around every figure, not an aside."""
    if toks[at].text == ")":
        at -= 2
    if at < 0 or at + 2 >= len(toks) or toks[at].text != "(" or toks[at + 2].text != ")":
        return False
    return toks[at + 1].text[0].isdigit() and (at == 0 or toks[at - 1].low in BEFORE_BRACKETS)


def _is_shouting(toks: list[Token]) -> bool:
    """True for a sentence in capitals, where a capital says nothing of names."""
    words = [t.text for t in toks if len(t.text) > 2 and t.text[0].isalpha()]
    return sum(word.isupper() for word in words) * 2 > len(words)


def _label(toks: list[Token], first: int, label: str) -> str:
    """The label of an entry that tells no outcome; a name that is spelt like one is a name."""
    if not label:
        return _plain(toks[first].text, toks[first].low)
    text = toks[first].text
    if label == "CAUSE" and toks[first].low == "forces" and not _forces_somebody(toks, first + 1):
        return "PERSON"  # "pro-government forces", "forces loyal to"
    if label == "MODAL" and text == "May":
        return NAME  # the month
    if label == "REL" and text == "WHO" and not _is_shouting(toks):
        return NAME  # the World Health Organization
    if label == "THING" and text.isupper() and _before_people(toks, first) and not _is_shouting(toks):
        return NAME  # "CAR refugees": letters that stand for a country or a body
    if (
        label == "THING"
        and first
        and text[0].isupper()
        and toks[first - 1].text[0].isupper()
        and not _is_shouting(toks)
    ):
        return NAME  # "United Nations", "Central Bank": a name, no thing
    return label


def _before_people(toks: list[Token], first: int) -> bool:
    """Whether a word of capitals stands before a noun in the plural, as a unit ("0500 GMT on") never does."""
    after = toks[first + 1].text if first + 1 < len(toks) else ""
    return len(toks[first].text) > 1 and after.islower() and len(after) > 3 and after.endswith("s")


def _forces_somebody(toks: list[Token], after: int) -> bool:
    """True for the verb: "the war forces thousands to flee", "forces people out"."""
    ahead = " ".join(t.low for t in toks[after : after + 8])
    return " to " in f" {ahead} " and not ahead.startswith(("to ", "in ", "of ", "and ", "on ", "who ", "that "))


@lru_cache(maxsize=KEPT)
def _plain(text: str, low: str) -> str:
    """The label of a word that the lexicon does not know, by its form."""
    first = text[0]
    if low == "'s":
        return WORD
    if first.islower() and low.endswith(PERSONAL) and len(low) > 6 and low not in IMPERSONAL:
        return "PERSON"  # "deliveryman", "horsewomen"
    if low.endswith("ly") and len(low) > 6 and low not in NO_ADVERBS and not text.istitle():
        return "LIGHT"  # "mercilessly": it changes nothing
    if first.isalnum():
        return NAME if first.isupper() else WORD
    return MARK
