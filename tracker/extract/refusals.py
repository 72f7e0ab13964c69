"""Sentences that hold a number and an outcome and still count nobody: threats, rates, denials, accidents, the rescued."""

from __future__ import annotations

import re

from tracker.extract.marks import Item
from tracker.extract.phrases import phrases
from tracker.extract.structure import Found
from tracker.extract.tokens import Token
from tracker.model import Outcome


def refused(text: str, toks: list[Token], items: list[Item], found: Found, violent: bool) -> str | None:
    """Why this count is no claim, in a word, or None where it is one. `violent` tells whether the article is of conflict."""
    count = found.count
    item = items[found.item]
    governor = items[found.governor] if found.governor is not None else item
    last = max(item.last, governor.last)
    for at in range(found.item - 1, max(-1, found.item - 4), -1):
        low = toks[items[at].first].low
        if low in ("average", "averaging"):
            return "rate"
        if (
            items[at].label == "FREED"
            and all(i.label in ("DET", "LIGHT", "AND", "FREED") for i in items[at + 1 : found.item])
            and found.outcome
            in (
                Outcome.CAPTIVE,
                Outcome.DETAINED,
                Outcome.MISSING,
                Outcome.INJURED,
            )
        ):
            return "freed"
        if items[at].label == "MARK":
            break
    tail = text[toks[last - 1].end : toks[last - 1].end + 24].lower()
    if re.match(
        (
            r"\s*(?:(?:per|each|every|a)\s+(?:day|week|month|year|hour|minute|100,000|1,000)\b(?!\s+(?:earlier|"
            r"ago|before|after|later))|daily|on average)\b"
        ),
        tail,
    ):
        return "rate"
    for at in range(found.item + 1, min(len(items), found.item + 5)):
        if items[at].label == "FREED" and found.outcome in (
            Outcome.CAPTIVE,
            Outcome.DETAINED,
            Outcome.MISSING,
            Outcome.KILLED,
            Outcome.INJURED,
        ):
            between = items[found.item + 1 : at]
            if all(i.label in ("BE", "HAVE", "LIGHT", "WORD", "REL", "PREP", "NAME", "DET") for i in between):
                return "freed"
        if items[at].label in ("MARK", "AND"):
            break
    if found.governor is not None and governor.outcome is not None:
        reason = _unreal(toks, items, found.governor, found.item, governor)
        if reason:
            return reason
    elif _modal_before(items, found.item):
        return "hypothesis"
    if count.zero is False and any(
        i.label == "NOT" and toks[i.last - 1].low in ("denied", "denies", "denying") for i in items[: found.item]
    ):
        return "denied"
    if not violent:
        return "no conflict"
    return None


def _modal_before(items: list[Item], at: int) -> bool:
    for k in range(at - 1, max(-1, at - 4), -1):
        if items[k].label == "WISH":
            return True
        if items[k].label in ("MARK", "AND"):
            return False
    return False


def _unreal(toks: list[Token], items: list[Item], governor: int, count: int, word: Item) -> str | None:
    """A verb under "could", "would", "threatened to" or "not": it did not happen, or nobody says that it did."""
    floor = max(-1, governor - 5) if governor < count else max(count, governor - 5)
    for at in range(governor - 1, floor, -1):
        item = items[at]
        low = toks[item.last - 1].low
        if item.label == "MODAL":
            following = [toks[k].low for k in range(item.last, min(len(toks), item.last + 4))]
            real = (low in ("may", "might", "could", "must") and "have" in following) or (
                low in ("can",) and "be" not in following
            )
            if word.form == "OF" or word.form == "NOUN":
                continue
            return None if real else "hypothesis"
        if item.label == "WISH":
            return "hypothesis"
        if item.label == "NOT" and governor - at <= 3 and not items[count].count.zero:  # type: ignore[union-attr]
            return "negated"
        if item.label in ("MARK", "AND", "COUNT", "SELF"):
            break
    return None


def violent(text: str) -> bool:
    """True where a text speaks of conflict or political violence at all, more than of accidents and disease."""
    signs = len(phrases("refusals", "violence").findall(text))
    others = len(phrases("refusals", "other_causes").findall(text))
    return signs >= 1 and signs >= others


def other_cause(sentence: str) -> bool:
    """True where a sentence tells of deaths by accident, disease or nature and of no violence."""
    return (
        phrases("refusals", "other_causes").search(sentence) is not None
        and phrases("refusals", "violence").search(sentence) is None
    )
