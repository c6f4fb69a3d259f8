"""The same ledger, written in many ways, is read as the same ledger."""

from datetime import date

import pandas as pd
import pytest

from sharedwealth.ledger.reading import read
from sharedwealth.ledger.sheets import SHEETS
from tests.ledgers import workbooks

DATA = workbooks.ledger(workshops=5, workers=14)


def expected(sheet):
    frame = pd.DataFrame(DATA.rows(sheet), columns=[column.name for column in SHEETS[sheet].columns])
    return frame.astype({column.name: column.pandas_type for column in SHEETS[sheet].columns})


def written(tmp_path, name):
    place = tmp_path / ("账" if workbooks.is_csv(name) else "331081-2024-11.xlsx")
    return workbooks.write(DATA, place, workbooks.HABITS[name])


@pytest.mark.parametrize("name", workbooks.HABITS)
def test_what_is_read_is_what_was_written(tmp_path, name):
    file = written(tmp_path, name)
    book = read(file.paths)

    assert [finding for finding in book.findings if finding.severity != "note"] == []
    assert list(book.sheets) == list(SHEETS)
    for sheet, found in book.sheets.items():
        pd.testing.assert_frame_equal(
            found.frame.reset_index(drop=True), expected(sheet), check_index_type=False, obj=sheet
        )


@pytest.mark.parametrize("name", workbooks.HABITS)
def test_every_value_has_its_way_back_to_the_cell(tmp_path, name):
    file = written(tmp_path, name)
    book = read(file.paths)

    for sheet, found in book.sheets.items():
        assert found.title == file.titles[sheet]
        assert found.heading_row == file.heading_rows[sheet]
        assert tuple(found.frame.index) == file.rows[sheet]
        assert dict(found.letters) == file.letters[sheet]


@pytest.mark.parametrize("name", [name for name in workbooks.HABITS if not workbooks.is_csv(name)])
def test_county_and_month_are_found(tmp_path, name):
    book = read(written(tmp_path, name).paths)

    assert (book.county_code, book.month) == ("331081", date(2024, 11, 1))
