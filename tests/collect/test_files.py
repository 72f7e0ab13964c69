"""Files, folders and standard input: what is read, what is refused, and that nothing ends in a traceback."""

from __future__ import annotations

import hashlib
import io
import json
import os
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.collect import Collected, read_path, read_stream
from tracker.collect.article import day_of, decode
from tracker.issues import Issue
from tracker.model import Article, ArticleKind, PartialDate, Region

SEEN = "2026-11-24T02:00:00Z"
SENTENCE = "The ministry said on Monday that 41 people had been killed and 160 wounded in the strikes on the town.\n"


def read(path: Path, **options: object) -> list[Collected | Issue]:
    return list(read_path(path, seen_at=SEEN, **options))  # type: ignore[arg-type]


def article(path: Path, **options: object) -> Article:
    [found] = read(path, **options)
    assert isinstance(found, Collected), found
    return found.article


def codes(found: list[Collected | Issue]) -> list[str]:
    return [item.code for item in found if isinstance(item, Issue)]


def test_a_text_file_is_read_whole_and_keeps_its_bytes_by_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("\ufeff" + SENTENCE).encode())
    [found] = read(path, published=PartialDate(2024, 5, 8), outlet="Ours")
    assert isinstance(found, Collected)
    assert found.article.text == SENTENCE
    assert found.article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.article.published, found.article.outlet) == (PartialDate(2024, 5, 8), "Ours")
    assert (found.article.language, found.article.name, found.article.seen_at) == ("en", path.as_posix(), SEEN)


def test_the_same_text_from_the_same_place_is_the_same_article_and_another_text_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    first = article(path)
    assert first.id == next(iter(read_path(path, seen_at="2027-01-01T00:00:00Z"))).article.id  # type: ignore[union-attr]
    path.write_text(SENTENCE + "More.")
    assert article(path).id != first.id


FRONT = "---\npublished: 2024-05-08\noutlet: Outlet\nurl: https://a.org/x\ntitle: 'A: title'\nlanguage: en\n---\n"


def test_front_matter_is_read_and_the_text_is_the_body_after_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FRONT + SENTENCE)
    found = article(path, published=PartialDate(2020), outlet="Other", kind=ArticleKind.NOTE)
    assert found.text == SENTENCE
    assert (found.published, found.outlet, found.url) == (PartialDate(2024, 5, 8), "Outlet", "https://a.org/x")
    assert (found.title, found.language, found.kind) == ("A: title", "en", ArticleKind.NOTE)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-05", PartialDate(2024, 5)),
        ("2011", PartialDate(2011)),
        ("2024-05-08T22:10:00+03:00", PartialDate(2024, 5, 8)),
    ],
)
def test_front_matter_dates_keep_the_precision_they_have(tmp_path: Path, published: str, day: PartialDate) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\npublished: {published}\n---\n{SENTENCE}")
    assert article(path).published == day


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("published: [a\n", "not YAML"),
        ("published: soon\n", "must be a date"),
        ("published: 2024-13-45\n", "must be a date"),
        ("- a\n", "must be keys and values"),
        ("title: {a: b}\n", "must be one text"),
        ("title: a\ntitle: b\n", "not YAML"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n", "must be one text"),
    ],
)
def test_front_matter_with_a_fault_is_an_issue_not_a_guess(tmp_path: Path, front: str, says: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{front}---\n{SENTENCE}")
    [issue] = read(path)
    assert isinstance(issue, Issue)
    assert issue.code == "bad-front-matter"
    assert says in issue.message


def test_a_markdown_file_without_front_matter_is_all_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Text.\n\n---\n\nMore.\n")
    assert article(path).text == "Text.\n\n---\n\nMore.\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("killed – “41”".encode(), "killed – “41”"),
        ("killed – “41”".encode("cp1252"), "killed – “41”"),
        ("killed – “41”".encode("utf-16"), "killed – “41”"),
        ("\ufeffkilled".encode(), "killed"),
        (b"\x81\x8d killed", "\x81\x8d killed"),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    assert decode(raw) == text


REFUSED = [
    ("empty.txt", b"", "no-text"),
    ("blank.txt", b" \n\t", "no-text"),
    ("binary.txt", b"\x7fELF\0\0\0", "not-text"),
    ("binary.md", b"a\0b", "not-text"),
    ("binary.html", b"\x89PNG\0\0", "not-text"),
    ("front-only.md", FRONT.encode(), "no-text"),
    ("empty.html", b"", "no-text"),
    ("bare.html", b"<html><body></body></html>", "no-text"),
    ("bad.pdf", b"not a pdf", "unreadable"),
    ("empty.pdf", b"", "unreadable"),
    ("torn.pdf", b"%PDF-1.7\n1 0 obj\n<<", "unreadable"),
    ("empty.jsonl", b"\n\n", "no-text"),
    ("bad.warc", b"no archive at all", "unreadable"),
    ("bad.warc.gz", b"\x1f\x8b\x08\x00 torn", "no-text"),
    ("empty.warc", b"", "no-text"),
    ("sheet.xlsx", b"PK", "unknown-type"),
]


@pytest.mark.parametrize(("name", "raw", "code"), REFUSED)
def test_what_cannot_be_read_is_an_issue_with_a_code(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(raw)
    found = read(tmp_path / name)
    assert codes(found) == [code], found
    assert all(isinstance(item, Issue) and name in item.subject and item.stage == "collect" for item in found)


def test_a_missing_path_is_an_issue(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "none.txt")) == ["not-found"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    [issue] = read(tmp_path / "a.txt", max_bytes=10)
    assert isinstance(issue, Issue)
    assert (issue.code, "at most 10" in issue.message) == ("too-large", True)


def test_a_folder_is_read_in_order_without_hidden_files_and_without_links_that_leave_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "in"
    for name in ("b/2.txt", "a.txt", "b/1.md", ".hidden/x.txt", ".x.txt", "notes.bin"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Text of {name}.")
    (folder / "c.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "up").symlink_to(tmp_path)
    found = read(folder, name="archive")
    names = [item.article.name for item in found if isinstance(item, Collected)]
    assert names == ["archive/a.txt", "archive/b/1.md", "archive/b/2.txt"]
    refused = {item.subject for item in found if isinstance(item, Issue) and item.code == "link-refused"}
    assert refused == {"archive/c.txt", "archive/up"}
    assert "unknown-type" in codes(found)


def test_jsonl_keeps_ids_and_texts_as_they_are_and_reads_on_after_a_bad_line(tmp_path: Path) -> None:
    rows = [
        '{"id": "x-1", "text": " 41 killed.\\r\\n", "title": "Not put in", "published": "2024-05"}',
        "{broken",
        '["a list"]',
        '{"id": "x-2"}',
        '{"text": "no id"}',
        '{"id": "x-3", "text": ""}',
        '{"id": "x-1", "text": "twice"}',
        '{"id": 7, "text": "A number for an id.", "published": "soon", "outlet": 3}',
        '{"id": "lone", "text": "half \\ud800 pair"}',
        "[" * 100_000,
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read(path)
    articles = [item.article for item in found if isinstance(item, Collected)]
    assert [a.name for a in articles] == ["x-1", "7", "lone"]
    assert (articles[0].text, articles[0].published) == (" 41 killed.\r\n", PartialDate(2024, 5))
    assert articles[2].text.encode("utf-8")
    issues = [item for item in found if isinstance(item, Issue)]
    assert [i.subject.rsplit(":", 1)[1] for i in issues] == ["2", "3", "4", "5", "6", "7", "8", "10"]
    assert {i.code for i in issues} == {"bad-line", "bad-date"}


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1).filter(lambda t: t.strip() and t.encode("utf-8", "ignore").decode() == t))
def test_every_text_comes_through_jsonl_unchanged(text: str) -> None:
    raw = json.dumps({"id": "a", "text": text}).encode()
    [found] = read_stream(raw, seen_at=SEEN)
    assert isinstance(found, Collected)
    assert found.article.text == text


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "{", "---\n", "<html>"]))
def test_no_bytes_on_standard_input_end_in_a_traceback(raw: bytes, start: str) -> None:
    for item in read_stream(start.encode() + raw, seen_at=SEEN):
        assert isinstance(item, Collected | Issue)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b'{"id": "a", "text": "41 killed"}\n', "41 killed"),
        (
            b"<!DOCTYPE html><html><body><p>Officials said 41 people were killed.</p></body></html>",
            "Officials said 41",
        ),
        (FRONT.encode() + b"41 killed", "41 killed"),
        (b"41 killed", "41 killed"),
    ],
)
def test_standard_input_is_told_apart_by_how_it_begins(raw: bytes, text: str) -> None:
    [found] = read_stream(raw, seen_at=SEEN)
    assert isinstance(found, Collected)
    assert found.article.text.startswith(text)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-05-08", PartialDate(2024, 5, 8)),
        ("2024-05-08T23:59:59Z", PartialDate(2024, 5, 8)),
        ("2024-05-08 23:59", PartialDate(2024, 5, 8)),
        ("20240508", PartialDate(2024, 5, 8)),
        ("2024-05", PartialDate(2024, 5)),
        ("2024", PartialDate(2024)),
        ("2024-02-30", None),
        ("20241", None),
        ("May 8", None),
        ("", None),
        (None, None),
    ],
)
def test_days_are_read_as_they_stand(words: str | None, day: PartialDate | None) -> None:
    assert day_of(words) == day


def page(head: str = "", lang: str = "en") -> bytes:
    return f"""<!DOCTYPE html><html lang="{lang}"><head><title>41 killed in strikes - Outlet</title>{head}</head>
    <body>
    <nav><a href="/">Home</a></nav><article><h1>41 killed in strikes</h1>
    <p>The ministry said on Monday that 41 people had been killed in the strikes on the northern town, most of them
    in a market.</p><p>Rescue workers said that another 160 had been wounded, some of them badly, and taken away.</p>
    <table><tr><th>Day</th><th>Killed</th></tr><tr><td>Monday</td><td>41</td></tr></table>
    </article><section class="comments"><div class="comment"><p>I heard 900 were killed</p></div></section>
    <footer>Copyright 2019</footer></body></html>""".encode()


DATES = [
    ('<meta property="article:published_time" content="2024-05-08T22:30:00+03:00">', PartialDate(2024, 5, 8)),
    ('<meta itemprop="datePublished" content="2024-05-08">', PartialDate(2024, 5, 8)),
    (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        ' "datePublished": "2024-05-08T01:00:00Z", "dateModified": "2024-06-01"}]}</script>'
        '<meta property="article:published_time" content="2024-06-01">',
        PartialDate(2024, 5, 8),
    ),
    ('<script type="application/ld+json">{broken</script>', None),
    ('<meta property="article:published_time" content="2031-01-01">', None),
    ('<meta property="article:published_time" content="yesterday">', None),
    ("", None),
]


@pytest.mark.parametrize(("head", "day"), DATES)
def test_the_date_of_a_page_is_the_one_it_states_for_machines(
    tmp_path: Path, head: str, day: PartialDate | None
) -> None:
    (tmp_path / "a.html").write_bytes(page(head))
    assert article(tmp_path / "a.html").published == day


def test_a_time_in_utc_gives_way_to_the_day_in_the_address(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://a.org/2024/05/07/strikes/">'
        '<meta property="article:published_time" content="2024-05-08T02:00:00+00:00">'
    )
    (tmp_path / "a.html").write_bytes(page(head))
    assert article(tmp_path / "a.html").published == PartialDate(2024, 5, 7)


def test_a_page_gives_its_main_text_headline_and_table_and_leaves_comments_out(tmp_path: Path) -> None:
    head = '<meta property="og:title" content="41 killed in strikes"><meta property="og:site_name" content="Outlet">'
    (tmp_path / "a.html").write_bytes(page(head))
    found = article(tmp_path / "a.html")
    assert "900" not in found.text
    assert "2019" not in found.text
    assert (found.title, found.outlet, found.language) == ("41 killed in strikes", "Outlet", "en")
    parts = [(region, found.text[start:end]) for region, start, end in found.regions]
    assert (Region.HEADLINE, "41 killed in strikes") in parts
    assert any(region is Region.TABLE and "Monday" in words for region, words in parts)
    assert found.text.count("41 killed in strikes") == 1


def test_what_the_caller_says_comes_before_a_pages_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page(DATES[0][0]))
    found = article(tmp_path / "a.html", published=PartialDate(2023), outlet="Said", language="fr")
    assert (found.published, found.outlet, found.language) == (PartialDate(2023), "Said", "fr")


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>" + b"<div>" * 20_000 + b"deep" + b"</div>" * 20_000,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body>&b;</body></html>',
        b"<html><body>" + b"<p>\x00\x01\xff</p>" * 50 + b"</body></html>",
        '<html><head><meta charset="no-such"></head><body><p>41 killed — it said</p></body></html>'.encode(),
    ],
)
def test_hostile_pages_do_no_harm(raw: bytes) -> None:
    for item in read_stream(raw, seen_at=SEEN):
        assert isinstance(item, Collected | Issue)


def test_half_characters_never_reach_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page('<meta property="og:title" content="41 &#xD800; &#xDFFF; killed">'))
    (tmp_path / "b.jsonl").write_bytes(
        b'{"id": "\\ud800", "text": "a\\udc00b", "title": "\\ud800", "outlet": "\\udfff"}'
    )
    (tmp_path / os.fsdecode(b"c\xff.txt")).write_text("41 killed")
    (tmp_path / os.fsdecode(b"d\xff.txt")).write_text("")
    for item in read(tmp_path):
        fields = astuple(item.article) if isinstance(item, Collected) else astuple(item)
        assert all(field.encode("utf-8") or True for field in fields if isinstance(field, str))


def pdf(text: str | None) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_pdf_with_a_text_layer_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("At least 41 people were killed."))
    assert article(tmp_path / "a.pdf").text == "At least 41 people were killed."


def test_a_pdf_without_a_text_layer_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(None))
    [issue] = read(tmp_path / "a.pdf")
    assert isinstance(issue, Issue)
    assert (issue.code, "no text layer" in issue.message) == ("no-text", True)


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    from tracker.collect.article import Given
    from tracker.collect.pdf import read_pdf

    found = read_pdf(pdf("41"), "a.pdf", Given(SEEN), seconds=0.001)
    assert isinstance(found, Issue)
    assert found.code == "too-slow"


def archive(gzip: bool) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    answers = [
        ("https://a.org/1", "200 OK", "text/html; charset=utf-8", page(DATES[0][0])),
        ("https://a.org/2", "404 Not Found", "text/html", b"gone"),
        ("https://a.org/3", "200 OK", "image/png", b"\x89PNG"),
        ("https://a.org/4", "200 OK", "text/html", b"<html></html>"),
        ("https://a.org/5", "200 OK", "application/pdf", pdf("At least 12 people were killed.")),
    ]
    for url, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers))
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_its_pages_under_their_addresses(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(archive(name.endswith("gz")))
    found = read(tmp_path / name)
    articles = [item.article for item in found if isinstance(item, Collected)]
    assert [a.url for a in articles] == ["https://a.org/1", "https://a.org/5"]
    assert [a.name for a in articles] == ["https://a.org/1", "https://a.org/5"]
    assert articles[0].published == PartialDate(2024, 5, 8)
    assert sorted(codes(found)) == ["no-text", "not-an-article", "not-an-article"]


@pytest.mark.parametrize("gzip", [True, False])
def test_an_archive_is_read_from_standard_input(gzip: bool) -> None:
    found = list(read_stream(archive(gzip), seen_at=SEEN))
    assert [i.article.url for i in found if isinstance(i, Collected)] == ["https://a.org/1", "https://a.org/5"]


def test_a_torn_archive_is_read_up_to_the_tear(tmp_path: Path) -> None:
    whole = archive(gzip=True)
    (tmp_path / "a.warc.gz").write_bytes(whole[: len(whole) * 2 // 3])
    found = read(tmp_path / "a.warc.gz")
    assert isinstance(found[0], Collected)
    assert all(isinstance(item, Collected | Issue) for item in found)
