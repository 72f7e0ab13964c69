"""Patterns of the words that tell what a figure covers: tolls, wars, single blows, windows and starts."""

from __future__ import annotations

import re

TOLL = re.compile(
    (
        r"\b(?:toll|tally|count|figures?|death count|body count|(?:total )?number of (?:\w+ ){0,3}(?:dead|killed|wounded|"
        r"injured|victims|deaths|fatalities|casualties|martyrs|people|hostages|displaced)|total)\b"
    ),
    re.IGNORECASE,
)

RUNNING = re.compile(
    (
        r"\b(?:reached|rose|risen|climbed|stood|stands|passed|passes|exceeded|exceeds|surpassed|brings?|"
        r"bringing|brought|topped|now at|nears?|crossed|to date|so far|overall|in total|altogether)\b"
    ),
    re.IGNORECASE,
)

FIRST_STRETCH = re.compile(
    r"\bfirst (?P<n>\w+) (?P<unit>days|weeks|months|years) of (?:the |its |their )?(?:\w+ )?"
    r"(?:war|conflict|fighting|invasion|offensive|campaign|bombardment|uprising)\b",
    re.IGNORECASE,
)
THOSE_MONTHS = re.compile(
    r"\b(?:in|over|during|within) (?:those|these|the same|that) (?:days|weeks|months|years|period|time)\b",
    re.IGNORECASE,
)
AS_OF = re.compile(r"\bas (?:of|at)\b", re.IGNORECASE)

PERFECT = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|so\s+far\s+|since\s+)*(?:been\s+)?(?:\w+ly\s+)?\w+",
    re.IGNORECASE,
)

PRESENT_PERFECT = re.compile(
    (
        r"\b(?:has|have|'ve)\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|"
        r"so\s+far\s+)*(?:been\s+)?(?:\w+ly\s+)?(?:killed|injured|wounded|died|lost|claimed|displaced|fled|"
        r"arrested|detained|left|perished|resulted|caused|documented|recorded|verified|confirmed|counted|"
        r"abducted|kidnapped|seen|cost|taken|suffered|driven|forced|uprooted|disappeared|identified)\b"
    ),
    re.IGNORECASE,
)

ONE_BLOW = re.compile(
    (
        r"\b(?:a|an|the|this|that|one|another|single|latest|first|second)\s+(?:[\w'’-]+\s+){0,4}?(?:attack|"
        r"strike|airstrike|raid|bombing|blast|explosion|ambush|shooting|massacre|assault|incident|stampede|"
        r"crash|clash|battle|operation|bomb|missile|rocket|drone|shelling|gunman|bomber|fire|kidnapping|"
        r"abduction|protest|firefight|barrage)\b"
    ),
    re.IGNORECASE,
)

MANY_BLOWS = re.compile(
    (
        r"\b(?:attacks|strikes|airstrikes|raids|bombings|clashes|bombardments?|explosions|confrontations|"
        r"operations|killings|protests|[0-9]+ incidents)\b"
    ),
    re.IGNORECASE,
)

SINCE_START = re.compile(
    (
        r"\bsince\s+(?:the\s+)?(?:start|beginning|outbreak|onset|outset|launch)?\s*(?:of\s+)?(?:the\s+|its\s+|"
        r"russia['’]s\s+|israel['’]s\s+|last\s+)?(?:[\w'’-]+\s+){0,4}?(?:war|conflict|invasion|offensive|"
        r"fighting|uprising|hostilities|genocide|aggression|campaign|assault|crisis|insurgency|revolt|siege|"
        r"coup|escalation|onslaught|operation|protests|ceasefire|truce|violence)(?:\s+(?:began|started|broke "
        r"out|erupted|resumed|took effect))?\b"
    ),
    re.IGNORECASE,
)

AFTER = re.compile(
    (
        r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2})\s+(?P<unit>days?|weeks?|"
        r"months?|years?)\s+after\s+(?:[\w-]+\s+){0,6}$"
    ),
    re.IGNORECASE,
)

AGGREGATE = re.compile(
    (
        r"\b(?:during|throughout|in all of|over the course of|overall|in total|a total of|altogether|"
        r"statistics|annual|on record)\b"
    ),
    re.IGNORECASE,
)

BOUNDARY = re.compile(
    (
        r";|,?\s+(?:so that|while|whereas)\s|,\s+(?:bringing|raising|taking|lifting|pushing|putting|but|and "
        r"added|and entered|with the total)\s"
    ),
    re.IGNORECASE,
)

RECORD = re.compile(
    r"\b(?:first|worst|deadliest|bloodiest|biggest|largest|lowest|highest|heaviest|most|any)\b[^.;]{0,80}$",
    re.IGNORECASE,
)


# "between October 2023 and the ceasefire": a start that is told, and an end that is now.
OPEN_END = re.compile(
    r"\s+(?:and|until|to)\s+(?:the\s+)?(?:ceasefire|truce|end of the war|present|now|today)\b", re.IGNORECASE
)
# What is added to a total is not the total.
ADDED = re.compile(
    r"\b(?:added|adds|entered|further|additional|another|approved|new deaths|recovered)\b", re.IGNORECASE
)
BEGAN = re.compile(
    r"\b(?:began|begun|started|erupted|broke out|launched)\s+(?:(?:in|on)\s+)?(?:early\s+|late\s+|mid-)?$",
    re.IGNORECASE,
)
