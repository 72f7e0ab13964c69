"""How the words of a sentence are labelled before frames are laid over them, for whoever asks why it was read so."""

from __future__ import annotations

from functools import lru_cache

from tracker.extract.sentence import Sentence
from tracker.lexicon import lexicon


def labelled(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """The words of a sentence with the label each stands under, those without any under none."""
    sentence = _marked(text, start, end)
    out = []
    for item in sentence.items:
        words = text[sentence.toks[item.first].start : sentence.toks[item.last - 1].end]
        out.append((" ".join(words.split()), "" if item.label in ("WORD", "NAME", "MARK") else item.label))
    return out


def holds_count(text: str, start: int, end: int) -> bool:
    """Whether a sentence holds a count of people, with a word for an outcome or without."""
    return any(item.label in ("COUNT", "SELF", "HELD") for item in _marked(text, start, end).items)


def _marked(text: str, start: int, end: int) -> Sentence:
    return Sentence(text, start, end, 0, 0, False, False, None, None, [])


@lru_cache(maxsize=1)
def _orders() -> dict[str, str]:
    return {str(frame["id"]): str(frame["read"]) for frame in lexicon().section["frames"]}


def order_of(frame: str) -> str | None:
    """What must stand in a sentence, in labels, for a frame of the language file; None for a rule of the code."""
    return _orders().get(frame)
