"""The order of the night: one failure stays where it is, the gates hold, what was done once is kept."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Command, files_of
from pytest_httpserver import HTTPServer

import tracker.extract
from tracker import gathering, nightly
from tracker.issues import Severity
from tracker.known import Known, know
from tracker.model import Article, ArticleKind, Claim, Reading, Reconciled
from tracker.reconcile import reconcile
from tracker.reconcile.gates import gates
from tracker.sources import Config, load
from tracker.store import Store

DAY = date(2020, 4, 1)
SEEN = "2020-04-01T00:00:00Z"


def night(project: Path, *, today: date = DAY, offline: bool = True) -> nightly.Night:
    seen = f"{today.isoformat()}T00:00:00Z"
    config = load(project / "sources.yaml")
    return nightly.run(
        config, project / "tracker.sqlite", project / "reports", today=today, seen_at=seen, offline=offline
    )


def add_source(project: Path, lines: str) -> None:
    with (project / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(lines)


def write_note(project: Path, day: str, toll: int) -> None:
    """One more article in the folder of notes."""
    (project / "notes" / f"{day}.md").write_text(
        f"---\npublished: {day}\noutlet: Northland Herald\nlanguage: en\n---\n"
        f"Northland's health ministry said on {date.fromisoformat(day):%A} that {toll:,} people had been killed in "
        "Northland since the war began on 2 January 2020.\n"
    )


def issues(project: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((project / "reports/latest/issues.csv").read_text("utf-8-sig"))))


def test_a_source_that_fails_is_told_and_the_others_go_on(project: Path) -> None:
    add_source(project, "  gone: {type: folder, where: gone, outlet: Gone, reason: Not there.}\n")
    done = night(project)
    assert done.files is not None
    assert done.counts["claims"] == 7
    assert [issue.code for issue in done.failed] == ["not-found"]
    assert (done.counts["sources"], done.counts["sources_failed"]) == (3, 1)
    assert [row["code"] for row in issues(project) if row["severity"] == "error"] == ["not-found"]


def test_a_night_without_a_network_says_so_and_reports_what_was_saved(project: Path, tracker: Command) -> None:
    lines = "".join(
        f"  {name}: {{type: feed, where: 'http://{name}.invalid/feed', outlet: F, language: en, reason: A feed.}}\n"
        for name in ("herald", "post")
    )
    add_source(project, lines)
    done = tracker("run", "--today", "2020-04-01", cwd=project)
    assert done.code == 0
    assert "none of the 2 sources on the network could be read" in done.err
    assert "sources     4, 2 of them failed" in done.out
    assert "none of the" not in tracker("run", "--offline", "--today", "2020-04-01", cwd=project).err


def test_strict_makes_a_failed_source_an_exit_code(project: Path, tracker: Command) -> None:
    add_source(project, "  gone: {type: folder, where: gone, outlet: Gone, reason: Not there.}\n")
    asked = ("run", "--offline", "--today", "2020-04-01")
    assert tracker(*asked, cwd=project).code == 0
    assert tracker(*asked, "--strict", cwd=project).code == 1


def test_an_article_on_which_the_reader_fails_is_told_and_read_by_a_later_run(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = tracker.extract.read

    def failing(article: Article, config: Config | None = None) -> Reading:
        if article.name.endswith("2020-03-12.md"):
            raise RecursionError("too deep")
        return read(article, config)

    monkeypatch.setattr(gathering, "read", failing)
    done = night(project)
    [failed] = done.failed
    assert (failed.code, failed.subject) == ("reader-failed", "notes/2020-03-12.md")
    assert "RecursionError: too deep" in failed.message
    assert done.counts["claims"] == 6
    monkeypatch.undo()
    assert night(project).counts["claims"] == 7


def test_articles_read_once_are_not_read_again_until_reading_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = tracker.extract.read
    asked: list[str] = []

    def counting(article: Article, config: Config | None = None) -> Reading:
        asked.append(article.name)
        return read(article, config)

    monkeypatch.setattr(gathering, "read", counting)
    night(project)
    assert len(asked) == 7
    night(project)
    assert len(asked) == 7
    sources = project / "sources.yaml"
    sources.write_text(sources.read_text().replace("name: Southern Army", "name: Army of the South"))
    night(project)
    assert len(asked) == 14
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        claimants = {claim.source: claim.claimant for claim in store.claims()}
    assert claimants["The Southern Army"] is None


def test_a_new_figure_of_tomorrow_joins_the_series_and_leaves_the_rest_as_it_was(project: Path) -> None:
    night(project)
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        before = {claim.id: claim for claim in store.claims()}
    write_note(project, "2020-04-02", 1_300)
    done = night(project, today=date(2020, 4, 2))
    assert (done.counts["articles_new"], done.counts["claims_new"]) == (1, 1)
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        after = {claim.id: claim for claim in store.claims()}
    assert {id_: after[id_] for id_ in before} == before
    assert (project / "reports/2020-04-01").is_dir()
    assert (project / "reports/latest").resolve().name == "2020-04-02"


def test_a_run_for_an_earlier_day_keeps_what_was_not_published_yet_for_a_later_one(project: Path) -> None:
    early = night(project, today=date(2020, 3, 5))
    assert early.counts["claims"] == 4
    waiting = [issue for issue in early.issues if issue.code == "not-yet-published"]
    assert {issue.subject for issue in waiting} == {"notes"}
    assert early.counts["claims_new"] == 4
    assert night(project).counts["claims"] == 7
    again = night(project, today=date(2020, 3, 5))
    assert again.counts["claims"] == 4


def test_a_page_with_a_day_far_off_has_no_other_page_fetched_again(project: Path, httpserver: HTTPServer) -> None:
    days = {"/1": "20 Mar 2020", "/2": "01 Jan 2099", "/3": "22 Mar 2020"}
    items = "".join(
        f"<item><link>{httpserver.url_for(path)}</link><pubDate>{day} 08:00:00 GMT</pubDate></item>"
        for path, day in days.items()
    )
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="text/xml")
    for number, path in enumerate(days):
        text = (
            f"Northland's health ministry said that 1,2{number}0 people had been killed, as the search went on. " * 3
        )
        body = f"<html lang='en'><body><article><p>{text}</p></article></body></html>"
        httpserver.expect_request(path).respond_with_data(body, content_type="text/html")
    where = httpserver.url_for("/feed")
    add_source(project, f"  h: {{type: feed, where: '{where}', outlet: H, allow_private: true, reason: A feed.}}\n")
    assert night(project, offline=False).counts["articles"] == 9
    night(project, offline=False)
    asked = [request.path for request, _ in httpserver.log]
    assert [asked.count(path) for path in ("/feed", "/1", "/2", "/3")] == [2, 1, 2, 1]


def test_a_text_in_another_language_is_kept_and_not_read(project: Path) -> None:
    night(project)
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        [french] = [article for article in store.articles() if article.language == "fr"]
        assert store.blob(french.sha256)
        assert [claim for claim in store.claims() if claim.article_id == french.id] == []
    assert [row["subject"] for row in issues(project) if row["code"] == "language-not-read"] == ["fr"]


def test_sources_that_nobody_answers_to_are_one_issue_with_their_wordings(project: Path) -> None:
    for number, who in enumerate(("Village elders", "Village elders", "A night watchman")):
        (project / "notes" / f"x{number}.md").write_text(
            f"---\npublished: 2020-03-2{number}\nlanguage: en\n---\n"
            f"{who} said that 1{number} people were killed in an air strike on Redwell.\n"
        )
    night(project)
    [row] = [row for row in issues(project) if row["code"] == "unresolved-claimant"]
    assert "3 claims name 2 sources" in row["message"]
    assert "'Village elders' (2), 'A night watchman' (1)" in row["message"]


def test_a_row_that_makes_no_claim_is_told_with_its_reason(project: Path) -> None:
    with (project / "figures.csv").open("a") as table:
        table.write("war-2020,Southern Army,kiled,everyone,reported,5,5,exact,cumulative,,,2020-03-01,x,,Redwell,\n")
    night(project)
    [row] = [row for row in issues(project) if row["code"] == "row-not-read"]
    assert "kiled" in row["message"]


@pytest.fixture
def known(project: Path) -> Known:
    night(project)
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        return know(store, load(project / "sources.yaml"), today=DAY)


def shut_codes(known: Known, claims: list[Claim], reconciled: Reconciled | None = None) -> set[str]:
    return {issue.code for issue in gates(claims, known.articles, reconciled or known.reconciled)}


def test_the_gates_stand_open_for_what_was_read(known: Known) -> None:
    assert known.shut == ()


def test_each_gate_shuts_on_its_fault(known: Known, project: Path) -> None:
    first, *others = known.claims.values()
    reconciled = known.reconciled

    def with_first(**changes: object) -> list[Claim]:
        return [replace(first, **changes), *others]

    assert shut_codes(known, with_first(start=first.start + 1)) == {"gate-ungrounded"}
    assert shut_codes(known, with_first(quote="")) == {"gate-ungrounded"}
    assert shut_codes(known, with_first(article_id="a-gone")) == {"gate-ungrounded"}
    assert shut_codes(known, with_first(part_of="c-gone")) == {"gate-orphan"}
    assert shut_codes(known, with_first(part_of=first.id)) == {"gate-orphan"}
    part = with_first(part_of="c-beside")
    for home, codes in ((first.article_id, set()), ("a-elsewhere", {"gate-orphan"})):
        beside = {"c-beside": replace(first, id="c-beside", article_id=home)}
        assert {one.code for one in gates(part, known.articles, known.reconciled, beside)} == codes
    assert shut_codes(known, others) == {"gate-unaccounted"}
    doubled = replace(reconciled, statements=(*reconciled.statements, reconciled.statements[0]))
    assert shut_codes(known, [first, *others], doubled) == {"gate-unaccounted"}
    outcome = type(first.outcome)("missing")
    assert shut_codes(known, with_first(outcome=outcome)) == {"gate-mixed"}
    assert shut_codes(known, [], reconcile([], load(project / "sources.yaml"))) == {"gate-nothing-to-report"}


def test_a_shut_gate_leaves_the_last_good_report_standing(project: Path, tracker: Command) -> None:
    asked = ("run", "--offline", "--today", "2020-04-01")
    assert tracker(*asked, cwd=project).code == 0
    good = files_of(project / "reports")
    config = load(project / "sources.yaml")
    with Store.open(project / "tracker.sqlite") as store:
        # A reader that quoted words which do not stand in the text: the store keeps what it is given.
        article = next(a for a in store.articles() if a.kind is ArticleKind.NOTE)
        [claim, *_] = [c for c in store.claims() if c.article_id == article.id]
        false = replace(claim, id="c-false0000001", quote="9,999 killed")
        newest = "a version that sorts last"
        store.add_reading(article.id, newest, [false])
        assert know(store, config, today=DAY).shut
    done = tracker(*asked, cwd=project)
    assert done.code == 1
    assert "the report was not replaced" in done.err
    assert "c-false0000001" in done.err
    assert files_of(project / "reports") == good
    assert tracker("report", "--today", "2020-04-01", cwd=project).code == 1
    assert files_of(project / "reports") == good
    with Store.open(project / "tracker.sqlite", read_only=True) as store:
        assert store.runs()[-1].outcome == "gates shut"


def test_a_number_without_evidence_shuts_the_last_gate(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night(project)
    good = files_of(project / "reports")
    monkeypatch.setattr("tracker.report.pages.unproven", lambda data, claims: ["'9,999': no claim stands behind it"])
    write_note(project, "2020-03-31", 1_290)
    done = night(project)
    assert [issue.code for issue in done.shut] == ["gate-no-evidence"]
    assert "9,999" in done.shut[0].message
    assert files_of(project / "reports") == good


def test_only_one_run_writes_at_a_time(project: Path, tracker: Command) -> None:
    with Store.open(project / "tracker.sqlite"):
        done = tracker("run", "--offline", cwd=project)
    assert done.code == 3
    assert "is writing to it" in done.err


def test_a_project_without_claims_writes_no_report(project: Path, tracker: Command) -> None:
    for path in (project / "notes").iterdir():
        path.unlink()
    (project / "figures.csv").write_text("")
    done = tracker("run", "--offline", "--today", "2020-04-01", cwd=project)
    assert done.code == 1
    assert "there is nothing to report" in done.err
    assert not (project / "reports/latest").exists()


def test_a_feed_is_read_by_night_and_never_offline(project: Path, httpserver: HTTPServer) -> None:
    page = (
        "<html><head><title>Toll rises</title></head><body><article><p>Northland's health ministry said on Sunday "
        "that 1,250 people had been killed in Northland since the war began on 2 January 2020. The ministry spoke in "
        "the capital, where hospitals are full and ambulances wait outside for hours.</p></article></body></html>"
    )
    feed = (
        '<rss version="2.0"><channel><title>Herald</title><item><title>Toll rises</title>'
        f"<link>{httpserver.url_for('/toll')}</link><pubDate>Sun, 15 Mar 2020 10:00:00 GMT</pubDate>"
        "<description>The toll.</description></item></channel></rss>"
    )
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/lost").respond_with_data("", status=404)
    httpserver.expect_request("/feed").respond_with_data(feed, content_type="application/rss+xml")
    httpserver.expect_request("/toll").respond_with_data(page, content_type="text/html")
    lines = ""
    for name, path in (("herald", "/feed"), ("lost", "/lost")):
        lines += f"  {name}:\n    {{type: feed, where: '{httpserver.url_for(path)}', outlet: {name.title()}, "
        lines += "language: en, allow_private: true, reason: A feed.}\n"
    add_source(project, lines)
    assert night(project).counts["claims"] == 7
    assert httpserver.log == []
    online = night(project, offline=False)
    assert (online.counts["claims"], online.counts["claims_new"]) == (8, 1)
    assert [(issue.subject, issue.severity) for issue in online.failed] == [("lost", Severity.ERROR)]
    assert night(project, offline=False).counts["articles_new"] == 0
