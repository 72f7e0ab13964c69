"""The web pages in a real browser: on a desk, on a phone, on paper, by keyboard, for other senses, against an attack."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import DESKTOP, PHONE, Visit, browser, visit
from newsdesk import LAST, TODAY, Newsroom, full_newsroom
from playwright.sync_api import Browser
from pypdf import PdfReader
from test_report_html import article, hostile_article, hostile_room

from tracker.model import Article
from tracker.report import ReportFiles, write_report

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPENED = "document.querySelectorAll('details').forEach(one => one.open = true)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def written(room: Newsroom, out: Path, one: Article) -> ReportFiles:
    articles = {"a-000000000001": one}
    return write_report(room.reconciled(LAST), room.claims, articles, room.config, out, today=TODAY)


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages about a full newsroom."""
    return written(full_newsroom(), tmp_path_factory.mktemp("web"), article()).html.parent


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of pages about quotes, names and addresses that would do harm as markup."""
    return written(hostile_room(), tmp_path_factory.mktemp("attacked"), hostile_article()).html.parent


def kinds(folder: Path) -> list[Path]:
    """One page of each kind: front, changes, method, list of evidence, an outcome, evidence."""
    outcome = next(path for path in sorted(folder.glob("valdria-2024-killed*.html")))
    shelf = next(path for path in sorted(folder.glob("evidence-valdria-2024-killed*.html")))
    plain = [folder / f"{name}.html" for name in ("index", "changes", "method", "evidence")]
    return [*plain, outcome, shelf]


def quiet(made: Visit, folder: Path) -> None:
    """Nothing was asked for outside the folder, no script ran, and the policy had nothing to refuse."""
    assert made.asked
    assert all(url.startswith(f"{folder.as_uri()}/") for url in made.asked), made.asked
    assert made.console == []
    assert made.dialogs == []


def test_pages_show_their_style_and_charts_from_the_folder_alone(chromium: Browser, pressed: Path) -> None:
    for path in kinds(pressed):
        with visit(chromium, path) as made:
            made.page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
            made.page.wait_for_function("[...document.images].every(one => one.complete)")
            sizes = made.page.evaluate("[...document.images].map(one => one.naturalWidth)")
            assert all(size > 300 for size in sizes)
            assert made.page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
            quiet(made, pressed)


def test_the_first_screen_says_what_matters_most_and_shows_newest_figures(chromium: Browser, pressed: Path) -> None:
    with visit(chromium, pressed / "index.html") as made:
        page = made.page
        for css in (".first", ".changed h2", ".card .big", ".card .when"):
            box = page.locator(css).first.bounding_box()
            assert box is not None, css
            assert box["y"] + box["height"] <= DESKTOP[1], css
        card = page.locator(".card", has_text="Ministry of Health").first
        assert re.search(r"4,810\s+as of 1 August 2024, 845 days old", card.inner_text())
        assert card.locator("svg circle").count() > 1
        assert "Small chart" in (card.locator("svg").get_attribute("aria-label") or "")


@pytest.mark.parametrize("size", [PHONE, (320, 568)], ids=["phone", "small phone"])
@pytest.mark.parametrize("which", ["pressed", "attacked"])
def test_no_page_is_wider_than_a_phone(
    chromium: Browser, which: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    for path in kinds(request.getfixturevalue(which)):
        with visit(chromium, path, size, is_mobile=True, has_touch=True) as made:
            made.page.evaluate(OPENED)
            assert made.page.evaluate(WIDER) <= 0, path.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_that_keeps_a_reader_out(
    chromium: Browser, pressed: Path, size: tuple[int, int], scheme: str
) -> None:
    for path in kinds(pressed):
        # axe itself is a script, which the policy of the pages would not let in
        with visit(chromium, path, size, color_scheme=scheme, bypass_csp=True) as made:
            made.page.evaluate(OPENED)
            found = Axe().run(made.page).response["violations"]
            assert [(one["id"], one["impact"], [node["html"] for node in one["nodes"][:3]]) for one in found] == []


def test_the_keyboard_alone_leads_from_a_figure_to_its_words(chromium: Browser, pressed: Path) -> None:
    with visit(chromium, pressed / "index.html") as made:
        page = made.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
        assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        figure = page.evaluate("document.activeElement.textContent")
        assert page.evaluate("document.activeElement.className") == "fig"
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Enter")
        page.wait_for_url("**/evidence-*")
        quote = page.locator(":target blockquote").inner_text()
        assert re.search(r"[0-9,]+", figure).group() in quote  # type: ignore[union-attr]
        assert page.locator(":target mark").count() >= 0
        assert page.locator(":target").is_visible()


def test_a_summary_opens_the_words_and_the_source_without_a_script(chromium: Browser, pressed: Path) -> None:
    with visit(chromium, pressed / "index.html", java_script_enabled=False) as made:
        card = made.page.locator(".card").first
        assert not card.locator("blockquote").is_visible()
        card.locator("summary").focus()
        made.page.keyboard.press("Enter")
        assert card.locator("blockquote").is_visible()
        link = card.locator("a.out").first
        assert link.get_attribute("href") == "https://example.org/a"
        assert link.get_attribute("rel") == "noreferrer external"


def test_a_table_keeps_its_meaning_when_a_phone_stacks_it(chromium: Browser, pressed: Path) -> None:
    [path] = [path for path in kinds(pressed) if path.name.startswith("valdria")]
    with visit(chromium, path, PHONE) as made:
        table = made.page.get_by_role("table").first
        assert table.get_by_role("row").count() > 1
        assert table.get_by_role("rowheader").first.is_visible()
        cell = table.get_by_role("cell").first
        shown = cell.evaluate("one => getComputedStyle(one, '::before').content")
        assert shown.strip('"') == cell.get_attribute("data-label")


def test_paper_gets_the_words_and_the_figures_and_no_ways_around(chromium: Browser, pressed: Path) -> None:
    with visit(chromium, pressed / "index.html") as made:
        pdf = PdfReader(io.BytesIO(made.page.pdf(format="A4")))
        words = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "4,810" in words
    assert "What changed since" in words
    assert "Skip to the report" not in words
    assert "845 days old" in words
    with visit(chromium, next(path for path in kinds(pressed) if path.name.startswith("evidence-v"))) as made:
        pdf = PdfReader(io.BytesIO(made.page.pdf(format="A4")))
        assert "<https://example.org/a>" in "".join(page.extract_text() for page in pdf.pages)


def test_nothing_that_was_quoted_runs_or_fetches(chromium: Browser, attacked: Path) -> None:
    for path in sorted(attacked.glob("*.html")):
        with visit(chromium, path) as made:
            page = made.page
            page.evaluate(OPENED)
            page.mouse.wheel(0, 20_000)
            page.wait_for_timeout(50)
            assert page.evaluate("window.hit") is None
            assert page.locator("script").count() == 0
            quiet(made, attacked)
    with visit(chromium, next(path for path in kinds(attacked) if path.name.startswith("evidence-v"))) as made:
        assert "<script>window.hit=1</script>" in made.page.locator("blockquote").first.inner_text()


def test_the_policy_stops_a_script_even_if_one_got_in(chromium: Browser, pressed: Path, tmp_path: Path) -> None:
    harm = b'<script>window.hit=1</script><img src="https://e.example/x.png" onerror="window.hit=2"></main>'
    for path in pressed.glob("*.css"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    there = tmp_path / "index.html"
    there.write_bytes((pressed / "index.html").read_bytes().replace(b"</main>", harm))
    with visit(chromium, there) as made:
        made.page.wait_for_timeout(100)
        assert made.page.evaluate("window.hit") is None
        assert len([words for words in made.console if "Content Security Policy" in words]) >= 2


def test_words_that_turn_around_stay_in_their_place(chromium: Browser, tmp_path: Path) -> None:
    """A name written from right to left does not pull the figure behind it to its other side."""
    room = Newsroom()
    for day in ("2024-02-01", "2024-03-01", "2024-04-01"):
        room.says("ministry", 1_234, day, outlet="صحيفة أورسك")
    folder = written(room, tmp_path, article()).html.parent
    path = next(path for path in kinds(folder) if path.name.startswith("valdria"))
    with visit(chromium, path) as made:
        row = made.page.locator("table", has_text="صحيفة أورسك").last.locator("tbody tr").first
        day, outlet = row.locator("td time").last.bounding_box(), row.locator("bdi", has_text="صحيفة").bounding_box()
        assert day is not None
        assert outlet is not None
        assert day["x"] < outlet["x"] or day["y"] < outlet["y"]
