"""The PDF for those who do not see it: nothing that a program can judge keeps it from being PDF/UA-1."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from newsdesk import crowded_newsroom, full_newsroom, written
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject, NullObject
from tagged_pdf import faults

from tracker.report.write import ReportFiles


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """The full report, written once."""
    return written(full_newsroom(), tmp_path_factory.mktemp("pressed"))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """A report with a chart of every kind, written once."""
    return written(crowded_newsroom(), tmp_path_factory.mktemp("crowded"))


def elements(writer: PdfWriter, kind: str) -> list[Any]:
    every = [one.get_object() for one in writer._objects if one is not None]
    return [one for one in every if isinstance(one, dict) and one.get("/S") == kind and "/P" in one]


def no_language(writer: PdfWriter) -> None:
    del writer._root_object["/Lang"]


def no_title(writer: PdfWriter) -> None:
    del writer._root_object["/Metadata"]


def file_name_shown(writer: PdfWriter) -> None:
    del writer._root_object["/ViewerPreferences"]


def not_tagged(writer: PdfWriter) -> None:
    del writer._root_object["/MarkInfo"]


def no_structure(writer: PdfWriter) -> None:
    del writer._root_object["/StructTreeRoot"]


def figure_without_text(writer: PdfWriter) -> None:
    del elements(writer, "/Figure")[0]["/Alt"]


def head_of_nothing(writer: PdfWriter) -> None:
    del elements(writer, "/TH")[0]["/A"]


def cell_outside_of_a_row(writer: PdfWriter) -> None:
    elements(writer, "/TR")[0][NameObject("/S")] = NameObject("/Sect")


def heading_skipped(writer: PdfWriter) -> None:
    elements(writer, "/H2")[0][NameObject("/S")] = NameObject("/H4")


def strange_type(writer: PdfWriter) -> None:
    elements(writer, "/P")[0][NameObject("/S")] = NameObject("/Paragraph")


def link_without_words(writer: PdfWriter) -> None:
    note = next(note.get_object() for page in writer.pages for note in page.get("/Annots", []))
    note.pop("/Contents", None)
    for one in elements(writer, "/Link"):
        one.pop("/Alt", None)


def painted_beside_the_tags(writer: PdfWriter) -> None:
    page = writer.pages[0]
    stream = ContentStream(page.get_contents(), writer)
    stream.operations = [(given, name) for given, name in stream.operations if name not in (b"BDC", b"BMC", b"EMC")]
    page[NameObject("/Contents")] = stream


def font_left_out(writer: PdfWriter) -> None:
    for one in [one.get_object() for one in writer._objects if one is not None]:
        if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile2", "/FontFile3"):
                one.pop(key, None)


def letters_untold(writer: PdfWriter) -> None:
    for one in [one.get_object() for one in writer._objects if one is not None]:
        if isinstance(one, dict) and one.get("/Subtype") == "/Type0":
            one[NameObject("/ToUnicode")] = NullObject()
            del one["/ToUnicode"]


def test_nothing_keeps_the_report_from_being_read_aloud(pressed: ReportFiles, crowded: ReportFiles) -> None:
    assert faults(PdfReader(pressed.pdf)) == []
    assert faults(PdfReader(crowded.pdf)) == []


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (no_language, "7.2: the document has no language"),
        (no_title, "7.1: the metadata has no title"),
        (no_title, "5: the metadata does not say"),
        (file_name_shown, "7.1: the title is not to be shown"),
        (not_tagged, "6.2: the file does not say that it is tagged"),
        (no_structure, "7.1: there is no structure tree"),
        (figure_without_text, "7.3: a Figure has no text in its place"),
        (head_of_nothing, "7.5: a header cell"),
        (cell_outside_of_a_row, "stands in Sect"),
        (heading_skipped, "7.4: a heading of level 4"),
        (strange_type, "7.1: Paragraph is no standard type"),
        (link_without_words, "has no description"),
        (painted_beside_the_tags, "page 1: 7.1: painted outside of all marks"),
        (font_left_out, "is not in the file"),
        (letters_untold, "cannot be told"),
    ],
)
def test_a_report_that_cannot_be_read_aloud_is_told(
    pressed: ReportFiles, broken: Callable[[PdfWriter], None], words: str
) -> None:
    writer = PdfWriter(clone_from=pressed.pdf)
    broken(writer)
    kept = io.BytesIO()
    writer.write(kept)
    found = faults(PdfReader(kept))
    assert any(words in fault for fault in found), found
