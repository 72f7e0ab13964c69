"""Findings keep the evidence: who said which number, in whose words, and nothing is merged for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from making import claim, config

from tracker.model import Basis, Claim, Finding, FindingKind, Group, Region
from tracker.reconcile import reconcile
from tracker.reconcile.findings import findings
from tracker.sources import ClaimantKind

CONFIG = config()
CONFIG.claimants["spokesman"] = replace(CONFIG.claimants["spokesman"], kind=ClaimantKind.OFFICIAL)


def found(*claims: Claim) -> list[Finding]:
    series = reconcile(claims, CONFIG).series
    return list(findings(series, {one.id: one for one in claims}, CONFIG))


def said(number: str, who: str | None, day: str, outlet: str, **more: object) -> Claim:
    place = more.pop("place", "Gaza")
    return claim(number, who, day, place=place, outlet=outlet, quote=f"{outlet}: {number}", **more)  # type: ignore[arg-type]


def kinds(made: list[Finding]) -> list[FindingKind]:
    return [one.kind for one in made]


def test_the_media_offices_number_under_the_ministrys_name() -> None:
    """3 February 2025: the media office gave 61,709; one outlet wrote that the ministry had confirmed it (P5)."""
    claims = (
        said("61709", "gmo", "2025-02-03", "Agency"),
        said("61709", "moh", "2025-02-03", "Radio"),
        said("47518", "moh", "2025-02-03", "Daily"),
    )
    made = found(*claims)
    assert kinds(made) == [FindingKind.SAME_NUMBER, FindingKind.TWO_NUMBERS]
    assert "61,709 stands under the names of" in made[0].reason
    assert "Gaza Ministry of Health" in made[0].reason
    assert set(made[0].quotes) == {"Agency: 61709", "Radio: 61709"}
    assert set(made[1].quotes) == {"Daily: 47518", "Radio: 61709"}
    assert len(reconcile(claims, CONFIG).statements) == 3, "findings are no merges"


def test_ministry_and_media_office_with_their_own_numbers_are_no_finding() -> None:
    """21 February 2025: 48,319 and 61,709, both in one article (P5)."""
    both = {"article": "a", "outlet": "Daily"}
    assert found(said("48319", "moh", "2025-02-21", **both), said("61709", "gmo", "2025-02-21", **both)) == []  # type: ignore[arg-type]


NEAR = [
    ("61709", "2025-02-03", "2025-02-21", True),  # telling: far from round, and within 60 days
    ("61709", "2025-02-03", "2025-06-01", False),
    ("61700", "2025-02-03", "2025-02-21", False),  # round: within 7 days only
    ("61700", "2025-02-03", "2025-02-09", True),
    ("38", "2025-02-03", "2025-02-03", False),  # small numbers meet by chance
]


@pytest.mark.parametrize(("number", "one", "other", "told"), NEAR)
def test_one_number_under_two_names_is_told_where_it_is_no_chance(
    number: str, one: str, other: str, told: bool
) -> None:
    made = found(said(number, "gmo", one, "Agency"), said(number, "moh", other, "Radio"))
    assert (FindingKind.SAME_NUMBER in kinds(made)) == told


def test_a_ministry_and_its_spokesman_are_one_name() -> None:
    assert (
        found(said("34049", "moh", "2024-04-20", "Agency"), said("34049", "spokesman", "2024-04-20", "Radio")) == []
    )


def test_a_number_without_a_source_probably_comes_from_who_gave_it_and_stays_the_outlets_own() -> None:
    made = found(said("34049", "moh", "2024-04-20", "Agency"), said("34049", None, "2024-04-21", "Radio"))
    assert kinds(made) == [FindingKind.PROBABLE_ORIGIN]
    assert made[0].reason == (
        "Radio names no source for 34,049; it probably comes from Gaza Ministry of Health, who gave that number for "
        "2024-04-20"
    )
    assert [one.key.claimant for one in made[0].statements] == ["outlet:Radio", "moh"]


def test_two_voices_of_one_ministry_give_two_numbers_on_one_day() -> None:
    """24 June 2025: the minister 606 killed, the spokesman 610 (P12; put on the ministry of these tests)."""
    made = found(said("606", "moh", "2025-06-24", "Agency"), said("610", "spokesman", "2025-06-24", "Post"))
    assert kinds(made) == [FindingKind.TWO_NUMBERS]
    assert made[0].reason == (
        "606 and 610 for 2025-06-24 under the name of Ashraf al-Qidra and Gaza Ministry of Health, said on one day"
    )


NO_TWO = [
    ("bounds that allow both", said(">606", "moh", "2025-06-24", "A"), said("610", "moh", "2025-06-24", "B")),
    ("a rounder number", said("34000", "moh", "2024-04-20", "A"), said("34049", "moh", "2024-04-20", "B")),
    ("a revision", said("606", "moh", "2025-06-24", "A"), said("610", "moh", "2025-06-24", "B", said="2025-06-29")),
    ("two days", said("606", "moh", "2025-06-24", "A"), said("610", "moh", "2025-06-25", "B")),
    (
        "other people",
        said("606", "moh", "2025-06-24", "A"),
        said("49", "moh", "2025-06-24", "B", group=Group.WOMEN),
    ),
    (
        "the toll of one attack, which rises by the hour",
        said("182", "lebanon-moh", "2024-09-23", "A", place="Lebanon", basis=Basis.EVENT),
        said("274", "lebanon-moh", "2024-09-23", "B", place="Lebanon", basis=Basis.EVENT),
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), NO_TWO, ids=[case[0] for case in NO_TWO])
def test_what_are_no_two_numbers_of_one_day(why: str, one: Claim, other: Claim) -> None:
    assert found(one, other) == []


def in_article(number: str, start: int, region: Region = Region.BODY, **more: object) -> Claim:
    made = said(number, more.pop("who", None), "2025-06-24", "Site", article="a", region=region, **more)  # type: ignore[arg-type]
    return replace(made, start=start, end=start + 4)


def test_a_headline_against_the_body_of_its_article() -> None:
    """24 June 2025: one article says 967 in its standfirst and 974 in its text (part 1, 13)."""
    made = found(in_article("967", 0, Region.HEADLINE), in_article("974", 200, who="us"))
    assert kinds(made) == [FindingKind.WITHIN_ARTICLE]
    assert made[0].reason == "the headline of a says 967, its text 974"
    assert made[0].quotes == ("Site: 967", "Site: 974")
    assert len(made[0].statements) == 2, "both stay; no average is made"


def test_a_caption_is_held_against_the_body_though_it_stands_in_no_series() -> None:
    made = found(in_article("967", 0, Region.CAPTION), in_article("974", 200))
    assert [len(one.statements) for one in made] == [1]


def test_two_sentences_of_one_article_about_one_thing() -> None:
    made = found(in_article("967", 0, who="us"), in_article("974", 200, who="us"))
    assert kinds(made) == [FindingKind.WITHIN_ARTICLE]


def test_a_headline_that_some_sentence_bears_out_is_no_finding() -> None:
    assert found(in_article("967", 0, Region.HEADLINE), in_article("974", 50, who="us"), in_article("967", 90)) == []
    assert found(in_article("~970", 0, Region.HEADLINE), in_article("974", 50)) == []
    assert found(in_article(">=900", 0, Region.HEADLINE), in_article("974", 50)) == []
    assert found(in_article("60", 0, Region.HEADLINE, group=Group.WOMEN), in_article("974", 50)) == []


def test_any_order_gives_the_same_findings() -> None:
    claims = (
        said("61709", "gmo", "2025-02-03", "Agency"),
        said("61709", "moh", "2025-02-03", "Radio"),
        said("47518", "moh", "2025-02-03", "Daily"),
        said("61709", None, "2025-02-04", "Echo"),
    )
    first = found(*claims)
    assert all(found(*order) == first for order in permutations(claims))
