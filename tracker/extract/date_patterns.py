"""The pattern of time expressions, and the words its numbers and months are written with."""

from __future__ import annotations

import re
from itertools import chain

from tracker.lexicon.guarded import apart, long_beginnings
from tracker.lexicon.trie import alternatives

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

WEEKDAYS = {
    day: n for n, day in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}

_M = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)

_D = r"(?P<day{0}>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"

_Y = r"(?P<year{0}>(?:1[5-9]|20)[0-9]{{2}})"

_LY = r",?\s+(?:of\s+)?(?P<relyear{0}>last|this)\s+year\b"

_W = (
    r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon\.|tues\.|wed\.|thurs\.|fri\.|"
    r"sat\.|sun\.)"
)

_N = (
    r"(?P<n>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|couple of|twenty|"
    r"thirty|a|one)"
)

NUMBER_WORDS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
}


def _spaced(pattern: str) -> str:
    """The pattern with every space open to a line break: wires are wrapped in the middle of "over the weekend"."""
    return pattern.replace(" ", r"\s")


_EXPRESSIONS = (
    r"(?P<iso>\b(?P<isoy>(?:19|20)[0-9]{2})-(?P<isom>0[1-9]|1[0-2])-(?P<isod>0[1-9]|[12][0-9]|3[01])\b)",
    rf"(?P<dots>\b{_D.format(14)}\.(?P<monthno>0?[1-9]|1[0-2])\.{_Y.format(14)}\b)",
    r"(?P<dotsyy>(?<![0-9.])(?P<dayyy>[0-3][0-9])\.(?P<monthyy>0[1-9]|1[0-2])\.(?P<yearyy>[0-9]{2})(?![.0-9]))",
    r"(?P<ysubject>\b(?P<year16>(?:1[5-9]|20)[0-9]{2})(?=\s+(?:(?:was|became)\s+(?:the|one|another|an?|also)\b|"
    r"(?:has\s+|had\s+|also\s+)?(?:saw|seen|witnessed|recorded|registered|brought|claimed)\s)))",
    r"(?P<yline>(?:(?<=\n)|(?<=[*•]))(?P<year15>(?:1[5-9]|20)[0-9]{2})(?=\s?[:–—]\s))",
    rf"(?P<mrange>\b{_M.format(9)} {_D.format(9)}(?: ?[-–—] ?| and |"
    rf" to ){_D.format(10)}\b(?:,? {_Y.format(9)}\b)?(?!,[0-9]{{3}}| (?:people|civilians|killed|dead)))",
    rf"(?P<drange>\b{_D.format(11)}(?: ?[-–—] ?| and |"
    rf" to ){_D.format(12)} {_M.format(11)}(?:,? {_Y.format(11)}\b)?)",
    rf"(?P<mdy>\b{_M.format(1)}\s+{_D.format(1)}\b(?!\s*(?:%|,[0-9]{{3}}))(?:\s*[,]?\s*{_Y.format(1)}\b|{_LY.format(1)})?)",
    rf"(?P<dmy>\b{_D.format(2)}(?:\s+(?:of\s+)?{_M.format(2)}(?:\s*[,]?\s*{_Y.format(2)}\b|{_LY.format(2)})?|"
    rf",\s+{_M.format(13)}\s+{_Y.format(13)}\b))",
    rf"(?P<dmy2>\b{_D.format(4)}-{_M.format(4)}(?:-{_Y.format(4)})?\b)",
    rf"(?P<months>\b{_M.format(17)} ?[-–—] ?{_M.format(18)}(?!\w)(?: period)?(?:(?: of| in)? {_Y.format(17)}\b|"
    r" (?P<monthsof>last|this) year\b)?)",
    (
        rf"(?P<my>\b(?:(?:early|mid|late|the end of|the start of)[\s-]+)?{_M.format(3)}\s*(?:of\s+|"
        rf",\s*)?{_Y.format(3)}\b)"
    ),
    (
        r"(?P<m>(?:(?<=\bin )|(?<=\bsince )|(?<=\bsince a )|(?<=\bsince the )|(?<=\bduring )|(?<=\blast )|(?<=\bof )|"
        r"(?<=\bfrom )|(?<=\bthrough )|(?<=\buntil )|(?<=\bto )|(?<=\bthis )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|"
        r"(?<=\bby )|(?<=\bbetween )|(?<=\band ))(?:early |late |mid-)?(?P<bare>january|february|"
        # "and may be trapped", "began to march": the months are written with a capital.
        r"(?-i:March|MARCH)|april|(?-i:May|MAY)(?! (?i:be|have|not|also|still|well|yet)\b)|"
        r"june|july|august|september|october|november|december)\b(?:\s+(?P<bareyear>last|this)\s+year)?)"
    ),
    (
        r"(?P<spanof>\b(?:in|during|over|after|of) (?:the (?:span|course|space) of )?(?:the )?"
        r"(?P<son>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|one) ?-?"
        r"(?P<sounit>days?|weeks?|months?|years?) of (?:[\w’'-]+ ){0,3}?(?:fighting|war|warfare|"
        r"clashes|violence|"
        r"conflict|bombardment|bombing|strikes|airstrikes|protests|unrest|aggression|attacks|shelling|"
        r"hostilities|"
        r"battles|siege|bloodshed)\b)"
    ),
    (
        rf"(?P<part>\b(?:in |over |during )?(?:the )?(?:first (?:(?P<pn>[0-9]{{1,2}}|two|three|four|five|"
        rf"six|seven|eight|nine|ten|"
        rf"eleven) )?(?P<punit>days?|weeks?|months?|half|quarter)|"
        rf"(?P<pord>second|third|fourth|last|final) (?P<ounit>half|quarter)|"
        rf"(?:last|final) (?P<ln>[0-9]{{1,2}}|two|three|four|five|six) months"
        rf") of (?:{_M.format(6)}(?: {_Y.format(6)}\b)?|"
        rf"{_Y.format(7)}\b|(?P<pthis>this year|the year)))"
    ),
    (
        r"(?P<yrange>\b(?P<ya>(?:1[5-9]|20)[0-9]{2})(?:\s?[-–—/]\s?(?P<yb>(?:1[5-9]|20)[0-9]{2})|"
        r"[-–—/](?P<yc>[0-9]{2}))\b(?![-/–][0-9]))"
    ),
    (
        r"(?P<lastyears>\b(?P<lymod>last|this) year['’]s (?P<lymonth>january|february|march|april|may|"
        r"june|july|august|"
        r"september|october|november|december)\b)"
    ),
    r"(?P<lastyearof>\b(?P<lyof>last|this) year['’]s(?=\s+(?:[\w’'-]+\s+){0,3}?(?:bombings?|attacks?|massacre|raids?|"
    r"war|siege|coup|uprising|"
    r"riots|killings?|ambush|shootings?|blasts?|explosions?|offensive|invasion|battles?|crackdown)\b))",
    rf"(?P<yadj>\b(?:the|a|an|its|his|their|deadly|bloody|devastating) {_Y.format(8)} "
    rf"(?:[\w’'-]+ ){{0,2}}?(?P<ynoun>wars?|conflict|invasion|"
    rf"genocide|uprising|"
    r"intifada|revolution|offensive|massacre|assaults?|incidents?|raids?|ambush|blasts?|explosions?|hijackings?|battles?|clashes|violence|pogroms?|purges?|tragedy|disaster|campaigns?|killings?|murders?|executions?|kidnappings?|abductions?|shootings?|bombings?|attacks?|coup|siege|unrest|riots|protests|"
    r"crackdown))",
    r"(?P<decade>\b(?:in|during|throughout|of) the (?P<decmod>early |late |mid-)?(?P<dec>(?:1[5-9]|20)[0-9])0s\b)",
    rf"(?P<wd>\b(?:(?P<wdmod>last|this|next|past|early|late)\s+)?"
    rf"(?:(?P<wdweek>(?<=last )week)\s+)?{_W}(?P<wdlast>,?\s+(?:of\s+)?last\s+week\b)?)",
    (
        r"(?P<hours>\b(?:in|over|during|for|within)?\s*(?:the\s+)?(?:past|last|previous|"
        r"preceding)\s+(?P<hn>24|48|72|96|twenty-four|forty-eight)[\s-]*hours?\b|\b(?P<hn2>24|48|"
        r"72)[\s-]hour(?:s)?\s+(?:period|span|toll|reporting)\b|\bpast\s+day\b)"
    ),
    (
        rf"(?P<span>\b(?:in|over|during|for|within)?\s*(?:the\s+|these\s+)?(?:past|last|previous|"
        rf"recent)\s+{_N}\s+(?P<unit>days?|weeks?|months?|years?|decades?)\b)"
    ),
    (
        r"(?P<spanone>\b(?:in|over|during|for|within)\s+(?:(?:the\s+)?(?:past|"
        r"previous)|the\s+last)\s+(?P<unitone>day|week|fortnight|month|year|decade)\b)"
    ),
    (
        r"(?P<ago>\b(?P<agon>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|a|one|"
        r"several)\s+(?P<agounit>days?|weeks?|fortnights?|months?|years?)\s+(?:ago|earlier|before)\b)"
    ),
    (
        r"(?P<rel>\bthe day before\b(?! yesterday)|\bnew year['’]s (?:day|eve)\b|\bchristmas "
        r"(?:day|eve)\b|\btoday\b|\btonight\b|\byesterday\b|\blast night\b|\bthis (?:morning|"
        r"afternoon|"
        r"evening)\b|\bovernight\b|\bthe (?:day|night) before yesterday\b|\b(?:the )?(?:previous|"
        r"preceding) day\b|\ba day (?:earlier|before|ago)\b|\bearlier in the day\b)"
    ),
    (
        r"(?P<block>\b(?P<blockmod>last|this|past|earlier this|later this|the past|(?:so|thus) far "
        r"this)\s+(?P<blockunit>week|weekend|month|year|summer|winter|spring|autumn)\b|\b(?:so|thus) far this "
        r"year\b|\brecent (?:days|weeks|months|years)\b|\bthe weekend\b|"
        r"(?<=\bin )a (?:\w+ )?weekend\b|(?<=\bover )a (?:\w+ )?weekend\b|"
        r"\bthe week before\b(?! last)|"
        r"(?<=\bstart of )the (?:year|month)\b|(?<=\bbeginning of )the (?:year|month)\b)"
    ),
    (
        rf"(?P<y>(?:(?<=\bin )|(?<=\bbetween )|(?<=\bthrough )|(?<=\bsince )|"
        rf"(?<=\bof )|(?<=\bduring )|(?<=\bfrom )|(?<=\bto )|(?<=\brecorded for )|(?<=\bcalendar year )|(?<=\bthe year )|"
        rf"(?<=\buntil )|(?<=\bby )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-)|(?<=\band )|(?<=\bbefore )|"
        rf"(?<=\bafter )|(?<=\()){_Y.format(5)}\b(?![,-][0-9])"
        rf"(?! and (?:2[1-9][0-9]{{2}}|[0-9]{{4}} (?:on|hours|gmt|local)\b)))"
    ),
)


def _expression() -> str:
    """Any of the expressions, each tried only where it can begin: a search would try all of them at every place."""
    patterns = [_spaced(pattern) for pattern in _EXPRESSIONS]
    begun = [long_beginnings(pattern, re.IGNORECASE) for pattern in patterns]
    firsts = [{first[:1] for first in own} for own in begun]
    letters = ["".join(sorted(own | {first.upper() for first in own})).replace(" ", r"\s") for own in firsts]
    # Both cases are told, so that the looks need not fold them.
    looks = [f"(?-i:(?=[{first}])(?={alternatives(own)}))" for first, own in zip(letters, begun, strict=True)]
    each = "|".join(look + own for look, own in zip(looks, patterns, strict=True))
    return rf"\b(?-i:(?={alternatives(apart(chain(*begun)))}))(?:{each})"


EXPRESSION = re.compile(_expression(), re.IGNORECASE)

LEAD = re.compile(
    (
        r"(?:\b(?P<since>since(?:\s+(?:about|around|early|late|mid|(?:the )?(?:start|beginning|outbreak|onset) "
        r"of))?)|\b(?P<fromw>from(?:\s+the\s+(?:start|beginning|end|middle)\s+of)?|between)|"
        r"\b(?P<until>(?:until|till|by|through|up to|to)(?: the end of)?|as of|"
        r"as at|and)|"
        r"\b(?P<before>before|prior to)|\b(?P<on>on|in|during|of|last|at))\b\s*(?P<hour>(?:[\w:.-]+\s+){1,2}(?:in|"
        r"on)\s+)?(?:the\s+|a\s+|early\s+|late\s+|midnight\s+(?:on\s+)?)?$"
    ),
    re.IGNORECASE,
)
