"""Patterns of the words around a day: whether it was said then, is still to come, is a picture's, or carries on."""

from __future__ import annotations

from tracker.extract.time_words import words_of_time

# How long ago a thing began: "the war, launched in March 2015", "since the uprising of 15 March".
STARTS = words_of_time(
    r"\b(?:beg[au]n|started|start|broke out|erupted|launched|initiated|unleashed|waged|outbreak|triggered|"
    r"sparked|commenced|seized power|took power|coup|overthr[eo]wn?|ousted|toppled|invaded|invasion of)\b"
)
# The day that words were said: the verb of saying right before it, or right behind it.
SAID_BEFORE = words_of_time(
    r"\b(?:said|told|reported|announced|stated|added|confirmed|declared|claimed|tweeted|wrote|according to|statement)\b"
    r"(?:\s+(?!that\b|missing\b|killed\b|dead\b|died\b|wounded\b|injured\b|killing\b|people\b|attack\b|fatalit|deaths?\b|"
    r"casualt|injuries\b|victims?\b|losses\b|abductions\b|arrests\b|incidents?\b|cases\b|[0-9])[\w’'.-]+){0,5}?"
    r"\s+(?:(?:on|in|late|early|earlier)\s+)*$|"
    r"\b(?:report|study|inquiry|findings|figures|data|statement|bulletin|update),?\s+(?:\w+\s+)?(?:dated|published|released|issued|presented|unveiled)"
    r"(?:\s+(?!that\b)[\w’'.-]+){0,7}?\s+(?:(?:on|late|early|earlier)\s+)*$"
)
SAYS_AFTER = words_of_time(
    r",?\s+(?:officially |also |\w+ly )?(?:reported|said|announced|stated|told|confirmed|claimed|declared|denied|"
    r"admitted|"
    r"acknowledged|revealed)\b|"
    r",?\s+(?:[\w’'.-]+\s+){1,12}?puts?\s+(?:the|its|their|that)\s+(?:[\w’'.-]+\s+){0,3}?(?:number|toll|count|figure|total|losses)\b"
)
# A day to come, a day compared with, and the day of what led to the thing told.
COMING = words_of_time(
    r"\b(?:will|shall|due(?! to (?!be |begin |start |end |open |resume |return |meet |appear )[a-z])|"
    r"scheduled|expected|plans?|planned(?! (?:the|an?|his|their|its|many|several|most)\b)|set (?:to|for)|postponed|deadline|"
    r"until next)\b[^,.;:]{0,60}$|"
    r"\b(?:opens|begins|starts|resumes|ends) (?:(?:on|in|late|early|next) )*$"
)
THAN_AT = words_of_time(
    r"\bthan\s+(?:at|in|on|during)?\s*(?:the\s+|this\s+time\s+)?(?:end|start|beginning|middle)?(?:\s+of)?\s*$|"
    r"\b(?:increase|decrease|rise|drop|decline|fall|reduction|improvement)\s+(?:of\s+[^,;.]{1,20}\s)?(?:from|over|on|against)\s+"
    r"(?:the\s+)?(?:(?:same|corresponding)\s+(?:period|month|time|quarter)\s+(?:(?:of|in)\s+)?)?$|"
    r"\b(?:up|down)\s+(?:by\s+)?(?:about\s+|some\s+)?[0-9][0-9.,]*(?:\s?%|\s+per\s?cent)\s+(?:from|on|over|compared\s+with)\b[^;.]{0,30}$|"
    r"\b(?:as\s+)?against\s+(?:only\s+|just\s+|some\s+)?[0-9][0-9.,]*\s?%?\s*(?:[a-z]+\s+)?$|"
    r"\b(?:exceeding|surpassing|compared (?:to|with)|(?:up|down) from)\b(?:[^,;.]|(?<=[0-9])[,.](?=[0-9])){0,70}$"
)
WHAT_WENT_BEFORE = words_of_time(
    r"\b(?:(?P<revenge>(?:in (?:retaliation|revenge|response|reprisal)|to avenge|as revenge)\b)|following|after|"
    r"in the wake of|"
    r"in connection with|over)\b[^,;.]{0,90}$"
)
# What a caption says of its picture: its day is the picture's.
CAPTION = words_of_time(
    r"\b(?:(?:is|are) (?:seen|pictured|shown)\b|in this (?:photo|image|picture|file|frame)|file photo|photo by|"
    r"\(photo\b|"
    r"ap photo)"
)
HAPPENED = words_of_time(
    r"\b(?:attacks?|clash(?:es)?|incidents?|killings?|raids?|ambush|explosions?|blasts?|bombings?|shootings?|"
    r"massacre|strikes?|"
    r"encounters?|gunfights?|gun battles?|firefights?|shoot-?outs?|stabbings?|"
    r"fighting|abductions?|kidnappings?|battles?|violence|deaths?|events?)['’]?\s+(?:took place|occurred|happened)\b|"
    r"\bthe (?:attack|air ?strike|strike|raid|bomb|blast|explosion|missile|shell|shelling|ambush|bombing|rocket)s?\s+"
    r"(?:hit|struck|targeted|was carried out|ripped|tore|destroyed|exploded|went off|detonated)\b"
)
# A blow by its name, so that "the massacre" further on is the day it was dated with.
NAMED_BLOW = words_of_time(
    r"\b(?:the|this|that|friday['’]s|last \w+['’]s)\s+(?:\w+ ){0,2}?(?P<blow>massacre|ambush|bombing|shooting|"
    r"kidnapping|"
    r"abduction|hijacking|siege|shelling|beheading|executions?|lynching)\b"
)
THAT_DAY = words_of_time(r"\b(?:on )?(?:that|the same|this same) (?:day|night|morning|evening|date)\b")
ONE_AND_OTHER = words_of_time(
    r"\bone\b[^.;]{2,90}\band (?:the|an)?other\b[^.;]{0,12}\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
# A sentence that turns to another matter, or back to the one of the day.
OPENS_ANEW = words_of_time(
    r"\W*(?:the (?:latest|new|current|most recent)|in (?:the|its|his|her) latest|separately|this (?:attack|"
    r"latest)|the new)\b"
)
# What is spoken of is the news, and no older blow.
LATEST = words_of_time(
    r"\b(?:the (?:latest|newest|new|most recent|current)|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s|today['’]s|"
    r"yesterday['’]s) (?:[\w-]+ ){0,2}?(?:attacks?|blasts?|bombings?|explosions?|violence|fighting|raids?|strikes?|clashes|"
    r"shootings?|killings?|assault|incident|unrest)\b"
)
PICTURED = words_of_time(r"\b(?:is|are) (?:seen|pictured|shown)\b[^.;]{0,90}$")
CREDIT = words_of_time(r"\s{0,2}\((?:[\w-]+ )?(?:reuters|ap|afp|getty|epa|photo|file|anadolu|xinhua)\b")
THAT_BLOW = words_of_time(
    r"\b(?:that|this) (?:[\w-]+ )?(?:attack|raid|bombing|massacre|strike|shooting|blast|assault|incident|war|battle|clash)\b"
)
# Another blow than the one of the day that is told of, and no other day named: "killed in earlier shelling".
ANOTHER_TIME = words_of_time(
    r"\W*\b(?:earlier|previous|subsequent|ensuing) (?:[\w-]+ ){0,2}?(?:attacks?|(?:air ?)?strikes?|raids?|shelling|"
    r"clash(?:es)?|fighting|bombardments?|bombings?|operations?|protests?|violence|battles?)\b"
)
RECENTLY = words_of_time(
    r"\b(?:(?<!most )(?<!more )recently|not long ago|(?:a|one|another) recent (?:[\w-]+ ){0,3}?(?:attack|strike|raid|"
    r"ambush|bombing|clash|battle|massacre|incident|assault|operation|shooting))\b"
)
# A blow that is known already, and told of again: "convicted over the attacks that killed 12".
THE_BLOW = words_of_time(
    r"\b(?:the|those|these) (?:(?!latest\b|new\b)[\w-]+ ){0,2}?(?:attacks?|bombings?|blasts?|massacre|raid|ambush|siege|"
    r"explosions?|killings?|shootings?|riots|strikes?) (?:that|which|in which|where)\b"
)
# A blow that is dated where it is taken up again: "the explosion late on Thursday", "the raid early Sunday morning".
DATED_BLOW = words_of_time(
    r"\b(?:the|this) (?:[\w-]+ ){0,2}?(?:attacks?|explosions?|blasts?|bombings?|raids?|strikes?|air ?strikes?|"
    r"shootings?|ambush|assault|incident|clash(?:es)?|fighting|violence|massacre|killings?|abductions?|kidnappings?|"
    r"battles?|shelling|siege|operation)(?: (?:happened|occurred|took place|came|began|was carried out))?"
    r"(?: (?:late|early|earlier))?(?: on)?(?: last)? ?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|"
    r"(?:[0-9]{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
# A sentence that goes on about the blow told before it: "it began on Friday", "Wednesday's attack", "the raid last night".
IT_BEGAN = words_of_time(
    r"\W*(?:it|this) (?:beg[au]n|happened|took place|came|occurred|started|erupted|broke out|followed|was carried out)\b"
)
STILL_THAT_BLOW = words_of_time(
    r"\b(?:the|this|that|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s|yesterday['’]s) (?!(?:latest|new|previous|earlier|"
    r"last|similar|other|next|first|second|third)\b)"
    r"(?:[\w-]+ ){0,2}?(?:attacks?|explosions?|blasts?|bombings?|bombs?|raids?|strikes?|air ?strikes?|"
    r"shootings?|ambush|assault|incident|clash(?:es)?|massacre|killings?|abductions?|kidnappings?|gunfight|gun battle|"
    r"battle|shelling|stampede|firefight)\b|"
    r"\bthose (?:who (?:died|fell)|(?:who were )?(?:killed|wounded|injured|abducted))\b"
)
# Those who struck, or were struck, at what they did: "the gunmen arrived at dawn", "the patrol was ambushed on Friday".
THE_ATTACKERS = words_of_time(
    r"\b(?:gunm[ae]n|attackers?|assailants?|bombers?|militants|rebels|insurgents|fighters|guerrillas|jihadists|militiamen|"
    r"raiders|bandits|the men|hooded men|armed men|they|extremists) (?:[\w-]+ ){0,2}?(?:attacked|arrived|came|stormed|drove|"
    r"rode|opened|burst|entered|"
    r"struck|raided|burned|burnt|torched|fired|shot|hit|invaded|surrounded|moved|swept|descended|crossed|broke|threw|blew|"
    r"detonated|ambushed|seized|overran|forced|dragged|slaughtered|looted)\b|"
    r"\b(?:was|were) (?:[\w-]+ )?(?:ambushed|attacked|bombed|hit|struck|shelled|raided|stormed|gunned down|shot|"
    r"blown up|kidnapped|abducted|seized|overrun|burned|torched|destroyed)\b|"
    r"\b(?:exploded|detonated|went off|opened fire|blew (?:himself|herself|themselves) up)\b"
)
# A sentence that turns to another blow: "In another attack", "Elsewhere", "Last week a similar bomb".
OTHER_BLOW = words_of_time(
    r"\W*(?:meanwhile|elsewhere|also\b|in (?:another|a separate|a similar|other)|another|a (?:similar|separate|second)|"
    r"last (?:week|month|year)|earlier\b|previously|separately)\b"
)
