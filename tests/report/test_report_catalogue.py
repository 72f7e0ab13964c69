"""The strings of the report: every one that is asked for is there, in every language, and none holds a digit."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import tracker.report
from tracker.model import FindingKind, GapCause, LeftOutReason, Outcome, Policy, Scope
from tracker.report.catalogue import catalogue, languages, places, speaking
from tracker.report.printed import count, day_text, plain, text
from tracker.report.say import say, say_many
from tracker.report.wording import CAUSES, OUTCOMES, SCOPES

ASKED = re.compile(r"\b(say|say_many|word)\(\s*\"([a-z_.]+)\"")


def asked() -> set[str]:
    found = set()
    for path in Path(tracker.report.__file__).parent.rglob("*.py"):
        for how, key in ASKED.findall(path.read_text("utf-8")):
            found |= {f"{key}.one", f"{key}.many"} if how == "say_many" else {key}
    return found


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_keys_and_places_of_the_first_one(language: str) -> None:
    first, held = catalogue("en"), catalogue(language)
    assert {key: sorted(places(value)) for key, value in held.items()} == {
        key: sorted(places(value)) for key, value in first.items()
    }


def test_every_string_that_is_asked_for_is_in_the_catalogue() -> None:
    assert len(asked()) > 60
    assert asked() <= set(catalogue("en"))


def test_no_string_holds_a_digit() -> None:
    assert [value for value in catalogue("en").values() if re.search(r"\d", value)] == []


def test_every_word_of_a_vocabulary_can_be_said() -> None:
    assert (set(OUTCOMES), set(SCOPES), set(CAUSES)) == (set(Outcome), set(Scope), set(GapCause))
    held = catalogue("en")
    for section, vocabulary in (("finding", FindingKind), ("looks", Policy), ("left_out", LeftOutReason)):
        assert [one for one in vocabulary if f"{section}.{one}" not in held] == []


def test_parts_keep_their_evidence_when_they_are_put_together() -> None:
    two = count(("a", "b"))
    assert say_many("sentence.claimants", two) == (two, " claimants")
    assert plain(say_many("sentence.claimants", count(("a",)))) == "1 claimant"
    with pytest.raises(ValueError, match="evidence"):
        say("gap.title", whose="the 3rd body")


def test_an_unknown_language_is_refused_and_the_days_are_said_in_the_one_that_is_spoken() -> None:
    with pytest.raises(KeyError), speaking("xx"):
        pass
    with speaking("en"):
        assert plain(text(day_text(date(2024, 5, 3)))) == "3 May 2024"
