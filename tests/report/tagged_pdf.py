"""What keeps a PDF from being read with other senses: the rules of PDF/UA-1 that a program can judge.

    python tests/report/tagged_pdf.py REPORT.pdf

Prints one line a fault and exits with 1 where there is any. Read from the file itself and not from what wrote it, by the
clauses of ISO 14289-1 as the Matterhorn Protocol (PDF Association, 2014) parts them: clause 5 and 7.1 to 7.5, 7.7, 7.9,
7.11, 7.15, 7.16, 7.18, 7.20 and, of fonts, 7.21.3, 7.21.4 and 7.21.7. Whether a description is a good one, or an order of
reading makes sense, no program can tell.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import ContentStream
from tagged_fonts import font_faults

STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure "
    "Formula Form".split()
)
# What may stand directly in what, where the standard closes the list (ISO 32000-1, 14.8.4.3).
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
AROUND = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
PAINTS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"])
ARTIFACT, UNMARKED = -1, -2
XMP = {"dc": "http://purl.org/dc/elements/1.1/", "ua": "http://www.aiim.org/pdfua/ns/id/"}


def faults(reader: PdfReader) -> list[str]:
    """One line a fault, with the clause; empty for a file in which a program finds nothing."""
    root = reader.trailer["/Root"]
    found = [*_document(reader, root)]
    if "/StructTreeRoot" not in root:
        return [*found, "7.1: there is no structure tree"]
    elements = list(_elements(root["/StructTreeRoot"]))
    roles = {str(k)[1:]: str(v)[1:] for k, v in root["/StructTreeRoot"].get("/RoleMap", {}).items()}
    kinds = [_kind(element, roles) for element, _ in elements]
    found += _roles(elements, roles)
    found += _nesting(elements, kinds, roles)
    found += _headings(kinds)
    found += _texts_for(elements, kinds)
    found += _pages(reader, root["/StructTreeRoot"], elements, kinds)
    return found


def _document(reader: PdfReader, root: Any) -> Iterator[str]:
    if reader.is_encrypted:
        yield "7.16: the file is encrypted"
    marks = root.get("/MarkInfo", {})
    if not _true(marks.get("/Marked")):
        yield "6.2: the file does not say that it is tagged"
    if _true(marks.get("/Suspects")):
        yield "7.1: the tags are called suspect"
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", str(root.get("/Lang", ""))):
        yield "7.2: the document has no language"
    if not _true(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")):
        yield "7.1: the title is not to be shown in place of the file's name"
    about = ElementTree.fromstring(root["/Metadata"].get_object().get_data()) if "/Metadata" in root else None
    title = about.find(".//dc:title", XMP) if about is not None else None
    if title is None or not "".join(title.itertext()).strip():
        yield "7.1: the metadata has no title"
    part = {e.text for e in about.iterfind(".//ua:part", XMP)} if about is not None else set()
    if about is not None:
        part |= {e.get(f"{{{XMP['ua']}}}part") for e in about.iter()}
    if "1" not in part:
        yield "5: the metadata does not say that it is PDF/UA-1"
    if "/XFA" in root.get("/AcroForm", {}):
        yield "7.15: the file holds a dynamic form"
    for settings in [root.get("/OCProperties", {}).get("/D", {}), *root.get("/OCProperties", {}).get("/Configs", [])]:
        if settings and (not settings.get("/Name") or "/AS" in settings):
            yield "7.10: a configuration of layers has no name, or changes by itself"


def _true(value: Any) -> bool:
    """A boolean of the file; pypdf's own object counts as true whatever it holds."""
    return bool(getattr(value, "value", value))


def _elements(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every element with its parent, in the order of reading."""
    waiting = [(kid, tree) for kid in reversed(_kids(tree))]
    while waiting:
        element, parent = waiting.pop()
        yield element, parent
        waiting += [(kid, element) for kid in reversed(_kids(element))]


def _kids(element: Any) -> list[Any]:
    held = element.get("/K")
    held = held.get_object() if held is not None else []
    return [k for k in (one.get_object() for one in (held if isinstance(held, list) else [held])) if _is_element(k)]


def _is_element(one: Any) -> bool:
    return isinstance(one, dict) and "/S" in one and one.get("/Type") in (None, "/StructElem")


def _kind(element: Any, roles: dict[str, str]) -> str:
    kind, seen = str(element.get("/S", "/"))[1:], set[str]()
    while kind in roles and kind not in STANDARD and kind not in seen:
        seen.add(kind)
        kind = roles[kind]
    return kind


def _roles(elements: list[tuple[Any, Any]], roles: dict[str, str]) -> Iterator[str]:
    for kind in sorted({_kind(element, roles) for element, _ in elements} - STANDARD):
        yield f"7.1: {kind} is no standard type, nor mapped to one"
    for kind in sorted(roles.keys() & STANDARD):
        yield f"7.1: the standard type {kind} is mapped to another"


def _nesting(elements: list[tuple[Any, Any]], kinds: list[str], roles: dict[str, str]) -> Iterator[str]:
    wrong: Counter[tuple[str, str]] = Counter()
    for (_, parent), kind in zip(elements, kinds, strict=True):
        above = _kind(parent, roles)
        if kind not in INSIDE.get(above, {kind}) or above not in AROUND.get(kind, {above}):
            wrong[kind, above] += 1
    for (kind, above), times in sorted(wrong.items()):
        yield f"7.2: {kind} stands in {above or 'the root'}, {times} times"


def _headings(kinds: list[str]) -> Iterator[str]:
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    if levels and "H" in kinds:
        yield "7.4: headings with and without a level"
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"7.4: a heading of level {level} follows one of level {before}"


def _texts_for(elements: list[tuple[Any, Any]], kinds: list[str]) -> Iterator[str]:
    """Alternative texts, the scope of headers, the names of notes."""
    missing: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for (element, _), kind in zip(elements, kinds, strict=True):
        if kind in ("Figure", "Formula") and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            missing[f"7.3: a {kind} has no text in its place"] += 1
        if kind == "TH" and not any("/Scope" in a or "/Headers" in a for a in _attributes(element)):
            missing["7.5: a header cell does not say what it is the head of"] += 1
        if kind == "Note":
            notes[str(element.get("/ID", ""))] += 1
    yield from (f"{words}, {times} times" for words, times in sorted(missing.items()))
    if "" in notes or any(times > 1 for times in notes.values()):
        yield "7.9: a note has no name of its own"


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A")
    held = held.get_object() if held is not None else []
    return [
        a for a in (one.get_object() for one in (held if isinstance(held, list) else [held])) if isinstance(a, dict)
    ]


def _pages(reader: PdfReader, tree: Any, elements: list[tuple[Any, Any]], kinds: list[str]) -> Iterator[str]:
    parents = _numbers(tree.get("/ParentTree", {}))
    held = {id(e): k for (e, _), k in zip(elements, kinds, strict=True)}
    fonts: dict[int, Any] = {}
    drawn: set[tuple[int, bool]] = set()
    for number, page in enumerate(reader.pages, 1):
        marked = parents.get(page.get("/StructParents", -1), [])
        resources = page["/Resources"].get_object()
        content = page.get_contents()
        for words in _content(reader, content, resources, len(marked), fonts, drawn) if content is not None else ():
            yield f"page {number}: {words}"
        notes = [note.get_object() for note in page.get("/Annots", [])]
        if notes and page.get("/Tabs") != "/S":
            yield f"page {number}: 7.18: the keyboard does not follow the structure"
        for note in notes:
            above = parents.get(note.get("/StructParent", -1))
            wanted = "Link" if note.get("/Subtype") == "/Link" else "Annot"
            if held.get(id(above)) != wanted:
                yield f"page {number}: 7.18: a {note.get('/Subtype')} stands in no {wanted}"
            if not note.get("/Contents") and not (above or {}).get("/Alt"):
                yield f"page {number}: 7.18: a {note.get('/Subtype')} has no description"
    for font, used in fonts.values():
        yield from font_faults(font, used)


def _numbers(tree: Any) -> dict[int, Any]:
    """A number tree as a dict."""
    found: dict[int, Any] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop().get_object()
        pairs = node.get("/Nums", [])
        found |= {int(pairs[n]): pairs[n + 1].get_object() for n in range(0, len(pairs), 2)}
        waiting += node.get("/Kids", [])
    return found


def _content(
    reader: PdfReader,
    stream: ContentStream,
    resources: Any,
    marked: int,
    fonts: dict[int, Any],
    drawn: set[tuple[int, bool]],
    inside: int = UNMARKED,
) -> Iterator[str]:
    """What is painted outside of all marks, and marks that nothing of the structure knows; notes which glyphs are used."""
    stack, unmarked, strange = [inside], 0, 0
    font: Any = None
    for operands, operator in stream.operations:
        name = operator.decode("latin-1")
        if name in ("BDC", "BMC"):
            given = operands[1] if len(operands) > 1 else None
            given = resources["/Properties"][given].get_object() if isinstance(given, str) else given
            told = stack[-1]
            if operands[0] == "/Artifact":
                if told >= 0:
                    yield "7.1: an artifact inside of tagged content"
                told = ARTIFACT
            elif isinstance(given, dict) and "/MCID" in given:
                if told == ARTIFACT:
                    yield "7.1: tagged content inside of an artifact"
                told = int(given["/MCID"])
                strange += told >= marked
            stack.append(told)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            held = resources["/Font"][operands[0]].get_object()
            font = fonts.setdefault(id(held), (held, set()))
        elif name in PAINTS:
            unmarked += stack[-1] == UNMARKED
            if name == "Do":
                thing = resources["/XObject"][operands[0]].get_object()
                once = (id(thing), stack[-1] == UNMARKED)
                if thing.get("/Subtype") == "/Form" and once not in drawn:
                    drawn.add(once)
                    form = ContentStream(thing, reader)
                    yield from _content(
                        reader, form, thing.get("/Resources", resources), marked, fonts, drawn, stack[-1]
                    )
            elif name in ("Tj", "TJ", "'", '"') and font is not None:
                pieces = operands[-1] if name == "TJ" else [operands[-1]]
                font[1].update(piece for piece in pieces if isinstance(piece, str | bytes))
    if unmarked:
        yield f"7.1: painted outside of all marks, {unmarked} times"
    if strange:
        yield f"7.1: marks that the structure does not know, {strange} times"


def main() -> int:
    found = faults(PdfReader(sys.argv[1]))
    print("\n".join(found) if found else f"{sys.argv[1]}: nothing that keeps it from being PDF/UA-1")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
