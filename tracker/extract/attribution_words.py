"""The words around a reporting verb: what may stand before it, what cannot be a source, what goes on in its voice."""

from __future__ import annotations

import re

from tracker.lexicon import lexicon

CLAUSE_MARKS = frozenset(",;:()—–\"“”'‘’-")

AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "later",
        "earlier",
        "then",
        "was",
        "were",
        "is",
        "are",
        "been",
        "reportedly",
        "initially",
        "previously",
        "separately",
        "again",
        "only",
        "just",
        "already",
        "did",
        "not",
        "n't",
        "further",
        "officially",
        "today",
        "yesterday",
        "on-air",
        "jointly",
        "itself",
        "themselves",
        "himself",
        "herself",
        "both",
        "now",
        "still",
        "cautiously",
        "repeatedly",
        "first",
    ]
)

# Words without which a pattern below cannot fit: looked up before it is run.
PARTICIPLES = frozenset(str(p) for p in lexicon().section["reporting"]["participles"])

SPOKEN_OF = frozenset(["given", "spoken"])  # verbs of saying only behind "has": "has given", "had spoken of"

OBJECT_STARTS = frozenset(["the", "on", "upon", "by", "from", "with", "to"])

HAD = frozenset(["has", "have", "had"])

LEADS = frozenset(str(p).split()[0] for p in lexicon().section["reporting"]["prepositions"])

OWNERS = frozenset(["its", "his", "her", "their"])

COUNTED = frozenset(
    "count toll tally figure figures estimate estimates total register database list data statistics records".split()
)

GENERIC = re.compile(
    r"^(?:there|that|this|which|who|what|it is|one|some|many|others|people|nobody|and|but|reports?|"
    r"figures|statistics|data|records)$",
    re.IGNORECASE,
)

POSSESSED = re.compile(
    r"(?P<np>(?:[Tt]he\s+)?(?:[A-Z][\w.-]{0,40}['’]s\s+)?(?:[\w.-]{1,40}\s+){0,6}[\w.-]{1,40})['’]s?\s+(?:own\s+|"
    r"latest\s+|official\s+|new\s+|last\s+|daily\s+|running\s+|updated\s+|current\s+)*"
    r"(?:count|toll|tally|figure|figures|estimate|estimates|total|register|database|list|data|statistics|records)\b"
)

CITING = re.compile(r"citing|quoting|quoted|attributed", re.IGNORECASE)

LOOSE = re.compile(r"\bof$|^reports |^claims ", re.IGNORECASE)  # "estimates of" a number, "reports from" a town

ANAPHOR = re.compile(
    (
        r"\b(?:by\s+)?(?:its|his|her|their)\s+(?:own\s+|latest\s+|official\s+|new\s+|last\s+|daily\s+|"
        r"running\s+|updated\s+|overall\s+)*"
        r"(?:count|toll|tally|figures?|estimates?|total|account|register|database|records|spokesman|"
        r"spokeswoman|spokesperson)\b"
    ),
    re.IGNORECASE,
)

PRONOUN = re.compile(r"^(?:he|she|it|they|i|we|the (?:latter|former))$", re.IGNORECASE)

IN_ITS = re.compile(r",\s+in\s+(?:its|his|her|their|an?|the)\b.*$", re.DOTALL)  # "the ministry, in its update of"

RESTS_ON = re.compile(r"\b(?:relied|relies|drew|draws|rests?|based|turned) (?:up)?on\b|\bbased on\b", re.IGNORECASE)

GOES_ON_SAYING = re.compile(r",\s+(?:adding|saying|noting|stressing|claiming)\b", re.IGNORECASE)

STRONG = frozenset(
    [
        "accused",
        "accuses",
        "said",
        "says",
        "say",
        "told",
        "tells",
        "announced",
        "announces",
        "stated",
        "states",
        "added",
        "adds",
        "noted",
        "declared",
        "confirmed",
        "confirms",
        "wrote",
        "tweeted",
        "acknowledged",
        "alleged",
        "revealed",
        "reports",
        "informed",
        "insisted",
        "affirmed",
        "reiterated",
        "explained",
    ]
)
