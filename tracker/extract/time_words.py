"""Patterns of the words that tell what a figure covers: tolls, wars, single blows, windows and starts."""

from __future__ import annotations

import re

from tracker.lexicon.guarded import Guarded


def words_of_time(pattern: str) -> Guarded:
    """The pattern in any case, with every space open to a line break, as wrapped wires have it."""
    return Guarded(pattern.replace(" ", r"\s"), re.IGNORECASE)


TOLL = words_of_time(
    r"\b(?:toll|tally|count|figures?|death count|body count|(?:total )?number of (?:\w+ ){0,3}(?:dead|killed|"
    r"wounded|"
    r"injured|victims|deaths|fatalities|casualties|martyrs|people|hostages|displaced)|total|"
    r"the (?:dead|killed|wounded|injured) (?:\w+ ){0,3}(?:numbered|number|totall?ed))\b"
)

RUNNING = words_of_time(
    r"\b(?:reached|rose|risen|climbed|dropped|fell to|stood|stands|passed|passes|exceeded|exceeds|surpassed|brings?|"
    r"bringing|brought|topped|now at|nears?|nearing|approach(?:es|ing)|crossed|numbered|totall?ed|"
    r"continues? to (?:rise|grow|climb|mount|increase)(?![^.;]{0,60}\bon (?-i:[A-Z]))|"
    r"to date|so far|overall|in total|altogether|"
    r"(?:tak(?:es?|ing)|took|rais(?:es?|ed|ing)|lift(?:s|ed|ing)?|push(?:es|ed|ing)?) (?:the|their|its) (?:[\w’'-]+ ){0,3}"
    r"(?:toll|total|tally|number|count))\b"
)

FIRST_STRETCH = words_of_time(
    r"\bfirst (?P<n>\w+) (?P<unit>days|weeks|months|years) of (?:the |its |their )?(?:\w+ )?"
    r"(?:war|conflict|fighting|invasion|offensive|campaign|bombardment|uprising)\b"
)
THOSE_MONTHS = words_of_time(
    r"\b(?:in|over|during|within) (?:those|these|the same|that) (?:days|weeks|months|years|period|time)\b"
)
AS_OF = words_of_time(r"\bas (?:of|at)\b")

PERFECT = words_of_time(
    r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|so\s+far\s+|since\s+)*(?:been\s+)?(?:\w+ly\s+)?\w+"
)

PRESENT_PERFECT = words_of_time(
    r"(?<!\bto )\b(?:has|have|'ve)\s+(?:\w+ly\s+|also\s+|now\s+|by\s+now\s+|already\s+|"
    r"so\s+far\s+)*(?:been\s+)?(?:\w+ly\s+)?(?:killed|injured|wounded|died|lost|claimed|displaced|fled|"
    r"arrested|detained|left|perished|resulted|caused|(?:documented|recorded|verified|confirmed)(?! that)|counted|"
    r"abducted|kidnapped|seen|cost|taken|suffered|driven|forced|uprooted|disappeared|identified|evacuated|martyred|slain)\b"
)

# A count that is believed, and runs on: "some 800 men are thought to have died there".
SAID_TO_HAVE = words_of_time(
    r"\b(?:thought|believed|estimated|known) to have (?:been )?(?:killed|died|wounded|injured|displaced|fled|lost|"
    r"perished|disappeared|detained|abducted)\b"
)
# The same, and the past perfect of it: "by then 900 had been killed".
HAS_DONE = words_of_time(
    r"\b(?:has|have|had|'ve)\s+(?:\w+ly\s+|also\s+|now\s+|already\s+|so\s+far\s+|since\s+)*(?:been\s+)?(?:\w+ly\s+)?"
    r"(?:killed|injured|wounded|died|lost|claimed|displaced|fled|arrested|detained|left|perished|resulted|caused|documented|"
    r"recorded|verified|confirmed|counted|abducted|kidnapped|seen|cost|taken|suffered|driven|forced|uprooted|disappeared|"
    r"identified|reached|risen|exceeded|surpassed|passed|fallen|put|reported|martyred|accounted|brought|made)\b"
)

ONE_BLOW = words_of_time(
    r"\b(?:(?:a|an|the|this|that|one|another|single|latest|first|second|"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last week)['’]s)\s+"
    r"(?:(?!ongoing|continuing|continued|\w+-long|\w+-(?:week|month|year)\b)[\w'’-]+\s+){0,4}?(?:attack|"
    r"strike|airstrike|raid|bombing|blast|explosion|ambush|shooting|massacre|assault|incident|stampede|"
    r"crash|clash|battle(?! (?:for|of) (?-i:[A-Z]))|operation|bomb|missile|rocket|drone|shelling|gunman|bomber|fire|"
    r"shoot-?out|stabbing|grenade|landmine|lynching|"
    r"kidnapping|abduction|protest|rally|demonstration|sit-in|firefight|gunfight|gun battle|barrage)\b|"
    r"(?:co-?ordinated|simultaneous|synchroni[sz]ed|near-simultaneous|twin|back-to-back|double)\s+(?:[\w'’-]+\s+){0,3}?(?:attacks|strikes|airstrikes|bombings|"
    r"blasts|explosions|raids|assaults)\b|"
    r"(?:a|an|one)\s+[^.;]{1,90}?\bc[ao]me\s+under\s+(?:attack|fire)\b|"
    # "one of the deadliest attacks" is one; a headline's "death toll in market blast" leaves the article out.
    r"one\s+of\s+(?:the|its|their|several|many)\s+(?:[\w’'-]+\s+){0,4}?(?:attacks|strikes|airstrikes|raids|bombings|"
    r"blasts|explosions|massacres|ambushes|shootings|assaults|incidents|clashes)\b|"
    r"toll\s+(?:in|from|of|after)\s+(?:[\w’'-]+\s+){0,3}?(?:attack|strike|airstrike|raid|bombing|blast|explosion|"
    r"massacre|ambush|shooting|assault)\b)"
)

MANY_BLOWS = words_of_time(
    r"\b(?:attacks|strikes|airstrikes|raids|bombings|clashes|bombardments?|explosions|confrontations|"
    r"operations|killings|protests|[0-9]+ incidents)\b"
)

SINCE_START = words_of_time(
    r"\bsince\s+(?:the\s+)?(?:start|beginning|outbreak|onset|outset|launch)?\s*(?:of\s+)?(?:the\s+|its\s+|"
    r"russia['’]s\s+|israel['’]s\s+|last\s+)?(?:[\w'’-]+\s+){0,4}?(?:war|conflict|invasion|offensive|"
    r"fighting|uprising|hostilities|genocide|aggression|campaign|assault|crisis|insurgency|revolt|siege|"
    r"coup|escalation|onslaught|operation|protests|demonstrations|turmoil|unrest|riots|rioting|crackdown|clashes|"
    r"intifada|rebellion|disturbances|bloodshed|outbreak|ceasefire|truce|violence)(?:\s+(?:began|started|broke "
    r"out|erupted|resumed|took effect))?\b"
)

AFTER = words_of_time(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2})\s+(?P<unit>days?|weeks?|"
    r"months?|years?)\s+(?:after\s+(?:[\w’'-]+\s+){0,14}|since\s+the\s+(?:(?:\w+\s+)?(?:murder|killing|massacre|"
    r"death|execution|slaughter)s?\s+of\s+(?:[\w’'-]+\s+){0,4})?)$"
)

AGGREGATE = words_of_time(
    r"\b(?:in all of|over the course of|overall|in total|a total of|altogether|"
    r"statistics|annual|on record)\b"
)

BOUNDARY = words_of_time(
    r";|,?\s+(?:so that|while|whereas|although|though)\s|,\s+and\s(?=in (?:all|total)\b)|"
    r"\s(?:bringing|raising|taking|lifting|pushing) (?:the|its|their) (?:\w+ ){0,3}(?:toll|number|total|tally|count)\b|"
    r",\s+(?:bringing|raising|taking|lifting|pushing|putting|but|and "
    r"added|and entered|with the total)\s|"
    r",?\s+(?:from|out of) a total of\s|"
    r"\s+(?:brings|brought|raises|raised|takes|took|lifts|lifted|pushes|"
    r"pushed)\s+(?:the\s+(?:\w+\s+){0,3}(?:toll|number|total|"
    r"tally|count)\b|to\s+[0-9])"
)

RECORD = words_of_time(
    # "since fighting first broke out" is no record.
    r"\b(?:first(?! (?:broke|began|begun|started|erupted|flared|launched|invaded|attacked|entered|clashed|took|came)\b)|"
    r"second|third|fourth|fifth|sixth|worst|deadliest|bloodiest|biggest|largest|lowest|highest|heaviest|"
    r"most(?! of)|any)\b(?:[^.;]|\.(?=[\w.])|(?<=\b\w)\.){0,120}$"
)


# "between October 2023 and the ceasefire": a start that is told, and an end that is now.
OPEN_END = words_of_time(r"\s+(?:and|until|to)\s+(?:the\s+)?(?:ceasefire|truce|end of the war|present|now|today)\b")
# What is added to a total is not the total.
ADDED = words_of_time(
    r"\b(?:added(?!,| that| in| on)|adds(?! that)|entered|further|additional|another|approved|new deaths|recovered)\b"
)
BEGAN = words_of_time(
    r"\b(?:began|begun|started|erupted|broke out|launched|flared up|resumed|escalated)\s+"
    r"(?:(?:in|across|throughout|there|here)\s+(?:[\w’'-]+\s+){0,3}?(?=on\s|in\s))?(?:(?:in|on)\s+)?(?:early\s+|late\s+|mid-)?$|"
    r"\b(?:began|begun|started|erupted|broke out) (?:with|as|after|following|when) [^.;,]{1,80}?\s(?:in|on)\s+"
    r"(?:early\s+|late\s+|mid-)?$"
)

# A start that is told and not dated: "since she was elected", "since he took office".
SINCE_CLAUSE = words_of_time(
    r"\bsince (?:then\b|[\w’'.-]+(?: [\w’'.-]+){0,5}? (?:was|were|took|came|began|started|seized|assumed|launched|"
    r"entered|"
    r"became|invaded|returned|broke|declared|fell)\b)"
)
# A tally over places: "in several cities", "on 15 towns in 7 departments", "in Homs, Hama and Aleppo".
MANY_PLACES = words_of_time(
    r"\b(?:(?:(?:in|at|on|across|over|throughout)\s+(?:at least |more than |about |some )?(?:several|various|"
    r"different|many|multiple|numerous|"
    r"other|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2})\s+(?:different |separate |other |\w+ )?"
    r"(?:places|points|cities|towns|villages|provinces|districts|areas|parts|locations|departments|regions|states|"
    r"counties|"
    r"fronts|localities|sites|neighbou?rhoods|communities)"
    r"(?! (?:in|of|across|around) (?:the |that )?(?:same )?(?:city|town|capital|village)\b)|"
    r"(?:across|throughout|around|all over) (?:the )?(?:country|nation|region|province|state|"
    r"territory)|nationwide|"
    r"(?:across|throughout) (?:(?:the )?(?:occupied |besieged |rebel-held |[a-z]+ern ))?(?-i:[A-Z])\w+|"
    r"(?:in|on|at|across) (?-i:[A-Z])[\w’'-]+(?:, (?-i:[A-Z])[\w’'-]+)*,? and (?-i:[A-Z])[\w’'-]+ (?:provinces|districts|"
    r"states|regions|governorates|counties|departments)|"
    r"(?:(?:in|on|at|across|of) |attacked |raided |stormed |hit |struck |bombed |shelled )(?-i:[A-Z])[\w’'-]+"
    r"(?:, (?-i:[A-Z])[\w’'-]+)*,? and (?-i:[A-Z])[\w’'-]+ (?:villages|towns|cities|camps|neighbou?rhoods)|"
    r"an? (?:series|string|spate|wave) of (?:[\w’'-]+ ){0,3}?(?:clashes|confrontations|skirmishes|incidents|gunfights)|"
    r"(?:in|on|at|against) (?:the )?(?:(?-i:[A-Z][a-z]+) |(?-i:[a-z]+ern) ){1,2}"
    r"(?:towns|villages|cities|provinces|communities)|"
    r"in the (?:north|south|east|west|cent)\w* and (?:the )?(?:north|south|east|west|cent)\w* of|"
    r"(?:province|district|city|town|village|state|region|"
    r"department)s? of [\w’'-]+,? and (?:in )?(?:the )?(?:[\w’'-]+ ){0,2}(?:province|district|city|"
    r"town|village|state|region|department) of|"
    r"(?:in|during) (?:two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}) (?:separate |different |other )?"
    r"(?:raids|shoot-?outs|ambushes|incidents|shootings|encounters|gunfights|firefights|clashes)|"
    r"(?:several|various|many|multiple|numerous|different|a number of|separate) (?:\w+ )?(?:attacks|incidents|raids|"
    r"ambushes|shootings|clashes|"
    r"confrontations|explosions))\b"
    r"|(?-i:in [A-Z][\w’'-]+(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?){1,5},? and (?:its |[A-Z])[\w’'-]+)"
    r"|(?-i:in [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){2,6} and (?:its |[A-Z])[\w’'-]+)"
    r"|(?:attacks|bombings|raids|explosions|blasts|strikes|airstrikes|shootings|ambushes),? (?:in|at|on) "
    r"(?:the (?:\w+ ){1,2}of )?(?-i:[A-Z])[\w’'-]+"
    r"(?:,? (?-i:[A-Z])[\w’'-]+){0,4},? and (?:one |another )?(?:in|at|on) (?-i:[A-Z]))"
)
# One place, of the size that one attack can strike.
ONE_PLACE = words_of_time(
    r"\b(?:the|a|an|their|his|along|on) (?:[\w’'-]+ ){0,3}?(?:road|highway|"
    r"town|village|suburb|market|mosque|(?-i:church)|school|hospital|"
    r"checkpoint|base|convoy|"
    r"bus|house|home|clinic|bakery|"
    r"building|camp|hotel|restaurant|prison|station|headquarters|newsroom|compound|premises|"
    r"campus)\b|\bin (?:the )?(?:town|village|city|suburb|district|"
    r"neighbou?rhood|camp) of\b|\b(?:in|on|at) (?-i:[A-Z])[\w’'-]+ (?:village|town|city|suburb|camp)\b|\bwhen (?:a|an) |"
    r"\ban? (?:[\w’'-]+ ){0,2}?(?:patrol|gunman|gunmen|bomber|sniper|mob|squad|platoon|commando)\b"
)
# Blows in the plural over a province or a state: several incidents, and no single one.
OVER_A_PROVINCE = words_of_time(
    r"\b(?:attacks|bombings|raids|explosions|blasts|ambushes|shootings|clashes)\b[^.;,]{0,50}? in (?:the )?(?:[a-z]+ )?"
    r"(?-i:(?:[A-Z][\w’'-]+ ){1,2})(?:province|state|region|department|governorate|county)\b"
)
# The attacks on one town are one event, however many.
ONE_TOWN = words_of_time(
    r"\b(?:in|on|at) the (?:[\w’'-]+ )?(?:town|village|city) of\b"
    r"(?![^.;]{0,60}\band (?:in |the )?(?:the )?(?:\w+ )?(?:town|village|city) of)"
)
# A fight that goes on, as the one who kills.
FIGHTING = words_of_time(
    r"\b(?:fighting|infighting|battles|hostilities|offensive|campaign|unrest|violence|protests|riots|"
    r"bombardments?)\b(?: \w+){0,6}? "
    r"(?:has |have |had )?(?:claimed|killed|left|cost|killing|claiming|leaving)\b"
)
# What came of a war or a crisis as a whole.
RESULT_OF = words_of_time(
    r"\b(?:as a (?:direct )?result of|because of|due to) (?:the |this |that )?(?:[\w-]+ ){0,2}?(?:war|conflict|crisis|"
    r"escalation|hostilities|insurgency|fighting|violence|unrest)\b|"
    r"\bduring (?:the|this|that) (?:[\w-]+ ){0,2}?(?:crisis|conflict|unrest)\b"
)
# A length of time that a thing has gone on: "for four long years".
FOR_YEARS = words_of_time(
    r"\bfor (?:more than |over |nearly |almost |at least )?(?:[\w-]+ ){1,2}(?:years|months|decades)\b|"
    r"\bin (?:more than |over |nearly |almost )(?:[\w-]+ ){1,2}(?:years?|months|decades?)\b"
)
# A time that is over and gives no date: "during martial law", "under his rule".
ERA = words_of_time(
    r"\b(?:during|under|throughout) (?:the |his |her |their |its )?(?:[\w’'.-]+ ){0,3}?(?:martial law|"
    r"dictatorship|rule|reign|"
    r"presidency|regime|apartheid|era|colonial\w*|holocaust|world war)\b|\bwars?,? (?:during|in) which\b"
)
# A headline names its blow without an article: "Dead hostages found after massacre".
HEADLINE_BLOW = words_of_time(
    r"\b(?:massacre|attack|bombing|blast|explosion|raid|ambush|shooting|airstrike|air strike|drone strike|"
    r"stabbing|assault|"
    r"siege|explodes|storm)\b"
)
# A war that is over, as the time of a count: "during the civil war", "throughout that conflict".
PAST_WAR = words_of_time(
    r"\b(?:during|throughout) (?:the |its |their |that |this )?(?:[\w’'-]+ ){0,3}?(?:war|conflict|insurgency)\b|"
    r"\b(?:war|conflict|insurgency) (?:resulted in|killed|left|claimed|cost|caused)\b|"
    r"\bin (?:the |its )?(?:[\w’'-]+ ){0,2}?[0-9]{1,2}-year (?:\w+ )?(?:war|conflict|insurgency)\b|"
    r"\bin the (?-i:[A-Z])\w+ (?-i:War)\b|"
    r"\b(?:war|conflict|insurgency)\b[^.;]{0,40}\b(?:came to an end|ended|was over|had ended)\b|"
    r"\bin (?:that|this) (?:war|conflict) (?:that|which) lasted\b"
)
# A length of time that holds several blows: "in less than a month", "over a period of six weeks".
IN_A_SPAN = words_of_time(
    r"\b(?:(?:in|within) (?:just |only |barely |less than |under |about |some |the space of |a span of |a period of )?|"
    r"(?:over|during) (?:a period of |the course of |the space of |a span of ))"
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
    r"(?:hours|days|weeks|months?|years)\b(?!['’]| (?:ago|earlier|later|old|time|before|after|to come|of (?:prison|jail)))"
)
# A verb by which a figure is a toll that rises: "the dead rose to 46".
ROSE_TO = words_of_time(r"\b(?:rose|rises|risen|rising|climbed|climbs|climbing|grew|grown) to\b")
COUNTED_BLOWS = words_of_time(
    r"\b[0-9]{1,4} (?:\w+ )?(?:attacks|strikes|airstrikes|raids|bombings|clashes|confrontations|incidents|"
    r"operations|ambushes)\b"
)
