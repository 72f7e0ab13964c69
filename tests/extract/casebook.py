"""Paragraphs with the claims they hold, as YAML: how they are written, read and compared.

A case is a paragraph of our own and the claims that the contract asks for; figures and events in it are invented.
A claim is one line: its outcome with the figure, then only what the case is about:

    {killed: 19}                            exactly 19
    {killed: at_least 41, victims: miners}  41 or more; also more_than, about, up_to, less_than, vague
    {injured: range 50 100, part: true}     both bounds; `part: 375` names the figure it is a part of

`part: false` says that it is part of nothing. `where` asks for the region, `as_of: null` for no day at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tracker.extract import read
from tracker.lexicon.examples import FIELDS, OUTCOMES, claim_fault
from tracker.model import Article, ArticleKind, Claim, Outcome, PartialDate, Qualifier, Reading

CASES = Path(__file__).parent / "cases"
SEEN_AT = "2026-11-24T02:00:00Z"


@dataclass(frozen=True)
class Expected:
    """One claim that the contract asks for: its outcome, qualifier and bounds, and what else the case names."""

    line: str
    outcome: Outcome
    qualifier: Qualifier
    low: int | None
    high: int | None
    named: tuple[tuple[str, Any], ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Expected:
        """A line of a case. Raises ValueError for a field, outcome or figure that claims do not have."""
        if fault := claim_fault(row):
            raise ValueError(fault)
        outcomes = [key for key in row if key in OUTCOMES]
        figure = str(row[outcomes[0]]).split()
        qualifier = Qualifier.EXACT if figure[0].isdigit() else Qualifier(figure.pop(0))
        numbers = [int(n) for n in figure]
        low: int | None = numbers[0]
        high: int | None = numbers[-1]
        if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE):
            high = None
        elif qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
            low = None
        named = tuple((key, row[key]) for key in row if key in FIELDS)
        line = ", ".join(f"{key}: {value}" for key, value in row.items())
        return cls(line, Outcome(outcomes[0]), qualifier, low, high, named)

    def fits(self, claim: Claim, by_id: dict[str, Claim]) -> bool:
        """Whether the claim says what this line says."""
        quantity = claim.quantity
        if (claim.outcome, quantity.qualifier, quantity.low, quantity.high) != (
            self.outcome,
            self.qualifier,
            self.low,
            self.high,
        ):
            return False
        for key, wanted in self.named:
            if key == "part":
                parent = by_id[claim.part_of] if claim.part_of else None
                # True and False are no figures, though Python counts with them.
                found: Any = parent is not None if isinstance(wanted, bool) else parent and parent.quantity.point
            elif key == "unit":
                found = quantity.unit.value
            else:
                found = getattr(claim, key)
            if key in ("since", "as_of"):
                wanted = None if wanted is None else PartialDate.parse(str(wanted))
            if found != wanted:
                return False
        return True


@dataclass(frozen=True)
class Case:
    """A paragraph, the day it was published, and the claims it holds; `book` is the file it belongs in."""

    name: str
    text: str
    published: PartialDate | None
    expected: tuple[Expected, ...]
    book: str
    why: str = ""


def article(text: str, published: PartialDate | None = None, **more: Any) -> Article:
    """An article of that text, as collection would hand it on."""
    return Article("a-case", "case", ArticleKind.ARTICLE, text, "0" * 64, SEEN_AT, published=published, **more)


def load(path: Path) -> list[Case]:
    """The cases of one file, in order. Raises ValueError with the case's name where a line is not one of a claim."""
    out = []
    for row in YAML(typ="safe").load(path) or []:
        if unknown := set(row) - {"id", "text", "published", "claims", "belongs", "why"}:
            raise ValueError(f"{path.name}: {row.get('id')}: unknown key {', '.join(sorted(unknown))}")
        try:
            expected = tuple(Expected.of(claim) for claim in row["claims"])
        except ValueError as error:
            raise ValueError(f"{path.name}: {row['id']}: {error}") from error
        day = PartialDate.parse(str(row["published"])) if row.get("published") else None
        book = row.get("belongs", path.stem)
        out.append(Case(row["id"], row["text"], day, expected, book, row.get("why", "")))
    return out


def pair(expected: tuple[Expected, ...], claims: tuple[Claim, ...]) -> tuple[list[Expected], list[Claim]]:
    """The lines that no claim fits and the claims that no line asks for, after the best pairing of both."""
    by_id = {claim.id: claim for claim in claims}
    taken: dict[int, int] = {}

    def place(line: int, tried: set[int]) -> bool:
        for n, claim in enumerate(claims):
            if n not in tried and expected[line].fits(claim, by_id):
                tried.add(n)
                if n not in taken or place(taken[n], tried):
                    taken[n] = line
                    return True
        return False

    missed = [want for line, want in enumerate(expected) if not place(line, set())]
    return missed, [claim for n, claim in enumerate(claims) if n not in taken]


def told(case: Case, reading: Reading, missed: list[Expected], extra: list[Claim]) -> str:
    """What a person needs to see of a case that is not read as the contract asks."""
    by_id = {claim.id: claim for claim in reading.claims}
    lines = ["", case.text.strip(), "", *(f"  not read:  {want.line}" for want in missed)]
    lines += [f"  not asked: {_shown(claim, by_id)}" for claim in extra]
    lines += [f"  as asked:  {_shown(claim, by_id)}" for claim in reading.claims if claim not in extra]
    lines += [f"  unread:    {unread.reason}: {unread.sentence[:100]!r}" for unread in reading.unread]
    return "\n".join(lines)


def _shown(claim: Claim, by_id: dict[str, Claim]) -> str:
    parent = f" part of {by_id[claim.part_of].quantity.point}" if claim.part_of else ""
    when = f"{claim.basis} since {claim.since} as of {claim.as_of} ({claim.date_basis})"
    who = f"victims {claim.victims!r}, source {claim.source!r}, scope {claim.scope}, region {claim.region}"
    return f"{claim.outcome} {claim.quantity}{parent}, {when}, {who}; frame {claim.frame or 'none'}: {claim.quote!r}"


def check(case: Case) -> str:
    """Empty where the case reads as the contract asks, else what differs."""
    reading = read(article(case.text, case.published))
    missed, extra = pair(case.expected, reading.claims)
    return told(case, reading, missed, extra) if missed or extra else ""
