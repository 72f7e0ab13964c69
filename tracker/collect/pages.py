"""Reads an HTML page: its main text, and which stretches of it are headline, table, caption or link to another text.

Main text by trafilatura without comments and with tables. What the page states of itself is in `page_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tracker.collect.article import Collected, Given, collected, decode, problem
from tracker.collect.language import language_of_page
from tracker.collect.page_facts import facts_of, one_line, text_of
from tracker.collect.page_paths import quicken
from tracker.issues import Issue, Severity
from tracker.model import Region

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BEGINNING = 50  # letters in which a page says that it is HTML
_PARTS_OF_A_PAGE = 2  # a head and a body; what has neither these nor the word is no page
_WORDS_OF_A_TEASER = 4  # a line that is one link of fewer words may be a name
# The words that sites name such parts with, as whole words of a name: "comment-list", "related_posts".
_NAMED = {
    Region.COMMENT: re.compile(
        r"(?<![a-z])(?:comments?|commentlist|replies|(?:reader-)?responses|disqus)(?![a-z])", re.I
    ),
    Region.CAPTION: re.compile(r"(?<![a-z])captions?(?![a-z])", re.I),
    Region.TEASER: re.compile(
        r"(?<![a-z])(?:related|recommended|promos?|teasers?|more-stories|read-more|also-read|most-read)(?![a-z])",
        re.I,
    ),
}
Refuses = Callable[[str, str | None], str | None]
_LINKED_DATA = "application/ld+json"
_NEAR_TOP = 4  # lines among which the headline is looked for


def read_html(
    raw: bytes,
    name: str,
    given: Given,
    *,
    url: str | None = None,
    charset: str | None = None,
    refuses: Refuses | None = None,
) -> Collected | Issue:
    """The article of a page. A page without a main text, or one that cannot be parsed, is an issue.

    refuses   told the page's text and its language before its date and regions are looked for; a page that it names a
              reason for is an issue of that code
    """
    declared = _CHARSET.search(raw[:4096])
    charset = charset or (declared.group(1).decode("ascii") if declared else None)
    html = _XML_DECLARATION.sub("", decode(raw, charset)).replace("\0", "")
    try:
        tree = _tree(html)
        body = _main_text(_slimmed(deepcopy(tree))) if tree is not None else ""
        if not body:
            return problem("no-text", name, "found no main text in the page; nothing of it is read")
        facts = facts_of(tree, given, url)
        language = facts.stated.language
        if given.language is None:
            language = language_of_page(body, language)
        why = refuses(_with_headline(facts.stated.title, body), language) if refuses is not None else None
        if why is not None:
            return problem(why, name, "left out before its date was looked for", Severity.NOTE)
        stated = replace(facts.dated(tree, html, given), language=language)
        apart = _apart(_slimmed(tree), body)
    except Exception as error:  # parsers of hostile pages fail in ways that cannot be listed
        return problem("unreadable", name, f"the page cannot be parsed: {type(error).__name__}: {str(error)[:120]}")
    text = _with_headline(stated.title, body)
    return collected(name, text, raw, given, stated, _regions(stated.title, text, apart))


def _tree(html: str) -> Any:
    """The parsed page without its remarks, None for what is no page.

    Parsed as trafilatura parses, which takes the tree over, but for the class of its elements: lxml.html looks for it in
    Python each time that an element is passed, which costs a tenth of all that is done to a page.
    """
    from lxml import etree
    from lxml.html import HtmlElement
    from trafilatura.utils import is_dubious_html, repair_faulty_html

    beginning = html[:_BEGINNING].lower()
    parser = etree.HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        no_network=True,
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = etree.fromstring(repair_faulty_html(html, beginning).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return None if tree is None or (is_dubious_html(beginning) and len(tree) < _PARTS_OF_A_PAGE) else tree


def _slimmed(tree: Any) -> Any:
    """The same tree without what holds no words for a reader: programs, styles, and what the head says to machines.

    Every step of trafilatura drops these too, after it has walked and copied them several times. JSON-LD stays: a page
    may hold its article there and nowhere else.
    """
    from lxml import etree

    for script in tree.iter("script"):
        if script.get("type") != _LINKED_DATA:
            script.tag = "style"
    etree.strip_elements(tree, "style", "meta", with_tail=False)
    head = tree.find("head")
    if head is not None:
        etree.strip_elements(head, "link", with_tail=False)
    return tree


def _main_text(tree: Any) -> str:
    import trafilatura

    quicken()

    text = trafilatura.extract(
        tree,  # which it copies
        output_format="txt",
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        deduplicate=False,
    )
    return (text or "").strip()


def _apart(tree: Any, body: str) -> dict[str, Region]:
    """Lines of the page that are no body, by their words: whole captions, links that are a line by themselves, and what
    stands in a part of the page that is named after comments or other stories."""
    links = (text_of(link).casefold() for link in tree.iter("a"))
    found = {words: Region.TEASER for words in links if len(words.split()) >= _WORDS_OF_A_TEASER}
    for part in tree.iter("div", "section", "aside", "ul", "ol", "p", "figcaption"):
        named = " ".join(part.get(key) or "" for key in ("class", "id", "itemprop"))
        region = Region.CAPTION if part.tag == "figcaption" else _region_named(named)
        if region is None or part.find(".//h1") is not None or len(text_of(part)) > len(body) // 2:
            continue  # "has-comments" on what holds the whole article says nothing of its lines
        for block in (part, *part.iter("p", "li", "div", "blockquote", "h2", "h3", "h4", "h5", "dd")):
            found[text_of(block).casefold()] = region
    found.pop("", None)
    return found


@lru_cache(maxsize=1 << 12)  # a page names a thousand parts with a few dozen names
def _region_named(words: str) -> Region | None:
    """What a part of a page is by its class, id or itemprop."""
    return next((region for region, names in _NAMED.items() if names.search(words)), None) if words else None


def _with_headline(title: str | None, body: str) -> str:
    """The text with its headline first."""
    return f"{title}\n{body}" if title and title.casefold() not in body[:600].casefold() else body


def _regions(title: str | None, text: str, apart: dict[str, Region]) -> tuple[tuple[Region, int, int], ...]:
    """The stretches of the text that are headline, table, caption or teaser."""
    headline = (title or "").casefold()
    regions: list[tuple[Region, int, int]] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        words = one_line(line).casefold()
        if number < _NEAR_TOP and words and words == headline:
            regions.append((Region.HEADLINE, at, at + len(line)))
        elif line.startswith("|"):
            regions.append((Region.TABLE, at, at + len(line)))
        elif region := apart.get(words) or apart.get(words.removeprefix("- ")):
            regions.append((region, at, at + len(line)))
        at += len(line) + 1
    return tuple(regions)
