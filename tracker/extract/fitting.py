"""What a tag string cannot show of a frame's match: voice, agreement in number, and kinds that do not suit the frame."""

from __future__ import annotations

import re

from tracker.extract.clauses import begins_a_clause, hurt_otherwise, is_object
from tracker.extract.count import BARE, PERSONS, SELF, SINGLE, THINGS, UNKNOWN
from tracker.extract.frame_words import other_words
from tracker.extract.losses import is_loss, no_loss
from tracker.extract.marks import Item
from tracker.extract.misreadings import BELONGING, STRONG, joined_before, misread
from tracker.extract.own_verbs import has_verb_of_its_own_behind, is_kin_of, is_of_the_inner
from tracker.extract.singled_out import told_of_a_name
from tracker.extract.tokens import Token
from tracker.lexicon.compile import Frame
from tracker.model import Outcome

SINGULAR_BE = frozenset({"was", "is", "has been", "was being"})
PLURAL_BE = frozenset({"were", "are", "have been", "were being", "have already been", "have now been"})
UNSUITED = {THINGS}


def own_verb(toks: list[Token], items: list[Item], at: int, last: int, governor: int) -> bool:
    """ "two dozen rebels surrendered and another 30 were killed": a count of a list that did something else."""
    if governor < at and (begins_a_clause(toks, items, at) or hurt_otherwise(items, at, items[governor])):
        return True
    if at >= last - 1 or governor < at or at + 1 >= len(items):
        return False
    if any(i.count is not None and i.count.zero for i in items[at + 1 : last]):
        return True  # "eight of the missing, none of whom had been wounded"
    if any(i.label == "MARK" and toks[i.first].text == "(" for i in items[at + 1 : last]):
        return True  # "28 (9 killed, 19 wounded)"
    if any(_says_anew(toks, items, n) for n in range(at + 2, last)):
        return True  # "put the dead at 90, among them 40 women, and said 300 people had been hurt"
    after = toks[items[at + 1].first].low
    return items[at + 1].label == "WORD" and after.endswith("ed") and len(after) > 4


def _does_something(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "Nobody knows how many were killed": nobody is the one of another verb."""
    after = items[at + 1] if at + 1 < len(items) else None
    low = toks[after.first].low if after is not None else ""
    return after is not None and after.label in ("WORD", "LIGHT") and low in KNOWS


KNOWS = frozenset(
    "knows know knew says said can could will would seems wants wanted claimed believes believed doubts".split()
)


def _who(items: list[Item], first: int, last: int) -> bool:
    """Whether a relative clause begins: "traced 40 people who were taken"."""
    return any(i.label == "REL" for i in items[first:last])


def _ends_a_sentence(toks: list[Token], items: list[Item], first: int, last: int) -> bool:
    return any(i.label == "MARK" and toks[i.first].text == ";" for i in items[first:last])


def _says_anew(toks: list[Token], items: list[Item], n: int) -> bool:
    """True for a verb of saying that goes on with a subject told before it: ", and said"."""
    joint = items[n - 1].label == "AND" and toks[items[n - 1].first].low in ("and", "but")
    return joint and items[n].label == "LIGHT" and toks[items[n].first].low in ("said", "reported", "confirmed")


def _goes_with(toks: list[Token], items: list[Item], at: int) -> bool:
    """True for a count that is put to a verb before it: "was killed along with four other men"."""
    link = items[at - 1] if at else None
    joined = link is not None and " ".join(t.low for t in toks[link.first : link.last]) in STRONG
    told = items[at - 2] if at > 1 else None
    return joined and told is not None and told.outcome is not None and told.form in ("ED", "DIE")


def _passive(toks: list[Token], items: list[Item], governor: int) -> bool:
    """True when the participle stands behind a form of "be": then what follows is not its object."""
    at = governor - 1
    while at >= 0 and items[at].label in ("LIGHT",):
        if toks[items[at].last - 1].low == "have":
            return False  # "is thought to have killed 800"
        at -= 1
    if at < 0:
        return False
    return items[at].label == "BE" and toks[items[at].last - 1].low not in ("had", "have", "has")


PASSES = re.compile(r"(?:exceed|surpass|pass(?:e[sd]|ing)?\b|topp?|cross|near(?:s|ed|ing)\b|approach)", re.IGNORECASE)


def number_over(hedge: str) -> bool:
    """True where the hedge is a verb: "the toll has passed 700", "exceeds 15,000"."""
    return PASSES.match(hedge) is not None


SCORCHED = frozenset(["burned", "burnt", "burning", "torched", "destroyed"])
FAR_VERBS = frozenset({"passive-apart", "dying-apart"})  # frames that leap over other words to their verb
CLAUSES = frozenset(["as", "until", "before", "since", "because", "while", "that", "when", "where", "after", "whose"])


def _other_subject(toks: list[Token], items: list[Item], first: int, governor: int) -> bool:
    """ "five conferences, people are still being killed": a noun of its own stands before the verb, behind a comma."""
    verb = governor
    while verb > first and items[verb - 1].label in ("BE", "HAVE", "LIGHT", "MODAL"):
        verb -= 1
    if verb - 2 < first:
        return False
    subject, before = items[verb - 1], items[verb - 2]
    if before.label in ("DET", "ARTICLE") and subject.label in ("PERSON", "WORD", "NAME") and verb - 3 >= first:
        opens = items[verb - 3]
        if opens.label in ("REL", "MARK") or toks[opens.first].low in CLAUSES:
            return True  # "40 are unaccounted for, which means that the man perished"
    if subject.label == "PERSON" and _his_own(toks, items, first, verb):
        return True
    return (
        subject.label == "PERSON"
        and before.label in ("MARK", "DET")
        and any(i.label == "MARK" for i in items[first:verb])
    )


def _his_own(toks: list[Token], items: list[Item], first: int, verb: int) -> bool:
    """ "A man hid in a barn as his wife, children and grandchildren were killed": those of his are who the verb is of."""
    at = verb - 1
    while at > first and items[at].label in ("PERSON", "AND", "MARK", "LIGHT"):
        at -= 1
    before = items[at - 1] if at > first else None
    own = items[at].label == "DET" and toks[items[at].first].low in ("his", "her", "their", "its")
    return own and before is not None and toks[before.first].low in CLAUSES


def _transparent(toks: list[Token], items: list[Item], first: int, last: int) -> bool:
    """True when the counts between a subject and its verb only break the subject down or extend it."""
    behind = {i.label for i in items[first + 1 : last]}
    if items[first].label == "BE" and {"COUNT", "BE"} <= behind:
        return False  # "two officers are among the dead, and about 300 have been hurt"
    for at in range(first, last):
        if items[at].label != "COUNT":
            continue
        count = items[at].count
        if count is not None and count.kind == SINGLE and toks[items[at - 1].first].low in BELONGING:
            continue  # "two cooks working for a contractor were killed"
        before = at - 1
        while (
            before >= first and items[before].label in ("DET", "LIGHT", "WORD", "NAME", "PERSON") and at - before < 4
        ):
            before -= 1
        if before >= 0 and toks[items[before].first].low in ("while", "but"):
            return False  # "40 people are stranded, while 59 have gone missing"
        if before < first - 1 or (
            before >= 0 and items[before].label not in ("INCLUDING", "OFGROUP", "AND", "MARK", "MOST")
        ):
            return False
    return True


def _in_another_clause(toks: list[Token], items: list[Item], at: int, governor: int) -> bool:
    """ "and 11 soldiers, while 121 people were injured": the verb behind "while" is that of the count behind it."""
    opened = next(
        (n for n in range(at + 1, governor) if toks[items[n].first].low in ("while", "whereas", "whilst")), None
    )
    return opened is not None and any(i.label in ("COUNT", "SELF", "HELD") for i in items[opened + 1 : governor])


def _of_whom(toks: list[Token], items: list[Item], at: int, governor: int) -> bool:
    """Whether a count "of whom" takes up another count behind the verb: it is no second object."""
    count = items[at].count
    whom = count is not None and count.of_group and toks[count.last - 1].low in ("whom", "which")
    return whom and any(i.count is not None for i in items[governor + 1 : at])


def fits(toks: list[Token], items: list[Item], frame: Frame, at: int, governor: int, last: int) -> bool:
    """Checks what a tag string cannot show: voice, agreement in number, and kinds that do not suit the frame."""
    count = items[at].count
    assert count is not None
    word = items[governor]
    if frame.voice == "active" and word.form == "ED" and _passive(toks, items, governor):
        return False
    if (
        count.kind == BARE
        and frame.voice == "active"
        and word.form in ("ED", "ING", "BASE")
        and count.number.worded
        and count.number.low == 1
        and not count.of_group
        and toks[count.number.core].low == "one"
    ):
        nxt = items[at + 1] if at + 1 < len(items) else None
        if nxt is not None and nxt.label in ("WORD", "NAME"):
            return False
    if frame.voice == "passive" and word.form == "ED":
        nxt = items[governor + 1] if governor + 1 < len(items) else None
        if frame.id.startswith("reduced") and nxt is not None:
            if nxt.label in ("COUNT", "SELF", "HELD", "ARTICLE", "DET") or (
                nxt.label == "PERSON" and word.outcome is not Outcome.MISSING
            ):
                return False
            if nxt.label == "LIGHT" and governor + 2 < len(items) and items[governor + 2].label == "COUNT":
                return False
    if count.zero and governor > at and _does_something(toks, items, at):
        return False
    if toks[word.last - 1].low in SCORCHED and frame.voice == "active" and count.kind == UNKNOWN:
        return False  # "burned three barns"
    if governor < at and _of_whom(toks, items, at, governor):
        return False  # "wounded 12 people, three of whom later died"
    if governor > at and frame.voice == "passive" and _in_another_clause(toks, items, at, governor):
        return False
    if "~~" in frame.read and governor > at and not _transparent(toks, items, last, governor):
        return False
    whole = frame.id in FAR_VERBS or (frame.id.startswith(("passive", "dying")) and at < last - 1)
    if whole and governor > at and is_object(toks, items, at) and not _who(items, at, governor):
        return False
    if frame.id.startswith("fleeing") and _ends_a_sentence(toks, items, last, governor):
        return False
    if other_words(toks, items, frame, at, governor):
        return False
    if misread(toks, items, frame, at, governor, last):
        return False
    if frame.agree or frame.id == "passive":
        verb = next((items[n] for n in range(governor - 1, at, -1) if items[n].label == "BE"), None)
        if verb is not None:
            said = " ".join(t.low for t in toks[verb.first : verb.last])
            one = count.number.low == 1 and count.number.high == 1
            many = last - at > 1
            of = at > 0 and items[at - 1].label == "OF"  # "a family of four was killed"
            if said in SINGULAR_BE and not one and not count.zero and not many and frame.agree and not of:
                return False
            joined = any(item.label == "AND" for item in items[at:governor]) or joined_before(toks, items, at)
            if said in PLURAL_BE and one and not many and not joined and count.kind in (SINGLE,) and frame.agree:
                return False
    if number_over(count.number.hedge) and not frame.id.endswith("-over") and frame.voice != "active":
        return False
    if frame.id == "bulletin" and (
        count.kind not in (BARE, PERSONS) or toks[items[at - 1].first].text not in (":", "-", "–", "—", "=")
    ):
        return False
    if frame.id == "inverted" and governor > 0 and items[governor - 1].label not in ("MARK", "AND"):
        return False
    if frame.id.endswith("apart") and governor > at and _other_subject(toks, items, last, governor):
        return False
    if frame.id.endswith("-over") and not (
        number_over(count.number.hedge)
        and not any(i.label in ("COUNT", "SELF", "HELD") for i in items[min(at, governor) + 1 : max(at, governor)])
    ):
        return False
    if frame.id.startswith(("total", "loss", "toll", "the-dead")) and count.kind not in (BARE, PERSONS, UNKNOWN):
        return False
    if frame.id.startswith(("total", "loss")) and any(
        i.label in ("COUNT", "SELF", "HELD") for i in items[governor + 1 : at]
    ):
        return False
    if "apart" in frame.id and any(
        i.label == "MARK" and toks[i.first].text in ";.!?" for i in items[min(at, governor) + 1 : max(at, governor)]
    ):
        return False
    if (
        frame.voice == "active"
        and governor < at
        and items[at - 1].label == "AND"
        and at + 1 < len(items)
        and items[at + 1].label in ("BE", "HAVE")
        and any(i.count is not None for i in items[governor:at])
    ):
        return False  # "wounding eight, and another civilian was killed"
    if frame.voice == "passive" and governor > at and _goes_with(toks, items, at):
        return False  # "one was killed along with four others, and 20 were wounded"
    if frame.id == "reduced-listed" and is_of_the_inner(items, governor):
        return False
    if frame.voice == "active" and governor < at and has_verb_of_its_own_behind(items, at, governor):
        return False
    if governor > at and is_kin_of(toks, items, at):
        return False
    if frame.id == "who-vanished" and word.outcome is not Outcome.MISSING:
        return False
    if frame.id == "nominal-apart" and toks[items[at - 1].first].low == "by":
        return False
    if is_loss(toks, word) and no_loss(toks, items, at, count):
        return False
    if count.kind == SINGLE and governor > at and told_of_a_name(toks, items, at):
        return False
    if (
        count.kind == BARE
        and "apart" in frame.id
        and at + 1 < len(items)
        and items[at + 1].label == "WORD"
        and toks[items[at + 1].first].low not in ("it", "they", "he", "she", "we")
        and not count.more
    ):
        return False
    if toks[word.first].low == "destroyed" and count.kind not in (PERSONS, SINGLE):
        return False
    if count.kind == UNKNOWN and word.form in ("TOLL",):
        return False
    return not (count.kind == SELF and frame.id != "noun" and count.kind in UNSUITED)
