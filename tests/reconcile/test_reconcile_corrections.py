"""Figures out of force: by the outlet, a person, a later reading or the source. All stay, with who and why."""

from __future__ import annotations

from datetime import date

import pytest
from making import claim, config, day

from tracker.model import (
    Amendments,
    Basis,
    Claim,
    Correction,
    Corrector,
    Notice,
    Outcome,
    Reconciled,
)
from tracker.reconcile import reconcile
from tracker.reconcile.gates import gates

CONFIG = config()
KILLED = frozenset([Outcome.KILLED])


def raid(number: str, said: str, outlet: str = "Post", **more: object) -> Claim:
    facts = {"basis": Basis.EVENT, "place": "Gaza City", "outlet": outlet} | more
    return claim(number, "moh", "2024-05-10", said, **facts)  # type: ignore[arg-type]


def note(wrong: tuple[int, ...], right: tuple[int, ...], on: str | None = None) -> Notice:
    return Notice(500, 560, "An earlier version had it wrong.", KILLED, wrong, right, day(on))


def told(claims: list[Claim], amendments: Amendments, known_on: str | None = None) -> Reconciled:
    return reconcile(
        claims, CONFIG, known_on=date.fromisoformat(known_on) if known_on else None, amendments=amendments
    )


def standing(found: Reconciled) -> list[int]:
    return [said.quantity.point for one in found.series for said in one.current()]


def struck(found: Reconciled) -> list[tuple[int, Corrector, str, str]]:
    return [
        (one.statement.quantity.point, each.corrector, each.who, str(each.said_on))
        for one in found.corrected
        for each in one.corrections
    ]


WRONG, RIGHT, OTHERS = raid("12", "2024-05-10"), raid("10", "2024-05-11"), raid("12", "2024-05-10", "Herald")


def decided(
    claim: Claim, on: str = "2024-05-12", *, restores: bool = False, instead: str | None = None
) -> Correction:
    return Correction(
        *(claim.id, Corrector.PERSON, "A. Reader", "the page shows 10", day(on), "2024-05-12T02:00:00Z"),
        *("https://example.org", instead, restores),
    )


def test_a_note_of_the_outlet_takes_its_figure_out_of_force_and_keeps_it_in_sight() -> None:
    found = told([WRONG, RIGHT], Amendments(notices={RIGHT.article_id: (note((12,), (10,)),)}))
    assert standing(found) == [10]
    assert struck(found) == [(12, Corrector.OUTLET, "Post", "2024-05-11")]
    (one,) = found.corrections
    assert (one.claim, one.instead, one.evidence) == (WRONG.id, RIGHT.id, RIGHT.article_id)
    assert one.why == "An earlier version had it wrong."


def test_a_note_takes_back_only_what_its_own_outlet_printed() -> None:
    found = told([WRONG, RIGHT, OTHERS], Amendments(notices={RIGHT.article_id: (note((12,), (10,)),)}))
    assert [(one.statement.quantity.point, one.statement.outlets) for one in found.corrected] == [(12, ("Post",))]
    assert [s.outlets for s in found.statements if s.quantity.point == 12] == [("Herald",)]
    ids = {s.id for s in found.statements} | {one.statement.id for one in found.corrected}
    assert len(ids) == len(found.statements) + 1


def test_a_note_that_tells_only_the_right_number_takes_back_the_others_of_the_same_attack() -> None:
    elsewhere = raid("12", "2024-05-10", place="al-Ahli Hospital")
    found = told([WRONG, RIGHT, elsewhere], Amendments(notices={RIGHT.article_id: (note((), (10,)),)}))
    assert struck(found) == [(12, Corrector.OUTLET, "Post", "2024-05-11")]
    assert sorted(standing(found)) == [10, 12]


@pytest.mark.parametrize(
    "other",
    [
        raid("12", "2024-04-01"),  # weeks before
        raid("12", "2024-05-12"),  # printed after the note
        raid("12", "2024-05-10", outcome=Outcome.INJURED),
        raid("12", "2024-05-10", place="al-Ahli Hospital"),
    ],
    ids=["long before", "later", "the wounded", "elsewhere"],
)
def test_a_note_leaves_other_figures_alone(other: Claim) -> None:
    found = told([other, RIGHT], Amendments(notices={RIGHT.article_id: (note((12,), (10,)),)}))
    assert struck(found) == []


def test_a_persons_word_takes_a_figure_out_of_force_and_back_into_it() -> None:
    out = Amendments((decided(WRONG),))
    back = Amendments((decided(WRONG), decided(WRONG, "2024-05-20", restores=True)))
    assert struck(told([WRONG], out)) == [(12, Corrector.PERSON, "A. Reader", "2024-05-12")]
    assert standing(told([WRONG], out)) == []
    assert standing(told([WRONG], back)) == [12]
    assert standing(told([WRONG], back, "2024-05-15")) == []


def test_a_person_may_overrule_an_outlets_note() -> None:
    notices = {RIGHT.article_id: (note((12,), (10,)),)}
    found = told([WRONG, RIGHT], Amendments((decided(WRONG, restores=True),), notices))
    assert struck(found) == []


@pytest.mark.parametrize(("known_on", "values"), [("2024-05-10", [12]), ("2024-05-11", [10]), ("2024-05-12", [10])])
def test_what_was_known_before_the_correction_stands_as_it_did(known_on: str, values: list[int]) -> None:
    found = told([WRONG, RIGHT], Amendments(notices={RIGHT.article_id: (note((12,), (10,)),)}), known_on)
    assert standing(found) == values


def test_an_earlier_reading_is_kept_beside_the_series_it_would_have_stood_in() -> None:
    misread = raid("102", "2024-05-10")
    why = Correction(
        *(misread.id, Corrector.EXTRACTOR, "v-2", "read otherwise", day("2024-06-01"), "2024-06-01T02:00:00Z"),
        *(misread.article_id, RIGHT.id),
    )
    amendments = Amendments(reread=((misread, why),))
    found = told([RIGHT], amendments)
    assert (standing(found), struck(found)) == ([10], [(102, Corrector.EXTRACTOR, "v-2", "2024-06-01")])
    assert told([RIGHT], amendments, "2024-05-20").corrected == (), "nobody had read it again by then"


def test_what_the_source_itself_replaced_is_told_with_the_day() -> None:
    """P7: Israel's 1,400 of October 2023 gave way to about 1,200 on 10 November."""
    facts = {"basis": Basis.EVENT, "place": "Israel"}
    found = told(
        [
            claim("1400", "israel-government", "2023-10-07", "2023-10-15", **facts),  # type: ignore[arg-type]
            claim("~1200", "israel-government", "2023-10-07", "2023-11-10", **facts),  # type: ignore[arg-type]
        ],
        Amendments(),
    )
    (one,) = found.corrections
    assert (one.corrector, one.who, str(one.said_on)) == (Corrector.SOURCE, "israel-government", "2023-11-10")
    assert len(found.statements) == 2


def test_every_claim_is_accounted_for_when_some_are_corrected() -> None:
    claims = [WRONG, RIGHT, OTHERS]
    found = told(claims, Amendments((decided(WRONG),)))
    assert [issue for issue in gates(claims, {}, found) if issue.code == "gate-unaccounted"] == []


def test_the_order_of_claims_and_decisions_makes_no_difference() -> None:
    notices = {RIGHT.article_id: (note((12,), (10,)),)}
    one = told([WRONG, RIGHT, OTHERS], Amendments((decided(OTHERS), decided(WRONG)), notices))
    other = told([OTHERS, RIGHT, WRONG], Amendments((decided(WRONG), decided(OTHERS)), notices))
    assert one == other
