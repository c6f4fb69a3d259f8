"""One cell, one value: what is surely meant is read, everything else is an error that says what to write."""

from datetime import date

import pytest

from sharedwealth.ledger.kinds import DATE, ERROR, NO_RESULT, NUMBER, TEXT, TIME, YES_NO
from sharedwealth.ledger.reading.values import UnreadableError, parser
from sharedwealth.ledger.sheets import SHEETS


def reads(name, value, kind=None, **given):
    column = next(c for sheet in SHEETS.values() for c in sheet.columns if c.name == name)
    kinds = {str: TEXT, int: NUMBER, float: NUMBER, bool: YES_NO}
    return parser(column, **given)(value, kind or kinds[type(value)]).value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2600", 2600),
        ("２６００", 2600),
        ("\u30002600\xa0", 2600),
        ("2,600", 2600),
        ("2，600", 2600),
        ("1,234,567", 1234567),
        ("2600.00", 2600),
        ("2600元", 2600),
        ("¥2600", 2600),
        ("￥2,600 元", 2600),
        ("0.26万", 2600),
        ("0.26万元", 2600),
        ("-5", -5),
        ("－5", -5),
        ("0", 0),
        (2600.0, 2600),
        (2600, 2600),
        (0.0, 0),
        (2600.0000000001, 2600),
    ],
)
def test_whole_numbers(written, value):
    assert reads("wage_yuan", written) == value


@pytest.mark.parametrize(
    "written",
    [
        "约2600", "2600多", "近2600", "2600左右", "2600-2800", "1,2,3", "12,34", "1,23", ",123", "٣", "1e3", "nan",
        "inf", "二千六",
        "0x10", "1 2a", "２６００人", "TRUE", "--", "=1+1", "2600+", "99999999999", "½",
        1e20, float("nan"), float("inf"), True,
    ],
)  # fmt: skip
def test_what_is_no_whole_number(written):
    with pytest.raises(UnreadableError):
        reads("wage_yuan", written)


@pytest.mark.parametrize(
    ("written", "value"),
    [("2600.5", 2601), ("2,600.49", 2600), (2600.5, 2601), ("-0.5", -1), ("0.26005万", 2601)],
)
def test_amounts_with_jiao_and_fen_are_kept_in_whole_yuan(written, value):
    assert reads("wage_yuan", written) == value


@pytest.mark.parametrize("written", ["2.5", 2.5, "2.5人"])
def test_what_is_counted_has_no_fractions(written):
    with pytest.raises(UnreadableError):
        reads("steward_count", written)


@pytest.mark.parametrize(("written", "value"), [("3人", 3), ("3名", 3), (3, 3)])
def test_a_number_may_carry_its_own_unit(written, value):
    assert reads("steward_count", written) == value


def test_a_heading_in_ten_thousands_multiplies_and_a_cell_in_ten_thousands_does_not_twice():
    assert reads("output_yuan", 12.5, factor=10_000) == 125_000
    assert reads("output_yuan", "12.5", factor=10_000) == 125_000
    assert reads("output_yuan", "12.5万", factor=10_000) == 125_000
    assert reads("output_yuan", 0.1 + 0.2, factor=10_000) == 3_000


@pytest.mark.parametrize(
    "written",
    [
        "2024-11-03", "2024/11/3", "2024.11.3", "2024.11.03", "2024年11月3日", "2024 年 11 月 3 日", "20241103",
        "２０２４－１１－０３",
        "2024-11-03 00:00:00", "2024年11月3号", 45599, 45599.0, "45599", 20241103,
    ],
)  # fmt: skip
def test_days(written):
    assert reads("opened_on", written) == date(2024, 11, 3)


@pytest.mark.parametrize(
    "written", ["2024-11", "2024.11", "2024年11月", "202411", "2024/11", 2024.11, 202411]
)
def test_a_month_alone_is_its_first_day(written):
    assert reads("opened_on", written) == date(2024, 11, 1)


def test_serials_count_from_the_file_s_own_day():
    assert reads("opened_on", 45599 - 1462, counts_from_1904=True) == date(2024, 11, 3)


@pytest.mark.parametrize(
    "written",
    [
        "2024-13-01",
        "2024-02-30",
        "11/03/2024",
        "去年",
        "2024",
        "24.11.3",
        2024,
        2024.1,
        0,
        -1,
        1e300,
        "0001-01-01",
        "2024-11-03之前",
    ],
)
def test_what_is_no_day(written):
    with pytest.raises(UnreadableError):
        reads("opened_on", written)


def test_a_month_that_excel_made_a_date_of_is_a_day_too():
    assert reads("opened_on", "2024-11-01T00:00:00", DATE) == date(2024, 11, 1)


@pytest.mark.parametrize(
    "written", ["是", "√", "✓", "1", "Y", "y", "有", "yes", "TRUE", "１", " 是 ", 1, 1.0, True]
)
def test_yes(written):
    assert reads("is_low_income", written) is True


@pytest.mark.parametrize("written", ["否", "×", "0", "N", "无", "no", "False", "０", 0, False])
def test_no(written):
    assert reads("is_low_income", written) is False


@pytest.mark.parametrize("written", ["可能", "2", 2, "是否", "-"])
def test_neither_yes_nor_no(written):
    with pytest.raises(UnreadableError):
        reads("is_low_income", written)


@pytest.mark.parametrize(
    ("column", "written", "key"),
    [
        ("workshop_type", "来料加工式", "consigned_processing"),
        ("workshop_type", "来料加工", "consigned_processing"),
        ("workshop_type", "Consigned processing", "consigned_processing"),
        ("workshop_type", "consigned_processing", "consigned_processing"),
        ("workshop_type", "CONSIGNED_PROCESSING", "consigned_processing"),
        ("sex", "女", "F"),
        ("sex", "f", "F"),
        ("sex", "男性", "M"),
        ("crs", "gcj02", "GCJ-02"),
        ("crs", "ＷＧＳ８４", "WGS84"),
        ("linkage", "入股分红", "dividends"),
    ],
)
def test_choices(column, written, key):
    assert reads(column, written) == key


@pytest.mark.parametrize(
    ("column", "written"), [("workshop_type", "其他"), ("sex", "未知"), ("sex", 1), ("crs", "北京54")]
)
def test_words_that_are_no_choice(column, written):
    with pytest.raises(UnreadableError):
        reads(column, written)


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("village_code", "331081100201", "331081100201"),
        ("village_code", "３３１０８１１００２０１", "331081100201"),
        ("village_code", 331081100201.0, "331081100201"),
        ("village_code", "331081100201 示例村 001", "331081100201"),
        ("village_code", "331081100201（示例村）", "331081100201"),
        ("home_county_code", "331081 温岭市", "331081"),
        ("served_village_codes", "331081100201、331081100202", "331081100201、331081100202"),
        (
            "served_village_codes",
            "331081100201, 331081100202;331081100203",
            "331081100201、331081100202、331081100203",
        ),
        ("served_village_codes", "331081100201 331081100202", "331081100201、331081100202"),
        (
            "served_village_codes",
            "331081100201 示例村 001、331081100202 示例村 002",
            "331081100201、331081100202",
        ),
        ("workshop_id", "007", "007"),
        ("workshop_id", 12.0, "12"),
        ("workshop_id", "'0012", "0012"),
        ("credit_code", "91330100MA2GXXXX0K", "91330100MA2GXXXX0K"),
        ("credit_code", "012345678901234567", "012345678901234567"),
    ],
)
def test_codes_keep_every_digit(column, written, code):
    assert reads(column, written) == code


@pytest.mark.parametrize("written", [3.3e17, 331081198504123456, 12.5, -3])
def test_a_code_that_excel_has_rounded_is_an_error(written):
    with pytest.raises(UnreadableError):
        reads("workshop_id", written)


@pytest.mark.parametrize("kind", [DATE, TIME, YES_NO])
def test_a_code_that_excel_has_turned_into_something_else_is_an_error(kind):
    with pytest.raises(UnreadableError):
        reads("workshop_id", "2024-11-03", kind)


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("121.3856", 121.3856),
        (121.3856, 121.3856),
        ("１２１．３８", 121.38),
        (121, 121.0),
        ("121.38°", 121.38),
    ],
)
def test_degrees(written, degrees):
    assert reads("longitude", written) == degrees


@pytest.mark.parametrize("written", ["121°23′", "121,38", "东经121", "1e2", "nan", float("nan")])
def test_what_is_no_degrees(written):
    with pytest.raises(UnreadableError):
        reads("longitude", written)


@pytest.mark.parametrize("column", [column.name for column in SHEETS["employment"].columns])
def test_error_cells_and_formulas_without_results_are_never_blanks(column):
    for value, kind in (("#DIV/0!", ERROR), ("", NO_RESULT)):
        with pytest.raises(UnreadableError):
            reads(column, value, kind)


@pytest.mark.parametrize("written", ["", "  ", "\u3000", "\xa0"])
def test_blanks_are_nothing_and_nothing_is_not_zero(written):
    assert reads("wage_yuan", written) is None
    assert reads("name", written) is None


@pytest.mark.parametrize("written", ["-", "/", "—", "无"])
def test_a_dash_is_nothing_where_nothing_is_allowed(written):
    assert reads("prior_income_yuan", written) is None
    assert reads("closed_on", written) is None
    with pytest.raises(UnreadableError):
        reads("wage_yuan", written)


@pytest.mark.parametrize("word", ["NA", "null", "None", "nan", "无", "=1+1", "3-1"])
def test_a_name_is_a_name_whatever_it_says(word):
    assert reads("brand", word) == word
