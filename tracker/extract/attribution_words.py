"""The words around a reporting verb: what may stand before it, what cannot be a source, what goes on in its voice."""

from __future__ import annotations

import re

from tracker.lexicon import lexicon
from tracker.lexicon.guarded import Guarded

AUXILIARIES = frozenset(
    (
        "has have had being also later earlier then was were is are been reportedly initially previously separately "
        "again only just already did not n't further officially today yesterday on-air jointly itself themselves "
        "neither never yet don't doesn't didn't haven't hasn't hadn't "
        "himself herself both now still cautiously repeatedly first"
    ).split()
)

# Words without which a pattern below cannot fit: looked up before it is run.
PARTICIPLES = frozenset(str(p) for p in lexicon().section["reporting"]["participles"])

SPOKEN_OF = frozenset(["given", "spoken"])  # verbs of saying only behind "has": "has given", "had spoken of"

OBJECT_STARTS = frozenset(["the", "on", "upon", "by", "from", "with", "to"])

HAD = frozenset(["has", "have", "had"])

LEADS = frozenset(str(p).split()[0] for p in lexicon().section["reporting"]["prepositions"])

OWNERS = frozenset(["its", "his", "her", "their"])

COUNTED = frozenset(
    (
        "count toll tally figure figures estimate estimates total register database list data statistics records claim "
        "claims"
    ).split()
)

GENERIC = Guarded(
    r"^(?:there|that|this|which|who|what|it is|one|some|many|others|people|nobody|and|but|"
    r"figures|statistics|data|records|(?:the )?details|initial|those|these|overall|total|in total)$",
    re.IGNORECASE,
)

POSSESSED = Guarded(
    r"(?P<np>(?:[Tt]he\s+)?(?:[A-Z][\w.-]{0,40}['’]s\s+)?(?:[\w.-]{1,40}\s+){0,6}[\w.-]{1,40})['’]s?\s+(?:own\s+|"
    r"latest\s+|official\s+|new\s+|last\s+|daily\s+|running\s+|updated\s+|current\s+)*"
    r"(?:count|toll|tally|figure|figures|estimate|estimates|total|register|database|list|data|statistics|records|"
    r"claims?(?=\s+(?:that|to\s+have|of)\b))\b"
)

CITING = Guarded(r"citing|quoting|quoted|attributed", re.IGNORECASE)

LOOSE = Guarded(r"\bof$|^reports |^claims ", re.IGNORECASE)  # "estimates of" a number, "reports from" a town

# Before "figures of" a group: those who belong to it, and no statistics.
PEOPLE = Guarded(
    r"\b(?:leading|senior|key|top|high-profile|high-ranking|prominent|central|public|important|well-known|two|three|four|"
    r"five|six|seven|eight|nine|ten|several|[0-9]+)(?:\s+[\w-]+)?\s+$",
    re.IGNORECASE,
)

BY = Guarded(r"\bby\s+$", re.IGNORECASE)

ANAPHOR = Guarded(
    (
        r"\b(?:by\s+)?(?:its|his|her|their)\s+(?:own\s+|latest\s+|official\s+|new\s+|last\s+|daily\s+|"
        r"running\s+|updated\s+|overall\s+)*"
        r"(?:count|toll|tally|figures?|estimates?|total|account|register|database|records|spokesman|"
        r"spokeswoman|spokesperson)\b"
    ),
    re.IGNORECASE,
)

OURS = Guarded(r"\b(?:our|my)\b", re.IGNORECASE)  # "data from our records indicate": of who is quoted

PRONOUN = Guarded(r"^(?:(?:he|she|it|they|i|we)(?:['’](?:ve|d|s|re))?|the (?:latter|former))$", re.IGNORECASE)

IN_ITS = Guarded(r",\s+in\s+(?:its|his|her|their|an?|the)\b.*$", re.DOTALL)  # "the ministry, in its update of"

RESTS_ON = Guarded(r"\b(?:relied|relies|drew|draws|rests?|based|turned) (?:up)?on\b|\bbased on\b", re.IGNORECASE)

# A clause of its own behind a saying at the end of its sentence: "police said on Wednesday, as the minister admitted that".
NEXT_CLAUSE = Guarded(r",\s+(?:as|while|after|though|although|when|but|and|hours|days)\b", re.IGNORECASE)
GOES_ON_SAYING = Guarded(
    r"(?:,\s+|\s|^)(?:adding|saying|noting|stressing|claiming|explaining|insisting|stating|confirming|alleging|warning|"
    r"specifying|clarifying|indicating|recalling|describing|referring)\b",
    re.IGNORECASE,
)

STRONG = frozenset(
    (
        "blamed blames held blame accuse "
        "accused accuses said says say told tells announced announces stated states added adds noted declared "
        "confirmed confirms wrote tweeted acknowledged alleged revealed reports informed insisted affirmed "
        "reiterated explained reads"
    ).split()
)

# A phrase by which somebody gives something: of a figure only where a word for figures stands before it.
GIVEN_BY = frozenset(
    (
        "provided by|compiled by|released by|issued by|published by|announced by|given by|supplied by|kept by|"
        "maintained by|put forward by|known by|known to|cited by|quoted by"
    ).split("|")
)

FIGURES = Guarded(
    r"\b(?:figures?|tolls?|counts?|numbers?|data|statistics|lists?|reports?|statements?|estimates?|records?|details|"
    r"information|communiques?|bulletins?|accounts?|videos?|footage|photos?|images?|deaths?|dead|killed|wounded|injured|"
    r"casualties|fatalities|total|as|register|database|names|missing|tally)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)

NO_SOURCE = Guarded(
    r"(?:(?:the |a )?(?:[\w’'-]+ ){0,3}(?:death |casualty )toll$|names?$|(?:the )?law$|names? |far |the war|hand )",
    re.IGNORECASE,
)

# Behind a verb of saying: "said today", "said in the capital" name no speaker.
BARE_TIMES = frozenset(
    (
        "today yesterday tonight monday tuesday wednesday thursday friday saturday sunday that in on at it he she here "
        "late early earlier"
    ).split()
)

# Verbs that report something else: "reports from the front", "put an end".
NO_REPORT = frozenset(
    [(v, p) for v in ("reports", "claims", "estimates", "counts", "records") for p in ("from", "by", "of")]
    + [("spoke", "to"), ("speaks", "to"), ("speak", "to"), ("spoke", "with"), ("believed", "to"), ("accused", "of")]
    + [
        ("known", "to"),
        ("suspected", "of"),
        ("counted", "among"),
        ("charged", "with"),
        ("admitted", "to"),
        ("posted", "online"),
        ("posted", "on"),
    ]
    + [("put", p) for p in ("an", "down", "out", "up", "on", "in", "into", "off", "pressure", "forward")]
)

# Words behind which a speaker opens a clause of its own: "while the army said".
NEW_CLAUSE = frozenset(
    (
        "and but while whereas as when after before because since although though that which who where if or so then whom "
        "meanwhile however later earlier also until yet"
    ).split()
)

SUFFIX = Guarded(
    r"(?:$|[.,;:]|on\s|in\s+(?:an?|the|its|his|her|their|another)\s|at first\b|late\s|early\s|today|yesterday|here|"
    r"at\s+an?\s|during\s|as\s|adding|by\s+(?:tele)?phone|via\s|without\s|(?:an?|the)\s+(?:news\s+)?statement|"
    r"in\s+(?:(?:early|late|mid)[\s-])?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:1[89]|20)[0-9]{2})\b|in\s+(?-i:[A-Z])|(?:earlier|last|this|at\s+the|over\s+the)\b|"
    r"while\s|after\s|to\s|reporters|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the\s+\w+\.?$)",
    re.IGNORECASE,
)

GIVES = frozenset("supplied provided published released issued gave gives compiled posted presented".split())

ENDS_SPEECH = Guarded(
    r"\W*(?:$|(?:who|which|whose)\b[^,;]*$|[.;]\s|adding\b|on\s+[A-Z]|in an?\s|late\b|today\b|yesterday\b)"
)

# Verbs of saying where the subject is a name; with other subjects they need "that" or a noun that can be quoted.
OF_NAMES = frozenset(
    (
        "reported claimed claim claims estimated estimates documented indicated indicates asserted maintained "
        "posted admitted disclosed specified believes reckoned reckons warned mentioned highlighted clarified"
    ).split()
)

OUTLET = Guarded(
    r"(?:\b(?:reuters|afp|ap|associated press|bbc|cnn|efe|upi|xinhua|interfax|tass|sana|anadolu|al[ -]jazeera|news|"
    r"newspapers?|dail(?:y|ies)|times|post|herald|tribune|gazette|courier|chronicle|journal|guardian|telegraph|express|television|tv|radio|media|press|broadcaster|channel|"
    r"magazine|outlets?|reporters?|correspondents?|journalists?)\b|\bnews agency\b)",
    re.IGNORECASE,
)

# Verbs of counting: whoever is their subject, and a number behind them, tells a figure.
OF_COUNTS = frozenset(
    "spoke speaks speak cited cites counted counts count listed lists list tallied recorded registered".split()
)

SAYING = PARTICIPLES - {"citing", "quoting", "reporting", "estimating"}

NAMELESS = Guarded(
    r"^(?:(?:the|initial|early|first|preliminary|some|media|press|local|news) )*reports?$", re.IGNORECASE
)

HEADLINE_TAIL = Guarded(r"(?::|\s[-–—])\s+([^\W\d_][^:;.,!?\"“”–—]{1,50}?)\.?$")

HEADLINE_HEAD = Guarded(r"([^\W\d_][^:;.,!?\"“”–—0-9]{1,60}):\s+(?=[A-Za-z0-9‘“'\"])")

# What a speaker did before the colon: 'An officer denied it: "..."'.
ANSWERED = Guarded(r"\s+(?:denied|rejected|dismissed|disputed|confirmed)\s+(?:it|this|that|them)$", re.IGNORECASE)

# Before a colon: the dateline of a place, or whose dead a table counts.
NO_HEADING = Guarded(
    r"^(?:israel|russia|ukraine|kyiv|moscow|sources?|details?|quote.*|(?:key|main|latest|official)\s+(?:figures|numbers|data|points))$|"
    r"\b(?:militias?|forces|army|troops|fighters|rebels|insurgents|guerrillas|"
    r"soldiers|members|brigades?|wing|nations)$",
    re.IGNORECASE,
)

COUNTED_THING = Guarded(r"\b(?:tolls?|figures?|numbers?|count|tally|data|deaths?|casualties|list)\b", re.IGNORECASE)

NOT_INVERTED = frozenset("told accuse accused accuses blame blamed blames held".split())  # their object is no speaker

# What somebody may cite as a reason and not as a source.
NO_SPEAKER = Guarded(
    r"(?:the |a |an |its |their )?(?:deaths?|killings?|murders?|security|safety|concerns?|lack|attacks?|risks?|dangers?|"
    r"needs?|reasons?|fears?|violence|threats?)\b",
    re.IGNORECASE,
)
