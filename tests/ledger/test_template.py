"""The template: made for one county and month, last month's rows in it, and read back as what they were."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from sharedwealth.ledger import reading, template
from sharedwealth.ledger.context import Context
from sharedwealth.ledger.sheets import SHEETS
from sharedwealth.ledger.template.hints import HINTS, hint

COUNTY, MONTH = "331082", date(2024, 11, 1)
WORKSHOPS = [
    ("331082-0002", "灯笼工坊", "brand_led", "331082112201", "joint", date(2023, 5, 8), None),
    (
        "331082-0001",
        "=cmd|' /C calc'!A0",
        "agritourism",
        "331082112202",
        None,
        date(2022, 1, 1),
        date(2024, 11, 20),
    ),
    ("331082-0003", "停办的工坊", "agritourism", "331082112202", None, date(2021, 1, 1), date(2024, 10, 31)),
]


def frame(sheet, rows):
    return pd.DataFrame(rows).reindex(columns=[column.name for column in SHEETS[sheet].columns])


def partnership(workshop, linkage, ended=None):
    days = {"started_on": pd.Timestamp(2023, 5, 8), "ended_on": ended}
    return {"workshop_id": workshop, "credit_code": "91339999MD00545915", "linkage": linkage, **days}


def worker(workshop, number, village="331082112201"):
    return {
        "workshop_id": workshop,
        "worker_id": f"{number:08}",
        "sex": "F",
        "birth_year": 1968,
        "is_low_income": number == 1,
        "home_village_code": village,
        "days_worked": 22,
        "wage_yuan": 3250,
        "prior_income_yuan": 1000 if number == 1 else None,
        "hired_on": pd.Timestamp(2023, 6, 1),
    }


@pytest.fixture(scope="module")
def context():
    names = (
        "workshop_id",
        "name",
        "workshop_type",
        "village_code",
        "operating_mode",
        "opened_on",
        "closed_on",
    )
    previous = {
        "workshops": frame("workshops", [dict(zip(names, row, strict=True)) for row in WORKSHOPS]),
        "enterprises": frame(
            "enterprises",
            [{"credit_code": "91339999MD00545915", "name": "示例企业", "home_county_code": COUNTY}],
        ),
        "partnerships": frame(
            "partnerships",
            [
                partnership("331082-0002", "piece_rate"),
                partnership("331082-0002", "rent", pd.Timestamp(2024, 10, 31)),
                partnership("331082-0003", "wages"),
            ],
        ),
        "employment": frame(
            "employment",
            [worker("331082-0002", 1), worker("331082-0002", 2, "331003001201"), worker("331082-0003", 3)],
        ),
        "results": frame("results", [{"workshop_id": "331082-0002", "output_yuan": 420900}]),
    }
    places = pd.DataFrame(
        [
            ("331003", "county", "黄岩区", "Huangyan", "3310"),
            (COUNTY, "county", "临海市", "Linhai", "3310"),
            ("331082112", "town", "某镇", "Town", COUNTY),
            ("331082112201", "village", "示例村 001", "Village 1", "331082112"),
            ("331082112202", "village", "示例村 002", "Village 2", "331082112"),
        ],
        columns=["code", "level", "name_zh", "name_en", "parent_code"],
    )
    return Context(COUNTY, MONTH, date(2024, 12, 3), places, None, previous)


def written(context, **options):
    held = io.BytesIO()
    template.write(context, held, **options)
    return held.getvalue()


@pytest.fixture(scope="module")
def book(context):
    return openpyxl.load_workbook(io.BytesIO(written(context)))


def rows(book, title):
    return [row for row in book[title].iter_rows(min_row=3, values_only=True) if any(row)]


def test_the_sheets_and_their_two_rows_of_headings(book):
    assert book.sheetnames == ["说明", "工坊", "企业", "结对", "用工", "效益", "名录"]
    for sheet in SHEETS.values():
        page = book[sheet.title_zh]
        assert [cell.value for cell in page[1]] == [
            column.heading_zh + "*" * column.is_required for column in sheet.columns
        ]
        assert [cell.value for cell in page[2]] == [column.name for column in sheet.columns]
        assert all(cell.comment for cell in page[1])
    assert book["名录"].sheet_state == "hidden"


def test_villages_are_offered_by_the_codes_of_the_month(context):
    given_up = pd.DataFrame(
        {"code": ["331082112201"], "valid_from": [pd.NaT], "valid_to": [pd.Timestamp(2024, 11, 1)]}
    )
    made = openpyxl.load_workbook(io.BytesIO(written(replace(context, in_use=given_up))))
    assert [cell.value for cell in made["名录"]["A"][1:] if cell.value] == ["331082112202 示例村 002"]


def test_every_hint_is_of_a_column_and_every_column_has_one():
    columns = {(name, column.name) for name, sheet in SHEETS.items() for column in sheet.columns}
    used = {hint(sheet, column) for sheet, column in columns}
    assert used == set(HINTS.values())


def test_the_first_sheet_says_whose_ledger_it_is_in_six_lines(book):
    page = book["说明"]
    labelled = {row[0]: row[1] for row in page.iter_rows(values_only=True) if row[0]}
    assert (labelled["县代码"], labelled["县名"], labelled["月份"]) == (COUNTY, "临海市", "2024-11")
    assert [str(number) in labelled for number in range(1, 8)] == [True] * 6 + [False]


def test_generated_villages_are_said_to_be_demonstration_data(context):
    def says_so(places, **options):
        found = Context(COUNTY, MONTH, date(2024, 12, 3), places, None, context.previous)
        page = openpyxl.load_workbook(io.BytesIO(written(found, **options)))["说明"]
        return any("示例数据" in str(cell.value) for row in page for cell in row)

    real = context.places.assign(name_zh=context.places["name_zh"].str.replace("示例村 ", "村"))
    assert says_so(context.places)
    assert not says_so(real)
    assert says_so(real, kind="demonstration")


def test_rows_are_carried_over_and_what_has_ended_is_left_out(book):
    assert [row[0] for row in rows(book, "工坊")] == ["331082-0001", "331082-0002"]
    assert [(row[0], row[2]) for row in rows(book, "结对")] == [("331082-0002", "计件")]
    assert [row[1] for row in rows(book, "用工")] == ["00000001", "00000002"]
    assert [row[0] for row in rows(book, "企业")] == ["91339999MD00545915"]
    assert rows(book, "效益") == [("331082-0001", *[None] * 9), ("331082-0002", *[None] * 9)]


def test_what_belongs_to_the_month_is_left_for_the_clerk(book):
    first, second = rows(book, "用工")
    assert first[7:9] == second[7:9] == (None, None)
    assert (first[9], second[9]) == (1000, None)
    assert (first[3], first[5], second[5]) == ("女", "是", "否")
    assert first[10] == datetime(2023, 6, 1)  # noqa: DTZ001


def test_places_stand_with_their_names_and_codes_stay_text(book):
    first, second = rows(book, "用工")
    assert (first[6], second[6]) == ("331082112201 示例村 001", "331003001201")
    assert book["企业"]["D3"].value == "331082 临海市"
    for cell in (book["用工"]["B3"], book["企业"]["A3"], book["工坊"]["A3"]):
        assert (cell.data_type, cell.number_format) == ("s", "@")


def test_text_that_looks_like_a_formula_is_text(book):
    assert book["工坊"]["B3"].value.startswith("=cmd")
    assert book["工坊"]["B3"].data_type == "s"


def test_headings_are_locked_and_rows_are_not(book):
    for sheet in SHEETS.values():
        page = book[sheet.title_zh]
        assert page.protection.sheet
        assert not page.protection.password
        assert page["A1"].protection.locked
        assert page["A2"].protection.locked
        assert not page["A3"].protection.locked
        assert not page.column_dimensions["A"].protection.locked
        allowed = ("insertRows", "deleteRows", "sort", "autoFilter", "formatColumns")
        assert not any(getattr(page.protection, each) for each in allowed)
        assert page.auto_filter.ref.startswith("A2:")
        assert page.print_title_rows == "$1:$2"
        assert page.page_setup.orientation == "landscape"


def checks(page):
    return {str(each.sqref).partition(":")[0]: each for each in page.data_validations.dataValidation}


def test_cells_take_what_belongs_there(book):
    employment, workshops = checks(book["用工"]), checks(book["工坊"])
    assert employment["D3"].formula1 == '"女,男"'
    assert employment["F3"].formula1 == '"是,否"'
    assert employment["G3"].formula1 == "'名录'!$A$2:$A$3"
    assert "工坊" in employment["A3"].formula1
    assert (employment["H3"].type, employment["H3"].formula1, employment["H3"].formula2) == (
        "whole",
        "0",
        "31",
    )
    assert (employment["E3"].formula1, employment["E3"].formula2) == ("1920", "2010")
    assert employment["K3"].type == "date"
    assert workshops["C3"].formula1.count(",") == 5
    assert checks(book["企业"])["A3"].formula1 == "18"
    for each in [*employment.values(), *workshops.values()]:
        assert len(each.error or "") <= 255
        if each.error:
            chinese, _, english = each.error.partition("\n")
            assert not chinese.isascii()
            assert english.isascii()


def test_the_list_holds_the_countys_villages_and_every_county(book):
    listed = [row[:2] for row in book["名录"].iter_rows(min_row=2, values_only=True)]
    assert listed == [
        ("331082112201 示例村 001", "331003 黄岩区"),
        ("331082112202 示例村 002", "331082 临海市"),
    ]


def test_the_same_ledger_gives_the_same_bytes(context):
    assert written(context) == written(context)


def test_a_county_that_never_reported_gets_empty_sheets(context):
    empty = Context(COUNTY, MONTH, date(2024, 12, 3), context.places, None)
    made = openpyxl.load_workbook(io.BytesIO(written(empty)))
    assert [rows(made, sheet.title_zh) for sheet in SHEETS.values()] == [[]] * 5


def test_what_is_carried_over_is_read_back_as_it_was(context, tmp_path):
    path = tmp_path / template.file_name(context)
    template.write(context, path)
    read = reading.read([path])
    assert (read.county_code, read.month) == (COUNTY, MONTH)
    workshops = read.sheets["workshops"].frame
    assert list(workshops["workshop_type"]) == ["agritourism", "brand_led"]
    assert list(workshops["village_code"]) == ["331082112202", "331082112201"]
    employment = read.sheets["employment"].frame
    assert list(employment["home_village_code"]) == ["331082112201", "331003001201"]
    assert list(employment["is_low_income"]) == [True, False]
    assert list(employment["worker_id"]) == ["00000001", "00000002"]
    assert employment["wage_yuan"].isna().all()
    assert list(read.sheets["enterprises"].frame["home_county_code"]) == [COUNTY]
    assert list(read.sheets["partnerships"].frame["linkage"]) == ["piece_rate"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_its_lists_checks_and_comments(context, tmp_path):
    path = tmp_path / "a.xlsx"
    template.write(context, path)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "out"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "out" / "a.xlsx")
    assert [row[:6] for row in rows(book, "用工")] == [
        row[:6] for row in rows(openpyxl.load_workbook(path), "用工")
    ]
    assert checks(book["用工"])["D3"].formula1 == '"女,男"'
    assert book["用工"]["A1"].comment
    assert book["用工"].protection.sheet


def test_nothing_in_it_leads_outside(context):
    with zipfile.ZipFile(io.BytesIO(written(context))) as archive:
        assert not [name for name in archive.namelist() if "external" in name or "vba" in name]
        assert not any(b"TargetMode" in archive.read(name) for name in archive.namelist())
