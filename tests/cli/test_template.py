"""The command that writes templates, as an operator types it."""

import openpyxl
import pytest

from sharedwealth import cli_template, prepare, settings, text
from sharedwealth.errors import UnknownAreaError, UnknownMonthError
from sharedwealth.ledger.sheets import SHEETS


@pytest.fixture(scope="module", autouse=True)
def installation():
    found = settings.load()
    prepare.everything(found)
    return found


def test_one_county_into_a_file_or_a_folder(tmp_path):
    cli_template.template("331082", "2024-11", tmp_path / "a.xlsx")
    cli_template.template("331082", "2024-11", tmp_path)
    made = (tmp_path / "331082-2024-11.xlsx").read_bytes()
    assert made == (tmp_path / "a.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert [title for title in book.sheetnames if title not in {"说明", "名录"}] == [
        sheet.title_zh for sheet in SHEETS.values()
    ]
    said = [str(value) for row in book["说明"].iter_rows(values_only=True) for value in row]
    assert any("示例数据" in value for value in said)


@pytest.mark.parametrize(
    ("county", "month", "error"),
    [("999999", "2024-11", UnknownAreaError), ("331082", "soon", UnknownMonthError)],
)
def test_a_county_or_month_that_does_not_exist(tmp_path, county, month, error):
    with pytest.raises(error):
        cli_template.template(county, month, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("county", ["331082", "all"])
def test_a_place_that_cannot_be_written_to(tmp_path, county):
    (tmp_path / "file").write_text("no folder")
    with text.using("en"), pytest.raises(cli_template.OutputError, match="cannot be written"):
        cli_template.template(county, "2024-11", tmp_path / "file" / "a.xlsx")
