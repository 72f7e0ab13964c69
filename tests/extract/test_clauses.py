"""Two clauses with figures of their own, put together in every usual way: each keeps its figures, and gives none away."""

from __future__ import annotations

from itertools import permutations

import pytest
from casebook import article

from tracker.extract import read
from tracker.model import PartialDate

# What a clause says, and its figures as (outcome, lowest number).
CLAUSES: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("the blast killed 12 soldiers", (("killed", 12),)),
    ("a raid wounded 14 villagers", (("injured", 14),)),
    ("31 farmers were killed in the shelling", (("killed", 31),)),
    ("19 miners died in the attack", (("killed", 19),)),
    ("2,300 families fled the fighting", (("displaced", 2300),)),
    ("gunmen abducted 43 students", (("captive", 43),)),
    ("police arrested 26 protesters", (("detained", 26),)),
    ("37 fishermen went missing in the bombing", (("missing", 37),)),
    ("the fighting left 22 people dead and 64 injured", (("killed", 22), ("injured", 64))),
    ("at least 71 civilians lost their lives", (("killed", 71),)),
    ("8,400 people have been displaced by the war", (("displaced", 8400),)),
    ("a roadside bomb claimed the lives of 27 passengers", (("killed", 27),)),
    ("another 52 residents suffered injuries", (("injured", 52),)),
    ("the strike killed or wounded 33 people", (("casualties", 33),)),
    ("three children and a woman were killed", (("killed", 3), ("killed", 1))),
    ("no soldiers were hurt", (("injured", 0),)),
    ("the mayor spoke to 24 reporters", ()),
    ("the army sent 600 troops to the town", ()),
)
LINKS = (", and ", " and ", ", while ", "; ", ". ", ", but ", ", as ", " after ", ", and officials said ")


@pytest.mark.parametrize("link", LINKS)
def test_each_clause_keeps_its_own_figures(link: str) -> None:
    wrong = []
    for (one, figures), (two, more) in permutations(CLAUSES, 2):
        second = two[0].upper() + two[1:] if link == ". " else two
        text = f"{one[0].upper()}{one[1:]}{link}{second}."
        reading = read(article(text, PartialDate(2020, 7, 15), conflict="war"))
        told = sorted((str(claim.outcome), claim.quantity.low or 0) for claim in reading.claims)
        if told != sorted((*figures, *more)):
            wrong.append(f"{text} {told}")
    assert wrong == []
