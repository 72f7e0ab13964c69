"""Tables of published figures: each row is an article whose text is its cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.collect import Collected
from tracker.collect.article import Given
from tracker.collect.tables import read_table
from tracker.issues import Issue
from tracker.model import Article, ArticleKind, PartialDate

HEADER = "conflict,claimant,outcome,low,high,said_on,outlet,url,note"
ROW = "gaza-2023,Gaza Ministry of Health,killed,34844,34844,2024-05-08,Outlet,https://a.org/1,"


def read(tmp_path: Path, text: str | bytes, **options: int) -> list[Collected | Issue]:
    path = tmp_path / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_table(path, "archive/t.csv", Given("2026-11-24T02:00:00Z", source_id="archive"), **options))


def articles(found: list[Collected | Issue]) -> list[Article]:
    return [item.article for item in found if isinstance(item, Collected)]


def faults(found: list[Collected | Issue]) -> list[tuple[str, str]]:
    return [(item.code, item.subject) for item in found if isinstance(item, Issue)]


def test_a_row_is_an_article_and_its_cells_are_the_text(tmp_path: Path) -> None:
    [found] = articles(read(tmp_path, f"{HEADER}\n{ROW}\n"))
    assert found.text == (
        "conflict: gaza-2023\nclaimant: Gaza Ministry of Health\noutcome: killed\nlow: 34844\nhigh: 34844\n"
        "said_on: 2024-05-08\noutlet: Outlet\nurl: https://a.org/1\n"
    )
    assert (found.kind, found.conflict, found.url) == (ArticleKind.TABLE_ROW, "gaza-2023", "https://a.org/1")
    assert (found.published, found.outlet, found.source_id) == (PartialDate(2024, 5, 8), "Outlet", "archive")
    assert found.name.startswith("archive/t.csv#r-")
    assert found.language is None


def test_a_row_keeps_its_identity_when_others_come_before_it(tmp_path: Path) -> None:
    other = ROW.replace("34844", "35562")
    [alone] = articles(read(tmp_path, f"{HEADER}\n{ROW}\n"))
    _, after = articles(read(tmp_path, f"{HEADER}\n{other}\n{ROW}\n"))
    assert after == alone


BAD_ROWS = [
    ("a,b,c", "must be 9"),
    (ROW + ",one more", "must be 9"),
    (ROW, "same row as on line 2"),
    ('gaza-2023,"open,killed,1,1,2024-05-08,O,https://a.org,', "not a row"),
    (ROW.replace("Outlet", "x" * 6000), "more than 5,000"),
]


@pytest.mark.parametrize(("row", "says"), BAD_ROWS)
def test_a_malformed_row_is_an_issue_with_its_line_and_the_rest_is_read(tmp_path: Path, row: str, says: str) -> None:
    found = read(tmp_path, f"{HEADER}\n{ROW}\n{row}\n{ROW.replace('1,', '2,')}\n")
    assert ("bad-row", "archive/t.csv:3") in faults(found)
    assert any(isinstance(item, Issue) and says in item.message for item in found)
    assert articles(found)[0].text.startswith("conflict: gaza-2023")


def test_hostile_cells_stay_cells(tmp_path: Path) -> None:
    row = 'gaza-2023,"=cmd|\'/c calc\'!A1\nlow: 99999",killed,1,1,2024-05-08,"<script>",javascript:alert(1),"a, b"'
    [found] = articles(read(tmp_path, f"{HEADER}\n{row}\n"))
    assert found.text.splitlines()[1] == "claimant: =cmd|'/c calc'!A1 low: 99999"
    assert found.text.count("\nlow: ") == 1
    assert found.url is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-text"),
        ("\n\n", "no-text"),
        ("a,b\n1,2\n", "bad-header"),
        (HEADER + ",low\n", "bad-header"),
        (b"PK\x03\x04\0\0", "not-text"),
    ],
)
def test_what_is_no_table_is_an_issue(tmp_path: Path, text: str | bytes, code: str) -> None:
    assert [code] == [found for found, _ in faults(read(tmp_path, text))]


def test_a_table_over_the_limit_or_missing_is_an_issue(tmp_path: Path) -> None:
    assert [code for code, _ in faults(read(tmp_path, f"{HEADER}\n{ROW}\n", max_bytes=10))] == ["too-large"]
    assert [
        item.code for item in read_table(tmp_path / "none.csv", "none.csv", Given("x")) if isinstance(item, Issue)
    ] == ["not-found"]


def test_a_byte_order_mark_and_dos_lines_make_no_difference(tmp_path: Path) -> None:
    plain = articles(read(tmp_path, f"{HEADER}\n{ROW}\n"))
    dos = articles(read(tmp_path, b"\xef\xbb\xbf" + f"{HEADER}\r\n{ROW}\r\n".encode()))
    assert dos == plain
