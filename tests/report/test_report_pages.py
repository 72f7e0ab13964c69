"""The report from end to end: every number has evidence, the PDF prints no other, all of it is written or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from newsdesk import LAST, TODAY, Newsroom, config, crowded_newsroom, full_newsroom, valdria, written
from pypdf import PdfReader

from tracker.errors import TrackerError
from tracker.issues import Issue
from tracker.model import ArticleKind, Claim, Coverage, LeftOut, LeftOutReason, Qualifier, Span, SpanKind
from tracker.report import ReportFiles, export_tables
from tracker.report.pages import Edition, ReportData, edit
from tracker.report.printed import Day, How, Named, Part, Printed, Quoted, plain, walk
from tracker.report.proofread import unproven
from tracker.report.tables import excerpt

DIGITS = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def edition(room: Newsroom) -> Edition:
    return edit(room.reconciled(LAST), room.desk())


def small() -> Newsroom:
    room = Newsroom()
    for day, number in (("2024-02-01", 100), ("2024-02-09", 120), ("2024-02-17", 150)):
        room.says("ministry", number, day)
    return room


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """The full report, written once."""
    return written(full_newsroom(), tmp_path_factory.mktemp("pressed"))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """A report with a chart of every kind, written once."""
    return written(crowded_newsroom(), tmp_path_factory.mktemp("crowded"))


def parts(report: ReportData, *kinds: type[Part]) -> Iterator[Part]:
    return (part for part in walk(report) if isinstance(part, kinds))


def test_every_number_of_the_report_stands_in_a_stored_quote_or_is_worked_out_from_such_numbers() -> None:
    figures: list[Printed] = []
    for room in (crowded_newsroom(), full_newsroom()):
        report = edition(room).data
        figures += [part for part in parts(report, Printed) if isinstance(part, Printed)]
        traced(report, room)
    assert {part.how for part in figures} == set(How)


def traced(report: ReportData, room: Newsroom) -> None:
    figures = [part for part in parts(report, Printed) if isinstance(part, Printed)]
    for part in figures:
        if part.how is How.STATED:
            assert part.claims
            for name in part.claims:
                stored = room.claims[name].quote.replace(",", "")
                assert all(re.search(rf"(?<![0-9]){value}(?![0-9])", stored) for value in part.values), part
    assert unproven(report, room.claims) == []
    literals = "".join(part for part in walk(report) if isinstance(part, str))
    assert not DIGITS.search(literals)


def test_names_in_the_report_come_from_the_configuration_or_from_the_claims() -> None:
    room = full_newsroom()
    given = [repr(value) for value in (*room.config.conflicts.values(), *room.config.claimants.values())]
    given += [repr(claim) for claim in room.claims.values()] + [repr(p) for p in room.config.parties.values()]
    known = "\n".join(given).lower()
    for part in parts(edition(room).data, Named):
        assert isinstance(part, Named)
        assert part.text.lower() in known


@pytest.mark.parametrize("change", ["figure", "quote"])
def test_a_report_with_a_number_out_of_nowhere_is_not_made(change: str) -> None:
    room = full_newsroom()
    report = edition(room).data
    (part, *_) = [p for p in parts(report, Printed) if isinstance(p, Printed) and p.how is How.STATED]
    assert isinstance(part, Printed)
    if change == "figure":
        assert unproven((replace(part, text="9,999", values=(9999,)),), room.claims)
    else:
        claims = {name: replace(claim, quote="nobody can say how many") for name, claim in room.claims.items()}
        assert unproven((part,), claims)


def test_a_statement_whose_quote_does_not_show_its_figure_is_printed_nowhere_and_told() -> None:
    room = full_newsroom()
    room.says("monitor", 77_777, "2024-07-01", quote="a great many people were killed")
    made = edition(room)
    assert not any("77,777" in part.text for part in walk(made.data) if isinstance(part, Printed))
    assert [issue.code for issue in made.issues] == ["figure-not-in-quote"]


def test_vague_words_are_printed_as_words() -> None:
    room = Newsroom()
    for day in ("2024-02-01", "2024-02-02", "2024-02-03"):
        room.says(
            "ministry", 24, day, qualifier=Qualifier.VAGUE, hedge="dozens", quote=f"dozens were killed by {day}"
        )
    report = edition(room).data
    assert {part.text for part in walk(report) if isinstance(part, Printed) and part.how is How.STATED} == {
        "“dozens”"
    }


def printed_numbers(report: ReportData) -> set[str]:
    found: set[str] = set()
    for part in parts(report, Printed, Day, Quoted, Named):
        assert not isinstance(part, str)
        found |= set(DIGITS.findall(part.text))
    return found


def test_the_pdf_prints_no_number_that_the_report_does_not_hold(pressed: ReportFiles, crowded: ReportFiles) -> None:
    seen = numbers_of(pressed, printed_numbers(edition(full_newsroom()).data))
    assert {"4,810", "6,500", "21,500", "127"} <= seen
    seen = numbers_of(crowded, printed_numbers(edition(crowded_newsroom()).data))
    assert {"7,040", "−310", "−300"} <= {f"−{n}" if n in {"310", "300"} else n for n in seen}


def numbers_of(files: ReportFiles, known: set[str]) -> set[str]:
    """The numbers that a PDF prints, all of which must be known."""
    pages = PdfReader(files.pdf).pages
    assert len(pages) > 4
    seen: set[str] = set()
    for number, page in enumerate(pages, 1):
        words = page.extract_text()
        foot = f"page {number}"
        assert foot in words
        here = set(DIGITS.findall(words.replace(foot, "")))
        if "Contents" in words:  # the table of contents prints page numbers
            here -= {str(n) for n in range(1, len(pages) + 1)}
        assert here <= known, f"page {number}: {sorted(here - known)}"
        seen |= here
    return seen


def test_the_pdf_is_tagged_titled_and_has_alt_text_for_every_chart(pressed: ReportFiles) -> None:
    room = full_newsroom()
    reader = PdfReader(pressed.pdf)
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == plain(edition(room).data.title)
    assert str(reader.metadata.creation_date)[:10] == TODAY.isoformat()
    alts = set(_alt_texts(root["/StructTreeRoot"]))
    assert {plain(chart.alt) for chart in edition(room).data.charts} <= alts


def _alt_texts(node: object) -> Iterator[str]:
    stack = [node]
    while stack:
        item = stack.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            if "/Alt" in item:
                yield str(item["/Alt"])
            if "/K" in item:
                stack.append(item["/K"])


def test_the_same_day_gives_the_same_bytes(tmp_path: Path, pressed: ReportFiles) -> None:
    one, two = pressed, written(full_newsroom(), tmp_path)
    files = [path.relative_to(one.folder) for path in sorted(one.folder.rglob("*")) if path.is_file()]
    assert {path.suffix for path in files} == {".pdf", ".png", ".txt", ".csv", ".json", ".html", ".css", ".svg"}
    assert len(one.charts) >= 6
    for path in files:
        assert (one.folder / path).read_bytes() == (two.folder / path).read_bytes(), path


def test_the_order_of_what_was_said_makes_no_difference() -> None:
    room, turned = full_newsroom(), full_newsroom()
    turned.said.reverse()
    turned.claims = dict(reversed(turned.claims.items()))
    assert edition(room).data == edition(turned).data


def test_latest_points_at_the_newest_and_nothing_is_left_over(tmp_path: Path) -> None:
    first = written(small(), tmp_path)
    again = written(small(), tmp_path)
    later = written(small(), tmp_path, today=TODAY.replace(day=25))
    assert first.folder == again.folder
    assert later.latest.resolve() == later.folder.resolve()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-11-24", "2026-11-25", "latest"]
    names = {path.name for path in later.tables}
    weighed = {"revisions.csv", "ledger.csv", "policies.csv", "findings.csv", "dispersion.csv", "gap_spans.csv"}
    weighed |= {"revision_summary.csv", "dispersion_means.csv", "corrections.csv"}
    weighed |= {"series_wide.csv", "sentences.csv", "changelog.csv", "codebook.csv"}
    assert names == {"claims.csv", "statements.csv", "series.csv", "divergence.csv", "issues.csv", *weighed}
    assert all(path.with_suffix(".txt").read_text("utf-8").strip() for path in later.charts)


def test_a_report_that_cannot_be_made_leaves_the_earlier_one_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = written(small(), tmp_path)
    before = good.pdf.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise typst.TypstError("out of ink", "")

    monkeypatch.setattr(typst, "compile", refuse)
    with pytest.raises(TrackerError, match=r"report\.pdf"):
        written(small(), tmp_path)
    assert good.pdf.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-11-24", "latest"]


def test_a_folder_of_somebody_elses_called_latest_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "letter.txt").write_text("keep me", "utf-8")
    with pytest.raises(TrackerError, match="move it away"):
        written(small(), tmp_path)
    assert (tmp_path / "latest" / "letter.txt").read_text("utf-8") == "keep me"


HOSTILE = '#panic(1) $ \\ `x` *b* _i_ @label <tag> [#read("/etc/passwd")] ‮txet\x07 \U000f0000漢 '


def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    room = Newsroom(config(conflict=valdria(title="War " + HOSTILE, reason=HOSTILE)))
    for day in ("2024-02-01", "2024-03-01", "2024-04-01"):
        quote = HOSTILE + "x" * 10_000 + " 1,234 people were killed " + HOSTILE
        room.says("ministry", 1_234, day, quote=quote, outlet=HOSTILE * 40, url='https://example.org/"]#panic()')
    files = written(room, tmp_path, issues=[Issue("collect", HOSTILE, HOSTILE, HOSTILE)])
    words = "".join(page.extract_text() for page in PdfReader(files.pdf).pages)
    assert "#panic" in words
    assert "1,234 people were killed" in words
    assert not re.search("[‮\x07]", words)


def test_nothing_said_yet_is_a_report_too(tmp_path: Path) -> None:
    files = written(Newsroom(), tmp_path)
    assert files.charts == ()
    assert "No claimant has given a figure yet" in PdfReader(files.pdf).pages[0].extract_text()


def test_what_is_left_out_is_counted_with_its_reason() -> None:
    room = full_newsroom()
    left = tuple(LeftOut(f"c-{n:012d}", LeftOutReason.UNDATED, "no day") for n in range(3))
    made = edit(replace(room.reconciled(), left_out=left), room.desk(), [Issue("collect", "fetch-failed", "x", "y")])
    assert made.data.left_out is not None
    assert [[plain(cell) for cell in row] for row in made.data.left_out.rows] == [["collect", "fetch failed", "1"]]
    *_, refused = made.data.coverage
    assert [[plain(cell) for cell in row] for row in refused.rows] == [
        ["claim in no series", "no day in the words, the publication or the table", "3"]
    ]


def test_what_was_read_is_counted_by_kind_and_by_conflict() -> None:
    room = small()
    room.says("nobody declared", 90, "2024-02-03")
    texts = Coverage(
        ((ArticleKind.ARTICLE, ("a-1", "a-2", "a-3")),), (("fr", ("a-4",)),), (("no frame", ("a-2:7", "a-2:90")),)
    )
    made = edit(replace(room.reconciled(), coverage=texts), room.desk())
    shown = [[[plain(cell) for cell in row] for row in table.rows] for table in made.data.coverage]
    assert shown == [
        [["articles", "3", "4", "3", "1", "0", "4", "4", "0"]],
        [["War in Valdria", "1", "1", "4", "3", "1", "0", "4", "4", "0"]],
        [
            ["sentence not read", "no frame fits", "2"],
            ["text kept and not read", "in fr, which is not read yet", "1"],
        ],
    ]


def test_tables_alone_can_be_written(tmp_path: Path) -> None:
    room = full_newsroom()
    paths = export_tables(room.reconciled(), room.claims, room.config, tmp_path, today=TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_an_excerpt_holds_the_figure_and_says_where_it_was_cut() -> None:
    room = Newsroom()
    quote = "word " * 100 + "at least 4,321 people were killed " + "word " * 100
    (name,) = room.says("ministry", 4_321, "2024-02-01", quote=quote).claims
    cut = excerpt(room.claims[name])
    assert "4,321" in cut.text
    assert cut.text.startswith("…")
    assert cut.text.endswith("…")
    assert len(cut.text) <= 145


def test_the_excerpt_follows_the_figure_that_was_read_and_not_its_twin() -> None:
    room = Newsroom()
    quote = "In 2024, 50 died in June. " + "word " * 60 + "By now 2,050 and 50 more were hurt."
    (name,) = room.says("ministry", 50, "2024-02-01", quote=quote).claims
    start = quote.rindex("50 more")
    claim: Claim = replace(room.claims[name], start=7, spans=(Span(SpanKind.FIGURE, 7 + start, 9 + start),))
    assert "50 more were hurt" in excerpt(claim).text
