"""Coordination, subsets and breakdowns: the outcome of counts that have none of their own, and what is part of what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.extract.appositions import hide_named, nouns_far_from_their_people, quiet_clauses
from tracker.extract.casualty_sums import told_apart
from tracker.extract.comparisons import compare
from tracker.extract.coordination import coordinate
from tracker.extract.count import BARE, PERSONS, Count
from tracker.extract.fates import taken_up_by_them
from tracker.extract.frames import Governed, govern
from tracker.extract.manner import without_manner
from tracker.extract.marks import Item
from tracker.extract.part_outcomes import settle_parts
from tracker.extract.part_verbs import relative_verbs, verbs_behind_the_counted, verbs_of_parts
from tracker.extract.subset_brackets import said_before
from tracker.extract.subsets import Parts
from tracker.extract.tokens import Token
from tracker.model import Outcome

TELLING = 10  # a smaller figure behind "they were" is often of others than those of the sentence before


@dataclass(slots=True)
class Found:
    """A count with its outcome: `parent` is the index of the item it is part of, -1 for the last claim before."""

    item: int
    count: Count
    outcome: Outcome
    governor: int | None
    frame: str
    parent: int | None = None
    victims: tuple[int, int] | None = None


def relate(toks: list[Token], items: list[Item], previous: Outcome | None) -> list[Found]:
    """All counts of the sentence that carry an outcome, in order. `previous` is the outcome of the claim before."""
    _drop_modifiers(toks, items)
    quiet_clauses(toks, items)
    nouns_far_from_their_people(toks, items)
    named = hide_named(toks, items)
    governed, also = govern(toks, items, previous)
    for n in named:
        items[n].label = "COUNT"
    counts = [n for n, item in enumerate(items) if item.count is not None and item.label in ("COUNT", "SELF", "HELD")]
    also = verbs_behind_the_counted(items, counts, governed, also)
    for whole in relative_verbs(toks, items, counts, governed):
        del governed[whole]
    for whole in verbs_of_parts(toks, items, counts, governed):
        del governed[whole]
        first = whole - 2 if toks[items[whole - 1].first].text == "(" and items[whole - 2].count else whole
        for n in {first, whole}:
            tolled = _toll_before(items, first)
            if tolled is not None:  # in brackets stands the figure of the report before
                governed[n] = replace(tolled, item=n)
    parts = Parts(toks, items, counts, governed)
    parents, victims = parts.of, parts.victims
    parents.update(named)
    outcomes: dict[int, tuple[Outcome, int | None, str]] = {
        n: (g.outcome, g.governor, g.frame) for n, g in governed.items()
    }
    taken_up = _taken_up(toks, items, counts, previous)
    if taken_up is not None and previous is not None and taken_up not in outcomes:
        outcomes[taken_up] = (previous, None, "taken-up")
    settle_parts(items, counts, parents, governed, outcomes, previous, toks)
    _casualties_beside_injuries(items, outcomes)
    coordinate(toks, items, counts, parents, outcomes)
    compare(toks, items, counts, outcomes)
    settle_parts(items, counts, parents, governed, outcomes, previous, toks)
    told_apart(toks, items, counts, outcomes, parents)
    said_before(toks, items, counts, outcomes, parents)
    found = []
    for n in counts:
        if n in outcomes and not _of_nobody(items, parents.get(n)):
            outcome, governor, frame = outcomes[n]
            count = items[n].count
            assert count is not None
            found.append(Found(n, count, outcome, governor, frame, parents.get(n), victims.get(n)))
    for n, governor in taken_up_by_them(toks, items, outcomes):
        taken, harm = items[n].count, items[governor].outcome
        if taken is not None and harm is not None:
            found.append(Found(n, taken, harm, governor, "them", None))
    for second in also:
        count = items[second.item].count
        assert count is not None
        found.append(
            Found(second.item, count, second.outcome, second.governor, second.frame, None, victims.get(second.item))
        )
    return found


def _of_nobody(items: list[Item], whole: int | None) -> bool:
    """Whether a figure is a part of nought: "nobody, including the 12 passengers, was hurt" tells of none hurt."""
    count = items[whole].count if whole is not None else None
    return count is not None and count.zero


def _toll_before(items: list[Item], at: int) -> Governed | None:
    """What the figure is by the noun before its verb of a toll: "casualties ... came to 90"."""
    if at < 2 or items[at - 1].label not in ("TO", "RISE"):
        return None
    noun = next((n for n in range(at - 1, -1, -1) if items[n].form == "NOUN" and items[n].outcome is not None), None)
    outcome = items[noun].outcome if noun is not None else None
    return Governed(at, noun, outcome, "loss-is", 4) if outcome is not None and noun is not None else None


def _casualties_beside_injuries(items: list[Item], outcomes: dict[int, tuple[Outcome, int | None, str]]) -> None:
    """ "12 casualties and 40 injuries": where the injured are counted apart, casualties are the dead."""
    for n, (outcome, governor, frame) in list(outcomes.items()):
        joined = items[n + 1 : n + 3]
        if outcome is not Outcome.CASUALTIES or frame != "noun" or [i.label for i in joined[:1]] != ["AND"]:
            continue
        if len(joined) > 1 and joined[1].count is not None and joined[1].outcome is Outcome.INJURED:
            outcomes[n] = (Outcome.KILLED, governor, frame)


def spoken_of(items: list[Item]) -> Outcome | None:
    """The group a sentence speaks of without a count ("only the dead whom the ministry had identified")."""
    for at in range(len(items) - 1, 0, -1):
        if (
            items[at].form in ("ADJ", "ED", "NOUN")
            and items[at].label not in ("SELF", "HELD")
            and items[at - 1].label == "DET"
        ):
            return items[at].outcome
    return None


def _taken_up(toks: list[Token], items: list[Item], counts: list[int], previous: Outcome | None) -> int | None:
    """ "These were 24,686 people": a count that takes up the group of the sentence before."""
    if previous is None or len(items) < 3 or toks[items[0].first].low not in ("these", "those", "they"):
        return None
    if items[1].label not in ("BE", "RISE") or 2 not in counts:
        return None
    count = items[2].count
    if count is not None and count.number.point < TELLING and toks[items[0].first].low == "they":
        return None  # "They were two policemen" may tell who did it
    return 2 if count is not None and count.kind in (PERSONS, BARE) else None


def _in_brackets_before_its_noun(items: list[Item], at: int, close: int) -> Item | None:
    """ "killed (224) people": the number and the noun as one count, without the brackets; None for any other aside."""
    inside = items[at + 1 : close]
    noun = items[close + 1] if close + 1 < len(items) else None
    if len(inside) != 1 or inside[0].count is None or inside[0].count.kind != BARE or noun is None:
        return None
    repeated = at > 0 and items[at - 1].count is not None
    if noun.label != "PERSON" or repeated:
        return None
    bare = inside[0].count
    count = Count(bare.number, PERSONS, bare.first, noun.last, noun.first, noun.last, more=bare.more)
    return Item("COUNT", inside[0].first, noun.last, None, "", count)


def strip_asides(toks: list[Token], items: list[Item], lows: set[str]) -> list[Item]:
    """The items without bracketed asides that hold no outcome and no new count: "students (317) were seized".

    `lows` are the words and marks of the sentence.
    """
    items = without_manner(toks, items, lows)
    if "(" not in lows:
        return items
    out: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].label == "MARK" and toks[items[at].first].text == "(":
            close = next(
                (k for k in range(at + 1, min(at + 25, len(items))) if toks[items[k].first].text == ")"), None
            )
            if close is not None:
                inside = items[at + 1 : close]
                counted = _in_brackets_before_its_noun(items, at, close)
                if counted is not None:
                    out.append(counted)
                    at = close + 2
                    continue
                before = next((i.count for i in reversed(out) if i.count is not None), None)
                repeats = (
                    len(inside) == 1
                    and inside[0].count is not None
                    and before is not None
                    and inside[0].count.number.low == before.number.low
                )
                if _two_figures(items, at, close, out):
                    out += [Item("AND", items[at].first, items[at].last), inside[0]]
                    at = close + 1
                    continue
                if repeats or not any(i.count is not None and i.label != "NUMBER" for i in inside):
                    at = close + 1
                    continue
        out.append(items[at])
        at += 1
    return out


def _two_figures(items: list[Item], at: int, close: int, before: list[Item]) -> bool:
    """ "285 (255) killed", "23 (19) people were killed": the figure of now and that of the report before."""
    inside = items[at + 1 : close]
    pair = [i.count for i in (*before[-1:], *inside)]
    behind = (i for i in items[close + 1 : close + 6] if i.label not in ("BE", "HAVE", "LIGHT", "PERSON"))
    word = next(behind, None)
    return (
        len(inside) == 1
        and len(pair) == 2
        and all(c is not None and c.kind == BARE for c in pair)
        and len({c.number.low for c in pair if c is not None}) == 2
        and word is not None
        and word.outcome is not None
        and word.form in ("ED", "ADJ", "NOUN", "DIE")
    )


def _drop_modifiers(toks: list[Token], items: list[Item]) -> None:
    """ "Eight people from three families": the second count describes the first and is not read by itself."""
    whole = items[1].count if len(items) > 3 and items[0].label == "OF" and items[1].label == "COUNT" else None
    if whole is not None and not whole.of_group and any(i.label in ("COUNT", "HELD") for i in items[2:]):
        items[1].label = "NUMBER"  # "Of 62 people aboard, 14 were killed"
    counted = [n for n, item in enumerate(items) if item.count is not None and n]
    for at in counted:
        item = items[at]
        if _carried_along(toks, items, at) or _is_one_of(toks, items, at):
            item.label = "NUMBER"
    for at in counted:
        item = items[at]
        if (
            item.label == "COUNT"
            and at > 1
            and items[at - 1].label in ("PREP", "OF")
            and items[at - 2].label == "COUNT"
        ):
            low = toks[items[at - 1].first].low
            if low in ("from", "of", "in") and item.count is not None and item.count.kind != BARE:
                item.label = "NUMBER"
        if at > 1 and _aboard(items, at):
            item.label = "NUMBER"


def _carried_along(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "a bus with eight people aboard was fired at": those in it, and not those who were hit."""
    before, count = toks[items[at - 1].last - 1].low, items[at].count
    behind = [t.low for t in toks[items[at].last : items[at].last + 2]]
    aboard = behind[:1] == ["aboard"] or behind == ["on", "board"]
    return count is not None and aboard and before in ("with", "carrying", "had", "were")


def _is_one_of(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "The chief was one of those who died": somebody told already, and no count."""
    count, before = items[at].count, items[at - 1]
    if count is None or toks[count.number.core].low != "one" or count.number.point != 1:
        return False
    being = before.label == "BE" and toks[before.last - 1].low in ("was", "is")
    behind = [t.low for t in toks[items[at].last : items[at].last + 1]]
    return being and (count.of_group or behind == ["of"])


def _aboard(items: list[Item], at: int) -> bool:
    """ "127 of the 175 people on board were killed": all of whom nothing is told but that some of them died."""
    of = at - 1 - (items[at - 1].label == "DET")
    whole, before = items[at].count, items[of - 1].count if of > 0 else None
    if whole is None or before is None or items[at].label != "COUNT" or items[of - 1].label != "COUNT":
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    if items[of].label != "OF" or after is None:
        return False
    if (after.label == "BE" or after.form == "DIE") and whole.number.point > before.number.point:
        return True  # "one of the seven died later": the seven did not
    relative = any(
        item.label == "REL" for item in items[at + 1 : at + 3]
    )  # "two of the 12 citizens, who were arrested"
    return after.outcome is None and not relative and whole.number.point > before.number.point


__all__ = ["Found", "relate", "strip_asides"]
