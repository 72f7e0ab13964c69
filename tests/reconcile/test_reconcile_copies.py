"""Copies, rewrites and updates of one story are one origin; their claims all stay."""

from __future__ import annotations

from itertools import permutations

import pytest
from making import claim, config

from tracker.model import ArticleKind, Chain
from tracker.reconcile import reconcile
from tracker.reconcile.agencies import agency_of, credited
from tracker.reconcile.copies import Carrier, carriers, signature, stories

STORY = """\
Rescuers pulled more bodies from the ruins of a bakery in the old quarter on Thursday, a day after shells fell on the
street as people queued for bread. The health ministry said that 41 people had been killed and 112 wounded, and that the
number could rise since some families were still missing. Neighbours dug with their hands through the night. A
spokesman for the army denied that its guns had fired on the quarter and spoke of a stray rocket. Hospitals in the city
said they had run out of blood and asked people to come forward. The governor declared three days of mourning, and
schools and markets stayed shut. Aid groups called for a truce so that the wounded could be brought out of the quarter.
"""
MIRROR = STORY.replace("\n", "  \n\n").replace("Thursday,", "Thursday –").upper()
UPDATE = STORY.replace("41 people", "47 people").replace("112 wounded", "130 wounded").replace("Thursday", "Friday")
REWRITE = STORY.replace("Rescuers pulled more bodies from", "More bodies were pulled from").replace(
    "called for a truce so that the wounded could be brought out", "asked for a pause to bring the wounded out"
)
OTHER = """\
At least 41 people died when artillery struck a bread line in the capital's oldest district, officials at the health
ministry reported. Survivors told our correspondent that three shells landed within a minute of each other, the last one
among those who had run to help. It was the deadliest strike on the city since the spring offensive began. Both sides
blamed each other. Diplomats said that talks planned for next week in a neighbouring country were now in doubt, while
relatives of the dead carried the first coffins to the cemetery on the hill before noon prayers.
"""
SHORT = "Shells killed 41 people in the old quarter."


def together(**texts: str) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for id_, story in stories(texts).items():
        found.setdefault(story, set()).add(id_)
    return {frozenset(ids) for ids in found.values()}


KINDS = [
    ("a mirror in capitals with other breaks", {"a": STORY, "b": MIRROR}, {frozenset("ab")}),
    ("a light rewrite", {"a": STORY, "b": REWRITE}, {frozenset("ab")}),
    ("an update with a new toll", {"a": STORY, "b": UPDATE}, {frozenset("ab")}),
    ("an update of a rewrite", {"a": REWRITE, "b": UPDATE, "c": STORY}, {frozenset("abc")}),
    ("two reporters on one event", {"a": STORY, "b": OTHER}, set()),
    ("short texts that differ by a word", {"a": SHORT, "b": SHORT.replace("old", "new")}, set()),
    ("short texts that are the same", {"a": SHORT, "b": SHORT.lower()}, {frozenset("ab")}),
    ("no words at all", {"a": "", "b": "…"}, {frozenset("ab")}),
]


@pytest.mark.parametrize(("what", "texts", "expected"), KINDS, ids=[kind[0] for kind in KINDS])
def test_what_is_one_story(what: str, texts: dict[str, str], expected: set[frozenset[str]]) -> None:
    for order in permutations(texts):
        assert together(**{id_: texts[id_] for id_ in order}) == expected


def test_a_signature_never_changes() -> None:
    """Signatures may be kept for years: these numbers hold on every machine and for every release."""
    made = signature("one two three four five six".split())
    assert (made.shape, made.dtype.name) == ((128,), "uint32")
    assert made[:4].tolist() == [358403000, 300019132, 109680725, 616676143]


def test_similarity_is_near_the_share_of_runs_in_common() -> None:
    words = STORY.casefold().split()
    half = [*words[: len(words) // 2], *OTHER.casefold().split()]
    runs = [{tuple(text[at : at + 4]) for at in range(len(text) - 3)} for text in (words, half)]
    share = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert abs((signature(words) == signature(half)).mean() - share) < 0.12


CREDITS = [
    ("GAZA (Reuters) - Shells fell on the old quarter.", "Reuters"),
    ("KYIV, Ukraine (AP) — Shells fell on the old quarter.", "Associated Press"),
    ("Shells fall on bakery\nCAIRO, Nov 16 (Xinhua) -- Shells fell.", "Xinhua"),
    ("JERUSALEM - AFP - Shells fell on the old quarter.", "Agence France-Presse"),
    ("Shells kill 41 AFP Sunday 22 Feb 2015 Shells fell.", "Agence France-Presse"),
    ("Shells fell on the old quarter.\n\nSource: AFP", "Agence France-Presse"),
    ("By The Associated Press\n\nShells fell on the old quarter.", "Associated Press"),
    ("Shells fell on the old quarter.\n(Reuters)", "Reuters"),
    ("Shells fell on the old quarter, a doctor told AFP.", None),
    ("Reuters could not verify the report.\nShells fell.", None),
    ("The Reuters reporter left (AP was there too) before noon.", None),
    ("AFP\nShells fell on the old quarter.\nReuters", None),
    ("Shells fell on the old quarter.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "agency"), CREDITS)
def test_an_agency_is_credited_in_a_dateline_or_a_line_of_its_own(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_agencies_are_known_under_all_their_names() -> None:
    named = [agency_of(words) for words in ("AFP", "Agence France-Presse", "the Associated Press", "OCHA", "")]
    assert named == ["Agence France-Presse", "Agence France-Presse", "Associated Press", None, None]


def test_a_text_that_is_nobodys_copy_and_credits_nobody_tells_nothing() -> None:
    told = carriers({"a": STORY, "b": UPDATE, "c": OTHER, "d": f"PARIS (AFP) - {SHORT}"})
    assert told == {"a": Carrier("a", None), "b": Carrier("a", None), "d": Carrier(None, "Agence France-Presse")}


def carried(outlet: str, article: str, number: str = "41", **more: object) -> object:
    return claim(number, "moh", "2024-03-07", place="Gaza", outlet=outlet, article=article, **more)


def test_an_updated_story_keeps_its_claims_and_counts_as_one_origin() -> None:
    """The Daily tells the toll, the Post rewrites it, the Herald updates it, the Echo has its own reporter."""
    told = carriers({"a1": STORY, "a2": REWRITE, "a3": UPDATE, "a4": OTHER})
    claims = [carried("Daily", "a1"), carried("Post", "a2"), carried("Echo", "a4"), carried("Herald", "a3", "47")]
    claims.append(carried("Herald", "a3"))  # the update recalls the first toll
    made = reconcile(claims, config(), carriers=told)  # type: ignore[arg-type]
    assert {(one.quantity.point, len(one.claims), one.origins) for one in made.statements} == {(41, 4, 2), (47, 1, 1)}
    assert {one.origins for one in reconcile(claims, config()).statements} == {4, 1}  # type: ignore[arg-type]


def test_an_agencys_own_page_its_credit_and_its_name_in_a_sentence_are_one_origin() -> None:
    told = {"a2": Carrier(None, "Reuters")}
    claims = [
        carried("Reuters", "a1"),
        carried("Daily", "a2"),
        carried("Post", "a3", relays=("OCHA", "Thomson Reuters")),
        carried("Echo", "a4"),
    ]
    (one,) = reconcile(claims, config(), carriers=told).statements  # type: ignore[arg-type]
    assert one.origins == 2
    assert one.chains == (
        Chain("moh", (), "", "Echo"),
        Chain("moh", (), "Reuters", "Daily"),
        Chain("moh", (), "Reuters", "Reuters"),
        Chain("moh", ("OCHA",), "Reuters", "Post"),
    )


def test_rows_of_tables_are_told_by_outlet_and_agency() -> None:
    rows = [carried("Daily", f"r{n}", kind=ArticleKind.TABLE_ROW) for n in range(2)]
    (one,) = reconcile([*rows, carried("Post", "r9", kind=ArticleKind.TABLE_ROW)], config()).statements  # type: ignore[arg-type,list-item]
    assert one.origins == 2
