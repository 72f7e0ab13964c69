"""Where the noun phrase of a source ends: read forward from its first word, with or without the commas of print."""

from __future__ import annotations

import re

from tracker.extract.phrase_words import (
    ADVERBS,
    BODIES,
    CLOSERS,
    CONTINUED,
    DAYS,
    LINKERS,
    NOT_VERBS,
    NOUN_VERBS,
    NUMERALS,
    OPENERS,
    PERSONAL,
    PUBLISHED,
    STOPS,
    TITLED,
    TO_WHOM,
    VERBS,
    WITH_WHAT,
)
from tracker.extract.tokens import Token, tokens
from tracker.lexicon import lexicon

SOURCE_NOUNS = frozenset(str(w) for w in lexicon().section["reporting"]["sources"])
BRACKETED = (
    14  # tokens: an acronym or a role in brackets belongs to the name before it, a sentence in brackets does not
)
LONGEST = 24  # tokens of a source; what runs on is a clause that the rules did not see end
WINDOW = 220  # code points looked at behind a preposition


MARKS = frozenset(',;:!?…"“”‘«»()[]{}—–*#|<>=+_•·@%$€£~')


def phrase_after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that starts behind `at`, with a short appositive, cut before a new clause."""
    while at < end and text[at] in ' \n\t"“:':
        at += 1
    toks = tokens(text, at, min(end, at + WINDOW))
    last = phrase_end(toks, 0)
    if last == 0:
        return None
    last = _with_appositive(toks, last)
    return toks[0].start, toks[last - 1].end


def phrase_end(toks: list[Token], first: int) -> int:
    """The token behind the noun phrase that starts at token `first`; `first` itself where none starts there."""
    shouting = all(t.text.isupper() for t in toks[first : first + 4] if t.text[0].isalpha())
    at = first
    while at < len(toks) and at - first < LONGEST:
        tok = toks[at]
        if tok.text in "([":
            close = next((k for k in range(at, min(at + BRACKETED, len(toks))) if toks[k].text in ")]"), None)
            if close is None or at == first:
                break
            at = close + 1
            continue
        if tok.text == ".":
            if at == first or not _abbreviated(toks, at):
                break
        elif tok.text[0] in MARKS or (at > first and _ends_before(toks, at, shouting)):
            break
        elif at == first and (tok.low in CLOSERS or tok.low in DAYS):
            return first
        at += 1
    while at - 1 > first and (
        toks[at - 1].low in LINKERS | CONTINUED or toks[at - 1].low in ("and", "or", "-", "/", "also")
    ):
        at -= 1
    return at


# Whose name may follow the body he speaks for.
ROLES = frozenset(
    "head chief director spokesman spokeswoman spokesperson chairman secretary manager minister".split()
)
ROLE_BEFORE = 8  # tokens
POSSESSIVE = frozenset({"its", "their", "his", "her"})


def _abbreviated(toks: list[Token], dot: int) -> bool:
    """True for the full stop of "Col." or of an initial."""
    before = toks[dot - 1]
    initial = len(before.text) == 1 and before.text.isalpha()
    short = initial or before.low in ("dr", "mr", "mrs", "ms", "gen", "col", "lt", "maj", "sgt", "capt")
    return toks[dot].start == before.end and (short or before.low in ("st", "brig", "prof", "rev", "sen", "gov"))


def _ends_before(toks: list[Token], at: int, shouting: bool) -> bool:
    """True when token `at` cannot go on the noun phrase before it."""
    tok, before = toks[at], toks[at - 1]
    if tok.text.isdigit() and tok.start == before.end and before.text.isalpha():
        return False  # "M23"
    after = toks[at + 1] if at + 1 < len(toks) else None
    low = tok.low
    if low in STOPS:
        return shouting or tok.text != "WHO"
    if low in DAYS:  # not in "a report released Tuesday by the charity", "Kordia Today"
        return not named_today(toks, at) and (after is None or after.low != "by")
    if low in POSSESSIVE and before.low == "of":
        return False  # "the head of its mission"
    if low in PERSONAL or low in ADVERBS:
        return shouting or tok.text[0].islower() or before.text[0].islower()  # "the website Horn Now"
    if low in CLOSERS and not (tok.text[0].isupper() and not shouting and before.text[0].isupper()):
        return True
    if low in VERBS and before.low not in OPENERS and (low not in NOUN_VERBS or _counts(after)):
        return True
    if low == "and":
        return not _joins_another(toks, at + 1, shouting)
    if low == "the" and before.text == "Save" and after is not None and after.text == "Children":
        return False  # the one name of a body that an article stands inside
    if low in OPENERS and tok.text[0].isupper() and not shouting and before.low in TITLED:
        return False  # "local outlet The Daily Lamp"
    if low in OPENERS:
        return before.low not in LINKERS and before.low != "and"
    if low == "to":
        return before.low not in TO_WHOM
    if low in ("in", "at", "on", "by", "for", "from", "with") and after is not None:
        return _adverbial(toks, at, shouting)
    if (tok.text[0].isdigit() or low in NUMERALS) and before.low not in LINKERS | OPENERS and before.low != "and":
        return after is None or after.text[0].islower() or shouting or low in NUMERALS
    head = before.low in SOURCE_NOUNS
    if head and tok.text[0].islower() and low not in SOURCE_NOUNS:
        if low.endswith("ed") and low not in NOT_VERBS:
            return not (low in CONTINUED and after is not None and (after.low in LINKERS or after.low in DAYS))
        if low.endswith(("ing", "ly")):
            return after is None or after.low not in SOURCE_NOUNS  # "an opposition monitoring group"
    if any(t.low in ROLES for t in toks[max(0, at - ROLE_BEFORE) : at]):
        return False  # "the head of the ministry's press office Lea Moor"
    return before.low in BODIES and before.text[0].islower() and tok.text[0].isupper() and not shouting


def _counts(tok: Token | None) -> bool:
    """True for a number, of which a word before it that is verb and noun is the verb: "the monitors list 81 dead"."""
    return tok is not None and (tok.text[0].isdigit() or tok.low in NUMERALS)


def named_today(toks: list[Token], at: int) -> bool:
    """True for the last word of a paper's name: "Kordia Today", not "Today" at the head of a clause."""
    named = at > 0 and toks[at - 1].text[0].isupper() and toks[at - 1].low not in OPENERS | LINKERS
    return named and toks[at].text == "Today" and not toks[at - 1].text.isdigit()


def _adverbial(toks: list[Token], at: int, shouting: bool) -> bool:
    """True for "on Monday", "in a statement", "by telephone", "at least": words about the saying, not the sayer."""
    low, after = toks[at].low, toks[at + 1]
    if after.low in DAYS or after.text[0].isdigit() or after.low in ("its", "his", "her", "their", "it", "which"):
        return True
    if low == "on":
        return toks[at - 1].low == "based" or (
            after.text[0].islower() and after.low not in OPENERS and after.low not in ("human", "missing")
        )
    if low in ("in", "at") and after.low in (
        "a",
        "an",
        "least",
        "addition",
        "all",
        "total",
        "which",
        "recent",
        "late",
    ):
        return True
    if low == "by":
        return (
            after.low in ("phone", "telephone", "email", "e-mail", "text")
            or toks[at - 1].low not in CONTINUED | PUBLISHED | DAYS
        )
    if low == "with":
        return after.text[0].islower() and after.low not in OPENERS | WITH_WHAT
    return low == "from" and after.low in ("a", "an") and not shouting


def _joins_another(toks: list[Token], at: int, shouting: bool) -> bool:
    """True when behind "and" another name or body follows: "medics and the army", not "and the raid went on"."""
    for tok in toks[at : at + 6]:
        if not tok.text[0].isalnum() or tok.low in CLOSERS or tok.low in VERBS or tok.low in STOPS:
            return False
        if tok.text[0].isdigit() or tok.low in NUMERALS:
            return False
        if tok.low in SOURCE_NOUNS or (tok.text[0].isupper() and not shouting):
            return True
    return False


def _with_appositive(toks: list[Token], last: int) -> int:
    """The end of the phrase with the name or role that follows its comma: "the health minister, Lea Moor,"."""
    if last >= len(toks) or toks[last].text != "," or last + 1 >= len(toks):
        return last
    stop = phrase_end(toks, last + 1)
    segment = toks[last + 1 : stop]
    closed = stop >= len(toks) or toks[stop].text in ',.;”"’' or toks[stop].low in ("where", "who", "whose")
    if not segment or not closed or len(segment) > 12:
        return last
    named = not any(t.low in SOURCE_NOUNS for t in toks[:last])
    role = any(t.low in SOURCE_NOUNS for t in segment[:6])
    name = 2 <= len(segment) <= 4 and all(t.text[0].isupper() for t in segment)
    if (named and toks[0].text[0].isupper() and role) or (not named and name):
        return shortened(toks, 0, last, stop)
    return last


def shortened(toks: list[Token], first: int, comma: int, stop: int) -> int:
    """The end of a phrase with an appositive behind `comma`: whole where it is short, else cut at a preposition, else
    left out."""
    words = max(2, sum(t.text[0].isalnum() for t in toks[first:comma]))
    size = 0
    for at in range(comma + 1, stop):
        size += toks[at].text[0].isalnum() and toks[at].low not in LINKERS and toks[at].low not in OPENERS
        if size > 2 * words and toks[at].low in LINKERS:
            return at
        if size >= words and toks[at].low in ("in", "at", "near", "from", "on", "with"):
            return at
    return stop if size <= 2 * words + 1 else comma


def looks_like_source(words: str, strict: bool) -> bool:
    """True for names and for nouns that can be quoted; things that merely happen are none."""
    parts = [w.lower() for w in re.findall(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+", words)]
    if not parts or len(parts) > 24:
        return False
    if any(p in SOURCE_NOUNS for p in parts):  # "U.N." is one word
        return True
    if strict:
        return False
    return words[0].isupper() or parts[0] in ("the", "a", "an", "another", "one")
