"""What happened to the parts of a count: handed down from the whole, up from the part, or told by the words beside."""

from __future__ import annotations

import itertools

from tracker.extract.count import PERSONS, SINGLE
from tracker.extract.frames import Governed
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

RIGHTWARD = ("passive", "passive-apart", "reduced", "reduced-apart", "dying", "dying-apart", "among")

NEAR = 2.6  # a part whose own reading costs less has a fate of its own
SINCE = 5  # items between "three of whom" and their verb: "have in the two days since"
DESCRIBING = ("LIGHT", "DET", "ARTICLE", "WORD", "NAME", "MOST")
TAKING_UP = frozenset(
    ("they", "these", "those", "victims", "dead", "casualties", "number", "total", "toll", "figure")
)
NAMED_AGAIN = frozenset(("victims", "dead", "casualties", "toll", "figure"))
GROUP_WORDS = {
    Outcome.KILLED: ("dead", "killed", "fatalities", "deaths", "died", "deceased", "martyrs", "bodies", "murdered"),
    Outcome.INJURED: ("wounded", "injured"),
    Outcome.CASUALTIES: ("casualties", "victims"),
    Outcome.CAPTIVE: ("hostages", "abducted", "kidnapped", "captives", "abductees"),
    Outcome.DETAINED: ("arrested", "detainees"),
    Outcome.MISSING: ("missing",),
    Outcome.DISPLACED: ("displaced",),
}


def settle_parts(
    items: list[Item],
    counts: list[int],
    parents: dict[int, int],
    governed: dict[int, Governed],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
    previous: Outcome | None,
    toks: list[Token],
) -> None:
    """Hands outcomes down from the whole to its parts, and up where the verb stands behind the parts."""
    for n in counts:
        parent = parents.get(n)
        if parent is None:
            continue
        count = items[n].count
        assert count is not None
        if count.of_group and n + 1 < len(items) and items[n + 1].label == "THING":
            continue  # "28 of which mass graves"
        own = governed.get(n)
        if count.of_group and own is None:
            words = " ".join(t.low for t in toks[count.first : count.last]).split()
            for outcome, names in GROUP_WORDS.items():
                if any(name in words for name in names) and ("victims" not in words or _takes_up(toks, items, n)):
                    told = previous if "victims" in words and previous is not None else outcome
                    outcomes.setdefault(n, (told, None, "of-group"))
        if parent >= 0:
            whom = (count.of_group and toks[count.last - 1].low in ("whom", "which")) or _behind_whom(toks, items, n)
            shared = own is not None and own.governor > n and own.frame in RIGHTWARD and not whom
            shared = shared and not _alone(items, n, own) and not _confirmed(items, n, own)
            shared = shared and not (count.of_group and _in_its_own_phrase(toks, items, n, own))
            if parent not in outcomes and own is not None and shared:
                outcomes[parent] = (own.outcome, own.governor, own.frame)
            if parent in outcomes:
                dead = items[n].label == "HELD" and own is not None and own.frame == "noun"
                dead = dead and outcomes[parent][0] is Outcome.KILLED  # "60 deaths, including 52 detainees"
                close = (
                    own is not None
                    and not dead
                    and (
                        own.cost < NEAR
                        or items[n].label in ("SELF", "HELD")
                        or _goes_on(toks, items, n, own.governor)
                    )
                )
                if not close:
                    outcomes[n] = (outcomes[parent][0], outcomes[parent][1], "part")
        elif n not in outcomes or _told_of_the_dead(toks, items, n, own):
            named = _named_outcome(toks, items, n, previous) or (
                previous if n in parents and _speaks_of_people(items, n) and _takes_up(toks, items, n) else None
            )
            if named is not None:
                outcomes[n] = (named, None, "part-of-before")


def _told_of_the_dead(toks: list[Token], items: list[Item], n: int, own: Governed | None) -> bool:
    """ "among the dead are 20 displaced persons": what they were before does not tell what befell them."""
    if items[n].label != "HELD" or own is None or own.frame != "noun":
        return False
    included = n > 1 and items[n - 1].label == "INCLUDING" and items[n - 2].outcome is Outcome.KILLED
    return included or any(
        i.label == "OFGROUP" and named_fate(toks, i) is Outcome.KILLED for i in items[max(0, n - 4) : n + 4]
    )


def _confirmed(items: list[Item], n: int, own: Governed | None) -> bool:
    """ "the fate of 900 men, including 80 confirmed dead": nobody but the 80."""
    if own is None or own.governor < n or not own.frame.startswith("reduced") or items[own.governor].form != "ADJ":
        return False
    left = any(i.label == "CAUSE" for i in items[:n])  # "left 35 people including 22 children dead"
    return not left and all(i.label == "LIGHT" for i in items[n + 1 : own.governor])


def _alone(items: list[Item], n: int, own: Governed | None) -> bool:
    """ "13 soldiers, with nine of them declared dead": a participle right behind "of them" is of those alone."""
    count = items[n].count
    if own is None or count is None or not count.of_group or not own.frame.startswith("reduced"):
        return False
    return all(i.label == "LIGHT" for i in items[n + 1 : own.governor])


def _in_its_own_phrase(toks: list[Token], items: list[Item], n: int, own: Governed | None) -> bool:
    """ "three escaped, one of them in an injured state": no verb of the whole stands between a part and its fate."""
    if own is None:
        return False
    if items[own.governor].form == "DIE":
        return toks[items[own.governor].last - 1].low.endswith("ing")  # "three were hurt, with one of them dying"
    return not any(i.label in ("BE", "HAVE", "MARK") for i in items[n + 1 : own.governor])


def _goes_on(toks: list[Token], items: list[Item], n: int, governor: int) -> bool:
    """ "three of whom have since died", "of whom 40 (38) were killed": the verb of the part itself, over no other words."""
    count = items[n].count
    between = items[n + 1 : governor]
    if between and between[0].label == "REL" and toks[between[0].first].low == "who":
        between = between[1:]  # "1,300 wounded people, including 217 who later died"
        if items[governor].form == "ADJ" and items[governor].outcome is Outcome.KILLED:
            return len(between) <= SINCE + 2  # "including 33 who the army says are dead"
        return bool(items[governor].form == "DIE") and all(i.label in ("BE", "HAVE", "LIGHT") for i in between)
    shared = count is not None and (count.of_group or _behind_whom(toks, items, n) or _of_the_counted(items, n))
    if not shared or len(between) > SINCE:
        return False
    return all(
        i.label in ("BE", "HAVE", "LIGHT", "PREP", "THING", "NUMBER", "MODAL", "AND", "COUNT") for i in between
    )


def _of_the_counted(items: list[Item], n: int) -> bool:
    """ "Of the 216 people arrested, 173 have since been declared missing": whether a count stands behind such an opening."""
    return n > 1 and items[n - 1].label == "MARK" and items[0].label in ("OF", "MOST")


def _behind_whom(toks: list[Token], items: list[Item], n: int) -> bool:
    """ "of whom 40 were killed": whether a count, or the one it is joined to, stands behind "of whom"."""
    while n > 2 and items[n - 1].label == "AND" and items[n - 2].count is not None:
        n -= 2
    before = items[n - 1] if n else None
    return before is not None and before.label == "OFGROUP" and toks[before.last - 1].low in ("whom", "which")


def named_fate(toks: list[Token], item: Item) -> Outcome | None:
    """What befell the group that words name: "among the dead"; None for "among them" and for any victims."""
    words = {t.low for t in toks[item.first : item.last]}
    named = (o for o, names in GROUP_WORDS.items() if o is not Outcome.CASUALTIES and words & set(names))
    return next(named, None)


def _takes_up(toks: list[Token], items: list[Item], n: int) -> bool:
    """True where a part takes up the people of the sentence before: "six of them were children", "they included two".

    Not "one of them stabbed me" (who did it), "44 of those interviewed", "the survey included 54".
    """
    count = items[n].count
    after = items[n + 1 : n + 6]
    if count is not None and count.of_group:
        if not after or after[0].label == "PERSON":
            return bool(after) or count.number.point > 1
        if after[0].label != "BE":
            return (
                after[0].label == "MARK" and any(i.label == "PERSON" for i in after[1:3]) and count.number.point > 1
            )
        noun = next((i for i in after[1:] if i.label not in DESCRIBING), None)
        return noun is not None and (_of_people(noun) or noun.form == "ADJ")
    if any(item.label == "OFGROUP" and not (k > n and _opens_parts(items, k)) for k, item in enumerate(items)):
        described = bool(after) and after[0].label == "BE" and any(_of_people(i) for i in after[1:4])
        return described or (count is not None and count.kind in (PERSONS, SINGLE))
    if n <= 1 and after and after[0].label == "BE":
        return any(i.label == "PERSON" for i in after[1:4])  # "Twelve were soldiers"
    lead = [toks[item.first].low for item in items[:4] if item.label != "MARK"]
    if any(low in TAKING_UP for low in lead):
        return True
    # "the monitors said that the victims included 74 children"
    opened = next((k for k in range(n - 1, 0, -1) if items[k].label == "INCLUDING"), None)
    return opened is not None and toks[items[opened - 1].last - 1].low in NAMED_AGAIN


def _lists_on(toks: list[Token], items: list[Item], at: int) -> bool:
    """Whether a comma stands between two counts: "25 women, six children and five monks"."""
    return toks[items[at].first].text == "," and at + 1 < len(items) and items[at + 1].label == "COUNT"


def _of_a_ratio(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "one in three of the injured is a child": a share of a group, of which nobody is counted."""
    before = [t.low for t in toks[max(0, items[at].first - 3) : items[at].first + 1]]
    return any(pair in (("one", "in"), ("1", "in"), ("out", "of")) for pair in itertools.pairwise(before))


def _opens_parts(items: list[Item], at: int) -> bool:
    """ "five children, among them a baby": a group that only leads to its own parts."""
    return at > 0 and items[at - 1].label == "MARK" and any(i.label == "COUNT" for i in items[at + 1 : at + 3])


def _of_people(item: Item) -> bool:
    """Whether a word says who people are; a noun that only describes one of them is no count any more."""
    return item.label in ("PERSON", "COUNT") or (item.count is not None and item.count.kind == SINGLE)


def _speaks_of_people(items: list[Item], n: int) -> bool:
    """False for a part of unknown things, and for "several of these" that goes on to say what they did."""
    count = items[n].count
    if count is None or count.kind in ("unknown", "things"):
        return False
    after = items[n + 1] if n + 1 < len(items) else None
    return (
        not count.of_group or after is None or after.label in ("BE", "MARK", "PERSON", "AND", "PREP", "LIGHT", "WORD")
    )


def _named_outcome(toks: list[Token], items: list[Item], at: int, previous: Outcome | None) -> Outcome | None:
    """The outcome in words beside a part without a whole: "the dead include 205 medics", "207 medics among the dead"."""
    end = at + 1
    while end < len(items) and (items[end].label in ("AND", "COUNT", "DET") or _lists_on(toks, items, end)):
        end += 1  # "two soldiers and a guard were among those killed"
    beside = items[end : end + 3]
    if beside and beside[0].label not in ("BE", "OFGROUP", "PREP"):
        beside = []  # "one of them stabbed me"
    if any(items[k].label == "OFGROUP" and _of_a_ratio(toks, items, k) for k in range(2, at)):
        return None
    told = [b for b in beside if b.label == "OFGROUP"][:1]  # "16 guards were among the wounded"
    for item in [*told, *reversed(items[:at]), *beside]:
        if item.outcome is not None and item.label not in ("SELF", "HELD"):
            return item.outcome
        grouped = (
            item.count is not None and item.count.of_group
        )  # "five of the dead were gunmen, four were bystanders"
        if item.label == "OFGROUP" or grouped:
            words = [t.low for t in toks[item.first : item.last]]
            for outcome, names in GROUP_WORDS.items():
                if any(name in words for name in names):
                    return previous if "victims" in words and previous is not None else outcome
    return None
