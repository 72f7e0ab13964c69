"""One claim a figure, and an end to every chain of renamed ones."""

from __future__ import annotations

from dataclasses import replace

from casebook import article

from tracker.extract import read
from tracker.extract.distinct import distinct

TEXT = "Bombs killed 40 people, including 12 women."


def test_a_claim_that_was_read_twice_keeps_its_parts() -> None:
    """Fuzzing found it: a stretch read twice gave two claims of one id, and the search for its parts no end."""
    whole, part = read(article(TEXT)).claims
    assert distinct([whole, whole, part]) == [whole, part]


def test_claims_that_rename_each_other_come_to_an_end() -> None:
    whole, part = read(article(TEXT)).claims
    twin = replace(whole, id="c-twin", source="the ministry")
    assert {claim.id for claim in distinct([whole, twin, whole, part])} == {"c-twin", part.id}
