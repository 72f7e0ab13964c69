"""Where the noun phrase of a source begins and ends."""

from __future__ import annotations

import re

from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.lexicon import lexicon

STOPS = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "because",
        "after",
        "before",
        "while",
        "although",
        "though",
        "if",
        "as",
        "since",
        "until",
        "than",
        "what",
        "how",
    ]
)

CUT_AFTER = re.compile(
    (
        r"\s+(?:on\s+(?:[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday|[A-Z][a-z]+\s+[0-9]|[0-9])|"
        r"today|yesterday|late|earlier|in an?\s+(?:statement|interview|report|tweet|post|briefing|press)|at "
        r"an?\s|adding|saying|that|told|said|show|shows|showed|puts|indicate|indicates|suggest|suggests|has|have|had|was|were|is|are|will|reached|rose|stood|stands|"
        r"climbed|passed|who|which|where|as|while|after|during|since|and\s+(?:said|added|that|the)|via|"
        r"by\s+phone|to\s+reporters|HERE|TODAY|YESTERDAY)\b.*$"
    ),
    re.DOTALL,
)


def _verbs() -> frozenset[str]:
    return frozenset(v for v in lexicon().section["reporting"]["verbs"] if " " not in v)


VERBS = _verbs()

SOURCE_NOUNS = frozenset(str(w) for w in lexicon().section["reporting"]["sources"])


def phrase_after(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that starts behind `at`, over an appositive in commas, cut before a new clause."""
    while at < end and text[at] in ' \n\t"“:':
        at += 1
    stop = at
    depth = 0
    while stop < end:
        char = text[stop]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif (char in ',;"“”—–!?' and depth == 0) or (
            char == "."
            and (stop + 1 >= end or text[stop + 1].isspace())
            and not re.search(r"\b(?:[A-Z]|Dr|Mr|Gen|Col|Lt|Maj|Sgt|Capt|Ms|Mrs|St|U\.S|U\.N|Brig)$", text[at:stop])
        ):
            break
        stop += 1
    words = text[at:stop]
    cut = CUT_AFTER.search(words)
    if cut:
        words = words[: cut.start()]
    words = re.sub(r"\s*\([^)]*$", "", words).rstrip(" .,-")
    if not words or len(words) > 160:
        words = " ".join(words.split()[:12]) if words else ""
    return (at, at + len(words)) if words else None


def subject_before(
    toks: list[Token], items: list[Item], before: int, dated: frozenset[int]
) -> tuple[int, int] | None:
    """The noun phrase that ends at token `before`: back to the start of its clause, with one appositive."""
    if before < 0:
        return None
    labels: dict[int, Item] = {}
    for each in items:
        for k in range(each.first, each.last):
            labels[k] = each
    stop = before
    while stop >= 0 and toks[stop].text in ",\"”’'":
        stop -= 1
    while stop >= 0 and (stop in dated or (toks[stop].low in ("in", "on", "late", "early") and stop + 1 in dated)):
        stop -= 1  # "the council in 2020 said"
    apposed = stop != before and stop >= 0 and toks[before].text == ","
    if apposed:
        comma = next((k for k in range(stop, max(-1, stop - 20), -1) if toks[k].text == ","), None)
        if comma is not None and toks[comma + 1].text in RELATIVES:
            return subject_before(toks, items, comma - 1, dated)  # "the army, which confirmed the raid, said"
    at = stop
    commas = 0
    begin = None
    while at >= 0:
        tok = toks[at]
        item = labels.get(at)
        if tok.text == ")":
            while at >= 0 and toks[at].text != "(":
                at -= 1
            at -= 1
            continue
        if tok.text in ';:"“”(—–' or at in dated:
            break
        if tok.text == ",":
            if commas >= (2 if apposed else 1) or _segment(toks, labels, at - 1) is None:
                break
            commas += 1
            at -= 1
            continue
        if (
            (tok.low in STOPS and tok.text != "WHO")
            or (tok.low in VERBS and tok.low not in NOUN_VERBS)
            or (item is not None and _verbal(item, tok))
            or (tok.low in SPOKEN and toks[min(at + 1, len(toks) - 1)].low != "of")
        ):
            aside = next(
                (k for k in range(at, max(-1, at - 14), -1) if toks[k].text in ("who", "which", "WHICH", ".")),
                None,
            )
            if tok.low in SPOKEN and at > 0 and toks[at - 1].text == ",":
                stop, begin, commas = at - 2, None, 0  # "an official, speaking anonymously, said"
                at = stop
                continue
            if (
                aside is None
                or toks[aside].text == "."
                or aside == 0
                or (not toks[aside - 1].text[0].isalpha() and toks[aside - 1].text != ",")
            ):
                break
            stop, begin = aside - 1, None  # "an activist in Homs who spoke by telephone said"
            while stop >= 0 and toks[stop].text == ",":
                stop -= 1
            at, commas = stop, 0
            continue
        if tok.low in ("and", "but") and at - 1 >= 0 and not _np_left(toks, labels, at - 1):
            break
        begin = at
        opens = tok.low in OPENERS and at > 0 and toks[at - 1].low not in LINKERS and toks[at - 1].text != ","
        if opens and not (toks[at - 1].low == "and" and _np_left(toks, labels, at - 2)):
            break
        at -= 1
        if stop - at > 24:
            break
    if begin is None or begin > stop:
        return None
    leap = _before_relative(toks, begin)
    if leap is not None:
        return subject_before(toks, items, leap, dated)
    while begin < stop and (toks[begin].low in PRELUDES or toks[begin].text in ",.-"):
        begin += 1
    if toks[begin].low in ("to", "that") and begin < stop:
        return None
    if (
        toks[begin].low in ("on", "in", "at", "by", "during", "following", "for", "since", "from", "with", "of")
        and begin < stop
    ):
        comma = next((k for k in range(begin, stop) if toks[k].text == ","), None)
        if comma is None:
            return None if toks[begin].low not in ("in", "on") else _after_time(toks, begin, stop)
        begin = comma + 1
    return (toks[begin].start, toks[stop].end) if begin <= stop else None


SPOKEN = frozenset(["spoke", "speaking", "run", "visited", "asked"])

NOUN_VERBS = frozenset(["reports", "claims", "reported", "put", "states", "believed", "identified"])

OPENERS = frozenset(["the", "a", "an", "another", "this", "these", "those"])

LINKERS = frozenset(["of", "for", "at", "from", "in", "with", "to", "by", "near", "both", "under", "on"])


RELATIVES = frozenset(["who", "which", "whose", "WHICH", "WHOSE"])
PRELUDES = frozenset(
    "and but meanwhile however also separately earlier later overnight - * • while so then yet".split()
)


def _before_relative(toks: list[Token], begin: int) -> int | None:
    """The token before "which has a network of sources in Syria", where the phrase found is only its object."""
    for k in range(begin - 1, max(0, begin - 3), -1):
        if toks[k].text in RELATIVES and k > 0:
            return k - 1 - (toks[k - 1].text == ",")
        if toks[k].low not in ("has", "have", "had", "is", "was", "are", "were", "runs", "tracks", "monitors"):
            return None
    return None


def _verbal(item: Item, tok: Token) -> bool:
    """True for a word that cannot stand in the noun phrase of a source."""
    if item.outcome is not None:
        return item.form != "NOUN" or item.label in ("SELF", "HELD")
    if item.label in ("COUNT", "SELF", "HELD", "NUMBER"):
        return not (item.count is not None and item.count.kind == "single")
    return item.label in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL") and tok.low not in (
        "forces",
        "sent",
        "reports",
    )


def _after_time(toks: list[Token], begin: int, stop: int) -> tuple[int, int] | None:
    """ "On Tuesday the ministry said" without a comma: the phrase behind the first determiner or name after the date."""
    for k in range(begin + 2, min(stop + 1, begin + 6)):
        if toks[k].low in ("the", "a", "an") or (k > begin + 2 and toks[k].text[0].isupper()):
            return toks[k].start, toks[stop].end
    return None


def _segment(toks: list[Token], labels: dict[int, Item], at: int) -> int | None:
    """The first token of the comma segment that ends at `at`, where it is a bare name or role; else None."""
    first = at
    while first >= 0 and toks[first].text not in ',;:"“”()':
        item = labels.get(first)
        if item is not None and (
            item.label in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL", "COUNT", "SELF", "HELD", "NUMBER")
            or item.outcome is not None
        ):
            return None
        first -= 1
    first += 1
    if (
        first <= at
        and toks[first].low.endswith("ing")
        and toks[first].low not in ("spring", "king", "leading", "acting", "outgoing", "incoming", "ruling")
    ):
        return None  # "Appealing for a way forward, the officer said"
    if (
        first > at
        or toks[first].low
        in (
            "on",
            "in",
            "at",
            "by",
            "after",
            "during",
            "however",
            "meanwhile",
            "earlier",
            "since",
            "following",
            "but",
            "for",
            "from",
            "and",
        )
        or at - first > 9
    ):
        return None
    return first


def _np_left(toks: list[Token], labels: dict[int, Item], at: int) -> bool:
    """True when what stands left of "and" back to the clause border has no verb: "activists and the group said"."""
    seen = 0
    while at >= 0 and toks[at].text not in ',;:"“”()':
        item = labels.get(at)
        if item is not None and (
            (
                item.label
                in ("BE", "HAVE", "CAUSE", "RISE", "MODAL", "REL", "COUNT", "SELF", "HELD", "NUMBER", "PREP")
                and toks[at].low not in ("of", "for", "forces")
            )
            or item.outcome is not None
        ):
            return False
        at -= 1
        seen += 1
        if seen > 10:
            return False
    return True


def looks_like_source(words: str, strict: bool) -> bool:
    """True for names and for nouns that can be quoted; things that merely happen are none."""
    parts = [w.lower() for w in re.findall(r"[^\W\d_]+", words)]
    if not parts or len(parts) > 24:
        return False
    if any(p in SOURCE_NOUNS for p in parts):
        return True
    if strict:
        return False
    return words[0].isupper() or parts[0] in ("the", "a", "an", "another", "one")
