"""English is never taken for another language, and another language never for English."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tracker.collect.language import language_code, language_of, language_of_page

TEXTS = [
    ("The army said that 41 people had been killed in the raid and that more were missing in the hills.", "en"),
    ("THE ARMY SAID THAT 41 PEOPLE HAD BEEN KILLED IN THE RAID AND THAT MORE WERE MISSING IN THE HILLS.", "en"),
    (
        "Gunmen from Al-Hamra kill Milo Petrovic, Slobodan Radic and Milka Vlahovic in Podgorica raid, 12 wounded",
        "en",
    ),
    (
        "REDWELL, 3 MAR 20 (NORTHLAND NEWS AGENCY) -- [TEXT] TWELVE SOLDIERS WERE WOUNDED IN LA ESTRELLA DE PLATA",
        "en",
    ),
    ("41 killed", None),
    ("", None),
    ("41, 42, 43!", None),
    ("\U0001f525" * 50, None),
    ("Au moins quarante et une personnes ont été tuées dans le bombardement du marché, selon le ministère.", "fr"),
    ("AU MOINS QUARANTE ET UNE PERSONNES ONT ÉTÉ TUÉES DANS LE BOMBARDEMENT DU MARCHÉ, SELON LE MINISTÈRE.", "fr"),
    ("Al menos cuarenta y una personas murieron en el bombardeo del mercado, según informó el ministerio.", "es"),
    ("За даними міністерства, унаслідок обстрілу ринку загинула сорок одна людина, ще десятки поранені.", "uk"),
    ("Погиб 41 человек", "ru"),  # letters that are not Latin tell enough in three words
    ("قالت الوزارة إن واحدا وأربعين شخصا قتلوا", "ar"),
]


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language_of(text) == language


FRENCH = "Le ministère a annoncé samedi que plus de mille personnes avaient été tuées depuis le début de la guerre. "
ENGLISH = "The ministry said on Saturday that more than a thousand people had been killed since the war began. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH * 2 + ENGLISH * 6, "en"),
        (ENGLISH * 3 + FRENCH * 3 + ENGLISH * 3, "en"),
        (FRENCH * 9 + ENGLISH * 2, "fr"),
        (ENGLISH + FRENCH * 9, "fr"),
        (FRENCH * 30 + ENGLISH * 200, "en"),  # the first thousands of letters do not decide
        (ENGLISH * 20 + FRENCH * 300, "fr"),
    ],
)
def test_quotations_in_another_language_do_not_decide(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_tag_gives_its_language() -> None:
    assert [language_code(tag) for tag in ("en-GB", "en_US", " FR ", "english", "", None)] == [
        "en",
        "en",
        "fr",
        None,
        None,
        None,
    ]
    assert language_of_page("41", "en") == "en"
    assert language_of_page("41", None) is None


SHARED = Path(os.environ.get("TRACKER_SHARED", Path(__file__).parents[3] / "shared"))


def texts(name: str, key: str = "text") -> list[str]:
    with (SHARED / name).open(encoding="utf-8") as lines:
        return [row[key] for row in map(json.loads, lines) if row.get(key)]


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["gold/dev.jsonl", "corpora/muc4_dev.jsonl", "corpora/hrds_articles.jsonl", "corpora/fakes_articles.jsonl"],
)
def test_no_english_text_is_taken_for_another_language(name: str) -> None:
    for text in texts(name):
        for part in (text, text.upper(), text[:150]):
            assert language_of(part) in ("en", None), part


@pytest.mark.shared
def test_no_claim_comes_from_another_language() -> None:
    from tracker.collect import Collected, read_stream
    from tracker.extract import read

    rows = [json.loads(line) for line in (SHARED / "gold/multilingual.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        for one in ({"id": "a", "text": row["text"]}, {"id": "a", "text": row["text"][:200]}):
            [found] = read_stream(json.dumps(one).encode(), seen_at="2026-11-24T02:00:00Z")
            assert isinstance(found, Collected)
            reading = read(found.article)
            assert (found.article.language, reading.claims) == (row["language"], ())
            assert reading.unread[0].reason.startswith("language")
