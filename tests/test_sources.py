"""sources.yaml: what it declares is found under all its wordings, and what is wrong with it is said line by line."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import ConfigError
from tracker.naming import NameIndex, name_words
from tracker.sources import Config, SourceType, load

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TRACKER_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="module")
def config() -> Config:
    return load(ROOT / "sources.yaml")


SMALL = """\
parties:
  north: {name: North, people: [Northern]}
conflicts:
  war-2020:
    title: A war
    reason: A test.
    start: 2020-01-02
    location_code: SDN
    parties: [north]
    reference_claimants: [north-moh]
    places: [{id: all, name: Northland}]
    breaks: [{claimant: north-moh, day: 2021-01-01, label: Counts anew, reference: A page}]
claimants:
  north-moh: {name: North Ministry of Health, kind: health, party: north, reason: The count.}
sources:
  saved: {type: folder, where: saved, outlet: Ours, reason: Saved pages.}
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    return [problem.removeprefix(str(tmp_path) + os.sep) for problem in caught.value.problems]


def test_the_small_file_the_faults_are_put_into_has_none_itself(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(SMALL, encoding="utf-8")
    assert load(tmp_path / "sources.yaml").conflicts["war-2020"].reference_claimant == "north-moh"


ONE_FAULT = [
    # what is changed, into what, the line of the fault, what the message must hold
    ("kind: health", "knd: health", 14, "found 'knd'; did you mean 'kind'?"),
    ("kind: health", "kind: helth", 14, "found 'helth'; did you mean 'health'?"),
    ("kind: health, ", "", 14, "kind: found nothing; the key must be given"),
    ("party: north,", "party: noth,", 14, "found 'noth'; did you mean 'north'?"),
    ("parties: [north]", "parties: [nroth]", 9, "found 'nroth'; did you mean 'north'?"),
    ("[north-moh]", "[north-mob]", 10, "found 'north-mob'; did you mean 'north-moh'?"),
    ("claimant: north-moh", "claimant: nrth-moh", 12, "did you mean 'north-moh'?"),
    ("Northland}", "Northland, pcodes: [SD02]}", 11, "say in pcodes_reference of the conflict who publishes them"),
    ("Northland}", "Northland, pcodes: [SD02, KE0201]}", 11, "found 'KE0201'; must be a P-code such as SD0202"),
    ("Northland}", "Northland, country: Kenya}", 11, "found 'Kenya'; must be ISO alpha-3"),
    ("Northland}", "Northland, pcode: SD02}", 11, "found 'pcode'; did you mean 'pcodes'?"),
    ("day: 2021-01-01", "day: 2021-13-01", 12, "must be a day such as 2023-10-07"),
    ("day: 2021-01-01", "dya: 2021-01-01", 12, "found 'dya'; did you mean 'day'?"),
    ("start: 2020-01-02", "start: soon", 7, "found 'soon'; must be a day such as"),
    ("location_code: SDN", "location_code: Sudan", 8, "must be ISO alpha-3"),
    ("places: [{id: all, name: Northland}]", "places: []", 11, "the first place is the whole theatre"),
    ("people: [Northern]", "people: Northern", 2, "must be a list, such as [Northern]"),
    ("reason: The count.", "reason: ''", 14, "found an empty text"),
    ("type: folder", "type: floder", 16, "found 'floder'; did you mean 'folder'?"),
    ("type: folder", "type: feed", 16, "a feed needs an http or https address"),
    ("where: saved", "where: 'https://a.org/x'", 16, "a folder needs a path"),
    ("outlet: Ours,", "outlet: Ours, entries: 0,", 16, "must be from 1 to 500"),
    ("outlet: Ours,", "outlet: Ours, language: English,", 16, "must be ISO 639-1"),
    ("outlet: Ours,", "outlet: Ours, conflict: war-2021,", 16, "did you mean 'war-2020'?"),
    ("outlet: Ours,", "outlet: Ours, enabled: perhaps,", 16, "enabled: found 'perhaps'"),
    ("sources:\n", "sorces:\n", 15, "found 'sorces'; did you mean 'sources'?"),
    ("  north-moh: {", "  North_MoH: {", 14, "small letters, digits and single hyphens"),
    ("reason: The count.}", "reason: The count., parent: north-moh}", 14, "break the circle"),
    ("reason: A test.", "reason: &x A test.", 6, "found the anchor or alias 'x'"),
    ("name: North,", "name: North, name: South,", 2, "found twice, first on line 2; keep one"),
]


@pytest.mark.parametrize(("old", "new", "line", "says"), ONE_FAULT, ids=[row[3][:40] for row in ONE_FAULT])
def test_a_fault_is_named_with_its_line_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in SMALL
    found = faults(tmp_path, SMALL.replace(old, new, 1))
    assert any(text.startswith(f"sources.yaml:{line}: ") and says in text for text in found), found


def test_all_faults_are_listed_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = SMALL.replace("kind: health", "knd: health").replace("location_code: SDN", "location_code: X")
    found = faults(tmp_path, text.replace("title: A war", "title: A war\n    title: A war again"))
    lines = [int(text.split(":")[1]) for text in found]
    assert lines == sorted(lines)
    assert len({5, 6, 9, 15} & set(lines)) >= 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must hold the sections"),
        ("- a\n- b\n", "must hold the sections"),
        ("parties: {a: [}\n", "not YAML"),
        ("parties: {}\n\tconflicts: {}\n", "not YAML"),
        ("\x00", "not YAML"),
    ],
)
def test_what_is_no_configuration_at_all_is_said_so(tmp_path: Path, text: str, says: str) -> None:
    assert says in faults(tmp_path, text)[0]


def test_a_missing_file_and_one_that_is_not_text_are_configuration_errors(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load(tmp_path / "none.yaml")
    (tmp_path / "sources.yaml").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "sources.yaml")


def test_two_claimants_share_a_wording_only_where_conflicts_part_them(tmp_path: Path) -> None:
    second = "  other: {name: Other, kind: health, reason: Two., aliases: [north ministry of health]}\nsources:"
    found = faults(tmp_path, SMALL.replace("sources:", second, 1))
    assert "which 'north-moh' has too" in found[0]


def test_relative_paths_count_from_the_folder_of_the_file(config: Config) -> None:
    assert config.sources["archive"].type is SourceType.TABLE
    assert Path(config.sources["archive"].where) == ROOT / "archive" / "published_figures.csv"


WORDINGS = [
    # the words of an article, the conflict where it is known, the claimant
    ("Gaza's health ministry", None, "gaza-moh"),
    ("the Health Ministry in Gaza", None, "gaza-moh"),
    ("the Hamas-run health ministry", None, "gaza-moh"),
    ("GAZA’S HEALTH MINISTRY", None, "gaza-moh"),
    ("the enclave's health ministry", None, "gaza-moh"),
    ("a spokesman for Gaza's health ministry, Ashraf al-Qudra", None, "gaza-moh"),
    ("Palestinian health officials", "gaza-2023", "gaza-moh"),
    ("Palestinian health officials", "west-bank-2023", "palestinian-moh"),
    ("Palestinian health officials", None, None),
    ("the health ministry", "gaza-2023", "gaza-moh"),
    ("the health ministry", "lebanon-2023", "lebanon-moph"),
    ("the health ministry", "sudan-2023", "sudan-moh"),
    ("the health ministry", "ukraine-2022", None),
    ("Iran's health ministry", "gaza-2023", None),
    ("Gaza's government media office", None, "gaza-gmo"),
    ("Gaza's civil defence agency", None, "gaza-civil-defence"),
    ("Gaza's civil defense agency", None, "gaza-civil-defence"),
    ("Hamas", None, "hamas"),
    ("the Israeli military", None, "idf"),
    ("Israel", None, "israel-unsaid"),
    ("Israel's Channel 12", None, None),
    ("Israeli officials", None, "israeli-officials"),
    ("Ukraine's General Staff", None, "ukrainian-general-staff"),
    ("the Ukrainian Ministry of Defense", None, "ukrainian-mod"),
    ("Zelensky", None, "ukrainian-president"),
    ("Ukrainian President Volodymyr Zelenskyy", None, "ukrainian-president"),
    ("Russia's defence ministry", None, "russian-mod"),
    ("the Russian Defense Ministry", None, "russian-mod"),
    ("Mediazona and the BBC's Russian Service", None, "mediazona-bbc"),
    ("Meduza and Mediazona", None, "meduza-mediazona"),
    ("the UN human rights office", None, "ohchr"),
    ("the U.N. human rights office (OHCHR)", None, "ohchr"),
    ("Volker Türk", None, "ohchr"),
    ("the U.N. humanitarian office", None, "ocha"),
    ("the United Nations", None, "united-nations"),
    ("the UN Human Rights Council", None, "united-nations"),
    ("the UN childrens agency UNICEF", None, "unicef"),
    ("OCHA and UNICEF", None, None),
    ("the WHO", None, "who"),
    ("a doctor who fled the town", None, None),
    ("RSF", "sudan-2023", "rsf"),
    ("RSF", "gaza-2023", "reporters-without-borders"),
    ("US officials", None, "us-officials"),
    ("a nurse told us officials were silent", None, None),
    ("an economist in Cairo", None, None),
    ("the Washington Post", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("words", "conflict", "claimant"), WORDINGS)
def test_the_wordings_of_the_news_name_their_claimant(
    config: Config, words: str, conflict: str | None, claimant: str | None
) -> None:
    found = config.claimant_named(words, conflict)
    assert (found.id if found else None) == claimant


def test_every_reason_is_one_line_and_every_conflict_names_whom_gaps_are_measured_against(config: Config) -> None:
    for entry in [*config.conflicts.values(), *config.claimants.values(), *config.sources.values()]:
        assert re.fullmatch(r"[A-Z0-9].{5,150}[.]", entry.reason), entry.id
    for conflict in config.conflicts.values():
        assert conflict.reference_claimant in config.claimants
        assert all(b.reference for b in conflict.breaks)


def test_the_longest_name_wins_and_a_tie_names_all() -> None:
    index = NameIndex([("Red Cross", "icrc"), ("Lebanese Red Cross", "lrc"), ("Army", "army")], alone=[("West", "w")])
    assert index.find("volunteers of the Lebanese Red Cross") == ("lrc",)
    assert index.find("the Red Cross and the army") == ("icrc",)
    assert index.find("Army, army") == ("army",)
    assert index.find("the West") == ("w",)
    assert index.find("in the West Army") == ("army",)
    assert NameIndex([]).find("anything") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gaza's health ministry", "the Gaza Health Ministry"),
        ("U.N.", "UN"),
        ("Médecins Sans Frontières", "medecins sans frontieres"),
        ("Hamas-run", "Hamas run"),
        ("Doctors' Union", "doctors union"),
        ("Ministry of Defense", "ministry of defence"),
    ],
)
def test_spellings_that_make_no_difference(one: str, other: str) -> None:
    assert name_words(one) == name_words(other)


def published() -> Iterator[dict[str, str]]:
    for path in sorted((SHARED / "reference").glob("published_figures_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "reference").is_dir(), reason="needs the reference tables")
def test_every_published_claimant_and_place_is_known(config: Config) -> None:
    unknown = set()
    ids: dict[str, set[str]] = {}
    for row in published():
        found = config.claimant_named(row["claimant"], row["conflict"])
        if found is None:
            unknown.add(row["claimant"])
        else:
            ids.setdefault(found.id, set()).add(row["claimant"])
        places = config.conflicts[row["conflict"]].places
        if not any(name_words(row["place"]) == name_words(n) for p in places for n in (p.name, *p.aliases)):
            unknown.add(row["place"])
    assert unknown == set()
    merged = {names for names in map(frozenset, ids.values()) if len(names) > 1}
    assert merged == {  # two wordings of one body, and nothing else
        frozenset({"Government of Israel", "Israeli Ministry of Foreign Affairs"}),
        frozenset({"Gaza Ministry of Health", "Palestinian Ministry of Health", "Palestinian health authorities"}),
        frozenset({"US intelligence", "US intelligence community"}),
    }


def test_every_place_with_a_p_code_says_who_publishes_it_and_lies_in_its_country(config: Config) -> None:
    prefixes = {"PSE": "PS", "UKR": "UA", "RUS": "RU", "SDN": "SD", "LBN": "LB", "ISR": "IL"}
    coded = [(conflict, place) for conflict in config.conflicts.values() for place in conflict.places if place.pcodes]
    assert len(coded) > 50
    for conflict, place in coded:
        assert conflict.pcodes_reference
        assert all(code.startswith(prefixes[place.country or conflict.location_code]) for code in place.pcodes), place
