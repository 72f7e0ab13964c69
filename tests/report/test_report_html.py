"""The web pages without a browser: digits traced, words escaped, the same bytes, nothing that the PDF does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from newsdesk import LAST, TODAY, Newsroom, config, full_newsroom, valdria
from web_walk import NUMBER, Pages

from tracker.errors import GateError
from tracker.model import (
    Article,
    ArticleKind,
    Chain,
    Corrected,
    Correction,
    Corrector,
    Finding,
    FindingKind,
    PartialDate,
    Qualifier,
    Reconciled,
    Span,
    SpanKind,
    Weighed,
)
from tracker.report.html import web_pages
from tracker.report.html.site import site
from tracker.report.pages import edit
from tracker.report.panels import Desk
from tracker.report.printed import Day, Named, Printed, Quoted, walk

HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=1"> =HYPERLINK("http://e.example") ‮gnol '


def pages_of(room: Newsroom, articles: dict[str, Article] | None = None, **more: object) -> dict[str, bytes]:
    desk = Desk(room.claims, articles or {}, room.config, TODAY)
    return web_pages(edit(replace(room.reconciled(LAST), **more), desk), desk, {})


def laid_out(pages: dict[str, bytes], folder: Path) -> Pages:
    for name, data in pages.items():
        (folder / name).write_bytes(data)
    return Pages.read(folder)


def article(**more: object) -> Article:
    given: dict[str, object] = {
        "id": "a-000000000001",
        "name": "orsk.txt",
        "kind": ArticleKind.ARTICLE,
        "text": "",
        "sha256": "5e" * 32,
        "seen_at": "2026-11-24T02:00:00Z",
        "title": "Toll rises in Valdria",
        "language": "en",
    }
    return Article(**{**given, **more})  # type: ignore[arg-type]


def page_with(pages: dict[str, bytes], words: str) -> str:
    return next(text for data in pages.values() if words in (text := data.decode()) and "<main" in text)


def test_every_digit_on_the_pages_is_a_figure_a_day_a_count_or_a_word_from_outside(tmp_path: Path) -> None:
    walked = laid_out(pages_of(full_newsroom(), {"a-000000000001": article()}), tmp_path)
    assert walked.stray_digits() == []


def test_every_figure_leads_to_a_quote_that_holds_it_or_to_the_two_it_is_worked_out_from(tmp_path: Path) -> None:
    walked = laid_out(pages_of(full_newsroom()), tmp_path)
    assert walked.faults() == []
    assert {"4,810", "5,000 to 6,500", "up to 900", "at least 2,350", "127", "+190"} <= set(walked.figures())


def test_the_walk_finds_a_figure_whose_quote_was_changed(tmp_path: Path) -> None:
    pages = pages_of(full_newsroom())
    broken = {name: data.replace(b"4,810</bdi></mark>", b"many</bdi></mark>") for name, data in pages.items()}
    walked = laid_out(broken, tmp_path)
    assert any("4,810" in fault for fault in walked.faults())
    walked = laid_out({"index.html": pages["index.html"].replace(b"</main>", b"<p>7 more</p></main>")}, tmp_path)
    assert any("7 more" in fault for fault in walked.stray_digits())


def test_numbers_in_words_for_other_senses_are_those_of_the_report(tmp_path: Path) -> None:
    room = full_newsroom()
    edition = edit(room.reconciled(LAST), room.desk())
    parts = [*walk(edition.data), *walk(site(edition, room.desk()))]
    known = {
        n for part in parts if isinstance(part, Printed | Day | Quoted | Named) for n in NUMBER.findall(part.text)
    }
    walked = laid_out(pages_of(room), tmp_path)
    names = ("alt", "aria-label", "title")
    told = [one.get(name) or "" for tree in walked.trees.values() for one in tree.iter() for name in names]
    assert sum(bool(words) for words in told) > 20
    assert {number for words in told for number in NUMBER.findall(words)} <= known


def test_pages_say_the_sentences_of_the_report_word_for_word(tmp_path: Path) -> None:
    room = full_newsroom()
    edition = edit(room.reconciled(LAST), room.desk())
    walked = laid_out(pages_of(room), tmp_path)
    front = " ".join(walked.trees["index.html"].text_content().split())
    told = [edition.data.lead, *(edition.data.news.points if edition.data.news else ())]
    for words in told:
        said = "".join(part if isinstance(part, str) else part.text for part in words)
        assert " ".join(said.split()) in front


def test_a_number_out_of_nowhere_stops_the_pages() -> None:
    room = full_newsroom()
    desk = room.desk()
    edition = edit(room.reconciled(LAST), desk)
    lost = {name: replace(claim, quote="nobody can say how many") for name, claim in room.claims.items()}
    with pytest.raises(GateError, match="no evidence"):
        web_pages(edition, Desk(lost, {}, room.config, TODAY), {})


def test_the_same_edition_gives_the_same_bytes_whatever_the_order() -> None:
    room, turned = full_newsroom(), full_newsroom()
    turned.said.reverse()
    turned.claims = dict(reversed(turned.claims.items()))
    assert pages_of(room) == pages_of(turned)


def test_evidence_shows_the_quote_with_its_parts_the_article_and_its_hash() -> None:
    room = Newsroom()
    quote = "On 1 February 2024 the Ministry of Health said that at least 1,234 people were killed."
    for day in ("2024-02-01", "2024-02-09", "2024-02-17"):
        room.says("ministry", 1_234, day, qualifier=Qualifier.AT_LEAST, hedge="at least", quote=quote)
    at = quote.index("1,234")
    for name, claim in room.claims.items():
        spans = (Span(SpanKind.FIGURE, at, at + 5),)
        room.claims[name] = replace(claim, spans=spans, source="Ministry of Health")
    shown = page_with(pages_of(room, {"a-000000000001": article()}), 'class="claim"')
    for kind, words in (("figure", "1,234"), ("hedge", "at least"), ("source", "Ministry of Health")):
        assert re.search(rf'<mark class="k-{kind}"[^>]*><bdi>{words}</bdi></mark>', shown), kind
    assert re.search(r'<mark class="k-date"[^>]*><bdi>1 February 2024</bdi>', shown)
    assert "5e" * 32 in shown
    assert 'rel="noreferrer external" href="https://example.org/a"' in shown
    assert "Toll rises in Valdria" in shown


def test_evidence_shows_what_was_said_of_the_same_day_before_and_after(tmp_path: Path) -> None:
    walked = laid_out(pages_of(full_newsroom()), tmp_path)
    told = [
        " ".join(step.text_content().split())
        for tree in walked.trees.values()
        for step in tree.cssselect(".evidence ol.bare li")
    ]
    assert "2,900, said 1 April 2024: the first figure for this day" in told
    assert "2,950, said 3 April 2024: raised, +50" in told


def test_evidence_shows_the_ways_on_which_a_figure_came_and_what_to_take_care_with() -> None:
    room = full_newsroom()
    said = room.said[0]
    room.said[0] = replace(said, chains=(Chain("ministry", ("OCHA",), "Orsk Press Agency", "Orsk Herald"),))
    room.gaps = []
    doubt = Finding(FindingKind.SAME_NUMBER, (room.said[0],), said.claims, ("",), "for tests")
    shown = page_with(pages_of(room, weighed=Weighed(findings=(doubt,))), "Orsk Press Agency")
    flat = re.sub(r"<[^>]+>", "", shown)
    assert "Ministry of Health → OCHA → Orsk Press Agency → Orsk Herald" in flat
    assert "one number under the names of two claimants" in flat


def test_evidence_shows_a_corrected_figure_beside_what_stands_with_who_corrected_it_and_why(tmp_path: Path) -> None:
    room = full_newsroom()
    misprint = room.says("ministry", 48_100, "2024-08-01", said_on="2024-07-30")
    room.said.remove(misprint)
    why = Correction(
        misprint.claims[0], Corrector.OUTLET, "Orsk Herald", "a nought too many", PartialDate.parse("2024-08-02")
    )
    walked = laid_out(pages_of(room, corrected=(Corrected(misprint, (why,)),)), tmp_path)
    told = [
        " ".join(one.text_content().split()) for tree in walked.trees.values() for one in tree.cssselect("li, dd")
    ]
    reason = "corrected by the outlet that printed it, 2 August 2024: a nought too many"
    assert f"48,100, said 30 July 2024: out of force, {reason}" in told
    assert reason in told
    assert any(line.startswith("4,810, said 1 August 2024") for line in told)
    assert walked.faults() == []


def hostile_room() -> Newsroom:
    """Names, quotes, outlets and addresses that would do harm if they were taken for markup."""
    room = Newsroom(config(conflict=valdria(title="War " + HOSTILE, reason=HOSTILE)))
    for day in ("2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"):
        quote = HOSTILE * 3 + "x" * 10_000 + " 1,234 people were killed " + HOSTILE
        room.says("ministry", 1_234, day, quote=quote, outlet=HOSTILE * 100, url='https://example.org/"><script>hit')
        room.says("N" * 10_000, 1_234, day, quote=quote, outlet="שלום ‮" + "O" * 10_000, url="javascript:alert(1)")
    return room


def hostile_article() -> Article:
    return article(title=HOSTILE * 50, name="<b>" + "n" * 10_000, url="data:text/html,hit", language="ar")


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    walked = laid_out(pages_of(hostile_room(), {"a-000000000001": hostile_article()}), tmp_path)
    for name, tree in walked.trees.items():
        assert not tree.cssselect("script, iframe, object, embed, form, style, base, link:not([rel=stylesheet])"), (
            name
        )
        for one in tree.iter():
            assert not any(key.startswith("on") or key == "style" for key in dict(one.attrib)), name
            for key in ("href", "src"):
                assert not re.match(r"(?i)\s*(javascript|data|vbscript|file):", one.get(key) or ""), name
        assert not re.search("[‪-‮⁦-⁩]", tree.text_content()), name
    assert any("<script>window.hit=1</script>" in tree.text_content() for tree in walked.trees.values())
    assert walked.stray_digits() == []
    assert walked.faults() == []


def test_words_in_another_language_are_marked_as_such() -> None:
    room = full_newsroom()
    pages = pages_of(room, {"a-000000000001": article(language="ar")})
    assert '<blockquote dir="auto" lang="ar">' in page_with(pages, 'class="claim"')


def test_a_look_back_says_the_day_whose_knowledge_it_shows() -> None:
    room = full_newsroom()
    desk = Desk(room.claims, {}, room.config, TODAY, known_on=LAST)
    pages = web_pages(edit(room.reconciled(), desk), desk, {})
    for name in ("index.html", "evidence.html"):
        assert b'as known on <time datetime="2024-07-15">15 July 2024</time>' in pages[name]
    assert b"as known on <time" not in pages_of(room)["evidence.html"]


def test_nothing_said_yet_makes_pages_too() -> None:
    room = Newsroom()
    pages = web_pages(edit(Reconciled(), room.desk()), room.desk(), {})
    assert b"No claimant has given a figure yet" in pages["index.html"]


def test_partial_days_are_days_that_programs_can_read(tmp_path: Path) -> None:
    room = Newsroom()
    for day in ("2024-02", "2024-03", "2024-04", "2024"):
        room.says("ministry", 120 if day != "2024" else 130, day)
    walked = laid_out(pages_of(room), tmp_path)
    days = {one.get("datetime") for tree in walked.trees.values() for one in tree.cssselect("time")}
    assert {"2024-02", "2024"} <= days
    assert all(PartialDate.parse(day) for day in days)


def test_a_month_is_never_told_as_a_day(tmp_path: Path) -> None:
    room = Newsroom()
    for month in ("2024-02", "2024-03", "2024-04", "2024-05"):
        room.says("ministry", 120 + int(month[-1]), month)
        room.says("army", 100 + int(month[-1]), month)
    walked = laid_out(pages_of(room), tmp_path)
    [card] = [one for one in walked.trees["index.html"].cssselect(".card") if "Ministry" in one.text_content()]
    assert "as of May 2024" in card.text_content()
    days = {
        one.get("datetime")
        for css in (".card .when time", ".all tbody time")
        for tree in walked.trees.values()
        for one in tree.cssselect(css)
    }
    assert days == {"2024-02", "2024-03", "2024-04", "2024-05"}
