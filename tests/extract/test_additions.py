"""People who died on earlier days and were added later, told apart from those of the day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from casebook import article

from tracker.extract import read
from tracker.model import Basis, Inclusion, PartialDate, ResidualKind
from tracker.reconcile import reconcile
from tracker.reconcile.ledger import ledger
from tracker.sources import load

CONFIG = load(Path(__file__).parents[2] / "sources.yaml")

BATCHES = [
    # the sentence, the figures that were added for earlier days
    ("The ministry counted 786 killed in the past 24 hours, of whom 720 were added retroactively.", {720}),
    ("Of the 786 killed, 720 were retroactively added to the count, the ministry said.", {720}),
    ("The ministry said 786 people were killed, including 720 whose deaths were approved by a committee.", {720}),
    ("The ministry retroactively added another 697 dead to its total.", {697}),
    ("The ministry said the toll was 66,288, after 720 deaths of earlier days were added.", {720}),
    ("The ministry said 66,288 people had been killed, a toll that includes deaths added retroactively.", set()),
    ("The ministry said 66 people were killed, and that more would be added retroactively.", set()),
    ("The ministry said 66 people were killed on Friday. Others are added retroactively.", set()),
    ("The law was made retroactive after 12 people were killed.", set()),
]


@pytest.mark.parametrize(("text", "added"), BATCHES)
def test_those_added_for_earlier_days_are_marked_and_in_no_total(text: str, added: set[int]) -> None:
    claims = read(article(text, PartialDate(2025, 10, 4))).claims
    marked = {claim.quantity.point for claim in claims if Inclusion.RETROACTIVE in claim.inclusions}
    assert marked == added
    assert all(claim.basis is Basis.PERIOD for claim in claims if claim.quantity.point in added)


def test_a_batch_told_in_prose_explains_what_the_total_moved_by() -> None:
    """P2: Gaza, 4 October 2025: 66 of the day and 720 of earlier days, the total up by 786."""
    pages = [
        ("2025-10-03", "The Gaza health ministry said 66,288 Palestinians had been killed since the war began."),
        (
            "2025-10-04",
            "The Gaza health ministry said 67,074 Palestinians had been killed since the war began. The Gaza health "
            "ministry said 66 Palestinians were killed in the past 24 hours. The Gaza health ministry said that 720 "
            "dead Palestinians had been added retroactively.",
        ),
    ]
    claims = [
        claim
        for day, text in pages
        for claim in read(
            replace(article(text, PartialDate.parse(day), conflict="gaza-2023"), id=f"a-{day}", name=day), CONFIG
        ).claims
    ]
    found = ledger(reconcile(claims, CONFIG).series)
    assert [(one.residual, one.kind) for one in found.residuals] == [(720, ResidualKind.RETROACTIVE_BATCH)]


def test_a_part_that_was_added_for_earlier_days_is_a_series_of_its_own() -> None:
    text = (
        "The Gaza health ministry said 786 Palestinians were killed in the past 24 hours, of whom 720 were added "
        "retroactively."
    )
    found = reconcile(read(article(text, PartialDate(2025, 10, 4), conflict="gaza-2023"), CONFIG).claims, CONFIG)
    assert {(one.key.inclusions, one.current()[0].quantity.point) for one in found.series} == {
        ((), 786),
        ((Inclusion.RETROACTIVE,), 720),
    }
    assert found.left_out == ()


@pytest.mark.parametrize(
    "words",
    [
        "The office said the attacks resulted in 39,623 fatalities and missing persons.",
        "The ministry put the toll at 39,623, dead or missing.",
        "Some 39,623 people were killed or went missing, the ministry said.",
    ],
)
def test_total_of_the_dead_and_the_missing_says_so(words: str) -> None:
    claims = read(article(words, PartialDate(2024, 3, 30))).claims
    assert {claim.inclusions for claim in claims} == {(Inclusion.MISSING,)}
