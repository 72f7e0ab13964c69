"""The subject of a reporting verb: read back from the verb to where its clause begins, then cut to its noun phrase."""

from __future__ import annotations

from tracker.extract.asides import (
    before_bracketed_date,
    before_comma,
    before_how_he_spoke,
    before_relative,
    before_where_he_was_heard,
    behind_aside,
)
from tracker.extract.marks import Item
from tracker.extract.noun_phrases import SOURCE_NOUNS, phrase_end, shortened
from tracker.extract.phrase_words import (
    CITES,
    INTERRUPTS,
    LINKERS,
    MODIFIERS,
    NOUN_VERBS,
    OPENERS,
    PRELUDES,
    PRONOUNS,
    RELATIVES,
    SPOKEN,
    STOPS,
    VERBS,
)
from tracker.extract.tokens import Token

FURTHEST = 24  # tokens between a verb and the start of its subject
Labels = dict[int, Item]
SPEAKING = frozenset("police officials authorities activists witnesses residents medics sources locals".split())
BLOWS = frozenset(
    "siege attack raid blast bombing explosion shooting clash strike airstrike shelling ambush gunfight".split()
)
BRACKETED = 8  # tokens of a short name in brackets
DATELINE = 12  # tokens that a dateline fills
VERBAL = ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL")
COUNTED = ("COUNT", "SELF", "HELD", "NUMBER")
# What a segment between commas starts with that is no name or role in apposition.
NO_APPOSITION = frozenset(
    (
        "on in at by after during however meanwhile earlier since following but for from and including before amid despite "
        "though although when while as if because until under with according ahead instead among of here there then also "
        "additionally moreover furthermore overall so yet"
    ).split()
)


def subject_before(
    toks: list[Token], items: list[Item], before: int, dated: frozenset[int]
) -> tuple[int, int] | None:
    """The tokens (first, last inclusive) of the noun phrase that ends at token `before`, with one short appositive."""
    labels: Labels = {k: item for item in items for k in range(item.first, item.last)}
    found = _back(toks, labels, before_how_he_spoke(toks, before), dated)
    if found is None:
        return None
    first, last = found
    comma = next((k for k in range(first, last + 1) if toks[k].text == ","), None)
    end = phrase_end(toks, first)
    if comma is not None and end <= comma:
        end = max(shortened(toks, first, comma, last + 1), end)
    return first, (end - 1 if first < end <= last else last)


def opening_subject(toks: list[Token]) -> tuple[int, int] | None:
    """The noun phrase a sentence opens with, behind its dateline: whose second verb "and admitted" is."""
    first = 0
    for n, tok in enumerate(toks[:24]):
        if tok.text in ("]", "—", "–") or (tok.text == "-" and n and toks[n - 1].text in ("-", ")")):
            first = n + 1
    while first < len(toks) and toks[first].low in PRELUDES:
        first += 1
    end = phrase_end(toks, first)
    return (first, end - 1) if end > first else None


def _set_apart(toks: list[Token], dash: int) -> bool:
    """Whether a dash stands behind a dateline: behind brackets or another dash, or with space to both sides."""
    if toks[dash - 1].text in ("-", ")"):
        return True
    return dash + 1 < len(toks) and toks[dash - 1].end < toks[dash].start and toks[dash].end < toks[dash + 1].start


def _back(toks: list[Token], labels: Labels, before: int, dated: frozenset[int]) -> tuple[int, int] | None:
    if before < 0:
        return None
    stop = before
    while stop >= 0 and toks[stop].text in ",\"”’'":
        stop -= 1
    while stop >= 0 and (stop in dated or (toks[stop].low in ("in", "on", "late", "early") and stop + 1 in dated)):
        stop -= 1  # "the council in 2020 said"
    stop = before_bracketed_date(toks, stop, dated)
    if stop < 0 or toks[stop].low in ("and", "but", "or"):
        return None
    if toks[stop].low in PRONOUNS:
        return stop, stop
    apposed = stop != before and toks[before].text == ","
    if apposed:
        comma = next((k for k in range(stop, max(-1, stop - 20), -1) if toks[k].text == ","), None)
        if comma is not None and any(
            t.low in RELATIVES or t.low in ("that", "where") for t in toks[comma + 1 : stop]
        ):
            return _back(toks, labels, comma - 1, dated)  # "the army, which confirmed the raid, said"
    at, commas = stop, 0
    begin: int | None = None
    while at >= 0 and stop - at <= FURTHEST:
        tok = toks[at]
        if tok.text == ")":
            while at >= 0 and toks[at].text != "(":
                at -= 1
            at -= 1
            continue
        if tok.text in ';:"“”(—–' or at in dated or (tok.low in INTERRUPTS and begin is not None):
            break
        if tok.text == "-" and 0 < at < DATELINE and toks[0].text.isupper() and _set_apart(toks, at):
            break  # "BELGRADE, Yugoslavia (Agency) -- Serb media said": behind the dateline
        if tok.text == ",":
            listed = any(t.low == "and" for t in toks[at : stop + 1])
            if commas >= 2 or not (apposed or listed) or not _apposition(toks, labels, at - 1):
                break  # without a closing comma what stands before is a clause: "A bomb exploded, police said"
            commas += 1
            at -= 1
            continue
        if tok.low in CITES:
            at = stop = before_comma(toks, at)  # "a monitor citing figures from clinics put the toll at"
            begin, commas = None, 0
            continue
        if _breaks(toks, labels, at, stop):
            resumed = behind_aside(toks, at)
            if resumed is None or (begin is not None and _speaks_itself(toks, begin, stop, resumed)):
                break
            at = stop = resumed
            begin, commas = None, 0
            continue
        if tok.low in ("and", "but") and at >= 1 and not _np_left(toks, labels, at - 1):
            break
        heard = before_where_he_was_heard(toks, at)
        if heard is not None:
            at = stop = heard
            begin, commas = None, 0
            continue
        begin = at
        opens = tok.low in OPENERS and at > 0 and toks[at - 1].low not in LINKERS and toks[at - 1].text != ","
        if opens and not _goes_about(toks, at) and not (toks[at - 1].low == "and" and _np_left(toks, labels, at - 2)):
            break
        at -= 1
    if begin is None or begin > stop:
        return None
    leap = before_relative(toks, begin)
    if leap is not None:
        return _back(toks, labels, leap, dated)
    while begin < stop and (toks[begin].low in PRELUDES or toks[begin].text in ",.-["):
        close = next((k for k in range(begin, min(begin + 4, stop)) if toks[k].text == "]"), begin)
        begin = close + 1  # "[Text] rebel sources reported"
    if toks[begin].low in ("to", "that") and begin < stop:
        return None
    if begin < stop and _left_over(toks, begin, stop):
        return _bare(toks, begin, stop)
    if begin < stop and toks[begin].low in LINKERS | {"during", "following", "since"} - {"both"}:
        comma = next((k for k in range(begin, stop) if toks[k].text == ","), None)
        return (comma + 1, stop) if comma is not None else _bare(toks, begin, stop)
    return begin, stop


def _breaks(toks: list[Token], labels: Labels, at: int, stop: int) -> bool:
    """True for a word that no noun phrase of a source holds."""
    tok, item = toks[at], labels.get(at)
    if tok.low in STOPS and tok.text != "WHO":
        return True
    if tok.low in VERBS and tok.low not in NOUN_VERBS:
        return True
    if tok.low in SPOKEN and toks[min(at + 1, len(toks) - 1)].low != "of":
        return True
    if item is not None and item.label == "COUNT" and item.last - 1 == stop:
        led = toks[item.first - 1] if item.first else None
        opens = led is None or led.low in OPENERS | STOPS or not led.text[0].isalnum()
        return not opens  # "the three women said", not "wounded three women said the"
    return item is not None and _verbal(item, tok)


def _speaks_itself(toks: list[Token], begin: int, stop: int, resumed: int) -> bool:
    """True for "tests on victims of a raid which killed 12 show gas the health ministry said": the ministry, no aside."""
    here = any(t.low in SOURCE_NOUNS for t in toks[begin : stop + 1])
    return here and not any(t.low in SOURCE_NOUNS - PRONOUNS for t in toks[max(0, resumed - 12) : resumed + 1])


def _verbal(item: Item, tok: Token) -> bool:
    """True for an item that cannot stand in the noun phrase of a source."""
    if item.outcome is not None:
        return item.form != "NOUN" or item.label in ("SELF", "HELD")
    if item.label in COUNTED:
        return not (item.count is not None and item.count.kind == "single")
    return item.label in VERBAL and tok.low not in ("forces", "sent", "reports")


def _goes_about(toks: list[Token], at: int) -> bool:
    """True for the object of what a source does for a living: "a group monitoring the war said"."""
    if at < 2 or not toks[at - 1].low.endswith("ing"):
        return False
    return toks[at - 2].low in SOURCE_NOUNS or toks[at - 2].low in ("for", "and")


def _left_over(toks: list[Token], begin: int, stop: int) -> bool:
    """True for "shelled in the centre of Homs state television": the end of a clause, its comma lost, and a speaker."""
    if toks[stop].low not in SOURCE_NOUNS:
        return False
    if (
        stop - begin > 1
        and toks[stop].low in SPEAKING
        and toks[stop - 1].low in BLOWS
        and toks[begin].low in ("a", "an", "the")
    ):
        return True  # "during a 12 hour siege police said"
    if toks[begin].low == "including" or (toks[begin].text[0].islower() and toks[begin].low.endswith("ed")):
        return True
    place = next(
        (k for k in range(begin, stop) if toks[k].low in ("in", "at", "near", "on", "from", "beneath")), stop
    )
    if any(t.low in SOURCE_NOUNS for t in toks[begin:place]):
        return place == stop and _plural_before(toks, begin, stop)
    opened = begin == 0 and toks[begin].low in OPENERS  # "The narrator in the video said"
    return (place < stop and not opened) or _plural_before(toks, begin, stop)


def _plural_before(toks: list[Token], begin: int, stop: int) -> bool:
    """True for "injured many others local sources": people, and behind them a speaker without an article."""
    first = stop
    while first - 1 > begin and toks[first - 1].low in MODIFIERS:
        first -= 1
    before = toks[first - 1]
    return first < stop and first > begin and before.text[0].islower() and before.low.endswith("s")


def _bare(toks: list[Token], begin: int, stop: int) -> tuple[int, int] | None:
    """ "In Homs activists said": the speaker behind a phrase of place or time that no comma closes."""
    for k in range(stop, begin, -1):
        if toks[k].low in ("the", "a", "an") and toks[k - 1].low not in LINKERS:
            return k, stop
    if toks[stop].low not in SOURCE_NOUNS:
        named = next((k for k in range(begin + 2, stop) if toks[k].text[0].isupper()), None)
        return (named, stop) if named is not None and toks[begin].low in ("in", "on") else None
    first = stop
    while first - 1 > begin and (
        toks[first - 1].low in MODIFIERS or toks[first - 1].low.endswith(("-based", "-backed", "-linked", "-run"))
    ):
        first -= 1
    named = first
    while (
        named - 1 > begin
        and first - named < 2
        and toks[named - 1].text[0].isupper()
        and not toks[stop].text.isupper()
    ):
        named -= 1
    return (named if toks[named - 1].low not in LINKERS else first), stop


def _apposition(toks: list[Token], labels: Labels, at: int) -> bool:
    """True where the comma segment that ends at token `at` is a bare name or role."""
    if toks[at].text == ")":  # "a member of the People's Defence Force (PDF), a front"
        at = next((k for k in range(at, max(-1, at - BRACKETED), -1) if toks[k].text == "("), 0) - 1
    first = at
    while first >= 0 and toks[first].text not in ',;:"“”()':
        item = labels.get(first)
        if item is not None and _verbal(item, toks[first]):
            return False
        first -= 1
    first += 1
    if first > at or toks[first].low in NO_APPOSITION or at - first > 12:
        return False
    # "Appealing for a way forward, the officer said"
    return not toks[first].low.endswith("ing") or toks[first].low in (
        "spring king leading acting outgoing incoming ruling".split()
    )


def _np_left(toks: list[Token], labels: Labels, at: int) -> bool:
    """True when what stands left of "and" back to the clause border has no verb: "activists and the group said"."""
    seen = 0
    while at >= 0 and toks[at].text not in ',;:"“”()':
        item = labels.get(at)
        if item is not None and (
            item.outcome is not None
            or (
                (item.label in VERBAL or item.label in COUNTED or item.label == "PREP")
                and toks[at].low not in ("of", "for", "forces")
            )
        ):
            return False
        if toks[at].low in OPENERS and at > 0 and toks[at - 1].low not in LINKERS:
            return True
        at -= 1
        seen += 1
        if seen > 10:
            return False
    return True
