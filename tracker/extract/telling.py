"""The attribution around one reporting verb: whose verb it is, and whether it speaks of what follows or what precedes."""

from __future__ import annotations

from tracker.extract.asides import set_off, tells_more
from tracker.extract.attribution_words import (
    AUXILIARIES,
    BARE_TIMES,
    COUNTED_THING,
    ENDS_SPEECH,
    GENERIC,
    GIVES,
    IN_ITS,
    NOT_INVERTED,
    OBJECT_STARTS,
    OF_COUNTS,
    OF_NAMES,
    OWNERS,
    PARTICIPLES,
    PRONOUN,
    RESTS_ON,
    SAYING,
    SPOKEN_OF,
    STRONG,
)
from tracker.extract.freed import frees
from tracker.extract.noun_phrases import looks_like_source, named_today, phrase_after
from tracker.extract.participles import KEPT, holds_name, keeper, leading, led_by_with, opened_by, quoted_as
from tracker.extract.phrase_words import (
    ACCOUNTS,
    ADVERBS,
    LINKERS,
    NOUN_VERBS,
    OPENERS,
    PUBLISHED,
    STOPS,
)
from tracker.extract.several_speakers import with_the_others
from tracker.extract.speech import Attribution, Marked
from tracker.extract.speech_end import is_suffix
from tracker.extract.subjects import opening_subject, subject_before
from tracker.extract.tell_nothing import SPOKE, claims_lives, tells_something_else
from tracker.extract.tokens import Token


def said_by(marked: Marked, n: int, alone: bool = True) -> Attribution | None:
    """The attribution around the reporting verb at token `n`, None where the verb reports nothing.

    `alone`: nobody was named in the sentence before, so that "..., claiming 12 died" is said by its subject.
    """
    toks = marked.toks
    before = n - 1
    if frees(toks, marked.items, n) or claims_lives(toks, n):
        return None
    if toks[n].low in PARTICIPLES or toks[n].low in SPOKEN_OF:
        lead_in = leading(toks, n)
        if lead_in is None:
            by_with = led_by_with(marked, n) if toks[n].low not in NO_WITH else None
            return (
                by_with or quoted_as(marked, n) or (opened_by(marked, n) if alone and toks[n].low in SAYING else None)
            )
        before = lead_in
    after = toks[n + 1] if n + 1 < len(toks) else None
    if n > 2 and [t.low for t in toks[n - 3 : n]] in (["went", "on", "to"], ["goes", "on", "to"]):
        before = n - 4  # "the sources went on to say"
    if toks[n].low in KEPT and after is not None and after.low in ("of", "on"):
        kept = keeper(marked, n)
        if kept is not None:
            return kept
    if tells_something_else(toks, n):
        return None
    if before >= 0 and toks[before].low in OPENERS | LINKERS | OWNERS | {"'s"} and toks[n].low not in PARTICIPLES:
        return None  # "the alleged plot", "according to confirmed data"
    passive = False
    if before > 0 and [t.low for t in toks[before - 1 : before + 1]] == ["by", "now"]:
        before -= 2  # "the group has by now identified"
    while before >= 0 and (set_off(toks, before) or toks[before].low in AUXILIARIES or _adverb(toks[before])):
        passive = passive or toks[before].low in ("was", "were", "is", "are", "been", "being")
        if before and named_today(toks, before):
            break
        before -= 3 if set_off(toks, before) else 1
    if passive and toks[n].low != "told":
        return None
    return _inverted(marked, n, before, after) or _told(marked, n, before)


NO_WITH = frozenset(["citing", "quoting"])
ORDERS = frozenset("order orders warrant warrants ban decree permits visas".split())
# No speaker begins with these behind "said": "said that", "said in the capital", "said 12 people".
NO_BARE = frozenset(
    "that this these those there in on at by of for from with to it he she they his her its their".split()
)


def _adverb(tok: Token) -> bool:
    """True for a word of manner before a verb: "the army eventually admitted"."""
    lower = tok.text[0].islower() or tok.text.isupper()
    return lower and tok.low.endswith("ly") and len(tok.text) > 4 and not looks_like_source(tok.text, strict=True)


def _inverted(marked: Marked, n: int, before: int, after: Token | None) -> Attribution | None:
    """'..., said the ministry': the speaker behind the verb."""
    text, toks = marked.text, marked.toks
    closing = before >= 0 and toks[before].text in ",\"”’'"
    if (
        after is None
        or toks[n].low not in STRONG | OF_NAMES
        or toks[n].low in NOT_INVERTED
        or after.low in BARE_TIMES
    ):
        return None
    shouting = toks[n].text.isupper()
    opener = after.low in ("the", "a", "an", "another", "one") or (after.text[0].isupper() and not shouting)
    titled = (
        closing
        and not shouting
        and any(t.text[0].isupper() for t in toks[n + 1 : n + 5])
        and after.low not in ("that", "in", "on", "at", "it", "he", "she")
    )  # "said hospital director Ibrahim Musa"
    span = phrase_after(text, after.start, marked.end)
    bare = closing and not shouting and span is not None and after.text[0].islower() and after.low not in NO_BARE
    if not opener and not titled and not (bare and span and looks_like_source(text[slice(*span)], strict=True)):
        return None  # "said police", "said rescue workers" behind a comma
    if span is None or not looks_like_source(text[span[0] : span[1]], strict=False):
        return None
    named = looks_like_source(text[span[0] : span[1]], strict=True) or (not shouting and after.text[0].isupper())
    if toks[n].low not in ("said", "says", "reads") and (not named or COUNTED_THING.search(text, *span)):
        return None  # "confirmed the attack" is no "said the man"
    quoted = before >= 0 and toks[before].text in "\"”’'"
    if not quoted and not ENDS_SPEECH.match(text, span[1], marked.end):
        # "the radio, the rebels' own, said the army attacked" against "killed two soldiers said the mayor"
        subject = subject_before(toks, marked.items, before, marked.dated)
        if subject is not None and (not closing or _named(marked, subject) or tells_more(toks, subject[1], before)):
            return None
        if closing and not looks_like_source(text[span[0] : span[1]], strict=True):
            return None
        if not closing:
            return None
    elif not closing and (
        not looks_like_source(text[span[0] : span[1]], strict=True)
        or (not quoted and toks[n].low not in ("said", "says") and _speaker_before(marked, before))
    ):
        return None  # "the president announced a deployment of troops" has its speaker before the verb
    span = with_the_others(text, span, marked.end)
    return Attribution(text[span[0] : span[1]], *span, marked.start, marked.end, kind="inverted")


def _speaker_before(marked: Marked, before: int) -> bool:
    """Whether the words before a verb are its speaker: "the president announced", not "killed 12 reported"."""
    subject = subject_before(marked.toks, marked.items, before, marked.dated)
    return subject is not None and _named(marked, subject)


def _named(marked: Marked, subject: tuple[int, int]) -> bool:
    words = marked.text[marked.toks[subject[0]].start : marked.toks[subject[1]].end]
    return looks_like_source(words, strict=True) and not any(w in words for w in ("“", '"'))


def _subject(marked: Marked, n: int, before: int, relative: bool) -> tuple[int, int] | None:
    """Where the words of the subject stand in the text: before the verb, or at the start of "X ..., and admitted"."""
    text, toks = marked.text, marked.toks
    found = subject_before(toks, marked.items, before, marked.dated)
    if found is None and relative:
        found = _object_of(toks, before)
    if found is None and before > 0 and toks[before].low in ("and", "but"):
        found = opening_subject(toks[:before])
        if found is not None and not looks_like_source(
            text[toks[found[0]].start : toks[found[1]].end], strict=toks[n].low not in STRONG
        ):
            found = None
    if found is None:
        return None
    if relative and RESTS_ON.search(text, toks[found[0]].start, toks[n].start):
        found = _object_of(toks, before) or found
    return toks[found[0]].start, toks[found[1]].end


def _told(marked: Marked, n: int, before: int) -> Attribution | None:
    """The attribution of the verb at token `n` whose subject, after its auxiliaries, ends at token `before`."""
    text, toks, start, end = marked.text, marked.toks, marked.start, marked.end
    verb = toks[n]
    relative = before > 0 and toks[before].low in ("which", "who") and toks[before].text != "WHO"
    if before > 0 and toks[before].low in ("which", "who") and verb.text.isupper():
        relative = True
    if relative:
        before -= 1 + (toks[before - 1].text == ",")  # "the office, which said more than 14,500"
    subject = _subject(marked, n, before, relative)
    if subject is None:
        return None
    first, last = subject
    words = IN_ITS.sub("", text[first:last])
    last = first + len(words)
    if words.startswith(("We at ", "We in ", "WE AT ")):
        return None  # the paper speaks of itself
    if GENERIC.match(words) or (not words[0].isalnum() and words[0] not in "(\"'‘“["):
        return None
    pronoun = bool(PRONOUN.match(words)) or words.lower().startswith(("they went", "he went", "she went", "it went"))
    that = any(t.low == "that" for t in toks[n + 1 : n + 5]) or verb.low in ("accused", "accuses")
    if not _can_speak(words):
        return None
    lists = verb.low in GIVES and any(t.low in PUBLISHED | ACCOUNTS for t in toks[n + 1 : n + 4])
    told = n + 1 if verb.low in SPOKE and n + 1 < len(toks) and toks[n + 1].low == "of" else n  # "spoke of 25 deaths"
    if verb.low == "issued" and not ORDERS.isdisjoint(t.low for t in toks[n + 1 : n + 6]):
        return None  # "troops issued an order"
    following = next((i for i in marked.items if i.first > told), None)
    counts = following is not None and following.count is not None  # "fire fighters reported 15 dead"
    sure = verb.low in STRONG - NOUN_VERBS or that
    names = verb.low in OF_NAMES and (holds_name(words) or (words[0].isupper() and not words[:2].isupper()))
    names = names or (
        verb.low in ("puts", "put", "gives", "gave", "raises", "lowers")
        and holds_name(words)
        and any(t.low in ("dead", "deceased", "toll", "wounded", "losses") for t in toks[n + 1 : n + 5])
    )  # "Myanmar puts the dead at about 400"
    names = names or (counts and verb.low in OF_NAMES | OF_COUNTS)
    if verb.low not in STRONG and not (that or lists or names) and not looks_like_source(words, strict=True):
        return None
    if is_suffix(marked, n, first):
        return Attribution(words, first, last, start, end, pronoun, "suffix", sure)
    hedge = any(
        i.count is not None and i.first <= n < i.last for i in marked.items
    )  # "the ministry estimated 600 dead"
    begins = _counted_before(marked, n, first) or (verb.start if hedge else verb.end)
    return Attribution(words, first, last, begins, end, pronoun, "said", sure)


def _counted_before(marked: Marked, n: int, first: int) -> int | None:
    """Where the count stands that the speaker at `first` is put behind: "40 men (who) activists say have been arrested"."""
    toks = marked.toks
    at = next((k for k, t in enumerate(toks) if t.start >= first), 0) - 1
    relative = at >= 0 and toks[at].low in ("who", "whom", "which", "that")
    at -= relative
    while at >= 0 and toks[at].text in "\"”’'":
        at -= 1
    count = next((i for i in marked.items if i.count is not None and i.last == at + 1), None)
    behind = n + 1 + (n + 1 < len(toks) and toks[n + 1].low in ("it", "they", "he", "she"))
    verb = next((i for i in marked.items if i.first == behind), None)
    if count is None or verb is None:
        return None
    goes_on = verb.label in ("BE", "HAVE", "MODAL") or verb.form in ("DIE", "ED")
    return toks[count.first].start if goes_on else None


OBJECTS = frozenset("him them me us her himself themselves".split())


def _can_speak(words: str) -> bool:
    """False for a leftover of another phrase: "so far confirmed", "initial reports"."""
    parts = words.lower().split()
    if parts[0] in LINKERS - {"both"} or (parts[0] in OBJECTS and not words.startswith("US ")):
        return False
    if len(parts) > 1 or words[0].isupper() or PRONOUN.match(words):
        return parts[-1] not in ADVERBS and parts[-1] not in LINKERS
    return looks_like_source(words, strict=True) or (parts[0].endswith("s") and parts[0] not in ADVERBS | STOPS)


def _object_of(toks: list[Token], last: int) -> tuple[int, int] | None:
    """The object that a relative clause speaks of: "relied on the media office, which said"."""
    first = last
    while (
        first > 0
        and last - first < 8
        and toks[first].low not in OBJECT_STARTS
        and (toks[first].text[0].isalpha() or toks[first].text[0] in "'’")
    ):
        first -= 1
    if toks[first].low not in OBJECT_STARTS:
        return None
    first += toks[first].low != "the"
    return (first, last) if first <= last else None
