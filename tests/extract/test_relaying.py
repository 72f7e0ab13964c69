"""Who handed a figure on between its claimant and the outlet, read from the sentence that gives it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from casebook import article

from tracker.extract import read
from tracker.model import PartialDate
from tracker.reconcile import reconcile
from tracker.reconcile.copies import carriers
from tracker.sources import load

CONFIG = load(Path(__file__).parents[2] / "sources.yaml")
TOLL = "43,500 Palestinians had been killed in Gaza"
RAID = "40 people were killed in Khan Younis on Friday"

CHAINS = [
    # the sentence, the claimant's words, who handed it on
    (f"OCHA, citing the Gaza health ministry, said {TOLL}.", "the Gaza health ministry", ("OCHA",)),
    (f"Citing the Gaza health ministry, OCHA reported that {TOLL}.", "the Gaza health ministry", ("OCHA",)),
    (f"OCHA said that, according to the Gaza health ministry, {TOLL}.", "the Gaza health ministry", ("OCHA",)),
    (f"According to OCHA, which cites the Gaza health ministry, {TOLL}.", "the Gaza health ministry", ("OCHA",)),
    ("The Gaza health ministry, cited by OCHA, put the toll at 43,500.", "The Gaza health ministry", ("OCHA",)),
    (f"{TOLL}, the UN said, citing figures from the Gaza health ministry.", None, ("United Nations",)),
    (f"{TOLL}, according to Gaza health ministry figures cited by OCHA.", "Gaza health ministry figures", ("OCHA",)),
    (f"{RAID}, the health ministry said, Al Jazeera reported.", "the health ministry", ("Al Jazeera",)),
    (f"{RAID}, the health ministry said, according to Reuters.", "the health ministry", ("Reuters",)),
    (f"The health ministry told Reuters that {RAID}.", "The health ministry", ("Reuters",)),
    (f"A doctor told AFP's correspondent that {RAID}.", "A doctor", ("AFP",)),
    (f"Reuters cited a doctor as saying {RAID}.", "a doctor", ("Reuters",)),
    (f"SANA quoted a military source as saying that {RAID}.", "a military source", ("SANA",)),
    # nobody handed it on
    (f"The health ministry said {RAID}.", "The health ministry", ()),
    (f"The health ministry told a news conference that {RAID}.", "The health ministry", ()),
    (f"A doctor told local media that {RAID}.", "A doctor", ()),
    (f"{RAID}, Reuters reported.", "Reuters", ()),
    (f"OCHA says {TOLL}, based on data it gathers itself.", "OCHA", ()),
    (f"{RAID}.", None, ()),
]


@pytest.mark.parametrize(("text", "source", "relays"), CHAINS)
def test_who_hands_a_figure_on_is_told_from_whose_it_is(
    text: str, source: str | None, relays: tuple[str, ...]
) -> None:
    (claim,) = read(article(text), CONFIG).claims
    assert claim.relays == relays
    if source or not relays:
        assert claim.source == source


def test_an_outlet_that_was_told_hands_nothing_on_to_itself() -> None:
    (claim,) = read(article(f"The health ministry told Reuters that {RAID}.", outlet="Reuters"), CONFIG).claims
    assert claim.relays == ()


def test_the_chain_runs_from_the_claimant_over_body_and_agency_to_the_outlet() -> None:
    """Field guide 3: claimant, relaying body, agency, outlet; copies of one way count once."""
    text = f"GAZA (AFP) - OCHA, citing the Gaza health ministry, said {TOLL} since the war began."
    pages = [
        replace(article(text, PartialDate(2024, 11, 9), outlet=outlet, conflict="gaza-2023"), id=f"a-{outlet}")
        for outlet in ("Herald", "Post")
    ]
    claims = [claim for page in pages for claim in read(page, CONFIG).claims]
    (said,) = reconcile(claims, CONFIG, carriers=carriers({page.id: page.text for page in pages})).statements
    assert [(chain.claimant, chain.bodies, chain.agency, chain.outlet) for chain in said.chains] == [
        ("gaza-moh", ("OCHA",), "Agence France-Presse", "Herald"),
        ("gaza-moh", ("OCHA",), "Agence France-Presse", "Post"),
    ]
    assert said.origins == 1
