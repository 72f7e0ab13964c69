"""Saved messages, Telegram exports, web archives and tables as sources: read once, again when they change."""

from __future__ import annotations

import io
import json
import os
from email.message import EmailMessage
from pathlib import Path

import pytest
from collecting import SEEN, Notes, articles, at, codes, source, story
from conftest import HEADER, table_row
from pytest_httpserver import HTTPServer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.collect import read_path
from tracker.model import ArticleKind, PartialDate, Region

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


def message(subject: str = "Daily bulletin, 5 May", *, html: str = "", text: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Press Office of Northland <press@north.example>"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 06 May 2024 00:30:00 +0300"
    if text:
        mail.set_content(text)
    if html:
        (mail.add_alternative if text else mail.set_content)(html, subtype="html")
    return mail


def save(folder: Path, mail: EmailMessage, name: str = "a.eml") -> Path:
    path = folder / name
    path.write_bytes(mail.as_bytes())
    return path


# Messages


def test_a_message_is_an_article_with_its_subject_sender_and_day(tmp_path: Path) -> None:
    path = save(tmp_path, message(text="The ministry said 12 people were killed on Sunday.\r\nIt gave no names.\r\n"))
    [article] = articles(read_path(path, seen_at=SEEN, name="box/a.eml"))
    assert article.text == (
        "Daily bulletin, 5 May\n\nThe ministry said 12 people were killed on Sunday.\nIt gave no names."
    )
    assert article.regions == ((Region.HEADLINE, 0, 21),)
    assert (article.outlet, article.published) == ("Press Office of Northland", PartialDate(2024, 5, 6))
    assert (article.title, article.name) == ("Daily bulletin, 5 May", "box/a.eml")


def test_a_message_in_html_alone_is_read_as_a_page_and_keeps_its_own_bytes(tmp_path: Path) -> None:
    path = save(tmp_path, message(html=story(12)))
    [found] = [one for one in read_path(path, seen_at=SEEN) if hasattr(one, "raw")]
    assert "12 people had been killed" in found.article.text
    assert found.raw == path.read_bytes()
    assert found.article.published == PartialDate(2024, 5, 6)


def test_a_pdf_on_a_message_is_read_by_itself_and_one_without_a_text_layer_is_told(tmp_path: Path) -> None:
    mail = message(text="See the file.")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="../../etc/passwd")
    mail.add_attachment(b"no pdf", maintype="application", subtype="pdf", filename="b.pdf")
    found = list(read_path(save(tmp_path, mail), seen_at=SEEN, name="a.eml"))
    assert [one.name for one in articles(found)] == ["a.eml"]
    [issue] = [one for one in found if not hasattr(one, "raw")]
    assert issue.subject == "a.eml#1"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\1\2\3",
        b"no header lines at all",
        b"Content-Type: multipart/mixed\n\n",
        b"Content-Type: text/plain; charset=no-such-charset\nSubject: =?utf-8?b?////?=\n\n\xff\xfe",
        b"Date: yesterday\nFrom: =?x?q?=\n\nhello",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    ],
)
def test_a_broken_message_is_an_issue_or_a_text_and_never_an_error(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(raw)
    assert len(list(read_path(path, seen_at=SEEN))) == 1


# Telegram


def export(*messages: object, name: str = "Northland Health") -> str:
    return json.dumps({"name": name, "type": "public_channel", "id": 1, "messages": list(messages)})


def post(id_: int, text: object, day: str = "2024-05-06T23:50:00") -> dict[str, object]:
    return {"id": id_, "type": "message", "date": day, "text": text}


def test_each_message_of_a_channel_is_an_article_and_an_edited_one_is_another(tmp_path: Path) -> None:
    pieces = ["At least ", {"type": "bold", "text": "12"}, " people were killed in Redwell."]
    (tmp_path / "result.json").write_text(
        export(post(1, pieces), {"id": 2, "type": "service", "action": "pin"}, post(3, "")), "utf-8"
    )
    notes = Notes()
    channel = source("telegram", tmp_path, conflict="war-2020")
    [article] = articles(notes.night(channel))
    assert article.text == "At least 12 people were killed in Redwell."
    assert (article.outlet, article.published) == ("Northland Health", PartialDate(2024, 5, 6))
    assert article.name.endswith("result.json#1")
    assert notes.night(channel) == []
    (tmp_path / "result.json").write_text(export(post(1, "At least 13 people were killed in Redwell.")), "utf-8")
    [edited] = articles(notes.night(channel))
    assert (edited.name, edited.id == article.id) == (article.name, False)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "unreadable"),
        ("[" * 100_000, "unreadable"),
        ("[]", "changed-shape"),
        ('{"messages": {}}', "changed-shape"),
    ],
)
def test_what_is_no_export_is_an_error_of_its_source(tmp_path: Path, body: str, code: str) -> None:
    (tmp_path / "result.json").write_text(body)
    assert codes(Notes().night(source("telegram", tmp_path))) == [code]
    assert codes(Notes().night(source("telegram", tmp_path / "nowhere"))) == ["not-found"]


def test_odd_messages_are_left_out_and_undated_ones_told(tmp_path: Path) -> None:
    rows = [None, 5, {"type": "message", "text": [1, None, {"text": 5}]}, {"type": "message", "text": "Killed: 5"}]
    (tmp_path / "result.json").write_text(export(*rows))
    found = Notes().night(source("telegram", tmp_path))
    assert [a.text for a in articles(found)] == ["Killed: 5"]
    assert codes(found) == ["bad-date"]


# Folders


def test_a_folder_with_fewer_files_than_expected_is_told_and_an_archive_in_it_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "http://x.example/41", "response", payload=io.BytesIO(story(41).encode()), http_headers=headers
    )
    writer.write_record(record)
    (tmp_path / "crawl.warc.gz").write_bytes(stream.getvalue())
    notes = Notes()
    found = notes.night(source("folder", tmp_path, expect_at_least=3))
    assert [a.url for a in articles(found)] == ["http://x.example/41"]
    assert codes(found) == ["fewer-than-expected"]
    assert articles(notes.night(source("folder", tmp_path))) == []


def test_a_file_that_cannot_be_read_is_told_every_night(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    notes = Notes()
    for _ in range(2):
        assert codes(notes.night(source("folder", tmp_path))) == ["unreadable"]


# Tables


def rows(*figures: int) -> str:
    lines = (table_row("Ministry", n, "2020-03-01", "2020-03-01", "Northland Herald", "") for n in figures)
    return "\n".join((HEADER, *lines)) + "\n"


def test_a_table_under_an_address_is_read_when_it_changes(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_oneshot_request("/t/figures.csv").respond_with_data(
        rows(10, 20), content_type="text/csv", headers={"ETag": '"1"'}
    )
    httpserver.expect_oneshot_request("/t/figures.csv").respond_with_data("", status=304)
    httpserver.expect_oneshot_request("/t/figures.csv").respond_with_data(rows(10, 25), content_type="text/csv")
    notes = Notes()
    table = source("table", at(httpserver, "/t/figures.csv"))
    first = articles(notes.night(table))
    assert [article.kind for article in first] == [ArticleKind.TABLE_ROW] * 2
    assert len(notes.captures) == 1
    assert notes.night(table) == []
    again = articles(notes.night(table))
    assert again[0].id == first[0].id
    assert {a.id for a in again} - {a.id for a in first} == {again[1].id}


def test_a_table_that_changed_its_shape_is_an_error_and_is_read_again(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/t.csv").respond_with_data("a,b\n1,2\n", content_type="text/csv")
    httpserver.expect_request("/t.json").respond_with_data("<html>moved</html>")
    notes = Notes()
    for _ in range(2):
        assert codes(notes.night(source("table", at(httpserver, "/t.csv")))) == ["bad-header"]
        daily = source("table", at(httpserver, "/t.json"), format="tfp-daily", conflict="war-2020")
        assert codes(notes.night(daily)) == ["changed-shape"]


# Pages that are rewritten in place


def test_a_page_that_goes_back_to_an_earlier_figure_says_it_anew(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    tolls = [41, 44, 41, 41, 44]
    for toll in tolls:
        httpserver.expect_oneshot_request("/live").respond_with_data(story(toll), content_type="text/html")
    notes, page = Notes(), source("page", at(httpserver, "/live"))
    days = [f"2026-11-{20 + number}T02:00:00Z" for number in range(len(tolls))]
    found = [articles(notes.night(page, seen_at=day))[0] for day in days]
    assert found[2].text == found[0].text
    assert found[2].seen_at == days[2]
    assert found[3].id == found[0].id  # it stood as on the night before
    assert len({article.id for article in found}) == 4
    assert "again on 2026-11-22" in found[2].name


def test_a_file_whose_name_is_no_text_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    for name in (b"a.txt", b"b-\xff.txt", b"c.txt"):
        try:
            (tmp_path / os.fsdecode(name)).write_text(f"The ministry said {len(name)} people were killed. {name!r}")
        except OSError:
            pytest.skip("this system keeps no such names")
    notes, folder = Notes(), source("folder", tmp_path)
    found = notes.night(folder)
    assert (len(articles(found)), codes(found)) == (3, [])
    for key in notes:
        key.encode("utf-8")  # as the store will
    assert notes.night(folder) == []
