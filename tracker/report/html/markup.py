"""Texts as markup: every part escaped, figures as links to their evidence, outside words kept apart from ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from markupsafe import Markup

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
        return Markup("".join([self._part(part) for part in words]))  # noqa: S704 - every part is escaped below

    def unlinked(self, words: Text) -> Markup:
        """The same without links, for places that are links or headings themselves."""
        return Markup("".join([self._still(part) for part in words]))  # noqa: S704 - every part is escaped below

    def address(self, claim: str) -> str:
        """Where the evidence of a claim is; empty where there is no page of it."""
        return self._addresses.get(claim, "")

    @property
    def worked(self) -> Iterator[tuple[str, Markup]]:
        """The figures of the page that were worked out, each with its anchor and what it was worked out from."""
        for part, anchor in self._worked.items():
            left, right = part.inputs
            yield anchor, self.text(say(f"html.{part.how}", left=left, right=right, n=_plain(part)))

    def _part(self, part: Part) -> str:
        if isinstance(part, Printed):
            return self._figure(part)
        if isinstance(part, Named) and part.url:
            link = f'<a class="out" rel="noreferrer external" href="{escape(part.url)}">'
            return f"{link}<bdi>{escape(part.text)}</bdi></a>"
        if isinstance(part, Named) and _CLAIM.fullmatch(part.text) and part.text in self._addresses:
            return f'<a class="id" href="{escape(self._addresses[part.text])}">{escape(part.text)}</a>'
        return self._still(part)

    def _figure(self, part: Printed) -> str:
        if part in self._worked:
            link = f'<a class="fig worked {part.how.value}" href="#{self._worked[part]}">'
            return f"{link}{escape(part.text)}</a>"
        address = self._addresses.get(part.claims[0], "") if part.how is How.STATED and part.claims else ""
        if not address:
            return self._still(part)
        return f'<a class="fig" href="{escape(address)}"><bdi>{escape(part.text)}</bdi></a>'

    def _still(self, part: Part) -> str:
        if isinstance(part, str):
            return escape(part)
        words = escape(part.text)
        match part:
            case Printed():
                return f'<span class="n {part.how.value}">{words}</span>'
            case Day():
                return f'<time datetime="{part.day}">{words}</time>'
            case Quoted():
                language = self._languages.get(part.claim, "")
                spoken = f' lang="{escape(language)}"' if language else ""
                return f'<bdi class="q"{spoken}>{words}</bdi>'
            case Named():
                return f"<bdi>{words}</bdi>"


def _plain(part: Printed) -> Printed:
    """The result itself, to be set beside its inputs: it links nowhere."""
    return Printed(part.text, part.values, How.COUNT)


def path_of(spots: Iterable[tuple[float, float]]) -> str:
    """The path of a line through spots, as SVG writes it."""
    return "M" + " L".join(f"{x:g} {y:g}" for x, y in spots)
