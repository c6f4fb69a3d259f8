"""Tables as files: nothing a spreadsheet would run, nothing without its provenance."""

import io

import openpyxl
import pandas as pd
import pytest

from sharedwealth.tables import files
from sharedwealth.text import using

ABOUT = files.Provenance(
    "Coverage", "DEMONSTRATION DATA", "2024-10", "7F3A9C", definition="towns with a workshop"
)


@pytest.fixture
def hostile():
    starts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "－1", "fine"]
    return pd.DataFrame({"Area": starts, "Code": ["330102"] * len(starts), "Value": range(len(starts))})


def test_csv_neutralises_what_a_spreadsheet_would_run(hostile):
    read = pd.read_csv(
        io.BytesIO(files.csv(hostile, ABOUT)), dtype=str, encoding="utf-8-sig", keep_default_na=False
    )
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "＝", "－")) for cell in read["Area"])
    assert read["Area"].iloc[-1] == "fine"
    assert set(read["Code"]) == {"330102"}


def test_what_the_command_line_prints_as_csv_is_neutralised_too_and_keeps_its_numbers(hostile):
    harmless = files.harmless(hostile.assign(Change=-1.5))
    assert harmless["Area"].tolist()[0] == "'=1+1"
    assert harmless["Change"].tolist() == [-1.5] * len(hostile)


def test_csv_says_kind_month_and_snapshot_in_every_row(hostile):
    with using("en"):
        read = pd.read_csv(io.BytesIO(files.csv(hostile, ABOUT)), dtype=str, encoding="utf-8-sig")
    assert set(read["Kind"]) == {"DEMONSTRATION DATA"}
    assert set(read["As of"]) == {"2024-10"}
    assert set(read["Snapshot"]) == {"7F3A9C"}


def test_a_table_of_several_kinds_keeps_the_kind_and_snapshot_of_each_row(hostile):
    with using("en"):
        mixed = hostile.tail(2).assign(Kind=["Published", "DEMONSTRATION DATA"], Snapshot=[None, "7F3A9C"])
        read = pd.read_csv(io.BytesIO(files.csv(mixed, ABOUT)), dtype=str, encoding="utf-8-sig")
    assert read["Kind"].tolist() == ["Published", "DEMONSTRATION DATA"]
    assert read["Snapshot"].isna().tolist() == [True, False]
    assert set(read["As of"]) == {"2024-10"}


def test_excel_holds_text_as_text_and_numbers_as_numbers(hostile):
    with using("en"):
        book = openpyxl.load_workbook(io.BytesIO(files.excel(hostile, ABOUT)))
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        assert row[0].data_type == "s"
        assert row[1].value == "330102"
        assert isinstance(row[2].value, int)


def test_excel_says_where_it_comes_from(hostile):
    with using("en"):
        book = openpyxl.load_workbook(io.BytesIO(files.excel(hostile, ABOUT)))
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about == {
        "Table": "Coverage",
        "Kind": "DEMONSTRATION DATA",
        "As of": "2024-10",
        "Snapshot": "7F3A9C",
        "Definition": "towns with a workshop",
    }


def test_an_unknown_number_is_an_empty_cell_not_a_zero():
    frame = pd.DataFrame({"Area": ["A"], "Value": [float("nan")]})
    book = openpyxl.load_workbook(io.BytesIO(files.excel(frame, ABOUT)))
    assert book.worksheets[0]["B2"].value is None
