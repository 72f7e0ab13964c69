"""Sets the pages with Jinja: everything is escaped, an unknown name in a template is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.errors import GateError
from tracker.model import SpanKind
from tracker.report.catalogue import Words, language, section, told
from tracker.report.html.markup import Writer, path_of
from tracker.report.html.model import Site
from tracker.report.html.site import site
from tracker.report.html.sparks import HEIGHT, WIDTH
from tracker.report.pages import Edition, ReportData
from tracker.report.panels import Desk
from tracker.report.plot_style import COLOURS
from tracker.report.printed import plain
from tracker.report.proofread import unproven

_BOX = re.compile(r'viewBox="0 0 ([0-9]+)(?:\.[0-9]+)? ([0-9]+)(?:\.[0-9]+)?"')
SPANS = Words("span", SpanKind)
# Nothing is fetched but the style sheet and the charts that lie beside the page; file: is for a folder opened from disk.
POLICY = (
    "default-src 'none'; img-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'; "
    "script-src 'none'; object-src 'none'"
)


def web_pages(edition: Edition, desk: Desk, drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file of the folder by its name in it: pages, style sheet, charts. `drawings` are the SVG charts by name.

    The same edition gives the same bytes. Raises GateError if a number on them has nothing behind it.
    """
    made = site(edition, desk)
    faults = unproven(made.words, desk.claims)
    if faults:
        raise GateError("the web pages were not written: a number has no evidence\n" + "\n".join(faults[:20]))
    press = _Press(edition.data, made, made.addresses, _languages(desk), _sizes(drawings))
    pages = dict(press.pages())
    out = {f"{name}.html": words.encode("utf-8", "replace") for name, words in pages.items()}
    out |= {f"charts/{name}.svg": svg for name, svg in drawings.items()}
    return {**out, "style.css": _style()}


@dataclass(frozen=True, slots=True)
class _Press:
    """Sets one page after the other; `addresses` and `languages` are of claims, `sizes` of charts."""

    data: ReportData
    site: Site
    addresses: Mapping[str, str]
    languages: Mapping[str, str]
    sizes: Mapping[str, tuple[str, str]]

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page by its name."""
        data = self.data
        points = data.news.points if data.news else ()
        hands = tuple(conflict.hands for conflict in self.site.conflicts)
        yield "index", self._set("front", (data.lead, data.second, data.only, data.scope, points, hands))
        yield "changes", self._set("changes", data.news)
        yield "method", self._set("method", (data.looks, data.coverage, data.left_out))
        yield "evidence", self._set("shelves", ())
        for conflict in self.site.conflicts:
            for page in conflict.pages:
                yield page.name, self._set("outcome", page.words, page=page, conflict=conflict)
        for shelf in self.site.shelves:
            yield shelf.name, self._set("shelf", shelf, shelf=shelf)

    def _set(self, template: str, printed: object, **more: object) -> str:
        return (
            _environment()
            .get_template(f"{template}.html")
            .render(
                data=self.data,
                site=self.site,
                w=Writer(self.addresses, self.languages, printed),
                say=section("html"),
                words=section("layout"),
                how=told("how"),
                method=told("method"),
                glossary=told("glossary"),
                spans=SPANS,
                language=language(),
                policy=POLICY,
                sizes=self.sizes,
                spark_box=f"0 0 {WIDTH:g} {HEIGHT:g}",
                **more,
            )
        )


def _sizes(drawings: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Width and height of each drawing, so that a page does not jump while it loads."""
    found = {name: _BOX.search(svg[:2000].decode("utf-8", "replace")) for name, svg in drawings.items()}
    return {name: (box.group(1), box.group(2)) for name, box in found.items() if box}


def _languages(desk: Desk) -> dict[str, str]:
    """The language of each claim's quote, where it is another than the report's."""
    spoken = {one.id: one.language for one in desk.articles.values() if one.language not in (None, "", language())}
    return {name: told for name, one in desk.claims.items() if (told := spoken.get(one.article_id))}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("tracker.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = plain
    made.filters["path"] = lambda dots: path_of((dot.x, dot.y) for dot in dots)
    return made


def _style() -> bytes:
    """The style sheet, with the colours that the charts have."""
    sheet = (files("tracker.report.html") / "style.css").read_text("utf-8")
    hues = "\n".join(f".c{rank} {{ --hue: {hue}; }}" for rank, hue in enumerate(COLOURS))
    return f"{sheet}\n{hues}\n".encode()
