from datetime import date

import pytest

from sharedwealth import numbers
from sharedwealth.text import using

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (11145, "workshops", "11,145家", "11,145 workshops"),
        (1, "workshops", "1家", "1 workshop"),
        (0, "workshops", "0家", "0 workshops"),
        (498000, "people", "49.8万人", "498,000 people"),
        (9999, "people", "9,999人", "9,999 people"),
        (10000, "people", "1万人", "10,000 people"),
        (30437, "people", "3.0万人", "30,437 people"),
        (830004000, "yuan", "8.30亿元", "830.0m yuan"),
        (2600, "yuan_month", "2,600元/月", "2,600 yuan a month"),
        (123456789, "yuan", "1.23亿元", "123.5m yuan"),
        (0.962, "share", "96.2%", "96.2%"),
        (-0.0001, "share", "0.0%", "0.0%"),
        (0.3412, "index", "0.341", "0.341"),
    ],
)
def test_figures_are_written_as_each_language_writes_them(value, unit, chinese, english):
    with using("zh"):
        assert numbers.with_unit(value, unit) == chinese
    with using("en"):
        assert numbers.with_unit(value, unit) == english


@pytest.mark.parametrize("unit", ["people", "share", "index", "yuan", "workshops"])
def test_what_is_not_known_is_never_zero(unit):
    assert numbers.with_unit(NAN, unit) == numbers.MISSING
    assert numbers.with_unit(None, unit) == numbers.MISSING
    assert numbers.difference(NAN, unit) == numbers.MISSING


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        (1024, "workshops", "+1,024家", "+1,024 workshops"),
        (-0.004, "share", "−0.4个百分点", "−0.4 points"),
        (120, "yuan_month", "+120元/月", "+120 yuan a month"),
        (0, "people", "±0人", "±0 people"),
    ],
)
def test_a_change_is_always_signed(value, unit, chinese, english):
    with using("zh"):
        assert numbers.difference(value, unit) == chinese
    with using("en"):
        assert numbers.difference(value, unit) == english


def test_months_are_written_out():
    with using("zh"):
        assert numbers.month(date(2024, 10, 1)) == "2024年10月"
        assert numbers.as_of(date(2024, 10, 1)) == "截至2024年10月"
    with using("en"):
        assert numbers.month(date(2024, 10, 1)) == "October 2024"
        assert numbers.as_of(date(2024, 10, 1)) == "as of October 2024"


@pytest.mark.parametrize(
    ("values", "unit", "chinese", "english"),
    [
        ([71266, 7845, 0], "people", ["71,266", "7,845", "0"], ["71,266", "7,845", "0"]),
        ([103200, 28407], "people", ["10.3万", "2.8万"], ["103,200", "28,407"]),
        ([9999, 120], "people", ["9,999", "120"], ["9,999", "120"]),
        ([100_000_000, 75_000_000, 0], "yuan", ["1亿", "0.75亿", "0"], ["100m", "75m", "0"]),
        ([1.2e9, 4.56e8], "yuan", ["12亿", "4.56亿"], ["1.2bn", "0.46bn"]),
        ([0.5, NAN], "share", ["50.0%", "–"], ["50.0%", "–"]),
        ([20000, NAN, 300, None], "people", ["20,000", "–", "300", "–"], ["20,000", "–", "300", "–"]),
    ],
)
def test_figures_below_one_another_have_one_unit(values, unit, chinese, english):
    with using("zh"):
        assert numbers.alike(values, unit) == chinese
    with using("en"):
        assert numbers.alike(values, unit) == english
