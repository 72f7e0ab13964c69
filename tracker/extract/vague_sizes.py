"""Sizes without a number: dozens, several hundred, tens of thousands."""

from __future__ import annotations

from tracker.extract.number_words import number_words
from tracker.extract.tokens import Token


def vague_size(toks: list[Token], at: int) -> tuple[int, int] | None:
    """(lower bound, next token) of a size without a number: "dozens", "several hundred", "tens of thousands"."""
    words = number_words()
    nxt = at
    low = toks[nxt].low
    if low in ("a", "the", "many", "some", "several", "few") and nxt + 1 < len(toks):
        second = toks[nxt + 1].low
        if (low == "a" and second in ("couple", "few", "handful", "score")) or (
            low in ("many", "some", "the")
            and second
            in (
                "dozens",
                "scores",
                "hundreds",
                "thousands",
                "millions",
                "tens",
            )
        ):
            nxt += 1
        elif (low == "a" and second == "number") or low in ("a", "the", "many", "some"):
            return None
    low = toks[nxt].low
    if low not in words.vague:
        return None
    if low == "couple" and not (
        nxt + 1 < len(toks) and toks[nxt + 1].low in ("of", "more", "dozen", "hundred", "thousand", "others")
    ):
        return None  # "the couple was shot": two who are married
    value = words.vague[low]
    nxt += 1
    if low in ("several", "few", "couple", "handful") and nxt < len(toks):
        if toks[nxt].low == "of" and nxt + 1 < len(toks) and toks[nxt + 1].low in words.scales:
            nxt += 1
        while nxt < len(toks) and toks[nxt].low in words.scales:
            value *= words.scales[toks[nxt].low]
            nxt += 1
    else:
        while (
            nxt + 1 < len(toks)
            and toks[nxt].low in ("of", "upon")
            and toks[nxt + 1].low in ("thousands", "millions", "hundreds", "dozens", "tens")
        ):
            inner = {"thousands": 1000, "millions": 1000000, "hundreds": 100, "dozens": 12, "tens": 10}[
                toks[nxt + 1].low
            ]
            value *= inner
            nxt += 2
        if (
            low in ("dozens", "hundreds", "scores", "tens")
            and nxt < len(toks)
            and toks[nxt].low in ("thousand", "million")
        ):
            value *= words.scales[toks[nxt].low]
            nxt += 1
    return value, nxt
