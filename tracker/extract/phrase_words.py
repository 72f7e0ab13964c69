"""The words at the edges of a source's noun phrase: what may open it, what it goes on with, what ends it."""

from __future__ import annotations

from tracker.lexicon import lexicon


def _verbs() -> frozenset[str]:
    return frozenset(v for v in lexicon().section["reporting"]["verbs"] if " " not in v)


VERBS = _verbs()

# Forms that are also nouns or adjectives: "medical reports", "an unidentified official".
NOUN_VERBS = frozenset(
    "reports claims reported put states believed identified records documents estimates counts lists list registers count "
    "estimate claim found released charged".split()
)

STOPS = frozenset(
    (
        "that which who whom whose when where because after before while although though if as since until than what how "
        "amid despite whereas unless during"
    ).split()
)

OPENERS = frozenset(["the", "a", "an", "another", "this", "these", "those"])

LINKERS = frozenset("of for at from in with to by near both under on".split())

PERSONAL = frozenset("he she they it there we i you his her their its who him them".split())

# Words that no noun phrase goes on with: the clause has begun or another one has.
CLOSERS = frozenset(
    (
        "is are was were be been has have had will would could may might must can did does do told tells said says "
        "adding saying citing quoting noting stating claiming including according accordingly but so yet or nor not "
        "puts put shows showed show stood stands rose reached climbed passed remains remained died killed wounded "
        "injured left took hit bore fell struck caused erupted began became came went made got saw led held fired "
        "targeted carried attacked launched exploded via here"
    ).split()
)

ADVERBS = frozenset(
    (
        "meanwhile however also earlier later separately early late then now today yesterday tonight overnight again "
        "already still only just recently purportedly allegedly reportedly apparently so far elsewhere moreover furthermore "
        "therefore ago previously subsequently once"
    ).split()
)

DAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight january february march april "
        "june july august september october november december"
    ).split()
)

# Participles that lead on to more of the same source: "figures compiled by", "a group based in".
CONTINUED = frozenset(
    (
        "based backed compiled issued released published run affiliated linked led supported aligned allied collected "
        "gathered related supplied provided kept appointed controlled owned operated funded close loyal opposed written "
        "drawn obtained quoted"
    ).split()
)

NOT_VERBS = (
    frozenset("armed united allied so-called unnamed unidentified red combined associated".split()) | CONTINUED
)

TO_WHOM = frozenset(
    "assistant deputy close linked loyal affiliated allied ambassador envoy adviser advisor opposed delegate".split()
)

NUMERALS = frozenset(
    (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozens scores hundreds thousands"
    ).split()
)

# Bodies after which no name of a person or paper follows as it does after "spokesman" or "agency".
BODIES = frozenset(
    (
        "ministry office observatory army military police command government council committee centre center coalition "
        "union hospital forces mission commission authorities officials sources activists residents witnesses medics "
        "doctors department institute opposition statement report"
    ).split()
)

PRONOUNS = frozenset("he she they it i we".split())

RELATIVES = frozenset(["who", "which", "whose", "WHICH", "WHOSE"])

SPOKEN = frozenset(["spoke", "speaking", "run", "visited", "asked"])

CITES = frozenset(["citing", "quoting"])

INTERRUPTS = frozenset("meanwhile however according moreover furthermore elsewhere separately".split())

PRELUDES = frozenset(
    "and but meanwhile however also separately earlier later overnight - * • while so then yet".split()
)

# What may stand before a plural speaker without an article: "local medical sources".
MODIFIERS = frozenset(
    (
        "local medical security military police hospital health rescue human rights media news regime "
        "state government rebel official "
        "opposition senior aid intelligence army defence defense other some several many two three both monitoring "
        "diplomatic political judicial army's independent civil press tribal village field informed well-informed "
        "pro-government anti-government syrian iraqi israeli palestinian kurdish turkish russian us u.s american ukrainian "
        "lebanese afghan pakistani nigerian somali yemeni saudi egyptian libyan sudanese indian burmese western"
    ).split()
)

# Words for what a body publishes: "a report by", and objects that make any subject a source ("supplied a list of").
PUBLISHED = frozenset(
    (
        "report reports statement statements figures data count list tally toll estimate estimates study survey letter "
        "video document communique bulletin analysis investigation inquiry research findings names number"
    ).split()
)

# What a speaker gives of an event: "the prosecutor gave a timeline of the attacks".
ACCOUNTS = frozenset("timeline chronology account breakdown description version details".split())

# What a paper or station is called before its name, which may open with an article.
TITLED = frozenset(
    "outlet newspaper paper daily weekly magazine website site agency broadcaster station platform portal".split()
)

# What a source may be "with": its knowledge or its ties.
WITH_WHAT = frozenset("knowledge access ties links contacts direct close sources".split())
