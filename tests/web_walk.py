"""Reads web pages of the report back as a reader gets them: which digits stand where, and where each figure leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from tracker.model import PartialDate
from tracker.report.evidence import numbers
from tracker.report.printed import day_text

# What may hold digits: a figure, a number worked out or counted, a day, words from outside, the id of a claim.
TRACED = ("a.fig", "span.n", "time", "bdi", "span.q", "span.around", "a.id")
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


@dataclass
class Pages:
    """The pages of one folder by file name."""

    trees: dict[str, HtmlElement]

    @classmethod
    def read(cls, folder: Path) -> Pages:
        files = sorted(folder.glob("*.html"))
        return cls({path.name: html.document_fromstring(path.read_text("utf-8")) for path in files})

    def stray_digits(self) -> list[str]:
        """Words with digits that stand in nothing that says where they come from."""
        return [f"{name}: {words!r}" for name, tree in self.trees.items() for words in _stray(tree)]

    def faults(self) -> list[str]:
        """Everything about figures, days and workings that does not hold when it is followed."""
        known = {
            name: {one.get("id"): one for one in tree.iter() if one.get("id")} for name, tree in self.trees.items()
        }
        out = []
        for name, tree in self.trees.items():
            for link in tree.cssselect("a.fig"):
                file, _, anchor = link.get("href").partition("#")
                target = known.get(file or name, {}).get(anchor)
                if target is None:
                    out.append(f"{name}: {link.text_content()} leads to {link.get('href')}, which is not there")
                elif (fault := _unlike(link, target)) is not None:
                    out.append(f"{name}: {fault}")
            for day in tree.cssselect("time"):
                if day_text(PartialDate.parse(day.get("datetime"))).text != day.text_content():
                    out.append(f"{name}: {day.text_content()} is not {day.get('datetime')}")
            out.extend(f"{name}: {href} is not there" for href in self._lost(name, tree, known))
        return out

    def _lost(self, name: str, tree: HtmlElement, known: dict[str, dict[str, HtmlElement]]) -> Iterator[str]:
        for link in tree.iter("a"):
            href = link.get("href")
            file, _, anchor = href.partition("#")
            if href.startswith(("http://", "https://", "../")):
                continue
            if (file or name) not in known or (anchor and anchor not in known[file or name]):
                yield href

    def figures(self) -> list[str]:
        """The words of every figure that links to its evidence, on all pages."""
        return [link.text_content() for tree in self.trees.values() for link in tree.cssselect("a.fig")]


def _stray(tree: HtmlElement) -> Iterator[str]:
    allowed = {one for css in TRACED for one in tree.cssselect(css)}
    for element in tree.body.iter():
        if not isinstance(element.tag, str):
            continue
        inside = element in allowed or any(one in allowed for one in element.iterancestors())
        words = [] if inside else [element.text or ""]
        around = any(one in allowed for one in element.iterancestors())
        words += [] if around else [element.tail or ""]
        yield from (one.strip() for one in words if re.search(r"\d", one))


def _unlike(link: HtmlElement, target: HtmlElement) -> str | None:
    """Says how a figure is not what it leads to, None where it is."""
    words = link.text_content()
    if "worked" in link.get("class"):
        told = target.text_content()
        digits = [float(one.replace(",", "")) for one in NUMBER.findall(told)]
        result = float(NUMBER.findall(words)[0].replace(",", ""))
        sources = target.cssselect("a.fig")
        if len(sources) != 2 or result not in digits:
            return f"{words} is worked out from {told!r}"
        left, right = (float(NUMBER.findall(one.text_content())[0].replace(",", "")) for one in sources)
        good = (
            "part" in link.get("class")
            or abs(abs(left - right) - result) < 1e-9
            or any(b and abs(a / b - result) <= 0.051 for a, b in ((left, right), (right, left)))
        )
        return None if good else f"{words} does not follow from {told!r}"
    quote = " | ".join(one.text_content() for one in target.cssselect(".said, .cells dd"))
    if not NUMBER.search(words):
        return None if words.strip("“”").lower() in quote.lower() else f"{words} is not in {quote!r}"
    wanted = {int(one.replace(",", "")) for one in NUMBER.findall(words)}
    return None if wanted <= numbers(quote) else f"{words} is not in {quote[:200]!r}"
