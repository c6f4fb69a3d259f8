"""The sheets of a ledger are what docs/architecture.md promises."""

import re

import duckdb
import pytest

from sharedwealth import choices, settings
from sharedwealth.ledger.sheets import SHEETS, create_table_sql
from sharedwealth.warehouse import build

ARCHITECTURE = settings.ROOT / "docs" / "architecture.md"


def promised():
    """Sheet to column names, from the table of facts in the documentation."""
    lines = ARCHITECTURE.read_text(encoding="utf-8").splitlines()
    rows = [re.fullmatch(r"\| (\w+) \| (\w+ [A-Z]+.*) \|", line) for line in lines]
    return {
        row[1]: re.findall(r"(\w+) (?:VARCHAR|DATE|[A-Z]*INT|INTEGER|DOUBLE|BOOLEAN)", row[2])
        for row in rows
        if row
    }


def test_there_are_five_sheets_with_the_documented_columns_in_their_order():
    assert {name: [column.name for column in sheet.columns] for name, sheet in SHEETS.items()} == promised()
    assert list(SHEETS) == ["workshops", "enterprises", "partnerships", "employment", "results"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_its_table_begins_with_county_and_month_and_takes_the_described_types(sheet):
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA facts")
        con.execute(create_table_sql(sheet))
        made = {name: kind for name, kind, *_ in con.execute(f"DESCRIBE facts.{sheet}").fetchall()}
    assert list(made)[:2] == ["county_code", "month"]
    assert made == SHEETS[sheet].types


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_way_back_to_the_workbook_is_no_column_of_the_workbook(sheet):
    described = SHEETS[sheet]
    assert list(described.column_names)[-len(described.traced) :] == list(described.traced)
    assert not described.traced.keys() & {column.name for column in described.columns}
    assert described.traced["source_row"] == "INTEGER"
    assert ("reported_longitude" in described.traced) == (sheet == "workshops")


@pytest.mark.parametrize("sheet", SHEETS)
def test_required_columns_refuse_to_be_empty(sheet):
    with duckdb.connect() as con:
        build.create_facts(con)
        described = con.execute(f"DESCRIBE facts.{sheet}").fetchall()
    required = {
        "county_code",
        "month",
        *(column.name for column in SHEETS[sheet].columns if column.is_required),
    }
    assert {name for name, _, is_nullable, *_ in described if is_nullable == "NO"} == required


def test_every_key_is_required_and_every_sum_is_of_whole_numbers():
    for sheet in SHEETS.values():
        for column in sheet.columns:
            assert column.is_required or not column.is_key, column.name
            assert column.duckdb_type.endswith(("INT", "INTEGER")) or not column.is_summed, column.name


def test_headings_are_chinese_and_differ_within_a_sheet():
    for sheet in SHEETS.values():
        headings = [column.heading_zh for column in sheet.columns]
        assert len(set(headings)) == len(headings)
        assert all(re.search(r"[一-鿿]", heading) for heading in headings)


def test_lists_of_choices_exist():
    named = {column.choices for sheet in SHEETS.values() for column in sheet.columns if column.choices}
    assert named - {"crs"} == {"workshop_types", "operating_modes", "linkages", "sexes"}
    assert all(hasattr(choices, name.upper()) for name in named - {"crs"})


def test_an_unknown_sheet_has_no_table():
    with pytest.raises(KeyError):
        create_table_sql("households")
