"""A count without a verb takes the verb of the count it is joined to."""

from __future__ import annotations

from tracker.extract.clauses import is_object
from tracker.extract.count import BARE, PERSONS, SELF, SINGLE, UNKNOWN, Count
from tracker.extract.marks import Item
from tracker.extract.part_outcomes import RIGHTWARD
from tracker.extract.tokens import Token
from tracker.model import Outcome

DEEDS = frozenset("shot hit struck beat attacked assaulted raped robbed shelled bombed fled left".split())
PARTICLES = frozenset("off out away up down over back".split())
# What stands before a number and is no verb: "and then 20 more", "and perhaps 30 others".
NO_VERBS = frozenset(
    "then later also only just perhaps maybe even still again another further additional more other some all both "
    "around about nearly almost over under up between possible suspected alleged estimated remaining including "
    "unidentified following eventually thereafter afterwards now today so too plus minus well indeed".split()
)
# Verbs that hedge a number, and of which something else is the subject: "the number of displaced, ..., exceeds 21,000".
OF_A_TOTAL = frozenset("exceeds exceeded exceeding surpasses surpassed tops topped passed passes".split())
LINKS = ("AND", "MARK")
LONGEST_PLACE = 8  # items of a place between one number of a list and the next
LEAD = 6  # items before "included" in "Those who died in the raid included"


def coordinate(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    parents: dict[int, int],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
) -> None:
    """A count without a verb takes the verb of the count it is joined to: "killed 3 soldiers in A and 2 in B"."""
    for k, n in enumerate(counts):
        if n in outcomes or k == 0:
            continue
        left = counts[k - 1]
        count = items[n].count
        assert count is not None
        if left not in outcomes or count.number.hedge.split(" ")[0].lower() in OF_A_TOTAL:
            continue
        outcome, governor, frame = outcomes[left]
        verb = governor if governor is not None and left < governor < n else left
        apart = frame in RIGHTWARD and (_gapped(toks, items, verb, n) or _in_another_place(toks, items, verb, n))
        if not apart and not _joined(toks, items, left, n, count):
            continue
        before = items[left].count
        if before is not None and before.zero:
            continue  # "no injuries and a few broken windows"
        if _quote_closes(toks, items[left].last, items[n].first):
            continue
        if (
            frame in RIGHTWARD
            and count.kind != BARE
            and not frame.startswith("reduced")
            and not _strongly(toks, items, left, n)
            and not apart
        ):
            continue
        outcomes[n] = (outcome, governor, "joined")
        if left in parents:
            parents.setdefault(n, parents[left])
    _listed_by_name(toks, items, counts, outcomes)
    _listed_behind(toks, items, counts, outcomes)
    for k in range(len(counts) - 2, -1, -1):
        n, right = counts[k], counts[k + 1]
        count = items[n].count
        assert count is not None
        if n in outcomes or right not in outcomes or count.kind not in (PERSONS, SINGLE, UNKNOWN):
            continue
        if n > 0 and toks[items[n - 1].last - 1].low == "by":
            continue  # "was killed by a bomber and three others were hurt"
        if is_object(toks, items, n):
            continue  # "spoke to 24 reporters, and 17 guards were hurt"
        outcome, governor, frame = outcomes[right]
        second = items[right].count
        if second is not None and second.zero and not count.zero:
            continue  # "eight soldiers, none of whom had been wounded"
        if second is not None and second.of_group and parents.get(right) == n:
            continue  # "three rebels escaped, one of them in an injured state": what the parts share is settled by now
        if (
            governor is not None
            and governor > right
            and frame in (*RIGHTWARD, "joined")
            and _joined(toks, items, n, right, items[right].count)
        ):
            outcomes[n] = (outcome, governor, "joined")


def _done_to_them(toks: list[Token], link: Item, tail: list[Item]) -> bool:
    """Whether a word between two counts is a verb of the second: all that may stand there else are adverbs."""
    if not tail or tail[0].label != "WORD" or any(i.label != "PREP" for i in tail[1:]):
        return False
    word = toks[tail[0].first].low
    if word in DEEDS:
        return True
    if len(tail) > 1 and toks[tail[1].first].low not in PARTICLES:
        return False
    if word.endswith(("ing", "ed")):
        return word not in NO_VERBS
    joins = toks[link.first].low in ("and", "but", "then")
    return joins and not word.endswith("ly") and word.isalpha() and word not in NO_VERBS


def _gapped(toks: list[Token], items: list[Item], left: int, right: int) -> bool:
    """ "In all 40 officers have died, 300 conscripts, and 900 porters.": the verb is said once, before a bare list."""
    count = items[right].count
    links = items[left + 1 : right]
    while links and links[0].label not in LINKS:
        links = links[1:]
    if count is None or count.kind not in (PERSONS, UNKNOWN) or not links or len(links) > 2 or count.number.point < 2:
        return False
    if any(i.label not in LINKS or (i.label == "MARK" and toks[i.first].text != ",") for i in links):
        return False
    ends = items[right + 1] if right + 1 < len(items) else None
    return ends is None or (ends.label == "MARK" and toks[ends.first].text in ",.")


def _in_another_place(toks: list[Token], items: list[Item], verb: int, at: int) -> bool:
    """ "176 people died at the ford, 113 at Old Mill": the verb is said once, and each place has its number."""
    count = items[at].count
    bare = count is not None and count.kind == BARE and counted_in_place(toks, items, at)
    between = items[verb + 1 : at]
    plain = all(i.label in ("PREP", "TO", "NAME", "WORD", "DET", "THING", *LINKS) for i in between)
    listed = bool(between) and between[-1].label in LINKS and toks[between[-1].first].text in (",", "and")
    return bare and plain and listed and len(between) <= LONGEST_PLACE


def _listed_behind(
    toks: list[Token], items: list[Item], counts: list[int], outcomes: dict[int, tuple[Outcome, int | None, str]]
) -> None:
    """ "Fatalities included the owner, who was an envoy; a judge; two cooks; and three guards.": one by one."""
    lead = next((n for n, i in enumerate(items[:LEAD]) if i.label == "INCLUDING"), None)
    if lead is None or any(n < lead for n in counts):
        return
    said = [i for i in items[:lead] if i.outcome is not None and i.label not in ("SELF", "HELD")]
    if len(said) != 1 or said[0].form not in ("NOUN", "ED", "DIE", "ADJ"):
        return
    fate = said[0].outcome
    for n in counts:
        before, count = items[n - 1], items[n].count
        if toks[before.first].low in ("according", "said") or any(
            i.outcome for i in items[lead + 1 : n] if not i.count
        ):
            return
        listed = before.label in LINKS and toks[before.first].text in (",", ";", "and")
        if (
            n not in outcomes
            and listed
            and count is not None
            and count.kind in (PERSONS, SINGLE)
            and fate is not None
        ):
            outcomes[n] = (fate, None, "listed")


def _quote_closes(toks: list[Token], first: int, last: int) -> bool:
    """ "... kidnapped four," an official said: who speaks stands behind the quotation mark."""
    return any(
        t.text == "”" or (t.text == '"' and toks[n - 1].text in ",.") for n, t in enumerate(toks[first:last], first)
    )


STRONG_LINKS = ("along with", "as well as", "in addition to", "together with", "besides")


def _strongly(toks: list[Token], items: list[Item], left: int, right: int) -> bool:
    return any(
        item.label == "AND" and " ".join(t.low for t in toks[item.first : item.last]) in STRONG_LINKS
        for item in items[left + 1 : right]
    )


def _listed_by_name(
    toks: list[Token], items: list[Item], counts: list[int], outcomes: dict[int, tuple[Outcome, int | None, str]]
) -> None:
    """ "Soldiers killed since the invasion: Britain 173, Italy 33": names with their numbers behind a colon."""
    colon = next((n for n, i in enumerate(items) if i.label == "MARK" and toks[i.first].text == ":"), None)
    if colon is None:
        return
    lead = next((n for n in range(colon - 1, -1, -1) if items[n].outcome is not None), None)
    if lead is None or items[lead].label in ("SELF", "HELD"):
        return
    for n in counts:
        count = items[n].count
        if (
            n > colon
            and n not in outcomes
            and count is not None
            and count.kind == BARE
            and items[n - 1].label == "NAME"
        ):
            outcome = items[lead].outcome
            assert outcome is not None
            outcomes[n] = (outcome, None, "listed")


def counted_in_place(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "100 in Kfar Batna": a bare number with the place it was counted in."""
    if at + 2 >= len(items):
        return False
    place = at + 2 + (items[at + 2].label == "DET" and at + 3 < len(items))
    return toks[items[at + 1].first].low in ("in", "at", "from", "near") and items[place].label == "NAME"


def _joined(toks: list[Token], items: list[Item], left: int, right: int, count: Count | None) -> bool:
    """True when only a list stands between two counts, and the second does not start a clause of its own."""
    between = items[left + 1 : right]
    if count is None or len(between) > 9:
        return False
    if count.kind == BARE and counted_in_place(toks, items, right):
        return not any(i.outcome is not None or i.label == "REL" for i in between)
    if _strongly(toks, items, left, right):
        return sum(item.outcome is not None for item in between) <= 1
    links = [n for n, item in enumerate(between) if item.label in LINKS]
    if not links and between and not all(i.label in ("PREP", "NAME", "WORD") for i in between):
        return False
    if any(
        item.outcome is not None or item.label in ("BE", "HAVE", "REL", "MODAL", "CAUSE", "RISE") for item in between
    ):
        return False
    if any(item.label == "MARK" and toks[item.first].text in (".", ";", "?", "!") for item in between):
        return False
    tail = between[links[-1] + 1 :] if links else between
    if links and _done_to_them(toks, between[links[-1]], tail):
        return (
            False  # "killed a rebel and shot a nurse", "killing 30 and recruiting 200": what befell them is not told
        )
    if len(tail) > 2 or any(item.label not in ("DET", "LIGHT", "PREP", "WORD", "NAME") for item in tail):
        return False
    after = items[right + 1] if right + 1 < len(items) else None
    if count.kind == BARE:
        return (
            after is not None
            and toks[after.first].low in ("in", "from", "at", "near", "on", "by")
            and (not links or len(between) > 1)
        )
    if count.kind == SELF:
        return False
    if after is not None and after.label in ("WORD", "HAVE", "BE", "MODAL", "CAUSE") and after.label != "PREP":
        return False
    return not (count.kind == UNKNOWN and not links)
