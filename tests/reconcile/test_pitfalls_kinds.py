"""Pitfalls of different things under one name: each with the real figures of the field guide's case."""

from __future__ import annotations

from datetime import date

import pytest
from making import ISRAEL, claim, config, day

from tracker.extract import read
from tracker.model import (
    Article,
    ArticleKind,
    Claim,
    GapCause,
    Group,
    HedgeRule,
    Inclusion,
    Outcome,
    Policy,
    Qualifier,
    Quantity,
    Reconciled,
    Scope,
    content_id,
)
from tracker.reconcile import reconcile
from tracker.reconcile.policies import choices
from tracker.sources import Conflict, Party, Place

CONFIG = config()
CONFIG.conflicts["iran"] = Conflict(
    *("iran", "Iran", date(2025, 6, 13), "IRN", "for tests", (Place("iran", "Iran"),)),
    parties=(Party("iran", "Iran", ("Iranian",), ("Iranians",)), ISRAEL),
)
MISSING, INDIRECT = (Inclusion.MISSING,), (Inclusion.INDIRECT,)


def made(*claims: Claim, rule: HedgeRule = HedgeRule.WORDS) -> Reconciled:
    return reconcile(claims, CONFIG, all_pairs=True, rule=rule)


def numbers(found: Reconciled) -> list[list[int]]:
    """The standing numbers of each series; two figures in one list share a line of a chart."""
    return sorted([said.quantity.point for said in one.current()] for one in found.series)


def reported(text: str, published: str) -> Article:
    """An article of that text about the invasion of Ukraine."""
    name = content_id("a", text)
    return Article(name, name, ArticleKind.ARTICLE, text, "0" * 64, "2026-11-24T02:00:00Z", published=day(published))


P9 = [
    (
        "2022-11-09",
        "An American general said on Wednesday that well over 100,000 Russian soldiers had been killed or wounded in "
        "Ukraine since the invasion began.",
        100_000,
    ),
    (
        "2022-12-01",
        "Her spokesperson said there had been 100,000 Ukrainian casualties, both killed and injured, since the invasion "
        "began.",
        100_000,
    ),
    (
        "2023-12-13",
        "The Ukrainian General Staff put Russian losses since 24 February 2022 at 346,070 troops.",
        346_070,
    ),
    (
        "2023-12-13",
        "Ukraine's General Staff reported that 346,070 Russian troops had been eliminated since the invasion began.",
        346_070,
    ),
    (
        "2023-12-19",
        "The Russian Ministry of Defence said 383,000 Ukrainian soldiers had been killed or wounded since the invasion "
        "began.",
        383_000,
    ),
]


@pytest.mark.parametrize(("published", "text", "number"), P9)
def test_killed_or_wounded_never_enter_a_series_of_the_killed(published: str, text: str, number: int) -> None:
    """P9: "killed and wounded", "casualties", "losses" and "eliminated" stay in a panel of their own, sentence to series."""
    found = reconcile(read(reported(text, published), CONFIG).claims, CONFIG)
    assert [said.quantity.point for said in found.statements] == [number]
    assert {one.key.outcome for one in found.series} == {Outcome.CASUALTIES}


def test_a_figure_of_both_said_as_killed_is_compared_with_no_figure_of_both() -> None:
    """P9: 30 November 2022: 100,000 "killed"; 1 December: the same 100,000 "killed and injured". Two panels, no gap."""
    claims = [
        claim(">100000", "ec", "2022-11-30", victims="Ukrainian soldiers", group=Group.COMBATANTS),
        claim(
            "100000",
            "ec",
            "2022-12-01",
            victims="Ukrainian soldiers",
            group=Group.COMBATANTS,
            outcome=Outcome.CASUALTIES,
        ),
    ]
    found = made(*claims)
    assert {one.key.outcome for one in found.series} == {Outcome.KILLED, Outcome.CASUALTIES}
    assert found.gaps == ()


def russian(number: str, who: str, said: str, **more: object) -> Claim:
    return claim(number, who, said, group=Group.COMBATANTS, victims="Russian soldiers", **more)  # type: ignore[arg-type]


def test_names_a_model_and_a_claim_are_three_lines_and_one_is_no_number_for_another() -> None:
    """P11: Russian dead, spring 2025: 100,001 by name, 160,000 to 165,000 by probate records, up to 250,000 claimed."""
    claims = (
        russian("100001", "mediazona", "2025-03-28", scope=Scope.IDENTIFIED),
        russian("160000-165000", "mediazona", "2025-03-28", scope=Scope.ESTIMATED),
        russian("250000", "uk-mod", "2025-03-28"),
    )
    found = made(*claims)
    assert numbers(found) == [[100_001], [160_000], [250_000]]
    assert all(gap.causes == (GapCause.SCOPE,) for gap in found.gaps)
    assert {(one.scope, one.claimants) for one in choices(found.series, CONFIG, date(2025, 4, 1))} == {
        (Scope.IDENTIFIED, 1),
        (Scope.ESTIMATED, 1),
        (Scope.REPORTED, 1),
    }


def test_an_earlier_interval_keeps_both_ends() -> None:
    """P11: to May 2023, 47,000 with an interval of 40,000 to 55,000, is a range and no number."""
    found = made(russian("40000-55000", "mediazona", "2023-07-10", scope=Scope.ESTIMATED))
    assert [(s.quantity.low, s.quantity.high) for s in found.statements] == [(40_000, 55_000)]


def test_fighters_and_everyone_are_never_divided_by_each_other() -> None:
    """P13: 53,000 dead by the ministry, 17,000 to 20,000 fighters by the army, 8,900 of them by name in May 2025."""
    fighters = {"group": Group.COMBATANTS, "victims": "Palestinian fighters", "place": "Gaza"}
    found = made(
        claim("53000", "moh", "2025-05-14"),
        claim("17000-20000", "idf", "2025-05-14", **fighters),  # type: ignore[arg-type]
        claim("8900", "idf", "2025-05-14", scope=Scope.IDENTIFIED, **fighters),  # type: ignore[arg-type]
    )
    assert {(one.key.group, one.key.direction) for one in found.series} == {
        (Group.EVERYONE, "own"),
        (Group.COMBATANTS, "enemy"),
    }
    assert [gap.causes for gap in found.gaps] == [(GapCause.SCOPE,)], "only the army's two counts meet"


def test_the_unclassified_are_neither_civilians_nor_fighters() -> None:
    """P12, P13: HRANA, 24 June 2025: 974, of whom 387 civilians, 268 military, 319 not told apart."""
    whole = claim("974", "hrana", "2025-06-24", conflict="iran")
    of = {"part_of": whole.id, "conflict": "iran"}
    found = made(
        whole,
        claim("387", "hrana", "2025-06-24", group=Group.CIVILIANS, **of),  # type: ignore[arg-type]
        claim("268", "hrana", "2025-06-24", group=Group.COMBATANTS, **of),  # type: ignore[arg-type]
        claim("319", "hrana", "2025-06-24", group=Group.OTHER, group_words="unclassified", **of),  # type: ignore[arg-type]
    )
    assert numbers(found) == [[268], [319], [387], [974]]
    assert found.left_out == ()
    assert found.gaps == ()


def test_the_verified_are_a_subset_that_lags_and_stay_beside_the_toll() -> None:
    """P14: OHCHR, 8 November 2024: 8,119 verified in Gaza; some set it against the ministry's 43,000."""
    found = made(claim("8119", "ohchr", "2024-11-08", place="Gaza"), claim("43508", "moh", "2024-11-08"))
    (gap,) = found.gaps
    assert gap.causes == (GapCause.SCOPE,)
    assert gap.unexplained == 0
    assert "only cases it verified itself" in gap.reason
    (one, other) = choices(found.series, CONFIG, date(2024, 11, 8))
    assert (one.claimants, other.claimants) == (1, 1), "no policy makes one number of the two"


def test_one_body_may_give_verified_and_flash_figures_on_one_day() -> None:
    """P14: OCHA, West Bank, 1 September 2024: 666 verified, 622 in flash updates."""
    facts = {"conflict": "west-bank", "place": "West Bank"}
    found = made(
        claim("666", "ocha", "2024-09-01", scope=Scope.VERIFIED, **facts),  # type: ignore[arg-type]
        claim("622", "ocha", "2024-09-01", **facts),  # type: ignore[arg-type]
    )
    assert numbers(found) == [[622], [666]]
    assert [gap.causes for gap in found.gaps] == [(GapCause.SCOPE,)]


def test_a_projection_is_never_a_count() -> None:
    """P18: letter of 5 July 2024: up to 186,000, direct and indirect, from the count of 37,396; study: 64,260."""
    count = claim("37877", "moh", "2024-06-30")
    letter = claim("186000", "lancet-letter", "2024-06-30", scope=Scope.PROJECTED, inclusions=INDIRECT, place="Gaza")
    study = claim("64260", "lancet-study", "2024-06-30", "2025-01-09", scope=Scope.ESTIMATED, place="Gaza")
    found = made(count, letter, study)
    assert numbers(found) == [[37_877], [64_260], [186_000]]
    causes = {gap.right.quantity.point: gap.causes for gap in found.gaps if gap.left.quantity.point == 37_877}
    assert causes == {64_260: (GapCause.SCOPE,), 186_000: (GapCause.SCOPE, GapCause.INCLUSION)}
    used = choices(found.series, CONFIG, date(2025, 1, 10))
    highest = next(one for one in used if one.scope is Scope.REPORTED)
    told = {one.policy: one.quantity for one in highest.figures}
    assert told[Policy.RANGE] == Quantity(37_877, 37_877, Qualifier.RANGE)


def test_two_things_under_one_name_are_two_series() -> None:
    """P18: one sheet with 264,762 excess deaths and 177 battle deaths; 16,740 "injured" and 73,356 given hospital care."""
    facts = {"conflict": "sudan", "since": "2026-06-24"}
    found = made(
        claim("264762", "a-study", "2026-07-05", scope=Scope.ESTIMATED, inclusions=INDIRECT, **facts),  # type: ignore[arg-type]
        claim("177", "a-register", "2026-07-05", **facts),  # type: ignore[arg-type]
        claim("16740", "a-ministry", "2026-07-05", outcome=Outcome.INJURED, **facts),  # type: ignore[arg-type]
        claim(
            "73356",
            "a-ministry",
            "2026-07-05",
            outcome=Outcome.INJURED,
            group=Group.OTHER,
            group_words="received hospital care",
            **facts,  # type: ignore[arg-type]
        ),
    )
    assert numbers(found) == [[177], [16_740], [73_356], [264_762]]
    assert [gap.causes for gap in found.gaps] == [(GapCause.SCOPE, GapCause.INCLUSION)]
