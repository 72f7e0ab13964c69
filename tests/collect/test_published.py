"""Tables that others publish: every figure a claim of whom the table names, every fault told with its line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, SHARED

from tracker.collect import Collected
from tracker.collect.event_tables import UCDP_COLUMNS
from tracker.collect.published import read_published
from tracker.errors import UsageError
from tracker.extract.rows import read_row
from tracker.issues import Issue
from tracker.model import Basis, Claim, Direction, Group, Outcome, Qualifier, Scope, Terms, Unit
from tracker.reconcile import reconcile
from tracker.sources import TABLE_FORMATS, load

CONFIG = load(ROOT / "sources.yaml")
SAMPLES = SHARED / "reference" / "samples"


def read(path: Path, form: str, **options: str) -> tuple[list[Claim], list[Issue]]:
    """The claims of a table, and what was told of it. No row may fail to make its claim."""
    claims: list[Claim] = []
    issues: list[Issue] = []
    for one in read_published(path, form, CONFIG, seen_at="2026-11-25T02:00:00Z", **options):  # type: ignore[arg-type]
        if isinstance(one, Collected):
            reading = read_row(one.article, CONFIG)
            assert not reading.unread
            claims += reading.claims
        else:
            issues.append(one)
    return claims, issues


def written(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(issues: list[Issue]) -> list[str]:
    """Where rows were refused; notes on what was left out are no faults."""
    return [issue.subject for issue in issues if issue.code == "bad-row"]


def test_the_command_offers_the_formats_there_are() -> None:
    from tracker.cli.importing import import_table

    [offered] = [option.type.choices for option in import_table.params if option.name == "form"]
    assert tuple(offered) == TABLE_FORMATS


# Ukrainian daily losses


def losses(tmp_path: Path, *records: object) -> Path:
    return written(tmp_path, json.dumps(list(records), indent=1), "losses.json")


def test_losses_are_the_general_staffs_word_on_the_other_side_and_never_killed(tmp_path: Path) -> None:
    """The first rows that say "about" and "more" (P10: enemy losses and own dead are never one line)."""
    path = losses(
        tmp_path,
        {"date": "2022-02-25", "day": 2, "personnel": 2800, "personnel*": "about", "POW": 0},
        {"date": "2022-03-07", "day": 12, "personnel": 11000, "personnel*": "more", "POW": 259},
    )
    claims, issues = read(path, "ukraine-losses")
    assert faults(issues) == []
    made = reconcile(claims, CONFIG)
    assert made.left_out == ()
    told = [
        (key.outcome, key.claimant, key.direction, key.side, key.group, key.basis, step.statement.quantity)
        for one in made.series
        for step in one.revisions
        for key in [one.key]
    ]
    assert [(*rest, q.low, q.high, q.qualifier, q.hedge) for *rest, q in told] == [
        (
            *(Outcome.CAPTIVE, "ukrainian-general-staff", Direction.ENEMY, "russia", Group.COMBATANTS, Basis.STOCK),
            *(259, 259, Qualifier.EXACT, ""),
        ),
        (
            *(Outcome.CASUALTIES, "ukrainian-general-staff", Direction.ENEMY, "russia", Group.COMBATANTS),
            *(Basis.CUMULATIVE, 2800, 2800, Qualifier.ABOUT, "about"),
        ),
        (
            *(Outcome.CASUALTIES, "ukrainian-general-staff", Direction.ENEMY, "russia", Group.COMBATANTS),
            *(Basis.CUMULATIVE, 11000, None, Qualifier.MORE_THAN, "more"),
        ),
    ]


def test_a_record_of_losses_that_is_malformed_is_refused_with_its_line(tmp_path: Path) -> None:
    good = '{"date": "2022-03-01", "personnel": 5710, "personnel*": "about"}'
    bad = [
        '{"date": "1 March", "personnel": 5710}',
        '{"date": "2022-03-02", "personnel": "many"}',
        '{"date": "2022-03-02", "personnel": 5.5}',
        '{"date": "2022-03-02", "personnel": 5840, "personnel*": "perhaps"}',
        '{"date": "2022-03-02", "personnel": 58x40}',
        "[1, 2]",
    ]
    path = written(tmp_path, "[\n" + ",\n".join([good, *bad, good.replace("03-01", "03-09")]) + "\n]\n", "l.json")
    claims, issues = read(path, "ukraine-losses")
    assert [str(claim.as_of) for claim in claims] == ["2022-03-01", "2022-03-09"]
    assert faults(issues) == [f"l.json:{line}" for line in range(3, 9)]


def test_a_file_that_was_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    text = '[{"date": "2022-03-01", "personnel": 5710, "personnel*": "about"},\n{"date": "2022-03-02", "perso'
    claims, issues = read(written(tmp_path, text, "cut.json"), "ukraine-losses")
    assert [claim.quantity.low for claim in claims] == [5710]
    assert faults(issues) == ["cut.json:2"]


@pytest.mark.shared
def test_every_day_of_the_losses_table_is_read() -> None:
    claims, issues = read(SHARED / "reference" / "ref_ukr_russia_losses_personnel.json", "ukraine-losses")
    assert faults(issues) == []
    assert Counter(claim.outcome for claim in claims) == {Outcome.CASUALTIES: 1626, Outcome.CAPTIVE: 58}
    assert Counter(claim.quantity.qualifier for claim in claims if claim.outcome is Outcome.CASUALTIES) == {
        Qualifier.ABOUT: 1620,
        Qualifier.MORE_THAN: 6,
    }


# Daily tables of Tech for Palestine


def daily(tmp_path: Path, **fields: object) -> Path:
    record = {"report_date": "2025-10-04", "report_source": "mohtel", "report_period": 24, **fields}
    return written(tmp_path, json.dumps([record]), "daily.json")


FIELDS = [
    # field, value, claimant, scope, group, its words, basis, since
    ("killed_cum", 67074, "gaza-moh", "reported", "everyone", "", "cumulative", "2023-10-07"),
    ("killed", 786, "gaza-moh", "reported", "everyone", "", "period", "2025-10-03"),
    ("killed_committee", 720, "gaza-moh", "reported", "everyone", "", "period", "2025-10-03"),
    ("killed_truce_new", 66, "gaza-moh", "reported", "other", "newly killed in the window", "period", "2025-10-03"),
    (
        "killed_recovered",
        4,
        "gaza-moh",
        "reported",
        "other",
        "bodies recovered in the window",
        "period",
        "2025-10-03",
    ),
    ("famine_cum", 459, "gaza-moh", "reported", "other", "died of hunger", "cumulative", "2023-10-07"),
    (
        "child_famine_cum",
        154,
        "gaza-moh",
        "reported",
        "other",
        "children who died of hunger",
        "cumulative",
        "2023-10-07",
    ),
    ("aid_seeker_killed_cum", 2603, "gaza-moh", "reported", "aid_seekers", "", "cumulative", "2025-05-27"),
    ("ext_killed_cum", 67074, "tech-for-palestine", "estimated", "everyone", "", "cumulative", "2023-10-07"),
    ("ext_killed", 786, "tech-for-palestine", "estimated", "everyone", "", "period", "2025-10-03"),
]


@pytest.mark.parametrize(("field", "value", "claimant", "scope", "group", "words", "basis", "since"), FIELDS)
def test_each_field_of_a_daily_table_counts_what_it_counts(
    field: str, value: int, claimant: str, scope: str, group: str, words: str, basis: str, since: str, tmp_path: Path
) -> None:
    """The bulletin of 4 October 2025: 786 for the day, 720 of them recognised by a committee, 66 new (P2)."""
    [claim], _ = read(daily(tmp_path, **{field: value}), "tfp-daily", conflict="gaza-2023")
    assert (claim.claimant, claim.scope, claim.group, claim.group_words) == (
        claimant,
        Scope(scope),
        Group(group),
        words,
    )
    assert (claim.basis, str(claim.since), claim.quantity.low) == (Basis(basis), since, value)
    assert (claim.inclusions != ()) == (field == "killed_committee")


def test_no_field_stands_in_the_series_of_another(tmp_path: Path) -> None:
    fields = {field: value for field, value, *_ in FIELDS}
    claims, _ = read(daily(tmp_path, **fields), "tfp-daily", conflict="gaza-2023")
    made = reconcile(claims, CONFIG)
    assert len(made.series) == len(made.statements) == len(claims) == len(FIELDS)


def test_a_day_that_nobody_reported_is_the_editors(tmp_path: Path) -> None:
    """24 November 2023: no report came, and the table shows 14,800 of the day before (P16)."""
    [claim], _ = read(daily(tmp_path, report_source="missing", killed_cum=14800), "tfp-daily", conflict="gaza-2023")
    assert claim.claimant == "tech-for-palestine"
    [named], _ = read(
        daily(tmp_path, report_source="missing", killed_cum=14800),
        "tfp-daily",
        conflict="gaza-2023",
        claimant="gaza-moh",
    )
    assert named.claimant == "gaza-moh"


def test_a_count_that_began_again_and_the_sum_over_both_are_two_series(tmp_path: Path) -> None:
    """Lebanon, 6 March 2026: 217 since 2 March, 4,264 over both phases (P20)."""
    record = {"report_source": "moph_lb", "phase": 2, "killed_cum": 4264, "killed_cum_reported": 217}
    claims, _ = read(daily(tmp_path, report_date="2026-03-06", **record), "tfp-daily")
    assert sorted((claim.claimant, str(claim.since), claim.quantity.low) for claim in claims) == [
        ("lebanon-moph", "2026-03-02", 217),
        ("tech-for-palestine", str(CONFIG.conflicts["lebanon-2023"].start), 4264),
    ]


def test_verified_and_flash_figures_of_the_west_bank_are_kept_apart(tmp_path: Path) -> None:
    """1 September 2024: verified 666, flash 622 (P14); a filled day repeats the day before and is the editors'."""
    days = [
        {"report_date": "2024-09-01", "verified": {"killed_cum": 666}, "killed_cum": 622, "flash_source": "un"},
        {"report_date": "2024-09-02", "verified": {"killed_cum": 670}, "killed_cum": 622, "flash_source": "fill"},
    ]
    claims, _ = read(written(tmp_path, json.dumps(days), "wb.json"), "tfp-daily")
    assert [(str(c.as_of), c.claimant, c.scope, c.quantity.low) for c in claims] == [
        ("2024-09-01", "ocha", Scope.VERIFIED, 666),
        ("2024-09-01", "ocha", Scope.REPORTED, 622),
        ("2024-09-02", "ocha", Scope.VERIFIED, 670),
        ("2024-09-02", "tech-for-palestine", Scope.ESTIMATED, 622),
    ]


def test_a_daily_table_in_csv_is_read_alike_and_its_faults_have_lines(tmp_path: Path) -> None:
    text = (
        "report_date,report_source,report_period,killed_cum,killed\n"
        "2024-05-01,mohtel,24,34568,33\n"
        "2024-05-02,mohtel,24,34596\n"
        "May 3,mohtel,24,34622,26\n"
        "2024-05-04,mohtel,24,34654,x\n"
        '2024-05-05,mohtel,"24"x,1,1\n'
        "\n"
        "2024-05-06,mohtel,24,34735,52\n"
    )
    claims, issues = read(written(tmp_path, text), "tfp-daily", conflict="gaza-2023")
    assert [claim.quantity.low for claim in claims] == [34568, 33, 34654, 34735, 52]
    assert faults(issues) == ["t.csv:3", "t.csv:4", "t.csv:5", "t.csv:6"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("ref_tfp_casualties_daily.json", 16_414),
        ("ref_tfp_lebanon_daily.json", 1_046),
        ("ref_tfp_westbank_daily.json", 10_506),
    ],
)
def test_every_number_of_people_in_the_daily_tables_is_a_claim_with_a_place_in_a_series(
    name: str, figures: int
) -> None:
    path = SHARED / "reference" / name
    claims, issues = read(path, "tfp-daily")
    records = json.loads(path.read_text("utf-8"))
    numbers = [
        key
        for record in records
        for key, value in (*record.items(), *record.get("verified", {}).items())
        if isinstance(value, int) and key not in ("report_period", "phase")
        if "massacres" not in key and "settler" not in key
    ]
    assert (len(claims), faults(issues)) == (len(numbers), [])
    assert len(claims) == figures
    made = reconcile(claims, CONFIG)
    assert made.left_out == ()
    assert len(made.statements) == len(claims), "two fields met in one series"


# Tables of events

UCDP_ROW = {
    "id": "4711",
    "country": "Sudan",
    "where_coordinates": "El Geneina town",
    "date_start": "2023-06-14",
    "date_end": "2023-06-14",
    "low": "12",
    "best": "15",
    "high": "40",
}


def ucdp(tmp_path: Path, columns: tuple[str, ...], *rows: dict[str, str], header: bool = True) -> Path:
    lines = [",".join(columns)] if header else []
    lines += [",".join((UCDP_ROW | row).get(column, "") for column in columns) for row in rows]
    return written(tmp_path, "\n".join(lines) + "\n", "ged.csv")


OLDER = ("id", "where_coordinates", "country", "date_start", "date_end", "low", "best", "high")
NEWER = (*OLDER[:5], "best", "high", "low")


@pytest.mark.parametrize(
    ("columns", "header"),
    [(OLDER, True), (NEWER, True), (UCDP_COLUMNS, True), (UCDP_COLUMNS, False)],
    ids=["low first", "best first", "all columns", "no header"],
)
def test_ucdp_is_read_by_the_names_of_its_columns_in_either_order(
    columns: tuple[str, ...], header: bool, tmp_path: Path
) -> None:
    [claim], issues = read(ucdp(tmp_path, columns, {}, header=header), "ucdp-ged", conflict="sudan-2023")
    assert (claim.quantity.low, claim.quantity.high, claim.claimant) == (12, 40, "ucdp")
    assert (claim.quantity.qualifier, str(claim.as_of), claim.basis) == (Qualifier.RANGE, "2023-06-14", Basis.EVENT)
    assert "note: best estimate 15" in claim.quote
    assert (claim.terms, faults(issues)) == (Terms.OPEN, [])


def test_a_ucdp_file_without_header_needs_the_columns_of_the_codebook(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no header, and has 8 cells"):
        read(ucdp(tmp_path, OLDER, {}, header=False), "ucdp-ged", conflict="sudan-2023")


def test_malformed_events_are_refused_with_their_lines_and_a_zero_is_left_out(tmp_path: Path) -> None:
    rows = [
        {},
        {"best": "?"},
        {"low": "50"},
        {"date_start": "2023-06-15"},
        {"low": "0", "best": "0", "high": "0"},
        {"id": "9"},
    ]
    claims, issues = read(ucdp(tmp_path, OLDER, *rows), "ucdp-ged", conflict="sudan-2023")
    assert len(claims) == 2
    assert faults(issues) == ["ged.csv:3", "ged.csv:4", "ged.csv:5"]
    assert [issue.message for issue in issues if issue.code == "left-out"] == [
        "1 records or cells left out: no fatalities, which may mean that none are known"
    ]


def test_two_events_of_one_place_and_day_do_not_revise_each_other(tmp_path: Path) -> None:
    rows = [{}, {"id": "4712", "low": "3", "best": "3", "high": "3"}, {"id": "4713", "date_start": "2023-06-01"}]
    claims, _ = read(ucdp(tmp_path, OLDER, *rows), "ucdp-ged", conflict="sudan-2023")
    assert [claim.place for claim in claims] == [
        "El Geneina town (event 4711)",
        "El Geneina town (event 4712)",
        "El Geneina town",
    ]
    made = reconcile(claims, CONFIG)
    assert len(made.series) == 3
    assert made.left_out == ()


ACLED = """\
data_id,event_id_cnty,event_date,event_type,location,fatalities,timestamp
1,SUD1,9-May-23,Battles,Khartoum,5,1684000000
2,SUD2,2023-05-10,Battles,Nyala,0,1684000000
3,SUD3,11 May 2023,Battles,Nyala,none,1684000000
4,SUD4,12 May 2023,Battles,Nyala,3,
"""


def test_acled_rows_are_claims_that_may_not_be_given_on(tmp_path: Path) -> None:
    claims, issues = read(written(tmp_path, ACLED), "acled", conflict="sudan-2023")
    told = [(str(claim.as_of), str(claim.said_on), claim.quantity.low, claim.terms) for claim in claims]
    assert told == [
        ("2023-05-09", "2023-05-13", 5, Terms.IMPORT_ONLY),
        ("2023-05-12", "None", 3, Terms.IMPORT_ONLY),
    ]
    assert faults(issues) == ["t.csv:4"]


HAPI = """\
\ufefflocation_code,admin1_name,admin2_name,event_type,fatalities,reference_period_start,reference_period_end,warning,error
#country+code,#adm1+name,#adm2+name,,#affected+killed,#date+start,#date+end,,
SDN,Darfur,Nyala,political_violence,41,2025-01-01,2025-01-31,,
SDN,Darfur,Nyala,civilian_targeting,30,2025-01-01T00:00:00,2025-01-31T23:59:59,,Non matching p-code
SDN,Darfur,Nyala,political_violence,,2025-02-01,2025-02-28,,
FRA,,,demonstration,1,2025-01-01,2025-01-31,,
"""


def test_hapi_is_read_behind_its_byte_order_mark_and_tags_and_keeps_acleds_terms(tmp_path: Path) -> None:
    claims, issues = read(written(tmp_path, HAPI), "hapi")
    assert [(c.conflict, c.claimant, c.place, c.group_words, c.quantity.low, c.terms) for c in claims] == [
        ("sudan-2023", "acled", "Nyala", "", 41, Terms.IMPORT_ONLY),
        ("sudan-2023", "acled", "Nyala", "in attacks on civilians", 30, Terms.IMPORT_ONLY),
    ]
    assert "note: HDX says: Non matching p-code" in claims[1].quote
    assert faults(issues) == ["t.csv:5"]


HXL = """\
Event,Place,From,To,Dead (low),Dead,Dead (high),Of them children,Households moved
#event+id,#loc+name,#date+start,#date+end,#affected+killed+min,#affected+killed,#affected+killed+max,\
#affected+killed+children,#affected+displaced+hh
1,Nyala,2025-03-01,2025-03-01,10,12,20,4,
2,Nyala,2025-03-02,2025-03-09,,7,,,150
3,Nyala,2025-03-10,soon,,7,,,
4,Nyala,2025-03-11,2025-03-11,,x,,,
"""


def test_a_tagged_table_is_read_by_its_tags(tmp_path: Path) -> None:
    claims, issues = read(written(tmp_path, HXL), "hxl", claimant="ucdp", conflict="sudan-2023")
    told = [
        (c.outcome, c.group, c.quantity.low, c.quantity.high, c.quantity.unit, c.basis, str(c.as_of)) for c in claims
    ]
    assert told == [
        (Outcome.KILLED, Group.EVERYONE, 10, 20, Unit.PERSON, Basis.EVENT, "2025-03-01"),
        (Outcome.KILLED, Group.CHILDREN, 4, 4, Unit.PERSON, Basis.EVENT, "2025-03-01"),
        (Outcome.KILLED, Group.EVERYONE, 7, 7, Unit.PERSON, Basis.PERIOD, "2025-03-09"),
        (Outcome.DISPLACED, Group.EVERYONE, 150, 150, Unit.HOUSEHOLD, Basis.PERIOD, "2025-03-09"),
    ]
    assert faults(issues) == ["t.csv:5", "t.csv:6"]


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (HXL, {"conflict": "sudan-2023"}, "name the claimant with --claimant"),
        ("a,b\n1,2\n", {"conflict": "sudan-2023", "claimant": "ucdp"}, "found no row of tags"),
        ("a,b\n#date,#loc\n", {"conflict": "sudan-2023", "claimant": "ucdp"}, "found #date, #loc; tags like"),
    ],
)
def test_a_table_whose_tags_do_not_tell_enough_is_refused(
    text: str, options: dict[str, str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=says):
        read(written(tmp_path, text), "hxl", **options)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "form", "options", "figures"),
    [
        ("acled_2020.csv", "acled", {"conflict": "sudan-2023"}, 45),
        ("hapi_conflict_event_2025.csv", "hapi", {"conflict": "lebanon-2023"}, 0),
        ("ucdp_ged191_myanmar.csv", "ucdp-ged", {"conflict": "sudan-2023"}, 391),
        ("ucdp_ged_bangladesh_hxl.csv", "ucdp-ged", {"conflict": "sudan-2023"}, 195),
        ("ucdp_ged_bangladesh_hxl.csv", "hxl", {"conflict": "sudan-2023", "claimant": "ucdp"}, 172),
    ],
)
def test_the_samples_are_read_to_the_last_row(name: str, form: str, options: dict[str, str], figures: int) -> None:
    claims, issues = read(SAMPLES / name, form, **options)
    assert (len(claims), faults(issues)) == (figures, [])
