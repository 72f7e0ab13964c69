"""Searches of the library for parts of a page, each name looked at once: they find what its own expressions find."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.etree import XPath

from tracker.collect import page_paths
from tracker.collect.page_paths import _LISTS, NamedParts, quickened

PAGES = Path(__file__).parents[3] / "shared" / "pages"
TAGS = "div section article main aside p span ul ol li details table td a footer svg h1 o:p".split()
NAMES = (
    "post post-content entry-content articleBody story content main main-column page-content comments comment-list "
    "commentary post-comments infinite-scroll mvp-post-add-box elementor-share-buttons share social nav menu sidebar "
    "teaser caption footer cookie cookie-banner hidden related widget ad-box next-story meta text"
).split()
NAMED = ("class", "id", "role", "style", "itemprop", "aria-hidden", "data-component", "data-lp-replacement-content")


def expressions() -> list[Any]:
    """The library's own, also where an earlier test has put ours in their place."""
    paths = importlib.import_module("trafilatura.xpaths")
    every = [one for name in _LISTS for one in getattr(paths, name)]
    every.append(importlib.import_module("trafilatura.baseline").BASIC_CLEAN_XPATH)  # type: ignore[attr-defined]
    return [getattr(one, "expression", one) for one in every]


SEARCHES = [(one, quickened(one)) for one in expressions()]

value = st.one_of(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(" ".join),
    st.sampled_from(
        ["true", "navigation", "main", "display:none", "overflow: hidden", "MostPopularStories", "\x01", ""]
    ),
)
element = st.tuples(st.sampled_from(TAGS), st.lists(st.tuples(st.sampled_from(NAMED), value), max_size=3))
tree = st.recursive(
    element.map(lambda one: (*one, [])),
    lambda inner: st.tuples(
        st.sampled_from(TAGS),
        st.lists(st.tuples(st.sampled_from(NAMED), value), max_size=3),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def written(tag: str, names: list[tuple[str, str]], inside: list[Any]) -> str:
    given = "".join(f' {name}="{words}"' for name, words in names)
    return f"<{tag}{given}>words{''.join(written(*one) for one in inside)}</{tag}>"


@settings(max_examples=300)
@given(st.lists(tree, min_size=1, max_size=4))
def test_each_search_finds_in_any_tree_what_the_library_finds(made: list[Any]) -> None:
    page = html.fromstring("<html><body>" + "".join(written(*one) for one in made) + "</body></html>")
    for own, ours in SEARCHES:
        assert ours(page) == own(page)
        body = page.find("body")
        assert ours(body) == own(body)


@pytest.mark.shared
@pytest.mark.skipif(not PAGES.is_dir(), reason="needs ../shared")
def test_each_search_finds_in_real_pages_what_the_library_finds() -> None:
    for path in sorted(PAGES.glob("*.html"))[::5]:
        page = html.document_fromstring(path.read_bytes())
        for own, ours in SEARCHES:
            assert ours(page) == own(page), (path.name, own.path)


def test_most_searches_of_the_library_are_of_names() -> None:
    assert sum(isinstance(ours, NamedParts) for _, ours in SEARCHES) >= len(SEARCHES) - 3


@pytest.mark.parametrize(
    "path",
    [
        ".//article",
        "//*[@class='post']",
        ".//div[@class='post']/p",
        ".//div[ancestor::section][@class='post']",
        ".//div[@class='post'][2]",
        ".//div[@class='post'][position() < 3]",
        ".//div[contains(text(), 'post')][@class]",
        ".//div[contains(., 'post')][@class]",
        "(.//div[@class='post']|.//main[@id='main'])[1]",
        ".//div[.//p][@class='post']",
    ],
)
def test_a_search_that_looks_beyond_an_elements_names_stays_the_librarys(path: str) -> None:
    expression = XPath(path)
    assert quickened(expression) is expression


def test_a_page_of_countless_names_is_searched_as_the_library_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_paths, "_MOST", 20)
    page = html.fromstring(
        "<div>" + "".join(f"<div class='post-text countless{n}'>words</div>" for n in range(60)) + "</div>"
    )
    for own, ours in SEARCHES:
        assert ours(page) == own(page)
        assert not isinstance(ours, NamedParts) or not any("countless59" in str(key) for key in ours._verdicts)
