"""People who are counted and then named one by one before the verb: "two men, a baker and his son, were shot dead"."""

from __future__ import annotations

from tracker.extract.count import BARE, PERSONS, UNKNOWN
from tracker.extract.marks import MARK, NAME, WORD, Item
from tracker.extract.tokens import Token
from tracker.model import Outcome

FAR_NOUNS = dict.fromkeys(
    ("murder", "massacre", "assassination", "slaughter", "execution"), Outcome.KILLED
) | dict.fromkeys(("kidnapping", "abduction"), Outcome.CAPTIVE)
FAR_OF = 15  # items from such a noun to its people
FARTHEST = 24  # items between the two commas


def hide_named(toks: list[Token], items: list[Item]) -> dict[int, int]:
    """The counts of an aside that names those counted before it, with their whole, by position; labelled as numbers.

    They must not take the verb from their whole while frames are matched. "One a priest" is one man: the bare number
    is not told again.
    """
    named: dict[int, int] = {}
    for at, item in enumerate(items):
        whole = item.count
        if item.label != "COUNT" or whole is None or whole.kind not in (PERSONS, UNKNOWN) or whole.number.point < 2:
            continue
        close = _closing(toks, items, at)
        inside = [n for n in range(at + 2, close) if items[n].label == "COUNT"] if close else []
        if not inside or inside[0] > at + 2:
            continue
        people = [n for n in inside if not _one_a(items, n)]
        if sum(_least(items[n]) for n in people) > whole.number.point:
            continue
        for n in inside:
            items[n].label = "NUMBER"
        named.update(dict.fromkeys(people, at))
    return named


def quiet_clauses(toks: list[Token], items: list[Item]) -> None:
    """Takes the wish out of a clause that only describes those counted: "two men who tried to plant a mine were killed"."""
    _quiet_denials(items)
    for at in range(len(items) - 2):
        comma = items[at + 1].label == MARK and toks[items[at + 1].first].text == ","
        opens = at + 1 + comma
        if items[at].label != "COUNT" or opens >= len(items) or items[opens].label != "REL":
            continue
        wishes: list[int] = []
        for n in range(opens + 1, min(opens + FARTHEST, len(items) - 1)):
            if items[n].label == "BE" and items[n + 1].form in ("ED", "ADJ") and items[n + 1].outcome is not None:
                if not comma or items[n - 1].label == MARK:
                    for wish in wishes:
                        items[wish].label = WORD
                break
            if items[n].count is not None or items[n].outcome is not None or items[n].label in ("NOT", "REL"):
                break
            if items[n].label == "WISH":
                wishes.append(n)


def _quiet_denials(items: list[Item]) -> None:
    """Takes the outcome out of what those counted did not do: "100 people who had not fled were seized"."""
    for at in range(len(items) - 4):
        if items[at].label != "COUNT" or items[at + 1].label != "REL":
            continue
        denied = next((n for n in range(at + 2, min(at + 5, len(items) - 1)) if items[n].label == "NOT"), None)
        if denied is None or items[denied + 1].label in ("BE", "HAVE"):
            continue
        behind = items[denied + 2 : denied + FARTHEST]
        verb = next((n for n, i in enumerate(behind[:-1]) if i.label == "BE"), None)
        if verb is not None and behind[verb + 1].outcome is not None:
            for word in items[denied : denied + 2]:
                word.label, word.outcome, word.form = WORD, None, ""


def nouns_far_from_their_people(toks: list[Token], items: list[Item]) -> None:
    """Marks "the murder on 3 May of six monks" as "the murder of six monks": a day or an aside stands between."""
    for at, item in enumerate(items):
        low = toks[item.first].low
        if low not in FAR_NOUNS or item.label not in (WORD, NAME) or item.last != item.first + 1:
            continue
        for n in range(at + 1, min(at + FAR_OF, len(items) - 1)):
            of, count = items[n], items[n + 1].count
            if items[n].form in ("ED", "DIE") or (items[n].count is not None and items[n].label == "COUNT"):
                break
            if of.label == "OF" and count is not None and count.kind == PERSONS and n > at + 1:
                item.label, item.outcome, item.form = f"{FAR_NOUNS[low].name}.OF", FAR_NOUNS[low], "OF"
                break


def _closing(toks: list[Token], items: list[Item], at: int) -> int | None:
    """Where the aside behind a count closes, None where no verb of the count follows it."""
    if at + 2 >= len(items) or items[at + 1].label != MARK or toks[items[at + 1].first].text != ",":
        return None
    for n in range(at + 2, min(at + FARTHEST, len(items) - 1)):
        after = items[n + 1]
        if items[n].outcome is not None or toks[items[n].first].text in ".;:":
            return None
        if items[n].label == MARK and toks[items[n].first].text == "," and after.label in ("BE", "HAVE"):
            return n
        if items[n].label == MARK and after.label == "REL" and any(i.label == "COUNT" for i in items[at + 2 : n]):
            return n  # "one a nun and the other a monk, who ran a school, were killed"
        if items[n].label == MARK and after.form in ("ED", "DIE") and after.outcome is not None:
            return n
    return None


def _least(item: Item) -> int:
    return item.count.number.point if item.count is not None else 0


def _one_a(items: list[Item], n: int) -> bool:
    """ "One a priest": a number with a person of its own right behind it."""
    count = items[n].count
    return count is not None and count.kind == BARE and n + 1 < len(items) and items[n + 1].label == "COUNT"


__all__ = ["hide_named", "nouns_far_from_their_people", "quiet_clauses"]
