"""Every figure in our notes stands in the table of references, and every reference is used: nothing from memory."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

import pytest
import yaml

from tracker.model import Outcome, PartialDate
from tracker.sources import Config, load

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT / "archive"
SHARED = Path(os.environ.get("TRACKER_SHARED", ROOT.parent / "shared"))
NOTES = sorted((ARCHIVE / "notes").glob("*.md"))
ROWS = list(csv.DictReader((ARCHIVE / "references.csv").open(encoding="utf-8", newline="")))
TABLE = list(csv.DictReader((ARCHIVE / "published_figures.csv").open(encoding="utf-8", newline="")))

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TEENS = "seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: n for n, word in enumerate(f"{ONES} {TEENS}".split()) if n > 1}
WORDS |= {word: 10 * n for n, word in enumerate(TENS.split(), start=2)}
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}
NUMBER_WORD = "(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + ")"
NOT_A_COUNT = [
    rf"\b\d{{1,2}}(?: (?:and|to) \d{{1,2}})? {MONTH}(?: \d{{4}})?\b",  # 7 October 2023, 17 and 20 May
    rf"\b(?:{MONTH} )?(?:19|20)\d\d\b",  # March 2022, 2024
    rf"\b(?:\d+|one|{NUMBER_WORD})[ -](?:hours?|days?|weeks?|months?|years?)\b",  # 24 hours, six days
]


def split(note: Path) -> tuple[dict[str, object], str]:
    """The front matter and the body of a note."""
    _, head, body = note.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body.strip()


def counts(text: str) -> set[int]:
    """Every number the text writes, in digits or words, that is no date and no length of time."""
    for pattern in NOT_A_COUNT:
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    found = {int(m[1].replace(",", "")) * 1_000_000 for m in re.finditer(r"\b(\d[\d,]*) million\b", text)}
    text = re.sub(r"\b\d[\d,]* million\b", " ", text)
    found |= {int(m[0].replace(",", "")) for m in re.finditer(r"\d+(?:,\d{3})*", text)}
    for word in re.finditer(rf"\b({NUMBER_WORD})(?:-({NUMBER_WORD}|one))?\b", text, flags=re.IGNORECASE):
        tail = (word[2] or "").lower()
        found.add(WORDS[word[1].lower()] + (1 if tail == "one" else WORDS.get(tail, 0)))
    return found | {n for w, n in VAGUE.items() if re.search(rf"\b{w}\b", text, flags=re.IGNORECASE)}


def bounds(row: dict[str, str]) -> set[int]:
    return {int(row[side]) for side in ("low", "high") if row[side]}


@pytest.fixture(scope="module")
def config() -> Config:
    return load(ROOT / "sources.yaml")


def test_there_are_enough_notes() -> None:
    """The archive holds at least 70 notes, and every reference belongs to one of them."""
    assert len(NOTES) >= 70
    assert {row["note"] for row in ROWS} == {note.name for note in NOTES}


@pytest.mark.parametrize("note", NOTES, ids=lambda n: n.stem)
def test_figures_are_the_references(note: Path) -> None:
    """What a note counts and what its references count are the same numbers."""
    _, body = split(note)
    assert counts(body) == set().union(*(bounds(r) for r in ROWS if r["note"] == note.name))


@pytest.mark.parametrize("note", NOTES, ids=lambda n: n.stem)
def test_title_adds_no_figure(note: Path) -> None:
    """A headline writes no count in digits that the body does not give."""
    head, body = split(note)
    digits = {int(m.replace(",", "")) for m in re.findall(r"\d[\d,]*", str(head["title"]))}
    assert digits & counts(str(head["title"])) <= counts(body)


@pytest.mark.parametrize("note", NOTES, ids=lambda n: n.stem)
def test_front_matter(note: Path, config: Config) -> None:
    """Every note says where and when it was published, of which conflict, and is short."""
    head, body = split(note)
    published = PartialDate.parse(str(head["published"]))
    assert list(head) == ["published", "outlet", "url", "title", "conflict", "language"]
    assert published.exact
    assert note.name.startswith(f"{published}-")
    assert re.match(r"https?://[^\s/]+", str(head["url"]))
    assert str(head["outlet"]).strip()
    assert str(head["title"]).strip()
    assert head["conflict"] in config.conflicts
    assert head["language"] == "en"
    assert len(body.split()) < 90


def test_references_are_complete(config: Config) -> None:
    """A reference names outcome, bounds, claimant, day and where it was read; no day lies after the publication."""
    conflict = {note.name: str(split(note)[0]["conflict"]) for note in NOTES}
    for row in ROWS:
        Outcome(row["outcome"])
        assert bounds(row), row
        assert config.claimant_named(row["claimant"], conflict[row["note"]]) is not None, row
        assert PartialDate.parse(row["as_of"]).first() <= PartialDate.parse(row["note"][:10]).last(), row
        assert re.match(
            r"https?://|Tech for Palestine daily data, report_date \d{4}-\d\d-\d\d \(publisher: "
            r"|Ukrainian daily losses JSON, date \d{4}-\d\d-\d\d \(publisher: ",
            row["reference"],
        ), row
        assert row["where"], row


def test_references_to_the_table_stand_in_it() -> None:
    """A reference to a row of the shipped table finds that row, with the same bounds and outcome."""
    held = {(r["url"], r["low"], r["high"], r["outcome"]) for r in TABLE}
    for row in ROWS:
        if row["where"] == "row in published_figures.csv":
            assert (row["reference"], row["low"], row["high"], row["outcome"]) in held, row


@pytest.mark.shared
def test_references_to_the_daily_data_agree_with_it() -> None:
    """A reference to a daily data set gives that set's value, from the publisher it names."""
    if not (SHARED / "reference").is_dir():
        pytest.skip("no ../shared beside the checkout")
    gaza = json.loads((SHARED / "reference/ref_tfp_casualties_daily.json").read_text(encoding="utf-8"))
    losses = json.loads((SHARED / "reference/ref_ukr_russia_losses_personnel.json").read_text(encoding="utf-8"))
    source = {"mohtel": "Gaza Ministry of Health", "gmotel": "Gaza Government Media Office"}
    days = {("Tech", d["report_date"]): d for d in gaza} | {("Ukrainian", d["date"]): d for d in losses}
    for row in ROWS:
        found = re.match(r"(Tech|Ukrainian).*date (\d{4}-\d\d-\d\d) \(publisher: (.*)\)$", row["reference"])
        if found is None:
            continue
        day = days[found[1], found[2]]
        assert {day[row["where"]]} == bounds(row), row
        assert source.get(day.get("report_source", ""), "Ukrainian General Staff") == found[3] == row["claimant"]
