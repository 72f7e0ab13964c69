"""Coordination, subsets and breakdowns: the outcome of counts that have none of their own, and what is part of what."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.counts import BARE, PERSONS, SELF, SINGLE, UNKNOWN, Count
from tracker.extract.frames import Governed, govern
from tracker.extract.marks import Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

LINKS = ("AND", "MARK")
SOFT = frozenset({"WORD", "NAME", "OF", "PREP", "DET", "PERSON", "THING", "NUMBER", "LIGHT", "TO", "MOST", "ARTICLE"})
RIGHTWARD = ("passive", "passive-apart", "reduced", "reduced-apart", "dying", "dying-apart", "among")
LEFTWARD = ("active", "active-apart", "nominal", "nominal-apart", "relative", "noun", "cause")
GROUP_WORDS = {
    Outcome.KILLED: ("dead", "killed", "fatalities", "deaths", "died", "deceased", "martyrs", "bodies", "murdered"),
    Outcome.INJURED: ("wounded", "injured"),
    Outcome.CASUALTIES: ("casualties", "victims"),
    Outcome.CAPTIVE: ("hostages", "abducted", "kidnapped", "captives", "abductees"),
    Outcome.DETAINED: ("arrested", "detainees"),
    Outcome.MISSING: ("missing",),
    Outcome.DISPLACED: ("displaced",),
}


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
    governed, also = govern(toks, items, previous)
    counts = [n for n, item in enumerate(items) if item.count is not None and item.label in ("COUNT", "SELF")]
    parents, victims = _subsets(toks, items, counts, governed)
    outcomes: dict[int, tuple[Outcome, int | None, str]] = {
        n: (g.outcome, g.governor, g.frame) for n, g in governed.items()
    }
    _settle_subsets(items, counts, parents, governed, outcomes, previous, toks)
    _coordinate(toks, items, counts, parents, governed, outcomes)
    _settle_subsets(items, counts, parents, governed, outcomes, previous, toks)
    found = []
    for n in counts:
        if n in outcomes:
            outcome, governor, frame = outcomes[n]
            count = items[n].count
            assert count is not None
            found.append(Found(n, count, outcome, governor, frame, parents.get(n), victims.get(n)))
    for second in also:
        count = items[second.item].count
        assert count is not None
        found.append(
            Found(second.item, count, second.outcome, second.governor, second.frame, None, victims.get(second.item))
        )
    return found


def strip_asides(toks: list[Token], items: list[Item]) -> list[Item]:
    """The items without bracketed asides that hold no outcome and no new count: "students (317) were seized"."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].label == "MARK" and toks[items[at].first].text == "(":
            close = next(
                (k for k in range(at + 1, min(at + 25, len(items))) if toks[items[k].first].text == ")"), None
            )
            if close is not None:
                inside = items[at + 1 : close]
                before = next((i.count for i in reversed(out) if i.count is not None), None)
                repeats = (
                    len(inside) == 1
                    and inside[0].count is not None
                    and before is not None
                    and inside[0].count.number.low == before.number.low
                )
                if repeats or not any(i.count is not None and i.label != "NUMBER" for i in inside):
                    at = close + 1
                    continue
        out.append(items[at])
        at += 1
    return out


def _drop_modifiers(toks: list[Token], items: list[Item]) -> None:
    """ "Eight people from three families": the second count describes the first and is not read by itself."""
    for at in range(2, len(items)):
        item = items[at]
        if item.label == "COUNT" and items[at - 1].label in ("PREP", "OF") and items[at - 2].label == "COUNT":
            low = toks[items[at - 1].first].low
            if low in ("from", "of", "in") and item.count is not None and item.count.kind != BARE:
                item.label = "NUMBER"


def _before(items: list[Item], counts: list[int], at: int) -> int | None:
    left = [n for n in counts if n < at]
    return left[-1] if left else None


def _head_of_list(items: list[Item], counts: list[int], parents: dict[int, int], at: int) -> int | None:
    """The count a subset belongs to: the nearest before it that is not itself part of the same breakdown."""
    n = _before(items, counts, at)
    while n is not None and n in parents and parents[n] >= 0:
        n = parents[n]
    return n


def _subsets(
    toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed]
) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """Which counts the words make part of another: including, among them, of whom, in brackets."""
    parents: dict[int, int] = {}
    victims: dict[int, tuple[int, int]] = {}
    for n in counts:
        count = items[n].count
        assert count is not None
        if count.of_group:
            parent = _before(items, counts, n)
            parents[n] = parent if parent is not None else -1
            after = next(
                (items[k] for k in range(n + 1, min(n + 5, len(items))) if items[k].label in ("PERSON", "MARK")), None
            )
            if after is not None and after.label == "PERSON":
                victims[n] = (after.first, after.last)
    for at, item in enumerate(items):
        opener = item.label == "INCLUDING" or (item.label == "OFGROUP" and not _follows_count(items, at))
        if not opener:
            continue
        parent = _head_of_list(items, counts, parents, at)
        nested = toks[item.first].low in ("of",) or toks[item.last - 1].low in ("whom", "which")
        if nested:
            parent = _before(items, counts, at)
        members = _list_after(items, counts, at)
        if not members:
            continue
        if parent is None:
            if (
                item.label == "OFGROUP"
                or at == 0
                or any(i.outcome or toks[i.first].low in ("victims", "those") for i in items[:at])
            ):
                parents.update({m: -1 for m in members})
            continue
        whole = governed.get(parent)
        for m in members:
            own = governed.get(m)
            if whole is not None and own is not None and whole.governor < at and own.governor > m and own.cost < 4:
                break  # "eight were killed, including a child, and 100 injured": the list is over
            parents.setdefault(m, parent)
    for n in counts:  # "24 children among them", "207 medical workers among the dead", "2,036 were women"
        after = items[n + 1] if n + 1 < len(items) else None
        if after is None or n in parents:
            continue
        if after.label == "OFGROUP" and toks[after.first].low in ("among", "amongst"):
            parent = _head_of_list(items, counts, parents, n)
            parents[n] = (
                parent if parent is not None and toks[after.last - 1].low in ("them", "whom", "these") else -1
            )
            for m in reversed([k for k in counts if k < n]):
                if (
                    m in parents
                    or m == parent
                    or any(i.outcome is not None for i in items[m + 1 : n])
                    or not any(i.label == "AND" for i in items[m + 1 : n])
                ):
                    break
                parents[m] = parents[n]
        elif after.label == "BE" and n + 2 < len(items) and items[n + 2].label == "PERSON":
            opener = next((k for k in range(n) if items[k].label == "OFGROUP"), None)
            earlier = [m for m in counts if m < n and m in parents]
            if opener is not None or earlier:
                parents[n] = parents[earlier[-1]] if earlier else -1
                victims[n] = (items[n + 2].first, items[n + 2].last)
    for at, item in enumerate(items):  # ", with 6,000 children and 4,000 women"
        if toks[item.first].low == "with" and at and items[at - 1].label == "MARK" and at + 1 in counts:
            parent = _head_of_list(items, counts, parents, at)
            if parent is not None and parent in governed:
                for m in _list_after(items, counts, at):
                    if m not in governed and m not in parents:
                        parents[m] = parent
    for at, item in enumerate(items):  # "13 bodies were seen; eight guerrillas, four soldiers and a civilian"
        if item.label != "MARK" or toks[item.first].text not in (";", ":", "—", "–", "-"):
            continue
        whole = _before(items, counts, at)
        members = [n for n in counts if n > at]
        if whole is None or whole not in governed or not members or items[members[0]].label != "COUNT":
            continue
        tail = items[at + 1 :]
        if any(i.outcome is not None and i.label != "SELF" or i.label in ("BE", "HAVE", "REL") for i in tail):
            continue
        total = items[whole].count
        if total is not None and sum(_least(items[m]) for m in members) <= total.number.point:
            parents.update({m: whole for m in members if m not in parents})
    for at, item in enumerate(items):  # "two women and a child were among eight people killed"
        if item.label in ("PREP", "OFGROUP") and toks[item.first].low in ("among", "amongst") and at + 1 < len(items):
            whole = next((k for k in range(at + 1, min(at + 4, len(items))) if k in counts), None)
            if whole is None or not any(i.label == "BE" for i in items[max(0, at - 3) : at]):
                continue
            for m in reversed([n for n in counts if n < at]):
                if any(i.outcome is not None and i.label != "SELF" for i in items[m + 1 : at]):
                    break
                parents[m] = whole
    depth, opened = 0, None
    for at, item in enumerate(items):
        if item.label != "MARK":
            if depth and opened is not None and at in counts:
                parent = _before(items, counts, opened)
                if parent is not None and at not in parents:
                    parents[at] = parent
            continue
        text = toks[item.first].text
        if text == "(":
            depth, opened = 1, at
        elif text == ")":
            depth, opened = 0, None
    return parents, victims


def _least(item: Item) -> int:
    return item.count.number.point if item.count is not None else 0


def _follows_count(items: list[Item], at: int) -> bool:
    return at > 0 and items[at - 1].label == "COUNT"


def _list_after(items: list[Item], counts: list[int], at: int) -> list[int]:
    """The counts of the list that starts behind `at`: "84 children and 35 women"."""
    members: list[int] = []
    gap = 0
    for n in range(at + 1, len(items)):
        if n in counts:
            members.append(n)
            gap = 0
            continue
        label = items[n].label
        if members and label not in ("AND", "MARK", "DET", "LIGHT"):
            if label in ("WORD", "NAME", "PREP", "PERSON") and gap < 4:
                gap += 1
                continue
            break
        if not members and (label not in SOFT and label not in ("BE", "MARK", "LIGHT") or gap > 4):
            break
        if items[n].outcome is not None:
            break
        gap += 1
    return members


def _settle_subsets(
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
        own = governed.get(n)
        if count.of_group and own is None:
            words = " ".join(t.low for t in toks[count.first : count.last]).split()
            for outcome, names in GROUP_WORDS.items():
                if any(name in words for name in names):
                    outcomes.setdefault(n, (outcome, None, "of-group"))
        if parent >= 0:
            if parent not in outcomes and own is not None and own.governor > n and own.frame in RIGHTWARD:
                outcomes[parent] = (own.outcome, own.governor, own.frame)
            if parent in outcomes:
                close = own is not None and (own.cost < 2.6 or items[n].label == "SELF")
                if not close:
                    outcomes[n] = (outcomes[parent][0], outcomes[parent][1], "part")
        elif n not in outcomes:
            named = _named_outcome(toks, items, n) or previous
            if named is not None:
                outcomes[n] = (named, None, "part-of-before")


def _named_outcome(toks: list[Token], items: list[Item], at: int) -> Outcome | None:
    """The outcome in words beside a part without a whole: "the dead include 205 medics", "207 medics among the dead"."""
    for item in [*reversed(items[:at]), *items[at + 1 : at + 3]]:
        if item.outcome is not None and item.label != "SELF":
            return item.outcome
        if item.label == "OFGROUP":
            words = [t.low for t in toks[item.first : item.last]]
            for outcome, names in GROUP_WORDS.items():
                if any(name in words for name in names):
                    return outcome
    return None


def _coordinate(
    toks: list[Token],
    items: list[Item],
    counts: list[int],
    parents: dict[int, int],
    governed: dict[int, Governed],
    outcomes: dict[int, tuple[Outcome, int | None, str]],
) -> None:
    """A count without a verb takes the verb of the count it is joined to: "killed 3 soldiers in A and 2 in B"."""
    for k, n in enumerate(counts):
        if n in outcomes or k == 0:
            continue
        left = counts[k - 1]
        count = items[n].count
        assert count is not None
        if left not in outcomes or not _joined(toks, items, left, n, count):
            continue
        outcome, governor, frame = outcomes[left]
        if (
            frame in RIGHTWARD
            and count.kind != BARE
            and not frame.startswith("reduced")
            and not _strongly(toks, items, left, n)
        ):
            continue
        outcomes[n] = (outcome, governor, "joined")
        if left in parents:
            parents.setdefault(n, parents[left])
    for k in range(len(counts) - 2, -1, -1):
        n, right = counts[k], counts[k + 1]
        count = items[n].count
        assert count is not None
        if n in outcomes or right not in outcomes or count.kind not in (PERSONS, SINGLE, UNKNOWN):
            continue
        outcome, governor, frame = outcomes[right]
        if (
            governor is not None
            and governor > right
            and frame in (*RIGHTWARD, "joined")
            and _joined(toks, items, n, right, items[right].count)
        ):
            outcomes[n] = (outcome, governor, "joined")


STRONG_LINKS = ("along with", "as well as", "in addition to", "together with", "besides")


def _strongly(toks: list[Token], items: list[Item], left: int, right: int) -> bool:
    return any(
        item.label == "AND" and " ".join(t.low for t in toks[item.first : item.last]) in STRONG_LINKS
        for item in items[left + 1 : right]
    )


def after_in_name(toks: list[Token], items: list[Item], at: int) -> bool:
    """ "100 in Kfar Batna": a bare number with the place it was counted in."""
    if at + 2 >= len(items):
        return False
    return toks[items[at + 1].first].low in ("in", "at", "from", "near") and items[at + 2].label == "NAME"


def _joined(toks: list[Token], items: list[Item], left: int, right: int, count: Count | None) -> bool:
    """True when only a list stands between two counts, and the second does not start a clause of its own."""
    between = items[left + 1 : right]
    if count is None or len(between) > 9:
        return False
    if count.kind == BARE and after_in_name(toks, items, right):
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


__all__ = ["Found", "relate", "strip_asides"]
