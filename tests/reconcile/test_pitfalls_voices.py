"""Pitfalls of who says it and who carried it: each with the real figures of the field guide's case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from making import claim, config

from tracker.model import (
    Basis,
    Claim,
    Direction,
    Finding,
    FindingKind,
    GapCause,
    Group,
    Inclusion,
    Outcome,
    Reconciled,
    ResidualKind,
    Scope,
)
from tracker.reconcile import reconcile
from tracker.reconcile.copies import carriers
from tracker.reconcile.weighing import weigh
from tracker.sources import ClaimantKind

CONFIG = config()
CONFIG.claimants["spokesman"] = replace(CONFIG.claimants["spokesman"], kind=ClaimantKind.OFFICIAL)


def made(*claims: Claim) -> Reconciled:
    return reconcile(claims, CONFIG, all_pairs=True)


def lines(found: Reconciled) -> dict[tuple[str, str], list[int]]:
    """The numbers of each claimant by direction."""
    return {
        (one.key.claimant, str(one.key.direction)): [s.quantity.point for s in one.current()] for one in found.series
    }


def findings(*claims: Claim) -> list[Finding]:
    found = made(*claims)
    by_id = {one.id: one for one in claims}
    return list(weigh(found.series, found.gaps, by_id, CONFIG, date(2026, 11, 24)).findings)


def test_ministry_and_media_office_in_one_article_are_two_claimants() -> None:
    """P5: 21 February 2025: 48,319 and 61,709, which adds the missing presumed dead: 13,390, and nothing unexplained."""
    both = {"article": "one", "outlet": "Daily"}
    found = made(
        claim("48319", "moh", "2025-02-21", **both),  # type: ignore[arg-type]
        claim("61709", "gmo", "2025-02-21", inclusions=(Inclusion.MISSING,), **both),  # type: ignore[arg-type]
    )
    assert lines(found) == {("moh", "own"): [48_319], ("gmo", "own"): [61_709]}
    (gap,) = found.gaps
    assert [(part.cause, part.amount) for part in gap.parts] == [(GapCause.INCLUSION, 13_390)]
    assert gap.unexplained == 0


def test_a_number_credited_to_the_wrong_body_is_found_and_stays_where_it_was_put() -> None:
    """P5: 3 February 2025: an outlet had the ministry confirm 61,709, which was the media office's."""
    claims = (
        claim("47487", "moh", "2025-02-01"),
        claim("61709", "gmo", "2025-02-03", outlet="Agency", inclusions=(Inclusion.MISSING,)),
        claim("61709", "moh", "2025-02-03", outlet="Radio"),
        claim("48319", "moh", "2025-02-21"),
    )
    told = findings(*claims)
    same = [one for one in told if one.kind is FindingKind.SAME_NUMBER]
    assert [{s.key.claimant for s in one.statements} for one in same] == [{"moh", "gmo"}]
    assert [one.kind for one in told].count(FindingKind.OTHER_CLAIMANTS_NUMBER) == 1
    assert lines(made(*claims))["moh", "own"] == [47_487, 61_709, 48_319], "nothing is moved for it"


def test_a_daily_figure_that_its_own_total_does_not_bear_out_is_kept_with_the_rest() -> None:
    """P5: media office, 5 December 2023: 725 for the day, while its total moved by 349."""
    claims = (
        claim("15899", "gmo", "2023-12-04"),
        claim("16248", "gmo", "2023-12-05"),
        claim("725", "gmo", "2023-12-05", since="2023-12-04", basis=Basis.PERIOD),
    )
    (left,) = weigh(made(*claims).series, (), {}, CONFIG, date(2023, 12, 6)).residuals
    assert (left.window.quantity.point, left.change, left.residual) == (725, 349, -376)
    assert left.kind is ResidualKind.UNEXPLAINED


def soldiers(number: str, who: str, whose: str, day: str, **more: object) -> Claim:
    facts = {"group": Group.COMBATANTS, "victims": f"{whose} soldiers", "place": "Ukraine", **more}
    return claim(number, who, day, **facts)  # type: ignore[arg-type]


def test_own_losses_and_the_enemys_of_one_ministry_are_two_lines() -> None:
    """P10: Russian ministry, 2 March 2022: own 498 killed, Ukraine's 2,870; 21 September: own 5,937."""
    found = made(
        soldiers("498", "russian-mod", "Russian", "2022-03-02"),
        soldiers("2870", "russian-mod", "Ukrainian", "2022-03-02"),
        soldiers("~1300", "zelensky", "Ukrainian", "2022-03-12"),
        soldiers("5937", "russian-mod", "Russian", "2022-09-21"),
    )
    assert lines(found) == {
        ("russian-mod", "own"): [498, 5_937],
        ("russian-mod", "enemy"): [2_870],
        ("zelensky", "own"): [1_300],
    }
    (gap,) = found.gaps
    assert {said.key.direction for said in (gap.left, gap.right)} == {Direction.OWN, Direction.ENEMY}


def test_two_voices_of_one_side_may_give_two_figures_on_one_day() -> None:
    """P10: 25 February 2024: the president 180,000 killed and 500,000 wounded, the general staff's table 409,820 losses."""
    lost = {"outcome": Outcome.CASUALTIES}
    found = made(
        soldiers("180000", "zelensky", "Russian", "2024-02-25"),
        soldiers("500000", "zelensky", "Russian", "2024-02-25", outcome=Outcome.INJURED),
        soldiers("680000", "zelensky", "Russian", "2024-02-25", **lost),
        soldiers("409820", "general-staff", "Russian", "2024-02-25", **lost),
    )
    assert len(found.series) == 4
    assert {one.key.direction for one in found.series} == {Direction.ENEMY}
    (gap,) = found.gaps
    assert {gap.left.quantity.point, gap.right.quantity.point} == {680_000, 409_820}
    assert gap.causes == (GapCause.UNEXPLAINED,)


def test_a_third_party_is_neither_side() -> None:
    """P10: Ukraine's dead: 31,000 by its president, 383,000 killed or wounded by its enemy, and an American estimate."""
    found = made(
        soldiers("70000", "us", "Ukrainian", "2023-08-18", scope=Scope.ESTIMATED),
        soldiers("31000", "zelensky", "Ukrainian", "2024-02-25"),
        soldiers("383000", "russian-mod", "Ukrainian", "2023-12-19", outcome=Outcome.CASUALTIES),
    )
    assert {key[1] for key in lines(found)} == {"third", "own", "enemy"}


def test_two_voices_of_one_ministry_are_two_series_and_a_finding() -> None:
    """P12: 24 June 2025: minister 606 killed and 5,332 injured, spokesman 610 and more than 4,700 (names of the tests)."""
    hurt = {"outcome": Outcome.INJURED, "place": "Gaza"}
    claims = (
        claim("606", "moh", "2025-06-24", outlet="A"),
        claim("610", "spokesman", "2025-06-24", outlet="B", place="Gaza"),
        claim("5332", "moh", "2025-06-24", outlet="A", **hurt),  # type: ignore[arg-type]
        claim(">4700", "spokesman", "2025-06-24", outlet="B", **hurt),  # type: ignore[arg-type]
    )
    found = made(*claims)
    assert len(found.series) == 4, "no voice is folded into its ministry"
    assert [gap.agrees for gap in found.gaps if gap.panel.outcome is Outcome.INJURED] == [True]
    told = [one for one in findings(*claims) if one.kind is FindingKind.TWO_NUMBERS]
    assert [sorted(s.quantity.point for s in one.statements) for one in told] == [[606, 610]]


def test_two_agencies_with_two_numbers_of_one_body_are_both_kept() -> None:
    """P12: the last 24 hours before 24 June 2025 were 104 by one agency and 107 by another."""
    window = {"since": "2025-06-23", "basis": Basis.PERIOD}
    claims = (
        claim("104", "moh", "2025-06-24", relays=("Xinhua",), outlet="A", **window),  # type: ignore[arg-type]
        claim("107", "moh", "2025-06-24", relays=("MEHR",), outlet="B", **window),  # type: ignore[arg-type]
    )
    assert sorted(s.quantity.point for s in made(*claims).statements) == [104, 107]
    assert FindingKind.TWO_NUMBERS in {one.kind for one in findings(*claims)}


def test_forty_outlets_that_cite_one_ministry_by_one_agency_are_one_origin() -> None:
    """P17: of 1,378 articles 98 percent used one ministry's toll: quoting it again makes no second source."""
    claims = [
        claim("28064", "moh", "2024-02-11", outlet=f"Outlet {n}", relays=("AFP",), article=f"a{n}") for n in range(40)
    ]
    (statement,) = made(*claims).statements
    assert (len(statement.outlets), statement.origins, len(statement.chains)) == (40, 1, 40)


def test_copies_of_one_text_are_one_origin_and_keep_their_claims() -> None:
    """P17: one event told in 366 records is one event: mirrors and light rewrites collapse, claims do not."""
    text = " ".join(f"word{n} of the story" for n in range(40))
    texts = {f"a{n}": f"{text} Edition {n}." for n in range(6)}
    claims = [claim("26000", "lshtm", "2024-06-30", conflict="sudan", outlet=name, article=name) for name in texts]
    found = reconcile(claims, CONFIG, carriers=carriers(texts))
    (statement,) = found.statements
    assert (statement.origins, len(statement.claims)) == (1, 6)


def test_a_study_under_another_bodys_name_is_found() -> None:
    """P17: Khartoum: the school's 26,000 violent deaths stand elsewhere as ACLED's, whose own figure was 20,178."""
    facts = {"conflict": "sudan"}
    claims = (
        claim("26024", "lshtm", "2024-06-30", "2024-11-13", outlet="Journal", **facts),  # type: ignore[arg-type]
        claim("26024", "acled", "2024-06-30", "2025-02-01", outlet="Board", **facts),  # type: ignore[arg-type]
        claim("20178", "acled", "2024-06-30", "2024-11-13", outlet="Data", **facts),  # type: ignore[arg-type]
    )
    same = [one for one in findings(*claims) if one.kind is FindingKind.SAME_NUMBER]
    assert [{s.key.claimant for s in one.statements} for one in same] == [{"lshtm", "acled"}]


def test_a_toll_without_a_source_is_the_outlets_own_with_its_probable_origin() -> None:
    """P17: 19 percent of those articles named no source: the figure is not credited to the ministry in silence."""
    claims = (
        claim("28064", "moh", "2024-02-11", outlet="Agency"),
        claim("28064", None, "2024-02-12", outlet="Paper", place="Gaza"),
    )
    assert set(lines(made(*claims))) == {("moh", "own"), ("outlet:Paper", "third")}
    (told,) = [one for one in findings(*claims) if one.kind is FindingKind.PROBABLE_ORIGIN]
    assert "probably comes from Gaza Ministry of Health" in told.reason
