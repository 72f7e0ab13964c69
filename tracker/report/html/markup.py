"""Texts as markup: every part escaped, figures as links to their evidence, outside words kept apart from ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from tracker.report.printed import Day, How, Named, Part, Printed, Quoted, Text, walk
from tracker.report.say import say

_WORKED = {How.DIFFERENCE, How.RATIO, How.PART}
_CLAIM = re.compile(r"c-[0-9a-f]{12}")


class Writer:
    """Sets the texts of one page.

    addresses   where the evidence of a claim is, by its id
    languages   in which language a claim's quote is, by its id
    """

    def __init__(self, addresses: Mapping[str, str], languages: Mapping[str, str], page: object) -> None:
        self._addresses = addresses
        self._languages = languages
        worked = (part for part in walk(page) if isinstance(part, Printed) and part.how in _WORKED)
        self._worked = {part: f"w-{number}" for number, part in enumerate(dict.fromkeys(worked), 1)}

    def text(self, words: Text) -> Markup:
        """A text of several parts."""
        return Markup("").join(self._part(part) for part in words)

    def unlinked(self, words: Text) -> Markup:
        """The same without links, for places that are links or headings themselves."""
        return Markup("").join(self._still(part) for part in words)

    def address(self, claim: str) -> str:
        """Where the evidence of a claim is; empty where there is no page of it."""
        return self._addresses.get(claim, "")

    @property
    def worked(self) -> Iterator[tuple[str, Markup]]:
        """The figures of the page that were worked out, each with its anchor and what it was worked out from."""
        for part, anchor in self._worked.items():
            left, right = part.inputs
            yield anchor, self.text(say(f"html.{part.how}", left=left, right=right, n=_plain(part)))

    def _part(self, part: Part) -> Markup:
        if isinstance(part, Printed):
            return self._figure(part)
        if isinstance(part, Named) and part.url:
            return Markup('<a class="out" rel="noreferrer external" href="{}"><bdi>{}</bdi></a>').format(
                part.url, part.text
            )
        if isinstance(part, Named) and _CLAIM.fullmatch(part.text) and part.text in self._addresses:
            return Markup('<a class="id" href="{}">{}</a>').format(self._addresses[part.text], part.text)
        return self._still(part)

    def _figure(self, part: Printed) -> Markup:
        if part in self._worked:
            return Markup('<a class="fig worked {}" href="#{}">{}</a>').format(
                part.how.value, self._worked[part], part.text
            )
        address = self._addresses.get(part.claims[0], "") if part.how is How.STATED and part.claims else ""
        if not address:
            return self._still(part)
        return Markup('<a class="fig" href="{}"><bdi>{}</bdi></a>').format(address, part.text)

    def _still(self, part: Part) -> Markup:
        match part:
            case Printed():
                return Markup('<span class="n {}">{}</span>').format(part.how.value, part.text)
            case Day():
                return Markup('<time datetime="{}">{}</time>').format(part.day, part.text)
            case Quoted():
                language = self._languages.get(part.claim, "")
                spoken = Markup(' lang="{}"').format(language) if language else ""
                return Markup('<bdi class="q"{}>{}</bdi>').format(spoken, part.text)
            case Named():
                return Markup("<bdi>{}</bdi>").format(part.text)
            case _:
                return escape(part)


def _plain(part: Printed) -> Printed:
    """The result itself, to be set beside its inputs: it links nowhere."""
    return Printed(part.text, part.values, How.COUNT)


def path_of(spots: Iterable[tuple[float, float]]) -> str:
    """The path of a line through spots, as SVG writes it."""
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in spots)
