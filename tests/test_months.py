from datetime import date

import pytest

from sharedwealth import months
from sharedwealth.errors import UnknownMonthError


def test_a_month_is_its_first_day():
    assert months.parse("2024-10") == date(2024, 10, 1)
    assert months.write(date(2024, 10, 31)) == "2024-10"


@pytest.mark.parametrize(
    "written", ["2024-13", "2024-00", "2024-1", "2024", "October", "", "2024-10-01", "２０２４-10"]
)
def test_anything_else_is_not_a_month(written):
    with pytest.raises(UnknownMonthError, match="2024-10"):
        months.parse(written)


def test_a_year_has_twelve():
    assert months.shift(date(2024, 1, 1), -1) == date(2023, 12, 1)
    assert months.shift(date(2023, 12, 1), 1) == date(2024, 1, 1)
    assert months.shift(date(2022, 6, 1), 28) == date(2024, 10, 1)
    assert len(months.between(date(2022, 6, 1), date(2024, 10, 1))) == 29
