"""Number expressions on tokens: what is said, its bounds and its hedge, with the tokens it stands on.

Handles separators, decimals with a scale ("3.2 million"), words ("four hundred and twelve"), dozens, lakh and crore,
ranges, vague sizes and hedges before and after. Nothing here knows what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.extract.number_words import AFTER_LENGTH, number_words
from tracker.extract.tokens import SPACES, Token
from tracker.extract.vague_sizes import vague_size
from tracker.lexicon.guarded import Guarded
from tracker.model import Qualifier

DIGITS = Guarded(r"[0-9]")
SEPARATORS = Guarded(rf"[, {SPACES}'’]")
HYPHENED = frozenset(["million", "billion"])
DECIMAL_COMMA = Guarded(r"[0-9]{1,3},[0-9]{1,2}")  # a token only before "million"
DOTTED = Guarded(r"[1-9][0-9]{0,2}\.[0-9]{3}")  # nobody is counted in thousandths: the dot sets thousands apart
HYPHENS = ("-", "–", "—", "‑")
SHORT_SCALE = {"k": 1000, "m": 1000000, "mn": 1000000, "bn": 1000000000}
MOVES = frozenset(
    (
        "doubled tripled quadrupled halved rose risen rises rising climbed climbs climbing up grew grown "
        "increased increases increasing jumped revised raised lowered went gone down fell dropped cut toll swelled"
    ).split()
)
GROWN = 10  # tokens of "(+1,160 in the past 24 hours)"
MOST_DIGITS = 12
LONGEST_WORD = 40  # a number word with its hyphens is shorter
GREATEST = 2_000_000_000  # no conflict counts more people than this; larger figures are money or noise


@dataclass(slots=True)
class Number:
    """A number expression on tokens[first:last], hedge included; `core` is the token the bare number starts at."""

    low: int | None
    high: int | None
    qualifier: Qualifier
    first: int
    last: int
    core: int
    core_end: int
    hedge: str = ""
    vague: bool = False
    worded: bool = False

    @property
    def point(self) -> int:
        """The number that was printed: the one bound there is, or the lower of two."""
        return (self.low if self.low is not None else self.high) or 0


def _digits(text: str) -> float | None:
    """The value of a digit token; None where it is no count (two separators of different kinds, too large)."""
    if DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    plain = SEPARATORS.sub("", text)
    if plain.count(".") >= 2:
        plain = plain.replace(".", "")
    if len(plain) > MOST_DIGITS:
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def cardinal(toks: list[Token], at: int) -> tuple[float, int, bool] | None:
    """(value, next token, written in words) of a plain number that starts at `at`, scales included."""
    words = number_words()
    low = toks[at].low
    if DIGITS.match(low):
        value = _digits(toks[at].text)
        if value is None:
            return None
        nxt = at + 1
        if DOTTED.fullmatch(toks[at].text) and not (nxt < len(toks) and toks[nxt].low in words.scales):
            value = round(value * 1000)
        if nxt + 1 < len(toks) and toks[nxt].text == "-" and toks[nxt + 1].low in HYPHENED:
            nxt += 1  # "1,2-million people"
        while nxt < len(toks) and toks[nxt].low in words.scales and toks[nxt].low != "dozen":
            value *= words.scales[toks[nxt].low]
            nxt += 1
        if nxt == at + 1 and nxt < len(toks) and toks[nxt].low in SHORT_SCALE and toks[nxt].start == toks[at].end:
            if nxt + 1 < len(toks) and toks[nxt + 1].low in AFTER_LENGTH:
                return None  # "30m south of the capital"
            value *= SHORT_SCALE[toks[nxt].low]
            nxt += 1
        if nxt + 1 < len(toks) and toks[nxt].low == "dozen":
            value, nxt = value * 12, nxt + 1
        return value, nxt, False
    total, current, nxt, read = 0.0, 0.0, at, False
    while nxt < len(toks):
        low = toks[nxt].low
        parts = low.split("-") if "-" in low else [low]
        if (
            all(p in words.units or p in words.tens or p in words.scales or p == "and" for p in parts)
            and parts[0] != "and"
        ):
            step_ok = True
            for part in parts:
                if part in words.scales and not read and part != "hundred":
                    step_ok = False  # "$1 million": the scale of another number is none by itself
                    break
                if part in words.units:
                    if read and current % 10 > 0 and current % 100 < 20:
                        step_ok = False
                        break
                    current += words.units[part]
                elif part in words.tens:
                    if read and current % 100:
                        step_ok = False
                        break
                    current += words.tens[part]
                elif part in words.scales:
                    scale = words.scales[part]
                    if scale == 100:
                        current = (current or 1) * 100
                    elif scale == 12:
                        current = (current or 1) * 12
                    else:
                        total += (current or 1) * scale
                        current = 0
            if not step_ok:
                break
            read = True
            nxt += 1
        elif (
            low == "and"
            and read
            and nxt + 1 < len(toks)
            and (
                toks[nxt - 1].low in ("hundred", "thousand", "million")
                and (
                    toks[nxt + 1].low in words.units
                    or toks[nxt + 1].low in words.tens
                    or ("-" in toks[nxt + 1].low and toks[nxt + 1].low.split("-")[0] in words.tens)
                )
            )
        ):
            # "four hundred and twelve", but not "a hundred and twelve were hurt" read as two: the sum is the usual reading
            nxt += 1
        elif low in ("a", "an") and not read and nxt + 1 < len(toks) and toks[nxt + 1].low in words.scales:
            current, read = 1.0, True
            nxt += 1
        else:
            break
    if not read:
        return None
    return total + current, nxt, True


OPEN_NUMBERS = frozenset(["a", "an", "many", "quarter", "some", "the"])


def may_open_number(low: str) -> bool:
    """Whether a number expression can start with a word: asked of every word of a sentence."""
    return low in number_words().starters or low in OPEN_NUMBERS or low[0].isdigit() or "-" in low


def number_at(toks: list[Token], at: int) -> Number | None:
    """The number expression that starts at token `at`, or None. Hedges before `at` are added by `hedged`."""
    words = number_words()
    low = toks[at].low
    if len(low) > LONGEST_WORD:
        return None
    if not may_open_number(low):
        return None
    if low in ("a", "one", "three", "quarter"):
        of = at + (low != "quarter")
        quartered = of + 3 < len(toks) and [t.low for t in toks[of + 1 : of + 3]] == ["of", "a"]
        if quartered and toks[of].low in ("quarter", "quarters", "three-quarters"):
            if toks[of + 3].low not in ("million", "thousand"):
                return None
            part = words.scales[toks[of + 3].low] // 4 * (3 if low == "three" else 1)
            return Number(part, part, Qualifier.EXACT, at, of + 4, at, of + 4, worded=True)
    if low == "half" or (low in ("a", "one") and at + 1 < len(toks) and toks[at + 1].low == "half"):
        nxt = at + 1 + (low != "half")
        if nxt < len(toks) and toks[nxt].low in ("a", "an"):
            nxt += 1
        if nxt < len(toks) and toks[nxt].low in ("million", "dozen", "thousand"):
            half = words.scales[toks[nxt].low] // 2
            return Number(half, half, Qualifier.EXACT, at, nxt + 1, at, nxt + 1, worded=True)
        return None
    vague = vague_size(toks, at)
    if vague:
        least, nxt = vague
        return Number(least, None, Qualifier.VAGUE, at, nxt, at, nxt, vague=True, worded=True)
    if low in ("many", "quarter", "some", "the"):
        return None
    first = cardinal(toks, at)
    if first is None:
        return None
    value, nxt, worded = first
    if (
        tuple(t.low for t in toks[nxt : nxt + 3]) == ("and", "a", "half")
        and nxt + 3 < len(toks)
        and toks[nxt + 3].low in words.scales
    ):
        value, nxt = (value + 0.5) * words.scales[toks[nxt + 3].low], nxt + 4
    if value != int(value) or value > GREATEST:
        return None
    number = Number(int(value), int(value), Qualifier.EXACT, at, nxt, at, nxt, worded=worded)
    return _grown(toks, _said_twice(toks, _range(toks, number)))


def plain_value(words: str) -> int | None:
    """The whole number that a stretch of digits with separators stands for, None where it is none or too great."""
    value = _digits(words)
    if value is not None and DOTTED.fullmatch(words):
        value = round(value * 1000)
    return int(value) if value is not None and value == int(value) and value <= GREATEST else None


def _said_twice(toks: list[Token], number: Number) -> Number:
    """Takes in the same number in figures behind its words, or in words: "twelve (12) farmers"."""
    at = number.last
    again = cardinal(toks, at + 1) if at + 2 < len(toks) and toks[at].text == "(" else None
    if again is None or again[2] == number.worded or again[0] != number.low or again[1] >= len(toks):
        return number
    return replace(number, last=again[1] + 1) if toks[again[1]].text == ")" else number


def _grown(toks: list[Token], total: Number) -> Number:
    """Takes in what a total has grown by, so that its noun is looked for behind it: "208,370 (+460) persons"."""
    at = total.last
    if [t.text for t in toks[at : at + 2]] != ["(", "+"] or not (
        at + 2 < len(toks) and DIGITS.match(toks[at + 2].low)
    ):
        return total
    closing = next((n for n in range(at + 3, min(at + GROWN, len(toks))) if toks[n].text == ")"), None)
    return total if closing is None else replace(total, last=closing + 1)


def _range(toks: list[Token], left: Number) -> Number:
    """Extends "50" to "50-100", "50 to 100", "two or three" where the second number is the greater."""
    at = left.last
    if at + 1 >= len(toks):
        return left
    link = toks[at].low
    moved = any(t.low in MOVES for t in toks[max(0, left.first - 7) : left.first])
    if link == "to" and left.first > 1 and toks[left.first - 1].low == "from" and moved:
        return left  # "climbed from 558 to 569": two figures, no range
    if link in HYPHENS or link in ("to", "or"):
        if (
            link in HYPHENS
            and toks[at].start != toks[at - 1].end
            and toks[at + 1].start != toks[at].end
            and link != "–"
        ):
            return left
        skip = at + 1
        while (
            skip < len(toks) - 1
            and toks[skip].low
            in ("even", "perhaps", "maybe", "possibly", "as", "many", "by", "one", "account", "some", "-")
            and skip < at + 7
            and not DIGITS.match(toks[at + 1].low)
        ):
            skip += 1
        second = cardinal(toks, skip if DIGITS.match(toks[skip].low) else at + 1)
        if second and second[0] == int(second[0]):
            value, nxt, _ = second
            low = left.low or 0
            scaled = (
                toks[nxt - 1].low in number_words().scales and toks[left.last - 1].low not in number_words().scales
            )
            if scaled and low < 1000:
                low *= number_words().scales[toks[nxt - 1].low]
            if low < value <= GREATEST and (link != "or" or value <= low * 2):
                return Number(low, int(value), Qualifier.RANGE, left.first, nxt, left.core, nxt, worded=left.worded)
    return left
