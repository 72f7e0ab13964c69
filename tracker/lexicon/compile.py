"""Frames to patterns: the only room that knows pattern syntax.

A sentence becomes a string of one character an item; a frame becomes a regular expression over that string.
The expressions use no back-references and no nested repetition, so they run in time linear in the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process

from tracker.errors import ConfigError
from tracker.lexicon.load import FORMS, HERE, labels, lexicon, line_of
from tracker.model import Outcome

# The character of each label. SOFT labels are those a gap "~n" may run over, WIDE those of "~~n".
COUNT, SELF, HELD, NUMBER, WORD, NAME, MARK = "C", "S", "H", "N", "w", "n", ","
ANY_COUNT = f"[{COUNT}{HELD}]"
_plain = sorted(label for label in labels() if "." not in label)
CHAR: dict[str, str] = {
    "COUNT": COUNT,
    "SELF": SELF,
    "HELD": HELD,
    "NUMBER": NUMBER,
    "WORD": WORD,
    "NAME": NAME,
    "MARK": MARK,
}
CHAR |= {label: chr(0xE000 + n) for n, label in enumerate(_plain)}
FORM_CHAR = {form: chr(0xE100 + n) for n, form in enumerate(FORMS)}
CHAR |= {f"{o.name}.{form}": FORM_CHAR[form] for o in Outcome for form in FORMS}
SOFT = ["WORD", "NAME", "OF", "PREP", "DET", "PERSON", "THING", "NUMBER", "LIGHT", "TO", "ARTICLE", "MOST", "TOLL"]
WIDE = [
    *SOFT,
    "REL",
    "MARK",
    "HAVE",
    "AND",
    "CAUSE",
    "MODAL",
    "BE",
    "RISE",
    "INCLUDING",
    "OFGROUP",
    "FREED",
    "NOT",
    "COUNT",
]


@dataclass(frozen=True)
class Frame:
    """One way of saying that a counted group suffered an outcome.

    needs   for each word of it that may not be missing, the characters of which one stands in every sentence it fits
    """

    id: str
    read: str
    cost: int
    voice: str
    agree: bool
    also: bool
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


def _class(chars: list[str]) -> str:
    return "[" + "".join(re.escape(c) for c in dict.fromkeys(chars)) + "]"


def _piece(word: str, frame: str, last: bool) -> str:
    """The expression of one word of a frame; of several outcomes the last one is the governor."""
    if word.startswith("~"):
        size = int(word.lstrip("~"))
        over = [CHAR[label] for label in (WIDE if word.startswith("~~") else SOFT)]
        if word.startswith("~~~"):
            over += [FORM_CHAR[form] for form in FORMS if form != "TOLL"]
        return f"{_class(over)}{{0,{size}}}?"
    if word.startswith("!"):
        return f"(?!{_alternatives(word[1:], frame)})"
    if word == "COUNTS":
        joint = _class([CHAR["AND"], MARK])
        lead = f"{_class([CHAR['DET'], CHAR['LIGHT']])}?"
        soft = _class([CHAR[label] for label in ("WORD", "NAME", "OF", "PREP", "DET", "PERSON")])
        return f"(?P<c>{ANY_COUNT}(?:{soft}{{0,4}}{joint}{{1,3}}{lead}{ANY_COUNT})*)"
    if word == "COUNT":
        return f"(?P<c>{ANY_COUNT})"
    if word == "COUNTED":
        return COUNT  # a count that another frame reads
    if word == "SELF":
        return f"(?P<c>(?P<x>[{SELF}{HELD}]))"
    tail = ""
    if word[-1] in "?*":
        tail = "?" if word[-1] == "?" else "{0,3}"
        word = word[:-1]
    body = _alternatives(word, frame)
    if "." in word:
        return f"(?P<x>{body}){tail}" if last else body + tail
    if word == "TOLL" and last:
        return f"(?P<x>{body})"
    return body + tail


def _alternatives(word: str, frame: str) -> str:
    return _class(_characters(word, frame))


def _characters(word: str, frame: str) -> list[str]:
    chars = []
    for name in word.split("|"):
        if name in CHAR and "." in name and not name.startswith("X."):
            chars.append(CHAR[name])
        elif name.startswith("X."):
            if name[2:] not in FORM_CHAR:
                raise ConfigError([f"frame {frame}: unknown form {name!r}; forms are {', '.join(FORMS)}"])
            chars.append(FORM_CHAR[name[2:]])
        elif name in CHAR:
            chars.append(CHAR[name])
        else:
            near = process.extractOne(name, [*CHAR, *(f"X.{form}" for form in FORMS)])
            raise ConfigError([f"frame {frame}: unknown label {name!r}; did you mean {near[0]!r}?"])
    return chars


def _needed(word: str, frame: str) -> frozenset[str]:
    """The characters of which one must stand for a word of a frame."""
    if word in ("COUNT", "COUNTS"):
        return frozenset({COUNT, HELD})
    if word == "SELF":
        return frozenset({SELF, HELD})
    return frozenset({COUNT} if word == "COUNTED" else _characters(word, frame))


def compile_frame(spec: dict[str, object]) -> Frame:
    """A frame of a language file, compiled. Raises ConfigError for an unknown label or form."""
    name, read = str(spec["id"]), str(spec["read"])
    words = read.split()
    governors = [n for n, word in enumerate(words) if "." in word] or [
        n for n, word in enumerate(words) if word == "TOLL"
    ]
    body = "".join(_piece(word, name, not governors or n == governors[-1]) for n, word in enumerate(words))
    return Frame(
        name,
        read,
        int(str(spec.get("cost", 5))),
        str(spec.get("voice", "")),
        bool(spec.get("agree", False)),
        bool(spec.get("also", False)),
        re.compile(f"(?=(?P<all>{body}))"),
        tuple(_needed(word, name) for word in words if word[0] not in "~!" and word[-1] not in "?*"),
    )


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """The frames of the shipped English lexicon, cheapest first. Raises ConfigError with the line of each fault."""
    path = HERE / "en.yaml"
    made, problems = [], []
    for spec in lexicon().section["frames"]:
        try:
            made.append(compile_frame(spec))
        except ConfigError as error:
            line = line_of(path, f"id: {spec.get('id')}")
            problems += [f"{path.name}:{line}: {problem}" for problem in error.problems]
    if problems:
        raise ConfigError(problems)
    return tuple(sorted(made, key=lambda frame: frame.cost))


@lru_cache(maxsize=1)
def _needs() -> tuple[dict[str, int], tuple[tuple[Frame, tuple[int, ...]], ...]]:
    """A bit for each character that a frame needs, and for each frame its needs as sets of bits."""
    chars = sorted(frozenset().union(*(need for frame in frames() for need in frame.needs)))
    bits = {char: 1 << n for n, char in enumerate(chars)}
    return bits, tuple((f, tuple(sum(bits[char] for char in need) for need in f.needs)) for f in frames())


def frames_for(tags: str) -> tuple[Frame, ...]:
    """The frames that the characters of a tag string do not rule out, cheapest first."""
    bits, _ = _needs()
    present = 0
    for char in set(tags):
        present |= bits.get(char, 0)
    return _frames_with(present)


@lru_cache(maxsize=4096)  # sentences are made of the same labels again and again
def _frames_with(present: int) -> tuple[Frame, ...]:
    out = []
    for frame, own in _needs()[1]:
        for need in own:
            if not need & present:
                break
        else:
            out.append(frame)
    return tuple(out)
