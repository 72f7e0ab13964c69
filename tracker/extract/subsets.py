"""Which counts the words make part of another: including, among them, of whom, in brackets, after a colon."""

from __future__ import annotations

from itertools import pairwise

from tracker.extract.count import SINGLE
from tracker.extract.frames import Governed
from tracker.extract.marks import Item
from tracker.extract.part_outcomes import named_fate
from tracker.extract.part_verbs import noun_of_one, parts_of_the_told
from tracker.extract.people_phrases import plural_before
from tracker.extract.subset_brackets import in_brackets, stands_before
from tracker.extract.subset_lists import (
    all_behind,
    begins_anew,
    count_before,
    follows_count,
    head_of_list,
    is_verbal,
    kinds_behind,
    least,
    list_after,
    list_start,
    may_hold,
)
from tracker.extract.tokens import Token
from tracker.model import Outcome


class Parts:
    """The parts of one sentence: `of` maps a part to its whole (-1: a claim before), `victims` to its own noun."""

    def __init__(
        self, toks: list[Token], items: list[Item], counts: list[int], governed: dict[int, Governed]
    ) -> None:
        self.toks, self.items, self.counts, self.governed = toks, items, counts, governed
        self.of: dict[int, int] = {}
        self.victims: dict[int, tuple[int, int]] = {}
        for find in (
            self._of_them,
            self._of_the_counted,
            self._including,
            self._among_them,
            self._of_those_told,
            self._with,
            self._after_colon,
            self._were_among,
            self._of_a_total,
        ):
            find()
        in_brackets(toks, items, counts, governed, self.of)

    def _of_them(self) -> None:
        """ "two of them children", "4 of whom died"."""
        for n in [*self.counts]:
            count = self.items[n].count
            if count is None or not count.of_group:
                continue
            whole = count_before(self.counts, n)
            while whole is not None and not may_hold(self.items[whole], self.items[n]):
                whole = count_before(self.counts, whole)  # "two girls and a boy were found, two of whom had wounds"
            uncounted = whole is None and self.toks[count.last - 1].low in ("them", "whom")
            if not (uncounted and plural_before(self.toks, self.items, n)):
                self.of[n] = whole if whole is not None else -1
            if self._is_described(n):
                continue
            self.of.update(dict.fromkeys(kinds_behind(self.items, self.counts, self.governed, n), self.of.get(n, -1)))
            nearby = self.items[n + 1 : n + 5]
            # "Seven of the hostages were killed by Israeli bombs": no Israelis.
            ends = (i for i in nearby if i.label in ("PERSON", "MARK") or self.toks[i.first].low == "by")
            noun = next(ends, None)
            if noun is not None and noun.label == "PERSON":
                self.victims[n] = (noun.first, noun.last)

    def _is_described(self, n: int) -> bool:
        """ "one of them a volunteer", "and one was a guard": the second noun says who the one is, and counts nobody anew."""
        noun = noun_of_one(self.items, n)
        if noun is None or noun not in self.counts or noun in self.governed:
            return False
        self.counts.remove(noun)
        self.items[noun].label = "NUMBER"
        count = self.items[noun].count
        if count is not None:
            self.victims[n] = (count.head_first, count.head_last)
        return True

    def _including(self) -> None:
        """ "including 84 children and 35 women", "among them 15 children", "the dead include 205 medics"."""
        for at, item in enumerate(self.items):
            grouped = item.label == "OFGROUP" and (not follows_count(self.items, at) or self._goes_on_counting(at))
            if item.label != "INCLUDING" and not grouped:
                continue
            if any(t.low in ("not", "n't", "without") for t in self.toks[max(0, item.first - 3) : item.first]):
                continue  # "the toll does not include the 298 people aboard": they are no part of it
            listed = list_after(self.items, self.counts, at, self._is_mixed(at))
            members = [m for m in listed if not self._of_a_name(at, m)]
            whole = head_of_list(self.counts, self.of, at)
            if self.toks[item.first].low == "of" or self.toks[item.last - 1].low in ("whom", "which"):
                whole = count_before(self.counts, at)
                whole = whole - 2 if whole is not None and stands_before(self.toks, self.items, whole) else whole
            fallen = self.items[at - 1].outcome is not None and at > 1 and self.items[at - 2].label == "DET"
            if at and (self.items[at - 1].form == "TOLL" or fallen):  # "the death toll", "those killed included six"
                whole = self._last_of(self.items[at - 1].outcome, at)
            if item.label == "OFGROUP" and (fate := named_fate(self.toks, item)) is not None:
                told = self.governed.get(whole) if whole is not None else None
                whole = whole if told is not None and told.outcome is fate else self._last_of(fate, at)
            if whole is None:
                members = all_behind(self.toks, self.items, self.counts, at) or members
                self.of.update(dict.fromkeys(members, -1))
                self._are_named(members)
                continue
            reading = self.governed.get(whole)
            for m in members:
                own = self.governed.get(m)
                if begins_anew(self.toks, self.items, at, m):
                    break
                later = m != members[0] and not (reading and reading.outcome is Outcome.CASUALTIES)
                if later and reading and own and reading.governor < at and own.governor > m and own.cost < 4:
                    break  # "eight were killed, including a child, and 100 injured": the list is over
                self.of.setdefault(m, whole)
            self._are_named(members)

    def _last_of(self, outcome: Outcome | None, at: int) -> int | None:
        """The last whole before item `at` that met with an outcome."""
        told = (n for n in reversed(self.counts) if n < at and n not in self.of and n in self.governed)
        return next((n for n in told if self.governed[n].outcome is outcome), None)

    def _of_a_name(self, at: int, member: int) -> bool:
        """ "among the victims was Adam Sule, a reporter for a broadcaster": one named person, and none counted."""
        count, before = self.items[member].count, self.items[at + 1 : member]
        single = count is not None and count.kind == SINGLE
        return single and any(a.label == "NAME" and b.label == "MARK" for a, b in pairwise(before))

    def _is_mixed(self, at: int) -> bool:
        """Whether the whole before item `at` is of casualties, whose parts each have a fate of their own."""
        whole = head_of_list(self.counts, self.of, at)
        reading = self.governed.get(whole) if whole is not None else None
        return reading is not None and reading.outcome is Outcome.CASUALTIES

    def _are_named(self, members: list[int]) -> None:
        """Parts whose noun comes behind the verb: "of the dead, 6,387 were children"."""
        for m in members:
            after = self.items[m + 1 : m + 3]
            if [item.label for item in after] == ["BE", "PERSON"]:
                self.victims.setdefault(m, (after[1].first, after[1].last))

    def _among_them(self) -> None:
        """ "24 children among them", "207 medical workers among the dead", "and 2,036 were women"."""
        for n in [*self.counts]:
            after = self.items[n + 1] if n + 1 < len(self.items) else None
            if after is None or n in self.of:
                continue
            if after.label == "BE" and n > 1 and self._is_described(n):
                self._are_people(n)
                continue
            beyond = next((i for i in self.items[n + 1 : n + 5] if i.label not in ("BE", "LIGHT")), None)
            if after.label == "BE" and beyond is not None and beyond.label == "OFGROUP":
                after = beyond  # "27 students were also among the abducted"
            if after.label == "OFGROUP" and self._goes_on_counting(n + 1):
                continue  # "8 persons, among them two children, were wounded": the part stands behind
            if after.label == "OFGROUP" and self.toks[after.first].low in ("among", "amongst"):
                whole = head_of_list(
                    self.counts, self.of, list_start(self.toks, self.items, self.counts, self.governed, n)
                )
                named = self.toks[after.last - 1].low in ("them", "whom", "these")
                self.of[n] = whole if whole is not None and named else -1
                self._listed_with(n, whole)
            elif after.label == "BE" and n + 2 < len(self.items) and self.items[n + 2].label == "PERSON":
                self._are_people(n)

    def _are_people(self, n: int) -> None:
        """ "40 people were killed and 12 were soldiers": a bare number of a kind is part of those before."""
        count = self.items[n].count
        earlier = [m for m in self.counts if m < n and m in self.of]
        bare = count is not None and count.head_last <= count.head_first
        if earlier or any(item.label == "OFGROUP" for item in self.items[:n]):
            self.of[n] = self.of[earlier[-1]] if earlier else -1
        elif bare and any(m in self.governed for m in self.counts if m < n):
            self.of[n] = max(m for m in self.counts if m < n and m in self.governed)
        elif bare and n == 0 and self.toks[self.items[1].last - 1].low == "were":
            self.of[n] = -1
        else:
            return
        self.victims.setdefault(n, (self.items[n + 2].first, self.items[n + 2].last))

    def _of_the_counted(self) -> None:
        """ "Of the 62 people killed, 40 were soldiers", "among the nine dead were two children"."""
        for at, item in enumerate(self.items[:-2]):
            among = item.label == "PREP" and self.toks[item.first].low in ("among", "amongst")
            if not (among or item.label in ("OF", "MOST")) or (
                at and self.items[at - 1].label not in ("MARK", "AND")
            ):
                continue
            whole = next((n for n in range(at + 1, min(at + 4, len(self.items))) if n in self.counts), None)
            part = next((n for n in self.counts if whole is not None and n > whole), None)
            if whole is None or part is None or any(i.label == "BE" for i in self.items[at:whole]):
                continue
            own = self.governed.get(whole)
            if self.items[whole].label in ("SELF", "HELD") or (own is not None and own.governor < part):
                self.of[part] = whole
                self._are_named([part])

    def _of_those_told(self) -> None:
        """ "Two of the five killed were teachers", "three of the nine wounded later died"."""
        for part, whole, described in parts_of_the_told(self.toks, self.items, self.counts, self.governed):
            if part in self.of:
                continue
            self.of[part] = whole
            if described is not None:
                self.governed.pop(part, None)
                if self.items[described].label == "PERSON":
                    self.victims[part] = (self.items[described].first, self.items[described].last)

    def _goes_on_counting(self, at: int) -> bool:
        """Whether "among them" at item `at` is followed by a count, before any comma."""
        n = at + 1
        while n < len(self.items) and self.items[n].label in ("DET", "LIGHT", "BE"):
            n += 1
        return n in self.counts

    def _listed_with(self, n: int, whole: int | None) -> None:
        """The counts joined to part `n` in front of it are parts too: "24 children and 42 women among them"."""
        for m in reversed([k for k in self.counts if k < n]):
            between = self.items[m + 1 : n]
            joined = any(item.label == "AND" for item in between)
            if m in self.of or m == whole or not joined or any(item.outcome is not None for item in between):
                return
            self.of[m] = self.of[n]

    def _with(self) -> None:
        """ ", with 6,000 children and 4,000 women"."""
        for at, item in enumerate(self.items):
            if self.toks[item.first].low != "with" or not at or self.items[at - 1].label != "MARK":
                continue
            whole = head_of_list(self.counts, self.of, at)
            if at + 1 not in self.counts or whole is None or whole not in self.governed:
                continue
            for m in list_after(self.items, self.counts, at):
                if m not in self.governed and m not in self.of:
                    self.of[m] = whole

    def _after_colon(self) -> None:
        """ "13 bodies were seen; eight guerrillas, four soldiers and a civilian", where the parts fit into the whole."""
        for at, item in enumerate(self.items):
            if item.label != "MARK" or self.toks[item.first].text not in (";", ":", "—", "–", "-"):
                continue
            whole = count_before(self.counts, at)
            members = [n for n in self.counts if n > at]
            if whole is None or whole not in self.governed or not members:
                continue
            second = self.toks[item.first].text == ";"
            if second and any(i.label == "MARK" and self.toks[i.first].text == ";" for i in self.items[:at]):
                continue  # "a Thai; two Dutch; and three Swiss": a list, no breakdown
            outer = [m for m in members if m not in self.of]  # "395: 375 in the west, including 270 civilians"
            if not outer or self.items[outer[0]].label != "COUNT":
                continue
            if second and outer[0] > at + 2:
                continue  # "killed 43; the mayor spoke to 24 reporters"
            if any(is_verbal(item) for item in self.items[at + 1 : outer[-1] + 3]):
                continue
            total = self.items[whole].count
            if total is not None and sum(least(self.items[m]) for m in outer) <= total.number.point:
                self.of.update(dict.fromkeys(outer, whole))

    def _were_among(self) -> None:
        """ "two women and a child were among eight people killed"."""
        for at, item in enumerate(self.items):
            if item.label not in ("PREP", "OFGROUP") or self.toks[item.first].low not in ("among", "amongst"):
                continue
            whole = next((k for k in range(at + 1, min(at + 4, len(self.items))) if k in self.counts), None)
            if whole is None or not any(i.label == "BE" for i in self.items[max(0, at - 3) : at]):
                continue
            if any(i.label in ("MARK", "AND") for i in self.items[at + 1 : whole]):
                continue  # "two officers are among the dead, and 300 were hurt"
            for m in reversed([n for n in self.counts if n < at]):
                if any(i.outcome is not None and i.label not in ("SELF", "HELD") for i in self.items[m + 1 : at]):
                    break
                self.of[m] = whole

    def _of_a_total(self) -> None:
        """ "270 were held on Sunday, from a total of 1,132", "12 out of 40 killed"."""
        for n in self.counts[1:]:
            count, before = self.items[n].count, self.items[n - 1]
            link = self.toks[before.last - 1].low
            if count is None or before.label not in ("PREP", "OF") or link not in ("of", "from"):
                continue
            out_of = link == "of" and before.last - before.first == 2
            part = count_before(self.counts, n)
            total = "total" in {t.low for t in self.toks[count.first : count.last]}
            if (out_of or total) and part is not None and part not in self.of:
                self.of[part] = n
