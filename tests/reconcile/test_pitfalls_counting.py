"""Pitfalls of hedges, parts and sums: each with the real figures of the field guide's case."""

from __future__ import annotations

from datetime import date

import pytest
from making import claim, made, weighed

from tracker.model import (
    Basis,
    Claim,
    FindingKind,
    GapCause,
    Group,
    HedgeRule,
    Inclusion,
    LeftOutReason,
    Outcome,
    Qualifier,
    Quantity,
    Reconciled,
    Scope,
)
from tracker.reconcile.hedge_rules import bounds_by

MISSING, INDIRECT = (Inclusion.MISSING,), (Inclusion.INDIRECT,)


def numbers(found: Reconciled) -> list[list[int]]:
    """The standing numbers of each series; two figures in one list share a line of a chart."""
    return sorted([said.quantity.point for said in one.current()] for one in found.series)


def kinds(*claims: Claim, on: str = "2026-11-24") -> set[FindingKind]:
    return {one.kind for one in weighed(*claims, on=on).findings}


@pytest.mark.parametrize(
    ("number", "hedge", "qualifier", "words", "acled", "wikimpacts"),
    [
        (700, "more than", Qualifier.MORE_THAN, (700, None), (700, 700), (701, 799)),
        (630, "at least", Qualifier.AT_LEAST, (630, None), (630, 630), (630, 699)),
        (700, "approximately", Qualifier.ABOUT, (700, 700), (700, 700), (665, 735)),
        (200, "hundreds", Qualifier.VAGUE, (200, None), (100, 100), (200, 900)),
        (24, "dozens", Qualifier.VAGUE, (24, None), (12, 12), (24, 108)),
        (20, "tens", Qualifier.VAGUE, (20, None), (10, 10), (20, 90)),
    ],
)
def test_hedge_rules_stand_side_by_side_and_the_record_keeps_the_words(
    number: int, hedge: str, qualifier: Qualifier, words: object, acled: object, wikimpacts: object
) -> None:
    """P3: >700 is 701 to 799, at least 630 is 630 to 699, hundreds are 100 to one data set and 200 to 900 to another."""
    high = number if qualifier is Qualifier.ABOUT else None
    said = Quantity(number, high, qualifier, hedge)
    told = {rule: bounds_by(rule, said) for rule in HedgeRule}
    assert {rule: (one.low, one.high) for rule, one in told.items()} == {
        HedgeRule.WORDS: words,
        HedgeRule.ACLED: acled,
        HedgeRule.WIKIMPACTS: wikimpacts,
    }
    assert {(one.hedge, one.qualifier) for one in told.values()} == {(hedge, qualifier)}


def test_a_hedged_figure_is_never_a_bare_point_and_the_rule_decides_what_contradicts_it() -> None:
    """P3: more than 700 and 850 agree by the words, and contradict each other by the rule that closes the range at 799."""
    claims = (claim(">700", "moh", "2023-10-09"), claim("850", "gmo", "2023-10-09"))
    (gap,), (closed,) = made(*claims).gaps, made(*claims, rule=HedgeRule.WIKIMPACTS).gaps
    assert (gap.agrees, gap.low, gap.high) == (True, None, 150)
    assert (closed.agrees, closed.low, closed.high) == (False, 51, 149)
    assert gap.left.quantity == closed.left.quantity == Quantity(700, None, Qualifier.MORE_THAN)


def test_the_identified_dead_are_no_halving_of_all_that_were_reported() -> None:
    """P4: OCHA, 6 May 2024: 34,735 reported; 8 May: 24,686 identified of 34,622. No fall, and no bare subtraction."""
    claims = (
        claim("34735", "ocha", "2024-05-06", place="Gaza"),
        claim("34622", "ocha", "2024-04-30", "2024-05-08", place="Gaza"),
        claim("24686", "ocha", "2024-04-30", "2024-05-08", place="Gaza", scope=Scope.IDENTIFIED),
    )
    found = made(*claims)
    assert numbers(found) == [[24_686], [34_622, 34_735]]
    assert not kinds(*claims) & {FindingKind.FALL_CORRECTION, FindingKind.FALL_RESET, FindingKind.FALL_DIP}
    assert found.gaps
    assert all(GapCause.SCOPE in gap.causes for gap in found.gaps)
    assert all(gap.unexplained == 0 for gap in found.gaps)


def test_a_breakdown_of_the_identified_is_compared_across_the_declared_break_with_a_warning_only() -> None:
    """P4: children: 14,500 on 6 May (media office), 7,797 identified on 8 May (OCHA), 15,002 on 8 May (media office)."""
    children = {"group": Group.CHILDREN, "place": "Gaza"}
    claims = (
        claim("14500", "ocha", "2024-05-06", relays=("gmo",), **children),  # type: ignore[arg-type]
        claim("7797", "ocha", "2024-05-08", scope=Scope.IDENTIFIED, **children),  # type: ignore[arg-type]
        claim("15002", "gmo", "2024-05-08", **children),  # type: ignore[arg-type]
    )
    found = {(gap.left.quantity.point, gap.right.quantity.point): gap for gap in made(*claims).gaps}
    across = next(gap for pair, gap in found.items() if set(pair) == {14_500, 7_797})
    assert {GapCause.SCOPE, GapCause.BREAK} <= set(across.causes)
    assert "Breakdown of the identified only (2024-05-08)" in across.reason
    beside = next(gap for pair, gap in found.items() if set(pair) == {15_002, 7_797})
    assert GapCause.SCOPE in beside.causes
    assert round(max(beside.ratio or 0, 1 / (beside.ratio or 1)), 2) == 1.92


def test_the_missing_are_an_outcome_of_their_own_and_a_sum_with_them_is_told_as_one() -> None:
    """P6: Civil Defence, 30 April 2024: more than 10,000 missing, so that the dead "exceed 44,000": 34,535 and 10,000."""
    claims = (
        claim("34535", "moh", "2024-04-30"),
        claim(">10000", "civil-defence", "2024-04-30", outcome=Outcome.MISSING, basis=Basis.STOCK, place="Gaza"),
        claim(">44000", "civil-defence", "2024-04-30", inclusions=MISSING, place="Gaza"),
    )
    found = made(*claims)
    assert numbers(found) == [[10_000], [34_535], [44_000]]
    assert {one.key.outcome for one in found.series if one.key.inclusions} == {Outcome.KILLED}
    (told,) = [one for one in weighed(*claims, on="2024-05-01").findings if one.kind is FindingKind.SUM_OF_TWO]
    assert [said.quantity.point for said in told.statements] == [44_000, 34_535, 10_000]
    assert told.reason.endswith("of two claimants")


def test_a_sum_that_an_outlet_made_stays_the_outlets() -> None:
    """P6: April 2026, a site prints 72,587 and 14,222 missing as 86,809: its own sum, and no count of the ministry's."""
    claims = (
        claim("72587", "moh", "2026-04-20"),
        claim("14222", "gmo", "2026-04-20", outcome=Outcome.MISSING, basis=Basis.STOCK, place="Gaza"),
        claim("86809", None, "2026-04-20", place="Gaza", outlet="A site"),
    )
    found = made(*claims)
    (own,) = [one for one in found.series if one.key.claimant == "outlet:A site"]
    assert [said.quantity.point for said in own.current()] == [86_809]
    assert FindingKind.SUM_OF_TWO in kinds(*claims)


def test_a_share_of_a_total_by_where_it_was_learnt_moves_no_total() -> None:
    """P19: near two thirds of the recent entries came from media reports (numbers of ours): such a part moves no total."""
    whole = claim("32333", "moh", "2024-03-25")
    share = claim("11371", "moh", "2024-03-25", part_of=whole.id)
    found = made(whole, share)
    assert numbers(found) == [[32_333]]
    assert [(one.claim, one.reason) for one in found.left_out] == [(share.id, LeftOutReason.PART)]
    by_source = claim("11371", "moh", "2024-03-25", group=Group.OTHER, group_words="learnt from media reports")
    assert numbers(made(whole, by_source)) == [[11_371], [32_333]], "under words of its own it is a series of its own"


def mix(media: list[int], totals: list[int]) -> list[Claim]:
    """A total with what was learnt from media reports, month by month."""
    learnt = {"group": Group.OTHER, "group_words": "learnt from media reports"}
    days = [f"2024-0{month}-15" for month in range(1, len(totals) + 1)]
    parts = [claim(str(number), "moh", day, **learnt) for number, day in zip(media, days, strict=True)]  # type: ignore[arg-type]
    return [*parts, *(claim(str(number), "moh", day) for number, day in zip(totals, days, strict=True))]


def test_a_change_of_where_deaths_are_learnt_is_found_in_the_shares_that_are_published() -> None:
    """P19: near two thirds of the recent entries came from media reports (shares of ours): the mix changed."""
    before = [4_800, 5_600, 6_400]  # a fifth of the total, and of what comes in
    total = [24_000, 28_000, 32_000]
    steady, changed = mix(before, total), mix([*before[:2], 8_300], total)
    assert FindingKind.SOURCE_MIX not in kinds(*steady)
    (found,) = [one for one in weighed(*changed).findings if one.kind is FindingKind.SOURCE_MIX]
    assert found.reason == "learnt from media reports: 68% of what was added since 2024-02-15, 20% until then"
    assert [said.quantity.point for said in found.statements] == [8_300, 5_600, 32_000, 28_000]


def test_a_comparison_across_a_change_of_the_mix_is_warned_of() -> None:
    """P19: the figures of women and children on both sides of such a day are not of one kind."""
    facts = {"group": Group.WOMEN_AND_CHILDREN, "place": "Gaza"}
    beside = [
        claim("20000", "moh", "2024-03-10", **facts),  # type: ignore[arg-type]
        claim("12756", "ocha", "2024-03-16", **facts),  # type: ignore[arg-type]
    ]
    changed = made(*mix([4_800, 5_600, 8_300], [24_000, 28_000, 32_000]), *beside)
    (crossing,) = [gap for gap in changed.gaps if gap.panel.group is Group.WOMEN_AND_CHILDREN]
    assert GapCause.BREAK in crossing.causes
    assert "learnt from media reports: 68% of what was added" in crossing.reason
    steady = made(*mix([4_800, 5_600, 6_400], [24_000, 28_000, 32_000]), *beside)
    assert not any(GapCause.BREAK in gap.causes for gap in steady.gaps)


def test_people_of_a_hospital_are_no_source_of_a_total() -> None:
    """P19: "hospital staff" says who died, "hospital records" where their deaths were learnt."""
    staff = {"group": Group.OTHER, "group_words": "hospital staff"}
    parts = [claim(str(number), "moh", f"2024-0{n}-15", **staff) for n, number in enumerate((10, 3_000), 1)]  # type: ignore[arg-type]
    whole = [claim(str(number), "moh", f"2024-0{n}-15") for n, number in enumerate((24_000, 28_000), 1)]
    assert FindingKind.SOURCE_MIX not in kinds(*parts, *whole)


def test_a_declared_change_of_the_source_mix_is_named_where_a_comparison_crosses_it() -> None:
    """P19: women and children 91.6 percent of media-reported deaths and 48.3 of hospital records: the mix matters."""
    facts = {"group": Group.WOMEN_AND_CHILDREN, "place": "Gaza"}
    found = made(
        claim("24000", "gmo", "2024-05-07", **facts),  # type: ignore[arg-type]
        claim("12756", "ocha", "2024-05-09", **facts),  # type: ignore[arg-type]
        claim("24100", "gmo", "2024-05-10", **facts),  # type: ignore[arg-type]
    )
    crossing = [gap for gap in found.gaps if gap.lag_days and gap.day == date(2024, 5, 9)]
    assert [GapCause.BREAK in gap.causes for gap in crossing] == [True]
